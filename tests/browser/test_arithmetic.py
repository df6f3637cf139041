"""The playground gives the package's digits from the seed alone: in Node, Chromium and Firefox."""

from concurrent.futures import ProcessPoolExecutor
from itertools import islice

import numpy as np
import pytest
from playground_oracle import (
    ACTIVATIONS,
    INITIALIZERS,
    X,
    labels,
    orders,
    per_epoch,
    some_settings,
    stacked,
    walk,
)

import actdemo as ad

RECIPE = {"width": 5, "lr": 0.1, "momentum": 0.4, "batch": 1, "labels": "1001"}
VARIANTS = (
    {},
    {"width": 16, "batch": 2},
    {"width": 3, "lr": 0.01, "momentum": 0.0, "labels": "1000"},
    {"width": 2, "batch": 4, "lr": 0.5, "momentum": 0.9},
    {"width": 1, "batch": 3, "labels": "0110"},
)
SEEDS = 0, 7, 2**31, 2**32, 2**128 - 1  # one for each initialiser
# Each activation with each variant for a while, and with one of them for long.
COURSES = [
    ({**RECIPE, "hidden": name, **variant}, 10_000 if (k - j) % 5 == 0 else 200)
    for k, name in enumerate(ACTIVATIONS)
    for j, variant in enumerate(VARIANTS)
]
COURSES.append(({**RECIPE, "hidden": "tanh", "lr": 2.0}, 10_000))  # any wrong bit grows


def flat(net):
    (W, v), (b, c) = net.weights, net.biases
    return [*b, *W[0], *W[1], *c, *v[:, 0]]


def first_step(net, y, settings, seed):
    """Take one step with the package's gradient, and with NumPy's own generator."""
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    order = list(range(4))
    for i in (3, 2, 1):
        j = int(random.random() * (i + 1))
        order[i], order[j] = order[j], order[i]
    some = order[: settings["batch"]]
    slopes = net.gradients(ad.xnor()[0][some], y[some])
    new = [
        [part - settings["lr"] * slope for part, slope in zip(parts, of_parts, strict=True)]
        for parts, of_parts in ((net.weights, slopes.weights), (net.biases, slopes.biases))
    ]
    return ad.Network(*new, net.hidden)


def trained(course):
    """Train one network for each initialiser, side by side."""
    settings, steps = course
    batch, sizes = settings["batch"], (2, settings["width"], 1)
    X, y = ad.xnor()[0], np.array([[float(label)] for label in settings["labels"]])
    nets = [
        ad.Network.initialized(sizes, settings["hidden"], init, seed)
        for init, seed in zip(INITIALIZERS, SEEDS, strict=True)
    ]
    per_epoch = -(-4 // batch)
    run = ad.train(
        stacked(nets),
        X,
        y,
        optimizer=ad.Sgd(settings["lr"], settings["momentum"]),
        epochs=steps // per_epoch,
        batch_size=batch,
        seed=SEEDS,
        snapshots=(200 // per_epoch, steps // per_epoch),
    )
    return [
        {
            "settings": {**settings, "init": init, "seed": str(seed)},
            "states": [
                (1, flat(first_step(net, y, settings, seed))),
                *((end * per_epoch, flat(state[k])) for end, state in run.snapshots.items()),
            ],
            "losses": list(run.losses[:, k]),
            "logits": list(run.network(X)[:, 0, k]),
        }
        for k, (net, init, seed) in enumerate(zip(nets, INITIALIZERS, SEEDS, strict=True))
    ]


def random_numbers(seed):
    streams = np.random.default_rng(seed), np.random.SeedSequence(seed, spawn_key=(1,))
    weights, orders = streams[0], np.random.default_rng(streams[1])
    return {
        "seed": str(seed),
        "weights": list(weights.random(20)),
        "orders": list(orders.random(20)),
    }


@pytest.fixture(scope="module")
def vectors():
    seeds = [*range(190), *(2**k + d for k in (31, 32, 64, 96, 127) for d in (-1, 0)), 2**128 - 1]
    spread = np.linspace(-1, 1, 201)
    x = np.concatenate([spread**3 * 50, spread * 800, spread * 3, spread * 1e-9, spread * 3e6])
    with ProcessPoolExecutor() as pool:
        runs = [run for some in pool.map(trained, COURSES) for run in some]
    return {
        "random": [random_numbers(seed) for seed in seeds],
        "initial": [
            {
                "init": init,
                "width": width,
                "seed": str(seed),
                "theirs": flat(ad.Network.initialized((2, width, 1), "relu", init, seed)),
            }
            for init in INITIALIZERS
            for width in (1, 5, 16)
            for seed in seeds[::20]
        ],
        "activations": [
            {
                "name": name,
                "x": list(x),
                "values": list(ad.activations[name](x)),
                "slopes": list(ad.activations[name].derivative(x)),
            }
            for name in ACTIVATIONS
        ],
        "runs": runs,
    }


def test_the_vectors_are_many_and_one_is_chaotic(vectors):
    assert sum(run["states"][-1][0] == 10_000 for run in vectors["runs"]) >= 50
    assert len(vectors["random"]) >= 200
    settings, steps = COURSES[-1]
    shaken = trained(({**settings, "lr": np.nextafter(2.0, 3.0)}, steps))
    ends = [[run["states"][-1][1] for run in runs] for runs in (vectors["runs"][-5:], shaken)]
    assert abs(np.subtract(*ends)).max() > 1


def test_node_gives_the_same_bits(vectors, node_test):
    node_test("arithmetic.test.js", vectors, tests=1)


def differences(ask, vectors, **browser):
    return ask("arithmetic.js", "differences", vectors, **browser)


def test_chromium_gives_the_same_bits(vectors, ask):
    assert differences(ask, vectors) == []


def test_firefox_gives_the_same_bits(vectors, ask, firefox):
    assert differences(ask, vectors, browser=firefox) == []


def test_a_wrong_bit_is_seen(vectors, ask):
    run = vectors["runs"][0]
    weights = list(run["states"][-1][1])
    weights[3] = np.nextafter(weights[3], 9.0)
    wrong = {**run, "states": [*run["states"][:-1], (run["states"][-1][0], weights)]}
    few = {"random": [], "initial": [], "activations": [], "runs": [wrong]}
    assert len(differences(ask, few)) == 2


def in_order(weights, biases):
    """Return parameters, or their gradients, in the order of the playground."""
    (W, v), (b, c) = weights, biases
    return [float(x) for part in (b, *W, c, v[:, 0]) for x in part]


def some_steps(count):
    """Draw settings and steps, with the gradient of the next step and where it leads."""
    for settings, steps in some_settings(count, seed=3):
        if settings["lr"] > 2:
            continue
        when = min(steps, 60) + len(settings["hidden"]) % 3
        states = [state[0] for state in walk([settings], when + 1)]
        place, batch = when % per_epoch(settings) * settings["batch"], settings["batch"]
        order = next(islice(orders(settings), when // per_epoch(settings), None))
        some = order[place : place + batch]
        slopes = states[when].gradients(X[some], labels(settings)[some])
        after = states[when + 1]
        yield {
            "settings": settings,
            "steps": when,
            "gradient": in_order(slopes.weights, slopes.biases),
            "after": in_order(after.weights, after.biases),
        }


def test_a_step_is_taken_apart_to_the_last_bit(node_test):
    node_test("steps.test.js", list(some_steps(150)), tests=2)
