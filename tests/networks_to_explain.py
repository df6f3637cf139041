"""Networks of every kind, with points, labels and a loss: those that are hard to speak of too."""

from contextlib import suppress

import numpy as np

import actdemo as ad

LOSSES = ("sigmoid_cross_entropy", "mean_squared_error", "sigmoid_mean_squared_error")
KINDS = ("trained", "drawn", "whole", "decimal", "mirrored", "extreme")


def parameters(kind, width, hidden, random):
    shapes = ((2, width), (width, 1), (width,), (1,))
    if kind == "whole":  # ties, duplicates, zeros and sums that cancel
        return [random.choice((-2, -1, -1, 0, 0.5, 1, 1, 2), shape) for shape in shapes]
    if kind == "decimal":  # sums that are 0 but for rounding
        return [random.integers(-9, 10, shape) / 10 for shape in shapes]
    if kind == "mirrored":  # each unit has a twin that pushes the other way
        W, v, b, c = parameters("decimal", width, hidden, random)
        W[:, 1::2], b[1::2], v[1::2] = W[:, : width // 2], b[: width // 2], -v[: width // 2]
        return [W, v, b, c * random.integers(0, 2)]
    if kind == "extreme":
        most = 80 if hidden == "squared_relu" else 5 if hidden == "sine" else 140
        return [
            random.normal(size=s) * 10.0 ** random.integers(-most, most + 1, s) for s in shapes
        ]
    return [random.normal(size=shape) * random.choice((0.1, 1, 10)) for shape in shapes]


def points(random):
    """Return points with names that differ, and their labels."""
    if random.random() < 0.5:
        return (ad.xor, ad.xnor)[random.integers(2)]()
    n = int(
        random.choice((1, 2, 3, 4, 6, 12, 13, 40), p=(0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.07, 0.03))
    )
    grid = np.unique(random.integers(-20, 21, (n, 2)), axis=0) / random.choice((1, 2, 10))
    random.shuffle(grid)
    return grid, random.integers(0, 2, (len(grid), 1)).astype(float)


def population(count, seed=0):
    """Yield that many networks with points, labels and the name of a loss."""
    random = np.random.default_rng(seed)
    names = sorted(ad.activations)
    for number in range(count):
        hidden, kind = names[number % len(names)], KINDS[number // len(names) % len(KINDS)]
        width, loss = int(random.integers(1, 7)), str(random.choice(LOSSES))
        X, y = points(random)
        if kind == "trained":
            net = ad.Network.initialized((2, width, 1), hidden, seed=number)
            epochs = int(random.choice((1, 20, 200)))
            with suppress(FloatingPointError):  # then it stays as it was drawn
                net = ad.train(net, X, y, loss, epochs=epochs, seed=number).network
        else:
            W, v, b, c = parameters(kind, width, hidden, random)
            net = ad.Network((W, v), (b, c), hidden)
        yield net, X, y, loss


def explained(count, seed=0):
    """Yield the same with their explanations, but for those that overflow."""
    for net, X, y, loss in population(count, seed):
        try:
            told = ad.explain(net, X, y, loss)
        except ValueError as error:
            if "overflows" not in str(error):
                raise
        else:
            yield net, X, y, loss, told
