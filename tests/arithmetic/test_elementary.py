"""The arithmetic, against mpmath."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from actdemo.arithmetic import elementary


def gaussian(x):
    return mp.exp(-x * x / 2)


def tail_ratio(x):
    if x > 1e4:
        return (1 - 1 / x**2 + 3 / x**4) / x / mp.sqrt(2 * mp.pi)
    return mp.exp(x * x / 2) * mp.erfc(x / mp.sqrt(2)) / 2


def function(name):
    """The function of that name, or the product of its parts."""
    if name != "gaussian":
        return getattr(elementary, name)

    def product(x):
        near_one, power, other = elementary.split_gaussian(x)
        with np.errstate(all="ignore"):
            return near_one * power * other

    return product


# For each function the truth, the error allowed in ulp, and the domain.
ORACLES = {
    "exp": (mp.exp, 1, -746.0, 710.0),
    "expm1": (mp.expm1, 2, -746.0, 710.0),
    "log1p": (mp.log1p, 1, -1 + 1e-16, 1.7e308),
    "tanh": (mp.tanh, 3, -40.0, 40.0),
    "sin": (mp.sin, 1, -1e6, 1e6),
    "cos": (mp.cos, 1, -1e6, 1e6),
    "gaussian": (gaussian, 1, -40.0, 40.0),
    "tail_ratio": (tail_ratio, 4, 0.0, 1e300),
}
each_function = pytest.mark.parametrize("name", ORACLES)


def points(low, high):
    """Arguments of all sizes, and those next to which the formulas change."""
    rng = np.random.default_rng(0)
    sizes = 10 ** np.concatenate([rng.uniform(-323, 308, 200), rng.uniform(-3, 3, 400)])
    turns = np.append(np.arange(1, 200), rng.integers(200, 1_270_000, 200)) * math.pi / 4
    halves = (np.arange(150) + 0.5) * math.log(2)
    centre = np.concatenate([rng.uniform(-2, 2, 300), turns, halves, 2.0 ** np.arange(-40, 20)])
    both = np.concatenate([sizes, -sizes, centre, -centre, np.nextafter(centre, 0), [low, high]])
    return both[(both >= low) & (both <= high)]


@given(st.floats(-1e150, 1e150), st.floats(-1e150, 1e150))
def test_two_product_is_exact(a, b):
    product, lost = elementary.two_product(a, b)
    if abs(a * b) > 1e-250:
        assert product == a * b
        assert mpf(product) + mpf(lost) == mp.fmul(a, b, exact=True)


@given(st.floats(-1390, 700), st.floats(-1e-10, 1e-10), st.floats(1, 1000))
def test_split_exponentials_round_once(x, rest, factor):
    near_one, power, other = elementary.split_exp(np.float64(x), rest)
    with np.errstate(under="ignore"):
        result = factor * near_one * power * other
    truth = factor * mp.exp(mpf(x) + mpf(rest))
    assert abs(mpf(float(result)) - truth) <= 2 * math.ulp(float(truth))


@each_function
def test_values_are_right_to_the_last_places(name, ulps):
    truth, allowed, low, high = ORACLES[name]
    x = points(low, high)
    errors = [
        ulps(value, truth(mpf(at)))
        for at, value in zip(x.tolist(), function(name)(x), strict=True)
    ]
    worst = int(np.argmax(errors))
    assert errors[worst] <= allowed, f"{name}({x[worst]!r}) is off by {errors[worst]:.2f} ulp"


@each_function
@given(data=st.data())
def test_values_are_right_wherever_hypothesis_looks(name, ulps, data):
    truth, allowed, low, high = ORACLES[name]
    x = data.draw(st.floats(low, high))
    assert ulps(function(name)(np.float64(x)), truth(mpf(x))) <= allowed


@given(st.floats(1e6, 1e12))
def test_far_out_sine_and_cosine_lose_what_a_rounded_period_costs(x):
    assert abs(elementary.sin(np.float64(x)) - mp.sin(x)) <= 1e-16 * x
    assert abs(elementary.cos(np.float64(-x)) - mp.cos(x)) <= 1e-16 * x


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_sine_and_cosine_stay_on_the_unit_circle(x):
    sine, cosine = elementary.sin(np.float64(x)), elementary.cos(np.float64(x))
    assert math.hypot(sine, cosine) == pytest.approx(1, abs=1e-15)
    assert max(abs(sine), abs(cosine)) <= 1


@pytest.mark.parametrize(
    ("name", "x", "value"),
    [
        ("exp", -math.inf, 0.0),
        ("exp", math.inf, math.inf),
        ("exp", 709.8, math.inf),
        ("exp", -745.2, 0.0),
        ("exp", -745.0, 5e-324),
        ("exp", 0.0, 1.0),
        ("expm1", -math.inf, -1.0),
        ("expm1", math.inf, math.inf),
        ("expm1", 709.8, math.inf),
        ("expm1", -0.0, -0.0),
        ("expm1", -5e-324, -5e-324),
        ("log1p", -0.0, -0.0),
        ("tanh", -math.inf, -1.0),
        ("tanh", math.inf, 1.0),
        ("tanh", -0.0, -0.0),
        ("tanh", 1.7e308, 1.0),
        ("sin", math.inf, math.nan),
        ("sin", -math.inf, math.nan),
        ("sin", -0.0, -0.0),
        ("cos", math.inf, math.nan),
        ("cos", -math.inf, math.nan),
        ("cos", -0.0, 1.0),
        ("gaussian", -math.inf, 0.0),
        ("gaussian", math.inf, 0.0),
        ("gaussian", -0.0, 1.0),
        ("gaussian", 1e308, 0.0),
    ],
)
def test_special_values(name, x, value):
    # repr tells -0.0 from 0.0, and one NaN is as good as another.
    assert repr(float(function(name)(np.float64(x)))) == repr(value)


@each_function
def test_nan_gives_nan(name):
    assert np.isnan(function(name)(np.array([math.nan, 1.0]))).tolist() == [True, False]


@each_function
def test_no_setting_of_numpy_makes_them_warn(name):
    x = np.array([0.0, 1e-300, 0.1, 1.0, 1e5, 1.7e308, math.inf, math.nan])
    _, _, low, _ = ORACLES[name]
    with np.errstate(all="raise"):
        function(name)(np.append(x, -x) if low < 0 else x)


@each_function
def test_an_element_does_not_depend_on_its_neighbours(name):
    compute, (_, _, low, high) = function(name), ORACLES[name]
    x = points(max(low, -100), min(high, 100))[:600].reshape(20, 30)
    values = compute(x)
    assert values.dtype == np.float64
    assert values.shape == x.shape
    assert values.tolist() == [[float(compute(np.float64(at))) for at in row] for row in x]


@each_function
def test_arguments_are_left_alone(name):
    x = np.array([0.25, 3.0])
    function(name)(x)
    assert x.tolist() == [0.25, 3.0]


def test_sums_run_from_the_first_term_to_the_last():
    assert elementary.ordered_sum([1e16, 1.0, -1e16, 1.0]) == 1.0


@pytest.mark.parametrize("columns", [1, 3])
@pytest.mark.parametrize("n", [1, 7, 8, 9, 16, 130])
def test_long_sums_of_arrays_run_in_order_too(n, columns):
    terms = np.random.default_rng(n).normal(size=(n, columns))
    totals = []
    for column in terms.T.tolist():
        total = column[0]
        for term in column[1:]:
            total += term
        totals.append(total)
    assert elementary.ordered_sum(terms).tolist() == totals
    assert np.ravel(elementary.ordered_sum(list(terms))).tolist() == totals
