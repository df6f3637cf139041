"""Sections that fold: those within a section of the class ``folds``, each under its title.

A link to such a section opens it, for what it leads to lies within; a script holds plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from predict import element

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def fold(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Let the title of each section be what opens it."""
    for section in [one for one in doctree.findall(nodes.section) if "folds" in one["classes"]]:
        for place, part in enumerate(section.children):
            if isinstance(part, nodes.section):
                title = element("h3", *part.pop(0).children)
                section[place] = element("details", element("summary", title), part)
                section[place]["classes"] = ["fold"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fold once Sphinx has collected the titles."""
    app.connect("doctree-resolved", fold)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
