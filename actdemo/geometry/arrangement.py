"""Straight lines cut a box into convex cells, and every question of side is answered exactly.

Layer by layer: on each cell of the layers before, the pre-activation of a unit is a x + b y + c,
and so the unit has a line there, which cuts the cell.  For the first layer the box is the cell.

A vertex is kept as two lines that meet there, the edges of the box among them.  On which side
of a third line it lies is then the sign of a determinant of the coefficients.  Floating point
tells that sign wherever the value exceeds a proven bound on its error; elsewhere whole numbers of
any size do, since doubles are fractions.  So nothing depends on a tolerance.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np

from actdemo.arithmetic.elementary import LARGEST, TINY, Array, Booleans, sign, two_product

from .maps import SMALLEST, Indices, Maps, Whole, whole

CYCLES = np.array([[[1, 2, 0], [2, 0, 1]], [[2, 0, 1], [1, 2, 0]]])  # of a cross product


class Arrangement:
    """The cells into which the units of one layer after the other cut a box.

    Parameters
    ----------
    box : ndarray of shape (4,)
        Lowest and highest x, lowest and highest y.

    Attributes
    ----------
    points : ndarray of shape (vertices, 2)
        Coordinates, within the box; on its edges they are those of the edge.
    corners : ndarray of int
        The vertices of each cell, counter-clockwise, one cell after the other.
    leaving : ndarray of int
        The edge from each corner to the next; two cells that touch there have the same.
    bounds : ndarray of shape (cells + 1,)
        Where each cell begins among the corners, and where the last one ends.
    on : ndarray of bool, shape (cells, units)
        Which units of the layers that have cut all cells are positive there.

    Examples
    --------
    >>> from actdemo.geometry.maps import first_layer
    >>> cells = Arrangement(np.array([-1.0, 1.0, -1.0, 1.0]))
    >>> roots, on = cells.cut(first_layer(np.array([(1.0, 0.0, 0.0), (0.0, 1.0, 0.0)])), range(2))
    >>> print(len(cells.points), on.tolist())
    9 [[True, True], [False, True], [True, False], [False, False]]
    """

    def __init__(self, box: Array) -> None:
        left, right, bottom, top = box
        self.box = box
        edges = np.array([(1, 0, -left), (1, 0, -right), (0, 1, -bottom), (0, 1, -top)])
        self.lines, self.whole = edges[:, CYCLES], dict(enumerate(whole(edges)[0]))
        self.pairs = np.array(((0, 1, 1, 0), (2, 2, 3, 3)))  # which edges meet there
        self.points = np.array([(left, bottom), (right, bottom), (right, top), (left, top)])
        self.corners, self.leaving = np.arange(4), np.array([2, 1, 3, 0])
        self.edges = np.arange(4)  # the line of each
        self.bounds = np.array([0, 4])
        self.on = np.empty((1, 0), bool)

    def cut(self, maps: Maps, units: Iterable[int]) -> tuple[Indices, Booleans]:
        """Cut the cells along the lines of units.

        Returns for each new cell of which one it is a part, and which of the units are on there.
        """
        if maps.torn:  # what is beyond an edge has nothing to do with it
            self.points, self.pairs = self.points[self.corners], self.pairs[:, self.corners]
            self.edges, self.corners = self.edges[self.leaving], np.arange(len(self.corners))
            self.leaving = self.corners
        self.roots = np.arange(len(self.bounds) - 1)
        self.first = len(self.lines)
        # Where digits are lost, nothing but whole numbers says where lines meet.
        lines = maps.table[..., :3].reshape(-1, 3) + (np.nan if maps.error else 0.0)
        self.lines = np.concatenate((self.lines, lines[:, CYCLES]))
        steps = [self._insert(maps, unit) for unit in units]
        cells = np.arange(len(self.bounds) - 1)
        sides = np.empty((len(steps), len(cells)), bool)
        for side, (parents, on) in zip(sides[::-1], steps[::-1], strict=True):
            side[:] = on[cells]
            cells = parents[cells]
        return cells, sides.T

    def heights(self, maps: Maps, unit: int, cells: Any, at: Any, level: float = 0.0) -> Array:
        """Return how far a unit is above a level in cells at their vertices, of the right sign.

        What floating point does not tell is computed without any error, and then rounded.
        """
        a, b, c, p, q, r = maps.table[unit].take(cells, axis=0).T
        x, y = self.points[at].T
        values: Array = a * x + b * y + c - level
        lost = p * (abs(x) + SMALLEST) + q * (abs(y) + SMALLEST) + r + abs(level)
        # A coordinate is right to 5 roundings, its product to 6, a sum of three to 8: twice that.
        unsure = (~(abs(values) > (maps.error + 8) * 2.0**-52 * lost)).nonzero()[0]
        if unsure.size:
            at, cells = np.arange(len(self.points))[at], np.broadcast_to(cells, len(values))
        for place in unsure.tolist():
            x, y, w = _cross(*(self.whole[line] for line in self.pairs[:, at[place]].tolist()))
            a, b, c = maps.exact(unit, int(cells[place]))
            height: Any = Fraction(a * x + b * y + c * w, w * maps.common) - Fraction(level)
            values[place] = sign(height) * float(min(max(abs(height), TINY), LARGEST))
        return values

    def _insert(self, maps: Maps, unit: int) -> tuple[Indices, Booleans]:
        """Cut the cells along a unit's lines; return whose part each is, and whether it is on."""
        starts = self.bounds[:-1]
        sizes = self.bounds[1:] - starts
        owner: Any = 0
        if maps.table.shape[1] > 1:
            owner = np.empty(len(self.points), int)
            owner[self.corners] = self.roots.repeat(sizes)  # or of a neighbour: they agree
        self.side = np.sign(self.heights(maps, unit, owner, slice(None))).astype(np.int8)
        side = self.side[self.corners]
        low, high = np.minimum.reduceat(side, starts), np.maximum.reduceat(side, starts)
        cut = (low < 0) & (high > 0)
        halves, start = cut.nonzero()[0], self.first + unit * maps.table.shape[1]
        numbers = start + self.roots[halves]
        parents = np.concatenate(((~cut).nonzero()[0], halves, halves))
        on = high[parents] > 0
        on[len(on) - len(halves) :] = False
        self.roots = self.roots[parents]
        if not halves.size:
            return parents, on
        inside, lengths = cut.repeat(sizes), sizes[cut]
        corners, leaving, side = self.corners[inside], self.leaving[inside], side[inside]
        for number in {*numbers.tolist()}:
            self.whole[number] = maps.exact(unit, number - start)
        bounds = _bounds(lengths)
        crossed = side * side[following(bounds)] < 0
        # Two cells cross the edge between them in one vertex: name it by the edge.
        met, vertex, edge = leaving[crossed], len(self.points), len(self.edges)
        here = np.zeros(edge, int)
        here[met] = numbers.repeat(lengths)[crossed]
        others = here.nonzero()[0]
        others = others[self.edges[others].argsort()]
        self._add_vertices(self.edges[others], here[others])
        self.edges = np.concatenate((self.edges, self.edges[others], numbers))
        here[others] = np.arange(len(others))
        # Each crossing follows the corner before it; then each half keeps what is on its side.
        copies = 1 + crossed
        longer = np.arange(len(corners)).repeat(copies)
        new = copies.cumsum()[crossed] - 1
        corners, leaving, side = corners[longer], leaving[longer], side[longer]
        leaving[new - (side[new] > 0)] = edge + here[met]  # the positive part of what is crossed
        corners[new], side[new] = vertex + here[met], 0
        lengths = np.add.reduceat(copies, bounds[:-1])
        bounds = _bounds(lengths)
        between = np.arange(edge + len(others), len(self.edges)).repeat(lengths)
        after = side[following(bounds)]
        parts = [(self.corners[~inside], self.leaving[~inside], sizes[~cut])]
        for there, ahead in ((side, after), (-side, -after)):
            mine = there >= 0
            along = np.where(ahead < 0, between, leaving)
            count = np.add.reduceat(mine, bounds[:-1], dtype=int)
            parts.append((corners[mine], along[mine], count))
        self.corners, self.leaving, sizes = map(np.concatenate, zip(*parts, strict=True))
        self.bounds = _bounds(sizes)
        return parents, on

    def _add_vertices(self, others: Indices, numbers: Indices) -> None:
        """Add the vertices in which lines meet others."""
        products, lost = two_product(self.lines[others, 0], self.lines[numbers, 1])
        cross = (products[:, 0] - products[:, 1]) + (lost[:, 0] - lost[:, 1])
        places = cross[:, :2] / cross[:, 2:]
        # What cancels further loses digits; what is too large or small, without notice.
        size = abs(products).sum(axis=1)
        sure = (abs(cross) > 2.0**-40 * size) & (size > 2.0**-800) & (size < 2.0**800)
        for row in (~sure).any(axis=1).nonzero()[0].tolist():
            x, y, w = _cross(self.whole[int(others[row])], self.whole[int(numbers[row])])
            places[row] = x / w, y / w
        places = np.minimum(np.maximum(places, self.box[::2]), self.box[1::2])
        on_edge = (others < 4).nonzero()[0]  # of the box
        places[on_edge, others[on_edge] // 2] = self.box[others[on_edge]]
        self.pairs = np.concatenate((self.pairs, np.array((others, numbers))), axis=1)
        self.points = np.concatenate((self.points, places))


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
