"""Check an answer to an exercise: python check.py my_answer.py

It runs your file on your machine, as you would, looks at what it defines, and says what is right
and what is wrong, with one hint. It is not a sandbox. Exit code 0 means that all is right.
"""

import contextlib
import itertools
import json
import linecache
import os
import subprocess
import sys
import tempfile
import traceback
from numbers import Real
from pathlib import Path

try:
    import numpy as np

    import actdemo as ad
except ImportError as error:
    sys.exit(f"{error}: install the package first, as the site's quickstart says.")

LIMIT = 30  # seconds for your file and the checks
EXERCISES = {}  # name → its checks; each raises Wrong with a hint


class Wrong(Exception):  # noqa: N818 - it is no error of the program
    """What is wrong, as a hint."""


def check(exercise):
    """Add a check to an exercise; its docstring says what is checked."""
    return EXERCISES.setdefault(exercise, []).append


# ------------------------------------------------------------------ reading what a file defines


def given(answer, name):
    """Return what the answer calls by a name."""
    if answer.get(name) is None:
        raise Wrong(f"{name} is still missing.")
    return answer[name]


def is_number(value):
    """Tell whether something is a real number, and neither a truth value nor text."""
    return isinstance(value, Real) and not isinstance(value, bool | np.bool_ | np.timedelta64)


def entries(value):
    """Return what an array, or something like one, holds; of other things the thing itself."""
    try:
        return [*np.array(value, dtype=object).flat]
    except ValueError:
        return [value]


def numbers(answer, name, *shape):
    """Return finite numbers of a shape."""
    value = given(answer, name)
    found = entries(value)
    if any(entry is None for entry in found):
        raise Wrong(f"{name} still holds None: replace each with a number.")
    if not all(map(is_number, found)):
        raise Wrong(f"{name} must hold numbers only, not {value!r:.60}.")
    try:
        array = np.array(value, dtype=float)
    except OverflowError:
        raise Wrong(f"{name} must be finite; yours is more than a float can hold.") from None
    if array.shape != shape:
        want = f"shape {shape}" if shape else "one number"
        raise Wrong(f"{name} must have {want}; yours has shape {array.shape}.")
    if not np.isfinite(array).all():
        raise Wrong(f"{name} must be finite; yours holds {array[~np.isfinite(array)][0]}.")
    return array


def set_of(answer, name, kind, is_one):
    """Return a set of things of a kind, also if it was given as a list or as a single thing."""
    value = given(answer, name)
    if isinstance(value, np.ndarray):
        value = value.ravel().tolist()
    things = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    for thing in things:
        if not is_one(thing):
            raise Wrong(f"{name} must hold {kind}, not {thing!r:.60}.")
    return set(things)


def is_name(value):
    """Tell whether something is text."""
    return isinstance(value, str)


def function(answer, name):
    """Return a function."""
    value = given(answer, name)
    if not callable(value):
        raise Wrong(f"{name} must be a function, not {value!r:.60}.")
    return value


def values(answer, name, x):
    """Return what a function gives for an array; it must keep the shape, and the array."""
    kept = x.copy()
    y = function(answer, name)(x)
    if y is None:
        raise Wrong(f"{name} is still missing: it returns nothing.")
    if not np.array_equal(x, kept):
        raise Wrong(f"{name} changes the array that it is given; let it return a new one.")
    if not all(isinstance(entry, Real | np.bool_) for entry in entries(y)):
        raise Wrong(f"{name} must return an array of numbers, not {y!r:.60}.")
    if np.shape(y) != x.shape:
        raise Wrong(f"{name} must keep the shape: for {x.shape} yours gives {np.shape(y)}.")
    return np.asarray(y, dtype=float)


def network(answer, inputs, outputs, name="network"):
    """Return a network with one hidden layer."""
    net = given(answer, name)
    if isinstance(net, ad.Run):
        raise Wrong(f"{name} is what ad.train returned; the network is its part .network.")
    if not isinstance(net, ad.Network) or net.replicas is not None:
        raise Wrong(f"{name} must be one ad.Network, not {net!r:.60}.")
    if len(net.sizes) != 3 or (net.sizes[0], net.sizes[-1]) != (inputs, outputs):
        sizes = "-".join(map(str, net.sizes))
        raise Wrong(f"{name} must have sizes {inputs}-H-{outputs}, not {sizes}.")
    return net


def named(points):
    """Return points in words."""
    return ", ".join(f"({x1:.0f}, {x2:.0f})" for x1, x2 in points)


def same(x, y, tolerance=0.006):
    """Tell whether numbers agree as far as three decimals go."""
    return bool(np.all(np.abs(np.subtract(x, y)) < tolerance))


def trained(seed):
    """Return the network that the recipe of the tutorial gives."""
    X, y = ad.xnor()
    return ad.train(ad.Network.initialized((2, 5, 1), seed=seed), X, y, seed=seed).network


def all_right(logits, labels):
    """Raise unless each logit has the sign that its label asks for."""
    X = ad.xor()[0]
    z, one = np.ravel(logits), np.ravel(labels) == 1
    if (zero := z == 0).any():
        raise Wrong(
            f"At {named(X[zero])} the logit is exactly 0, and 0 names no class. "
            "What moves all four logits by the same amount?"
        )
    if not (wrong := (z > 0) != one).any():
        return
    if wrong.all():
        raise Wrong("All four are wrong: this solves the task with its labels swapped.")
    if wrong.sum() == 1:
        raise Wrong(
            f"Three of four; at {named(X[wrong])} the logit is {z[wrong][0]:+.3f}. "
            "Write down what the output bias and each unit add there."
        )
    raise Wrong(f"The sign of the logit is wrong at {named(X[wrong])}.")


# ------------------------------------------------------------------------------- read_ledger


@check("read_ledger")
def _(answer):
    """wrong_point is the point whose class is wrong"""
    X, y = ad.xnor()
    point = numbers(answer, "wrong_point", 2)
    if not (point == X).all(axis=1).any():
        raise Wrong("wrong_point must be one of the four points, as (x1, x2).")
    wrong = ~ad.classify(trained(29), X, y).correct
    if not (X[wrong] == point).all():
        raise Wrong("At your wrong_point logit and label agree. Compare the two in each last row.")


@check("read_ledger")
def _(answer):
    """dead_units are the units that add nothing at any point"""
    on = trained(29).forward(ad.xnor()[0]).pre_activations[0] > 0
    dead = set(np.flatnonzero(~on.any(axis=0)) + 1)
    units = set_of(answer, "dead_units", "numbers of units", is_number)
    if units == {k - 1 for k in dead}:
        raise Wrong("The units are counted from 1, not from 0.")
    if units > dead:
        raise Wrong("Too many dead units: one of yours is off at some points but on at others.")
    if units != dead:
        raise Wrong("dead_units: look for columns that say off at every point.")


@check("read_ledger")
def _(answer):
    """strongest is the unit that pushes (0, 1) down most"""
    net = trained(29)
    adds = (net.forward([[0, 1]]).activations[0] * net.weights[1][:, 0])[0]
    k = numbers(answer, "strongest")
    if k == adds.argmin():
        raise Wrong("The units are counted from 1, not from 0.")
    if k != adds.argmin() + 1:
        raise Wrong("strongest: what a unit does to the logit is in the row called adds.")


@check("read_ledger")
def _(answer):
    """without_bias is the logit at (1, 1) without the output bias"""
    net = trained(29)
    z, c, x = net([[1, 1]])[0, 0], net.biases[1][0], numbers(answer, "without_bias")
    if same(x, z):
        raise Wrong("without_bias: that is the logit with the bias. Take the bias out of the sum.")
    if same(x, z + c):
        raise Wrong("without_bias: mind the sign of the bias. Taking it out undoes what it adds.")
    if not same(x, z - c):
        raise Wrong("without_bias: add what the five units add at (1, 1), and nothing else.")


# ------------------------------------------------------------------------------- kill_a_unit


@check("kill_a_unit")
def _(answer):
    """logits holds four numbers"""
    numbers(answer, "logits", 4)


@check("kill_a_unit")
def _(answer):
    """they are what the network without unit 2 answers"""
    z, net = numbers(answer, "logits", 4), trained(0)
    X, v = ad.xnor()[0], net.weights[1][:, 0]
    before, values = net(X)[:, 0], net.forward(X).activations[0]
    adds = values * v
    right = before - adds[:, 1]
    if same(z, right):
        return
    for wrong, hint in (
        (before, "These are the logits with unit 2. What is no longer in the sums?"),
        (before + adds[:, 1], "You have counted unit 2 twice. A dead unit drops out."),
        (before - values[:, 1], "What unit 2 adds is not its activation: a weight comes between."),
        (before - adds[:, 2], "That is unit 3. The units are counted from 1."),
        (before - adds[:, 0], "That is unit 1. The question is about unit 2."),
        (right - net.biases[1], "You have left the output bias out. It stays."),
        (adds[:, 1], "That is what unit 2 adds. What is left when it is gone?"),
        (ad.sigmoid(right), "These are probabilities. The question is about logits."),
        (right[::-1], "Mind the order: it is that of the ledger, from (1, 1) to (0, 0)."),
    ):
        if same(z, wrong):
            raise Wrong(hint)
    count = int((abs(z - right) < 0.006).sum())
    raise Wrong(f"{count} of 4 are right. Killing a unit changes only sums in which it was on.")


# -------------------------------------------------------------------------------- leaky_relu

NEGATIVE, POSITIVE = np.array([-7.3, -2.0, -0.4, -0.01]), np.array([0.02, 0.6, 3.0, 8.1])


@check("leaky_relu")
def _(answer):
    """leaky_relu is right for positive inputs"""
    if not np.allclose(values(answer, "leaky_relu", POSITIVE), POSITIVE, rtol=1e-12):
        raise Wrong("leaky_relu: a positive input comes out as it went in.")


@check("leaky_relu")
def _(answer):
    """leaky_relu is right for negative inputs"""
    y = values(answer, "leaky_relu", NEGATIVE)
    if not y.any():
        raise Wrong("leaky_relu: that is ReLU; a leaky one lets a little of a negative input by.")
    if (y > 0).all():
        raise Wrong("leaky_relu: a negative input should give a negative value.")
    if not np.allclose(y, 0.01 * NEGATIVE, rtol=1e-12):
        raise Wrong("leaky_relu: to the left of 0 it is a line through the origin; its slope is "
                    "given in the task.")  # fmt: skip


@check("leaky_relu")
def _(answer):
    """leaky_relu takes a mixed array, a table and whole numbers"""
    mixed = np.array([[3.0, -2.0], [-0.5, 0.0]])
    want = [[3.0, -0.02], [-0.005, 0.0]]
    if not np.allclose(values(answer, "leaky_relu", mixed), want, rtol=1e-12):
        raise Wrong("leaky_relu: each entry must be treated by its own sign.")
    if not np.allclose(values(answer, "leaky_relu", np.array([2, -2])), [2, -0.02], rtol=1e-12):
        raise Wrong("leaky_relu: whole numbers come out rounded. What kind of array do you fill?")


@check("leaky_relu")
def _(answer):
    """derivative is right on both sides"""
    left, right = (values(answer, "derivative", x) for x in (NEGATIVE, POSITIVE))
    if np.allclose(left, 0.01 * NEGATIVE) and np.allclose(right, POSITIVE):
        raise Wrong("derivative gives the values again. It should give the slopes.")
    if not left.any():
        raise Wrong("derivative: to the left of 0 a leaky ReLU is not level.")
    if not np.allclose(right, 1, rtol=1e-12):
        raise Wrong("derivative: how fast does the value grow where it equals the input?")
    if not np.allclose(left, 0.01, rtol=1e-12):
        raise Wrong("derivative: to the left of 0 the slope is the same everywhere.")


@check("leaky_relu")
def _(answer):
    """derivative is one of the two slopes at the kink"""
    if values(answer, "derivative", np.zeros(1))[0] not in {0.01, 1.0}:
        raise Wrong("derivative: at 0 take the slope of one of the two sides.")


# --------------------------------------------------------------------------------- two_units


def by_hand(answer):
    """Return the network of the exercise two_units."""
    shapes = {"W1": (2, 2), "b1": (2,), "W2": (2, 1), "b2": (1,)}
    W1, b1, W2, b2 = (numbers(answer, name, *shape) for name, shape in shapes.items())
    return ad.Network(weights=(W1, W2), biases=(b1, b2), hidden="relu")


@check("two_units")
def _(answer):
    """W1, b1, W2 and b2 make a network 2-2-1"""
    by_hand(answer)


@check("two_units")
def _(answer):
    """between the points something bends"""
    on = by_hand(answer).forward(ad.xor()[0]).pre_activations[0] > 0
    if not (on.any(axis=0) & ~on.all(axis=0)).any():
        raise Wrong(
            "Each unit is on at all four points or at none. Then the network is one weighted sum "
            "there, and no line solves the task. Let a crease run between the points."
        )


@check("two_units")
def _(answer):
    """the sign of the logit is right at all four points"""
    X, y = ad.xor()
    all_right(by_hand(answer)(X), y)


# ------------------------------------------------------------------------------------ boundary

PLACE = (0.5, 0.25)


@check("boundary")
def _(answer):
    """network is a ReLU network 2-H-1"""
    hidden = network(answer, 2, 1).hidden
    if hidden.name != "relu" or not hidden.registered:
        raise Wrong("Stay with ReLU: leave out hidden=, or write hidden='relu'.")


@check("boundary")
def _(answer):
    """all four points are still right"""
    X, y = ad.xnor()
    wrong = ~ad.classify(network(answer, 2, 1), X, y).correct
    if wrong.any():
        raise Wrong(f"Now {named(X[wrong])} has the wrong class: the change is too large there.")


@check("boundary")
def _(answer):
    """the decision boundary goes through the place"""
    net = network(answer, 2, 1)
    z, before = net([PLACE])[0, 0], trained(0)([PLACE])[0, 0]
    if same(z, before, 1e-9):
        raise Wrong("The logit at the place is as it was. On the boundary it is different.")
    if same(z, 2 * before, 1e-6):
        raise Wrong("The logit at the place has doubled: the right step in the wrong direction.")
    if abs(z) > 1e-6:
        if abs(net([PLACE[::-1]])[0, 0]) <= 1e-6:
            raise Wrong("It goes through the mirrored place. The first number is x1.")
        if abs(z) < 0.01:
            raise Wrong("Almost: rounded numbers are not enough. Compute the change in the file.")
        raise Wrong(f"At the place the logit is {z:+.3f}, so the boundary is elsewhere.")
    around = net(np.add(PLACE, [(1e-3, 0), (-1e-3, 0), (0, 1e-3), (0, -1e-3)]))
    if not around.min() < 0 < around.max():
        raise Wrong("The logit is 0 there, but it has the same sign all around.")


# -------------------------------------------------------------------------------- find_the_bug


def faulty(x):
    """Return the derivative that the exercise gives."""
    with np.errstate(divide="ignore"):
        return 1 / (1 + np.asarray(x, dtype=float)) ** 2


@check("find_the_bug")
def _(answer):
    """at wrong_at the given derivative is wrong"""
    x = numbers(answer, "wrong_at")
    if abs(faulty(x) - ad.softsign.derivative(x)) < 1e-3:
        raise Wrong("At your wrong_at it is right. A test that passes here proves little: where "
                    "have you not looked yet?")  # fmt: skip


@check("find_the_bug")
def _(answer):
    """derivative is fixed"""
    x = np.array([-6.0, -2.5, -0.7, -0.1, 0.0, 0.3, 1.4, 5.0])
    with np.errstate(divide="ignore"):
        y = values(answer, "derivative", x)
    truth = ad.softsign.derivative(x)
    if np.allclose(y, truth, rtol=1e-9):
        return
    if np.allclose(y, faulty(x)):
        raise Wrong("derivative is still as it was given.")
    if np.allclose(y, np.sign(x) * truth):
        raise Wrong("derivative: is softsign ever falling?")
    if np.allclose(y, np.sqrt(truth)):
        raise Wrong("derivative: the quotient rule leaves a square. Where is yours?")
    if np.allclose(y[x < 0], truth[x < 0]):
        raise Wrong("derivative: now the other side is wrong.")
    wrong = x[~np.isclose(y, truth)][0]
    raise Wrong(f"derivative: at {wrong:g} the slope measured over a small step is different.")


# ----------------------------------------------------------------------------- rescue_a_seed


def settings(answer):
    """Return seed, network and recipe of the exercise rescue_a_seed."""
    seed, start, recipe = (given(answer, name) for name in ("SEED", "start", "recipe"))
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise Wrong(f"SEED must be a whole number, not {seed!r:.60}.")
    for name, value in (("start", start), ("recipe", recipe)):
        if not isinstance(value, dict):
            raise Wrong(f"{name} must stay a dict of settings.")
        if "seed" in value:
            raise Wrong(f"{name} has a seed of its own. The seed must stay as it is.")
    return seed, start, recipe


def rescued(answer):
    """Return the network that the settings of the exercise rescue_a_seed give."""
    seed, start, recipe = settings(answer)
    net = ad.Network.initialized(**start, seed=seed)
    return ad.train(net, *ad.xnor(), **recipe, seed=seed).network


def rescued_later(answer):
    """Return 0 if more epochs alone rescue the seed, else how many times as many were tried."""
    recipe, times = answer["recipe"], 1
    epochs = recipe.get("epochs", 50)
    while times < 32 and 2 * times * epochs <= 5000:
        times *= 2
        with contextlib.suppress(FloatingPointError):
            net = rescued({**answer, "recipe": {**recipe, "epochs": times * epochs}})
            if ad.classify(net, *ad.xnor()).success:
                return 0
    return times


@check("rescue_a_seed")
def _(answer):
    """with the recipe of the tutorial SEED fails"""
    X, y = ad.xnor()
    if ad.classify(trained(settings(answer)[0]), X, y).success:
        raise Wrong("This seed solves the task by itself. Find one that needs you.")


@check("rescue_a_seed")
def _(answer):
    """start and recipe differ from the tutorial's"""
    net, (X, _) = rescued(answer), ad.xnor()
    if net.sizes == (2, 5, 1) and same(net(X), trained(answer["SEED"])(X), 1e-12):
        raise Wrong("These settings change nothing. Change one of them.")


@check("rescue_a_seed")
def _(answer):
    """with them the same seed succeeds"""
    net, (X, y) = rescued(answer), ad.xnor()
    wrong = ~ad.classify(net, X, y).correct
    if not wrong.any():
        return
    said = f"{named(X[wrong])} is still wrong"
    on = net.forward(X).pre_activations[0] > 0
    if net.hidden.name == "relu" and (dead := (~on.any(axis=0)).sum()):
        said += f", and {dead} of {net.sizes[1]} units are dead"
    times = rescued_later(answer)
    if times == 0:
        raise Wrong(f"{said}. Does it only need more epochs?")
    if times > 1:
        said += f". Doubling the epochs, up to {times} times as many, does not rescue it"
    raise Wrong(f"{said}. Change one other setting at a time, and read .losses.")


# -------------------------------------------------------------------------------- count_regions


PICTURES = {
    "A": ([[1, 0, 1], [0, 1, 1]], [0, 0, -1]),
    "B": ([[1, 1, -1, 2], [1, 1, -1, 2]], [0, -1, 2, 1]),
    "C": ([[1, 0, 1, 1], [0, 1, 1, -1]], [0, 0, 0, 0]),
    "D": ([[1, -1, 0, 1], [0, 0, 1, 1]], [0, 0, 0, -1]),
    "E": ([[1, 1, 0, 0, 1], [0, 0, 1, 1, 1]], [0, -1, 0, -1, -1]),
}


def counted(answer):
    """Return the counts of the exercise count_regions."""
    counts = given(answer, "counts")
    if not isinstance(counts, dict) or set(counts) != set(PICTURES):
        raise Wrong(f"counts must be a dict with the keys {', '.join(PICTURES)}.")
    return counts


@check("count_regions")
def _(answer):
    """counts has a number for every picture"""
    counts = counted(answer)
    for name in counts:
        numbers(counts, name)


@check("count_regions")
def _(answer):
    """the numbers are right"""
    counts = counted(answer)
    for name, (W, b) in PICTURES.items():
        H, said = len(b), float(numbers(counts, name))
        net = ad.Network(weights=(W, np.ones((H, 1))), biases=(b, [0]))
        if said == (right := len(ad.regions(net, box=(-1e3, 1e3, -1e3, 1e3)))):
            continue
        bound, lines = 1 + H + H * (H - 1) // 2, len(ad.creases(net))
        if said == 2**H != bound:
            raise Wrong(f"{name}: not every pattern of on and off occurs somewhere in the plane.")
        if said == bound:
            raise Wrong(
                f"{name}: that is the most that {H} lines can give. For that, every two of them "
                "have to cross, and no three in one point. Do they here?"
            )
        if said == H + 1:
            raise Wrong(f"{name}: that would be right for lines that never cross. Draw them.")
        way = "fewer" if said > right else "more"
        raise Wrong(f"{name}: there are {way}. Draw the {lines} lines where a unit switches.")


# ------------------------------------------------------------------------------------ width_one

PATTERNS = list(itertools.product((1, -1), repeat=4))  # signs at (1, 1), (1, 0), (0, 1), (0, 0)


def tables(answer):
    """Return the two tables of the exercise width_one."""
    found = [given(answer, name) for name in ("networks", "multipliers")]
    if not all(isinstance(table, dict) for table in found):
        raise Wrong("networks and multipliers must stay dicts whose keys are patterns.")
    return found


@check("width_one")
def _(answer):
    """each of the patterns is in one of the two tables"""
    nets, proofs = tables(answer)
    left = [pattern for pattern in PATTERNS if pattern not in nets and pattern not in proofs]
    if left:
        raise Wrong(f"Still missing: {len(left)} of 16 patterns, such as {left[0]}.")
    if len(nets) + len(proofs) > len(PATTERNS):
        raise Wrong("A pattern is in both tables, or a key is not a pattern.")


@check("width_one")
def _(answer):
    """each network has the signs of its pattern"""
    nets, _ = tables(answer)
    if not nets:
        raise Wrong("networks is still empty.")
    for pattern in nets.keys() & {*PATTERNS}:
        w1, w2, b, v, c = numbers(nets, pattern, 5)
        z = ad.Network(weights=([[w1], [w2]], [[v]]), biases=([b], [c]))(ad.xnor()[0])[:, 0]
        if not (z != 0).all():
            raise Wrong(f"networks[{pattern}]: a logit is 0, which has no sign. Move the bias c.")
        if (np.sign(z) == -np.array(pattern)).all():
            raise Wrong(f"networks[{pattern}]: all signs are the opposite of what they should be.")
        if tuple(np.sign(z)) != pattern:
            raise Wrong(f"networks[{pattern}] has other signs at (1, 1), (1, 0), (0, 1), (0, 0).")


@check("width_one")
def _(answer):
    """the multipliers cancel every pre-activation"""
    _, proofs = tables(answer)
    if not proofs:
        raise Wrong("multipliers is still empty: some patterns have no network.")
    for pattern in proofs.keys() & {*PATTERNS}:
        m = numbers(proofs, pattern, 4)
        if not m.any():
            raise Wrong(f"multipliers[{pattern}]: zeros cancel everything and prove nothing.")
        if m.sum():
            raise Wrong(f"multipliers[{pattern}]: times the bias b, the four should add up to 0.")
        if (ad.xnor()[0] * m[:, None]).sum(axis=0).any():
            raise Wrong(f"multipliers[{pattern}]: times each point, they should add up to (0, 0).")


@check("width_one")
def _(answer):
    """the multipliers have the signs of their pattern"""
    _, proofs = tables(answer)
    given(answer, "multipliers")
    if not proofs:
        raise Wrong("multipliers is still empty.")
    for pattern in proofs.keys() & {*PATTERNS}:
        if tuple(np.sign(numbers(proofs, pattern, 4))) != pattern:
            raise Wrong(
                f"multipliers[{pattern}] must be positive where the pattern is and negative where "
                "it is. If there are none like that, the pattern may have a network after all."
            )


# -------------------------------------------------------------------------------------- one_unit


@check("one_unit")
def _(answer):
    """network has one hidden unit"""
    net = network(answer, 2, 1)
    if net.sizes[1] != 1:
        raise Wrong(f"network has {net.sizes[1]} hidden units. The task allows one.")


@check("one_unit")
def _(answer):
    """its activation is your own, not one of the package's"""
    hidden, x = network(answer, 2, 1).hidden, np.linspace(-4.03, 4.11, 42)
    y = hidden(x)
    for one in ad.activations.values():
        twins = [one]
        for key in one.parameters:  # what is left of 0 is in proportion to it
            share = hidden(-1.0) / one.variant(**{key: 1.0})(-1.0)
            twins += [one.variant(**{key: share})] if np.isfinite(share) else []
        if any(np.allclose(y, twin(x), rtol=1e-9) for twin in twins):
            raise Wrong(f"That is {one.name}, which the package has. Design your own.")


@check("one_unit")
def _(answer):
    """its derivative is the slope of its function"""
    hidden = network(answer, 2, 1).hidden
    x = np.linspace(-4.03, 4.11, 42)
    slopes = values({"the derivative": hidden.derivative}, "the derivative", x)
    measured = (hidden(x + 1e-6) - hidden(x - 1e-6)) / 2e-6
    if not np.allclose(slopes, measured, rtol=1e-4, atol=1e-4):
        worst = x[np.argmax(abs(slopes - measured))]
        sign = np.allclose(slopes, -measured, rtol=1e-4, atol=1e-4)
        raise Wrong(
            "The derivative has the wrong sign." if sign else
            f"At {worst:.2f} the derivative is not the slope that a small step measures."
        )  # fmt: skip


@check("one_unit")
def _(answer):
    """the sign of the logit is right at all four points of XOR"""
    net, (X, y) = network(answer, 2, 1), ad.xor()
    right = ad.classify(net, X, y).success
    steps = np.diff(net.hidden(np.linspace(-20, 20, 4001)))
    if not right and ((steps >= 0).all() or (steps <= 0).all()):
        raise Wrong(
            "Your activation only rises or only falls. Then class 1 is one side of a line, "
            "whatever the weights are. It has to turn."
        )
    all_right(net(X), y)


# ------------------------------------------------------------------------------------- old_story


def parts(answer):
    """Return for each point what the answer names, and what the network really adds up."""
    told, net, X = given(answer, "parts"), trained(35927), ad.xnor()[0]
    points = [(int(x1), int(x2)) for x1, x2 in X]
    if not isinstance(told, dict) or set(told) != set(points):
        raise Wrong("parts must be a dict with the four points as keys.")
    on = net.forward(X).pre_activations[0] > 0
    truth = [{f"unit {k + 1}" for k in np.flatnonzero(row)} for row in on]
    units = {p: set_of(told, p, "names of what is added", is_name) for p in points}
    return units, dict(zip(points, truth, strict=True))


@check("old_story")
def _(answer):
    """parts holds every unit that is on, and no other"""
    told, truth = parts(answer)
    for point, units in told.items():
        extra, missing = units - {"output bias"} - truth[point], truth[point] - units
        if "unit 2" in extra and point in {(0, 0), (1, 1)}:
            raise Wrong(f"{point}: that is the old story. Look at unit 2 in the ledger: is it on?")
        if extra:
            raise Wrong(f"{point}: {min(extra)} is off there, so it is not in the sum.")
        if missing:
            raise Wrong(f"{point}: a unit that is on there is missing.")


@check("old_story")
def _(answer):
    """parts holds what else is in each sum"""
    told, _ = parts(answer)
    if not all("output bias" in units for units in told.values()):
        raise Wrong("Add up the units of a point: is that its logit? What else does a sum hold?")


@check("old_story")
def _(answer):
    """positive_from names what makes (0, 0) and (1, 1) positive"""
    source = set_of(answer, "positive_from", "a name", is_name)
    if "unit 2" in source:
        raise Wrong("positive_from: a unit that is off at a point supplies nothing there.")
    if source != {"output bias"}:
        raise Wrong("positive_from: write it as in parts. What is in the sums of these points?")


@check("old_story")
def _(answer):
    """dead names the units that are on at no point"""
    on = trained(35927).forward(ad.xnor()[0]).pre_activations[0] > 0
    dead = {f"unit {k + 1}" for k in np.flatnonzero(~on.any(axis=0))}
    told = set_of(answer, "dead", "names of units", is_name)
    if told - dead:
        raise Wrong(f"dead: {min(told - dead)} is on somewhere, or is not a unit's name.")
    if told != dead:
        raise Wrong("dead: one is missing.")


# --------------------------------------------------------------------------------- three_classes

GRID = np.array([(x1, x2) for x1 in (-1, 0, 1) for x2 in (-1, 0, 1)], dtype=float)
CLASSES = abs(GRID).sum(axis=1).astype(int)


@check("three_classes")
def _(answer):
    """network has two inputs, and one output for each class"""
    net = given(answer, "network")
    if isinstance(net, ad.Network) and net.sizes[-1] == 1:
        raise Wrong("One output tells two classes apart. Give each class a logit of its own.")
    network(answer, 2, 3)


@check("three_classes")
def _(answer):
    """each point's own class has the largest logit"""
    wrong = network(answer, 2, 3)(GRID).argmax(axis=1) != CLASSES
    if wrong.sum() >= 3:
        raise Wrong("Many points are wrong. Has it been trained, with one target for each class?")
    if wrong.any():
        raise Wrong(f"{named(GRID[wrong])} is still wrong. More units, or another seed?")


@check("three_classes")
def _(answer):
    """the mean softmax cross entropy is below one tenth"""
    targets = np.eye(3)[CLASSES]
    loss = ad.losses["softmax_cross_entropy"](network(answer, 2, 3)(GRID), targets)
    if loss >= 0.1:
        raise Wrong(f"The mean loss is {loss:.3f}. Does it still fall when you train longer?")


@check("three_classes")
def _(answer):
    """probabilities holds the softmax of the logits"""
    logits, p = network(answer, 2, 3)(GRID), numbers(answer, "probabilities", 9, 3)
    if np.allclose(p, ad.softmax(logits), atol=1e-9):
        return
    if np.allclose(p, ad.sigmoid(logits)):
        raise Wrong("The sigmoid of each logit: these rows don't add up to 1.")
    if np.allclose(p, ad.softmax(logits, axis=0)):
        raise Wrong("Here the columns add up to 1. Each point, a row, should have sum 1.")
    raise Wrong("probabilities must come from the logits of this network at the nine points.")


# ------------------------------------------------------------------------- running and telling


@contextlib.contextmanager
def in_words(path):
    """Turn whatever goes wrong into words that name the line of the answer."""
    try:
        yield
    except Wrong:
        raise
    except SystemExit:
        raise Wrong("Your file ends Python (exit or quit). Take that out.") from None
    except BaseException as error:  # noqa: BLE001 - whatever an answer raises
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
        if isinstance(error, SyntaxError) and error.filename == path and error.lineno:
            lines = [error.lineno]
        text = first_line(error)
        where = ""
        if lines:
            where = f" in line {lines[-1]}, {linecache.getline(path, lines[-1]).strip()!r:.80}"
        raise Wrong(f"Stopped{where}: {type(error).__name__}: {text}{advice(text)}") from None


def first_line(error):
    """Return what an error says, if it can say it."""
    try:
        return (str(error).splitlines() or [""])[0][:300]
    except Exception:  # noqa: BLE001 - whatever an error of one's own does
        return ""


def advice(text):
    """Return what helps with an error that learners often meet."""
    if "truth value of an array" in text:
        return ". An if asks one question for the whole array; np.where asks each entry."
    if "EOF when reading" in text:
        return ". Nobody can type while an answer is checked: put the number into the file."
    return ""


def examine(path, report):
    """Run an answer and its checks; write what comes out, line by line."""
    with Path(report).open("w", encoding="utf-8") as file:

        def tell(words, work):
            """Do the work, write whether that went well, and return what came of it."""
            result, hint = None, ""
            try:
                with in_words(path):
                    result = work()
            except Wrong as wrong:
                hint = str(wrong).encode("utf-8", "backslashreplace").decode()
            file.write(json.dumps([words, hint]) + "\n")
            file.flush()
            return result

        code, answer = Path(path).read_bytes(), {"__name__": "__main__", "__file__": path}
        sys.path.insert(0, str(Path(path).resolve().parent))
        tell("the file runs to its end", lambda: exec(compile(code, path, "exec"), answer))
        checks = tell("EXERCISE says which exercise it is", lambda: chosen(answer))
        for one in checks or ():
            tell(one.__doc__, lambda one=one: one(answer))
        file.write("null\n")


def chosen(answer):
    """Return the checks of the exercise that an answer is to."""
    name = given(answer, "EXERCISE")
    if not is_name(name) or name not in EXERCISES:
        raise Wrong(f"EXERCISE must be one of {', '.join(EXERCISES)}, not {name!r:.60}.")
    return EXERCISES[name]


def verdict(path):
    """Run an answer in a process of its own; return pairs of what was checked and a hint."""
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as place:
        report = Path(place, "report")
        command = [sys.executable, __file__, path, str(report)]
        environment = {**os.environ, "MPLBACKEND": "agg"}  # a figure that is shown would wait
        stop = "Your file ended Python before the checks were through."
        try:
            subprocess.run(command, **quiet, env=environment, timeout=LIMIT, check=False)
        except subprocess.TimeoutExpired:
            stop = f"It took more than {LIMIT} seconds. Is there a loop that never ends?"
        told = report.read_text("utf-8").splitlines() if report.exists() else []
    results = [json.loads(line) for line in told]
    return results[:-1] if told and results[-1] is None else [*results, ["it ends in time", stop]]


def main(path):
    """Print what is right, what is wrong and a hint; return the exit code."""
    if not Path(path).is_file():
        print(f"There is no file {path}.")
        return 2
    results = verdict(path)
    for words, hint in results:
        print("✗" if hint else "✓", words)
    hints = [hint for _, hint in results if hint]
    print(f"\nHint: {hints[0]}" if hints else "\nAll right.")
    return int(bool(hints))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if len(sys.argv) == 3:
        examine(*sys.argv[1:])
    else:
        sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
