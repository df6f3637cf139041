"""Networks of every kind, with points, labels and a loss: those that are hard to speak of too."""

import re
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


PAIRS = ((0, 1), (-1, 1), (1, 2), (-0.5, 0.75), (-4, 1.5))
OUTPUTS = {(0, 1): "sigmoid", (-1, 1): "tanh", (1, 2): "leaky_relu"}


def relabelled(net, y, random):
    """Return what squared error may have: other labels, and an output function that fits them."""
    pair = PAIRS[random.integers(len(PAIRS))]
    output = OUTPUTS.get(pair) if random.random() < 0.4 else None
    y = np.where(y > 0, *pair[::-1]).astype(float)
    if len({*y.ravel().tolist()}) < 2:
        return net, (y > 0) * 1.0  # one label says nothing of the other
    return ad.Network(net.weights, net.biases, net.hidden, output), y


TWO = "softmax_cross_entropy"


def of_two_outputs(net, random):
    """Return a network with two outputs: their difference is the output of the first, nearly."""
    both = [
        np.hstack([other := last * random.choice((0, -1, 0.3, 1), last.shape), last + other])
        for last in (net.weights[1], net.biases[1])
    ]
    return ad.Network((net.weights[0], both[0]), (net.biases[0], both[1]), net.hidden)


def of_more_inputs(net, X, random):
    """Return a network with some inputs more, or with the first alone, and its points."""
    more = int(random.choice((-1, 1, 1, 3)))
    if more < 0 and len({*X[:, 0].tolist()}) < len(X):
        return net, X
    extra = random.integers(-9, 10, (len(X), 3)) / 10
    rows = net.weights[0][random.integers(0, 2, 3)] * random.choice((-1, 0, 0.5, 1), (3, 1))
    W, X = (np.concatenate(pair, a) for pair, a in (((net.weights[0], rows), 0), ((X, extra), 1)))
    first = ad.Network((W[: 2 + more], *net.weights[1:]), net.biases, net.hidden, net.output)
    return first, X[:, : 2 + more]


def population(count, seed=0):
    """Yield that many networks with points, labels and the name of a loss."""
    random, others = np.random.default_rng(seed), np.random.default_rng([seed, 1])
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
        if loss == "mean_squared_error":
            net, y = relabelled(net, y, others)
        if loss == "sigmoid_cross_entropy" and others.random() < 0.3:
            net, y, loss = of_two_outputs(net, others), np.hstack([1 - y, y]), TWO
        if others.random() < 0.3:
            net, X = of_more_inputs(net, X, others)
        yield net, X, y, loss


def explained(count, seed=0):
    """Yield the same with their explanations, but for those that overflow."""
    for net, X, y, loss in population(count, seed):
        try:
            told = ad.explain(net, X, y, loss)
        except ValueError as error:
            if not re.search("overflows|on the same side|closer", str(error)):
                raise
        else:
            yield net, X, y, loss, told
