"""Cards: pictures that move when asked to, tags, and what is related, for everyone."""

import pytest

FRAMES = """card => [...card.querySelectorAll(".film > g")]
    .flatMap((frame, k) => getComputedStyle(frame).visibility === "visible" ? [k] : [])"""
AT = """(card, time) => {
    const all = card.getAnimations({subtree: true});
    for (const one of all) one.currentTime = time;
    return all.length;
}"""
END = """card => Math.max(...card.getAnimations({subtree: true})
    .map(one => one.effect.getComputedTiming().endTime))"""
HELD = ".film > g { animation-play-state: paused !important }"  # what ends is not listed
CREASES, SPACE = "Creases", "Hidden space"


def card_of(page, name):
    link = page.get_by_role("link", name=name, exact=True)
    return page.locator("article .sphx-glr-thumbcontainer").filter(has=link)


@pytest.fixture
def from_disk(visit, site):
    """Return a function that opens a page of the site from disk."""
    return lambda name, **how: visit(name, base=f"{site.as_uri()}/", **how)


@pytest.mark.parametrize("name", [CREASES, SPACE])
@pytest.mark.parametrize("asks", ["pointer", "keyboard"])
def test_a_picture_moves_once_while_its_card_is_pointed_at(visit, name, asks):
    page = visit("geometry/index.html")
    page.add_style_tag(content=HELD)
    card = card_of(page, name)
    last = card.locator(".film > g").count() - 1
    assert card.evaluate(FRAMES) == [last]
    assert card.evaluate(AT, 0) == 0
    card.locator("a").first.focus() if asks == "keyboard" else card.hover()
    assert card.evaluate(END) <= 5000
    assert card.evaluate(AT, 1) == last + 1
    assert card.evaluate(FRAMES) == [0]
    assert card.evaluate(AT, 2001)
    (middle,) = card.evaluate(FRAMES)
    assert 0 < middle < last
    card.evaluate(AT, 5000)
    assert card.evaluate(AT, 0) == 0
    assert card.evaluate(FRAMES) == [last]


def test_it_stands_still_for_who_wants_less_motion(visit):
    page = visit("geometry/index.html", reduced_motion="reduce")
    for name in (CREASES, SPACE):
        card = card_of(page, name)
        card.hover()
        assert card.evaluate(AT, 0) == 0
        assert card.evaluate(FRAMES) == [card.locator(".film > g").count() - 1]


def test_it_stands_still_on_paper_and_nothing_else_of_the_cards_is_there(visit):
    page = visit("geometry/index.html")
    page.emulate_media(media="print")
    assert len(card_of(page, CREASES).evaluate(FRAMES)) == 1
    assert page.locator(".tags").count() > 3
    assert page.locator(".tags:visible").count() == 0
    page = visit("geometry/creases.html")
    assert page.locator(".related").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".related").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_tag_leads_to_the_pages_that_share_it(from_disk, script):
    page = from_disk("geometry/index.html", java_script_enabled=script)
    tag = page.get_by_role("link", name="linear regions").first
    assert tag.bounding_box()["height"] >= 24
    tag.click()
    page.wait_for_url("**/topics.html#topic-linear-regions")
    topic = page.locator("#topic-linear-regions")
    assert topic.inner_text().startswith("linear regions")
    listed = topic.locator("+ dd a")
    assert listed.all_inner_texts()[:2] == ["Flat pieces", "Counting pieces"]
    listed.first.click()
    page.wait_for_url("**/geometry/flat_pieces.html")


@pytest.mark.parametrize("width", [1280, 375])
def test_a_card_leads_to_the_page_that_it_shows(from_disk, width):
    page = from_disk("training/dying.html", viewport={"width": width, "height": 800})
    cards = page.locator(".related .sphx-glr-thumbcontainer")
    tops = {round(card.bounding_box()["y"]) for card in cards.all()}
    assert len(tops) == (1 if width == 1280 else 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    link = cards.first.locator("a")
    name, shown = link.inner_text(), cards.first.locator("p").last.inner_text()
    link.focus()
    assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator(".eyebrow .subject").text_content() == name
    assert page.locator("h1").inner_text().startswith(shown)
