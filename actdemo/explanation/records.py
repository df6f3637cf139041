"""What is computed of a network: a record for each hidden unit and for each point."""

from __future__ import annotations

from typing import NamedTuple

from actdemo.arithmetic.elementary import Array, Booleans


class Unit(NamedTuple):
    """A hidden unit, in terms that depend neither on its scale nor on its place.

    With several hidden layers a crease may bend, and only the units of the last add to the logit:
    then crease and where are empty, before the last layer also role, and effect is None.

    Attributes
    ----------
    crease : str
        Where its pre-activation is 0, as a formula whose left side has length 1.
    where : str
        For two inputs the same in words; the side on which the unit is on.
    on : ndarray of bool, shape (n,)
        At which points its pre-activation is positive.
    dead : bool
        Whether it has value 0 and slope 0 at every point.
    effect : float or None
        The size of its output weight times the length of its weights, with the sign of the
        former: for a ReLU unit the slope of its ramp.
    role : str
        Which points it lifts and which it pushes down.
    """

    crease: str
    where: str
    on: Booleans
    dead: bool
    effect: float | None
    role: str


class Entry(NamedTuple):
    """What the network computes at one point.

    Attributes
    ----------
    point : str
        Its name.
    pre_activations : ndarray of shape (H,)
        Of each hidden unit its weighted sum plus bias.  The units of several hidden layers follow
        one another.
    on : ndarray of bool, shape (H,)
        Whether each pre-activation is positive.
    contributions : ndarray of shape (H,)
        What each unit, of several hidden layers each unit of the last, adds to the logit.
    bias : float
        The output bias.
    sums : ndarray of shape (H + 1,)
        The running sum: the bias, then with each contribution in order.  The last is the logit.
    logit, loss : float
        The sum of the output layer, and what it costs.
    probability : float or None
        Its sigmoid; None under a loss that compares the output itself with the labels.
    label : int or float
    answer : int or float or None
        The label for which the output stands; on the level it stands for none.
    correct : bool
    """

    point: str
    pre_activations: Array
    on: Booleans
    contributions: Array
    bias: float
    sums: Array
    logit: float
    probability: float | None
    loss: float
    label: float
    answer: float | None
    correct: bool
