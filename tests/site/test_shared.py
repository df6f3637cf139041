"""What others see of a page: its description, its card, its place in the order; and its footer."""

import hashlib
import re
import zipfile
from io import BytesIO

import pytest


def _meta(page, name):
    tags = page.soup.select(f'meta[name="{name}"], meta[property="{name}"]')
    assert len(tags) <= 1, (page.name, name)
    return tags[0]["content"] if tags else None


def test_every_page_is_described_in_its_own_words(pages):
    written = [page for page in pages if page.soup.select_one(".next-page, .prev-page")]
    descriptions = {page.name: _meta(page, "description") for page in written}
    for name, text in descriptions.items():
        assert text, name
        assert 15 <= len(text) <= 300, (name, text)
        assert not re.search(r"[\\`<>]", text), (name, text)
    assert len(set(descriptions.values())) == len(written)


def test_cards_say_what_the_page_says(pages):
    for page in pages:
        title = _meta(page, "og:title")
        alone = page.name == "index.html"  # above the start page the browser shows the project
        assert (title in page.soup.title.get_text()) != alone, page.name
        assert _meta(page, "og:description") == _meta(page, "description"), page.name


def test_pages_name_their_address_if_there_is_one(pages, site, base):
    for page in pages:
        named = page.soup.select('link[rel="canonical"], meta[property="og:image"]')
        assert len(named) == (2 if base else 0), page.name
    assert (site / "sitemap.xml").exists() == bool(base)


def test_no_page_asks_a_browser_to_fetch_ahead_what_its_policy_refuses(pages):
    for page in pages:
        assert not page.soup.select('[rel~="next"], [rel~="prev"], [rel~="prefetch"]'), page.name


def test_next_follows_the_argument(pages, scripts):
    by_path = {page.path.resolve(): page for page in pages}
    (page,) = (page for page in pages if page.name == "index.html")
    read = []
    while link := page.soup.select_one("a.next-page"):
        page = by_path[(page.path.parent / link["href"]).resolve()]
        read.append(page.name.removesuffix(".html"))
    assert len(read) == len(set(read))
    assert set(scripts) <= set(read)
    parts = list(dict.fromkeys(name.partition("/")[0] for name in read))
    order = [
        "tutorial",
        "explaining",
        "activations",
        "training",
        "geometry",
        "beyond",
        "theory",
        "quickstart",
    ]
    assert [part for part in parts if part in order] == [part for part in order if part in parts]


def test_every_card_of_a_gallery_has_a_picture(pages, scripts):
    for page in pages:
        gallery, _, rest = page.name.partition("/")
        if rest == "index.html" and any(script.startswith(f"{gallery}/") for script in scripts):
            cards = page.soup.select(".sphx-glr-thumbcontainer")
            assert len(cards) == sum(script.startswith(f"{gallery}/") for script in scripts)
            for card in cards:
                modes = ("img.only-light[src*=thumb]", "img.only-dark[src*=thumb]")
                still = all(card.select_one(mode) for mode in modes)
                assert still or card.select_one("svg .film"), page.name


def test_the_footer_tells_version_and_date_and_what_to_take_along(pages):
    for page in pages:
        footer = page.soup.select_one("footer .about-site")
        assert re.match(r"actdemo \d+\.\d+\.\d+ of \d{4}-\d\d-\d\d\.", footer.get_text(strip=True))
        links = [link["href"].rpartition("/")[2] for link in footer.find_all("a")]
        assert {"cite.html", "#"} & set(links)
        assert "actdemo-site.zip" in links
        assert any(re.fullmatch(r"actdemo-[\d.]+-py3-none-any\.whl", link) for link in links)


def test_the_citation_is_that_of_the_project(pages, root):
    (page,) = (page for page in pages if page.name == "cite.html")
    bibtex, apa = (block.get_text() for block in page.soup.select(".cell_output"))
    told = dict(re.findall(r"(?m)^([\w-]+): (.+)$", (root / "CITATION.cff").read_text("utf-8")))
    for form in (bibtex, apa):
        assert told["title"] in form
        assert told["version"] in form
        assert "The actdemo authors" in form
    assert bibtex.count("{") == bibtex.count("}")


def test_the_zip_is_the_site_without_itself(site):
    with zipfile.ZipFile(site / "actdemo-site.zip") as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert {name.partition("/")[0] for name in archive.namelist()} == {"actdemo-site"}
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert set(files) == there - {"actdemo-site.zip", ".buildinfo"}
    for name, data in files.items():
        if name.endswith(".html"):
            assert b"actdemo-site.zip" not in data, name
        else:
            assert data == (site / name).read_bytes(), name


def test_the_wheel_has_the_same_bytes_whenever_it_is_built(site):
    (wheel,) = (site / "wheel").glob("*.whl")
    with zipfile.ZipFile(BytesIO(wheel.read_bytes())) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
    assert len(dates) == 1


def test_joined_files_carry_their_checksum(pages, site):
    for page in pages:
        for name in ("joined.css", "joined.js"):
            (tag,) = page.soup.select(f'[href*="{name}"], [src*="{name}"]') or [None]
            if tag is None:
                pytest.fail(f"{page.name} lacks {name}")
            address = tag.get("href") or tag.get("src")
            digest = hashlib.sha256((site / "_static" / name).read_bytes()).hexdigest()
            assert address.endswith(f"{name}?v={digest[:8]}"), page.name


def test_language_models_find_every_page_with_its_title_and_its_words(pages, site, base):
    """In llms.txt; and crawlers, where there is an address, find the list of addresses."""
    lines = (site / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0] == "# actdemo"
    assert lines[2].startswith("> ")
    listed = [line for line in lines if line.startswith("- ")]
    written = [page for page in pages if page.soup.select_one(".prev-page")]
    assert sorted(listed) == sorted(
        f"- [{_meta(page, 'og:title')}]({base}{page.name}): {_meta(page, 'description')}"
        for page in written
    )
    captions = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    (home,) = (page for page in pages if page.name == "index.html")
    menu = home.soup.select("#contents .sidebar-tree .caption")
    assert captions == [caption.get_text(strip=True) for caption in menu]
    assert (site / "robots.txt").exists() == bool(base)


def test_the_changelog_is_that_of_the_project(pages, root):
    (page,) = (page for page in pages if page.name == "changelog.html")
    text = (root / "CHANGELOG.md").read_text("utf-8")
    assert len(page.soup.select("article li")) == len(re.findall("(?m)^- ", text))
    assert page.soup.h1.get_text().startswith("Changelog")


def test_every_promise_names_a_test(pages, root):
    (page,) = (page for page in pages if page.name == "accessibility.html")
    promises, named = page.soup.select("article dt"), page.soup.select("article dd")
    assert len(promises) == len(named) > 15
    tests = [one.get_text(strip=True) for one in named]
    assert len(set(tests)) == len(tests)
    for test in tests:
        path, name = test.split("::")
        assert f"\ndef {name}(" in (root / path).read_text("utf-8"), test


def test_links_that_need_a_repository_are_there_if_it_is_named(pages):
    for page in pages:
        named = len(page.soup.select("a[rel=edit]"))
        assert len(page.soup.select("a[rel=help]")) == named, page.name
        assert named or not page.soup.select('a[href*="colab"]'), page.name
