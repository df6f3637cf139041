"""The four points."""

import numpy as np

import actdemo as ad

POINTS = [[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]


def test_xnor_is_one_where_the_inputs_are_equal():
    X, y = ad.xnor()
    assert X.tolist() == POINTS
    assert y.tolist() == [[1.0], [0.0], [0.0], [1.0]]


def test_xor_is_one_where_the_inputs_differ():
    X, y = ad.xor()
    assert X.tolist() == POINTS
    assert y.tolist() == [[0.0], [1.0], [1.0], [0.0]]


def test_everything_is_float64():
    assert {array.dtype for array in (*ad.xor(), *ad.xnor())} == {np.dtype(np.float64)}


def test_changing_the_points_changes_no_others():
    X, y = ad.xor()
    X[:], y[:] = 9.0, 9.0
    assert ad.xor()[0].tolist() == POINTS
    assert ad.xor()[1].tolist() == [[0.0], [1.0], [1.0], [0.0]]
