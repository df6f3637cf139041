"""One network: its training, written out for its shape and run by Python, number by number.

For so few numbers NumPy takes longer to start than to compute.
"""

from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np

from actdemo.activation import Activation
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.arithmetic.script import NUMBERS, OPERATIONS, Term, block, body, run, written
from actdemo.propagation import parameter_count, unpack

from .course import Course, Engine, State, judged

SHORT = 6  # lines of a formula that stand in the place of a call


def epoch(course: Course) -> list[str]:
    """Write a function that takes a state, in one list, through the batches of an epoch."""
    sizes, optimizer, count = course.sizes, course.optimizer, parameter_count(course.sizes)
    width, kept = len(next(optimizer.numbers())), 1 + optimizer.memory
    inputs, outputs = sizes[0], sizes[-1]
    lengths = {"x": inputs, "y": outputs, "n": width, "g": count, "p": kept * count}
    x, y, n, g, p = ([f"{name}{k}" for k in range(length)] for name, length in lengths.items())
    bodies = {f: body(f.both) for f in course.applied}
    calls = {f: f"function{k}" for k, f in enumerate(bodies) if len(bodies[f]) > SHORT}
    pairs = {call: (f"{call}({{0}})", "{0}[0]", "{0}[1]") for call in calls.values()}

    def both(f: Activation) -> Callable[[Term], Any]:
        call = calls.get(f)
        return (lambda z: z.written(call, z)) if call else f.both

    def sample(size: Term, *terms: Term) -> list[Any]:
        """Return what a sample costs, and its part of the gradient."""
        x, y, p = np.split(np.array(terms), [inputs, inputs + outputs])
        weights, biases = unpack(p[:, None], sizes)
        values, slopes = [x], []
        for W, b, f in zip(weights, biases, course.applied, strict=True):
            sums = ordered_sum([b[:, 0], *(values[-1][:, None] * W[..., 0])])
            value, slope = np.array([*map(both(f), sums)]).T
            values.append(value)
            slopes.append(slope)
        errors, cost = judged(course.loss, values[-1].tolist(), y.tolist())
        delta: Any = np.array([error / size for error in errors])
        gradient: list[Any] = []
        for k in reversed(range(len(weights))):
            delta = delta * slopes[k]
            gradient = [*delta, *(values[k][:, None] * delta).flat, *gradient]
            delta = ordered_sum(list((weights[k][..., 0] * delta).T))
        return [cost if course.record_losses else 0.0, *gradient]

    def step(*terms: Term) -> list[Any]:
        """Return each parameter after a step, with what is kept for it."""
        n, g, p = terms[:width], terms[width : width + count], terms[width + count :]
        each = (optimizer.step(n, p[k], g[k], *p[k + count :: count]) for k in range(count))
        return [*chain(*zip(*each, strict=True))]

    added, (cost, *gradient) = written(sample, ["size", *x, *y, *p[:count]], OPERATIONS | pairs)
    stepped, numbers = written(step, [*n, *g, *p])
    batch = [
        "size = len(batch)",
        f"{' = '.join(g)} = -0.0",  # to which any number may be added
        *block(f"for {', '.join(x + y)} in batch:", [*added, f"total += {cost}"]),
        *(f"    {part} += {slope}" for part, slope in zip(g, gradient, strict=True)),
        *stepped,
        f"{', '.join(p)} = {', '.join(numbers)}",
    ]
    loop = block(f"for batch, ({', '.join(n)}) in batches:", batch)
    lines = [f"{', '.join(p)} = p", "total = 0.0", *loop, f"return ({', '.join(p)}), total"]
    defined = (block(f"def {call}(x0):", bodies[f]) for f, call in calls.items())
    return [*chain(*defined), *block("def epoch(p, batches):", lines)]


def one_by_one(course: Course, seeds: Sequence[int]) -> Engine:
    """Train each lane by itself."""
    n, size = len(course.inputs), course.batch_size
    starts = range(0, n, size)
    train = run(epoch(course), NUMBERS)["epoch"]
    samples = np.hstack([course.inputs, course.targets]).tolist()
    drawn, numbers = course.orders(seeds), course.optimizer.numbers()

    def advance(state: State, losses: Array, epochs: int) -> None:
        taken = np.array(list(islice(drawn, epochs))).reshape(epochs, n, len(seeds))
        steps = list(islice(numbers, epochs * len(starts)))
        for r in range(len(seeds)):
            p, ahead = state[..., r].ravel().tolist(), iter(steps)
            for k, order in enumerate(taken[..., r].tolist()):
                shuffled = [samples[s] for s in order]
                batches = [shuffled[first : first + size] for first in starts]
                p, total = train(p, zip(batches, ahead, strict=False))
                losses[k : k + 1, r] = total
            state[..., r] = np.reshape(p, state.shape[:2])

    return advance
