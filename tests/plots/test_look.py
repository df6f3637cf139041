"""What the eye needs: colours that mean one thing, lines above areas, words that can be read."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

import actdemo as ad

X, Y = ad.xnor()
NET = ad.Network(([[1, 1, -1], [1, 1, 0]], [[1], [-4], [3]]), ([0, -1, 0.5], [0]))
INK, WHITE = to_rgb("#15181c"), (1, 1, 1)


@pytest.fixture
def picture():
    """Return a function that draws with one of the functions, and gives back axes and artist."""
    figures = []

    def draw(name, *given, **settings):
        solid = name in ("surface", "facets")
        figures.append(plt.figure())
        ax = figures[-1].add_subplot(projection="3d" if solid else None)
        return ax, getattr(ad.plots, name)(ax, *given, **settings)

    yield draw
    plt.close("all")


def luminance(colour):
    """Return how light a colour is, as the guidelines for web content have it."""
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("surface", (NET, X, Y)),
        ("height_map", (NET, X, Y)),
        ("facets", (NET, X, Y)),
        ("regions", (NET,)),
        ("weights", (NET,)),
    ],
)
def test_positive_is_blue_and_negative_is_orange(picture, name, given):
    _, drawn = picture(name, *given)
    low, high = drawn.get_clim()
    assert low == -high
    red, white, blue = (to_rgb(drawn.to_rgba(value)) for value in (0.8 * low, 0.0, 0.8 * high))
    assert red[0] > 2 * red[2]
    assert min(white) > 0.9
    assert blue[2] > 2 * blue[0]


def test_what_is_on_in_a_region_goes_from_light_to_dark(picture):
    _, drawn = picture("regions", NET, by="pattern")
    shades = [luminance(drawn.to_rgba(count)) for count in range(4)]
    assert shades == sorted(shades, reverse=True)


@pytest.mark.parametrize("by", ["height", "pattern"])
@pytest.mark.parametrize("seed", range(8))
def test_what_stands_in_a_region_can_be_read(picture, by, seed):
    net = ad.Network.initialized((2, 4, 1), seed=seed)
    ax, drawn = picture("regions", net, by=by)
    faces = drawn.to_rgba(drawn.get_array())
    for text in ax.texts:
        inside = [path.contains_point(text.get_position()) for path in drawn.get_paths()]
        (face,) = faces[inside]
        assert contrast(text.get_color(), face) > 4.5
        assert text.get_color() == "black"
        assert (text.get_ha(), text.get_va()) == ("center", "center")
    assert ax.texts


def test_what_stands_in_a_table_of_weights_can_be_read(picture):
    net = ad.Network(
        (np.linspace(-1, 1, 40).reshape(2, 20), np.ones((20, 1))), (np.zeros(20), [0])
    )
    ax, image = picture("weights", net)
    for text in ax.texts:
        column, row = text.get_position()
        face = image.to_rgba(image.get_array())[row, column]
        assert contrast(text.get_color(), face) > 4.5
        assert (text.get_ha(), text.get_va()) == ("center", "center")


@pytest.mark.parametrize(("width", "texts"), [(0.5, 1), (1.0, 3)])
@pytest.mark.parametrize("turned", [False, True])
def test_a_text_needs_room_on_the_shorter_side(picture, width, texts, turned):
    along = [[1, 1], [0, 0]][:: -1 if turned else 1]
    edges = width - 4, 4 - width  # two strips at the ends of the shorter side, as wide as that
    net = ad.Network((along, [[1], [1]]), (np.negative(edges), [0]))
    box = (-40, 40, -4, 4) if turned else (-4, 4, -40, 40)
    ax, drawn = picture("regions", net, box=box)
    assert len(drawn.get_paths()) == 3
    assert len(ax.texts) == texts


def test_lines_are_ink_and_stand_above_areas(picture):
    _, areas = picture("regions", NET)
    ax, line = picture("boundary", NET, level=0.25)
    _, creases = picture("creases", NET)
    ones, zeros = ad.plots.points(ax, X, Y)
    assert (line.get_colors()[:, :3] == INK).all()
    assert (line.get_linewidths() == creases.get_linewidths()).all()
    assert line.get_linewidths()[0] == 2
    above = [areas, creases, ones]
    assert areas.zorder < creases.zorder == line.zorder < ones.zorder == zeros.zorder
    assert above == sorted(above, key=lambda artist: artist.zorder)
    assert (areas.get_edgecolors()[:, :3] == WHITE).all()


@pytest.mark.parametrize("name", ["surface", "height_map", "facets"])
def test_the_height_0_is_a_line_of_ink(picture, name):
    ax, drawn = picture(name, NET, X, Y)
    lines = [
        artist
        for artist in ax.collections
        if artist is not drawn
        and artist.get_edgecolor().shape == (1, 4)
        and tuple(artist.get_edgecolor()[0]) == (*INK, 1)
        and artist.get_linewidths()[0] >= 1  # creases are finer
    ]
    (line,) = lines
    assert 1 <= line.get_linewidths()[0] <= 2.5
    assert line.zorder > drawn.zorder


@pytest.mark.parametrize("name", ["points", "height_map", "surface", "facets"])
def test_each_class_has_its_colour_and_shape_with_a_white_edge(picture, name):
    net = () if name == "points" else (NET,)
    ax, _ = picture(name, *net, X, Y)
    markers = (
        ax.collections[-2:]
        if name in ("points", "height_map")
        else [artist for artist in ax.collections if hasattr(artist, "_offsets3d")]
    )
    ones, zeros = markers
    for label, artist in ((1, ones), (0, zeros)):
        assert to_rgb(artist.get_facecolor()[0]) == to_rgb(ad.plots.CLASSES[label][0])
        assert to_rgb(artist.get_edgecolor()[0]) == WHITE
        assert artist.zorder == 3
    assert len(ones.get_paths()[0].vertices) > len(zeros.get_paths()[0].vertices)


@pytest.mark.parametrize(
    ("weight", "points", "dash"), [(1, None, "-"), (-1, None, "--"), (1, X, ":"), (0, None, ":")]
)
def test_the_style_of_a_crease_says_what_its_unit_does(picture, weight, points, dash):
    bias = -3 if points is not None else 0
    ax, line = picture("creases", ad.Network(([[1], [1]], [[weight]]), ([bias], [0])), points)
    (plain,) = ax.plot([0, 1], [0, 1], dash, linewidth=2)
    (drawn,) = line.get_linestyles()
    assert drawn == plain._dash_pattern


def test_a_graph_has_a_1_for_each_layer_below_all_units(picture):
    net = ad.Network.initialized((2, 5, 3, 1))
    ax, edges = picture("graph", net)
    ones = [text.get_position() for text in ax.texts if text.get_text() == "1"]
    units = [text.get_position() for text in ax.texts if text.get_text() != "1"]
    assert len({*ones, *units}) == len(ones) + len(units) == 3 + sum(net.sizes)
    assert ones == [(layer, min(y for _, y in units) - 1) for layer in range(3)]
    assert all(text.zorder > edges.zorder for text in ax.texts)
    assert all(contrast(t.get_color(), t.get_bbox_patch().get_facecolor()) > 7 for t in ax.texts)


@pytest.mark.parametrize("seed", range(4))
def test_a_crease_has_an_arrow_and_a_number_on_the_side_where_its_unit_is_on(picture, seed):
    net = ad.Network.initialized((2, 5, 1), seed=seed)
    ax, _ = picture("creases", net)
    arrows = [text for text in ax.texts if not text.get_text()]
    numbers = [text for text in ax.texts if text.get_text()]
    assert [text.get_text() for text in numbers] == ["1", "2", "3", "4", "5"]
    for k, (arrow, text) in enumerate(zip(arrows, numbers, strict=True)):
        foot, head, place = arrow.xyann, arrow.xy, text.get_position()
        at_foot, at_head, at_place = net.forward([foot, head, place]).pre_activations[0][:, k]
        assert abs(at_foot) < 1e-12
        assert at_place > at_head > 0
        assert np.hypot(*np.subtract(head, foot)) == pytest.approx(0.07 * 6)
        assert (text.get_ha(), text.get_va()) == ("center", "center")
        assert text.get_clip_on()


NAMED = {
    "points": ("$x_1$", "$x_2$"),
    "regions": ("$x_1$", "$x_2$"),
    "creases": ("$x_1$", "$x_2$"),
    "boundary": ("$x_1$", "$x_2$"),
    "height_map": ("$x_1$", "$x_2$"),
    "surface": ("$x_1$", "$x_2$"),
    "facets": ("$x_1$", "$x_2$"),
    "learning_curve": ("epoch", "mean loss"),
}


@pytest.mark.parametrize("name", NAMED)
def test_axes_are_named(picture, name):
    given = {
        "points": (X, Y),
        "learning_curve": (ad.train(NET, X, Y, epochs=3),),
        **dict.fromkeys(("height_map", "surface", "facets"), (NET, X, Y)),
    }
    ax, _ = picture(
        name, *given.get(name, (NET,)), **{"level": 0.25} if name == "boundary" else {}
    )
    assert (ax.get_xlabel(), ax.get_ylabel()) == NAMED[name]


def test_a_learning_curve_begins_at_0_and_has_room_above(picture):
    run = ad.train(NET, X, Y, epochs=3)
    ax, _ = picture("learning_curve", run)
    assert ax.get_ylim() == (0, 1.05 * max(run.losses))


def test_facets_fill_their_axes(picture):
    box = (-1, 2, -3, 4)
    ax, faces = picture("facets", NET, X, Y, box=box)
    heights = np.concatenate([NET(region.polygon)[:, 0] for region in ad.regions(NET, box)])
    assert (*ax.get_xlim(), *ax.get_ylim()) == box
    assert ax.get_zlim() == (heights.min(), heights.max())
    assert (ax.elev, ax.azim) == (32, -135)
    assert faces.get_linewidths()[0] == 0.8


def test_facets_do_not_depend_on_what_is_in_memory(picture, monkeypatch):
    """Pieces have different numbers of corners, and matplotlib keeps all in one array."""
    real = np.empty

    def filled(shape, dtype=float, **more):
        made = real(shape, dtype, **more)
        if made.dtype == float:
            made.fill(1e308)
        return made

    ax, _ = picture("facets", NET, X, Y)
    known = ax.zz_dataLim.intervalx, ax.xy_dataLim.extents
    with monkeypatch.context() as patch:
        patch.setattr(np, "empty", filled)
        ax, _ = picture("facets", NET, X, Y)
        ax.figure.canvas.draw()
    np.testing.assert_array_equal(ax.zz_dataLim.intervalx, known[0])
    np.testing.assert_array_equal(ax.xy_dataLim.extents, known[1])
    assert np.abs(known[1]).max() < 4
    assert len({len(region.polygon) for region in ad.regions(NET)}) > 1


def test_pictures_of_areas_have_fine_white_edges_or_none(picture):
    _, areas = picture("regions", NET)
    assert areas.get_linewidths()[0] == 1.2
    _, stripes = picture("height_map", NET, X, Y)
    assert (stripes.get_edgecolor() == stripes.get_facecolor()).all()  # no seams
    assert stripes.get_linewidths()[0] == 0.4
    ax, image = picture("weights", NET)
    assert ax.get_aspect() == "auto"
    assert tuple(image.get_extent()) == (-0.5, 2.5, 3.5, -0.5)
    assert not any(spine.get_visible() for spine in ax.spines.values())


@pytest.mark.parametrize(("name", "size"), [("points", 110), ("surface", 60), ("facets", 60)])
def test_samples_are_as_large_as_they_are(picture, name, size):
    ax, _ = picture(name, *(() if name == "points" else (NET,)), X, Y)
    sizes = [artist.get_sizes() for artist in ax.collections if hasattr(artist, "get_sizes")]
    assert [some.tolist() for some in sizes if len(some)] == [[size]] * 2
