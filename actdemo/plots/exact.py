"""The flat pieces of a network, the creases between them, and the boundary: exact, no grid."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import one_of
from actdemo.geometry.boundary import decision_boundary
from actdemo.geometry.flat_pieces import Region
from actdemo.geometry.flat_pieces import creases as creases_of
from actdemo.geometry.flat_pieces import regions as regions_of
from actdemo.network import Network

from . import colours
from .heights import on_top, words, zero_line
from .words import PLANE, Box, Top, colours_end, drawn_on, number, pair, samples

ROOM = {"height": 0.055, "pattern": 0.035}  # of the box: what a text needs around its middle
LOOKS = (colours.MUTED, ":"), (colours.PLUS, "-"), (colours.MINUS, "--")  # of 0, 1 and -1


def creases(
    ax: Axes, net: Network, X: ArrayLike | None = None, *, box: Box = PLANE
) -> LineCollection:
    """Draw the crease of each unit, with an arrow to the side on which the unit is on.

    Blue units have a positive output weight, orange and dashed ones a negative; grey and dotted
    are those that are dead on the given points, or count for nothing; dark are those of the
    layers before the last hidden one.  The layers count their units on, one after the other.

    Parameters
    ----------
    ax : Axes
    net : Network
    X : array_like of shape (n, 2), optional
        Points at which to see whether a unit is dead.
    box : tuple of float
        Lowest and highest first input, lowest and highest second input.

    Returns
    -------
    LineCollection
        The lines, without the units that have none here.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> fig, ax = plt.subplots()
    >>> lines = ad.plots.creases(ax, net)
    >>> ax.get_label().split(". ")[0]
    'Unit 1: crease from (−3, 3) to (3, −3), on towards (0.707, 0.707), output weight 1'
    >>> plt.close(fig)
    """
    drawn_on(ax, box=box)
    left, right, bottom, top = box
    length = 0.07 * min(right - left, top - bottom)
    drawn, told, found = [], [], creases_of(net, box, X)
    weights = [f", output weight {number(weight)}" for weight in net.weights[-1][:, 0]]
    weights = [""] * (len(found) - len(weights)) + weights
    for k, (crease, weight) in enumerate(zip(found, weights, strict=True), 1):
        dead = "; dead" if crease.dead else ""
        if not len(crease.segments):
            told.append(f"Unit {k}: no crease here{dead}.")
            continue
        sign = 0 if crease.dead else crease.sign
        colour, style = (colours.INK, "-") if sign is None else LOOKS[sign]
        drawn += [(segment, colour, style) for segment in crease.segments]
        start, end = max(crease.segments, key=lambda ends: np.hypot(*(ends[1] - ends[0])))
        x, y = end - start
        normal = np.array((-y, x)) / (np.hypot(x, y) or 1.0)
        foot = 0.15 * start + 0.85 * end  # where lines lie apart
        head = foot + length * normal
        arrow = {"arrowstyle": "-|>", "color": colour, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", head, foot, arrowprops=arrow, annotation_clip=False)
        place = foot + 1.6 * length * normal
        ax.text(place[0], place[1], str(k), ha="center", va="center", clip_on=True)
        more = f", one of {len(crease.segments)} segments" * (len(crease.segments) > 1)
        told.append(
            f"Unit {k}: crease from {pair(start)} to {pair(end)}{more}, on towards "
            f"{pair(normal)}{weight}{dead}."
        )
    lines = LineCollection([segment for segment, *_ in drawn], linewidths=2, zorder=2)
    lines.set(color=[colour for _, colour, _ in drawn], ls=[style for *_, style in drawn])
    ax.add_collection(lines)
    _frame(ax, box)
    ax.set_label(" ".join(told))
    return lines


def regions(
    ax: Axes, net: Network, *, by: str = "height", box: Box = PLANE, limit: Top = None
) -> PolyCollection:
    """Draw the flat pieces of a network, each in one colour.

    Parameters
    ----------
    ax : Axes
    net : Network
    by : {"height", "pattern"}
        Height: the mean logit of the piece is its colour, and its formula stands in it.  Pattern:
        the number of units that are on is its colour, and their numbers stand in it.
    box : tuple of float
        Lowest and highest first input, lowest and highest second input.
    limit : float, optional
        The height at which the colours end; by default the largest mean.

    Returns
    -------
    PolyCollection
        For a colour bar.

    Raises
    ------
    ValueError
        For another network than `actdemo.regions` takes, or another word.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> fig, ax = plt.subplots()
    >>> pieces = ad.plots.regions(ax, net)
    >>> print(ax.get_label())
    3 flat pieces. No unit on: 0. Units 1, 2 on: −1 x₁ − 1 x₂ + 2. Unit 1 on: 1 x₁ + 1 x₂ + 0.
    >>> plt.close(fig)
    """
    drawn_on(ax, box=box)
    one_of("by", by, "height", "pattern")
    found = regions_of(net, box)
    middles = [_middle(region.polygon) for region in found]
    counts = [int(region.pattern.sum()) for region in found]
    heights = list(map(_height, found, middles))
    pieces = PolyCollection([one.polygon for one in found], ec=colours.PAPER, lw=1.2, zorder=1)
    if by == "height":
        end = colours_end(heights, limit)
        pieces.set(array=heights, cmap=colours.SIGNED, clim=(-end, end))
    else:
        pieces.set(array=counts, cmap=colours.SHADES, clim=(0, sum(net.sizes[1:-1])))
    ax.add_collection(pieces)
    least = ROOM[by] * min(box[1] - box[0], box[3] - box[2])
    told = []
    for region, middle in zip(found, middles, strict=True):
        on = [str(k + 1) for k in np.flatnonzero(region.pattern)]
        formula = _formula(region)
        told.append(f"{_units(on)}: {' '.join(formula)}.")
        if _radius(region.polygon, middle) > least:
            text = "\n".join(formula) if by == "height" else " ".join(on) or "none"
            ax.text(middle[0], middle[1], text, ha="center", va="center", size=9, color="black")
    _frame(ax, box)
    ax.set_label(f"{len(found)} flat pieces. {' '.join(told)}")
    return pieces


def boundary(ax: Axes, net: Network, *, box: Box = PLANE, level: float = 0.0) -> LineCollection:
    """Draw the segments on which the logit of a network is at a level.

    Parameters
    ----------
    ax : Axes
    net : Network
    box : tuple of float
        Lowest and highest first input, lowest and highest second input.
    level : float

    Returns
    -------
    LineCollection

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [-0.5]))
    >>> fig, ax = plt.subplots()
    >>> lines = ad.plots.boundary(ax, net)
    >>> ax.get_label()
    'The logit is 0 from (3, −1.5) to (−1.5, 3), from (3, −2.5) to (−2.5, 3).'
    >>> plt.close(fig)
    """
    drawn_on(ax, box=box)
    segments = decision_boundary(net, box, level)
    lines = LineCollection(list(segments), colors=colours.INK, linewidths=2, zorder=2)
    ax.add_collection(lines)
    _frame(ax, box)
    ways = [f"from {pair(start)} to {pair(end)}" for start, end in segments]
    ax.set_label(f"The logit is {number(level)} {', '.join(ways) or 'nowhere here'}.")
    return lines


def facets(
    ax: Axes3D, net: Network, X: ArrayLike, y: ArrayLike, *, box: Box = PLANE, limit: Top = None
) -> Poly3DCollection:
    """Draw a network as a surface of its flat pieces, with samples and the line at height 0.

    The mean height of a piece is its colour.

    Parameters
    ----------
    ax : Axes3D
    net : Network
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1) or (n,)
        Labels, 0 or 1.
    box : tuple of float
        Lowest and highest first input, lowest and highest second input.
    limit : float, optional
        The height at which the colours end; by default the largest mean.

    Returns
    -------
    Poly3DCollection

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
    >>> faces = ad.plots.facets(ax, net, *ad.xor())
    >>> ax.get_label().split(". ")[0]
    'Surface of 3 flat pieces with heights from −4 to 1'
    >>> plt.close(fig)
    """
    drawn_on(ax, "3d", box)
    inputs, labels = samples(X, y)
    found = regions_of(net, box)
    solids = [np.column_stack((one.polygon, _height(one, one.polygon.T))) for one in found]
    faces = Poly3DCollection(solids, edgecolors="#00000088", linewidths=0.8)
    means = [_height(region, _middle(region.polygon)) for region in found]
    end = colours_end(means, limit)
    faces.set(array=means, cmap=colours.SIGNED, clim=(-end, end))
    ax.add_collection3d(faces)
    z = np.concatenate([solid[:, 2] for solid in solids])
    segments = zero_line(net, box)
    zero = np.concatenate((segments, np.zeros((len(segments), 2, 1))), axis=2)
    if len(zero):  # matplotlib draws no empty collection
        ax.add_collection3d(Line3DCollection(list(zero), colors=colours.INK, lw=1.6, zorder=2))
    at_points = net(inputs)[:, 0]
    on_top(ax, inputs, labels, at_points)
    ax.set(xlim=box[:2], ylim=box[2:], zlim=(z.min(), z.max()))
    ax.set_label(words(f"Surface of {len(found)} flat pieces with", z, inputs, at_points))
    return faces


def _frame(ax: Axes, box: Box) -> None:
    ax.set(xlim=box[:2], ylim=box[2:], aspect="equal", xlabel="$x_1$", ylabel="$x_2$")


def _middle(polygon: Array) -> Array:
    """Return the centre of mass of a polygon, where the height is the mean height."""
    from_first = polygon - polygon[0]
    one, other = from_first[1:-1], from_first[2:]
    areas = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    total = areas.sum()
    if not total > 0.0:  # smaller than the last digits of its corners
        return np.asarray(polygon.mean(axis=0))
    middle: Array = polygon[0] + ((one + other) * areas[:, None]).sum(axis=0) / (3.0 * total)
    return middle


def _radius(polygon: Array, middle: Array) -> float:
    """Return how far the middle of a polygon is from its nearest edge."""
    along, across = np.roll(polygon, -1, axis=0) - polygon, middle - polygon
    areas = along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    edges = lengths > 0.0
    return float((areas[edges] / lengths[edges]).min(initial=lengths.max()))


def _height(region: Region, point: Array) -> Any:
    """Return the logit in a region at a point, or at points whose coordinates are rows."""
    return region.gradient[0] * point[0] + region.gradient[1] * point[1] + region.offset


def _units(on: list[str]) -> str:
    return f"Unit{'s' * (len(on) > 1)} {', '.join(on)} on" if on else "No unit on"


def _formula(region: Region) -> list[str]:
    """Write the logit in a region, term by term."""
    first, second = map(float, region.gradient)
    if not first and not second:
        return [number(region.offset)]
    signed = [
        f"{'−' if value < 0 else '+'} {number(abs(value))}" for value in (second, region.offset)
    ]
    return [f"{number(first)} x₁", f"{signed[0]} x₂", signed[1]]
