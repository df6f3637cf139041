"""Every word that a page introduces stands in the glossary, and every word there is used.

A page introduces a word by setting it bold; bold text that ends in a full stop or a colon is
a heading within a paragraph.  Words in other forms, and what is only emphasised, are listed here.
"""

import re

import pytest
from bs4 import BeautifulSoup

FORMS = {
    "affine": "affine map",
    "dead": "dead unit",
    "hidden": "hidden layer",
    "saturates": "saturation",
}
EMPHASISED = {
    "answer less target",
    "not a polynomial almost everywhere",
    "LeCun’s",
    "Glorot’s",
    "He’s",
}
FRAME_PAGES = {"index.html", "genindex.html", "search.html"}
# Where bold text is the name of something in the page's own frame.
FRAMES = "dl.py, .sphx-glr-thumbcontainer, .rubric, table, dt, .admonition-title, .caption"


def glossary(soup):
    """Return each entry's names and text."""
    entries, names = [], []
    for node in soup.select("dl.glossary > *"):
        if node.name == "dt":
            names = [*names, node.get_text().removesuffix("¶").strip()]
        else:
            entries.append((names, node.get_text()))
            names = []
    return entries


def key(word):
    """Return a word as the glossary has it: small, and without the s of several."""
    word = " ".join(word.lower().split())
    return FORMS.get(word, word).removesuffix("s")


def introduced(soup):
    """List what is set bold in the text of a page, to introduce it."""
    article = BeautifulSoup(str(soup.select_one("article") or soup), "html.parser")
    for frame in article.select(FRAMES):
        frame.decompose()
    bold = [
        node
        for node in article.select("strong, b:not([role=img])")
        if not node.select_one(".katex")
    ]
    texts = [node.get_text().strip() for node in bold]
    return [text for text in texts if not text.endswith((".", ":")) and text not in EMPHASISED]


def undefined(soup, defined):
    """List the words that a page introduces and that are not defined."""
    known = {key(name) for name in defined}
    return [word for word in introduced(soup) if key(word) not in known]


@pytest.fixture(scope="module")
def entries(pages):
    (page,) = (page for page in pages if page.name == "glossary.html")
    found = glossary(page.soup)
    assert found
    return found


@pytest.fixture(scope="module")
def texts(pages):
    """The words of each page but the glossary, in small letters."""
    return {
        page.name: " ".join(page.soup.select_one("article").get_text(" ").lower().split())
        for page in pages
        if page.name not in {"glossary.html", "genindex.html", "search.html"}
        and page.soup.select_one("article")
    }


def test_a_word_that_is_not_defined_is_seen():
    soup = BeautifulSoup(
        """<article><p>A <strong>weight</strong>, two <strong>Weights</strong> and a
        <strong>gizmo</strong>. <strong>In short.</strong> And so on.</p>
        <table><tr><td><strong>sum</strong></td></tr></table></article>""",
        "html.parser",
    )
    assert undefined(soup, ["weight"]) == ["gizmo"]


def test_an_entry_has_all_its_names():
    soup = BeautifulSoup(
        """<dl class="glossary"><dt>unit<a>¶</a></dt><dt>neuron<a>¶</a></dt><dd>One.</dd>
        <dt>ulp<a>¶</a></dt><dd>Last.</dd></dl>""",
        "html.parser",
    )
    assert [names for names, _ in glossary(soup)] == [["unit", "neuron"], ["ulp"]]


def test_every_word_that_a_page_introduces_is_in_the_glossary(pages, entries):
    defined = [name for names, _ in entries for name in names]
    found = {
        page.name: undefined(page.soup, defined) for page in pages if page.name not in FRAME_PAGES
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_what_is_listed_here_is_needed(pages):
    bold = {" ".join(node.get_text().split()) for page in pages for node in page.soup("strong")}
    assert bold >= EMPHASISED


def test_every_word_of_the_glossary_is_used_on_a_page(entries, texts):
    unused = [
        names
        for names, _ in entries
        if not any(
            re.search(rf"\b{re.escape(name.lower())}(s|es)?\b", text)
            for name in names
            for text in texts.values()
        )
    ]
    assert unused == []


def test_no_word_is_defined_twice_or_by_nothing(entries):
    names = [name.lower() for names, _ in entries for name in names]
    assert len(names) == len(set(names))
    assert all(len(text.split()) > 4 for _, text in entries)
