"""What can be said of a network: claims that hold their numbers and write their sentence.

Units and points are counted from 0; among units, −1 stands for the output bias. A number is a
string, as printed: the claim is that the true number rounds so.
"""

from dataclasses import dataclass
from typing import dataclass_transform

from .phrasing import SIGNS, Names, fill, listed, named

Indices = tuple[int, ...]


@dataclass_transform(frozen_default=True)
class Claim:
    """One thing that is said of a network, its points and their labels: a frozen dataclass."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True)(cls)

    def text(self, names: Names) -> str:
        """Return the sentence."""
        return fill(type(self).__name__, names, vars(self))


class Judged(Claim):
    """Of some points these are right, and those are wrong."""

    right: Indices
    wrong: Indices


class Rounded(Claim):
    """The pre-activation of these units at these points has both signs.

    That of the number without rounding, and that of what is computed.
    """

    units: Indices
    points: Indices
    exact: int
    computed: int


class OfUnit(Claim):
    """Something about one unit."""

    unit: int


class Verdict(Judged):
    """So it is with all points."""


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
        groups = enumerate(self.groups)
        told = ({"units": some, "points": points, "first": not k} for k, (some, points) in groups)
        return fill("On", names, {"parts": "; ".join(fill("On_part", names, one) for one in told)})


class Ungated(Claim):
    """A unit has no positive pre-activation at a point, and does not hand on 0 there."""

    hidden: str
    unit: int
    point: int


class Silent(Judged):
    """At these points, and at no others, no unit adds anything; if off, none is on there.

    The side is that of the level on which the output bias is.
    """

    side: int
    value: str
    off: bool


class Blind(Claim):
    """No unit adds anything at these points, and they do not have one label."""

    points: Indices


class Tally(Judged):
    """So it is with the points that have this label."""

    label: int


class Sum(Claim):
    """At a point these units add so much of one sign, and the others so much of the other one.

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


class Alone(OfUnit):
    """It adds something somewhere, and no other unit does."""


class Tie(Rounded):
    """Both signs are 0, or they differ."""


class Faint(Rounded):
    """What the units add there is computed as 0, and may be more without rounding."""


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

    It is one sum because the hidden activation bends nothing there; without its name, because
    every unit is on everywhere or nowhere.
    """

    hidden: str
    ones: Indices
    zeros: Indices


class DeadInLayer(Claim):
    """These units of one of several hidden layers have value 0 and slope 0 at every point."""

    layer: int
    units: Indices


class Dead(Claim):
    """These units have value 0 and slope 0 at every point, and output weights of these signs."""

    units: Indices
    signs: Indices

    def text(self, names: Names) -> str:
        pairs = list(zip(self.units, self.signs, strict=True))
        kinds = {word: [k for k, of in pairs if of == sign] for sign, word in SIGNS.items()}
        parts = [f"{word} for {named(some)}" for word, some in kinds.items() if some]
        return fill("Dead", names, {**vars(self), "parts": parts[1:] and listed(parts)})


class Idle(Claim):
    """These units are not dead, and yet add nothing at any point."""

    units: Indices


class Same(Claim):
    """These units have one crease and one on-side; if merged, one unit could replace them."""

    units: Indices
    merged: bool


class Role(OfUnit):
    """It lifts these points, pushes those down, and adds nothing elsewhere.

    Never on: dead, and without a positive pre-activation at any point.
    """

    lifts: Indices
    pushes: Indices
    never_on: bool


class CreaseLine(OfUnit):
    """Its pre-activation is 0 on this line, whose normal has length 1.

    The line meets the axes at these numbers ("" where it does not, or does everywhere), and the
    pre-activation is positive on this side of it; without weights there is no line.  It has a
    shape for two inputs only: for three it is a plane.
    """

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
        way = f"that meets the axes at {listed(at)}" if at[1:] else f"at {''.join(at)}"
        way = "through the origin" if self.offset == "0" else way
        return f"{self.shape} line {way}, on {self.side}" if self.shape else f"on {self.side}"


class Effect(OfUnit):
    """Its output weight times the length of its weights is this number."""

    value: str
