"""What each unit does, and why the output is what it is, from the weights alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.activation import activations
from actdemo.arithmetic.elementary import Array, Booleans, sign
from actdemo.checks import instance, one_hidden_layer, one_network
from actdemo.loss import sigmoid_cross_entropy
from actdemo.network import Network

from .claims import Claim
from .phrasing import Names, named, size, written
from .reasoning import Numbers, claims_about, facts, indices, length
from .tables import Bar, Cell, Lines, Shown, Table


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
    points = net.as_inputs(X)
    targets = sigmoid_cross_entropy.as_targets("y", y, (len(points), 1))
    if not ((targets == 0.0) | (targets == 1.0)).all():
        bad = targets[(targets != 0.0) & (targets != 1.0)][0]
        raise ValueError(f"y must hold labels 0 or 1; it contains {bad:g}")
    trace = net.forward(points)
    z = trace.logits
    losses = sigmoid_cross_entropy.per_sample(z, targets)
    sums, values = trace.pre_activations[0], trace.activations[0]
    numbers = Numbers(
        net=net,
        X=points,
        labels=[int(label) for label in targets[:, 0]],
        sums=sums,
        values=values,
        adds=values * net.weights[1][:, 0],
        dead=np.asarray(net.inactive(trace)[0].all(axis=0)),
        logits=z[:, 0].tolist(),
        names=Names(points),
    )
    claims, told = tuple(claims_about(numbers)), tuple(facts(numbers))
    return Explanation(
        units=_units(numbers, told),
        ledger=_ledger(numbers, losses, activations["sigmoid"].values(z)[:, 0]),
        sentences=Lines(claim.text(numbers.names) for claim in claims),
        argument=claims,
        facts=told,
    )


def _units(numbers: Numbers, told: tuple[Claim, ...]) -> Shown[Unit]:
    """Return the units with their table."""
    units: list[Unit] = []
    rows: list[list[list[Cell]]] = []
    W, v = (weights.tolist() for weights in numbers.net.weights)
    effects = [of * length([*w]) for w, (of,) in zip(zip(*W, strict=True), v, strict=True)]
    top = max(map(abs, effects)) or 1.0
    on = numbers.sums > 0.0
    for k, effect in enumerate(effects):
        crease, force, role = (fact.text(numbers.names) for fact in told[3 * k : 3 * k + 3])
        line, where = crease.split(": ")
        units.append(Unit(line, where, on[:, k], bool(numbers.dead[k]), effect, role))
        points = indices(on[:, k])
        place = numbers.names(points) if points else "no point"
        rows.append([[named([k]), Bar(force, effect / top), line, where, place, role]])
    head = ["unit", "effect", "crease", "in words", "on at", "role"]
    return Shown.of(units, Table("What each unit does", head, rows, words=2))


def _ledger(numbers: Numbers, losses: Array, probabilities: Array) -> Shown[Entry]:
    """Return the sums at each point with their table."""
    n, units = numbers.adds.shape
    adds = np.column_stack((np.full(n, numbers.bias), numbers.adds))
    running = np.add.accumulate(adds, axis=1)
    top = float(abs(adds).max()) or 1.0
    entries: list[Entry] = []
    groups: list[list[list[Cell]]] = []
    for k, name in enumerate(numbers.names.each):
        z, p, loss = numbers.logits[k], float(probabilities[k]), float(losses[k])
        side, right, on = sign(z), numbers.right(k), numbers.sums[k] > 0.0
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
                answer=int(side > 0) if side else None,
                correct=right,
            )
        )
        bars = [Bar(written(part), part / top) for part in adds[k].tolist()]
        quiet = ~on & (numbers.values[k] == 0.0)
        shown = [
            bars[0],
            *(Bar("off", 0.0) if q else b for b, q in zip(bars[1:], quiet, strict=True)),
        ]
        answer = f"{int(side > 0)}" if side else "none"
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
