"""What can be said of a network: claims that hold their numbers and write their sentence.

Units and points are counted from 0; part 0 of a sum is the output bias, part k the unit k − 1. A
number is a string, as printed: the claim is that the true number rounds so.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from .phrasing import Names, counted, listed, named
from .saying import SIGNS, fill, said

Indices = tuple[int, ...]
VERBS = {True: ("lift", "lifts"), False: ("push down", "pushes down")}  # of several, of one


class Claim(Protocol):
    """One thing that is said of a network, its points and their labels."""

    def text(self, names: Names) -> str:
        """Return the sentence."""


class Verdict(NamedTuple):
    """The network is right at these points, and wrong at those."""

    right: Indices
    wrong: Indices

    def text(self, names: Names) -> str:
        return said(self, names, total=counted(len(self.right) + len(self.wrong)))


class Difference(NamedTuple):
    """The logit is that of two outputs."""

    def text(self, names: Names) -> str:
        return said(self, names)


class Bias(NamedTuple):
    """The output bias has this sign and value."""

    sign: int
    value: str

    def text(self, names: Names) -> str:
        return said(self, names)


class On(NamedTuple):
    """Each unit has a positive pre-activation at these points, and at no others."""

    groups: tuple[tuple[Indices, Indices], ...]

    def text(self, names: Names) -> str:
        parts = [
            fill("On_part", names, {"units": units, "points": points, "first": not k})
            for k, (units, points) in enumerate(self.groups)
        ]
        return said(self, names, parts="; ".join(parts))


class Ungated(NamedTuple):
    """A unit has no positive pre-activation at a point, and does not hand on 0 there."""

    hidden: str
    unit: int
    point: int

    def text(self, names: Names) -> str:
        return said(self, names)


class Silent(NamedTuple):
    """At these points, and at no others, no unit adds anything; if off, none is on there.

    The side is that of the level on which the output bias is.
    """

    points: Indices
    right: Indices
    side: int
    value: str
    off: bool

    def text(self, names: Names) -> str:
        wrong = tuple(k for k in self.points if k not in self.right)
        return said(self, names, wrong=wrong, stands=names.stands(self.side, "on the level"))


class Blind(NamedTuple):
    """No unit adds anything at these points, and they do not have one label."""

    points: Indices

    def text(self, names: Names) -> str:
        return said(self, names)


class Tally(NamedTuple):
    """Of the points with this label so many are right and so many are wrong."""

    label: int
    right: int
    wrong: int

    def text(self, names: Names) -> str:
        total = self.right + self.wrong
        return said(self, names, total=counted(total), several=total > 1)


class Sum(NamedTuple):
    """At a point these parts lift by so much and those push down by so much; the logit follows.

    The balance says how their difference compares with the level, 0 for a logit: it is on the
    same "side" as the logit, "equal" to the level, or as near as "rounding" may take it.  Of many
    points, none that is wrong is further off than the "worst", and none that is right is nearer
    to the level than the "closest".
    """

    point: int
    lifts: Indices
    lift: str
    pushes: Indices
    push: str
    balance: str
    side: int
    logit: str
    right: bool
    rank: str = ""

    def text(self, names: Names) -> str:
        up = self.side >= 0 if names.signed else bool(self.lifts)
        told = [(self.lifts, self.lift), (self.pushes, self.push)]
        (first, by), (other, against) = told if up else told[::-1]
        exactly = self.balance == "equal"
        on = f"exactly {names.level}" if exactly else f"{names.level}, within rounding"
        return said(
            self,
            names,
            first=_moves(first, by, up=up),
            other=_moves(other, against, up=not up),
            there=_moves(other, up=not up),
            against=against + _in_all(other),
            apart=not other or not names.signed,
            same=self.balance == "side",
            stands=names.stands(self.side if self.balance == "side" else 0, on),
            equal=exactly,
            worst=self.rank == "worst",
            closest=self.rank == "closest",
        )


class Alone(NamedTuple):
    """One unit adds something somewhere, and no other unit does."""

    unit: int

    def text(self, names: Names) -> str:
        return said(self, names)


class Tie(NamedTuple):
    """The pre-activation of these units at these points is exactly 0, or on another side.

    Both signs are given: that of the number without rounding, and that of what is computed.
    """

    units: Indices
    points: Indices
    exact: int
    computed: int

    def text(self, names: Names) -> str:
        return said(self, names, same=self.exact == self.computed)


class Faint(NamedTuple):
    """What these units add at these points is computed as 0, and may be more without rounding."""

    units: Indices
    points: Indices

    def text(self, names: Names) -> str:
        return said(self, names)


class Wrong(NamedTuple):
    """These points are wrong, and these units have an output weight of the sign that they need.

    They add something of that sign, and are too weak; or are off, or are dead.
    """

    points: Indices
    label: int
    weak: Indices
    off: Indices
    dead: Indices

    def text(self, names: Names) -> str:
        kinds = ((self.weak, "on and too weak"), (self.off, "off there"), (self.dead, "dead"))
        are = {True: "are", False: "is"}
        fates = [f"{named(some)} {are[len(some) > 1]} {fate}" for some, fate in kinds if some]
        side = names.sides[1 if self.label else -1]
        return said(self, names, side=side, fates=fates and listed(fates))


class OneSum(NamedTuple):
    """The network is one weighted sum at the points; two points of each class have one midpoint.

    It is one sum because the activation bends nothing there, or else because every unit is on
    everywhere or nowhere.
    """

    bends: bool
    hidden: str
    ones: Indices
    zeros: Indices

    def text(self, names: Names) -> str:
        return said(self, names)


class Dead(NamedTuple):
    """These units have value 0 and slope 0 at every point, and output weights of these signs."""

    units: Indices
    signs: Indices

    def text(self, names: Names) -> str:
        told = list(zip(self.units, self.signs, strict=True))
        parts = [
            f"{word} for {named([k for k, of in told if of == sign])}"
            for sign, word in SIGNS.items()
            if sign in self.signs
        ]
        return said(self, names, parts=parts[1:] and listed(parts))


class Idle(NamedTuple):
    """These units are not dead, and yet add nothing at any point."""

    units: Indices

    def text(self, names: Names) -> str:
        return said(self, names)


class Same(NamedTuple):
    """These units have one crease and one on-side; if merged, one unit could replace them."""

    units: Indices
    merged: bool

    def text(self, names: Names) -> str:
        return said(self, names)


class Role(NamedTuple):
    """A unit lifts these points, pushes those down, and adds nothing elsewhere.

    Never on: dead, and without a positive pre-activation at any point.
    """

    unit: int
    lifts: Indices
    pushes: Indices
    never_on: bool

    def text(self, names: Names) -> str:
        if self.never_on:
            return "never on: contributes nothing at any of the points"
        if not (self.lifts or self.pushes):
            return "adds nothing at any of the points"
        only = " only" if len(self.lifts + self.pushes) == 1 else ""
        parts = [f"lifts {names(self.lifts)}"] if self.lifts else []
        parts += [f"pushes {names(self.pushes)} down"] if self.pushes else []
        return " and ".join(parts) + only


class CreaseLine(NamedTuple):
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


class Effect(NamedTuple):
    """The output weight of a unit times the length of its weights is this number."""

    unit: int
    value: str

    def text(self, names: Names) -> str:
        return self.value


def _moves(parts: Indices, height: str = "", *, up: bool) -> str:
    units = [part - 1 for part in parts if part]
    who = ["the output bias"] * (0 in parts) + ([named(units)] if units else [])
    by = f" by {height}{_in_all(parts)}" if height and parts else ""
    return f"{listed(who or ['nothing'])} {VERBS[up][len(parts) < 2]}{by}"


def _in_all(parts: Indices) -> str:
    return " in all" if len(parts) > 1 else ""
