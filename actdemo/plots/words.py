"""What all figures share: how a number is written, the colours of the signs, what they take."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import instance, labels, one_of, real_number, rows, shown
from actdemo.geometry.flat_pieces import as_box

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


def drawn_on(ax: object, projection: str = "rectilinear", box: ArrayLike = (0, 1, 0, 1)) -> None:
    """Refuse what is not the kind of axes to draw on, and a box too large or small for one."""
    instance("ax", ax, Axes)
    one_of("ax's projection", getattr(ax, "name", None), projection)
    edges = as_box(box)
    if abs(edges).max() > 1e100 or np.diff(edges)[::2].min() < 1e-100:
        raise ValueError(f"box must lie within ±1e100 and be wider than 1e-100, not {shown(box)}")


def samples(X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Return points of two inputs, and the label 0 or 1 of each."""
    inputs = rows("X", X, 2)
    return inputs, labels("y", y, len(inputs))


def colours_end(heights: ArrayLike, limit: float | None) -> float:
    """Return the height at which the colours end: a limit, or the largest height."""
    if limit is None:
        return float(np.abs(heights).max()) or 1.0
    return real_number("limit", limit, 0.0) or 1.0
