"""The printed book: light, with a title, contents, bookmarks, links, and no page nearly bare."""

import re
from html import unescape
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

BUILD = Path(__file__).parents[2] / "docs" / "_build"
BOOK = BUILD / "actdemo.pdf"
MARGIN = 45  # points; 16 mm, as the print style sheet says
FOOT = 50  # points, for the number of the page
FEW = 6  # lines


@pytest.fixture(scope="module")
def book():
    with pikepdf.open(BOOK) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def sheets():
    return list(pypdfium2.PdfDocument(BOOK))


@pytest.fixture(scope="module")
def texts(sheets):
    """What stands on each page, ready to be read."""
    return [sheet.get_textpage() for sheet in sheets]


@pytest.fixture(scope="module")
def links(book):
    """The links of each page: all that can be clicked."""
    return [
        [note for note in page.get("/Annots", ()) if note.Subtype == "/Link"]
        for page in book.pages
    ]


@pytest.fixture(scope="module")
def places(book):
    """The number of the page where each place is that a link leads to."""
    pages = {page.objgen: number for number, page in enumerate(book.pages, start=1)}
    return {name: pages[place[0].objgen] for name, place in book.Root.Dests.items()}


@pytest.fixture(scope="module")
def contents(texts, links, places):
    """The lines of the contents, by the place to which each leads."""
    pages = range(1, places["/index.html"] - 1)
    assert "".join(texts[1].get_text_range().split()).startswith("Contents")
    return {
        link.Dest: texts[page].get_text_bounded(*map(float, link.Rect))
        for page in pages
        for link in links[page]
    }


def test_it_weighs_less_than_ten_megabytes():
    assert BOOK.stat().st_size < 10_000_000


def test_a_title_page_says_what_it_is_and_of_when(texts):
    title, *claim, edition, number = texts[0].get_text_range().splitlines()
    assert title == "actdemo"
    assert "straight line" in " ".join(claim)
    assert re.fullmatch(r"actdemo \d+\.\d+\.\d+ of \d{4}-\d\d-\d\d", edition)
    assert number == "1"


@pytest.fixture(scope="module")
def titles():
    """The titles of the site's pages, by the place of each in the book."""
    site, found = BUILD / "html", {}
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        if 'class="pager"' in html:
            title = re.search("<h1>(.*?)<a", html)[1]
            found[f"/{path.relative_to(site).as_posix()}"] = unescape(re.sub("<.*?>", "", title))
    return found


def test_the_contents_name_the_page_of_every_chapter(contents, places, titles):
    assert contents.keys() == titles.keys()
    for place, line in contents.items():
        assert "".join(line.split()).endswith(str(places[place])), line


def test_each_page_bears_the_number_that_the_contents_mean(texts):
    for number, text in enumerate(texts, start=1):
        foot = text.get_text_bounded(top=FOOT)
        assert foot.strip() == str(number)


def test_bookmarks_lead_to_every_chapter(places, titles):
    marks = pypdfium2.PdfDocument(BOOK).get_toc()
    found = {(mark.get_title(), mark.get_dest().get_index() + 1) for mark in marks}
    assert {(title, places[place]) for place, title in titles.items()} <= found


def test_every_link_leads_to_a_place_in_the_book_or_to_another_site(links, places):
    every = [link for page in links for link in page]
    assert len(every) > 1000
    for link in every:
        assert link.Dest in places if "/Dest" in link else str(link.A.URI).startswith("http")


def test_no_text_is_wider_than_the_page(sheets, texts):
    for sheet, text in zip(sheets, texts, strict=True):
        for left, _, right, _ in map(text.get_rect, range(text.count_rects())):
            assert MARGIN - 3 < left < right < sheet.get_width() - MARGIN + 3


def test_no_page_is_nearly_bare(sheets, texts):
    bare = []
    for number, (sheet, text) in enumerate(zip(sheets, texts, strict=True), start=1):
        lines = text.get_text_range().splitlines()[:-1]
        image = sheet.render(crop=(0, FOOT, 0, 0), grayscale=True).to_pil().convert("L")
        filled = ImageChops.invert(image).getbbox()[3] / sheet.get_height()
        if filled < 1 / 6 or (len(lines) < FEW and filled < 1 / 2):
            bare.append((number, lines))
    assert bare[1:] == []  # the first is the title
