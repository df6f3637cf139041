"""Weights and boxes of any size: right, against fractions, or refused with the range they take."""

import re
import warnings
from fractions import Fraction

import numpy as np
import plane_oracle as plane
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import actdemo as ad

SIZES = (5e-324, 1e-308, 1e-200, 1e-5, 0.1, 1.0, 3.0, 1e5, 1e200, 1e308, np.finfo(float).max)
NUMBERS = st.sampled_from([0.0, *SIZES, *(-size for size in SIZES)])
REFUSED = r"net must (have gradients and offsets below 1.8e308|be at the level or 2.3e-308 to )"
LOST = Fraction(2) ** -1074  # what rounding loses below the range of doubles
SMALL = Fraction(1, 2**44)


class Shown(ad.Network):
    """A network that tells its weights, for the report of a failure."""

    def __repr__(self):
        arrays = ([array.tolist() for array in some] for some in (self.weights, self.biases))
        return f"ad.Network({', '.join(map(repr, arrays))}, {self.hidden.name!r})"


@st.composite
def cases(draw):
    units = draw(st.lists(st.tuples(*[NUMBERS] * 4), min_size=1, max_size=4))
    table = np.array(units)
    biases = (table[:, 2], [draw(NUMBERS)])
    hidden = draw(st.sampled_from(list(plane.STRAIGHT)))
    sides = [sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True))) for _ in "xy"]
    net = Shown((table[:, :2].T, table[:, 3:]), biases, hidden)
    return net, (*sides[0], *sides[1]), draw(NUMBERS)


def asked(function, *arguments):
    """Return what a function gives, whatever NumPy is told of errors; None if it refuses."""
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r".* on the level", UserWarning)
        try:
            return function(*arguments)
        except ValueError as error:
            said = str(error)
    assert re.match(REFUSED, said)
    return None


def near(x, exact, size=0):
    """Tell whether a double is a number, up to a part of the sizes of what it is made of."""
    return abs(Fraction(float(x)) - exact) <= SMALL * Fraction(size or abs(exact)) + 9 * LOST


def maps(net, pattern):
    """Return gradient and offset in fractions, and the sizes of their terms."""
    function = plane.STRAIGHT[net.hidden.name]
    total, sizes = [Fraction(0)] * 3, [Fraction(0)] * 3
    total[2] = Fraction(float(net.biases[1][0]))
    sizes[2] = abs(total[2])
    side = Fraction(1)
    for line, v, on in zip(
        plane.lines(net), plane.fractions(net.weights[1][:, 0]), pattern, strict=True
    ):
        at = side if on else -side
        start = function(at) if net.hidden.name == "step" else 0
        slope = 0 if net.hidden.name == "step" else function(at) / at
        for k, part in enumerate(line):
            term = v * (slope * part + (start if k == 2 else 0))
            total[k] += term
            sizes[k] += abs(v) * (abs(slope * part) + (start if k == 2 else 0))
    return total, sizes


def check_regions(net, box):
    pieces = asked(ad.regions, net, box)
    if pieces is None:
        return
    assert len(pieces) == plane.count(net, box)
    assert len({piece.pattern.tobytes() for piece in pieces}) == len(pieces)
    left, right, bottom, top = plane.fractions(box)
    assert sum(plane.area(p.polygon) for p in pieces) == (right - left) * (top - bottom)
    for piece in pieces:
        exact = plane.clipped(net, box, piece.pattern)
        for x, y in piece.polygon:
            assert any(near(x, p) and near(y, q) for p, q in exact)
        total, sizes = maps(net, piece.pattern)
        for found, truth, size in zip((*piece.gradient, piece.offset), total, sizes, strict=True):
            assert near(found, truth, size)


def crossing(ends, heights, size):
    """Return where an edge is on the level, and how far off doubles may say that it is."""
    (p, q), (up, down) = ends, heights
    share = up / (up - down)
    place = tuple(x + share * (u - x) for x, u in zip(p, q, strict=True))
    part = SMALL * (1 + size / abs(up - down))
    return place, tuple(part * (abs(x) + abs(u)) + 9 * LOST for x, u in zip(p, q, strict=True))


def check_boundary(net, box, level):
    """Count the segments, and find the ends of each among the places that are on the level."""
    found, flat = (asked(f, net, box, level) for f in (ad.decision_boundary, ad.flat_regions))
    pieces = asked(ad.regions, net, box)
    assert (found is None) == (flat is None)
    if found is None:
        return
    ways, flats, edges, places = 0, [], {}, []
    for piece in pieces:
        (a, b, c), sizes = maps(net, piece.pattern)
        corners = plane.clipped(net, box, piece.pattern)
        corners = [p for k, p in enumerate(corners) if p != corners[k - 1]]
        heights = [plane.value((a, b, c - Fraction(level)), p) for p in corners]
        ways += min(heights) < 0 < max(heights)
        flats.append(not any(heights))
        for k, height in enumerate(heights):
            ends, pair = (corners[k - 1], corners[k]), (heights[k - 1], height)
            if height == 0:
                places.append((corners[k], [SMALL * abs(x) + 9 * LOST for x in corners[k]]))
            if not any(pair):
                edges.setdefault(frozenset(ends), []).append(flats[-1])
            if pair[0] * pair[1] < 0:
                reach = [max(abs(x), abs(u)) for x, u in zip(*ends, strict=True)]
                size = plane.value(sizes, reach) + abs(Fraction(level))
                places.append(crossing(ends, pair, size))
    assert len(flat) == sum(flats)
    assert len(found) == ways + sum(not any(around) for around in edges.values())
    left, right, bottom, top = box
    for x, y in found.reshape(-1, 2).tolist():
        assert left <= x <= right
        assert bottom <= y <= top
        off = [(abs(Fraction(x) - p), abs(Fraction(y) - q)) for (p, q), _ in places]
        near = zip(off, (far for _, far in places), strict=True)
        assert any(u <= far[0] and v <= far[1] for (u, v), far in near)


def check_creases(net, box):
    found = asked(ad.creases, net, box)
    left, right, bottom, top = plane.fractions(box)
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    for crease, line, v in zip(found, plane.lines(net), net.weights[1][:, 0], strict=True):
        assert crease.sign == np.sign(v)
        a, b, _ = line
        heights = [plane.value(line, corner) for corner in corners]
        zeros = sum(h == 0 for h in heights)
        within = min(heights) < 0 < max(heights) or (zeros == 2 and max(heights) > 0)
        assert len(crease.segments) == within
        for segment in crease.segments:
            x, y = (Fraction(float(q)) - Fraction(float(p)) for p, q in segment.T)
            assert b * x - a * y >= 0
            for x, y in segment:
                error = plane.value(line, (Fraction(float(x)), Fraction(float(y))))
                size = abs(a * Fraction(float(x))) + abs(b * Fraction(float(y))) + abs(line[2])
                assert abs(error) <= SMALL * size + 9 * LOST * (abs(a) + abs(b))


def one_unit(w, b, v, c, hidden="relu"):
    return ad.Network([[[w], [0.0]], [[v]]], [[b], [c]], hidden)


WIDE = (-1e308, 1e308, -1.0, 1.0)
TINY = (0.0, 5e-324, 0.0, 5e-324)


def check(case):
    net, box, level = case
    check_regions(net, box)
    check_creases(net, box)
    if net.hidden.name != "step":
        check_boundary(net, box, level)


@example(case=(one_unit(1e200, 0.0, 1e200, 1.0), (-3.0, 3.0, -3.0, 3.0), 0.0))
@example(case=(one_unit(1e-200, 0.0, 1e-200, -5e-93), WIDE, 0.0))  # a slope that vanishes matters
@example(case=(one_unit(1e-300, 1e10, 1.0, -1e10), WIDE, 0.0))  # an edge longer than a double
@example(case=(one_unit(1.0, 0.0, 3.4, -1.7e308), WIDE, 0.0))  # a difference larger than a double
@example(case=(one_unit(0.0, -5e-324, 1e5, 0.0, "leaky_relu"), TINY, 0.0))
@settings(max_examples=150)
@given(case=cases())
def test_numbers_of_every_size(case):
    check(case)


def test_numbers_of_these_sizes_are_answered_and_not_refused():
    for v in (1e-50, 1.0, 1e50):
        net = ad.Network([[[1e-200, 3e200], [2e-200, -1e200]], [[v], [-v]]], [[0.0, 0.0], [0.0]])
        for box in (TINY, (-1e50, 1e50, -1e50, 1e50), (0.0, 1e-100, -1e-50, 1e50)):
            assert asked(ad.regions, net, box) is not None
        assert len(asked(ad.decision_boundary, net, (-1.0, 2.0, -3.0, 1.0))) == 1
    assert len(asked(ad.decision_boundary, one_unit(1.0, 0.0, 3.4, -1.7e308), WIDE)) == 1


@pytest.mark.full
@settings(max_examples=2000, deadline=None)
@given(case=cases())
def test_many_numbers_of_every_size(case):
    check(case)
