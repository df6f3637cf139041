"""What a seed stands for: first weights, and the order of the samples in each epoch.

The two come from independent streams, so that the order is not tied to the weights.  A stream is
that of NumPy's ``default_rng``: SeedSequence [1]_ starts the generator PCG64 [2]_.  Here it runs
for many seeds side by side: to make a generator for each would take longer than the training.

References
----------
.. [1] M. E. O'Neill, "Developing a seed_seq alternative", 2015,
   https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html
.. [2] M. E. O'Neill, *PCG: A family of simple fast space-efficient statistically good algorithms
   for random number generation*, Harvey Mudd College, HMC-CS-2014-0905, 2014,
   https://www.pcg-random.org/paper.html
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, cycle, islice, pairwise, repeat
from math import prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actdemo.checks import Registry, sequence, shown, whole_number

from . import elementary
from .elementary import Array

Words = Any  # unsigned, one or an array; what overflows is dropped
Wide = tuple[Words, Words]  # numbers of 128 bits: their high and their low words
Draw = Callable[[Array], Array]

BLOCK = 8192  # numbers that are drawn at once, so that they stay in the cache
ROWS = 256  # at most so many of one seed
FEW = 8  # orders that are drawn faster one by one
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
FACTOR = np.uint64(MULTIPLIER >> 64), np.uint64(MULTIPLIER & 0xFFFFFFFFFFFFFFFF)
HALF, LOW_HALF = np.uint64(32), np.uint64(0xFFFFFFFF)
HASHES = (0x43B0D7E5, 0x931E8875), (0x8B51F9DD, 0x58F38DED)  # into the pool, and out of it
MIX = 0xCA01F9DD, 0x4973F715


def as_seeds(seed: object) -> int | Sequence[int]:
    """Return a seed, or the seeds of many replicas, or say what is wrong with them."""
    many = isinstance(seed, range | list | tuple) or (isinstance(seed, np.ndarray) and seed.ndim)
    if np.iterable(seed) and not many and not isinstance(seed, str):
        kind = type(seed).__name__
        raise TypeError(f"seed must be a whole number, or a list, range or array, not a {kind}")
    given = sequence("seed", seed, "whole numbers") if many else (seed,)
    if not given:
        raise ValueError("seed is an empty sequence; it needs one number for each replica")
    seeds = [whole_number(f"seed[{k}]" if many else "seed", one, 0) for k, one in enumerate(given)]
    if (largest := max(seeds)) >= 2**128:
        name = f"seed[{seeds.index(largest)}]" if many else "seed"
        raise ValueError(f"{name} must be below 2**128, not {shown(largest)}")
    return seeds if many else seeds[0]


def _hasher(constant: int, factor: int) -> Callable[[Words], Words]:
    """Return O'Neill's hash of 32 bits, which changes its constant with every call."""
    constants = accumulate(repeat(factor), lambda c, f: c * f & 0xFFFFFFFF, initial=constant)
    pairs = pairwise(constants)

    def hashed(value: Words) -> Words:
        before, after = next(pairs)
        product = (value ^ np.uint32(before)) * np.uint32(after)
        return np.asarray(product ^ (product >> np.uint32(16)))

    return hashed


def _entropy(seeds: Sequence[int], *key: int) -> list[Words]:
    """Return the words of 64 bits with which SeedSequence(seed, spawn_key=key) starts PCG64."""
    hashed = _hasher(*HASHES[0])

    def mixed(x: Words, y: Words) -> Words:
        difference: Words = np.uint32(MIX[0]) * x - np.uint32(MIX[1]) * hashed(y)
        return np.asarray(difference ^ (difference >> np.uint32(16)))

    words = ([seed >> shift & 0xFFFFFFFF for seed in seeds] for shift in range(0, 128, 32))
    pool = [hashed(np.array(word, np.uint32)) for word in words]
    for source in range(4):
        for target in range(4):
            if source != target:
                pool[target] = mixed(pool[target], pool[source])
    for number in key:
        pool = [mixed(word, np.full_like(word, number)) for word in pool]
    hashed = _hasher(*HASHES[1])
    state = [hashed(word).astype(np.uint64) for word in islice(cycle(pool), 8)]
    return [low | high << HALF for low, high in zip(state[::2], state[1::2], strict=True)]


def plus(a: Wide, b: Wide) -> Wide:
    """Add numbers of 128 bits."""
    low = a[1] + b[1]
    return a[0] + b[0] + np.uint64(low < a[1]), low


def times(a: Wide, b: Wide) -> Wide:
    """Multiply numbers of 128 bits."""
    (a_high, a_low), (b_high, b_low) = a, b
    p, q, r, s = a_low & LOW_HALF, a_low >> HALF, b_low & LOW_HALF, b_low >> HALF
    outer, inner = p * s, q * r
    carry = (p * r >> HALF) + (outer & LOW_HALF) + (inner & LOW_HALF)
    high = q * s + (outer >> HALF) + (inner >> HALF) + (carry >> HALF)
    return high + a_high * b_low + a_low * b_high, a_low * b_low


def uniform(state: Wide) -> Any:
    """Return the number in [0, 1) that a state of PCG64 stands for."""
    word, turn = state[0] ^ state[1], state[0] >> np.uint64(58)
    word = word >> turn | word << (np.uint64(64) - turn & np.uint64(63))
    return (word >> np.uint64(11)) * 2.0**-53


def _column(numbers: Sequence[int]) -> Wide:
    """Return numbers of 128 bits as a column."""
    high, low = ([[n >> shift & 0xFFFFFFFFFFFFFFFF] for n in numbers] for shift in (64, 0))
    return np.array(high, np.uint64), np.array(low, np.uint64)


@functools.cache
def _leaps(steps: int) -> tuple[Wide, Wide]:
    """Return what 1, 2, ... steps multiply the state with, and the increment.

    A step is s -> f s + i, so k steps are s -> f**k s + (1 + f + ... + f**(k - 1)) i.
    """
    powers = list(accumulate(repeat(MULTIPLIER, steps), lambda p, f: p * f % 2**128))
    sums = accumulate([1, *powers[:-1]], lambda total, power: (total + power) % 2**128)
    return _column(powers), _column(list(sums))


def generators(seeds: Sequence[int], *key: int) -> tuple[Wide, Wide]:
    """Return the states and the increments with which PCG64 starts."""
    a, b, c, d = _entropy(seeds, *key)
    one = np.uint64(1)
    increment = c << one | d >> np.uint64(63), d << one | one
    state = plus(times(plus(increment, (a, b)), FACTOR), increment)
    return state, increment


def doubles(seeds: Sequence[int], rows: int, *key: int) -> Iterator[Array]:
    """Yield the next rows of numbers in [0, 1), each time an array (rows, seeds).

    Column r holds what ``default_rng(SeedSequence(seeds[r], spawn_key=key)).random()`` gives.
    """
    state, increment = generators(seeds, *key)
    powers, sums = _leaps(rows)
    more = times(increment, sums)
    while True:
        high, low = plus(times(state, powers), more)
        yield uniform((high, low))
        state = high[-1], low[-1]


def _normal(u: Array) -> Array:
    """Turn uniform numbers into normal ones of variance 1, each made from two neighbours."""
    radius = np.sqrt(-2.0 * elementary.log1p(-u[::2]))
    return np.asarray(radius * elementary.cos(6.283185307179586 * u[1::2]))


def _uniform(u: Array) -> Array:
    """Turn uniform numbers in [0, 1) into ones of variance 1 around 0."""
    return sqrt(3.0) * (2.0 * u - 1.0)


# How many uniform numbers a weight takes, what makes it of them, and its variance: so much,
# divided by the inputs and this many times the outputs.
KINDS: dict[str, tuple[int, Draw, float, int]] = {
    "glorot_normal": (2, _normal, 2.0, 1),
    "glorot_uniform": (1, _uniform, 2.0, 1),
    "he_normal": (2, _normal, 2.0, 0),
    "he_uniform": (1, _uniform, 2.0, 0),
    "lecun_normal": (2, _normal, 1.0, 0),
}
initializers = Registry("init", KINDS)


def initial_weights(sizes: Sequence[int], init: str, seeds: Sequence[int]) -> list[Array]:
    """Draw the weight matrices (inputs, outputs, seeds) layer by layer, each row by row."""
    uses, draw, variance, outputs = initializers[init]
    shapes = list(pairwise(sizes))
    weights = [np.empty((*shape, len(seeds))) for shape in shapes]
    count = uses * sum(map(prod, shapes))
    rows = min(count, ROWS)
    for first in range(0, len(seeds), BLOCK // rows):
        some = seeds[first : first + BLOCK // rows]
        numbers = islice(doubles(some, rows), -(-count // rows))
        u, used = np.concatenate(list(numbers)), 0
        for W, shape in zip(weights, shapes, strict=True):
            part = u[used : used + uses * prod(shape)]
            used += len(part)
            deviation = sqrt(variance / (shape[0] + outputs * shape[1]))
            W[..., first : first + len(some)] = (deviation * draw(part)).reshape(*shape, -1)
    return weights


def orders(n: int, seeds: Sequence[int]) -> Iterator[NDArray[np.intp]]:
    """Yield, epoch after epoch, the orders (n, seeds) of n samples: Fisher and Yates's shuffle."""
    count, swaps = len(seeds), range(n - 1, 0, -1)
    draws = max(n - 1, 1)
    epochs = max(1, min(BLOCK // count, ROWS) // draws)
    lanes = np.arange(epochs * count)
    stream = doubles(seeds, epochs * draws, 1)
    while True:
        u = next(stream).reshape(epochs, draws, count)
        shares = np.moveaxis(u, 1, 0).reshape(draws, -1)
        order = np.repeat(np.arange(n)[:, None], len(lanes), axis=1)
        flat = order.reshape(-1)
        few = len(lanes) < FEW
        for r, column in enumerate(shares.T.tolist() if few else ()):
            row = list(range(n))
            for i, number in zip(swaps, column, strict=False):
                j = int(number * (i + 1))
                row[i], row[j] = row[j], row[i]
            order[:, r] = row
        for i, share in zip(swaps, () if few else shares, strict=False):
            places = (share * (i + 1)).astype(np.intp) * len(lanes) + lanes
            taken = flat[places]
            flat[places] = order[i]
            order[i] = taken
        yield from np.moveaxis(order.reshape(n, epochs, count), 1, 0)
