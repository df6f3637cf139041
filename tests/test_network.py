"""The network: its forward pass and its gradients, against autograd and in plain Python."""

import copy
import dataclasses
import functools
import math
import pickle
import re
from itertools import pairwise

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from autograd.extend import defvjp, primitive
from hypothesis import given, settings
from hypothesis import strategies as st

import actdemo as ad

erf = primitive(np.vectorize(math.erf, otypes=[float]))
defvjp(erf, lambda _, z: lambda g: g * 2 / math.sqrt(math.pi) * anp.exp(-z * z))


def sigmoid(z):
    return (1 + anp.tanh(z / 2)) / 2


def softplus(z):
    return anp.logaddexp(0, z)


def elu(z):
    return anp.where(z > 0, z, anp.exp(anp.where(z > 0, 0, z)) - 1)


# Written so that autograd, too, takes the slope on the left of a kink.
HIDDEN = {
    "identity": lambda z: z,
    "step": lambda z: anp.where(z > 0, 1 + 0 * z, 0 * z),
    "sigmoid": sigmoid,
    "tanh": anp.tanh,
    "relu": lambda z: anp.where(z > 0, z, 0 * z),
    "leaky_relu": lambda z: anp.where(z > 0, z, 0.01 * z),
    "elu": elu,
    "selu": lambda z: 1.0507009873554805 * anp.where(z > 0, z, 1.6732632423543773 * elu(z)),
    "softplus": softplus,
    "softsign": lambda z: z / (1 + anp.where(z > 0, z, -z)),
    "gelu": lambda z: z * (1 + erf(z / math.sqrt(2))) / 2,
    "gelu_tanh": lambda z: z * (1 + anp.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))) / 2,
    "silu": lambda z: z * sigmoid(z),
    "mish": lambda z: z * anp.tanh(softplus(z)),
    "squared_relu": lambda z: anp.where(z > 0, z, 0 * z) ** 2,
    "sine": anp.sin,
    "absolute": lambda z: anp.where(z > 0, z, -z),
}
KINKED = ("step", "relu", "leaky_relu", "elu", "selu", "squared_relu", "absolute")


def softmax_cross_entropy(z, y):
    shifted = z - anp.max(z, axis=1, keepdims=True)
    return -anp.sum(y * (shifted - anp.log(anp.sum(anp.exp(shifted), axis=1, keepdims=True))))


LOSSES = {  # summed over the batch
    "sigmoid_cross_entropy": lambda z, y: anp.sum(softplus(z) - y * z),
    "softmax_cross_entropy": softmax_cross_entropy,
    "mean_squared_error": lambda z, y: anp.sum((z - y) ** 2) / 2,
    "sigmoid_mean_squared_error": lambda z, y: anp.sum((sigmoid(z) - y) ** 2) / 2,
}
each_hidden = pytest.mark.parametrize("hidden", ad.activations)
each_loss = pytest.mark.parametrize("loss", LOSSES)


def logits(parameters, hidden, values):
    for layer, (W, b) in enumerate(parameters):
        if layer:
            values = HIDDEN[hidden](values)
        values = anp.dot(values, W) + b
    return values


@st.composite
def problems(draw):
    """Draw weights, biases, inputs and targets; whole ones put first units on their kinks."""
    sizes = draw(st.lists(st.integers(1, 12), min_size=2, max_size=5))
    n = draw(st.integers(1, 10))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    weights = [rng.normal(size=shape) / math.sqrt(shape[0]) for shape in pairwise(sizes)]
    biases = [rng.normal(size=size) for size in sizes[1:]]
    X, y = rng.normal(size=(n, sizes[0])), rng.random((n, sizes[-1]))
    if draw(st.booleans()):
        weights[0], biases[0], X = (
            rng.integers(-1, 2, part.shape) * 1.0 for part in (weights[0], biases[0], X)
        )
    return weights, biases, X, y / y.sum(axis=1, keepdims=True)


@each_hidden
@given(problem=problems())
def test_logits_agree_with_another_implementation(hidden, problem):
    weights, biases, X, _ = problem
    expected = logits(list(zip(weights, biases, strict=True)), hidden, X)
    got = ad.Network(weights, biases, hidden)(X)
    np.testing.assert_allclose(got, expected, rtol=1e-11, atol=1e-12)


@each_hidden
@each_loss
@settings(max_examples=10)
@given(problem=problems())
def test_gradients_agree_with_autograd(hidden, loss, problem):
    weights, biases, X, y = problem

    def cost(parameters):
        return LOSSES[loss](logits(parameters, hidden, X), y) / len(X)

    with np.errstate(over="ignore"):  # autograd's slope of tanh passes through a large cosh
        expected = autograd.grad(cost)(list(zip(weights, biases, strict=True)))
    got = ad.Network(weights, biases, hidden).gradients(X, y, loss)
    largest = max(abs(part).max() for layer in expected for part in layer)
    for layer, (W, b) in enumerate(expected):
        close = {"rtol": 1e-9, "atol": 1e-14 + 1e-12 * largest}
        np.testing.assert_allclose(got.weights[layer], W, **close, err_msg=f"weights {layer}")
        np.testing.assert_allclose(got.biases[layer], b, **close, err_msg=f"biases {layer}")


@each_hidden
@each_loss
def test_gradients_agree_with_central_differences(hidden, loss):
    rng = np.random.default_rng(5)
    net = ad.Network.initialized((3, 9, 4, 5), hidden=hidden, seed=5)
    X, y = rng.normal(size=(6, 3)), rng.dirichlet(np.ones(5), size=6)
    ways = [[rng.normal(size=part.shape) for part in net.weights + net.biases] for _ in range(4)]

    def along(way, distance):
        moved = [
            part + distance * direction
            for part, direction in zip(net.weights + net.biases, way, strict=True)
        ]
        return ad.losses[loss](ad.Network(moved[:3], moved[3:], hidden)(X), y)

    gradient = net.gradients(X, y, loss)
    for way in ways:
        expected = (along(way, 1e-6) - along(way, -1e-6)) / 2e-6
        parts = zip(gradient.weights + gradient.biases, way, strict=True)
        got = math.fsum((part * direction).sum() for part, direction in parts)
        assert got == pytest.approx(expected, rel=1e-7, abs=1e-8)


@given(problem=problems())
def test_sums_start_with_the_bias_and_take_the_inputs_in_order(problem):
    weights, biases, X, _ = problem
    trace = ad.Network(weights, biases, "relu").forward(X)
    for s, values in enumerate(X.tolist()):
        for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
            sums = b.tolist()
            for value, row in zip(values, W.tolist(), strict=True):
                sums = [total + value * weight for total, weight in zip(sums, row, strict=True)]
            last = layer == len(weights) - 1
            values = sums if last else [max(total, 0.0) for total in sums]  # noqa: PLW2901
            assert trace.pre_activations[layer][s].tolist() == sums
            assert trace.activations[layer][s].tolist() == values
        assert trace.logits[s].tolist() == values


@each_hidden
def test_a_sample_does_not_depend_on_its_batch(hidden):
    net = ad.Network.initialized((3, 16, 9), hidden=hidden, seed=1)
    X = np.random.default_rng(1).normal(size=(10, 3))
    assert net(X).tolist() == [net([x])[0].tolist() for x in X]


def test_a_trace_holds_every_layer():
    net = ad.Network.initialized((2, 4, 3, 5))
    trace = net.forward(np.ones((6, 2)))
    assert [array.shape for array in trace.pre_activations] == [(6, 4), (6, 3), (6, 5)]
    assert [array.shape for array in trace.activations] == [(6, 4), (6, 3), (6, 5)]
    assert trace.logits is trace.activations[-1]
    assert net(np.ones((6, 2))).tolist() == trace.logits.tolist()


def test_gradients_have_the_shapes_of_the_network():
    net = ad.Network.initialized((2, 4, 3))
    gradients = net.gradients(np.ones((5, 2)), np.ones((5, 3)))
    assert [array.shape for array in gradients.weights] == [W.shape for W in net.weights]
    assert [array.shape for array in gradients.biases] == [b.shape for b in net.biases]


def test_gradients_take_a_loss_by_name_or_itself():
    net = ad.Network.initialized((2, 3, 1))
    X, y = ad.xor()
    default = net.gradients(X, y).weights[0].tolist()
    assert net.gradients(X, y, "sigmoid_cross_entropy").weights[0].tolist() == default
    assert net.gradients(X, y, ad.losses["mean_squared_error"]).weights[0].tolist() != default


def test_the_slope_at_a_kink_can_be_chosen():
    hidden = ad.relu.variant(kink=0.5)
    net = ad.Network(([[1.0]], [[1.0]]), ([0.0], [1.0]), hidden)
    assert net.gradients([[0.0]], [[0.0]], "mean_squared_error").biases[0].tolist() == [0.5]


def test_an_activation_of_ones_own_can_be_hidden():
    double = ad.Activation("double", lambda x: 2 * x, lambda x: 2 + 0 * x)
    net = ad.Network(([[3.0]], [[5.0]]), ([1.0], [0.5]), double)
    assert net([[1.0]]).tolist() == [[40.5]]
    assert net.gradients([[1.0]], [[40.0]], "mean_squared_error").weights[0].tolist() == [[5.0]]
    assert repr(net) == "<Network 1-1-1, double>"


def test_an_activation_that_changes_the_shape_is_found_out():
    broken = ad.Activation("broken", lambda x: x[:1], lambda x: x[:1])
    net = ad.Network(([[3.0]], [[5.0]]), ([1.0], [0.5]), broken)
    with pytest.raises(ValueError, match="broken must keep the shape"):
        net([[1.0], [2.0]])


def test_a_network_keeps_copies_that_cannot_be_written():
    W, b = np.ones((2, 1)), np.zeros(1)
    net = ad.Network((W,), (b,))
    W[:], b[:] = 5.0, 5.0
    assert (net.weights[0].tolist(), net.biases[0].tolist()) == ([[1.0], [1.0]], [0.0])
    for array in (*net.weights, *net.biases, *ad.Network.initialized((2, 3, 1)).weights):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_arguments_are_left_alone():
    net = ad.Network.initialized((2, 9, 1))
    before = [part.tolist() for part in net.weights + net.biases]
    X, y = ad.xor()
    net(X)[:] = 7.0
    net.gradients(X, y).weights[0][:] = 7.0
    net.gradients(X[:1], y[:1]).biases[1][:] = 7.0
    assert [part.tolist() for part in net.weights + net.biases] == before
    assert (X.tolist(), y.tolist()) == tuple(part.tolist() for part in ad.xor())


def test_a_network_may_be_one_affine_map():
    net = ad.Network(([[1, 2], [3, 4]],), ([10, 20],))
    assert net([[1, 1]]).tolist() == [[14.0, 26.0]]
    assert net.sizes == (2, 2)
    assert net.hidden is ad.relu


def test_numbers_that_overflow_do_so_without_a_warning():
    net = ad.Network(([[1e200]], [[1e200]]), ([0], [0]))
    assert net([[1e200]]).tolist() == [[math.inf]]


@pytest.mark.parametrize(
    ("weights", "biases", "error", "message"),
    [
        ((), (), ValueError, "one entry for each layer, not 0 and 0"),
        (([[1]],), (), ValueError, "weights and biases must have one entry for each layer, "),
        (([[1]],), ([1], [1]), ValueError, "one entry for each layer, not 1 and 2"),
        (([1],), ([1],), ValueError, "weights[0] must have shape (inputs, outputs), not (1,)"),
        (
            ([[1, 2]],),
            (1,),
            ValueError,
            "biases[0] must have shape (2,) to fit weights[0], not ()",
        ),
        (([[1]], []), ([1], [1]), ValueError, "weights[1] must have shape (inputs, outputs), "),
        ((np.ones((2, 0)),), ([],), ValueError, "weights[0] is empty: shape (2, 0)"),
        (([[1]],), ([],), ValueError, "biases[0] is empty: shape (0,)"),
        (([[1, 2]],), ([1],), ValueError, "biases[0] must have shape (2,) to fit weights[0], not"),
        (
            ([[1, 2]], [[1], [2], [3]]),
            ([1, 2], [3]),
            ValueError,
            "weights[1] must have shape (2, 1) to fit weights[0], not (3, 1)",
        ),
        (([[math.nan]],), ([1],), ValueError, "weights[0] must be finite; it contains nan"),
        (([[1]],), ([math.inf],), ValueError, "biases[0] must be finite; it contains inf"),
        (([["a"]],), ([1],), TypeError, "weights[0] must hold real numbers, not <U1"),
        (([[1]],), ([None],), TypeError, "biases[0] must hold real numbers, not object"),
        (([[1], [1, 2]],), ([1],), ValueError, "weights[0] must be an array of numbers: "),
    ],
)
def test_arrays_that_make_no_network_are_refused(weights, biases, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.Network(weights, biases)


@pytest.mark.parametrize("replicas", [(), (3,)])
def test_biases_may_be_rows_or_columns(replicas):
    rng = np.random.default_rng(0)
    W, b = rng.normal(size=(2, 4, *replicas)), rng.normal(size=(4, *replicas))
    plain = ad.Network([W], [b])
    assert ad.Network([W], [b[None]]) == ad.Network([W], [b[:, None]]) == plain


def test_one_sample_may_stand_alone():
    net = ad.Network.initialized((2, 3, 1))
    assert net([0, 1]).tolist() == net([[0, 1]]).tolist()
    assert net([0, 1]).shape == (1, 1)
    assert ad.train(net, [0, 1], [1]) == ad.train(net, [[0, 1]], [[1]])
    same = zip(
        net.gradients([0, 1], 1).weights, net.gradients([[0, 1]], [[1]]).weights, strict=True
    )
    assert all((a == b).all() for a, b in same)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((None, [[0.0]]), "weights must be a sequence of arrays, not None"),
        (([[[1.0]]], None), "biases must be a sequence of arrays, not None"),
        ((5, 5), "weights must be a sequence of arrays, not 5"),
        (({1, 2}, [[0.0]]), "weights must be a sequence of arrays, not {1, 2}"),
    ],
)
def test_what_is_no_sequence_of_arrays_is_refused(arguments, message):
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        ad.Network(*arguments)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"sizes": (2, 2**40, 1)}, ValueError, "sizes and seed ask for 4398046511105 numbers, mo"),
        ({"sizes": (2, 999, 1), "seed": range(2**19)}, ValueError, "sizes and seed ask for "),
        ({"sizes": range(1, 2**70)}, ValueError, "sizes must have at most 1048576 entries"),
        ({"sizes": {2, 5, 1}}, TypeError, "sizes must be a sequence of whole numbers, not {"),
        ({"seed": range(2**70)}, ValueError, "seed must have at most 1048576 entries"),
        ({"seed": 10**5000}, ValueError, "seed must be below 2**128, not an object of type int"),
        ({"sizes": 5}, TypeError, "sizes must be a sequence of whole numbers, not 5"),
        ({"sizes": (2,)}, ValueError, "sizes must name inputs and outputs at least, not (2,)"),
        ({"sizes": ()}, ValueError, "sizes must name inputs and outputs at least, not ()"),
        ({"sizes": (2, 0, 1)}, ValueError, "sizes[1] must be at least 1, not 0"),
        ({"sizes": (-2, 1)}, ValueError, "sizes[0] must be at least 1, not -2"),
        ({"sizes": (2, 2.5)}, TypeError, "sizes[1] must be a whole number, not 2.5"),
        ({"sizes": "21"}, TypeError, "sizes[0] must be a whole number, not '2'"),
        ({"hidden": "reul"}, ValueError, "unknown activation 'reul'; did you mean 'relu'?"),
        ({"hidden": None}, TypeError, "activation must be a name, not None"),
        ({"init": "he"}, ValueError, "unknown init 'he'"),
        ({"init": "Glorot_normal"}, ValueError, "did you mean 'glorot_normal'?"),
        ({"seed": -1}, ValueError, "seed must be at least 0, not -1"),
        ({"seed": 1.0}, TypeError, "seed must be a whole number, not 1.0"),
        ({"seed": None}, TypeError, "seed must be a whole number, not None"),
        ({"seed": True}, TypeError, "seed must be a whole number, not True"),
        ({"seed": "1"}, TypeError, "seed must be a whole number, not '1'"),
    ],
)
def test_impossible_starts_are_refused(arguments, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.Network.initialized(**{"sizes": (2, 5, 1)} | arguments)


@pytest.mark.parametrize("call", ["__call__", "forward", "gradients"])
@pytest.mark.parametrize(
    ("X", "error", "message"),
    [
        ([1.0, 2.0, 3.0], ValueError, "X must have shape (n, 2), not (3,)"),
        ([[1.0]], ValueError, "X must have shape (n, 2), not (1, 1)"),
        ([[1.0, 2.0, 3.0]], ValueError, "X must have shape (n, 2), not (1, 3)"),
        (np.empty((0, 2)), ValueError, "X is empty: shape (0, 2)"),
        ([[1.0, math.nan]], ValueError, "X must be finite; it contains nan"),
        ([["a", "b"]], TypeError, "X must hold real numbers, not <U1"),
        ([[1.0, 2.0], [1.0]], ValueError, "X must be an array of numbers: "),
    ],
)
def test_inputs_that_do_not_fit_are_refused(call, X, error, message):
    net = ad.Network.initialized((2, 5, 1))
    targets = ([[1.0]],) if call == "gradients" else ()
    with pytest.raises(error, match="^" + re.escape(message)):
        getattr(net, call)(X, *targets)


@pytest.mark.parametrize(
    ("y", "loss", "error", "message"),
    [
        ([1.0], "mean_squared_error", ValueError, "y must have shape (2, 1), not (1,)"),
        ([[1.0]], "mean_squared_error", ValueError, "y must have shape (2, 1), not (1, 1)"),
        ([[1.0], [2.0]], "sigmoid_cross_entropy", ValueError, "y must lie in [0, 1] for "),
        ([[1.0], [0.5]], "softmax_cross_entropy", ValueError, "each row of y must sum to 1 for "),
        (
            [[1.0], [math.nan]],
            "mean_squared_error",
            ValueError,
            "y must be finite; it contains",
        ),
        ([[1.0], [0.0]], "cross_entropy", ValueError, "unknown loss 'cross_entropy'; did you"),
        ([[1.0], [0.0]], 3, TypeError, "loss must be a name, not 3"),
    ],
)
def test_targets_that_do_not_fit_are_refused(y, loss, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.Network.initialized((2, 5, 1)).gradients(np.ones((2, 2)), y, loss)


def many_networks(hidden="tanh", seeds=range(6)):
    return ad.Network.initialized((2, 3, 2), hidden=hidden, seed=seeds)


def same(one, other):
    assert one.sizes == other.sizes
    assert one.hidden is other.hidden
    for a, b in zip((*one.weights, *one.biases), (*other.weights, *other.biases), strict=True):
        assert a.tolist() == b.tolist()


def test_many_networks_are_a_sequence_of_ordinary_ones():
    many = many_networks()
    assert repr(many) == "<6 Networks 2-3-2, tanh>"
    assert (len(many), many.replicas) == (6, 6)
    for seed, net in enumerate(many):
        assert net.replicas is None
        same(net, ad.Network.initialized((2, 3, 2), hidden="tanh", seed=seed))
    same(many[-1], many[5])
    same(many[np.int64(2)], many[2])
    assert [W.shape for W in many[1:4].weights] == [(2, 3, 3), (3, 2, 3)]
    same(many[1:4][2], many[3])
    same(many[np.array([False, True, False, False, True, False])][1], many[4])
    for bad in (6, -7, [0, 6], 0.5, 2**63, [True] * 5, slice("a"), []):
        with pytest.raises(IndexError, match=rf"^key {re.escape(repr(bad))} chooses no network: "):
            many[bad]


@pytest.mark.parametrize(
    ("key", "error", "message"),
    [
        (slice(6, 9), ValueError, "key must choose a network or several, not slice(6, 9, None)"),
        ([False] * 6, ValueError, "key must choose a network or several, not [False, "),
        ([[0, 1]], ValueError, "key must choose a network or several, not [[0, 1]]"),
        (True, ValueError, "key must choose a network or several, not True"),
        (None, TypeError, "key must hold real numbers, not object"),
        ("0", TypeError, "key must hold real numbers, not <U1"),
        ([[0], [0, 1]], ValueError, "key must be an array of numbers: "),
    ],
)
def test_a_key_chooses_networks(key, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        many_networks()[key]


def test_an_ordinary_network_is_no_sequence():
    for use in (len, iter, lambda net: net[0]):
        with pytest.raises(TypeError, match=r"an ordinary network (can't be index|has no length)"):
            use(ad.Network.initialized((2, 3, 1)))


def test_many_networks_can_be_made_of_arrays():
    many = many_networks()
    again = ad.Network(many.weights, many.biases, "tanh")
    same(again[3], many[3])


@pytest.mark.parametrize(
    ("weights", "biases", "message"),
    [
        ((np.ones((2, 1, 3)),), (np.ones(1),), "biases[0] must have shape (1, 3) to fit weights"),
        ((np.ones((2, 1, 3)),), (np.ones((1, 2)),), "biases[0] must have shape (1, 3) to fit"),
        ((np.ones((2, 1)),), (np.ones((1, 2)),), "biases[0] must have shape (1,) to fit weights"),
        (
            (np.ones((2, 1, 3)), np.ones((1, 1))),
            (np.ones((1, 3)), np.ones(1)),
            "weights[1] must have shape (1, 1, 3) to fit",
        ),
        ((np.ones((2, 1, 0)),), (np.ones((1, 0)),), "weights[0] is empty: shape (2, 1, 0)"),
    ],
)
def test_replicas_that_do_not_fit_are_refused(weights, biases, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        ad.Network(weights, biases)


@pytest.mark.parametrize("loss", list(ad.losses))
@pytest.mark.parametrize("n", [1, 3])
def test_what_many_networks_compute_is_what_each_computes(loss, n):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(n, 2)), np.eye(2)[rng.integers(0, 2, n)]
    many = many_networks()
    trace, gradients = many.forward(X), many.gradients(X, y, loss)
    z = many(X)
    costs, slopes = ad.losses[loss](z, y), ad.losses[loss].gradient(z, y)
    assert z.shape == slopes.shape == (n, 2, 6)
    assert costs.shape == (6,)
    for r, net in enumerate(many):
        alone, gradients_alone = net.forward(X), net.gradients(X, y, loss)
        for arrays, arrays_alone in zip(
            (*trace, *gradients), (*alone, *gradients_alone), strict=True
        ):
            for array, array_alone in zip(arrays, arrays_alone, strict=True):
                assert array[..., r].tolist() == array_alone.tolist()
        assert z[..., r].tolist() == net(X).tolist()
        assert costs[r] == ad.losses[loss](net(X), y)
        assert slopes[..., r].tolist() == ad.losses[loss].gradient(net(X), y).tolist()


def test_no_pre_activation_is_minus_zero():
    """Its sign would depend on which instruction of the processor takes the maximum."""
    net = ad.Network(([[-1.0] * 9], [[1.0]] * 9), ([-0.0] * 9, [-0.0]))
    trace = net.forward([[0.0]])
    for array in (*trace.pre_activations, *trace.activations):
        assert not np.signbit(array).any()


# An activation for each layer, and one at the end.


@pytest.mark.parametrize("output", [*HIDDEN, None])
@settings(max_examples=10)
@given(problem=problems(), data=st.data())
def test_each_layer_applies_its_own_activation(output, problem, data):
    """Values and gradients, against autograd."""
    weights, biases, X, y = problem
    hidden = [data.draw(st.sampled_from(sorted(HIDDEN))) for _ in weights[1:]]
    functions = [HIDDEN[name] for name in (*hidden, output or "identity")]

    def returned(parameters):
        values = X
        for (W, b), function in zip(parameters, functions, strict=True):
            values = function(anp.dot(values, W) + b)
        return values

    parameters = list(zip(weights, biases, strict=True))
    net = ad.Network(weights, biases, hidden, output)
    np.testing.assert_allclose(net(X), returned(parameters), rtol=1e-10, atol=1e-11)

    def cost(parameters):
        return anp.sum((returned(parameters) - y) ** 2) / 2 / len(X)

    with np.errstate(over="ignore"):
        expected = autograd.grad(cost)(parameters)
    got = net.gradients(X, y, "mean_squared_error")
    largest = max(abs(part).max() for layer in expected for part in layer)
    close = {"rtol": 1e-8, "atol": 1e-13 + 1e-11 * largest}
    for layer, (W, b) in enumerate(expected):
        np.testing.assert_allclose(got.weights[layer], W, **close)
        np.testing.assert_allclose(got.biases[layer], b, **close)


def test_a_trace_tells_the_logits_from_what_the_network_returns():
    net = ad.Network(([[1], [1]], [[2]]), ([-1], [0.5]), "relu", "softsign")
    trace = net.forward([[1, 1], [0, 0]])
    assert trace.logits[:, 0].tolist() == [2.5, 0.5]
    assert trace.activations[-1].tolist() == net([[1, 1], [0, 0]]).tolist()
    assert net([[1, 1], [0, 0]])[:, 0].tolist() == [2.5 / 3.5, 0.5 / 1.5]


def test_the_identity_at_the_end_is_none():
    start = {"sizes": (2, 5, 1), "seed": [1, 2]}
    plain = ad.Network.initialized(**start)
    for output in (None, "identity", ad.identity, pickle.loads(pickle.dumps(ad.identity))):
        net = ad.Network.initialized(**start, output=output)
        assert net == plain
        assert net.output is None


def test_one_activation_for_all_is_the_same_as_one_for_each():
    start = {"sizes": (2, 5, 3, 1)}
    one, each = (ad.Network.initialized(**start, hidden=h) for h in ("tanh", ["tanh", ad.tanh]))
    assert one == each
    assert each.hidden is ad.tanh
    mixed = ad.Network.initialized(**start, hidden=("tanh", ad.relu))
    assert mixed.hidden == (ad.tanh, ad.relu)
    assert mixed not in (one, ad.Network.initialized(**start, hidden=("relu", "tanh")))


def test_a_function_may_be_any_that_can_be_called():
    """One that is equal to others has no hash; a network needs none."""

    class Twice:
        def __call__(self, x):
            return 2.0 * x

        def __eq__(self, other):
            return isinstance(other, Twice)

        __hash__ = None

    twice = ad.Activation("twice", Twice(), lambda x: 2.0 + 0.0 * x)
    net = ad.Network(([[1.0]], [[1.0]], [[1.0]]), ([0.0], [0.0], [0.0]), (twice, twice), twice)
    assert net([[1.0]]).tolist() == [[8.0]]
    assert (
        ad.train(net, [[1.0]], [[8.0]], "mean_squared_error").network(1.0 * np.ones((1, 1))) == 8
    )
    with pytest.raises(ValueError, match=r"not <Activation twice> with mean_squared_error$"):
        ad.train(net, [[1.0]], [[8.0]], "mean_squared_error", compiled=True)


@pytest.mark.parametrize(
    ("net", "text"),
    [
        (ad.Network.initialized((2, 5, 3, 1), ["tanh", "relu"]), "Network 2-5-3-1, tanh, relu"),
        (ad.Network.initialized((2, 5, 1), output="sine"), "Network 2-5-1, relu, output sine"),
        (ad.Network.initialized((2, 1), hidden=()), "Network 2-1"),
        (
            ad.Network.initialized((2, 1), [], seed=[1], output=ad.elu),
            "1 Networks 2-1, output elu",
        ),
    ],
)
def test_a_network_with_several_activations_is_shown_copied_and_chosen(net, text):
    assert repr(net) == f"<{text}>"
    for twin in (copy.copy(net), copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        assert (twin, hash(twin)) == (net, hash(net))
        assert twin([[1.0, 2.0]]).tobytes() == net([[1.0, 2.0]]).tobytes()
    if net.replicas:
        assert repr(net[0]) == f"<{text.replace('1 Networks', 'Network')}>"


@pytest.mark.parametrize(
    ("functions", "error", "message"),
    [
        (
            {"hidden": ["relu"]},
            ValueError,
            "hidden must have one entry for each hidden layer, 2 ",
        ),
        ({"hidden": []}, ValueError, "2 in all, not 0"),
        ({"hidden": ["relu", "rely"]}, ValueError, "unknown activation 'rely'; did you mean"),
        ({"hidden": ["relu", None]}, TypeError, "activation must be a name, not None"),
        ({"output": "softmax"}, ValueError, "unknown activation 'softmax'"),
        ({"output": ""}, ValueError, "unknown activation ''"),
        ({"output": 1.0}, TypeError, "activation must be a name, not 1.0"),
    ],
)
def test_activations_that_do_not_fit_are_refused(functions, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.Network.initialized((2, 3, 3, 1), **functions)


@pytest.mark.parametrize("loss", ad.losses)
def test_a_loss_that_applies_its_own_output_refuses_another(loss):
    net, (X, y) = ad.Network.initialized((2, 3, 2), output="tanh"), ad.xor()
    y = np.hstack([y, 1 - y])
    if loss == "mean_squared_error":
        assert net.gradients(X, y, loss) != ad.Network(net.weights, net.biases).gradients(
            X, y, loss
        )
        return
    own = loss.partition("_")[0]
    message = f"loss {loss} takes logits, to which it applies the {own} itself; it refuses output"
    for refused in (net.gradients, functools.partial(ad.classify, net)):
        with pytest.raises(ValueError, match=f"^{message} tanh$"):
            refused(X, y, loss)
    twin = dataclasses.replace(
        ad.losses[loss], name="my own"
    )  # what it does with it is its affair
    assert net.gradients(X, y, twin).weights[0].shape == (2, 3)


def test_another_activation_counts_from_when_it_is_set():
    net = ad.Network.initialized((2, 3, 1), seed=0)
    before = net([[1.0, 2.0]])
    net.hidden = ad.tanh
    assert net([[1.0, 2.0]]) == ad.Network(net.weights, net.biases, "tanh")([[1.0, 2.0]]) != before
