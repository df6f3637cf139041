"""Code that folds opens by itself and all at once, is copied, and keeps off paper."""

import pytest
from pages import SITE

from playwright.sync_api import expect  # isort: skip

UNITS, PAIRS = "tutorial/units.html", "theory/pairs.html"
REFUSED = """Object.defineProperty(window, "localStorage", {
  configurable: true,
  get() { throw new DOMException("Access is denied", "SecurityError"); },
});"""


def parts(page):
    """Return how many parts of a page fold, and how many of them are open."""
    return page.locator("details.code").count(), page.locator("details.code[open]").count()


def test_the_switch_opens_all_and_is_remembered_for_the_site(visit, address):
    page = visit(UNITS)
    count, opened = parts(page)
    assert count > 3
    assert opened == 0
    page.get_by_role("button", name="Show all code").click()
    assert parts(page) == (count, count)
    page.goto(address + PAIRS)
    count, opened = parts(page)
    assert opened == count > 3
    page.get_by_role("button", name="Hide the code").click()
    page.goto(address + UNITS)
    assert parts(page)[1] == 0
    expect(page.get_by_role("button", name="Show all code")).to_be_visible()


@pytest.mark.parametrize("base", ["", f"{SITE.as_uri()}/"], ids=["served", "from disk"])
def test_the_switch_works_on_the_page_where_the_browser_keeps_nothing(chromium, address, base):
    page = chromium.new_page()  # no visit: a script of the theme, in the page, fails and is alone
    page.add_init_script(REFUSED)
    page.goto((base or address) + UNITS)
    page.get_by_role("button", name="Show all code").click()
    count, opened = parts(page)
    assert opened == count > 3
    page.get_by_role("button", name="Hide the code").click()
    assert parts(page) == (count, 0)
    page.close()


def test_without_script_each_part_opens_by_itself(visit):
    page = visit(UNITS, java_script_enabled=False)
    expect(page.locator(".code-switch")).to_be_hidden()
    part = page.locator("details.code").first
    expect(part.locator("pre")).to_be_hidden()
    part.locator("summary").click()
    expect(part.locator("pre")).to_be_visible()


def test_folded_code_is_copied_as_any_other(visit):
    page = visit(UNITS, permissions=["clipboard-read", "clipboard-write"])
    part = page.locator("details.code").nth(1)
    part.locator("summary").click()
    part.locator("pre").hover()
    part.locator("button.copybtn").click()
    expect(part.locator("button.copybtn")).to_have_class("copybtn o-tooltip--left success")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == part.locator("pre").inner_text().strip()


def test_on_paper_folded_code_is_away_and_opened_code_is_there(visit):
    page = visit(UNITS)
    page.locator("details.code summary").nth(1).click()
    page.emulate_media(media="print")
    shown = [part.is_visible() for part in page.locator("details.code").all()]
    assert shown == [k == 1 for k in range(len(shown))]
    assert page.locator("details.code pre").nth(1).is_visible()
    expect(page.locator("details.code summary").nth(1)).to_be_hidden()
    for left_behind in (".code-switch", ".progress"):
        expect(page.locator(left_behind)).to_be_hidden()
