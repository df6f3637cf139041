"""What people train elsewhere, each kind once: the same numbers as the loop they would write."""

import numpy as np
import pytest
from sentence_oracle import falsehoods

import actdemo as ad

CROSS, SQUARED = "sigmoid_cross_entropy", "mean_squared_error"
X, XOR = ad.xor()
SIGNED = 2 * X - 1, 2 * XOR - 1  # inputs and labels −1 and 1
BY_CLASS = X, np.hstack([XOR == 0, XOR == 1]).astype(float)
turns = np.linspace(0, np.pi, 100)[:, None]
MOONS = (
    np.vstack(
        [
            np.hstack([np.cos(turns), np.sin(turns)]),
            np.hstack([1 - np.cos(turns), 0.5 - np.sin(turns)]),
        ]
    ),
    np.repeat([[0.0], [1.0]], 100, axis=0),
)


def logistic(z):
    return 1 / (1 + np.exp(-z))


#: A function, and its slope by what it gave.
FUNCTIONS = {
    "sigmoid": (logistic, lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "relu": (lambda z: np.maximum(z, 0), lambda a: a > 0),
    None: (lambda z: z, np.ones_like),
}


def errors(loss, z, y):
    """Return the slope of a loss for each output, of which one may be a probability."""
    if loss == CROSS:
        return logistic(z) - y
    if loss == "softmax_cross_entropy":
        return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) - y
    if loss == "sigmoid_mean_squared_error":
        a = logistic(z)
        return (a - y) * a * (1 - a)
    return z - y


def by_hand(net, functions, data, loss, step, epochs, batch):
    """Train as tutorials write it: matrix products, the samples as they come."""
    inputs, targets = data
    parts = [part.copy() for part in (*net.weights, *net.biases)]
    depth, kept = len(net.weights), [[np.zeros_like(part) for part in parts] for _ in range(2)]
    for count in range(epochs * -(-len(inputs) // batch)):
        start = count * batch % (-(-len(inputs) // batch) * batch)
        a = [inputs[start : start + batch]]
        for k in range(depth):
            a.append(FUNCTIONS[functions[k]][0](a[-1] @ parts[k] + parts[depth + k]))
        y = targets[start : start + batch]
        error = errors(loss, a[-1], y) * FUNCTIONS[functions[-1]][1](a[-1]) / len(y)
        slopes = [None] * len(parts)
        for k in reversed(range(depth)):
            slopes[k], slopes[depth + k] = a[k].T @ error, error.sum(axis=0)
            error = error @ parts[k].T * FUNCTIONS[functions[k - 1]][1](a[k])
        step(parts, slopes, kept, count + 1)
    return parts


def descend(lr, momentum=0.0, decay=0.0):
    def step(parts, slopes, kept, _):
        velocity, _ = kept
        for i, slope in enumerate(slopes):
            velocity[i] = momentum * velocity[i] + lr * (slope + decay * parts[i])
            parts[i] = parts[i] - velocity[i]

    return step


def adam(lr):
    def step(parts, slopes, kept, count):
        mean, square = kept
        for i, slope in enumerate(slopes):
            mean[i] = 0.9 * mean[i] + 0.1 * slope
            square[i] = 0.999 * square[i] + 0.001 * slope**2
            root = np.sqrt(square[i] / (1 - 0.999**count))
            parts[i] = parts[i] - lr * mean[i] / (1 - 0.9**count) / (root + 1e-8)

    return step


#: Sizes, functions with that of the outputs, data, loss; optimizer twice, epochs, batch; the seed,
#: and how many points are right in the end.
RECIPES = {
    # 10,000 epochs of everything at once, a sigmoid at the end under squared error
    "many epochs": (
        ((2, 4, 1), ("sigmoid", None), (X, XOR), "sigmoid_mean_squared_error"),
        (ad.Sgd(lr=2.0, momentum=0.0), descend(2.0), 10_000, 4),
        (0, 4),
    ),
    "adam": (
        ((2, 8, 1), ("relu", None), (X, XOR), CROSS),
        (ad.Adam(lr=0.01), adam(0.01), 500, 4),
        (0, 4),
    ),
    "one by one, in order": (
        ((2, 4, 1), ("tanh", None), (X, XOR), CROSS),
        (ad.Sgd(lr=0.1, momentum=0.9), descend(0.1, 0.9), 300, 1),
        (0, 4),
    ),
    "weight decay": (
        ((2, 6, 1), ("tanh", None), (X, XOR), CROSS),
        (ad.Sgd(lr=0.5, momentum=0.9, weight_decay=1e-3), descend(0.5, 0.9, 1e-3), 300, 4),
        (0, 4),
    ),
    "two hidden layers": (
        ((2, 8, 8, 1), ("relu", "relu", None), (X, XOR), CROSS),
        (ad.Sgd(lr=0.1, momentum=0.9), descend(0.1, 0.9), 300, 4),
        (0, 4),
    ),
    "three hidden layers": (
        ((2, 4, 4, 4, 1), ("tanh", "tanh", "relu", None), (X, XOR), CROSS),
        (ad.Adam(lr=0.01), adam(0.01), 300, 4),
        (0, 4),
    ),
    "a number, judged at a half": (
        ((2, 4, 1), ("relu", None), (X, XOR), SQUARED),
        (ad.Sgd(lr=0.1, momentum=0.9), descend(0.1, 0.9), 300, 4),
        (2, 4),
    ),
    "labels of both signs": (
        ((2, 4, 1), ("tanh", None), SIGNED, SQUARED),
        (ad.Sgd(lr=0.1, momentum=0.9), descend(0.1, 0.9), 300, 4),
        (0, 4),
    ),
    "tanh at the end": (
        ((2, 4, 1), ("tanh", "tanh"), SIGNED, SQUARED),
        (ad.Sgd(lr=0.1, momentum=0.9), descend(0.1, 0.9), 500, 1),
        (0, 4),
    ),
    "two classes by softmax": (
        ((2, 4, 2), ("relu", None), BY_CLASS, "softmax_cross_entropy"),
        (ad.Sgd(lr=0.1, momentum=0.9), descend(0.1, 0.9), 300, 4),
        (0, 4),
    ),
    "two moons": (
        ((2, 8, 1), ("relu", None), MOONS, CROSS),
        (ad.Adam(lr=0.05), adam(0.05), 300, 200),
        (3, 200),
    ),
}


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_gives_the_numbers_of_its_author(name):
    (sizes, functions, data, loss), how, (seed, right) = RECIPES[name]
    optimizer, step, epochs, batch = how
    *hidden, output = functions
    net = ad.Network.initialized(sizes, hidden=tuple(hidden), output=output, seed=seed)
    run = ad.train(net, *data, loss, optimizer, epochs, batch, order="fixed")
    parts = by_hand(net, functions, data, loss, step, epochs, batch)
    ours = (*run.network.weights, *run.network.biases)
    apart = max(np.abs(a - b).max() for a, b in zip(ours, parts, strict=True))
    assert apart < 1e-12
    assert ad.classify(run.network, *data, loss).right == right
    told = ad.explain(run.network, *data, loss=loss)
    assert 1 <= len(told.sentences) <= 25
    assert "points are right" in told.sentences[0]
    if len(sizes) == 3:  # where the sentences give reasons
        assert falsehoods(told, run.network, *data, loss) == []
