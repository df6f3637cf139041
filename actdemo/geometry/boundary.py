"""Where the logit of a network is at a level: the exact decision boundary."""

from __future__ import annotations

import warnings
from collections import defaultdict

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import LARGEST, TINY, Array, Booleans, quiet
from actdemo.checks import real_number
from actdemo.network import Network

from .arrangement import Arrangement, following
from .flat_pieces import Region, as_regions, stages
from .maps import Indices, Maps


@quiet()
def decision_boundary(net: Network, box: ArrayLike = (-3, 3, -3, 3), level: float = 0.0) -> Array:
    """Return the segments on which the logit is at a level.

    Parameters
    ----------
    net : Network
        As for `regions`, but not with an activation that jumps, such as step.
    box : array_like of shape (4,)
        Lowest and highest first input, lowest and highest second input.
    level : float

    Returns
    -------
    ndarray of shape (m, 2, 2)
        For each segment its two ends.  Where one ends the next begins, at the same double, until
        a new polyline starts.  The level may only touch a crease: then the segment lies on it.

    Raises
    ------
    ValueError, TypeError
        As `regions` does; also for an activation that jumps, and for a logit that comes too close
        to the level for a double, or too far from it.

    Warns
    -----
    UserWarning
        If a region lies on the level as a whole.  Neither it nor its outline is among the
        segments; `flat_regions` returns it.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [-0.5]))
    >>> print(ad.decision_boundary(net, box=(0, 2, 0, 2)).tolist())
    [[[1.5, 0.0], [0.0, 1.5]], [[0.5, 0.0], [0.0, 0.5]]]
    """
    *_, (cells, maps) = stages(net, box)
    if maps.torn:
        name = next(f.name for f in net.functions if f.halves[0][1] != f.halves[1][1])
        jumps = f"net has the hidden activation {name}, which jumps: its logit changes at creases"
        instead = "see ad.creases, or ad.regions for its values"
        raise ValueError(f"{jumps} without being at the level; {instead}")
    values, flat = _less_level(cells, maps, level)
    if flat.any():
        number = "1 region lies" if flat.sum() == 1 else f"{flat.sum()} regions lie"
        what = f"{number} on the level {level:g} as a whole, and no segment shows it"
        # NumPy's quiet stands between.
        warnings.warn(f"{what}; ad.flat_regions does", stacklevel=3)
    points, heights = cells.points / 2.0, np.empty(len(cells.points))  # no difference overflows
    heights[cells.corners] = values / 2.0  # of a shared vertex, one of the roundings
    ways = _chained(_ways(cells, heights, flat))
    first, second = ways[..., 0], ways[..., 1]
    share = heights[first] / (heights[first] - heights[second])
    share[first == second] = 0.0
    halved: Array = points[first] + share[..., None] * (points[second] - points[first])
    return np.clip(halved * 2.0, *cells.box.reshape(2, 2).T)


@quiet()
def flat_regions(
    net: Network, box: ArrayLike = (-3, 3, -3, 3), level: float = 0.0
) -> list[Region]:
    """Return the regions that lie on a level as a whole.

    Parameters
    ----------
    net : Network
        As for `regions`.
    box : array_like of shape (4,)
        Lowest and highest first input, lowest and highest second input.
    level : float

    Returns
    -------
    list of Region
        Those in which the logit is the level everywhere, without rounding.

    Raises
    ------
    ValueError, TypeError
        As `regions` does.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> for region in ad.flat_regions(net):
    ...     print(region.pattern, region.gradient, region.offset)
    [False False] [0. 0.] 0.0
    """
    *_, pieces = stages(net, box)
    _, flat = _less_level(*pieces, level)
    return [region for region, whole in zip(as_regions(*pieces), flat, strict=True) if whole]


def _less_level(cells: Arrangement, maps: Maps, level: float) -> tuple[Array, Booleans]:
    """Return the logit less a level at each corner, of the right sign; which cells are all 0."""
    level, owner = real_number("level", level), np.arange(len(cells.bounds) - 1)
    owner = owner.repeat(np.diff(cells.bounds))
    values = cells.heights(maps, 0, owner, cells.corners, level)
    sizes = abs(values)
    if ((sizes == TINY) | (sizes == LARGEST)).any():
        raise ValueError("net must be at the level or 2.3e-308 to 1.7e308 off at each vertex")
    return values, np.maximum.reduceat(sizes, cells.bounds[:-1]) == 0.0


def _ways(cells: Arrangement, heights: Array, flat: Booleans) -> Indices:
    """Return the level's way through each piece: two ends, each between two vertices or at one.

    An end at one vertex has it twice.  Shape (ways, 2, 2).
    """
    sizes = np.diff(cells.bounds)
    start, end = cells.corners, cells.corners[following(cells.bounds)]
    side, next_side = np.sign(heights[start]), np.sign(heights[end])
    lowest, highest = (f.reduceat(side, cells.bounds[:-1]) for f in (np.minimum, np.maximum))
    both_sides = np.repeat(lowest * highest < 0, sizes)
    crossed = side * next_side < 0
    low, high = np.minimum(start, end), np.maximum(start, end)
    ends = np.where(crossed, (low, high), start).T
    through = ends[both_sides & (crossed | (side == 0))].reshape(-1, 2, 2)
    # Edges on the level: once for two pieces that touch it, never for a flat one.
    on_level = (side == 0) & (next_side == 0)
    edges = np.stack((low, low, high, high), axis=1)
    outline = set(map(tuple, edges[on_level & np.repeat(flat, sizes)].tolist()))
    touched = dict.fromkeys(map(tuple, edges[on_level].tolist()))
    creases = [edge for edge in touched if edge not in outline]
    return np.concatenate((through, np.array(creases, int).reshape(-1, 2, 2)))


def _chained(ways: Indices) -> Indices:
    """Return the ways in such an order, and so turned, that the next begins where one ends."""
    ahead: dict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for first, second in ways.tolist():
        ahead[*first].append((*second,))
        ahead[*second].append((*first,))
    order, dead_ends = [], [place for place in ahead if len(ahead[place]) % 2]
    for start in (*dead_ends, *ahead):
        place = start
        while ahead[place]:
            after = ahead[place].pop(0)
            ahead[after].remove(place)
            order.append((place, after))
            place = after
    return np.array(order, int).reshape(-1, 2, 2)
