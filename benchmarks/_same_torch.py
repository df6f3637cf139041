"""The network of the tutorial in PyTorch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

import actdemo as ad

VERSIONS = {"torch": torch.__version__}
TYPES = {"float64": torch.float64, "float32": torch.float32}


def network(weights: Sequence[np.ndarray], precision: str) -> Any:
    """Return the network with weights in the layout of actdemo."""
    net = nn.Sequential(
        nn.Linear(2, 5),
        nn.ReLU(),
        nn.Linear(5, 1),
    ).to(TYPES[precision])
    with torch.no_grad():
        for own, given in zip(net.parameters(), weights, strict=True):
            own.copy_(torch.from_numpy(given.T))
    return net


def train(net: Any, X: np.ndarray, y: np.ndarray, orders: Iterable[Any]) -> list[float]:
    """Train in place and return the mean loss of each epoch."""
    own = next(net.parameters()).dtype
    X, y = (torch.tensor(part, dtype=own) for part in (X, y))
    loss = nn.BCEWithLogitsLoss()
    sgd = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.4)
    losses = []
    for order in orders:
        costs = []
        for k in order:
            cost = loss(net(X[k : k + 1]), y[k : k + 1])
            sgd.zero_grad()
            cost.backward()
            sgd.step()
            costs.append(cost.item())
        losses.append(sum(costs) / len(costs))
    return losses


def optimizer(net: Any, ours: Any) -> Any:
    """Return the optimizer with the settings of ours."""
    if isinstance(ours, ad.Adam):
        return torch.optim.Adam(
            net.parameters(),
            lr=ours.lr,
            betas=(ours.beta1, ours.beta2),
            eps=ours.epsilon,
            weight_decay=ours.weight_decay,
        )
    return torch.optim.SGD(
        net.parameters(),
        lr=ours.lr,
        momentum=ours.momentum,
        weight_decay=ours.weight_decay,
    )


def take(steps: int, net: Any, X: np.ndarray, y: np.ndarray, ours: Any) -> None:
    """Take steps in place, each with all samples in their order."""
    X, y, loss, theirs = (
        torch.tensor(X),
        torch.tensor(y),
        nn.BCEWithLogitsLoss(),
        optimizer(net, ours),
    )
    for _ in range(steps):
        theirs.zero_grad()
        loss(net(X), y).backward()
        theirs.step()


def weights(net: Any) -> list[np.ndarray]:
    """Return what `network` took."""
    return [own.detach().numpy().T for own in net.parameters()]


def logits(net: Any, X: np.ndarray) -> np.ndarray:
    """Return the outputs."""
    own = next(net.parameters()).dtype
    return net(torch.tensor(X, dtype=own)).detach().numpy()


def from_probability(z: float) -> float:
    """Return the loss of class 1 where the loss is given the probability."""
    p = torch.sigmoid(torch.tensor([z], dtype=torch.float64))
    return nn.BCELoss()(p, torch.ones_like(p)).item()


def slope_at_0() -> float:
    """Return the slope of ReLU at 0."""
    x = torch.zeros(1, requires_grad=True)
    torch.relu(x).backward()
    return float(x.grad)


def first_weights(n_in: int, n_out: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and biases of a fresh layer."""
    W, b = nn.Linear(n_in, n_out).parameters()
    return W.detach().numpy().T, b.detach().numpy()


def defaults() -> dict[str, Any]:
    """Return what holds where nothing is said."""
    sgd = torch.optim.SGD(nn.Linear(1, 1).parameters()).defaults
    return {"optimizer": "SGD", "lr": sgd["lr"], "momentum": float(sgd["momentum"])} | {
        "nesterov": sgd["nesterov"],
        "precision": str(torch.get_default_dtype()).removeprefix("torch."),
    }
