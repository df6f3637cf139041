"""The arithmetic of ReNom, written again with NumPy.

ReNom is the framework of the tutorial that this site begins with. It can't be installed any more;
this follows its sources of 2018: Dense, relu, sigmoid_cross_entropy and Sgd on the processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

VERSIONS: dict[str, str] = {}


def network(weights: Sequence[np.ndarray], precision: str) -> Any:
    """Return the weights in the precision of the framework, which is float32."""
    return [part.astype(precision) for part in weights]


def train(net: Any, X: np.ndarray, y: np.ndarray, orders: Iterable[Any]) -> list[float]:
    """Train in place and return the mean loss of each epoch."""
    X, y = (part.astype(net[0].dtype) for part in (X, y))
    W1, b1, W2, b2 = net
    before = [np.zeros_like(part) for part in net]
    losses = []
    for order in orders:
        costs = []
        for k in order:
            x, t = X[k : k + 1], y[k : k + 1]
            h = x @ W1 + b1
            a = np.maximum(h, 0)
            p = 1 / (1 + np.exp(-(a @ W2 + b2)))
            right, wrong = np.log(p + 1e-8), np.log(1 - p + 1e-8)
            costs.append(float(-np.sum(t * right + (1 - t) * wrong)))
            d = p - t
            dh = np.where(a == 0, 0, d @ W2.T)
            gradients = (x.T @ dh, dh[0], a.T @ d, d[0])
            for part, v, g in zip(net, before, gradients, strict=True):
                v[...] = 0.1 * g + 0.4 * v
                part[...] -= v
        losses.append(sum(costs) / len(costs))
    return losses


def weights(net: Any) -> list[np.ndarray]:
    """Return what `network` took."""
    return net


def logits(net: Any, X: np.ndarray) -> np.ndarray:
    """Return the outputs."""
    W1, b1, W2, b2 = net
    return np.maximum(X.astype(W1.dtype) @ W1 + b1, 0) @ W2 + b2
