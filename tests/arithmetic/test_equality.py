"""What holds arrays is equal where all bits are; a copy is as good as what it was made of."""

import copy
import pickle

import numpy as np
import pytest

import actdemo as ad

X, Y = ad.xnor()
NET = ad.Network.initialized((2, 3, 1), seed=1)
MANY = ad.Network.initialized((2, 3, 1), seed=[1, 2])


def made(net=NET):
    """Return everything that the package makes of a network and that holds arrays."""
    run = ad.train(net, X, Y, epochs=3, snapshots=[0, 2])
    why = ad.explain(net, X, Y)
    return {
        "Network": net,
        "many": MANY,
        "Activation": net.hidden,
        "variant": ad.leaky_relu.variant(slope=0.2),
        "Run": run,
        "Run without snapshots": ad.Run(net, run.losses),
        "Trace": net.forward(X),
        "Gradients": net.gradients(X, Y),
        "Outcomes": ad.classify(net, X, Y),
        "Region": ad.regions(net)[0],
        "Crease": ad.creases(net, X=X)[0],
        "Unit": why.units[0],
        "Entry": why.ledger[0],
        "Loss": ad.losses["mean_squared_error"],
        "Sgd": ad.Sgd(),
        "Adam": ad.Adam(weight_decay=0.1),
        "output": ad.Network(net.weights, net.biases, ["relu"], "tanh"),
        "Share": ad.Share(1, 2),
    }


COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "made again": None,
}
FIRST, AGAIN = made(), made(ad.Network(NET.weights, NET.biases))


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize("name", FIRST)
def test_a_copy_is_equal_and_has_the_same_hash(name, way):
    one = FIRST[name]
    other = COPIES[way](one) if COPIES[way] else AGAIN[name]
    assert type(other) is type(one)
    assert one == other
    assert not one != other  # noqa: SIM202  it has a method of its own
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


@pytest.mark.parametrize("name", FIRST)
def test_what_is_of_another_kind_is_not_equal(name):
    assert all((FIRST[name] == other) == (key == name) for key, other in AGAIN.items())
    assert FIRST[name] != "text"
    assert FIRST[name] != ()


def changes():
    """Yield pairs that differ in one bit, one name or one number."""
    W, b = [part.copy() for part in NET.weights], NET.biases
    W[0][1, 2] = np.nextafter(W[0][1, 2], 9)
    yield NET, ad.Network(W, b)
    yield NET, ad.Network(NET.weights, [b[0], b[1] + 5e-324])
    yield NET, ad.Network(NET.weights, b, "tanh")
    yield NET, ad.Network(NET.weights, b, ad.relu.variant(kink=0.5))
    yield MANY[:1], MANY[0]
    run = FIRST["Run"]
    yield run, run._replace(losses=run.losses + 1e-16)
    yield run, run._replace(snapshots={})
    yield run, run._replace(network=NET)
    yield run, run._replace(losses=run.losses[:, None])
    yield ad.tanh, ad.sigmoid
    yield ad.elu, ad.elu.variant(alpha=0.5)
    yield ad.Activation("a", np.sin, np.cos), ad.Activation("a", np.sin, np.sin)


@pytest.mark.parametrize(("one", "other"), list(changes()))
def test_a_single_bit_makes_the_difference(one, other):
    assert one != other
    assert not one == other  # noqa: SIM201  it has a method of its own


@pytest.mark.parametrize("way", [way for way in COPIES.values() if way])
@pytest.mark.parametrize("net", [NET, MANY])
def test_the_weights_of_a_copy_cannot_be_written(net, way):
    for array in (*way(net).weights, *way(net).biases, *way(ad.Run(net, Y)).network.weights):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_what_was_stored_is_checked_when_it_comes_back():
    _, (weights, biases, *rest) = NET.__reduce__()
    bad = [weights[0] * np.nan, weights[1]]

    class Forged:
        def __reduce__(self):
            return ad.Network, (bad, biases, *rest)

    with pytest.raises(ValueError, match=r"weights\[0\] must be finite; it contains nan"):
        pickle.loads(pickle.dumps(Forged()))


def test_a_copy_gives_the_same_bits():
    twin = pickle.loads(pickle.dumps(MANY))
    recipe = {"X": X, "y": Y, "epochs": 5, "seed": [3, 4]}
    assert ad.train(twin, **recipe) == ad.train(MANY, **recipe)
    assert twin(X).tobytes() == MANY(X).tobytes()


def test_a_network_is_true():
    assert bool(NET)
    assert bool(MANY)
