"""Training: stochastic gradient descent with momentum, and the record of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from . import portable
from .checks import instance, real_number, whole_number
from .losses import Loss, losses
from .network import Network, backward, forward
from .portable import Array, ordered_sum
from .seeds import orders


@dataclass(frozen=True)
class Sgd:
    r"""Gradient descent with momentum.

    .. math:: v \leftarrow \eta\, g + \mu\, v, \qquad \theta \leftarrow \theta - v

    Parameters
    ----------
    lr : float
        The learning rate, at least 0.
    momentum : float
        The share of the last step that goes on, at least 0 and below 1.

    Raises
    ------
    ValueError, TypeError
        If one of them lies outside its range or is not a number.

    Notes
    -----
    The velocity v starts at 0.  The learning rate stands inside the velocity; without a schedule
    that is the same as outside.

    Examples
    --------
    >>> import actdemo as ad
    >>> ad.Sgd(lr=0.1, momentum=0.4)
    Sgd(lr=0.1, momentum=0.4)
    """

    lr: float = 0.1
    momentum: float = 0.4

    def __post_init__(self) -> None:
        """Refuse settings that make no sense."""
        real_number("lr", self.lr, 0.0)
        if real_number("momentum", self.momentum, 0.0) >= 1.0:
            raise ValueError(f"momentum must be below 1, not {self.momentum!r}")

    def step(self, parameter: Array, velocity: Array, gradient: Array) -> None:
        """Update one array of parameters and its velocity in place."""
        velocity[...] = self.lr * gradient + self.momentum * velocity
        parameter -= velocity


RECIPE = Sgd()


class Run(NamedTuple):
    """What training gave.

    Attributes
    ----------
    network : Network
        The trained network.
    losses : ndarray of shape (epochs,)
        For each epoch the mean over its samples of the loss before the update that used them.
    """

    network: Network
    losses: Array


def train(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    loss: str | Loss = "sigmoid_cross_entropy",
    optimizer: Sgd = RECIPE,
    epochs: int = 50,
    batch_size: int = 1,
    seed: int = 0,
) -> Run:
    """Train a copy of the network; the defaults are the recipe of the tutorial.

    Parameters
    ----------
    net : Network
        Where to start; it is not changed.
    X : array_like of shape (n, inputs)
        The samples.
    y : array_like of shape (n, outputs)
        Their targets.
    loss : str or Loss
        What to minimise.
    optimizer : Sgd
        How to step.
    epochs : int
        How many times to go through the samples.
    batch_size : int
        How many samples share one step; a smaller last batch is divided by its own size.
    seed : int
        Where the random order of the samples starts, drawn anew in every epoch.

    Returns
    -------
    Run

    Raises
    ------
    ValueError, TypeError
        If an argument has the wrong shape or lies outside its range.
    FloatingPointError
        If the numbers overflow: the learning rate is too large.

    Examples
    --------
    >>> import actdemo as ad
    >>> X, y = ad.xnor()
    >>> run = ad.train(ad.Network.initialized((2, 5, 1)), X, y)
    >>> run.losses.shape
    (50,)
    """
    instance("net", net, Network)
    instance("optimizer", optimizer, Sgd)
    chosen = loss if isinstance(loss, Loss) else losses[loss]
    inputs = net.checked_inputs(X)
    n = len(inputs)
    targets = chosen.check_targets("y", y, (n, net.sizes[-1]))
    epochs = whole_number("epochs", epochs, 0)
    seed = whole_number("seed", seed, 0)
    batch_size = whole_number("batch_size", batch_size, 1)
    if batch_size > n:
        raise ValueError(
            f"batch_size must be at most the number of samples, {n}, not {batch_size}"
        )

    weights = tuple(W.copy() for W in net.weights)
    biases = tuple(b.copy() for b in net.biases)
    parameters = weights + biases
    velocities = [np.zeros_like(parameter) for parameter in parameters]
    record = np.empty(epochs)
    shuffle = orders(n, seed)
    with portable.quiet():
        for epoch in range(epochs):
            order = next(shuffle)
            costs: list[Array] = []
            for start in range(0, n, batch_size):
                batch = order[start : start + batch_size]
                trace = forward(weights, biases, net.hidden, inputs[batch])
                costs.extend(chosen.costs(trace.logits, targets[batch]))
                slopes = chosen.slopes(trace.logits, targets[batch])
                gradients = backward(weights, net.hidden, inputs[batch], trace, slopes)
                for parameter, velocity, gradient in zip(
                    parameters, velocities, gradients.weights + gradients.biases, strict=True
                ):
                    optimizer.step(parameter, velocity, gradient)
            record[epoch] = ordered_sum(costs) / n
            if not all(np.isfinite(array).all() for array in (record[epoch], *parameters)):
                raise FloatingPointError(
                    f"training overflowed in epoch {epoch + 1} with {optimizer}; "
                    "choose a smaller learning rate"
                )
    return Run(Network(weights, biases, net.hidden), record)
