"""The data, and how well training went."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from actdemo.training.train import Run

from .words import CLASSES, pair


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
        words.append(f"Class {label} ({shape}) at {', '.join(map(pair, members))}.")
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
