"""Many networks are trained in blocks that fit the cache, side by side on an executor.

A lane of a block is one network.  No lane looks at another, so the bits depend neither on how the
lanes are divided nor on what trains them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import portable
from .activations import Activation
from .losses import Loss
from .passes import Pass, batch_gradient, buffers, parameter_count, parts
from .portable import Array
from .seeds import orders

if TYPE_CHECKING:
    from .training import Sgd

CACHE = 2**21  # numbers of a block that is still fast
# Lanes of a block.  With fewer than the first, two threads would rather wait for Python than work.
FEWEST, MOST = 8192, 16384


class Course(NamedTuple):
    """What every lane goes through; inputs (inputs, n), targets (outputs, n)."""

    sizes: tuple[int, ...]
    hidden: Activation
    loss: Loss
    optimizer: Sgd
    inputs: Array
    targets: Array
    epochs: int
    batch_size: int
    record_losses: bool
    snapshots: Sequence[int]


class Trained(NamedTuple):
    """What the lanes end with; overflow is the epoch in which the numbers did, else 0."""

    parameters: Array
    losses: Array
    snapshots: Array
    overflow: NDArray[np.intp]


def train_block(course: Course, start: Array, seeds: Sequence[int]) -> Trained:
    """Train the lanes from their start, an array (parameters, lanes), one seed each."""
    (rows, n), outputs, lanes = course.inputs.shape, len(course.targets), len(seeds)
    parameters, velocity, inputs, targets, logits = buffers(
        [start.shape, start.shape, (rows, n, lanes), (outputs, n, lanes), (outputs, n, lanes)]
    )
    parameters[...] = start
    weights, biases = parts(parameters, course.sizes)
    work = [Pass(course.sizes, (lanes,)) for _ in range(min(course.batch_size, 2))]
    losses = np.zeros((course.epochs if course.record_losses else 0, lanes))
    states = np.empty((len(course.snapshots), *start.shape))
    overflow = np.zeros(lanes, np.intp)
    rounds = zip(range(1, course.epochs + 1), orders(n, seeds), strict=False)
    with portable.quiet():
        # With room for more than a row of lanes, NumPy would copy the rows that it repeats.
        np.setbufsize(max(16, lanes // 16 * 16))
        _keep(course, states, 0, parameters)
        for epoch, order in rounds:
            for samples, shuffled in ((course.inputs, inputs), (course.targets, targets)):
                for row, out in zip(samples, shuffled, strict=True):
                    np.take(row, order, out=out, mode="clip")
            for first in range(0, n, course.batch_size):
                batch = np.s_[:, first : first + course.batch_size]
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
            if course.record_losses:
                for k in range(n):
                    z, y = logits[None, :, k], targets[None, :, k]
                    losses[epoch - 1] += course.loss.costs(z, y)[0]
                losses[epoch - 1] /= n
            _keep(course, states, epoch, parameters)
            if not np.isfinite(parameters.sum() + losses[epoch - 1 : epoch].sum()):
                finite = np.isfinite(parameters).all(axis=0)
                finite &= np.isfinite(losses[epoch - 1 : epoch]).all(axis=0)
                overflow[~finite & (overflow == 0)] = epoch
                if overflow.all():
                    break
    return Trained(parameters, losses, states, overflow)


def _keep(course: Course, states: Array, epoch: int, parameters: Array) -> None:
    if epoch in course.snapshots:
        states[course.snapshots.index(epoch)] = parameters


def _widths(course: Course, lanes: int) -> int:
    """Return how many lanes a block has."""
    samples = course.inputs.size + 2 * course.targets.size
    most = min(max(CACHE // (4 * parameter_count(course.sizes) + samples), 16), MOST)
    workers = processors()
    blocks = max(-(-lanes // most), min(workers, lanes // FEWEST))
    if blocks > workers:
        blocks = -(-blocks // workers) * workers  # so that all end at the same time
    return -(-lanes // blocks)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def train_blocks(
    course: Course,
    start: Array,
    seeds: Sequence[int],
    executor: Executor | None,
    progress: Callable[[int, int], object] | None,
) -> Trained:
    """Train the lanes block by block and put the results side by side."""
    lanes, width = len(seeds), _widths(course, len(seeds))
    trained = Trained(
        np.empty_like(start),
        np.empty((course.epochs if course.record_losses else 0, lanes)),
        np.empty((len(course.snapshots), *start.shape)),
        np.empty(lanes, np.intp),
    )
    with ExitStack() as stack:
        if executor is None:
            executor = stack.enter_context(ThreadPoolExecutor(processors()))
        blocks = [slice(first, first + width) for first in range(0, lanes, width)]
        futures = {
            executor.submit(train_block, course, start[:, block], seeds[block]): block
            for block in blocks
        }
        stack.callback(lambda: [future.cancel() for future in futures])
        ready = 0
        for future in as_completed(futures):
            for whole, part in zip(trained, future.result(), strict=True):
                whole[..., futures[future]] = part
            ready += len(range(lanes)[futures[future]])
            if progress is not None:
                progress(ready, lanes)
    return trained
