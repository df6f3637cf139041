"""Every address on the site leads somewhere, and nothing is loaded from another host."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

ADDRESSES = ("href", "src", "srcset", "data", "poster", "action")


def addresses(soup):
    """Yield tag and address for everything on a page that points somewhere."""
    for tag in soup.select("*"):
        for name in ADDRESSES:
            if name not in tag.attrs:
                continue
            values = tag[name].split(",") if name == "srcset" else [tag[name]]
            yield from ((tag, value.split()[0] if value.split() else "") for value in values)


def foreign_loads(soup):
    """List what a browser would fetch from another host; links to follow don't count."""
    return [
        address
        for tag, address in addresses(soup)
        if (urlsplit(address).scheme not in {"", "data"} or urlsplit(address).netloc)
        and tag.name != "a"
        and not (tag.name == "link" and set(tag.get("rel", [])) <= {"canonical", "author"})
    ]


def broken(path, soup, ids):
    """List the addresses within the site that lead to no file or no place in it."""
    found = []
    for _tag, address in addresses(soup):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        place = unquote(parts.fragment)
        if target.name == "playground.html" and "=" in place:  # a state of it, and no place
            place = ""
        if not target.is_file() or (place and place not in ids(target)):
            found.append(address)
    return found


@pytest.fixture(scope="session")
def ids(pages):
    known = {
        page.path.resolve(): {node["id"] for node in page.soup.find_all(id=True)} for page in pages
    }
    return lambda path: known[path.resolve()]


def test_a_foreign_load_is_seen():
    soup = BeautifulSoup(
        """<a href="https://example.org">link</a><link rel="canonical" href="https://example.org">
        <img src="https://example.org/a.png"><script src="//example.org/a.js"></script>
        <img src="a.png" srcset="a.png 1x, http://example.org/b.png 2x">
        <img src="data:image/png;base64,AA">""",
        "html.parser",
    )
    assert foreign_loads(soup) == [
        "https://example.org/a.png",
        "//example.org/a.js",
        "http://example.org/b.png",
    ]


def test_a_broken_link_is_seen(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("")
    html = """<a href="page.html#here"></a><a href="#here"></a><a href="#gone"></a>
        <a href="missing.html"></a><img src="missing.png"><a href="https://example.org"></a>"""
    soup = BeautifulSoup(html, "html.parser")
    assert broken(page, soup, lambda _path: {"here"}) == ["#gone", "missing.html", "missing.png"]


def test_nothing_is_loaded_from_another_host(site, pages):
    found = {page.name: foreign_loads(page.soup) for page in pages}
    assert {name: loads for name, loads in found.items() if loads} == {}
    for style in site.rglob("*.css"):
        text = style.read_text("utf-8")
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", text), style


def test_every_link_within_the_site_leads_somewhere(relative_pages, ids):
    found = {page.name: broken(page.path, page.soup, ids) for page in relative_pages}
    assert {name: links for name, links in found.items() if links} == {}


def test_every_address_is_relative(relative_pages):
    """The site works from any sub-path and from disk."""
    for page in relative_pages:
        absolute = [a for _tag, a in addresses(page.soup) if a.startswith(("/", "file:"))]
        assert absolute == [], page.name


def test_every_page_can_be_reached(site, pages):
    reached, waiting = set(), [site / "index.html"]
    soups = {page.path.resolve(): page.soup for page in pages}
    while waiting:
        path = waiting.pop().resolve()
        if path in reached or path not in soups:
            continue
        reached.add(path)
        links = (urlsplit(a["href"]).path for a in soups[path].select("a[href]"))
        waiting += [path.parent / unquote(link) for link in links if link.endswith(".html")]
    own = {Path(site / name).resolve() for name in ("404.html", "search.html", "genindex.html")}
    assert set(soups) - reached - own == set()
