"""What a code block of a gallery script shows on its page: figures, formulas, tables.

A figure becomes two images, for light and dark pages, as SVG where that is small and as WebP (also
at twice the density) where it is not. Its text alternative is what its axes say of themselves:
``ax.set_label("...")``. The numbers it draws follow as tables that open. A value left on the last
line shows as a formula if its ``_repr_latex_`` is one and not a text for print, else as HTML if it
has ``_repr_html_``, and not at all otherwise.
"""

from __future__ import annotations

import ast
import io
import shutil
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import figure_contrast
import figure_numbers
import matplotlib.pyplot as plt
from dark_ink import INKS, darken
from matplotlib.colors import to_hex
from PIL import Image
from same_twice import write
from sphinx_gallery.utils import scale_image

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx_gallery.py_source_parser import Block

MAX_SVG = 60_000  # bytes, before compression
DPI = 100
QUALITY = {1: 90, 2: 80}  # per density; finer pixels hide more
LIGHT_PAPER, DARK_PAPER = "#ffffff", "#131416"  # furo's pages

IMAGE = """
.. image:: /{path}
   :alt: {alt}
"""
MATH = """
.. math::

{tex}
"""
HTML = """
.. raw:: html

    <div class="result" role="group" aria-label="Result" tabindex="0">
{html}
    </div>
"""


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
    pixels, lossless, lossy = io.BytesIO(), io.BytesIO(), io.BytesIO()
    figure.patch.set_facecolor(paper)
    for ax in figure.axes:
        ax.patch.set_visible(False)
    with plt.rc_context({"savefig.transparent": False}):
        figure.savefig(pixels, format="png", dpi=DPI * density, facecolor=paper)
    with Image.open(pixels) as image:
        opaque = image.convert("RGB")
        opaque.save(lossless, "webp", lossless=True, quality=80, method=4)
        opaque.save(lossy, "webp", quality=QUALITY[density], method=4)
    return (lossless if lossless.tell() <= 1.5 * lossy.tell() else lossy).getvalue()


def _write(figure: Figure, stem: Path, *, as_svg: bool, paper: str) -> Path:
    """Write one version of a figure beside `stem`; return the file that the page names."""
    if as_svg:
        path = stem.with_suffix(".svg")
        write(path, _svg(figure))
        return path
    write(stem.with_name(stem.name + "_2x.webp"), _webp(figure, 2, paper))
    path = stem.with_suffix(".webp")
    write(path, _webp(figure, 1, paper))
    return path


def save(figure: Figure, stem: Path) -> tuple[Path, Path]:
    """Write a figure for light and for dark pages; return both files."""
    figure.canvas.draw()
    figure.set_layout_engine("none")  # both versions get the same layout
    solid = any(hasattr(ax, "get_zlim") for ax in figure.axes)
    as_svg = not solid and len(_svg(figure)) <= MAX_SVG
    light = _write(figure, stem, as_svg=as_svg, paper=LIGHT_PAPER)
    figure_contrast.check(figure, LIGHT_PAPER)
    darken(figure)
    figure_contrast.check(figure, DARK_PAPER)
    stem = stem.with_name(stem.name + "_dark")
    return light, _write(figure, stem, as_svg=as_svg, paper=DARK_PAPER)


def publish(figure: Figure, stem: Path, docs: Path) -> tuple[Path, Path, str]:
    """Write a figure below `docs`; return its files, light and dark, and the RST that shows it."""
    alt = alternative(figure)
    _check_style(figure)
    numbers = figure_numbers.rst(figure)
    light, dark = save(figure, stem)
    write(light.with_suffix(".txt"), alt.encode())  # for other pages that show it
    image = IMAGE.format(path=light.relative_to(docs).as_posix(), alt=alt)
    return light, dark, image + numbers


def _save_thumbnail(dark: Path, variables: dict[str, Any], conf: dict[str, Any]) -> None:
    """Write the dark twin of the thumbnail that sphinx-gallery makes from the light image."""
    name = f"sphx_glr_{Path(variables['src_file']).stem}_thumb_dark{dark.suffix}"
    thumbnail = dark.parent / "thumb" / name
    if dark.suffix == ".svg":
        shutil.copyfile(dark, thumbnail)
    else:
        scale_image(dark, thumbnail, *conf["thumbnail_size"])


def figures(variables: dict[str, Any], conf: dict[str, Any]) -> str:
    """Save all open figures; return the RST that shows them."""
    shown = variables.get("file_conf", {}).get("thumbnail_number", 1)
    rst = ""
    for number in plt.get_fignums():
        stem = Path(variables["image_path_iterator"].next()).with_suffix("")
        _, dark, shows = publish(plt.figure(number), stem, Path(conf["src_dir"]))
        if len(variables["image_path_iterator"]) == shown:
            _save_thumbnail(dark, variables, conf)
        rst += shows
    return rst


def last_value(block: Block, variables: dict[str, Any]) -> Any:
    """Return the value of a block's last line, or None where that is no expression."""
    body = ast.parse(block.content).body
    return variables["example_globals"]["___"] if body and isinstance(body[-1], ast.Expr) else None


def _call(value: Any, method: str) -> str | None:
    """Return what an object's repr method returns, or None where it has none or returns none."""
    if isinstance(value, type) or not hasattr(value, method):
        return None
    text: str | None = getattr(value, method)()
    return text


def formula(tex: str | None) -> str | None:
    r"""Return the inside of ``$``, ``$$``, ``\(`` or ``\[``; None for TeX that is no formula."""
    tex = (tex or "").strip()
    for left, right in (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$")):
        if tex.startswith(left) and tex.endswith(right):
            return tex.removeprefix(left).removesuffix(right).strip()
    return None


def value(shown: Any) -> str:
    """Return the RST that shows a value, empty where it has no form for a page."""
    if (tex := formula(_call(shown, "_repr_latex_"))) is not None:
        return MATH.format(tex=indent(tex, "   "))
    if (html := _call(shown, "_repr_html_")) is not None:
        return HTML.format(html=indent(html, "    "))
    return ""


def scrape(block: Block, variables: dict[str, Any], conf: dict[str, Any]) -> str:
    """Return the RST of everything a code block shows besides its printed output."""
    try:
        return figures(variables, conf) + value(last_value(block, variables))
    except ValueError as error:
        script = Path(variables["src_file"]).name
        raise ValueError(f"{script}, block at line {block.lineno}: {error}") from error
    finally:
        plt.close("all")
