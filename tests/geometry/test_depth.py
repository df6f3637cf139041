"""Several hidden layers, against polygons that are clipped one by one, in fractions."""

import re
import warnings
from fractions import Fraction
from itertools import pairwise
from time import process_time

import numpy as np
import plane_oracle as plane
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actdemo as ad

BOX = (-3, 3, -3, 3)
JUMP = ad.Activation("jump", lambda x: np.where(x > 0, x + 1, -x), lambda x: 2.0 * (x > 0) - 1)
HALVES = {  # slope and start, off and on
    "relu": ((0, 0), (1, 0)),
    "leaky_relu": ((plane.LEAK, 0), (1, 0)),
    "absolute": ((-1, 0), (1, 0)),
    "step": ((0, 0), (0, 1)),
    "jump": ((-1, 0), (1, 1)),
}
SMALL, LOST = Fraction(1, 2**44), Fraction(2) ** -1074  # what doubles lose, also where they end
SIZES = (5e-324, 1e-308, 1e-200, 1e-5, 0.1, 1.0, 3.0, 1e5, 1e200, 1e308)
REFUSED = r"net must (have gradients and offsets below 1.8e308 in layer [234]|be at the level or )"


def clipped(corners, line):
    """Return the part of a polygon where a line is not negative."""
    kept = []
    for before, corner in zip([corners[-1], *corners[:-1]], corners, strict=True):
        last, height = plane.value(line, before), plane.value(line, corner)
        if last * height < 0:
            share = last / (last - height)
            kept.append(tuple(p + share * (q - p) for p, q in zip(before, corner, strict=True)))
        if height >= 0:
            kept.append(corner)
    return kept


def layers(net, box):
    """Return for each layer the cells that it meets: corners, pattern, and each unit's line."""
    left, right, bottom, top = plane.fractions(box)
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    one, zero = Fraction(1), Fraction(0)
    cells, found = [(corners, (), [(one, zero, zero), (zero, one, zero)])], []
    for W, b in zip(net.weights, net.biases, strict=True):
        columns = [plane.fractions(column) for column in W.T.tolist()]
        met = [
            (corners, pattern, [affine(w, before, c) for w, c in zip(columns, b, strict=True)])
            for corners, pattern, before in cells
        ]
        found.append(met)
        cells = [part for cell in met for part in cut(*cell, HALVES[net.hidden.name])]
    return found


def affine(weights, maps, bias):
    a, b, c = (
        sum(w * part for w, part in zip(weights, p, strict=True)) for p in zip(*maps, strict=True)
    )
    return a, b, c + Fraction(float(bias))


def cut(corners, pattern, lines, halves):
    parts = [(corners, pattern, [])]
    for line in lines:
        following = []
        for some, signs, values in parts:
            heights = [plane.value(line, corner) for corner in some]
            for on in (True, False):
                (slope, start), side = halves[on], 1 if on else -1
                if max(heights) > 0 if on else min(heights) < 0 or max(heights) == 0:
                    part = clipped(some, [side * x for x in line])
                    a, b, c = line
                    value = (slope * a, slope * b, slope * c + start)
                    following.append((part, (*signs, on), [*values, value]))
        parts = following
    return parts


def near(point, exact, reach=None):
    return all(
        abs(Fraction(float(x)) - p) <= SMALL * (abs(p) if reach is None else reach) + 9 * LOST
        for x, p in zip(point, exact, strict=True)
    )


def matched(points, exact, reach=None):
    """Tell whether points are these, as a loop."""
    return len(points) == len(exact) and any(
        all(near(p, q, reach) for p, q in zip(points, [*exact[k:], *exact[:k]], strict=True))
        for k in range(len(exact))
    )


def check_regions(net, box, cells):
    pieces = ad.regions(net, box)
    truth = {pattern: (corners, logit) for corners, pattern, (logit,) in cells}
    assert len(truth) == len(cells)
    assert sorted(tuple(p.pattern.tolist()) for p in pieces) == sorted(truth)
    for piece in pieces:
        corners, logit = truth[tuple(piece.pattern.tolist())]
        assert matched(piece.polygon, corners)
        size = sum(map(abs, logit)) + 1000
        assert near((*piece.gradient, piece.offset), logit, size)


def edges_of(corners):
    return zip([corners[-1], *corners[:-1]], corners, strict=True)


def crossing(corners, line):
    """Return where a polygon crosses a line: two points, or none."""
    if min(plane.value(line, p) for p in corners) < 0 < max(plane.value(line, p) for p in corners):
        on = clipped(clipped(corners, line), [-x for x in line])
        return [p for k, p in enumerate(on) if p not in on[:k]]
    return []


def same_segments(found, exact, reach=Fraction(10)):
    """Tell whether each segment found is one of those, and each is found once."""
    exact = [tuple(ends) for ends in exact]
    for segment in found:
        (hit,) = [e for e in exact if matched(segment, e, reach)]
        exact.remove(hit)
    return not exact


def check_boundary(net, box, cells, level=0):
    ways, flat, edges = [], 0, {}
    for corners, _, ((a, b, c),) in cells:
        line = a, b, c - Fraction(level)
        heights = [plane.value(line, corner) for corner in corners]
        flat += not any(heights)
        if through := crossing(corners, line):
            ways.append(through)
        for ends in edges_of(corners):
            if not any(plane.value(line, end) for end in ends):
                edges.setdefault(frozenset(ends), []).append(any(heights))
    ways += [tuple(ends) for ends, around in edges.items() if all(around)]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r".* on the level", UserWarning)
        segments = ad.decision_boundary(net, box, level)
    assert len(segments) == len(ways)
    assert same_segments(segments, ways)
    assert len(ad.flat_regions(net, box, level)) == flat


def check_creases(net, box, layers):
    found = iter(ad.creases(net, box))
    for cells, W in zip(layers[:-1], net.weights[1:], strict=True):
        for unit, weights in enumerate(W):
            crease, ways, rims = next(found), set(), []
            for corners, _, lines in cells:
                if through := crossing(corners, lines[unit]):
                    ways.add(frozenset(through))
                if max(plane.value(lines[unit], corner) for corner in corners) > 0:
                    rims += [
                        frozenset(ends)
                        for ends in edges_of(corners)
                        if not any(plane.value(lines[unit], end) for end in ends)
                    ]
            ways |= {rim for rim in rims if rims.count(rim) == 1}  # else it is on beyond, too
            assert same_segments(crease.segments, ways)
            assert crease.sign == (np.sign(weights[0]) if W is net.weights[-1] else None)
            assert crease.dead is None
            depth = next(k for k, some in enumerate(net.weights[1:]) if some is W)
            for start, end in crease.segments:
                step = 1e-9 * (end - start)[::-1] * (-1, 1)
                points = (start + end) / 2 + np.multiply.outer((1, -1), step)
                if ((points > box[::2]) & (points < box[1::2])).all():
                    left, _ = net.forward(points).pre_activations[depth][:, unit]
                    assert left > 0
    assert next(found, None) is None


def check(net, box=BOX, level=0):
    found = layers(net, box)
    check_regions(net, box, found[-1])
    if net.hidden.name not in ("step", "jump"):
        check_boundary(net, box, found[-1], level)
        check_creases(net, box, found)
    return found


def network(sizes, numbers, hidden):
    """Return a network whose weights and biases are the next numbers."""
    numbers = iter(numbers)
    shapes = [shape for pair in pairwise(sizes) for shape in (pair, pair[1:])]
    arrays = [
        np.array([next(numbers) for _ in np.ndindex(shape)]).reshape(shape) for shape in shapes
    ]
    return ad.Network(arrays[::2], arrays[1::2], hidden)


@pytest.mark.parametrize("hidden", [*plane.STRAIGHT, JUMP])
@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 5, 5, 1), (2, 3, 3, 3, 1), (2, 1, 4, 1)])
def test_random_networks(sizes, hidden):
    for seed in range(2):
        numbers = np.random.default_rng(seed).uniform(-2, 2, 99)
        check(network(sizes, numbers, hidden), level=0.3)


WHOLE = st.integers(-2, 2)


@st.composite
def whole_networks(draw):
    sizes = draw(st.sampled_from([(2, 3, 2, 1), (2, 2, 2, 2, 1), (2, 4, 3, 1), (2, 1, 1, 1)]))
    hidden = draw(st.sampled_from([*plane.STRAIGHT, JUMP]))
    count = sum((1 + n_in) * n_out for n_in, n_out in pairwise(sizes))
    return network(sizes, draw(st.lists(WHOLE, min_size=count, max_size=count)), hidden)


@settings(max_examples=150, deadline=None)
@given(net=whole_networks(), level=WHOLE)
def test_whole_weights_with_all_their_coincidences(net, level):
    check(net, level=level)


SUM = [[1, 1], [1, 1]]  # two units that add the inputs


@pytest.mark.parametrize(
    ("weights", "biases", "hidden", "number"),
    [
        # The second layer is off, at 0, or constant where the first one is off.
        (([[1], [0]], [[1]], [[1]]), ([0], [-1], [0]), "relu", 3),
        (([[1], [0]], [[1]], [[1]]), ([0], [0], [0]), "relu", 2),
        (([[1], [0]], [[1]], [[1]]), ([0], [1], [0]), "relu", 2),
        # A line along an earlier crease, from one side and from both, and along the box.
        (([[1], [0]], [[1]], [[1]]), ([0], [0], [0]), "absolute", 2),
        (([[1], [0]], [[1]], [[1]]), ([0], [0], [1]), "leaky_relu", 2),
        (([[1], [0]], [[1]], [[1]]), ([0], [-3], [0]), "absolute", 2),
        (([[1], [0]], [[-1]], [[1]]), ([0], [3], [0]), "absolute", 2),
        # Equal units, and units that take each other away.
        ((SUM, SUM, [[1], [1]]), ([-1, -1], [-1, -1], [0]), "absolute", 4),
        ((SUM, [[1], [-1]], [[1]]), ([-1, -1], [0], [0]), "absolute", 2),
        # Folds onto one another: each layer doubles the pieces.
        (
            ([[1], [0]], [[1]], [[1]], [[1]], [[1]]),
            ([0], [-1], [-0.5], [-0.25], [0]),
            "absolute",
            16,
        ),
        # Zero biases: all creases meet in the origin.
        ((np.eye(2), [[1, -1], [-1, 1]], [[1], [1]]), ([0, 0], [0, 0], [0]), "relu", 5),
        ((np.eye(2), [[1, -1], [-1, 1]], [[1], [1]]), ([0, 0], [0, 0], [0]), "absolute", 8),
        # Nothing arrives.
        ((np.zeros((2, 2)), SUM, [[1], [1]]), ([0, 0], [0, 0], [0]), "relu", 1),
        ((np.eye(2), np.zeros((2, 2)), [[1], [1]]), ([0, 0], [0, 1], [0]), "relu", 4),
        # Three lines through a corner of the box and of a cell.
        ((np.eye(2), [[1, 1], [1, -1]], [[1], [-1]]), ([3, 3], [0, 0], [0]), "relu", 2),
        # Behind a jump, an edge has two sides.
        (([[1], [0]], [[1]], [[1]]), ([0], [-0.5], [0]), "step", 2),
        (([[1], [0]], [[1]], [[1]]), ([0], [-2], [0]), JUMP, 4),
    ],
)
def test_degenerate_networks(weights, biases, hidden, number):
    net = ad.Network(weights, biases, hidden)
    for level in (0, 1):
        assert len(check(net, level=level)[-1]) == number


def test_the_first_crossing_is_right_to_the_last_digit():
    # One third and one seventh are no doubles: nor is any coefficient behind the first layer.
    net = ad.Network(([[1, 0], [0, 1]], [[1 / 3], [1 / 7]], [[1]]), ([0, 0], [-0.1], [0]))
    (crease,) = (one for one in ad.creases(net, (0, 1, 0, 1)) if one.sign is not None)
    x, y = Fraction(0.1) / Fraction(1 / 3), Fraction(0.1) / Fraction(1 / 7)
    assert crease.segments.tolist() == [[[0.0, float(y)], [float(x), 0.0]]]


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "absolute"])
def test_neighbours_share_their_vertices_to_the_last_bit(hidden):
    for net in (
        ad.Network.initialized((2, 8, 8, 8, 1), hidden, seed=1),
        network((2, 9, 7, 1), np.random.default_rng(2).uniform(-1, 1, 200), hidden),
    ):
        edges = set()
        for piece in ad.regions(net):
            assert plane.area(piece.polygon) > 0
            corners = list(map(tuple, piece.polygon.tolist()))
            edges |= set(zip(corners, [*corners[1:], corners[0]], strict=True))
        for start, end in edges:
            on_box = any(a == b and abs(a) == 3 for a, b in zip(start, end, strict=True))
            assert on_box != ((end, start) in edges)


def test_the_boundary_of_a_deep_network_is_chained():
    net = network((2, 9, 7, 1), np.random.default_rng(2).uniform(-1, 1, 200), "relu")
    level = float(net([[0.3, 0.4]])[0, 0])
    segments = ad.decision_boundary(net, level=level)
    breaks = [
        point
        for (_, end), (start, _) in pairwise(segments.tolist())
        if end != start
        for point in (end, start)
    ]
    ends = np.array([segments[0, 0].tolist(), *breaks, segments[-1, 1].tolist()])
    assert len(segments) > len(ends) / 2
    assert (abs(ends).max(axis=1) == 3).all()
    assert abs(net(segments.reshape(-1, 2)) - level).max() < 1e-14


def test_patterns_hold_all_units_layer_by_layer():
    net = ad.Network.initialized((2, 4, 3, 1), seed=3)
    for piece in ad.regions(net):
        trace = net.forward([piece.polygon.mean(axis=0)])
        on = np.concatenate([sums[0] > 0 for sums in trace.pre_activations[:-1]])
        assert piece.pattern.tolist() == on.tolist()
        assert piece.polygon.mean(axis=0) @ piece.gradient + piece.offset == pytest.approx(
            trace.logits[0, 0], abs=1e-14
        )


def test_dead_units_of_all_layers():
    X, _ = ad.xnor()
    net = ad.Network.initialized((2, 4, 3, 1), seed=3)
    dead = np.concatenate([layer.all(axis=0) for layer in net.inactive(net.forward(X))])
    assert [crease.dead for crease in ad.creases(net, X=X)] == dead.tolist()
    assert len(set(dead)) == 2


@pytest.mark.parametrize(("sizes", "layer"), [((2, 1, 1, 1), 2), ((2, 1, 1, 1, 1), 3)])
def test_what_overflows_names_its_layer(sizes, layer):
    arrays = [np.ones(shape) for shape in pairwise(sizes)]
    arrays[layer - 2 : layer] = [1e308 * array for array in arrays[layer - 2 : layer]]
    net = ad.Network(arrays, [np.zeros(array.shape[1]) for array in arrays])
    for function in (ad.regions, ad.decision_boundary, ad.flat_regions, ad.creases):
        with pytest.raises(ValueError, match=rf"offsets below 1.8e308 in layer {layer}, term"):
            function(net)


def test_a_network_of_some_size_is_there_at_once():
    net = network((2, 16, 16, 1), np.random.default_rng(0).uniform(-1, 1, 999), "relu")
    start = process_time()
    assert len(ad.regions(net)) > 200
    assert process_time() - start < 1  # 10 to 20 ms on an idle machine


@st.composite
def networks_of_any_size(draw):
    sizes = draw(st.sampled_from([(2, 2, 2, 1), (2, 1, 2, 1), (2, 2, 1, 1, 1)]))
    hidden = draw(st.sampled_from(["relu", "leaky_relu", "absolute", JUMP]))
    count = sum((1 + n_in) * n_out for n_in, n_out in pairwise(sizes))
    numbers = st.sampled_from([0.0, *SIZES, *(-size for size in SIZES)])
    net = network(sizes, draw(st.lists(numbers, min_size=count, max_size=count)), hidden)
    sides = [sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True))) for _ in "xy"]
    return net, (*sides[0], *sides[1]), draw(numbers)


def check_any_size(net, box, level):
    """Count what there is, or see that it is refused."""
    cells = layers(net, box)[-1]
    try:
        with np.errstate(all="raise"):
            pieces = ad.regions(net, box)
    except ValueError as error:
        assert re.match(REFUSED, str(error))  # noqa: PT017
        return
    truth = {pattern: corners for corners, pattern, _ in cells}
    assert sorted(tuple(p.pattern.tolist()) for p in pieces) == sorted(truth)
    for piece in pieces:
        assert matched(piece.polygon, truth[tuple(piece.pattern.tolist())])
    flat = [
        not any(plane.value((a, b, c - Fraction(level)), corner) for corner in corners)
        for corners, _, ((a, b, c),) in cells
    ]
    try:
        assert len(ad.flat_regions(net, box, level)) == sum(flat)
    except ValueError as error:
        assert re.match(REFUSED, str(error))  # noqa: PT017


@settings(max_examples=100)
@given(case=networks_of_any_size())
def test_numbers_of_every_size(case):
    check_any_size(*case)


@pytest.mark.full
@settings(max_examples=2000)
@given(case=networks_of_any_size())
def test_many_numbers_of_every_size(case):
    check_any_size(*case)


def test_each_layer_bends_in_its_own_way():
    weights = [[1.0, -2.0], [0.5, 1.5]], [[1.0, -1.0], [2.0, 0.5]], [[1.0], [-3.0]]
    biases = [0.25, -0.5], [-1.0, 0.75], [0.5]
    kinds = (
        ("absolute", "relu"),
        ("relu", "leaky_relu"),
        ("leaky_relu", "absolute"),
        ("step", "relu"),
    )
    for hidden in kinds:
        net = ad.Network(weights, biases, hidden)
        found = ad.regions(net)
        assert sum(area(region.polygon) for region in found) == pytest.approx(36)
        for region in found:
            middle = region.polygon.mean(axis=0)
            logit = region.gradient @ middle + region.offset
            assert logit == pytest.approx(net([middle])[0, 0], rel=1e-12, abs=1e-12)
    with pytest.raises(ValueError, match="hidden activation step, which jumps"):
        ad.decision_boundary(ad.Network(weights, biases, ("relu", "step")))
    with pytest.raises(ValueError, match="which jumps"):
        ad.decision_boundary(ad.Network(weights, biases, ("step", "relu")))
    with pytest.raises(ValueError, match=r"not at 0, such as .* not tanh"):
        ad.regions(ad.Network(weights, biases, ("relu", "tanh")))
    with pytest.raises(ValueError, match="return its logit, not the output tanh"):
        ad.regions(ad.Network(weights, biases, output="tanh"))
    assert len(ad.creases(ad.Network(weights, biases, output="tanh"))) == 4


def area(polygon):
    x, y = polygon.T
    return (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2
