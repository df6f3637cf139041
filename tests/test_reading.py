"""Networks from elsewhere: read as they are, or refused, but never guessed."""

import ast
import json
import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import actdemo as ad

ROOT = Path(__file__).parents[1]
X, y = ad.xor()
W1, b1, W2, b2 = [[1, 2], [3, 4]], [0, -1], [[1], [-2]], [0.5]
NET = ad.Network((W1, W2), (b1, b2))
T1, T2 = [[1, 3], [2, 4]], [[1, -2]]  # a row for each unit


class Tensor:
    """What torch keeps numbers in; it gives them only when it is asked in this order."""

    __module__ = "torch"

    def __init__(self, values, state="grad"):
        self.values, self.state = values, state

    def detach(self):
        return Tensor(self.values, "detached")

    def cpu(self):
        return Tensor(self.values, self.state)

    def numpy(self):
        assert self.state == "detached"
        return np.array(self.values, np.float32)


def kind(name, **values):
    """Return an object of a class with that name."""
    return type(name, (SimpleNamespace,), {})(**values)


def leaf(name, **values):
    return kind(name, children=lambda: iter(()), **values)


def linear(weight, bias=None):
    bias = None if bias is None else Tensor(bias)
    return leaf("Linear", weight=Tensor(weight), bias=bias)


def module(*parts, name="Sequential"):
    """Return what looks like a module of torch: children come once, wherever they stand."""
    state = {
        f"net.{k}.{key}": Tensor(getattr(part, key).values, "detached")
        for k, part in enumerate(parts)
        for key in ("weight", "bias")
        if getattr(part, key, None)
    }
    once = list({id(part): part for part in parts}.values())
    whole = kind(name, children=lambda: iter(once), state_dict=lambda: state)
    if name == "Sequential":
        type(whole).__iter__ = lambda _: iter(parts)
    return whole


def dense(activation, *arrays):
    function = activation if isinstance(activation, SimpleNamespace) else named(activation)
    return kind("Dense", activation=function, get_weights=lambda: list(map(np.array, arrays)))


def named(name):
    def function():
        raise AssertionError

    function.__name__ = name
    return function


def model(*layers, name="Sequential"):
    """Return what looks like a model of Keras."""

    def get_weights():
        parts = [layer.get_weights() for layer in layers if hasattr(layer, "get_weights")]
        return [array for some in parts for array in some]

    return kind(name, layers=list(layers), get_weights=get_weights)


def perceptron(hidden, output, coefs=(W1, W2), intercepts=(b1, b2)):
    """Return what looks like scikit-learn's."""
    coefs, intercepts = (list(map(np.array, some)) for some in (coefs, intercepts))
    return SimpleNamespace(
        coefs_=coefs, intercepts_=intercepts, activation=hidden, out_activation_=output
    )


FLAT = [W1, b1, W2, b2]
SAME = {
    "one after the other": FLAT,
    "arrays": list(map(np.array, FLAT)),
    "rows of biases": [W1, [b1], W2, [b2]],
    "columns of biases": [W1, [[0], [-1]], W2, [[0.5]]],
    "a number as bias": [W1, b1, W2, 0.5],
    "pairs": [(W1, b1), (W2, b2)],
    "weights and biases": ((W1, W2), (b1, b2)),
    "rows for units": [T1, b1, T2, b2],
    "names": {"W1": W1, "b1": b1, "W2": W2, "b2": b2},
    "names, all weights first": {"W1": W1, "W2": W2, "b1": b1, "b2": b2},
    "other names": {"w_hidden": W1, "b_hidden": b1, "w_out": W2, "b_out": b2},
    "a state_dict as lists": {"0.weight": T1, "0.bias": b1, "2.weight": T2, "2.bias": b2},
    "another module": module(linear(T1, b1), linear(T2, b2), name="Net"),
    "another model": model(dense("relu", W1, b1), dense("linear", W2, b2), name="Functional"),
}
SAYING = {
    "torch": module(linear(T1, b1), leaf("ReLU"), linear(T2, b2)),
    "keras": model(dense("relu", W1, b1), dense("linear", W2, b2)),
    "keras, layers of functions": model(
        dense("linear", W1, b1),
        kind("Activation", activation=named("relu")),
        dense("linear", W2, b2),
    ),
    "scikit-learn": perceptron("relu", "identity"),
    "our own": NET.to_dict(),
    "JSON": json.loads(json.dumps(NET.to_dict())),
}


@pytest.mark.parametrize("source", SAME.values(), ids=SAME)
def test_what_does_not_say_its_activation(source):
    assert ad.read_network(source, hidden="relu") == NET
    with pytest.raises(ValueError, match="hidden must be given: source does not say it"):
        ad.read_network(source)


@pytest.mark.parametrize("source", SAYING.values(), ids=SAYING)
def test_what_says_its_activation(source):
    assert ad.read_network(source) == NET


def test_the_last_layer_keeps_its_function():
    net = ad.read_network(module(linear(T1, b1), leaf("Tanh"), linear(T2, b2), leaf("Tanh")))
    assert net == ad.Network((W1, W2), (b1, b2), "tanh", output="tanh")
    assert ad.read_network(net.to_dict()) == net


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (module(linear(T1, b1), leaf("ReLU"), linear(T2, b2), leaf("Sigmoid")), "sigmoid"),
        (model(dense("relu", W1, b1), dense("sigmoid", W2, b2)), "sigmoid"),
        (perceptron("relu", "logistic"), "logistic"),
        (model(dense("relu", W1, b1), dense("softmax", W2, b2)), "softmax"),
        (module(linear(T1, b1), leaf("ReLU"), linear(T2, b2), leaf("LogSoftmax")), "logsoftmax"),
        (module(linear(T1, b1), leaf("ReLU"), leaf("Dropout"), linear(T2, b2)), "dropout"),
    ],
)
def test_what_is_left_out_is_named(source, said):
    with pytest.warns(UserWarning, match=f"^read_network leaves out {said}") as caught:
        assert ad.read_network(source) == NET
    assert caught[0].filename == __file__


def test_a_sigmoid_of_a_hidden_layer_stays():
    net = ad.read_network(perceptron("logistic", "identity"))
    assert net.hidden == ad.sigmoid


@pytest.mark.parametrize(
    ("function", "ours"),
    [
        (leaf("LeakyReLU", negative_slope=0.3), ad.leaky_relu.variant(slope=0.3)),
        (leaf("ELU", alpha=0.5), ad.elu.variant(alpha=0.5)),
        (leaf("GELU", approximate="none"), ad.gelu),
        (leaf("GELU", approximate="tanh"), ad.gelu_tanh),
        (leaf("SiLU", inplace=False), ad.silu),
        (leaf("Softplus", beta=1.0, threshold=20.0), ad.softplus),
        (leaf("SELU"), ad.selu),
        (leaf("Mish"), ad.mish),
        (leaf("Identity"), ad.identity),
    ],
)
def test_functions_of_torch(function, ours):
    net = ad.read_network(module(linear(T1, b1), function, linear(T2, b2)))
    assert net == ad.Network((W1, W2), (b1, b2), ours)
    assert ad.read_network(json.loads(json.dumps(net.to_dict()))) == net


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("linear", ad.identity),
        ("swish", ad.silu),
        ("leaky_relu", ad.leaky_relu.variant(slope=0.2)),
        ("elu", ad.elu),
    ],
)
def test_functions_of_keras(name, ours):
    net = ad.read_network(model(dense(name, W1, b1), dense("linear", W2, b2)))
    assert net == ad.Network((W1, W2), (b1, b2), ours)


def test_layers_of_functions_in_keras():
    source = model(
        kind("Flatten"),
        dense("linear", W1, b1),
        kind("ELU", alpha=np.float32(0.5)),
        dense("linear", W2, b2),
    )
    assert ad.read_network(source).hidden == ad.elu.variant(alpha=0.5)


def test_each_layer_has_its_own():
    source = module(linear(T1, b1), leaf("Tanh"), linear(T1, b1), leaf("ReLU"), linear(T2, b2))
    assert ad.read_network(source) == ad.Network((W1, W1, W2), (b1, b1, b2), ("tanh", "relu"))
    arrays = [W1, b1, W1, b1, W2, b2]
    assert ad.read_network(arrays, hidden=("tanh", "relu")).hidden == (ad.tanh, ad.relu)


def test_one_function_may_stand_in_several_places():
    same, inner = leaf("Tanh"), linear(T1, b1)
    source = module(module(linear(T1, b1), same), inner, same, linear(T2, b2))
    assert ad.read_network(source) == ad.Network((W1, W1, W2), (b1, b1, b2), "tanh")
    twice = module(inner, same, inner, same, linear(T2, b2))
    assert ad.read_network(twice) == ad.read_network(source)


def test_layers_without_biases():
    bare = ad.Network((W1, W2), ([0, 0], [0]))
    assert ad.read_network([W1, W2], hidden="relu") == bare
    assert ad.read_network({"W1": W1, "W2": W2}, hidden="relu") == bare
    assert ad.read_network(module(linear(T1), leaf("ReLU"), linear(T2))) == bare
    assert ad.read_network(model(dense("relu", W1), dense("linear", W2))) == bare


def test_a_single_layer():
    one = ad.Network([[[3], [4]]], [[-1]])
    for source in ([[3, 4], -1], module(linear([[3, 4]], [-1])), {"w": [3, 4], "b": -1}):
        assert ad.read_network(source) == ad.read_network(one.to_dict()) == one
    with pytest.raises(ValueError, match="hidden must be None: source has no hidden layer"):
        ad.read_network([[3, 4], -1], hidden="relu")


def test_two_ways_are_a_question():
    square = [W1, b1, W1, b1]
    words = (
        r"can be read as <Network 2-2-2, relu> with layout='in_out' or .* layout='out_in'; give"
    )
    with pytest.raises(ValueError, match=words):
        ad.read_network(square, hidden="relu")
    assert ad.read_network(square, "relu", "in_out") == ad.Network((W1, W1), (b1, b1))
    assert ad.read_network(square, "relu", "out_in") == ad.Network((T1, T1), (b1, b1))
    vector = [W1, b1, [1, -2], b2]  # says as little
    assert ad.read_network(vector, "relu", "in_out") == NET
    with pytest.raises(ValueError, match="give layout"):
        ad.read_network(vector, "relu")
    symmetric = [[1, 2], [2, 1]]
    assert ad.read_network([symmetric, b1] * 2, "relu").sizes == (2, 2, 2)


def test_what_torch_says_is_not_asked():
    source = module(linear(W1, b1), linear(W1, b1), name="Net")
    assert ad.read_network(source, "relu") == ad.Network((T1, T1), (b1, b1))
    with pytest.raises(ValueError, match="layout must be 'out_in' or None for this source"):
        ad.read_network(source, "relu", "in_out")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ([], "source must hold, for each layer, a matrix"),
        ({}, "source must hold, for each layer, a matrix"),
        (
            [W1, [0, 0, 0], W2, b2],
            "a vector of biases, finite and of shapes that fit one another, not",
        ),
        (["a", "b"], "source must hold, for each layer"),
        (3.0, "source must hold, for each layer, .* not 3.0"),
        (None, "not None"),
        ([W1, b1, [[1, 2, 3]], b2], "fit one another"),
        ([W1, b1, [[1], [float("nan")]], b2], "finite"),
        (kind("MLPClassifier", hidden_layer_sizes=(2,)), "source must hold"),
        ({"running_mean": [0]}, "nothing but weights and biases, not 'running_mean'"),
        ({**NET.to_dict(), "hidden": "relu"}, "a name and parameters for each function, not"),
        ({**NET.to_dict(), "hidden": [["relu"]]}, "a name and parameters for each function, not"),
        ({"hidden": []}, r"must hold weights, biases, hidden and output, not \['hidden'\]"),
        (module(leaf("ReLU"), linear(T1, b1)), "source must begin with a layer of weights"),
        (module(linear(T1, b1), leaf("BatchNorm1d"), linear(T2, b2)), "no counterpart"),
        (module(linear(T1, b1), leaf("ReLU"), leaf("Tanh"), linear(T2, b2)), "one activation"),
        (module(linear(T1, b1), leaf("Softplus", beta=2.0), linear(T2, b2)), "beta can't be set"),
        (model(dense("relu6", W1, b1), dense("linear", W2, b2)), "'relu6', which has no"),
    ],
)
def test_what_can_not_be_read(source, words):
    said = hasattr(source, "state_dict") or hasattr(source, "layers")
    hidden = None if said else "relu"
    with pytest.raises(ValueError, match=words):
        ad.read_network(source, hidden)


def test_an_activation_is_said_once():
    with pytest.raises(ValueError, match="hidden must be None: source says itself"):
        ad.read_network(perceptron("relu", "identity"), hidden="tanh")
    with pytest.raises(
        ValueError, match="layout must be None or 'in_out' or 'out_in', not 'columns'"
    ):
        ad.read_network(FLAT, "relu", "columns")


def test_a_function_of_ones_own_is_not_written():
    own = ad.Activation("cube", lambda x: x**3, lambda x: 3 * x**2)
    with pytest.raises(ValueError, match="cube, which has no name that others know"):
        ad.Network((W1, W2), (b1, b2), own).to_dict()
    with pytest.raises(ValueError, match="holds 2 networks"):
        ad.Network.initialized((2, 2, 1), seed=range(2)).to_dict()


def test_the_page_shows_what_was_recorded():
    quoted = tomllib.loads((ROOT / "docs/quoted.toml").read_text("utf-8"))["printed_network"]
    page = ast.parse((ROOT / "gallery/explaining/your_network.py").read_text("utf-8"))
    names = {}
    for node in page.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {
            "first",
            "state_dict",
        }:
            exec(ast.unparse(node), names)
    assert names["state_dict"].keys() == quoted["state_dict"].keys()
    for name, recorded in quoted["state_dict"].items():
        assert np.allclose(names["state_dict"][name], recorded, rtol=0, atol=5e-5)
    whole, printed = (
        ad.read_network(one, hidden="relu") for one in (quoted["state_dict"], names["state_dict"])
    )
    logits = quoted["answers"]["logits"]
    assert np.allclose(whole(X)[:, 0], logits, rtol=0, atol=1e-6)
    assert np.allclose(printed(X)[:, 0], logits, rtol=0, atol=2e-3)
