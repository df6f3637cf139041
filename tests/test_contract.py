"""The names that pages, the playground and outside checks share work as written."""

import numpy as np
import pytest

import actdemo as ad

ACTIVATIONS = [
    *("identity", "step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "softplus"),
    *("softsign", "gelu", "gelu_tanh", "silu", "mish", "squared_relu", "sine", "absolute"),
]
LOSSES = [
    *("sigmoid_cross_entropy", "softmax_cross_entropy"),
    *("mean_squared_error", "sigmoid_mean_squared_error"),
]
INITIALIZERS = ["glorot_normal", "glorot_uniform", "he_uniform", "he_normal", "lecun_normal"]


def bits(run):
    """Return everything that training gave."""
    parts = (*run.network.weights, *run.network.biases, run.losses)
    return [part.tobytes() for part in parts]


def test_every_public_name_exists():
    assert [name for name in ad.__all__ if not hasattr(ad, name)] == []
    assert len(ad.__all__) == len(set(ad.__all__))


def test_data():
    X, y = ad.xnor()
    assert (X.shape, y.shape) == ((4, 2), (4, 1))
    X, y = ad.xor()
    assert (X.shape, y.shape) == ((4, 2), (4, 1))


def test_the_defaults_of_a_start():
    net = ad.Network.initialized((2, 5, 1), hidden="relu", init="glorot_normal", seed=0)
    default = ad.Network.initialized((2, 5, 1))
    assert [W.tobytes() for W in net.weights] == [W.tobytes() for W in default.weights]
    assert net.hidden is default.hidden is ad.relu


def test_a_network_from_arrays():
    W1, W2, b1, b2 = np.ones((2, 3)), np.ones((3, 1)), np.zeros(3), np.zeros(1)
    net = ad.Network(weights=(W1, W2), biases=(b1, b2), hidden="relu")
    assert isinstance(net.weights, tuple)
    assert isinstance(net.biases, tuple)
    assert [W.shape for W in net.weights] == [(2, 3), (3, 1)]
    assert [b.shape for b in net.biases] == [(3,), (1,)]
    assert net(ad.xor()[0]).shape == (4, 1)
    trace = net.forward(ad.xor()[0])
    assert len(trace.pre_activations) == len(trace.activations) == 2
    assert trace.logits.tolist() == net(ad.xor()[0]).tolist()


def test_the_defaults_of_training():
    net, (X, y) = ad.Network.initialized((2, 5, 1)), ad.xnor()
    run = ad.train(
        net,
        X,
        y,
        loss="sigmoid_cross_entropy",
        optimizer=ad.Sgd(lr=0.1, momentum=0.4),
        epochs=50,
        batch_size=1,
        seed=0,
    )
    assert bits(run) == bits(ad.train(net, X, y))
    assert isinstance(run.network, ad.Network)
    assert run.losses.shape == (50,)


def test_what_else_training_takes():
    (X, y), start = (
        ad.xnor(),
        {"sizes": (2, 5, 3, 1), "hidden": ("tanh", "relu"), "output": "tanh"},
    )
    net, seeds = ad.Network.initialized(**start, seed=1), range(1, 4)
    many = ad.Network.initialized(**start, seed=seeds)
    for optimizer in (ad.Adam(), ad.Adam(weight_decay=0.1), ad.Sgd(weight_decay=0.1)):
        recipe = {"loss": "mean_squared_error", "optimizer": optimizer, "order": "fixed"}
        runs = ad.train(many, X, y, **recipe, seed=seeds, batch_size=4)
        assert runs.network[0] == ad.train(net, X, y, **recipe, seed=9, batch_size=4).network
    assert net(X).tolist() == ad.tanh(net.forward(X).logits).tolist()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(name):
    assert ad.activations[name] is getattr(ad, name)
    assert isinstance(ad.activations[name], ad.Activation)
    assert ad.activations[name](0.5).shape == ad.activations[name].derivative(0.5).shape == ()
    assert ad.Network.initialized((2, 1), hidden=ad.activations[name]).hidden.name == name


def test_variants_and_activations_of_ones_own():
    assert ad.leaky_relu.variant(slope=0.2)(-1.0) == -0.2
    assert ad.relu.variant(kink=0.5).derivative(0.0) == 0.5
    bump = ad.Activation("bump", lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2)
    assert ad.Network.initialized((2, 1), hidden=bump).hidden is bump


@pytest.mark.parametrize("name", LOSSES)
def test_losses(name):
    logits, targets = [[0.5, -0.5]], [[1.0, 0.0]]
    assert np.ndim(ad.losses[name](logits, targets)) == 0
    assert ad.losses[name].gradient(logits, targets).shape == (1, 2)


@pytest.mark.parametrize("init", INITIALIZERS)
def test_initialisers(init):
    assert ad.Network.initialized((2, 5, 1), init=init).sizes == (2, 5, 1)


def test_what_is_promised_comes_first():
    assert list(ad.activations)[: len(ACTIVATIONS)] == ACTIVATIONS
    assert list(ad.losses) == LOSSES


def test_explanations():
    X, y = ad.xnor()
    net = ad.train(ad.Network.initialized((2, 5, 1)), X, y).network
    why = ad.explain(net, X, y)
    assert isinstance(why, ad.Explanation)
    assert isinstance(why.sentences, list)
    assert all(isinstance(text, str) for text in (*why.sentences, str(why), why._repr_html_()))
    assert (len(why.units), len(why.ledger)) == (5, 4)
    for unit in why.units:
        assert (unit.on.shape, unit.on.dtype) == ((4,), bool)
        assert isinstance(unit.dead, bool)
        assert isinstance(unit.effect, float)
        assert isinstance(unit.role, str)
    for entry in why.ledger:
        assert entry.pre_activations.shape == entry.contributions.shape == (5,)
        numbers = (entry.bias, entry.logit, entry.probability, entry.loss)
        assert all(isinstance(number, float) for number in numbers)
        assert isinstance(entry.correct, bool)


def test_equations():
    net = ad.Network.initialized((2, 5, 1))
    for shown in (ad.equations(net), ad.equations(net, values=True)):
        for text in (str(shown), shown._repr_latex_()):
            assert isinstance(text, str)


def test_output_functions():
    for function in (ad.sigmoid, ad.softmax, ad.log_sigmoid, ad.log_softmax):
        assert function([1.0, 2.0]).shape == (2,)


def test_regions_and_boundary():
    net = ad.Network.initialized((2, 5, 1))
    pieces = ad.regions(net, box=(-3, 3, -3, 3))
    assert isinstance(pieces, list)
    for piece in pieces:
        assert piece.polygon.shape == (len(piece.polygon), 2)
        assert piece.pattern.shape == (5,)
        assert piece.pattern.dtype == bool
        assert piece.gradient.shape == (2,)
        assert isinstance(piece.offset, float)
    segments = ad.decision_boundary(ad.train(net, *ad.xnor()).network, box=(-3, 3, -3, 3), level=0)
    assert segments.shape == (len(segments), 2, 2)
    assert len(segments)
    assert len(ad.creases(net)) == 5
    assert ad.flat_regions(net, (-3, 3, -3, 3), 1) == []
