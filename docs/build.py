"""Build the site beside the last good one, which gives way only when the new one is whole.

Every page is read and written anew, so that a site depends on its sources alone, whatever was
built before; what scripts and notebooks have computed is kept while it holds (``_ext/computed``).
"""

from __future__ import annotations

import filecmp
import os
import shutil
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import disable_colour, terminal_supports_colour
from sphinx.util.docutils import docutils_namespace, patch_docutils

DOCS = Path(__file__).resolve().parent
BUILD = DOCS / "_build"
WORK, SITE, OLD = BUILD / "work", BUILD / "html", BUILD / "old"


def build() -> bool:
    """Run Sphinx, with every warning an error, and tell whether all went well."""
    for folder in (WORK, BUILD / "jupyter_execute"):
        if folder.exists():
            shutil.rmtree(folder)
    folders = (DOCS, DOCS, WORK, BUILD / "doctrees")
    anew = {"freshenv": True, "parallel": os.cpu_count() or 1}
    with patch_docutils(DOCS), docutils_namespace():
        app = Sphinx(*folders, "html", warningiserror=True, **anew)
        app.build()
    return app.statuscode == 0


def publish() -> None:
    """Put what was built in the place of the site; what is the same keeps its date."""
    (WORK / ".buildinfo").unlink()  # Sphinx's memory, of no use to a reader
    for path in WORK.rglob("*"):
        known = SITE / path.relative_to(WORK)
        if path.is_file() and known.is_file() and filecmp.cmp(path, known, shallow=False):
            shutil.copystat(known, path)
    shutil.rmtree(OLD, ignore_errors=True)
    if SITE.exists():
        SITE.rename(OLD)
    WORK.rename(SITE)
    shutil.rmtree(OLD, ignore_errors=True)


def main() -> int:
    """Build and publish; return the exit status."""
    if not terminal_supports_colour():
        disable_colour()
    try:
        if build():
            publish()
            print(f"The site is in {SITE.relative_to(Path.cwd())}.")
            return 0
        problem = "a warning above"
    except (SphinxError, OSError) as error:
        problem = str(error)
    except KeyboardInterrupt:
        problem = "interrupted"
    kept = "; the last good one is untouched" if SITE.exists() else ""
    print(f"The site was not built: {problem}{kept}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
