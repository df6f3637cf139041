"""What can be said of a network: claims that hold their numbers and write their sentence.

Units and points are counted from 0; part 0 of a sum is the output bias, part k the unit k − 1. A
number is a string, as printed: the claim is that the true number rounds so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import dataclass_transform

from .phrasing import Names, listed, named
from .saying import SIGNS, fill, said

Indices = tuple[int, ...]


@dataclass_transform(frozen_default=True)
class Claim:
    """One thing that is said of a network, its points and their labels: a frozen dataclass."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True)(cls)

    def text(self, names: Names) -> str:
        """Return the sentence."""
        return said(self, names)


class Verdict(Claim):
    """The network is right at these points, and wrong at those."""

    right: Indices
    wrong: Indices


class Difference(Claim):
    """The logit is that of two outputs."""


class Bias(Claim):
    """The output bias has this sign and value."""

    sign: int
    value: str


class On(Claim):
    """Each unit has a positive pre-activation at these points, and at no others."""

    groups: tuple[tuple[Indices, Indices], ...]

    def text(self, names: Names) -> str:
        parts = (
            fill("On_part", names, {"units": units, "points": points, "first": not k})
            for k, (units, points) in enumerate(self.groups)
        )
        return said(self, names, parts="; ".join(parts))


class Ungated(Claim):
    """A unit has no positive pre-activation at a point, and does not hand on 0 there."""

    hidden: str
    unit: int
    point: int


class Silent(Claim):
    """At these points, and at no others, no unit adds anything; if off, none is on there.

    Some are right and some are wrong; the output bias is on this side of the level.
    """

    points: Indices
    right: Indices
    wrong: Indices
    side: int
    value: str
    off: bool


class Blind(Claim):
    """No unit adds anything at these points, and they do not have one label."""

    points: Indices


class Tally(Claim):
    """Of the points with this label these are right and those are wrong."""

    label: int
    right: Indices
    wrong: Indices


class Sum(Claim):
    """At a point these parts add so much of one sign, and the others so much of the other one.

    Up: the first are those that lift, and the others push down; else the other way round.

    The balance says how their difference compares with the level, 0 for a logit: it is on the
    same "side" as the logit, "equal" to the level, or as near as "rounding" may take it.  Of many
    points, none that is wrong is further off than the "worst", and none that is right is nearer
    to the level than the "closest".
    """

    point: int
    up: bool
    first: Indices
    by: str
    other: Indices
    against: str
    balance: str
    side: int
    logit: str
    right: bool
    rank: str = ""


class Alone(Claim):
    """One unit adds something somewhere, and no other unit does."""

    unit: int


class Tie(Claim):
    """The pre-activation of these units at these points is exactly 0, or on another side.

    Both signs are given: that of the number without rounding, and that of what is computed.
    """

    units: Indices
    points: Indices
    exact: int
    computed: int


class Faint(Claim):
    """What these units add at these points is computed as 0, and may be more without rounding."""

    units: Indices
    points: Indices


class Wrong(Claim):
    """These points are wrong, and these units have an output weight of the sign that they need.

    They add something of that sign, and are too weak; or are off, or are dead.
    """

    points: Indices
    label: int
    weak: Indices
    off: Indices
    dead: Indices


class OneSum(Claim):
    """The network is one weighted sum at the points; two points of each class have one midpoint.

    It is one sum because the activation bends nothing there, or else because every unit is on
    everywhere or nowhere.
    """

    bends: bool
    hidden: str
    ones: Indices
    zeros: Indices


class Dead(Claim):
    """These units have value 0 and slope 0 at every point, and output weights of these signs."""

    units: Indices
    signs: Indices

    def text(self, names: Names) -> str:
        pairs = list(zip(self.units, self.signs, strict=True))
        kinds = {word: [k for k, of in pairs if of == sign] for sign, word in SIGNS.items()}
        parts = [f"{word} for {named(some)}" for word, some in kinds.items() if some]
        return said(self, names, parts=parts[1:] and listed(parts))


class Idle(Claim):
    """These units are not dead, and yet add nothing at any point."""

    units: Indices


class Same(Claim):
    """These units have one crease and one on-side; if merged, one unit could replace them."""

    units: Indices
    merged: bool


class Role(Claim):
    """A unit lifts these points, pushes those down, and adds nothing elsewhere.

    Never on: dead, and without a positive pre-activation at any point.
    """

    unit: int
    lifts: Indices
    pushes: Indices
    never_on: bool

    def text(self, names: Names) -> str:
        return fill("Role", names, vars(self))


class CreaseLine(Claim):
    """The pre-activation of a unit is 0 on this line, whose normal has length 1.

    The line meets the axes at these numbers ("" where it does not, or does everywhere), and the
    pre-activation is positive on this side of it; without weights there is no line.  It has a
    shape for two inputs only: for three it is a plane.
    """

    unit: int
    normal: tuple[str, ...]
    offset: str
    axes: tuple[str, ...]
    shape: str
    side: str

    def text(self, names: Names) -> str:
        return f"{self.line()}: {self.place()}"

    def line(self) -> str:
        """Return the line as a formula."""
        terms = [f"{n[0]} {n[1:]}·x{k}" for k, n in enumerate(self.normal, 1) if n != "0"]
        sides = " ".join(terms).removeprefix("+ ") + f" = {self.offset.lstrip('+')}"
        return "−" * sides.startswith("−") + sides.removeprefix("− ") if terms else "none"

    def place(self) -> str:
        """Return where it runs, and on which side the unit is on."""
        at = [f"x{k} = {at.lstrip('+')}" for k, at in enumerate(self.axes, 1) if at]
        way = f"at {at[0]}" if len(at) == 1 else f"that meets the axes at {listed(at or [''])}"
        way = "through the origin" if self.offset == "0" else way
        line = f"{self.shape} line {way}, " if self.shape else ""
        return f"{line}on {self.side}"


class Effect(Claim):
    """The output weight of a unit times the length of its weights is this number."""

    unit: int
    value: str

    def text(self, names: Names) -> str:
        return self.value
