"""Every activation function, against mpmath, and the laws that they share."""

import math
import re

import numpy as np
import pytest
from activation_oracle import TRUTH
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

import actdemo as ad

KINKED = [name for name, f in ad.activations.items() if f.kink is not None]
ODD = ("identity", "tanh", "softsign", "sine")
EVEN_SLOPE = (*ODD, "sigmoid")
each_activation = pytest.mark.parametrize("name", TRUTH)
X, Y = ad.xnor()
any_float = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("name", ad.activations)
def test_the_registry_holds_each_function_under_its_name(name):
    activation = ad.activations[name]
    assert activation.name == name
    assert getattr(ad, name) is activation
    assert activation.formula
    assert name in TRUTH, "say in tests/activation_oracle.py what it really is"


def test_the_oracle_is_in_the_order_of_the_registry():
    assert list(TRUTH) == list(ad.activations)


@each_activation
@given(x=st.floats(-37, 37).filter(lambda x: abs(x) > 1e-9))
def test_the_oracle_has_the_slope_of_its_values(name, x):
    with mp.workdps(50 + int(abs(x))):
        slope = mp.diff(TRUTH[name].value, mpf(x), direction=int(math.copysign(1, x)))
        assert mp.almosteq(slope, sum(TRUTH[name].terms(mpf(x))), 1e-20, 1e-40)


@each_activation
@pytest.mark.parametrize(("x", "side"), [(-5e-324, -1), (-0.0, -1), (0.0, -1), (5e-324, 1)])
def test_at_zero_the_slope_is_the_one_on_the_left(name, x, side):
    truth = float(mp.diff(TRUTH[name].value, mpf(x), direction=side))
    assert ad.activations[name].derivative(x) == pytest.approx(truth, rel=4e-16, abs=1e-30)


@each_activation
def test_kinks_are_marked(name):
    f, sides = ad.activations[name], [-1e-30, 1e-30]
    variants = [f, *(f.variant(**{key: 0.3}) for key in f.parameters)]
    calls = [call for one in variants for call in (one, one.derivative)]
    assert (f.kink == "left") == any(abs(np.diff(call(sides))) > 1e-9 for call in calls)


@each_activation
def test_the_ends(name):
    activation, ends = ad.activations[name], np.array([-math.inf, math.inf])
    what = ("value at -inf", "value at inf", "slope at -inf", "slope at inf")
    got = dict(zip(what, [*activation(ends), *activation.derivative(ends)], strict=True))
    truth = dict(zip(what, TRUTH[name].ends, strict=True))
    assert got == pytest.approx(truth, rel=2e-16, abs=0, nan_ok=True)


@each_activation
@given(x=any_float)
def test_no_finite_number_gives_nan(name, x):
    activation = ad.activations[name]
    assert not math.isnan(activation(x))
    assert math.isfinite(activation.derivative(x)) or name == "squared_relu"


@each_activation
def test_nan_gives_nan(name):
    x = [1.0, math.nan]
    assert np.isnan(ad.activations[name](x)).tolist() == [False, True]
    assert np.isnan(ad.activations[name].derivative(x)).tolist() == [False, True]


@pytest.mark.parametrize("name", [name for name, f in ad.activations.items() if f.monotone])
@given(x=any_float, y=any_float)
def test_monotone(name, x, y):
    low, high = ad.activations[name]([min(x, y), max(x, y)])
    assert low <= high or low == pytest.approx(high, rel=1e-15, abs=0)
    assert ad.activations[name].derivative(x) >= 0


@pytest.mark.parametrize("name", ODD)
@given(x=any_float)
def test_odd(name, x):
    assert repr(float(ad.activations[name](-x))) == repr(-float(ad.activations[name](x)))


@pytest.mark.parametrize("name", EVEN_SLOPE)
@given(x=any_float)
def test_the_slope_is_even(name, x):
    assert ad.activations[name].derivative(-x) == ad.activations[name].derivative(x)


@each_activation
@given(x=any_float)
def test_bounded(name, x):
    low, high = ad.activations[name].range
    assert low <= ad.activations[name](x) <= high


@each_activation
@pytest.mark.parametrize("call", ["__call__", "derivative"])
class TestInput:
    """What may come in, and what comes out for it."""

    def test_every_shape_is_kept(self, name, call):
        function = getattr(ad.activations[name], call)
        x = np.linspace(-2, 2, 24).reshape(2, 3, 4)
        expected = [float(function(at)) for at in x.ravel().tolist()]
        assert function(x).shape == x.shape
        assert function(x).ravel().tolist() == expected
        assert function(x.T).tolist() == function(x).T.tolist()
        assert function(np.empty((0, 3))).shape == (0, 3)

    @pytest.mark.parametrize("x", [3, True, 3.0, np.int8(3), np.float16(3)], ids=repr)
    def test_scalars_become_float64(self, name, call, x):
        value = getattr(ad.activations[name], call)(x)
        assert type(value) is np.float64
        assert value == getattr(ad.activations[name], call)(float(x))

    @pytest.mark.parametrize("kind", [list, tuple, np.int64, np.uint8, np.float16])
    def test_lists_and_other_kinds_of_numbers_become_float64(self, name, call, kind):
        function = getattr(ad.activations[name], call)
        values = function(kind([0, 1, 3]))
        assert values.dtype == np.float64
        assert values.tolist() == function(np.array([0.0, 1.0, 3.0])).tolist()

    def test_float32_stays_float32(self, name, call):
        function = getattr(ad.activations[name], call)
        x = np.float32([-3.3, -1e-3, 0.0, 0.7, 40.0])
        assert function(x).dtype == np.float32
        assert type(function(x[1])) is np.float32
        assert function(x).tolist() == np.float32(function(x.astype(np.float64))).tolist()

    def test_the_input_is_left_alone_and_not_handed_back(self, name, call):
        x = np.array([-1.0, 0.0, 2.0])
        getattr(ad.activations[name], call)(x)[:] = 7.0
        assert x.tolist() == [-1.0, 0.0, 2.0]

    @pytest.mark.parametrize(
        ("x", "error", "message"),
        [
            ("1", TypeError, "x must hold real numbers, not <U1"),
            (None, TypeError, "x must hold real numbers, not object"),
            ([1j], TypeError, "x must hold real numbers, not complex128"),
            ([[1.0], [1.0, 2.0]], ValueError, "x must be an array of numbers: "),
        ],
    )
    def test_anything_else_is_refused(self, name, call, x, error, message):
        with pytest.raises(error, match=re.escape(message)):
            getattr(ad.activations[name], call)(x)


def test_float32_overflows_without_a_warning():
    assert ad.squared_relu(np.float32(1e30)) == np.float32(math.inf)


# Variants.


def test_a_variant_has_another_parameter():
    steeper = ad.leaky_relu.variant(slope=0.25)
    assert steeper([-4.0, 4.0]).tolist() == [-1.0, 4.0]
    assert steeper.derivative([-4.0, 0.0, 4.0]).tolist() == [0.25, 0.25, 1.0]
    half = ad.elu.variant(alpha=0.5)
    assert half(-1.0) == 0.5 * ad.elu(-1.0)
    assert half.derivative([-1.0, 1.0]).tolist() == [0.5 * ad.elu.derivative(-1.0), 1.0]


@pytest.mark.parametrize("name", KINKED)
@pytest.mark.parametrize("kink", [0.5, 1])
def test_a_variant_has_another_slope_at_its_kink_and_nowhere_else(name, kink):
    before, after = ad.activations[name], ad.activations[name].variant(kink=kink)
    x = np.array([-1.0, -5e-324, 5e-324, 1.0])
    assert after.derivative([0.0, -0.0]).tolist() == [kink, kink]
    assert after.derivative(x).tolist() == before.derivative(x).tolist()
    assert after([-1.0, 0.0, 1.0]).tolist() == before([-1.0, 0.0, 1.0]).tolist()
    assert math.isnan(after.derivative(math.nan))


def test_a_variant_of_a_variant_keeps_both_changes():
    twice = ad.leaky_relu.variant(slope=0.5).variant(kink=0.75)
    assert twice.derivative([-1.0, 0.0, 1.0]).tolist() == [0.5, 0.75, 1.0]
    both = ad.leaky_relu.variant(kink=0.75, slope=0.5)
    assert both.parameters == twice.parameters == {"slope": 0.5}
    assert both.kink == twice.kink == 0.75


def test_a_variant_leaves_the_original_alone():
    changed = ad.leaky_relu.variant(slope=0.5, kink=0.75)
    assert ad.leaky_relu.derivative([-1.0, 0.0]).tolist() == [0.01, 0.01]
    original = (ad.leaky_relu.name, ad.leaky_relu.formula, ad.leaky_relu.source)
    assert (changed.name, changed.formula, changed.source) == original


@pytest.mark.parametrize(
    ("name", "changes", "error", "message"),
    [
        ("relu", {"slope": 0.1}, ValueError, "relu has no parameter 'slope'; allowed: kink"),
        ("leaky_relu", {"a": 1}, ValueError, "no parameter 'a'; allowed: slope, kink"),
        ("gelu", {"kink": 0.5}, ValueError, "gelu has no parameter 'kink'; allowed: none"),
        ("leaky_relu", {"slope": "0.1"}, TypeError, "slope must be a number, not '0.1'"),
        ("leaky_relu", {"slope": True}, TypeError, "slope must be a number, not True"),
        ("elu", {"alpha": math.nan}, ValueError, "alpha must be finite, not nan"),
        ("relu", {"kink": math.inf}, ValueError, "kink must be finite, not inf"),
        ("relu", {"kink": None}, TypeError, "kink must be a number, not None"),
    ],
)
def test_impossible_variants_are_refused(name, changes, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.activations[name].variant(**changes)


def test_an_activation_shows_its_name_and_parameters():
    assert repr(ad.relu) == "<Activation relu>"
    assert repr(ad.leaky_relu.variant(slope=0.2)) == "<Activation leaky_relu, slope=0.2>"


# One's own.


def test_an_activation_of_ones_own():
    cube = ad.Activation("cube", lambda x: x**3, lambda x: 3 * x**2)
    assert cube([1, 2]).tolist() == [1.0, 8.0]
    assert cube.derivative([1, 2]).tolist() == [3.0, 12.0]
    assert repr(cube) == "<Activation cube>"
    assert (cube.formula, cube.source, cube.kink, cube.parameters) == ("", "", None, {})


def test_nan_gives_nan_for_ones_own_too():
    switch = ad.Activation("switch", lambda x: 1.0 * (x > 0), lambda x: 0.0 * (x > 0))
    assert np.isnan(switch([math.nan, 1.0])).tolist() == [True, False]
    assert np.isnan(switch.derivative([math.nan, 1.0])).tolist() == [True, False]


def test_an_activation_of_ones_own_may_have_parameters_and_a_kink():
    settings = {"up": 2.0}
    hinge = ad.Activation(
        "hinge",
        lambda x, up: np.where(x > 0, up * x, 0),
        lambda x, up: np.where(x > 0, up, 0),
        formula="h",
        source="book",
        kink=1,
        parameters=settings,
    )
    settings["up"] = 5.0
    assert hinge([-1.0, 1.0]).tolist() == [0.0, 2.0]
    assert hinge.derivative([-1.0, 0.0, 1.0]).tolist() == [0.0, 1.0, 2.0]
    assert hinge.variant(up=3.0, kink=0.5).derivative([0.0, 1.0]).tolist() == [0.5, 3.0]
    assert (hinge.formula, hinge.source) == ("h", "book")


@pytest.mark.parametrize("returned", [1.0, np.ones(1), np.ones(3), np.ones((2, 1))], ids=np.shape)
@pytest.mark.parametrize("call", ["__call__", "derivative"])
def test_a_function_that_changes_the_shape_is_refused(call, returned):
    odd = ad.Activation("odd", lambda _: returned, lambda _: returned)
    message = f"odd must keep the shape (2,), not return {np.shape(returned)}"
    with pytest.raises(ValueError, match=re.escape(message)):
        getattr(odd, call)([1.0, 2.0])


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((3, np.cos), {}, "function must be of type Callable, not 3"),
        ((np.sin, None), {}, "derivative must be of type Callable, not None"),
        ((np.sin, np.cos), {"kink": "right"}, "kink must be a number, not 'right'"),
        ((np.sin, np.cos), {"kink": True}, "kink must be a number, not True"),
        ((np.sin, np.cos), {"kink": np.ones(2)}, "kink must be a number, not array([1., 1.])"),
        ((np.sin, np.cos), {"kink": 10**400}, "kink must be finite, not an object of type int"),
        (
            (np.sin, np.cos),
            {"range": []},
            "range must be the lowest and the highest value, not []",
        ),
        ((np.sin, np.cos), {"range": (math.nan, -1)}, "highest value, not (nan, -1)"),
        ((np.sin, np.cos), {"range": (1, -1)}, "highest value, not (1, -1)"),
        ((np.sin, np.cos), {"range": (0, 1, 2)}, "highest value, not (0, 1, 2)"),
        ((np.sin, np.cos), {"range": 3}, "range must be the lowest and the highest value, not 3"),
        ((np.sin, np.cos), {"range": "ab"}, "range must hold real numbers, not <U2"),
        ((np.sin, np.cos), {"monotone": "no"}, "monotone must be of type bool or None, not 'no'"),
        (
            (np.sin, np.cos),
            {"parameters": {"k": "v"}},
            "parameters['k'] must be a number, not 'v'",
        ),
        ((np.sin, np.cos), {"parameters": [1]}, "parameters must be of type Mapping or None, not"),
        ((np.sin, np.cos), {"name": 3}, "name must be of type str, not 3"),
        ((np.sin, np.cos), {"formula": 3}, "formula must be of type str, not 3"),
        ((np.sin, np.cos), {"derivative_formula": None}, "derivative_formula must be of type str"),
        ((np.sin, np.cos), {"meaning": b"x"}, "meaning must be of type str"),
        ((np.sin, np.cos), {"source": np.ma.masked}, "source must be of type str, not masked"),
    ],
)
def test_an_impossible_activation_is_refused(arguments, options, message):
    with pytest.raises((TypeError, ValueError), match=re.escape(message)):
        ad.Activation(options.pop("name", "mine"), *arguments, **options)


def test_an_activation_of_ones_own_has_the_range_it_was_given():
    assert ad.Activation("mine", np.sin, np.cos, range=[-1, np.int64(1)]).range == (-1.0, 1.0)
    assert ad.Activation("mine", abs, np.sign, range=(0, math.inf)).range == (0.0, math.inf)
    assert ad.Activation("mine", np.sin, np.cos).range is None


@pytest.mark.parametrize(
    ("alias", "name"),
    [("swish", "silu"), ("linear", "identity"), ("Logistic", "sigmoid"), ("heaviside", "step")],
)
def test_other_names_are_told_ours(alias, name):
    with pytest.raises(ValueError, match=f"unknown activation '{alias}'; did you mean '{name}'?"):
        ad.Network.initialized((2, 3, 1), hidden=alias)


def test_a_function_may_use_up_its_input():
    def cut(x):
        x[x < 0.0] = 0.0
        return x

    def step(x):
        x[...] = x > 0.0
        return x

    x = np.array([-1.0, 2.0])
    mine = ad.Activation("mine", cut, step)
    assert mine(x).tolist() == [0.0, 2.0]
    assert mine.derivative(x).tolist() == [0.0, 1.0]
    assert x.tolist() == [-1.0, 2.0]
    start = ad.Network.initialized((2, 5, 1))
    own = ad.Network(start.weights, start.biases, mine)
    assert (
        own.forward(X).pre_activations[0].tolist() == start.forward(X).pre_activations[0].tolist()
    )
    assert ad.train(own, X, Y).losses.tolist() == ad.train(start, X, Y).losses.tolist()


ROOT = ad.Activation("root", np.sqrt, lambda x: 0.5 / np.sqrt(x))


def test_a_function_without_a_value_says_nan_when_it_is_asked():
    assert np.isnan(ROOT([-1.0, 4.0])).tolist() == [True, False]
    assert np.isnan(ROOT.derivative([-1.0, 4.0])).tolist() == [True, False]
    assert None in ROOT.halves


def test_a_network_blames_it_and_nothing_else():
    net = ad.Network(([[1.0]], [[1.0]]), ([0.0], [0.0]), ROOT)
    assert net([[4.0]]).tolist() == [[2.0]]
    message = r"^the value of root is nan at -2; it must be a number everywhere$"
    for use in (net, lambda X: ad.train(net, X, [[0.0]]), lambda X: net.gradients(X, [[0.0]])):
        with pytest.raises(ValueError, match=message):
            use([[-2.0]])
    slope = ad.Activation("mine", abs, lambda x: x * np.nan)
    net = ad.Network(net.weights, net.biases, slope)
    with pytest.raises(ValueError, match=r"^the slope of mine is nan at 4; it must"):
        ad.train(net, [[4.0]], [[0.0]])


def test_what_overflows_elsewhere_is_not_blamed_on_it():
    double = ad.Activation("double", lambda x: x * 2 - x * 1, lambda x: 1 + 0 * x)
    net = ad.Network(([[1.0]], [[1.0]]), ([0.0], [0.0]), double)
    with pytest.raises(FloatingPointError, match=r"^training overflowed in epoch \d+ with Sgd"):
        ad.train(net, [[1e3]], [[0.0]], "mean_squared_error", ad.Sgd(1.0), epochs=99)


@pytest.mark.parametrize("alpha", [0.5, 2.0])
def test_where_a_variant_has_a_kink_its_slope_at_0_is_the_one_on_the_left(alpha):
    bent = ad.elu.variant(alpha=alpha)
    assert bent.derivative(0.0) == bent.derivative(-1e-300) == alpha
    assert bent.derivative(1e-300) == 1.0
    leaky = ad.leaky_relu.variant(slope=alpha)
    assert leaky.derivative(0.0) == leaky.derivative(-1e-300) == alpha
