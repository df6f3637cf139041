"""Links from the code on the pages to the documents of NumPy, matplotlib and Python.

Their own inventories are large, and a build asks no other host: ``other_documents.toml`` says what
the pages need of them, and the build makes inventories of that for intersphinx. Run as a script,
this asks the documents themselves whether all of it is still where the file says.
"""

from __future__ import annotations

import sys
import tomllib
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

SOURCE = Path(__file__).with_suffix(".toml")
FOLDER = Path(__file__).parents[1] / "_build" / "inventories"
HEAD = "# Sphinx inventory version 2\n# Project: {}\n# Version: \n# zlib\n"


def needed() -> dict[str, tuple[str, dict[str, str]]]:
    """Return for each project where its documents are, and the place of each name in them."""
    found = {}
    for project, told in tomllib.loads(SOURCE.read_text("utf-8")).items():
        start = "" if project == "python" else f"{project}."
        names = {
            start + name: page for page, all_ in told["pages"].items() for name in all_.split()
        }
        places = {name: f"{page.replace('$', name)}#{name}" for name, page in names.items()}
        found[project] = told["documents"], places
    return found


def map_them(_app: Sphinx, config: Config) -> None:
    """Write an inventory for each project, and tell intersphinx."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for project, (documents, places) in needed().items():
        lines = "".join(f"{name} py:function 1 {place} -\n" for name, place in places.items())
        path = FOLDER / f"{project}.inv"
        path.write_bytes(HEAD.format(project).encode() + zlib.compress(lines.encode()))
        config.intersphinx_mapping[project] = (documents, str(path))


def lost() -> list[str]:
    """Return the addresses of what the documents don't have, or have elsewhere."""
    from sphinx.util.inventory import InventoryFile  # noqa: PLC0415  what tests the site has none

    found = []
    for documents, places in needed().values():
        with urlopen(documents + "objects.inv") as answer:  # noqa: S310  one of three addresses
            inventory = InventoryFile.loads(answer.read(), uri=documents).data
        there = {
            (name, item.uri)
            for kind, items in inventory.items()
            if kind.startswith("py:")
            for name, item in items.items()
        }
        wanted = {(name, documents + place) for name, place in places.items()}
        found += [address for _, address in sorted(wanted - there)]
    return found


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let intersphinx read the inventories, once they are written."""
    app.setup_extension("sphinx.ext.intersphinx")
    app.connect("config-inited", map_them, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    sys.exit("\n".join(lost()) or None)
