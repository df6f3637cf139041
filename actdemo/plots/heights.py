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
from actdemo.checks import one_network
from actdemo.network import Network

from .samples import points
from .words import CLASSES, SIGNED, Box, number, pair


def surface(
    ax: Axes3D,
    height: Callable[[Array], ArrayLike],
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
    >>> fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
    >>> faces = ad.plots.surface(ax, lambda X: X[:, 0] - X[:, 1], *ad.xnor())
    >>> ax.get_label().split(". ")[0]
    'Surface of heights from −6 to 6'
    >>> plt.close(fig)
    """
    x1, x2, z, at_points = _sampled(height, X, box, 31)
    end = np.abs(z).max() if limit is None else limit
    faces = ax.plot_surface(
        x1, x2, z, cmap=SIGNED, vmin=-end, vmax=end, rcount=31, ccount=31, antialiased=True
    )
    faces.set_edgecolor("#00000066")
    faces.set_linewidth(0.3)
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.2, zorder=2)
    on_top(ax, X, y, at_points)
    ax.set_label(words("Surface of", z, X, at_points))
    return faces


def height_map(
    ax: Axes,
    height: Callable[[Array], ArrayLike],
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
    y : array_like of shape (n, 1)
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
    x1, x2, z, at_points = _sampled(height, X, box, 121)
    end = np.abs(z).max() if limit is None else limit
    mesh = ax.pcolormesh(
        x1, x2, z, cmap=SIGNED, vmin=-end, vmax=end, shading="gouraud", rasterized=True
    )
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.5)
    points(ax, X, y)
    ax.set(aspect="equal")
    ax.set_label(words("Map of", z, X, at_points))
    return mesh


def _sampled(
    height: Callable[[Array], ArrayLike], X: ArrayLike, box: Box, count: int
) -> tuple[Array, Array, Array, Array]:
    """Return a grid over the box, the heights on it, and those at the samples."""
    left, right, bottom, top = box
    x1, x2 = np.meshgrid(np.linspace(left, right, count), np.linspace(bottom, top, count))
    z = _heights(height, np.stack((x1.ravel(), x2.ravel()), axis=1)).reshape(x1.shape)
    return x1, x2, z, _heights(height, np.asarray(X, float))


def words(kind: str, z: Array, X: ArrayLike, at_points: Array) -> str:
    """Say from where to where heights go, and what they are at samples."""
    heights = (f"at {pair(p)}: {number(h)}" for p, h in zip(np.asarray(X), at_points, strict=True))
    ends = " to ".join(map(number, (z.min(), z.max())))
    return f"{kind} heights from {ends}. Height {', '.join(heights)}."


def _heights(height: Callable[[Array], ArrayLike], inputs: Array) -> Array:
    """Return one height for each input, or say that the function gives something else."""
    if isinstance(height, Network):
        one_network("height", height.replicas)
    heights = np.asarray(height(inputs))
    if heights.size != len(inputs):
        raise ValueError(
            f"height must return {len(inputs)} values for {len(inputs)} inputs, "
            f"not shape {heights.shape}"
        )
    return heights.reshape(len(inputs))


def on_top(ax: Axes3D, X: ArrayLike, y: ArrayLike, heights: Array) -> None:
    """Draw samples of two inputs at their heights, seen from where surfaces are seen from."""
    inputs, labels = np.asarray(X, float), np.asarray(y)[:, 0]
    ax.view_init(elev=28, azim=-118)
    ax.computed_zorder = False
    for label, (colour, marker) in CLASSES.items():
        here = labels == label
        ax.scatter(
            *inputs[here].T,
            heights[here],
            s=60,
            c=colour,
            marker=marker,
            edgecolors="white",
            depthshade=False,
            zorder=3,
        )
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
