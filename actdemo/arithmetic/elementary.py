"""Arithmetic with the same bits on every machine.

IEEE 754 fixes the results of ``+ - * /`` and of the square root to the last bit, but not those of
``exp`` or ``sin``: NumPy, the C libraries and the browsers each return slightly different ones.
The functions here are made of exact operations and powers of two alone, in a fixed order.  The
algorithms and coefficients of exp, log, sin and cos are those of fdlibm [1]_; that of the
normal tail is a Chebyshev series in the variable of Shepherd and Laframboise [2]_.

Every function takes and returns float64 arrays (or scalars), gives NaN for NaN, and never warns.

References
----------
.. [1] Sun Microsystems, *Freely Distributable LIBM*, version 5.3,
   https://www.netlib.org/fdlibm/
.. [2] M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x
   in 0 ≤ x < ∞", *Mathematics of Computation* 36, 1981, https://doi.org/10.2307/2007742
.. [3] T. J. Dekker, "A floating-point technique for extending the available precision",
   *Numerische Mathematik* 18, 1971, https://doi.org/10.1007/BF01397083
"""

import functools
import tomllib
from collections.abc import Callable, Sequence
from fractions import Fraction
from importlib.resources import files
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Function = TypeVar("Function", bound=Callable[..., Any])

LN2_HI, LN2_LO = 6.93147180369123816490e-01, 1.90821492927058770002e-10


def facts(package: str | None, name: str) -> dict[str, Any]:
    """Return what a file of a package of ours states, in TOML."""
    return tomllib.loads(files(package or "").joinpath(f"{name}.toml").read_text("utf-8"))


COEFFICIENTS: dict[str, list[float]] = facts(__package__, "coefficients")
EXP, LOG, SIN, COS, HALF_PI, TAIL = map(tuple, COEFFICIENTS.values())

# The smallest double with all its digits, and the largest.
TINY, LARGEST = 2.0**-1022, 2.0**1023 * (2.0 - 2.0**-52)
quiet = functools.partial(np.errstate, all="ignore")  # overflow and NaN are results here


def ordered_sum(terms: Sequence[Any] | Array) -> Any:
    """Add the terms from the first to the last, whatever NumPy would prefer."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def sign(number: float | Fraction) -> int:
    """Return 1, -1 or 0."""
    return int(number > 0) - int(number < 0)


def two_product(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a * b rounded, and what the rounding lost [3]_."""
    product = a * b
    (a_head, a_tail), (b_head, b_tail) = _halves(a), _halves(b)
    lost = ((a_head * b_head - product) + a_head * b_tail + a_tail * b_head) + a_tail * b_tail
    return product, lost


def _halves(a: Any) -> tuple[Any, Any]:
    """Split a number into two of half the digits."""
    scaled = 134217729.0 * a  # 2**27 + 1
    head = scaled - (scaled - a)
    return head, a - head


def within(x: Array, bound: float) -> Array:
    """Cut off what lies farther from 0 than the bound."""
    return np.minimum(np.maximum(x, -bound), bound)


def polynomial(x: Array, coefficients: Sequence[float]) -> Array:
    """Evaluate a polynomial by Horner's rule; the constant coefficient stands first."""
    result = x * coefficients[-1]
    for coefficient in coefficients[-2:0:-1]:
        result += coefficient
        result *= x
    return result + coefficients[0]


def operation(function: Function) -> Function:
    """Let a script write the call of a function, instead of what it does."""

    @functools.wraps(function)
    def called(x: Any) -> Any:
        return x.written(called, x) if hasattr(x, "written") else function(x)

    return cast(Function, called)


@operation
def power_of_two(k: Array) -> Array:
    """Return 2**k for whole -1022 <= k <= 1023, from the bits of its exponent."""
    bits = (k + 6755399441055744.0).view(np.int64)  # 1.5 * 2**52: the last digits are those of k
    return ((bits + 1023) << 52).view(np.float64)


def _reduced(x: Array, rest: Array | float = 0.0) -> tuple[Array, Array]:
    """Split x + rest = k ln 2 + r, and return k and expm1(r)."""
    k = np.rint(x * 1.44269504088896338700)
    hi, lo = x - k * LN2_HI, k * LN2_LO - rest
    r = hi - lo
    t = r * r
    c = r - t * polynomial(t, EXP)
    return k, r * c / (2.0 - c) - lo + hi


@quiet()
def split_exp(x: Array, rest: Array | float = 0.0) -> tuple[Array, Array, Array]:
    """Return e**(x + rest) as a product of a number near 1 and two powers of two.

    The rest is what rounding took from x.  Multiply what else belongs to a product with the first
    factor, and by the powers last: then the result rounds once even where it is subnormal.  The
    argument is cut off at ±1400.

    Examples
    --------
    >>> near_one, power, other = split_exp(np.float64(-740.0))
    >>> print(740.0 * near_one * power * other)
    3.09967e-319
    """
    k, more = _reduced(within(x, 1400.0), rest)
    half = np.floor(k / 2)
    return 1.0 + more, power_of_two(half), power_of_two(k - half)


def short_exp(x: Array) -> Array:
    """Return e**x where it is a normal number."""
    k, more = _reduced(x)
    return (1.0 + more) * power_of_two(k)


def long_exp(x: Array) -> Array:
    """Return e**x wherever it is."""
    near_one, power, other = split_exp(x)
    return near_one * power * other


@operation
@quiet()
def exp(x: Array) -> Array:
    """Return e**x, within 1 ulp.

    Examples
    --------
    >>> print(exp(np.array([0.0, 1.0, -800.0])))
    [1.         2.71828183 0.        ]
    """
    near = np.ndim(x) and np.size(x) and np.abs(x).max() < 700.0
    return short_exp(x) if near else long_exp(x)


@quiet()
def expm1(x: Array) -> Array:
    """Return e**x - 1 without cancellation near 0.

    Examples
    --------
    >>> print(expm1(np.array([1e-10, -40.0])))
    [ 1.e-10 -1.e+00]
    """
    k, more = _reduced(within(x, 60.0))
    scale = power_of_two(k)
    near = scale * more + (scale - 1.0)
    return np.copysign(np.where(x > 60.0, exp(x), near), x)


@operation
def split(x: Array) -> tuple[Array, Array]:
    """Return m and k such that x = m 2**k and m lies in [0.5, 1), where x is a normal number."""
    bits: Any = x.view(np.int64)
    fraction = (bits & 0x000FFFFFFFFFFFFF | 0x3FE0000000000000).view(np.float64)
    return fraction, (bits >> 52 & 0x7FF) - 1022.0


@quiet()
def log1p(x: Array) -> Array:
    """Return log(1 + x) for finite x > -1, without loss near 0, by fdlibm's series.

    Examples
    --------
    >>> print(log1p(np.array([1e-20, 1.0])))
    [1.00000000e-20 6.93147181e-01]
    """
    u = 1.0 + x
    lost = np.where(x < 1.0, x - (u - 1.0), 1.0 - (u - x)) / u
    fraction, k = split(u)
    low = fraction < 0.7071067811865476
    k = k - low
    f = np.where(k == 0.0, x, fraction * (1.0 + low) - 1.0)
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    correction = s * (half_square + z * polynomial(z, LOG)) + (k * LN2_LO + (k != 0.0) * lost)
    logarithm: Array = k * LN2_HI - ((half_square - correction) - f)
    return np.copysign(logarithm, x)


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
    return x - ((z * (0.5 * tail - v * polynomial(z, SIN[1:])) - tail) - v * SIN[0])


def _cos_kernel(x: Array, tail: Array) -> Array:
    z = x * x
    half = 0.5 * z
    w = 1.0 - half
    return w + (((1.0 - w) - half) + (z * z * polynomial(z, COS) - x * tail))


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
def split_gaussian(x: Array) -> tuple[Array, Array, Array]:
    """Return exp(-x² / 2) as :func:`split_exp` does; no digit of the square is lost.

    Examples
    --------
    >>> near_one, power, other = split_gaussian(np.array([0.0, 1.0, 40.0]))
    >>> print(near_one * power * other)
    [1.         0.60653066 0.        ]
    """
    h = np.minimum(np.abs(x), 50.0)
    head = np.rint(h * 1048576.0) / 1048576.0  # few enough bits for an exact square
    return split_exp(-0.5 * head * head, -0.5 * (h - head) * (h + head))


@quiet()
def tail_ratio(x: Array) -> Array:
    """Return (1 - Phi(x)) / exp(-x² / 2), Phi the standard normal distribution, for x >= 0.

    That is the Mills ratio divided by the square root of 2 pi.

    Examples
    --------
    >>> print(tail_ratio(np.array([0.0, 1.0])))
    [0.5        0.26157829]
    """
    h = np.minimum(x, 1e300)
    t = (h - 5.0) / (h + 5.0)
    b, above = 0.0 * t, 0.0 * t
    for coefficient in TAIL[:0:-1]:  # Clenshaw's recurrence
        b, above = coefficient + 2.0 * t * b - above, b
    return (TAIL[0] + (t * b - above)) / (h + 1.0)
