"""Without a mouse: the focus is seen, the menus open, the text can be reached at once."""

import pytest

OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 800}


def test_the_first_stop_leads_past_the_menus(visit):
    page = visit("tutorial/purpose.html", viewport=WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_stop_is_seen_and_lies_on_the_page(visit, size):
    page = visit("tutorial/purpose.html", viewport=size, reduced_motion="reduce")
    stops = 0
    while stops < 400:
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
              const on = document.activeElement;
              // A box of the menu is out of sight; its button shows the focus in its place.
              const shown = on.type === "checkbox" ? on.labels[0] : on;
              const box = shown?.getBoundingClientRect();
              return {
                body: on === document.body,
                name: on.outerHTML.slice(0, 120),
                outline: shown && getComputedStyle(shown).outlineStyle,
                inside: box && box.width > 0 && box.right > 0 && box.left < innerWidth,
              };
            }"""
        )
        if where["body"]:
            break
        assert where["outline"] not in {"none", None}, where
        assert where["inside"], where
        stops += 1
    assert 20 < stops < 400


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_contents_open_with_the_space_bar_and_close_with_escape(visit, size):
    page = visit("tutorial/purpose.html", viewport=size, reduced_motion="reduce")
    link = page.locator("#contents").get_by_role("link", name="Glossary")
    button = page.get_by_role("button", name="Contents")
    assert not link.is_visible()
    button.focus()
    page.keyboard.press("Space")
    assert link.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#contents') !== null")
    page.get_by_label("Toggle navigation of Activation functions").focus()
    page.keyboard.press("Space")
    assert page.locator("#contents").get_by_role("link", name="Atlas").is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_a_link_to_a_section_closes_the_contents(visit):
    page = visit("tutorial/purpose.html", viewport=NARROW, reduced_motion="reduce")
    page.get_by_role("button", name="Contents").click()
    links = page.locator("#contents .toc-tree a:visible")
    links.last.click()
    assert not page.locator("#contents").is_visible()
    heading = page.locator(f"[id='{page.url.split('#')[1]}'] > :is(h2, h3)")
    assert heading.bounding_box()["y"] >= page.locator(".bar").bounding_box()["height"]


def test_nothing_moves_for_those_who_want_it_still(visit):
    page = visit("tutorial/purpose.html", reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          return style.transitionDuration !== "0s" && style.transitionProperty !== "none";
        }).length"""
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
