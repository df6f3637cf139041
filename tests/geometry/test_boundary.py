import warnings
from fractions import Fraction
from itertools import pairwise

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


def scale(net, points):
    """Return the sum of the sizes of all terms of the logit."""
    points = abs(points.reshape(-1, 2))
    (W, v), (b, c) = net.weights, net.biases
    return (points @ abs(W) + abs(b)) @ abs(v)[:, 0] + abs(c[0])


def polylines(segments):
    """Split the segments where one does not begin at the last one's end."""
    parts = []
    for segment in segments.tolist():
        if not parts or parts[-1][-1] != segment[0]:
            parts.append([segment[0]])
        parts[-1].append(segment[1])
    return parts


def quiet_boundary(*arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ad.decision_boundary(*arguments)


def check(net, box=BOX, level=0.0):
    """Hold the boundary against the logit, along segments and between random points."""
    segments = quiet_boundary(net, box, level)
    assert segments.shape == (len(segments), 2, 2)
    for share in (0, 0.25, 1):
        points = segments[:, 0] + share * (segments[:, 1] - segments[:, 0])
        if len(points):
            assert (abs(net(points)[:, 0] - level) <= 1e-12 * (scale(net, points) + level)).all()
    left, right, bottom, top = box
    touches = level_touches(net, box, level)
    for line in polylines(segments):
        ends = np.array([line[0], line[-1]])
        on_box = np.isin(ends[:, 0], (left, right)) | np.isin(ends[:, 1], (bottom, top))
        assert line[0] == line[-1] or on_box.all() or touches
    undirected = {frozenset(map(tuple, segment)) for segment in segments.tolist()}
    assert len(undirected) == len(segments)
    random = np.random.default_rng(0)
    points = random.uniform((left, bottom), (right, top), (40, 2))
    signs = np.sign(net(points)[:, 0] - level)
    for (p, q), (s, t) in zip(pairwise(points), pairwise(signs), strict=True):
        crossings = sum(cross(p, q, *segment) for segment in segments)
        assert touches or (-1) ** crossings == s * t
    return segments


def cross(p, q, a, b):
    """Tell whether two segments cross."""

    def turn(o, u, v):
        return np.sign((u[0] - o[0]) * (v[1] - o[1]) - (u[1] - o[1]) * (v[0] - o[0]))

    return turn(p, q, a) != turn(p, q, b) and turn(a, b, p) != turn(a, b, q)


def level_touches(net, box, level):
    """Tell whether the logit is at the level in some vertex: then polylines may meet or touch."""
    function = {"relu": lambda h: max(h, 0), "absolute": abs}.get(net.hidden.name)
    if function is None:
        return False
    corners = {
        tuple(corner) for piece in ad.regions(net, box) for corner in piece.polygon.tolist()
    }
    return any(
        abs(plane.logit(net, plane.fractions(corner), function) - Fraction(level)) < 1e-9
        for corner in corners
    )


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "absolute"])
@pytest.mark.parametrize("width", [1, 2, 5, 20])
def test_random_networks(hidden, width):
    found = [
        len(check(random_network(width, seed, hidden), level=level))
        for seed in range(4)
        for level in (0, 1.3)
    ]
    assert any(found)


WHOLE = st.integers(-3, 3)


@given(
    units=st.lists(st.tuples(WHOLE, WHOLE, WHOLE, WHOLE), min_size=1, max_size=6),
    output=WHOLE,
    hidden=st.sampled_from(["relu", "absolute"]),
)
def test_whole_weights_against_the_logit_of_each_region_in_fractions(units, output, hidden):
    net = network(units, output, hidden)
    check(net)
    function = {"relu": lambda h: max(h, 0), "absolute": abs}[hidden]
    flat, edges, ways = [], {}, 0
    for piece in ad.regions(net):
        # Coordinates are rounded, values are not: the weights are whole numbers.
        gradient, offset = plane.fractions(piece.gradient.tolist()), Fraction(piece.offset)
        assert plane.logit(net, plane.middle(piece.polygon), function) == plane.value(
            (*gradient, offset), plane.middle(piece.polygon)
        )
        heights = [plane.value((*gradient, offset), p) for p in exact_corners(net, piece)]
        sides = [(h > 0) - (h < 0) for h in heights]
        ways += min(sides) < 0 < max(sides)
        flat.append(not any(sides))
        corners = list(map(tuple, piece.polygon.tolist()))
        for k, corner in enumerate(corners):
            if sides[k] == sides[k - 1] == 0:
                edges.setdefault(frozenset((corner, corners[k - 1])), []).append(flat[-1])
    own = sum(not any(around) for around in edges.values())
    assert len(quiet_boundary(net)) == ways + own
    assert len(ad.flat_regions(net)) == sum(flat)
    if any(flat):
        with pytest.warns(UserWarning, match=r"level 0 as a whole, .* ad\.flat_regions"):
            ad.decision_boundary(net)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ad.decision_boundary(net)


def exact_corners(net, piece):
    """Return the corners of a region in fractions: the nearest meeting points of lines."""
    edges = [(1, 0, 3), (1, 0, -3), (0, 1, 3), (0, 1, -3)]
    lines = [tuple(map(Fraction, line)) for line in edges] + plane.lines(net)
    points = {plane.meeting(one, other) for one in lines for other in lines} - {None}
    for x, y in piece.polygon.tolist():
        yield min(points, key=lambda p: abs(p[0] - Fraction(x)) + abs(p[1] - Fraction(y)))


@given(
    size=st.integers(-27, 27),
    seed=st.integers(0, 99),
    hidden=st.sampled_from(["relu", "absolute"]),
)
def test_weights_of_all_sizes(size, seed, hidden):
    net = random_network(5, seed, hidden)
    (W, v), (b, c) = net.weights, net.biases
    check(ad.Network((W * 2.0**size, v), (b * 2.0**size, c * 2.0**size), hidden))
    check(ad.Network((W, v * 2.0**size), (b, c), hidden))


@pytest.mark.parametrize("box", [(1e6, 1e6 + 2, 0, 2), (-1e-6, 1e-6, 0, 2e-6)])
def test_boxes_far_away_and_tiny(box):
    left, right, bottom, top = box
    middle, width = (left + right) / 2, (right - left) / 4
    net = network([(1, 0, -middle, 1)], -width, "absolute")
    segments = check(net, box)
    assert segments[..., 0].tolist() == [[middle + width] * 2, [middle - width] * 2]
    assert sorted(segments[0, :, 1].tolist()) == [bottom, top]


def test_a_closed_boundary_is_one_polyline():
    segments = ad.decision_boundary(network([(1, 0, 0, 1), (0, 1, 0, 1)], -2, "absolute"))
    (line,) = polylines(segments)
    assert line[0] == line[-1]
    assert sorted(line[1:]) == [[-2, 0], [0, -2], [0, 2], [2, 0]]


def test_a_level_that_only_touches():
    # A ridge along a crease appears once, a single point not at all.
    ridge = network([(1, 0, 0, 1)], 0, "absolute")
    assert ad.decision_boundary(ridge).tolist() == [[[0, -3], [0, 3]]]
    cone = network([(1, 0, 0, 1), (0, 1, 0, 1)], 0, "absolute")
    assert ad.decision_boundary(cone).shape == (0, 2, 2)
    edge = network([(1, 0, 3, 1)], 0)
    assert np.unique(ad.decision_boundary(edge)[..., 0]).tolist() == [-3]
    assert len(ad.decision_boundary(edge)) == 1
    assert ad.decision_boundary(network([(1, 0, 0, 1)], 5)).shape == (0, 2, 2)


def test_a_saddle_is_two_lines_through_one_vertex():
    saddle = network([(1, 0, 0, 1), (0, 1, 0, -1)], 0, "absolute")
    segments = check(saddle)
    assert len(segments) == 4
    assert (segments == 0).all(axis=-1).any(axis=-1).all()


def test_a_level_at_a_vertex_where_the_boundary_bends():
    bent = network([(1, 0, 0, 1), (0, 1, 0, -1)], 0)
    with pytest.warns(UserWarning, match="1 region lies on the level 0 as a whole"):
        segments = ad.decision_boundary(bent)
    assert sorted(segments[0].tolist()) == [[0, 0], [3, 3]]
    assert len(segments) == 1


def test_a_flat_region_is_told_and_its_outline_is_no_boundary():
    net = network([(1, 0, 0, 1), (1, 0, -1, -1), (-1, 0, -1, -1)], -1)  # 0 on 1 < x1
    with pytest.warns(UserWarning, match=r"1 region lies .* ad\.flat_regions"):
        assert ad.decision_boundary(net).shape == (0, 2, 2)
    (region,) = ad.flat_regions(net)
    assert sorted(region.polygon.tolist()) == [[1, -3], [1, 3], [3, -3], [3, 3]]
    assert ad.flat_regions(net, level=0.5) == []
    with pytest.warns(UserWarning, match="2 regions lie on the level 2 as a whole"):
        ad.decision_boundary(network([(1, 0, 0, 0)], 2), level=2)


def test_flat_is_decided_exactly():
    # 0.1 + 0.2 − 0.3 is not 0 in doubles, 0.5 + 0.25 − 0.75 is.
    crossing = [(1, 0, 0, 0.1), (1, 0, 0, 0.2), (1, 0, 0, -0.3)]
    assert len(ad.flat_regions(network(crossing, 0))) == 1
    flat = [(1, 0, 0, 0.5), (1, 0, 0, 0.25), (1, 0, 0, -0.75)]
    assert len(ad.flat_regions(network(flat, 0))) == 2
    thirds = [(0.1, 0.7, 0.3, 0.1), (0.1, 0.7, 0.3, -0.1)]
    assert len(ad.flat_regions(network(thirds, 0.1), level=0.1)) == 2
    assert ad.flat_regions(network(thirds, 0.1), level=np.nextafter(0.1, 1)) == []


def test_flat_regions_are_regions():
    net = random_network(6, 2)
    flat = ad.flat_regions(ad.Network(net.weights, (net.biases[0], [0.25])), level=0.25)
    assert [region.gradient.tolist() for region in flat] == [[0, 0]] * len(flat)
    silent = [region for region in ad.regions(net) if not region.pattern.any()]
    assert [region.polygon.tolist() for region in flat] == [r.polygon.tolist() for r in silent]


def test_a_step_has_flat_regions_and_no_boundary():
    net = network([(1, 0, 0, 1), (0, 1, 0, -1)], 0, "step")
    with pytest.raises(ValueError, match=r"step, which jumps.* ad\.creases"):
        ad.decision_boundary(net)
    assert {r.pattern.tobytes() for r in ad.flat_regions(net)} == {b"\0\0", b"\1\1"}


def test_the_boundary_bends_only_at_creases():
    net = random_network(8, 1)
    segments = ad.decision_boundary(net)
    lines = polylines(segments)
    bends = [bend for line in lines for bend in line[1:-1]]
    assert len(bends) > 3
    assert (abs(net.forward(bends).pre_activations[0]).min(axis=1) < 1e-14).all()
    assert (abs(net.forward(segments.mean(axis=1)).pre_activations[0]) > 1e-9).all()


@pytest.mark.parametrize("level", ["0", None, np.inf])
def test_a_level_is_a_finite_number(level):
    for function in (ad.decision_boundary, ad.flat_regions):
        with pytest.raises((TypeError, ValueError), match="level must be"):
            function(random_network(2), BOX, level)


@pytest.mark.parametrize("height", [1e16, -1e16, 3e300])
def test_a_level_as_high_as_the_plane_is_met_exactly(height):
    # What is left of the sum has no digit of the slope; only whole numbers tell the side.
    net = ad.Network(([[1.0], [0.0]], [[1.0]]), ([0.0], [height]), "absolute")
    (flat,) = [ad.decision_boundary(net, (-3, 4, -3, 4), height)]
    assert (flat[:, :, 0] == 0.0).all()
    assert len(flat) == 1
