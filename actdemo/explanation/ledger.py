"""What each unit does, and why the output is what it is, from the weights alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import ArrayLike

from actdemo.activation import activations
from actdemo.arithmetic.elementary import quiet
from actdemo.checks import labels
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

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in (self.sentences, self.units, self.ledger))


@quiet()
def explain(
    net: Network, X: ArrayLike, y: ArrayLike, loss: str | Loss = "sigmoid_cross_entropy"
) -> Explanation:
    r"""Explain what a network with two inputs, one hidden layer and one output does, and why.

    .. math::

        z = c + u_1 + \dots + u_H, \qquad u_k = v_k \, \varphi(h_k), \qquad
        h_k = b_k + w_{1k} x_1 + w_{2k} x_2

    Parameters
    ----------
    net : Network
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1) or (n,)
        Labels, 0 or 1.
    loss : str or Loss
        Which decides what is right: a logit is on one side of 0, what the squared error compares
        with the labels is on one side of ½.

    Returns
    -------
    Explanation

    Raises
    ------
    ValueError, TypeError
        If the network has another shape or an output function, overflows at a point, or has
        weights so far apart that a number vanishes; X or y do not fit, a label is not 0 or 1, or
        the loss does not decide by one output.

    Notes
    -----
    A unit is *on* where its pre-activation :math:`h_k` is positive, whatever the activation: on
    one side of its crease.  With relu, squared_relu and step a unit that is not on hands on 0, so
    it is switched off; with all others it still adds something, and the text says so.  *Dead* is
    what :func:`classify` calls dead: value 0 and slope 0 at every point.

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
    with_hidden_layers("net", net, inputs=2, logit=True)
    if as_loss(loss).level() is None:
        raise ValueError(f"loss must decide by one output, which {as_loss(loss).name} does not")
    points, targets, chosen = net.judged(X, y, loss)
    truth = labels("y", targets, len(points)).astype(int).tolist()
    numbers = Numbers(net, points, truth, chosen)
    argument, facts = tuple(claims_about(numbers)), tuple(facts_about(numbers))
    told = zip(facts, numbers.on.T, numbers.dead.tolist(), numbers.effects, strict=True)
    units = [
        Unit(crease.line(), crease.place(), on, dead, float(effect), role.text(numbers.names))
        for (crease, _, role), on, dead, effect in told
    ]
    logit = chosen.reading == "sign" and chosen.probabilities
    costs = chosen.per_sample(net(points), targets)
    entries = [
        _entry(numbers, point, cost, logit=logit) for point, cost in enumerate(costs.tolist())
    ]
    return Explanation(
        units=Shown.of(units, unit_table(units, facts, numbers.names)),
        ledger=Shown.of(entries, entry_table(entries, numbers.values, numbers.names.output)),
        sentences=Lines(claim.text(numbers.names) for claim in argument),
        argument=argument,
        facts=tuple(chain(*facts)),
    )


def _entry(numbers: Numbers, k: int, loss: float, *, logit: bool) -> Entry:
    """Return the sums at a point."""
    z = numbers.logits[k]
    return Entry(
        point=numbers.names.each[k],
        pre_activations=numbers.sums[k],
        on=numbers.on[k],
        contributions=numbers.adds[k],
        bias=numbers.bias,
        sums=np.array([*accumulate(numbers.adds[k].tolist(), initial=numbers.bias)]),
        logit=z,
        probability=float(activations["sigmoid"](z)) if logit else None,
        loss=loss,
        label=numbers.labels[k],
        answer={1: 1, -1: 0}.get(numbers.sides[k]),
        correct=numbers.right(k),
    )
