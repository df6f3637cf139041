"""No word in a figure is hard to read: at least 4.5 to 1 against what lies behind it.

The figure is drawn once without its words, on the paper of the page; the pixels that each word
would cover are compared with its colour. The formula is that of WCAG 2.2, relative luminance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.colors import to_rgba
from matplotlib.text import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LEAST = 4.5


def luminance(rgb: Array) -> Array:
    """Return the relative luminance of colours, given on the last axis."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722))


def contrast(one: Array, other: Array) -> Array:
    """Return the contrast of two colours, 1 to 21."""
    first, second = luminance(one) + 0.05, luminance(other) + 0.05
    low, high = np.minimum(first, second), np.maximum(first, second)
    return np.asarray(high / low)


def _behind(figure: Figure, words: list[Text], paper: str) -> Array:
    """Return the pixels of a figure without its words."""
    figure.set_facecolor(paper)
    for ax in figure.axes:
        ax.patch.set_visible(False)
    alphas = [text.get_alpha() for text in words]
    for text in words:
        text.set_alpha(0)
    canvas: Any = figure.canvas
    canvas.draw()
    for text, alpha in zip(words, alphas, strict=True):
        text.set_alpha(alpha)
    return np.asarray(canvas.buffer_rgba(), float)[..., :3] / 255


def _words(figure: Figure) -> list[Text]:
    """Return the words that are drawn; a tick beyond the ends of its axis is not."""
    beyond = {
        label
        for axis in figure.findobj(Axis)
        for tick in set(axis.majorTicks + axis.minorTicks) - set(axis._update_ticks())  # noqa: SLF001
        for label in (tick.label1, tick.label2)
    }
    return [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in beyond
    ]


def check(figure: Figure, paper: str) -> None:
    """Raise if a word of a figure that was drawn stands out too little on a paper."""
    words = _words(figure)
    pixels = _behind(figure, words, paper)
    for text in words:
        left, bottom, right, top = (round(side) for side in text.get_window_extent().extents)
        height = len(pixels)
        covered = pixels[max(0, height - top) : height - bottom, max(0, left) : right]
        *rgb, alpha = to_rgba(text.get_color(), text.get_alpha())
        if covered.size:
            ink = alpha * np.array(rgb) + (1 - alpha) * covered
            found = np.median(contrast(ink, covered))
            if found < LEAST:
                raise ValueError(
                    f"the text {text.get_text()!r} has a contrast of {found:.1f} to 1 "
                    f"on {paper}, where {LEAST} is the least"
                )
