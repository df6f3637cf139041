"""What all figures share: how a number is written, where colours end, what they take."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import instance, labels, one_of, real_number, rows, shown
from actdemo.geometry.flat_pieces import as_box

SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
Box = tuple[float, float, float, float]
PLANE: Box = (-3, 3, -3, 3)
Top = float | None


def number(value: float) -> str:
    """Write a number with three digits and a true minus."""
    return f"{value + 0.0:.3g}".replace("-", "−")


def pair(point: Iterable[float]) -> str:
    """Write a point with its coordinates."""
    return f"({', '.join(number(value) for value in point)})"


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


def colours_end(heights: ArrayLike, limit: Top = None) -> float:
    """Return the height at which the last step of the colours ends; each has a round height.

    The largest height, or the limit, is at most the lower end of that step.
    """
    top = float(np.abs(heights).max() if limit is None else real_number("limit", limit, 0.0))
    if not 1e-300 < top < 1e300:  # beyond, nothing is round
        return top or 7.0
    round_ = 10.0 ** np.floor(np.log10(top / 6.0)) * np.array([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10])
    return 7.0 * float(round_[round_ >= top / 6.0 * 0.999999][0])
