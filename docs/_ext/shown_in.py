"""Name, below each object of the reference, the gallery pages that use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def add_pages(
    app: Sphinx, _kind: str, name: str, _thing: Any, _options: Any, lines: list[str]
) -> None:
    """Append the links that sphinx-gallery collected while it ran the scripts."""
    folder = app.config.sphinx_gallery_conf["backreferences_dir"]
    path = Path(app.srcdir, folder, f"{name}.examples")
    app.env.note_dependency(str(path))
    if path.exists():
        pages = dict.fromkeys(re.findall(r":doc:`[^`]+`", path.read_text("utf-8")))
        if pages:
            lines += ["", ".. rubric:: Shown in", "", ", ".join(pages), ""]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Run after numpydoc has arranged the docstring."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", add_pages, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
