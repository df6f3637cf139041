"""Epochs in NumPy: all lanes at once, one operation after the other."""

from collections.abc import Callable, Sequence
from itertools import islice, repeat
from typing import Any

import numpy as np

from actdemo.arithmetic.elementary import Array
from actdemo.arithmetic.script import NUMBERS, block, body, run
from actdemo.propagation import Batches, buffers, unpack

from .course import Course, Engine, State, judged

FEW = 16  # numbers that are faster one by one


def judge(course: Course) -> Callable[[Array, Array], tuple[Array, Array]]:
    """Return what gives the slopes at outputs (n, outputs, lanes), and the costs that are kept."""
    loss, recorded, outputs = course.loss, course.record_losses, course.targets.shape[1]
    names = [f"{letter}{k}" for letter in "zy" for k in range(outputs)]

    def formula(*terms: Any) -> list[Any]:
        slopes, cost = judged(loss, terms[:outputs], terms[outputs:])
        return [*slopes, cost if recorded else 0.0]

    def together(z: Array, y: Array) -> tuple[Array, Array]:
        return loss.slopes(z, y), loss.costs(z, y) if recorded else np.empty(0)

    if not course.registered:
        return together
    lines = block(f"def sample({', '.join(names)}):", body(formula, names))
    sample = run(lines, NUMBERS)["sample"]

    def number_by_number(z: Array, y: Array) -> tuple[Array, Array]:
        if z.size > FEW:
            return together(z, y)
        pairs = zip(z.tolist(), y.tolist(), strict=True)
        each = np.array([[sample(*lane) for lane in zip(*a, *b, strict=True)] for a, b in pairs])
        return each[..., :outputs].transpose(0, 2, 1), each[..., -1]

    return number_by_number


def side_by_side(course: Course, seeds: Sequence[int]) -> Engine:
    """Train all lanes at once."""
    n, size, lanes = len(course.inputs), course.batch_size, len(seeds)
    columns = [column.copy() for column in (*course.inputs.T, *course.targets.T)]
    (shuffled,) = buffers([(n, len(columns), lanes)])
    inputs, targets = np.split(shuffled, [course.inputs.shape[1]], axis=1)
    drawn, numbers, judged_by = course.orders(seeds), course.optimizer.numbers(), judge(course)
    batches = Batches(course.sizes, course.functions, lanes)

    def advance(state: State, losses: Array, epochs: int) -> None:
        weights, biases = unpack(state[0], course.sizes)

        def slope(z: Array, y: Array) -> Array:
            slopes, costs = judged_by(z, y)
            if len(losses):
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
