"""Figures of sphinx-gallery: drawn once, for light and dark pages, told in words and in numbers.

``shown`` takes what scripts and notebooks show, ``files`` writes their figures, ``ink`` recolours
them for dark pages, ``contrast`` refuses words that are hard to read, ``numbers`` tells what is
drawn, ``images`` sees to it that pages show all of that, and ``options`` holds what a project
chooses. README.md says how to use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load what needs Sphinx; the rest also works without."""
    app.setup_extension("gallery_figures.images")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
