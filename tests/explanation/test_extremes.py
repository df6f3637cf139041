"""Weights and points of any size: what is said is true, or refused, and NumPy never speaks up."""

from fractions import Fraction

import numpy as np
import plane_oracle as plane
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sentence_oracle import falsehoods

import actdemo as ad

SIZES = (1e-308, 1e-200, 1e-5, 0.1, 1.0, 3.0, 1e5, 1e200, 1e308)
NUMBERS = st.sampled_from([0.0, 1.0, -1.0, *SIZES, *(-size for size in SIZES)])
HIDDEN = ("relu", "leaky_relu", "absolute", "tanh", "softsign")  # whose truth mpmath tells, too
LOSSES = ("sigmoid_cross_entropy", "mean_squared_error", "sigmoid_mean_squared_error")
REFUSALS = {
    "net, X and y must be small enough that no number overflows",
    "net must have weights closer in size, so that no quotient or product vanishes",
}


@st.composite
def cases(draw):
    table = np.array(draw(st.lists(st.tuples(*[NUMBERS] * 4), min_size=1, max_size=4)))
    biases = (table[:, 2], [draw(NUMBERS)])
    net = ad.Network((table[:, :2].T, table[:, 3:]), biases, draw(st.sampled_from(HIDDEN)))
    X, y = ad.xnor()
    return (
        net,
        X * draw(st.sampled_from([1.0, 1.0, 1e200, 1e-200])),
        y,
        draw(st.sampled_from(LOSSES)),
    )


def check(net, X, y, loss):
    with np.errstate(all="raise"):
        ends = ad.classify(net, X, y, loss)
        formulas = [ad.equations(net, values=True, points=points) for points in (None, X)]
        said = "".join(str(each) + each._repr_latex_() for each in formulas)
        try:
            told = ad.explain(net, X, y, loss)
            words = str(told) + told._repr_html_()
        except ValueError as error:
            refusal = str(error)
        else:
            refusal = None
            assert "nan" not in words
            assert "inf" not in words
            assert falsehoods(told, net, X, y, loss) in ([], None)
            assert ends.correct.tolist() == [entry.correct for entry in told.ledger]
    assert refusal is None or refusal in REFUSALS
    assert "inf" not in said
    assert "nan" not in said
    check_classes(net, X, y, loss, ends.correct)


def check_classes(net, X, y, loss, correct):
    """Hold what is right against fractions, where neither range nor rounding decides."""
    if net.hidden.name != "relu":
        return
    level = Fraction(loss == "mean_squared_error", 2)
    rows = plane.lines(net)
    for point, label, right in zip(X.tolist(), y[:, 0], correct, strict=True):
        reach = [
            [abs(p * Fraction(x)) for p, x in zip(line, (*point, 1), strict=True)] for line in rows
        ]
        parts = [
            abs(Fraction(float(v))) * sum(r)
            for v, r in zip(net.weights[1][:, 0], reach, strict=True)
        ]
        size = sum(parts) + abs(Fraction(float(net.biases[1][0]))) + level
        if max(size, *(sum(r) for r in reach)) > Fraction(1e300):
            continue
        over = plane.logit(net, plane.fractions(point), lambda h: max(h, 0)) - level
        if abs(over) > size / 2**40 + Fraction(1e-100):
            assert right == ((over > 0) == (label == 1))


@example(case=(ad.Network([[[1e200], [1e200]], [[1e200]]], [[0.0], [1.0]]), *ad.xnor(), LOSSES[0]))
@settings(max_examples=100)
@given(case=cases())
def test_numbers_of_every_size(case):
    check(*case)


@pytest.mark.full
@settings(max_examples=3000, deadline=None)
@given(case=cases())
def test_many_numbers_of_every_size(case):
    check(*case)


@pytest.mark.parametrize(
    ("w", "b", "v"),
    [
        ([1e-200, 1e200], 0.0, 1.0),  # a part of the crease's direction
        ([1.0, 1e200], 1e-200, 1.0),  # where it lies
        ([1e-200, 1e-200], 0.0, 1e-200),  # the effect
    ],
)
def test_what_vanishes_is_not_explained(w, b, v):
    net = ad.Network([[[w[0]], [w[1]]], [[v]]], [[b], [0.5]])
    with pytest.raises(ValueError, match=r"^net must have weights closer in size, so that"):
        ad.explain(net, *ad.xor())
