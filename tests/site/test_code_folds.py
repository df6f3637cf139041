"""What stands open of a page's code teaches, the rest folds, and nothing gets lost between."""

import ast
import re
import zipfile

import pytest
from open_code import faults, plain

MARKER = "# fold:"
NOT_TO_READ = re.compile(
    r"^\s*(?:import|from|assert)\b|\b(?:plt|fig|ax|axes)[.\[]|\bad\.plots\b|\bshow\(", re.MULTILINE
)
SUMMARY = re.compile(r"Code: (?P<what>\S.*), (?P<count>\d+) lines?")


@pytest.fixture(scope="module")
def still_open(root):
    """The pages whose code is the subject."""
    return (root / "docs" / "still_open.txt").read_text("utf-8").split()


@pytest.fixture(scope="module")
def folding(pages, still_open):
    """The other pages with code that has run, by name."""
    by_name = {page.name.removesuffix(".html"): page.soup for page in pages}
    assert set(still_open) <= set(by_name)
    assert len(still_open) == len(set(still_open))
    found = {
        name: soup
        for name, soup in by_name.items()
        if name not in still_open and not name.startswith("reference/") and blocks(soup)
    }
    assert "tutorial/units" in found
    return found


def blocks(soup):
    """Return the code on a page that the build has run."""
    return soup.select("article :is(.highlight-Python, .cell .highlight-ipython3) pre")


def test_what_is_open_is_short_and_there_to_be_read(folding):
    for name, soup in folding.items():
        for block in blocks(soup):
            if not block.find_parent("details", class_="code"):
                lines = block.get_text().strip("\n").split("\n")
                assert len(lines) <= 6, (name, lines)
                assert max(map(len, lines)) <= 60, (name, lines)
                assert NOT_TO_READ.search(block.get_text()) is None, (name, lines)


def test_a_summary_counts_the_lines_below_it(pages):
    folded = [block for page in pages for block in page.soup.select("details.code")]
    assert len(folded) > 8
    for block in folded:
        said = SUMMARY.fullmatch(block.summary.get_text())
        lines = block.pre.get_text().split("\n")
        assert int(said["count"]) == sum(bool(line.strip()) for line in lines) > 0, said
        assert not block.has_attr("open")


def test_what_a_block_shows_stands_between_its_parts(pages):
    by_name = {page.name: page.soup for page in pages}
    drawn = next(
        block.find_parent("details")
        for block in blocks(by_name["tutorial/units.html"])
        if "plt.subplots(" in block.get_text()
    )
    opened = drawn.find_previous_sibling(class_="highlight-Python")
    between = opened.find_next_siblings()
    between = between[: between.index(drawn)]
    assert any(element.name == "img" or element.find("img") for element in between)
    assert not any(element.name in {"p", "section"} for element in between)
    (cell, *_) = by_name["theory/pairs.html"].select(".cell:has(.cell_input)")
    kinds = [element["class"][0] for element in cell.find_all(recursive=False)]
    assert kinds == ["cell_input", "cell_output", "code"]


def test_a_page_holds_its_script_line_by_line(pages, scripts, root):
    by_name = {page.name.removesuffix(".html"): page.soup for page in pages}
    for script in scripts:
        own = (root / "gallery" / script).with_suffix(".py").read_text("utf-8")
        shown = "\n".join(block.get_text() for block in blocks(by_name[script]))
        assert ast.dump(ast.parse(shown)) == ast.dump(ast.Module(ast.parse(own).body[1:], [])), (
            script
        )


def test_no_page_and_no_download_shows_a_marker(pages, site):
    for page in pages:
        for block in page.soup.select("article pre"):
            assert MARKER not in block.get_text(), page.name
    texts = {}
    for path in sorted((site / "_downloads").rglob("*.*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    texts[f"{path.name}: {name}"] = archive.read(name).decode()
        elif path.suffix in {".py", ".ipynb"}:
            texts[path.name] = path.read_text("utf-8")
    assert {"units.py", "units.ipynb", "units.zip: units.py", "units.zip: units.ipynb"} <= set(
        texts
    )
    assert [name for name, text in texts.items() if MARKER in text] == []


def test_a_marker_goes_with_its_whole_line():
    assert plain("a\n\n# fold: draw\nb\n") == "a\n\nb\n"
    assert plain("# fold: draw\nb") == "b"
    assert plain("a  # fold: no marker\n") == "a  # fold: no marker\n"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import numpy as np", "an import"),
        ("from math import pi", "an import"),
        ("assert value == 1", "an assert"),
        ("plt.figure()", "a drawing"),
        ("for line in fig.axes: pass", "a drawing"),
        ("total = 0\n[ax.plot(1) for _ in range(total)]", "a drawing"),
        ("import_ = 1\nad.plots.show()", "a drawing"),
        ("\n".join(f"value = {k}" for k in range(7)), "line 7 of an open part, 6 at most"),
        (f"value = {'1' * 53}", "61 characters wide, 60 at most"),
        ("for k in range(3):", "not whole without what is folded"),
    ],
)
def test_open_code_that_teaches_nothing_is_refused(code, reason):
    assert (reason, code.split("\n")[-1]) in faults(f"\n{code}\n")


def test_code_that_teaches_may_stand_open():
    code = """
# two inputs, five hidden units, one output
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
axis, figure = net.weights[1][:, 0], "ax.plot(x)"

"""
    assert list(faults(code)) == list(faults("")) == []
