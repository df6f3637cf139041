"""Every picture has its size, its words, and a version for each colour mode."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from bs4 import BeautifulSoup
from gallery_figures.ink import recolour
from matplotlib.colors import to_hex
from palette import DARK, GREYS, TOKENS
from PIL import Image

from actdemo.plots import colours

LIGHT_INKS = ("#15181c", "#535b65", "#d5dae0")  # of actdemo/figures.mplstyle
NARROW = 343  # pixels, of a phone of 375
LIGHT = {dark: light for light, dark in DARK.items()}


def faults(soup):
    """Name what the images of a page lack."""
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
        other = image.find_previous_sibling("source") if image.parent.name == "picture" else None
        card = image.find_parent(class_="sphx-glr-thumbcontainer")  # as wide as its column
        wide = "only-light" in classes and int(image.get("width", 0)) > NARROW and not card
        if wide and not other:
            found.append(f"{source} has no narrow version")
        if other and not {"media", "srcset", "width", "height"} <= set(other.attrs):
            found.append(f"the narrow version of {source} lacks something")
    return found


GOOD = (
    '<img class="only-light" src="a.svg" alt="A" width="2" height="1" loading="lazy">'
    '<img class="only-dark" src="b.svg" alt="A" width="2" height="1" loading="lazy">'
)


def parsed(html):
    return BeautifulSoup(html, "html.parser")


def test_a_good_pair_has_no_faults():
    assert faults(parsed(GOOD)) == []


WIDE = """<picture><source media="m" srcset="c.svg" width="3" height="4">
<img class="only-light" src="a.svg" alt="A" width="640" height="1" loading="lazy"></picture>
<picture><source media="m" srcset="d.svg" width="3" height="4">
<img class="only-dark" src="b.svg" alt="A" width="640" height="1" loading="lazy"></picture>"""


def test_a_wide_picture_has_a_narrow_version():
    assert faults(parsed(WIDE)) == []
    assert faults(parsed(re.sub("<source.*>", "", WIDE))) == ["a.svg has no narrow version"]
    assert faults(parsed(WIDE.replace(' width="3"', "", 1))) == [
        "the narrow version of a.svg lacks something"
    ]


@pytest.mark.parametrize(
    "part",
    ['alt="A"', 'width="2"', 'height="1"', 'loading="lazy"', 'class="only-dark"', '"only-light"'],
)
def test_each_fault_is_seen(part):
    assert faults(parsed(GOOD.replace(part, "", 1)))


def test_every_image_is_complete(pages):
    found = {page.name: faults(page.soup) for page in pages}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_galleries_have_figures_whose_words_hold_numbers(pages, scripts):
    for page in pages:
        if page.name.removesuffix(".html") in scripts:
            figures = page.soup.select("article img.only-light")
            assert figures, page.name
            for figure in figures:
                assert re.search(r"\d", figure["alt"]), (page.name, figure["alt"])


def test_narrow_versions_are_narrow_and_have_twins(site):
    found = sorted((site / "_images").glob("*_narrow.*"))
    assert len(found) > 100
    for path in found:
        if path.suffix == ".svg":
            width = float(re.search(r'width="([\d.]+)pt"', path.read_text("utf-8"))[1]) * 100 / 72
        else:
            with Image.open(path) as image:
                width = image.width
        assert abs(width - NARROW) <= 1, path.name
        light, dark = (path.name.replace("_dark", dark) for dark in ("", "_dark"))
        assert path.with_name(light).is_file()
        assert path.with_name(dark).is_file()


def test_captions_are_a_sentence(pages):
    found = 0
    for page in pages:
        for caption in page.soup.select("figure:has(> picture, > img) figcaption"):
            text = caption.select_one(".caption-text").get_text(" ", strip=True)
            assert re.fullmatch(r"[^.!?]*(?:\.\d[^.!?]*)*[.!?]", text), (page.name, text)
            found += 1
    assert found


def test_dark_figures_have_no_dark_ink(site):
    dark = sorted((site / "_images").glob("*_dark*.svg"))
    assert dark
    for path in dark:
        light = path.with_name(path.name.replace("_dark", ""))
        assert any(ink in light.read_text("utf-8") for ink in LIGHT_INKS), light.name
        assert not any(ink in path.read_text("utf-8") for ink in LIGHT_INKS), path.name


def _luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def tokens(root):
    """Light and dark value of each colour of the site."""
    source = (root / "docs/_static/tokens.css").read_text("utf-8")
    token = r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)"
    return {name: (light, dark) for name, light, dark in re.findall(token, source)}


def test_figures_have_the_colours_of_the_site(tokens):
    light = {name: twins[0] for name, twins in tokens.items()}
    assert light["ink"] == colours.INK
    assert light["ink-2"] == colours.MUTED
    assert light["paper"] == colours.PAPER
    assert light["panel"] == colours.PANEL
    assert (light["plus"], light["minus"]) == (colours.PLUS, colours.MINUS)
    assert {label: colour for label, (colour, _) in colours.CLASSES.items()} == {
        label: light[f"class-{label}"] for label in (0, 1)
    }
    down = [light[f"minus-{k}"] for k in range(6, 0, -1)]
    up = [light[f"plus-{k}"] for k in range(1, 7)]
    steps = [to_hex(colour) for colour in colours.SIGNED(np.arange(14))]
    assert steps == [*down, light["paper"], light["paper"], *up]
    with plt.style.context("actdemo.figures", after_reset=True):
        style = plt.rcParams
        assert to_hex(style["text.color"]) == to_hex(style["axes.labelcolor"]) == light["ink"]
        assert to_hex(style["axes.edgecolor"]) == to_hex(style["xtick.color"]) == light["ink-2"]
        assert to_hex(style["grid.color"]) == light["rule"]


def test_every_colour_of_figures_has_one_dark_twin(tokens):
    assert {name: list(twins) for name, twins in tokens.items()} == TOKENS
    assert len(LIGHT) == len(DARK) == len(tokens) + len(GREYS)
    assert not set(LIGHT) & set(DARK)  # what is swapped is not swapped back
    with plt.style.context("actdemo.figures", after_reset=True):
        lines = [one["color"] for one in plt.rcParams["axes.prop_cycle"]]
    drawn = [colours.INK, colours.MUTED, *lines]
    for colour in (to_hex(one) for one in drawn):
        twins = zip((colour, DARK[colour]), tokens["paper"], strict=True)
        assert min(_contrast(*twin) for twin in twins) >= 3
    for shades in (colours.SIGNED, colours.SHADES):
        for step in (to_hex(colour) for colour in shades(np.arange(shades.N))):
            assert _contrast("#000000", step) >= 4.5
            assert _contrast(DARK["#000000"], DARK[step]) >= 4.5


@pytest.mark.parametrize("projection", [None, "3d"])
def test_a_dark_figure_turns_light_again(projection):
    with plt.style.context("actdemo.figures", after_reset=True):
        fig, ax = plt.subplots(subplot_kw={"projection": projection})
        x, y = np.meshgrid([0, 1], [0, 1])
        (ax.plot_surface if projection else ax.contourf)(x, y, x - y, cmap=colours.SIGNED)
        ax.text(*[0] * (3 if projection else 2), "black", color="black")
        fig.canvas.draw()
        fig.set_layout_engine("none")
        pictures = []
        for twins in ({}, DARK, LIGHT):
            recolour(fig, twins)
            fig.canvas.draw()
            pictures.append(np.asarray(fig.canvas.buffer_rgba()).copy())
    light, dark, again = pictures
    np.testing.assert_array_equal(light, again)
    assert (light != dark).any(axis=-1).mean() > 0.05
    plt.close(fig)
