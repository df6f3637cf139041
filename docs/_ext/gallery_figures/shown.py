"""What code shows on its page: figures, formulas, tables.

The numbers that a figure draws follow it, as tables that open. A value that a gallery script
prints alone shows as a formula if it has ``_repr_latex_``, as HTML if it has ``_repr_html_``. Run
by a reader, the script prints it as plain text.
"""

from __future__ import annotations

import ast
import builtins
import shutil
import sys
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from IPython.display import Markdown
from sphinx_gallery.utils import scale_image

from gallery_figures import numbers
from gallery_figures.files import save
from gallery_figures.options import option

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx_gallery.py_source_parser import Block

MATH = """
.. math::
   :class: shown

{tex}
"""
HTML = """
.. raw:: html

{html}
"""
RESULT = """<div class="result" role="group" aria-label="Result" tabindex="0">
{html}
</div>"""
PRINT = print
TOLD: dict[int, str] = {}  # what the block that runs has printed for the page, as RST, by line
FORMS: set[str] = set()  # the lines of the script that have printed so


def publish(figure: Figure, stem: Path) -> tuple[str, str]:
    """Write a figure within the sources; return its ending, and the RST that shows it.

    ``figure.set_label("One sentence.")`` is its caption.
    """
    told, caption = numbers.rst(figure, option("numbers")), numbers.in_rst(str(figure.get_label()))
    ending = save(figure, stem)
    name = stem.relative_to(option("sources")).as_posix()
    shows = (
        f".. figure:: /{{}}{ending}\n\n   {caption}" if caption else f".. image:: /{{}}{ending}"
    )
    return ending, f"\n{shows.format(name)}\n{told}"


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


def value(shown: Any) -> str:
    """Return the RST that shows a value, empty where it has no form for a page."""
    if hasattr(shown, "_repr_latex_"):
        return MATH.format(tex=indent(shown._repr_latex_().strip("$\n"), "   "))
    if hasattr(shown, "_repr_html_") and (html := shown._repr_html_()) is not None:
        return HTML.format(html=indent(RESULT.format(html=html), "    "))
    return ""


def _say(*values: Any, **how: Any) -> None:
    """Print, unless it is a value with a form for the page."""
    if len(values) == 1 and (rst := value(values[0])):
        line = sys._getframe(1).f_lineno  # noqa: SLF001  there is no other way to know it
        TOLD[line] = TOLD.get(line, "") + rst
    else:
        PRINT(*values, **how)


def listen(_conf: dict[str, Any], _script: Any, when: str) -> None:
    """While a script runs, hear what it prints."""
    if when == "before":
        FORMS.clear()
    builtins.print = _say if when == "before" else PRINT


def _check(block: Block, variables: dict[str, Any]) -> None:
    """Raise if a terminal would not show what the page shows."""
    body = ast.parse(block.content).body
    bare = body and isinstance(body[-1], ast.Expr)
    if bare and value(variables["example_globals"]["___"]):
        raise ValueError("a terminal does not show a bare last line; print it")


def scrape(block: Block, variables: dict[str, Any], conf: dict[str, Any]) -> str:
    """Return the RST of everything a code block shows besides its printed output."""
    try:
        _check(block, variables)
        lines = enumerate(block.content.splitlines(), block.lineno)
        FORMS.update(line for number, line in lines if number in TOLD)
        return _figures(variables, conf) + "".join(TOLD.values())
    except ValueError as error:
        script = Path(variables["src_file"]).name
        raise ValueError(f"{script}, block at line {block.lineno}: {error}") from error
    finally:
        plt.close("all")
        TOLD.clear()
