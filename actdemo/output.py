"""Output functions: what turns logits into probabilities of several classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .activation import activations
from .arithmetic import elementary
from .arithmetic.elementary import Array, ordered_sum
from .checks import numbers, real_array, whole_number


def log_sigmoid(logits: ArrayLike) -> Any:
    r"""Return the logarithm of the probability of the one class.

    .. math:: \log \sigma(z) = -\log(1 + e^{-z})

    Parameters
    ----------
    logits : array_like
        Any shape.

    Returns
    -------
    ndarray
        Of the same shape.

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.log_sigmoid([-800, 0, 800]))
    [-8.00000000e+02 -6.93147181e-01 -0.00000000e+00]
    """
    return -activations["softplus"](-1.0 * numbers("logits", logits))


def _shifted(logits: Sequence[Any]) -> tuple[list[Any], list[Any], Any]:
    """Return the logits less their largest, e to these, and the sum of all but the largest one."""
    largest: Any = logits[0]
    place: Any = 0.0
    for k, z in enumerate(logits):
        place = np.where(z > largest, k, place)
        largest = np.where(z > largest, z, largest)
    shifted, powers = [z - largest for z in logits], []
    for z, difference in zip(logits, shifted, strict=True):
        taken = difference - z
        rest = (z - (difference - taken)) - (largest + taken)  # what rounding took from it
        near = np.where(difference > -1e3, rest, 0.0)
        near_one, power, other = elementary.split_exp(difference, near)
        powers.append(near_one * power * other)
    others = [np.where(place == k, 0.0, power) for k, power in enumerate(powers)]
    return shifted, powers, ordered_sum(others)


def softmax(logits: ArrayLike, axis: int = -1) -> Array:
    r"""Return the probabilities of several classes.

    .. math:: p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}

    Parameters
    ----------
    logits : array_like
        Any shape; finite.
    axis : int
        The axis of the classes.

    Returns
    -------
    ndarray
        Of the same shape; positive, with sum 1 along the axis.  Of one logit alone it is always 1;
        two classes with one output take ``ad.sigmoid``.

    Raises
    ------
    ValueError, TypeError
        If the logits are empty, not finite or not numbers, or have no such axis.

    Notes
    -----
    The largest logit is taken off first, so that no power overflows [1]_.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham and N. J. Higham, "Accurately computing the log-sum-exp and
       softmax functions", *IMA Journal of Numerical Analysis* 41, 2021,
       https://doi.org/10.1093/imanum/draa038

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.softmax([0.0, 1000.0, 1000.0]))
    [0.  0.5 0.5]
    """
    return _along(probabilities, logits, axis)


def probabilities(logits: Sequence[Any]) -> list[Any]:
    """Return the softmax of logits, class by class, that have been checked."""
    _, powers, others = _shifted(logits)
    return [power / (1.0 + others) for power in powers]


def log_softmax(logits: ArrayLike, axis: int = -1) -> Array:
    r"""Return the logarithms of the probabilities of several classes.

    .. math:: \log p_k = z_k - \log \sum_j e^{z_j}

    Parameters
    ----------
    logits : array_like
        Any shape; finite.
    axis : int
        The axis of the classes.

    Returns
    -------
    ndarray
        Of the same shape; never positive.

    Raises
    ------
    ValueError, TypeError
        If the logits are empty, not finite or not numbers, or have no such axis.

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.log_softmax([0.0, 1000.0]))
    [-1000.     0.]
    """
    return _along(log_probabilities, logits, axis)


def log_probabilities(logits: Sequence[Any]) -> list[Any]:
    """Return the log_softmax of logits, class by class, that have been checked."""
    shifted, _, others = _shifted(logits)
    logarithm = elementary.log1p(others)
    return [z - logarithm for z in shifted]


def _along(function: Callable[[Sequence[Any]], list[Any]], logits: ArrayLike, axis: int) -> Array:
    z = real_array("logits", logits, " (..., classes)", *range(1, 65))
    axis = whole_number("axis", axis, -z.ndim, z.ndim - 1)
    classes = np.moveaxis(z, axis, 0)
    with elementary.quiet():
        return np.moveaxis(np.stack(function([np.asarray(z) for z in classes])), 0, axis)
