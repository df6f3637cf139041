"""Numbers, lists and points in words: the same digits wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isinf

from actdemo.arithmetic.elementary import Array
from actdemo.data import POINTS

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def written(x: float) -> str:
    """Return a number as it is printed: its sign, and three decimals or a power of ten."""
    if x == 0.0:
        return "0"
    if isinf(x):
        return "+∞" if x > 0.0 else "−∞"
    if 0.001 <= abs(x) < 1e4:
        return f"{x:+.3f}".replace("-", "−")
    digits, exponent = f"{x:+.2e}".split("e")
    return f"{digits}e{int(exponent)}".replace("-", "−")


def size(x: float) -> str:
    """Return the size of a number as it is printed, without its sign."""
    return written(x).lstrip("+−")


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


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[0].upper() + sentence[1:]


class Names:
    """What the points are called, alone and together."""

    def __init__(self, X: Array) -> None:
        self.points = [tuple(row) for row in (X + 0.0).tolist()]
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
            return f"all {counted(len(some))} points"
        if self.corners and len(some) == 2:
            kinds = {self.points[k][0] != self.points[k][1] for k in some}
            if len(kinds) == 1:
                return "both mixed points" if kinds.pop() else "both points with equal inputs"
        if len(some) == len(self.points) - 1 > 2:
            (other,) = {*range(len(self.points))}.difference(some)
            return f"all points but {self.each[other]}"
        return listed([self.each[k] for k in some])
