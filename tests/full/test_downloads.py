"""What a reader downloads runs outside the repository and shows what its page shows."""

import json
import os
import re
import subprocess
import sys
import venv
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pages import served

pytestmark = pytest.mark.full

GALLERY = Path(__file__).parents[2] / "gallery"
SCRIPTS = [path.relative_to(GALLERY).with_suffix("") for path in sorted(GALLERY.glob("*/*.py"))]
# Draws all figures and tells their number whenever windows would open.
WINDOWS = """
import sys
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

class FigureManager(FigureManagerBase):
    @classmethod
    def pyplot_show(cls, *, block=None):
        managers = Gcf.get_all_fig_managers()
        for manager in managers:
            manager.canvas.draw()
        print(len(managers), "figures", file=sys.stderr)

class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
"""
RUN_NOTEBOOK = """
import json, sys, nbclient, nbformat
done = nbclient.execute(nbformat.read(sys.argv[1], as_version=4))
outputs = [output for cell in done.cells for output in cell.get("outputs", [])]
json.dump(outputs, sys.stdout)
"""


def page(site, name):
    return BeautifulSoup((site / name).with_suffix(".html").read_bytes(), "html.parser")


def figures(soup):
    """Return the figures of a page, each once; a part to play with may show one again."""
    return {image["src"] for image in soup.select("article img.only-light")}


def printed(soup):
    """Return the words that the code of a page has printed."""
    return " ".join(block.get_text() for block in soup.select(".sphx-glr-script-out pre")).split()


def set_formulas(soup):
    """Return in TeX the formulas that are what code shows, not prose."""
    return [one.get_text() for one in soup.select("div.math.shown annotation")]


def told(html):
    """Return the words of what code shows as HTML; a picture tells its own."""
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.select("svg"):
        picture.replace_with(" " + picture.get("aria-label", "") + " ")
    for choice in soup.select("label"):
        choice.decompose()
    return soup.get_text(" ").split()


def tables(soup):
    """Return the words of each thing that code shows as HTML."""
    return [told(str(block)) for block in soup.select("div.result")]


def numbers(words):
    return Counter(re.findall(r"\d+(?:\.\d+)?", " ".join(words)))


@pytest.fixture(scope="session")
def reader(root, site, tmp_path_factory):
    """The Python of a fresh environment: the wheel of the site, and what runs notebooks."""
    place = tmp_path_factory.mktemp("reader")
    (wheel,) = page(site, "quickstart").select('article a[href$=".whl"]')
    venv.create(place / "env")
    python = place / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    uv = Path(sys.executable).with_name("uv")
    with served(site) as address:
        names = [address + wheel["href"], "ipykernel", "nbclient"]
        install = [uv, "pip", "install", "-q", f"--python={python}", "--refresh-package=actdemo"]
        subprocess.run([*install, "-c", root / "constraints.txt", *names], check=True)
    return python


@pytest.fixture
def run(reader, site, tmp_path):
    """Return a function that runs a download of a page."""

    def start(soup, script, ending, *command, **environment):
        (link,) = soup.select(f'a.download[href$="/{script.name}.{ending}"]')
        outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        outside.pop("MPLBACKEND", None)
        ran = subprocess.run(
            [reader, *command, site / script.parent / link["href"]],
            cwd=tmp_path,
            env=outside | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        assert not list(tmp_path.iterdir()), "files were left behind"
        return ran

    return start


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_a_script_shows_what_its_page_shows(script, run, site, tmp_path_factory):
    soup, place = page(site, script), tmp_path_factory.mktemp("windows")
    (place / "windows.py").write_text(WINDOWS, "utf-8")
    backend = {"MPLBACKEND": "module://windows", "PYTHONPATH": str(place)}
    ran = run(soup, script, "py", "-W", "error", **backend)
    shown = re.findall(r"^(\d+) figures$", ran.stderr, re.MULTILINE)
    assert shown == [str(len(figures(soup)))], "not shown once, at the end"
    words, said = printed(soup), ran.stdout.split()
    formulas, things = set_formulas(soup), tables(soup)
    rest = iter(said)
    assert all(word in rest for word in words)
    assert formulas or things or said == words
    also = Counter(said) - Counter(words)
    assert not sum(map(Counter, things), Counter()) - also
    assert not numbers(formulas) - numbers(also.elements())


@pytest.mark.parametrize("script", SCRIPTS[::3], ids=str)
def test_a_notebook_shows_what_its_page_shows(script, run, site):
    """One of three: each holds the code of its script, as a test of the site makes sure."""
    soup = page(site, script)
    outputs = json.loads(run(soup, script, "ipynb", "-c", RUN_NOTEBOOK).stdout)
    streams = [output for output in outputs if output["output_type"] == "stream"]
    assert {output["name"] for output in streams} <= {"stdout"}
    assert "".join(output["text"] for output in streams).split() == printed(soup)
    data = [output["data"] for output in outputs if "data" in output]
    assert all(one.keys() & {"image/png", "text/latex", "text/html"} for one in data)
    assert sum("image/png" in one for one in data) == len(figures(soup))
    formulas = [one["text/latex"] for one in data if "text/latex" in one]
    assert ["".join(tex.strip("$").split()) for tex in formulas] == [
        "".join(tex.split()) for tex in set_formulas(soup)
    ]
    assert [told(one["text/html"]) for one in data if "text/html" in one] == tables(soup)


READ_IN = """
import importlib.util, sys, tomllib
import matplotlib.pyplot as plt
import numpy as np
import actdemo as ad

assert not any(map(importlib.util.find_spec, ("torch", "keras", "sklearn", "jax")))
X, y = ad.xor()
quoted = tomllib.loads(sys.stdin.read())["printed_network"]
readme = [[[1, 1], [1, 1]], [[0, -1]], [[1], [-2]], [[0]]]
sources = {
    "torch": (quoted["state_dict"], quoted["answers"]["logits"]),
    "keras": (quoted["keras"]["weights"], quoted["keras"]["logits"]),
    "sklearn": (quoted["sklearn"]["weights"], quoted["sklearn"]["logits"]),
    "a README": (readme, [0, 1, 1, 0]),
}
for name, (source, outputs) in sources.items():
    loss = "mean_squared_error" if name == "a README" else "sigmoid_cross_entropy"
    net = ad.read_network(source, hidden="relu")
    assert np.allclose(net(X)[:, 0], outputs, rtol=0, atol=1e-5), name
    assert ad.classify(net, X, y, loss).right == 4, name
    told = ad.explain(net, X, y, loss=loss)
    assert told.sentences[0] == "All four points are right.", told.sentences
    level = 0.5 if name == "a README" else 0
    assert len(ad.regions(net)) > 1 and len(ad.decision_boundary(net, level=level))
    ax = plt.figure().subplots()
    ad.plots.regions(ax, net)
    ad.plots.creases(ax, net, X)
    ad.plots.boundary(ax, net, level=level)
    ad.plots.points(ax, X, y)
    ax.figure.savefig(f"{name}.png")
    print(name, *told.sentences, ad.equations(net, values=True), sep="\\n")
"""


def test_networks_of_each_framework_are_read_explained_and_drawn(reader, root, tmp_path):
    """With only the wheel: what a framework printed needs no framework."""
    (tmp_path / "read_in.py").write_text(READ_IN, "utf-8")
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told = subprocess.check_output(
        [reader, "-W", "error", "read_in.py"],
        input=(root / "docs/quoted.toml").read_text("utf-8"),
        cwd=tmp_path,
        env=outside | {"MPLBACKEND": "agg"},
        text=True,
    )
    for name in ("torch", "keras", "sklearn", "a README"):
        assert f"{name}\nAll four points are right.\n" in told
        assert (tmp_path / f"{name}.png").stat().st_size > 5000
