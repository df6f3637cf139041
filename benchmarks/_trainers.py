"""The same training in NumPy, torch, jax and scikit-learn, each the way that is fast there.

A trainer takes the weights W1 (2, 5, N), b1 (5, N), W2 (5, 1, N), b2 (1, N) and the orders of the
samples (epochs, 4, N), and returns the trained weights in the same layout.  All compute what
`actdemo.train` does by default: XNOR, relu with slope 0 at 0, sigmoid cross entropy of the logit,
batches of one sample, learning rate 0.1 inside the velocity or outside, momentum 0.4.

A framework that is not installed is left out.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import actdemo as ad

LR, MOMENTUM = ad.Sgd().lr, ad.Sgd().momentum
X, Y = ad.xnor()

Weights = Sequence[np.ndarray]


@dataclass(frozen=True)
class Trainer:
    """One competitor; `note` says what the table has to say about it."""

    name: str
    train: Callable[[Weights, np.ndarray], Weights]
    at_once: bool = True  # trains many networks at once, not one after the other
    most: int | None = None  # of how many networks the time can be waited for
    same: bool = True  # computes the same numbers, and is checked
    inside: bool = True  # can use several threads by itself
    threads: Callable[[int], object] = lambda _: None  # sets how many
    note: str = ""


@dataclass(frozen=True)
class Found:
    """What can be run here, and what can't."""

    trainers: list[Trainer]
    versions: dict[str, str]
    missing: list[str]


def numpy_loop(weights: Weights, orders: np.ndarray) -> Weights:
    """Train network after network, as a textbook writes it."""
    trained = [part.copy() for part in weights]
    for r in range(orders.shape[2]):
        W1, b1, W2, b2 = parameters = [part[..., r] for part in trained]
        velocities = [np.zeros_like(part) for part in parameters]
        for k in orders[:, :, r].reshape(-1).tolist():
            x, y = X[k], Y[k]
            z = x @ W1 + b1
            h = np.maximum(z, 0.0)
            error = 1.0 / (1.0 + np.exp(-(h @ W2 + b2))) - y
            slope = (W2 @ error) * (z > 0.0)
            gradients = (np.outer(x, slope), slope, np.outer(h, error), error)
            for p, v, g in zip(parameters, velocities, gradients, strict=True):
                v[...] = MOMENTUM * v + LR * g
                p[...] -= v
    return trained


def _relu(z: np.ndarray) -> np.ndarray:
    return np.maximum(z, 0.0)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-z))


# An activation, and its slope at z where its value is h.
ACTIVATIONS = {
    "relu": (_relu, lambda z, _: z > 0.0),
    "sigmoid": (_sigmoid, lambda _, h: h * (1.0 - h)),
}


def _step(parameters: Weights, velocities: Weights, gradients: Weights) -> None:
    for p, v, g in zip(parameters, velocities, gradients, strict=True):
        np.multiply(v, MOMENTUM, out=v)
        np.add(v, LR * g, out=v)
        np.subtract(p, v, out=p)


def one_by_samples(net: ad.Network, orders: np.ndarray) -> tuple[list[np.ndarray], list[float]]:
    """Train one network on one sample a step as a tutorial writes it, and keep the losses."""
    value, slope = ACTIVATIONS[net.hidden.name]
    (W1, W2), (b1, b2) = [[part.copy() for part in a] for a in (net.weights, net.biases)]
    flat = [W1, b1, W2, b2]
    velocities, losses = [np.zeros_like(part) for part in flat], []
    for order in orders:
        total = 0.0
        for k in order:
            x, y = X[k], Y[k]
            z = x @ W1 + b1
            h = value(z)
            p = _sigmoid(h @ W2 + b2)
            total -= (y * np.log(p) + (1.0 - y) * np.log(1.0 - p)).item()
            error = p - y
            delta = (W2 @ error) * slope(z, h)
            gradients = (np.outer(x, delta), delta, np.outer(h, error), error)
            _step(flat, velocities, gradients)
        losses.append(total / len(order))
    return flat, losses


def one_by_batches(net: ad.Network, orders: np.ndarray) -> tuple[list[np.ndarray], list[float]]:
    """Do the same with all samples in a step."""
    value, slope = ACTIVATIONS[net.hidden.name]
    (W1, W2), (b1, b2) = [[part.copy() for part in a] for a in (net.weights, net.biases)]
    flat = [W1, b1, W2, b2]
    velocities, losses = [np.zeros_like(part) for part in flat], []
    for order in orders:
        x, y = X[order], Y[order]
        z = x @ W1 + b1
        h = value(z)
        p = _sigmoid(h @ W2 + b2)
        losses.append(-(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)).sum() / len(x))
        error = (p - y) / len(x)
        delta = (error @ W2.T) * slope(z, h)
        gradients = (x.T @ delta, delta.sum(axis=0), h.T @ error, error.sum(axis=0))
        _step(flat, velocities, gradients)
    return flat, losses


def _torch() -> tuple[str, list[Trainer]]:
    import _trainers_torch

    return _trainers_torch.VERSION, _trainers_torch.TRAINERS


def _jax() -> tuple[str, list[Trainer]]:
    import jax
    from jax import numpy as jnp

    jax.config.update("jax_enable_x64", True)  # noqa: FBT003  its own signature

    def one_loss(parameters: Sequence[Any], x: Any, y: Any) -> Any:
        W1, b1, W2, b2 = parameters
        z = (jax.nn.relu(x @ W1 + b1) @ W2 + b2)[0]
        return jax.nn.softplus(z) - y[0] * z

    def step(state: Any, sample: Any) -> tuple[Any, None]:
        parameters, velocities = state
        gradients = jax.grad(one_loss)(parameters, *sample)
        velocities = jax.tree.map(lambda v, g: MOMENTUM * v + LR * g, velocities, gradients)
        return (jax.tree.map(jnp.subtract, parameters, velocities), velocities), None

    def one_network(parameters: Sequence[Any], orders: Any) -> Any:
        def epoch(state: Any, order: Any) -> tuple[Any, None]:
            samples = (jnp.asarray(X)[order], jnp.asarray(Y)[order])
            return jax.lax.scan(step, state, samples, unroll=4)

        start = (parameters, jax.tree.map(jnp.zeros_like, parameters))
        return jax.lax.scan(epoch, start, orders)[0][0]

    many = jax.jit(jax.vmap(one_network, in_axes=-1, out_axes=-1))

    def vmap_scan(weights: Weights, orders: np.ndarray) -> Weights:
        """Train all networks at once; jax makes many of one and compiles them."""
        return [np.asarray(part) for part in jax.block_until_ready(many(tuple(weights), orders))]

    return jax.__version__, [Trainer("jax, vmap + scan + jit", vmap_scan)]


def _sklearn() -> tuple[str, list[Trainer]]:
    import sklearn
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    def classifiers(weights: Weights, orders: np.ndarray) -> Weights:
        """Train as many networks, one after the other, from weights and orders of their own."""
        with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
            for r in range(orders.shape[2]):
                MLPClassifier(
                    (5,),
                    solver="sgd",
                    alpha=0.0,
                    batch_size=1,
                    learning_rate_init=LR,
                    momentum=MOMENTUM,
                    nesterovs_momentum=False,
                    max_iter=len(orders),
                    n_iter_no_change=len(orders) + 1,
                    tol=0.0,
                    random_state=r,
                ).fit(X, Y[:, 0])
        return weights

    trainer = Trainer(
        *("scikit-learn", classifiers),
        at_once=False,
        most=5,
        same=False,
        note="weights and orders of its own, so its numbers are not compared",
    )
    return sklearn.__version__, [trainer]


def found() -> Found:
    """Return the trainers of the frameworks that can be imported."""
    trainers = [Trainer("NumPy, one by one", numpy_loop, at_once=False, most=20)]
    versions, missing = {"numpy": np.__version__}, []
    for name, load in (("torch", _torch), ("jax", _jax), ("sklearn", _sklearn)):
        try:
            versions[name], more = load()
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            missing.append(name)
        else:
            trainers += more
    return Found(trainers, versions, missing)
