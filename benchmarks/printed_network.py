"""The network of the page that reads one in: trained in PyTorch, as it prints it.

With --record its weights and its outputs go to docs/quoted.toml, with their origin.
"""

from __future__ import annotations

import sys

import numpy as np
import torch
from _record import origin, record, toml

import actdemo as ad

NAME = "printed_network"
STEPS, RATE, SEED = 1000, 0.01, 0


def main() -> None:
    """Train, print, and record if asked to."""
    X, y = (torch.tensor(part, dtype=torch.float32) for part in ad.xor())
    torch.manual_seed(SEED)
    net = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    adam, loss = torch.optim.Adam(net.parameters(), lr=RATE), torch.nn.BCEWithLogitsLoss()
    for _ in range(STEPS):
        adam.zero_grad()
        loss(net(X), y).backward()
        adam.step()
    print(net.state_dict())
    lines = origin(NAME, {"torch": torch.__version__, "numpy": np.__version__})
    lines += ["", f"[{NAME}.state_dict]"]
    lines += [f'"{name}" = {toml(part.tolist())}' for name, part in net.state_dict().items()]
    lines += ["", f"[{NAME}.answers]", f"logits = {toml(net(X)[:, 0].tolist())}"]
    print(*lines, sep="\n")
    if "--record" in sys.argv:
        record(NAME, lines)


if __name__ == "__main__":
    main()
