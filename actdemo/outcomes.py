"""What came out of training: how many points are right, which units are dead, what still moves."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import instance, numbers, real_number
from .losses import Loss
from .network import Network, Trace

NORMAL_95 = 1.959963984540054  # the standard normal distribution leaves 2.5 % beyond
Booleans = NDArray[np.bool_]


class Outcomes(NamedTuple):
    """What a network does with the samples it was trained on; for many networks, each of them.

    Attributes
    ----------
    correct : ndarray of bool, shape (n,) or (n, replicas)
        Whether each sample is on the right side: its logits positive where the target is above
        one half, negative where it is below.  A logit of 0 is on neither.
    right : int or ndarray of shape (replicas,)
        How many samples are correct.
    success : bool or ndarray of shape (replicas,)
        Whether all are.
    inactive : ndarray of bool, shape (n, units) or (n, units, replicas)
        Whether a hidden unit gives 0 for a sample and has slope 0 there: it says nothing and
        learns nothing from it.  The units of several hidden layers follow one another.
    dead : ndarray of bool, shape (units,) or (units, replicas)
        Whether a unit is inactive for every sample.
    gradient_norm : float or ndarray of shape (replicas,)
        The length of the gradient of the mean loss.
    stationary : bool or ndarray of shape (replicas,)
        Whether that is at most the tolerance; if not, the network still moves.
    """

    correct: Booleans
    right: Any
    success: Any
    inactive: Booleans
    dead: Booleans
    gradient_norm: Any
    stationary: Any


def classify(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    loss: str | Loss = "sigmoid_cross_entropy",
    tolerance: float = 1e-3,
) -> Outcomes:
    """Classify what a network, or each of many, has come to.

    Parameters
    ----------
    net : Network
    X : array_like of shape (n, inputs)
    y : array_like of shape (n, outputs)
    loss : str or Loss
        Whose gradient is measured.
    tolerance : float
        Up to which length of the gradient a network counts as stationary.

    Returns
    -------
    Outcomes

    Raises
    ------
    ValueError, TypeError
        If X or y has another shape or holds a value that is not allowed, or the tolerance is
        negative.

    Examples
    --------
    >>> import actdemo as ad
    >>> seeds = range(100)
    >>> X, y = ad.xnor()
    >>> runs = ad.train(ad.Network.initialized((2, 5, 1), seed=seeds), X, y, seed=seeds)
    >>> ends = ad.classify(runs.network, X, y)
    >>> print(ad.share(ends.success))
    52.0 % (42.3 to 61.5 %)
    """
    instance("net", net, Network)
    limit = real_number("tolerance", tolerance, 0.0)
    gradients = net.gradients(X, y, loss)
    trace = net.forward(X)
    lanes = (net.replicas,) if net.replicas else ()
    sides = np.asarray(y, float) - 0.5
    margins = trace.logits * sides.reshape(*sides.shape, *(1 for _ in lanes))
    correct = np.asarray((margins > 0.0).all(axis=1))
    off = inactive_layers(net, trace)
    inactive = np.concatenate([np.empty((len(sides), 0, *lanes), bool), *off], axis=1)
    arrays = (*gradients.weights, *gradients.biases)
    norm = np.sqrt(sum((g * g).reshape(-1, *lanes).sum(axis=0) for g in arrays))
    return Outcomes(
        correct=correct,
        right=correct.sum(axis=0)[()],
        success=np.asarray(correct.all(axis=0))[()],
        inactive=inactive,
        dead=np.asarray(inactive.all(axis=0)),
        gradient_norm=norm[()],
        stationary=(norm <= limit)[()],
    )


def inactive_layers(net: Network, trace: Trace) -> list[Booleans]:
    """Return for each hidden layer where its units give 0 and have slope 0."""
    return [
        (values == 0.0) & (net.hidden.derivative(sums) == 0.0)
        for sums, values in zip(trace.pre_activations[:-1], trace.activations[:-1], strict=True)
    ]


@dataclass(frozen=True)
class Share:
    """How often something happened: count times out of total, with an interval.

    Attributes
    ----------
    count, total : int
    value : float
        The count divided by the total.
    low, high : float
        Wilson's 95 % interval for the probability.
    """

    count: int
    total: int

    @property
    def value(self) -> float:
        """The count divided by the total."""
        return self.count / self.total

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return min(self._end(-1.0), self.value)

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return max(self._end(1.0), self.value)

    def _end(self, side: float) -> float:
        square = NORMAL_95 * NORMAL_95
        spread = sqrt(self.count * (self.total - self.count) / self.total + square / 4.0)
        end = (self.count + square / 2.0 + side * NORMAL_95 * spread) / (self.total + square)
        return min(max(end, 0.0), 1.0)

    def __str__(self) -> str:
        return f"{self.value:.1%} ({100 * self.low:.1f} to {self.high:.1%})".replace("%", " %")


def share(happened: ArrayLike) -> Share:
    r"""Return how often something happened, with Wilson's 95 % interval.

    .. math::

        \frac{k + \tfrac12 c^2 \pm c \sqrt{k (n - k) / n + \tfrac14 c^2}}{n + c^2}, \qquad
        c \approx 1.96

    Parameters
    ----------
    happened : array_like of bool
        One entry for each try.

    Returns
    -------
    Share

    Raises
    ------
    ValueError, TypeError
        If there is no entry, or one is not a truth value.

    Notes
    -----
    Unlike the interval of plus and minus two standard errors, Wilson's [1]_ stays within 0 and 1
    and does not shrink to nothing when all tries, or none, succeed [2]_.

    References
    ----------
    .. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
       *Journal of the American Statistical Association* 22, 1927,
       https://doi.org/10.1080/01621459.1927.10502953
    .. [2] L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a binomial
       proportion", *Statistical Science* 16, 2001, https://doi.org/10.1214/ss/1009213286

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.share([True, True, False, True]))
    75.0 % (30.1 to 95.4 %)
    >>> ad.share([True, True, False, True]).count
    3
    """
    tries = numbers("happened", happened)
    if tries.dtype != bool:
        raise TypeError(f"happened must hold truth values, not {tries.dtype}")
    if not tries.size:
        raise ValueError(f"happened is empty: shape {tries.shape}")
    return Share(int(tries.sum()), tries.size)
