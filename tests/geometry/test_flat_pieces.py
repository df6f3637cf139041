from fractions import Fraction

import numpy as np
import plane_oracle as plane
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actdemo as ad

BOX = (-3, 3, -3, 3)


def network(units, output, hidden="relu"):
    """Return a network from (w1, w2, b, v) for each unit."""
    table = np.array(units, float)
    return ad.Network((table[:, :2].T, table[:, 3:]), (table[:, 2], [output]), hidden)


def random_network(width, seed=0, hidden="relu"):
    random = np.random.default_rng(seed)
    return network(random.uniform(-2, 2, (width, 4)), random.uniform(-1, 1), hidden)


def check(net, box=BOX):
    """Hold the regions against everything that must be true of them."""
    pieces = ad.regions(net, box)
    H = net.sizes[1]
    assert len(pieces) == plane.count(net, box) <= 1 + H + H * (H - 1) // 2
    assert len({piece.pattern.tobytes() for piece in pieces}) == len(pieces)
    left, right, bottom, top = plane.fractions(np.array(box, float).tolist())
    assert sum(plane.area(p.polygon) for p in pieces) == (right - left) * (top - bottom)
    inside = {
        tuple(vertex)
        for piece in pieces
        for vertex in piece.polygon.tolist()
        if left < vertex[0] < right and bottom < vertex[1] < top
    }
    exact = plane.vertices(net, box)
    near = sorted(exact)
    assert len(inside) <= len(exact)
    for x, y in inside:
        assert any(
            abs(Fraction(x) - p) <= 5 * 2.0**-53 * abs(p)
            and abs(Fraction(y) - q) <= 5 * 2.0**-53 * abs(q)
            for p, q in near
        )
    function = plane.STRAIGHT[net.hidden.name]
    lines = plane.lines(net)
    for piece in pieces:
        assert piece.pattern.shape == (H,)
        point = plane.middle(piece.polygon)
        if plane.area(piece.polygon) > 0:
            assert piece.pattern.tolist() == [plane.value(line, point) > 0 for line in lines]
            x, y = plane.fractions(piece.gradient.tolist())
            height = x * point[0] + y * point[1] + Fraction(piece.offset)
            size = sum(
                abs(Fraction(float(v))) * (abs(a * point[0]) + abs(b * point[1]) + abs(c) + 1)
                for v, (a, b, c) in zip(net.weights[1][:, 0], lines, strict=True)
            )
            error = abs(height - plane.logit(net, point, function))
            assert error <= 2.0**-52 * (H + 4) * (size + abs(Fraction(float(net.biases[1][0]))))
    return pieces


@pytest.mark.parametrize("hidden", plane.STRAIGHT)
@pytest.mark.parametrize("width", [1, 2, 5, 12])
def test_random_networks(hidden, width):
    for seed in range(3):
        check(random_network(width, seed, hidden))


WHOLE = st.integers(-3, 3)


@given(
    units=st.lists(st.tuples(WHOLE, WHOLE, WHOLE, WHOLE), min_size=1, max_size=8),
    hidden=st.sampled_from(list(plane.STRAIGHT)),
    box=st.sampled_from([BOX, (0, 1, 0, 1), (-2, 3, 0, 7), (0.5, 0.75, -1, 4)]),
)
def test_whole_weights_with_all_their_coincidences(units, hidden, box):
    check(network(units, 1, hidden), box)


@st.composite
def doubles(draw):
    size = 2.0 ** draw(st.integers(-27, 27))
    return size * draw(st.sampled_from([0.0, 0.1, 0.3, 1.0, -0.7, -1.0, 1 / 3]))


@given(st.lists(st.tuples(doubles(), doubles(), doubles(), doubles()), min_size=1, max_size=6))
def test_weights_of_all_sizes(units):
    check(network(units, 0.5))


@pytest.mark.parametrize(
    "box",
    [
        (1e6, 1e6 + 4, -1e6 - 4, -1e6),
        (1e6, 1e6 + 1e-6, 1e6, 1e6 + 2e-6),
        (-1e-6, 1e-6, -1e-6, 2e-6),
        (1e-6, 1.1e-6, -3, 3),
        (-1e9, 1e9, -1e-9, 1e-9),
    ],
)
def test_boxes_far_away_and_tiny(box):
    random = np.random.default_rng(1)
    left, right, bottom, top = box
    points = random.uniform((left, bottom), (right, top), (6, 2))
    w = random.uniform(-1, 1, (6, 2)) / (right - left, top - bottom)
    w[0] = 1, 0
    b = -(w * points).sum(axis=1)
    assert len(check(network(np.column_stack((w, b, np.ones(6))), 0.0), box)) > 6


def test_a_start_with_zero_biases_has_ten_regions():
    for seed in range(20):
        assert len(check(ad.Network.initialized((2, 5, 1), seed=seed))) == 10


@pytest.mark.parametrize(
    ("units", "number"),
    [
        ([(0, 0, 1, 1)], 1),  # no weights: on everywhere
        ([(0, 0, -1, 1), (0, 0, 0, 1)], 1),
        ([(1, 0, 0, 1), (2, 0, 0, 1), (-1, 0, 0, 1), (1e-8, 0, 0, 1)], 2),  # one line four times
        ([(0.1, 0.3, 0.7, 1), (0.2, 0.6, 1.4, 1)], 2),  # the same doubles, twice
        ([(0.1, 0.3, 0.7, 1), (0.3, 3 * 0.3, 2.1, 1)], 3),  # nearly, but not
        ([(1, 0, 0, 1), (1, 0, -1, 1), (1, 0, 1, 1)], 4),  # parallel
        ([(1, 0, 0, 1), (0, 1, 0, 1), (1, 1, 0, 1)], 6),  # three in one point
        ([(1, 0, 0, 1), (0, 1, 0, 1), (1, 1, 1e-300, 1)], 7),  # three nearly in one point
        ([(1, 0, 3, 1), (0, 1, -3, 1)], 1),  # along the edges of the box
        ([(1, 1, 6, 1)], 1),  # through its corner
        ([(1, 1, 0, 1), (1, -1, 0, 1)], 4),  # its diagonals
        ([(1, 1, 60, 1)], 1),  # past it
        ([(1e300, 1e300, -1e300, 1), (1e-300, -1e-300, 1e-300, 1)], 4),
        ([(5e-324, 5e-324, 0, 1), (1e308, -1e308, 0, 1)], 4),
    ],
)
def test_degenerate_lines(units, number):
    net = network(units, 0)
    assert len(ad.regions(net)) == number == plane.count(net, BOX)
    if np.abs(net.weights[0]).max() < 1e100:
        check(net)


def test_a_unit_on_its_kink_everywhere_is_off():
    (region,) = ad.regions(network([(0, 0, 0, 1), (0, 0, 1, 2)], 0.5))
    assert region.pattern.tolist() == [False, True]
    assert region.gradient.tolist() == [0, 0]
    assert region.offset == 2.5
    assert sorted(region.polygon.tolist()) == [[-3, -3], [-3, 3], [3, -3], [3, 3]]


def test_polygons_turn_counter_clockwise_and_share_their_vertices():
    pieces = ad.regions(random_network(30))
    assert all(plane.area(piece.polygon) > 0 for piece in pieces)
    edges = {}
    for piece in pieces:
        corners = list(map(tuple, piece.polygon.tolist()))
        for edge in zip(corners, corners[1:] + corners[:1], strict=True):
            edges[edge] = edges.get(edge, 0) + 1
    assert set(edges.values()) == {1}
    for (x, y), (u, v) in edges:
        on_box = any(a == b and abs(a) == 3 for a, b in ((x, u), (y, v)))
        assert on_box != (((u, v), (x, y)) in edges)


def test_many_units_by_eulers_count():
    net = random_network(60, 3)
    assert len(ad.regions(net)) == plane.count(net, BOX)


def test_an_activation_of_ones_own_counts_if_it_is_straight():
    def sign(x):
        return np.where(x > 0, 1.0, -1.0)

    own = ad.Activation("sign", sign, np.zeros_like)
    left, right = sorted(
        ad.regions(network([(1, 0, 0, 2)], 1, own)), key=lambda region: region.polygon[:, 0].min()
    )
    assert (left.offset, right.offset) == (-1, 3)
    steep = ad.leaky_relu.variant(slope=0.25)
    (left, right) = sorted(
        ad.regions(network([(1, 0, 1, 2)], 1, steep)), key=lambda region: region.offset
    )
    assert left.gradient.tolist() == [0.5, 0]
    assert right.gradient.tolist() == [2, 0]
    assert (left.offset, right.offset) == (1.5, 3)


def test_relu_may_have_another_slope_at_its_kink():
    assert len(ad.regions(network([(1, 0, 0, 1)], 0, ad.relu.variant(kink=0.5)))) == 2


@pytest.mark.parametrize("name", sorted({*ad.activations} - {*plane.STRAIGHT}))
@pytest.mark.parametrize(
    "function", [ad.regions, ad.creases, ad.decision_boundary, ad.flat_regions]
)
def test_other_activations_need_a_grid(function, name):
    with pytest.raises(ValueError, match=rf"net must have .* straight .* not {name}; .* a grid"):
        function(network([(1, 0, 0, 1)], 0, name))


@pytest.mark.parametrize(
    "function", [ad.regions, ad.creases, ad.decision_boundary, ad.flat_regions]
)
@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ((2, 1), "net must have at least one hidden layer and one output, not sizes 2-1"),
        ((2, 3, 2), "net must have at least one hidden layer and one output, not sizes 2-3-2"),
        ((3, 3, 1), "net must have two inputs, not 3"),
    ],
)
def test_other_shapes_are_refused(function, sizes, message):
    with pytest.raises(ValueError, match=message):
        function(ad.Network.initialized(sizes))


@pytest.mark.parametrize(
    "function", [ad.regions, ad.creases, ad.decision_boundary, ad.flat_regions]
)
def test_what_is_no_network_or_no_box_is_refused(function):
    net = ad.Network.initialized((2, 3, 1))
    with pytest.raises(TypeError, match="net must be of type Network, not 3"):
        function(3)
    with pytest.raises(ValueError, match=r"net holds 2 networks; choose one"):
        function(ad.Network.initialized((2, 3, 1), seed=range(2)))
    for box in ((3, -3, -3, 3), (-3, 3, 2, 2), (0, 1, 2)):
        with pytest.raises(ValueError, match=r"box must be \(x1 low, x1 high, x2 low, x2 high\)"):
            function(net, box)
    with pytest.raises(ValueError, match="box must be finite"):
        function(net, (0, 1, 0, np.inf))


@pytest.mark.parametrize("function", [ad.regions, ad.decision_boundary, ad.flat_regions])
def test_an_output_function_has_no_flat_pieces(function):
    net = ad.Network.initialized((2, 3, 1), output="tanh")
    with pytest.raises(
        ValueError, match=r"^net must return its logit, not the output tanh of it$"
    ):
        function(net)


def test_an_output_function_moves_no_crease():
    net = ad.Network.initialized((2, 3, 1), seed=4)
    assert ad.creases(ad.Network(net.weights, net.biases, "relu", "tanh")) == ad.creases(net)


def test_creases():
    units = [(3, 4, 0, 2), (0, -2, 2, -1), (0, 0, 1, 0), (1, 1, 9, 0), (1, 1, 6, 1), (1, 0, 3, 1)]
    slanted, level, none, past, corner, edge = ad.creases(network(units, 0), X=ad.xnor()[0])
    np.testing.assert_allclose(slanted.segments, [[(-3, 2.25), (3, -2.25)]], rtol=1e-15)
    assert level.segments.tolist() == [[[3, 1], [-3, 1]]]
    assert none.segments.shape == past.segments.shape == corner.segments.shape == (0, 2, 2)
    assert edge.segments.tolist() == [[[-3, 3], [-3, -3]]]
    assert [crease.sign for crease in (slanted, level, none, past)] == [1, -1, 0, 0]


def test_the_on_side_is_to_the_left():
    for seed in range(5):
        net = random_network(9, seed)
        for k, crease in enumerate(ad.creases(net)):
            for start, end in crease.segments:
                x, y = end - start
                assert net.forward([start + np.array([-y, x])]).pre_activations[0][0, k] > 0


def test_creases_of_huge_and_tiny_weights():
    for size in (1e-300, 1e300):
        (crease,) = ad.creases(network([(size, size, 0, 1)], 0))
        assert crease.segments.tolist() == [[[-3, 3], [3, -3]]]


def test_dead_is_what_classify_calls_dead():
    X, y = ad.xnor()
    for hidden in ("relu", "leaky_relu"):
        for seed in range(10):
            net = ad.Network.initialized((2, 5, 1), hidden=hidden, seed=seed)
            dead = [crease.dead for crease in ad.creases(net, X=X)]
            assert dead == ad.classify(net, X, y).dead.tolist()
    assert [crease.dead for crease in ad.creases(net)] == [None] * 5
    with pytest.raises(ValueError, match="X must have shape"):
        ad.creases(net, X=[[1, 2, 3]])
