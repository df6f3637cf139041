"""The slides and the sheet are made for paper: a page for each slide, one page for the sheet."""

import re

import pytest

LIGHT_ARE_THERE = """() => Promise.all(
    [...document.querySelectorAll("img.only-light")].map((image) => image.decode())
)"""
SLIDES = "article > section, article > section > section"


def paper(page):
    """Return the sizes of the pages that a printer gets, in points."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate(LIGHT_ARE_THERE)
    printed = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", printed)
    return [tuple(round(float(side)) for side in box) for box in boxes]


def test_each_slide_is_one_page_across(visit):
    page = visit("teach/slides.html", color_scheme="dark")
    slides = page.locator(SLIDES).count()
    assert slides > 10
    assert paper(page) == [(842, 595)] * slides


def test_the_sheet_is_one_page(visit):
    assert paper(visit("teach/sheet.html")) == [(595, 842)]


def test_the_answers_are_not_on_the_sheet(visit):
    page = visit("teach/sheet.html")
    page.locator(".answers summary").click()
    assert page.locator(".answers table").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".answers").is_visible()


@pytest.mark.parametrize("size", [(1280, 800), (375, 800)])
def test_each_slide_fills_the_screen_and_no_more_than_its_width(visit, size):
    width, height = size
    page = visit("teach/slides.html", viewport={"width": width, "height": height})
    boxes = [slide.bounding_box() for slide in page.locator(SLIDES).all()]
    assert all(box["height"] >= height - 1 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_answer_of_the_quiz_says_what_to_read_again(visit, scripts):
    page = visit("teach/quiz.html", java_script_enabled=scripts)
    questions = page.locator(".question")
    assert questions.count() == 15
    answers, replies = (questions.first.locator(part) for part in ("summary", "summary + div"))
    answers.nth(0).click()
    assert replies.nth(0).get_by_role("link").is_visible()
    answers.nth(1).click()
    assert not replies.nth(0).is_visible()
    assert replies.nth(1).is_visible()


def test_the_printed_quiz_gives_nothing_away_but_what_was_opened(visit):
    page = visit("teach/quiz.html")
    page.locator(".question summary").first.click()
    page.emulate_media(media="print")
    shown = [
        reply for reply in page.locator(".question summary + div").all() if reply.is_visible()
    ]
    assert len(shown) == 1
    assert not page.locator(".answers").is_visible()
