"""The built site, read once for all tests."""

import gc
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
SITE = ROOT / "docs" / "_build" / "html"


class Page(NamedTuple):
    path: Path
    name: str
    soup: BeautifulSoup


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def site():
    if not (SITE / "index.html").is_file():
        pytest.fail(f"no site in {SITE}: run python3 noxfile.py -s docs first", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def pages(site):
    found = [
        Page(path, str(path.relative_to(site)), BeautifulSoup(path.read_bytes(), "html.parser"))
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.parts
    ]
    gc.freeze()  # millions of nodes that stay, and would be looked through again and again
    return found


@pytest.fixture(scope="session")
def base(pages):
    """The address for which the site was built, or nothing."""
    (canonical,) = (
        page.soup.select_one('link[rel="canonical"]')
        for page in pages
        if page.name == "index.html"
    )
    return canonical["href"].removesuffix("index.html") if canonical else ""


@pytest.fixture(scope="session")
def relative_pages(pages, base):
    """All pages but the one that, when the address is known, stands in for any other."""
    return [page for page in pages if page.name != "404.html" or not base]


@pytest.fixture(scope="session")
def scripts():
    """Every script of the galleries, as the path of its page without the ending."""
    paths = sorted((ROOT / "gallery").glob("*/*.py"))
    assert paths
    return [str(path.relative_to(ROOT / "gallery").with_suffix("")) for path in paths]
