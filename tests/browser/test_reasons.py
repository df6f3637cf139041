"""Why a network answers as it does: the playground says it in the words of the package."""

import re
from collections import Counter
from itertools import pairwise

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
        yield {
            "hidden": hidden,
            "width": str(width),
            "p": p.tolist(),
            "points": X.tolist(),
            "labels": labels[:, 0].astype(int).tolist(),
        }


def deep_networks(count, seed):
    """Draw networks of two and three hidden layers, also with dead units and zeros."""
    random = np.random.default_rng(seed)
    for k in range(count):
        widths = random.integers(1, 7, size=2 + k % 2)
        names = random.choice(ACTIVATIONS, len(widths)) if k % 3 else ["relu"] * len(widths)
        layers = [
            np.vstack([random.normal(size=n_out) - k % 4, random.normal(size=(n_in, n_out))])
            for n_in, n_out in pairwise([2, *widths, 1])
        ]
        p = np.concatenate([layer.ravel() for layer in layers])
        p = [p, p, np.round(p), np.where(random.random(p.size) < 0.3, 0.0, p)][k % 7 % 4]
        yield {
            "hidden": ",".join(names),
            "width": ",".join(map(str, widths)),
            "p": (p * float(random.choice([0.01, 1, 30]))).tolist(),
            "points": X.tolist(),
            "labels": random.integers(2, size=4).tolist(),
        }


def elsewhere(cases, seed):
    """Give networks other points than the four: few or many, round or not, some of them twice."""
    random = np.random.default_rng(seed)
    for k, case in enumerate(cases):
        n = int(random.choice([1, 2, 3, 4, 5, 12, 13, 14, 40, 200]))
        points = random.normal(size=(n, 2)) * float(random.choice([1e-6, 1.0, 1.0, 1e3]))
        if k % 4 == 1:  # ties, equal midpoints, the same point twice
            points = random.integers(-2, 3, size=(n, 2)) / 2.0
        elif k % 4 == 2:  # what rounding decides
            points = random.choice([0.1, 0.2, 0.3, -0.1, -0.3, 0.7], (n, 2))
        elif k % 4 == 3:  # points that three digits don't tell apart
            points = 0.1234 + np.round(points, 6) * 1e-3
        labels = random.integers(2, size=n) if k % 5 else np.full(n, k % 2)
        yield {**case, "points": points.tolist(), "labels": labels.tolist()}


def network(case):
    p, weights, biases = np.array(case["p"]), [], []
    for n_in, n_out in pairwise([2, *map(int, case["width"].split(",")), 1]):
        layer, p = p[: (n_in + 1) * n_out], p[(n_in + 1) * n_out :]
        biases.append(layer[:n_out])
        weights.append(layer[n_out:].reshape(n_in, n_out))
    names = case["hidden"].split(",")
    return ad.Network(weights, biases, names[0] if len(names) == 1 else names)


def explained(case):
    return ad.explain(network(case), case["points"], case["labels"])


def differing(ask, cases):
    """Return the cases with what both say, if it differs, and how often each kind was claimed."""
    kinds, differ = Counter(), []
    for case, sentences in zip(cases, ask("reasons.js", "sentences", cases), strict=True):
        why = explained(case)
        kinds.update(type(claim).__name__ for claim in why.argument)
        if list(why.sentences) != sentences:
            differ.append((case, list(why.sentences), sentences))
    return differ, kinds


@pytest.mark.parametrize("count", [2_000, pytest.param(10_000, marks=pytest.mark.full)])
@pytest.mark.parametrize("where", ["the four points", "others"])
def test_every_sentence_is_the_packages_word_for_word(ask, where, count):
    cases = list(some_networks(count, seed=5))
    if where == "others":
        cases = list(elsewhere(cases, seed=7))
    differ, kinds = differing(ask, cases)
    assert differ[:3] == []
    rare = {name for name, seen in kinds.items() if seen < count / 500}
    assert len(kinds) == 15 + (where == "others"), kinds
    assert not rare, kinds


def test_of_each_of_many_points_it_says_what_the_package_says_of_that_one(ask):
    cases = elsewhere(some_networks(1_000, seed=8), seed=9)
    cases = [{**case, "at": k % 13} for k, case in enumerate(cases) if len(case["points"]) > 12]
    differ, told = [], Counter()
    for case, sentences in zip(cases, ask("reasons.js", "sentences", cases), strict=True):
        at = case["at"]
        alone = explained({**case, **{key: [case[key][at]] for key in ("points", "labels")}})
        kinds = [type(claim).__name__ for claim in alone.argument]
        about = "Silent" if "Silent" in kinds else "Sum"
        expected, said = alone.sentences[kinds.index(about)], sentences[0]
        if about == "Silent" or said.startswith("No "):  # said of several points, or of an extreme
            assert said in explained(case).sentences
            told[about] += 1
            continue
        name = re.compile(r"At \(.+?\)( in row \d+)? ")  # which depends on the other points
        if name.sub("", said) != name.sub("", expected):
            differ.append((case, said, expected))
        told["alone"] += 1
    assert differ[:3] == []
    assert min(told[kind] for kind in ("Silent", "Sum", "alone")) > 4, told


def test_of_several_layers_it_says_what_the_package_says(ask):
    cases = list(deep_networks(600, seed=6))
    differ, kinds = differing(ask, [*cases, *elsewhere(cases, seed=10)])
    assert differ[:3] == []
    assert kinds["Verdict"] == kinds["Bias"] == 1_200
    assert kinds["DeadInLayer"] > 100
    assert kinds["Tally"] > 100
    assert len(kinds) == 4
