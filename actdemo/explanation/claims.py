"""What can be said of a network: claims that hold their numbers and write their sentence.

Units and points are counted from 0; part 0 of a sum is the output bias, part k the unit k − 1. A
number is a string, as printed: the claim is that the true number rounds so.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from .phrasing import Names, capital, counted, listed, named

Indices = tuple[int, ...]
SIGNS = {1: "positive", -1: "negative", 0: "zero"}


@dataclass(frozen=True)
class Claim(ABC):
    """One thing that is said of a network, its points and their labels."""

    @abstractmethod
    def text(self, names: Names) -> str:
        """Return the sentence."""


@dataclass(frozen=True)
class Verdict(Claim):
    """The network is right at these points, and wrong at those."""

    right: Indices
    wrong: Indices

    def text(self, names: Names) -> str:
        total = len(self.right) + len(self.wrong)
        if not self.wrong:
            return capital(f"{names(self.right)} {_are(self.right)} right.")
        if not self.right:
            return capital(f"{names(self.wrong)} {_are(self.wrong)} wrong.")
        some = f"{counted(len(self.right))} of {counted(total)} points {_are(self.right)} right"
        return capital(f"{some}; {names(self.wrong)} {_are(self.wrong)} wrong.")


@dataclass(frozen=True)
class Bias(Claim):
    """The output bias has this sign and value."""

    sign: int
    value: str

    def text(self, names: Names) -> str:
        if self.sign == 0:
            return "The output bias is 0: it speaks for neither class."
        what = "lifts every point" if self.sign > 0 else "pushes every point down"
        return f"The output bias, {self.value}, {what}, towards {_class(self.sign)}."


@dataclass(frozen=True)
class On(Claim):
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


@dataclass(frozen=True)
class Ungated(Claim):
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


@dataclass(frozen=True)
class Silent(Claim):
    """At these points, and at no others, no unit adds anything; if off, none is on there."""

    points: Indices
    right: Indices
    sign: int
    value: str
    off: bool

    def text(self, names: Names) -> str:
        why = "every unit is off" if self.off else "no unit adds anything"
        one = f"one logit for {'both' if len(self.points) == 2 else 'all of them'}, "
        logit = f"{one * (len(self.points) > 1)}{'' if len(self.points) > 1 else 'logit '}"
        wrong = tuple(k for k in self.points if k not in self.right)
        if self.right and wrong:
            verdict = f"right at {names(self.right)}, wrong at {names(wrong)}"
        else:
            verdict = "wrong" if wrong else "right"
        return (
            f"At {names(self.points)} {why}, so the output bias alone speaks: "
            f"{logit}{self.value}, {_class(self.sign)}, {verdict}."
        )


@dataclass(frozen=True)
class Blind(Claim):
    """No unit adds anything at these points, and they do not have one label."""

    points: Indices

    def text(self, names: Names) -> str:
        return (
            f"{capital(names(self.points))} have one logit and different labels: whatever the "
            "output bias is, they can't all be right."
        )


@dataclass(frozen=True)
class Sum(Claim):
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
        up = (self.lifts, "lift", "", self.lift)
        down = (self.pushes, "push", " down", self.push)
        (first, verb, way, by), (other, against, back, height) = (
            (down, up) if self.sign < 0 else (up, down)
        )
        story = f"{_parts(first)} {_verb(verb, first)}{way} by {by}{_in_all(first)}"
        there = f"{_parts(other)} {_verb(against, other)}{back}" if other else ""
        if not other:
            story += f" and nothing {'lifts' if self.sign < 0 else 'pushes down'}"
        elif self.balance == "further":
            story += f", further than {there}, {height}{_in_all(other)}"
        elif self.balance == "equal":
            story += f", exactly as far as {there}"
        else:
            story += f", as far as {there} but for rounding"
        end = f"{_class(self.sign)}, {'right' if self.right else 'wrong'}"
        return f"At {names([self.point])} {story}: logit {self.logit}, {end}."


@dataclass(frozen=True)
class Alone(Claim):
    """One unit adds something somewhere, and no other unit does."""

    unit: int

    def text(self, names: Names) -> str:
        return capital(f"{named([self.unit])} does all the work: no other unit adds anything.")


@dataclass(frozen=True)
class Tie(Claim):
    """The pre-activation of these units is exactly 0 at these points."""

    units: Indices
    points: Indices

    def text(self, names: Names) -> str:
        units = named(self.units)
        return (
            f"The pre-activation of {units} at {names(self.points)} is exactly 0, "
            "which counts as off."
        )


@dataclass(frozen=True)
class Wrong(Claim):
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
        fates = [
            f"{named(units)} {_are(units)} {fate}"
            for units, fate in (
                (self.weak, "on and too weak"),
                (self.off, "off there"),
                (self.dead, "dead"),
            )
            if units
        ]
        return f"{start}; of the units that could {move} there, {listed(fates)}."


@dataclass(frozen=True)
class OneSum(Claim):
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


@dataclass(frozen=True)
class Dead(Claim):
    """These units have value 0 and slope 0 at every point, and output weights of these signs."""

    units: Indices
    signs: Indices

    def text(self, names: Names) -> str:
        start = f"{capital(named(self.units))} {_are(self.units)} dead: at every point"
        if len(self.units) == 1:
            weight = f"its {SIGNS[self.signs[0]]} output weight never counts"
            return f"{start} it hands on nothing and learns nothing, and {weight}."
        kinds = [
            (SIGNS[sign], [k for k, of in zip(self.units, self.signs, strict=True) if of == sign])
            for sign in (1, -1, 0)
            if sign in self.signs
        ]
        if len(kinds) == 1:
            weights = f"{kinds[0][0]} output weights"
        else:
            parts = listed([f"{kind} for {named(units)}" for kind, units in kinds])
            weights = f"output weights, {parts},"
        return f"{start} they hand on nothing and learn nothing, and their {weights} never count."


@dataclass(frozen=True)
class Idle(Claim):
    """These units are not dead, and yet add nothing at any point."""

    units: Indices

    def text(self, names: Names) -> str:
        verb = "add" if len(self.units) > 1 else "adds"
        return capital(f"{named(self.units)} {verb} nothing at any point, without being dead.")


@dataclass(frozen=True)
class Same(Claim):
    """These units have one crease and one on-side; if merged, one unit could replace them."""

    units: Indices
    merged: bool

    def text(self, names: Names) -> str:
        many = "both" if len(self.units) == 2 else "them all"
        work = f": one unit could do the work of {many}" * self.merged
        return capital(f"{named(self.units)} have the same crease and on-side{work}.")


@dataclass(frozen=True)
class Role(Claim):
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


@dataclass(frozen=True)
class CreaseLine(Claim):
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
        if not self.shape:
            return f"none: on {self.side}"
        terms = [f"{n[0]} {n[1:]}·x{k}" for k, n in enumerate(self.normal, 1) if n != "0"]
        line = " ".join(terms).removeprefix("+ ") + f" = {self.offset.lstrip('+')}"
        line = "−" * line.startswith("−") + line.removeprefix("− ")
        places = [f"x{k} = {at.lstrip('+')}" for k, at in enumerate(self.axes, 1) if at]
        place = "the origin" if self.offset == "0" else listed(places)
        return f"{line}: {self.shape} line through {place}, on {self.side}"


@dataclass(frozen=True)
class Effect(Claim):
    """The output weight of a unit times the length of its weights is this number."""

    unit: int
    value: str

    def text(self, names: Names) -> str:
        return self.value


def _are(things: Sequence[int]) -> str:
    return "is" if len(things) == 1 else "are"


def _class(sign: int) -> str:
    return "no class" if sign == 0 else f"class {int(sign > 0)}"


def _parts(parts: Indices) -> str:
    units = [part - 1 for part in parts if part]
    return listed(["the output bias"] * (0 in parts) + ([named(units)] if units else []))


def _verb(verb: str, parts: Indices) -> str:
    third = "pushes" if verb == "push" else "lifts"
    return third if len(parts) == 1 else verb


def _in_all(parts: Indices) -> str:
    return " in all" if len(parts) > 1 else ""
