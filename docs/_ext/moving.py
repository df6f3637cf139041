"""The cards of pages whose point is motion: a picture that plays while its card is pointed at.

It stands still, as it ends, until the card has the pointer or the focus, and for who has asked for
less motion. Then its frames, all in one SVG, follow each other once, in four seconds. They are
drawn from exact pieces, in the colours of the style sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from cards import TALL, WIDE, cut, path, picture, pieces, point, shape
from docutils import nodes
from galleries import cards

import actdemo as ad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cards import Line
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FRAMES, EPOCHS = 24, 50
X, Y = ad.xnor()


def view(left: float, low: float, wide: float) -> tuple[Callable[[Line], Line], tuple[float, ...]]:
    """Return what puts a part of the plane onto the picture, and the box of that part."""
    scale = WIDE / wide
    box = left, left + wide, low, low + TALL / scale
    return lambda P: ((P[0] - left) * scale, (box[3] - P[1]) * scale), box


def film(frames: Iterable[str], over: str = "") -> str:
    """Return a picture of frames that follow each other, with something that stays over them."""
    shown = [f'<g style="--k:{k}">{frame}</g>' for k, frame in enumerate(frames)]
    return picture(f'<g class="film" style="--n:{len(shown)}">{"".join(shown)}</g>', over)


def creases() -> str:
    """Return the lines on which the units switch, wandering as training goes on."""
    at, box = view(-0.7, -0.4, 2.4)
    epochs = [round(EPOCHS * (k / FRAMES) ** 1.6) for k in range(FRAMES + 1)]
    start = ad.Network.initialized((2, 5, 1), seed=0)
    run = ad.train(start, X, Y, seed=0, epochs=EPOCHS, snapshots=sorted(set(epochs)))

    def lines(found: Iterable[np.ndarray]) -> str:
        return "".join(path(map(at, ends)) for ends in found)

    def frame(net: ad.Network) -> str:
        up = "".join(
            path(map(at, corners)) + "Z"
            for piece, plane in pieces(net, box)
            if (corners := cut(piece, plane))
        )
        drawn = [shape(f"M0 0H{WIDE}V{TALL}H0Z", "film-down"), shape(up, "film-up")]
        for crease in ad.creases(net, box, X):
            look = "dead" if crease.dead else "plus" if crease.sign > 0 else "minus"
            drawn.append(shape(lines(crease.segments), f"film-line film-{look}"))
        return "".join([*drawn, shape(lines(ad.decision_boundary(net, box)), "film-zero")])

    marks = [point(at(P), label) for P, label in zip(X, Y[:, 0], strict=True)]
    return film(map(frame, run.snapshots.values()), "".join(marks))


def hidden_space() -> str:
    """Return the plane on its way to where two units put it, and the line that parts it there."""
    at, _ = view(-0.9, -0.55, 3.6)
    net = ad.Network(([[1, 1], [1, 1]], [[-1], [2]]), ([0, -1], [0.5]))
    v, c = net.weights[1], net.biases[1]

    def landed(P: Line, t: float) -> Line:
        """Return where a point is after a share of its way."""
        (h,) = net.forward([P]).activations[0]
        return [x + t * (a - x) for x, a in zip(P, h, strict=True)]

    def bent(P: np.ndarray, Q: np.ndarray) -> list[np.ndarray]:
        """Return the ends of a segment, and where it crosses the creases."""
        p, q = net.forward([P, Q]).pre_activations[0]
        turns = sorted(h / (h - k) for h, k in zip(p, q, strict=True) if h * k < 0)
        return [P, *(P + turn * (Q - P) for turn in turns), Q]

    ticks = np.linspace(-0.5, 1.5, 9)
    grid = [bent(np.array([x, -0.5]), np.array([x, 1.5])) for x in ticks]
    grid += [bent(np.array([-0.5, x]), np.array([1.5, x])) for x in ticks]
    ends = np.array([-1.0, 3.0])
    level = path(at((a, -(v[0, 0] * a + c[0]) / v[1, 0])) for a in ends)

    def frame(t: float) -> str:
        mesh = "".join(path(at(landed(P, t)) for P in line) for line in grid)
        marks = [point(at(landed(P, t)), label) for P, label in zip(X, Y[:, 0], strict=True)]
        return shape(mesh, "film-mesh") + shape(level, "film-zero") * (t == 1) + "".join(marks)

    return film(frame(k / FRAMES) for k in range(FRAMES + 1))


MOVING = {"geometry/creases": creases, "geometry/hidden_space": hidden_space}


def put(app: Sphinx, doctree: nodes.document) -> None:
    """Put the pictures that move into the place of still ones."""
    for page, card in cards(app, doctree):
        if page in MOVING:
            still = card.next_node(nodes.image)
            card.replace(still, nodes.raw("", MOVING[page](), format="html"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the step, before pictures get their dark twins."""
    app.connect("doctree-read", put)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
