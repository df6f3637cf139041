"""Every activation function, its slope and every loss, to the last digits, over the whole range.

The oracle is mpmath with 50 digits and formulas of its own.  Values lie within 4 ulp of the truth,
slopes within 8, or, where the two terms of a slope cancel, within 4 ulp of the larger one.
"""

import math

import numpy as np
import pytest
from activation_oracle import TRUTH, softplus
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp, mpf

import actdemo as ad

LARGEST = 1.7976931348623157e308
each_activation = pytest.mark.parametrize("name", TRUTH)
any_float = st.one_of(
    st.floats(-LARGEST, LARGEST), st.floats(-800, 800), st.floats(-40, 40), st.floats(-2, 2)
)


def grid(name):
    """Arguments of every size, densest where something happens."""
    rng = np.random.default_rng(3)
    if name == "sine":
        turns = np.arange(1, 60_000, 199) * (math.pi / 2)
        return [*rng.uniform(-1e5, 1e5, 300), *turns, *10.0 ** rng.uniform(-323, 5, 200)]
    sizes = 10.0 ** rng.uniform(-323, 308.2, 150)
    edges = np.array([5e-324, 2.2250738585072014e-308, LARGEST])
    spans = [rng.uniform(-end, end, 250) for end in (2, 10, 40, 760)]
    return np.concatenate([sizes, -sizes, edges, -edges, [0.0], *spans]).tolist()


def error(result, truth, size):
    """The error of a result in ulp of a size; overflow is right where the truth overflows."""
    if abs(truth) >= mpf(LARGEST) * (1 + mpf(2) ** -54):
        return 0.0 if abs(result) >= LARGEST else math.inf
    if not math.isfinite(result):
        return math.inf
    return float(abs(mpf(result) - truth) / mpf(math.ulp(min(float(abs(size)), LARGEST))))


def value_error(name, x):
    truth = TRUTH[name][0](mpf(x))
    return error(float(ad.activations[name](x)), truth, truth)


def slope_is_right(name, x):
    terms = TRUTH[name][1](mpf(x))
    truth, slope = sum(terms), float(ad.activations[name].derivative(x))
    return error(slope, truth, truth) <= 8 or (
        len(terms) == 2 and error(slope, truth, max(map(abs, terms))) <= 4
    )


def both(name, x):
    """What the package says, and what the oracle says."""
    f, (value, terms, _) = ad.activations[name], TRUTH[name]
    truth = ", ".join(mp.nstr(number, 17) for number in (value(mpf(x)), sum(terms(mpf(x)))))
    return f"value and slope at {x}: {f(x)}, {f.derivative(x)}; in truth {truth}"


@each_activation
def test_the_oracle_has_digits_to_spare(name):
    value, terms, _ = TRUTH[name]
    for x in map(mpf, grid(name)):
        truth = [value(x), sum(terms(x))]
        with mp.workdps(100):
            pairs = zip(truth, [value(x), sum(terms(x))], strict=True)
            same = all(mp.almosteq(a, b, 1e-20, 0) for a, b in pairs)
        assert same, f"at {float(x)} the oracle's 50 digits are too few: let nothing in it cancel"


@each_activation
def test_values(name):
    worst = max(grid(name), key=lambda x: value_error(name, x))
    assert value_error(name, worst) <= 4, both(name, worst)


@each_activation
def test_slopes(name):
    wrong = [x for x in grid(name) if not slope_is_right(name, x)]
    assert wrong == [], both(name, wrong[0])


@pytest.mark.parametrize("name", [name for name in TRUTH if name != "sine"])
@given(x=any_float)
@example(x=-8.5)
@example(x=-37.9)
@example(x=-745.5)
@example(x=1.4e-5)
def test_values_and_slopes_wherever_hypothesis_looks(name, x):
    assert value_error(name, x) <= 4, both(name, x)
    assert slope_is_right(name, x), both(name, x)


@given(x=st.floats(-1e5, 1e5))
def test_sine_wherever_hypothesis_looks(x):
    assert value_error("sine", x) <= 4
    assert slope_is_right("sine", x)


@each_activation
@given(x=st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_float32_is_the_rounded_double(name, x):
    f = ad.activations[name]
    for call in (f, f.derivative):
        with np.errstate(all="ignore"):
            rounded = np.float32(call(x))
        assert np.array_equal(call(np.float32(x)), rounded, equal_nan=True)


@each_activation
def test_large_arrays_give_the_same_bits(name):
    f = ad.activations[name]
    x = np.random.default_rng(0).normal(size=(3, 7, 2000)) * 10
    x[1, 2, 3] = math.nan
    for call in (f, f.derivative):
        pieces = np.array([[call(row) for row in block] for block in x])
        np.testing.assert_array_equal(call(x), pieces)


def test_large_arrays_use_the_slope_at_the_kink():
    assert (ad.relu.variant(kink=0.25).derivative(np.zeros(40_000)) == 0.25).all()


@each_activation
def test_facts_are_true(name):
    f = ad.activations[name]
    x = np.concatenate([np.linspace(-60, 60, 24_001), np.linspace(-2, 2, 24_001)])
    values = np.sort(f(x))
    low, high = f.range
    assert low <= values[0] <= (low + 2e-2 if low > -math.inf else -0.5)
    assert (high - 1e-1 if high < math.inf else 1) <= values[-1] <= high
    assert f.monotone == bool((np.diff(f(np.linspace(-60, 60, 24_001))) >= 0).all())
    for end, limit in zip((-math.inf, math.inf), f.limits, strict=True):
        assert np.array_equal(f(end), limit, equal_nan=True)
    assert f.formula
    assert f.derivative_formula
    assert f.meaning.endswith(".")


@pytest.mark.parametrize("name", ["gelu", "gelu_tanh", "silu", "mish"])
def test_lowest_values(name):
    value = TRUTH[name][0]
    left, right = mpf(-2), mpf(-0.5)
    for _ in range(250):  # ternary search
        third = (right - left) / 3
        if value(left + third) < value(right - third):
            right -= third
        else:
            left += third
    assert abs(value(left) - mpf(ad.activations[name].range[0])) < 1e-16


def test_negative_parameters_make_no_promise():
    folded = ad.leaky_relu.variant(slope=-1)
    assert folded.monotone is None
    assert folded.range is None
    assert ad.elu.variant(alpha=2).range == (-2, math.inf)


def cross_entropy(z, y):
    return y * softplus(-z) + (1 - y) * softplus(z)


soft = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))


@given(z=any_float, y=soft)
@example(z=800.0, y=1.0)
@example(z=40.0, y=1 - 2**-53)
def test_sigmoid_cross_entropy(z, y):
    truth = cross_entropy(mpf(z), mpf(y))
    assert error(ad.losses["sigmoid_cross_entropy"]([[z]], [[y]]), truth, truth) <= 4


@given(z=any_float, y=any_float)
def test_mean_squared_error(z, y):
    truth = (mpf(z) - mpf(y)) ** 2 / 2
    assert error(ad.losses["mean_squared_error"]([[z]], [[y]]), truth, truth) <= 4


@given(z=st.lists(any_float, min_size=2, max_size=5), data=st.data())
def test_softmax_cross_entropy(z, data):
    right = data.draw(st.integers(0, len(z) - 1))
    y = np.eye(len(z))[right]
    other = data.draw(st.integers(0, len(z) - 1))
    y = 0.75 * y + 0.25 * np.eye(len(z))[other]
    exact = [mpf(logit) for logit in z]
    top = max(exact)
    shifted = [logit - top for logit in exact]
    rest = sum(
        mp.exp(s) if s > -1e5 else mpf(0) for k, s in enumerate(shifted) if k != exact.index(top)
    )
    log_sum = mp.log1p(rest)
    truth = sum(mpf(t) * (log_sum - s) for t, s in zip(y.tolist(), shifted, strict=True) if t)
    assert error(ad.losses["softmax_cross_entropy"]([z], [y]), truth, truth) <= 4


def test_a_leaky_relu_without_leak_is_a_relu():
    x = np.array([-math.inf, -1.0, 0.0, 2.0, math.inf])
    np.testing.assert_array_equal(ad.leaky_relu.variant(slope=0)(x), ad.relu(x))


@pytest.mark.parametrize(
    "cut", [ad.relu, ad.squared_relu, ad.step, ad.leaky_relu.variant(slope=0.0)], ids=str
)
def test_what_is_cut_off_is_a_zero_without_a_sign(cut):
    values = cut([-0.0, 0.0, -5e-324, -1.0, -LARGEST])
    np.testing.assert_array_equal(values, 0.0)
    assert not np.signbit(values).any()
