"""A question is answered by mouse, finger and keys, also without a script, and says why."""

import re

import pytest

from playwright.sync_api import expect  # isort: skip

PAGE = "tutorial/ten_minutes.html"
SETTINGS = (
    {},
    {"java_script_enabled": False},
    {"has_touch": True, "viewport": {"width": 375, "height": 800}},
)


def spoken(page):
    """Return the texts that stand in polite live regions, as a screen reader is told them."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}

    def polite(node):
        return any(
            value["name"] == "live" and value["value"]["value"] == "polite"
            for value in node.get("properties", ())
        )

    def within(node):
        return polite(node) or ("parentId" in node and within(by_id[node["parentId"]]))

    return [
        node["name"]["value"]
        for node in tree
        if node["role"]["value"] == "StaticText" and within(node)
    ]


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_chosen_reply_shows_and_another_can_be_tried(visit, settings):
    page = visit(PAGE, **settings)
    question = page.locator(".question").first
    answers, replies = question.locator("summary"), question.locator("summary + div")

    def places(boxes):
        top = question.bounding_box()["y"]
        return [
            (box["x"], box["y"] - top, box["height"])
            for box in (one.bounding_box() for one in boxes.all())
        ]

    before = places(answers)
    assert all(height >= 44 for *_, height in before)
    for k in range(answers.count()):
        if settings.get("has_touch"):
            answers.nth(k).tap()
        else:
            answers.nth(k).click()
        for other in range(answers.count()):
            expect(replies.nth(other)).to_be_visible(visible=other == k)
        assert places(answers) == before
        ((_, top, _),) = places(replies.nth(k))
        assert top >= max(above + height for _, above, height in before)


def test_the_keyboard_answers_and_the_reply_is_announced(visit):
    page = visit(PAGE)
    question = page.locator(".question").first
    answers, replies = question.locator("summary"), question.locator("summary + div p")
    answers.first.focus()
    page.keyboard.press("Enter")
    expect(replies.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(answers.nth(1)).to_be_focused()
    says = re.sub(r"^\W+", "", replies.nth(1).text_content())
    assert says not in "".join(spoken(page))
    page.keyboard.press("Space")
    expect(replies.nth(1)).to_be_visible()
    assert says.split("\n")[0] in "".join(spoken(page))


def test_paper_has_the_right_answer(visit):
    page = visit(PAGE)
    page.emulate_media(media="print")
    question = page.locator(".predict").first
    for answer in question.locator("details").all():
        right = "right" in (answer.get_attribute("class") or "")
        expect(answer.locator("div")).to_be_visible(visible=right)
