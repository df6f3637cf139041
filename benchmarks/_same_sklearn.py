"""The network of the tutorial in scikit-learn."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

import actdemo as ad

VERSIONS = {"scikit-learn": sklearn.__version__}
warnings.simplefilter("ignore", ConvergenceWarning)  # of every epoch: that it is not the last


def network(weights: Sequence[np.ndarray], precision: str) -> Any:
    """Return the network with weights in the layout of actdemo."""
    net = MLPClassifier(
        hidden_layer_sizes=(5,),
        solver="sgd",
        learning_rate_init=0.1,
        momentum=0.4,
        nesterovs_momentum=False,
        alpha=0.0,
        batch_size=1,
        shuffle=False,
        warm_start=True,
        max_iter=1,
    )
    X, y = ad.xnor()
    net.fit(X.astype(precision), y[:, 0])  # makes the arrays
    W1, b1, W2, b2 = (part.astype(precision) for part in weights)
    net.coefs_, net.intercepts_ = [W1, W2], [b1, b2]
    return net


def train(net: Any, X: np.ndarray, y: np.ndarray, orders: Iterable[Any]) -> list[float]:
    """Train in place and return the mean loss of each epoch."""
    X = X.astype(net.coefs_[0].dtype)
    more = net.fit  # begins with velocity zero
    for order in orders:
        more(X[order], y[order, 0])
        more = net.partial_fit  # keeps it
    return net.loss_curve_[1:]


def weights(net: Any) -> list[np.ndarray]:
    """Return what `network` took."""
    (W1, W2), (b1, b2) = net.coefs_, net.intercepts_
    return [W1, b1, W2, b2]


def logits(net: Any, X: np.ndarray) -> np.ndarray:
    """Return the outputs, which it hides: a regressor with the same weights shows them."""
    shows = MLPRegressor(hidden_layer_sizes=(5,), max_iter=1, batch_size=1)
    shows.fit(X.astype(net.coefs_[0].dtype), np.zeros(len(X)))
    shows.coefs_, shows.intercepts_ = net.coefs_, net.intercepts_
    return shows.predict(X.astype(net.coefs_[0].dtype))[:, None]


def slope_at_0() -> float:
    """Return the slope of ReLU at 0: whether an input weight moves when its unit is at 0."""
    start = [np.zeros((2, 5)), np.zeros(5), np.ones((5, 1)), np.zeros(1)]
    net = network(start, "float64")
    train(net, *ad.xnor(), [np.arange(4)])
    return 1.0 if net.coefs_[0].any() else 0.0


def first_weights(n_in: int, n_out: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and biases of a layer after one step of nearly no length."""
    net = MLPRegressor(
        hidden_layer_sizes=(n_out,), solver="sgd", learning_rate_init=1e-300, max_iter=1
    )
    net.fit(np.zeros((2, n_in)), np.zeros(2))
    return net.coefs_[0], net.intercepts_[0]


def defaults() -> dict[str, Any]:
    """Return what holds where nothing is said."""
    told = MLPClassifier().get_params()
    return {"optimizer": told["solver"].title(), "lr": told["learning_rate_init"]} | {
        "momentum": told["momentum"],
        "nesterov": told["nesterovs_momentum"],
        "precision": "of the data",
        "decay": told["alpha"],
    }
