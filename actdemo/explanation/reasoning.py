"""The argument for a network: which claims hold of it, in the order of a proof."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import fsum, sqrt
from typing import Any

import numpy as np

from actdemo.arithmetic.elementary import Array, Booleans, sign
from actdemo.network import Network

from . import claims as say
from .claims import Claim
from .phrasing import Names, size, written


class Numbers:
    """All that the claims rest on; arrays are (points, units)."""

    def __init__(self, net: Network, X: Array, labels: list[int]) -> None:
        trace = net.forward(X)
        self.net, self.X, self.labels = net, X, labels
        self.sums, self.values = trace.pre_activations[0], trace.activations[0]
        self.on, self.adds = self.sums > 0.0, self.values * net.weights[1][:, 0]
        self.dead = np.asarray(net.inactive(trace)[0].all(axis=0))
        self.bias = float(net.biases[1][0])
        self.logits: list[float] = trace.logits[:, 0].tolist()
        W, v = net.weights[0].T.tolist(), net.weights[1][:, 0].tolist()
        self.effects = [out * length(w) for w, out in zip(W, v, strict=True)]
        self.names = Names(X)

    def right(self, point: int) -> bool:
        """Whether the logit is on the side of the label; 0 is on neither."""
        return self.logits[point] * (self.labels[point] - 0.5) > 0.0


def claims_about(numbers: Numbers) -> Iterator[Claim]:
    """Yield what makes the answers what they are, in the order of a proof."""
    points = range(len(numbers.X))
    right = [k for k in points if numbers.right(k)]
    wrong = [k for k in points if k not in right]
    yield say.Verdict(tuple(right), tuple(wrong))
    yield say.Bias(sign(numbers.bias), written(numbers.bias))
    yield from _gates(numbers)
    silent = [k for k in points if not numbers.adds[k].any()]
    if silent:
        off = not numbers.on[silent].any()
        good = tuple(k for k in silent if k in right)
        side, value = sign(numbers.bias), written(numbers.bias)
        yield say.Silent(tuple(silent), good, side, value, off)
    for k in points:
        if k not in silent:
            yield _sum(numbers, k)
    if len({numbers.labels[k] for k in silent}) == 2:
        yield say.Blind(tuple(silent))
    if wrong:
        yield from _missing(numbers, wrong)
        yield from _one_sum(numbers)
    ties: dict[tuple[int, ...], list[int]] = {}
    for k in points:
        ties.setdefault(indices((numbers.sums[k] == 0.0) & ~numbers.dead), []).append(k)
    yield from (say.Tie(units, tuple(where)) for units, where in ties.items() if units)
    yield from _superfluous(numbers)


def _gates(numbers: Numbers) -> Iterator[Claim]:
    """Yield who is on where, units with the same points together."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for unit, column in enumerate(numbers.on.T):
        groups.setdefault(indices(column), []).append(unit)
    yield say.On(tuple((tuple(units), points) for points, units in groups.items()))
    leaks = np.argwhere(~numbers.on & (numbers.values != 0.0)).tolist()
    if leaks:
        point, unit = leaks[0]
        yield say.Ungated(numbers.net.hidden.name, unit, point)


def _sum(numbers: Numbers, point: int) -> Claim:
    """Return who lifts a point and who pushes it down."""
    parts = [numbers.bias, *numbers.adds[point].tolist()]
    up = tuple(k for k, part in enumerate(parts) if part > 0.0)
    down = tuple(k for k, part in enumerate(parts) if part < 0.0)
    logit = numbers.logits[point]
    side, exact = sign(logit), sign(fsum(parts))
    balance = "rounding" if side != exact else "further" if side else "equal"
    lift, push = (size(fsum(parts[k] for k in some)) for some in (up, down))
    right = numbers.right(point)
    return say.Sum(point, up, lift, down, push, balance, side, written(logit), right)


def _missing(numbers: Numbers, wrong: list[int]) -> Iterator[Claim]:
    """Yield what points that are wrong would need, and what became of it."""
    on = numbers.on
    if (numbers.values[~on] != 0.0).any() or (numbers.values[on] <= 0.0).any():
        return  # the sign of an output weight does not tell which way a unit pushes
    fates: dict[tuple[Any, ...], list[int]] = {}
    for k in wrong:
        helps = numbers.net.weights[1][:, 0] * (numbers.labels[k] - 0.5) > 0.0
        off = indices(helps & ~on[k] & ~numbers.dead)
        fate = (numbers.labels[k], indices(helps & on[k]), off, indices(helps & numbers.dead))
        fates.setdefault(fate, []).append(k)
    for fate, points in fates.items():
        yield say.Wrong(tuple(points), *fate)


def _one_sum(numbers: Numbers) -> Iterator[Claim]:
    """Yield why no weighted sum is right, if the network is one at the points."""
    hidden, on = numbers.net.hidden, numbers.on
    left, centre, right = hidden([-1.0, 0.0, 1.0]).tolist()
    slopes = hidden.derivative([-1.0, 1.0]).tolist()
    bends = slopes[0] != slopes[1] or right - centre != centre - left
    if not hidden.straight or (bends and (on.any(axis=0) != on.all(axis=0)).any()):
        return
    middles: dict[tuple[Fraction, ...], tuple[int, int]] = {}
    rows = [[Fraction(x) for x in row] for row in numbers.X.tolist()]
    for label in (1, 0):
        some = [k for k, found in enumerate(numbers.labels) if found == label]
        for place, i in enumerate(some):
            for j in some[place + 1 :]:
                middle = tuple(a + b for a, b in zip(rows[i], rows[j], strict=True))
                if label:
                    middles.setdefault(middle, (i, j))
                elif middle in middles:
                    yield say.OneSum(bends, hidden.name, middles[middle], (i, j))
                    return


def _superfluous(numbers: Numbers) -> Iterator[Claim]:
    """Yield which units do nothing, or do it all, or do the same."""
    adding = np.asarray(numbers.adds.any(axis=0))
    if adding.sum() == 1 and len(adding) > 1:
        yield say.Alone(int(adding.argmax()))
    dead = indices(numbers.dead)
    if dead:
        yield say.Dead(dead, tuple(sign(numbers.net.weights[1][k, 0]) for k in dead))
    idle = indices(~numbers.dead & ~adding)
    if idle:
        yield say.Idle(idle)
    yield from _duplicates(numbers.net)


def _duplicates(net: Network) -> Iterator[Claim]:
    """Yield units whose weights and biases are the same up to a positive factor."""
    columns = np.vstack([net.weights[0], net.biases[0]]).T
    creased = columns[:, :2].any(axis=1)
    shapes = columns / np.where(creased, np.abs(columns).max(axis=1), np.inf)[:, None]
    near = (np.abs(shapes[:, None] - shapes[None]).max(axis=2) < 1e-9) & creased
    unit, power = net.hidden([-1.0, 1.0]), net.hidden([-2.0, 2.0])
    stretches = net.hidden.straight and bool((power == 2.0 * unit).all())
    left = set(indices(near.sum(axis=0) > 1))
    while left:
        first = min(left)
        same = [k for k in sorted(left) if near[first, k] and _parallel(columns[[first, k]])]
        left -= set(same)
        if len(same) > 1:
            equal = bool((columns[same] == columns[first]).all())
            yield say.Same(tuple(same), equal or stretches)


def _parallel(pair: Array) -> bool:
    """Return whether two vectors that point the same way are exact multiples."""
    a, b = ([Fraction(x) for x in row] for row in pair.tolist())
    return all(a[i] * b[j] == a[j] * b[i] for i, j in ((0, 1), (0, 2), (1, 2)))


def facts_about(numbers: Numbers) -> Iterator[tuple[say.CreaseLine, say.Effect, say.Role]]:
    """Yield the crease, the effect and the role of each unit."""
    lines = zip(numbers.net.weights[0].T.tolist(), numbers.net.biases[0].tolist(), strict=True)
    for k, (w, b) in enumerate(lines):
        adds = numbers.adds[:, k]
        never = bool(numbers.dead[k]) and not numbers.on[:, k].any()
        role = say.Role(k, indices(adds > 0.0), indices(adds < 0.0), never)
        yield _crease(k, w, b), say.Effect(k, written(numbers.effects[k])), role


def _crease(unit: int, w: list[float], b: float) -> say.CreaseLine:
    """Return where a unit bends."""
    norm = length(w)
    if not norm:
        side = "everywhere" if b > 0.0 else "nowhere"
        return say.CreaseLine(unit, ("0", "0"), "0", ("", ""), "", side)
    if w[1] == 0.0:
        shape, side = "upright", "to its right" if w[0] > 0.0 else "to its left"
    else:
        slope = -w[0] * sign(w[1])
        shape = "level" if slope == 0.0 else "rising" if slope > 0.0 else "falling"
        side = "above it" if w[1] > 0.0 else "below it"
    x1, x2 = ("" if not x else written(-b / x) for x in w)
    normal = written(w[0] / norm), written(w[1] / norm)
    return say.CreaseLine(unit, normal, written(-b / norm), (x1, x2), shape, side)


def length(w: list[float]) -> float:
    """Return the length of a vector of two numbers, with the same bits everywhere."""
    largest = max(map(abs, w)) or 1.0
    x, y = (number / largest for number in w)
    return largest * sqrt(x * x + y * y)


def indices(mask: Booleans) -> tuple[int, ...]:
    """Return the indices at which a mask is true."""
    return tuple(np.flatnonzero(mask).tolist())
