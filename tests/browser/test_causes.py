"""What the playground says of a run that fails, and of others like it, the package says, too."""

from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise

import pytest
from playground_oracle import RECIPE, faults, some_settings

SEEDS = [({**RECIPE, "seed": str(seed)}, 200) for seed in range(1000)]
KNOWN = [  # was blamed on the momentum
    ({**RECIPE, "hidden": "identity", "lr": 50.0}, 200),
    ({**RECIPE, "hidden": "absolute", "lr": 5.0, "momentum": 0.9}, 400),
]
CASES = [*SEEDS, *KNOWN, *some_settings(300, seed=7)]


def said_of(ask, some):
    """Return what is said of each case."""
    cases = [{"settings": settings, "steps": steps} for settings, steps in some]
    return ask("causes.js", "told", cases)


@pytest.fixture(scope="module")
def said(ask):
    return said_of(ask, CASES)


def test_seed_1_only_needed_time(said):
    assert "have all four right with 400 steps" in said[1]["words"]


def judged(cases, said, ends):
    """Return what the package finds false, and how many claims there were."""
    parts = [slice(*pair) for pair in pairwise(ends)]
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(faults, [cases[k] for k in parts], [said[k] for k in parts]))
    return [fault for found, _ in results for fault in found], sum(claims for _, claims in results)


def test_every_outcome_that_is_said_is_the_packages(said):
    # Seeds train side by side.
    false, claims = judged(CASES, said, [0, *range(len(SEEDS), len(CASES), 10), len(CASES)])
    assert false == []
    assert claims > 4000


@pytest.mark.full
def test_ten_thousand_runs_are_told_as_they_are(ask):
    cases = list(some_settings(10_000, seed=2026))
    false, claims = judged(cases, said_of(ask, cases), range(0, len(cases) + 1, 25))
    assert false == []
    assert claims > 40_000


def test_a_false_word_is_noticed(said):
    few = [case for case, told in zip(SEEDS, said, strict=False) if told][:1]
    told = next(filter(None, said))
    for true, wrong in (("(3 right)", "(2 right)"), ("400 steps", "800 steps"), ("+0", "−0")):
        changed = {name: text.replace(true, wrong, 1) for name, text in told.items()}
        assert changed != told
        found, _ = faults(few, [changed])
        assert len(found) == (true != "400 steps")  # with 800, they are right, too
    assert faults(few, [None])[0]
    assert faults(few, [told])[0] == []


def test_node_says_the_same(said, node_test):
    cases = [{"settings": settings, "steps": steps} for settings, steps in CASES[::10]]
    node_test("causes.test.js", {"cases": cases, "said": said[::10]}, tests=6)
