"""A function over the plane of two inputs: its flat pieces, creases, boundary and heights."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PolyCollection
from matplotlib.tri import Triangulation
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import fitted, instance, one_of
from actdemo.geometry import flat_pieces
from actdemo.geometry.boundary import decision_boundary
from actdemo.network import Network, one_network

from . import colours
from .samples import marks, points
from .words import PLANE, Box, Top, colours_end, drawn_on, number, pair, samples

Height = Callable[[Array], ArrayLike]
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
    drawn, told, found = [], [], flat_pieces.creases(net, box, X)
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


def regions(ax: Axes, net: Network, *, by: str = "height", box: Box = PLANE) -> PolyCollection:
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
    found = flat_pieces.regions(net, box)
    pieces = PolyCollection([one.polygon for one in found], ec=colours.PAPER, lw=1.2, zorder=1)
    if by == "height":
        _colour(pieces, found)
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


def surface(
    ax: Axes3D, height: Height, X: ArrayLike, y: ArrayLike, *, box: Box = PLANE, limit: Top = None
) -> Poly3DCollection:
    """Draw a function of two inputs as a surface, with samples on it and a line at height 0.

    Parameters
    ----------
    ax : Axes3D
    height : callable
        Takes inputs of shape (n, 2) and returns n heights, such as a network with one output.
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1) or (n,)
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
    >>> fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
    >>> faces = ad.plots.surface(ax, lambda X: X[:, 0] - X[:, 1], *ad.xnor())
    >>> ax.get_label().split(". ")[0]
    'Surface of heights from −6 to 6'
    >>> plt.close(fig)
    """
    drawn_on(ax, "3d", box)
    inputs, labels = samples(X, y)
    x1, x2, z = _grid(height, box, 31)
    end = colours_end(z, limit)
    look = {"rcount": 31, "ccount": 31, "edgecolor": "#15181c40", "linewidth": 0.3}
    faces = ax.plot_surface(x1, x2, z, cmap=colours.SIGNED, vmin=-end, vmax=end, **look)
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors=colours.INK, linewidths=1.2, zorder=2)
    _put_on_top(ax, "Surface of", height, z, inputs, labels)
    return faces


def facets(
    ax: Axes3D, net: Network, X: ArrayLike, y: ArrayLike, *, box: Box = PLANE
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
    found = flat_pieces.regions(net, box)
    solids = [np.column_stack((one.polygon, _logit(one, one.polygon))) for one in found]
    faces = Poly3DCollection(_even(solids), edgecolors="#00000088", linewidths=0.8)
    _colour(faces, found)
    ax.add_collection3d(faces)
    zero = [np.column_stack((segment, (0.0, 0.0))) for segment in _zero_line(net, box)]
    if zero:  # matplotlib draws no empty collection
        ax.add_collection3d(Line3DCollection(zero, colors=colours.INK, lw=1.6, zorder=2))
    z = np.concatenate(solids)[:, 2]
    _put_on_top(ax, f"Surface of {len(found)} flat pieces with", net, z, inputs, labels)
    ax.set(xlim=box[:2], ylim=box[2:], zlim=(z.min(), z.max()))
    return faces


def height_map(
    ax: Axes, height: Height, X: ArrayLike, y: ArrayLike, *, box: Box = PLANE, limit: Top = None
) -> Any:
    """Draw a function of two inputs as a map in stripes of equal height, with samples.

    A thick line is where it is 0.  Stripes of a network that consists of flat pieces without
    jumps are cut from these, exactly, and its creases are dotted; others come from a grid.

    Parameters
    ----------
    ax : Axes
    height : callable
        Takes inputs of shape (n, 2) and returns n heights, such as a network with one output.
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1) or (n,)
        Labels, 0 or 1.
    box : tuple of float
        Lowest and highest first input, lowest and highest second input.
    limit : float, optional
        The height at which the colours end; by default the largest of this map.

    Returns
    -------
    ContourSet
        The stripes, for a colour bar.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> fig, ax = plt.subplots()
    >>> stripes = ad.plots.height_map(ax, lambda X: X[:, 0] - X[:, 1], *ad.xnor())
    >>> ax.get_label().split(". ")[0]
    'Map of heights from −6 to 6'
    >>> plt.close(fig)
    """
    drawn_on(ax, box=box)
    inputs, labels = samples(X, y)
    x1, x2, z = _grid(height, box, 121)
    at_points, end = _heights(height, inputs), colours_end(z, limit)
    least = 1e-50 if abs(z).max() > end else 1e-300
    end = min(max(end, least), 4e307)  # else matplotlib's own numbers overflow
    look: dict[str, Any] = {"levels": np.linspace(-end, end, 15), "cmap": colours.SIGNED}
    look["extend"] = "both" if abs(z).max() > end else "neither"
    try:
        dots, zero, *flat = _flat(height, box)
    except (TypeError, ValueError):  # it does not consist of flat pieces, or it jumps
        dots, zero, flat = [], contour_generator(x1, x2, z).lines(0.0), []
    stripes: Any = ax.tricontourf(*flat, **look) if flat else ax.contourf(x1, x2, z, **look)
    # Seams would let the paper shine through; who tells the numbers of a figure wants the heights.
    stripes.set(clim=(-end, end), edgecolor="face", linewidth=0.4, zorder=1)
    stripes.heights = x1, x2, z
    ink = colours.INK
    for part, hue, width in ((dots, ink, 0.75), (zero, colours.PAPER, 5.0), (zero, ink, 2.5)):
        lines = ax.add_collection(LineCollection(part, colors=hue, linewidths=width))
        lines.set(capstyle="round", linestyle=":" if width < 1 else "-")
    points(ax, inputs, labels)
    label = _words("Map of", z, inputs, at_points)
    ax.set(aspect="equal", xlim=box[:2], ylim=box[2:], label=label)
    return stripes


def _colour(pieces: Collection, found: list[flat_pieces.Region]) -> None:
    """Give each piece the colour of its mean height."""
    means = [_logit(one, _middle(one.polygon)) for one in found]
    end = colours_end(means)
    pieces.set(array=means, cmap=colours.SIGNED, clim=(-end, end))


def _logit(region: flat_pieces.Region, points: Array) -> Any:
    """Return the logit in a region at a point, or at some."""
    a, b = region.gradient
    return points[..., 0] * a + points[..., 1] * b + region.offset


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
    return np.asarray(polygon[0] + ((one + other) * areas[:, None]).sum(axis=0) / (3.0 * total))


def _radius(polygon: Array, middle: Array) -> float:
    """Return how far the middle of a polygon is from its nearest edge."""
    along, across = np.roll(polygon, -1, axis=0) - polygon, middle - polygon
    areas = along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    edges = lengths > 0.0
    return float((areas[edges] / lengths[edges]).min(initial=lengths.max()))


def _formula(region: flat_pieces.Region) -> str:
    """Write the logit in a region, a term a line."""
    first, second, last = map(number, (*region.gradient, region.offset))
    if not region.gradient.any():
        return last
    return f"{first} x₁\n+ {second} x₂\n+ {last}".replace("+ −", "− ")


def _zero_line(net: Network, box: Box) -> Any:
    """Return the segments where a network is 0; a piece at this height is in the picture."""
    with warnings.catch_warnings(action="ignore"):
        return decision_boundary(net, box)


def _flat(net: Any, box: Box) -> tuple[Any, ...]:
    """Return creases, zero line, and flat pieces: fans of triangles and their corners' heights."""
    dots = [segment for one in flat_pieces.creases(net, box) for segment in one.segments]
    found = flat_pieces.regions(net, box)
    starts = np.cumsum([0, *(len(one.polygon) for one in found)])
    fans = [(a, b, b + 1) for a, end in pairwise(starts) for b in range(a + 1, end - 1)]
    heights = np.concatenate([_logit(one, one.polygon) for one in found])
    x1, x2 = np.concatenate([one.polygon for one in found]).T
    return dots, _zero_line(net, box), Triangulation(x1, x2, fans), heights


def _grid(height: Height, box: Box, count: int) -> tuple[Array, Array, Array]:
    """Return a grid over the box, and the heights on it."""
    x1, x2 = np.meshgrid(np.linspace(*box[:2], count), np.linspace(*box[2:], count))
    return x1, x2, _heights(height, np.stack((x1.ravel(), x2.ravel()), axis=1)).reshape(x1.shape)


def _heights(height: Height, inputs: Array) -> Array:
    """Return one height for each input, or say that the function gives something else."""
    if isinstance(height, Network):
        one_network("height", height)
    instance("height", height, Callable)
    return fitted("height", height(inputs.copy()), (len(inputs),), " for as many inputs")


def _words(kind: str, z: Array, X: Array, at_points: Array) -> str:
    """Say from where to where heights go, and what they are at samples."""
    heights = ", ".join(f"at {pair(p)}: {number(h)}" for p, h in zip(X, at_points, strict=True))
    return f"{kind} heights from {number(z.min())} to {number(z.max())}. Height {heights}."


def _even(solids: list[Array]) -> Array:
    """Return the corners of all pieces in one array; where one has fewer, its last, masked.

    Of pieces with different numbers of corners matplotlib 3.11 makes such an array, too, but with
    what happens to be in memory for those that are missing, and scales axes by it.
    """
    most = max(map(len, solids))
    corners = [np.pad(one, ((0, most - len(one)), (0, 0)), "edge") for one in solids]
    return np.ma.array(
        corners, mask=[[[k >= len(one)] * 3 for k in range(most)] for one in solids]
    )


def _put_on_top(
    ax: Axes3D, kind: str, height: Height, z: Array, inputs: Array, labels: Array
) -> None:
    """Draw samples on a surface, seen from where all are seen from, and say what is shown."""
    heights = _heights(height, inputs)
    ax.view_init(elev=32, azim=-135)  # along the ridge of XNOR
    ax.computed_zorder = False
    marks(ax, labels, *inputs.T, heights, s=60, depthshade=False)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", label=_words(kind, z, inputs, heights))
