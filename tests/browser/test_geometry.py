"""What the playground draws of a network is what the package's geometry finds."""

import warnings

import numpy as np
import pytest

import actdemo as ad

STRAIGHT = ("relu", "leaky_relu", "absolute")


def networks():
    """Networks as they start, trained, random, and with creases that meet, coincide or miss."""
    X, y = ad.xnor()
    random = np.random.default_rng(5)
    for hidden in STRAIGHT:
        for width in (1, 2, 3, 5, 8, 16):
            for seed in range(6):  # all creases meet in the origin
                start = ad.Network.initialized((2, width, 1), hidden, seed=seed)
                yield start
                if width in (3, 5):
                    yield ad.train(start, X, y, epochs=50, seed=seed).network
                parts = [random.normal(size=part.shape) for part in start.weights + start.biases]
                yield ad.Network(parts[:2], parts[2:], hidden)
                whole = [random.integers(-2, 3, part.shape) for part in parts]
                yield ad.Network(whole[:2], whole[2:], hidden)


def shape(net):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # regions that are 0 as a whole
        boundary = ad.decision_boundary(net)
    (W, v), (b, c) = net.weights, net.biases
    return {
        "hidden": net.hidden.name,
        "p": [*b, *W[0], *W[1], *c, *v[:, 0]],
        "regions": [
            {"polygon": region.polygon.tolist(), "pattern": region.pattern.tolist()}
            for region in ad.regions(net)
        ],
        "creases": [
            crease.segments[0].tolist() if len(crease.segments) else None
            for crease in ad.creases(net)
        ],
        "boundary": boundary.tolist(),
    }


@pytest.fixture(scope="module")
def shapes():
    return [shape(net) for net in networks()]


def test_the_networks_hold_what_is_rare(shapes):
    assert len(shapes) > 300
    assert any(None in shape["creases"] for shape in shapes)
    assert any(len(shape["regions"]) > 100 for shape in shapes)
    nets = list(networks())
    assert sum(bool(ad.flat_regions(net)) for net in nets) > 10


def test_node_finds_the_same(shapes, node_test):
    node_test("geometry.test.js", shapes, tests=5)
