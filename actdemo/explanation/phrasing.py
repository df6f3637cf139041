"""Numbers, lists, points and sentences in words: the same digits wherever they stand.

A number is rounded once: the exact decimal that a double is, ties to the even digit. Sentences
are those of a table: words with gaps to fill, and choices between words.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite
from typing import Any

from actdemo.arithmetic.elementary import Array, facts, sign
from actdemo.data import POINTS

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TOO_LARGE = "net, X and y must be small enough that no number overflows"
TOO_FAR = "net must have weights closer in size, so that no quotient or product vanishes"
NEITHER = "net must keep its logit on the same side of one level, which {} does not"
TABLE = facts(__package__, "sentences")
CHOICE = re.compile(r"\[([\w+]+)(?::(\w+))?\?([^][|]*)\|?([^][|]*)\]")  # the innermost one
GAP = re.compile(r"\{([\w+]+)(?::(\w+))?\}")
SIGNS = {1: "positive", -1: "negative", 0: "zero"}
DOZEN, FEW = 12, 3  # more points are counted; fewer of them are called by their names


def written(x: float, digits: int = 3) -> str:
    """Return a number as it is printed: its sign, and three decimals or a power of ten."""
    if x == 0.0:
        return "0"
    if not isfinite(x):
        raise ValueError(TOO_LARGE)
    if 0.001 <= abs(x) < 1e4:
        return f"{x:+.{digits}f}".replace("-", "−")
    text, exponent = f"{x:+.{digits - 1}e}".split("e")
    return f"{text}e{int(exponent)}".replace("-", "−")


def size(x: float) -> str:
    """Return the size of a number as it is printed, without its sign."""
    return written(x).lstrip("+−")


def numeral(x: float) -> str:
    """Return a number with all its digits, and no more."""
    return repr(float(x) + 0.0).removesuffix(".0").replace("-", "−")


def told_apart(x: float, other: float, digits: int = 3) -> str:
    """Return a number in as many digits as tell it from the other, printed with as many."""
    shown, beside = (float(written(n, digits).replace("−", "-")) for n in (x, other))
    if sign(shown - beside) == sign(x - other):
        return written(x, digits)
    return told_apart(x, other, digits + 1)


def listed(parts: Sequence[str]) -> str:
    """Return words as a list: a; a and b; a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def named(units: Sequence[int]) -> str:
    """Return hidden units, counted from 0, by the numbers of the formulas; −1 is the bias."""
    hidden = [str(k + 1) for k in units if k >= 0]
    who = [f"unit{'s' * (len(hidden) > 1)} {listed(hidden)}"] if hidden else []
    return listed(["the output bias"] * (-1 in units) + who or ["nothing"])


def counted(n: int) -> str:
    """Return a number of things, in a word if it is small."""
    return COUNTS[n] if n < len(COUNTS) else str(n)


class Names:
    """What the points, and the output, are called."""

    def __init__(
        self, X: Array, level: float = 0.0, word: str = "logit", pair: Any = (0, 1)
    ) -> None:
        self.output, self.labels = word, [numeral(label) for label in pair]
        self.level = "½" if level == 0.5 else numeral(level)
        self.signed = level == 0.0  # then lifts and pushes compare, and a sign tells the side
        self.tells_side = not self.signed or word == "output"  # its sign does not show it
        sides = {1: f"above {self.level}", -1: f"below {self.level}"}
        self.sides = sides if self.tells_side else SIGNS
        self.points = [tuple(row) for row in (X + 0.0).tolist()]
        self.many = len(self.points) > DOZEN
        self.corners = sorted(self.points) == sorted(POINTS)
        short, full = (
            [f"({', '.join(map(form, point))})".replace("-", "−") for point in self.points]
            for form in ("{:.3g}".format, repr)
        )
        different = len(set(self.points))
        self.each = full if len(set(short)) < different else short
        if different < len(self.points):
            self.each = [f"{name} in row {k}" for k, name in enumerate(self.each, start=1)]

    def __call__(self, points: Iterable[int]) -> str:
        """Return the name of one point, or of several together."""
        some = sorted(points)
        if len(some) == len(self.points) > 1:
            return "both points" if len(some) == 2 else f"all {counted(len(some))} points"
        mixed = [self.points[k][0] != self.points[k][-1] for k in some]
        if self.corners and len(some) == 2 and mixed[0] == mixed[1]:
            return "both mixed points" if mixed[0] else "both points with equal inputs"
        if len(some) == len(self.points) - 1 > 2:
            (other,) = {*range(len(self.points))}.difference(some)
            return f"all points but {self.each[other]}"
        if self.many and len(some) > FEW:
            return f"{counted(len(some))} points"
        return listed([self.each[k] for k in some])


FORMS: dict[str, Callable[[Any, Names], Any]] = {
    "named": lambda some, _: named(some),
    "places": lambda some, names: names(some),
    "counted": lambda some, _: counted(len(some)),
    "one": lambda some, _: len(some) < 2,
    "two": lambda some, _: len(some) == 2,
    "up": lambda some, _: some[0] > 0,
    "sign": lambda some, _: SIGNS[some[0]],
    "where": lambda some, names: names.sides[1 if some[0] > 0 else -1],
    "label": lambda some, names: names.labels[some[0] > 0],
}


def fill(kind: str, names: Names, values: Mapping[str, Any]) -> str:
    """Return the words of a kind, chosen and filled; a sentence begins with a capital."""
    known = {**vars(names), **values}

    def value(found: re.Match[str]) -> Any:
        first, *more = (known[name] for name in found[1].split("+"))
        one, form = sum(more, first) if more else first, found[2]
        if form not in FORMS:
            return one == form if form else one
        return FORMS[form](one if isinstance(one, tuple) else (one,), names)

    text = TABLE[kind]
    while CHOICE.search(text):
        text = CHOICE.sub(lambda found: found[3 if value(found) else 4], text)
    text = GAP.sub(lambda found: str(value(found)), text)
    return text[0].upper() + text[1:] if text.endswith(".") else text
