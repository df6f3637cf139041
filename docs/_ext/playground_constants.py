"""What the playground shares with the package, numbers and sentences, as modules of JavaScript.

Run as a script, this file writes the modules, for editors, Node and the type checker.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import actdemo as ad
from actdemo.arithmetic import draws, elementary, formulas
from actdemo.explanation import claims
from actdemo.explanation.phrasing import DOZEN, FEW, TABLE

FOLDER = Path(__file__).parents[1] / "_static" / "playground"
HIDDEN, WIDTH, SEED = "relu", 5, 0  # of the tutorial


def modules() -> dict[Path, str]:
    """Return the texts of the modules: numbers, and sentences, which not all scripts need."""
    known = {name: getattr(claims, name) for name in TABLE if hasattr(claims, name)}
    fields = {name: claim.__match_args__ for name, claim in known.items()}
    many = {"points": DOZEN, "groups": FEW}
    return {
        FOLDER / "constants.js": _module(constants()),
        FOLDER / "phrases.js": _module({"TABLE": TABLE, "FIELDS": fields, "MANY": many}),
    }


def constants() -> dict[str, Any]:
    """Return the numbers and the settings by their names."""
    X, y = ad.xnor()
    sgd, adam = ad.Sgd(), ad.Adam()
    left, right, bottom, top = _default(ad.regions, "box")
    numbers = {
        name: getattr(module, name)
        for module, names in (
            (elementary, ("LN2_HI", "LN2_LO", "EXP", "LOG", "SIN", "COS", "HALF_PI", "TAIL")),
            (formulas, ("LAMBDA", "LAMBDA_ALPHA", "DENSITY", "FAR", "CENTRE")),
            (formulas, ("LINEAR", "LINEAR_REST", "CUBIC", "CUBIC_REST")),
            (draws, ("HASHES", "MIX", "MULTIPLIER")),
        )
        for name in names
    }
    return numbers | {
        "LEAK": ad.leaky_relu.parameters["slope"],
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


def write_constants() -> None:
    """Write the modules beside the others, unless they stand there already."""
    for path, text in modules().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def _module(values: dict[str, Any]) -> str:
    lines = ["// Written by playground_constants.py from the package's values."]
    lines += [f"export const {name} = {_literal(value)};" for name, value in values.items()]
    return "\n".join(lines) + "\n"


def _default(function: Any, name: str) -> Any:
    return inspect.signature(function).parameters[name].default


def _literal(value: Any) -> str:
    if isinstance(value, int):  # more bits than a double has
        return f"{value:#x}n"
    return re.sub(r'"(\w+)":', r"\1:", json.dumps(value)).replace("e-0", "e-")


if __name__ == "__main__":
    write_constants()
