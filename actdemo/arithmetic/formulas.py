"""The formulas of the activation functions and of their slopes, each in its stable form.

Every function takes a float64 array of one axis, at most BLOCK numbers, and returns another.  The
registry finds a formula and its slope by their names, ``gelu`` and ``gelu_slope``.
What keeps the digits: an exponential of a negative number never overflows; a product that ends
below the normal range is scaled last; and where a difference would cancel, the formula is another
one.
"""

from math import factorial

import numpy as np

from . import elementary
from .elementary import Array

BLOCK = 8192  # how many numbers come at once, in an array of one axis


def identity(x: Array) -> Array:
    return x


def identity_slope(x: Array) -> Array:
    return np.ones_like(x)


def step(x: Array) -> Array:
    return np.where(x > 0.0, 1.0, 0.0)


def step_slope(x: Array) -> Array:
    return np.zeros_like(x)


def sigmoid(x: Array) -> Array:
    e = elementary.exp(-np.abs(x))
    return np.maximum(e, x >= 0.0) / (1.0 + e)


def sigmoid_slope(x: Array) -> Array:
    e = elementary.exp(-np.abs(x))
    return e / ((1.0 + e) * (1.0 + e))


tanh = elementary.tanh


def tanh_slope(x: Array) -> Array:
    return 4.0 * sigmoid_slope(2.0 * x)


def relu(x: Array) -> Array:
    return np.where(x <= 0.0, 0.0, x)


relu_slope = step


def leaky_relu(x: Array, slope: float) -> Array:
    return np.where(x > 0.0, x, slope * x) if slope else relu(x)


def leaky_relu_slope(x: Array, slope: float) -> Array:
    return np.where(x > 0.0, 1.0, slope)


def elu(x: Array, alpha: float) -> Array:
    return np.where(x > 0.0, x, alpha * elementary.expm1(x))


def elu_slope(x: Array, alpha: float) -> Array:
    return np.where(x > 0.0, 1.0, alpha * elementary.exp(x))


LAMBDA, LAMBDA_ALPHA = 1.0507009873554805, 1.7580993408473768  # each rounded once


def selu(x: Array) -> Array:
    return np.where(x > 0.0, LAMBDA * x, LAMBDA_ALPHA * elementary.expm1(x))


def selu_slope(x: Array) -> Array:
    return np.where(x > 0.0, LAMBDA, LAMBDA_ALPHA * elementary.exp(x))


def softplus(x: Array) -> Array:
    return np.where(x <= 0.0, 0.0, x) + elementary.log1p(elementary.exp(-np.abs(x)))


softplus_slope = sigmoid


def softsign(x: Array) -> Array:
    return np.where(np.isinf(x), np.sign(x), x / (1.0 + np.abs(x)))


def softsign_slope(x: Array) -> Array:
    inverse = 1.0 / (1.0 + np.abs(x))
    return inverse * inverse


DENSITY = 0.3989422804014327  # of the standard normal distribution at 0
FAR = 1400.0  # beyond, on the left, e**x times anything here is 0


CENTRE = tuple(DENSITY * (-0.5) ** n / (factorial(n) * (2 * n + 1)) for n in range(12))


def gelu(x: Array) -> Array:
    h = np.abs(x)
    near_one, power, other = elementary.split_gaussian(h)
    tail = elementary.tail_ratio(h) * near_one  # times the powers: the probability beyond h
    left = -np.minimum(h, FAR) * tail * power * other
    outer = np.where(x > 0.0, x * (1.0 - tail * power * other), left)
    inner = x * (0.5 + x * elementary.polynomial(x * x, CENTRE))  # Taylor's series of Phi
    return np.where(h < 0.5, inner, outer)


def gelu_slope(x: Array) -> Array:
    h = np.minimum(np.abs(x), FAR)
    near_one, power, other = elementary.split_gaussian(h)
    left = (elementary.tail_ratio(h) - DENSITY * h) * near_one * power * other
    return np.where(x > 0.0, 1.0 - left, left)


def _gate(u: Array, tail: Array | float) -> tuple[Array, Array, Array, Array]:
    """Return e**-abs(u + tail) as split_exp does, with 1 + that."""
    near_one, power, other = elementary.split_exp(-np.abs(u), np.where(u > 0.0, -tail, tail))
    return near_one, power, other, 1.0 + near_one * power * other


def _gated(x: Array, u: Array, tail: Array | float) -> Array:
    """Return x sigmoid(u + tail); u has the sign of x."""
    near_one, power, other, whole = _gate(u, tail)
    left = np.maximum(x, -FAR) * near_one / whole * power * other
    return np.where(x > 0.0, x / whole, left)


def _gated_slope(x: Array, u: Array, tail: Array | float, u_slope: Array | float) -> Array:
    """Return the slope of x sigmoid(u + tail)."""
    near_one, power, other, whole = _gate(u, tail)
    y = elementary.within(x, FAR)
    left = near_one / whole * (1.0 + y * u_slope / whole) * power * other
    right = (1.0 + y * u_slope * near_one / whole * power * other) / whole
    return np.where(x > 0.0, right, left)


def silu(x: Array) -> Array:
    return _gated(x, x, 0.0)


def silu_slope(x: Array) -> Array:
    return _gated_slope(x, x, 0.0, 1.0)


# 2 sqrt(2 / pi) and 0.044715 times that, each with what rounding took from it
LINEAR, LINEAR_REST = 1.5957691216057308, -9.96930880911092e-17
CUBIC, CUBIC_REST = 0.07135481627260025, -6.175149918155315e-19


def _gelu_tanh_argument(x: Array) -> tuple[Array, Array, Array]:
    """Return the number whose sigmoid is the gate as a sum of two, and its slope."""
    y = elementary.within(x, 40.0)
    square, square_rest = elementary.two_product(y, y)
    bend, bend_rest = elementary.two_product(CUBIC, square)
    bend_rest = bend_rest + (CUBIC * square_rest + CUBIC_REST * square)
    factor = LINEAR + bend
    rest = np.where(bend < LINEAR, (LINEAR - factor) + bend, (bend - factor) + LINEAR)
    u, u_rest = elementary.two_product(y, factor)
    return u, u_rest + y * (rest + bend_rest + LINEAR_REST), LINEAR + 3.0 * bend


def gelu_tanh(x: Array) -> Array:
    u, tail, _ = _gelu_tanh_argument(x)
    return _gated(x, u, tail)


def gelu_tanh_slope(x: Array) -> Array:
    return _gated_slope(x, *_gelu_tanh_argument(x))


def mish(x: Array) -> Array:
    near_one, power, other = elementary.split_exp(-np.abs(x))
    e = near_one * power * other
    left = np.maximum(x, -FAR) * near_one * (e + 2.0) / (e * (e + 2.0) + 2.0) * power * other
    return np.where(x > 0.0, x * ((1.0 + 2.0 * e) / (1.0 + 2.0 * e + 2.0 * e * e)), left)


def mish_slope(x: Array) -> Array:
    near_one, power, other = elementary.split_exp(-np.abs(x))
    e = near_one * power * other
    y = elementary.within(x, FAR)
    whole = e * (e + 2.0) + 2.0
    growth = 2.0 * y * (1.0 + e * (e + 2.0) / whole) / (1.0 + e)
    left = near_one * (e + 2.0 + growth) / whole * power * other
    whole = 1.0 + 2.0 * e + 2.0 * e * e
    gate = (1.0 + 2.0 * e) / whole
    return np.where(x > 0.0, gate + 2.0 * y * e * e / whole * (1.0 + gate) / (1.0 + e), left)


def squared_relu(x: Array) -> Array:
    return relu(x) * relu(x)


def squared_relu_slope(x: Array) -> Array:
    return 2.0 * relu(x)


sine, sine_slope = elementary.sin, elementary.cos

absolute = np.abs


def absolute_slope(x: Array) -> Array:
    return np.where(x > 0.0, 1.0, -1.0)
