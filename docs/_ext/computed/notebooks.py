"""A page that is a notebook runs in a fork of this process, unless its last run was of this code.

No older run is kept: its figures are gone where a later one has drawn its own.
What it needs is loaded there: a kernel would take longer to start than most notebooks to run.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from gallery_figures.shown import RESULT
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from myst_nb.core.execute import NotebookClientDirect
from nbformat import from_dict
from nbformat.v4 import new_output
from sphinx.errors import ExtensionError
from traitlets.config import Config

from computed.kept import DOCS, KEPT

QUIET = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})


def dressed(data: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of a value, its table in the box that scripts show it in."""
    html = data.get("text/html", "")
    return data | ({"text/html": RESULT.format(html=html)} if html.startswith("<table") else {})


def run(cells: list[str], folder: Path, kept: Path) -> None:
    """Run the cells of a notebook in its folder; write what each shows."""
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    plt.rcdefaults()
    os.environ.pop("VIRTUAL_ENV", None)  # IPython would take the packages of one it is not in
    shell = InteractiveShell.instance(config=QUIET, ipython_dir=str(KEPT / "ipython"))
    shows = []
    for cell in cells:
        with capture_output() as got:
            shell.display_trap.hook = sys.displayhook  # takes the value of the last line
            ran = shell.run_cell(cell, store_history=True)
        if not ran.success:
            sys.exit(f"{cell}\n\n{got.stdout}")
        said = {"stdout": got.stdout, "stderr": got.stderr}
        texts = [new_output("stream", name=name, text=text) for name, text in said.items() if text]
        shown = [
            new_output("display_data", data=dressed(one.data), metadata=one.metadata)
            for one in got.outputs
        ]
        shows.append(texts + shown)
    whole = kept.with_suffix(".part")
    whole.write_text(json.dumps([cells, shows]), "utf-8")
    whole.replace(kept)


def start(client: NotebookClientDirect) -> None:
    """Put into a notebook what its cells show, run now or before."""
    cells = [cell for cell in client.notebook.cells if cell.cell_type == "code"]
    page, code = client.path.relative_to(DOCS), [cell.source for cell in cells]
    kept = KEPT / (sha256(str(page).encode()).hexdigest() + ".json")
    if not kept.is_file() or json.loads(kept.read_text("utf-8"))[0] != code:
        kept.unlink(missing_ok=True)
        fork = get_context("fork").Process(target=run, args=(code, client.path.parent, kept))
        fork.start()
        fork.join()
        if fork.exitcode:
            raise ExtensionError(f"a cell of {page} fails, see above")
    _, shows = json.loads(kept.read_text("utf-8"))
    for cell, shown in zip(cells, shows, strict=True):
        cell.outputs = [from_dict(output) for output in shown]
    client.notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
