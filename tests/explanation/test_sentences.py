"""Every sentence is read again as text, and its numbers and comparisons are judged by them."""

import re
from collections import Counter

import numpy as np
import pytest
from networks_to_explain import explained, parameters
from sentence_oracle import RULES, falsehoods

import actdemo as ad

XOR, XNOR = ad.xor(), ad.xnor()
SOFTMAX = "softmax_cross_entropy"


def net(W, v, b, c, hidden="relu"):
    return ad.Network((W, v), (b, [c]), hidden)


def told(network, X=XOR[0], y=XOR[1], loss="sigmoid_cross_entropy"):
    explanation = ad.explain(network, X, y, loss)
    if network.hidden.name in ad.activations:
        assert not falsehoods(explanation, network, X, y, loss)
    return explanation.sentences


@pytest.mark.no_cover
def test_hundreds_of_networks_are_told_as_they_are():
    judged, kinds = 0, set()
    for network, X, y, loss, explanation in explained(408, seed=1):
        found = falsehoods(explanation, network, X, y, loss)
        assert not found, (network, found)
        assert len(explanation.sentences) <= 25 or len(X) <= 12
        judged += found is not None
        kinds |= {f for s in explanation.sentences for pattern, f in RULES if pattern.fullmatch(s)}
    assert judged >= 390
    assert kinds == {function for _, function in RULES}


CHANGES = [  # what a careless hand might write instead
    (r"\bright\b", "wrong"),
    (r"\bon at\b", "off at"),
    (r"lift", "pull"),
    (r"class 1", "class 0"),
    (r"class 0", "class 1"),
    (r"above ½", "below ½"),
    (r"(\d)(?=[:,.]? )", lambda m: str((int(m[1]) + 5) % 10)),
    (r"\(1, 0\)", "(0, 1)"),
    (r"further than", "as far as"),
    (r"within rounding", "exactly"),
    (r"exactly", "nearly"),
    (r"positive", "negative"),
]


@pytest.mark.no_cover
def test_changed_sentences_are_found_out():
    """Where a sentence holds the words, others in their place make it false, or unreadable."""
    changed, found = Counter(), Counter()
    for network, X, y, loss, explanation in explained(408, seed=2):
        told = explanation.sentences
        others = (
            (old, k, other)
            for old, new in sorted(CHANGES, key=lambda change: changed[change[0]])
            for k, sentence in enumerate(told)
            if (other := re.sub(old, new, sentence, count=1)) != sentence
        )
        old, k, other = next(others)  # of the changes that fit, the rarest so far
        told[k] = other
        changed[old] += 1
        try:
            found[old] += falsehoods(explanation, network, X, y, loss) != []
        except (AttributeError, LookupError, TypeError, ValueError, AssertionError):
            found[old] += 1  # it is no sentence that can be read
    assert set(changed) == {old for old, _ in CHANGES}
    assert found.total() >= 0.95 * changed.total()


# Comparisons, signs and ties.


def test_a_comparison_has_the_digits_that_it_needs():
    assert told(net([[1], [0]], [[1]], [0], -0.9999))[4] == (
        "At (1, 1) unit 1 lifts by 1.0000, further than the output bias pushes down, 0.9999: "
        "logit +1.00e−4, class 1, wrong."
    )


def test_a_sign_that_rounding_takes_is_told():
    """0.2 + 0.8 - 1 is 5.6e-17 for the doubles that these are."""
    network = net([[0.2], [0.8]], [[1]], [-1], 0)
    sentence = (
        "The pre-activation of unit 1 at (1, 1) rounds to 0, which counts as off; exactly it is "
        "positive."
    )
    assert sentence in told(network)
    (far,) = [r for r in ad.regions(network, box=(0.5, 1, 0.5, 1)) if r.pattern[0]]
    assert [1, 1] in far.polygon.tolist()


def test_a_sign_that_rounding_gives_is_told():
    sentences = told(
        net([[7.8], [0.3]], [[1]], [-11.85], 0), np.array([[1.5, 0.5]]), np.ones((1, 1))
    )
    assert (
        "The pre-activation of unit 1 at (1.5, 0.5) rounds to a negative number, which counts as "
        "off; exactly it is positive."
    ) in sentences


def test_what_is_lost_below_the_doubles_is_told():
    sentences = told(net([[-40], [0]], [[1]], [0], 1, "gelu"))
    assert (
        "What unit 1 adds at (1, 1) and (1, 0) rounds to 0, which counts as nothing." in sentences
    )


def clip(x):
    return np.clip(x, 0.0, 500.0)


def clip_slope(x):
    return np.where((x > 0) & (x < 500), 1.0, 0.0)


CLIP = ad.Activation("clip", clip, clip_slope)


def test_what_bends_beyond_is_not_straight():
    assert None in CLIP.halves
    network = net([[250], [250]], [[1]], [250], 0, CLIP)
    assert not [s for s in told(network) if "weighted sum" in s]
    assert " at " not in str(ad.equations(network, values=True))
    with pytest.raises(ValueError, match="straight on both sides of 0"):
        ad.regions(network)


def test_what_bends_at_a_point_alone_is_no_weighted_sum():
    """It looks straight at powers of two; at 3 it is not."""
    sly = ad.Activation("sly", lambda x: np.where(x == 3, 9.0, x), lambda x: np.ones(x.shape))
    assert None not in sly.halves
    assert not [s for s in told(net([[1], [1]], [[1]], [1], 0, sly)) if "weighted sum" in s]
    assert [s for s in told(net([[1], [1]], [[1]], [4], 0, sly)) if "weighted sum" in s]


# The loss decides.


def test_an_output_is_judged_by_the_middle_of_the_labels():
    textbook = net([[1, 1], [1, 1]], [[1], [-2]], [0, -1], 0)
    assert told(textbook, *XOR, "mean_squared_error")[:5] == [
        "All four points are right.",
        "The output bias is 0: it moves no point.",
        "Unit 1 is on at all points but (0, 0); unit 2 at (1, 1) only.",
        (
            "At (0, 0) every unit is off, so the output bias alone speaks: output 0, below ½, "
            "class 0, right."
        ),
        (
            "At (1, 1) unit 1 lifts by 2.000 and unit 2 pushes down by 2.000: output 0, below ½, "
            "class 0, right."
        ),
    ]
    ledger = ad.explain(textbook, *XOR, "mean_squared_error").ledger
    assert [entry.probability for entry in ledger] == [None] * 4
    assert [entry.loss for entry in ledger] == [0.0] * 4
    assert "probability" not in str(ledger.table)
    assert ledger.table.head[-3:] == ["output", "loss", "class"]


def test_the_ledger_holds_the_loss_that_is_asked_for():
    network = ad.Network.initialized((2, 3, 1), seed=4)
    for name in ("sigmoid_cross_entropy", "sigmoid_mean_squared_error"):
        ledger = ad.explain(network, *XOR, ad.losses[name]).ledger
        costs = ad.losses[name].per_sample(network(XOR[0]), XOR[1])
        assert [entry.loss for entry in ledger] == costs.tolist()
        assert all(entry.probability == ad.sigmoid(entry.logit) for entry in ledger)


@pytest.mark.parametrize(
    ("c", "words"),
    [
        (0.5, "+0.500, on the level, no class, wrong."),
        (0.4999, "+0.4999, below ½, class 0, wrong."),
        (0.5 + 2**-52, "+0.5000000000000002, above ½, class 1, right."),
    ],
)
def test_the_level_is_told_apart(c, words):
    X = np.array([[1.0, 0.0]])
    sentences = told(net([[-1], [-1]], [[1]], [0], c), X, np.ones((1, 1)), "mean_squared_error")
    assert sentences[3].endswith(words)


def test_a_sum_on_the_level():
    network = net([[1], [0]], [[0.25]], [0], 0.25)
    assert told(network, *XOR, "mean_squared_error")[4] == (
        "At (1, 1) the output bias and unit 1 lift by 0.500 in all and nothing pushes down: "
        "output +0.500, exactly ½, no class, wrong."
    )
    network = net([[1], [0]], [[1]], [0], 0.5 - np.tanh(1), "tanh")
    sentence = told(network, *XOR, "mean_squared_error")[5]
    assert "½, within rounding" in sentence


@pytest.mark.parametrize(
    ("loss", "y", "message"),
    [
        (
            "softmax_cross_entropy",
            XOR[1],
            "net must have at least one hidden layer and two outputs, not sizes 2-1-1",
        ),
        (ad.Loss("own", np.subtract, np.subtract), XOR[1], "loss must decide by one output"),
        ("mean_squared_error", XOR[1] - [[1], [0], [2], [0]], "labels -1 or 0; it contains 1"),
        ("sigmoid_cross_entropy", 2 * XOR[1] - 1, "(y + 1) / 2 turns labels -1 and 1 into 0 and"),
    ],
)
def test_what_a_loss_does_not_decide_is_not_explained(loss, y, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        ad.explain(net([[1], [1]], [[1]], [0], 0), XOR[0], y, loss)


def test_of_two_outputs_the_difference_is_the_logit():
    """Whole numbers: the twin with one output says the same, and adds up the same."""
    both = ad.Network(([[1, 1], [1, 1]], [[1, 3], [2, -2]]), ([0, -1], [2, 1]))
    one = ad.Network(([[1, 1], [1, 1]], [[2], [-4]]), ([0, -1], [-1]))
    why, twin = ad.explain(both, XOR[0], np.eye(2)[[0, 1, 1, 0]], SOFTMAX), ad.explain(one, *XOR)
    verdict, said, *rest = why.sentences
    assert [verdict, *rest] == twin.sentences
    assert said == (
        "The logit is the second output minus the first; output weights and output bias are the "
        "differences of theirs."
    )
    assert str(why.ledger).split() == str(twin.ledger).split()
    assert why.units == twin.units


def test_what_two_outputs_lose_together_is_not_explained():
    network = ad.Network(([[1], [1]], [[1, 1]]), ([0], [0, 1e-20]))
    with pytest.raises(ValueError, match="net must have weights closer in size"):
        ad.explain(network, [[1, 1]], [[0, 1]], SOFTMAX)
    with pytest.raises(ValueError, match=r"labels 0 or 1; it contains 0\.7"):
        ad.explain(network, [[1, 1]], [[0.3, 0.7]], SOFTMAX)


def test_creases_of_other_numbers_of_inputs():
    network = ad.Network(([[2, 0], [-1, 0], [2, 0]], [[1], [1]]), ([-3, 1], [0]))
    X, y = np.array([[1, 0, 1], [0, 1, 0]]), np.array([[1], [0]])
    sentences = told(network, X, y)
    assert sentences[2] == "Unit 1 is on at (1, 0, 1) only; unit 2 at both points."
    assert [(unit.crease, unit.where) for unit in ad.explain(network, X, y).units] == [
        ("0.667·x1 − 0.333·x2 + 0.667·x3 = 1.000", "on where the left side is larger"),
        ("none", "on everywhere"),
    ]
    (unit,) = ad.explain(ad.Network(([[-2]], [[1]]), ([1], [0])), [[0]], [1]).units
    assert (unit.crease, unit.where) == (
        "−1.000·x1 = −0.500",
        "on where the left side is larger",
    )


def test_two_labels_of_any_value():
    network = net([[1, 1], [1, 1]], [[1], [-2]], [0, -1], 0)
    *_, bent, right, left, wrong = told(network, XOR[0], 3 * XOR[1] + 1, "mean_squared_error")[:8]
    assert bent.endswith(": output 0, below 2.5, class 1, right.")
    assert right.endswith(": output +1.000, below 2.5, class 1, wrong.")
    assert left.endswith(": output +1.000, below 2.5, class 1, wrong.")
    assert wrong == (
        "At both mixed points the label is 4, so the output would have to be above 2.5; of the "
        "units that could lift there, unit 1 is on and too weak."
    )
    sentences = told(network, XOR[0], 2 * XOR[1] - 1, "mean_squared_error")
    assert sentences[1] == "The output bias is 0: it speaks for neither class."
    assert sentences[4] == (
        "At (1, 1) unit 1 lifts by 2.000, exactly as far as unit 2 pushes down: output 0, no "
        "class, wrong."
    )
    assert sentences[5].endswith("output +1.000, above 0, class 1, right.")
    assert "the label is −1, so the output would have to be below 0" in sentences[7]
    why = ad.explain(network, XOR[0], np.ones(4), "mean_squared_error", labels=[1, -1])
    assert [(row.label, row.answer) for row in why.ledger] == [
        (1, None),
        (1, 1),
        (1, 1),
        (1, None),
    ]


@pytest.mark.parametrize(("output", "low"), [("tanh", -1), ("sigmoid", 0)])
def test_an_output_function_that_is_on_the_level_at_0_leaves_the_logit_its_sign(output, low):
    W, b = ([[2, -2], [2, -2]], [[2], [2]]), ([2, 2], [-1])
    X, y = 2 * XOR[0] - 1, np.where(XOR[1] > 0, 1, low)
    plain = ad.explain(ad.Network(W, b, "tanh"), X, XOR[1])
    why = ad.explain(ad.Network(W, b, "tanh", output), X, y, "mean_squared_error")
    other = str(low).replace("-", "−")
    assert why.sentences == [s.replace("class 0", f"class {other}") for s in plain.sentences]


@pytest.mark.parametrize(
    ("output", "c", "low"),
    [("softplus", 0, 0), ("sine", 1, -1), ("relu", -1, -1), ("sigmoid", 1e-20, 0)],
)
def test_an_output_that_loses_the_side_is_not_explained(output, c, low):
    network = ad.Network(([[1], [1]], [[0]]), ([0], [c]), output=output)
    with pytest.raises(ValueError, match=f"output {output}> does not"):
        ad.explain(network, [[1, 1], [0, 0]], [low, 1], "mean_squared_error")


@pytest.mark.parametrize(
    ("network", "X"),
    [
        (net([[1e308], [1e308]], [[1]], [0], 0), [[10, 10]]),
        (net([[1], [0]], [[1e308]], [0], 0, "squared_relu"), [[1e200, 0]]),
        (net([[1e-300], [0]], [[1]], [-1e10], 0), [[1, 1]]),
        (net([[1e200], [0]], [[1e200]], [-1], 0), [[0, 0]]),
    ],
)
def test_what_overflows_is_not_explained(network, X):
    with pytest.raises(ValueError, match="net, X and y must be small enough"):
        ad.explain(network, X, [[1]])


# Many points.


def test_two_hundred_points_are_told_in_groups():
    random = np.random.default_rng(0)
    X = random.normal(size=(200, 2)).round(3)
    y = (X[:, :1] * X[:, 1:] > 0) * 1.0
    start = ad.Network.initialized((2, 5, 1), seed=1)
    network = ad.train(start, X, y, epochs=5, seed=1).network
    sentences = told(network, X, y)
    assert len(sentences) <= 25
    right = ad.classify(network, X, y).right
    assert sentences[0] == f"{right} of 200 points are right; {200 - right} points are wrong."
    assert sum(s.startswith("No wrong point is further off than") for s in sentences) == 1
    assert sum(s.startswith("No right point is closer to wrong than") for s in sentences) == 1


def clouds(random, n=200):
    """Two blobs, a ring in a ring, a checkerboard of whole numbers, and chance alone."""
    side, noise = random.integers(0, 2, (n, 1)), random.normal(size=(n, 2))
    yield noise + 4 * side, side
    turn = random.random((n, 1)) * 2 * np.pi
    yield (1 + side) * np.hstack([np.cos(turn), np.sin(turn)]) + noise / 10, side
    places = np.stack(np.meshgrid(range(-10, 10), range(10)), -1).reshape(-1, 2)
    yield places, places.sum(axis=1, keepdims=True) % 2
    yield noise, side


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "tanh", "step", "identity"])
def test_clouds_of_two_hundred_points_take_at_most_25_sentences(hidden):
    """Ties, twins and dead units too: weights are whole, and every unit has a twin."""
    random, most = np.random.default_rng(3), 0
    for X, y in clouds(random):
        W, v, b, c = parameters("whole", 8, hidden, random)
        W[:, ::2], b[::2] = W[:, 1::2], b[1::2]
        two = ad.Network((W, np.hstack([-v, v])), (b, [0, *c]), hidden)
        for network, targets, loss in (
            (ad.Network((W, v), (b, c), hidden), y, "sigmoid_cross_entropy"),
            (ad.Network((W, v), (b, c), hidden), 2 * y - 1, "mean_squared_error"),
            (two, np.hstack([1 - y, y]), SOFTMAX),
        ):
            sentences = ad.explain(network, X, targets, loss).sentences
            right = ad.classify(network, X, targets, loss).right
            assert sentences[0].lower().startswith(f"{right or 'no'} of 200") or right in {0, 200}
            most = max(most, len(sentences))
    assert 12 < most <= 25


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_many_points_of_one_class_all_right_or_all_wrong(label):
    X = np.arange(26.0).reshape(13, 2)
    sentences = told(net([[1], [1]], [[1]], [0], 0.5), X, np.full((13, 1), label))
    assert f"Of 13 points with label {label:g}, {'13 are' if label else 'none is'} right and " in (
        " ".join(sentences)
    )


def test_silent_points_may_be_the_worst():
    X = -np.arange(26.0).reshape(13, 2)
    sentences = told(net([[1], [1]], [[1]], [0], 0), X, np.ones((13, 1)))
    assert (
        "No wrong point is further off than (−0, −1): there nothing lifts and nothing pushes "
        "down: logit 0, no class, wrong."
    ).replace("−0", "0") in sentences


def test_one_point_has_its_own_grammar():
    X, y = np.array([[1.0, 0.0]]), np.ones((1, 1))
    assert told(net([[1], [1]], [[1]], [0], 0), X, y)[0] == "(1, 0) is right."
    assert told(net([[1], [1]], [[1]], [0], 0), XOR[0][:2], 1 - XOR[1][:2])[0] == (
        "One of two points is right; (1, 0) is wrong."
    )
    assert told(net([[1], [1]], [[1]], [0], 0), XOR[0][1:3], XOR[1][1:3])[0] == (
        "Both points are right."
    )
