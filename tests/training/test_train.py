"""Training, against a second implementation in plain Python, bit for bit."""

import dataclasses
import math
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import actdemo as ad
from actdemo.arithmetic import elementary

X, Y = ad.xnor()
MANY = ad.Network.initialized((2, 5, 1), seed=range(3))


def start(*sizes, seed=0, hidden="relu"):
    return ad.Network.initialized(sizes, hidden=hidden, seed=seed)


def total(terms):
    """Add from the first to the last."""
    first, *others = terms
    for term in others:
        first += term
    return first


def shuffled(n, rng):
    order = list(range(n))
    for i in reversed(range(1, n)):
        j = int(rng.random() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def step(optimizer, t, p, g, memory):
    """Return what an optimizer makes of a parameter in its step t; change what it remembers."""
    if optimizer.weight_decay:
        g += optimizer.weight_decay * p
    if isinstance(optimizer, ad.Sgd):
        memory[0] = optimizer.lr * g + optimizer.momentum * memory[0]
        return p - memory[0]
    power1 = power2 = 1.0
    for _ in range(t):
        power1, power2 = power1 * optimizer.beta1, power2 * optimizer.beta2
    memory[0] = optimizer.beta1 * memory[0] + (1.0 - optimizer.beta1) * g
    memory[1] = optimizer.beta2 * memory[1] + (1.0 - optimizer.beta2) * (g * g)
    root = math.sqrt(memory[1]) / math.sqrt(1.0 - power2)
    return p - optimizer.lr / (1.0 - power1) * memory[0] / (root + optimizer.epsilon)


def cost_and_error(loss, z, y):
    """Return what one output with a hard label costs, and the slope of that cost."""
    if loss == "mean_squared_error":
        return 0.5 * (z - y) * (z - y), z - y
    e = float(elementary.exp(np.float64(-abs(z))))
    p = 1.0 / (1.0 + e) if z >= 0 else e / (1.0 + e)
    return max(z, 0.0) - z * y + float(elementary.log1p(np.float64(e))), p - y


# What a unit hands on, and the slope there.
PLAIN = {
    "identity": lambda z: (z, 1.0),
    "relu": lambda z: (max(z, 0.0), float(z > 0)),
    "absolute": lambda z: (abs(z), 1.0 if z > 0 else -1.0),
    "softsign": lambda z: (z / (1.0 + abs(z)), (1.0 / (1.0 + abs(z))) * (1.0 / (1.0 + abs(z)))),
}


def judge(layers, names, x, y, loss, n):
    """Return what one sample of a batch of n costs, and its gradients, shaped as the layers."""
    values, sums = [[1.0, *x]], []
    for layer, name in zip(layers, names, strict=True):
        columns = zip(*layer, strict=True)
        sums.append([total(v * w for v, w in zip(values[-1], c, strict=True)) for c in columns])
        values.append([1.0, *(PLAIN[name](z)[0] for z in sums[-1])])
    judged = [cost_and_error(loss, z, goal) for z, goal in zip(values[-1][1:], y, strict=True)]
    delta, gradients = [error / n for _, error in judged], []
    for k in reversed(range(len(layers))):
        delta = [d * PLAIN[names[k]](z)[1] for d, z in zip(delta, sums[k], strict=True)]
        gradients.insert(0, [[value * d for d in delta] for value in values[k]])
        if k:
            rows = layers[k][1:]
            delta = [total(d * w for d, w in zip(delta, row, strict=True)) for row in rows]
    return total(cost for cost, _ in judged), gradients


def reference(net, inputs, targets, loss, optimizer, epochs, batch_size, seed, names, order):
    """Train a network sample by sample; a bias is the weight of an input that is always 1."""
    layers = [[b.tolist(), *W.tolist()] for W, b in zip(net.weights, net.biases, strict=True)]
    memories = [[[[0.0, 0.0] for _ in row] for row in layer] for layer in layers]
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    losses, t, fixed = [], 0, range(len(inputs))
    for _ in range(epochs):
        order_now = shuffled(len(inputs), rng) if order == "shuffled" else fixed
        costs = []
        for first in range(0, len(inputs), batch_size):
            batch, t = order_now[first : first + batch_size], t + 1
            judged = [judge(layers, names, inputs[s], targets[s], loss, len(batch)) for s in batch]
            costs += [cost for cost, _ in judged]
            for k, layer in enumerate(layers):
                for i, j in np.ndindex(len(layer), len(layer[0])):
                    g = total(gradients[k][i][j] for _, gradients in judged)
                    layer[i][j] = step(optimizer, t, layer[i][j], g, memories[k][i][j])
        losses.append(total(costs) / len(inputs))
    return layers, losses


lrs, decays = st.sampled_from([0.0, 0.01, 0.1, 0.3]), st.sampled_from([0.0, 0.01, 0.5])
optimizers = st.one_of(
    st.builds(ad.Sgd, lrs, st.sampled_from([0.0, 0.4, 0.9]), decays),
    st.builds(
        ad.Adam,
        *(lrs, st.sampled_from([0.0, 0.9]), st.sampled_from([0.0, 0.99])),
        *(st.sampled_from([1e-8, 0.1]), decays),
    ),
)


@st.composite
def recipes(draw):
    n = draw(st.integers(1, 20))
    sizes = draw(st.lists(st.integers(1, 10), min_size=2, max_size=4))
    loss = draw(st.sampled_from(["sigmoid_cross_entropy", "mean_squared_error"]))
    own = draw(st.sampled_from(sorted(PLAIN))) if loss == "mean_squared_error" else "identity"
    return {
        "sizes": sizes,
        "names": (*(draw(st.sampled_from(sorted(PLAIN))) for _ in sizes[2:]), own),
        "n": n,
        "loss": loss,
        "optimizer": draw(optimizers),
        "epochs": draw(st.integers(0, 3)),
        "batch_size": draw(st.integers(1, n)),
        "seed": draw(st.integers(0, 99)),
        "order": draw(st.sampled_from(["shuffled", "fixed"])),
    }


def as_reference(run):
    layers = zip(run.network.weights, run.network.biases, strict=True)
    return [[b.tolist(), *W.tolist()] for W, b in layers], run.losses.tolist()


# NumPy by itself would add 8 terms and more in pairs, here those of a batch.
THIN = {
    "sizes": [1, 1, 1],
    "names": ("relu", "identity"),
    "n": 20,
    "loss": "mean_squared_error",
    "optimizer": ad.Sgd(0.1, 0.4),
    "epochs": 3,
    "batch_size": 10,
    "seed": 0,
    "order": "shuffled",
}


@example(recipe=THIN)
@given(recipe=recipes())
def test_any_recipe_gives_the_bits_of_plain_python(recipe):
    rng = np.random.default_rng(recipe["seed"])
    sizes, n = recipe["sizes"], recipe["n"]
    weights = [rng.normal(size=shape) / math.sqrt(shape[0]) for shape in pairwise(sizes)]
    biases, (*hidden, output) = [rng.normal(size=size) for size in sizes[1:]], recipe["names"]
    net = ad.Network(weights, biases, hidden, output)
    inputs = rng.normal(size=(n, sizes[0]))
    targets = rng.integers(0, 2, (n, sizes[-1])) * 1.0
    rest = [recipe[key] for key in ("loss", "optimizer", "epochs", "batch_size", "seed")]
    names, order = recipe["names"], recipe["order"]
    expected = reference(net, inputs.tolist(), targets.tolist(), *rest, names, order)
    assert as_reference(ad.train(net, inputs, targets, *rest, order=order)) == expected


@pytest.mark.parametrize("seed", range(5))
def test_the_defaults_are_the_recipe_of_the_source(seed):
    net = start(2, 5, 1, seed=seed)
    labels = [[1.0], [0.0], [0.0], [1.0]]
    recipe = ("sigmoid_cross_entropy", ad.Sgd(0.1, 0.4), 50, 1, seed)
    expected = reference(net, X.tolist(), labels, *recipe, ["relu", "identity"], "shuffled")
    assert as_reference(ad.train(net, X, Y, seed=seed)) == expected


def test_velocity_starts_at_zero_and_holds_the_learning_rate():
    net = ad.Network(([[1.0]],), ([0.0],))
    one, none = [[1.0]], [[0.0]]
    sgd = ad.Sgd(lr=0.25, momentum=0.5)
    # Each step: v = z / 4 + v / 2 for weight and bias alike; the logits are 1, 1/2, 0.
    weights = [
        float(ad.train(net, one, none, "mean_squared_error", sgd, epochs).network.weights[0][0, 0])
        for epochs in range(4)
    ]
    assert weights == [1.0, 0.75, 0.5, 0.375]


def test_a_smaller_last_batch_is_divided_by_its_own_size():
    net = ad.Network(([[1.0]],), ([0.0],))
    same, goal, sgd = [[0.0]] * 3, [[1.0]] * 3, ad.Sgd(lr=0.5, momentum=0.0)
    run = ad.train(net, same, goal, "mean_squared_error", sgd, epochs=1, batch_size=2)
    assert run.network.biases[0].tolist() == [0.75]
    assert run.losses.tolist() == [(0.5 + 0.5 + 0.125) / 3]


def test_losses_are_those_before_each_update():
    net = start(2, 5, 1)
    run = ad.train(net, X, Y, epochs=3, batch_size=4)
    for epoch, loss in enumerate(run.losses):
        before = ad.train(net, X, Y, epochs=epoch, batch_size=4).network
        mean = ad.losses["sigmoid_cross_entropy"](before(X), Y)
        assert loss == pytest.approx(mean, rel=1e-15)


@pytest.mark.parametrize("hidden", ad.activations)
@pytest.mark.parametrize("loss", ad.losses)
def test_every_pair_of_activation_and_loss_learns(hidden, loss):
    rng = np.random.default_rng(2)
    inputs, targets = rng.normal(size=(12, 3)), np.eye(3)[rng.integers(0, 3, 12)]
    sgd = ad.Sgd(lr=0.05, momentum=0.5)
    run = ad.train(start(3, 8, 3, hidden=hidden), inputs, targets, loss, sgd, 20, batch_size=5)
    assert run.losses[-1] < 0.98 * run.losses[0]
    assert run.network.hidden is ad.activations[hidden]


def test_no_epochs_give_a_copy_and_no_losses():
    net = start(2, 5, 1)
    run = ad.train(net, X, Y, epochs=0)
    assert run.losses.shape == (0,)
    assert run.network is not net
    assert as_reference(run) == as_reference(ad.Run(net, np.empty(0)))


def test_without_a_learning_rate_nothing_moves():
    net = start(2, 5, 1)
    run = ad.train(net, X, Y, optimizer=ad.Sgd(lr=0), epochs=2)
    assert as_reference(run)[0] == as_reference(ad.Run(net, run.losses))[0]


def test_loss_and_optimizer_may_be_given_themselves():
    by_name = ad.train(start(2, 5, 1), X, Y, "mean_squared_error", epochs=2)
    itself = ad.losses["mean_squared_error"]
    given_both = ad.train(start(2, 5, 1), X, Y, itself, ad.Sgd(), epochs=2)
    assert as_reference(by_name) == as_reference(given_both)


def test_the_seed_is_0_by_default():
    one, other = ad.train(start(2, 5, 1), X, Y), ad.train(start(2, 5, 1), X, Y, seed=0)
    assert as_reference(one) == as_reference(other)
    assert as_reference(ad.Run(ad.Network.initialized((2, 5, 1)), X)) == as_reference(
        ad.Run(start(2, 5, 1, seed=0), X)
    )


def test_a_fixed_order_takes_the_samples_as_they_come():
    """One step a sample by hand; no seed matters."""
    net = start(2, 5, 1)
    by_hand = net
    for x, goal in [*zip(X, Y, strict=True)] * 2:
        by_hand = ad.train(by_hand, [x], [goal], optimizer=ad.Sgd(0.1, 0.0), epochs=1).network
    for seed in (0, 1):
        sgd = ad.Sgd(0.1, 0.0)
        run = ad.train(net, X, Y, optimizer=sgd, epochs=2, seed=seed, order="fixed")
        assert run.network == by_hand


def test_another_seed_gives_another_order():
    one, other = (ad.train(start(2, 5, 1), X, Y, epochs=2, seed=seed) for seed in (0, 1))
    assert one.losses.tolist() != other.losses.tolist()


def test_arguments_are_left_alone():
    net, (inputs, targets) = start(2, 5, 1), ad.xnor()
    before = as_reference(ad.Run(net, np.empty(0)))
    run = ad.train(net, inputs, targets, epochs=3)
    assert as_reference(ad.Run(net, np.empty(0))) == before
    assert (inputs.tolist(), targets.tolist()) == (X.tolist(), Y.tolist())
    assert not any(part.flags.writeable for part in run.network.weights + run.network.biases)


def test_training_is_silent(capfd):
    ad.train(start(2, 5, 1), X, Y, epochs=2)
    assert tuple(capfd.readouterr()) == ("", "")


def test_settings_of_the_optimizer():
    assert ad.Sgd() == ad.Sgd(lr=0.1, momentum=0.4) == ad.Sgd(0.1, 0.4)
    assert repr(ad.Sgd(lr=0.5)) == "Sgd(lr=0.5, momentum=0.4)"
    assert ad.Sgd(lr=0, momentum=0).lr == 0


@pytest.mark.parametrize("kind", [np.longdouble, np.float32, np.float16, int, np.int8])
def test_settings_of_any_kind_of_number_train_in_doubles(kind):
    sgd = ad.Sgd(lr=kind("1"), momentum=kind("0"))
    assert [type(number) for number in (sgd.lr, sgd.momentum)] == [float, float]
    assert sgd == ad.Sgd(1.0, 0.0)
    tenth = ad.Sgd(np.longdouble("0.1"), np.longdouble("0.4"))
    for count in (None, 40):
        net = ad.Network.initialized((2, 5, 1), seed=0 if count is None else range(count))
        seed = 0 if count is None else range(count)
        one, other = (ad.train(net, X, Y, seed=seed, optimizer=s) for s in (tenth, ad.Sgd()))
        assert one.losses.tobytes() == other.losses.tobytes()


def test_an_optimizer_cannot_be_changed_by_accident():
    with pytest.raises(dataclasses.FrozenInstanceError):
        ad.Sgd().lr = 0.2


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"lr": -0.1}, ValueError, "lr must be finite and at least 0, not -0.1"),
        ({"lr": math.nan}, ValueError, "lr must be finite and at least 0, not nan"),
        ({"lr": math.inf}, ValueError, "lr must be finite and at least 0, not inf"),
        ({"lr": "0.1"}, TypeError, "lr must be a number, not '0.1'"),
        ({"lr": True}, TypeError, "lr must be a number, not True"),
        ({"momentum": -0.1}, ValueError, "momentum must be finite and at least 0, not -0.1"),
        ({"momentum": 1.0}, ValueError, "momentum must be below 1, not 1.0"),
        ({"momentum": 1.5}, ValueError, "momentum must be below 1, not 1.5"),
        ({"momentum": None}, TypeError, "momentum must be a number, not None"),
    ],
)
def test_an_impossible_optimizer_is_refused(settings, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.Sgd(**settings)


# Overflow.


def stuck(weight, value, lr, epochs=1):
    net = ad.Network(([[weight]],), ([0.0],))
    return ad.train(net, [[value]], [[0.0]], "mean_squared_error", ad.Sgd(lr, 0.0), epochs)


@pytest.mark.parametrize(
    ("weight", "value", "lr"),
    [
        pytest.param(1.0, 2.0, 1e308, id="the weights overflow"),
        pytest.param(1e165, 1e-5, 0.0, id="the loss overflows"),
        pytest.param(1e200, 1e200, 0.1, id="everything does"),
    ],
)
def test_overflow_names_epoch_and_optimizer_but_no_cause(weight, value, lr):
    message = f"training overflowed in epoch 1 with Sgd(lr={lr!r}, momentum=0.0)"
    with pytest.raises(FloatingPointError, match=f"^{re.escape(message)}$"):
        stuck(weight, value, lr)


def test_overflow_is_found_in_the_epoch_in_which_it_happens():
    # The logit is multiplied by -1e10 in each epoch; its square leaves the range after 1e150.
    run = stuck(1.0, 1e5, 1.0, 15)
    assert np.isfinite(run.losses).all()
    with pytest.raises(FloatingPointError, match="in epoch 16 with"):
        stuck(1.0, 1e5, 1.0, 99)


# What is refused.


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"net": None}, TypeError, "net must be of type Network, not None"),
        ({"net": [[1.0]]}, TypeError, "net must be of type Network, not [[1.0]]"),
        ({"X": X[:, :1]}, ValueError, "X must have shape (n, 2), not (4, 1)"),
        ({"X": X[:, 0]}, ValueError, "X must have shape (n, 2), not (4,)"),
        ({"X": X[0]}, ValueError, "y must have shape (1, 1), not (4, 1)"),
        ({"X": X[:0], "y": Y[:0]}, ValueError, "X is empty: shape (0, 2)"),
        ({"X": X * math.nan}, ValueError, "X must be finite; it contains nan"),
        ({"X": [["a", "b"]]}, TypeError, "X must hold real numbers, not <U1"),
        ({"X": [[1.0, 2.0], [3.0]]}, ValueError, "X must be an array of numbers: "),
        ({"y": Y[:3, 0]}, ValueError, "y must have shape (4, 1), not (3,)"),
        ({"y": Y[:3]}, ValueError, "y must have shape (4, 1), not (3, 1)"),
        ({"y": Y + math.inf}, ValueError, "y must be finite; it contains inf"),
        ({"y": Y + 1}, ValueError, "y must lie in [0, 1] for sigmoid_cross_entropy; it "),
        ({"y": -Y}, ValueError, "y must lie in [0, 1] for sigmoid_cross_entropy; it contains -1"),
        ({"y": None}, TypeError, "y must hold real numbers, not object"),
        ({"loss": "hinge"}, ValueError, "unknown loss 'hinge'. Known: sigmoid_cross_entropy, "),
        ({"loss": "mean_square_error"}, ValueError, "did you mean 'mean_squared_error'?"),
        ({"loss": None}, TypeError, "loss must be a name, not None"),
        ({"loss": "softmax_cross_entropy"}, ValueError, "each row of y must sum to 1 for "),
        ({"optimizer": 0.1}, TypeError, "optimizer must be of type Sgd or Adam, not 0.1"),
        ({"order": "random"}, ValueError, "order must be 'shuffled' or 'fixed', not 'random'"),
        ({"order": None}, ValueError, "order must be 'shuffled' or 'fixed', not None"),
        (
            {"net": ad.Network.initialized((2, 1), output="tanh")},
            ValueError,
            "loss sigmoid_cross_entropy takes logits, to which it applies the sigmoid itself; ",
        ),
        ({"optimizer": "sgd"}, TypeError, "optimizer must be of type Sgd or Adam, not 'sgd'"),
        ({"epochs": -1}, ValueError, "epochs must be at least 0, not -1"),
        ({"epochs": 2.0}, TypeError, "epochs must be a whole number, not 2.0"),
        ({"epochs": True}, TypeError, "epochs must be a whole number, not True"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, not 0"),
        ({"batch_size": 1.5}, TypeError, "batch_size must be a whole number, not 1.5"),
        (
            {"batch_size": 5},
            ValueError,
            "batch_size must be at most 4, the number of samples, not 5",
        ),
        ({"seed": -1}, ValueError, "seed must be at least 0, not -1"),
        ({"seed": 0.5}, TypeError, "seed must be a whole number, not 0.5"),
        ({"seed": "0"}, TypeError, "seed must be a whole number, not '0'"),
        ({"seed": False}, TypeError, "seed must be a whole number, not False"),
        ({"seed": [0]}, ValueError, "seed must be one whole number for <Network 2-5-1, relu>"),
        ({"seed": []}, ValueError, "seed is an empty sequence"),
        ({"net": MANY}, ValueError, "seed must be 3 whole numbers for <3 Networks 2-5-1, relu>"),
        ({"net": MANY, "seed": [1, 2]}, ValueError, "<3 Networks 2-5-1, relu>, not 2 of them"),
        ({"net": MANY, "seed": [1, 2, 0.5]}, TypeError, "seed[2] must be a whole number, not 0.5"),
        ({"net": MANY, "seed": iter([1, 2, 3])}, TypeError, "not a list_iterator"),
        ({"snapshots": [-1]}, ValueError, "snapshots[0] must be at least 0, not -1"),
        ({"snapshots": [0, 1.5]}, TypeError, "snapshots[1] must be a whole number, not 1.5"),
        ({"snapshots": [9]}, ValueError, "snapshots[0] must be at most "),
        ({"snapshots": 2}, TypeError, "snapshots must be a sequence of whole numbers, not 2"),
        ({"executor": 2}, TypeError, "executor must be of type Executor or None, not 2"),
    ],
)
@pytest.mark.parametrize("epochs", [0, 2])
def test_impossible_training_is_refused_before_anything_is_computed(
    change, error, message, epochs, monkeypatch
):
    monkeypatch.setattr(
        "actdemo.training.train.train_blocks", lambda *_: pytest.fail("it was computed")
    )
    arguments = {"net": start(2, 5, 1), "X": X, "y": Y, "epochs": epochs} | change
    with pytest.raises(error, match=re.escape(message)):
        ad.train(**arguments)


def test_as_many_samples_in_a_batch_as_there_are():
    assert ad.train(start(2, 5, 1), X, Y, batch_size=4, epochs=1).losses.shape == (1,)


SIZES = [0.0, 5e-324, 1e-308, 1e-200, 0.1, 1.0, 1e200, 1e308, -5e-324, -1e-200, -1.0, -1e200]


@given(
    numbers=st.lists(st.sampled_from(SIZES), min_size=12, max_size=12),
    hidden=st.sampled_from(sorted(ad.activations)),
    loss=st.sampled_from(["sigmoid_cross_entropy", "mean_squared_error"]),
    count=st.sampled_from([None, 3, 40]),
)
def test_numbers_of_every_size_train_or_overflow_in_words(numbers, hidden, loss, count):
    """Whatever NumPy is told of errors; what is trained is the same as without."""
    arrays = [np.reshape(numbers[:4], (2, 2)), np.array(numbers[4:6])[:, None]]
    biases = [np.array(numbers[6:8]), np.array(numbers[8:9])]
    if count:
        arrays, biases = ([np.stack([a] * count, -1) for a in some] for some in (arrays, biases))
    net, seed = ad.Network(arrays, biases, hidden), range(count) if count else 0
    ends = []
    for how in ("raise", "ignore"):
        with np.errstate(all=how):
            try:
                run = ad.train(net, X, Y, loss, epochs=2, seed=seed)
                ad.classify(run.network, X, Y, loss)
                ends.append([run.losses.tobytes(), *(W.tobytes() for W in run.network.weights)])
            except FloatingPointError as error:
                ends.append(str(error))
    assert ends[0] == ends[1]
    assert isinstance(ends[0], list) or re.match(
        r"training (of .* )?overflowed in epoch ", ends[0]
    )


def test_flat_labels_are_a_column():
    assert ad.train(start(2, 5, 1), X, Y[:, 0]) == ad.train(start(2, 5, 1), X, Y)
    many = ad.train(MANY, X, Y[:, 0].tolist(), seed=range(3), batch_size=2)
    assert many == ad.train(MANY, X, Y, seed=range(3), batch_size=2)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"epochs": 2**40}, ValueError, "epochs must be at most 1073741824, not 1099511627776"),
        (
            {"epochs": 2**29, "net": MANY, "seed": range(3)},
            ValueError,
            "epochs and snapshots ask ",
        ),
        ({"epochs": 2**30 - 9, "snapshots": [0]}, ValueError, "epochs and snapshots ask for"),
        ({"record_losses": "no"}, TypeError, "record_losses must be of type bool, not 'no'"),
        ({"record_losses": None}, TypeError, "record_losses must be of type bool, not None"),
        ({"snapshots": range(2**70)}, ValueError, "snapshots must have at most 1048576 entries"),
        ({"y": np.ma.masked_less(Y, 0.5)}, TypeError, "y must not be masked: fill or leave out"),
    ],
)
def test_what_would_never_end_is_refused(change, error, message):
    arguments = {"net": start(2, 5, 1), "X": X, "y": Y} | change
    with pytest.raises(error, match=re.escape(message)):
        ad.train(**arguments)
