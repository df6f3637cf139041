"""What can be said of a network: claims that hold their numbers and write their sentence.

Units and points are counted from 0; part 0 of a sum is the output bias, part k the unit k − 1. A
number is a string, as printed: the claim is that the true number rounds so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from .phrasing import Names, capital, counted, listed, named

Indices = tuple[int, ...]
SIGNS = {1: "positive", -1: "negative", 0: "zero"}
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
        right = f"{names(self.right)} {_are(self.right)} right" if self.right else ""
        wrong = f"{names(self.wrong)} {_are(self.wrong)} wrong" if self.wrong else ""
        if right and wrong:
            total = counted(len(self.right) + len(self.wrong))
            right = f"{counted(len(self.right))} of {total} points {_are(self.right)} right; "
        return capital(f"{right}{wrong}.")


class Bias(NamedTuple):
    """The output bias has this sign and value."""

    sign: int
    value: str

    def text(self, names: Names) -> str:
        if self.sign == 0:
            return "The output bias is 0: it speaks for neither class."
        what = "lifts every point" if self.sign > 0 else "pushes every point down"
        return f"The output bias, {self.value}, {what}, towards {_class(self.sign)}."


class On(NamedTuple):
    """Each unit has a positive pre-activation at these points, and at no others."""

    groups: tuple[tuple[Indices, Indices], ...]

    def text(self, names: Names) -> str:
        parts: list[str] = []
        for units, points in self.groups:
            verb = "" if parts else f" {_are(units)} on"
            only = " only" if len(points) == 1 else ""
            where = f"at {names(points)}{only}" if points else "at no point"
            parts.append(f"{named(units)}{verb} {where}")
        return capital("; ".join(parts) + ".")


class Ungated(NamedTuple):
    """A unit has no positive pre-activation at a point, and does not hand on 0 there."""

    hidden: str
    unit: int
    point: int

    def text(self, names: Names) -> str:
        unit, point = named([self.unit]), names([self.point])
        return (
            f"On means a positive pre-activation here; {self.hidden} does not cut off the rest: "
            f"{unit} at {point}, for one, is not on and still hands on something."
        )


class Silent(NamedTuple):
    """At these points, and at no others, no unit adds anything; if off, none is on there."""

    points: Indices
    right: Indices
    sign: int
    value: str
    off: bool

    def text(self, names: Names) -> str:
        why = "every unit is off" if self.off else "no unit adds anything"
        many = "both" if len(self.points) == 2 else "all of them"
        logit = f"one logit for {many}," if len(self.points) > 1 else "logit"
        wrong = tuple(k for k in self.points if k not in self.right)
        verdict = "wrong" if wrong else "right"
        if self.right and wrong:
            verdict = f"right at {names(self.right)}, wrong at {names(wrong)}"
        return (
            f"At {names(self.points)} {why}, so the output bias alone speaks: "
            f"{logit} {self.value}, {_class(self.sign)}, {verdict}."
        )


class Blind(NamedTuple):
    """No unit adds anything at these points, and they do not have one label."""

    points: Indices

    def text(self, names: Names) -> str:
        return (
            f"{capital(names(self.points))} have one logit and different labels: whatever the "
            "output bias is, they can't all be right."
        )


class Sum(NamedTuple):
    """At a point these parts lift by so much and those push down by so much; the logit follows.

    The balance says how the two compare: "further" if the one that gives the logit its sign is
    larger, "equal" if they cancel, "rounding" if their difference is lost in rounding.
    """

    point: int
    lifts: Indices
    lift: str
    pushes: Indices
    push: str
    balance: str
    sign: int
    logit: str
    right: bool

    def text(self, names: Names) -> str:
        up = self.sign >= 0
        first, by, other, against = (
            (self.lifts, self.lift, self.pushes, self.push)
            if up
            else (self.pushes, self.push, self.lifts, self.lift)
        )
        story = f"{_moves(first, up=up)} by {by}{_in_all(first)}"
        if not other:
            story += f" and nothing {VERBS[not up][1]}"
        elif self.balance == "further":
            story += f", further than {_moves(other, up=not up)}, {against}{_in_all(other)}"
        else:
            far = (
                "exactly as far as {}"
                if self.balance == "equal"
                else "as far as {} but for rounding"
            )
            story += ", " + far.format(_moves(other, up=not up))
        end = f"{_class(self.sign)}, {'right' if self.right else 'wrong'}"
        return f"At {names([self.point])} {story}: logit {self.logit}, {end}."


class Alone(NamedTuple):
    """One unit adds something somewhere, and no other unit does."""

    unit: int

    def text(self, names: Names) -> str:
        return capital(f"{named([self.unit])} does all the work: no other unit adds anything.")


class Tie(NamedTuple):
    """The pre-activation of these units is exactly 0 at these points."""

    units: Indices
    points: Indices

    def text(self, names: Names) -> str:
        units = named(self.units)
        return (
            f"The pre-activation of {units} at {names(self.points)} is exactly 0, "
            "which counts as off."
        )


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
        sign, move = ("positive", "lift") if self.label else ("negative", "push down")
        place = names(self.points)
        start = f"At {place} the label is {self.label}, so the logit would have to be {sign}"
        if not (self.weak or self.off or self.dead):
            return f"{start}, but no unit has a {sign} output weight."
        kinds = ((self.weak, "on and too weak"), (self.off, "off there"), (self.dead, "dead"))
        fates = [f"{named(units)} {_are(units)} {fate}" for units, fate in kinds if units]
        return f"{start}; of the units that could {move} there, {listed(fates)}."


class OneSum(NamedTuple):
    """The network is one weighted sum at the points; two points of each class have one midpoint.

    It is one sum because the activation bends nothing, or else because every unit is on
    everywhere or nowhere.
    """

    bends: bool
    hidden: str
    ones: Indices
    zeros: Indices

    def text(self, names: Names) -> str:
        why = (
            "Every unit is on at all points or at none, so at the points"
            if self.bends
            else f"{capital(self.hidden)} bends nothing:"
        )
        return (
            f"{why} the network is one weighted sum, and no such sum is right at "
            f"{names(self.ones)} and at {names(self.zeros)}, which have the same midpoint."
        )


class Dead(NamedTuple):
    """These units have value 0 and slope 0 at every point, and output weights of these signs."""

    units: Indices
    signs: Indices

    def text(self, names: Names) -> str:
        start = f"{capital(named(self.units))} {_are(self.units)} dead: at every point"
        if len(self.units) == 1:
            weight = f"its {SIGNS[self.signs[0]]} output weight never counts"
            return f"{start} it hands on nothing and learns nothing, and {weight}."
        told = list(zip(self.units, self.signs, strict=True))
        parts = [
            f"{word} for {named([k for k, of in told if of == sign])}"
            for sign, word in SIGNS.items()
            if sign in self.signs
        ]
        weights = f"output weights, {listed(parts)},"
        if len(parts) == 1:
            weights = f"{SIGNS[self.signs[0]]} output weights"
        return f"{start} they hand on nothing and learn nothing, and their {weights} never count."


class Idle(NamedTuple):
    """These units are not dead, and yet add nothing at any point."""

    units: Indices

    def text(self, names: Names) -> str:
        verb = "add" if len(self.units) > 1 else "adds"
        return capital(f"{named(self.units)} {verb} nothing at any point, without being dead.")


class Same(NamedTuple):
    """These units have one crease and one on-side; if merged, one unit could replace them."""

    units: Indices
    merged: bool

    def text(self, names: Names) -> str:
        many = "both" if len(self.units) == 2 else "them all"
        work = f": one unit could do the work of {many}" * self.merged
        return capital(f"{named(self.units)} have the same crease and on-side{work}.")


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
    pre-activation is positive on this side of it; without weights there is no line.
    """

    unit: int
    normal: tuple[str, str]
    offset: str
    axes: tuple[str, str]
    shape: str
    side: str

    def text(self, names: Names) -> str:
        return f"{self.line()}: {self.place()}"

    def line(self) -> str:
        """Return the line as a formula."""
        terms = [f"{n[0]} {n[1:]}·x{k}" for k, n in enumerate(self.normal, 1) if n != "0"]
        sides = " ".join(terms).removeprefix("+ ") + f" = {self.offset.lstrip('+')}"
        return "−" * sides.startswith("−") + sides.removeprefix("− ") if self.shape else "none"

    def place(self) -> str:
        """Return where it runs, and on which side the unit is on."""
        at = [f"x{k} = {at.lstrip('+')}" for k, at in enumerate(self.axes, 1) if at]
        through = "the origin" if self.offset == "0" else listed(at)
        line = f"{self.shape} line through {through}, " if self.shape else ""
        return f"{line}on {self.side}"


class Effect(NamedTuple):
    """The output weight of a unit times the length of its weights is this number."""

    unit: int
    value: str

    def text(self, names: Names) -> str:
        return self.value


def _are(things: Sequence[int]) -> str:
    return "is" if len(things) == 1 else "are"


def _class(sign: int) -> str:
    return "no class" if sign == 0 else f"class {int(sign > 0)}"


def _moves(parts: Indices, *, up: bool) -> str:
    units = [part - 1 for part in parts if part]
    who = ["the output bias"] * (0 in parts) + ([named(units)] if units else [])
    return f"{listed(who)} {VERBS[up][len(parts) == 1]}"


def _in_all(parts: Indices) -> str:
    return " in all" if len(parts) > 1 else ""
