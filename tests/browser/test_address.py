"""Whatever an address says, it runs or is refused; its program in Python gives the same bits."""

import io
from contextlib import redirect_stdout
from urllib.parse import urlencode

import numpy as np
import pytest
from playground_oracle import RECIPE, some_settings


def test_addresses_are_refused_or_run(node_test):
    node_test("address.test.js", {}, tests=9)


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
        yield "#" + urlencode(state)


ADDRESSES = [
    "#seed=007",
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


@pytest.mark.parametrize("first", range(10))
def test_programs_print_the_logits_of_the_page(programs, first):
    for program in programs[first::20]:
        said = io.StringIO()
        with redirect_stdout(said), np.errstate(over="ignore", invalid="ignore"):
            exec(compile(program["text"], "program", "exec"), {})
        printed = [float(line.split("] ")[1]) for line in said.getvalue().splitlines()]
        logits = list(map(float, program["logits"]))
        assert np.array_equal(printed, logits, equal_nan=True), program["text"]
