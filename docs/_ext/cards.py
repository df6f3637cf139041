"""The pictures of the start page's cards, as SVG in the page's own colours, from exact pieces.

Light and dark come from the style sheet, so that one picture serves both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import actdemo as ad

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Line = Sequence[float]  # a x1 + b x2 + c

WIDE, TALL = 280, 210
STRIPE = 0.7
LEVELS = range(1, 7)
BOX = (-0.3, 1.3, -0.3, 1.3)


def cut(corners: list[Line], line: Line) -> list[Line]:
    """Return the part of a convex polygon where a x1 + b x2 + c is not negative."""
    a, b, c = line
    kept: list[Line] = []
    for P, Q in zip(corners, (*corners[1:], corners[0]), strict=True):
        p, q = a * P[0] + b * P[1] + c, a * Q[0] + b * Q[1] + c
        if p >= 0:
            kept.append(P)
        if p * q < 0:
            share = p / (p - q)
            kept.append([P[i] + share * (Q[i] - P[i]) for i in range(2)])
    return kept if len(kept) > 2 else []


def pieces(net: ad.Network, box: tuple[float, ...]) -> list[tuple[list[Line], Line]]:
    """Return the flat pieces of a network, each with its plane."""
    return [
        (region.polygon.tolist(), (*region.gradient, region.offset))
        for region in ad.regions(net, box=box)
    ]


def path(points: Iterable[Line]) -> str:
    """Return the data of a path."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def picture(*parts: str) -> str:
    """Return a picture that says nothing to who can't see it: the words are beside it."""
    return f'<svg viewBox="0 0 {WIDE} {TALL}" aria-hidden="true">{"".join(parts)}</svg>'


def shape(d: str, look: str) -> str:
    """Return a path, in the looks of the style sheet."""
    return f'<path class="{look}" d="{d}"/>'


def point(place: Line, label: float) -> str:
    """Return a circle for class 1, a square for class 0."""
    x, y = place
    if label:
        return f'<circle class="pg-point pg-class-1" cx="{x:.1f}" cy="{y:.1f}" r="7"/>'
    corner = f'x="{x - 6.3:.1f}" y="{y - 6.3:.1f}"'
    return f'<rect class="pg-point pg-class-0" {corner} width="12.6" height="12.6"/>'


def surface(net: ad.Network) -> str:
    """Return the landscape of the logit, from above its near corner, far strips first."""
    low, high = BOX[:2]

    def at(P: Line, z: float) -> Line:
        x1, x2 = P
        return WIDE / 2 + (x1 - x2) * 76, 42 - (x1 + x2 - 2 * high) * 31 - 11 * z

    drawn, strips, flat = [], 30, pieces(net, BOX)
    bounds = [-np.inf, *(STRIPE * k for k in (*range(-6, 0), *LEVELS)), np.inf]
    looks = [*(f"pg-minus-{k}" for k in reversed(LEVELS)), "pg-paper"]
    looks += [f"pg-plus-{k}" for k in LEVELS]
    for near in reversed(np.linspace(2 * low, 2 * high, strips + 1)[:-1]):
        far = near + 2 * (high - low) / strips
        for corners, (a, b, c) in flat:
            strip = cut(corners, (1, 1, -near))
            strip = strip and cut(strip, (-1, -1, far))
            for look, bottom, top in zip(looks, bounds, bounds[1:], strict=False):
                band = strip if bottom == -np.inf else strip and cut(strip, (a, b, c - bottom))
                band = band if top == np.inf else band and cut(band, (-a, -b, top - c))
                if band:
                    d = path(at(P, a * P[0] + b * P[1] + c) for P in band) + "Z"
                    drawn.append(shape(d, look))
    for axis in range(2):  # the two walls in front
        rim = [
            (P, a * P[0] + b * P[1] + c)
            for corners, (a, b, c) in flat
            for P in corners
            if abs(P[axis] - low) < 1e-9
        ]
        rim.sort(key=lambda one: one[0][1 - axis])
        near, far = (low, low), (low, high) if axis == 0 else (high, low)
        foot = [at(far, -5.6), at(near, -5.6)]
        drawn.append(shape(path([*(at(*one) for one in rim), *foot]) + "Z", "card-wall"))
    edges = "".join(
        path(at(P, a * P[0] + b * P[1] + c) for P in corners) + "Z" for corners, (a, b, c) in flat
    )
    X, y = ad.xnor()
    zero = "".join(path(at(P, 0) for P in ends) for ends in ad.decision_boundary(net, BOX))
    marks = [point(at(P, z), k) for P, z, k in zip(X, net(X)[:, 0], y[:, 0], strict=True)]
    return picture(*drawn, shape(edges, "card-edge"), shape(zero, "pg-zero"), *marks)


def network(net: ad.Network) -> str:
    """Return the graph of a network, close up."""
    (W, v), units = net.weights, [(140, 24 + 40.5 * k) for k in range(5)]
    inputs, out = [(46, 65), (46, 145)], (232, 105)
    ends = [(inputs[i], units[k], W[i, k]) for i in range(2) for k in range(5)]
    ends += [(units[k], out, v[k, 0]) for k in range(5)]
    lines = [
        f'<line class="pg-wire pg-{"minus" if w < 0 else "plus"}" x1="{p}" y1="{q}" x2="{r}" '
        f'y2="{s}" stroke-width="{0.8 + 4.6 * np.tanh(abs(w) / 1.6):.2f}"/>'
        for (p, q), (r, s), w in ends
    ]
    knots = [
        f'<circle class="pg-knot" cx="{x}" cy="{y}" r="16"/>' for x, y in (*inputs, *units, out)
    ]
    bends = [shape(f"M{x - 9} {y + 4}h9l8-11", "pg-bend") for x, y in units]
    names = [
        f'<text class="card-name" x="{x}" y="{y + 5}">{name}</text>'
        for name, (x, y) in zip(("x₁", "x₂", "z"), (*inputs, out), strict=True)
    ]
    return picture(*lines, *knots, *bends, *names)


def wall(nets: ad.Network, right: Sequence[bool]) -> str:
    """Return a hundred networks: where each says class 1, in grey if it has failed."""
    tall, wide = 18.6, 25.6
    side = wide / tall
    box = (0.5 - side, 0.5 + side, -0.5, 1.5)
    paths = dict.fromkeys(("lost-down", "lost-up", "won-down", "won-up"), "")
    for seed, won in enumerate(right):
        left, top = 3 + seed % 10 * 27.6, 2.5 + seed // 10 * 20.7
        kind = "won" if won else "lost"
        paths[f"{kind}-down"] += f"M{left:.1f} {top:.1f}h{wide}v{tall}h-{wide}z"
        for corners, plane in pieces(nets[seed], box):
            up = [
                (left + (x - box[0]) / 2 * tall, top + (box[3] - y) / 2 * tall)
                for x, y in cut(corners, plane)
            ]
            if up:
                paths[f"{kind}-up"] += path(up) + "Z"
    return picture(*(shape(d, f"card-{kind}") for kind, d in paths.items()))


def facets(net: ad.Network) -> str:
    """Return the flat pieces with contour lines, which run straight and turn at the creases."""
    box = (-0.44, 1.44, -0.2, 1.21)

    def at(P: Line) -> Line:
        return (P[0] + 0.433) * 150, (1.2 - P[1]) * 150

    shades = [
        shape(path(map(at, region.polygon)) + "Z", f"card-shade-{region.pattern.sum()}")
        for region in ad.regions(net, box)
    ]
    lines = "".join(
        path(map(at, ends))
        for level in np.arange(-12, 3, 0.2)
        for ends in ad.decision_boundary(net, box, level + 0.1)
    )
    segments = [ends for crease in ad.creases(net, box) for ends in crease.segments]
    creased = "".join(path(map(at, ends)) for ends in segments)
    X, y = ad.xnor()
    marks = [point(at(P), k) for P, k in zip(X, y[:, 0], strict=True)]
    return picture(*shades, shape(lines, "card-contour"), shape(creased, "card-crease"), *marks)
