"""Optimizers: their formulas with fifty digits, what others do, and what is refused."""

import dataclasses
import math
import pickle
import re
import tomllib
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf

import actdemo as ad

X, Y = ad.xnor()
QUOTED = Path(__file__).parents[2] / "docs" / "quoted.toml"
RECORDED = tomllib.loads(QUOTED.read_text("utf-8"))["coming_from"]
STEPS = [(name, k) for name in ("torch", "keras") for k in range(len(RECORDED[name]["steps"]))]

rates = st.floats(1e-4, 1.0)
shares = st.floats(0.0, 0.999)
decays = st.sampled_from([0.0, 0.001, 0.3])
gradients = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30)


def sgd(theta, gradients, lr, momentum, weight_decay):
    """Yield the parameter after each step, as the formula has it."""
    velocity = mpf(0)
    for g in gradients:
        velocity = mpf(lr) * (g + mpf(weight_decay) * theta) + mpf(momentum) * velocity
        theta -= velocity
        yield theta


def adam(theta, gradients, lr, beta1, beta2, epsilon, weight_decay):
    """Yield the parameter after each step, by algorithm 1 of Kingma and Ba."""
    m = v = mpf(0)
    for t, slope in enumerate(gradients, start=1):
        g = slope + mpf(weight_decay) * theta
        m = mpf(beta1) * m + (1 - mpf(beta1)) * g
        v = mpf(beta2) * v + (1 - mpf(beta2)) * g * g
        m_hat, v_hat = m / (1 - mpf(beta1) ** t), v / (1 - mpf(beta2) ** t)
        theta -= mpf(lr) * m_hat / (v_hat**0.5 + mpf(epsilon))
        yield theta


def taken(optimizer, theta, gradients):
    """Return the parameter after each step of ours."""
    state, found = [theta, *[0.0] * optimizer.memory], []
    for g, numbers in zip(gradients, optimizer.numbers(), strict=False):
        state = list(optimizer.step(numbers, state[0], g, *state[1:]))
        found.append(state[0])
    return found


@given(
    theta=st.floats(-10, 10), gradients=gradients, lr=rates, momentum=shares, weight_decay=decays
)
def test_sgd_is_its_formula(theta, gradients, **settings):
    expected = list(map(float, sgd(mpf(theta), gradients, **settings)))
    size = max(map(abs, [theta, *expected]))
    found = taken(ad.Sgd(**settings), theta, gradients)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12 * size)


@given(
    theta=st.floats(-10, 10),
    gradients=gradients,
    lr=rates,
    beta1=shares,
    beta2=shares,
    epsilon=st.sampled_from([1e-8, 1e-3, 1.0]),
    weight_decay=decays,
)
def test_adam_is_its_formula(theta, gradients, **settings):
    expected = list(map(float, adam(mpf(theta), gradients, **settings)))
    size = max(map(abs, [theta, *expected]))
    found = taken(ad.Adam(**settings), theta, gradients)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9 * size)


def test_the_powers_of_adam_are_running_products():
    beta1, beta2, lr = 0.9, 0.999, 0.001
    power1 = power2 = 1.0
    for rate, root, *_ in islice(ad.Adam(lr, beta1, beta2).numbers(), 1000):
        power1, power2 = power1 * beta1, power2 * beta2
        assert (rate, root) == (lr / (1.0 - power1), math.sqrt(1.0 - power2))


def test_the_first_step_of_adam_is_as_long_as_its_rate():
    """Whatever the gradient, unless it is as small as epsilon."""
    for g in (-1e6, -1e-3, 1e-3, 1e6):
        (theta,) = taken(ad.Adam(lr=0.25), 0.0, [g])
        assert theta == pytest.approx(-math.copysign(0.25, g), rel=1e-4)


def test_a_gradient_of_zero_moves_nothing():
    assert taken(ad.Adam(), 3.0, [0.0, 0.0]) == [3.0, 3.0]


def test_what_is_no_decay_is_no_operation():
    """Added as 0 times the weight it would change the sign of a zero."""
    for optimizer in (ad.Sgd(), ad.Adam()):
        settings = {**dataclasses.asdict(optimizer), "weight_decay": 0.5}
        few, more = next(optimizer.numbers()), next(type(optimizer)(**settings).numbers())
        assert more == (*few, 0.5)


@pytest.mark.parametrize(("framework", "number"), STEPS)
def test_steps_are_those_of_other_frameworks(framework, number):
    """Their weights after a hundred steps, recorded by benchmarks/coming_from.py."""
    told, origin = RECORDED[framework]["steps"][number], RECORDED["origin"]
    optimizer = getattr(ad, told["name"])(**told["settings"])
    assert (told["weights"] < 1e-12, origin["steps"], origin["seeds"]) == (True, 100, 20)
    recipe = {"epochs": origin["steps"], "batch_size": 4, "order": "fixed"}
    net = ad.train(ad.Network.initialized((2, 5, 1)), X, Y, optimizer=optimizer, **recipe).network
    ours = [part.ravel() for pair in zip(net.weights, net.biases, strict=True) for part in pair]
    np.testing.assert_allclose(np.concatenate(ours), told["seed_0"], rtol=0, atol=1e-12)


@pytest.mark.parametrize("optimizer", [ad.Sgd(weight_decay=0.1), ad.Adam(0.1, weight_decay=0.2)])
def test_an_optimizer_is_told_compared_and_copied(optimizer):
    assert eval(f"ad.{optimizer!r}") == optimizer
    twin = pickle.loads(pickle.dumps(optimizer))
    assert (twin, hash(twin)) == (optimizer, hash(optimizer))
    assert optimizer != type(optimizer)()
    with pytest.raises(dataclasses.FrozenInstanceError):
        optimizer.lr = 1.0


def test_settings_have_the_names_of_the_field_and_their_usual_values():
    usual = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.0}
    assert dataclasses.asdict(ad.Adam()) == usual
    assert dataclasses.asdict(ad.Sgd()) == {"lr": 0.1, "momentum": 0.4, "weight_decay": 0.0}
    assert repr(ad.Adam(1)) == "Adam(lr=1.0, beta1=0.9, beta2=0.999, epsilon=1e-08)"
    assert repr(ad.Sgd(1, 0, 1)) == "Sgd(lr=1.0, momentum=0.0, weight_decay=1.0)"
    assert ad.Adam(*[np.longdouble("0.5")] * 5) == ad.Adam(0.5, 0.5, 0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("kind", "settings", "error", "message"),
    [
        (ad.Adam, {"lr": -1}, ValueError, "lr must be finite and at least 0, not -1"),
        (ad.Adam, {"beta1": 1.0}, ValueError, "beta1 must be below 1, not 1.0"),
        (ad.Adam, {"beta2": 2}, ValueError, "beta2 must be below 1, not 2.0"),
        (ad.Adam, {"beta2": "x"}, TypeError, "beta2 must be a number, not 'x'"),
        (
            ad.Adam,
            {"epsilon": 0.0},
            ValueError,
            "epsilon must be finite and at least 2.22507e-308",
        ),
        (
            ad.Adam,
            {"weight_decay": -0.1},
            ValueError,
            "weight_decay must be finite and at least 0",
        ),
        (ad.Sgd, {"weight_decay": math.inf}, ValueError, "weight_decay must be finite and at lea"),
        (ad.Sgd, {"weight_decay": None}, TypeError, "weight_decay must be a number, not None"),
    ],
)
def test_an_impossible_setting_is_refused(kind, settings, error, message):
    with pytest.raises(error, match=re.escape(message)):
        kind(**settings)


@pytest.mark.parametrize("count", [None, 30])
def test_a_mean_square_that_overflows_is_an_overflow(count):
    """The weights stay finite: what is divided by infinity moves nothing."""
    seed = range(count) if count else 0
    net = ad.Network.initialized((2, 2, 1), hidden="identity", seed=seed)
    with pytest.raises(FloatingPointError, match=r"overflowed in epoch 1 with Adam\(lr=0.001, "):
        ad.train(net, X, Y * 1e200, "mean_squared_error", ad.Adam(), seed=seed)
