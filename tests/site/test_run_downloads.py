"""What a reader downloads runs outside the repository and prints what the page shows."""

import json
import os
import re
import subprocess
import venv

import pytest
from pages import served

RUN_NOTEBOOK = """
import sys, nbclient, nbformat
done = nbclient.execute(nbformat.read(sys.argv[1], as_version=4))
for cell in done.cells:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            assert output.name == "stdout", output.text
            print(output.text, end="")
"""


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def reader(root, pages, address, tmp_path_factory):
    """The Python of a fresh environment: the wheel of the site, and what runs notebooks."""
    place = tmp_path_factory.mktemp("reader")
    (quickstart,) = (page for page in pages if page.name == "quickstart.html")
    (wheel,) = quickstart.soup.select('article a[href$=".whl"]')
    venv.create(place / "env", with_pip=True)
    python = place / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    names = [address + wheel["href"], "ipykernel", "nbclient"]
    install = [python, "-m", "pip", "install", "-q", "-c", root / "constraints.txt", *names]
    subprocess.run(install, check=True)
    return python


def test_downloads_print_what_their_pages_show(reader, pages, scripts, tmp_path):
    environment = {**os.environ, "MPLBACKEND": "agg"}
    environment.pop("PYTHONPATH", None)
    by_name = {page.name.removesuffix(".html"): page for page in pages}
    for script in scripts:
        page = by_name[script]
        stem = script.rpartition("/")[2]
        shown = [block.get_text() for block in page.soup.select(".sphx-glr-script-out pre")]
        for ending, command in (
            ("py", [reader, "-W", "error"]),
            ("ipynb", [reader, "-c", RUN_NOTEBOOK]),
        ):
            (link,) = page.soup.select(f'a.download[href$="/{stem}.{ending}"]')
            ran = subprocess.run(
                [*command, page.path.parent / link["href"]],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, ran.stderr
            assert ran.stdout.split() == "".join(shown).split(), (script, ending)
            assert not list(tmp_path.iterdir()), f"{script} left files behind"


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
