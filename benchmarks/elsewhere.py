"""Networks elsewhere: what frameworks print of one, and what PyTorch makes of written ones.

The playground reads such prints, and writes programs of PyTorch. With --record the prints, and the
logits of the programs, go to docs/quoted.toml, with their origin: the tests compare with them. It
takes Node to write the programs.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
from _nets import POINTS, as_lists, networks
from _record import origin, record, toml

import actdemo as ad

os.environ["KERAS_BACKEND"] = "torch"
import keras
import sklearn
import torch
from sklearn.neural_network import MLPClassifier

NAME = "elsewhere"
ROOT = Path(__file__).parents[1]
WRITE = """
import { torchProgram } from "./docs/_static/playground/exports.js";
import { readFileSync } from "node:fs";
const { nets, points } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(nets.map((net) => torchProgram(net, points))));
"""
VERSIONS = {
    "numpy": np.__version__,
    "torch": torch.__version__,
    "keras": keras.__version__,
    "scikit-learn": sklearn.__version__,
}


def prints() -> Iterator[tuple[str, list[object]]]:
    """Yield what readers print of a network 2-3-1, and with what name."""
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
    yield "torch_state_dict", [net.state_dict()]
    yield "torch_dict", [dict(net.state_dict())]
    yield "torch_names", [f"{name} {part}" for name, part in net.state_dict().items()]
    yield "torch_parameters", [list(net.parameters())]
    yield "torch_named_parameters", [f"{name} {part}" for name, part in net.named_parameters()]
    with torch.no_grad():
        net[0].weight *= 1e-4
    yield "torch_powers", [net.state_dict()]
    yield "torch_float64", [net.double().state_dict()]
    keras.utils.set_random_seed(0)
    dense = keras.layers.Dense
    model = keras.Sequential([keras.Input((2,)), dense(3, "tanh"), dense(1)])
    yield "keras_weights", [model.get_weights()]
    yield "keras_layers", [layer.get_weights() for layer in model.layers]
    X, y = ad.xor()
    with warnings.catch_warnings(action="ignore"):  # it is not trained to the end
        fitted = MLPClassifier((3,), random_state=0, max_iter=5).fit(X, y[:, 0])
    yield "sklearn", [fitted.coefs_, fitted.intercepts_]


def programs() -> Iterator[tuple[str, str, list[float]]]:
    """Yield for each network a digest of its program, and the logits that it prints."""
    nets = networks()
    given = {"nets": [as_lists(net) for net in nets.values()], "points": POINTS}
    command = ["node", "--input-type=module", "--eval", WRITE]
    done = subprocess.run(  # noqa: S603  our own text
        command, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=True
    )
    for name, text in zip(nets, json.loads(done.stdout), strict=True):
        said = io.StringIO()
        with redirect_stdout(said):
            exec(text, {})  # noqa: S102
        logits = [float(line.split("] ")[1]) for line in said.getvalue().splitlines()]
        yield name, hashlib.sha256(text.encode()).hexdigest(), logits


def main() -> None:
    """Print all of it, and record it if asked to."""
    lines = [*origin(NAME, VERSIONS), "", f"[{NAME}.prints]"]
    for name, things in prints():
        lines.append(f"{name} = '''\n{chr(10).join(map(str, things))}'''")
    lines += ["", f"[{NAME}.programs]"]
    for name, digest, logits in programs():
        lines.append(f'{name} = {{ sha256 = "{digest}", logits = {toml(logits)} }}')
    print(*lines, sep="\n")
    if "--record" in sys.argv:
        record(NAME, lines)


if __name__ == "__main__":
    main()
