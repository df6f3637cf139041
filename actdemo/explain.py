"""What each unit does, and why the output is what it is, from the weights alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, hypot
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import claims as say
from .activations import sigmoid
from .checks import instance, one_hidden_layer, one_network
from .claims import Claim
from .losses import sigmoid_cross_entropy
from .network import Network
from .outcomes import inactive_layers
from .portable import Array
from .tables import Bar, Cell, Lines, Shown, Table
from .wording import Names, named, size, written

Booleans = NDArray[np.bool_]


class Unit(NamedTuple):
    """A hidden unit, in terms that depend neither on its scale nor on its place.

    Attributes
    ----------
    crease : str
        The line on which its pre-activation is 0, as a formula whose left side has length 1.
    where : str
        The same in words, with the side on which the unit is on.
    on : ndarray of bool, shape (n,)
        At which points its pre-activation is positive.
    dead : bool
        Whether it has value 0 and slope 0 at every point.
    effect : float
        The size of its output weight times the length of its weights, with the sign of the
        former: for a ReLU unit the slope of its ramp.
    role : str
        Which points it lifts and which it pushes down.
    """

    crease: str
    where: str
    on: Booleans
    dead: bool
    effect: float
    role: str


class Entry(NamedTuple):
    """What the network computes at one point.

    Attributes
    ----------
    point : str
        Its name.
    pre_activations, contributions : ndarray of shape (H,)
        Of each hidden unit its weighted sum plus bias, and what it adds to the logit.
    on : ndarray of bool, shape (H,)
        Whether each pre-activation is positive.
    bias : float
        The output bias.
    sums : ndarray of shape (H + 1,)
        The running sum: the bias, then with each contribution in order.  The last is the logit.
    logit, probability, loss : float
        The output, its sigmoid, and the cross entropy.
    label : int
    answer : int or None
        The class that the sign of the logit gives; a logit of 0 gives none.
    correct : bool
    """

    point: str
    pre_activations: Array
    on: Booleans
    contributions: Array
    bias: float
    sums: Array
    logit: float
    probability: float
    loss: float
    label: int
    answer: int | None
    correct: bool


@dataclass(frozen=True)
class Explanation:
    """What a network does at some points, and why; it shows itself.

    Attributes
    ----------
    units : tuple of Unit
        What each hidden unit does.
    ledger : tuple of Entry
        What the network computes at each point.
    sentences : list of str
        Why the answers are what they are, in words.
    argument : tuple of Claim
        What the sentences claim, in the same order.
    facts : tuple of Claim
        What is claimed of the units: for each its crease, its effect and its role.
    """

    units: Shown[Unit]
    ledger: Shown[Entry]
    sentences: Lines
    argument: tuple[Claim, ...]
    facts: tuple[Claim, ...]

    def __str__(self) -> str:
        return f"{self.sentences}\n\n{self.units}\n\n{self.ledger}"

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in (self.sentences, self.units, self.ledger))

    def _repr_latex_(self) -> str:
        parts = (self.sentences, self.units, self.ledger)
        return "\n\n".join(part._repr_latex_() for part in parts)


class _Numbers(NamedTuple):
    """All that the claims rest on; arrays are (points, units)."""

    net: Network
    X: Array
    labels: list[int]
    sums: Array
    values: Array
    adds: Array
    dead: Booleans
    logits: list[float]
    names: Names

    @property
    def bias(self) -> float:
        return float(self.net.biases[1][0])

    def right(self, point: int) -> bool:
        """Whether the logit is on the side of the label; 0 is on neither."""
        return self.logits[point] * (self.labels[point] - 0.5) > 0.0


def explain(net: Network, X: ArrayLike, y: ArrayLike) -> Explanation:
    r"""Explain what a network with two inputs, one hidden layer and one output does, and why.

    .. math::

        z = c + u_1 + \dots + u_H, \qquad u_k = v_k \, \varphi(h_k), \qquad
        h_k = b_k + w_{1k} x_1 + w_{2k} x_2

    Parameters
    ----------
    net : Network
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1)
        Labels, 0 or 1.

    Returns
    -------
    Explanation

    Raises
    ------
    ValueError, TypeError
        If the network has another shape, X or y do not fit, or a label is not 0 or 1.

    Notes
    -----
    A unit is *on* where its pre-activation :math:`h_k` is positive, whatever the activation: on
    one side of its crease.  With relu, squared_relu and step a unit that is not on hands on 0, so
    it is switched off; with all others it still adds something, and the text says so.  *Dead* is
    what :func:`classify` calls dead: value 0 and slope 0 at every point.

    Each sentence is written by a claim that holds its numbers as they are printed.  Nothing is
    said that these numbers do not bear out.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [-0.5]))
    >>> why = ad.explain(net, *ad.xor())
    >>> for sentence in why.sentences[:4]:
    ...     print(sentence)
    All four points are right.
    The output bias, −0.500, pushes every point down, towards class 0.
    Unit 1 is on at all points but (0, 0); unit 2 at (1, 1) only.
    At (0, 0) every unit is off, so the output bias alone speaks: logit −0.500, class 0, right.
    >>> why.units[1].role
    'pushes (1, 1) down only'
    >>> why.ledger[0].contributions
    array([ 2., -2.])
    """
    instance("net", net, Network)
    one_network("net", net.replicas)
    one_hidden_layer("net", net.sizes)
    if net.sizes[0] != 2:
        raise ValueError(f"net must have two inputs, not {net.sizes[0]}")
    points = net.checked_inputs(X)
    targets = sigmoid_cross_entropy.check_targets("y", y, (len(points), 1))
    if not ((targets == 0.0) | (targets == 1.0)).all():
        bad = targets[(targets != 0.0) & (targets != 1.0)][0]
        raise ValueError(f"y must hold labels 0 or 1; it contains {bad:g}")
    trace = net.forward(points)
    z = trace.logits
    losses = sigmoid_cross_entropy.per_sample(z, targets)
    sums, values = trace.pre_activations[0], trace.activations[0]
    numbers = _Numbers(
        net=net,
        X=points,
        labels=[int(label) for label in targets[:, 0]],
        sums=sums,
        values=values,
        adds=values * net.weights[1][:, 0],
        dead=np.asarray(inactive_layers(net, trace)[0].all(axis=0)),
        logits=z[:, 0].tolist(),
        names=Names(points),
    )
    argument = tuple(_argument(numbers))
    facts = tuple(_facts(numbers))
    return Explanation(
        units=_units(numbers, facts),
        ledger=_ledger(numbers, losses, sigmoid.values(z)[:, 0]),
        sentences=Lines(claim.text(numbers.names) for claim in argument),
        argument=argument,
        facts=facts,
    )


def _argument(numbers: _Numbers) -> Iterator[Claim]:
    """Yield what makes the answers what they are, in the order of a proof."""
    points = range(len(numbers.X))
    right = [k for k in points if numbers.right(k)]
    wrong = [k for k in points if k not in right]
    yield say.Verdict(tuple(right), tuple(wrong))
    yield say.Bias(_sign(numbers.bias), written(numbers.bias))
    yield from _gates(numbers)
    silent = [k for k in points if not numbers.adds[k].any()]
    if silent:
        off = not (numbers.sums[silent] > 0.0).any()
        good = tuple(k for k in silent if k in right)
        sign, value = _sign(numbers.bias), written(numbers.bias)
        yield say.Silent(tuple(silent), good, sign, value, off)
    for k in points:
        if k not in silent:
            yield _sum(numbers, k)
    if len({numbers.labels[k] for k in silent}) == 2:
        yield say.Blind(tuple(silent))
    if wrong:
        yield from _missing(numbers, wrong)
        yield from _one_sum(numbers)
    for point, row in enumerate(numbers.sums):
        ties = _where((row == 0.0) & ~numbers.dead)
        if ties:
            yield say.Tie(point, ties)
    yield from _superfluous(numbers)


def _gates(numbers: _Numbers) -> Iterator[Claim]:
    """Yield who is on where, units with the same points together."""
    on = numbers.sums > 0.0
    groups: dict[tuple[int, ...], list[int]] = {}
    for unit, column in enumerate(on.T):
        groups.setdefault(_where(column), []).append(unit)
    yield say.On(tuple((tuple(units), points) for points, units in groups.items()))
    leaks = np.argwhere(~on & (numbers.values != 0.0)).tolist()
    if leaks:
        point, unit = leaks[0]
        yield say.Ungated(numbers.net.hidden.name, unit, point)


def _sum(numbers: _Numbers, point: int) -> Claim:
    """Return who lifts a point and who pushes it down."""
    parts = [numbers.bias, *numbers.adds[point].tolist()]
    up = tuple(k for k, part in enumerate(parts) if part > 0.0)
    down = tuple(k for k, part in enumerate(parts) if part < 0.0)
    sign, exact = _sign(numbers.logits[point]), _sign(fsum(parts))
    balance = "rounding" if sign != exact else "further" if sign else "equal"
    return say.Sum(
        point=point,
        lifts=up,
        lift=size(fsum(parts[k] for k in up)),
        pushes=down,
        push=size(fsum(parts[k] for k in down)),
        balance=balance,
        sign=sign,
        logit=written(numbers.logits[point]),
        right=numbers.right(point),
    )


def _missing(numbers: _Numbers, wrong: list[int]) -> Iterator[Claim]:
    """Yield what points that are wrong would need, and what became of it."""
    on = numbers.sums > 0.0
    if (numbers.values[~on] != 0.0).any() or (numbers.values[on] <= 0.0).any():
        return  # the sign of an output weight does not tell which way a unit pushes
    fates: dict[tuple[Any, ...], list[int]] = {}
    for k in wrong:
        helps = numbers.net.weights[1][:, 0] * (numbers.labels[k] - 0.5) > 0.0
        off = _where(helps & ~on[k] & ~numbers.dead)
        fate = (numbers.labels[k], _where(helps & on[k]), off, _where(helps & numbers.dead))
        fates.setdefault(fate, []).append(k)
    for fate, points in fates.items():
        yield say.Wrong(tuple(points), *fate)


def _one_sum(numbers: _Numbers) -> Iterator[Claim]:
    """Yield why no weighted sum is right, if the network is one at the points."""
    hidden, on = numbers.net.hidden, numbers.sums > 0.0
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


def _superfluous(numbers: _Numbers) -> Iterator[Claim]:
    """Yield which units do nothing, or do it all, or do the same."""
    adding = np.asarray(numbers.adds.any(axis=0))
    if adding.sum() == 1 and len(adding) > 1:
        yield say.Alone(int(adding.argmax()))
    dead = _where(numbers.dead)
    if dead:
        yield say.Dead(dead, tuple(_sign(numbers.net.weights[1][k, 0]) for k in dead))
    idle = _where(~numbers.dead & ~adding)
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
    left = set(_where(near.sum(axis=0) > 1))
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


def _facts(numbers: _Numbers) -> Iterator[Claim]:
    """Yield the crease, the effect and the role of each unit."""
    W, v = numbers.net.weights[0].T.tolist(), numbers.net.weights[1][:, 0].tolist()
    for k, (w, b) in enumerate(zip(W, numbers.net.biases[0].tolist(), strict=True)):
        yield _crease(k, w, b)
        yield say.Effect(k, written(v[k] * hypot(*w)))
        lifts, pushes = _where(numbers.adds[:, k] > 0.0), _where(numbers.adds[:, k] < 0.0)
        never = bool(numbers.dead[k]) and not (numbers.sums[:, k] > 0.0).any()
        yield say.Role(k, lifts, pushes, never)


def _crease(unit: int, w: list[float], b: float) -> say.Crease:
    """Return where a unit bends."""
    length = hypot(*w)
    if not length:
        side = "everywhere" if b > 0.0 else "nowhere"
        return say.Crease(unit, ("0", "0"), "0", ("", ""), "", side)
    if w[1] == 0.0:
        shape, side = "upright", "to its right" if w[0] > 0.0 else "to its left"
    else:
        slope = -w[0] * _sign(w[1])
        shape = "level" if slope == 0.0 else "rising" if slope > 0.0 else "falling"
        side = "above it" if w[1] > 0.0 else "below it"
    x1, x2 = ("" if not x else written(-b / x) for x in w)
    normal = written(w[0] / length), written(w[1] / length)
    return say.Crease(unit, normal, written(-b / length), (x1, x2), shape, side)


def _units(numbers: _Numbers, facts: tuple[Claim, ...]) -> Shown[Unit]:
    """Return the units with their table."""
    units: list[Unit] = []
    rows: list[list[list[Cell]]] = []
    effects = numbers.net.weights[1][:, 0] * np.hypot(*numbers.net.weights[0])
    top = float(abs(effects).max()) or 1.0
    on = numbers.sums > 0.0
    for k, effect in enumerate(effects.tolist()):
        crease, force, role = (fact.text(numbers.names) for fact in facts[3 * k : 3 * k + 3])
        line, where = crease.split(": ")
        units.append(Unit(line, where, on[:, k], bool(numbers.dead[k]), effect, role))
        points = _where(on[:, k])
        place = numbers.names(points) if points else "no point"
        rows.append([[named([k]), Bar(force, effect / top), line, where, place, role]])
    head = ["unit", "effect", "crease", "in words", "on at", "role"]
    return Shown.of(units, Table("What each unit does", head, rows, words=2))


def _ledger(numbers: _Numbers, losses: Array, probabilities: Array) -> Shown[Entry]:
    """Return the sums at each point with their table."""
    n, units = numbers.adds.shape
    adds = np.column_stack((np.full(n, numbers.bias), numbers.adds))
    running = np.add.accumulate(adds, axis=1)
    top = float(abs(adds).max()) or 1.0
    entries: list[Entry] = []
    groups: list[list[list[Cell]]] = []
    for k, name in enumerate(numbers.names.each):
        z, p, loss = numbers.logits[k], float(probabilities[k]), float(losses[k])
        sign, right, on = _sign(z), numbers.right(k), numbers.sums[k] > 0.0
        entries.append(
            Entry(
                point=name,
                pre_activations=numbers.sums[k],
                on=on,
                contributions=numbers.adds[k],
                bias=numbers.bias,
                sums=running[k],
                logit=z,
                probability=p,
                loss=loss,
                label=numbers.labels[k],
                answer=int(sign > 0) if sign else None,
                correct=right,
            )
        )
        bars = [Bar(written(part), part / top) for part in adds[k].tolist()]
        quiet = ~on & (numbers.values[k] == 0.0)
        shown = [
            bars[0],
            *(Bar("off", 0.0) if q else b for b, q in zip(bars[1:], quiet, strict=True)),
        ]
        answer = f"{int(sign > 0)}" if sign else "none"
        end = [written(z), size(p), size(loss), f"{answer}, {'right' if right else 'wrong'}"]
        groups.append(
            [
                [name, "h", "", *map(written, numbers.sums[k].tolist()), *[""] * 4],
                [name, "adds", *shown, *[""] * 4],
                [name, "sum", *map(written, running[k].tolist()), *end],
            ]
        )
    head = ["point", "", "bias", *(named([k]) for k in range(units))]
    head += ["logit", "probability", "loss", "class"]
    return Shown.of(entries, Table("What adds up at each point", head, groups, headers=2))


def _where(mask: Booleans) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())


def _sign(x: float) -> int:
    return int(x > 0.0) - int(x < 0.0)
