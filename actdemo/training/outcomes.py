"""What came out of training: how many points are right, which units are dead, how steep it is."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array, Booleans, ordered_sum, quiet
from actdemo.checks import instance
from actdemo.loss import Loss, losses
from actdemo.network import Network
from actdemo.propagation import pack


class Outcomes(NamedTuple):
    """What a network does with the samples it was trained on; for many networks, each of them.

    Attributes
    ----------
    correct : ndarray of bool, shape (n,) or (n, replicas), or None
        Whether each sample's outputs stand for the class of its targets, as the loss decides;
        several outputs that are read each by itself all have to.  On the level, or in a tie, they
        stand for none.  None where nothing decides: for a loss of one's own that does not say
        what does, and for targets of other values than two labels.
    right : int or ndarray of shape (replicas,), or None
        How many samples are correct.
    success : bool or ndarray of shape (replicas,), or None
        Whether all are.
    inactive : ndarray of bool, shape (n, units) or (n, units, replicas)
        Whether a hidden unit gives 0 for a sample and has slope 0 there: it says nothing and
        learns nothing from it.  The units of several hidden layers follow one another.
    dead : ndarray of bool, shape (units,) or (units, replicas)
        Whether a unit is inactive for every sample.
    gradient_norm : float or ndarray of shape (replicas,)
        The length of the gradient of the mean loss; no finite number where numbers overflow.
    """

    correct: Booleans | None
    right: Any
    success: Any
    inactive: Booleans
    dead: Booleans
    gradient_norm: Any


def classify(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    loss: str | Loss = "sigmoid_cross_entropy",
    labels: ArrayLike | None = None,
) -> Outcomes:
    """Classify what a network, or each of many, has come to.

    Parameters
    ----------
    net : Network
    X : array_like of shape (n, inputs)
    y : array_like of shape (n, outputs), or (n,) for one output
    loss : str or Loss
        Which decides what is right, and whose gradient is measured.
    labels : sequence of two float, optional
        The values that stand for the two classes under squared error, such as -1 and 1.  If
        nothing is said these are the two values in y, or 0 and 1 if y holds only one of them.

    Returns
    -------
    Outcomes

    Raises
    ------
    ValueError, TypeError
        If X or y has another shape or holds a value that is not allowed, the labels are not those
        in y, or the loss takes logits and the network has an output function.

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
    inputs, targets, chosen = net.judged(X, y, loss)
    gradients = net.gradients(inputs, targets, chosen)
    trace = net.forward(inputs)
    lanes = (net.replicas,) if net.replicas else ()
    correct = _correct(chosen, trace.activations[-1], targets, labels)
    none = np.empty((len(inputs), 0, *lanes), bool)
    inactive = np.concatenate([none, *net.inactive(trace)], axis=1)
    dead, norm = np.asarray(inactive.all(axis=0)), _lengths(pack(*gradients)).reshape(lanes)[()]
    right = None if correct is None else correct.sum(axis=0)[()]
    success = None if correct is None else np.asarray(correct.all(axis=0))[()]
    return Outcomes(correct, right, success, inactive, dead, norm)


def _correct(loss: Loss, outputs: Array, y: Array, labels: ArrayLike | None) -> Booleans | None:
    """Return whether the outputs stand for the classes of the targets, if anything decides."""
    nearest, pair = losses["mean_squared_error"], loss.classes(y, labels)
    strange = y[~np.isin(y, pair)]
    decided = loss.decide(outputs, pair)
    truth = (loss if loss.distribution else nearest).decide(y, pair)
    if loss.reading == "middle" and strange.size:
        if labels is None:
            return None
        raise ValueError(f"y must hold the labels {pair.tolist()}; it contains {strange[0]:g}")
    if decided is None or truth is None:
        return None
    same = decided == (truth[..., None] if outputs.ndim > y.ndim else truth)
    agree: Booleans = same & (decided >= 0)
    return np.asarray(agree.all(axis=1)) if truth.ndim > 1 else agree


def _lengths(vectors: Array) -> Array:
    """Return the length of each column, scaled by a power of two so that no square overflows."""
    with quiet():
        _, power = np.frexp(abs(vectors).max(axis=0))
        scaled = np.ldexp(vectors, -power)
        return np.asarray(np.ldexp(np.sqrt(ordered_sum(scaled * scaled)), power))
