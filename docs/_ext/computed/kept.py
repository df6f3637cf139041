"""What has been computed is kept for as long as all that it came from stands.

A script runs again when it has changed, which sphinx-gallery sees to, or when its run was broken
off; a notebook, when its code is not that of its last run. When anything that they compute or
draw with has changed, all that was kept goes.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
KEPT = DOCS / "_build" / "computed"
RUNNING = KEPT / "running"  # holds a mark for each script while it runs
SOURCES = (
    *("CITATION.cff", "constraints.txt", "actdemo/**/*", "benchmarks/*.py", "docs/*.toml"),
    *(
        "docs/conf.py",
        "docs/_static/tokens.css",
        "docs/_ext/**/*.py",
        "docs/exercises/*.py",
        "docs/teach/**/*.py",
    ),
)


def fingerprint() -> str:
    """Return a hash of all that scripts and notebooks compute and draw with, and of who is there.

    A script that is new or gone counts: what was made from it has to go.
    """
    year = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])).tm_year  # one page tells it
    digest = sha256(f"{year} {sys.version}".encode())
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    digest.update(repr(sorted(path.name for path in ROOT.glob("gallery/*/*.py"))).encode())
    return digest.hexdigest()


def forget(app: Sphinx, config: Config) -> None:
    """Remove what can't be trusted: all, if anything has changed, or what was broken off."""
    config.fingerprint = fingerprint()
    stamp, conf = KEPT / "fingerprint", config.sphinx_gallery_conf
    made = [config.fingerprint, *conf["gallery_dirs"], conf["backreferences_dir"]]
    known = stamp.read_text("utf-8").splitlines() if stamp.is_file() else []
    if known != made:
        for folder in (KEPT, *(Path(app.srcdir, name) for name in {*known[1:], *made[1:]})):
            shutil.rmtree(folder, ignore_errors=True)
    RUNNING.mkdir(parents=True, exist_ok=True)
    for mark in RUNNING.iterdir():
        for done in DOCS.glob(f"*/{mark.name}.md5"):
            done.unlink()
    stamp.write_text("\n".join(made), "utf-8")
