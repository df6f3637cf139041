"""What the playground draws of a network is what the package's geometry finds."""

import warnings

import numpy as np
import pytest
from playground_oracle import jumps

import actdemo as ad

STRAIGHT = ("relu", "leaky_relu", "absolute")
SHALLOW = [(2, width, 1) for width in (1, 2, 3, 5, 8, 16)]
DEEP = [(2, 1, 1, 1, 1), (2, 3, 2, 1), (2, 5, 5, 1), (2, 8, 8, 1), (2, 4, 4, 4, 1)]


def networks():
    """Networks as they start, trained, random, and with creases that meet, coincide or miss."""
    X, y = ad.xnor()
    random = np.random.default_rng(5)
    for hidden in (*STRAIGHT, "step"):
        for sizes in SHALLOW + DEEP:
            for seed in range(6 if sizes in SHALLOW else 3):  # all creases meet in the origin
                start = ad.Network.initialized(sizes, hidden, seed=seed)
                yield start
                if hidden != "step" and sizes not in SHALLOW[:2]:
                    yield ad.train(start, X, y, epochs=50, seed=seed).network
                weights, biases = (
                    [random.normal(size=part.shape) for part in parts]
                    for parts in (start.weights, start.biases)
                )
                yield ad.Network(weights, biases, hidden)
                yield ad.Network([twice(W) for W in weights], [twice(b) for b in biases], hidden)
                whole = [np.round(2 * part) for part in weights], [np.round(b) for b in biases]
                yield ad.Network(*whole, hidden)
    yield ad.train(ad.Network.initialized((2, 16, 16, 1)), X, y).network


def twice(part):
    """Let the second half of the units repeat the first."""
    half = part.shape[-1] // 2
    return np.concatenate((part[..., :half], part[..., : part.shape[-1] - half]), axis=-1)


def shape(net):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # regions that are 0 as a whole
        boundary = jumps(net) if net.hidden is ad.step else ad.decision_boundary(net).tolist()
    return {
        "hidden": net.hidden.name,
        "layers": [
            {"b": b.tolist(), "w": W.tolist(), "halves": net.hidden.halves}
            for W, b in zip(net.weights, net.biases, strict=True)
        ],
        "regions": [
            {
                "polygon": region.polygon.tolist(),
                "pattern": region.pattern.tolist(),
                "plane": [*region.gradient.tolist(), float(region.offset)],
            }
            for region in ad.regions(net)
        ],
        "creases": [crease.segments.tolist() for crease in ad.creases(net)],
        "boundary": boundary,
    }


@pytest.fixture(scope="module")
def shapes():
    return [shape(net) for net in networks()]


def test_the_networks_hold_what_is_rare(shapes):
    assert len(shapes) > 600
    assert any([] in shape["creases"] for shape in shapes)
    assert any(len(shape["regions"]) > 400 for shape in shapes)
    nets = list(networks())
    assert sum(bool(ad.flat_regions(net)) for net in nets) > 50
    assert sum(bool(shape["boundary"]) for shape in shapes if shape["hidden"] == "step") > 50


def test_node_finds_the_same(shapes, node_test):
    node_test("geometry.test.js", shapes, tests=11)
