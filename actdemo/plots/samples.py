"""The data, and how well training went."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import instance, real_array
from actdemo.training.train import Run

from . import colours
from .words import drawn_on, pair, samples


def points(ax: Axes, X: ArrayLike, y: ArrayLike) -> list[PathCollection]:
    """Draw samples of two inputs in the plane, each class with its own marker.

    Parameters
    ----------
    ax : Axes
    X : array_like of shape (n, 2)
    y : array_like of shape (n, 1) or (n,)
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
    drawn_on(ax)
    inputs, labels = samples(X, y)
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    artists, words = marks(ax, labels, *inputs.T, s=110), []
    for label, artist in zip(colours.CLASSES, artists, strict=True):
        artist.set_label(f"class {label}")
        places = ", ".join(map(pair, inputs[labels == label]))
        words.append(f"Class {label} ({'circles' if label else 'squares'}) at {places}.")
    ax.set_label(" ".join(words))
    return artists


def marks(ax: Axes, labels: Array, *places: Array, **style: Any) -> list[PathCollection]:
    """Draw a marker at each place, those of one class together, with its colour and shape."""
    drawn, style = [], style | {"edgecolors": colours.PAPER, "linewidths": 1.8, "zorder": 3}
    for label, (colour, marker) in colours.CLASSES.items():
        look: dict[str, Any] = style | {"c": colour, "marker": marker}
        drawn.append(ax.scatter(*(x[labels == label] for x in places), **look))
    return drawn


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
    drawn_on(ax)
    instance("run", run, Run)
    losses = real_array("run.losses", run.losses, " (epochs,) or (epochs, replicas)", 1, 2)
    epochs = np.arange(1, len(losses) + 1)
    lines = ax.plot(epochs, losses)
    top = max(np.max(line.get_ydata()) for line in ax.lines)
    ax.set(xlabel="epoch", ylabel="mean loss", ylim=(0, 1.05 * top))
    of = f" of {losses.shape[1]} networks, their medians" if losses.ndim == 2 else ""
    ends = "from {:.3g} in epoch 1 to {:.3g} in epoch".format(*map(np.median, losses[[0, -1]]))
    ax.set_label(f"Mean loss per epoch{of} {ends} {len(epochs)}.")
    return lines
