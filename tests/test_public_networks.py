"""Networks that textbooks, lectures and tutorials print: what is right by their own measure."""

import numpy as np
import pytest
from sentence_oracle import falsehoods

import actdemo as ad

CROSS, SQUARED = "sigmoid_cross_entropy", "mean_squared_error"
XOR, XNOR = ad.xor(), ad.xnor()
#: The data, the loss, weights and biases, the activation, and at which points it is right.
NETWORKS = {
    # Goodfellow, Bengio and Courville, Deep Learning, section 6.1: outputs 0, 1, 1, 0
    "two relu units": (XOR, SQUARED, [[1, 1], [1, 1]], [0, -1], [1, -2], 0, "relu", 4),
    "read as logits it has ties": (XOR, CROSS, [[1, 1], [1, 1]], [0, -1], [1, -2], 0, "relu", 2),
    # the same section: the best straight line says one half everywhere
    "the linear model": (XOR, SQUARED, [[0], [0]], [0], [0], 0.5, "identity", 0),
    # the network of many lectures: AND and NOR, then OR
    "and, nor, or": (XNOR, CROSS, [[20, -20], [20, -20]], [-30, 10], [20, 20], -10, "sigmoid", 4),
    "or, nand, and": (XOR, CROSS, [[20, -20], [20, -20]], [-10, 30], [20, 20], -30, "sigmoid", 4),
    # threshold units, as in the perceptron's days
    "at least one, two": (XOR, CROSS, [[1, 1], [1, 1]], [-0.5, -1.5], [1, -1], -0.5, "step", 4),
    "one, but not both": (XOR, CROSS, [[1, 1], [1, 1]], [-0.5, -1.5], [1, -2], -0.5, "step", 4),
    "gates": (XOR, CROSS, [[-0.5, 0.5], [-0.5, 0.5]], [0.7, -0.2], [0.5, 0.5], -0.7, "step", 4),
    "without a hidden level": (XOR, CROSS, [[1, 1], [1, 1]], [0, -1], [1, -2], 0, "step", 3),
    # the distance of the inputs, by one unit and by two
    "one bent unit": (XOR, CROSS, [[1], [-1]], [0], [1], -0.5, "absolute", 4),
    "its two halves": (XOR, CROSS, [[1, -1], [-1, 1]], [0, 0], [1, 1], -0.5, "relu", 4),
    "the square of a sum": (
        XOR,
        SQUARED,
        [[1, -1], [-1, 1]],
        [0, 0],
        [1, 1],
        0,
        "squared_relu",
        4,
    ),
    # a half wave: sin 0, sin π/2 and sin π, which is not 0 for a double
    "a wave": (XOR, SQUARED, [[np.pi / 2], [np.pi / 2]], [0], [1], 0, "sine", 4),
    "a wave's sign": (XNOR, CROSS, [[np.pi], [np.pi]], [np.pi / 2], [1], 0, "sine", 4),
    # untrained, as every framework starts: no bias, and little difference
    "not yet": (XOR, CROSS, [[0, 0], [0, 0]], [0, 0], [0, 0], 0, "relu", 0),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_printed_network_is_judged_as_it_was_meant(name):
    (X, y), loss, W, b, v, c, hidden, right = NETWORKS[name]
    net = ad.Network((W, np.reshape(v, (-1, 1))), (b, [c]), hidden)
    ends = ad.classify(net, X, y, loss)
    assert (ends.right, ends.success) == (right, right == 4)
    told = ad.explain(net, X, y, loss)
    assert [entry.correct for entry in told.ledger] == ends.correct.tolist()
    assert falsehoods(told, net, X, y, loss) == []


def test_a_network_as_a_notebook_prints_it():
    """Arrays in eight digits, biases as rows, a sigmoid in both layers.

    From a notebook of github.com/electricalengineersiitk/Winter-projects-25-26,
    which trained it with squared error for 10,000 epochs.
    """
    printed = [
        [
            [5.22722431, 0.98707488, 0.68186502, 6.01151874],
            [-3.16613113, -3.99951104, 2.91152228, 5.80878724],
        ],
        [[1.24785544, 0.50324162, -2.14896976, -2.053226]],
        [[-6.57254498], [4.63984181], [-3.9456002], [8.04506769]],
        [[-1.53894177]],
    ]
    net = ad.read_network(printed, hidden="sigmoid")
    X, y = XOR
    assert ad.sigmoid(net(X)).round() == pytest.approx(y)
    assert ad.classify(net, X, y).right == 4
    assert falsehoods(ad.explain(net, X, y), net, X, y, CROSS) == []


def test_a_network_with_labels_minus_one_and_one():
    """The task as it is printed for tanh: inputs and labels of both signs."""
    X, y = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]]), np.array([[-1], [1], [1], [-1]])
    net = ad.Network(([[2, -2], [2, -2]], [[2], [2]]), ([2, 2], [-1]), "tanh")
    assert ad.classify(net, X, y, SQUARED).right == 4
    assert ad.classify(net, X, (y + 1) / 2).right == 4
    with pytest.raises(ValueError, match="labels -1 and 1 into 0 and 1"):
        ad.classify(net, X, y)


def test_two_outputs_of_a_distribution():
    net = ad.Network([[[5, 1]]], [[0, 0]])
    assert ad.classify(net, [[1.0]], [[1, 0]], "softmax_cross_entropy").right == 1
    assert ad.classify(net, [[0.0]], [[1, 0]], "softmax_cross_entropy").right == 0  # a tie
