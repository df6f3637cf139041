"""The loops of training, compiled by numba: an optional extra, with the bits of NumPy.

The formulas are written out for numbers.  What stands here again is the way through the layers, as
loops over a few lanes that stay in the innermost cache for many epochs.  numba neither reorders
nor contracts what it compiles unless it is asked to.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import chain, islice, pairwise
from threading import Lock
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from actdemo.activation import Activation
from actdemo.arithmetic import draws, elementary
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.arithmetic.script import ARRAYS, OPERATIONS, block, body, run
from actdemo.loss import Loss, by_outputs

from .course import Course, Engine, State

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
NAMES = ("copysign", "floor", "fmod", "inf", "nan", "remainder", "sqrt")
SCOPE = {name: getattr(np, name) for name in NAMES}
SCOPE |= {"power_of_two": power_of_two, "split": split, "WIDTH": WIDTH}


EXP = block("def exp(x0):", body(elementary.long_exp, operations=MACHINE))
SCOPE["exp"] = inlined(run(EXP, SCOPE)["exp"])


@inlined
def _take(out: Array, samples: Array, places: NDArray[np.intp]) -> None:
    for i in range(len(out)):
        row, given = out[i], samples[i]
        for r in range(WIDTH):
            row[r] = given[places[r]]


@inlined
def _copy(out: Any, here: slice, given: Any, there: slice) -> None:
    for k in range(len(out)):
        out[k][:, here] = given[k][:, there]


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
def _forward(act: Any, layers: Any, p: Array, sums: Array, values: Array, slopes: Array) -> None:
    """Take the inputs, the first of the values, to the outputs."""
    row, left = 0, 1
    for layer in range(len(layers)):
        which, n_in, n_out = layers[layer, 0], layers[layer, 1], layers[layer, 2]
        right = left + n_in
        for j in range(n_out):
            z, h, s = sums[right + j], values[right + j], slopes[right + j]
            bias, weight, x = p[row + j], p[row + n_out + j], values[left]
            for r in range(WIDTH):
                z[r] = bias[r] + weight[r] * x[r]
            for i in range(1, n_in):
                _add_product(z, p[row + (1 + i) * n_out + j], values[left + i])
            act(which, z, h, s)
        row += (1 + n_in) * n_out
        left = right


@inlined
def _backward(
    layers: Any, p: Array, values: Array, slopes: Array, deltas: Array, g: Array, done: int
) -> None:
    """Take the slopes at the outputs, the last deltas, to the gradient; if done, add to it."""
    row, left = len(p), len(values) - layers[-1, 2]
    for layer in range(len(layers) - 1, -1, -1):
        which, n_in, n_out = layers[layer, 0], layers[layer, 1], layers[layer, 2]
        right = left
        left -= n_in
        row -= (1 + n_in) * n_out
        for j in range(n_out if which >= 0 else 0):
            _multiply(deltas[right + j], deltas[right + j], slopes[right + j])
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


@compiled
def _epochs(
    act: Any, error: Any, cost: Any, step: Any, recipe: Any, state: Any, losses: Array, epochs: int
) -> None:
    """Take a state through so many epochs, step by step with its numbers; add up the losses.

    A layer is three numbers: which function, if not -1, it applies, its inputs and its units.
    Parameters, what is kept for them, and gradients are rows of lanes.  So are the nodes: first a
    1, which is what a bias is the weight of, then the inputs and the units of each layer.
    """
    layers, inputs, targets, batch_size, shuffled, random, numbers = recipe
    (count, lanes), n = state[0].shape, inputs.shape[1]
    nodes = 1 + len(inputs) + layers[:, 2].sum()
    # Each by itself: numba does not know of the parts of an array that they are contiguous.
    kept, g = np.zeros((len(state), count, WIDTH)), np.zeros((count, WIDTH))
    sums, values = np.zeros((nodes, WIDTH)), np.ones((nodes, WIDTH))
    slopes, deltas = np.zeros((nodes, WIDTH)), np.zeros((nodes, WIDTH))
    y, costs = np.zeros((len(targets), WIDTH)), np.zeros((1, WIDTH))
    order, drawn = np.arange(n).repeat(WIDTH).reshape(n, WIDTH), np.zeros((4, WIDTH), np.uint64)
    p, outputs, last = kept[0], values if layers[-1, 0] >= 0 else sums, nodes - len(targets)
    for first in range(0, lanes, WIDTH):
        some, number = slice(first, min(first + WIDTH, lanes)), 0
        here = slice(0, some.stop - first)
        _copy(kept, here, state, some)
        drawn[:, here] = random[:, some]
        for epoch in range(epochs):
            if shuffled:
                _shuffle(order, drawn)
            costs[0] = 0.0
            for k in range(n):
                size = min(batch_size, n - k // batch_size * batch_size)
                _take(values[1 : 1 + len(inputs)], inputs, order[k])
                _take(y, targets, order[k])
                _forward(act, layers, p, sums, values, slopes)
                error(size, outputs, y, deltas, last)
                if len(losses):
                    cost(outputs, y, costs, last)
                _backward(layers, p, values, slopes, deltas, g, k % batch_size)
                if k % batch_size == size - 1:
                    for i in range(count):
                        step(i, kept, g, numbers[number])
                    number += 1
            if len(losses):
                losses[epoch, some] = costs[0, here]
        _copy(state, some, kept, here)
        random[:, some] = drawn[:, here]


def loop(rows: Mapping[str, str], names: Sequence[str], formula: Any, out: str) -> list[str]:
    """Write a loop over the lanes: what a formula makes of rows, and of numbers of these names."""
    *lines, result = body(formula, [*rows, *names], MACHINE)
    given = [f"{name}_ = {row}" for name, row in rows.items()]
    each = [f"{name} = {name}_[r]" for name in rows]
    each += [*lines, result.replace("return", out, 1)]
    return [*given, *block("for r in range(WIDTH):", each)]


@functools.cache
def _applied(*functions: Activation) -> Any:
    """Return what writes values and slopes of one of some activations, if a layer has one."""
    lines = ["pass"]
    for k, function in enumerate(functions):
        part = loop({"x": "z"}, [], function.both, "h[r], s[r] =")
        lines += block(f"if which == {k}:", part)
    return inlined(run(block("def act(which, z, h, s):", lines), SCOPE)["act"])


@functools.cache
def _judges(loss: Loss, outputs: int) -> list[Any]:
    """Return loops that write the slopes of a loss at the outputs, and that add what it costs."""
    rows = {f"z{k}": f"z[last + {k}]" for k in range(outputs)}
    rows |= {f"y{k}": f"y[{k}]" for k in range(outputs)}
    results = {f"e{k}": f"out[last + {k}]" for k in range(outputs)}

    def error(*terms: Any) -> tuple[Any, ...]:
        found = by_outputs(loss.slope, terms[:outputs], terms[outputs : 2 * outputs])
        return tuple(slope / terms[-1] for slope in found)

    def cost(*terms: Any) -> Any:
        return ordered_sum(by_outputs(loss.cost, terms[:outputs], terms[outputs:]))

    errors = ", ".join(f"{name}_[r]" for name in results)
    loops = {
        "size, ": loop(rows | results, ["size"], error, f"{errors}, ="),
        "": loop(rows, [], cost, "out[0, r] +="),
    }
    judges = [block(f"def judge({more}z, y, out, last):", loops[more]) for more in loops]
    return [compiled(run(lines, SCOPE)["judge"]) for lines in judges]


@functools.cache
def _stepped(step: Any, kept: int, width: int) -> Any:
    """Return a step of one parameter, and of what is kept for it, in all lanes."""
    names = [f"n{k}" for k in range(width)]
    rows = {f"p{k}": f"kept[{k}, i]" for k in range(kept)}

    def formula(g: Any, p: Any, *others: Any) -> Any:
        return step(others[kept - 1 :], p, g, *others[: kept - 1])

    out = ", ".join(f"{name}_[r]" for name in rows) + " ="
    lines = [f"{name} = numbers[{k}]" for k, name in enumerate(names)]
    lines += loop({"g": "g[i]"} | rows, names, formula, out)
    return inlined(run(block("def step(i, kept, g, numbers):", lines), SCOPE)["step"])


def in_cache(course: Course, seeds: Sequence[int]) -> Engine:
    """Train the lanes, a few at a time, from the first epoch to the last."""
    distinct = list(dict.fromkeys(filter(None, course.functions)))
    numbers, width = course.optimizer.numbers(), len(next(course.optimizer.numbers()))
    with ONE_AT_A_TIME:
        step = _stepped(course.optimizer.step, 1 + course.optimizer.memory, width)
        judges = _judges(course.loss, course.targets.shape[1])
        formulas = _applied(*distinct), *judges, step
    pairs = zip(course.functions, pairwise(course.sizes), strict=True)
    layers = np.array([(distinct.index(f) if f else -1, *pair) for f, pair in pairs])
    samples = np.ascontiguousarray(course.inputs.T), np.ascontiguousarray(course.targets.T)
    steps = -(-len(course.inputs) // course.batch_size)
    recipe = layers, *samples, course.batch_size, course.shuffled
    random: Any = np.concatenate(draws.generators(seeds, 1))
    proceed: Any = _epochs

    def advance(state: State, losses: Array, epochs: int) -> None:
        flat = np.fromiter(chain.from_iterable(islice(numbers, epochs * steps)), float)
        numbered = *recipe, random, flat.reshape(-1, width)
        proceed(*formulas, numbered, tuple(state), losses, epochs)

    return advance
