"""The figures in a project of another name, which has nothing of this one but their folder."""

import re
import shutil
import subprocess

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.full

CONF = """
import sys

sys.path.insert(0, ".")
sys.modules["actdemo"] = None  # may not be imported

project = "Otters"
extensions = ["gallery_figures", "sphinx_gallery.gen_gallery"]
exclude_patterns = ["otters"]
gallery_figures = {"numbers": "Die Zahlen", "narrow": "50em", "paper": ("#ffffff", "#000011")}
sphinx_gallery_conf = {
    "examples_dirs": "otters",
    "gallery_dirs": "gallery",
    "image_scrapers": ("gallery_figures.shown.scrape",),
    "reset_modules": ("matplotlib", "gallery_figures.shown.listen"),
    "reset_modules_order": "both",
    "capture_repr": (),
}
"""
SCRIPT = '''"""
Otters swim
===========

Two rivers.
"""

import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.4, 3))
ax.plot([2020, 2021], [3, 5], label="Elbe")
ax.set(title="Otters", xlabel="year", ylabel="seen")
ax.set_label("From 3 to 5 otters")
fig.set_label("More each year.")


class Table:
    def _repr_html_(self):
        return "<table><tr><td>5</td></tr></table>"


print(Table())
print("plain")
'''


@pytest.fixture
def build(root, docs_python, tmp_path):
    """Return a function that builds the project and returns what Sphinx says."""
    (tmp_path / "otters").mkdir()
    (tmp_path / "otters" / "GALLERY_HEADER.rst").write_text("Gallery\n=======\n", "utf-8")
    (tmp_path / "index.rst").write_text("Otters\n======\n\n.. toctree::\n\n   gallery/index\n")
    shutil.copytree(root / "docs" / "_ext" / "gallery_figures", tmp_path / "gallery_figures")

    def sphinx(conf=CONF, script=SCRIPT):
        (tmp_path / "conf.py").write_text(conf, "utf-8")
        (tmp_path / "otters" / "plot_swim.py").write_text(script, "utf-8")
        command = [docs_python, "-m", "sphinx", "-qnW", ".", "html"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    return sphinx


def test_a_page_shows_all_versions_of_a_figure_and_its_numbers(build, tmp_path):
    assert build() == (0, "")
    page = tmp_path / "html" / "gallery" / "plot_swim.html"
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    images = soup.select("figure picture img")
    assert [image["class"] for image in images] == [["only-light"], ["only-dark"]]
    assert {image["alt"] for image in images} == {"From 3 to 5 otters."}
    assert {(image["width"], image["height"]) for image in images} == {("640", "300")}
    small = soup.select("figure picture source")
    assert {source["media"] for source in small} == {"screen and (max-width: 50em)"}
    files = [page.parent / image["src"] for image in images]
    files += [page.parent / source["srcset"] for source in small]
    light, dark, narrow, dark_narrow = (path.read_text("utf-8") for path in files)
    assert len({light, dark, narrow, dark_narrow}) == 4
    assert "#fafbfc" in dark
    assert "#fafbfc" in dark_narrow
    assert "#fafbfc" not in light + narrow
    assert soup.select_one("figcaption .caption-text").get_text() == "More each year."
    told = soup.select_one("details.numbers")
    assert told.summary.get_text() == "Die Zahlen"
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in told.select("tr")]
    assert rows == [["year", "Elbe"], ["2020", "3"], ["2021", "5"]]
    assert soup.select_one("div.result td").get_text() == "5"
    assert soup.select_one(".sphx-glr-script-out pre").get_text().strip() == "plain"


@pytest.mark.parametrize(
    ("conf", "script", "said"),
    [
        (CONF.replace('"narrow"', '"narow"'), SCRIPT, "gallery_figures takes paper, dark, "),
        (CONF, SCRIPT.replace("ax.set_label", "ax.set_gid"), "has no text alternative"),
        (CONF.replace('"numbers"', '"style": "ggplot", "numbers"'), SCRIPT, "lacks the style"),
    ],
)
def test_what_is_wrong_stops_the_build_in_words(build, conf, script, said):
    status, words = build(conf, script)
    assert status != 0
    assert re.search(said, words), words
