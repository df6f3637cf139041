"""The files of a figure, for light and for dark pages, for wide and for narrow screens.

They are SVG where that is small, else WebP, which also comes at twice the density. The text
alternative lies beside them: what the axes say of themselves, ``ax.set_label("...")``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_hex
from PIL import Image

from gallery_figures import contrast
from gallery_figures.ink import recolour
from gallery_figures.narrow import restack
from gallery_figures.options import option

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

MAX_SVG = 60_000  # bytes, before compression
DPI = 100
QUALITY = {".webp": 90, "_2x.webp": 80}  # finer pixels hide more


def alternative(figure: Figure) -> str:
    """Return the text alternative of a figure: what its axes say, in one line."""
    labels = [str(ax.get_label()).strip() for ax in figure.axes]
    told = [" ".join(label.split()) for label in labels if label and not label.startswith("<")]
    if not told:
        raise ValueError('a figure has no text alternative; say it with ax.set_label("...")')
    return " ".join(text if text[-1] in ".!?" else text + "." for text in told)


def _check_style(figure: Figure, style: str) -> None:
    """Raise if a figure is not drawn in the inks of a style: others would vanish on dark pages."""
    with plt.style.context(style):
        ink = to_hex(plt.rcParams["axes.labelcolor"])
    if any(to_hex(ax.xaxis.label.get_color()) != ink for ax in figure.axes):
        raise ValueError(f'a figure lacks the style; plt.style.use("{style}") first')


def _svg(figure: Figure) -> bytes:
    """Return a figure as SVG, the same bytes each time."""
    buffer = io.BytesIO()
    with plt.rc_context({"svg.hashsalt": "gallery_figures", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()


def _webps(figure: Figure, paper: str) -> dict[str, bytes]:
    """Return a figure as WebP at both densities, by the endings of their names.

    Transparent pixels would double its size, so it stands on the colour of the page.
    """
    figure.set_facecolor(paper)
    for ax in figure.axes:
        ax.patch.set_visible(False)
    figure.set_dpi(2 * DPI)
    figure.canvas.draw()  # savefig would do so twice
    fine, files = Image.fromarray(np.asarray(figure.canvas.buffer_rgba())).convert("RGB"), {}
    figure.set_dpi(DPI)
    for ending, image in (("_2x.webp", fine), (".webp", fine.reduce(2))):
        data = io.BytesIO()
        image.save(data, "webp", quality=QUALITY[ending], method=4)
        files[ending] = data.getvalue()
    return files


def _files(figure: Figure, ending: str, paper: str) -> dict[str, bytes]:
    """Return a figure as it should look on a paper, by the endings of the names of its files."""
    return {".svg": _svg(figure)} if ending == ".svg" else _webps(figure, paper)


def save(figure: Figure, stem: Path) -> str:
    """Write a figure in all its versions, and its words; return its ending."""
    words = alternative(figure)
    if style := option("style"):
        _check_style(figure, style)
    (light, dark), twins = option("paper"), option("dark")
    figure.canvas.draw()
    figure.set_layout_engine("none")  # both colour modes get the same layout
    solid = any(hasattr(ax, "get_zlim") for ax in figure.axes)
    svg = b"" if solid else _svg(figure)
    ending = ".svg" if 0 < len(svg) <= MAX_SVG else ".webp"
    found = {"": {".svg": svg} if ending == ".svg" else _webps(figure, light)}
    contrast.check(figure, light)
    recolour(figure, twins)
    found["_dark"] = _files(figure, ending, dark)
    contrast.check(figure, dark)
    recolour(figure, {twin: one for one, twin in twins.items()})
    if restack(figure):
        found["_narrow"] = _files(figure, ending, light)
        contrast.check(figure, light)
        recolour(figure, twins)
        found["_dark_narrow"] = _files(figure, ending, dark)
    for version, files in found.items():
        for name, data in files.items():
            stem.with_name(stem.name + version + name).write_bytes(data)
    stem.with_suffix(".txt").write_text(words, "utf-8")
    return ending
