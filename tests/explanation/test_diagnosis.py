"""What a diagnosis counts, against plain loops of training; each change changes one thing."""

import copy
import dataclasses
import math
import pickle
import re

import numpy as np
import pytest

import actdemo as ad
from actdemo.explanation import diagnosis

X, Y = ad.xor()
START = ad.Network.initialized((2, 5, 1), seed=1)
SEEDS = 20
SETTINGS = {"optimizer": ad.Sgd(0.2, 0.3), "epochs": 20, "batch_size": 2, "order": "fixed"}
SQUARED = {"loss": "mean_squared_error"}
WILD = SQUARED | {"optimizer": ad.Sgd(0.5, 0.4)}  # some of its runs overflow, some do not


def ended(net, X, y, seed, loss="sigmoid_cross_entropy", **recipe):
    """Return whether training ends with all right, with a dead unit, and with an overflow."""
    try:
        run = ad.train(net, X, y, loss, seed=seed, **recipe)
    except FloatingPointError:
        return False, False, True
    ends = ad.classify(run.network, X, y, loss)
    return bool(ends.success), bool(ends.dead.any()), False


def counted(change, seeds=SEEDS, sizes=(2, 5, 1), X=X, y=Y, **recipe):
    """Return what a trial should count, one seed after the other, with one change spelt out."""
    optimizer = recipe.get("optimizer", ad.Sgd())
    lr, epochs = optimizer.lr, recipe.get("epochs", 50)
    changes = {
        "nothing": {},
        f"epochs={4 * epochs}": {"epochs": 4 * epochs},
        f"lr={lr / 2:g}": {"optimizer": dataclasses.replace(optimizer, lr=lr / 2)},
        f"lr={lr * 2:g}": {"optimizer": dataclasses.replace(optimizer, lr=lr * 2)},
        "X from −1 to 1": {"X": 2 * X - 1},
        "2-6-1": {"sizes": (2, 6, 1)},
        "init='he_normal'": {"init": "he_normal"},
    }
    chosen = {"X": X, "sizes": sizes, "init": "glorot_normal"} | recipe | changes[change]
    shape = chosen.pop("sizes"), "relu", chosen.pop("init")
    return [ended(ad.Network.initialized(*shape, k), y=y, seed=k, **chosen) for k in range(seeds)]


@pytest.mark.parametrize("recipe", [{}, SETTINGS, WILD], ids=["tutorial", "other", "wild"])
def test_the_counts_are_those_of_a_plain_loop(recipe):
    found = ad.diagnose(START, X, Y, seeds=SEEDS, **recipe)
    assert len(found) == 7
    before = [success for success, *_ in counted("nothing", **recipe)]
    for trial in found:
        success, dead, overflow = map(list, zip(*counted(trial.change, **recipe), strict=True))
        assert (trial.success, trial.dead) == (ad.share(success), ad.share(dead))
        assert trial.overflowed == sum(overflow)
        assert trial.better == sum(np.greater(success, before))
        assert trial.worse == sum(np.less(success, before))
        assert trial.points == pytest.approx(100 * (sum(success) - sum(before)) / SEEDS)
    if recipe is WILD:
        assert any(0 < trial.overflowed < SEEDS for trial in found)


def test_what_the_start_comes_to_is_what_training_gives():
    found = ad.diagnose(START, X, Y, seed=3, seeds=2, epochs=30)
    for trial, recipe in zip(
        found,
        (
            {"epochs": 30},
            {"epochs": 120},
            {"optimizer": ad.Sgd(0.05), "epochs": 30},
            {"optimizer": ad.Sgd(0.2), "epochs": 30},
        ),
        strict=False,
    ):
        run = ad.train(START, X, Y, seed=3, **recipe)
        assert trial.right == ad.classify(run.network, X, Y).right
    own = ad.train(START, X, Y, seed=3, epochs=30).network
    assert found.own == ad.classify(own, X, Y)
    stretched = ad.train(START, 2 * X - 1, Y, seed=3, epochs=30).network
    assert found[4].right == ad.classify(stretched, 2 * X - 1, Y).right
    assert [trial.right for trial in found[5:]] == [None, None]


def test_each_change_changes_one_thing(monkeypatch):
    calls = []

    def train(net, X, y, loss, **recipe):
        if net.replicas:
            calls.append({"net": net, "X": X.tolist(), "y": y.tolist(), "loss": loss} | recipe)
        return ad.train(net, X, y, loss, **recipe)

    monkeypatch.setattr(diagnosis, "train", train)
    found = ad.diagnose(START, X, Y, seeds=3, optimizer=ad.Adam(0.02))
    first, *others = calls
    changed = [{key for key in first if one[key] != first[key]} for one in others]
    expected = [{"epochs"}, {"optimizer"}, {"optimizer"}, {"X"}, {"net"}, {"net"}]
    assert changed == expected
    assert [one["optimizer"] for one in others[1:3]] == [ad.Adam(0.01), ad.Adam(0.04)]
    assert [trial.change for trial in found][2:4] == ["lr=0.01", "lr=0.04"]


def test_other_shapes_keep_their_activations_and_output():
    points, labels = [[0.0, 7.0], [4.0, 7.0], [2.0, 7.0]], [[-1], [1], [1]]
    start = ad.Network.initialized((2, 3, 2, 1), ("tanh", "relu"), output="tanh")
    found = ad.diagnose(start, points, labels, **SQUARED, seeds=4)
    assert [trial.change for trial in found][4:6] == ["X from −1 to 1", "2-4-2-1"]
    wider = ad.Network.initialized((2, 4, 2, 1), ("tanh", "relu"), seed=range(4), output="tanh")
    run = ad.train(wider, points, labels, **SQUARED, seed=range(4))
    success = ad.classify(run.network, points, labels, **SQUARED).success
    assert found[5].success == ad.share(success)
    flat = [[-1.0, 0.0], [1.0, 0.0], [0.0, 0.0]]  # a column that says nothing becomes 0
    stretched = ad.train(start, flat, labels, **SQUARED).network
    assert found[4].right == ad.classify(stretched, flat, labels, **SQUARED).right


def test_a_change_that_is_none_is_not_tried():
    found = ad.diagnose(ad.Network.initialized((2, 1)), 2 * X - 1, Y, seeds=3)
    changes = ["nothing", "epochs=200", "lr=0.05", "lr=0.2", "init='he_normal'"]
    assert [trial.change for trial in found] == changes


@pytest.mark.parametrize(
    ("better", "worse", "difference"),
    [
        (0, 0, "none seen"),
        (5, 0, "none seen"),
        (6, 0, "better"),
        (0, 6, "worse"),
        (9, 1, "better"),
        (8, 2, "none seen"),
        (60, 40, "none seen"),
        (40, 61, "worse"),
    ],
)
def test_a_difference_is_seen_where_chance_seldom_makes_one(better, worse, difference):
    some = ad.Share(1, 2)
    trial = ad.Trial("x", None, some, some, better, worse, 0)
    assert trial.difference == difference
    changed = better + worse
    tail = sum(math.comb(changed, k) for k in range(min(better, worse) + 1))
    assert (difference != "none seen") == (2 * tail / 2**changed < 0.05)


def test_chance_alone_is_called_a_difference_in_at_most_one_of_twenty():
    some = ad.Share(1, 2)
    for changed in range(1, 300):
        trials = [ad.Trial("", 0, some, some, k, changed - k, 0) for k in range(changed + 1)]
        seen = [k for k, trial in enumerate(trials) if trial.difference != "none seen"]
        assert sum(math.comb(changed, k) for k in seen) / 2**changed < 0.05


def test_a_table_shows_it():
    found = ad.diagnose(START, X, Y, seeds=SEEDS)
    caption, head, first, *_, last = str(found).split("\n")
    norm = f"gradient norm {found.own.gradient_norm:.2g}; then 20 seeds"
    assert caption == f"<Network 2-5-1, relu>: 3 of 4 right, 2 of 5 units dead, {norm}"
    assert re.split(" {2,}", head) == [
        *("change", "start", "all right", "dead", "% points", "better", "worse", "difference"),
    ]
    dead = f"{found[0].dead.value:.0%}"
    cells = ["nothing", "3", str(found[0].success), dead, "+0.0", "0", "0", "none seen"]
    assert re.split(" {2,}", first) == cells
    assert last.startswith("init='he_normal'  ")
    assert found._repr_html_().count("<tr>") == 8
    assert "2-6-1" in found._repr_html_()


def test_what_overflows_is_told():
    found = ad.diagnose(START, X, Y, **SQUARED, optimizer=ad.Sgd(1e150), seeds=3)
    assert (found.own, found[0].right) == (None, None)
    assert (found[0].success.count, found[0].dead.count, found[0].overflowed) == (0, 0, 3)
    assert str(found).startswith("<Network 2-5-1, relu>: its numbers overflow; then 3 seeds\n")
    assert "nothing, 3 overflow" in str(found)


def test_the_same_call_gives_the_same():
    found, again = (ad.diagnose(START, X, Y, seeds=5) for _ in range(2))
    assert found == again == copy.deepcopy(found)
    other = pickle.loads(pickle.dumps(found))
    assert (other, other.own, str(other)) == (found, found.own, str(found))


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"net": None}, TypeError, "net must be of type Network, not None"),
        (
            {"net": ad.Network.initialized((2, 5, 1), seed=range(3))},
            ValueError,
            "net holds 3 networks; choose one, such as net[0]",
        ),
        ({"X": [[1]]}, ValueError, "X must have shape (n, 2), not (1, 1)"),
        ({"y": 2 * Y - 1}, ValueError, "y must lie in [0, 1] for sigmoid_cross_entropy"),
        ({"loss": "hinge"}, ValueError, "unknown loss 'hinge'"),
        (
            SQUARED | {"y": [0, 1, 2, 3]},
            ValueError,
            "loss must decide what is right; mean_squared_error does not for this y",
        ),
        ({"optimizer": "adam"}, TypeError, "optimizer must be of type Sgd or Adam, not 'adam'"),
        ({"epochs": -1}, ValueError, "epochs must be at least 0, not -1"),
        ({"epochs": 2**29}, ValueError, "epochs must be at most 268435456, not 536870912"),
        ({"batch_size": 5}, ValueError, "batch_size must be at most 4, the number of samples"),
        ({"seed": -1}, ValueError, "seed must be at least 0, not -1"),
        ({"seed": [1]}, ValueError, "seed must be one whole number for <Network 2-5-1, relu>"),
        ({"order": "sorted"}, ValueError, "order must be 'shuffled' or 'fixed', not 'sorted'"),
        ({"seeds": 0}, ValueError, "seeds must be at least 1, not 0"),
        ({"seeds": range(3)}, TypeError, "seeds must be a whole number, not range(0, 3)"),
    ],
)
def test_what_cannot_be_diagnosed_is_refused(change, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        ad.diagnose(**{"net": START, "X": X, "y": Y} | change)
