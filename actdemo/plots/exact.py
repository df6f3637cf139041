"""The flat pieces of a network, the creases between them, and the boundary: exact, no grid."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PolyCollection
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import one_of
from actdemo.geometry.boundary import decision_boundary
from actdemo.geometry.flat_pieces import Region
from actdemo.geometry.flat_pieces import creases as creases_of
from actdemo.geometry.flat_pieces import regions as regions_of
from actdemo.network import Network

from . import colours
from .words import PLANE, Box, Top, colours_end, drawn_on, number, pair

ROOM = {"height": 0.055, "pattern": 0.035}  # of the box: what a text needs around its middle
# Colour and line of a crease by its sign, which is None before the last hidden layer.
LOOKS = {None: (colours.INK, "-"), 0: (colours.MUTED, ":")}
LOOKS |= {1: (colours.PLUS, "-"), -1: (colours.MINUS, "--")}


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
    length = 0.07 * min(box[1] - box[0], box[3] - box[2])
    drawn, told, found = [], [], creases_of(net, box, X)
    for k, crease in enumerate(found, 1):
        dead = "; dead" if crease.dead else ""
        if not len(crease.segments):
            told.append(f"Unit {k}: no crease here{dead}.")
            continue
        look = LOOKS[0 if crease.dead else crease.sign]
        drawn += [(segment, *look) for segment in crease.segments]
        start, end = max(crease.segments, key=lambda ends: np.hypot(*(ends[1] - ends[0])))
        x, y = end - start
        normal = np.array((-y, x)) / (np.hypot(x, y) or 1.0)
        foot = 0.15 * start + 0.85 * end  # where lines lie apart
        arrow = {"arrowstyle": "-|>", "color": look[0], "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", foot + length * normal, foot, arrowprops=arrow, annotation_clip=False)
        x, y = foot + 1.6 * length * normal
        ax.text(x, y, str(k), ha="center", va="center", clip_on=True)
        more = f", one of {len(crease.segments)} segments" * (len(crease.segments) > 1)
        towards = pair(normal)
        if crease.sign is not None:
            towards += f", output weight {number(net.weights[-1][k - len(found) - 1, 0])}"
        ends = f"from {pair(start)} to {pair(end)}{more}"
        told.append(f"Unit {k}: crease {ends}, on towards {towards}{dead}.")
    lines = LineCollection([segment for segment, *_ in drawn], linewidths=2, zorder=2)
    lines.set(color=[colour for _, colour, _ in drawn], ls=[style for *_, style in drawn])
    _add(ax, box, lines, " ".join(told))
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
    pieces = PolyCollection([one.polygon for one in found], ec=colours.PAPER, lw=1.2, zorder=1)
    if by == "height":
        colour(pieces, found, limit)
    else:
        counts = [int(one.pattern.sum()) for one in found]
        pieces.set(array=counts, cmap=colours.SHADES, clim=(0, sum(net.sizes[1:-1])))
    least, told = ROOM[by] * min(box[1] - box[0], box[3] - box[2]), []
    for region in found:
        on = [str(k + 1) for k in np.flatnonzero(region.pattern)]
        units = f"Unit{'s' * (len(on) > 1)} {', '.join(on)}" if on else "No unit"
        formula, middle = _formula(region), _middle(region.polygon)
        told.append(f"{units} on: {formula}.".replace("\n", " "))
        if _radius(region.polygon, middle) > least:
            text = formula if by == "height" else " ".join(on) or "none"
            ax.text(middle[0], middle[1], text, ha="center", va="center", size=9, color="black")
    _add(ax, box, pieces, f"{len(found)} flat pieces. {' '.join(told)}")
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
    ways = [f"from {pair(start)} to {pair(end)}" for start, end in segments]
    _add(ax, box, lines, f"The logit is {number(level)} {', '.join(ways) or 'nowhere here'}.")
    return lines


def colour(pieces: Collection, found: list[Region], limit: Top) -> None:
    """Give each piece the colour of its mean height."""
    means = [height_in(one, _middle(one.polygon)) for one in found]
    end = colours_end(means, limit)
    pieces.set(array=means, cmap=colours.SIGNED, clim=(-end, end))


def height_in(region: Region, points: Array) -> Any:
    """Return the logit in a region at a point, or at some."""
    return (
        points[..., 0] * region.gradient[0] + points[..., 1] * region.gradient[1] + region.offset
    )


def _add(ax: Axes, box: Box, drawn: Collection, words: str) -> None:
    """Add what was drawn to axes that show the box, and say in words what it is."""
    ax.add_collection(drawn)
    ax.set(xlim=box[:2], ylim=box[2:], aspect="equal", xlabel="$x_1$", ylabel="$x_2$", label=words)


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


def _formula(region: Region) -> str:
    """Write the logit in a region, a term a line."""
    first, second, last = map(number, (*region.gradient, region.offset))
    if not region.gradient.any():
        return last
    return f"{first} x₁\n+ {second} x₂\n+ {last}".replace("+ −", "− ")
