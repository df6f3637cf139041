"""What a seed stands for: first weights, and the order of the samples in each epoch.

The two come from independent streams, so that the order is not tied to the weights.  Only the
uniform doubles of the generator are used: these are the same in every version of NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import sqrt

import numpy as np

from . import portable
from .checks import Registry, whole_number
from .portable import Array

Draw = Callable[[np.random.Generator, tuple[int, int]], Array]


def _normal(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw normal numbers of variance 1, each from two uniform ones."""
    u = rng.random((*shape, 2))
    radius = np.sqrt(-2.0 * portable.log(1.0 - u[..., 0]))
    return np.asarray(radius * portable.cos(6.283185307179586 * u[..., 1]))


def _uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw uniform numbers of variance 1."""
    return sqrt(3.0) * (2.0 * rng.random(shape) - 1.0)


initializers: Registry[tuple[Draw, Callable[[int, int], float]]] = Registry(
    "init",
    {
        "glorot_normal": (_normal, lambda n_in, n_out: 2.0 / (n_in + n_out)),
        "glorot_uniform": (_uniform, lambda n_in, n_out: 2.0 / (n_in + n_out)),
        "he_normal": (_normal, lambda n_in, _: 2.0 / n_in),
        "he_uniform": (_uniform, lambda n_in, _: 2.0 / n_in),
        "lecun_normal": (_normal, lambda n_in, _: 1.0 / n_in),
    },
)


def initial_weights(sizes: Sequence[int], init: str, seed: int) -> list[Array]:
    """Draw the weight matrices layer by layer, each row by row."""
    draw, variance = initializers[init]
    rng = np.random.default_rng(whole_number("seed", seed, 0))
    return [sqrt(variance(*shape)) * draw(rng, shape) for shape in pairwise(sizes)]


def orders(n: int, seed: int) -> Iterator[list[int]]:
    """Yield, epoch after epoch, the order of n samples: Fisher and Yates's shuffle."""
    start = np.random.SeedSequence(seed, spawn_key=(1,))
    rng = np.random.default_rng(start)
    while True:
        order = list(range(n))
        for i, u in zip(range(n - 1, 0, -1), rng.random(n - 1).tolist(), strict=True):
            j = int(u * (i + 1))
            order[i], order[j] = order[j], order[i]
        yield order
