"""What the playground shares with the package, numbers and sentences, as a module of JavaScript.

Run as a script, this file writes the module, for editors, Node and the type checker.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import actdemo as ad
from actdemo.arithmetic import draws, elementary, formulas
from actdemo.explanation import claims, ledger
from actdemo.explanation.saying import TABLE

MODULE = Path(__file__).parents[1] / "_static" / "playground" / "constants.js"
HIDDEN, WIDTH, SEED = "relu", 5, 0  # of the tutorial


def constants() -> str:
    """Return the text of the module."""
    X, y = ad.xnor()
    sgd, adam = ad.Sgd(), ad.Adam()
    left, right, bottom, top = _default(ad.regions, "box")
    values = {
        name: getattr(module, name)
        for module, names in (
            (elementary, ("LN2_HI", "LN2_LO", "EXP", "LOG", "SIN", "COS", "HALF_PI")),
            (formulas, ("FAR", "LINEAR", "LINEAR_REST", "CUBIC", "CUBIC_REST")),
            (draws, ("HASHES", "MIX", "MULTIPLIER")),
        )
        for name in names
    }
    values |= {
        "LEAK": ad.leaky_relu.parameters["slope"],
        "TABLE": TABLE,
        "FIELDS": {
            name: claim._fields
            for name in TABLE
            if (claim := getattr(claims, name, None) or getattr(ledger, name, None))
        },
        "CORNERS": [(left, bottom), (right, bottom), (right, top), (left, top)],
        "POINTS": X.astype(int).tolist(),
        "ADAM": {name: getattr(adam, name) for name in ("beta1", "beta2", "epsilon")},
        "RECIPE": {
            "hidden": HIDDEN,
            "width": str(WIDTH),
            "optimizer": "sgd",
            "lr": sgd.lr,
            "momentum": sgd.momentum,
            "decay": sgd.weight_decay,
            "batch": _default(ad.train, "batch_size"),
            "order": _default(ad.train, "order"),
            "seed": str(SEED),
            "labels": "".join(str(int(label)) for label in y[:, 0]),
            "init": _default(ad.Network.initialized, "init"),
        },
    }
    lines = ["// Written by playground_constants.py from the package's values."]
    lines += [f"export const {name} = {_literal(value)};" for name, value in values.items()]
    return "\n".join(lines) + "\n"


def write_constants() -> None:
    """Write the module beside the others, unless it stands there already."""
    if not MODULE.exists() or MODULE.read_text("utf-8") != constants():
        MODULE.write_text(constants(), "utf-8")


def _default(function: Any, name: str) -> Any:
    return inspect.signature(function).parameters[name].default


def _literal(value: Any) -> str:
    if isinstance(value, int):  # more bits than a double has
        return f"{value:#x}n"
    return re.sub(r'"(\w+)":', r"\1:", json.dumps(value)).replace("e-0", "e-")


if __name__ == "__main__":
    write_constants()
