"""What a seed stands for, against a second implementation of the generator."""

import itertools
import math
import re
from collections import Counter

import numpy as np
import pytest

import actdemo as ad
from actdemo.arithmetic import elementary
from actdemo.arithmetic.draws import doubles, initial_weights, initializers, orders

# The variance of a weight between n_in and n_out units.
VARIANCES = {
    "glorot_normal": lambda n_in, n_out: 2 / (n_in + n_out),
    "glorot_uniform": lambda n_in, n_out: 2 / (n_in + n_out),
    "he_normal": lambda n_in, _: 2 / n_in,
    "he_uniform": lambda n_in, _: 2 / n_in,
    "lecun_normal": lambda n_in, _: 1 / n_in,
}
SEEDS = [0, 1, 7, 2**32 - 1, 2**32, 2**64 + 5, 2**128 - 1]
each_init = pytest.mark.parametrize("init", VARIANCES)
each_seed = pytest.mark.parametrize("seed", SEEDS)


def seed_words(seed, spawn_key):
    """Return the eight 32-bit words that NumPy's SeedSequence makes of a seed."""

    def hashed(value, multiplier):
        nonlocal constant
        value ^= constant
        constant = constant * multiplier & 0xFFFFFFFF
        value = value * constant & 0xFFFFFFFF
        return value ^ value >> 16

    def mixed(x, y):
        value = 0xCA01F9DD * x - 0x4973F715 * y & 0xFFFFFFFF
        return value ^ value >> 16

    entropy = [seed >> shift & 0xFFFFFFFF for shift in range(0, max(seed.bit_length(), 1), 32)]
    entropy += [0] * (4 - len(entropy)) + list(spawn_key)
    constant = 0x43B0D7E5
    pool = [hashed(word, 0x931E8875) for word in entropy[:4]]
    for source, target in itertools.permutations(range(4), 2):
        pool[target] = mixed(pool[target], hashed(pool[source], 0x931E8875))
    for word, target in itertools.product(entropy[4:], range(4)):
        pool[target] = mixed(pool[target], hashed(word, 0x931E8875))
    constant = 0x8B51F9DD
    return [hashed(word, 0x58F38DED) for word in pool * 2]


def uniforms(seed, spawn_key=()):
    """Yield the doubles of PCG64 (XSL-RR) started from a seed."""
    words = seed_words(seed, spawn_key)
    high, low, high_step, low_step = (
        a | b << 32 for a, b in zip(words[::2], words[1::2], strict=True)
    )
    multiplier, mask = 0x2360ED051FC65DA44385DF649FCCF645, 2**128 - 1
    step = (high_step << 64 | low_step) << 1 & mask | 1
    state = (step + (high << 64 | low)) * multiplier + step & mask
    while True:
        state = state * multiplier + step & mask
        value, turn = (state >> 64 ^ state) & 2**64 - 1, state >> 122
        value = (value >> turn | value << 64 - turn) & 2**64 - 1
        yield (value >> 11) * 2.0**-53


@each_seed
@each_init
def test_weights_are_made_of_the_uniform_doubles_of_the_seed(init, seed):
    stream = uniforms(seed)

    def draw():
        if init.endswith("uniform"):
            return math.sqrt(3.0) * (2.0 * next(stream) - 1.0)
        radius = math.sqrt(-2.0 * elementary.log1p(np.float64(-next(stream))))
        return radius * elementary.cos(np.float64(2 * math.pi * next(stream)))

    net = ad.Network.initialized((2, 5, 3), init=init, seed=seed)
    for W, shape in zip(net.weights, ((2, 5), (5, 3)), strict=True):
        assert W.shape == shape
        deviation = math.sqrt(VARIANCES[init](*shape))
        assert W.ravel().tolist() == [deviation * draw() for _ in range(W.size)]
    assert [b.tolist() for b in net.biases] == [[0.0] * 5, [0.0] * 3]


@each_seed
@pytest.mark.parametrize("n", [1, 2, 4, 11, 200])
def test_orders_are_shuffles_by_a_second_stream_of_the_seed(n, seed):
    stream, shuffles = uniforms(seed, (1,)), orders(n, [seed])
    for _ in range(4):
        expected = list(range(n))
        for i in reversed(range(1, n)):
            j = math.floor(next(stream) * (i + 1))
            expected[i], expected[j] = expected[j], expected[i]
        assert next(shuffles)[:, 0].tolist() == expected


def test_every_order_is_equally_likely():
    shuffles = orders(4, range(48))
    counts = Counter(tuple(order) for _ in range(100) for order in next(shuffles).T.tolist())
    assert set(counts) == set(itertools.permutations(range(4)))
    # 23 degrees of freedom: beyond 50 once in a thousand generators.
    assert sum((count - 200) ** 2 / 200 for count in counts.values()) < 50


@each_init
@pytest.mark.parametrize("shape", [(200, 300), (500, 120)])
def test_weights_have_the_variance_that_their_name_says(init, shape):
    W = initial_weights(shape, init, [3])[0][..., 0]
    scaled = W / math.sqrt(VARIANCES[init](*shape))
    assert W.shape == shape
    assert scaled.mean() == pytest.approx(0, abs=0.015)
    assert scaled.var() == pytest.approx(1, abs=0.02)
    kurtosis = 9 / 5 if init.endswith("uniform") else 3
    assert (scaled**4).mean() == pytest.approx(kurtosis, abs=0.1)
    assert (abs(scaled).max() <= math.sqrt(3)) == init.endswith("uniform")


def test_neighbouring_weights_are_not_correlated():
    W = initial_weights((300, 400), "lecun_normal", [0])[0][..., 0]
    for one, other in ((W[1:], W[:-1]), (W[:, 1:], W[:, :-1])):
        assert np.corrcoef(one.ravel(), other.ravel())[0, 1] == pytest.approx(0, abs=0.01)


def test_a_seed_gives_the_same_weights_again_and_another_seed_gives_others():
    first, again, other = (initial_weights((2, 5, 1), "he_normal", [seed]) for seed in (4, 4, 5))
    assert first[0].tolist() == again[0].tolist() != other[0].tolist()


def test_numpys_global_generator_is_left_alone():
    before = np.random.get_state()  # noqa: NPY002
    ad.train(ad.Network.initialized((2, 5, 1)), *ad.xor(), epochs=2)
    assert np.random.get_state()[1].tolist() == before[1].tolist()  # noqa: NPY002


def test_the_registry_knows_the_initialisers():
    assert list(initializers) == list(VARIANCES)


@pytest.mark.parametrize(
    ("seed", "error", "message"),
    [
        (-1, ValueError, "seed must be at least 0, not -1"),
        (2**128, ValueError, f"seed must be below 2**128, not {2**128}"),
        (0.5, TypeError, "seed must be a whole number, not 0.5"),
        (False, TypeError, "seed must be a whole number, not False"),
        ("7", TypeError, "seed must be a whole number, not '7'"),
        (None, TypeError, "seed must be a whole number, not None"),
        ([], ValueError, "seed is an empty sequence; it needs one number for each replica"),
        (range(0), ValueError, "seed is an empty sequence"),
        ([1, -2], ValueError, "seed[1] must be at least 0, not -2"),
        (range(3, -2, -1), ValueError, "seed[4] must be at least 0, not -1"),
        ((1, 2.5), TypeError, "seed[1] must be a whole number, not 2.5"),
        ((1, True), TypeError, "seed[1] must be a whole number, not True"),
        (np.array([1.0]), TypeError, "seed[0] must be a whole number, not"),
        (np.ones((2, 2), int), TypeError, "seed[0] must be a whole number, not"),
        ((s for s in (1, 2)), TypeError, "not a generator"),
        ({1, 2}, TypeError, "seed must be a whole number, or a list, range or array, not a set"),
        ([1, 2, 1], ValueError, "seed must hold different numbers; 1 is there twice"),
        (np.array([5, 6, 6]), ValueError, "6 is there twice"),
    ],
)
def test_what_cannot_be_a_seed_is_refused(seed, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.Network.initialized((2, 1), seed=seed)


@pytest.mark.parametrize(
    "seeds", [range(3, 6), [3, 4, 5], (3, 4, 5), np.arange(3, 6), np.array([3, 4, 5], np.uint8)]
)
def test_whatever_holds_whole_numbers_is_a_sequence_of_seeds(seeds):
    many = ad.Network.initialized((2, 5, 1), seed=seeds)
    for r, seed in enumerate((3, 4, 5)):
        alone = ad.Network.initialized((2, 5, 1), seed=np.int64(seed))
        assert many[r].weights[0].tolist() == alone.weights[0].tolist()


@pytest.mark.parametrize("key", [(), (1,)])
def test_the_streams_are_those_of_numpy(key):
    stream = doubles(SEEDS, 7, *key)
    numbers = np.concatenate([next(stream) for _ in range(3)])
    for r, seed in enumerate(SEEDS):
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
        assert numbers[:, r].tolist() == rng.random(21).tolist()


@each_init
def test_weights_do_not_depend_on_the_seeds_beside(init):
    """Of so many seeds that they are drawn in several blocks."""
    seeds = range(5, 5 + 400)
    many = ad.Network.initialized((3, 8, 2), init=init, seed=seeds)
    for r in (0, 1, 127, 128, 399):
        alone = ad.Network.initialized((3, 8, 2), init=init, seed=seeds[r])
        for W, W_alone in zip(many.weights, alone.weights, strict=True):
            assert W[..., r].tolist() == W_alone.tolist()


@pytest.mark.parametrize("n", [5, 300])
def test_orders_do_not_depend_on_the_seeds_beside(n):
    seeds = range(3000)
    many, alone = orders(n, seeds), orders(n, [2999])
    for _ in range(20):
        assert next(many)[:, 2999].tolist() == next(alone)[:, 0].tolist()
