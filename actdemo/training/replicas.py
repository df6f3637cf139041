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

import numpy as np

from actdemo.arithmetic import elementary
from actdemo.arithmetic.draws import orders
from actdemo.arithmetic.elementary import Array
from actdemo.propagation import buffers, parameter_count

from . import epochs
from .course import Course, Trained

CACHE = 2**21  # numbers of a block that is still fast
# Lanes of a block.  With fewer than the first, two threads would rather wait for Python than work.
FEWEST, MOST = 8192, 16384


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
        drawn, advance = orders(n, seeds), epochs.epoch(course, lanes)
    with elementary.quiet():
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
