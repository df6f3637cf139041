"""The argument for a network: which claims hold of it, in the order of a proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from math import fsum, sqrt
from typing import Any

import numpy as np

from actdemo.activation import activations
from actdemo.arithmetic.elementary import TINY, Array, Booleans, sign
from actdemo.loss import Loss
from actdemo.network import Network

from . import claims as say
from .claims import Claim, Indices
from .phrasing import FEW, NEITHER, TOO_FAR, TOO_LARGE, Names, told_apart, written

Facts = tuple[say.CreaseLine, say.Effect, say.Role]
EXACT: Any = np.frompyfunc(Fraction, 1, 1)
SIGN: Any = np.frompyfunc(sign, 1, 1)
DOUBT = 2.0**-40  # of the sizes of all terms; rounding and the formulas of activations take less


class Numbers:
    """All that the claims rest on; arrays are (points, units)."""

    def __init__(self, net: Network, X: Array, y: list[int], loss: Loss, pair: Any) -> None:
        trace = net.forward(X)
        W, b, both = net.weights[0], net.biases[0], np.vstack([net.weights[1], net.biases[1]])
        signs = np.array((-1, 1)[-net.sizes[-1] :])  # of two outputs the difference is the logit
        self.v, self.bias = (both * signs).sum(axis=1)[:-1], float((both * signs)[-1].sum())
        self.factors = (EXACT(both) * signs.astype(object)).sum(axis=1)  # both without rounding
        self.net, self.X, self.labels, self.halves = net, X, y, net.hidden.halves
        self.pair: Any = (0, 1) if pair == [0.0, 1.0] else pair
        self.logits: list[float] = (trace.logits * signs).sum(axis=1).tolist()
        decided = np.asarray(loss.decide(trace.activations[-1], pair)).tolist()
        self.sides = [{1: 1, 0: -1, -1: 0}[k] for k in decided]
        level, output = loss.level(pair) or 0.0, net.output or activations["identity"]
        levels = [z for z in (level, 0.0) if output.monotone and output(z) == level]
        if not levels or self.sides != [sign(z - levels[0]) for z in self.logits]:
            raise ValueError(NEITHER.format(net))
        self.level = levels[0]
        self.sums, self.values = trace.pre_activations[0], trace.activations[0]
        self.dead = np.asarray(net.inactive(trace)[0].all(axis=0))
        self.exact = (EXACT(X)[:, :, None] * EXACT(W)).sum(axis=1) + EXACT(b)  # without rounding
        self.on, self.adds = self.sums > 0.0, self.values * self.v
        self.effects = (self.v * [length(w) for w in W.T.tolist()]).tolist()
        reach = (abs(X)[:, :, None] * abs(W)).sum(axis=1) + abs(b)
        most = abs(both).sum(axis=1)
        sizes = most[:-1] * (abs(self.values) + abs(net.hidden.derivative(self.sums)) * reach)
        self.doubts = DOUBT * (most[-1] + sizes.sum(axis=1))
        off, on = (half or (0.0, 0.0) for half in self.halves)
        self.lines = np.where(self.on[..., None], on, off)  # slope and start, if straight
        rises, starts = self.lines[..., 0] * self.sums, self.lines[..., 1]
        error = abs(self.values - (rises + starts))
        close = (error <= DOUBT * (abs(rises) + abs(starts))).all()
        self.straight = net.hidden.straight and bool(close)
        self.likely = loss.reading != "middle" and loss.probabilities
        word = "output" if loss.reading == "middle" and not net.output else "logit"
        self.names = Names(X, self.level, word, pair)
        self.most = FEW if self.names.many else None  # groups of points in one kind of claim

    def right(self, point: int) -> bool:
        """Whether the output is on the side of the label; on the level it is on neither."""
        return self.sides[point] == 2 * self.labels[point] - 1

    def judged(self, points: Iterable[int]) -> tuple[Indices, Indices]:
        """Return which of some points are right, and which are wrong."""
        some = tuple(points)
        return tuple(filter(self.right, some)), tuple(k for k in some if not self.right(k))

    def exactly(self, point: int) -> bool:
        """Whether the output is on the level without any rounding, as far as that is known."""
        slopes, starts = EXACT(self.lines[point]).T
        parts = self.factors[:-1] * (slopes * self.exact[point] + starts)
        return self.straight and sum(parts, self.factors[-1]) == Fraction(self.level)


def claims_about(numbers: Numbers) -> Iterator[Claim]:
    """Yield what makes the answers what they are, in the order of a proof."""
    if not np.isfinite([*numbers.adds.T, *numbers.sums.T, numbers.logits, numbers.doubts]).all():
        raise ValueError(TOO_LARGE)
    points = range(len(numbers.X))
    right, wrong = numbers.judged(points)
    yield say.Verdict(right, wrong)
    if numbers.net.sizes[-1] == 2:
        yield say.Difference()
    yield say.Bias(sign(numbers.bias), written(numbers.bias))
    yield from _gates(numbers)
    silent = indices(~numbers.adds.any(axis=1))
    if silent:
        side = sign(numbers.bias - numbers.level)
        if {numbers.sides[k] for k in silent} != {side}:
            raise ValueError(TOO_FAR)  # of two outputs, which hand on more than their difference
        value, off = told_apart(numbers.bias, numbers.level), not numbers.on[[*silent]].any()
        yield say.Silent(silent, *numbers.judged(silent), side, value, off)
    if numbers.names.many:
        yield from _extremes(numbers, right, wrong)
    else:
        yield from (_sum(numbers, k) for k in points if k not in silent)
    if len({numbers.labels[k] for k in silent}) == 2:
        yield say.Blind(silent)
    if wrong:
        yield from _missing(numbers, wrong)
        yield from _one_sum(numbers)
    yield from _roundings(numbers)
    yield from _superfluous(numbers)


def grouped(keys: Iterable[tuple[Any, int]], most: int | None = None) -> list[tuple[Any, Indices]]:
    """Return things with one key together; at most so many groups, then the largest first."""
    groups: dict[Any, Indices] = {}
    for key, thing in keys:
        groups[key] = (*groups.get(key, ()), thing)
    pairs = list(groups.items())
    return pairs if most is None else sorted(pairs, key=lambda pair: -len(pair[1]))[:most]


def _gates(numbers: Numbers) -> Iterator[Claim]:
    """Yield who is on where, units with the same points together."""
    groups = grouped((indices(column), unit) for unit, column in enumerate(numbers.on.T))
    yield say.On(tuple((units, points) for points, units in groups))
    leaks = np.argwhere(~numbers.on & (numbers.values != 0.0)).tolist()
    if leaks:
        point, unit = leaks[0]
        yield say.Ungated(numbers.net.hidden.name, unit, point)


def _sum(numbers: Numbers, point: int, rank: str = "") -> Claim:
    """Return who lifts a point and who pushes it down."""
    adds, side = [numbers.bias, *numbers.adds[point].tolist()], numbers.sides[point]
    over = fsum([*adds, -numbers.level])
    lifts = tuple(k for k, part in enumerate(adds) if part > 0.0)
    pushes = tuple(k for k, part in enumerate(adds) if part < 0.0)
    up = side >= 0 if numbers.names.signed else bool(lifts)
    first, other = (lifts, pushes) if up else (pushes, lifts)
    this, that = (abs(fsum(adds[k] for k in some)) for some in (first, other))
    balance = "equal" if side == 0 and numbers.exactly(point) else "rounding"
    heights = written(this), written(that)
    if abs(over) > numbers.doubts[point] and sign(over) == side:
        balance, heights = "side", (told_apart(this, that), told_apart(that, this))
    by, against = (height.lstrip("+") for height in heights)
    logit, right = told_apart(numbers.logits[point], numbers.level), numbers.right(point)
    return say.Sum(point, up, first, by, other, against, balance, side, logit, right, rank)


def _extremes(numbers: Numbers, right: Indices, wrong: Indices) -> Iterator[Claim]:
    """Yield of many points how many are right, which is most wrong, and which is nearly so."""
    for label in (1, 0):
        points = [k for k, found in enumerate(numbers.labels) if found == label]
        if points:
            yield say.Tally(label, *numbers.judged(points))
    far = [abs(z - numbers.level) for z in numbers.logits]
    if wrong:
        yield _sum(numbers, max(wrong, key=far.__getitem__), "worst")
    if right:
        yield _sum(numbers, min(right, key=far.__getitem__), "closest")


def _missing(numbers: Numbers, wrong: Indices) -> Iterator[Claim]:
    """Yield what points that are wrong would need, and what became of it."""
    on, dead = numbers.on, numbers.dead
    if (numbers.values[~on] != 0.0).any() or (numbers.values[on] <= 0.0).any():
        return  # the sign of an output weight does not tell which way a unit pushes
    fates = []
    for k in wrong:
        label = numbers.labels[k]
        helps = numbers.v > 0.0 if label else numbers.v < 0.0
        kinds = helps & on[k], helps & ~on[k] & ~dead, helps & dead
        fates.append(((label, *map(indices, kinds)), k))
    for fate, points in grouped(fates, numbers.most):
        yield say.Wrong(points, *fate)


def _one_sum(numbers: Numbers) -> Iterator[Claim]:
    """Yield why no weighted sum is right, if the network is one at the points."""
    on, (left, right) = numbers.on, numbers.halves
    mixed = left != right and (on.any(axis=0) != on.all(axis=0)).any()
    if mixed or not numbers.straight or ((numbers.exact > 0) != on).any():
        return
    rows, labels = EXACT(numbers.X), np.array(numbers.labels)
    ones, zeros = (combinations(indices(labels == label), 2) for label in (1, 0))
    middles: dict[tuple[Fraction, ...], Indices] = {}
    for pair in ones:
        middles.setdefault(tuple(rows[[*pair]].sum(axis=0)), pair)
    for pair in zeros:
        middle = tuple(rows[[*pair]].sum(axis=0))
        if middle in middles:
            yield say.OneSum(left != right, numbers.net.hidden.name, middles[middle], pair)
            return


def _roundings(numbers: Numbers) -> Iterator[Claim]:
    """Yield where a pre-activation is 0, or rounding decides what it counts as."""
    exact, computed = SIGN(numbers.exact), SIGN(numbers.sums)
    ties = (exact != computed) | ((exact == 0) & ~numbers.dead)
    for units, points, signs in _blocks(numbers, ties, exact, computed):
        yield say.Tie(units, points, *signs)
    off = numbers.halves[0] == (0.0, 0.0)
    nothing = (numbers.values == 0.0) & ((exact == 0) | ((exact < 0) & off))
    faint = ~nothing & ~ties & (numbers.adds == 0.0) & (numbers.v != 0.0)
    for units, points, _ in _blocks(numbers, faint, exact):
        yield say.Faint(units, points)


def _blocks(numbers: Numbers, mask: Booleans, *signs: Any) -> Iterator[tuple[Indices, ...]]:
    """Yield units and points for which a mask is true, those with the same signs together."""
    cells = np.argwhere(mask).tolist()
    rows = grouped(((k, tuple(of[k, unit] for of in signs)), unit) for k, unit in cells)
    turned = (((units, same), k) for (k, same), units in rows)
    for (units, same), points in grouped(turned, numbers.most):
        yield units, points, same


def _superfluous(numbers: Numbers) -> Iterator[Claim]:
    """Yield which units do nothing, or do it all, or do the same."""
    adding = np.asarray(numbers.adds.any(axis=0))
    if adding.sum() == 1 and len(adding) > 1:
        yield say.Alone(int(adding.argmax()))
    dead, idle = indices(numbers.dead), indices(~numbers.dead & ~adding)
    if dead:
        yield say.Dead(dead, tuple(sign(numbers.v[k]) for k in dead))
    if idle:
        yield say.Idle(idle)
    yield from list(_duplicates(numbers))[: numbers.most]


def _duplicates(numbers: Numbers) -> Iterator[Claim]:
    """Yield units whose weights and biases are the same up to a positive factor."""
    columns = EXACT(np.vstack([numbers.net.weights[0], numbers.net.biases[0]])).T
    shapes = [
        (tuple(column / abs(column).max()), unit)
        for unit, column in enumerate(columns)
        if column[:-1].any()
    ]
    stretches = all(half is not None and half[1] == 0.0 for half in numbers.halves)
    for _, same in grouped(shapes):
        if len(same) > 1:
            equal = bool((columns[[*same]] == columns[same[0]]).all())
            yield say.Same(same, equal or stretches)


def facts_about(numbers: Numbers) -> Iterator[Facts]:
    """Yield the crease, the effect and the role of each unit."""
    lines = zip(numbers.net.weights[0].T.tolist(), numbers.net.biases[0].tolist(), strict=True)
    for k, (w, b) in enumerate(lines):
        adds = numbers.adds[:, k]
        never = bool(numbers.dead[k]) and not numbers.on[:, k].any()
        role = say.Role(k, indices(adds > 0.0), indices(adds < 0.0), never)
        effect = _kept(numbers.effects[k], numbers.v[k], length(w))
        yield _crease(k, w, b), say.Effect(k, effect), role


def _crease(unit: int, w: list[float], b: float) -> say.CreaseLine:
    """Return where a unit bends."""
    norm = length(w)
    if not norm:
        side = "everywhere" if b > 0.0 else "nowhere"
        return say.CreaseLine(unit, ("0",) * len(w), "0", ("",) * len(w), "", side)
    if len(w) != 2:
        shape, side = "", "where the left side is larger"
    elif w[1] == 0.0:
        shape, side = "upright", "to its right" if w[0] > 0.0 else "to its left"
    else:
        shape = {0: "level", 1: "falling", -1: "rising"}[sign(w[0]) * sign(w[1])]
        side = "above it" if w[1] > 0.0 else "below it"
    axes = tuple("" if not x else _kept(-b / x, b) for x in w)
    normal = tuple(_kept(x / norm, x) for x in w)
    return say.CreaseLine(unit, normal, _kept(-b / norm, b), axes, shape, side)


def _kept(x: float, *parts: float) -> str:
    """Return a number as it is printed, or refuse one that is lost though no part of it is 0."""
    if all(parts) and abs(x) < TINY:
        raise ValueError(TOO_FAR)
    return written(x)


def length(w: list[float]) -> float:
    """Return the length of a vector, with the same bits everywhere."""
    largest = max(map(abs, w)) or 1.0
    parts = [x / largest for x in w]
    return largest * sqrt(fsum(x * x for x in parts))


def indices(mask: Booleans) -> tuple[int, ...]:
    """Return the indices at which a mask is true."""
    return tuple(np.flatnonzero(mask).tolist())
