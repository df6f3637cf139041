"""One network: its training, written out for its shape and run by Python, number by number.

For so few numbers NumPy takes longer to start than to compute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from operator import mul
from typing import Any

import numpy as np

from actdemo.activation import Activation
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.arithmetic.script import NUMBERS, Script, block, body, run
from actdemo.loss import by_outputs
from actdemo.propagation import parameter_count, unpack

from .course import Course, Engine, State

SHORT = 6  # lines of a formula that stand in the place of a call

Terms = list[Any]
Both = Callable[[Any], tuple[Any, Any]]
Layer = tuple[Terms, list[Terms]]  # biases, and weights input by input


def forward(
    network: list[Layer], functions: Sequence[Both | None], x: Terms
) -> tuple[list[Terms], list[Terms]]:
    """Return what each layer hands on, the inputs first; and the slopes there, if it has some."""
    values, slopes = [x], []
    for (biases, weights), function in zip(network, functions, strict=True):
        units = zip(biases, zip(*weights, strict=True), strict=True)
        sums = [ordered_sum([bias, *map(mul, column, values[-1])]) for bias, column in units]
        pairs = [function(z) for z in sums] if function else []
        values.append([value for value, _ in pairs] or sums)
        slopes.append([slope for _, slope in pairs])
    return values, slopes


def backward(
    network: list[Layer], values: list[Terms], slopes: list[Terms], delta: Terms
) -> Terms:
    """Return the gradient in the order of the parameters, from the slopes at the outputs."""
    gradient: Terms = []
    for k in reversed(range(len(network))):
        delta = list(map(mul, delta, slopes[k])) or delta
        gradient = [*delta, *(x * d for x in values[k] for d in delta), *gradient]
        if k:
            _, weights = network[k]
            delta = [ordered_sum(list(map(mul, row, delta))) for row in weights]
    return gradient


def epoch(course: Course) -> list[str]:
    """Write a function that takes a state, in one list, through the batches of an epoch."""
    sizes, optimizer, defined = course.sizes, course.optimizer, []
    count = parameter_count(sizes)

    def written(f: Activation | None) -> Both | None:
        lines = body(f.both) if f else []
        if not f or len(lines) <= SHORT:
            return f and f.both
        name = f"function{course.functions.index(f)}"
        defined.extend(block(f"def {name}(x0):", lines))

        def called(z: Any) -> tuple[Any, Any]:
            pair = script.write(f"{name}({{0}})", z)
            return script.write("{0}[0]", pair), script.write("{0}[1]", pair)

        return called

    script = Script()
    x, y = script.variables("x", sizes[0]), script.variables("y", sizes[-1])
    (size,) = script.variables("size", 1)
    flat = unpack(np.array(script.variables("p", count))[:, None], sizes)
    network = [(b[:, 0].tolist(), W[..., 0].tolist()) for W, b in zip(*flat, strict=True)]
    values, slopes = forward(network, list(map(written, course.functions)), x)
    delta = [slope / size for slope in by_outputs(course.loss.slope, values[-1], y)]
    costs = by_outputs(course.loss.cost, values[-1], y) if course.record_losses else [0.0]
    gradient = backward(network, values, slopes, delta)
    sample, (cost, *gradient) = script.lines([ordered_sum(costs), *gradient])

    script = Script()
    numbers = script.variables("n", len(next(optimizer.numbers())))
    kept = 1 + optimizer.memory
    p, g = script.variables("p", kept * count), script.variables("g", count)
    each = [(p[k], g[k], *p[k + count :: count]) for k in range(count)]
    step, new = script.lines(term for terms in each for term in optimizer.step(numbers, *terms))

    def names(terms: Terms) -> str:
        return ", ".join(term.name for term in terms)

    added = [f"total += {cost}", *(f"g{k} += {each}" for k, each in enumerate(gradient))]
    batch = [
        "size0 = len(batch)",
        f"{names(g).replace(',', ' =')} = -0.0",  # to which any number may be added
        *block(f"for {names([*x, *y])} in batch:", [*sample, *added]),
        *step,
        *(f"{names(p[k::count])} = {', '.join(new[kept * k :][:kept])}" for k in range(count)),
    ]
    loop = block(f"for batch, ({names(numbers)}) in batches:", batch)
    lines = [f"{names(p)} = p", "total = 0.0", *loop, f"return ({names(p)}), total"]
    return [*defined, *block("def epoch(p, batches):", lines)]


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
            p, ahead = np.concatenate([part[:, r] for part in state]).tolist(), iter(steps)
            for k, order in enumerate(taken[:, :, r].tolist()):
                shuffled = [samples[s] for s in order]
                batches = [shuffled[first : first + size] for first in starts]
                p, total = train(p, zip(batches, ahead, strict=False))
                if len(losses):
                    losses[k, r] = total
            for part, row in zip(state, np.reshape(p, (len(state), -1)), strict=True):
                part[:, r] = row

    return advance
