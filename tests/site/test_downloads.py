"""What a gallery page offers for download exists, and is what the page shows."""

import ast
import json
import re
import zipfile

import pytest


def _downloads(page):
    links = [link["href"] for link in page.soup.select("a.download[href]")]
    return {href.rpartition("/")[2]: page.path.parent / href for href in links}


@pytest.fixture
def install(root, site, base):
    """The line that installs the package: the README's, or one with the address of the wheel."""
    (wheel,) = (site / "wheel").iterdir()
    (line,) = re.findall(r"(?m)^\$ (pip install \S+)$", (root / "README.md").read_text("utf-8"))
    return f"pip install {base}wheel/{wheel.name}" if base else line


def test_every_script_has_its_page_with_script_and_notebook(pages, scripts, root, base, install):
    by_name = {page.name.removesuffix(".html"): page for page in pages}
    for script in scripts:
        files = _downloads(by_name[script])
        stem = script.rpartition("/")[2]
        assert {f"{stem}.py", f"{stem}.ipynb", f"{stem}.zip"} <= set(files), script
        own = (root / "gallery" / script).with_suffix(".py").read_text("utf-8")
        kept = [line for line in own.splitlines(keepends=True) if not line.startswith("# fold: ")]
        opening = files[f"{stem}.py"].read_text("utf-8").removesuffix("".join(kept))
        line, *more = opening.splitlines()
        assert line == f"# {install}", script
        assert more[:1] == (["# /// script"] if base else []), script
        cells = json.loads(files[f"{stem}.ipynb"].read_text("utf-8"))["cells"]
        assert cells[0]["source"] == [f"%{install}" if base else f"# {install}"], script
        assert {cell["cell_type"] for cell in cells} == {"code", "markdown"}


def test_a_notebook_holds_the_code_of_its_script(pages, scripts):
    by_name = {page.name.removesuffix(".html"): page for page in pages}
    for script in scripts:
        files, stem = _downloads(by_name[script]), script.rpartition("/")[2]
        written = ast.parse(files[f"{stem}.py"].read_text("utf-8"))
        del written.body[0]  # what the script says of itself
        cells = json.loads(files[f"{stem}.ipynb"].read_text("utf-8"))["cells"][1:]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        held = ast.unparse(ast.parse("\n".join(code)))
        assert held.replace("display(", "print(") == ast.unparse(written), script


def test_every_script_prints_what_it_shows_and_ends_by_opening_its_figures(root, scripts):
    for script in scripts:
        source = (root / "gallery" / script).with_suffix(".py").read_text("utf-8")
        lines = [ast.unparse(node) for node in ast.parse(source).body]
        assert lines[-1] == "ad.plots.show()", script
        assert len(re.findall(r"\b(?:plt|plots)\.show\b", source)) == 1, script
        bare = [
            line for line in lines if re.fullmatch(r"[\w.\[\]]+|ad\.(equations|explain)\(.*", line)
        ]
        assert bare == [], script


def test_every_gallery_offers_all_its_scripts_as_zip(pages, scripts):
    by_name = {page.name.removesuffix(".html"): page for page in pages}
    for gallery in {script.partition("/")[0] for script in scripts}:
        files = _downloads(by_name[f"{gallery}/index"])
        stems = {s.partition("/")[2] for s in scripts if s.startswith(gallery + "/")}
        for kind, ending in (("python", "py"), ("jupyter", "ipynb")):
            with zipfile.ZipFile(files[f"{gallery}_{kind}.zip"]) as archive:
                assert set(archive.namelist()) == {f"{stem}.{ending}" for stem in stems}


def test_zip_files_are_the_same_in_every_build(site):
    archives = sorted((site / "_downloads").rglob("*.zip"))
    assert archives
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            assert names == sorted(names)
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_notebooks_have_no_roles(pages):
    links = {
        page.path.parent / link["href"]
        for page in pages
        for link in page.soup.select('a.download[href$=".ipynb"]')
    }
    assert links
    for notebook in sorted(links):
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            text = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                role = re.search(r":[\w:-]+:`|^\.\. |\\begin\{align\}\s*\\end", text, re.MULTILINE)
                assert role is None, text
