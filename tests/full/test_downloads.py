"""What a reader downloads runs outside the repository and prints what the page shows."""

import os
import subprocess
import venv
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pages import served

pytestmark = pytest.mark.full

GALLERY = Path(__file__).parents[2] / "gallery"
SCRIPTS = [path.relative_to(GALLERY).with_suffix("") for path in sorted(GALLERY.glob("*/*.py"))]
RUN_NOTEBOOK = """
import sys, nbclient, nbformat
done = nbclient.execute(nbformat.read(sys.argv[1], as_version=4))
for cell in done.cells:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            assert output.name == "stdout", output.text
            print(output.text, end="")
"""
COMMANDS = {"py": ["-W", "error"], "ipynb": ["-c", RUN_NOTEBOOK]}


def page(site, name):
    return BeautifulSoup((site / name).with_suffix(".html").read_bytes(), "html.parser")


@pytest.fixture(scope="session")
def reader(root, site, tmp_path_factory):
    """The Python of a fresh environment: the wheel of the site, and what runs notebooks."""
    place = tmp_path_factory.mktemp("reader")
    (wheel,) = page(site, "quickstart").select('article a[href$=".whl"]')
    venv.create(place / "env", with_pip=True)
    python = place / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    with served(site) as address:
        names = [address + wheel["href"], "ipykernel", "nbclient"]
        install = [python, "-m", "pip", "install", "-q", "-c", root / "constraints.txt", *names]
        subprocess.run(install, check=True)
    return python


@pytest.mark.parametrize("ending", COMMANDS)
@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_a_download_prints_what_its_page_shows(script, ending, reader, site, tmp_path):
    soup = page(site, script)
    shown = "".join(block.get_text() for block in soup.select(".sphx-glr-script-out pre"))
    (link,) = soup.select(f'a.download[href$="/{script.name}.{ending}"]')
    environment = {**os.environ, "MPLBACKEND": "agg"}
    environment.pop("PYTHONPATH", None)
    ran = subprocess.run(
        [reader, *COMMANDS[ending], site / script.parent / link["href"]],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == shown.split()
    assert not list(tmp_path.iterdir()), "files were left behind"
