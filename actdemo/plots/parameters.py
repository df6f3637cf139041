"""Weights and biases, as a graph and as a table."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.image import AxesImage

from actdemo.network import Network, one_network, with_hidden_layers

from . import colours
from .words import SUBSCRIPTS, colours_end, drawn_on, number


def graph(ax: Axes, net: Network) -> LineCollection:
    """Draw a network as a graph: an edge for each weight, and for each bias one from a 1.

    Blue edges are positive, orange and dashed ones negative; the wider, the larger.

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
    drawn_on(ax)
    one_network("net", net)
    low = -(max(net.sizes) + 1) / 2
    columns = [[(x, (n - 1) / 2 - k) for k in range(n)] for x, n in enumerate(net.sizes)]
    ones = [(x, low) for x in range(len(net.weights))]
    nodes: dict[tuple[float, float], str] = {}
    for letter, column in zip(["x", *"h" * (len(ones) - 1), "z"], columns, strict=True):
        nodes |= {place: f"${letter}_{{{k}}}$" for k, place in enumerate(column, 1)}
    if net.sizes[-1] == 1:
        nodes[columns[-1][0]] = "$z$"
    nodes |= dict.fromkeys(ones, "1")
    for (x, y), text in nodes.items():
        bubble = {"boxstyle": "circle,pad=0.35", "fc": colours.PANEL, "ec": colours.MUTED}
        ax.text(x, y, text, ha="center", va="center", zorder=2, bbox=bubble, color=colours.INK)
    layers = zip(columns, ones, columns[1:], strict=False)
    segments = [(a, b) for before, one, after in layers for a in (*before, one) for b in after]
    pairs = zip(net.weights, net.biases, strict=True)
    values = np.concatenate([np.vstack(pair).ravel() for pair in pairs])
    sizes = np.abs(values) / (np.abs(values).max() or 1.0)
    widths = np.where(sizes > 0, 0.4 + 4.0 * sizes, 0.0)
    hues = [colours.PLUS if value > 0 else colours.MINUS for value in values]
    styles = ["--" if value < 0 else "-" for value in values]
    edges = LineCollection(segments, linewidths=widths, colors=hues, linestyles=styles, zorder=1)
    ax.add_collection(edges)
    ax.margins(0.12)
    ax.set_axis_off()
    counts = f"{(values > 0).sum()} positive, {(values < 0).sum()} negative"
    largest, what = number(np.abs(values).max()), f"{values.size} weights and biases"
    ax.set_label(f"{repr(net)[1:-1]}: {what}, {counts}, the largest {largest}.")
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
    drawn_on(ax)
    with_hidden_layers("net", net)
    (W, v), (b, c) = net.weights, net.biases
    table = np.vstack((W, b, v.T))
    names = [*(f"w{SUBSCRIPTS[i + 1]}" for i in range(len(W))), "b", "v"]
    end = colours_end(table)
    image = ax.imshow(table, cmap=colours.SIGNED, vmin=-end, vmax=end, aspect="auto")
    for (row, column), value in np.ndenumerate(table):
        ax.text(column, row, number(value), ha="center", va="center", color="black")
    ax.set(xticks=range(len(b)), xticklabels=[f"unit {k + 1}" for k in range(len(b))])
    ax.set(yticks=range(len(names)), yticklabels=names)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    told = [zip(names, map(number, column), strict=True) for column in table.T]
    units = (f"Unit {k}: {', '.join(map(' '.join, pairs))}." for k, pairs in enumerate(told, 1))
    ax.set_label(f"{' '.join(units)} Output bias c: {number(c[0])}.")
    return image
