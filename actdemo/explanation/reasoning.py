"""The argument for a network: which claims hold of it, in the order of a proof."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, filterfalse, islice
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
        classes = np.asarray(loss.decide(trace.activations[-1], pair)).tolist()
        self.sides = [{1: 1, 0: -1, -1: 0}[k] for k in classes]
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
        far = abs(self.values - (rises + starts)) > DOUBT * (abs(rises) + abs(starts))
        self.straight = None not in self.halves and not far.any()
        self.likely = loss.reading != "middle" and loss.probabilities
        word = "output" if loss.reading == "middle" and not net.output else "logit"
        self.names = Names(X, self.level, word, pair)
        self.most = FEW if self.names.many else None  # groups of points in one kind of claim

    def right(self, point: int) -> bool:
        """Whether the output is on the side of the label; on the level it is on neither."""
        return self.sides[point] == 2 * self.labels[point] - 1

    def judged(self, points: Sequence[int]) -> tuple[Indices, Indices]:
        """Return which of some points are right, and which are wrong."""
        return tuple(filter(self.right, points)), tuple(filterfalse(self.right, points))

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
        yield say.Silent(*numbers.judged(silent), side, value, off)
    if numbers.names.many:
        yield from _extremes(numbers, right, wrong)
    else:
        yield from (_sum(numbers, k) for k in points if k not in silent)
    if len({numbers.labels[k] for k in silent}) == 2:
        yield say.Blind(silent)
    yield from _missing(numbers, wrong)
    yield from _one_sum(numbers, wrong)
    yield from _roundings(numbers)
    yield from _superfluous(numbers)


def grouped(keys: Iterable[tuple[Any, int]], most: int | None = None) -> list[tuple[Any, Indices]]:
    """Return things with one key together; at most so many groups, then the largest first."""
    groups: dict[Any, list[int]] = {}
    for key, thing in keys:
        groups.setdefault(key, []).append(thing)
    pairs = [(key, tuple(things)) for key, things in groups.items()]
    return pairs if most is None else sorted(pairs, key=lambda pair: -len(pair[1]))[:most]


def _gates(numbers: Numbers) -> Iterator[Claim]:
    """Yield who is on where, units with the same points together."""
    groups = grouped((indices(column), unit) for unit, column in enumerate(numbers.on.T))
    yield say.On(tuple((units, points) for points, units in groups))
    leaks = np.argwhere(~numbers.on & (numbers.values != 0.0)).tolist()
    for point, unit in leaks[:1]:
        yield say.Ungated(numbers.net.hidden.name, unit, point)


def _sum(numbers: Numbers, point: int, rank: str = "") -> Claim:
    """Return who lifts a point and who pushes it down."""
    adds, side = np.array([numbers.bias, *numbers.adds[point]]), numbers.sides[point]
    up = side >= 0 if numbers.names.signed else bool((adds > 0.0).any())
    ways = (adds > 0.0, adds < 0.0) if up else (adds < 0.0, adds > 0.0)
    first, other = (tuple(k - 1 for k in indices(way)) for way in ways)
    this, that = (abs(fsum(adds[way])) for way in ways)
    over = fsum([*adds, -numbers.level])
    balance = "equal" if side == 0 and numbers.exactly(point) else "rounding"
    heights = written(this), written(that)
    if abs(over) > numbers.doubts[point] and sign(over) == side:
        balance, heights = "side", (told_apart(this, that), told_apart(that, this))
    by, against = (height.lstrip("+") for height in heights)
    logit, right = told_apart(numbers.logits[point], numbers.level), numbers.right(point)
    return say.Sum(point, up, first, by, other, against, balance, side, logit, right, rank)


def _extremes(numbers: Numbers, right: Indices, wrong: Indices) -> Iterator[Claim]:
    """Yield of many points how many are right, which is most wrong, and which is nearly so."""
    labels = grouped((label, k) for k, label in enumerate(numbers.labels))
    for label, points in sorted(labels, reverse=True):
        yield say.Tally(*numbers.judged(points), label)
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
    helps = SIGN(numbers.v) == [[1 if label else -1] for label in numbers.labels]
    kinds = helps & on, helps & ~on & ~dead, helps & dead
    fates = (((numbers.labels[k], *(indices(kind[k]) for kind in kinds)), k) for k in wrong)
    for fate, points in grouped(fates, numbers.most):
        yield say.Wrong(points, *fate)


def _one_sum(numbers: Numbers, wrong: Indices) -> Iterator[Claim]:
    """Yield why no weighted sum is right, if the network is one at the points."""
    on, (left, right) = numbers.on, numbers.halves
    bends = left != right
    several = bends and (on.any(axis=0) != on.all(axis=0)).any()
    if several or not (wrong and numbers.straight) or ((numbers.exact > 0) != on).any():
        return
    rows, labels = EXACT(numbers.X), np.array(numbers.labels)
    ones, zeros = (combinations(indices(labels == label), 2) for label in (1, 0))
    middles: dict[tuple[Fraction, ...], Indices] = {}
    for i, j in ones:
        middles.setdefault(tuple(rows[i] + rows[j]), (i, j))
    same = ((m, (i, j)) for i, j in zeros if (m := tuple(rows[i] + rows[j])) in middles)
    for middle, pair in islice(same, 1):
        yield say.OneSum("" if bends else numbers.net.hidden.name, middles[middle], pair)


def _roundings(numbers: Numbers) -> Iterator[Claim]:
    """Yield where a pre-activation is 0, or rounding decides what it counts as."""
    exact, computed = SIGN(numbers.exact), SIGN(numbers.sums)
    ties = (exact != computed) | ((exact == 0) & ~numbers.dead)
    off = (exact < 0) & (numbers.values == 0.0) & (numbers.halves[0] == (0.0, 0.0))
    faint = ~ties & ~off & (exact != 0) & (numbers.adds == 0.0) & (numbers.v != 0.0)
    kinds: list[tuple[type[say.Rounded], Booleans]] = [(say.Tie, ties), (say.Faint, faint)]
    for claim, where in kinds:
        cells = np.argwhere(where).tolist()
        rows = grouped(((k, (exact[k, j], computed[k, j])), j) for k, j in cells)
        turned = (((units, same), k) for (k, same), units in rows)
        for (units, same), points in grouped(turned, numbers.most):
            yield claim(units, points, *same)


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
    W, b = numbers.net.weights[0], numbers.net.biases[0]
    columns, creased = EXACT(np.vstack([W, b])).T, indices(np.asarray(W.any(axis=0)))
    shapes = ((tuple(columns[k] / abs(columns[k]).max()), k) for k in creased)
    stretches = all(half is not None and half[1] == 0.0 for half in numbers.halves)
    twins = [units for _, units in grouped(shapes) if len(units) > 1]
    for units in twins[: numbers.most]:
        equal = (columns[[*units]] == columns[units[0]]).all()
        yield say.Same(units, bool(equal or stretches))


def facts_about(numbers: Numbers) -> Iterator[tuple[say.CreaseLine, say.Effect, say.Role]]:
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
        shape, side = "", "everywhere" if b > 0.0 else "nowhere"
    elif len(w) != 2:
        shape, side = "", "where the left side is larger"
    elif w[1]:
        shape = {0: "level", 1: "falling", -1: "rising"}[sign(w[0]) * sign(w[1])]
        side = "above it" if w[1] > 0.0 else "below it"
    else:
        shape, side = "upright", "to its right" if w[0] > 0.0 else "to its left"
    axes = tuple(_kept(-b / x, b) if x else "" for x in w)
    normal = tuple(_kept(x / norm, x) if norm else "0" for x in w)
    return say.CreaseLine(unit, normal, _kept(-b / norm, b) if norm else "0", axes, shape, side)


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
