"""One network: its training, written out for its shape and run by Python, number by number.

For so few numbers NumPy takes longer to start than to compute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from operator import mul
from typing import Any

import numpy as np

from actdemo.arithmetic.draws import orders
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.arithmetic.script import NUMBERS, Script, block, body, run
from actdemo.loss import by_outputs
from actdemo.propagation import parameter_count

from .course import Course, Engine

SHORT = 6  # lines of a formula that stand in the place of a call

Terms = list[Any]
Layer = tuple[Terms, list[Terms]]


def layers(parameters: Terms, sizes: Sequence[int]) -> list[Layer]:
    """Return of each layer the biases, and the weights input by input."""
    result, rest = [], iter(parameters)
    for n_in, n_out in pairwise(sizes):
        biases, *weights = (list(islice(rest, n_out)) for _ in range(1 + n_in))
        result.append((biases, weights))
    return result


def forward(
    network: list[Layer], hidden: Callable[[Any], tuple[Any, Any]], x: Terms
) -> tuple[list[Terms], list[Terms], Terms]:
    """Return what each layer hands on, the inputs first; the slopes there; and the logits."""
    values, slopes = [x], []
    for biases, weights in network:
        units = zip(biases, zip(*weights, strict=True), strict=True)
        sums = [ordered_sum([bias, *map(mul, column, values[-1])]) for bias, column in units]
        pairs = [hidden(z) for z in sums]
        values.append([value for value, _ in pairs])
        slopes.append([slope for _, slope in pairs])
    return values, slopes, sums


def backward(
    network: list[Layer], values: list[Terms], slopes: list[Terms], delta: Terms
) -> Terms:
    """Return the gradient in the order of the parameters, from the slopes at the logits."""
    gradient: Terms = []
    for k in reversed(range(len(network))):
        gradient = [*delta, *(x * d for x in values[k] for d in delta), *gradient]
        if k:
            _, weights = network[k]
            before = [ordered_sum(list(map(mul, row, delta))) for row in weights]
            delta = list(map(mul, before, slopes[k - 1]))
    return gradient


def epoch(course: Course) -> list[str]:
    """Write a function that takes parameters and velocities through the batches of an epoch."""
    sizes, count = course.sizes, parameter_count(course.sizes)

    def formula(z: Any) -> tuple[Any, Any]:
        return course.hidden.value(z), course.hidden.slope(z)

    def called(z: Any) -> tuple[Any, Any]:
        pair = script.write("hidden({0})", z)
        return script.write("{0}[0]", pair), script.write("{0}[1]", pair)

    script, lines = Script(), body(formula)
    x, y = script.variables("x", sizes[0]), script.variables("y", sizes[-1])
    (size,) = script.variables("size", 1)
    network = layers(script.variables("p", count), sizes)
    values, slopes, z = forward(network, formula if len(lines) <= SHORT else called, x)
    delta = [slope / size for slope in by_outputs(course.loss.slope, z, y)]
    costs = by_outputs(course.loss.cost, z, y) if course.record_losses else [0.0]
    gradient = backward(network, values, slopes, delta)
    sample, (cost, *gradient) = script.lines([ordered_sum(costs), *gradient])

    script = Script()
    letters = [script.variables(letter, count) for letter in "pvg"]
    step, new = script.lines(
        term for column in zip(*letters, strict=True) for term in course.optimizer.step(*column)
    )

    p, v, g = (", ".join(f"{letter}{k}" for k in range(count)) for letter in "pvg")
    added = [f"total += {cost}", *(f"g{k} += {each}" for k, each in enumerate(gradient))]
    given = ", ".join(term.name for term in (*x, *y))
    batch = [
        "size0 = len(batch)",
        f"{g.replace(',', ' =')} = -0.0",  # to which any number may be added
        *block(f"for {given} in batch:", [*sample, *added]),
        *step,
        *(f"p{k}, v{k} = {new[2 * k]}, {new[2 * k + 1]}" for k in range(count)),
    ]
    start = [f"{p} = p", f"{v} = v", "total = 0.0"]
    loop = block("for batch in batches:", batch)
    return [
        *block("def hidden(x0):", lines),
        *block("def epoch(p, v, batches):", [*start, *loop, f"return ({p}), ({v}), total"]),
    ]


def one_by_one(course: Course, seeds: Sequence[int]) -> Engine:
    """Train each lane by itself."""
    n, size = len(course.inputs), course.batch_size
    train = run(epoch(course), NUMBERS)["epoch"]
    samples = np.hstack([course.inputs, course.targets]).tolist()
    drawn = orders(n, seeds)

    def advance(parameters: Array, velocity: Array, losses: Array, epochs: int) -> None:
        taken = np.array(list(islice(drawn, epochs))).reshape(epochs, n, len(seeds))
        for r in range(len(seeds)):
            p, v = parameters[:, r].tolist(), velocity[:, r].tolist()
            for k, order in enumerate(taken[:, :, r].tolist()):
                shuffled = [samples[s] for s in order]
                batches = [shuffled[first : first + size] for first in range(0, n, size)]
                p, v, total = train(p, v, batches)
                if len(losses):
                    losses[k, r] = total
            parameters[:, r], velocity[:, r] = p, v

    return advance
