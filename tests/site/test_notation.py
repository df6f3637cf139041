"""Every letter of a formula stands on the page of notation, for all pages or for its own.

A row there that names the index of a chapter is for all pages of the chapter.
"""

import posixpath
import re

import pytest
from bs4 import BeautifulSoup

NOTATION = "reference/notation.html"
GREEK = (
    "alpha beta gamma delta epsilon eta theta kappa lambda mu nu pi rho sigma tau phi chi xi omega"
)
LETTERS = {f"\\{name}": f"\\{name}" for name in GREEK.split()}
LETTERS |= {f"\\{name.title()}": f"\\{name.title()}" for name in GREEK.split()}
LETTERS |= {"\\varphi": "\\varphi", "\\varepsilon": "\\varepsilon"}
LETTERS |= {"\\ell": "\\ell", "\\partial": "\\partial"}
WORDS = r"\\(?:mathrm|mathbf|operatorname|text|textrm|begin|end|hspace|phantom)\*?\{[^}]*\}"


def letters(tex):
    """Return the letters of a formula, each without indices; words in it have none."""
    tex = re.sub(r"\\\\(?:\[[^\]]*\])?", " ", re.sub(WORDS, " ", tex))
    found = set(re.findall(r"\\[A-Za-z]+|[A-Za-z]", tex))
    return {LETTERS.get(mark, mark) for mark in found if mark in LETTERS or len(mark) == 1}


def formulas(node):
    """Return the TeX of everything that is set as a formula."""
    return [note.get_text() for note in node.select('annotation[encoding="application/x-tex"]')]


def used(node):
    """Return the letters of all formulas within a node."""
    return {letter for tex in formulas(node) for letter in letters(tex)}


def rows(table):
    return [row.select("td") for row in table.select("tbody tr")]


def explained(soup):
    """Return the letters for all pages, and those of single pages by their names."""
    everywhere, single = soup.select("article table")
    shared = {letter for row in rows(everywhere) for letter in used(row[0])}
    own = {}
    for pages, letter, *_ in rows(single):
        for link in pages.select("a[href]"):
            name = posixpath.normpath(posixpath.join("reference", link["href"].partition("#")[0]))
            own.setdefault(name, set()).update(used(letter))
    return shared, own


def test_letters_are_read_without_words_and_indices():
    tex = r"\begin{aligned} L = \operatorname{relu}(w_{1k}) \\[6pt] \delta^{(l)} \end{aligned}"
    assert letters(tex) == {"L", "w", "k", "\\delta", "l"}
    assert letters(r"\text{any number:} \quad \sigma(z) \le \mathrm{slope} \ell") == {
        *("\\sigma", "z", "\\ell")
    }


def test_a_letter_that_is_not_explained_is_seen():
    page = BeautifulSoup(
        '<math><annotation encoding="application/x-tex">z = q x</annotation></math>', "html.parser"
    )
    assert used(page) - {"z", "x"} == {"q"}


def known(notation, name):
    """Return the letters that a page may use."""
    shared, own = notation
    chapter = f"{name.partition('/')[0]}/index.html"
    return shared | own.get(name, set()) | own.get(chapter, set())


@pytest.fixture(scope="module")
def notation(pages):
    (page,) = (page for page in pages if page.name == NOTATION)
    return explained(page.soup)


def test_every_letter_is_explained(pages, notation):
    found = {
        page.name: sorted(used(page.soup) - known(notation, page.name))
        for page in pages
        if page.name != NOTATION
    }
    assert {name: unknown for name, unknown in found.items() if unknown} == {}


def test_every_letter_that_is_explained_is_used(pages, notation):
    shared, own = notation
    by_name = {page.name: used(page.soup) for page in pages if page.name != NOTATION}
    assert shared <= set().union(*by_name.values())
    assert {
        name: gone
        for name, theirs in own.items()
        if not name.endswith("index.html") and (gone := theirs - by_name[name])
    } == {}
