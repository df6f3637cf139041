"""A function of two inputs, sampled on a grid: as a surface and as a map."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.tri import Triangulation
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import fitted, instance
from actdemo.geometry.boundary import decision_boundary
from actdemo.geometry.flat_pieces import creases, regions
from actdemo.network import Network, one_network

from . import colours
from .exact import colour, height_in
from .samples import marks, points
from .words import PLANE, Box, Top, colours_end, drawn_on, number, pair, samples

Height = Callable[[Array], ArrayLike]


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
    found = regions(net, box)
    solids = [np.column_stack((one.polygon, height_in(one, one.polygon))) for one in found]
    faces = Poly3DCollection(solids, edgecolors="#00000088", linewidths=0.8)
    colour(faces, found, limit)
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
    stripes: Any
    try:
        dots, zero, *flat = _flat(height, box)
    except (TypeError, ValueError):  # it does not consist of flat pieces, or it jumps
        dots, zero = [], contour_generator(x1, x2, z).lines(0.0)
        stripes = ax.contourf(x1, x2, z, **look)
    else:
        stripes = ax.tricontourf(*flat, **look)
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


def _zero_line(net: Network, box: Box) -> Any:
    """Return the segments where a network is 0; a piece at this height is in the picture."""
    with warnings.catch_warnings(action="ignore"):
        return decision_boundary(net, box)


def _flat(net: Any, box: Box) -> tuple[Any, ...]:
    """Return creases, zero line, and flat pieces: fans of triangles and their corners' heights."""
    dots = [segment for one in creases(net, box) for segment in one.segments]
    found = regions(net, box)
    starts = np.cumsum([0, *(len(one.polygon) for one in found)])
    fans = [(a, b, b + 1) for a, end in pairwise(starts) for b in range(a + 1, end - 1)]
    heights = np.concatenate([height_in(one, one.polygon) for one in found])
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
    heights = (f"at {pair(p)}: {number(h)}" for p, h in zip(X, at_points, strict=True))
    return (
        f"{kind} heights from {number(z.min())} to {number(z.max())}. Height {', '.join(heights)}."
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
