"""The network of the tutorial in Keras, which lets jax compute."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

os.environ["KERAS_BACKEND"] = "jax"  # one of three, all of which compute the same

import jax
import keras
from keras import layers
from keras.losses import BinaryCrossentropy
from keras.optimizers import SGD, Adam

jax.config.update("jax_enable_x64", True)  # noqa: FBT003  its own signature
VERSIONS = {"keras": keras.__version__, "jax": jax.__version__}


def network(weights: Sequence[np.ndarray], precision: str) -> Any:
    """Return the network with weights in the layout of actdemo."""
    keras.config.set_floatx(precision)
    keras.config.set_dtype_policy(precision)
    hidden = layers.Dense(5, activation="relu")
    output = layers.Dense(1)
    net = keras.Sequential([keras.Input((2,)), hidden, output])
    net.set_weights(list(weights))
    return net


def train(net: Any, X: np.ndarray, y: np.ndarray, orders: Iterable[Any]) -> list[float]:
    """Train in place and return the mean loss of each epoch."""
    net.compile(
        optimizer=SGD(learning_rate=0.1, momentum=0.4),
        loss=BinaryCrossentropy(from_logits=True),
    )
    losses = []
    for order in orders:
        told = net.fit(
            X[order],
            y[order],
            batch_size=1,
            shuffle=False,
            verbose=0,
        )
        losses += told.history["loss"]
    return losses


def optimizer(ours: Any) -> Any:
    """Return the optimizer with the settings of ours, of which the decay is another one."""
    return Adam(
        learning_rate=ours.lr,
        beta_1=ours.beta1,
        beta_2=ours.beta2,
        epsilon=ours.epsilon,
    )


def take(steps: int, net: Any, X: np.ndarray, y: np.ndarray, ours: Any) -> None:
    """Take steps in place, each with all samples in their order."""
    net.compile(optimizer=optimizer(ours), loss=BinaryCrossentropy(from_logits=True))
    net.fit(X, y, batch_size=len(X), epochs=steps, shuffle=False, verbose=0)


def weights(net: Any) -> list[np.ndarray]:
    """Return what `network` took."""
    return net.get_weights()


def logits(net: Any, X: np.ndarray) -> np.ndarray:
    """Return the outputs."""
    return np.asarray(net(X))


def from_probability(z: float) -> float:
    """Return the loss of class 1 where the loss is given the probability."""
    keras.config.set_floatx("float64")
    p = keras.ops.sigmoid(np.array([[z]]))
    return float(BinaryCrossentropy()(np.ones((1, 1)), p))


def slope_at_0() -> float:
    """Return the slope of ReLU at 0."""
    return float(jax.grad(keras.ops.relu)(0.0))


def first_weights(n_in: int, n_out: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and biases of a fresh layer."""
    layer = layers.Dense(n_out)
    layer.build((None, n_in))
    W, b = layer.get_weights()
    return W, b


def defaults() -> dict[str, Any]:
    """Return what holds where nothing is said; taken before `network` changes the precision."""
    sgd = SGD().get_config()
    return {"optimizer": "SGD", "lr": float(f"{sgd['learning_rate']:.6g}")} | {
        "momentum": float(sgd["momentum"]),
        "nesterov": sgd["nesterov"],
        "precision": keras.config.floatx(),
    }
