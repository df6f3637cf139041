"""Many networks are trained in blocks that fit the cache, side by side on an executor.

A lane of a block is one network.  No lane looks at another, so the bits depend neither on how the
lanes are divided nor on what trains them.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from actdemo.arithmetic import elementary
from actdemo.arithmetic.elementary import Array
from actdemo.propagation import parameter_count

from .course import Course, EngineMaker, Trained
from .epochs import side_by_side
from .single import one_by_one

CACHE = 2**21  # numbers of a block that is still fast
# Lanes of a block.  With fewer than the first, two threads would rather wait for Python than work.
FEWEST, MOST = 8192, 16384
# Parameters, and parameters times samples of a step, up to which Python is faster without NumPy.
FEW, PRODUCTS = 256, 448
# Seconds for a parameter and a sample in Python alone and in NumPy; seconds worth compiling.
ALONE, LANES, LONG = 2e-7, 3e-9, 10.0
# Epochs and seconds at a time, after which a wish to stop is seen; lanes that cost as much as one.
STRIDE, SHORT, SIDE = 32, 0.2, 64


def _seconds(course: Course, maker: EngineMaker, lanes: int) -> float:
    """Return about how long an epoch takes."""
    each = ALONE if maker is one_by_one else LANES
    return lanes * len(course.inputs) * parameter_count(course.sizes) * each


def choose(course: Course, lanes: int, *, compiled: bool | None) -> EngineMaker:
    """Return what trains so many lanes the fastest, compiled or not if that is said."""
    if not course.registered:
        if compiled:
            names = ", ".join(dict.fromkeys(str(f) for f in course.functions if f))
            taken = "the activations and losses of the package, and variants"
            refused = f"not {names} with {course.loss.name}"
            raise ValueError(f"compiled training takes {taken}, {refused}")
        return side_by_side
    few = lanes * parameter_count(course.sizes) <= min(FEW, PRODUCTS // course.batch_size)
    maker = one_by_one if few else side_by_side
    long = course.epochs * _seconds(course, maker, lanes) > LONG
    if compiled or (compiled is None and long and find_spec("numba")):
        if not find_spec("numba"):
            raise ModuleNotFoundError("compiled=True needs numba: pip install 'actdemo[compiled]'")
        maker = import_module(".compiled", __package__).in_cache
    return maker


def train_block(
    course: Course, maker: EngineMaker, start: Array, seeds: Sequence[int], most: int = STRIDE
) -> Trained:
    """Train the lanes from their start, an array (parameters, lanes), one seed each."""
    lanes, done = len(seeds), 0
    state = np.zeros((1 + course.optimizer.memory, *start.shape))
    state[0][...] = start
    losses = np.zeros((course.epochs if course.record_losses else 0, lanes))
    states = np.empty((len(course.snapshots), *start.shape))
    overflow = np.zeros(lanes, np.intp)
    engine = maker(course, seeds)
    stride = max(1, min(most, int(SHORT / _seconds(course, maker, max(lanes, SIDE)))))
    with elementary.quiet():
        # With room for more than a row of lanes, NumPy would copy the rows that it repeats.
        np.setbufsize(max(16, lanes // 16 * 16))
        for stop in sorted({*range(0, course.epochs, stride), *course.snapshots, course.epochs}):
            course.heed()
            rows = losses[done:stop]
            engine(state, rows, stop - done)
            rows /= len(course.inputs)
            if stop in course.snapshots:
                states[course.snapshots.index(stop)] = state[0]
            if not np.isfinite(state.sum() + rows.sum()):
                if stride > 1:  # once more, to see in which epoch
                    return train_block(course, maker, start, seeds, most=1)
                finite = [np.isfinite(part).all(axis=0) for part in (*state, rows)]
                overflow[~np.all(finite, axis=0) & (overflow == 0)] = stop
                if overflow.all():
                    break
            done = stop
    return Trained(state[0], losses, states, overflow)


def _widths(course: Course, maker: EngineMaker, lanes: int) -> int:
    """Return how many lanes a block has."""
    samples = course.inputs.size + 2 * course.targets.size
    most = min(max(CACHE // (4 * parameter_count(course.sizes) + samples), 16), MOST)
    workers, fewest = processors(), FEWEST if maker is side_by_side else FEWEST // 8
    blocks = max(-(-lanes // most), min(workers, lanes // fewest))
    if blocks > workers:
        blocks = -(-blocks // workers) * workers  # so that all end at the same time
    return -(-lanes // blocks)


def processors() -> int:
    """Return how many processors this process may use."""
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return len(usable) or os.cpu_count() or 1


def train_blocks(
    course: Course, maker: EngineMaker, start: Array, seeds: Sequence[int], pool: Executor | None
) -> Trained:
    """Train the lanes block by block and put the results side by side."""
    lanes, width = len(seeds), _widths(course, maker, len(seeds))
    with ExitStack() as stack:
        if pool is None:
            threads = pool = ThreadPoolExecutor(processors())
            stack.push(lambda error, *_: threads.shutdown(wait=error is None))
        futures: list[Future[Trained]] = []
        stack.callback(lambda: course.stopped.extend(future.cancel() for future in futures))
        for first in range(0, lanes, width):
            block = start[:, first : first + width], seeds[first : first + width]
            futures.append(pool.submit(train_block, course, maker, *block))
        for future in as_completed(futures):
            future.result()  # an error ends all at once
    parts = zip(*(future.result() for future in futures), strict=True)
    return Trained(*(np.concatenate(part, axis=-1) for part in parts))
