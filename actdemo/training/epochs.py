"""Epochs in NumPy: all lanes at once, one operation after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, repeat
from typing import Any

import numpy as np

from actdemo.activation import Activation
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.arithmetic.script import ARRAYS, FUNCTIONS, NUMBERS, block, body, run
from actdemo.loss import by_outputs
from actdemo.propagation import Batches, buffers, unpack

from .course import Course, Engine, State

FEW = 16  # numbers that are faster one by one


class Shared(Activation):
    """An activation for few lanes: what its values and slopes have in common is computed once."""

    def __init__(self, hidden: Activation) -> None:
        lines = block("def written(x0):", body(hidden.both, operations=ARRAYS))
        self.written = run(lines, FUNCTIONS)["written"]
        self.kept: list[Array] = []

    def apply(self, x: Array, out: Array) -> Array:
        """Write the activation of x into another array; keep the slopes for the way back."""
        out[...], slopes = self.written(x)
        self.kept.append(slopes)
        return out

    def chain(self, _: Array, delta: Array) -> Array:
        """Multiply an array by the slopes that were kept last."""
        return np.multiply(delta, self.kept.pop(), out=delta)


def judge(course: Course) -> Callable[[Array, Array], tuple[Array, Array]]:
    """Return what gives the slopes at outputs (n, outputs, lanes), and the costs that are kept."""
    loss, recorded, outputs = course.loss, course.record_losses, course.targets.shape[1]
    none = np.empty(0)

    def formula(*terms: Any) -> tuple[Any, ...]:
        z, y = terms[:outputs], terms[outputs:]
        costs = [ordered_sum(by_outputs(loss.cost, z, y))] if recorded else []
        return *by_outputs(loss.slope, z, y), *costs

    def arrays(z: Array, y: Array) -> tuple[Array, Array]:
        return loss.slopes(z, y), loss.costs(z, y) if recorded else none

    if not course.registered:
        return arrays
    names = [f"{letter}{k}" for letter in "zy" for k in range(outputs)]
    lines = block(f"def sample({', '.join(names)}):", body(formula, names))
    sample = run(lines, NUMBERS)["sample"]

    def numbers(z: Array, y: Array) -> tuple[Array, Array]:
        if z.size > FEW:
            return arrays(z, y)
        pairs = zip(z.tolist(), y.tolist(), strict=True)
        judged = np.array([[sample(*lane) for lane in zip(*a, *b, strict=True)] for a, b in pairs])
        return judged[..., :outputs].transpose(0, 2, 1), judged[..., -1] if recorded else none

    return numbers


def side_by_side(course: Course, seeds: Sequence[int]) -> Engine:
    """Train all lanes at once."""
    n, size, lanes = len(course.inputs), course.batch_size, len(seeds)
    columns = [column.copy() for column in (*course.inputs.T, *course.targets.T)]
    (shuffled,) = buffers([(n, len(columns), lanes)])
    inputs, targets = np.split(shuffled, [course.inputs.shape[1]], axis=1)
    drawn, numbers, judged = course.orders(seeds), course.optimizer.numbers(), judge(course)

    def shared(f: Activation | None) -> Activation | None:
        return Shared(f) if f and lanes <= FEW and f.registered and not f.straight else f

    batches = Batches(course.sizes, tuple(map(shared, course.functions)), lanes)

    def advance(state: State, losses: Array, epochs: int) -> None:
        weights, biases = unpack(state[0], course.sizes)

        def slope(z: Array, y: Array) -> Array:
            slopes, costs = judged(z, y)
            if len(costs):
                costs[0] += row
                row[...] = np.add.accumulate(costs)[-1]  # from the first to the last
            return slopes

        step, rows = course.optimizer.step, losses if len(losses) else repeat(losses)
        for order, row in zip(islice(drawn, epochs), rows, strict=False):  # noqa: B007
            for k, column in enumerate(columns):
                column.take(order, 0, shuffled[:, k], "clip")
            for first in range(0, n, size):
                course.heed()
                batch = slice(first, first + size)
                some = inputs[batch], targets[batch]
                gradient = batches.gradient(weights, biases, slope, *some)
                step(next(numbers), state[0], gradient, *state[1:])

    return advance
