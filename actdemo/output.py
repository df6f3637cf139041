"""Output functions: what turns logits into probabilities of several classes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .activation import activations
from .arithmetic import elementary
from .arithmetic.elementary import Array, ordered_sum
from .checks import numbers, real_array


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


def _shifted(z: Array, axis: int) -> tuple[Array, Array, Array]:
    """Return the logits less their largest, e to these, and the sum of all but the largest one."""
    index = np.expand_dims(z.argmax(axis=axis), axis)
    largest = np.take_along_axis(z, index, axis)
    with elementary.quiet():
        shifted = z - largest
        taken = shifted - z
        rest = (z - (shifted - taken)) - (
            largest + taken
        )  # what rounding took from the difference
        near_one, power, other = elementary.split_exp(shifted, np.where(shifted > -1e3, rest, 0.0))
        powers = near_one * power * other
    others = powers.copy()
    np.put_along_axis(others, index, 0.0, axis)
    return shifted, powers, ordered_sum([np.take(others, [k], axis) for k in range(z.shape[axis])])


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
        Of the same shape; positive, with sum 1 along the axis.

    Raises
    ------
    ValueError, TypeError
        If the logits are empty, not finite or not numbers.

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
    return probabilities(real_array("logits", logits), axis)


def probabilities(z: Array, axis: int) -> Array:
    """Return the softmax of an array that has been checked."""
    _, powers, others = _shifted(z, axis)
    return np.asarray(powers / (1.0 + others))


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
        If the logits are empty, not finite or not numbers.

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.log_softmax([0.0, 1000.0]))
    [-1000.     0.]
    """
    return log_probabilities(real_array("logits", logits), axis)


def log_probabilities(z: Array, axis: int) -> Array:
    """Return the log_softmax of an array that has been checked."""
    shifted, _, others = _shifted(z, axis)
    return np.asarray(shifted - elementary.log1p(others))
