"""Search finds the right page, served and from disk."""

import pytest

FINDS = {"momentum": "training", "saturation": "saturation", "classify": "classify"}


@pytest.mark.parametrize("word", FINDS)
@pytest.mark.parametrize("from_disk", [False, True])
def test_a_word_finds_its_page(visit, site, address, word, from_disk):
    base = f"{site.as_uri()}/" if from_disk else address
    page = visit("index.html", base=base)
    page.locator("input[name=q]").first.fill(word)
    page.keyboard.press("Enter")
    first = page.locator("#search-results li a").first
    first.wait_for()
    links = page.locator("#search-results li a").all()
    assert any(FINDS[word] in link.get_attribute("href") for link in links[:3])
    page.wait_for_load_state("networkidle")  # the excerpts
    first.click()
    page.wait_for_load_state()
    assert word in page.locator("article").inner_text().lower()
