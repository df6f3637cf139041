"""The search speaks the learner's words: it finds the right pages, served and from disk."""

import tomllib
from pathlib import Path

import pytest

QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))
TYPED = ("momentum", "dead neuron", "classify")
FIRST = """queries => queries.map(query => {
  document.getElementById("search-results").replaceChildren();
  Search.performSearch(query);
  return [...document.querySelectorAll("#search-results li a")].slice(0, 3)
    .map(link => link.getAttribute("href").replace(/[.]html.*/, ""));
})"""


@pytest.fixture
def from_disk(visit, site):
    """Return a function that opens a page of the site from disk."""
    return lambda name: visit(name, base=f"{site.as_uri()}/")


def test_what_learners_type_is_answered_among_the_first_three(from_disk):
    found = from_disk("search.html").evaluate(FIRST, list(QUERIES))
    missed = [
        f"{query!r} finds {' '.join(first)}, none of: {wanted}"
        for (query, wanted), first in zip(QUERIES.items(), found, strict=True)
        if not set(first) & set(wanted.split())
    ]
    assert len(QUERIES) >= 100
    assert missed == [], "give these words to a page in docs/_ext/search_words.toml"


@pytest.mark.parametrize("query", TYPED)
@pytest.mark.parametrize("disk", [False, True], ids=["served", "from disk"])
def test_what_is_typed_is_found_and_described(visit, from_disk, query, disk):
    page = (from_disk if disk else visit)("index.html")
    page.locator("input[name=q]").first.fill(query)
    page.keyboard.press("Enter")
    results = page.locator("#search-results li")
    results.first.wait_for()
    first = results.all()[:3]
    pages = [result.locator("a").get_attribute("href").split(".html")[0] for result in first]
    assert set(pages) & set(QUERIES[query].split())
    assert all(result.locator("p").inner_text() for result in first)


def test_a_result_leads_to_its_page(from_disk):
    page = from_disk("search.html?q=momentum")
    link = page.locator("#search-results li a").first
    title = link.inner_text()
    link.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text().startswith(title)
    assert "momentum" in page.locator("article").inner_text().lower()


def test_a_term_is_defined_and_the_bibliography_comes_last(from_disk):
    page = from_disk("search.html?q=saddle+point")
    term = page.locator("#search-results li", has_text="Glossary: saddle point")
    assert "no slope" in term.locator("p").inner_text()
    page = from_disk("search.html?q=local+minimum")
    last = page.locator("#search-results li a").last
    assert last.get_attribute("href").startswith("bibliography.html")


def test_what_is_nowhere_is_not_found(from_disk):
    page = from_disk("search.html?q=zzyzx")
    assert "did not match any" in page.locator("#search-results").inner_text()
