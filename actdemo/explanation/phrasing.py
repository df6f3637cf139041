"""Numbers, lists and points in words: the same digits wherever they stand.

A number is rounded once: the exact decimal that a double is, ties to the even digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any

from actdemo.arithmetic.elementary import Array, sign
from actdemo.data import POINTS

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TOO_LARGE = "net, X and y must be small enough that no number overflows"
TOO_FAR = "net must have weights closer in size, so that no quotient or product vanishes"
NEITHER = "net must keep its logit on the same side of one level, which {} does not"
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


def told_apart(x: float, other: float) -> str:
    """Return a number in as many digits as tell it from the other, printed with as many."""
    digits = 3
    while sign(_read(written(x, digits)) - _read(written(other, digits))) != sign(x - other):
        digits += 1
    return written(x, digits)


def _read(text: str) -> float:
    return float(text.replace("−", "-"))


def listed(parts: Sequence[str]) -> str:
    """Return words as a list: a; a and b; a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def named(units: Sequence[int]) -> str:
    """Return hidden units, counted from 0, by the numbers that the formulas give them."""
    return f"unit{'s' * (len(units) > 1)} {listed([str(k + 1) for k in units])}"


def counted(n: int) -> str:
    """Return a number of things, in a word if it is small."""
    return COUNTS[n] if n < len(COUNTS) else str(n)


def parts(some: Sequence[int]) -> str:
    """Return parts of a sum: 0 is the output bias, k the unit k − 1."""
    units = [part - 1 for part in some if part]
    who = ["the output bias"] * (0 in some) + ([named(units)] if units else [])
    return listed(who or ["nothing"])


class Names:
    """What the points, and the output, are called."""

    def __init__(
        self, X: Array, level: float = 0.0, output: str = "logit", pair: Any = (0, 1)
    ) -> None:
        self.output, self.labels = output, [numeral(label) for label in pair]
        self.level = "½" if level == 0.5 else numeral(level)
        self.signed = level == 0.0  # then lifts and pushes compare, and a sign tells the side
        self.sides = {1: f"above {self.level}", -1: f"below {self.level}"}
        if self.signed and output == "logit":
            self.sides = {1: "positive", -1: "negative"}
        self.tells_side = not self.signed or output == "output"  # its sign does not show it
        self.points = [tuple(row) for row in (X + 0.0).tolist()]
        self.many = len(self.points) > DOZEN
        self.each = self._written("{:.3g}")
        if len(set(self.each)) < len(set(self.points)):
            self.each = self._written("{!r}")
        if len(set(self.points)) < len(self.points):
            self.each = [f"{name} in row {k}" for k, name in enumerate(self.each, start=1)]
        self.each = [name.replace("-", "−") for name in self.each]
        self.corners = sorted(self.points) == sorted(POINTS)

    def _written(self, form: str) -> list[str]:
        return [f"({', '.join(map(form.format, point))})" for point in self.points]

    def __call__(self, points: Iterable[int]) -> str:
        """Return the name of one point, or of several together."""
        some = sorted(points)
        if len(some) == len(self.points) > 1:
            return "both points" if len(some) == 2 else f"all {counted(len(some))} points"
        if self.corners and len(some) == 2:
            kinds = {self.points[k][0] != self.points[k][1] for k in some}
            if len(kinds) == 1:
                return "both mixed points" if kinds.pop() else "both points with equal inputs"
        if len(some) == len(self.points) - 1 > 2:
            (other,) = {*range(len(self.points))}.difference(some)
            return f"all points but {self.each[other]}"
        if self.many and len(some) > FEW:
            return f"{counted(len(some))} points"
        return listed([self.each[k] for k in some])
