"""How long the exact pieces and the exact boundary take, and what a grid of equal cost misses."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time
from typing import Any

import contourpy
import numpy as np
from activations import processor
from numpy.typing import NDArray

import actdemo as ad

WIDTHS = (5, 64, 256)
LIMITS = {5: 0.001, 64: 0.020, 256: 1.0}  # seconds in which the regions have to be there
LOW, HIGH = -3.0, 3.0
ROUNDS = 9
BATCH = 1_000
Array = NDArray[np.float64]


def seconds(function: Callable[[], Any]) -> float:
    """Return the median processor time of a call, after one to warm up."""
    times = []
    for _ in range(ROUNDS + 1):
        start = process_time()
        function()
        times.append(process_time() - start)
    return median(times[1:])


def network(width: int) -> ad.Network:
    """Return a network whose creases cross the box all over, with logit 0 in its middle."""
    random = np.random.default_rng(width)
    W = random.uniform(-1.0, 1.0, (2, width))
    v = random.uniform(-1.0, 1.0, (width, 1))
    b = random.uniform(-2.0, 2.0, width)
    middle = ad.Network((W, v), (b, [0.0]))([[0.0, 0.0]])
    return ad.Network((W, v), (b, -middle[0]))


def contour(net: ad.Network, count: int) -> list[Array]:
    """Return the polylines on which the logit seems to be 0 on a grid of count × count points."""
    ticks = np.linspace(LOW, HIGH, count)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    parts = [net(plane[k : k + BATCH]) for k in range(0, len(plane), BATCH)]  # in the cache
    heights = np.concatenate(parts).reshape(count, count)
    lines: list[Array] = contourpy.contour_generator(ticks, ticks, heights).lines(0.0)
    return lines


def equal_cost(net: ad.Network, budget: float) -> int:
    """Return the size of the finest grid whose contour takes no longer than the budget."""
    low, high = 2, 4
    while seconds(partial(contour, net, high)) <= budget:
        low, high = high, 2 * high
    while high - low > max(1, low // 50):
        middle = (low + high) // 2
        if seconds(partial(contour, net, middle)) <= budget:
            low = middle
        else:
            high = middle
    return low


def distances(points: Array, segments: Array) -> Array:
    """Return how far each point is from the nearest segment."""
    start, along = segments[:, 0], segments[:, 1] - segments[:, 0]
    away = points[:, None] - start
    squares = (along * along).sum(axis=1)
    share = np.clip((away * along).sum(axis=2) / np.where(squares, squares, 1.0), 0.0, 1.0)
    nearest: Array = np.hypot(*(away - share[..., None] * along).T).T.min(axis=1)
    return nearest


def main() -> None:
    """Print the table."""
    print(f"CPU {processor()} · Python {platform.python_version()} · NumPy {np.__version__}")
    print(f"Random networks with two inputs, relu, in [{LOW:g}, {HIGH:g}]², on one core;")
    print(f"processor time, median of {ROUNDS}. The grid is the finest whose contour of level 0")
    print("takes no longer than the exact boundary. Error: the largest |logit| at the ends of")
    print("segments; away: how far ends are from the exact boundary, median and largest;")
    print("missed: how far the exact one is from the contour at most.\n")
    heads = ["width", "regions", "ms", "boundary", "ms", "error"]
    heads += ["grid", "error", "away", "largest", "missed"]
    print(*(f"{head:>9}" for head in heads))
    late = []
    for width in WIDTHS:
        net = network(width)
        regions, boundary = ad.regions(net), ad.decision_boundary(net)
        time, budget = (seconds(partial(f, net)) for f in (ad.regions, ad.decision_boundary))
        count = equal_cost(net, budget)
        lines = contour(net, count)
        points = np.concatenate(lines)
        pieces = np.concatenate([np.stack((line[:-1], line[1:]), axis=1) for line in lines])
        away = distances(points, boundary)
        cells = [
            f"{width}",
            f"{len(regions):,}",
            f"{1e3 * time:.2f}",
            f"{len(boundary):,}",
            f"{1e3 * budget:.2f}",
            f"{abs(net(boundary.reshape(-1, 2))).max():.0e}",
            f"{count}²",
            f"{abs(net(points)).max():.0e}",
            f"{np.median(away):.0e}",
            f"{away.max():.0e}",
            f"{distances(boundary.reshape(-1, 2), pieces).max():.0e}",
        ]
        print(*(f"{cell:>9}" for cell in cells))
        if time > LIMITS[width]:
            late.append(f"{width} units take {time:.4f} s, more than {LIMITS[width]} s")
    if late:  # on a busy machine, too
        raise SystemExit("; ".join(late))


if __name__ == "__main__":
    main()
