"""The directive ``margin``: a note beside the text, or below it where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.parsers.rst.directives.body import Container

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Margin(Container):
    """Put a note into the margin of the paragraph before it."""

    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the note as a container that the style sheet knows by its name."""
        self.arguments = ["margin"]
        return super().run()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("margin", Margin)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
