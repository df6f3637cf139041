"""The flat pieces of a network with one hidden layer, computed exactly instead of on a grid.

A unit whose activation is straight on both sides of 0 switches along a line.  Between these lines
the network is one affine map.  The combinatorics are exact (see `arrangement`); what is rounded
is the coordinates, by a few units in the last place.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import TINY, Array, Booleans, quiet, sign
from actdemo.checks import real_array
from actdemo.network import Network, one_hidden_layer

from .arrangement import Arrangement

Halves = tuple[tuple[float, float], tuple[float, float]]


class Region(NamedTuple):
    """A flat piece: a convex polygon in which no unit changes side.

    Attributes
    ----------
    polygon : ndarray of shape (k, 2)
        Its vertices, counter-clockwise.
    pattern : ndarray of bool, shape (H,)
        Which units are on: their pre-activation is positive inside.
    gradient : ndarray of shape (2,)
    offset : float
        Inside, the logit is ``gradient[0] * x1 + gradient[1] * x2 + offset``.
    """

    polygon: Array
    pattern: Booleans
    gradient: Array
    offset: float


class Crease(NamedTuple):
    """The line along which a unit switches.

    Attributes
    ----------
    segment : ndarray of shape (2, 2), or None
        The part within the box, with the side on which the unit is on to the left; None if there
        is none, or only a corner.
    normal : ndarray of shape (2,)
        The direction, of length 1, to the side on which the unit is on; 0 for a unit without
        weights, which has no crease.
    sign : int
        The sign of the output weight: 1, -1 or 0.
    dead : bool or None
        Whether the unit gives 0 and has slope 0 at all given points; None if none are given.
    """

    segment: Array | None
    normal: Array
    sign: int
    dead: bool | None


@quiet()
def regions(net: Network, box: ArrayLike = (-3, 3, -3, 3)) -> list[Region]:
    r"""Return the flat pieces of a network within a box.

    .. math::

        z = g \cdot x + o, \qquad
        g = \sum_k v_k s_k w_k, \qquad o = c + \sum_k v_k (s_k b_k + t_k)

    where unit :math:`k` hands on :math:`s_k h_k + t_k` on its side, for ReLU :math:`h_k` or 0.

    Parameters
    ----------
    net : Network
        With two inputs, one hidden layer and one output; its activation is straight on both
        sides of 0: relu, leaky_relu, absolute, step, or one of your own.
    box : array_like of shape (4,)
        Lowest and highest first input, lowest and highest second input.

    Returns
    -------
    list of Region
        They tile the box.

    Raises
    ------
    ValueError, TypeError
        For another kind of network or activation, one with an output function, or one with
        gradients or offsets that overflow; for a box that is none.

    Notes
    -----
    H lines cut the plane into at most 1 + H + H (H − 1) / 2 pieces [1]_, fewer if some are
    parallel or meet in one point.  Whether they do is decided exactly for the doubles that the
    weights are.  A piece smaller than the last digit of its place may have vertices that agree.

    References
    ----------
    .. [1] T. Zaslavsky, *Facing up to arrangements: face-count formulas for partitions of space
       by hyperplanes*, Memoirs of the American Mathematical Society 154, 1975,
       https://doi.org/10.1090/memo/0154

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> for region in ad.regions(net):
    ...     print(region.pattern, region.gradient, region.offset)
    [False False] [0. 0.] 0.0
    [ True  True] [-1. -1.] 2.0
    [ True False] [1. 1.] 0.0
    >>> len(ad.regions(ad.Network.initialized((2, 5, 1))))  # all creases meet in the origin
    10
    """
    return FlatPieces(net, box).regions()


@quiet()
def creases(
    net: Network, box: ArrayLike = (-3, 3, -3, 3), X: ArrayLike | None = None
) -> list[Crease]:
    """Return the line along which each unit switches, clipped to a box.

    Parameters
    ----------
    net : Network
        As for `regions`.
    box : array_like of shape (4,)
        Lowest and highest first input, lowest and highest second input.
    X : array_like of shape (n, 2), optional
        Points at which to see whether a unit is dead.

    Returns
    -------
    list of Crease
        One for each unit.

    Raises
    ------
    ValueError, TypeError
        As `regions` does; also for points that are none.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -4], [0]))
    >>> for crease in ad.creases(net, X=ad.xnor()[0]):
    ...     print(crease.segment.tolist(), crease.sign, crease.dead)
    [[-3.0, 3.0], [3.0, -3.0]] 1 False
    [[1.0, 3.0], [3.0, 1.0]] -1 True
    """
    straight_halves(net)
    edges = as_box(box)
    dead: Any = [None] * net.sizes[1]
    if X is not None:
        dead = net.inactive(net.forward(X))[0].all(axis=0).tolist()
    found = []
    for line, weight, gone in zip(_lines(net), net.weights[1][:, 0], dead, strict=True):
        largest = abs(line[:2]).max()
        scaled = line[:2] / (largest or 1.0)  # or its square might overflow
        normal = scaled / (np.sqrt(scaled[0] * scaled[0] + scaled[1] * scaled[1]) or 1.0)
        found.append(Crease(_clipped(line, edges), normal, sign(weight), gone))
    return found


class FlatPieces:
    """What a network is on each cell into which its creases cut a box.

    Attributes
    ----------
    halves : tuple
        Slope and value at 0 of the activation, for a unit that is off and for one that is on.
    lines, weights, output : ndarray of shape (H, 3), ndarray of shape (H,), float
        Weights and bias of each unit, its output weight, and the output bias.
    cells : Arrangement
    patterns : ndarray of bool, shape (cells, H)
    maps, sizes : ndarray of shape (cells, 3)
        Gradient and offset in one row, and the sums of the sizes of the terms they consist of.
    """

    def __init__(self, net: Network, box: ArrayLike) -> None:
        self.halves = straight_halves(net)
        one_hidden_layer("net", net, logit=True)
        self.lines, self.weights = _lines(net), net.weights[1][:, 0]
        self.output = float(net.biases[1][0])
        self.cells = Arrangement(self.lines, as_box(box))
        self.patterns = self.cells.positive()
        self.maps = np.tile((0.0, 0.0, self.output), (len(self.patterns), 1))
        self.sizes = abs(self.maps)
        per_unit = terms(self.lines, self.weights, self.halves)
        for off_on, on in zip(per_unit, self.patterns.T, strict=True):
            added = off_on[on.astype(int)]
            self.maps += added
            self.sizes += abs(added)
        if not np.isfinite(self.sizes).all():
            raise ValueError("net must have gradients and offsets below 1.8e308, term by term")

    def regions(self) -> list[Region]:
        """Return the pieces one by one."""
        corners = self.cells.points[self.cells.corners]
        ends = self.cells.bounds.tolist()
        gradients, offsets = self.maps[:, :2], self.maps[:, 2].tolist()
        polygons = (corners[start:end] for start, end in pairwise(ends))
        return list(map(Region, polygons, self.patterns, gradients, offsets))


def terms(lines: Any, weights: Any, halves: Halves) -> Any:
    """Return what each unit adds to gradient and offset, off and on: shape (H, 2, 3)."""
    slopes, starts = (side[:, None] for side in np.array(halves).T)
    lines, weights, starts = lines[:, None], weights[:, None, None], starts * np.array((0, 0, 1))
    sides = slopes * lines + starts
    lost = (abs(sides) < TINY) & (abs(lines) < 1)  # digits that a large weight would need
    return np.where(lost, slopes * (lines * weights) + starts * weights, sides * weights)


def straight_halves(net: Network) -> Halves:
    """Return slope and value at 0 of the activation on both sides, or say what is unfit."""
    one_hidden_layer("net", net, inputs=2)
    off, on = net.hidden.halves
    if off is None or on is None or off == on:
        raise ValueError(
            "net must have a hidden activation that is straight on both sides of 0 and not at 0, "
            f"such as relu, leaky_relu, absolute or step, not {net.hidden.name}; "
            "for others use a grid, as ad.plots.height_map does"
        )
    return off, on


def _lines(net: Network) -> Array:
    """Return the weights and the bias of each unit: its pre-activation is a x1 + b x2 + c."""
    return np.vstack((net.weights[0], net.biases[0])).T


def as_box(box: ArrayLike) -> Array:
    """Return the edges of a box as an array, or say what is wrong with them."""
    edges = real_array("box", box, " (4,)", 1)
    if len(edges) != 4 or not (edges[0] < edges[1] and edges[2] < edges[3]):
        raise ValueError(
            "box must be (x1 low, x1 high, x2 low, x2 high), each low below its high, not "
            f"{tuple(edges.tolist())}"
        )
    return edges


def _clipped(line: Array, edges: Array) -> Array | None:
    """Return the part of a line within a box, or None if that is no segment."""
    alone = Arrangement(line[None], edges)
    ends: Array = alone.points[alone.sides(-1) == 0]
    if len(ends) != 2:
        return None
    a, b, _ = alone.whole[-1]
    x, y = (Fraction(end) - Fraction(start) for start, end in zip(*ends.tolist(), strict=True))
    return ends[::-1] if b * x < a * y else ends
