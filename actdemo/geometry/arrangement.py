"""Straight lines cut a box into convex cells, and every question of side is answered exactly.

A vertex is kept as the two lines that meet there, the edges of the box among them.  On which side
of a third line it lies is then the sign of a determinant of the coefficients.  Floating point
tells that sign wherever the value exceeds a proven bound on its error; elsewhere whole numbers of
any size do, since doubles are fractions.  So nothing depends on a tolerance.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from actdemo.arithmetic.elementary import Array, sign, two_product

Indices = NDArray[np.intp]
Whole = tuple[int, int, int]

BOX_EDGES = 4
CORNERS = ((0, 2), (1, 2), (1, 3), (0, 3))  # which edges meet there, counter-clockwise
CYCLES = np.array([[[1, 2, 0], [2, 0, 1]], [[2, 0, 1], [1, 2, 0]]])  # of a cross product
# With u = 2**-53: a coordinate is right to 5 u, its product to 6, the sum of three to 8; this is
# twice that.  The smallest numbers stand for what is lost below the range of doubles: by products,
# and by coordinates times what they are multiplied with.
MARGIN, SMALLEST = 2.0**-49, 2.0**-1000


class Arrangement:
    """The cells into which lines a x + b y + c = 0 cut a box.

    Parameters
    ----------
    lines : ndarray of shape (n, 3)
        The coefficients a, b, c, any doubles.  With a = b = 0 there is no line, only a side.
    box : ndarray of shape (4,)
        Lowest and highest x, lowest and highest y.

    Attributes
    ----------
    points : ndarray of shape (vertices, 2)
        Coordinates, within the box; on its edges they are those of the edge.
    corners : ndarray of int
        The vertices of each cell, counter-clockwise, one cell after the other.
    bounds : ndarray of shape (cells + 1,)
        Where each cell begins among the corners, and where the last one ends.

    Examples
    --------
    >>> lines = np.array([(1.0, 0.0, 0.0), (0.0, 1.0, 0.0)])
    >>> cells = Arrangement(lines, np.array([-1.0, 1.0, -1.0, 1.0]))
    >>> print(len(cells.points), len(cells.bounds) - 1)
    9 4
    """

    def __init__(self, lines: Array, box: Array) -> None:
        left, right, bottom, top = box
        edges = [(1, 0, -left), (1, 0, -right), (0, 1, -bottom), (0, 1, -top)]
        self.box = box
        self.lines = np.vstack((edges, lines))
        self.whole = [whole(line) for line in self.lines.tolist()]
        self.pairs = np.array(CORNERS)
        self.points = np.array([(left, bottom), (right, bottom), (right, top), (left, top)])
        self.corners = np.arange(4)
        self.leaving = np.array([2, 1, 3, 0])  # the line of the edge from each corner to the next
        self.bounds = np.array([0, 4])
        self._steps = [self._insert(number) for number in range(BOX_EDGES, len(self.lines))]

    def positive(self) -> NDArray[np.bool_]:
        """Return for each cell and line whether the cell is on the line's positive side."""
        cells = np.arange(len(self.bounds) - 1)
        sides = np.empty((len(self._steps), len(cells)), bool)
        for row, (ancestors, sides_then) in zip(sides[::-1], self._steps[::-1], strict=True):
            row[:] = sides_then[cells]
            cells = ancestors[cells]
        return sides.T

    def exact(self, vertex: int, line: Whole) -> Fraction:
        """Return a x + b y + c at a vertex, without any error."""
        x, y, w = _cross(*(self.whole[number] for number in self.pairs[vertex]))
        a, b, c = line
        return Fraction(a * x + b * y + c * w, w)

    def sides(self, number: int) -> NDArray[np.int8]:
        """Return on which side of a line each vertex is: 1, -1, or 0 on the line itself."""
        a, b, c = self.lines[number]
        along, up = a * self.points[:, 0], b * self.points[:, 1]
        values = along + up + c
        lost = MARGIN * (abs(along) + abs(up) + abs(c)) + SMALLEST * (1.0 + abs(a) + abs(b))
        unsure = ~(abs(values) > lost)
        signs = np.where(unsure, 0, np.sign(values)).astype(np.int8)
        for vertex in unsure.nonzero()[0].tolist():
            signs[vertex] = sign(self.exact(vertex, self.whole[number]))
        return signs

    def _insert(self, number: int) -> tuple[Indices, NDArray[np.bool_]]:
        """Cut the cells along a line; return whose part each cell is, and whether on the right."""
        side = self.sides(number)[self.corners]
        starts = self.bounds[:-1]
        sizes = self.bounds[1:] - starts
        low, high = np.minimum.reduceat(side, starts), np.maximum.reduceat(side, starts)
        cut = (low < 0) & (high > 0)
        parents, halves = (~cut).nonzero()[0], cut.nonzero()[0]
        if not halves.size:
            return parents, high > 0
        inside = cut.repeat(sizes)
        corners, leaving, side = self.corners[inside], self.leaving[inside], side[inside]
        bounds = _bounds(sizes[cut])
        crossed = side * side[following(bounds)] < 0
        # The line meets each other line in one point, so the edge's line says which point it is.
        met = np.zeros(number, bool)
        met[leaving[crossed]] = True
        names = met.cumsum() + (len(self.points) - 1)
        self._add_vertices(met.nonzero()[0], number)
        # Each crossing follows the corner before it; then each half keeps what is on its side.
        copies = 1 + crossed
        longer = np.arange(len(corners)).repeat(copies)
        new = copies.cumsum()[crossed] - 1
        corners, leaving, side = corners[longer], leaving[longer], side[longer]
        corners[new], side[new] = names[leaving[new]], 0
        bounds = _bounds(np.add.reduceat(copies, bounds[:-1]))
        after = side[following(bounds)]
        parts = [(self.corners[~inside], self.leaving[~inside], sizes[~cut])]
        for there, ahead in ((side, after), (-side, -after)):
            mine = there >= 0
            along = np.where(ahead < 0, number, leaving)
            count = np.add.reduceat(mine, bounds[:-1], dtype=int)
            parts.append((corners[mine], along[mine], count))
        self.corners, self.leaving, sizes = map(np.concatenate, zip(*parts, strict=True))
        self.bounds = _bounds(sizes)
        on = (high[parents] > 0, np.ones(len(halves), bool), np.zeros(len(halves), bool))
        return np.concatenate((parents, halves, halves)), np.concatenate(on)

    def _add_vertices(self, others: Indices, number: int) -> None:
        """Add the vertices in which a line meets others."""
        here, there = self.lines[number], self.lines[others]
        products, lost = two_product(there[:, CYCLES[0]], here[CYCLES[1]])
        cross = (products[:, 0] - products[:, 1]) + (lost[:, 0] - lost[:, 1])
        places = cross[:, :2] / cross[:, 2:]
        # What cancels further loses digits; what is too large or small, without notice.
        size = abs(products).sum(axis=1)
        sure = (abs(cross) > 2.0**-40 * size) & (size > 2.0**-800) & (size < 2.0**800)
        for row in (~sure).any(axis=1).nonzero()[0].tolist():
            x, y, w = _cross(self.whole[others[row]], self.whole[number])
            places[row] = x / w, y / w
        np.clip(places, self.box[::2], self.box[1::2], out=places)
        on_edge = (others < BOX_EDGES).nonzero()[0]
        places[on_edge, others[on_edge] // 2] = self.box[others[on_edge]]
        pairs = np.column_stack((others, np.full(len(others), number)))
        self.pairs = np.concatenate((self.pairs, pairs))
        self.points = np.concatenate((self.points, places))


def whole(line: list[float]) -> Whole:
    """Return coefficients as whole numbers: those of the same line and its same sides."""
    (a, p), (b, q), (c, r) = (number.as_integer_ratio() for number in line)
    common = max(p, q, r)  # all three are powers of two
    return a * (common // p), b * (common // q), c * (common // r)


def following(bounds: Indices) -> Indices:
    """Return for each corner the next one of its cell, after the last the first."""
    after = np.arange(1, bounds[-1] + 1)
    after[bounds[1:] - 1] = bounds[:-1]
    return after


def _bounds(sizes: Indices) -> Indices:
    return np.concatenate(([0], sizes.cumsum()))


def _cross(first: Whole, second: Whole) -> Whole:
    """Return x, y and w such that the lines meet in (x / w, y / w)."""
    (a, b, c), (p, q, r) = first, second
    return b * r - c * q, c * p - a * r, a * q - b * p
