"""Arithmetic with the same bits on every machine.

IEEE 754 fixes the results of ``+ - * /`` and of the square root to the last bit, but not those of
``exp`` or ``sin``: NumPy, the C libraries and the browsers each return slightly different ones.
The functions here are made of exact operations and powers of two alone, in a fixed order.  The
algorithms and coefficients of exp, log, sin and cos are those of fdlibm [1]_; that of the Mills
ratio is a Chebyshev series in the variable of Shepherd and Laframboise [2]_.

Every function takes and returns float64 arrays (or scalars), gives NaN for NaN, and never warns.

References
----------
.. [1] Sun Microsystems, *Freely Distributable LIBM*, version 5.3,
   https://www.netlib.org/fdlibm/
.. [2] M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x
   in 0 ≤ x < ∞", *Mathematics of Computation* 36, 1981, https://doi.org/10.2307/2007742
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LN2_HI, LN2_LO = 6.93147180369123816490e-01, 1.90821492927058770002e-10
EXP = (
    1.66666666666666019037e-01,
    -2.77777777770155933842e-03,
    6.61375632143793436117e-05,
    -1.65339022054652515390e-06,
    4.13813679705723846039e-08,
)
LOG = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)
SIN = (
    -1.66666666666666324348e-01,
    8.33333333332248946124e-03,
    -1.98412698298579493134e-04,
    2.75573137070700676789e-06,
    -2.50507602534068634195e-08,
    1.58969099521155010221e-10,
)
COS = (
    4.16666666666666019037e-02,
    -1.38888888888741095749e-03,
    2.48015872894767294178e-05,
    -2.75573143513906633035e-07,
    2.08757232129817482790e-09,
    -1.13596475577881948265e-11,
)
HALF_PI = (  # four parts; the first three have 33 bits, so that n times a part is exact
    1.57079632673412561417e00,
    6.07710050630396597660e-11,
    2.02226624871116645580e-21,
    8.47842766036889956997e-32,
)
MILLS = (  # of (h + 1) M(h) in Chebyshev polynomials of t = (h - 5) / (h + 5)
    1.1579976221305188,
    -0.1633449388451398,
    -0.013683136055781576,
    0.03082200019810004,
    -0.016220073012046806,
    0.005616691016460094,
    -0.0014133933783549216,
    0.0002502625460725661,
    -2.468907239728387e-05,
    -1.0107964061837592e-06,
    7.495419179740573e-07,
    -7.600274268728337e-08,
    -1.1574771441328644e-08,
    3.333386472599843e-09,
    7.538039628171347e-11,
    -1.1104247263727494e-10,
    3.509243776551059e-12,
    3.6894953861750955e-12,
    -2.3376697776383095e-13,
    -1.3271797523541405e-13,
    9.921706995888276e-15,
    5.276004995455379e-15,
    -3.373097694187922e-16,
    -2.2804338776379946e-16,
    7.496330565808626e-18,
)

quiet = functools.partial(np.errstate, all="ignore")  # overflow and NaN are results here


def ordered_sum(terms: Sequence[Any] | Array) -> Any:
    """Add the terms from the first to the last, whatever NumPy would prefer."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _polynomial(x: Array, coefficients: Sequence[float]) -> Array:
    result = np.asarray(coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        result = coefficient + x * result
    return result


def _power_of_two(k: Array) -> Array:
    """Return 2**k for whole -1022 <= k <= 1023, from the bits of its exponent."""
    return ((k.astype(np.int64) + 1023) << 52).view(np.float64)


def _reduced(x: Array) -> tuple[Array, Array, Array, Array]:
    """Split x = k ln 2 + hi - lo and return k, hi, lo and expm1(hi - lo) - (hi - lo)."""
    k = np.rint(x * 1.44269504088896338700)
    hi, lo = x - k * LN2_HI, k * LN2_LO
    r = hi - lo
    t = r * r
    c = r - t * _polynomial(t, EXP)
    return k, hi, lo, r * c / (2.0 - c)


@quiet()
def exp(x: Array) -> Array:
    """Return e**x, within 1 ulp.

    Examples
    --------
    >>> print(exp(np.array([0.0, 1.0, -800.0])))
    [1.         2.71828183 0.        ]
    """
    k, hi, lo, rest = _reduced(np.clip(x, -746.0, 710.0))
    half = np.floor(k / 2)  # two factors, so that the last one rounds to a subnormal only once
    return (1.0 + (hi + (rest - lo))) * _power_of_two(half) * _power_of_two(k - half)


@quiet()
def expm1(x: Array) -> Array:
    """Return e**x - 1 without cancellation near 0.

    Examples
    --------
    >>> print(expm1(np.array([1e-10, -40.0])))
    [ 1.e-10 -1.e+00]
    """
    k, hi, lo, rest = _reduced(np.clip(x, -60.0, 60.0))
    scale = _power_of_two(k)
    near = scale * (hi + (rest - lo)) + (scale - 1.0)
    return np.copysign(np.where(x > 60.0, exp(x), near), x)


def _log(x: Array, u: Array, c: Array) -> Array:
    """Return log(u) + c, where u = 1 + x, by fdlibm's series; c counts unless u is near 1."""
    fraction, exponent = np.frexp(u)
    low = fraction < 0.7071067811865476
    k = exponent - low * 1.0
    f = np.where(k == 0.0, x, np.where(low, fraction * 2.0, fraction) - 1.0)
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    correction = s * (half_square + z * _polynomial(z, LOG)) + (k * LN2_LO + (k != 0.0) * c)
    result = k * LN2_HI - ((half_square - correction) - f)
    limit = np.where(u == 0.0, -np.inf, np.where(u > 0.0, u, np.nan))
    return np.where((u > 0.0) & (u < np.inf), result, limit)


@quiet()
def log(x: Array) -> Array:
    """Return the natural logarithm, within 1 ulp; -inf at 0, NaN below.

    Examples
    --------
    >>> print(log(np.array([1.0, 2.0])))
    [0.         0.69314718]
    """
    return _log(x - 1.0, x, np.zeros_like(x))


@quiet()
def log1p(x: Array) -> Array:
    """Return log(1 + x) without loss near 0; -inf at -1, NaN below.

    Examples
    --------
    >>> print(log1p(np.array([1e-20, 1.0])))
    [1.00000000e-20 6.93147181e-01]
    """
    u = 1.0 + x
    lost = np.where(x < 1.0, x - (u - 1.0), 1.0 - (u - x)) / u
    return np.copysign(_log(x, u, lost), x)


@quiet()
def tanh(x: Array) -> Array:
    """Return the hyperbolic tangent, by way of expm1.

    Examples
    --------
    >>> print(tanh(np.array([-0.0, 0.5, 30.0])))
    [-0.          0.46211716  1.        ]
    """
    t = expm1(-2.0 * np.abs(x))
    return np.copysign(-t / (t + 2.0), x)


def _quarter_turns(x: Array) -> tuple[Array, Array, Array]:
    """Return n = round(2 x / pi), and x - n pi / 2 as the sum of a large and a small part."""
    n = np.rint(x * 0.636619772367581382433)
    first = x - n * HALF_PI[0]
    second = n * HALF_PI[1]
    r = first - second
    rest = ((first - r) - second) - n * HALF_PI[2] - n * HALF_PI[3]
    large = r + rest
    return n, large, (r - large) + rest


def _sin_kernel(x: Array, tail: Array) -> Array:
    z = x * x
    v = z * x
    return x - ((z * (0.5 * tail - v * _polynomial(z, SIN[1:])) - tail) - v * SIN[0])


def _cos_kernel(x: Array, tail: Array) -> Array:
    z = x * x
    half = 0.5 * z
    w = 1.0 - half
    return w + (((1.0 - w) - half) + (z * z * _polynomial(z, COS) - x * tail))


def _sine_wave(x: Array, shift: int) -> Array:
    """Return sin(x + shift pi / 2), far out with the error of a rounded period."""
    n, large, small = _quarter_turns(np.where(np.abs(x) <= 1e6, x, np.fmod(x, 6.283185307179586)))
    turn = np.remainder(n + shift, 4)
    odd = np.remainder(turn, 2) == 1
    wave = np.where(odd, _cos_kernel(large, small), _sin_kernel(large, small))
    return np.where(turn >= 2, -wave, wave)


@quiet()
def sin(x: Array) -> Array:
    """Return the sine of radians, within 1 ulp for abs(x) <= 1e6; NaN at infinity.

    Examples
    --------
    >>> print(sin(np.array([0.0, 1.5707963267948966])))
    [0. 1.]
    """
    return np.where(x == 0.0, x, _sine_wave(x, 0))


@quiet()
def cos(x: Array) -> Array:
    """Return the cosine of radians, within 1 ulp for abs(x) <= 1e6; NaN at infinity.

    Examples
    --------
    >>> print(cos(np.array([0.0, 3.141592653589793])))
    [ 1. -1.]
    """
    return _sine_wave(x, 1)


@quiet()
def gaussian(x: Array) -> Array:
    """Return exp(-x² / 2), split so that the square loses no digit.

    Examples
    --------
    >>> print(gaussian(np.array([0.0, 1.0, 40.0])))
    [1.         0.60653066 0.        ]
    """
    h = np.minimum(np.abs(x), 40.0)
    head = np.rint(h * 1048576.0) / 1048576.0  # few enough bits for an exact square
    return exp(-0.5 * head * head) * exp(-0.5 * (h - head) * (h + head))


@quiet()
def mills_ratio(x: Array) -> Array:
    """Return (1 - Phi(x)) / phi(x) of the standard normal distribution, for x >= 0.

    Examples
    --------
    >>> print(mills_ratio(np.array([0.0, 1.0])))
    [1.25331414 0.65567954]
    """
    h = np.minimum(x, 1e300)
    t = (h - 5.0) / (h + 5.0)
    b, above = np.zeros_like(t), np.zeros_like(t)
    for coefficient in MILLS[:0:-1]:  # Clenshaw's recurrence
        b, above = coefficient + 2.0 * t * b - above, b
    return (MILLS[0] + t * b - above) / (h + 1.0)
