"""What came out of training: how many points are right, which units are dead, what still moves."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Booleans
from actdemo.checks import instance, real_number
from actdemo.loss import Loss
from actdemo.network import Network


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
    off = net.inactive(trace)
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
