"""A small site is built well, badly and again: what a fault says, and what stays whole."""

import json
import os
import re
import shutil
import signal
import subprocess
import time

import pytest

pytestmark = pytest.mark.full

GALLERIES = re.compile(r"(?ms)^GALLERIES = .*?^}")
HOME = """# Home

```{toctree}
tutorial/index
page
glossary
```
"""
GLOSSARY = """# Glossary

```{glossary}
sum
: What numbers make together.
```
"""
PAGE = """---
file_format: mystnb
kernelspec:
  name: python3
---

# A page

```{code-cell} ipython3
from myst_nb import glue

glue("answer", 6 * 7, display=False)
```

The answer is {glue:text}`answer`; see [](tutorial/purpose).

```{index} answer
```
"""
SCRIPT = '''"""
A title
=======

Some prose.
"""

import matplotlib.pyplot as plt

plt.style.use("actdemo.figures")
fig, ax = plt.subplots()
ax.plot([0, 1], [0, 1])
ax.set_label("From 0 to 1.")
value = 1
assert value == 1
print("value", value)
'''
FIGURE = """import matplotlib.pyplot as plt
from gallery_figures.shown import show

plt.style.use("actdemo.figures")
fig, ax = plt.subplots()
ax.plot([0, 1], [0, 1])
ax.set_label("A line.")
show(fig, "line")
```

```{code-cell} ipython3
"""
STILL_OPEN = "page tutorial/purpose tutorial/network"
DRAWN = PAGE.replace("from myst_nb", FIGURE + "from myst_nb")


class Site:
    """A copy of what makes the site, with three pages of its own, whose code may stand open."""

    def __init__(self, folder, root, python):
        self.python = python
        self.docs, self.scripts = folder / "docs", folder / "gallery" / "tutorial"
        self.page, self.script = self.docs / "page.md", self.scripts / "purpose.py"
        self.html = self.docs / "_build" / "html"
        self.docs.mkdir()
        for name in ("_ext", "_static", "_templates"):
            shutil.copytree(root / "docs" / name, self.docs / name)
        for name in ("build.py", "references.bib"):
            shutil.copy(root / "docs" / name, self.docs)
        conf = (root / "docs" / "conf.py").read_text("utf-8")
        ours, found = GALLERIES.subn('GALLERIES = {"tutorial": "purpose network"}', conf)
        assert found == 1
        (self.docs / "conf.py").write_text(ours, "utf-8")
        self.scripts.mkdir(parents=True)
        shutil.copy(root / "gallery" / "tutorial" / "GALLERY_HEADER.rst", self.scripts)
        self.still_open = self.docs / "still_open.txt"
        self.still_open.write_text(STILL_OPEN, "utf-8")
        (self.docs / "index.md").write_text(HOME, "utf-8")
        (self.docs / "glossary.md").write_text(GLOSSARY, "utf-8")
        (self.docs / "_ext" / "search_words.toml").write_text('[Sums]\n"sums" = "page"\n', "utf-8")
        self.page.write_text(PAGE, "utf-8")
        for path in (self.script, self.script.with_name("network.py")):
            path.write_text(SCRIPT, "utf-8")

    def start(self, *prefix, folder=None):
        """Start the build, in a group of processes of its own, as a terminal does."""
        return subprocess.Popen(
            [*prefix, self.python, self.docs / "build.py"],
            # What runs in the background would ignore an interruption.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
            cwd=folder or self.docs.parent,
            env={**os.environ, "NO_COLOR": "1"},  # as the variable CI asks for colours
            process_group=0,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, *prefix, folder=None):
        """Build to the end; return the exit status and what stands on stderr."""
        process = self.start(*prefix, folder=folder)
        _, said = process.communicate()
        return process.returncode, said

    def wait(self, process):
        """Wait until a page or a script that runs has left its mark, and remove that."""
        marks = [self.docs / "running", self.scripts / "running"]
        while not (there := [mark for mark in marks if mark.exists()]):
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        there[0].unlink()

    def files(self):
        """Return the content and the date of every file of the site."""
        paths = [path for path in self.html.rglob("*") if path.is_file()]
        return {
            str(path.relative_to(self.html)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in paths
        }


@pytest.fixture(scope="module")
def built(root, docs_python, tmp_path_factory):
    """A small site that has been built once."""
    site = Site(tmp_path_factory.mktemp("site"), root, docs_python)
    assert site.build() == (0, "")
    return site


@pytest.fixture
def site(built):
    """The same, with its sources in order again after the test."""
    yield built
    built.page.write_text(PAGE, "utf-8")
    for path in (built.script, built.script.with_name("network.py")):
        path.write_text(SCRIPT, "utf-8")
    built.still_open.write_text(STILL_OPEN, "utf-8")


def test_a_rebuild_with_nothing_changed_rewrites_nothing(built):
    before = built.files()
    assert built.build(folder=built.html) == (0, "")
    assert built.files() == before


def break_(site, path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    before = site.files()
    status, said = site.build()
    assert status == 1
    assert site.files() == before
    assert said.splitlines()[-1].startswith("The site was not built: ")
    assert said.endswith("; the last good one is untouched.\n")
    return said


def test_a_script_that_raises_is_named_with_its_line(site):
    said = break_(site, site.script, "value = 1\n", "value = 1 / 0\n")
    assert f'{site.script}", line 14, in <module>' in said
    assert said.count("ZeroDivisionError: division by zero") == 1


def test_a_false_claim_is_named_with_its_line(site):
    said = break_(site, site.script, "value == 1", "value == 2")
    assert f'{site.script}", line 15, in <module>' in said
    assert said.count("assert value == 2") == 1


def test_all_scripts_that_fail_are_named(site):
    other = site.script.with_name("network.py")
    other.write_text(SCRIPT.replace("value == 1", "value == 3"), "utf-8")
    said = break_(site, site.script, "value == 1", "value == 2")
    assert "\nnetwork.py fails: AssertionError()\n" in said
    assert "\npurpose.py fails: AssertionError()\n" in said
    other.write_text(SCRIPT, "utf-8")


def test_what_only_the_page_or_not_a_terminal_would_show_is_refused(site):
    bare = "import actdemo as ad\nad.equations(ad.Network.initialized((2, 5, 1)))"
    said = break_(site, site.script, 'print("value", value)', bare)
    assert "purpose.py, block at line 7: " in said
    assert "a terminal does not show a bare last line; print it" in said


def test_what_is_printed_with_a_form_shows_on_the_page_and_in_the_notebook(site):
    lines = """import actdemo as ad
for k in range(2):
    print(ad.table(
        f"Table {k}", ["a", "b"], [("x", k)]
    ))
print("value", value)
"""
    text = site.script.read_text("utf-8").replace('print("value", value)\n', lines)
    site.script.write_text(text, "utf-8")
    assert site.build() == (0, "")
    page = (site.html / "tutorial" / "purpose.html").read_text("utf-8")
    captions = re.findall(r"<caption>(.*?)</caption>", page)
    assert captions == ["Table 0", "Table 1"]
    (notebook,) = site.html.glob("_downloads/*/purpose.ipynb")
    code = "".join(json.loads(notebook.read_text("utf-8"))["cells"][-1]["source"])
    assert code.replace("display(", "print(").endswith(lines.rstrip())
    assert re.findall(r"\b(print|display)\(", code) == ["display", "print"]


def test_open_code_that_teaches_nothing_is_named_with_its_line(site):
    site.still_open.write_text("tutorial/network", "utf-8")
    folded = SCRIPT.replace("value = 1\n", "# fold: say 1\nvalue = 1\n")
    site.script.write_text(folded, "utf-8")
    said = break_(site, site.page, 'glue("answer"', 'assert True\nglue("answer"')
    assert "gallery/tutorial/purpose.py:8: WARNING: an import; put it below '# fold: " in said
    assert "gallery/tutorial/purpose.py:10: WARNING: a drawing; " in said
    assert "docs/page.md:12: WARNING: an assert; " in said


def test_a_marker_that_does_not_divide_is_refused(site):
    nothing_below = SCRIPT + "# fold: nothing\n"
    site.script.with_name("network.py").write_text(nothing_below, "utf-8")
    two = "# fold: draw\nvalue = 1\n# fold: check\n"
    said = break_(site, site.script, "value = 1\n", two)
    for name in ("purpose", "network"):
        assert f"{name}.py:7: WARNING: one line '# fold:' a block, with code below it" in said


def test_a_cell_that_raises_is_named_with_its_page(site):
    said = break_(site, site.page, "6 * 7", "6 / 0")
    assert "a cell of page.md fails" in said
    assert said.count("ZeroDivisionError: division by zero") == 1


def test_whatever_is_not_there_is_named_with_its_line(site):
    links = {
        "[](tutorial/purposes)": "'tutorial/purposes'",
        "[](tutorial/index.md#nowhere)": "nowhere",
        "![a picture](missing.png)": "missing.png",
        "{cite:p}`nobody1900`": "nobody1900",
        "{doc}`lost`": "lost",
        "{glue:text}`answers`": "'answers'",
    }
    said = break_(site, site.page, "see [](tutorial/purpose)", "see " + ", ".join(links))
    warnings = [line for line in said.splitlines() if "WARNING" in line]
    for named in links.values():
        assert sum(named in warning for warning in warnings) == 1, said
    assert all(warning.startswith(f"{site.page}:15: WARNING: ") for warning in warnings), said
    assert len(warnings) == len(links)


def test_without_permission_to_write_the_build_says_so(site):
    before = site.files()
    computed = site.docs / "_build" / "computed"
    # root may write anywhere, unless it gives that up
    drop = "-dac_override,-dac_read_search"
    prefix = ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}"]
    computed.chmod(0o555)
    try:
        status, said = site.build(*(prefix if os.geteuid() == 0 else []))
    finally:
        computed.chmod(0o755)
    assert status == 1
    assert said.startswith(f"The site was not built: {computed} cannot be written: ")
    assert said.count("\n") == 1
    assert site.files() == before


WAIT = "import time\nopen('running', 'w').close()\ntime.sleep(60)\n"
WAITS = {
    "script": SCRIPT.replace("value = 1\n", WAIT + "value = 1\n"),
    "page": PAGE.replace("from myst_nb", WAIT + "from myst_nb"),
}


@pytest.mark.parametrize(
    ("kill", "place"),
    [(signal.SIGINT, "page"), (signal.SIGTERM, "script"), (signal.SIGKILL, "page")],
)
def test_an_interrupted_build_ends_at_once_and_can_be_resumed(site, kill, place):
    before = site.files()
    getattr(site, place).write_text(WAITS[place], "utf-8")
    process = site.start()
    site.wait(process)
    if kill == signal.SIGINT:
        os.killpg(process.pid, kill)  # as from the keyboard
    else:
        process.send_signal(kill)
    _, said = process.communicate(timeout=30)  # until none is left that could say something
    assert process.returncode != 0
    if kill != signal.SIGKILL:
        assert said == "The site was not built: interrupted; the last good one is untouched.\n"
    assert site.files() == before
    site.page.write_text(PAGE, "utf-8")
    site.script.write_text(SCRIPT.replace("1", "3"), "utf-8")
    assert site.build() == (0, "")
    assert "value 3" in (site.html / "tutorial" / "purpose.html").read_text("utf-8")


def test_a_second_build_says_that_another_is_running(site):
    site.page.write_text(WAITS["page"], "utf-8")
    process = site.start()
    site.wait(process)
    status, said = site.build()
    process.terminate()
    process.communicate(timeout=30)
    assert status == 1
    assert said.startswith("The site was not built: another build is running in ")
    assert said.count("\n") == 1


def test_the_site_is_there_again_after_a_kill_while_it_changed(site):
    before = site.files()
    site.html.rename(site.html.with_name("old"))
    site.page.write_text(PAGE.replace("6 * 7", "6 / 0"), "utf-8")
    assert site.build()[0] == 1
    assert site.files() == before


def test_a_full_disk_is_named(site):
    exercises = site.docs / "_build" / "exercises" / "actdemo-exercises.zip"
    exercises.unlink()
    exercises.symlink_to("/dev/full")
    full = "import runpy, shutil, sys, types; used = types.SimpleNamespace(free=0)"
    run = "shutil.disk_usage = lambda _: used; runpy.run_path(sys.argv[-1], run_name='__main__')"
    before = site.files()
    status, said = site.build(site.python, "-c", f"{full}; {run}")
    exercises.unlink()
    assert status == 1
    assert said == (
        "The site was not built: the disk is full: make room, then build again; "
        "the last good one is untouched.\n"
    )
    assert site.files() == before


def test_a_folder_with_a_brace_is_refused_at_once(root, docs_python, tmp_path):
    folder = tmp_path / "{x}"
    folder.mkdir()
    site = Site(folder, root, docs_python)
    status, said = site.build()
    assert status == 1
    assert said.startswith("The site was not built: sphinx-gallery takes no path with a brace: ")
    assert said.count("\n") == 1
    assert not (site.docs / "_build").exists()


def contents(site):
    return {name: data for name, (data, _) in site.files().items()}


def test_the_same_sources_give_the_same_bytes_whatever_was_built_before(site):
    site.page.write_text(DRAWN, "utf-8")
    assert site.build() == (0, "")
    first = contents(site)
    solid = 'plt.subplots(subplot_kw={"projection": "3d"})'
    drawn = DRAWN.replace("plot([0, 1]", "plot([1, 0]")
    site.page.write_text(drawn.replace("The answer is", "# A zebra\n\nIt says"), "utf-8")
    site.script.write_text(SCRIPT.replace("plt.subplots()", solid), "utf-8")
    assert site.build() == (0, "")
    other = contents(site)
    assert b"zebra" in other["searchindex.js"]
    assert any(name.endswith("purpose_001_2x.webp") for name in other)
    assert other["_images/line.svg"] != first["_images/line.svg"]
    site.page.write_text(drawn.replace("6 * 7", "6 / 0"), "utf-8")
    assert site.build()[0] == 1
    site.script.write_text(SCRIPT, "utf-8")
    site.page.write_text(DRAWN, "utf-8")
    assert site.build() == (0, "")
    assert contents(site) == first


def test_of_a_script_that_is_gone_nothing_stays(site):
    site.script.with_name("network.py").unlink()
    assert site.build() == (0, "")
    assert not any("network" in name for name in site.files())


def test_of_a_gallery_that_has_moved_nothing_stays(root, docs_python, tmp_path):
    site = Site(tmp_path, root, docs_python)
    assert site.build() == (0, "")
    site.scripts.rename(site.scripts.with_name("lessons"))
    for path in (site.page, site.docs / "index.md", site.docs / "conf.py", site.still_open):
        path.write_text(path.read_text("utf-8").replace("tutorial", "lessons"), "utf-8")
    assert site.build() == (0, "")
    assert not (site.docs / "tutorial").exists()


def test_all_is_computed_anew_when_what_it_is_made_with_has_changed(site):
    assert site.build() == (0, "")
    computed = [*site.docs.glob("tutorial/*.md5"), *site.docs.glob("_build/computed/*.json")]
    assert len(computed) == 3
    dates = [path.stat().st_mtime_ns for path in computed]
    numbers = site.docs / "_ext" / "gallery_figures" / "numbers.py"
    numbers.write_text(numbers.read_text("utf-8") + "# changed\n", "utf-8")
    assert site.build() == (0, "")
    assert all(path.stat().st_mtime_ns > date for path, date in zip(computed, dates, strict=True))


def test_new_titles_and_captions_reach_the_menu_of_every_page(site):
    home, other = site.docs / "index.md", site.html / "tutorial" / "purpose.html"
    for caption, title in (("", "Another name"), (":caption: A caption\n\n", "Another name")):
        site.page.write_text(PAGE.replace("A page", title), "utf-8")
        home.write_text(HOME.replace("tutorial/index", caption + "tutorial/index"), "utf-8")
        assert site.build() == (0, "")
        menu = other.read_text("utf-8")
        assert title in menu
        assert ("A caption" in menu) == bool(caption)
    home.write_text(HOME, "utf-8")


def test_a_changed_script_rebuilds_its_own_page_and_its_cards(site):
    assert site.build() == (0, "")
    before = site.files()
    site.script.write_text(SCRIPT.replace("Some prose.", "Other words."), "utf-8")
    assert site.build() == (0, "")
    after = site.files()
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    pages = {name for name in changed if name.endswith(".html")}
    assert pages == {"tutorial/index.html", "tutorial/purpose.html"}
    assert not any("network" in name for name in changed)
