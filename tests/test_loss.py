"""Losses and their gradients, against mpmath."""

import dataclasses
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

import actdemo as ad


def sigmoid(z):
    return 1 / (1 + mp.exp(-z))


# What a sample costs: its logits and targets are lists.
ORACLES = {
    "sigmoid_cross_entropy": lambda z, y: sum(
        t * mp.log1p(mp.exp(-s)) + (1 - t) * mp.log1p(mp.exp(s)) for s, t in zip(z, y, strict=True)
    ),
    "softmax_cross_entropy": lambda z, y: sum(
        t * mp.log(mp.fsum(mp.exp(other - s) for other in z)) for s, t in zip(z, y, strict=True)
    ),
    "mean_squared_error": lambda z, y: sum((s - t) ** 2 / 2 for s, t in zip(z, y, strict=True)),
    "sigmoid_mean_squared_error": lambda z, y: sum(
        (sigmoid(s) - t) ** 2 / 2 for s, t in zip(z, y, strict=True)
    ),
}
each_loss = pytest.mark.parametrize("name", ORACLES)


@st.composite
def batches(draw):
    """Draw logits, and targets that suit every loss, some of them exactly 0 or 1."""
    n, outputs = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    targets = rng.dirichlet(np.ones(outputs), size=n)
    if draw(st.booleans()):
        targets = np.eye(outputs)[rng.integers(0, outputs, n)]
    return draw(st.sampled_from([0.01, 1.0, 10.0])) * rng.normal(size=(n, outputs)), targets


def exactly(array):
    return [[mpf(value) for value in row] for row in array.tolist()]


def test_the_registry_holds_each_loss_under_its_name():
    assert list(ad.losses) == list(ORACLES)
    assert [loss.name for loss in ad.losses.values()] == list(ORACLES)


@each_loss
@given(batch=batches())
def test_each_sample_costs_what_it_should(name, batch):
    truth = [float(ORACLES[name](z, y)) for z, y in zip(*map(exactly, batch), strict=True)]
    costs = ad.losses[name].per_sample(*batch)
    if name == "sigmoid_mean_squared_error":  # near a target the rounding of the sigmoid remains
        np.testing.assert_allclose(np.sqrt(costs), np.sqrt(truth), rtol=4e-15, atol=4e-16)
    else:
        np.testing.assert_allclose(costs, truth, rtol=4e-15, atol=0)


@each_loss
@given(batch=batches())
def test_a_loss_is_the_mean_over_the_batch(name, batch):
    costs = ad.losses[name].per_sample(*batch)
    assert costs.shape == (len(batch[0]),)
    assert ad.losses[name](*batch) == pytest.approx(math.fsum(costs) / len(costs), rel=1e-15)


@each_loss
@given(batch=batches())
def test_the_gradient_is_the_derivative_of_the_mean(name, batch):
    logits, targets = map(exactly, batch)
    expected = np.empty(batch[0].shape)
    for s, k in np.ndindex(expected.shape):
        z = logits[s]

        def cost(at, z=z, s=s, k=k):
            return ORACLES[name]([*z[:k], at, *z[k + 1 :]], targets[s])

        expected[s, k] = mp.diff(cost, z[k]) / len(logits)
    gradient = ad.losses[name].gradient(*batch)
    np.testing.assert_allclose(gradient, expected, rtol=4e-15, atol=2e-16)


@each_loss
def test_samples_are_added_in_order(name):
    logits = np.random.default_rng(0).normal(size=(100, 1))
    total = 0.0
    for cost in ad.losses[name].per_sample(logits, np.ones((100, 1))).tolist():
        total += cost
    assert ad.losses[name](logits, np.ones((100, 1))) == total / 100


def test_each_output_of_a_sample_adds_to_its_cost():
    loss = ad.losses["mean_squared_error"]
    assert loss([[1.0, 2.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 4.0]]) == (2.5 + 8.0) / 2
    assert loss.gradient([[1.0, 2.0], [0.0, 0.0]], np.zeros((2, 2))).tolist() == [[0.5, 1], [0, 0]]


@pytest.mark.parametrize(
    ("name", "logits", "targets", "cost"),
    [
        ("sigmoid_cross_entropy", [[1.7e308]], [[1.0]], 0.0),
        ("sigmoid_cross_entropy", [[1.7e308]], [[0.0]], 1.7e308),
        ("sigmoid_cross_entropy", [[-1.7e308]], [[0.0]], 0.0),
        ("sigmoid_cross_entropy", [[-1.7e308]], [[1.0]], 1.7e308),
        ("sigmoid_cross_entropy", [[700.0]], [[1.0]], float(mp.exp(-700))),
        ("softmax_cross_entropy", [[1.7e308, -1.7e308]], [[1.0, 0.0]], 0.0),
        ("softmax_cross_entropy", [[1.7e308, -1.7e308]], [[0.0, 1.0]], math.inf),
        ("softmax_cross_entropy", [[1e308, 0.0]], [[0.0, 1.0]], 1e308),
        ("softmax_cross_entropy", [[700.0, 0.0]], [[1.0, 0.0]], float(mp.exp(-700))),
        ("softmax_cross_entropy", [[3.0]], [[1.0]], 0.0),
        ("mean_squared_error", [[1e200]], [[0.0]], math.inf),
        ("sigmoid_mean_squared_error", [[-1.7e308]], [[1.0]], 0.5),
    ],
)
def test_extreme_logits(name, logits, targets, cost):
    assert ad.losses[name](logits, targets) == pytest.approx(cost, rel=1e-15, abs=0)
    assert not np.isnan(ad.losses[name].gradient(logits, targets)).any()


@each_loss
def test_arguments_are_left_alone(name):
    logits, targets = np.array([[1.0, -2.0]]), np.array([[1.0, 0.0]])
    ad.losses[name](logits, targets)
    ad.losses[name].gradient(logits, targets)[:] = 9.0
    assert logits.tolist() == [[1.0, -2.0]]
    assert targets.tolist() == [[1.0, 0.0]]


def test_a_loss_of_ones_own():
    absolute = ad.Loss(
        "absolute", lambda z, y: abs(z - y), lambda z, y: np.sign(z - y), probabilities=False
    )
    assert absolute([[1.0], [-3.0]], [[0.0], [2.0]]) == 3.0
    assert absolute.gradient([[1.0], [-3.0]], [[0.0], [2.0]]).tolist() == [[0.5], [-0.5]]


def test_a_loss_cannot_be_changed_by_accident():
    with pytest.raises(dataclasses.FrozenInstanceError):
        ad.losses["mean_squared_error"].name = "mse"


@each_loss
@pytest.mark.parametrize("call", ["__call__", "per_sample", "gradient"])
@pytest.mark.parametrize(
    ("logits", "targets", "error", "message"),
    [
        ([1.0], [1.0], ValueError, "logits must have shape (n, outputs), not (1,)"),
        (np.empty((0, 1)), [[1.0]], ValueError, "logits is empty: shape (0, 1)"),
        ([[math.nan]], [[1.0]], ValueError, "logits must be finite; it contains nan"),
        ([["a"]], [[1.0]], TypeError, "logits must hold real numbers, not <U1"),
        ([[1.0], [2.0]], [[1.0]], ValueError, "targets must have shape (2, 1), not (1, 1)"),
        ([[1.0], [2.0]], [1.0, 0.0, 1.0], ValueError, "targets must have shape (2, 1), not (3,)"),
        ([[1.0]], [[math.inf]], ValueError, "targets must be finite; it contains inf"),
        ([[1.0]], [[None]], TypeError, "targets must hold real numbers, not object"),
        ([[1.0]], [], ValueError, "targets is empty: shape (0,)"),
    ],
)
def test_bad_input_is_refused(name, call, logits, targets, error, message):
    with pytest.raises(error, match=re.escape(message)):
        getattr(ad.losses[name], call)(logits, targets)


@pytest.mark.parametrize("name", [name for name in ORACLES if name != "mean_squared_error"])
@pytest.mark.parametrize(("bad", "said"), [(-0.25, "-0.25"), (1.5, "1.5"), (-1e-300, "-1e-300")])
def test_targets_outside_0_and_1_are_refused(name, bad, said):
    message = rf"^targets must lie in \[0, 1\] for {name}; it contains {said}$"
    with pytest.raises(ValueError, match=message):
        ad.losses[name]([[1.0, 2.0]], [[0.5, bad]])


def test_the_squared_error_takes_any_targets():
    assert ad.losses["mean_squared_error"]([[1.0, 2.0]], [[-3.0, 2.0]]) == 8.0
    assert ad.losses["mean_squared_error"]([[1.0], [1.0]], [[1e308], [1e308]]) == math.inf


@pytest.mark.parametrize(
    ("targets", "total"), [([[0.5, 0.5], [0.5, 0.25]], "0.75"), ([[1, 1], [1, 0]], "2.0")]
)
def test_targets_of_classes_must_sum_to_one(targets, total):
    message = f"each row of targets must sum to 1 for softmax_cross_entropy, not {total}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        ad.losses["softmax_cross_entropy"]([[1.0, 2.0]] * 2, targets)


def test_targets_of_classes_may_be_rounded():
    thirds = [[1 / 3, 1 / 3, 1 / 3 + 5e-10]]
    assert ad.losses["softmax_cross_entropy"]([[0.0] * 3], thirds) == pytest.approx(math.log(3))


NAN = math.nan


@pytest.mark.parametrize(
    ("name", "outputs", "labels", "classes"),
    [
        ("sigmoid_cross_entropy", [[2], [-2], [0], [NAN]], (0, 1), [1, 0, -1, -1]),
        ("sigmoid_mean_squared_error", [[1e-300], [-math.inf]], (0, 1), [1, 0]),
        ("mean_squared_error", [[2], [0.5], [0.4]], (0, 1), [1, -1, 0]),
        ("mean_squared_error", [[2], [0.0], [-0.4]], (-1, 1), [1, -1, 0]),
        ("mean_squared_error", [[2], [0.0], [-0.4]], (1, -1), [0, -1, 1]),
        ("mean_squared_error", [[1e308]], (1.5e308, 1.7e308), [0]),
        ("mean_squared_error", [[0.6, 0.4], [0.5, 2]], (0, 1), [[1, 0], [-1, 1]]),
        ("softmax_cross_entropy", [[0.1, 0.3, 0.2], [1, 1, 0], [NAN, 1, 0]], (0, 1), [1, -1, -1]),
        ("softmax_cross_entropy", [[7]], (0, 1), [0]),
    ],
)
def test_a_loss_decides_what_outputs_stand_for(name, outputs, labels, classes):
    loss = ad.losses[name]
    assert loss.decide(outputs, labels).tolist() == classes
    many = np.stack([outputs, np.flip(outputs, axis=0)], axis=-1)
    decided = loss.decide(many, labels)
    assert decided[..., 0].tolist() == classes
    assert decided[..., 1].tolist() == classes[::-1]


def test_a_loss_that_does_not_say_what_decides_decides_nothing():
    own = ad.Loss("own", lambda z, y: z - y, lambda z, y: z - y)
    assert own.decide([[1.0]]) is None
    assert own.level() is None


def test_outputs_that_have_no_shape_are_refused():
    message = r"outputs must have shape \(n, outputs\), not \(1,\)"
    with pytest.raises(ValueError, match=message):
        ad.losses["mean_squared_error"].decide([1.0])
    for empty in ((0, 2), (2, 0)):
        for loss in ad.losses.values():
            with pytest.raises(ValueError, match=r"outputs must have shape \(n, outputs\), not "):
                loss.decide(np.empty(empty))


@pytest.mark.parametrize(("labels", "hint"), [([[-1.0], [1.0]], True), ([[-1.0], [0.5]], False)])
def test_labels_of_both_signs_are_told_how_to_become_0_and_1(labels, hint):
    with pytest.raises(ValueError, match="it contains -1") as refused:
        ad.losses["sigmoid_cross_entropy"]([[1.0], [1.0]], labels)
    assert ("(targets + 1) / 2 turns labels -1 and 1 into 0 and 1" in str(refused.value)) == hint


@pytest.mark.parametrize("name", ad.losses)
def test_costs_too_large_for_a_double_are_infinite_and_numpy_says_nothing(name):
    logits, targets = [[1.7e308, -1.7e308]] * 3, [[0.0, 1.0]] * 3
    with np.errstate(all="raise"):
        cost = ad.losses[name](logits, targets)
    assert cost == (1.0 if name == "sigmoid_mean_squared_error" else math.inf)


@each_loss
def test_a_flat_row_of_targets_is_a_column(name):
    if name != "softmax_cross_entropy":
        flat, column = [1.0, 0.0, 1.0], [[1.0], [0.0], [1.0]]
        logits = [[1.0], [2.0], [-3.0]]
        assert ad.losses[name](logits, flat) == ad.losses[name](logits, column)
        gradient = ad.losses[name].gradient(logits, flat)
        assert gradient.tolist() == ad.losses[name].gradient(logits, column).tolist()


@pytest.mark.parametrize(("outputs", "hint"), [(1, True), (2, False)])
def test_softmax_of_one_output_says_that_it_is_always_1(outputs, hint):
    with pytest.raises(ValueError, match=r"^each row of targets must sum to 1") as refused:
        ad.losses["softmax_cross_entropy"](np.ones((2, outputs)), np.zeros((2, outputs)))
    assert ("; the softmax of one output is always 1" in str(refused.value)) == hint


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"name": None}, TypeError, "name must be of type str, not None"),
        ({"cost": "mse"}, TypeError, "cost must be of type Callable, not 'mse'"),
        ({"slope": None}, TypeError, "slope must be of type Callable, not None"),
        ({"probabilities": "no"}, TypeError, "probabilities must be of type bool, not 'no'"),
        ({"distribution": 0}, TypeError, "distribution must be of type bool, not 0"),
        ({"reading": "signs"}, ValueError, "reading must be 'sign' or 'middle' or None, not 'sig"),
        ({"reading": ["sign"]}, ValueError, "reading must be 'sign' or 'middle' or None, not ['s"),
    ],
)
def test_what_makes_no_loss_is_refused(change, error, message):
    arguments = {"name": "own", "cost": np.subtract, "slope": np.subtract}
    with pytest.raises(error, match=re.escape(message)):
        ad.Loss(**arguments | change)


def uses(part, formula):
    """Return all that asks the cost, or the slope, of a loss of one's own."""
    parts = {"cost": lambda z, y: (z - y) ** 2 / 2, "slope": lambda z, y: z - y} | {part: formula}
    own = ad.Loss("own", **parts, probabilities=False)
    net, many = (ad.Network.initialized((2, 3, 2), seed=seed) for seed in (0, range(3)))
    X, y = ad.xor()[0], np.ones((4, 2))
    seeds = {id(net): 0, id(many): range(3)}
    calls = [lambda n=n: ad.train(n, X, y, own, seed=seeds[id(n)]) for n in (net, many)]
    if part == "cost":
        return [*calls, lambda: own(y, y), lambda: own.per_sample(y, y)]
    return [
        *calls,
        lambda: own.gradient(y, y),
        *(lambda n=n: n.gradients(X, y, own) for n in (net, many)),
    ]


SHAPE, KIND = "must keep the shape ", "must hold real numbers, not "
BROKEN = {
    "summed": (lambda z, y: (z - y).sum(1), ValueError, SHAPE),
    "summed in place": (lambda z, y: (z - y).sum(1, keepdims=True), ValueError, SHAPE),
    "one number": (lambda *_: 1.0, ValueError, SHAPE),
    "nothing": (lambda *_: None, TypeError, KIND + "object"),
    "complex": (lambda z, _: z + 1j, TypeError, KIND + "complex128"),
    "nan": (lambda z, _: z * np.nan, ValueError, "is nan at "),
}


@pytest.mark.parametrize("part", ["cost", "slope"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_loss_of_ones_own_is_blamed_for_what_it_gives(part, name):
    formula, error, message = BROKEN[name]
    for use in uses(part, formula):
        with pytest.raises(error, match=f"^the {part} of own {message}"):
            use()


@pytest.mark.parametrize("part", ["cost", "slope"])
def test_a_loss_of_ones_own_may_look_at_the_targets_alone(part):
    assert all(use() is not None for use in uses(part, lambda _, y: -y))


def test_a_loss_of_ones_own_may_use_up_its_input():
    def half_square(z, y):
        z -= y
        y[...] = 7.0
        z *= z
        z /= 2
        return z

    def error(z, y):
        z -= y
        y[...] = 7.0
        return z

    own = ad.Loss("own", half_square, error, probabilities=False, reading="middle")
    X, y = ad.xor()
    for seed in (0, range(3)):
        net = ad.Network.initialized((2, 3, 1), seed=seed)
        mine = ad.train(net, X, y, own, seed=seed, batch_size=2)
        assert mine == ad.train(net, X, y, "mean_squared_error", seed=seed, batch_size=2)
    assert (X.tolist(), y.tolist()) == tuple(part.tolist() for part in ad.xor())
