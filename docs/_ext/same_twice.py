"""The same content gives the same bytes, and a file that stays the same keeps its date.

The zip files of the gallery are rewritten: entries come in the order of their names and carry the
date from which zip files count.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

START = (1980, 1, 1, 0, 0, 0)


def content(path: Path) -> dict[str, bytes]:
    """Return the files in a zip file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, data: bytes) -> None:
    """Write a file, unless it is there already: what depends on it goes by its date."""
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


def write_zip(path: Path, files: dict[str, bytes]) -> None:
    """Write a zip file with fixed order, dates and rights."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    write(path, fresh.getvalue())


def settle_all(app: Sphinx, exception: Exception | None) -> None:
    """Rewrite every zip file among the downloads."""
    if exception is None:
        for path in sorted(Path(app.outdir).glob("_downloads/**/*.zip")):
            write_zip(path, content(path))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the rewriting to the end of the build."""
    app.connect("build-finished", settle_all)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
