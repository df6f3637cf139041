"""Many networks are trained in blocks that fit the cache, side by side on an executor.

A lane of a block is one network.  No lane looks at another, so the bits depend neither on how the
lanes are divided nor on what trains them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from importlib import import_module
from types import ModuleType
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
    compiled: bool


class Trained(NamedTuple):
    """What the lanes end with; overflow is the epoch in which the numbers did, else 0."""

    parameters: Array
    losses: Array
    snapshots: Array
    overflow: NDArray[np.intp]


# Takes parameters and velocities through an epoch in that order; adds the losses to a row, if any.
Advance = Callable[[Array, Array, NDArray[np.intp], Array], None]


def _epoch(course: Course, lanes: int) -> Advance:
    """Return what takes so many lanes through an epoch."""
    (rows, n), outputs, size = course.inputs.shape, len(course.targets), course.batch_size
    inputs, targets, logits = buffers([(k, n, lanes) for k in (rows, outputs, outputs)])
    work = [Pass(course.sizes, (lanes,)) for _ in range(min(size, 2))]

    def advance(
        parameters: Array, velocity: Array, order: NDArray[np.intp], losses: Array
    ) -> None:
        weights, biases = parts(parameters, course.sizes)
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


def compiled_loops() -> ModuleType:
    """Return the module for which numba is needed, or say how to install that."""
    try:
        return import_module(".compiled", __package__)
    except ModuleNotFoundError as error:
        if error.name != "numba":
            raise
        message = "compiled=True needs numba: pip install 'actdemo[compiled]'"
        raise ModuleNotFoundError(message, name="numba") from None


def train_block(course: Course, start: Array, seeds: Sequence[int]) -> Trained:
    """Train the lanes from their start, an array (parameters, lanes), one seed each."""
    n, lanes = course.inputs.shape[1], len(seeds)
    parameters, velocity = buffers([start.shape, start.shape])
    parameters[...] = start
    losses = np.zeros((course.epochs if course.record_losses else 0, lanes))
    states = np.empty((len(course.snapshots), *start.shape))
    overflow = np.zeros(lanes, np.intp)
    if course.compiled:
        loops = compiled_loops()
        drawn, advance = loops.orders(n, seeds), loops.epoch(course)
    else:
        drawn, advance = orders(n, seeds), _epoch(course, lanes)
    with portable.quiet():
        # With room for more than a row of lanes, NumPy would copy the rows that it repeats.
        np.setbufsize(max(16, lanes // 16 * 16))
        _keep(course, states, 0, parameters)
        for epoch, order in zip(range(1, course.epochs + 1), drawn, strict=False):
            loss = losses[epoch - 1 : epoch]
            advance(parameters, velocity, order, loss)
            loss /= n
            _keep(course, states, epoch, parameters)
            if not np.isfinite(parameters.sum() + loss.sum()):
                finite = np.isfinite(parameters).all(axis=0)
                finite &= np.isfinite(loss).all(axis=0)
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
    workers, fewest = processors(), FEWEST // 8 if course.compiled else FEWEST
    blocks = max(-(-lanes // most), min(workers, lanes // fewest))
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
    if course.compiled:
        compiled_loops().check(course.hidden, course.loss)
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
