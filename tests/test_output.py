"""Softmax and its relatives, against mpmath."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

import actdemo as ad

some_logits = st.lists(st.floats(-700, 700), min_size=1, max_size=12)
any_logits = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=12)


def allowed(logits):
    """Return a few ulp, and those that the rounding of the differences may cost."""
    return 4 + len(logits) + max(logits) - min(logits)


def true_softmax(logits):
    powers = [mp.exp(mpf(z)) for z in logits]
    return [power / mp.fsum(powers) for power in powers]


@given(logits=some_logits)
def test_softmax_is_right(logits, ulps):
    for got, truth in zip(ad.softmax(logits), true_softmax(logits), strict=True):
        assert ulps(got, truth, 1e-300) <= allowed(logits)


@given(logits=some_logits)
def test_log_softmax_is_right(logits, ulps):
    with mp.workdps(700):  # enough for the logarithm of 1 - e**-1400
        for got, truth in zip(ad.log_softmax(logits), true_softmax(logits), strict=True):
            assert ulps(got, mp.log(truth), 1e-300) <= allowed(logits)


@given(z=st.floats(-700, 700))
def test_log_sigmoid_is_right(z, ulps):
    assert ulps(ad.log_sigmoid(z), -mp.log1p(mp.exp(-mpf(z)))) <= 4


@given(logits=any_logits)
def test_probabilities_sum_to_one(logits):
    assert math.fsum(ad.softmax(logits)) == pytest.approx(1, abs=5e-16)
    assert ad.softmax(logits).min() >= 0
    assert ad.log_softmax(logits).max() <= 0


@given(z=st.floats(-700, 700))
def test_softmax_of_two_is_the_sigmoid_of_the_difference(z):
    assert ad.softmax([z, 0.0])[0] == pytest.approx(ad.sigmoid(z), rel=1e-15, abs=0)
    assert ad.log_softmax([0.0, z])[1] == pytest.approx(ad.log_sigmoid(z), rel=1e-15, abs=0)


@pytest.mark.parametrize("function", [ad.softmax, ad.log_softmax])
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_any_axis_can_hold_the_classes(function, axis):
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    rows = np.moveaxis(z, axis, -1).reshape(-1, z.shape[axis])
    expected = np.array([function(row) for row in rows])
    result = np.moveaxis(function(z, axis=axis), axis, -1)
    assert result.shape == np.moveaxis(z, axis, -1).shape
    assert result.reshape(expected.shape).tolist() == expected.tolist()


@pytest.mark.parametrize("function", [ad.softmax, ad.log_softmax])
def test_the_last_axis_holds_the_classes_by_default(function):
    z = [[1.0, 2.0, 3.0], [0.0, 5.0, 0.0]]
    assert function(z).tolist() == function(z, axis=1).tolist() != function(z, axis=0).tolist()


def test_opposite_ends_of_the_range():
    assert ad.softmax([1.7e308, -1.7e308]).tolist() == [1.0, 0.0]
    assert ad.log_softmax([1.7e308, -1.7e308]).tolist() == [0.0, -math.inf]
    assert ad.softmax([5.0]).tolist() == [1.0]
    assert ad.log_softmax([5.0]).tolist() == [0.0]
    assert ad.log_sigmoid([-math.inf, math.inf]).tolist() == [-math.inf, 0.0]
    assert math.isnan(ad.log_sigmoid(math.nan))


@pytest.mark.parametrize("kind", [list, np.uint8, np.int64, np.float16, np.bool_])
def test_log_sigmoid_takes_any_kind_of_number(kind):
    assert ad.log_sigmoid(kind([0, 1])).tolist() == ad.log_sigmoid([0.0, 1.0]).tolist()


def test_log_sigmoid_keeps_shape_and_float32():
    assert ad.log_sigmoid(np.float32([[1, 2]])).dtype == np.float32
    assert ad.log_sigmoid(np.ones((2, 1, 3))).shape == (2, 1, 3)
    assert type(ad.log_sigmoid(0)) is np.float64


@pytest.mark.parametrize("function", [ad.softmax, ad.log_softmax, ad.log_sigmoid])
def test_logits_are_left_alone(function):
    z = np.array([1.0, 2.0])
    function(z)
    assert z.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("function", [ad.softmax, ad.log_softmax])
@pytest.mark.parametrize(
    ("logits", "message"),
    [
        ([], "logits is empty: shape (0,)"),
        ([1.0, math.nan], "logits must be finite; it contains nan"),
        ([1.0, math.inf], "logits must be finite; it contains inf"),
        ([[1.0], [1.0, 2.0]], "logits must be an array of numbers: "),
    ],
)
def test_logits_that_make_no_sense_are_refused(function, logits, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        function(logits)


@pytest.mark.parametrize("function", [ad.softmax, ad.log_softmax, ad.log_sigmoid])
def test_text_is_refused(function):
    with pytest.raises(TypeError, match="logits must hold real numbers, not <U1"):
        function(["1", "2"])


@pytest.mark.parametrize("function", [ad.softmax, ad.log_softmax])
@pytest.mark.parametrize(
    ("logits", "axis", "error", "message"),
    [
        (3.0, -1, ValueError, "logits must have shape (..., classes), not ()"),
        ([[1.0, 2.0]], 2, ValueError, "axis must be at most 1, not 2"),
        ([[1.0, 2.0]], -3, ValueError, "axis must be at least -2, not -3"),
        ([[1.0, 2.0]], 1.0, TypeError, "axis must be a whole number, not 1.0"),
        ([[1.0, 2.0]], None, TypeError, "axis must be a whole number, not None"),
        ([[1.0, 2.0]], 2**200, ValueError, f"axis must be at most 1, not {2**200}"),
        (np.ma.masked_less([1.0, 2.0], 1.5), -1, TypeError, "logits must not be masked: "),
    ],
)
def test_an_axis_that_is_not_there_is_refused(function, logits, axis, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        function(logits, axis)


def test_every_axis_may_hold_the_classes():
    logits = np.arange(24.0).reshape(2, 3, 4)
    for axis in range(-3, 3):
        np.testing.assert_allclose(ad.softmax(logits, axis).sum(axis), 1.0, rtol=1e-15)
