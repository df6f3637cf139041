"""Epochs in NumPy: all lanes at once, one operation after the other."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from actdemo.arithmetic.elementary import Array
from actdemo.propagation import Batches, unpack

from .course import Course, Engine, State


def side_by_side(course: Course, seeds: Sequence[int]) -> Engine:
    """Train all lanes at once."""
    n, size, lanes = len(course.inputs), course.batch_size, len(seeds)
    columns = [column.copy() for column in (*course.inputs.T, *course.targets.T)]
    shuffled = np.empty((n, len(columns), lanes))
    inputs, targets = np.split(shuffled, [course.inputs.shape[1]], axis=1)
    drawn, numbers = course.orders(seeds), course.optimizer.numbers()
    batches = Batches(course.sizes, course.functions, lanes)

    def advance(state: State, losses: Array, epochs: int) -> None:
        parameters, step = unpack(state[0], course.sizes), course.optimizer.step
        seen: list[Array] = []

        def slope(z: Array, y: Array) -> Array:
            if course.record_losses:
                seen.append(z.copy())
            return course.loss.slopes(z, y)

        for epoch, order in enumerate(islice(drawn, epochs)):
            for k, column in enumerate(columns):
                column.take(order, 0, shuffled[:, k], "clip")
            for first in range(0, n, size):
                course.heed()
                batch = slice(first, first + size)
                gradient = batches.gradient(parameters, slope, inputs[batch], targets[batch])
                step(next(numbers), state[0], gradient, *state[1:])
            if seen:
                costs = course.loss.costs(np.concatenate(seen), targets)
                losses[epoch] += np.add.accumulate(costs)[-1]  # from the first to the last
                seen.clear()

    return advance
