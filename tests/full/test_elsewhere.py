"""A build in another place: the same bytes; and what the site says there for an address.

One file, so that one worker runs it, and the site is built once.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from pages import served

pytestmark = pytest.mark.full

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://github.com/someone/actdemo"


def git(*words):
    return subprocess.check_output(["git", *words], cwd=ROOT, text=True)


def contents(site):
    paths = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def rebuilt(docs_python, tmp_path_factory):
    """A copy of the project, in a place with a hostile name, where the site was built anew."""
    folder = tmp_path_factory.mktemp("elsewhere") / "an 'öd' \\place\\ #%20 & more" / ("x" * 200)
    names = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, names.split("\0")):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    settings = {"NO_COLOR": "1", "SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct").strip()}
    environment = {**settings, **os.environ, "PYTHONPATH": str(folder)}
    subprocess.run([docs_python, "docs/build.py"], cwd=folder, env=environment, check=True)
    return folder


def test_a_clean_build_elsewhere_gives_the_same_bytes(site, rebuilt):
    first, second = contents(site), contents(rebuilt / "docs" / "_build" / "html")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


@pytest.fixture(scope="module")
def published(rebuilt, docs_python, tmp_path_factory):
    """Where the scripts have run, the site is read and written for an address on localhost."""
    folder = tmp_path_factory.mktemp("published")
    with served(folder) as address:
        base = f"{address}actdemo/"
        known = {"ACTDEMO_BASE_URL": base, "ACTDEMO_REPOSITORY_URL": REPOSITORY}
        folders = ["-d", folder / "doctrees", "docs", folder / "actdemo"]
        moved = ["-D", "redirects.old/place=../quickstart.html"]
        subprocess.run(
            [docs_python, "-m", "sphinx", "-qnW", "-b", "html", *moved, *folders],
            cwd=rebuilt,
            env={**os.environ, **known, "PYTHONPATH": str(rebuilt)},
            check=True,
        )
        yield folder / "actdemo", base


@pytest.fixture(scope="module")
def out(published):
    return published[0]


@pytest.fixture(scope="module")
def base(published):
    return published[1]


@pytest.fixture(scope="module")
def there(out):
    """Tell whether an address leads to a file of the site."""
    return lambda address: (out / urlsplit(address).path.removeprefix("/actdemo/")).is_file()


@pytest.fixture(scope="module")
def pages(out):
    return {
        path.relative_to(out).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in sorted(out.rglob("*.html"))
        if "_static" not in path.parts
    }


def shown(path):
    """Return the words of a page's article and the names of its pictures."""
    (article,) = re.findall(r"(?s)<article.*?</article>", path.read_text("utf-8"))
    pictures = re.findall(r"_images/([^\s\"]+)", article)
    words = re.sub(r"<[^>]*>", "", article).replace("Open in Colab", "")  # needs an address
    return words.split(), pictures


def test_building_again_computes_nothing_and_shows_the_same(rebuilt, out):
    first = rebuilt / "docs" / "_build" / "html"
    computed = [*rebuilt.glob("docs/*/*.md5"), *rebuilt.glob("docs/_build/computed/*.json")]
    assert len(computed) > 50
    written = (first / "index.html").stat().st_mtime_ns  # after all was computed
    assert max(path.stat().st_mtime_ns for path in computed) < written
    assert contents(first / "_images") == contents(out / "_images")
    names = [path.relative_to(first) for path in first.rglob("*.html")]
    differ = {str(name) for name in names if shown(first / name) != shown(out / name)}
    assert differ <= {"quickstart.html"}  # which installs the wheel, by its address


def test_every_page_names_its_address_and_its_picture(pages, base, there):
    for name, soup in pages.items():
        if name != "old/place.html":
            assert soup.select_one('link[rel="canonical"]')["href"] == base + name
            assert soup.select_one('meta[property="og:url"]')["content"] == base + name
            picture = soup.select_one('meta[property="og:image"]')["content"]
            assert picture.startswith(base), name
            assert there(picture), name
    pictures = {
        soup.select_one('[property="og:image"]')["content"]
        for soup in pages.values()
        if soup.select_one('[property="og:image"]')
    }
    assert len(pictures) > 5


def test_the_sitemap_lists_every_page(pages, out, base):
    text = (out / "sitemap.xml").read_text("utf-8")
    listed = re.findall("<loc>(.*?)</loc>", text)
    made = {"404.html", "genindex.html", "search.html", "old/place.html"}
    assert sorted(listed) == sorted(base + name for name in pages if name not in made)


def test_a_moved_page_leads_to_its_new_place(pages, base, there):
    soup = pages["old/place.html"]
    refresh = soup.select_one('meta[http-equiv="refresh"]')["content"]
    assert refresh == "0; url=../quickstart.html"
    assert soup.a["href"] == "../quickstart.html"
    assert there(urljoin(base + "old/place.html", soup.a["href"]))


def test_the_page_for_missing_pages_works_at_any_depth(pages, base, there):
    addresses = [
        tag[name]
        for name in ("href", "src", "action")
        for tag in pages["404.html"].select(f"[{name}]")
        if not tag[name].startswith("#")
    ]
    assert len(addresses) > 20
    apart = {base + "404.html", base + "actdemo.pdf"}  # itself, and what is printed later
    for address in addresses:
        if urlsplit(address).netloc in {"", urlsplit(base).netloc} and address not in apart:
            assert there(urljoin(base + "deep/down/here.html", address)), address
    assert pages["404.html"].html["data-content_root"] == "/actdemo/"


def test_pages_can_be_edited_where_they_are_written(pages):
    start = f"{REPOSITORY}/edit/main/"
    links = {
        name: soup.select_one("a[rel=edit]")["href"]
        for name, soup in pages.items()
        if soup.select_one("a[rel=edit]")
    }
    assert links["tutorial/training.html"] == start + "gallery/tutorial/training.py"
    assert links["tutorial/index.html"] == start + "gallery/tutorial/GALLERY_HEADER.rst"
    assert links["quickstart.html"] == start + "docs/quickstart.md"
    for name, link in links.items():
        assert link.startswith(start), name
        assert (ROOT / link.removeprefix(start)).is_file(), link


def test_feedback_names_the_page_and_its_form_has_these_fields(pages):
    for name in ("tutorial/training", "quickstart"):
        (link,) = pages[f"{name}.html"].select("a[rel=help]")
        address, _, query = link["href"].partition("?")
        assert address == f"{REPOSITORY}/issues/new"
        template, page = (part.partition("=")[2] for part in query.split("&"))
        assert page == name
        form = (ROOT / ".github" / "ISSUE_TEMPLATE" / template).read_text("utf-8")
        assert "id: page\n" in form


def test_colab_opens_the_notebook_of_every_script(pages, out, there):
    links = {
        name.removesuffix(".html"): link["href"]
        for name, soup in pages.items()
        for link in soup.select('a[href*="colab"]')
    }
    scripts = sorted((ROOT / "gallery").glob("*/*.py"))
    assert sorted(links) == [f"{path.parent.name}/{path.stem}" for path in scripts]
    start = "https://colab.research.google.com/github/someone/actdemo/blob/notebooks/"
    assert all(link == f"{start}{name}.ipynb" for name, link in links.items())
    # The branch holds what is in the zip files of the galleries; its first cell installs.
    for gallery in {path.parent.name for path in scripts}:
        (path,) = out.glob(f"_downloads/*/{gallery}_jupyter.zip")
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert f"{gallery}/{name.removesuffix('.ipynb')}" in links
                (line,) = json.loads(archive.read(name))["cells"][0]["source"]
                assert there(line.removeprefix("%pip install "))


def test_every_page_links_to_the_book_that_is_published_beside_it(pages, base):
    for name, soup in pages.items():
        if name != "old/place.html":
            (link,) = soup.select('footer a[href$=".pdf"]')
            assert link["href"] == f"{base}actdemo.pdf"
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert "cp docs/_build/actdemo.pdf docs/_build/html" in workflow


def test_crawlers_are_told_where_the_sitemap_is(out, base):
    assert f"\nSitemap: {base}sitemap.xml\n" in (out / "robots.txt").read_text("utf-8")


def test_scripts_name_what_they_need_by_its_address(out, base, there):
    scripts = sorted(out.glob("_downloads/*/*.py"))
    assert scripts
    texts = [path.read_text("utf-8") for path in scripts]
    for path in out.glob("_downloads/*/*.zip"):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".py")]
            texts += [archive.read(name).decode() for name in names]
    for text in texts:
        opening, _, rest = text.partition("# ///\n")
        line, start, _, needs = opening.splitlines()
        assert there(line.removeprefix("# pip install "))
        assert start == "# /// script"
        needs = re.fullmatch(r"# dependencies = (.*)", needs)[1]
        (need,) = json.loads(needs)
        assert need.startswith(f"actdemo @ {base}wheel/")
        assert there(need.partition(" @ ")[2])
        assert "# /// script" not in rest


def test_the_line_that_installs_names_the_wheel(pages, base, there):
    line = pages["quickstart.html"].select_one(".highlight-console pre").get_text().strip()
    address = line.removeprefix("$ python3 -m pip install ")
    assert address.startswith(base)
    assert there(address)


def test_a_script_runs_with_uv_alone(out, pages, tmp_path):
    soup = pages["tutorial/ten_minutes.html"]
    (link,) = soup.select('a.download[href$="/ten_minutes.py"]')
    script = shutil.copy(out / "tutorial" / link["href"], tmp_path)
    shown = "".join(block.get_text() for block in soup.select(".sphx-glr-script-out pre"))
    uv = Path(sys.executable).with_name("uv")
    ran = subprocess.run(
        [
            uv,
            "run",
            "--no-project",
            "--refresh-package=actdemo",
            f"--python={sys.executable}",
            script,
        ],
        cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    printed = iter(ran.stdout.split())
    assert all(word in printed for word in shown.split())
    figures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert figures == [f"ten_minutes_{k}.png" for k in range(1, 7)]
    assert ran.stderr.endswith(f"saved in {tmp_path}: {', '.join(figures)}\n")
