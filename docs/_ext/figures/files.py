"""The files of a figure: for light and for dark pages, as SVG where that is small, else as WebP.

WebP also comes at twice the density. The text alternative lies beside them: what the axes say of
themselves, ``ax.set_label("...")``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from matplotlib.colors import to_hex
from PIL import Image

from figures import contrast
from figures.ink import INKS, darken

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

MAX_SVG = 60_000  # bytes, before compression
DPI = 100
QUALITY = {1: 90, 2: 80}  # per density; finer pixels hide more
LIGHT_PAPER, DARK_PAPER = "#ffffff", "#131416"  # furo's pages


def alternative(figure: Figure) -> str:
    """Return the text alternative of a figure: what its axes say, in one line."""
    labels = [str(ax.get_label()).strip() for ax in figure.axes]
    told = [" ".join(label.split()) for label in labels if label and not label.startswith("<")]
    if not told:
        raise ValueError('a figure has no text alternative; say it with ax.set_label("...")')
    return " ".join(text if text[-1] in ".!?" else text + "." for text in told)


def _check_style(figure: Figure) -> None:
    """Raise if a figure is not drawn in the site's inks, which would vanish on dark pages."""
    if any(to_hex(ax.xaxis.label.get_color()) not in INKS for ax in figure.axes):
        raise ValueError('a figure lacks the site style; plt.style.use("actdemo.figures") first')


def _svg(figure: Figure) -> bytes:
    """Return a figure as SVG, the same bytes each time."""
    buffer = io.BytesIO()
    with plt.rc_context({"svg.hashsalt": "actdemo", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()


def _webp(figure: Figure, density: int, paper: str) -> bytes:
    """Return a figure as WebP: lossless, unless that costs much more than high quality.

    Transparent pixels would double its size, so it stands on the colour of the page.
    """
    figure.patch.set_facecolor(paper)
    for ax in figure.axes:
        ax.patch.set_visible(False)
    pixels, lossless, lossy = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with plt.rc_context({"savefig.transparent": False}):
        kwargs = {"dpi": DPI * density, "facecolor": paper, "pil_kwargs": {"compress_level": 0}}
        figure.savefig(pixels, format="png", **kwargs)
    with Image.open(pixels) as image:
        opaque = image.convert("RGB")
        opaque.save(lossless, "webp", lossless=True, quality=80, method=4)
        opaque.save(lossy, "webp", quality=QUALITY[density], method=4)
    return (lossless if lossless.tell() <= 1.5 * lossy.tell() else lossy).getvalue()


def _webps(figure: Figure, paper: str) -> dict[str, bytes]:
    """Return a figure at both densities, by the endings of their names."""
    return {"_2x.webp": _webp(figure, 2, paper), ".webp": _webp(figure, 1, paper)}


def save(figure: Figure, stem: Path) -> str:
    """Write a figure for light and for dark pages, and its words; return its ending."""
    words = alternative(figure)
    _check_style(figure)
    figure.canvas.draw()
    figure.set_layout_engine("none")  # both versions get the same layout
    solid = any(hasattr(ax, "get_zlim") for ax in figure.axes)
    svg = b"" if solid else _svg(figure)
    small = 0 < len(svg) <= MAX_SVG
    light = {".svg": svg} if small else _webps(figure, LIGHT_PAPER)
    contrast.check(figure, LIGHT_PAPER)
    darken(figure)
    contrast.check(figure, DARK_PAPER)
    dark = {".svg": _svg(figure)} if small else _webps(figure, DARK_PAPER)
    for version, files in (("", light), ("_dark", dark)):
        for ending, data in files.items():
            stem.with_name(stem.name + version + ending).write_bytes(data)
    stem.with_suffix(".txt").write_text(words, "utf-8")
    return ".svg" if small else ".webp"
