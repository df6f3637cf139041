"""What code shows on its page: figures, formulas, tables.

The numbers that a figure draws follow it, as tables that open. A value left on the last line of a
block of a gallery script shows as a formula if it has ``_repr_latex_``, else as HTML if it has
``_repr_html_``, and not at all otherwise.
"""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from IPython.display import Markdown
from sphinx_gallery.utils import scale_image

from figures import numbers
from figures.files import save

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx_gallery.py_source_parser import Block

DOCS = Path(__file__).parents[2]
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


def publish(figure: Figure, stem: Path) -> tuple[str, str]:
    """Write a figure within the sources; return its ending, and the RST that shows it."""
    told = numbers.rst(figure)
    ending = save(figure, stem)
    return ending, f"\n.. image:: /{stem.relative_to(DOCS).as_posix()}{ending}\n{told}"


def show(figure: Figure, name: str) -> Markdown:
    """Write the figure of a notebook beside its page; return what shows it."""
    folder = Path.cwd() / "images"
    folder.mkdir(exist_ok=True)
    _, rst = publish(figure, folder / name)
    plt.close(figure)
    return Markdown(f"```{{eval-rst}}\n{rst}\n```")


def _save_thumbnail(dark: Path, script: str, size: tuple[int, int]) -> None:
    """Write the dark twin of the thumbnail that sphinx-gallery makes from the light image."""
    thumbnail = dark.parent / "thumb" / f"sphx_glr_{Path(script).stem}_thumb_dark{dark.suffix}"
    if dark.suffix == ".svg":
        shutil.copyfile(dark, thumbnail)
    else:
        scale_image(dark, thumbnail, *size)


def _figures(variables: dict[str, Any], conf: dict[str, Any]) -> str:
    """Save all open figures; return the RST that shows them."""
    shown = variables.get("file_conf", {}).get("thumbnail_number", 1)
    rst = ""
    for number in plt.get_fignums():
        stem = Path(variables["image_path_iterator"].next()).with_suffix("")
        ending, shows = publish(plt.figure(number), stem)
        if len(variables["image_path_iterator"]) == shown:
            dark = stem.with_name(f"{stem.name}_dark{ending}")
            _save_thumbnail(dark, variables["src_file"], conf["thumbnail_size"])
        rst += shows
    return rst


def _last_value(block: Block, variables: dict[str, Any]) -> Any:
    """Return the value of a block's last line, or None where that is no expression."""
    body = ast.parse(block.content).body
    return variables["example_globals"]["___"] if body and isinstance(body[-1], ast.Expr) else None


def value(shown: Any) -> str:
    """Return the RST that shows a value, empty where it has no form for a page."""
    if hasattr(shown, "_repr_latex_"):
        return MATH.format(tex=indent(shown._repr_latex_().strip("$\n"), "   "))
    if hasattr(shown, "_repr_html_") and (html := shown._repr_html_()) is not None:
        return HTML.format(html=indent(html, "    "))
    return ""


def scrape(block: Block, variables: dict[str, Any], conf: dict[str, Any]) -> str:
    """Return the RST of everything a code block shows besides its printed output."""
    try:
        return _figures(variables, conf) + value(_last_value(block, variables))
    except ValueError as error:
        script = Path(variables["src_file"]).name
        raise ValueError(f"{script}, block at line {block.lineno}: {error}") from error
    finally:
        plt.close("all")
