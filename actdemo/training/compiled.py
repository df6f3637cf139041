"""The inner loops of training, compiled by numba: an optional extra, with the bits of NumPy.

The formulas are those of the other modules: written for arrays, they take single numbers, too, and
numba compiles them as they stand.  What stands here again is the way through the layers, as loops
over a few lanes that stay in the innermost cache.  numba neither reorders nor contracts what it
compiles unless it is asked to.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from types import FunctionType
from typing import Any

import numpy as np
from numba import njit
from numba.extending import overload
from numpy.typing import NDArray

from actdemo import loss
from actdemo.activation import Activation, Function, activations
from actdemo.arithmetic import draws as random
from actdemo.arithmetic import elementary, formulas
from actdemo.arithmetic.elementary import Array
from actdemo.loss import Loss, losses

from .course import Advance, Course

WIDTH = 64  # lanes that go through an epoch together

compiled = njit(error_model="numpy", nogil=True)
inlined = njit(error_model="numpy", inline="always", forceinline=True)


def exp(x: Any) -> Any:
    """Return e**x for one number."""
    near_one, power, other = elementary.split_exp(x)
    return near_one * power * other


def power_of_two(k: Any) -> Any:
    """Return 2**k for one number."""
    bits = np.float64(k + 6755399441055744.0).view(np.int64)
    return np.int64((bits + 1023) << 52).view(np.float64)


def where(condition: Any, this: Any, other: Any) -> Any:
    """Choose between two numbers."""
    return this if condition else other


def split(x: Any) -> tuple[Any, Any]:
    """Return the fraction and the exponent of a normal number."""
    bits = np.float64(x).view(np.int64)
    fraction = np.int64(bits & 0x000FFFFFFFFFFFFF | 0x3FE0000000000000).view(np.float64)
    return fraction, (bits >> 52 & 0x7FF) - 1022.0


def log_or_limit(x: Any, logarithm: Any) -> Any:
    """Return the logarithm if there is one."""
    limit = -np.inf if x == 0.0 else (x if x > 0.0 else np.nan)
    return logarithm if (x > 0.0) & (x < np.inf) else limit


FOR_NUMBERS: dict[Callable[..., Any], Callable[..., Any]] = {
    elementary.exp: exp,
    elementary.log_or_limit: log_or_limit,
    elementary.power_of_two: power_of_two,
    elementary.split: split,
    elementary.where: where,
    formulas.identity_slope: lambda _: 1.0,
    formulas.step_slope: lambda _: 0.0,
}


def _teach() -> None:
    """Tell numba what to compile where one of our functions is called."""
    for module in (elementary, formulas, random, loss):
        ours = {thing for thing in vars(module).values() if isinstance(thing, FunctionType)}
        for function in ours:
            if function.__module__ == module.__name__:
                source = FOR_NUMBERS.get(function, getattr(function, "__wrapped__", function))
                teach = overload(function, {"forceinline": True}, strict=False)
                teach(lambda *_, source=source: source)


_teach()


@inlined
def _load(out: Array, a: Array, lanes: slice) -> None:
    for i in range(len(a)):
        row, given = out[i], a[i, lanes]
        for r in range(len(given)):
            row[r] = given[r]


@inlined
def _store(out: Array, lanes: slice, a: Array) -> None:
    for i in range(len(a)):
        row, given = out[i, lanes], a[i]
        for r in range(len(row)):
            row[r] = given[r]


@inlined
def _add(out: Array, lanes: slice, a: Array) -> None:
    for i in range(len(a)):
        row, given = out[i, lanes], a[i]
        for r in range(len(row)):
            row[r] += given[r]


@inlined
def _take(out: Array, samples: Array, places: NDArray[np.intp]) -> None:
    for i in range(len(samples)):
        row, given = out[i], samples[i]
        for r in range(len(places)):
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
def _descend(parameters: Array, velocity: Array, g: Array, lr: float, momentum: float) -> None:
    for i in range(len(g)):
        p, v, slope = parameters[i], velocity[i], g[i]
        for r in range(WIDTH):
            v[r] = v[r] * momentum + slope[r] * lr
            p[r] -= v[r]


@inlined
def _forward(value: Any, sizes: Any, p: Array, sums: Array, values: Array) -> None:
    """Take the inputs, the first of the values, to the logits, the last of the sums."""
    row, left = 0, 1
    for layer in range(len(sizes) - 1):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        right = left + n_in
        for j in range(n_out):
            z, h = sums[right + j], values[right + j]
            bias, weight, x = p[row + j], p[row + n_out + j], values[left]
            for r in range(WIDTH):
                z[r] = bias[r] + weight[r] * x[r]
            for i in range(1, n_in):
                _add_product(z, p[row + (1 + i) * n_out + j], values[left + i])
            if layer < len(sizes) - 2:
                for r in range(WIDTH):
                    h[r] = value(z[r])
        row += (1 + n_in) * n_out
        left = right


@inlined
def _judge(
    cost: Any, error: Any, logits: Array, targets: Array, size: int, deltas: Array, costs: Array
) -> None:
    """Write the slopes of the loss at the logits, and what the sample costs."""
    for j in range(len(targets)):
        z, y, delta = logits[j], targets[j], deltas[j]
        for r in range(WIDTH):
            delta[r] = error(z[r], y[r]) / size
        if len(costs):  # as many rows as losses are recorded, one or none
            row = costs[0]
            for r in range(WIDTH):
                row[r] = cost(z[r], y[r]) + (row[r] if j else 0.0)


@inlined
def _backward(
    slope: Any,
    sizes: Any,
    p: Array,
    sums: Array,
    values: Array,
    deltas: Array,
    g: Array,
    done: int,
) -> None:
    """Take the slopes at the logits, the last deltas, to the gradient; if done, add to it."""
    row, left = len(p), len(sums) - sizes[-1]
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
            before, z, weights = deltas[left + i], sums[left + i], row + (1 + i) * n_out
            _multiply(before, p[weights], deltas[right])
            for j in range(1, n_out):
                _add_product(before, p[weights + j], deltas[right + j])
            for r in range(WIDTH):
                before[r] *= slope(z[r])


@compiled
def _epoch(
    value: Any,
    slope: Any,
    cost: Any,
    error: Any,
    sizes: Any,
    inputs: Array,
    targets: Array,
    batch_size: int,
    lr: float,
    momentum: float,
    parameters: Array,
    velocity: Array,
    order: NDArray[np.intp],
    losses: Array,
) -> None:
    """Take parameters and velocities through an epoch in that order; add up the losses.

    Parameters, velocities and gradients are rows of lanes.  So are the nodes: first a 1, which is
    what a bias is the weight of, then the inputs and the units of each layer.
    """
    (count, lanes), n, nodes = parameters.shape, len(order), 1 + sum(sizes)
    p, v, g = np.zeros((3, count, WIDTH))
    sums, values, deltas = np.zeros((3, nodes, WIDTH))
    values[0] = 1.0
    y, costs = np.zeros((len(targets), WIDTH)), np.zeros((len(losses), WIDTH))
    last = nodes - len(targets)
    for first in range(0, lanes, WIDTH):
        some = slice(first, min(first + WIDTH, lanes))
        _load(p, parameters, some)
        _load(v, velocity, some)
        for k in range(n):
            size = min(batch_size, n - k // batch_size * batch_size)
            _take(values[1:], inputs, order[k, some])
            _take(y, targets, order[k, some])
            _forward(value, sizes, p, sums, values)
            _judge(cost, error, sums[last:], y, size, deltas[last:], costs)
            _backward(slope, sizes, p, sums, values, deltas, g, k % batch_size)
            if k % batch_size == size - 1:
                _descend(p, v, g, lr, momentum)
            _add(losses, some, costs)
        _store(parameters, some, p)
        _store(velocity, some, v)


@functools.cache
def _formulas(
    function: Function,
    derivative: Function,
    parameters: tuple[float, ...],
    kink: float | None,
    cost: Function,
    error: Function,
) -> tuple[Function, ...]:
    """Return formulas that numba calls: of a hidden unit, its slope, a loss and its slope."""
    return (
        inlined(lambda x: function(x, *parameters)),
        inlined(lambda x: kink if kink is not None and x == 0.0 else derivative(x, *parameters)),
        inlined(cost),
        inlined(error),
    )


@compiled
def _shuffle(state: random.Wide, increment: random.Wide, order: NDArray[np.intp]) -> None:
    (high, low), (high_step, low_step) = state, increment
    for i in range(len(order)):
        order[i] = i
    for i in range(len(order) - 1, 0, -1):
        for r in range(order.shape[1]):
            step = high_step[r], low_step[r]
            now = random.plus(random.times((high[r], low[r]), random.FACTOR), step)
            high[r], low[r] = now
            j = np.int64(random.uniform(now) * (i + 1))
            order[i, r], order[j, r] = order[j, r], order[i, r]


def orders(n: int, seeds: Sequence[int]) -> Iterator[NDArray[np.intp]]:
    """Yield what `seeds.orders` yields, each time in the same array."""
    state, increment = random.generators(seeds, 1)
    order = np.empty((n, len(seeds)), np.intp)
    while True:
        _shuffle(state, increment, order)
        yield order


def epoch(course: Course) -> Advance:
    """Return what takes parameters through an epoch."""
    hidden, optimizer = course.hidden, course.optimizer
    formulas = _formulas(
        *hidden.formulas,
        tuple(hidden.parameters.values()),
        hidden.kink if isinstance(hidden.kink, float) else None,
        course.loss.cost,
        course.loss.slope,
    )
    sizes = np.array(course.sizes)
    samples = np.ascontiguousarray(course.inputs), np.ascontiguousarray(course.targets)
    settings = course.batch_size, float(optimizer.lr), float(optimizer.momentum)
    return functools.partial(_epoch, *formulas, sizes, *samples, *settings)


def check(hidden: Activation, loss: Loss) -> None:
    """Refuse what can't be compiled with the same bits."""
    if hidden.name not in activations or hidden.formulas != activations[hidden.name].formulas:
        raise ValueError(
            f"compiled training takes activations of the package and their variants, not {hidden}"
        )
    known = [one.name for one in losses.values() if not one.distribution]
    if loss.name not in known or loss is not losses[loss.name]:
        raise ValueError(f"compiled training takes {', '.join(known)}, not {loss.name}")
