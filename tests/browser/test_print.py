"""A chapter prints as a chapter: the text alone, on white, with nothing cut off."""

import re

A4 = {"width": 672, "height": 988}  # of a page, without its margins, in CSS pixels

AROUND = ".bar, #contents, footer"
BESIDE = ".copybtn, .sphx-glr-footer, .headerlink, .numbers, .skip-to-content, .related"


def printed(visit, name):
    """Open a page in the dark mode, as it stands on paper."""
    page = visit(name, color_scheme="dark", viewport=A4)
    page.emulate_media(media="print", color_scheme="dark")
    return page


def test_menus_and_buttons_stay_behind(visit):
    page = printed(visit, "tutorial/ten_minutes.html")
    for element in page.locator(f"{AROUND}, {BESIDE}").all():
        assert not element.is_visible(), element.evaluate("e => e.outerHTML.slice(0, 100)")
    assert page.locator("article h1").is_visible()


def test_paper_is_white_in_the_dark_mode_too(visit):
    page = printed(visit, "tutorial/ten_minutes.html")
    colour = "e => getComputedStyle(e).color.match(/[0-9]+/g).map(Number)"
    for selector in ("article p", "article h1", ".highlight pre"):
        assert max(page.locator(selector).first.evaluate(colour)) < 100, selector
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("html, body, .content, article")]
            .map((box) => getComputedStyle(box).backgroundColor)"""
    )
    assert set(boxes) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert page.locator("article img.only-light:visible").count() > 1
    assert page.locator("article img.only-dark:visible").count() == 0


def test_every_figure_is_on_the_paper(visit):
    page = visit("tutorial/ten_minutes.html", color_scheme="dark", viewport=A4)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate(
        """() => Promise.all(
            [...document.querySelectorAll("img.only-light")].map((image) => image.decode())
        )"""
    )
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) < 15


def test_nothing_is_cut_off(visit, names, address):
    """Neither a formula nor code nor a figure is wider than the paper."""
    page, found = printed(visit, names[0]), {}
    for name in names:
        page.goto(address + name)
        found[name] = page.evaluate(
            """() => [...document.querySelectorAll("article :is(.katex-html, pre, img, table)")]
                .filter((box) => box.getBoundingClientRect().right > innerWidth + 1
                    || (box.matches("pre") && box.scrollWidth > box.clientWidth + 1))
                .map((box) => box.textContent.slice(0, 80) || box.src)"""
        )
    assert {name: wide for name, wide in found.items() if wide} == {}
