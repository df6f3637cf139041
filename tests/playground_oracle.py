"""What the package says of a run of the playground, of its failure and of others like it.

The page's sentences are read as a reader reads them; nothing is taken from its scripts.
"""

import re
from collections import defaultdict

import numpy as np
import pytest

import actdemo as ad

RECIPE = {
    "hidden": "relu",
    "width": "5",
    "optimizer": "sgd",
    "lr": 0.1,
    "momentum": 0.4,
    "decay": 0.0,
    "batch": 1,
    "order": "shuffled",
    "seed": "0",
    "labels": "1001",
    "init": "glorot_normal",
}
ACTIVATIONS = tuple(ad.activations)
INITIALIZERS = ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal")
X = ad.xnor()[0]
AT_MOST = 400_000


def some_settings(count, seed):
    """Draw settings, and the steps of whole epochs."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        settings = {
            "hidden": str(random.choice(ACTIVATIONS)),
            "width": int(random.integers(1, 9)),
            "lr": float(random.choice([0.01, 0.1, 0.5, 2, 10, 50, 1e4, 1e60])),
            "momentum": float(random.choice([0, 0.4, 0.9])),
            "optimizer": str(random.choice(["sgd", "sgd", "adam"])),
            "decay": float(random.choice([0, 0, 0, 0.01])),
            "order": str(random.choice(["shuffled", "shuffled", "fixed"])),
            "batch": int(random.integers(1, 5)),
            "seed": str(random.integers(2**62)),
            "labels": "".join(random.choice(["0", "1"], 4)),
            "init": str(random.choice(INITIALIZERS)),
        }
        yield settings, int(random.choice([1, 10, 50])) * per_epoch(settings)


def per_epoch(settings):
    return -(-4 // settings["batch"])


def labels(settings):
    return np.array([[float(label)] for label in settings["labels"]])


def start(settings):
    sizes = 2, int(settings["width"]), 1
    return ad.Network.initialized(
        sizes, settings["hidden"], settings["init"], int(settings["seed"])
    )


def optimizer(settings):
    """Return the package's optimizer of some settings, which may leave out what is as usual."""
    lr, decay = settings["lr"], settings.get("decay", 0.0)
    if settings.get("optimizer") == "adam":
        return ad.Adam(lr, weight_decay=decay)
    return ad.Sgd(lr, settings["momentum"], decay)


def train(settings, nets, seeds, steps):
    return ad.train(
        nets,
        X,
        labels(settings),
        optimizer=optimizer(settings),
        order=settings["order"],
        epochs=steps // per_epoch(settings),
        batch_size=settings["batch"],
        seed=seeds,
    )


def alone(settings, net, steps):
    """Return the logits after some steps, or the epoch in which the numbers overflow."""
    try:
        return train(settings, net, int(settings["seed"]), steps).network(X)[:, 0]
    except FloatingPointError as error:
        return int(re.search(r"overflowed in epoch (\d+)", str(error))[1])


def alike(settings):
    """Yield the places of those that differ in seed and initialiser only."""
    groups = defaultdict(list)
    for k, one in enumerate(settings):
        groups[tuple(one[name] for name in one if name not in ("seed", "init"))].append(k)
    yield from groups.values()


def stacked(nets):
    """Return networks as the replicas of one."""
    parts = zip(*([*net.weights, *net.biases] for net in nets), strict=True)
    arrays, depth = [np.stack(same, axis=-1) for same in parts], len(nets[0].weights)
    return ad.Network(arrays[:depth], arrays[depth:], nets[0].hidden)


def side_by_side(jobs):
    """Return the same for many (settings, start, steps)."""
    ends = [None] * len(jobs)
    for some in alike([{**settings, "steps": steps} for settings, _, steps in jobs]):
        settings, _, steps = jobs[some[0]]
        try:
            seeds = [int(jobs[k][0]["seed"]) for k in some]
            together = train(settings, stacked([jobs[k][1] for k in some]), seeds, steps).network
        except FloatingPointError:
            for k in some:
                ends[k] = alone(*jobs[k])
        else:
            for k, logits in zip(some, together(X)[:, 0].T, strict=True):
                ends[k] = logits
    return ends


def right(end, settings):
    """At which points the logit has the sign of the class; 0 has none."""
    return end * (2 * labels(settings)[:, 0] - 1) > 0


def dead(net):
    return net.inactive(net.forward(X))[0].all(axis=0)


def jumps(net, box=(-3, 3, -3, 3)):
    """Return the edges between regions in which the logit is above 0 and below it throughout."""
    sides, found = {}, []
    for region in ad.regions(net, box):
        corners = [tuple(corner) for corner in region.polygon.tolist()]
        for ends in zip(corners, corners[1:] + corners[:1], strict=True):
            key = frozenset((round(x, 9) + 0.0, round(y, 9) + 0.0) for x, y in ends)
            if sides.setdefault(key, region.offset) * region.offset < 0:
                found.append(ends)
    return found


def revived(net, unit):
    """Lift a unit until its largest pre-activation is a half; also one of a replica."""
    (b, c), most = net.biases, net.forward(X).pre_activations[0].max(axis=0)[unit]
    lifted = b.copy()
    lifted[unit] = b[unit] - most + 0.5
    return ad.Network(net.weights, (lifted, c), net.hidden)


def orders(settings):
    """Yield the order of the points in each epoch, drawn by NumPy's own generator."""
    while settings["order"] == "fixed":
        yield [0, 1, 2, 3]
    random = np.random.default_rng(np.random.SeedSequence(int(settings["seed"]), spawn_key=(1,)))
    while True:
        order = [0, 1, 2, 3]
        for i in (3, 2, 1):
            j = int(random.random() * (i + 1))
            order[i], order[j] = order[j], order[i]
        yield order


def walk(some, steps, revivals=()):
    """Return the states of each step, with the package's gradients, until the numbers overflow.

    What differ in seed and initialiser go side by side; a revival is a step, a unit and a replica.
    """
    settings, drawn = some[0], [orders(one) for one in some]
    y, batch = labels(settings), settings["batch"]
    net = stacked([start(one) for one in some])
    rule, states = optimizer(settings), [net]
    kept = [
        [np.zeros_like(part) for _ in range(rule.memory)] for part in (*net.weights, *net.biases)
    ]
    numbers = rule.numbers()
    for step in range(steps):
        for when, *unit in revivals:
            if when == step:
                net = revived(net, tuple(unit))
        place = step % per_epoch(settings) * batch
        if place == 0:
            order = np.array([next(one) for one in drawn])
        batches, slopes = order[:, place : place + batch], [0.0] * 4
        for same in np.unique(batches, axis=0):
            found = net.gradients(X[same], y[same])
            mine = (batches == same).all(axis=1)
            together = zip((*found.weights, *found.biases), slopes, strict=True)
            slopes = [np.where(mine, new, old) for new, old in together]
        arrays, now = [part.copy() for part in (*net.weights, *net.biases)], next(numbers)
        with np.errstate(over="ignore", invalid="ignore"):
            for part, slope, memory in zip(arrays, slopes, kept, strict=True):
                rule.step(now, part, slope, *memory)
        if not all(np.isfinite(part).all() for part in arrays):
            break
        net = ad.Network(arrays[:2], arrays[2:], net.hidden)
        states.append(net)
    return states


def deaths(cases):
    """Return the step since which each dead unit is dead, of many that do not overflow."""
    since = [{} for _ in cases]
    for some in alike([{**settings, "steps": steps} for settings, steps in cases]):
        settings, steps = cases[some[0]]
        each = [cases[k][0] for k in some]
        seeds = [int(one["seed"]) for one in each]
        end = train(settings, stacked([start(one) for one in each]), seeds, steps).network
        if dead(end).any():
            states = walk(each, steps)
            alive = ~np.array([dead(state) for state in states])
            last = np.where(alive, np.arange(steps + 1)[:, None, None], -1).max(axis=0)
            for k, of_units in zip(some, last.T.tolist(), strict=True):
                since[k] = {unit: end + 1 for unit, end in enumerate(of_units) if end < steps}
    return since


def after_revivals(jobs):
    """Return what `alone` does, of many (settings, steps, a unit, the step of its revival)."""
    ends = [None] * len(jobs)
    for some in alike([{**settings, "steps": steps} for settings, steps, *_ in jobs]):
        settings, steps, *_ = jobs[some[0]]
        revivals = [(jobs[k][3], jobs[k][2], replica) for replica, k in enumerate(some)]
        states = walk([jobs[k][0] for k in some], steps, revivals)
        if len(states) > steps:
            for k, logits in zip(some, states[-1](X)[:, 0].T, strict=True):
                ends[k] = logits
        elif len(some) == 1:
            ends[some[0]] = (len(states) - 1) // per_epoch(settings) + 1
        else:  # one of them overflowed
            for k in some:
                (ends[k],) = after_revivals([jobs[k]])
    return ends


def read(words):
    """Return what a sentence says of each change: whether it helps, and how it ends."""
    lead = "One change at a time, the same start and orders "
    assert words.startswith(lead), words
    assert words.endswith("."), words
    for part in words[len(lead) : -1].split("; they "):
        goal, rest = part.split(" with ", 1)
        for item in re.split(r"(?:, | and )with ", rest):
            what, end = re.fullmatch(r"(.*?)(?: \((.*)\))?", item).groups()
            for name, form in FORMS.items():
                if found := re.fullmatch(form, what):
                    change = name, *found.groups()
                    break
            else:
                pytest.fail(f"what change is {what!r}?")
            yield change, goal, end


FORMS = {
    "steps": r"(\d+) steps",
    "revived": r"unit (\d+) revived at step (\d+)",
    "lr": r"learning rate (\S+)",
    "momentum": r"momentum (0)",
    "decay": r"weight decay (0)",
    "hidden": r"activation (\w+)",
}


def faults(cases, said):
    """Judge every sentence anew; return what is wrong, and how many claims there were."""
    found, claims = [], []
    ends = side_by_side([(settings, start(settings), steps) for settings, steps in cases])
    stay = [k for k, end in enumerate(ends) if not isinstance(end, int) and said[k]]
    since = dict(zip(stay, deaths([cases[k] for k in stay]), strict=True))
    for k, ((settings, steps), told, end) in enumerate(zip(cases, said, ends, strict=True)):
        overflow = end if isinstance(end, int) else 0
        if not overflow and right(end, settings).all():
            found += [f"{settings} does not fail: {told}"] if told else []
        elif told is None:
            found.append(f"{settings} fails")
        else:
            found += false_facts(settings, steps, told["failure"], end)
            claims += claimed(settings, steps, told["words"], overflow, since.get(k, {}))
    for kind, ran in (("job", side_by_side), ("revival", after_revivals)):
        some = [claim for claim in claims if kind in claim]
        for claim, end in zip(some, ran([claim[kind] for claim in some]), strict=True):
            found += false_claims(claim, end)
    return found, len(claims)


def false_facts(settings, steps, told, end):
    """Return the sentence that says what went wrong, if it is wrong."""
    if isinstance(end, int):
        return [] if told == f"The numbers overflowed in epoch {end}." else [told]
    head = f"Seed {settings['seed']} fails at step {steps}: "
    point = r"\((\d), (\d)\) has logit (not a number|\S+), (the wrong sign|no class)[;.]"
    named = re.findall(point, told)
    wrong = [k for k, is_right in enumerate(right(end, settings)) if not is_right]
    true = told.startswith(head) and told.count(" has ") == len(named) == len(wrong)
    for k, (x1, x2, text, verdict) in zip(wrong, named, strict=False):
        z = float("nan" if text == "not a number" else text.replace("−", "-").replace("∞", "inf"))
        true &= (float(x1), float(x2)) == tuple(X[k])
        true &= np.array_equal(np.sign([z]), np.sign(end[k : k + 1]), equal_nan=True)
        true &= bool(np.isclose(z, end[k], rtol=0.06, atol=0.0005, equal_nan=True))
        true &= verdict == ("the wrong sign" if abs(end[k]) > 0 else "no class")
    return [] if true else [f"{settings}, {end}: {told}"]


def claimed(settings, steps, words, overflow, since):
    """Return each claim, with what the package is to be asked; all that is worth it is tried."""
    over = overflow * per_epoch(settings)
    horizon = max(over, min(10 * over + 400, AT_MOST)) if overflow else steps
    longer = [times * steps for times in (2, 4, 8, 16, 32) if times * steps <= AT_MOST]
    lr, hidden = settings["lr"], settings["hidden"]
    expected = {("lr", rate) for rate in (0.1, lr / 2, lr * 2) if rate != lr}
    expected |= {("hidden", name) for name in ("leaky_relu", "tanh") if name != hidden}
    expected |= {("revived", unit + 1, when) for unit, when in since.items() if when < steps}
    sgd = settings["optimizer"] == "sgd"
    expected |= {("momentum", 0.0)} if settings["momentum"] and sgd else set()
    expected |= {("decay", 0.0)} if settings["decay"] else set()
    found = []
    for (kind, *texts), goal, end in read(words):
        values = texts if kind == "hidden" else [float(text) for text in texts]
        claim = {"words": words, "goal": goal, "end": end, "overflow": overflow}
        claim |= {"settings": settings, "horizon": horizon}
        if kind == "revived":
            unit, when = int(values[0]) - 1, int(values[1])
            claim["revival"] = settings, steps, unit, when
        elif kind == "steps":
            assert values[0] in longer, words
            claim["job"] = settings, start(settings), int(values[0])
        else:
            changed = {**settings, kind: values[0]}
            claim["job"] = changed, start(changed), horizon
        if kind != "steps":
            expected.remove((kind, *values))
        found.append(claim)
    assert not expected, (settings, words, expected)
    assert overflow or not longer or any("job" in c and c["job"][2] > steps for c in found)
    return found


def false_claims(claim, end):
    """Return the claim, if the package finds another outcome."""
    if isinstance(end, int):
        rescued, outcome = False, f"overflow in epoch {end}"
    else:
        count = int(right(end, claim["settings"]).sum())
        rescued, outcome = bool(claim["overflow"]) or count == 4, f"{count} right"
    well = "have all four right"
    if claim["overflow"]:
        well = f"do not overflow in {claim['horizon']} steps"
    true = (well, None) if rescued else ("fail", outcome)
    return [] if (claim["goal"], claim["end"]) == true else [f"{claim}: {true}"]
