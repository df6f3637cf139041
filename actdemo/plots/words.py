"""What all figures share: how a number is written, and the colours of the signs."""

from __future__ import annotations

from collections.abc import Iterable

#: Colour and marker of each class.
CLASSES = {1: ("#4393c3", "o"), 0: ("#d6604d", "s")}
SIGNED = "RdBu"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
Box = tuple[float, float, float, float]


def number(value: float) -> str:
    """Write a number with three digits and a true minus."""
    return f"{value + 0.0:.3g}".replace("-", "−")


def pair(point: Iterable[float]) -> str:
    """Write a point with its coordinates."""
    return f"({', '.join(number(value) for value in point)})"


def ink(height: float, end: float) -> str:
    """Return black, or white where it has more contrast with the colour of a signed height."""
    return "white" if not -0.66 * end <= height <= 0.71 * end else "black"
