"""What scripts and notebooks compute, and how long it is kept.

``kept`` forgets what no longer holds, ``scripts`` runs the scripts of the galleries, ``notebooks``
the pages that are notebooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from computed import kept, notebooks, scripts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps; a changed fingerprint makes Sphinx read every page again."""
    app.add_config_value("fingerprint", "", "env")
    app.connect("config-inited", kept.forget, priority=100)
    app.connect("builder-inited", scripts.run_ahead, priority=100)
    notebooks.NotebookClientDirect.start_client = notebooks.start
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
