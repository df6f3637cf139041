"""Every picture has its size, its words, and a version for each colour mode."""

import re

import pytest
from bs4 import BeautifulSoup

LIGHT_INKS = ("#1f2328", "#59636e", "#d5dbe1")  # of actdemo/figures.mplstyle


def faults(html):
    """Name what the images of a page lack."""
    soup = BeautifulSoup(html, "html.parser")
    found = []
    for image in soup.find_all("img"):
        source = image.get("src")
        found += [
            f"{source} lacks {name}"
            for name in ("alt", "width", "height", "loading")
            if name not in image.attrs
        ]
        if not image.get("alt") and not image.find_parent(class_="sphx-glr-thumbcontainer"):
            found.append(f"{source} says nothing")
        classes = image.get("class", [])
        if "only-light" in classes:
            twin = image.find_next("img")
            same = twin and all(twin.get(k) == image.get(k) for k in ("alt", "width", "height"))
            if not same or "only-dark" not in twin.get("class", []):
                found.append(f"{source} has no dark twin")
        elif "only-dark" not in classes:
            found.append(f"{source} is for one colour mode")
    return found


GOOD = (
    '<img class="only-light" src="a.svg" alt="A" width="2" height="1" loading="lazy">'
    '<img class="only-dark" src="b.svg" alt="A" width="2" height="1" loading="lazy">'
)


def test_a_good_pair_has_no_faults():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    "part",
    ['alt="A"', 'width="2"', 'height="1"', 'loading="lazy"', 'class="only-dark"', '"only-light"'],
)
def test_each_fault_is_seen(part):
    assert faults(GOOD.replace(part, "", 1))


def test_every_image_is_complete(pages):
    found = {page.name: faults(page.path.read_text("utf-8")) for page in pages}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_galleries_have_figures_whose_words_hold_numbers(pages, scripts):
    for page in pages:
        if page.name.removesuffix(".html") in scripts:
            figures = page.soup.select("article img.only-light")
            assert figures, page.name
            for figure in figures:
                assert re.search(r"\d", figure["alt"]), (page.name, figure["alt"])


def test_dark_figures_have_no_dark_ink(site):
    dark = sorted((site / "_images").glob("*_dark.svg"))
    assert dark
    for path in dark:
        light = path.with_name(path.name.replace("_dark.svg", ".svg"))
        assert any(ink in light.read_text("utf-8") for ink in LIGHT_INKS), light.name
        assert not any(ink in path.read_text("utf-8") for ink in LIGHT_INKS), path.name


def _luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_inks_are_readable_on_both_papers(root):
    source = (root / "docs/_ext/figures/ink.py").read_text("utf-8")
    inks = dict(re.findall(r'"(#\w{6})": "(#\w{6})"', source))
    assert tuple(inks) == LIGHT_INKS
    style = (root / "actdemo/figures.mplstyle").read_text("utf-8")
    assert all(ink.removeprefix("#") in style for ink in inks)
    for light, dark in list(inks.items())[:2]:  # the third is the grid's
        assert _contrast(light, "#ffffff") >= 4.5
        assert _contrast(dark, "#131416") >= 4.5
    cycle = re.search(r"axes.prop_cycle: .*\[(.*)\]", style).group(1)
    for colour in re.findall(r"\w{6}", cycle):
        assert min(_contrast("#" + colour, paper) for paper in ("#ffffff", "#131416")) >= 3
