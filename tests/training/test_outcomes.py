"""What came out of training, against hand-made networks and plain arithmetic."""

import math
import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp, mpf

import actdemo as ad

X, Y = ad.xor()
HAND = ad.Network(([[1, 1], [1, 1]], [[1], [-2]]), ([0, -1], [-0.5]))  # right everywhere
DEAD = ad.Network(([[-1, 1], [-1, 1]], [[1], [1]]), ([0, -0.5], [0]))  # a dead unit, and 0 at 00


def stacked(*nets):
    weights = [np.stack(layer, axis=-1) for layer in zip(*(n.weights for n in nets), strict=True)]
    biases = [np.stack(layer, axis=-1) for layer in zip(*(n.biases for n in nets), strict=True)]
    return ad.Network(weights, biases, nets[0].hidden)


def test_a_network_that_is_right():
    ends = ad.classify(HAND, X, Y)
    assert ends.correct.tolist() == [True] * 4
    assert (ends.right, ends.success) == (4, True)
    # In the order 11, 10, 01, 00: the second unit is on at the first point alone.
    assert ends.inactive.tolist() == [[False, False], [False, True], [False, True], [True, True]]
    assert ends.dead.tolist() == [False, False]


def test_a_dead_unit_and_a_logit_of_0():
    ends = ad.classify(DEAD, X, Y)
    # The logits are 1.5, 0.5, 0.5, 0; zero is on neither side.
    assert ends.correct.tolist() == [False, True, True, False]
    assert (ends.right, ends.success) == (2, False)
    assert ends.dead.tolist() == [True, False]


def test_many_networks_are_classified_as_each_alone():
    many = stacked(HAND, DEAD, HAND)
    ends = ad.classify(many, X, Y)
    for r, net in enumerate(many):
        alone = ad.classify(net, X, Y)
        for field, field_alone in zip(ends, alone, strict=True):
            assert field[..., r].tolist() == np.asarray(field_alone).tolist()
    assert ends.right.tolist() == [4, 2, 4]


@pytest.mark.parametrize("loss", ["sigmoid_cross_entropy", "mean_squared_error"])
def test_the_gradient_norm_is_the_length_of_the_gradient(loss):
    gradients = HAND.gradients(X, Y, loss)
    squares = [g * g for array in (*gradients.weights, *gradients.biases) for g in array.flat]
    norm = math.sqrt(math.fsum(squares))
    ends = ad.classify(HAND, X, Y, loss)
    assert ends.gradient_norm == pytest.approx(norm, rel=1e-14)


def test_a_network_at_rest_has_no_gradient():
    rest = ad.Network(([[-1], [-1]], [[1]]), ([-1], [0]))  # off everywhere, and as many 1 as 0
    assert ad.classify(rest, X, Y).gradient_norm == 0.0


def test_a_small_gradient_is_no_end():
    """After 1,000 epochs the gradient is small and two points are right; in the end all are."""
    W = [[0.4, 0.7, 0.0, 0.3], [0.1, 0.1, 0.2, 0.3]]
    v = [[0.4], [0.5], [0.4], [0.7]]
    net = ad.Network((W, v), ([-0.4, 0.5, -0.7, 0.2], [-0.5]), "sigmoid")
    recipe = {"loss": "sigmoid_mean_squared_error", "optimizer": ad.Sgd(0.02, 0.0)}
    early = ad.train(net, *ad.xnor(), **recipe, epochs=1000).network
    ends = ad.classify(early, *ad.xnor(), recipe["loss"])
    assert ends.gradient_norm < 1e-3
    assert ends.right == 2
    assert not hasattr(ends, "stationary")


@pytest.mark.parametrize("hidden", ["relu", "tanh"])
def test_the_gradient_norm_has_the_same_bits_alone(hidden):
    seeds = range(300)
    many = ad.Network.initialized((2, 5, 1), hidden, seed=seeds)
    nets = ad.train(many, *ad.xnor(), seed=seeds).network
    norms = ad.classify(nets, *ad.xnor()).gradient_norm
    assert [ad.classify(net, *ad.xnor()).gradient_norm for net in nets] == norms.tolist()


@pytest.mark.parametrize(("size", "norm"), [(1e200, 1e200), (1e-200, 1e-200), (1e308, 1e308)])
def test_the_gradient_norm_is_finite_where_the_truth_is(size, norm):
    net = ad.Network([[[1.0]]], [[0.0]])
    end = ad.classify(net, [[1e-300]], [[-size]], "mean_squared_error")
    assert end.gradient_norm == pytest.approx(norm, rel=1e-15)


SQUARED = "mean_squared_error"


def outputs(*rows):
    """Return a network, and the inputs for which these are its outputs."""
    rows = np.array(rows, float)
    n = rows.shape[1]
    return ad.Network([np.eye(n)], [np.zeros(n)]), rows


@pytest.mark.parametrize(
    ("rows", "y", "loss", "labels", "correct"),
    [
        # the middle of the labels, which are those in y, or 0 and 1, or those that are given
        ([[0.4], [0.6], [0.5]], [[0], [1], [1]], SQUARED, None, [1, 1, 0]),
        ([[-0.1], [0.1], [0]], [[-1], [1], [1]], SQUARED, None, [1, 1, 0]),
        ([[0.4], [0.6]], [[1], [1]], SQUARED, None, [0, 1]),
        ([[0.4], [-0.1]], [[1], [1]], SQUARED, (-1, 1), [1, 0]),
        ([[0.4], [-0.1]], [[1], [-1]], SQUARED, (1, -1), [1, 1]),
        ([[9], [11]], [[2], [18]], SQUARED, None, [1, 1]),
        # a logit by its sign, whatever probability is aimed at
        ([[0.1], [-0.1], [0.1]], [[0.9], [0.2], [0.5]], "sigmoid_cross_entropy", None, [1, 1, 0]),
        ([[0.1], [-0.1]], [[1], [0]], "sigmoid_mean_squared_error", (0, 1), [1, 1]),
        # several outputs each by itself, or as a distribution
        ([[0.6, 0.6], [0.6, 0.4]], [[1, 0], [1, 0]], SQUARED, None, [0, 1]),
        ([[5, -1], [5, 1]], [[1, 0], [1, 0]], "sigmoid_cross_entropy", None, [1, 0]),
        ([[5, 1], [1, 1]], [[1, 0], [1, 0]], "softmax_cross_entropy", None, [1, 0]),
        ([[5, 1], [1, 5]], [[0.6, 0.4], [0.5, 0.5]], "softmax_cross_entropy", None, [1, 0]),
    ],
)
def test_the_loss_decides_what_is_correct(rows, y, loss, labels, correct):
    net, X = outputs(*rows)
    ends = ad.classify(net, X, y, loss, labels)
    assert ends.correct.tolist() == [bool(k) for k in correct]
    assert (ends.right, ends.success) == (sum(correct), all(correct))
    many = ad.classify(stacked(net, net), X, y, loss, labels)
    assert many.correct.tolist() == [[bool(k)] * 2 for k in correct]
    assert many.right.tolist() == [sum(correct)] * 2


@pytest.mark.parametrize(
    ("y", "loss"),
    [
        ([[0.1], [0.7], [2.0]], SQUARED),
        ([[-1], [-1], [-1]], SQUARED),
        ([[0], [1], [1]], ad.Loss("hinge", lambda z, y: z - y, lambda z, y: z - y)),
    ],
)
def test_where_nothing_decides_nothing_is_correct_or_wrong(y, loss):
    net, X = outputs([1], [2], [3])
    ends = ad.classify(net, X, y, loss)
    assert (ends.correct, ends.right, ends.success) == (None, None, None)
    assert ends.gradient_norm > 0


def test_a_loss_of_ones_own_may_say_what_decides():
    def half(z, y):
        return z - y

    net, X = outputs([1], [-2])
    own = ad.Loss("own", half, half, reading="sign")
    assert ad.classify(net, X, [[1], [1]], own).correct.tolist() == [True, False]


@pytest.mark.parametrize(
    ("hidden", "inactive"),
    [
        ("relu", [True, True, False]),
        (ad.relu.variant(kink=0.5), [True, False, False]),
        ("squared_relu", [True, True, False]),
        ("step", [True, True, False]),
        ("leaky_relu", [False] * 3),
        ("tanh", [False] * 3),
        ("identity", [False] * 3),
        ("absolute", [False] * 3),
        ("gelu", [False] * 3),
    ],
)
def test_inactive_means_no_value_and_no_slope(hidden, inactive):
    net = ad.Network(([[1]], [[1]]), ([0], [0]), hidden)
    ends = ad.classify(net, [[-1], [0], [1]], [[1], [1], [1]])
    assert ends.inactive[:, 0].tolist() == inactive
    assert ends.dead.tolist() == [False]


@pytest.mark.parametrize("count", [None, 5])
@pytest.mark.parametrize(("output", "labels"), [("tanh", (-1, 1)), ("sigmoid", (0, 1))])
def test_what_an_output_function_returns_is_judged(output, labels, count):
    """By the middle of the labels, wherever the logit is."""
    seed = range(count) if count else 3
    net = ad.Network.initialized((2, 4, 3, 1), ("relu", "absolute"), output=output, seed=seed)
    X, y = ad.xnor()
    y = y * (labels[1] - labels[0]) + labels[0]
    ends = ad.classify(net, X, y, "mean_squared_error")
    values = net(X)[:, 0]
    above = (y == labels[1])[:, 0]
    right = (values > sum(labels) / 2) == (above if count is None else above[:, None])
    assert ends.correct.tolist() == right.tolist()
    assert ends.inactive.shape[1] == 7
    gradients = net.gradients(X, y, "mean_squared_error")
    square = sum((part**2).sum(axis=(0, 1)) for part in gradients.weights)
    square = square + sum((part**2).sum(axis=0) for part in gradients.biases)
    np.testing.assert_allclose(ends.gradient_norm, np.sqrt(square), rtol=1e-12)


def test_each_layer_is_inactive_by_its_own_activation():
    """Below 0 a relu says and learns nothing; an absolute value does."""
    ones, low = [[[1.0]], [[1.0]], [[1.0]]], [[-2.0], [-2.0], [0.0]]
    for hidden, dead in (
        (("absolute", "relu"), [False, True]),
        (("relu", "absolute"), [True, False]),
    ):
        ends = ad.classify(ad.Network(ones, low, hidden), [[0.0], [1.0]], [[0.0], [1.0]])
        assert ends.dead.tolist() == dead


def test_several_layers_and_outputs():
    net = ad.Network.initialized((2, 3, 4, 2), seed=1)
    labels = np.array([[1, 0], [0, 1], [0, 1], [1, 0]])
    ends = ad.classify(net, X, labels, "softmax_cross_entropy")
    trace = net.forward(X)
    assert ends.inactive.shape == (4, 7)
    off = np.concatenate(trace.pre_activations[:2], axis=1) <= 0
    assert ends.inactive.tolist() == off.tolist()
    ahead = (trace.logits[:, 0] - trace.logits[:, 1]) * (labels[:, 0] - labels[:, 1])
    assert ends.correct.tolist() == (ahead > 0).tolist()
    assert ahead[3] == 0


def test_without_hidden_layers_no_unit_is_dead():
    ends = ad.classify(ad.Network(([[1], [1]],), ([-0.5],)), X, Y)
    assert (ends.inactive.shape, ends.dead.shape) == ((4, 0), (0,))
    assert ends.right == 3


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"net": None}, TypeError, "net must be of type Network, not None"),
        ({"X": [[1]]}, ValueError, "X must have shape (n, 2), not (1, 1)"),
        ({"y": Y[:3]}, ValueError, "y must have shape (4, 1), not (3, 1)"),
        ({"loss": "hinge"}, ValueError, "unknown loss 'hinge'"),
        ({"labels": (-1, 1)}, ValueError, "labels must be 0 and 1 for sigmoid_cross_entropy, not"),
        (
            {"labels": (1, 1), "loss": "mean_squared_error"},
            ValueError,
            "labels must be two different numbers for mean_squared_error, not [1.0, 1.0]",
        ),
        (
            {"labels": (-1, 1), "loss": "mean_squared_error"},
            ValueError,
            "y must hold the labels [-1.0, 1.0]; it contains 0",
        ),
        ({"y": 2 * Y - 1}, ValueError, "; (y + 1) / 2 turns labels -1 and 1 into 0 and 1"),
    ],
)
def test_what_cannot_be_classified_is_refused(change, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.classify(**({"net": HAND, "X": X, "y": Y} | change))


@example(count=0, total=1)
@example(count=7, total=7)
@given(count=st.integers(0, 10**6), total=st.integers(1, 10**6))
def test_the_interval_holds_the_shares_that_a_score_test_keeps(count, total):
    """Its ends solve |k/n - p| = c sqrt(p (1 - p) / n), in 50 digits."""
    count = min(count, total)
    share = ad.Share(count, total)
    with mp.workdps(50):
        n, value, c = mpf(total), mpf(count) / total, mp.sqrt(2) * mp.erfinv(mpf("0.95"))
        a, b = 1 + c * c / n, -2 * value - c * c / n
        root = mp.sqrt(b * b - 4 * a * value * value)
        ends = (-b - root) / (2 * a), (-b + root) / (2 * a)
    assert share.value == count / total
    assert share.low == pytest.approx(float(ends[0]), rel=1e-12, abs=1e-15)
    assert share.high == pytest.approx(float(ends[1]), rel=1e-12)
    assert 0 <= share.low <= share.value <= share.high <= 1


def test_a_share_counts_truth_values():
    share = ad.share([[True, False], [False, False]])
    assert (share.count, share.total) == (1, 4)
    assert str(share) == "25.0 % (4.6 to 69.9 %)"
    assert str(ad.share(np.ones(10, bool))) == "100.0 % (72.2 to 100.0 %)"


@pytest.mark.parametrize(
    ("happened", "error", "message"),
    [
        ([], TypeError, "happened must hold truth values, not float64"),
        (np.ones(0, bool), ValueError, "happened is empty: shape (0,)"),
        ([0, 1], TypeError, "happened must hold truth values, not int64"),
        (["yes"], TypeError, "happened must hold real numbers, not <U3"),
    ],
)
def test_what_is_no_share_is_refused(happened, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.share(happened)


@pytest.mark.parametrize(
    ("count", "total", "error", "message"),
    [
        (0, 0, ValueError, "total must be at least 1, not 0"),
        (-1, 3, ValueError, "count must be at least 0, not -1"),
        (4, 3, ValueError, "count must be at most 3, not 4"),
        (1.0, 3, TypeError, "count must be a whole number, not 1.0"),
        (1, None, TypeError, "total must be a whole number, not None"),
        (1, 2**60, ValueError, "total must be at most 9007199254740992, not 1152921504606846976"),
    ],
)
def test_what_is_no_number_of_tries_is_refused(count, total, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        ad.Share(count, total)


def test_a_share_of_numpys_numbers_is_the_same():
    large = 3037000500  # whose square is beyond 64 bits
    share = ad.Share(np.int64(large // 2), np.int64(large))
    assert (type(share.count), type(share.total)) == (int, int)
    assert (share.low, share.high) == (ad.Share(large // 2, large).low, share.high)


def test_flat_labels_are_a_column():
    for loss in ("sigmoid_cross_entropy", "mean_squared_error"):
        assert ad.classify(HAND, X, Y[:, 0], loss) == ad.classify(HAND, X, Y, loss)


@pytest.mark.parametrize(
    ("labels", "error", "message"),
    [
        ([0, [1]], ValueError, "labels must be an array of numbers: "),
        ("01", TypeError, "labels must hold real numbers, not <U2"),
        (3, ValueError, "labels must have shape (2,), not ()"),
        (np.ma.masked_less([0, 1], 0), TypeError, "labels must not be masked: "),
    ],
)
def test_labels_that_are_none_are_refused(labels, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.classify(HAND, X, Y, "mean_squared_error", labels)
