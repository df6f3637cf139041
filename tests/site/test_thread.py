"""The pages read as one book: they open and end alike, and no sentence is there twice."""

import re
from collections import defaultdict

import pytest

SENTENCE = re.compile(r"(?<=[.!?:])\s+")
# What isn't the page's own prose: results, what explains the download, titles of other pages.
NOT_PROSE = (
    ".sphx-glr-download-link-note, pre, script, style, table, annotation, .katex-mathml, .result, "
    ".output, .sphx-glr-footer, .sphx-glr-thumbcontainer, .playground, a.reference"
)
FRAME = re.compile(
    r"(.*/)?(genindex|search|404|index|bibliography|changelog|cite|glossary|topics)\.html|reference/.*"
)
PAPER = {"teach/sheet.html", "teach/slides.html"}  # to be printed, each with a shape of its own
LONG = 7  # words that are no idiom


def text(element):
    return " ".join(element.get_text(" ").split())


@pytest.fixture(scope="module")
def own(pages):
    """The pages that tell something, by name."""
    return {
        page.name: page.soup
        for page in pages
        if not FRAME.fullmatch(page.name) and page.name not in PAPER
    }


def paragraphs(soup):
    found = soup.select("article p:not(.sphx-glr-download-link-note p, .admonition-title)")
    return [p for p in found if text(p) and not p.find_parent("details")]


def sentences(soup):
    """Yield the sentences of a page that are long enough to be somebody's own."""
    copy = type(soup)(str(soup), "html.parser")
    for element in copy.select(NOT_PROSE):
        element.decompose()
    for element in copy.select("article :is(p, li, dd):not(:has(p))"):
        yield from (one for one in SENTENCE.split(text(element)) if len(one.split()) >= LONG)


def repeated(pages):
    """Return the sentences that stand on several pages."""
    where = defaultdict(set)
    for name, soup in pages.items():
        for sentence in sentences(soup):
            where[sentence].add(name)
    return {one: sorted(names) for one, names in where.items() if len(names) > 1}


def test_every_page_says_first_what_it_shows_and_what_it_needs(own):
    for name, soup in own.items():
        if not soup.select(".eyebrow"):
            opening = " ".join(map(text, paragraphs(soup)[:2]))
            assert re.search(r"[Yy]ou need", opening), (name, opening)


def test_every_page_leads_on_at_its_end(own):
    for name, soup in own.items():
        assert paragraphs(soup)[-1].select("a"), name


def test_no_sentence_is_there_twice(own):
    assert repeated(own) == {}


def test_a_repetition_is_seen(own):
    soup = type(next(iter(own.values())))
    html = "<article><p>It is so. This sentence stands on two pages, word for word.</p></article>"
    twice = {name: soup(html, "html.parser") for name in "ab"}
    assert repeated(twice) == {"This sentence stands on two pages, word for word.": ["a", "b"]}
