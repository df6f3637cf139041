"""Build the site beside the last good one, which gives way only when the new one is whole.

Every page is read and written anew, so that a site depends on its sources alone, whatever was
built before; what scripts and notebooks have computed is kept while it holds (``_ext/computed``).

Sphinx and all that it starts are a group of processes, which ends with this one, whatever ends it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import signal
import sys
from contextlib import suppress
from multiprocessing import get_context, parent_process
from pathlib import Path
from textwrap import shorten
from threading import Thread
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import disable_colour, terminal_supports_colour
from sphinx.util.docutils import docutils_namespace, patch_docutils

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS / "_ext"))

from alone import BUILD, claim  # noqa: E402  lies beside the other extensions

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WORK, SITE, OLD = BUILD / "work", BUILD / "html", BUILD / "old"
MEGABYTE = 2**20


def prepare() -> None:
    """Refuse what would fail later; put right what another build has left behind."""
    if set("{}") & set(str(DOCS)):
        raise OSError(f"sphinx-gallery takes no path with a brace: move the project from {DOCS}")
    for folder in (DOCS, *(path for path in DOCS.rglob("*") if path.is_dir())):
        if not os.access(folder, os.W_OK):
            raise OSError(f"{folder} cannot be written: give yourself the right to, or copy all")
    claim()
    if OLD.exists() and not SITE.exists():  # a build was killed while it changed them
        OLD.rename(SITE)
    for folder in (WORK, OLD, BUILD / "jupyter_execute"):
        if folder.exists():
            shutil.rmtree(folder)


def run_sphinx(report: Connection) -> None:
    """Run Sphinx, with every warning an error; report what went wrong."""
    os.setsid()
    ends = parent_process().join
    Thread(target=lambda: (ends(), os.killpg(0, signal.SIGKILL)), daemon=True).start()
    folders = (DOCS, DOCS, WORK, BUILD / "doctrees")
    anew = {"freshenv": True, "parallel": os.cpu_count() or 1}
    try:
        with patch_docutils(DOCS), docutils_namespace():
            app = Sphinx(*folders, "html", warningiserror=True, **anew)
            app.build()
        problem = "a warning above" if app.statuscode else ""
    except (SphinxError, OSError) as error:
        problem = str(getattr(error, "orig_exc", None) or error)
    report.send(shorten(problem, 500))


def build() -> str:
    """Build the site into a folder of its own; return what went wrong, if anything did."""
    receives, sends = (context := get_context("fork")).Pipe(duplex=False)
    sphinx = context.Process(target=run_sphinx, args=(sends,))
    sphinx.start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as if by the keyboard
    try:
        sphinx.join()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(sphinx.pid, signal.SIGKILL)
        sphinx.kill()
    problem = receives.recv() if receives.poll() else f"Sphinx broke off with {sphinx.exitcode}"
    if problem and shutil.disk_usage(BUILD).free < MEGABYTE:
        problem = "the disk is full: make room, then build again"
    return problem


def publish() -> None:
    """Put what was built in the place of the site; what is the same keeps its date."""
    (WORK / ".buildinfo").unlink()  # Sphinx's memory, of no use to a reader
    for path in WORK.rglob("*"):
        known = SITE / path.relative_to(WORK)
        if path.is_file() and known.is_file() and filecmp.cmp(path, known, shallow=False):
            shutil.copystat(known, path)
    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, signal.SIG_IGN)  # the site is there again in a moment
    if SITE.exists():
        SITE.rename(OLD)
    WORK.rename(SITE)
    shutil.rmtree(OLD, ignore_errors=True)


def main() -> int:
    """Build and publish; return the exit status."""
    if not terminal_supports_colour():
        disable_colour()
    try:
        prepare()
        problem = build()
        if not problem:
            publish()
    except (SphinxError, OSError) as error:
        problem = str(error)
    except KeyboardInterrupt:
        problem = "interrupted"
    if not problem:
        print(f"The site is in {SITE}.")
        return 0
    kept = "; the last good one is untouched" if SITE.exists() else ""
    print(f"The site was not built: {problem}{kept}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
