"""Each work stands once in the bibliography.

sphinxcontrib-bibtex adds label and text to an entry that it keeps from build to build, so that a
page which is written again without being read again would show them twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def settle(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Take away from each entry what it says again."""
    for entry in doctree.findall(nodes.citation):
        entry.children = list({child.pformat(): child for child in entry.children}.values())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run when the entries are filled in."""
    app.connect("doctree-resolved", settle)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
