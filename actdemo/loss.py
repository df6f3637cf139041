"""Losses: how wrong the logits are, as a mean over the batch, each with its gradient."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import sub
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arithmetic import elementary, formulas
from .arithmetic.elementary import Array, ordered_sum
from .checks import Registry, fitted, instance, made, numbers, one_of, real_array
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
        logit.  A result of another shape, or NaN for finite logits, is refused.
    probabilities : bool
        Whether each target must lie between 0 and 1.
    distribution : bool
        Whether the targets of a sample must also sum to 1.  Then the largest output decides
        which class they stand for.
    reading : {"sign", "middle"}, optional
        What decides for each output by itself: its sign, or on which side of the middle between
        two labels it is.  If nothing is said, nothing does.

    Notes
    -----
    ``mean_squared_error`` is Σ(z − y)²/(2n): for one output half of what PyTorch and Keras call
    so; double a learning rate that is copied from there.

    Examples
    --------
    >>> import actdemo as ad
    >>> loss = ad.losses["sigmoid_cross_entropy"]
    >>> print(loss([[0.0], [2.0]], [[1.0], [1.0]]))
    0.4100375958014589
    >>> print(loss.gradient([[0.0]], [[1.0]]))
    [[-0.5]]
    >>> print(loss.decide([[0.0], [2.0], [-1.0]]))
    [-1  1  0]
    """

    name: str
    cost: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]
    probabilities: bool = True
    distribution: bool = False
    reading: Literal["sign", "middle"] | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no loss."""
        kinds = {"name": str, "cost": Callable, "slope": Callable, "probabilities": bool}
        for label, kind in (kinds | {"distribution": bool}).items():
            instance(label, getattr(self, label), kind)
        one_of("reading", self.reading, "sign", "middle", None)

    @elementary.quiet()
    def __call__(self, logits: ArrayLike, targets: ArrayLike) -> Any:
        """Return the mean loss of the batch; of many networks, that of each.

        The targets of one output may be flat, shape (n,).
        """
        samples = self.per_sample(logits, targets)
        return ordered_sum(samples) / len(samples)

    def per_sample(self, logits: ArrayLike, targets: ArrayLike) -> Array:
        """Return the loss of each sample, shape (n,) or (n, replicas)."""
        return self.costs(*self._arrays(logits, targets))

    def gradient(self, logits: ArrayLike, targets: ArrayLike) -> Array:
        """Return the derivative of the mean loss with respect to each logit."""
        z, y = self._arrays(logits, targets)
        with elementary.quiet():
            return self.slopes(z, y) / len(z)

    @property
    def contains(self) -> str:
        """The output function that a loss of the package applies to its logits, if any."""
        first = self.name.partition("_")[0]
        return first if self in KNOWN and first in ("sigmoid", "softmax") else ""

    def level(self, labels: ArrayLike = (0, 1)) -> float | None:
        """Return the output that stands between two classes; None if no single one does."""
        pair = real_array("labels", labels, " (2,)", 1).tolist()
        if len(pair) != 2 or pair[0] == pair[1] or (self.reading == "sign" and pair != [0, 1]):
            allowed = "0 and 1" if self.reading == "sign" else "two different numbers"
            raise ValueError(f"labels must be {allowed} for {self.name}, not {pair}")
        return {"sign": 0.0, "middle": sum(x / 2.0 for x in pair)}.get(self.reading or "")

    def decide(self, outputs: ArrayLike, labels: ArrayLike = (0, 1)) -> NDArray[np.int_] | None:
        """Return the class that each sample's outputs stand for, whether they are right or not.

        Parameters
        ----------
        outputs : array_like of shape (n, outputs) or (n, outputs, replicas)
            What the network returns.
        labels : sequence of two float
            What the outputs of the two classes should be, where the middle between them decides.

        Returns
        -------
        ndarray of int, shape (n,) or (n, replicas), or None
            The index of the class, -1 on the level, in a tie or for NaN: then the outputs say
            nothing.  Where several outputs are read each by itself, that of each of them, shape
            (n, outputs) or (n, outputs, replicas).  None if nothing decides.

        Raises
        ------
        ValueError, TypeError
            If the outputs have another shape, or the labels are no two numbers that this loss can
            tell apart.
        """
        z = numbers("outputs", outputs)
        if z.ndim not in (2, 3) or not z.size:
            raise ValueError(f"outputs must have shape (n, outputs), not {z.shape}")
        level = self.level(labels)
        if self.distribution:
            alone = (z == z.max(axis=1, keepdims=True)).sum(axis=1) == 1
            return np.where(alone, z.argmax(axis=1), -1)
        if level is None:
            return None
        low, high = np.argsort(labels).tolist()
        classes = np.where(z > level, high, np.where(z < level, low, -1))
        return classes[:, 0] if z.shape[1] == 1 else classes

    def classes(self, y: Array, labels: ArrayLike | None = None) -> Array:
        """Return the labels of two classes, the lower first: if none are given, as found in y."""
        found = np.unique(y)
        several = labels is None and self.reading == "middle" and len(found) > 1
        pair = real_array("labels", found[:2] if several else (0, 1) if labels is None else labels)
        self.level(pair)
        return np.sort(pair)

    def costs(self, logits: Array, targets: Array) -> Array:
        """Return the loss of each sample, for arrays that have been checked."""
        with elementary.quiet():
            costs = self._made("cost", logits, targets)
            return np.asarray(ordered_sum([costs[:, k] for k in range(costs.shape[1])]))

    def slopes(self, logits: Array, targets: Array) -> Array:
        """Return the slope of each sample's cost, for arrays that have been checked."""
        return self._made("slope", logits, targets)

    def _made(self, part: str, logits: Array, targets: Array) -> Array:
        """Return what the cost or the slope gives; check one that is not the package's."""
        formula: Callable[[Array, Array], Array] = getattr(self, part)
        if self in KNOWN:
            return formula(logits, targets)
        result = formula(logits.copy(), np.broadcast_to(targets, logits.shape).copy())
        return made(f"the {part} of {self.name}", result, logits)

    def _arrays(self, logits: ArrayLike, targets: ArrayLike) -> tuple[Array, Array]:
        """Return both as arrays, or say what is wrong with them."""
        z = real_array("logits", logits, " (n, outputs)", 2, 3)
        y = self.as_targets("targets", targets, z.shape[:2])
        return z, y if z.ndim == 2 else y[..., None]

    def as_targets(self, name: str, value: object, shape: tuple[int, ...]) -> Array:
        """Return the targets as an array of that shape, or say what is wrong with them."""
        y = fitted(name, value, shape)
        if self.probabilities and (y.min() < 0.0 or y.max() > 1.0):
            bad = y.min() if y.min() < 0.0 else y.max()
            said = f"{name} must lie in [0, 1] for {self.name}; it contains {bad:g}"
            hint = f"; ({name} + 1) / 2 turns labels -1 and 1 into 0 and 1"
            raise ValueError(said + hint * bool(np.isin(y, (-1.0, 1.0)).all()))
        if self.distribution:
            total = max(y.sum(axis=1), key=lambda s: abs(s - 1.0))
            if abs(total - 1.0) > 1e-9:
                said = f"each row of {name} must sum to 1 for {self.name}, not {total}"
                hint = "; the softmax of one output is always 1: take sigmoid_cross_entropy"
                raise ValueError(said + hint * (shape[1] == 1))
        return y


def _sigmoid_cost(z: Array, y: Array) -> Array:
    wrong = np.where(z > 0.0, z * (1.0 - y), -z * y)
    return wrong + elementary.log1p(elementary.exp(-np.abs(z)))


def _sigmoid_error(z: Array, y: Array) -> Array:
    return formulas.sigmoid(z) - y


def _together(formula: Callable[..., list[Any]]) -> Callable[[Array, Array], Array]:
    """Make of a formula for lists of all outputs one for arrays, whose second axis they are."""

    @functools.wraps(formula)
    def together(z: Array, y: Array) -> Array:
        return np.stack(formula(*(list(np.moveaxis(array, 1, 0)) for array in (z, y))), axis=1)

    return together


def by_outputs(formula: Any, z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
    """Return what a cost or slope of the package is at each output of a sample."""
    if hasattr(formula, "__wrapped__"):  # takes all of them together
        return list(formula.__wrapped__(z, y))
    return list(map(formula, z, y))


@_together
def _softmax_cost(z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
    pairs = zip(y, log_probabilities(z), strict=True)
    return [np.where(target == 0.0, 0.0, -target * log) for target, log in pairs]


@_together
def _softmax_error(z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
    return [p - target for p, target in zip(probabilities(z), y, strict=True)]


def _half_square(z: Array, y: Array) -> Array:
    return 0.5 * (z - y) * (z - y)


def _sigmoid_square(z: Array, y: Array) -> Array:
    return _half_square(formulas.sigmoid(z), y)


def _sigmoid_square_error(z: Array, y: Array) -> Array:
    return _sigmoid_error(z, y) * formulas.sigmoid_slope(z)


KNOWN = (
    Loss("sigmoid_cross_entropy", _sigmoid_cost, _sigmoid_error, reading="sign"),
    Loss("softmax_cross_entropy", _softmax_cost, _softmax_error, distribution=True),
    Loss("mean_squared_error", _half_square, sub, probabilities=False, reading="middle"),
    Loss("sigmoid_mean_squared_error", _sigmoid_square, _sigmoid_square_error, reading="sign"),
)
losses = Registry("loss", {loss.name: loss for loss in KNOWN})


def as_loss(loss: str | Loss) -> Loss:
    """Return the loss itself where its name may be given."""
    return loss if isinstance(loss, Loss) else losses[loss]
