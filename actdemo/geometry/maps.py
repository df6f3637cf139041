"""What the units of a layer are on the cells of the layers before: affine, to the last digit.

Each map stands twice: in doubles, with the sizes of the terms it consists of, which bound its
error; and, where that does not suffice, in whole numbers over a power of two.
"""

from collections.abc import Callable
from functools import cache
from operator import mul
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actdemo.arithmetic.elementary import TINY, Array, Booleans

Indices = NDArray[np.intp]
Halves = tuple[tuple[float, float], tuple[float, float]]
Whole = tuple[int, ...]

# A rounding of this is more than what is lost below the range of doubles.
SMALLEST = 2.0**-950


class Maps(NamedTuple):
    """For each unit of a layer its pre-activation a x + b y + c on each cell.

    Attributes
    ----------
    table : ndarray of shape (units, cells, 6)
        a, b, c, and the sums of the sizes of the terms they consist of.
    error : int
        How many roundings of 2**-53 there are in a, b and c at most, as parts of the sizes; 0 if
        they are exact.
    exact : callable
        Takes a unit and a cell; returns a, b, c without any error, times ``common``.
    common : int
    torn : bool
        Whether a cell and its neighbour may disagree on their common edge.
    """

    table: Array
    error: int
    exact: Callable[[int, int], Whole]
    common: int
    torn: bool


def first_layer(lines: Array) -> Maps:
    """Return the maps of units on one cell, from the coefficients a, b, c of each."""
    rows, common = whole(lines)
    table = np.concatenate((lines, abs(lines) + SMALLEST), axis=1)[:, None]
    return Maps(table, 0, lambda unit, _: rows[unit], common, torn=False)


def next_layer(
    before: Maps, roots: Indices, on: Booleans, weights: Array, biases: Array, halves: Halves
) -> Maps:
    """Return the maps of the next layer.

    Parameters
    ----------
    before : Maps
    roots : ndarray of int, shape (cells,)
        For each cell of which one of `before` it is a part.
    on : ndarray of bool, shape (cells, units before)
        Which units are positive there.
    weights, biases : ndarray of shape (units before, units), ndarray of shape (units,)
    halves : tuple
        Slope and value at 0 of the activation, for a unit that is off and for one that is on.
    """
    table = np.tile((0.0, 0.0, 0.0, SMALLEST, SMALLEST, SMALLEST), (len(biases), len(on), 1))
    table[..., 2] += biases[:, None]
    table[..., 5] += abs(biases)[:, None]
    for unit, some in enumerate(weights.T[..., None, None, None]):
        per_unit = _terms(before.table, some, halves)
        for off_on, side in zip(per_unit, on.T, strict=True):
            table[unit] += off_on.take(2 * roots + side, axis=0)
    rows, scale = whole(np.concatenate((weights, biases[None])).T)
    sides, slope_scale = whole(np.array(halves))

    @cache
    def columns(cell: int) -> list[Whole]:
        root, numbers = int(roots[cell]), []
        for unit, side in enumerate(on[cell].tolist()):
            slope, start = sides[side]
            a, b, c = before.exact(unit, root) if slope else (0, 0, 0)
            numbers.append((slope * a, slope * b, slope * c + start * before.common))
        one = 0, 0, before.common * slope_scale
        return list(zip(*numbers, one, strict=True))

    def exact(unit: int, cell: int) -> Whole:
        return tuple(sum(map(mul, rows[unit], column)) for column in columns(cell))

    # A term has 3 roundings, a sum one more for each unit, and the sizes have some, too.
    error, common = before.error + len(weights) + 4, before.common * slope_scale * scale
    torn = before.torn or halves[0][1] != halves[1][1]
    return Maps(table, error, exact, common, torn)


def _terms(table: Array, weights: Array, halves: Halves) -> Array:
    """Return what each unit adds on each cell, off and on: shape (units, 2 * cells, 6)."""
    slopes, starts = (side[:, None] for side in np.array(halves).T)
    starts = starts * np.array((0, 0, 1))
    lines, sizes = table[..., None, :3], table[..., None, 3:]
    sides = slopes * lines + starts
    lost = (abs(sides) < TINY) & (abs(lines) < 1)  # digits that a large weight would need
    values = np.where(lost, slopes * (lines * weights) + starts * weights, sides * weights)
    sizes = abs(weights) * (abs(slopes) * sizes + abs(starts) + SMALLEST)
    return np.concatenate((values, sizes), axis=-1).reshape(len(table), -1, 6)


def whole(table: Array) -> tuple[list[Whole], int]:
    """Return the rows of a table in whole numbers, and the power of two that divides them."""
    rows = [[number.as_integer_ratio() for number in row] for row in table.tolist()]
    common = max(denominator for row in rows for _, denominator in row)
    return [tuple(n * (common // denominator) for n, denominator in row) for row in rows], common
