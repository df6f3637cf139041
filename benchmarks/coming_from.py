"""The network of the tutorial in PyTorch, Keras, scikit-learn and the arithmetic of ReNom.

All start from the weights of some seeds and take the samples in the same orders; what comes out is
compared with actdemo.  With --record the results go to docs/quoted.toml, with their origin; a page
of the site shows them, and the code of the files beside this one.  What is not installed is left
out.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from dataclasses import asdict
from itertools import islice
from types import ModuleType
from typing import Any

import numpy as np
from _record import origin, record, toml

import actdemo as ad
from actdemo.arithmetic.draws import orders as drawn

NAME = "coming_from"
FRAMEWORKS = ("torch", "keras", "sklearn", "renom")
SEEDS = range(20)
EPOCHS = 50
SURE = 800.0  # a logit
STEPS = 100
# What takes these steps; Keras has no such decay, and puts epsilon elsewhere, unless it is tiny.
OPTIMIZERS = {
    "torch": [
        ad.Sgd(lr=0.1, momentum=0.9, weight_decay=0.01),
        ad.Adam(lr=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.0),
        ad.Adam(lr=0.05, beta1=0.8, beta2=0.99, epsilon=1e-3, weight_decay=0.01),
    ],
    "keras": [ad.Adam(lr=0.01, beta1=0.9, beta2=0.999, epsilon=1e-300)],
}
X, Y = ad.xnor()


def flat(net: ad.Network) -> list[np.ndarray]:
    """Return the weights and biases in the order of the layers."""
    return [part for pair in zip(net.weights, net.biases, strict=True) for part in pair]


def largest(ours: Any, theirs: Any) -> float:
    """Return the largest difference between two lists of arrays."""
    pairs = zip(ours, theirs, strict=True)
    return max(float(np.abs(np.asarray(a) - np.asarray(b)).max()) for a, b in pairs)


def compare(framework: ModuleType, precision: str) -> dict[str, Any]:
    """Train from all seeds; return the largest differences, and the numbers of seed 0."""
    off, same, told = {"losses": 0.0, "weights": 0.0, "logits": 0.0, "read": 0.0}, 0, {}
    for seed in SEEDS:
        start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=seed)
        run = ad.train(start, X, Y, epochs=EPOCHS, seed=seed)
        orders = [order[:, 0] for order in islice(drawn(len(X), [seed]), EPOCHS)]
        net = framework.network([part.copy() for part in flat(start)], precision)
        losses = framework.train(net, X, Y, orders)
        ends, logits = framework.weights(net), framework.logits(net, X)
        said = {} if hasattr(net, "__dict__") else {"hidden": "relu"}  # lists don't say it
        with warnings.catch_warnings(action="ignore"):  # scikit-learn's sigmoid is left out
            read = ad.read_network(net, **said)
        for name, ours, theirs in (
            ("losses", [run.losses], [losses]),
            ("weights", flat(run.network), ends),
            ("logits", [run.network(X)], [logits]),
            ("read", [read(X)], [logits]),
        ):
            off[name] = max(off[name], largest(ours, theirs))
        decide = ad.losses["sigmoid_cross_entropy"].decide
        same += bool((decide(logits) == decide(run.network(X))).all())
        if seed == 0:
            told = {
                "first_loss": float(losses[0]),
                "last_loss": float(losses[-1]),
                "seed_0": [float(z) for z in logits[:, 0]],
                "dtype": str(ends[0].dtype),
            }
    return {**told, **off, "same_classes": same}


def optimized(framework: ModuleType, optimizer: ad.Sgd | ad.Adam) -> dict[str, Any]:
    """Take steps from all seeds; return the largest difference, and the weights of seed 0."""
    off, told = 0.0, []
    for seed in SEEDS:
        start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=seed)
        recipe = {"epochs": STEPS, "batch_size": len(X), "order": "fixed"}
        ours = flat(ad.train(start, X, Y, optimizer=optimizer, **recipe).network)
        net = framework.network([part.copy() for part in flat(start)], "float64")
        framework.take(STEPS, net, X, Y, optimizer)
        ends = framework.weights(net)
        off = max(off, largest(ours, ends))
        told = told or [float(x) for part in ends for x in part.ravel()]
    return {"name": type(optimizer).__name__} | {
        "settings": asdict(optimizer),
        "weights": off,
        "seed_0": told,
    }


def mistake(framework: ModuleType) -> float:
    """Return the loss at a sure mistake, as training reports it."""
    start = [np.zeros((2, 5)), np.zeros(5), np.zeros((5, 1)), np.array([-SURE])]
    net = framework.network(start, "float64")
    points, labels = np.zeros((2, 2)), np.array([[1.0], [0.0]])  # wrong by far, right by far
    return 2 * float(framework.train(net, points, labels, [np.array([0, 1])])[0])


def first_layer(framework: ModuleType) -> dict[str, float]:
    """Return the largest first weight and bias, and what the usual rules would give."""
    n_in, n_out = 400, 100
    W, b = framework.first_weights(n_in, n_out)
    return {
        "weight": float(abs(W).max()),
        "bias": float(abs(b).max()),
        "glorot": float(np.sqrt(6 / (n_in + n_out))),
        "by_inputs": float(np.sqrt(1 / n_in)),
    }


def facts(framework: ModuleType) -> dict[str, Any]:
    """Return what differs, measured."""
    if not hasattr(framework, "defaults"):
        return {"mistake": mistake(framework)}
    told = {"defaults": framework.defaults(), "first": first_layer(framework)}
    told |= {"slope_at_0": framework.slope_at_0(), "mistake": mistake(framework)}
    if hasattr(framework, "from_probability"):
        told["from_probability"] = framework.from_probability(-SURE)
    return told


def main() -> None:
    """Compare, print, and record if asked to."""
    versions, lines = {"numpy": np.__version__}, []
    for name in FRAMEWORKS:
        try:
            framework = importlib.import_module(f"_same_{name}")
        except ModuleNotFoundError as error:
            print(f"{name} is left out: {error}")
            continue
        versions |= framework.VERSIONS
        lines += ["", f"[{NAME}.{name}]"]
        with np.errstate(over="ignore"):
            lines += [f"{key} = {toml(value)}" for key, value in facts(framework).items()]
            for precision in ("float64", "float32"):
                lines.append(f"{precision} = {toml(compare(framework, precision))}")
            taken = [optimized(framework, ours) for ours in OPTIMIZERS.get(name, [])]
            lines += ["steps = [", *(f"    {toml(each)}," for each in taken), "]"] if taken else []
    lines = [
        *origin(NAME, versions),
        f"seeds = {len(SEEDS)}",
        f"sure = {SURE}",
        f"steps = {STEPS}",
        *lines,
    ]
    print(*lines, sep="\n")
    if "--record" in sys.argv:
        record(NAME, lines)


if __name__ == "__main__":
    main()
