"""A page opens with a picture or a part to play with; nothing in it is small, or goes sideways."""

import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *(f"{path.parent.name}/{path.stem}" for path in sorted(ROOT.glob("gallery/*/*.py"))),
    *(f"theory/{path.stem}" for path in sorted(ROOT.glob("docs/theory/*.md"))),
]
# Pages that argue without a picture, and why.
WITHOUT_PICTURE = {"theory/index": "a list of pages"}
FIRST_SCREEN, SMALLEST = 800, 12  # pixels
STYLE = (ROOT / "actdemo" / "figures.mplstyle").read_text("utf-8")
SIZES = re.findall(r"(?<!marker)size: *([\d.]+)$", STYLE, re.MULTILINE)
LABEL = min(map(float, SIZES)) * 100 / 72  # pixels where a figure has 100 pixels an inch
SEEN = """
const seen = (element) => element.checkVisibility({visibilityProperty: true})
    && element.getBoundingClientRect().width > 0;
const all = (what) => [...document.querySelectorAll(`article ${what}`)].filter(seen);
"""
TOPS = f"""() => {{ {SEEN}
    return all(":is(img, .playground, svg)").map((one) => one.getBoundingClientRect())
        .filter((box) => box.width > 100 && box.height > 50).map((box) => box.top + scrollY);
}}"""
IMAGES = f"""async () => {{ {SEEN}
    const images = all("img");
    for (const image of images) image.loading = "eager";
    await Promise.all(images.map((image) => image.decode()));
    return images.map((image) => [image.currentSrc, image.width, image.naturalWidth]);
}}"""
LIVE = f"""() => {{ {SEEN}
    return all("svg text").map((text) =>
        [text.textContent, parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d]);
}}"""
SIDEWAYS = f"""() => {{ {SEEN}
    const scrolls = (box) => ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    return [document.documentElement, ...all(":not(pre, pre *)").filter(scrolls)]
        .filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => `${{box.localName}}.${{box.className}}: ${{box.textContent.slice(0, 60)}}`);
}}"""
OPEN = f"""() => {{ {SEEN}
    return all(":is(.highlight-Python, .highlight-ipython3) pre").map((block) => block.innerText);
}}"""


@functools.cache
def label(path):
    """Return how high the smallest letters of a figure are for each pixel of its width."""
    if path.suffix != ".svg":
        return None
    text = path.read_text("utf-8")
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', text)[1])
    scales = re.findall(r"scale\(([\d.]+) -\1\)", text)  # of letters that are drawn 100 high
    return min((100 * float(scale) for scale in scales), default=width) / width


def too_small(site, address, source, width, natural):
    """Return the height of the smallest letters of an image, if they are too small to read."""
    each = label(site / source.removeprefix(address))
    height = each * width if each is not None else LABEL * width / natural
    return (source, height) if height < SMALLEST else None


@pytest.mark.parametrize("name", PAGES)
def test_the_picture_is_first_and_everything_can_be_read(visit, site, address, name):
    page = visit(f"{name}.html", viewport={"width": 1280, "height": FIRST_SCREEN})
    for width in 1280, 375:
        page.set_viewport_size({"width": width, "height": FIRST_SCREEN})
        if name not in WITHOUT_PICTURE:
            assert min(page.evaluate(TOPS), default=FIRST_SCREEN) < FIRST_SCREEN, width
        for code in page.evaluate(OPEN):
            assert not re.search(r"^\s*(?:import|from|assert)\b", code, re.MULTILINE), code
        images = page.evaluate(IMAGES)
        small = [too_small(site, address, *image) for image in images]
        assert list(filter(None, small)) == [], width
        assert [told for told in page.evaluate(LIVE) if told[1] < SMALLEST] == [], width
        assert page.evaluate(SIDEWAYS) == [], width


def test_the_lists_name_pages():
    assert set(WITHOUT_PICTURE) <= set(PAGES)
    assert all(reason and name.startswith("theory/") for name, reason in WITHOUT_PICTURE.items())


def test_what_is_amiss_is_found(chromium, tmp_path):
    """Small letters, a late picture, open asserts and wide boxes on a page that has them all."""
    letters = '<g transform="translate(3 4) rotate(-90) scale(0.11 -0.11)"></g>'
    drawing = tmp_path / "small.svg"
    size = 'width="200pt" height="100pt" viewBox="0 0 200 100"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{letters}</svg>'
    drawing.write_text(svg, "utf-8")
    path = tmp_path / "page.html"
    path.write_text(
        f"""<article><div style="height: 900px"></div><img src="{drawing.as_uri()}" width="200">
        <svg width="200" height="100" viewBox="0 0 400 200"><text font-size="20">b</text></svg>
        <div class="highlight-Python"><pre>assert True</pre></div><details><pre>x</pre></details>
        <div class="box" style="overflow-x: auto"><p style="width: 3000px">c</p></div>
        <p style="width: 3000px">d</p></article>""",
        "utf-8",
    )
    page = chromium.new_page(viewport={"width": 375, "height": FIRST_SCREEN})
    page.goto(path.as_uri())
    assert min(page.evaluate(TOPS)) > FIRST_SCREEN
    assert page.evaluate(OPEN) == ["assert True"]
    ((source, width, natural),) = page.evaluate(IMAGES)
    assert too_small(tmp_path, f"{tmp_path.as_uri()}/", source, width, natural)[1] == 11
    assert too_small(tmp_path, f"{tmp_path.as_uri()}/", source, 2 * width, natural) is None
    assert too_small(tmp_path, "", "figure.webp", natural / 2, natural)[1] == LABEL / 2
    assert page.evaluate(LIVE) == [["b", pytest.approx(10)]]
    assert [box.partition(":")[0] for box in page.evaluate(SIDEWAYS)] == ["html.", "div.box"]
    page.close()
