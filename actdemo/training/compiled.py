"""The loops of training, compiled by numba: an optional extra, with the bits of NumPy.

The formulas are written out for numbers.  What stands here again is the way through the layers, as
loops over a few lanes that stay in the innermost cache for many epochs.  numba neither reorders
nor contracts what it compiles unless it is asked to.
"""

import functools
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from threading import Lock
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from actdemo.activation import Activation
from actdemo.arithmetic import draws, elementary
from actdemo.arithmetic.elementary import Array
from actdemo.arithmetic.script import OPERATIONS, block, body, run, written
from actdemo.loss import Loss

from .course import Course, Engine, State, judged

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


# What the lines call: with each term in a line, the compiler sees no branches.
MACHINE = OPERATIONS | {
    np.floor: "floor({0})",
    elementary.power_of_two: "power_of_two({0})",
    elementary.split: ("split({0})", "{0}[0]", "{0}[1]"),
}
NAMES = ("copysign", "floor", "fmod", "inf", "nan", "sqrt")
SCOPE = {name: getattr(np, name) for name in NAMES}
SCOPE |= {"power_of_two": power_of_two, "split": split, "WIDTH": WIDTH}
EXP = block("def exp(x0):", body(elementary.long_exp, ["x0"], MACHINE, 0))
SCOPE["exp"] = inlined(run(EXP, SCOPE)["exp"])


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
def _forward(act: Any, layers: Any, p: Array, sums: Array, values: Array, slopes: Array) -> None:
    """Take the inputs, the first of the values, to the outputs."""
    row, left = 0, 1  # the first parameter and the first input of a layer
    for layer in range(len(layers)):
        which, n_in, n_out = layers[layer, 0], layers[layer, 1], layers[layer, 2]
        right = left + n_in
        for j in range(n_out):
            z, bias, weight, x = sums[right + j], p[row + j], p[row + n_out + j], values[left]
            for r in range(WIDTH):
                z[r] = bias[r] + weight[r] * x[r]
            for i in range(1, n_in):
                _add_product(z, p[row + (1 + i) * n_out + j], values[left + i])
            act(which, z, values[right + j], slopes[right + j])
        row += (1 + n_in) * n_out
        left = right


@inlined
def _backward(
    layers: Any, p: Array, values: Array, slopes: Array, deltas: Array, g: Array, done: int
) -> None:
    """Take the slopes at the outputs, the last deltas, to the gradient; if done, add to it."""
    row, left = len(p), len(values) - layers[-1, 2]
    for layer in range(len(layers) - 1, -1, -1):
        n_in, n_out = layers[layer, 1], layers[layer, 2]
        right = left
        left -= n_in
        row -= (1 + n_in) * n_out
        for j in range(n_out):
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

    A layer is three numbers: which function it applies, its inputs and its units.
    Parameters, what is kept for them, and gradients are rows of lanes.  So are the nodes: first a
    1, which is what a bias is the weight of, then the inputs and the units of each layer.
    """
    layers, inputs, targets, batch_size, shuffled, random, numbers = recipe
    (_, count, lanes), n, outputs = state.shape, inputs.shape[1], len(targets)
    nodes = 1 + len(inputs) + layers[:, 2].sum()
    # Each by itself: numba does not know of the parts of an array that they are contiguous.
    kept, g = np.zeros((len(state), count, WIDTH)), np.zeros((count, WIDTH))
    sums, values = np.zeros((nodes, WIDTH)), np.ones((nodes, WIDTH))
    slopes, deltas = np.zeros((nodes, WIDTH)), np.zeros((nodes, WIDTH))
    y, costs = np.zeros((outputs, WIDTH)), np.zeros((1, WIDTH))
    order, drawn = np.arange(n).repeat(WIDTH).reshape(n, WIDTH), np.zeros((4, WIDTH), np.uint64)
    for first in range(0, lanes, WIDTH):
        some, number = slice(first, min(first + WIDTH, lanes)), 0
        here = slice(0, some.stop - first)
        kept[:, :, here], drawn[:, here] = state[:, :, some], random[:, some]
        for epoch in range(epochs):
            if shuffled:
                _shuffle(order, drawn)
            costs[0] = 0.0
            for k in range(n):
                size = min(batch_size, n - k // batch_size * batch_size)
                _take(values[1 : 1 + len(inputs)], inputs, order[k])
                _take(y, targets, order[k])
                _forward(act, layers, kept[0], sums, values, slopes)
                error(size, values[-outputs:], y, deltas[-outputs:])
                if len(losses):
                    cost(size, values[-outputs:], y, costs)
                _backward(layers, kept[0], values, slopes, deltas, g, k % batch_size)
                if k % batch_size == size - 1:
                    for i in range(count):
                        step(i, kept, g, numbers[number])
                    number += 1
            if len(losses):
                losses[epoch, some] = costs[0, here]
        state[:, :, some], random[:, some] = kept[:, :, here], drawn[:, here]


def loop(given: Mapping[str, str], formula: Any, out: str) -> list[str]:
    """Write a loop over the lanes: what a formula makes of what is given, by its names."""
    lines, results = written(formula, list(given), MACHINE, 0)
    each = [f"{name} = {place}" for name, place in given.items()]
    return block("for r in range(WIDTH):", [*each, *lines, f"{out} {', '.join(results)}"])


def defined(head: str, lines: Sequence[str]) -> Any:
    """Return a function that the lines below a head define."""
    return run(block(f"def {head}:", lines), SCOPE)[head.partition("(")[0]]


@functools.cache
def _applied(*functions: Activation) -> Any:
    """Return what writes values and slopes of one of some activations."""
    lines = []
    for k, function in enumerate(functions):
        part = loop({"x": "z[r]"}, function.both, "h[r], s[r] =")
        lines += block(f"if which == {k}:", part)
    return inlined(defined("act(which, z, h, s)", lines))


@functools.cache
def _judges(loss: Loss, outputs: int) -> list[Any]:
    """Return what writes the slopes of a loss at the outputs, and what adds the costs."""
    given = {f"{array}{k}": f"{array}[{k}, r]" for array in "zy" for k in range(outputs)}
    out = ", ".join(f"out[{k}, r]" for k in range(outputs))

    def error(size: Any, *terms: Any) -> list[Any]:
        return [slope / size for slope in judged(loss, terms[:outputs], terms[outputs:])[0]]

    def cost(total: Any, *terms: Any) -> Any:
        return total + judged(loss, terms[:outputs], terms[outputs:])[1]

    errors = loop({"size": "size"} | given, error, f"{out} =")
    costs = loop({"total": "out[0, r]"} | given, cost, "out[0, r] =")
    return [compiled(defined("judge(size, z, y, out)", lines)) for lines in (errors, costs)]


@functools.cache
def _stepped(step: Any, kept: int, width: int) -> Any:
    """Return a step of one parameter, and of what is kept for it, in all lanes."""
    rows = {f"p{k}": f"kept[{k}, i, r]" for k in range(kept)}
    given = {"slope": "g[i, r]"} | rows | {f"n{k}": f"numbers[{k}]" for k in range(width)}

    def formula(g: Any, p: Any, *others: Any) -> Any:
        return step(others[kept - 1 :], p, g, *others[: kept - 1])

    lines = loop(given, formula, ", ".join(rows.values()) + " =")
    return inlined(defined("step(i, kept, g, numbers)", lines))


def in_cache(course: Course, seeds: Sequence[int]) -> Engine:
    """Train the lanes, a few at a time, from the first epoch to the last."""
    optimizer, functions = course.optimizer, list(dict.fromkeys(course.applied))
    numbers, width = optimizer.numbers(), len(next(optimizer.numbers()))
    with ONE_AT_A_TIME:
        judges = _judges(course.loss, course.targets.shape[1])
        step = _stepped(optimizer.step, 1 + optimizer.memory, width)
        formulas = _applied(*functions), *judges, step
    pairs = zip(course.applied, pairwise(course.sizes), strict=True)
    layers = np.array([(functions.index(f), *pair) for f, pair in pairs])
    samples = [np.ascontiguousarray(part.T) for part in (course.inputs, course.targets)]
    random: Any = np.concatenate(draws.generators(seeds, 1))
    recipe = layers, *samples, course.batch_size, course.shuffled, random
    steps = -(-len(course.inputs) // course.batch_size)
    proceed: Any = _epochs

    def advance(state: State, losses: Array, epochs: int) -> None:
        ahead = np.array([*islice(numbers, epochs * steps)]).reshape(-1, width)
        proceed(*formulas, (*recipe, ahead), state, losses, epochs)

    return advance
