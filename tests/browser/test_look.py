"""One look: what the tokens promise, the reader's choice of light or dark, notes in the margin."""

import re

import pytest

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 800}
LEAST = {
    **dict.fromkeys(("ink", "ink-2", "plus-text", "minus-text", "class-1", "class-0"), 6),
    **dict.fromkeys(("plus", "minus"), 3.9),
    "edge": 3,
}
SEEN = """(tokens) => tokens.map((token) => {
    document.body.style.color = `var(--${token})`;
    return getComputedStyle(document.body).color.match(/[0-9]+/g).map(Number);
})"""


def luminance(colour):
    linear = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in colour)
    return sum(c * x for c, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(luminance([x / 255 for x in colour]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_from_the_paper_as_the_tokens_say(visit, scheme):
    page = visit("cite.html", color_scheme=scheme)
    paper, *colours = page.evaluate(SEEN, ["paper", *LEAST])
    assert (max(paper) < 100) is (scheme == "dark")
    for (token, least), colour in zip(LEAST.items(), colours, strict=True):
        assert contrast(colour, paper) >= least, token


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_only_signs_have_a_hue(visit, scheme):
    page = visit("teach/index.html", color_scheme=scheme)
    colours = page.evaluate(
        """() => [...document.querySelectorAll("body, body *")]
            .filter((element) => element.checkVisibility())
            .flatMap((element) => {
                const {color, backgroundColor, borderColor, outlineColor} =
                    getComputedStyle(element);
                const all = [color, backgroundColor, borderColor, outlineColor];
                return all.join().match(/rgba?\\([^)]*/g);
            })"""
    )
    assert len(set(colours)) > 4
    for colour in set(colours):
        shown = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
        assert max(shown) - min(shown) < 20, colour  # of 255: grey, if a little cold


def test_the_readers_choice_goes_before_the_system_s_but_not_on_paper(visit):
    page = visit("cite.html", color_scheme="light", viewport=WIDE)
    background = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("button", name="Light, dark").click()
    assert page.evaluate("document.body.dataset.theme") == "dark"
    dark = page.evaluate(background)
    assert dark != light
    page.reload()
    assert page.evaluate(background) == dark
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.emulate_media(media="print")
    assert page.evaluate(SEEN, ["paper"]) == [[255, 255, 255]]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_note_stands_beside_its_paragraph_or_below_it(visit, size):
    page = visit("cite.html", viewport=size)
    paragraph, note, after = page.evaluate(
        """() => {
            const paragraph = document.querySelector("article section > p");
            const note = document.createElement("div");
            const after = document.createElement("p");
            note.className = "margin";
            note.textContent = "A note that says more. ".repeat(20);
            after.textContent = "Next.";
            paragraph.after(note, after);
            return [paragraph, note, after].map((node) => node.getBoundingClientRect().toJSON());
        }"""
    )
    if size is WIDE:
        assert abs(note["top"] - paragraph["top"]) < 8
        assert note["left"] > paragraph["right"] + 16
        assert note["width"] == 264
        assert paragraph["bottom"] <= after["top"] < note["bottom"]
        assert after["left"] == paragraph["left"]
    else:
        assert paragraph["bottom"] <= note["top"] < note["bottom"] <= after["top"]
