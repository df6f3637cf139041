import re
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.path import Path

import actdemo as ad
from actdemo.plots.words import colours_end

X, Y = ad.xnor()
NET = ad.Network(([[1, 1], [1, 1]], [[1], [-2]]), ([0, -1], [0.5]))


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


@pytest.fixture
def ax3d():
    fig, ax = plt.subplots(subplot_kw={"projection": "3d"})
    yield ax
    plt.close(fig)


def solids(faces):
    """Return the corners of each face, which matplotlib keeps elsewhere before 3.11."""
    if hasattr(faces, "_faces"):
        return [np.asarray(face) for face in faces._faces]
    return [faces._vec[:3, part].T for part in faces._segslices]


def test_points_of_a_class_share_marker_and_place(ax):
    ones, zeros = ad.plots.points(ax, X, Y)
    np.testing.assert_array_equal(ones.get_offsets(), [(1, 1), (0, 0)])
    np.testing.assert_array_equal(zeros.get_offsets(), [(1, 0), (0, 1)])
    assert ones.get_label() == "class 1"
    assert zeros.get_label() == "class 0"
    assert len(ones.get_paths()[0].vertices) != len(zeros.get_paths()[0].vertices)
    blue, red = ones.get_facecolors()[0], zeros.get_facecolors()[0]
    assert blue[2] > blue[0]
    assert red[0] > red[2]


def test_learning_curve_is_the_record(ax):
    run = ad.train(NET, X, Y, epochs=4)
    (line,) = ad.plots.learning_curve(ax, run)
    np.testing.assert_array_equal(line.get_xdata(), [1, 2, 3, 4])
    np.testing.assert_array_equal(line.get_ydata(), run.losses)
    assert ax.get_ylim()[0] == 0
    assert f"to {run.losses[3]:.3g} in epoch 4" in ax.get_label()


def test_learning_curves_of_many_networks(ax):
    net = ad.Network.initialized((2, 5, 1), seed=range(3))
    run = ad.train(net, X, Y, epochs=4, seed=range(3))
    lines = ad.plots.learning_curve(ax, run)
    assert [line.get_ydata().tolist() for line in lines] == run.losses.T.tolist()
    first, last = (sorted(run.losses[k])[1] for k in (0, -1))
    assert ax.get_label() == (
        "Mean loss per epoch of 3 networks, their medians "
        f"from {first:.3g} in epoch 1 to {last:.3g} in epoch 4."
    )


@pytest.mark.parametrize("plot", ["surface", "height_map"])
def test_a_surface_is_that_of_one_network(plot, ax, ax3d):
    many = ad.Network.initialized((2, 5, 1), seed=range(3))
    with pytest.raises(ValueError, match=r"height holds 3 networks; choose one, such as height"):
        getattr(ad.plots, plot)(ax3d if plot == "surface" else ax, many, X, Y)


@pytest.mark.parametrize("plot", ["graph", "weights"])
def test_a_picture_of_weights_is_that_of_one_network(plot, ax):
    many = ad.Network.initialized((2, 5, 1), seed=range(3))
    with pytest.raises(ValueError, match=r"net holds 3 networks; choose one, such as net\[0\]"):
        getattr(ad.plots, plot)(ax, many)


def test_learning_curve_needs_an_epoch(ax):
    with pytest.raises(ValueError, match=r"^run.losses is empty"):
        ad.plots.learning_curve(ax, ad.train(NET, X, Y, epochs=0))


def test_surface_has_the_heights_of_the_function(ax3d):
    faces = ad.plots.surface(ax3d, lambda P: 2 * P[:, 0] - P[:, 1], X, Y, box=(0, 1, 0, 2))
    corners = np.concatenate(solids(faces))
    np.testing.assert_allclose(corners[:, 2], 2 * corners[:, 0] - corners[:, 1], atol=1e-12)
    np.testing.assert_allclose(corners.min(axis=0), (0, 0, -2), atol=1e-12)
    np.testing.assert_allclose(corners.max(axis=0), (1, 2, 2), atol=1e-12)
    assert faces.get_clim() == pytest.approx((-2.8, 2.8))  # the last step begins at 2.4
    assert ax3d.get_label() == (
        "Surface of heights from −2 to 2. "
        "Height at (1, 1): 1, at (1, 0): 2, at (0, 1): −1, at (0, 0): 0."
    )


def test_surface_takes_a_network_and_a_common_colour_scale(ax3d):
    faces = ad.plots.surface(ax3d, NET, X, Y, limit=9)
    assert faces.get_clim() == (-10.5, 10.5)
    assert "Height at (1, 1): 0.5, at (1, 0): 1.5" in ax3d.get_label()


@pytest.mark.parametrize(("shift", "lines"), [(0, 1), (9, 0), (-9, 0)])
def test_zero_line_is_drawn_where_the_sign_changes(ax3d, shift, lines):
    before = len(ax3d.collections)
    ad.plots.surface(ax3d, lambda P: P[:, 0] + shift, X, Y)
    assert len(ax3d.collections) - before == 3 + lines


def test_surface_refuses_a_function_of_another_shape(ax3d):
    with pytest.raises(
        ValueError, match=r"^height must have shape \(961,\) for as many inputs, not \(961, 2\)$"
    ):
        ad.plots.surface(ax3d, lambda P: P, X, Y)


def test_a_map_shows_what_an_output_function_returns(ax):
    net = ad.Network.initialized((2, 3, 1), output="tanh", seed=4)
    x1, x2, z = ad.plots.height_map(ax, net, *ad.xnor()).heights
    assert z.ravel().tolist() == net(np.stack((x1.ravel(), x2.ravel()), axis=1))[:, 0].tolist()
    ad.plots.graph(ax, net)
    assert ax.get_label().startswith("Network 2-3-1, relu, output tanh: 13 weights and biases, ")


def test_map_has_the_heights_of_the_function(ax):
    stripes = ad.plots.height_map(ax, lambda P: P[:, 0] - 2 * P[:, 1], X, Y, box=(0, 1, 0, 2))
    x1, x2, z = stripes.heights
    np.testing.assert_allclose(z, x1 - 2 * x2)
    assert (x1.min(), x1.max(), x2.min(), x2.max()) == (0, 1, 0, 2)
    assert stripes.get_clim() == pytest.approx((-5.6, 5.6))
    assert ax.get_aspect() == 1
    assert ax.get_label() == (
        "Map of heights from −4 to 1. "
        "Height at (1, 1): −1, at (1, 0): 1, at (0, 1): −2, at (0, 0): 0."
    )


@pytest.mark.parametrize(("shift", "lines"), [(0, 1), (9, 0), (-9, 0)])
def test_map_has_a_line_where_the_sign_changes(ax, shift, lines):
    ad.plots.height_map(ax, lambda P: P[:, 0] + shift, X, Y, limit=5)
    zero = [c for c in ax.collections if isinstance(c, LineCollection) and len(c.get_segments())]
    assert len(zero) == 2 * lines  # each with its halo
    assert all((segment[:, 0] == 0).all() for c in zero for segment in c.get_segments())


def _inside(stripes, points):
    """Return for each point the stripes that it is in, by their place from the lowest."""
    paths = [path.to_polygons() for path in stripes.get_paths()]
    return [
        [
            k
            for k, polygons in enumerate(paths)
            if any(Path(polygon).contains_point(point) for polygon in polygons)
        ]
        for point in points
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("hidden", ["relu", "absolute", "leaky_relu", "tanh", "identity"])
def test_a_stripe_holds_the_heights_between_its_levels(ax, seed, hidden):
    net = ad.Network.initialized((2, 4, 1), hidden=hidden, seed=seed)
    net = ad.Network(net.weights, (np.linspace(-1, 1, 4), [0.25]), hidden=hidden)
    stripes = ad.plots.height_map(ax, net, X, Y)
    levels = stripes.levels
    assert len(levels) == 15
    np.testing.assert_allclose(np.diff(levels), levels[1] - levels[0])
    exact = type(stripes).__name__ == "TriContourSet"
    assert exact == (hidden not in ("tanh", "identity"))
    points = np.random.default_rng(seed).uniform(-3, 3, (60, 2))
    heights = net(points)[:, 0]
    near = abs(heights[:, None] - levels).min(axis=1) < (1e-9 if exact else 0.02)
    drawn = np.array([found[0] for found in _inside(stripes, points[~near])])
    np.testing.assert_array_equal(drawn, np.searchsorted(levels, heights[~near]) - 1)


def test_creases_of_a_map_of_flat_pieces_are_dotted(ax):
    ad.plots.height_map(ax, NET, X, Y)
    dots, halo, zero = (c for c in ax.collections if isinstance(c, LineCollection))
    segments = np.concatenate([crease.segments for crease in ad.creases(NET)])
    np.testing.assert_array_equal(dots.get_segments(), segments)
    assert dots.get_linestyles()[0][1] is not None
    np.testing.assert_array_equal(zero.get_segments(), ad.decision_boundary(NET))
    np.testing.assert_array_equal(halo.get_segments(), zero.get_segments())
    assert halo.get_linewidths()[0] == 2 * zero.get_linewidths()[0]
    assert halo.get_colors()[0].tolist() == [1, 1, 1, 1]


def test_a_map_whose_colours_end_below_its_heights_says_so(ax):
    assert ad.plots.height_map(ax, NET, X, Y).extend == "neither"
    assert ad.plots.height_map(ax, NET, X, Y, limit=1).extend == "both"


def test_a_map_at_height_0_everywhere_is_drawn(ax):
    none = ad.Network(([[1, 1], [1, 1]], [[0], [0]]), ([0, -1], [0]))
    stripes = ad.plots.height_map(ax, none, X, Y)
    assert {k for found in _inside(stripes, [(1, 2.5), (-2, 0.3)]) for k in found} <= {6, 7}


@pytest.mark.parametrize(
    ("heights", "step"),
    [([6], 1), ([6.1], 1.5), ([-0.7, 0.5], 0.15), ([599], 100), ([0], 1), ([1e-5], 2e-6)],
)
def test_a_step_of_the_colours_has_a_round_height(heights, step):
    assert colours_end(heights, None) == pytest.approx(7 * step)
    assert colours_end([0], float(np.abs(heights).max())) == colours_end(heights, None)


@pytest.mark.parametrize("height", [1e-301, 1e301, 5e-324, 1.7e308])
def test_colours_of_extreme_heights_end_at_them(height):
    assert colours_end([-height], None) == height


def test_a_graph_has_an_edge_for_each_number_with_its_size_and_sign(ax):
    net = ad.Network(weights=([[1, -2], [0, 4]], [[3], [-1]]), biases=([2, -3], [0]))
    edges = ad.plots.graph(ax, net)
    names = {text.get_position(): text.get_text().strip("$") for text in ax.texts}
    drawn = {
        tuple(names[tuple(end)] for end in segment): look
        for segment, *look in zip(
            edges.get_segments(),
            edges.get_linewidths(),
            edges.get_linestyles(),
            edges.get_colors(),
            strict=True,
        )
    }
    numbers = {
        ("x_{1}", "h_{1}"): 1,
        ("x_{1}", "h_{2}"): -2,
        ("x_{2}", "h_{1}"): 0,
        ("x_{2}", "h_{2}"): 4,
        ("1", "h_{1}"): 2,
        ("1", "h_{2}"): -3,
        ("h_{1}", "z"): 3,
        ("h_{2}", "z"): -1,
        ("1", "z"): 0,
    }
    assert drawn.keys() == numbers.keys()
    for ends, value in numbers.items():
        width, (_, dashes), (red, _, blue, _) = drawn[ends]
        assert width == (0.4 + abs(value) if value else 0)
        assert (dashes is not None) == (value < 0)
        if value:
            assert (blue > red) == (value > 0)


def test_a_graph_numbers_several_outputs(ax):
    ad.plots.graph(ax, ad.Network.initialized((1, 2)))
    assert [text.get_text() for text in ax.texts] == ["$x_{1}$", "$z_{1}$", "$z_{2}$", "1"]


def test_weights_stand_in_their_cells(ax):
    image = ad.plots.weights(ax, NET)
    np.testing.assert_array_equal(image.get_array(), [(1, 1), (1, 1), (0, -1), (1, -2)])
    assert image.get_clim() == pytest.approx((-2.8, 2.8))
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written[1, 3] == "−2"
    assert written[0, 2] == "0"
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["w₁", "w₂", "b", "v"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["unit 1", "unit 2"]
    assert ax.get_label().endswith("Unit 2: w₁ 1, w₂ 1, b −1, v −2. Output bias c: 0.5.")


def test_weights_refuses_a_deeper_network(ax):
    with pytest.raises(
        ValueError, match="net must have one hidden layer and one output, not sizes 2-2-2-1"
    ):
        ad.plots.weights(ax, ad.Network.initialized((2, 2, 2, 1)))


def test_drawing_leaves_the_settings_alone(ax):
    with plt.rc_context():
        before = dict(plt.rcParams)
        ad.plots.points(ax, X, Y)
        ad.plots.weights(ax, NET)
        assert dict(plt.rcParams) == before


def test_creases_have_their_place_and_their_side(ax):
    units = ad.Network(([[1, 0, 0, 1], [0, 1, 0, 0]], [[1], [-2], [3], [1]]), ([0, 1, 1, -9], [0]))
    lines = ad.plots.creases(ax, units, box=(-2, 2, -2, 2))
    segments = np.array(lines.get_segments())
    np.testing.assert_array_equal(segments, [[(0, -2), (0, 2)][::-1], [(-2, -1), (2, -1)]][::1])
    blue, red = lines.get_colors()
    assert blue[2] > blue[0]
    assert red[0] > red[2]
    assert [text.get_text() for text in ax.texts if text.get_text()] == ["1", "2"]
    first, second = (text.get_position() for text in ax.texts if text.get_text())
    assert first[0] > 0
    assert second[1] > -1
    assert ax.get_xlim() == ax.get_ylim() == (-2, 2)
    assert ax.get_label() == (
        "Unit 1: crease from (0, 2) to (0, −2), on towards (1, 0), output weight 1. "
        "Unit 2: crease from (−2, −1) to (2, −1), on towards (0, 1), output weight −2. "
        "Unit 3: no crease here. Unit 4: no crease here."
    )


def test_a_dead_unit_has_a_grey_crease(ax):
    dead = ad.Network(([[1, 1], [0, 0]], [[1], [1]]), ([-2, 9], [0]))
    lines = ad.plots.creases(ax, dead, X)
    (grey,) = lines.get_colors()
    assert np.ptp(grey[:3]) < 0.1
    assert "output weight 1; dead." in ax.get_label()
    assert "Unit 2: no crease here." in ax.get_label()


DEEP = ad.Network(([[1], [0]], [[1, 1]], [[2], [-2]]), ([0], [-1, -9], [0]), hidden="absolute")


def test_creases_of_a_deep_network_are_numbered_through(ax):
    lines = ad.plots.creases(ax, DEEP)
    assert np.array(lines.get_segments())[..., 0].tolist() == [[0, 0], [1, 1], [-1, -1]]
    ink, blue, also_blue = lines.get_colors()
    assert np.ptp(ink[:3]) < 0.1
    assert blue[2] > blue[0]
    assert also_blue.tolist() == blue.tolist()
    assert [text.get_text() for text in ax.texts if text.get_text()] == ["1", "2"]
    assert ax.get_label() == (
        "Unit 1: crease from (0, 3) to (0, −3), on towards (1, 0). "
        "Unit 2: crease from (1, 3) to (1, −3), one of 2 segments, on towards (1, 0), "
        "output weight 2. Unit 3: no crease here."
    )


def test_a_deep_network_is_drawn_from_its_pieces(ax):
    pieces = ad.plots.regions(ax, DEEP, by="pattern")
    assert len(pieces.get_paths()) == 4
    assert pieces.get_clim() == (0, 3)
    stripes = ad.plots.height_map(ax, DEEP, X, Y)
    assert type(stripes).__name__ == "TriContourSet"


def test_regions_have_their_formula_and_their_mean_height(ax):
    pieces = ad.plots.regions(ax, NET)
    found = ad.regions(NET)
    for path, region in zip(pieces.get_paths(), found, strict=True):
        np.testing.assert_array_equal(path.vertices[:-1], region.polygon)
    # Mean heights by hand: nothing is on below x₁ + x₂ = 0, and so on.
    values = dict(zip((r.pattern.sum() for r in found), pieces.get_array(), strict=True))
    assert values[0] == 0.5
    np.testing.assert_allclose(values[2], _mean(found, 2), rtol=1e-12)
    assert pieces.get_clim() == pytest.approx((-1.4, 1.4))
    assert {text.get_text() for text in ax.texts} == {
        *("0.5", "−1 x₁\n− 1 x₂\n+ 2.5", "1 x₁\n+ 1 x₂\n+ 0.5")
    }
    assert ax.get_label().startswith("3 flat pieces. No unit on: 0.5. Units 1, 2 on: −1 x₁ − 1 x₂")


def _mean(found, on):
    """Return the mean height of the region with so many units on, from many points in it."""
    (region,) = (r for r in found if r.pattern.sum() == on)
    corner, *others = region.polygon
    total = size = 0.0
    for one, two in pairwise(others):
        area = np.linalg.det([one - corner, two - corner])
        heights = np.array([corner, one, two]) @ region.gradient + region.offset
        total, size = total + area * heights.mean(), size + area
    return total / size


def test_regions_by_pattern(ax):
    pieces = ad.plots.regions(ax, NET, by="pattern", box=(-1, 1, -1, 1))
    assert sorted(pieces.get_array()) == [0, 1, 2]
    assert {text.get_text() for text in ax.texts} == {"none", "1", "1 2"}
    with pytest.raises(ValueError, match="by must be 'height' or 'pattern', not 'colour'"):
        ad.plots.regions(ax, NET, by="colour")


def test_a_piece_without_room_has_no_text(ax):
    small = ad.Network(([[1, 0, 1], [0, 1, 1]], [[1]] * 3), ([0, 0, 1e-300], [0]))
    pieces = ad.plots.regions(ax, small)
    assert len(pieces.get_paths()) == 7
    assert len(ax.texts) == 6


def test_the_boundary_is_the_exact_one(ax):
    net = ad.train(ad.Network.initialized((2, 5, 1)), X, Y).network
    lines = ad.plots.boundary(ax, net, level=0.25)
    expected = ad.decision_boundary(net, level=0.25)
    np.testing.assert_array_equal(lines.get_segments(), expected)
    assert ax.get_label().startswith("The logit is 0.25 from (")
    ad.plots.boundary(ax, NET, level=99)
    assert ax.get_label() == "The logit is 99 nowhere here."


def test_facets_are_the_regions_at_their_heights(ax3d):
    flat = ad.Network(NET.weights, (NET.biases[0], [0]))  # nothing is on: a piece at 0
    faces = ad.plots.facets(ax3d, flat, X, Y)
    for solid, region in zip(solids(faces), ad.regions(flat), strict=True):
        corners = np.asarray(solid)[: len(region.polygon)]  # the rest is filling
        np.testing.assert_array_equal(corners[:, :2], region.polygon)
        np.testing.assert_allclose(corners[:, 2], flat(corners[:, :2])[:, 0], atol=1e-12)
    assert faces.get_clim() == pytest.approx((-1.05, 1.05))
    assert ax3d.get_label() == (
        "Surface of 3 flat pieces with heights from −4 to 1. "
        "Height at (1, 1): 0, at (1, 0): 1, at (0, 1): 1, at (0, 0): 0."
    )


@pytest.mark.parametrize("y", [Y[:, 0], Y.tolist(), Y[:, 0].astype(int).tolist(), Y > 0.5])
def test_labels_are_drawn_however_they_are_written(y, ax):
    ones, zeros = ad.plots.points(ax, X, y)
    np.testing.assert_array_equal(ones.get_offsets(), [(1, 1), (0, 0)])
    np.testing.assert_array_equal(zeros.get_offsets(), [(1, 0), (0, 1)])


FLAT = (
    "boundary",
    "creases",
    "graph",
    "height_map",
    "learning_curve",
    "points",
    "regions",
    "weights",
)
GIVEN = {"learning_curve": [ad.train(NET, X, Y, epochs=1)], "points": [X, Y]}
SAMPLED = {name: [NET, X, Y] for name in ("surface", "height_map", "facets")}


def drawn(name, ax, *given, **options):
    return getattr(ad.plots, name)(ax, *(given or (GIVEN | SAMPLED).get(name, [NET])), **options)


@pytest.mark.parametrize("name", [*FLAT, "facets", "surface"])
def test_nothing_is_drawn_on_other_axes(name, ax, ax3d):
    wrong, kind = (ax3d, "rectilinear") if name in FLAT else (ax, "3d")
    for bad in (None, "ax", wrong.figure, [wrong]):
        with pytest.raises(TypeError, match=r"^ax must be of type Axes, not "):
            drawn(name, bad)
    with pytest.raises(ValueError, match=f"^ax's projection must be '{kind}', not "):
        drawn(name, wrong)


@pytest.mark.parametrize("name", ["points", *SAMPLED])
@pytest.mark.parametrize(
    ("samples", "error", "message"),
    [
        ((X, [0, 1, 0.7, 1]), ValueError, "y must hold labels 0 or 1; it contains 0.7"),
        ((X, [0, 1, 2, 1]), ValueError, "y must hold labels 0 or 1; it contains 2"),
        ((X, 2 * Y - 1), ValueError, "y must hold labels 0 or 1; it contains -1"),
        ((X, 3 * Y + 2), ValueError, "y must hold labels 0 or 1; it contains 5"),
        ((X, np.hstack([1 - Y, Y])), ValueError, "y must have shape (4,), not (4, 2)"),
        ((X, Y[:3]), ValueError, "y must have shape (4,), not (3, 1)"),
        ((X[:, :1], Y), ValueError, "X must have shape (n, 2), not (4, 1)"),
        ((X * np.nan, Y), ValueError, "X must be finite; it contains nan"),
        ((X, np.ma.masked_less(Y, 0.5)), TypeError, "y must not be masked: "),
        ((X, None), TypeError, "y must hold real numbers, not object"),
    ],
)
def test_no_sample_vanishes(name, samples, error, message, ax, ax3d):
    given = samples if name == "points" else (NET, *samples)
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        drawn(name, ax3d if name in ("surface", "facets") else ax, *given)


@pytest.mark.parametrize("name", ["surface", "height_map"])
@pytest.mark.parametrize(
    ("limit", "error"), [("1", TypeError), (-1, ValueError), (np.inf, ValueError)]
)
def test_colours_end_at_a_number(name, limit, error, ax, ax3d):
    with pytest.raises(error, match=r"^limit must be "):
        drawn(name, ax3d if name == "surface" else ax, limit=limit)


@pytest.mark.parametrize("name", ["boundary", "creases", "regions", *SAMPLED])
@pytest.mark.parametrize(
    "box",
    [
        None,
        (3, -3, -3, 3),
        (0, 1, 2),
        "abcd",
        (0, 1e101, 0, 1),
        (0, 1, -1e101, 0),
        (0, 1e-101, 0, 1),
    ],
)
def test_a_box_is_one(name, box, ax, ax3d):
    with pytest.raises((TypeError, ValueError), match=r"^box must "):
        drawn(name, ax3d if name in ("surface", "facets") else ax, box=box)


def test_a_flat_map_is_paper(ax):
    stripes = ad.plots.height_map(ax, lambda P: 0 * P[:, 0], X, Y)
    assert stripes.get_clim() == (-7, 7)
    ((k,),) = _inside(stripes, [(1, 2)])
    assert stripes.get_facecolor()[k].tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("height", "error", "message"),
    [
        (3, TypeError, "height must be of type Callable, not 3"),
        (lambda P: P[:, 0] * np.nan, ValueError, "height must be finite; it contains nan"),
        (lambda _: None, TypeError, "height must hold real numbers, not object"),
    ],
)
def test_a_height_is_a_number(height, error, message, ax):
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        ad.plots.height_map(ax, height, X, Y)


def test_a_height_function_may_use_up_its_input(ax):
    def height(P):
        P *= 0.5
        return P[:, 0]

    ad.plots.height_map(ax, height, X, Y)
    assert ax.get_label().endswith(
        "Height at (1, 1): 0.5, at (1, 0): 0.5, at (0, 1): 0, at (0, 0): 0."
    )


@pytest.mark.parametrize(
    ("run", "message"),
    [
        (NET, "run must be of type Run, not <Network 2-2-1, relu>"),
        (ad.Run(NET, None), "run.losses must hold real numbers, not object"),
        (ad.Run(NET, [1.0, np.inf]), "run.losses must be finite; it contains inf"),
    ],
)
def test_a_learning_curve_is_that_of_a_run(run, message, ax):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(message)}$"):
        ad.plots.learning_curve(ax, run)


@pytest.mark.parametrize("by", ["Height", None, ["height"], np.array(["height", "pattern"])])
def test_regions_are_coloured_by_one_of_two(by, ax):
    with pytest.raises(ValueError, match=r"^by must be 'height' or 'pattern', not "):
        ad.plots.regions(ax, NET, by=by)


def test_facets_without_a_line_at_height_0_are_drawn(ax3d):
    before = len(ax3d.collections)
    ad.plots.facets(ax3d, NET, X, Y, box=(0, 1, 0, 1))
    assert len(ax3d.collections) - before == 3
    ax3d.figure.canvas.draw()
