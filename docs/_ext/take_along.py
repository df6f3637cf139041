"""What a reader takes along: the package as a wheel, scripts that name it, the whole site.

The templates of the exercises and what checks the answers are one more zip file. The same content
gives the same zip file: entries come in the order of their names and carry the date from which zip
files count.

A script to download is plain code, without the lines that divide it on its page (``open_code``).
Scripts and notebooks open with the line that installs the package: that of the README or, on a
published site, one that names the wheel by its address, and a notebook runs it. There, a script
goes on with metadata (PEP 723), and ``uv run`` needs nothing else. If the repository is on GitHub,
a page links to its notebook in Colab, which finds it in the branch ``notebooks``.

The zip of the site comes last and holds all but itself. The book, a PDF, is printed from the built
site (``book.py``), so only a published site can link to it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from docutils import nodes
from open_code import plain
from sphinx.util.docutils import SphinxDirective

import actdemo

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PROJECT = Path(actdemo.__file__).parents[1]
PACKAGE = metadata("actdemo")
WHEEL = f"actdemo-{PACKAGE['Version']}-py3-none-any.whl"
SITE_ZIP = "actdemo-site.zip"
BOOK = "actdemo.pdf"  # printed when the site is built, and published beside it
EXERCISES = Path(__file__).parents[1] / "_build" / "exercises" / "actdemo-exercises.zip"
START = (1980, 1, 1, 0, 0, 0)
INSTALLS = re.compile(r"^\$ (pip install \S+)$", re.MULTILINE)
FOOTER = "sphx-glr-footer-example"
GITHUB = "https://github.com/"
COLAB = "https://colab.research.google.com/github/"
SITE_LINK = re.compile(rb'<a [^>]*href="[^"]*%b"[^>]*>(.*?)</a>' % SITE_ZIP.encode())


def write_zip(path: Path, files: dict[str, bytes]) -> None:
    """Write a zip file with fixed order, dates and rights."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])


class Install(SphinxDirective):
    """Show the line that installs the package from the site, and link to the wheel."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence and a block for the console."""
        base = self.config.html_baseurl
        link = nodes.reference("", WHEEL, refuri=f"wheel/{WHEEL}", internal=True)
        words = ("The package is part of this site: ", link, ".")
        if not base:
            words = (*words[:2], ". Download it and install it from where it lies:")
        says = nodes.paragraph(
            "", "", *(nodes.Text(w) if isinstance(w, str) else w for w in words)
        )
        line = f"$ python3 -m pip install {base and base + 'wheel/'}{WHEEL}"
        return [says, nodes.literal_block(line, line, language="console")]


def name_files(
    app: Sphinx,
    _page: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Tell the templates what the files are called."""
    context |= {"wheel": WHEEL, "site_zip": SITE_ZIP}
    if base := app.config.html_baseurl:
        context["book"] = base + BOOK


def zip_exercises(app: Sphinx) -> None:
    """Put all exercises into one file before their page links to it."""
    folder = Path(app.srcdir, "exercises")
    scripts = {f"exercises/{path.name}": path.read_bytes() for path in folder.glob("*.py")}
    EXERCISES.parent.mkdir(parents=True, exist_ok=True)
    write_zip(EXERCISES, scripts)


def build_wheel(app: Sphinx) -> None:
    """Build the package into the site."""
    with TemporaryDirectory() as place:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place]
        subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603  our own
        wheel = Path(app.outdir, "wheel", WHEEL)
        wheel.parent.mkdir(exist_ok=True)
        wheel.write_bytes(Path(place, WHEEL).read_bytes())


def offer_colab(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Link to the notebook in Colab, beside the one to download."""
    repository = app.config.repository_url
    if repository.startswith(GITHUB) and (PROJECT / "gallery" / f"{page}.py").is_file():
        (files,) = (box for box in doctree.findall(nodes.container) if FOOTER in box["classes"])
        address = f"{COLAB}{repository.removeprefix(GITHUB)}/blob/notebooks/{page}.ipynb"
        link = nodes.reference("", "Open in Colab", refuri=address)
        files += nodes.container("", nodes.paragraph("", "", link), classes=["sphx-glr-download"])


def with_install(notebook: str, line: str) -> str:
    """Return a notebook with one more cell, its first."""
    content = json.loads(notebook)
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    content["cells"].insert(0, cell | {"source": [line]})
    return json.dumps(content, indent=2) + "\n"


def settle_downloads(app: Sphinx) -> None:
    """Fix the zip files of the galleries; head every script and every notebook."""
    base = app.config.html_baseurl
    line = INSTALLS.search((PROJECT / "README.md").read_text("utf-8"))[1]
    opening = f"# {line}\n"
    if base:
        line = f"pip install {base}wheel/{WHEEL}"
        opening = (
            f"# {line}\n"
            "# /// script\n"
            f'# requires-python = "{PACKAGE["Requires-Python"]}"\n'
            f'# dependencies = ["actdemo @ {base}wheel/{WHEEL}"]\n'
            "# ///\n"
        )

    def finished(name: str, data: bytes) -> bytes:
        if name.endswith(".ipynb"):
            return with_install(data.decode(), f"%{line}" if base else f"# {line}").encode()
        if name.endswith(".py"):
            return (opening + plain(data.decode())).encode()
        return data

    for path in Path(app.outdir, "_downloads").rglob("*.*"):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                files = {name: finished(name, archive.read(name)) for name in archive.namelist()}
            write_zip(path, files)
        else:
            path.write_bytes(finished(path.name, path.read_bytes()))


def zip_site(app: Sphinx) -> None:
    """Put the site into a zip file within it; there, the link to the file becomes plain words."""
    out = Path(app.outdir)
    files = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name != SITE_ZIP and not name.startswith(".buildinfo"):
            data = path.read_bytes()
            files[f"actdemo-site/{name}"] = (
                SITE_LINK.sub(rb"\1", data) if name.endswith(".html") else data
            )
    write_zip(out / SITE_ZIP, files)


def pack(app: Sphinx, exception: Exception | None) -> None:
    """Make what there is to take along."""
    if exception is None and app.builder.name == "html":
        build_wheel(app)
        settle_downloads(app)
        zip_site(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and connect the steps; the packing is the last that changes files."""
    app.add_directive("install", Install)
    app.connect("builder-inited", zip_exercises)
    app.connect("doctree-resolved", offer_colab)
    app.connect("html-page-context", name_files)
    app.connect("build-finished", pack, priority=800)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
