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
            neither = "speaks for neither class" if names.output == "logit" else "moves no point"
            return f"The output bias is 0: it {neither}."
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
    """At these points, and at no others, no unit adds anything; if off, none is on there.

    The side is that of the level on which the output bias is.
    """

    points: Indices
    right: Indices
    side: int
    value: str
    off: bool

    def text(self, names: Names) -> str:
        why = "every unit is off" if self.off else "no unit adds anything"
        many = "both" if len(self.points) == 2 else "all of them"
        logit = names.output
        if len(self.points) > 1:
            logit = f"one {logit} for {many},"
        wrong = tuple(k for k in self.points if k not in self.right)
        verdict = "wrong" if wrong else "right"
        if self.right and wrong:
            verdict = f"right at {names(self.right)}, wrong at {names(wrong)}"
        return (
            f"At {names(self.points)} {why}, so the output bias alone speaks: "
            f"{logit} {self.value}, {names.stands(self.side, 'on the level')}{_class(self.side)}, "
            f"{verdict}."
        )


class Blind(NamedTuple):
    """No unit adds anything at these points, and they do not have one label."""

    points: Indices

    def text(self, names: Names) -> str:
        same = f"{capital(names(self.points))} have one {names.output} and different labels"
        return f"{same}: whatever the output bias is, they can't all be right."


class Tally(NamedTuple):
    """Of the points with this label so many are right and so many are wrong."""

    label: int
    right: int
    wrong: int

    def text(self, names: Names) -> str:
        total = self.right + self.wrong
        right, wrong = (
            f"{counted(n)} are" if n > 1 else ("none is", "one is")[n] for n in self[1:]
        )
        points = f"{counted(total)} point{'s' * (total > 1)}"
        return f"Of {points} with label {self.label}, {right} right and {wrong} wrong."


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
        up = self.side >= 0 if names.output == "logit" else bool(self.lifts)
        told = [(self.lifts, self.lift), (self.pushes, self.push)]
        (first, by), (other, against) = told if up else told[::-1]
        story, there = _moves(first, by, up=up), _moves(other, up=not up)
        if not other or names.output == "output":
            story += f" and {_moves(other, against, up=not up)}"
        elif self.balance == "side":
            story += f", further than {there}, {against}{_in_all(other)}"
        elif self.balance == "equal":
            story += f", exactly as far as {there}"
        else:
            story += f", as far as {there}, within rounding"
        place = names([self.point])
        start = {
            "": f"At {place}",
            "worst": f"No wrong point is further off than {place}: there",
            "closest": f"No right point is closer to wrong than {place}: there",
        }[self.rank]
        on = "exactly ½" if self.balance == "equal" else "½, within rounding"
        stands = names.stands(self.side if self.balance == "side" else 0, on)
        end = f"{stands}{_class(self.side)}, {'right' if self.right else 'wrong'}"
        return f"{start} {story}: {names.output} {self.logit}, {end}."


class Alone(NamedTuple):
    """One unit adds something somewhere, and no other unit does."""

    unit: int

    def text(self, names: Names) -> str:
        return capital(f"{named([self.unit])} does all the work: no other unit adds anything.")


class Tie(NamedTuple):
    """The pre-activation of these units at these points is exactly 0, or on another side.

    Both signs are given: that of the number without rounding, and that of what is computed.
    """

    units: Indices
    points: Indices
    exact: int
    computed: int

    def text(self, names: Names) -> str:
        what = f"The pre-activation of {named(self.units)} at {names(self.points)}"
        counts = f"which counts as {'on' if self.computed > 0 else 'off'}"
        if self.exact == self.computed:
            return f"{what} is exactly 0, {counts}."
        to = "0" if self.computed == 0 else f"a {SIGNS[self.computed]} number"
        return f"{what} rounds to {to}, {counts}; exactly it is {SIGNS[self.exact]}."


class Faint(NamedTuple):
    """What these units add at these points is computed as 0, and may be more without rounding."""

    units: Indices
    points: Indices

    def text(self, names: Names) -> str:
        verb = "add" if len(self.units) > 1 else "adds"
        return (
            f"What {named(self.units)} {verb} at {names(self.points)} rounds to 0, "
            "which counts as nothing."
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
        need = f"the {names.output} would have to be {names.sides[1 if self.label else -1]}"
        start = f"At {names(self.points)} the label is {self.label}, so {need}"
        if not (self.weak or self.off or self.dead):
            return f"{start}, but no unit has a {sign} output weight."
        kinds = ((self.weak, "on and too weak"), (self.off, "off there"), (self.dead, "dead"))
        fates = [f"{named(units)} {_are(units)} {fate}" for units, fate in kinds if units]
        return f"{start}; of the units that could {move} there, {listed(fates)}."


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
        why = (
            "Every unit is on at all points or at none, so at the points"
            if self.bends
            else f"{capital(self.hidden)} bends nothing: at the points"
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


def _are(things: Sequence[int]) -> str:
    return "is" if len(things) == 1 else "are"


def _class(sign: int) -> str:
    return "no class" if sign == 0 else f"class {int(sign > 0)}"


def _moves(parts: Indices, height: str = "", *, up: bool) -> str:
    units = [part - 1 for part in parts if part]
    who = ["the output bias"] * (0 in parts) + ([named(units)] if units else [])
    by = f" by {height}{_in_all(parts)}" if height and parts else ""
    return f"{listed(who or ['nothing'])} {VERBS[up][len(parts) < 2]}{by}"


def _in_all(parts: Indices) -> str:
    return " in all" if len(parts) > 1 else ""
