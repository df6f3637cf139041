"""Code that folds: in a block, the lines that teach stay open, the rest opens when asked for.

A line ``# fold: draw the ramps`` divides a block of a script, or a cell of a notebook. What is
above it stands open, before what the block shows; what is below it folds, behind that, under a
line that says what it does and how long it is. A block without such a line is open as a whole.

Open code is short and is there to be read: a build that finds any other fails. Of the pages that
``still_open.txt`` names, the code is the subject, and all of it stands open.
"""

from __future__ import annotations

import re
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes
from open_code import MARKER, faults
from shared import ROOT, source
from sphinx import addnodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)
FROM_LINE = re.compile(r"GENERATED FROM PYTHON SOURCE LINES (\d+)")  # before a gallery's block
BEHIND = (nodes.comment, nodes.section, nodes.target, addnodes.only)  # what a block shows


class folded(nodes.General, nodes.Element):  # noqa: N801  as docutils names its nodes
    """Code that opens under a line of words, its summary."""


def _runs(block: nodes.literal_block) -> int:
    """Return about which line of its source a block stands that has run, 0 for any other block."""
    if block.parent.get("nb_element") == "cell_code_source":
        return max(block.parent.line - 1, 1)
    if block.get("language") != "Python":  # as the gallery spells it
        return 0
    before = block.parent[: block.parent.index(block)]
    comments = (node.astext() for node in before if isinstance(node, nodes.comment))
    return int(FROM_LINE.findall("\n".join(comments))[-1])


def _check(app: Sphinx, code: str, start: int) -> None:
    """Warn of all code that should not stand open, at the place where it stands."""
    path = source(app, app.env.docname)
    lines = (ROOT / path).read_text("utf-8").splitlines()
    for reason, line in faults(code):
        place = f"{path}:{lines.index(line, start - 1) + 1}"
        logger.warning(
            "%s; put it below '# fold: what it does':\n  %s", reason, line, location=place
        )


def _part(block: nodes.literal_block, code: str) -> nodes.literal_block:
    """Return a block like another, with other code."""
    part = block.copy()
    part.rawsource = code
    part += nodes.Text(code)
    return part


def fold(app: Sphinx, doctree: nodes.document) -> None:
    """Divide the blocks of a page."""
    for block in list(doctree.findall(nodes.literal_block)):
        if not (start := _runs(block)):
            continue
        opened, *folds = MARKER.split(block.astext())
        if app.env.docname not in app.config.code_still_open:
            _check(app, opened, start)
        if not folds:
            continue
        if len(folds) != 2 or not (code := folds[1].strip("\n")):
            place = f"{source(app, app.env.docname)}:{start}"
            logger.warning("one line '# fold:' a block, with code below it", location=place)
            continue
        count = sum(map(bool, code.split("\n")))
        summary = f"Code: {folds[0]}, {count} line{'s' * (count > 1)}"
        cell = block.parent if block.parent.get("nb_element") else block
        place = cell.parent
        after = place[place.index(cell) + 1 :]
        shows = takewhile(lambda node: not isinstance(node, BEHIND), after)
        end = place.index(cell) + 1 + len(list(shows))
        place.insert(end, folded("", _part(block, code), summary=summary))
        if opened.strip():
            block.replace_self(_part(block, opened.strip("\n")))
        else:
            place.remove(cell)


def visit(self: HTML5Translator, node: folded) -> None:
    """Open the element."""
    self.body.append(f'<details class="code"><summary>{escape(node["summary"])}</summary>\n')


def depart(self: HTML5Translator, _node: folded) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the pages that are let through, and the node; divide before others look."""
    app.add_config_value("code_still_open", [], "env")
    app.add_node(folded, html=(visit, depart))
    app.connect("doctree-read", fold, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
