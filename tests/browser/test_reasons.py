"""Why a network answers as it does: the playground says it in the words of the package."""

from collections import Counter

import numpy as np
import pytest
from playground_oracle import ACTIVATIONS, X

import actdemo as ad


def some_networks(count, seed):
    """Draw networks and labels: at random, trained, of round numbers, and degenerate."""
    random = np.random.default_rng(seed)
    trained = {}
    for k in range(count):
        hidden, width = ACTIVATIONS[k % len(ACTIVATIONS)], int(random.integers(1, 9))
        labels = random.integers(2, size=(4, 1)) if k % 3 else ad.xnor()[1].astype(int)
        kind = k // len(ACTIVATIONS) % 6
        p = random.normal(size=4 * width + 1) * float(random.choice([0.01, 1, 30]))
        if kind == 1:  # ties, and logits that are exactly 0
            p = np.round(random.normal(size=4 * width + 1) * 2) / 2
        elif kind == 2:  # what rounding decides
            p = random.choice([0.1, 0.2, 0.3, -0.1, -0.2, -0.3, 0.7, 1 / 3], 4 * width + 1)
        elif kind == 3:  # units that do the same
            p[:width], p[width : 2 * width] = p[0], p[width]
            p[2 * width : 3 * width] = p[2 * width]
            p[: 3 * width : width] *= 3
        elif kind == 4:  # dead units, weights of 0
            p[:width] = -abs(p[:width]) - 9
            p[random.integers(4 * width + 1, size=width)] = 0.0
        elif kind == 5:  # trained
            key = hidden, width
            if key not in trained:
                seeds = range(30)
                nets = ad.Network.initialized((2, width, 1), hidden, seed=seeds)
                trained[key] = ad.train(nets, *ad.xnor(), seed=seeds).network
            net = trained[key][int(random.integers(30))]
            (W, v), (b, c) = net.weights, net.biases
            p = np.concatenate([b, W[0], W[1], c, v[:, 0]])
        yield {"hidden": hidden, "p": p.tolist(), "labels": labels[:, 0].astype(int).tolist()}


def network(case):
    width = len(case["p"]) // 4
    b, w1, w2, rest = np.split(np.array(case["p"]), [width, 2 * width, 3 * width])
    return ad.Network(([w1, w2], rest[1:, None]), (b, rest[:1]), case["hidden"])


@pytest.mark.parametrize("count", [2_000, pytest.param(10_000, marks=pytest.mark.full)])
def test_every_sentence_is_the_packages_word_for_word(ask, count):
    cases = list(some_networks(count, seed=5))
    kinds, differ = Counter(), []
    for case, sentences in zip(cases, ask("reasons.js", "sentences", cases), strict=True):
        why = ad.explain(network(case), X, np.array(case["labels"])[:, None])
        kinds.update(type(claim).__name__ for claim in why.argument)
        if list(why.sentences) != sentences:
            differ.append((case, list(why.sentences), sentences))
    assert differ[:3] == []
    rare = {name for name, seen in kinds.items() if seen < count / 500}
    assert len(kinds) == 15, kinds
    assert not rare, kinds
