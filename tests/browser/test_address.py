"""Whatever an address says, it runs or is refused; its program in Python gives the same bits."""

import io
from contextlib import redirect_stdout
from itertools import pairwise, product
from urllib.parse import urlencode

import numpy as np
import pytest
from playground_oracle import RECIPE, some_settings


def test_addresses_are_refused_or_run(node_test):
    node_test("address.test.js", {}, tests=13)


def some_addresses(count, seed):
    """Draw the settings of addresses, also as nobody writes them, and weights."""
    random = np.random.default_rng(seed)
    for settings, steps in some_settings(count, seed):
        state = {**settings, "step": steps + int(random.integers(4))}
        state["seed"] = random.choice(["007", str(2**128 - 1), settings["seed"]])
        state["lr"] = random.choice([settings["lr"], 1, 5e-324, 1e300])
        if random.random() < 0.5:
            weights = random.normal(size=4 * settings["width"] + 1)
            weights[:4] = random.choice([-0.0, 1.0, 1e21, 5e-324, 1e16], 4)
            state["start"] = "_".join(map(repr, weights.tolist()))
        if random.random() < 0.3 and steps > 4:
            when = np.sort(random.integers(1, steps, size=3))
            what = random.integers(4 * settings["width"] + 1, size=3)
            edits = zip(when.tolist(), what.tolist(), random.normal(size=3).tolist(), strict=True)
            state["edits"] = "_".join(str(number) for edit in edits for number in edit)
        if random.random() < 0.3:
            state["turns"] = f"0_freeze_1_2_lr_{random.choice([0.01, 1])}_5_momentum_0.9"
            state["turns"] += "_7_freeze_4_9_free_1_9_decay_0.01_11_lr_0.2"
        yield "#" + urlencode(state)


ADDRESSES = [
    "#seed=007",
    "#data=moons_7_.1_3&batch=2&step=11",
    "#data=circles_20_0.2_1_0.3&step=28&hidden=tanh",
    "#data=1_-2.5b.1_1e-7a0_0d&step=8",
    "#" + urlencode({**RECIPE, "step": 200}),
    *some_addresses(400, seed=11),
]


@pytest.fixture(scope="module")
def programs(ask):
    return ask("programs.js", "programs", ADDRESSES)


def test_each_program_is_python(programs):
    for program in programs:
        compile(program["text"], "program", "exec")
    assert len({program["text"] for program in programs}) > 300


def print_their_logits(programs):
    for program in programs:
        said = io.StringIO()
        with redirect_stdout(said), np.errstate(over="ignore", invalid="ignore"):
            exec(compile(program["text"], "program", "exec"), {})
        printed = [float(line.split("] ")[1]) for line in said.getvalue().splitlines()]
        logits = list(map(float, program["logits"]))
        assert np.array_equal(printed, logits, equal_nan=True), program["text"]


@pytest.mark.parametrize("first", range(10))
def test_programs_print_the_logits_of_the_page(programs, first):
    print_their_logits(programs[first::20])


def deep_cases():
    """Yield states with several hidden layers, other points, and what turns on the way."""
    random = np.random.default_rng(5)
    some = {"width": "3,4", "hidden": "tanh,relu"}, {"width": "2,3,2", "hidden": "silu"}
    others = {}, {"optimizer": "adam", "decay": 0.01}, {"order": "fixed", "batch": 3}
    points = random.normal(size=(10, 2)).tolist()
    data = {"points": points, "y": random.integers(2, size=10).tolist()}
    for settings, more in product(some, others):
        sizes = [2, *map(int, settings["width"].split(",")), 1]
        count = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
        start = random.normal(size=count).tolist()
        edits = [[7, k, float(random.normal())] for k in range(0, count, 3)]
        turns = [[0, "freeze", 2], [9, "lr", 0.03], [9, "freeze", count - 1], [20, "free", 2]]
        for given, by_hand, samples, turned in (
            (None, [], data, []),
            (start, [], None, turns),
            (start, edits, data, turns),
        ):
            state = {"start": given, "edits": by_hand, "data": samples, "turns": turned}
            yield {"settings": {**settings, **more}, **state, "step": 40}


def test_addresses_hold_deep_networks_to_the_last_bit(ask):
    addresses = []
    for case in deep_cases():
        words = {**case["settings"], "step": case["step"]}
        if case["start"]:
            words["start"] = "_".join(map(repr, case["start"]))
        for word in ("edits", "turns"):
            if case[word]:
                words[word] = "_".join(str(part) for change in case[word] for part in change)
        addresses.append("#" + urlencode(words))
    print_their_logits(ask("programs.js", "programs", addresses))


def test_programs_of_deep_networks_and_of_other_points_do_so(ask):
    print_their_logits(ask("programs.js", "programsOf", list(deep_cases())))
