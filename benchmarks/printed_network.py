"""Networks that others trained, as they print them: that of the page that reads one in, and more.

With --record their weights and their outputs go to docs/quoted.toml, with their origin.
"""

from __future__ import annotations

import os
import sys

import numpy as np

os.environ["KERAS_BACKEND"] = "torch"

import keras
import sklearn
import torch
from _record import origin, record, toml
from sklearn.neural_network import MLPClassifier

import actdemo as ad

NAME = "printed_network"
STEPS, RATE, SEED = 1000, 0.01, 0
VERSIONS = {module.__name__: module.__version__ for module in (torch, keras, sklearn, np)}


def of_torch(X: np.ndarray, y: np.ndarray) -> tuple[dict, np.ndarray]:
    """Return the weights by name, and the logits."""
    inputs, targets = (torch.tensor(part, dtype=torch.float32) for part in (X, y))
    torch.manual_seed(SEED)
    net = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    adam, loss = torch.optim.Adam(net.parameters(), lr=RATE), torch.nn.BCEWithLogitsLoss()
    for _ in range(STEPS):
        adam.zero_grad()
        loss(net(inputs), targets).backward()
        adam.step()
    print(net.state_dict())
    weights = {name: part.tolist() for name, part in net.state_dict().items()}
    return weights, net(inputs).detach().numpy()[:, 0]


def of_keras(X: np.ndarray, y: np.ndarray) -> tuple[list, np.ndarray]:
    """Return the weights in their order, and the logits."""
    keras.utils.set_random_seed(SEED)
    dense = keras.layers.Dense
    net = keras.Sequential([keras.Input((2,)), dense(4, activation="relu"), dense(1)])
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    net.compile(optimizer=keras.optimizers.Adam(RATE), loss=loss)
    net.fit(X, y, batch_size=len(X), epochs=STEPS, verbose=0)
    return [part.tolist() for part in net.get_weights()], net.predict(X, verbose=0)[:, 0]


def of_sklearn(X: np.ndarray, y: np.ndarray) -> tuple[list, np.ndarray]:
    """Return matrix and biases of each layer, and the logits."""
    how = {"learning_rate_init": RATE, "max_iter": STEPS, "tol": 0, "n_iter_no_change": STEPS}
    net = MLPClassifier((4,), random_state=SEED, **how).fit(X, y[:, 0])
    yes = net.predict_proba(X)[:, 1]
    layers = zip(net.coefs_, net.intercepts_, strict=True)
    parts = [part.tolist() for layer in layers for part in layer]
    return parts, np.log(yes / (1 - yes))


def main() -> None:
    """Train, print, and record if asked to."""
    X, y = ad.xor()
    state, logits = of_torch(X, y)
    lines = [*origin(NAME, VERSIONS), "", f"[{NAME}.state_dict]"]
    lines += [f'"{name}" = {toml(part)}' for name, part in state.items()]
    lines += ["", f"[{NAME}.answers]", f"logits = {toml(logits.tolist())}"]
    for name, train in {"keras": of_keras, "sklearn": of_sklearn}.items():
        weights, logits = train(X, y)
        lines += ["", f"[{NAME}.{name}]", f"weights = {toml(weights)}"]
        lines += [f"logits = {toml(logits.tolist())}"]
    print(*lines, sep="\n")
    if "--record" in sys.argv:
        record(NAME, lines)


if __name__ == "__main__":
    main()
