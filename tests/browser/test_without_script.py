"""With JavaScript off, every page says what it says with it, and menus and downloads work."""

import pytest

from playwright.sync_api import expect  # isort: skip


def text(page):
    """Return the words of a page but for what moves, which says itself what it needs or hides."""
    page.locator(".playground, .code-switch").evaluate_all("all => all.map((one) => one.remove())")
    return page.locator("article").inner_text().split()


def test_every_page_says_the_same(visit, names, address):
    pages = visit(names[0]), visit(names[0], java_script_enabled=False)
    for name in names:
        if name != "search.html":
            for page in pages:
                page.goto(address + name)
            with_script, without = map(text, pages)
            assert without == with_script, name


def test_the_search_page_says_a_sentence(visit):
    page = visit("search.html", java_script_enabled=False)
    assert "needs JavaScript" in page.locator("article").inner_text()


@pytest.mark.parametrize("width", [375, 1280])
def test_menus_open(visit, width):
    size = {"width": width, "height": 800}
    page = visit("tutorial/purpose.html", java_script_enabled=False, viewport=size)
    link = page.locator("#contents").get_by_role("link", name="Glossary")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Contents").click()
    box = page.get_by_label("Toggle navigation of Activation functions")
    page.locator(f"label[for={box.get_attribute('id')}]").click()
    expect(page.locator("#contents").get_by_role("link", name="Atlas")).to_be_visible()
    expect(page.locator(".theme-toggle:visible")).to_have_count(0)
    link.click()
    page.wait_for_url("**/glossary.html")


def test_formulas_are_typeset(visit):
    page = visit("tutorial/network.html", java_script_enabled=False)
    for box in [formula.bounding_box() for formula in page.locator(".katex-html").all()]:
        assert box["width"] > 0
        assert box["height"] > 0
    assert page.locator(".katex-html .mathnormal").first.evaluate(
        "letter => document.fonts.check(`16px ${getComputedStyle(letter).fontFamily}`)"
    )


def test_downloads_arrive(visit, site):
    page = visit("tutorial/purpose.html", java_script_enabled=False)
    with page.expect_download() as download:
        page.get_by_role("link", name="purpose.py").click()
    own = next((site / "_downloads").rglob("purpose.py"))
    assert download.value.path().read_bytes() == own.read_bytes()
