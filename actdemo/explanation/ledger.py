"""What each unit does, and why the output is what it is, from the weights alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import ArrayLike

from actdemo import checks
from actdemo.activation import activations
from actdemo.arithmetic.elementary import quiet
from actdemo.loss import Loss, as_loss
from actdemo.network import Network, with_hidden_layers

from .claims import Claim
from .layout import entry_table, unit_table
from .reasoning import Numbers, claims_about, facts_about
from .records import Entry, Unit
from .tables import Lines, Shown


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

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in (self.sentences, self.units, self.ledger))


@quiet()
def explain(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    loss: str | Loss = "sigmoid_cross_entropy",
    labels: ArrayLike | None = None,
) -> Explanation:
    r"""Explain what a network with one hidden layer does, and why.

    .. math::

        z = c + u_1 + \dots + u_H, \qquad u_k = v_k \, \varphi(h_k), \qquad
        h_k = b_k + w_{1k} x_1 + \dots + w_{nk} x_n

    Parameters
    ----------
    net : Network
    X : array_like of shape (n, inputs)
    y : array_like of shape (n, 1) or (n,), or (n, 2) for two outputs
        Labels: 0 or 1, or any two numbers under squared error.
    loss : str or Loss
        Which decides what is right: a logit is on one side of 0, what the squared error compares
        with the labels is on one side of their middle.  A softmax decides by the difference of
        two outputs, the second minus the first.
    labels : sequence of two float, optional
        Those of the two classes, as `classify` takes them.

    Returns
    -------
    Explanation

    Raises
    ------
    ValueError, TypeError
        If the network has another shape, overflows at a point, or has weights so far apart that
        a number vanishes; X or y do not fit, y holds other labels, the loss does not decide by
        one output, or the output function does not keep the logit's side of a level.

    Notes
    -----
    A unit is *on* where its pre-activation :math:`h_k` is positive, whatever the activation: on
    one side of its crease.  With relu, squared_relu and step a unit that is not on hands on 0, so
    it is switched off; with all others it still adds something, and the text says so.  *Dead* is
    what :func:`classify` calls dead: value 0 and slope 0 at every point.

    With two outputs :math:`c` and :math:`v_k` are differences, too, and ``sums`` may end a
    rounding away from the logit, which is the difference of what the network computes.

    Each sentence is written by a claim that holds its numbers as they are printed.  Nothing is
    said that these numbers do not bear out.  What is told is what the network computes; where
    rounding decides a sign, a sentence says so.  More than twelve points are told in groups.

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
    chosen = as_loss(loss)
    with_hidden_layers("net", net, outputs=2 if chosen.distribution else 1)
    if not (chosen.reading or chosen.distribution):
        raise ValueError(f"loss must decide by one output, which {chosen.name} does not")
    points, targets, _ = net.judged(X, y, loss)
    pair = chosen.classes(targets, labels).tolist()
    truth = checks.labels("y", targets[:, -1], len(points), pair).tolist()
    numbers = Numbers(net, points, truth, chosen, pair)
    argument, facts = tuple(claims_about(numbers)), tuple(facts_about(numbers))
    told = zip(facts, numbers.on.T, numbers.dead.tolist(), numbers.effects, strict=True)
    units = [
        Unit(crease.line(), crease.place(), on, dead, float(effect), role.text(numbers.names))
        for (crease, _, role), on, dead, effect in told
    ]
    costs = chosen.per_sample(net(points), targets).tolist()
    entries = [_entry(numbers, point, cost) for point, cost in enumerate(costs)]
    return Explanation(
        units=Shown.of(units, unit_table(units, facts, numbers.names)),
        ledger=Shown.of(entries, entry_table(entries, numbers.values, numbers.names.output)),
        sentences=Lines(claim.text(numbers.names) for claim in argument),
        argument=argument,
        facts=tuple(chain(*facts)),
    )


def _entry(numbers: Numbers, k: int, cost: float) -> Entry:
    """Return the sums at a point."""
    z, (low, high) = numbers.logits[k], numbers.pair
    return Entry(
        point=numbers.names.each[k],
        pre_activations=numbers.sums[k],
        on=numbers.on[k],
        contributions=numbers.adds[k],
        bias=numbers.bias,
        sums=np.array([*accumulate(numbers.adds[k].tolist(), initial=numbers.bias)]),
        logit=z,
        probability=float(activations["sigmoid"](z)) if numbers.likely else None,
        loss=cost,
        label=(low, high)[numbers.labels[k]],
        answer={1: high, -1: low}.get(numbers.sides[k]),
        correct=numbers.right(k),
    )
