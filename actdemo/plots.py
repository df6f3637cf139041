"""Each function draws on the axes that it is given and returns what it drew.

Each also writes down in words what it shows, numbers included, as the label of the axes
(``ax.get_label()``): the text alternative of the figure.  Blue is positive and class 1, red is
negative and class 0; class 1 is a circle, class 0 a square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, QuadMesh
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from mpl_toolkits.mplot3d.art3d import Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from .checks import instance, one_hidden_layer, one_network
from .network import Network
from .portable import Array
from .training import Run

CLASSES = {1: ("#4393c3", "o"), 0: ("#d6604d", "s")}
SIGNED = "RdBu"
Box = tuple[float, float, float, float]


def points(ax: Axes, X: ArrayLike, y: ArrayLike) -> list[PathCollection]:
    """Draw samples of two inputs in the plane, each class with its own marker.

    Parameters
    ----------
    ax : Axes
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1)
        Labels, 0 or 1.

    Returns
    -------
    list of PathCollection
        The markers of class 1 and of class 0.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> fig, ax = plt.subplots()
    >>> artists = ad.plots.points(ax, *ad.xnor())
    >>> ax.get_label()
    'Class 1 (circles) at (1, 1), (0, 0). Class 0 (squares) at (1, 0), (0, 1).'
    >>> plt.close(fig)
    """
    inputs, labels = np.asarray(X), np.asarray(y)[:, 0]
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    artists = []
    words = []
    for label, (colour, marker) in CLASSES.items():
        members = inputs[labels == label]
        artists.append(
            ax.scatter(
                members[:, 0],
                members[:, 1],
                s=110,
                c=colour,
                marker=marker,
                edgecolors="white",
                zorder=3,
                label=f"class {label}",
            )
        )
        shape = "circles" if label else "squares"
        words.append(f"Class {label} ({shape}) at {', '.join(map(_pair, members))}.")
    ax.set_label(" ".join(words))
    return artists


def learning_curve(ax: Axes, run: Run) -> list[Line2D]:
    """Draw the loss of each epoch of a run, of many networks one curve each.

    Parameters
    ----------
    ax : Axes
    run : Run

    Returns
    -------
    list of Line2D

    Raises
    ------
    ValueError
        If the run has no epochs.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> run = ad.train(ad.Network.initialized((2, 5, 1)), *ad.xnor(), epochs=3)
    >>> fig, ax = plt.subplots()
    >>> lines = ad.plots.learning_curve(ax, run)
    >>> ax.get_label()
    'Mean loss per epoch from 0.811 in epoch 1 to 0.738 in epoch 3.'
    >>> plt.close(fig)
    """
    if not len(run.losses):
        raise ValueError("run has no epochs to draw")
    epochs = np.arange(1, len(run.losses) + 1)
    lines = ax.plot(epochs, run.losses)
    top = max(np.max(line.get_ydata()) for line in ax.lines)
    ax.set(xlabel="epoch", ylabel="mean loss", ylim=(0, 1.05 * top))
    subject, first, last = "Mean loss per epoch", run.losses[0], run.losses[-1]
    if run.network.replicas:
        subject += f" of {run.network.replicas} networks, their medians"
        first, last = np.median(first), np.median(last)
    ax.set_label(f"{subject} from {first:.3g} in epoch 1 to {last:.3g} in epoch {len(epochs)}.")
    return lines


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
    inputs, labels = np.asarray(X, float), np.asarray(y)[:, 0]
    x1, x2, z, at_points = _sampled(height, X, box, 31)
    end = np.abs(z).max() if limit is None else limit
    faces = ax.plot_surface(
        x1, x2, z, cmap=SIGNED, vmin=-end, vmax=end, rcount=31, ccount=31, antialiased=True
    )
    faces.set_edgecolor("#00000066")
    faces.set_linewidth(0.3)
    ax.view_init(elev=28, azim=-118)
    ax.computed_zorder = False
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.2, zorder=2)
    for label, (colour, marker) in CLASSES.items():
        here = labels == label
        ax.scatter(
            *inputs[here].T,
            at_points[here],
            s=60,
            c=colour,
            marker=marker,
            edgecolors="white",
            depthshade=False,
            zorder=3,
        )
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    ax.set_label(_words("Surface", z, X, at_points))
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
    ax.set_label(_words("Map", z, X, at_points))
    return mesh


def graph(ax: Axes, net: Network) -> LineCollection:
    """Draw a network as a graph: an edge for each weight, and for each bias one from a 1.

    Blue edges are positive, red and dashed ones negative; the wider, the larger.

    Parameters
    ----------
    ax : Axes
    net : Network

    Returns
    -------
    LineCollection
        The edges.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> fig, ax = plt.subplots()
    >>> edges = ad.plots.graph(ax, net)
    >>> ax.get_label()
    'Network 2-2-1, relu: 9 weights and biases, 5 positive, 2 negative, the largest 2.'
    >>> plt.close(fig)
    """
    instance("net", net, Network)
    one_network("net", net.replicas)
    columns = [_column(layer, size) for layer, size in enumerate(net.sizes)]
    ones = np.array(
        [(layer, min(c[:, 1].min() for c in columns) - 1) for layer in range(len(columns) - 1)],
        float,
    )
    tables = [np.vstack(pair) for pair in zip(net.weights, net.biases, strict=True)]
    segments = [
        (start, end)
        for layer in range(len(tables))
        for start in (*columns[layer], ones[layer])
        for end in columns[layer + 1]
    ]
    values = np.concatenate([table.ravel() for table in tables])
    sizes = np.abs(values) / (np.abs(values).max() or 1.0)
    edges = LineCollection(
        segments,
        linewidths=np.where(sizes > 0, 0.4 + 4.0 * sizes, 0.0),
        colors=[CLASSES[int(value > 0)][0] for value in values],
        linestyles=["--" if value < 0 else "-" for value in values],
        zorder=1,
    )
    ax.add_collection(edges)
    letters = ["x", *"h" * (len(columns) - 2), "z"]
    for letter, column in zip(letters, columns, strict=True):
        for k, position in enumerate(column):
            text = letter if letter == "z" and len(column) == 1 else f"{letter}_{{{k + 1}}}"
            _node(ax, position, f"${text}$")
    for position in ones:
        _node(ax, position, "1")
    ax.autoscale_view()
    ax.margins(0.12)
    ax.set_axis_off()
    ax.set_label(
        f"Network {'-'.join(map(str, net.sizes))}, {net.hidden.name}: {values.size} weights and "
        f"biases, {(values > 0).sum()} positive, {(values < 0).sum()} negative, the largest "
        f"{_number(np.abs(values).max())}."
    )
    return edges


def weights(ax: Axes, net: Network) -> AxesImage:
    """Draw the weights of a network with one hidden layer as a table, a column for each unit.

    Parameters
    ----------
    ax : Axes
    net : Network
        With one hidden layer and one output.

    Returns
    -------
    AxesImage

    Raises
    ------
    ValueError
        For another kind of network.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> fig, ax = plt.subplots()
    >>> image = ad.plots.weights(ax, net)
    >>> ax.get_label()
    'Unit 1: w₁ 1, w₂ 1, b 0, v 1. Unit 2: w₁ 1, w₂ 1, b −1, v −2. Output bias c: 0.'
    >>> plt.close(fig)
    """
    instance("net", net, Network)
    one_network("net", net.replicas)
    one_hidden_layer("net", net.sizes)
    (W, v), (b, c) = net.weights, net.biases
    table = np.vstack((W, b, v.T))
    names = [*(f"w{_SUBSCRIPTS[i + 1]}" for i in range(len(W))), "b", "v"]
    end = np.abs(table).max()
    image = ax.imshow(table, cmap=SIGNED, vmin=-end, vmax=end, aspect="auto")
    for (row, column), value in np.ndenumerate(table):
        dark = value < -0.66 * end or value > 0.71 * end  # white has more contrast from here on
        colour = "white" if dark else "black"
        ax.text(column, row, _number(value), ha="center", va="center", color=colour)
    ax.set(
        xticks=range(len(b)),
        xticklabels=[f"unit {k + 1}" for k in range(len(b))],
        yticks=range(len(names)),
        yticklabels=names,
    )
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    units = (
        f"Unit {k + 1}: {', '.join(map(' '.join, zip(names, map(_number, column), strict=True)))}."
        for k, column in enumerate(table.T)
    )
    ax.set_label(f"{' '.join(units)} Output bias c: {_number(c[0])}.")
    return image


_SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


def _column(layer: int, size: int) -> Array:
    """Return the places of the units of a layer, the first on top."""
    return np.column_stack((np.full(size, float(layer)), (size - 1) / 2 - np.arange(size)))


def _node(ax: Axes, place: Array, text: str) -> None:
    ax.text(
        place[0],
        place[1],
        text,
        ha="center",
        va="center",
        zorder=2,
        bbox={"boxstyle": "circle,pad=0.35", "facecolor": "#f3f4f6", "edgecolor": "#59636e"},
    ).set_color("black")


def _sampled(
    height: Callable[[Array], ArrayLike], X: ArrayLike, box: Box, count: int
) -> tuple[Array, Array, Array, Array]:
    """Return a grid over the box, the heights on it, and those at the samples."""
    left, right, bottom, top = box
    x1, x2 = np.meshgrid(np.linspace(left, right, count), np.linspace(bottom, top, count))
    z = _heights(height, np.stack((x1.ravel(), x2.ravel()), axis=1)).reshape(x1.shape)
    return x1, x2, z, _heights(height, np.asarray(X, float))


def _words(kind: str, z: Array, X: ArrayLike, at_points: Array) -> str:
    heights = (
        f"at {_pair(p)}: {_number(h)}" for p, h in zip(np.asarray(X), at_points, strict=True)
    )
    ends = " to ".join(map(_number, (z.min(), z.max())))
    return f"{kind} of heights from {ends}. Height {', '.join(heights)}."


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


def _number(value: float) -> str:
    """Write a number with three digits and a true minus."""
    return f"{value + 0.0:.3g}".replace("-", "−")


def _pair(point: Iterable[float]) -> str:
    return f"({', '.join(_number(value) for value in point)})"
