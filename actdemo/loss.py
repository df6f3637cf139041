"""Losses: how wrong the logits are, as a mean over the batch, each with its gradient."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arithmetic import elementary, formulas
from .arithmetic.elementary import Array, ordered_sum
from .checks import Registry, real_array
from .output import log_probabilities, probabilities


@dataclass(frozen=True)
class Loss:
    r"""A mean over the batch of what each sample costs.

    .. math:: L = \frac{1}{n} \sum_{s=1}^{n} \ell(z_s, y_s)

    Parameters
    ----------
    name : str
        What it is called.
    cost, slope : callable
        Take the logits and the targets of the whole batch, both of shape (n, outputs), for many
        networks (n, outputs, replicas), and return one array of that shape: what each output adds
        to the cost of its sample, and the derivative of the sample's cost with respect to each
        logit.
    probabilities : bool
        Whether each target must lie between 0 and 1.
    distribution : bool
        Whether the targets of a sample must also sum to 1.

    Examples
    --------
    >>> import actdemo as ad
    >>> loss = ad.losses["sigmoid_cross_entropy"]
    >>> print(loss([[0.0], [2.0]], [[1.0], [1.0]]))
    0.4100375958014589
    >>> print(loss.gradient([[0.0]], [[1.0]]))
    [[-0.5]]
    """

    name: str
    cost: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]
    probabilities: bool = True
    distribution: bool = False

    def __call__(self, logits: ArrayLike, targets: ArrayLike) -> Any:
        """Return the mean loss of the batch; of many networks, that of each."""
        samples = self.per_sample(logits, targets)
        return ordered_sum(samples) / len(samples)

    def per_sample(self, logits: ArrayLike, targets: ArrayLike) -> Array:
        """Return the loss of each sample, shape (n,) or (n, replicas)."""
        return self.costs(*self._arrays(logits, targets))

    def gradient(self, logits: ArrayLike, targets: ArrayLike) -> Array:
        """Return the derivative of the mean loss with respect to each logit."""
        return self.slopes(*self._arrays(logits, targets))

    def costs(self, logits: Array, targets: Array) -> Array:
        """Return the loss of each sample, for arrays that have been checked."""
        with elementary.quiet():
            costs = self.cost(logits, targets)
            return np.asarray(ordered_sum([costs[:, k] for k in range(costs.shape[1])]))

    def slopes(self, logits: Array, targets: Array) -> Array:
        """Return the gradient, for arrays that have been checked."""
        with elementary.quiet():
            return self.slope(logits, targets) / len(logits)

    def _arrays(self, logits: ArrayLike, targets: ArrayLike) -> tuple[Array, Array]:
        """Return both as arrays, or say what is wrong with them."""
        z = real_array("logits", logits, " (n, outputs)", 2, 3)
        y = self.as_targets("targets", targets, z.shape[:2])
        return z, y if z.ndim == 2 else y[..., None]

    def as_targets(self, name: str, value: object, shape: tuple[int, ...]) -> Array:
        """Return the targets as an array of that shape, or say what is wrong with them."""
        y = real_array(name, value)
        if y.shape != shape:
            raise ValueError(f"{name} must have shape {shape}, not {y.shape}")
        if self.probabilities and (y.min() < 0.0 or y.max() > 1.0):
            bad = y.min() if y.min() < 0.0 else y.max()
            raise ValueError(f"{name} must lie in [0, 1] for {self.name}; it contains {bad:g}")
        if self.distribution:
            total = max(y.sum(axis=1), key=lambda s: abs(s - 1.0))
            if abs(total - 1.0) > 1e-9:
                raise ValueError(f"each row of {name} must sum to 1 for {self.name}, not {total}")
        return y


def _sigmoid_cross_entropy(z: Array, y: Array) -> Array:
    wrong = np.where(z > 0.0, z * (1.0 - y), -z * y)
    return wrong + elementary.log1p(elementary.exp(-np.abs(z)))


def _sigmoid_error(z: Array, y: Array) -> Array:
    return formulas.sigmoid(z) - y


_FOR_LISTS: dict[Callable[..., Any], Callable[..., list[Any]]] = {}


def _together(formula: Callable[..., list[Any]]) -> Callable[[Array, Array], Array]:
    """Make of a formula for lists of all outputs one for arrays, whose second axis they are."""

    @functools.wraps(formula)
    def together(z: Array, y: Array) -> Array:
        return np.stack(formula(*(list(np.moveaxis(array, 1, 0)) for array in (z, y))), axis=1)

    _FOR_LISTS[together] = formula
    return together


def by_outputs(formula: Callable[..., Any], z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
    """Return what a cost or slope of the package is at each output of a sample."""
    if formula in _FOR_LISTS:
        return _FOR_LISTS[formula](z, y)
    return [formula(logit, target) for logit, target in zip(z, y, strict=True)]


@_together
def _softmax_cross_entropy(z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
    pairs = zip(y, log_probabilities(z), strict=True)
    return [np.where(target == 0.0, 0.0, -target * log) for target, log in pairs]


@_together
def _softmax_error(z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
    return [p - target for p, target in zip(probabilities(z), y, strict=True)]


def _half_square(z: Array, y: Array) -> Array:
    return 0.5 * (z - y) * (z - y)


def _error(z: Array, y: Array) -> Array:
    return z - y


def _sigmoid_half_square(z: Array, y: Array) -> Array:
    return _half_square(formulas.sigmoid(z), y)


def _sigmoid_half_square_slope(z: Array, y: Array) -> Array:
    return _sigmoid_error(z, y) * formulas.sigmoid_slope(z)


sigmoid_cross_entropy = Loss("sigmoid_cross_entropy", _sigmoid_cross_entropy, _sigmoid_error)
softmax_cross_entropy = Loss(
    "softmax_cross_entropy", _softmax_cross_entropy, _softmax_error, distribution=True
)
mean_squared_error = Loss("mean_squared_error", _half_square, _error, probabilities=False)
sigmoid_mean_squared_error = Loss(
    "sigmoid_mean_squared_error", _sigmoid_half_square, _sigmoid_half_square_slope
)

losses = Registry(
    "loss",
    {
        loss.name: loss
        for loss in (
            sigmoid_cross_entropy,
            softmax_cross_entropy,
            mean_squared_error,
            sigmoid_mean_squared_error,
        )
    },
)
