"""The loops of training, compiled by numba: an optional extra, with the bits of NumPy.

The formulas are written out for numbers.  What stands here again is the way through the layers, as
loops over a few lanes that stay in the innermost cache for many epochs.  numba neither reorders
nor contracts what it compiles unless it is asked to.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields
from threading import Lock
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

from actdemo.activation import Activation
from actdemo.arithmetic import draws, elementary
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.arithmetic.script import ARRAYS, OPERATIONS, Script, block, body, run
from actdemo.loss import Loss, by_outputs

from .course import Course, Engine

ONE_AT_A_TIME = Lock()  # else two threads compile the same
WIDTH = 64  # lanes that go through the epochs together

compiled = njit(error_model="numpy", nogil=True)
inlined = njit(error_model="numpy", inline="always", forceinline=True)

plus, times, uniform = inlined(draws.plus), inlined(draws.times), inlined(draws.uniform)


@inlined
def power_of_two(k: Any) -> Any:
    """Return 2**k for one number."""
    bits = np.float64(k + 6755399441055744.0).view(np.int64)
    return np.int64((bits + 1023) << 52).view(np.float64)


@inlined
def split(x: Any) -> tuple[Any, Any]:
    """Return the fraction and the exponent of a normal number."""
    bits = np.float64(x).view(np.int64)
    fraction = np.int64(bits & 0x000FFFFFFFFFFFFF | 0x3FE0000000000000).view(np.float64)
    return fraction, (bits >> 52 & 0x7FF) - 1022.0


OWN = (np.floor, np.fmod, np.remainder, elementary.power_of_two, elementary.split)
MACHINE = OPERATIONS | {operation: ARRAYS[operation] for operation in OWN}
NAMES = ("copysign", "floor", "fmod", "inf", "nan", "remainder")
SCOPE = {name: getattr(np, name) for name in NAMES}
SCOPE |= {"power_of_two": power_of_two, "split": split, "WIDTH": WIDTH}


def function(formula: Callable[..., Any], names: Sequence[str]) -> Any:
    """Return what numba makes of a formula for numbers."""
    lines = block(f"def formula({', '.join(names)}):", body(formula, names, MACHINE))
    return inlined(run(lines, SCOPE)["formula"])


SCOPE["exp"] = function(elementary.long_exp, ["x"])


@inlined
def _take(out: Array, samples: Array, places: NDArray[np.intp]) -> None:
    for i in range(len(out)):
        row, given = out[i], samples[i]
        for r in range(WIDTH):
            row[r] = given[places[r]]


@inlined
def _multiply(out: Array, a: Array, b: Array) -> None:
    for r in range(WIDTH):
        out[r] = a[r] * b[r]


@inlined
def _add_product(out: Array, a: Array, b: Array) -> None:
    for r in range(WIDTH):
        out[r] += a[r] * b[r]


@inlined
def _shuffle(order: NDArray[np.intp], random: NDArray[np.uint64]) -> None:
    """Draw an order for each lane: Fisher and Yates's shuffle."""
    high, low, high_step, low_step = random[0], random[1], random[2], random[3]
    n = len(order)
    for i in range(n):
        order[i] = i
    for i in range(n - 1, 0, -1):
        for r in range(WIDTH):
            step = high_step[r], low_step[r]
            now = plus(times((high[r], low[r]), draws.FACTOR), step)
            high[r], low[r] = now
            j = np.int64(uniform(now) * (i + 1))
            order[i, r], order[j, r] = order[j, r], order[i, r]


@inlined
def _forward(hidden: Any, sizes: Any, p: Array, sums: Array, values: Array, slopes: Array) -> None:
    """Take the inputs, the first of the values, to the logits, the last of the sums."""
    row, left = 0, 1
    for layer in range(len(sizes) - 1):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        right = left + n_in
        for j in range(n_out):
            z, h, s = sums[right + j], values[right + j], slopes[right + j]
            bias, weight, x = p[row + j], p[row + n_out + j], values[left]
            for r in range(WIDTH):
                z[r] = bias[r] + weight[r] * x[r]
            for i in range(1, n_in):
                _add_product(z, p[row + (1 + i) * n_out + j], values[left + i])
            if layer < len(sizes) - 2:
                for r in range(WIDTH):
                    h[r], s[r] = hidden(z[r])
        row += (1 + n_in) * n_out
        left = right


@inlined
def _backward(
    sizes: Any, p: Array, values: Array, slopes: Array, deltas: Array, g: Array, done: int
) -> None:
    """Take the slopes at the logits, the last deltas, to the gradient; if done, add to it."""
    row, left = len(p), len(values) - sizes[-1]
    for layer in range(len(sizes) - 2, -1, -1):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        right = left
        left -= n_in
        row -= (1 + n_in) * n_out
        for i in range(1 + n_in):
            x = values[left + i - 1 if i else 0]
            for j in range(n_out):
                out, delta = g[row + i * n_out + j], deltas[right + j]
                if done:
                    _add_product(out, x, delta)
                else:
                    _multiply(out, x, delta)
        for i in range(n_in if layer else 0):
            before, weights = deltas[left + i], row + (1 + i) * n_out
            _multiply(before, p[weights], deltas[right])
            for j in range(1, n_out):
                _add_product(before, p[weights + j], deltas[right + j])
            _multiply(before, before, slopes[left + i])


@inlined
def _step(step: Any, settings: Any, p: Array, v: Array, g: Array) -> None:
    for r in range(WIDTH):
        p[r], v[r] = step(p[r], v[r], g[r], *settings)


@compiled
def _epochs(
    hidden: Any,
    error: Any,
    cost: Any,
    step: Any,
    settings: Any,
    sizes: Any,
    inputs: Array,
    targets: Array,
    batch_size: int,
    generators: Any,
    parameters: Array,
    velocity: Array,
    losses: Array,
    epochs: int,
) -> None:
    """Take parameters and velocities through so many epochs; add up the losses.

    Parameters, velocities and gradients are rows of lanes.  So are the nodes: first a 1, which is
    what a bias is the weight of, then the inputs and the units of each layer.
    """
    (count, lanes), n, nodes = parameters.shape, inputs.shape[1], 1 + sum(sizes)
    # Each by itself: numba does not know of the parts of an array that they are contiguous.
    p, v, g = np.zeros((count, WIDTH)), np.zeros((count, WIDTH)), np.zeros((count, WIDTH))
    sums, values = np.zeros((nodes, WIDTH)), np.ones((nodes, WIDTH))
    slopes, deltas = np.zeros((nodes, WIDTH)), np.zeros((nodes, WIDTH))
    y, costs = np.zeros((len(targets), WIDTH)), np.zeros((1, WIDTH))
    order, random = np.zeros((n, WIDTH), np.intp), np.zeros((4, WIDTH), np.uint64)
    last = nodes - len(targets)
    for first in range(0, lanes, WIDTH):
        some = slice(first, min(first + WIDTH, lanes))
        width = some.stop - first
        p[:, :width], v[:, :width] = parameters[:, some], velocity[:, some]
        random[:, :width] = generators[:, some]
        for epoch in range(epochs):
            _shuffle(order, random)
            costs[0] = 0.0
            for k in range(n):
                size = min(batch_size, n - k // batch_size * batch_size)
                _take(values[1 : 1 + len(inputs)], inputs, order[k])
                _take(y, targets, order[k])
                _forward(hidden, sizes, p, sums, values, slopes)
                error(sums, y, deltas, last, size)
                if len(losses):
                    cost(sums, y, costs, last)
                _backward(sizes, p, values, slopes, deltas, g, k % batch_size)
                if k % batch_size == size - 1:
                    for i in range(count):
                        _step(step, settings, p[i], v[i], g[i])
            if len(losses):
                losses[epoch, some] = costs[0, :width]
        parameters[:, some], velocity[:, some] = p[:, :width], v[:, :width]
        generators[:, some] = random[:, :width]


@functools.cache
def _judges(loss: Loss, outputs: int) -> tuple[Any, Any]:
    """Return loops that write the slopes of a loss at the logits, and that add what it costs."""
    script = Script(MACHINE)
    z, y = (script.variables(letter, outputs) for letter in "zy")
    (size,) = script.variables("size", 1)

    def loop(arguments: str, rows: list[str], results: list[Any]) -> Any:
        lines, texts = script.lines(results)
        given = [f"z_{k}, y_{k} = z[last + {k}], y[{k}]" for k in range(outputs)]
        given += [f"out_{k} = {row}" for k, row in enumerate(rows)]
        taken = [f"z{k}, y{k} = z_{k}[r], y_{k}[r]" for k in range(outputs)]
        sign = "=" if arguments else "+="
        added = [f"out_{k}[r] {sign} {text}" for k, text in enumerate(texts)]
        each = block("for r in range(WIDTH):", [*taken, *lines, *added])
        lines = block(f"def judge(z, y, out, last{arguments}):", [*given, *each])
        return compiled(run(lines, SCOPE)["judge"])

    errors = [slope / size for slope in by_outputs(loss.slope, z, y)]
    cost = ordered_sum(by_outputs(loss.cost, z, y))
    rows = [f"out[last + {k}]" for k in range(outputs)]
    return loop(", size0", rows, errors), loop("", ["out[0]"], [cost])


@functools.cache
def _hidden(hidden: Activation, *_: Any) -> Any:
    return function(lambda x: (hidden.value(x), hidden.slope(x)), ["x"])


@functools.cache
def _optimizer(optimizer: Any, settings: tuple[str, ...]) -> Any:
    """Return a step of an optimizer whose settings are numbers like others."""

    def step(p: Any, v: Any, g: Any, *given: Any) -> Any:
        stand_in: Any = SimpleNamespace(**dict(zip(settings, given, strict=True)))
        return optimizer.step(stand_in, p, v, g)

    return function(step, ["p", "v", "g", *settings])


def in_cache(course: Course, seeds: Sequence[int]) -> Engine:
    """Train the lanes, a few at a time, from the first epoch to the last."""
    hidden, kind = course.hidden, cast(Any, type(course.optimizer))
    with ONE_AT_A_TIME:
        formulas = (
            _hidden(hidden, hidden.kink, *hidden.parameters.values()),
            *_judges(course.loss, course.targets.shape[1]),
            _optimizer(kind, tuple(field.name for field in fields(kind))),
        )
    return functools.partial(
        _epochs,
        *formulas,
        tuple(map(float, astuple(course.optimizer))),
        np.array(course.sizes),
        np.ascontiguousarray(course.inputs.T),
        np.ascontiguousarray(course.targets.T),
        course.batch_size,
        np.concatenate(draws.generators(seeds, 1)),
    )
