"""The tables beside the figures hold what is drawn; no word of a figure is hard to read."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from gallery_figures.contrast import check
from gallery_figures.numbers import tables as tables_of

import actdemo as ad


@pytest.fixture
def ax():
    with plt.style.context("actdemo.figures"):
        yield plt.subplots()[1]
    plt.close("all")


def tables(ax):
    return tables_of(ax.figure)


def test_lines_are_thinned_and_keep_both_ends(ax):
    x = np.linspace(0, 1, 101)
    ax.plot(x, x**2, label="square")
    ax.plot(x, -x, label="minus")
    ax.axhline(0)
    ax.set(xlabel="$x$", title="Two lines")
    (table,) = tables(ax)
    assert table.caption == "Two lines"
    assert table.head == ["$x$", "square", "minus"]
    assert table.rows[0] == ["0", "0", "0"]
    assert table.rows[-1] == ["1", "1", "−1"]
    assert len(table.rows) == 12
    assert all(float(a) ** 2 == pytest.approx(float(b), rel=1e-3) for a, b, _ in table.rows)


def test_a_line_without_a_name_guides_the_eye_beside_one_with(ax):
    ax.plot([0, 1], [0, 1], label="told")
    ax.plot([0, 1], [1, 0], color="grey")
    (table,) = tables(ax)
    assert table.head[1:] == ["told"]


def test_bars_are_called_what_their_axis_calls_them(ax):
    ax.bar([0, 1], [0.25, 0.75])
    ax.set(xticks=[0, 1], xticklabels=["off", "on\n(many)"], ylabel="share")
    (table,) = tables(ax)
    assert table.head == ["place", "share"]
    assert table.rows == [["off", "0.25"], ["on", "0.75"]]


def test_marks_beside_their_words_share_a_table(ax):
    for shift, label, height in ((-0.1, "a", 1), (0.1, "b", 2)):
        ax.errorbar([shift, 1 + shift], [height, 10 * height], 0.5, label=label)
    ax.set(xticks=[0, 1], xticklabels=["few", "many"])
    (table,) = tables(ax)
    assert table.rows == [["few", "1", "2"], ["many", "10", "20"]]


def test_a_map_keeps_its_corners(ax):
    x, y = np.linspace(-3, 3, 61), np.linspace(0, 1, 11)
    mesh = ax.pcolormesh(x, y, x * np.ones((11, 1)) + 10 * y[:, None], shading="gouraud")
    ax.figure.colorbar(mesh)
    (table,) = tables(ax)
    assert table.head[1:] == ["−3", "−1.5", "0", "1.5", "3"]
    assert [row[0] for row in (table.rows[0], table.rows[-1])] == ["0", "1"]
    assert table.rows[0][1:] == ["−3", "−1.5", "0", "1.5", "3"]
    assert table.rows[-1][1:] == ["7", "8.5", "10", "11.5", "13"]


def test_an_image_is_read_from_its_own_side(ax):
    ax.imshow([[1, 2], [3, 4]], origin="lower")
    ax.set(xticks=[0, 1], xticklabels=["a", "b"], yticks=[0, 1], yticklabels=["c", "d"])
    (table,) = tables(ax)
    assert table.head[1:] == ["a", "b"]
    assert table.rows == [["c", "1", "2"], ["d", "3", "4"]]


def test_a_surface_and_its_samples_say_their_heights():
    x, y = np.meshgrid(np.linspace(0, 1, 41), np.linspace(0, 2, 41))
    fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
    ax.plot_surface(x, y, x - y)
    ax.scatter([0.5], [0.25], [0.25])
    surface, samples = tables(ax)
    assert surface.rows[0][1:] == ["0", "0.25", "0.5", "0.75", "1"]
    assert surface.rows[-1][1:] == ["−2", "−1.75", "−1.5", "−1.25", "−1"]
    assert samples.rows == [["0.5", "0.25", "0.25"]]
    plt.close(fig)


def test_a_surface_of_few_pieces_is_read_inside_them():
    fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
    net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    ad.plots.facets(ax, net, *ad.xor(), box=(0, 2, 0, 2))
    surface, _ = tables(ax)
    places = [float(x) for x in surface.head[1:]]
    assert places == [0, 0.5, 1, 1.5, 2]
    for row in surface.rows:
        heights = [float(cell.replace("−", "-")) for cell in row[1:]]
        assert heights == [net([[x, float(row[0])]]).item() for x in places]
    plt.close(fig)


def test_what_is_written_on_a_cell_has_to_stand_out(ax):
    ax.imshow([[0.0, 1.0]], cmap="gray", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.text(1, 0, "seen", color="black", ha="center")
    ax.text(0, 0, "seen too", color="white", ha="center")
    ax.figure.canvas.draw()
    check(ax.figure, "#ffffff")
    ax.text(1, 0.2, "pale", color="#999999", ha="center")
    ax.figure.canvas.draw()
    with pytest.raises(ValueError, match=r"'pale' has a contrast of 2\.8 to 1 on #ffffff"):
        check(ax.figure, "#ffffff")


DRAWINGS = {"geometry/flat_pieces", "tutorial/network"}  # a network, pieces of the plane


def test_every_page_of_the_galleries_tells_the_numbers_of_its_figures(pages, scripts):
    for page in pages:
        name = page.name.removesuffix(".html")
        if name not in set(scripts) - DRAWINGS:
            continue
        told = page.soup.select("article details.numbers")
        assert told, name
        for details in told:
            assert details.summary.get_text(strip=True) == "Numbers of this figure"
            assert len(details.select("table")) <= 17, name
            for table in details.select("table"):
                assert table.caption.get_text(strip=True), name
                assert table.select("thead th"), name
                assert len(table.select("tbody tr")) <= 36, name  # three groups of a dozen points
                assert re.search(r"\d", table.tbody.get_text()), name


def test_notebooks_tell_the_numbers_of_their_figures(pages):
    shown = [image for page in pages for image in page.soup.select(".cell_output img.only-light")]
    assert len(shown) >= 5
    for image in shown:
        output = image.find_parent(class_="cell_output")
        told = output.select_one("details.numbers tbody")  # a drawing has words alone
        assert re.search(r"\d", told.get_text() if told else image["alt"])
        assert output.select_one("img.only-dark")["alt"] == image["alt"]
