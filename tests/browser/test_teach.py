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


SIZES = [(1280, 800), (375, 800), (375, 667), (320, 568), (844, 390), (1024, 600), (1920, 1080)]
# What of each slide does not lie on it, or has to be scrolled to
OUT_OF_VIEW = """() => [...document.querySelectorAll("article > section > section")].flatMap(
    (slide) => {
        const { top, bottom } = slide.getBoundingClientRect();
        return [...slide.querySelectorAll("*")].filter((part) => {
            const box = part.getBoundingClientRect();
            if (part.closest(".katex-mathml, .headerlink") || !box.height) return false;
            return box.top < top - 1 || box.bottom > bottom + 1 || box.right > innerWidth
                || (part.matches(".table-wrapper, .math-scroll")
                    && part.scrollWidth > part.clientWidth + 1);
        }).map((part) => `${slide.firstElementChild.textContent} ${part.outerHTML.slice(0, 99)}`);
    }
)"""


@pytest.mark.parametrize("size", SIZES)
def test_each_slide_fills_the_screen_and_shows_all_that_it_says(visit, size):
    width, height = size
    page = visit("teach/slides.html", viewport={"width": width, "height": height})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate(LIGHT_ARE_THERE)
    tops = [slide.bounding_box()["y"] for slide in page.locator(SLIDES).all()[1:]]
    assert tops == pytest.approx([height * k for k in range(1, len(tops) + 1)], abs=8)
    assert page.evaluate(OUT_OF_VIEW) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_arrow_keys_turn_the_slides(visit):
    page = visit("teach/slides.html", viewport={"width": 375, "height": 800})
    first, second = page.locator("article > section > section").all()[:2]
    for key, shown in (("ArrowRight", first), ("ArrowDown", second), ("ArrowLeft", first)):
        page.keyboard.press(key)
        assert shown.bounding_box()["y"] == pytest.approx(0, abs=1)
    page.keyboard.press("ArrowUp")
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")


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
