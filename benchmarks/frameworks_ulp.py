"""How far activations and losses are off, in torch, jax and scipy, against mpmath with 60 digits.

With --record the results go to docs/quoted.toml, with their origin; a page of the site shows them
beside those of actdemo.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import _frameworks
import mpmath
import numpy as np
from _record import origin, record, toml
from mpmath import mp, mpf

import actdemo as ad

mp.dps = 60

NAME = "frameworks_ulp"
TINY, LEAST, MOST = 2.0**-1074, 2.0**-1022, sys.float_info.max
LAMBDA = mpf("1.0507009873554804934193349852946")
LAMBDA_ALPHA = LAMBDA * mpf("1.6732632423543772848170429916717")
LEAK = mpf(0.01)  # the double

Truth = Callable[[mpf], mpf]


def logistic(x: mpf) -> mpf:
    """Return the sigmoid."""
    return 1 / (1 + mp.exp(-x))


def bell(x: mpf) -> mpf:
    """Return the slope of the sigmoid."""
    return logistic(x) * logistic(-x)


def normal(x: mpf) -> mpf:
    """Return the distribution function of the standard normal distribution."""
    return mp.erfc(min(-x, mpf(1000)) / mp.sqrt(2)) / 2


def cubic(x: mpf) -> mpf:
    """Return what gelu_tanh takes the sigmoid of."""
    return mp.sqrt(8 / mp.pi) * (x + mpf("0.044715") * x**3)


def cubic_slope(x: mpf) -> mpf:
    """Return the slope of that."""
    return mp.sqrt(8 / mp.pi) * (1 + 3 * mpf("0.044715") * x**2)


def softplus(x: mpf) -> mpf:
    """Return log(1 + e^x)."""
    return mp.log1p(mp.exp(x))


TRUTHS: dict[str, tuple[Truth, Truth]] = {
    "sigmoid": (logistic, bell),
    "tanh": (mp.tanh, lambda x: mp.sech(x) ** 2),
    "relu": (lambda x: max(x, mpf(0)), lambda x: mpf(x > 0)),
    "leaky_relu": (lambda x: x if x > 0 else LEAK * x, lambda x: mpf(1) if x > 0 else LEAK),
    "elu": (lambda x: x if x > 0 else mp.expm1(x), lambda x: mpf(1) if x > 0 else mp.exp(x)),
    "selu": (
        lambda x: LAMBDA * x if x > 0 else LAMBDA_ALPHA * mp.expm1(x),
        lambda x: LAMBDA if x > 0 else LAMBDA_ALPHA * mp.exp(x),
    ),
    "softplus": (softplus, logistic),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "gelu": (
        lambda x: x * normal(x),
        lambda x: normal(x) + x * mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi),
    ),
    "gelu_tanh": (
        lambda x: x * logistic(cubic(x)),
        lambda x: logistic(cubic(x)) + x * bell(cubic(x)) * cubic_slope(x),
    ),
    "silu": (lambda x: x * logistic(x), lambda x: logistic(x) + x * bell(x)),
    "mish": (
        lambda x: x * mp.tanh(softplus(x)),
        lambda x: mp.tanh(softplus(x)) + x * mp.sech(softplus(x)) ** 2 * logistic(x),
    ),
    "sine": (mp.sin, mp.cos),
    "absolute": (abs, lambda x: mpf(1) if x > 0 else mpf(-1)),
}
LOSSES: dict[str, tuple[Truth, Truth]] = {  # of the logit of the right class
    "sigmoid_cross_entropy": (lambda z: softplus(-z), lambda z: -logistic(-z)),
    "softmax_cross_entropy": (lambda z: softplus(-z), lambda z: -logistic(-z)),
}
GATED = ("gelu", "gelu_tanh", "silu", "mish")  # x times a gate between 0 and 1
KINKED = {  # the slopes on both sides of 0
    "relu": (0.0, 1.0),
    "leaky_relu": (0.01, 1.0),
    "selu": (float(LAMBDA_ALPHA), float(LAMBDA)),
    "absolute": (-1.0, 1.0),
}
# At -inf and inf: the values, then the slopes.
ENDS = {
    "sigmoid": (0, 1, 0, 0),
    "tanh": (-1, 1, 0, 0),
    "relu": (0, math.inf, 0, 1),
    "leaky_relu": (-math.inf, math.inf, 0.01, 1),
    "elu": (-1, math.inf, 0, 1),
    "selu": (-float(LAMBDA_ALPHA), math.inf, 0, float(LAMBDA)),
    "softplus": (0, math.inf, 0, 1),
    "softsign": (-1, 1, 0, 0),
    **dict.fromkeys(GATED, (0, math.inf, 0, 1)),
    "absolute": (math.inf, math.inf, -1, 1),
}

# The grid: where a formula may fail, not where numbers are usual.
INSIDE = np.linspace(0.05, 5.0, 100)
OUTSIDE = np.concatenate(
    [
        [5e-324, 1e-310],
        10.0 ** np.arange(-300, -2, 9),
        [1e-4, 1e-3],
        np.linspace(5.125, 40.0, 280),
        np.linspace(42.0, 750.0, 178),
        10.0 ** np.arange(3, 308, 8),
        [1.7e308],
    ]
)
GRID = np.concatenate([-INSIDE, INSIDE, [0.0], -OUTSIDE, OUTSIDE])


def truths(name: str, part: str) -> list[tuple[mpf, float]]:
    """Return the truth at each point of the grid, and the size by which it is judged.

    The slope of a gated function is the sum of its gate and another term, which cancel near the
    root of the slope; it is judged by the larger of the sum and the gate.
    """
    value, slope = (TRUTHS | LOSSES)[name]
    if part == "value":
        return [(value(mpf(x)), 0.0) for x in GRID.tolist()]
    gated = name in GATED
    return [
        (slope(mpf(x)), float(value(mpf(x)) / x) if gated and x else 0.0) for x in GRID.tolist()
    ]


def error(result: float, truth: mpf, size: float) -> float:
    """Return an error in units of the last place; infinity if not one bit is right."""
    if result == float(truth):
        return 0.0
    off = abs(mpf(result) - truth)
    if math.isnan(result) or (off >= abs(truth) / 2 and off > 2 * TINY and off >= size / 2):
        return math.inf
    return float(off / math.ulp(min(max(abs(float(truth)), abs(size)), MOST)))


def summary(name: str, part: str, results: np.ndarray, ends: np.ndarray) -> dict[str, Any]:
    """Return what went wrong with the results on the grid and at both infinities."""
    known = truths(name, part)
    subnormal = np.array([0 < abs(float(truth)) < LEAST for truth, _ in known])
    flushed = subnormal & (results == 0)
    judged = ~flushed & ~((GRID == 0) & (name in KINKED) & (part == "slope"))
    errors = np.array([error(r, *at) for r, at in zip(results.tolist(), known, strict=True)])
    lost = np.isinf(errors) & judged
    kept = judged & ~lost
    inside = np.abs(np.abs(GRID) - 2.5) <= 2.5
    told: dict[str, Any] = {
        "inside": float(errors[kept & inside].max()),
        "outside": float(errors[kept & ~inside].max()),
        "lost": int(lost.sum()),
        "nan": int(np.isnan(results).sum()),
    }
    for side, here in (("left", GRID < 0), ("right", GRID > 0)):
        if (lost & here).any():
            told[f"lost_{side}"] = [float(edge(GRID[lost & here])) for edge in (np.min, np.max)]
    if subnormal.any():
        told["flushed"] = [int(flushed.sum()), int(subnormal.sum())]
    if name in ENDS:
        right = ENDS[name][2 * (part == "slope") :][:2]
        for side, end, limit in zip(("left", "right"), ends.tolist(), right, strict=True):
            if not math.isclose(end, limit, rel_tol=1e-15):
                told[f"{side}_end"] = end
    if name in KINKED and part == "slope":
        told["at_0"] = float(results[GRID == 0][0])
    return told


Function = Callable[[np.ndarray], np.ndarray]


def in_numpy(framework: _frameworks.Framework, function: _frameworks.Function) -> Function:
    """Return a function of a framework as one of NumPy's arrays."""
    return lambda x: np.asarray(framework.wait(function(framework.native(x))))


def functions(framework: _frameworks.Framework) -> Iterator[tuple[str, str, Function]]:
    """Yield the name of each function, "value" or "slope", and what computes it."""
    for name, function in (framework.functions | framework.losses).items():
        yield name, "value", in_numpy(framework, framework.compiled(function))
        if framework.slope:
            slope = framework.compiled(framework.slope(function))
            yield name, "slope", in_numpy(framework, slope)


def ours() -> Iterator[tuple[str, str, Function]]:
    """Yield the same functions as they are in actdemo."""
    for name in TRUTHS:
        yield name, "value", ad.activations[name]
        yield name, "slope", ad.activations[name].derivative
    for name in LOSSES:
        yield name, "value", partial(one_sample, ad.losses[name], "value")
        yield name, "slope", partial(one_sample, ad.losses[name], "slope")


def one_sample(loss: ad.Loss, part: str, logits: np.ndarray) -> np.ndarray:
    """Return what each finite logit of the right class costs by itself, or its slope."""
    z = np.where(np.isfinite(logits), logits, 0.0)[:, None]
    y = np.ones_like(z)
    if loss.name == "softmax_cross_entropy":  # two classes, the logit of the other one is 0
        z, y = np.hstack([z, 0.0 * y]), np.hstack([y, 0.0 * y])
    return loss.per_sample(z, y) if part == "value" else loss.slope(z, y)[:, 0]


def measure(found: Iterable[tuple[str, str, Function]]) -> list[dict[str, Any]]:
    """Measure every function; the errors of the frameworks are theirs, whatever NumPy says."""
    rows = []
    for name, part, function in found:
        with np.errstate(all="ignore"):
            results, ends = function(GRID.copy()), function(np.array([-np.inf, np.inf]))
        rows.append({"function": name, "part": part, **summary(name, part, results, ends)})
    return rows


def main() -> None:
    """Measure, print, and record if asked to."""
    found = _frameworks.installed()
    versions = {name: framework.version for name, framework in found.items()}
    versions |= {"mpmath": mpmath.__version__, "numpy": np.__version__}
    lines = [*origin(NAME, versions), f"points = {len(GRID)}"]
    for name, framework in found.items():
        lines += ["", f"[{NAME}.{name}]", "measured = ["]
        lines += [f"    {toml(row, '.4g')}," for row in measure(functions(framework))]
        lines += ["]"]
    print(_frameworks.versions(found), *lines, sep="\n")
    if "--record" in sys.argv:
        record(NAME, lines)


if __name__ == "__main__":
    main()
