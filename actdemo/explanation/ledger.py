"""What each unit does, and why the output is what it is, from the weights alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import inf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from actdemo import checks
from actdemo.activation import activations
from actdemo.arithmetic.elementary import quiet
from actdemo.loss import Loss, as_loss
from actdemo.network import Network, with_hidden_layers

from .claims import Bias, Claim, DeadInLayer, Difference, Tally, Verdict
from .layout import entry_table, unit_table
from .phrasing import NEITHER, TOO_LARGE, Names
from .reasoning import Numbers, claims_about, facts_about, indices
from .records import Entry, Unit
from .tables import Lines, Shown

OF_NO_UNIT = Verdict | Difference | Bias | Tally  # so that they hold at any depth


@dataclass(frozen=True)
class Explanation:
    """What a network does at some points, and why; it shows itself.

    Attributes
    ----------
    units : tuple of Unit
        What each hidden unit does.  Those of several hidden layers follow one another.
    ledger : tuple of Entry
        What the network computes at each point.
    sentences : list of str
        Why the answers are what they are, in words; with several hidden layers only which points
        are right and which units are dead.
    argument : tuple of Claim
        What the sentences claim, in the same order.
    facts : tuple of Claim
        What is claimed of the units: for each its crease, its effect and its role; with several
        hidden layers the roles in the last.
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
    r"""Explain what a network with hidden layers does, and why.

    .. math::

        z = c + u_1 + \dots + u_H, \qquad u_k = v_k \, \varphi(h_k), \qquad
        h_k = b_k + w_{1k} x_1 + \dots + w_{nk} x_n

    With several hidden layers the units are those of the last, and :math:`x` is what the layer
    before it hands on.

    Parameters
    ----------
    net : Network
        With one hidden layer or more, and one output, or two for a softmax.
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

    With several hidden layers the ledger has a row of pre-activations for each of them, and the
    units of the last contribute.  The sentences tell which points are right, what the output bias
    does, and which units are dead; no more is said of what the layers do together.

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

    Layer by layer, as many as there are:

    >>> weights = [[1, -1], [1, -1]], [[1, 1], [0, 0]], [[1], [-2]]
    >>> deep = ad.explain(ad.Network(weights, ([0, 0], [0, -1], [-0.5])), *ad.xor())
    >>> print(deep.sentences[-1])
    Unit 2 of layer 1 is dead: at every point it hands on nothing and learns nothing.
    >>> for row in str(deep.ledger).splitlines()[:6]:
    ...     print(row)
    What adds up at each point
    point           bias  unit 1  unit 2   logit  probability   loss     class
    (1, 1)  h(1)          +2.000  −2.000
            h(2)          +2.000  +1.000
            adds  −0.500  +2.000  −2.000
            sum   −0.500  +1.500  −0.500  −0.500        0.378  0.474  0, right
    """
    chosen = as_loss(loss)
    with_hidden_layers("net", net, most=inf, outputs=2 if chosen.distribution else 1)
    if not (chosen.reading or chosen.distribution):
        raise ValueError(f"loss must decide by one output, which {chosen.name} does not")
    points, targets, _ = net.judged(X, y, loss)
    pair = chosen.classes(targets, labels).tolist()
    truth = checks.labels("y", targets[:, -1], len(points), pair).tolist()
    trace = net.forward(points)
    inputs = (points, *trace.activations)[-3]  # of the last hidden layer
    last = Network(net.weights[-2:], net.biases[-2:], net.functions[-2], net.output)
    try:
        numbers = Numbers(last, inputs, truth, chosen, pair)
    except ValueError:
        reason = NEITHER.format(net) if np.isfinite(inputs).all() else TOO_LARGE
        raise ValueError(reason) from None
    names = Names(points, numbers.level, numbers.names.output, pair)
    argument = tuple(claims_about(numbers))
    told: list[Any] = list(facts_about(numbers))
    creases, _, pushes = zip(*told, strict=True)
    lines, places = [crease.line() for crease in creases], [crease.place() for crease in creases]
    effects: list[Any] = numbers.effects
    facts, roles = tuple(chain(*told)), [role.text(names) for role in pushes]
    h, off, widths = np.hstack(trace.pre_activations[:-1]), net.inactive(trace), net.sizes[1:-1]
    if len(widths) > 1:  # creases may bend, and layers before the last don't add to the logit
        lines = places = [""] * sum(widths)
        effects, roles, facts = [None] * sum(widths), lines[: -widths[-1]] + roles, tuple(pushes)
        dead = ((n, indices(np.asarray(some.all(axis=0)))) for n, some in enumerate(off, 1))
        kept = [claim for claim in argument if isinstance(claim, OF_NO_UNIT)]
        argument = *kept, *(DeadInLayer(n, some) for n, some in dead if some)
    gone, n = np.asarray(np.hstack(off).all(axis=0)).tolist(), len(points)
    units = [*map(Unit, lines, places, h.T > 0.0, gone, effects, roles)]
    sums = np.add.accumulate(np.insert(numbers.adds, 0, numbers.bias, axis=1), axis=1)
    chances = activations["sigmoid"](numbers.logits).tolist() if numbers.likely else [None] * n
    costs = chosen.per_sample(net(points), targets).tolist()
    answers = dict(zip((-1, 1), numbers.pair, strict=True))
    # What is in an entry, in its order: for each thing a column, with a row for each point.
    computed = names.each, h, h > 0.0, numbers.adds, [numbers.bias] * n, sums, numbers.logits
    judged = [numbers.pair[label] for label in truth], map(answers.get, numbers.sides)
    entries = [*map(Entry, *computed, chances, costs, *judged, map(numbers.right, range(n)))]
    idle = (numbers.values == 0.0) & ~numbers.on
    ledger = Shown.of(entries, entry_table(entries, idle, widths, names.output))
    sentences = Lines(claim.text(names) for claim in argument)
    shown = Shown.of(units, unit_table(units, widths, names))
    return Explanation(shown, ledger, sentences, argument, facts)
