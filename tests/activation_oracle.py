"""What each activation function really is: mpmath, with 50 digits and formulas of its own."""

import math
from collections.abc import Callable
from typing import NamedTuple

from mpmath import mp, mpf

LAMBDA = mpf("1.0507009873554804934193349852946")
ALPHA = mpf("1.6732632423543772848170429916717")
CUBIC = mpf("0.044715")


def sigmoid(x):
    return mpf(x > 0) if abs(x) > 1e6 else 1 / (1 + mp.exp(-x))


def softplus(x):
    return max(x, mpf(0)) if abs(x) > 1e5 else mp.log1p(mp.exp(x))


def normal(x):
    return mpf(x > 0) if abs(x) > 60 else mp.erfc(-x / mp.sqrt(2)) / 2


def density(x):
    return mpf(0) if abs(x) > 60 else mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def cubic(x):
    return mp.sqrt(8 / mp.pi) * (x + CUBIC * x**3)


def cubic_slope(x):
    return mp.sqrt(8 / mp.pi) * (1 + 3 * CUBIC * x * x)


def mish_gate(x):
    if abs(x) > 1e5:
        return mpf(x > 0)
    e = mp.exp(x)
    return e * (e + 2) / (e * (e + 2) + 2)


def mish_gate_slope(x):
    if abs(x) > 1e5:
        return mpf(0)
    e = mp.exp(x)
    return 4 * e * (e + 1) / (e * (e + 2) + 2) ** 2


class Truth(NamedTuple):
    """Its value, the terms of its slope, and at -inf and inf its values and its slopes."""

    value: Callable
    terms: Callable
    ends: tuple


TRUTH = {
    "identity": Truth(lambda x: x, lambda _: [mpf(1)], (-math.inf, math.inf, 1, 1)),
    "step": Truth(lambda x: mpf(x > 0), lambda _: [mpf(0)], (0, 1, 0, 0)),
    "sigmoid": Truth(sigmoid, lambda x: [sigmoid(x) * sigmoid(-x)], (0, 1, 0, 0)),
    "tanh": Truth(mp.tanh, lambda x: [4 * sigmoid(2 * x) * sigmoid(-2 * x)], (-1, 1, 0, 0)),
    "relu": Truth(lambda x: max(x, mpf(0)), lambda x: [mpf(x > 0)], (0, math.inf, 0, 1)),
    "leaky_relu": Truth(
        lambda x: x if x > 0 else mpf(0.01) * x,
        lambda x: [mpf(1) if x > 0 else mpf(0.01)],
        (-math.inf, math.inf, 0.01, 1),
    ),
    "elu": Truth(
        lambda x: x if x > 0 else mp.expm1(x),
        lambda x: [mpf(1) if x > 0 else mp.exp(x)],
        (-1, math.inf, 0, 1),
    ),
    "selu": Truth(
        lambda x: LAMBDA * (x if x > 0 else ALPHA * mp.expm1(x)),
        lambda x: [LAMBDA * (mpf(1) if x > 0 else ALPHA * mp.exp(x))],
        (float(-LAMBDA * ALPHA), math.inf, 0, float(LAMBDA)),
    ),
    "softplus": Truth(softplus, lambda x: [sigmoid(x)], (0, math.inf, 0, 1)),
    "softsign": Truth(lambda x: x / (1 + abs(x)), lambda x: [(1 + abs(x)) ** -2], (-1, 1, 0, 0)),
    "gelu": Truth(
        lambda x: x * normal(x), lambda x: [normal(x), x * density(x)], (0, math.inf, 0, 1)
    ),
    "gelu_tanh": Truth(
        lambda x: x * sigmoid(cubic(x)),
        lambda x: [
            sigmoid(cubic(x)),
            x * cubic_slope(x) * sigmoid(cubic(x)) * sigmoid(-cubic(x)),
        ],
        (0, math.inf, 0, 1),
    ),
    "silu": Truth(
        lambda x: x * sigmoid(x),
        lambda x: [sigmoid(x), x * sigmoid(x) * sigmoid(-x)],
        (0, math.inf, 0, 1),
    ),
    "mish": Truth(
        lambda x: x * mish_gate(x),
        lambda x: [mish_gate(x), x * mish_gate_slope(x)],
        (0, math.inf, 0, 1),
    ),
    "squared_relu": Truth(
        lambda x: max(x, mpf(0)) ** 2, lambda x: [2 * max(x, mpf(0))], (0, math.inf, 0, math.inf)
    ),
    "sine": Truth(mp.sin, lambda x: [mp.cos(x)], (math.nan, math.nan, math.nan, math.nan)),
    "absolute": Truth(abs, lambda x: [mpf(1) if x > 0 else mpf(-1)], (math.inf, math.inf, -1, 1)),
}
