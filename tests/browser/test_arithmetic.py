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
    optimizer,
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
DEEP = (
    {"width": "4,3", "hidden": "tanh,relu"},
    {"width": "3,5,2", "hidden": "relu", "batch": 2},
    {"width": "2,4,3", "hidden": "sine,leaky_relu,softplus", "lr": 0.01},
    {"width": "3,3", "hidden": "tanh", "optimizer": "adam", "decay": 0.01, "batch": 3},
    {"hidden": "relu", "optimizer": "adam"},
    {"hidden": "tanh", "optimizer": "adam", "order": "fixed", "batch": 4},
    {"hidden": "silu", "decay": 0.1, "order": "fixed", "batch": 2},
    {"width": "8,8", "hidden": "tanh", "points": 90, "batch": 7, "lr": 0.02},
    {"width": "8,8", "hidden": "relu", "points": 500, "batch": 300, "optimizer": "adam"},
    {"hidden": "relu", "points": 30, "order": "fixed", "batch": 30},
    {"hidden": "absolute", "points": 1, "lr": 0.01},
    {"hidden": "relu", "points": 40, "classes": 3, "batch": 3},
    {"width": "4,3", "hidden": "tanh,relu", "points": 31, "classes": 3, "optimizer": "adam"},
    {"hidden": "sine", "points": 12, "classes": 3, "lr": 40.0, "batch": 5},  # large logits
)
SEEDS = 0, 7, 2**31, 2**32, 2**128 - 1  # one for each initialiser
# Each activation with each variant for a while, and with one of them for long.
COURSES = [
    ({**RECIPE, "hidden": name, **variant}, 10_000 if (k - j) % 5 == 0 else 200)
    for k, name in enumerate(ACTIVATIONS)
    for j, variant in enumerate(VARIANTS)
]
COURSES += [({**RECIPE, **course}, 400) for course in DEEP]
COURSES.append(({**RECIPE, "hidden": "tanh", "lr": 2.0}, 10_000))  # any wrong bit grows


HALVES = {name: function.halves for name, function in ad.activations.items()}


def samples(settings):
    """Return the four points, or as many as the settings say."""
    if count := settings.get("points"):
        random = np.random.default_rng(count)
        points, classes = random.normal(size=(count, 2)), settings.get("classes", 2)
        found = random.integers(classes, size=count)
        return points, np.eye(3)[found] if classes > 2 else found[:, None].astype(float)
    return X, labels(settings)


def loss(settings):
    return f"{'softmax' if 'classes' in settings else 'sigmoid'}_cross_entropy"


def flat(net):
    parts = zip(net.biases, net.weights, strict=True)
    return [float(x) for pair in parts for part in pair for x in np.ravel(part)]


def first_step(net, settings, seed):
    """Take one step with the package's gradient, and with NumPy's own generator."""
    X, y = samples(settings)
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    order = list(range(len(X)))
    for i in range(len(X) - 1, 0, -1):
        if settings.get("order") != "fixed":
            j = int(random.random() * (i + 1))
            order[i], order[j] = order[j], order[i]
    some = order[: settings["batch"]]
    slopes, rule = net.gradients(X[some], y[some], loss(settings)), optimizer(settings)
    parts = [part.copy() for part in (*net.weights, *net.biases)]
    numbers = next(rule.numbers())
    for part, slope in zip(parts, (*slopes.weights, *slopes.biases), strict=True):
        memory = [np.zeros_like(part) for _ in range(rule.memory)]
        rule.step(numbers, part, slope.copy(), *memory)
    depth = len(net.weights)
    return ad.Network(parts[:depth], parts[depth:], net.hidden)


def trained(course):
    """Train one network for each initialiser, side by side."""
    settings, steps = course
    batch, hidden = settings["batch"], settings["hidden"].split(",")
    X, y = samples(settings)
    sizes = (2, *map(int, str(settings["width"]).split(",")), y.shape[1])
    nets = [
        ad.Network.initialized(sizes, hidden if len(hidden) > 1 else hidden[0], init, seed)
        for init, seed in zip(INITIALIZERS, SEEDS, strict=True)
    ]
    per_epoch = -(-len(X) // batch)
    run = ad.train(
        stacked(nets),
        X,
        y,
        loss=loss(settings),
        optimizer=optimizer(settings),
        order=settings.get("order", "shuffled"),
        epochs=steps // per_epoch,
        batch_size=batch,
        seed=SEEDS,
        snapshots=(max(1, 200 // per_epoch), steps // per_epoch),
    )
    ends, several = run.network(X), y.shape[1] > 1
    classes = y.argmax(axis=1) if several else y[:, 0]
    leads = ends[:, 1] - ends[:, 0] if several else ends[:, 0]
    return [
        {
            "settings": {**settings, "init": init, "seed": str(seed)},
            "data": {"points": X.tolist(), "y": classes.tolist()}
            if "points" in settings
            else None,
            "states": [
                (1, flat(first_step(net, settings, seed))),
                *((end * per_epoch, flat(state[k])) for end, state in run.snapshots.items()),
            ],
            "losses": list(run.losses[:, k]),
            "logits": list(leads[:, k]),
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
    near = [spread**3 * 50, spread * 800, spread * 3, spread * 1e-9]
    x = np.concatenate([*near, spread * 3e6, spread * 1e150])  # whose square is a number
    with ProcessPoolExecutor() as pool:
        runs = [run for some in pool.map(trained, COURSES) for run in some]
    return {
        "random": [random_numbers(seed) for seed in seeds],
        "initial": [
            {
                "init": init,
                "sizes": sizes,
                "seed": str(seed),
                "theirs": flat(ad.Network.initialized(sizes, "relu", init, seed)),
            }
            for init in INITIALIZERS
            for sizes in ((2, 1, 1), (2, 5, 1), (2, 16, 1), (2, 3, 4, 1), (2, 8, 2, 5, 1))
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
        "halves": HALVES,
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
    few = {"random": [], "initial": [], "activations": [], "halves": HALVES, "runs": [wrong]}
    assert len(differences(ask, few)) == 2


def test_a_function_that_is_missing_is_seen(ask):
    more = {**HALVES, "bump": [None, None]}
    none = {"random": [], "initial": [], "activations": [], "halves": more, "runs": []}
    (missing,) = differences(ask, none)
    assert missing.startswith("names and halves")


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
            "gradient": flat(slopes),
            "after": flat(after),
        }


def test_a_step_is_taken_apart_to_the_last_bit(node_test):
    node_test("steps.test.js", list(some_steps(150)), tests=3)
