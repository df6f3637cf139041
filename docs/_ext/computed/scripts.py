"""Scripts run side by side in forks, ahead of sphinx-gallery, which finds them done.

It counts a script as run before its page is written; a mark tells which run was broken off
between.
"""

from __future__ import annotations

import sys
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError
from sphinx.util.logging import getLogger
from sphinx_gallery.gen_rst import generate_file_rst
from sphinx_gallery.utils import get_md5sum

from computed.kept import RUNNING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = getLogger(__name__)


def run(app: Sphinx, scripts: Any) -> None:
    """Run scripts from a queue; in the end name those that fail."""
    failed = []
    for script, pages in iter(scripts.get, None):
        logger.info("running %s", script.name)
        mark = RUNNING / script.name
        mark.touch()
        (pages / "images" / "thumb").mkdir(parents=True, exist_ok=True)
        for path in pages.glob(f"images/**/sphx_glr_{script.stem}_*"):
            path.unlink()
        warnings = app._warncount  # noqa: SLF001  no public way
        try:
            generate_file_rst(script.name, pages, script.parent, app.config.sphinx_gallery_conf)
            problem = "a warning above" if app._warncount > warnings else None  # noqa: SLF001
        except Exception as error:  # noqa: BLE001  whatever a script may raise
            problem = repr(error)
        if problem:
            failed.append(f"{script.name} fails: {problem}")
        else:
            mark.unlink()
    if failed:
        sys.exit("\n".join(failed))


def run_ahead(app: Sphinx) -> None:
    """Run the scripts that have changed, the newest first, as many at once as the build may."""
    context = get_context("fork")
    conf, scripts = app.config.sphinx_gallery_conf, context.SimpleQueue()
    changed = []
    for folder, pages in zip(conf["examples_dirs"], conf["gallery_dirs"], strict=True):
        for script in sorted(Path(app.srcdir, folder).resolve().glob("*.py")):
            ran = Path(app.srcdir, pages, f"{script.name}.md5")
            if not ran.is_file() or ran.read_text() != get_md5sum(script, "t"):
                changed.append((script, ran.parent))
    for script in sorted(changed, key=lambda pair: -pair[0].stat().st_mtime):
        scripts.put(script)
    forks = [
        context.Process(target=run, args=(app, scripts), daemon=True) for _ in range(app.parallel)
    ]
    for fork in forks:
        scripts.put(None)
        fork.start()
    for fork in forks:
        fork.join()
    if any(fork.exitcode for fork in forks):
        raise ExtensionError("a script fails, see above")
