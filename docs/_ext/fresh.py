"""Nothing on a page may be older than what it was computed from.

Sphinx and sphinx-gallery watch their own sources. This adds what they don't watch: when the
package changes (or an extension, NumPy or matplotlib), every script and notebook runs again; when
a title or the order of pages changes, every page is written again, for its menu; a build that did
not end well is not built upon; what came from a removed source is removed.
"""

from __future__ import annotations

import hashlib
import pickle
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

DOCS = Path(__file__).parents[1]
STATE = DOCS / "_build" / "gallery"  # the gallery's pages lie in DOCS, wherever the site is built


def fingerprint() -> str:
    """Return the hash of everything that computes or draws."""
    digest = hashlib.sha256()
    for name in ("numpy", "matplotlib", "sphinx-gallery"):
        digest.update(f"{name} {version(name)}\n".encode())
    watched = ("actdemo/**/*", "benchmarks/*", "docs/_ext/*", "docs/*.toml")
    for path in sorted(path for pattern in watched for path in DOCS.parent.glob(pattern)):
        if path.suffix in {".py", ".mplstyle", ".toml"}:
            digest.update(path.relative_to(DOCS.parent).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _galleries(conf: dict[str, Any]) -> Iterator[tuple[Path, Path]]:
    """Yield the folder of scripts and the folder of pages of each gallery."""
    for scripts, pages in zip(conf["examples_dirs"], conf["gallery_dirs"], strict=True):
        yield DOCS / scripts, DOCS / pages


def _drop(pages: Path, stem: str) -> None:
    """Remove everything that was made from one script."""
    for path in [*pages.glob(f"{stem}.*"), *pages.glob(f"images/**/sphx_glr_{stem}_*")]:
        path.unlink()


def prepare(app: Sphinx) -> None:
    """Make the gallery run again what can't be trusted, and forget scripts that are gone."""
    recorded, running = STATE / "fingerprint", STATE / "running"
    running.mkdir(parents=True, exist_ok=True)
    current = fingerprint()
    changed = not recorded.exists() or recorded.read_text("utf-8") != current
    for scripts, pages in _galleries(app.config.sphinx_gallery_conf):
        for copy in pages.glob("*.py"):
            if not (scripts / copy.name).exists():
                _drop(pages, copy.stem)
            elif changed or (running / copy.name).exists():
                copy.with_name(copy.name + ".md5").unlink(missing_ok=True)
    recorded.write_text(current, "utf-8")


def watch(conf: dict[str, Any], script: str, when: str) -> None:
    """Note that a script runs, before, and that all its files are written, after."""
    mark = STATE / "running" / script
    if when == "before":
        mark.touch()
        for _, pages in _galleries(conf):
            for path in pages.glob(f"images/**/sphx_glr_{Path(script).stem}_*"):
                path.unlink()
    else:
        mark.unlink()


def begin(app: Sphinx, _config: Config) -> None:
    """Forget the pages in Sphinx's memory if the last build broke off or warned."""
    mark = Path(app.doctreedir) / "unfinished"
    if mark.exists():
        mark.with_name("environment.pickle").unlink(missing_ok=True)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def end(app: Sphinx, exception: Exception | None) -> None:
    """Note that the build ended well, and remember what the search has learned while writing."""
    if exception is None and app._warncount == 0:  # noqa: SLF001  no public way
        folder = Path(app.doctreedir)
        vars(app.env).pop("master_doctree", None)  # the next build reads it again, for its menus
        (folder / "environment.pickle").write_bytes(pickle.dumps(app.env))
        (folder / "unfinished").unlink()


def sweep(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], removed: set[str]
) -> list[str]:
    """Remove the HTML of pages that are gone, and what the search knows of them."""
    for page in removed:
        env._search_index_index_entries.pop(page, None)  # noqa: SLF001  no public way
        Path(app.builder.get_outfilename(page)).unlink(missing_ok=True)
    return []


def menus(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write every page again when what their menus show has changed."""
    captions = [tree.pformat() for tree in env.master_doctree.findall(addnodes.toctree)]
    titles = {page: title.astext() for page, title in env.titles.items()}
    shown = captions, env.toctree_includes, titles
    before, env.shown_in_menus = getattr(env, "shown_in_menus", None), shown
    return [] if before in (None, shown) else sorted(env.found_docs)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps; a changed fingerprint makes Sphinx read every page again."""
    app.add_config_value("fingerprint", fingerprint(), "env")
    app.connect("config-inited", begin)
    app.connect("builder-inited", prepare, priority=400)
    app.connect("env-get-outdated", sweep)
    app.connect("env-updated", menus)
    app.connect("build-finished", end, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
