"""A function of two inputs, sampled on a grid: as a surface and as a map."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from mpl_toolkits.mplot3d.art3d import Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import fitted, instance
from actdemo.network import Network, one_network

from .samples import marks, points
from .words import SIGNED, Box, colours_end, drawn_on, number, pair, samples

Height = Callable[[Array], ArrayLike]


def surface(
    ax: Axes3D,
    height: Height,
    X: ArrayLike,
    y: ArrayLike,
    *,
    box: Box = (-3, 3, -3, 3),
    limit: float | None = None,
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
    at_points, end = _heights(height, inputs), colours_end(z, limit)
    faces = ax.plot_surface(
        x1, x2, z, cmap=SIGNED, vmin=-end, vmax=end, rcount=31, ccount=31, antialiased=True
    )
    faces.set_edgecolor("#00000066")
    faces.set_linewidth(0.3)
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.2, zorder=2)
    on_top(ax, inputs, labels, at_points)
    ax.set_label(words("Surface of", z, inputs, at_points))
    return faces


def height_map(
    ax: Axes,
    height: Height,
    X: ArrayLike,
    y: ArrayLike,
    *,
    box: Box = (-3, 3, -3, 3),
    limit: float | None = None,
) -> QuadMesh:
    """Draw a function of two inputs as a map, with samples and a line where it is 0.

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
    QuadMesh
        For a colour bar.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> fig, ax = plt.subplots()
    >>> mesh = ad.plots.height_map(ax, lambda X: X[:, 0] - X[:, 1], *ad.xnor())
    >>> ax.get_label().split(". ")[0]
    'Map of heights from −6 to 6'
    >>> plt.close(fig)
    """
    drawn_on(ax, box=box)
    inputs, labels = samples(X, y)
    x1, x2, z = _grid(height, box, 121)
    at_points, end = _heights(height, inputs), colours_end(z, limit)
    mesh = ax.pcolormesh(
        x1, x2, z, cmap=SIGNED, vmin=-end, vmax=end, shading="gouraud", rasterized=True
    )
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.5)
    points(ax, inputs, labels)
    ax.set(aspect="equal")
    ax.set_label(words("Map of", z, inputs, at_points))
    return mesh


def _grid(height: Height, box: Box, count: int) -> tuple[Array, Array, Array]:
    """Return a grid over the box, and the heights on it."""
    left, right, bottom, top = box
    x1, x2 = np.meshgrid(np.linspace(left, right, count), np.linspace(bottom, top, count))
    return x1, x2, _heights(height, np.stack((x1.ravel(), x2.ravel()), axis=1)).reshape(x1.shape)


def words(kind: str, z: Array, X: Array, at_points: Array) -> str:
    """Say from where to where heights go, and what they are at samples."""
    heights = (f"at {pair(p)}: {number(h)}" for p, h in zip(X, at_points, strict=True))
    ends = " to ".join(map(number, (z.min(), z.max())))
    return f"{kind} heights from {ends}. Height {', '.join(heights)}."


def _heights(height: Height, inputs: Array) -> Array:
    """Return one height for each input, or say that the function gives something else."""
    if isinstance(height, Network):
        one_network("height", height)
    instance("height", height, Callable)
    return fitted("height", height(inputs.copy()), (len(inputs),), " for as many inputs")


def on_top(ax: Axes3D, inputs: Array, labels: Array, heights: Array) -> None:
    """Draw samples of two inputs at their heights, seen from where surfaces are seen from."""
    ax.view_init(elev=28, azim=-118)
    ax.computed_zorder = False
    marks(ax, labels, *inputs.T, heights, s=60, depthshade=False)
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
