"""On a phone, what stood side by side stands below each other, and no word is smaller or cut."""

from itertools import pairwise

import matplotlib.pyplot as plt
import pytest
from gallery_figures.narrow import restack
from matplotlib.lines import Line2D

import actdemo as ad

X, Y = ad.xnor()
NET = ad.Network.initialized((2, 5, 1), seed=0)
PHONE = 343


@pytest.fixture
def axes():
    """Return a function that makes a figure of so many rows and columns of axes."""
    with plt.style.context("actdemo.figures", after_reset=True):
        yield lambda rows=1, columns=1, **look: plt.subplots(rows, columns, squeeze=False, **look)[
            1
        ]
    plt.close("all")


def restacked(some):
    """Restack the figure of some axes as the build does; return it, drawn."""
    figure = some.flat[0].figure
    figure.canvas.draw()
    figure.set_layout_engine("none")
    assert restack(figure)
    figure.canvas.draw()
    assert figure.bbox.width == PHONE
    return figure


def places(some):
    return [(round(ax.get_position().x0, 2), round(ax.get_position().y1, 2)) for ax in some]


def within(figure, *texts):
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= -1, text
        assert box.x1 <= figure.bbox.width + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= figure.bbox.height + 1, text
    return True


def test_a_figure_that_fits_stays_as_it_is(axes):
    some = axes(figsize=(3.4, 2))
    assert not restack(some[0, 0].figure)
    assert some[0, 0].figure.get_size_inches().tolist() == [3.4, 2]


def test_two_axes_stand_in_a_column_and_each_is_named(axes):
    some = axes(1, 2, figsize=(7, 3), sharey=True)
    left, right = some.flat
    left.set(xlabel="epoch", ylabel="loss", title="left")
    right.set(xlabel="count", title="right")
    sizes = [text.get_fontsize() for text in (left.title, left.xaxis.label, left.yaxis.label)]
    figure = restacked(some)
    (x, high), (other, low) = places(some.flat)
    assert x == other
    assert high > low + 0.3
    assert [ax.get_ylabel() for ax in some.flat] == ["loss", "loss"]
    assert all(label.get_visible() for ax in some.flat for label in ax.get_yticklabels())
    assert sizes == [
        one.get_fontsize() for one in (left.title, left.xaxis.label, left.yaxis.label)
    ]
    assert within(figure, *(ax.title for ax in some.flat), right.xaxis.label)


def test_small_maps_stand_two_in_a_row(axes):
    some = axes(2, 3, figsize=(6, 4), sharex=True, sharey=True)
    for ax in some.flat:
        ad.plots.height_map(ax, NET, X, Y)
        ax.label_outer()
    restacked(some)
    found = places(some.flat)
    assert len({x for x, _ in found}) == 2
    assert len({y for _, y in found}) == 3
    assert [bool(ax.get_ylabel()) for ax in some.flat] == [True, False] * 3
    assert [bool(ax.get_xlabel()) for ax in some.flat] == [False] * 4 + [True] * 2
    assert min(ax.get_window_extent().width for ax in some.flat) > 100


def test_a_colour_bar_lies_below_its_map(axes):
    some = axes(figsize=(5.6, 4.4))
    ax = some[0, 0]
    ax.figure.colorbar(ad.plots.height_map(ax, NET, X, Y), label="logit", ticks=[-1, 0, 1])
    ax.set_title("The logit")
    figure = restacked(some)
    (bar,) = (one for one in figure.axes if one is not ax)
    assert bar.get_label() == "<colorbar>"
    assert bar.get_xlabel() == "logit"
    assert bar.get_xticks().tolist() == [-1, 0, 1]
    assert bar.get_window_extent().y1 < ax.get_window_extent().y0
    assert ax.get_window_extent().width > 260
    assert within(figure, ax.title, bar.xaxis.label, ax.xaxis.label)


def test_long_words_get_more_lines_and_formulas_stay_whole(axes):
    some = axes(figsize=(6.4, 3))
    some[0, 0].set_title(r"A title that has no room, with $x_1 + x_2 = 1$ and more of it")
    figure = restacked(some)
    text = some[0, 0].title.get_text()
    assert "\n" in text
    assert r"$x_1 + x_2 = 1$" in text
    assert within(figure, some[0, 0].title)


def test_a_legend_without_room_stands_below(axes):
    some = axes(figsize=(6.8, 3))
    for k in range(3):
        some[0, 0].plot([0, 1], [k, k], label=f"a name that takes its place, {k}")
    some[0, 0].legend(loc="center left", bbox_to_anchor=(1, 0.5), title="names")
    figure = restacked(some)
    assert some[0, 0].get_legend() is None
    (legend,) = figure.legends
    assert [one.get_text()[-1] for one in legend.get_texts()] == ["0", "1", "2"]
    assert legend.get_title().get_text() == "names"
    assert legend.get_window_extent().y1 < some[0, 0].get_window_extent().y0
    assert within(figure, *legend.get_texts())


def test_marks_that_would_touch_are_thinned_or_turned(axes):
    some = axes(1, 2, figsize=(7, 3))
    numbers, words = some.flat
    numbers.set(xlim=(0, 1.2e6))
    words.set(xticks=range(5), xticklabels=[f"a long name {k}" for k in range(5)])
    restacked(some)
    assert {label.get_rotation() for label in words.get_xticklabels()} == {90}
    boxes = [label.get_window_extent() for label in numbers.get_xticklabels() if label.get_text()]
    assert all(one.x1 < other.x0 for one, other in pairwise(boxes))


def test_words_in_cells_shrink_to_12_pixels_and_no_more(axes):
    some = axes(figsize=(6.4, 2.8))
    ad.plots.weights(some[0, 0], ad.Network(NET.weights, ([-0.0938] * 5, [0])))
    restacked(some)
    sizes = {text.get_fontsize() for text in some[0, 0].texts}
    assert sizes == {8.7}
    assert 8.7 * 100 / 72 > 12


def test_a_surface_keeps_the_name_of_its_heights(axes):
    some = axes(figsize=(6, 4.6), subplot_kw={"projection": "3d"})
    ad.plots.surface(some[0, 0], NET, X, Y)
    some[0, 0].set(zlabel="logit", title="Surface")
    figure = restacked(some)
    assert within(figure, some[0, 0].title, some[0, 0].zaxis.label)


@pytest.mark.parametrize("line", ["none", "-"])
def test_a_legend_that_would_cover_what_is_drawn_stands_below(axes, line):
    some = axes(figsize=(7, 3))
    ax = some[0, 0]
    for k in range(3):
        heights = [(4 * k + 3 * i) % 9 for i in range(9)]
        ax.errorbar(range(9), heights, 0.2, fmt="o", ls=line, label=f"run {k}")
    ax.legend(title="runs")
    figure = restacked(some)
    assert ax.get_legend() is None
    (legend,) = figure.legends
    assert legend.get_window_extent().y1 < ax.get_window_extent().y0
    assert [text.get_text() for text in legend.get_texts()] == ["run 0", "run 1", "run 2"]
    marks = [one.get_marker() for one in legend.findobj(Line2D)]
    assert marks.count("o") == 3


def test_a_legend_that_covers_nothing_stays(axes):
    some = axes(figsize=(7, 3))
    some[0, 0].plot([0, 1], [0, 1], label="one")
    some[0, 0].legend()
    restacked(some)
    assert some[0, 0].get_legend() is not None
