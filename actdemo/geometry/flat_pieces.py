"""The flat pieces of a network, computed exactly instead of on a grid.

A unit whose activation is straight on both sides of 0 switches along a line, which bends where it
crosses one of an earlier layer.  Between all these lines the network is one affine map.  The
combinatorics are exact (see `arrangement`); what is rounded is the coordinates, by a few units in
the last place.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array, Booleans, quiet, sign
from actdemo.checks import real_array
from actdemo.network import Network, with_hidden_layers

from .arrangement import Arrangement, following
from .maps import Maps, first_layer, next_layer


class Region(NamedTuple):
    """A flat piece: a convex polygon in which no unit changes side.

    Attributes
    ----------
    polygon : ndarray of shape (k, 2)
        Its vertices, counter-clockwise.
    pattern : ndarray of bool, shape (H,)
        Which hidden units are on, layer by layer: their pre-activation is positive inside.
    gradient : ndarray of shape (2,)
    offset : float
        Inside, the logit is ``gradient[0] * x1 + gradient[1] * x2 + offset``.
    """

    polygon: Array
    pattern: Booleans
    gradient: Array
    offset: float


class Crease(NamedTuple):
    """The line along which a unit switches: its pre-activation is 0.

    Attributes
    ----------
    segments : ndarray of shape (m, 2, 2)
        For each segment within the box its two ends, with the side on which the unit is on to the
        left.  In the first hidden layer there is one or none.
    sign : int or None
        The sign of the output weight: 1, -1 or 0.  None in front of the last hidden layer: what
        such a unit does to the logit depends on the place.
    dead : bool or None
        Whether the unit gives 0 and has slope 0 at all given points; None if none are given.
    """

    segments: Array
    sign: int | None
    dead: bool | None


@quiet()
def regions(net: Network, box: ArrayLike = (-3, 3, -3, 3)) -> list[Region]:
    r"""Return the flat pieces of a network within a box.

    .. math::

        z = g \cdot x + o, \qquad
        g = \sum_k v_k s_k w_k, \qquad o = c + \sum_k v_k (s_k b_k + t_k)

    where unit :math:`k` hands on :math:`s_k h_k + t_k` on its side, for ReLU :math:`h_k` or 0.
    In a deeper network :math:`w_k` and :math:`b_k` are the gradient and the offset of
    :math:`h_k` there, by the same formula.

    Parameters
    ----------
    net : Network
        With two inputs, one hidden layer or more, and one output; its activation is straight on
        both sides of 0: relu, leaky_relu, absolute, step, or one of your own.
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
    weights are.  Each of these pieces is cut by the lines that the units of the next layer have
    there, and so on.  A piece smaller than the last digit of its place may have vertices that
    agree.

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
    *_, pieces = stages(net, box)
    return as_regions(*pieces)


@quiet()
def creases(
    net: Network, box: ArrayLike = (-3, 3, -3, 3), X: ArrayLike | None = None
) -> list[Crease]:
    """Return the line along which each hidden unit switches, clipped to a box.

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
        One for each hidden unit, layer by layer.

    Raises
    ------
    ValueError, TypeError
        As `regions` does; also for points that are none.

    Notes
    -----
    Behind an activation that jumps, such as step, a unit may also switch along a crease of an
    earlier layer without being 0 there; no segment shows that.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -4], [0]))
    >>> for crease in ad.creases(net, X=ad.xnor()[0]):
    ...     print(crease.segments.tolist(), crease.sign, crease.dead)
    [[[-3.0, 3.0], [3.0, -3.0]]] 1 False
    [[[1.0, 3.0], [3.0, 1.0]]] -1 True
    >>> fold = ad.Network(([[1], [0]], [[1]], [[2]]), ([1], [-0.5], [0]), hidden="absolute")
    >>> for crease in ad.creases(fold):  # where x1 is -1, and where it is 0.5 from there
    ...     print(crease.segments[..., 0].tolist(), crease.sign)
    [[-1.0, -1.0]] None
    [[-0.5, -0.5], [-1.5, -1.5]] 1
    """
    with_hidden_layers("net", net, 2, inf)
    dead: Any = [None] * sum(net.sizes[1:-1])
    if X is not None:
        dead = np.concatenate([some.all(axis=0) for some in net.inactive(net.forward(X))]).tolist()
    layers = zip(net.sizes[1:-1], stages(net, box), strict=False)
    segments = [_crease(*stage, unit) for width, stage in layers for unit in range(width)]
    signs: list[Any] = list(map(sign, net.weights[-1][:, 0].tolist()))
    return list(map(Crease, segments, [None] * (len(dead) - len(signs)) + signs, dead))


def stages(net: Network, box: ArrayLike) -> Iterator[tuple[Arrangement, Maps]]:
    """Yield the cells that each layer meets, and its maps on them.

    The first layer meets the box; the last one, with the logit, meets the flat pieces.
    """
    with_hidden_layers("net", net, 2, inf)
    each = [hidden.halves for hidden in net.functions[:-1]]
    for hidden, (off, on) in zip(net.functions, each, strict=False):
        if None in (off, on) or off == on:
            wanted = "that are straight on both sides of 0 and not at 0"
            known = f"such as relu, leaky_relu, absolute or step, not {hidden.name}"
            other = "for others use a grid, as ad.plots.height_map does"
            raise ValueError(f"net must have hidden activations {wanted}, {known}; {other}")
    cells = Arrangement(as_box(box))
    maps = first_layer(np.vstack((net.weights[0], net.biases[0])).T)
    for layer, halves in enumerate(each, 1):
        yield cells, maps
        roots, on = cells.cut(maps, range(net.sizes[layer]))
        cells.on = np.hstack((cells.on.take(roots, axis=0), on))
        maps = next_layer(maps, roots, on, net.weights[layer], net.biases[layer], halves)
        if not np.isfinite(maps.table).all():
            where = f"in layer {layer + 1}, term by term"
            raise ValueError(f"net must have gradients and offsets below 1.8e308 {where}")
    if net.output:
        raise ValueError(f"net must return its logit, not the output {net.output.name} of it")
    yield cells, maps


def as_regions(cells: Arrangement, maps: Maps) -> list[Region]:
    """Return the cells one by one, with the logit."""
    corners, ends = cells.points[cells.corners], cells.bounds.tolist()
    gradients, offsets = maps.table[0, :, :2], maps.table[0, :, 2].tolist()
    polygons = (corners[start:end] for start, end in pairwise(ends))
    return list(map(Region, polygons, cells.on, gradients, offsets))


def _crease(cells: Arrangement, maps: Maps, unit: int) -> Array:
    """Return the segments along which a unit switches."""
    cells = copy(cells)
    on = cells.cut(maps, [unit])[1][:, 0].repeat(np.diff(cells.bounds))
    new = np.zeros(len(cells.points) - len(cells.side))
    zero = np.concatenate((cells.side, new))[cells.corners] == 0
    after = following(cells.bounds)
    rim = (on & zero & zero[after]).nonzero()[0]
    edges = cells.leaving[rim]
    start = rim[np.bincount(edges)[edges] == 1]  # else the unit is on beyond, too
    return np.asarray(cells.points[cells.corners[np.stack((start, after[start]), axis=1)]])


def as_box(box: ArrayLike) -> Array:
    """Return the edges of a box as an array, or say what is wrong with them."""
    edges = real_array("box", box, " (4,)", 1)
    if len(edges) != 4 or not (edges[0] < edges[1] and edges[2] < edges[3]):
        wanted = "(x1 low, x1 high, x2 low, x2 high), each low below its high"
        raise ValueError(f"box must be {wanted}, not {tuple(edges.tolist())}")
    return edges
