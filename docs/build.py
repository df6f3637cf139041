"""Build the site beside the last good one, which gives way only when the new one is whole."""

from __future__ import annotations

import filecmp
import shutil
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import disable_colour, terminal_supports_colour
from sphinx.util.docutils import docutils_namespace, patch_docutils

DOCS = Path(__file__).resolve().parent
BUILD = DOCS / "_build"
WORK, SITE = BUILD / "work", BUILD / "html"


def build() -> bool:
    """Run Sphinx, with every warning an error, and tell whether all went well."""
    folders = (DOCS, DOCS, WORK, BUILD / "doctrees")
    with patch_docutils(DOCS), docutils_namespace():
        app = Sphinx(*folders, "html", confoverrides={"nitpicky": True}, warningiserror=True)
        app.build()
    return app.statuscode == 0


def publish() -> None:
    """Put a copy of what was built in the place of the site; what is the same keeps its date."""

    def copy(source: str, target: str) -> str:
        known = SITE / Path(source).relative_to(WORK)
        same = known.is_file() and filecmp.cmp(source, known, shallow=False)
        return shutil.copy2(known if same else source, target)

    fresh, old = BUILD / "next", BUILD / "old"
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    memory = shutil.ignore_patterns(".buildinfo*")  # of Sphinx, from build to build
    shutil.copytree(WORK, fresh, ignore=memory, copy_function=copy)
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


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
        cause = getattr(error, "orig_exc", None)  # what a script raised has been shown above
        problem = repr(cause) if cause else str(error)
    except KeyboardInterrupt:
        problem = "interrupted"
    kept = "; the last good one is untouched" if SITE.exists() else ""
    print(f"The site was not built: {problem}{kept}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
