"""A term shows its definition on its page, to a mouse, to keys and to a finger."""

import pytest

from playwright.sync_api import expect  # isort: skip

PAGE, TERM = "training/dying.html", "learning rate"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 700}


def parts(page):
    """Return a term's link and its definition."""
    return page.get_by_role("link", name=TERM, exact=True).first, page.locator(
        "#about-term-learning-rate"
    )


@pytest.fixture(params=[False, True], ids=["served", "from disk"])
def base(request, address, site):
    return f"{site.as_uri()}/" if request.param else address


def test_the_mouse_shows_it_for_as_long_as_it_is_there(visit, base):
    page = visit(PAGE, base=base, viewport=WIDE)
    term, definition = parts(page)
    expect(definition).to_be_hidden()
    term.hover()
    expect(definition).to_be_visible()
    definition.hover()
    page.wait_for_timeout(500)
    expect(definition).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(definition).to_be_hidden()
    term.click()
    page.wait_for_url("**/glossary.html#term-learning-rate")


def test_the_focus_shows_it_and_escape_hides_it(visit, base):
    page = visit(PAGE, base=base, viewport=WIDE)
    term, definition = parts(page)
    page.keyboard.press("Tab")  # from now on, by keys
    term.focus()
    expect(definition).to_be_visible()
    expect(term).to_have_accessible_description(definition.inner_text().replace("\n", " "))
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(definition).to_be_hidden()
    page.keyboard.press("Tab")
    expect(definition).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-learning-rate")


def test_a_tap_shows_it_with_a_link_to_the_glossary(visit, base):
    page = visit(PAGE, base=base, viewport=NARROW, has_touch=True)
    term, definition = parts(page)
    for _ in range(2):
        term.tap()
        expect(definition).to_be_visible()
        page.get_by_role("heading", level=1).tap()
        expect(definition).to_be_hidden()
    assert page.url.endswith(PAGE)
    term.tap()
    definition.get_by_role("link").tap()
    page.wait_for_url("**/glossary.html#term-learning-rate")


def test_one_is_shown_at_a_time(visit):
    page = visit(PAGE, viewport=WIDE)
    for link in page.locator("article a:has(> .std-term)").all()[:4]:
        link.hover()
        shown = page.locator(".definition:popover-open")
        expect(shown).to_have_id(f"about-{link.get_attribute('href').split('#')[1]}")


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_every_definition_lies_in_the_window_and_leaves_its_term_in_sight(visit, width):
    page = visit(PAGE, viewport={"width": width, "height": 700})
    page.keyboard.press("Tab")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("article a:has(> .std-term)")].map(link => {
          link.focus();
          const term = link.getClientRects()[0];
          const box = document.querySelector(".definition:popover-open").getBoundingClientRect();
          return {
            ...box.toJSON(),
            apart: box.top >= term.bottom || box.bottom <= term.top,
            inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth
              && box.bottom <= innerHeight,
          };
        })"""
    )
    assert len(boxes) > 5
    assert [box for box in boxes if not (box["apart"] and box["inside"])] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_the_link_leads_to_the_glossary(visit):
    page = visit(PAGE, java_script_enabled=False)
    term, definition = parts(page)
    expect(definition).to_be_hidden()
    term.click()
    page.wait_for_url("**/glossary.html#term-learning-rate")
