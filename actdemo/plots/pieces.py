"""The flat pieces of a network, the creases between them, and the boundary: exact, no grid."""

from __future__ import annotations

import warnings

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from actdemo.boundary import decision_boundary
from actdemo.network import Network
from actdemo.portable import Array
from actdemo.regions import Region
from actdemo.regions import creases as creases_of
from actdemo.regions import regions as regions_of

from .heights import on_top, words
from .words import CLASSES, SIGNED, Box, number, pair

MUTED = "#59636e"
LEAST_SHARE = 0.02  # of the box's area; on a smaller piece a formula has no room


def creases(
    ax: Axes, net: Network, X: ArrayLike | None = None, *, box: Box = (-3, 3, -3, 3)
) -> LineCollection:
    """Draw the crease of each unit, with an arrow to the side on which the unit is on.

    Blue units have a positive output weight, red and dashed ones a negative; grey and dotted are
    those that are dead on the given points, or count for nothing.

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
    left, right, bottom, top = box
    length = 0.09 * min(right - left, top - bottom)
    segments, colours, styles, told = [], [], [], []
    for k, crease in enumerate(creases_of(net, box, X)):
        dead = "; dead" if crease.dead else ""
        if crease.segment is None:
            told.append(f"Unit {k + 1}: no crease here{dead}.")
            continue
        colour, style = MUTED, ":"
        if crease.sign and not crease.dead:
            colour, style = (CLASSES[1][0], "-") if crease.sign > 0 else (CLASSES[0][0], "--")
        segments.append(crease.segment)
        colours.append(colour)
        styles.append(style)
        middle = crease.segment.mean(axis=0)
        head = middle + length * crease.normal
        arrow = {"arrowstyle": "-|>", "color": colour, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", head, middle, arrowprops=arrow, annotation_clip=False)
        place = middle + 1.6 * length * crease.normal
        ax.text(place[0], place[1], str(k + 1), ha="center", va="center", clip_on=True)
        start, end = map(pair, crease.segment)
        told.append(
            f"Unit {k + 1}: crease from {start} to {end}, on towards {pair(crease.normal)}, "
            f"output weight {number(net.weights[1][k, 0])}{dead}."
        )
    lines = LineCollection(segments, colors=colours, linestyles=styles, linewidths=2, zorder=2)
    ax.add_collection(lines)
    _frame(ax, box)
    ax.set_label(" ".join(told))
    return lines


def regions(
    ax: Axes,
    net: Network,
    *,
    by: str = "height",
    box: Box = (-3, 3, -3, 3),
    limit: float | None = None,
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
    if by not in {"height", "pattern"}:
        raise ValueError(f"by must be 'height' or 'pattern', not {by!r}")
    found = regions_of(net, box)
    left, right, bottom, top = box
    values, told = [], []
    for region in found:
        area, middle = _area_and_middle(region.polygon)
        on = [str(k + 1) for k in np.flatnonzero(region.pattern)]
        formula = _formula(region)
        values.append(_height(region, middle[None])[0] if by == "height" else len(on))
        names = f"Unit{'s' * (len(on) > 1)} {', '.join(on)} on" if on else "No unit on"
        told.append(f"{names}: {' '.join(formula)}.")
        if area > LEAST_SHARE * (right - left) * (top - bottom):
            text = "\n".join(formula) if by == "height" else " ".join(on) or "none"
            ax.text(
                middle[0], middle[1], text, ha="center", va="center", color="black", fontsize=9
            )
    pieces = PolyCollection(
        [region.polygon for region in found], edgecolors="white", linewidths=1.2, zorder=1
    )
    pieces.set_array(values)
    if by == "height":
        end = max(map(abs, values)) if limit is None else limit
        pieces.set(cmap=SIGNED, clim=(-end, end))
    else:
        pieces.set(cmap="YlGnBu", clim=(0, 2 * net.sizes[1]))  # its light half: text is black
    ax.add_collection(pieces)
    _frame(ax, box)
    ax.set_label(f"{len(found)} flat pieces. {' '.join(told)}")
    return pieces


def boundary(
    ax: Axes, net: Network, *, box: Box = (-3, 3, -3, 3), level: float = 0.0
) -> LineCollection:
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
    segments = decision_boundary(net, box, level)
    lines = LineCollection(list(segments), colors="black", linewidths=2, zorder=2)
    ax.add_collection(lines)
    _frame(ax, box)
    ways = [f"from {pair(start)} to {pair(end)}" for start, end in segments]
    ax.set_label(f"The logit is {number(level)} {', '.join(ways) or 'nowhere here'}.")
    return lines


def facets(
    ax: Axes3D,
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    *,
    box: Box = (-3, 3, -3, 3),
    limit: float | None = None,
) -> Poly3DCollection:
    """Draw a network as a surface of its flat pieces, with samples and the line at height 0.

    Parameters
    ----------
    ax : Axes3D
    net : Network
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1)
        Labels, 0 or 1.
    box : tuple of float
        Lowest and highest first input, lowest and highest second input.
    limit : float, optional
        The height at which the colours end; by default the largest of this surface.

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
    found = regions_of(net, box)
    solids = [
        np.column_stack((region.polygon, _height(region, region.polygon))) for region in found
    ]
    faces = Poly3DCollection(solids, edgecolors="#00000088", linewidths=0.8)
    middles = [_area_and_middle(region.polygon)[1] for region in found]
    faces.set_array(
        [_height(piece, at[None])[0] for piece, at in zip(found, middles, strict=True)]
    )
    z = np.concatenate([solid[:, 2] for solid in solids])
    end = np.abs(z).max() if limit is None else limit
    faces.set(cmap=SIGNED, clim=(-end, end))
    ax.add_collection3d(faces)
    with warnings.catch_warnings():  # a piece at height 0 is in the picture, white
        warnings.simplefilter("ignore")
        segments = decision_boundary(net, box)
    zero = np.concatenate((segments, np.zeros((len(segments), 2, 1))), axis=2)
    ax.add_collection3d(Line3DCollection(list(zero), colors="black", linewidths=1.6, zorder=2))
    at_points = net(X)[:, 0]
    on_top(ax, X, y, at_points)
    ax.set(xlim=box[:2], ylim=box[2:], zlim=(z.min(), z.max()))
    ax.set_label(words(f"Surface of {len(found)} flat pieces with", z, X, at_points))
    return faces


def _frame(ax: Axes, box: Box) -> None:
    ax.set(xlim=box[:2], ylim=box[2:], aspect="equal", xlabel="$x_1$", ylabel="$x_2$")


def _area_and_middle(polygon: Array) -> tuple[float, Array]:
    """Return the area of a polygon and its centre of mass, where the height is the mean height."""
    from_first = polygon - polygon[0]
    one, other = from_first[1:-1], from_first[2:]
    areas = (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) / 2
    area = float(areas.sum())
    if not area > 0.0:  # smaller than the last digits of its corners
        return 0.0, polygon.mean(axis=0)
    return area, polygon[0] + ((one + other) * areas[:, None]).sum(axis=0) / (3.0 * area)


def _height(region: Region, points: Array) -> Array:
    (slope, other), offset = region.gradient, region.offset
    heights: Array = slope * points[:, 0] + other * points[:, 1] + offset
    return heights


def _formula(region: Region) -> list[str]:
    """Write the logit in a region, term by term."""
    first, second = map(float, region.gradient)
    if not first and not second:
        return [number(region.offset)]
    signed = [
        f"{'−' if value < 0 else '+'} {number(abs(value))}" for value in (second, region.offset)
    ]
    return [f"{number(first)} x₁", f"{signed[0]} x₂", signed[1]]
