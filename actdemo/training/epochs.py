"""An epoch in NumPy: many lanes at once, one operation after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from actdemo.arithmetic.elementary import Array
from actdemo.propagation import Pass, batch_gradient, buffers, unpack

from .course import Advance, Course


def epoch(course: Course, lanes: int) -> Advance:
    """Return what takes so many lanes through an epoch."""
    (rows, n), outputs, size = course.inputs.shape, len(course.targets), course.batch_size
    inputs, targets, logits = buffers([(k, n, lanes) for k in (rows, outputs, outputs)])
    work = [Pass(course.sizes, (lanes,)) for _ in range(min(size, 2))]

    def advance(
        parameters: Array, velocity: Array, order: NDArray[np.intp], losses: Array
    ) -> None:
        weights, biases = unpack(parameters, course.sizes)
        for samples, shuffled in ((course.inputs, inputs), (course.targets, targets)):
            for row, out in zip(samples, shuffled, strict=True):
                np.take(row, order, out=out, mode="clip")
        for first in range(0, n, size):
            batch = np.s_[:, first : first + size]
            gradient = batch_gradient(
                work,
                weights,
                biases,
                course.hidden,
                course.loss.slope,
                inputs[batch],
                targets[batch],
                logits[batch],
            )
            course.optimizer.step(parameters, velocity, gradient)
        for k in range(n if len(losses) else 0):
            losses += course.loss.costs(logits[None, :, k], targets[None, :, k])

    return advance
