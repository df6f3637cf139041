"""Every sentence is true: each claim is evaluated by arithmetic that shares no code with it."""

import math
import re
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, singledispatch
from itertools import combinations
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actdemo as ad
from actdemo import claims as say
from actdemo.wording import Names

XOR, XNOR = ad.xor(), ad.xnor()


class World:
    """A network, points and labels, with plain loops for the numbers that claims are about."""

    def __init__(self, net, X, y):
        self.hidden = net.hidden
        self.W = net.weights[0].tolist()
        self.b = net.biases[0].tolist()
        self.v = [row[0] for row in net.weights[1].tolist()]
        self.c = float(net.biases[1][0])
        self.X = np.asarray(X, float).tolist()
        self.labels = [int(label) for (label,) in np.asarray(y).tolist()]
        self.units, self.points = range(len(self.b)), range(len(self.X))

    @cached_property
    def h(self):
        return [
            [x1 * w1 + b + x2 * w2 for w1, w2, b in zip(*self.W, self.b, strict=True)]
            for x1, x2 in self.X
        ]

    @cached_property
    def values(self):
        return self.hidden(self.h).tolist()

    @cached_property
    def slopes(self):
        return self.hidden.derivative(self.h).tolist()

    @cached_property
    def adds(self):
        return [[a * v for a, v in zip(row, self.v, strict=True)] for row in self.values]

    @cached_property
    def z(self):
        logits = []
        for row in self.adds:
            total = self.c
            for term in row:
                total += term
            logits.append(total)
        return logits

    @cached_property
    def dead(self):
        return {
            k
            for k in self.units
            if all(self.values[p][k] == 0 == self.slopes[p][k] for p in self.points)
        }

    def on(self, k):
        return tuple(p for p in self.points if self.h[p][k] > 0)

    def right(self, p):
        return self.z[p] > 0 if self.labels[p] else self.z[p] < 0

    def part(self, p, part):
        return self.adds[p][part - 1] if part else self.c

    def column(self, k):
        return [Fraction(x) for x in (self.W[0][k], self.W[1][k], self.b[k])]


def sign(x):
    return 1 if x > 0 else -1 if x < 0 else 0


def rounds(x, text, *, signed=True):
    """Whether a text is a number rounded to the digits that it shows."""
    assert re.fullmatch(r"[+−]?\d+(\.\d+)?(e[−]?\d+)?", text), text
    if text == "0":
        return x == 0
    shown = Decimal(text.replace("−", "-"))
    assert (text[0] in "+−") == signed
    x = x if signed else abs(x)
    step = Decimal(1).scaleb(shown.as_tuple().exponent)
    return sign(shown) == sign(x) and abs(shown - Decimal(x)) <= step / 2 * (1 + Decimal("1e-9"))


@singledispatch
def true(claim, world):
    raise AssertionError(f"nobody evaluates {claim}")


@true.register
def _(claim: say.Verdict, world):
    right = tuple(p for p in world.points if world.right(p))
    return claim.right == right and {*claim.right, *claim.wrong} == set(world.points)


@true.register
def _(claim: say.Bias, world):
    return claim.sign == sign(world.c) and rounds(world.c, claim.value)


@true.register
def _(claim: say.On, world):
    named = [unit for units, _points in claim.groups for unit in units]
    return sorted(named) == list(world.units) and all(
        world.on(unit) == points for units, points in claim.groups for unit in units
    )


@true.register
def _(claim: say.Ungated, world):
    p, k = claim.point, claim.unit
    return (
        claim.hidden == world.hidden.name and world.h[p][k] <= 0 and world.values[p][k] != 0
    )


@true.register
def _(claim: say.Silent, world):
    silent = tuple(p for p in world.points if not any(world.adds[p]))
    return (
        claim.points == silent
        and all(world.z[p] == world.c for p in silent)
        and claim.sign == sign(world.c)
        and rounds(world.c, claim.value)
        and claim.right == tuple(p for p in silent if world.right(p))
        and claim.off == all(world.h[p][k] <= 0 for p in silent for k in world.units)
    )


@true.register
def _(claim: say.Blind, world):
    return len({world.labels[p] for p in claim.points}) == 2 and not any(
        any(world.adds[p]) for p in claim.points
    )


@true.register
def _(claim: say.Sum, world):
    p, parts = claim.point, range(len(world.v) + 1)
    up = [Fraction(world.part(p, k)) for k in claim.lifts]
    down = [Fraction(world.part(p, k)) for k in claim.pushes]
    exact = sign(sum(up) + sum(down))
    balance = {True: "further" if exact else "equal", False: "rounding"}[exact == sign(world.z[p])]
    return (
        claim.lifts == tuple(k for k in parts if world.part(p, k) > 0)
        and claim.pushes == tuple(k for k in parts if world.part(p, k) < 0)
        and rounds(float(sum(up)), claim.lift, signed=False)
        and rounds(float(sum(down)), claim.push, signed=False)
        and claim.balance == balance
        and claim.sign == sign(world.z[p])
        and rounds(world.z[p], claim.logit)
        and claim.right == world.right(p)
    )


@true.register
def _(claim: say.Alone, world):
    busy = {k for k in world.units if any(row[k] for row in world.adds)}
    return busy == {claim.unit} and len(world.units) > 1


@true.register
def _(claim: say.Tie, world):
    return bool(claim.units) and all(world.h[claim.point][k] == 0 for k in claim.units)


@true.register
def _(claim: say.Failed, world):
    return not world.right(claim.point) and world.labels[claim.point] == claim.label


@true.register
def _(claim: say.Wrong, world):
    p, need = claim.point, 1 if claim.label else -1
    helpers = [k for k in world.units if sign(world.v[k]) == need]
    return (
        not world.right(p)
        and world.labels[p] == claim.label
        and sorted(claim.weak + claim.off + claim.dead) == helpers
        and all(sign(world.adds[p][k]) == need and world.h[p][k] > 0 for k in claim.weak)
        and all(world.h[p][k] <= 0 and k not in world.dead for k in claim.off)
        and world.dead.issuperset(claim.dead)
        # that they could push the point this way: so they do wherever they are on
        and all(sign(world.adds[q][k]) == need for k in helpers for q in world.on(k))
    )


@true.register
def _(claim: say.OneSum, world):
    def middle(points):
        return [sum(Fraction(world.X[p][i]) for p in points) for i in (0, 1)]

    gates = [len(world.on(k)) for k in world.units if k not in world.dead]
    return (
        set(gates) <= {0, len(world.X)}
        and [world.labels[p] for p in (*claim.ones, *claim.zeros)] == [1, 1, 0, 0]
        and middle(claim.ones) == middle(claim.zeros)
        and all(len({row[k] for row in world.slopes}) == 1 for k in world.units)
    )


@true.register
def _(claim: say.Dead, world):
    return world.dead.issuperset(claim.units) and all(
        sign(world.v[k]) == claim.sign for k in claim.units
    )


@true.register
def _(claim: say.Idle, world):
    return not world.dead & {*claim.units} and not any(
        row[k] for row in world.adds for k in claim.units
    )


@true.register
def _(claim: say.Same, world):
    """One crease, one side; and if merged, the sum of the units is one unit, tried in the plane."""
    columns = [world.column(k) for k in claim.units]
    for a, b in combinations(columns, 2):
        if any(a[i] * b[j] != a[j] * b[i] for i in range(3) for j in range(3)):
            return False
        if not any(a[:2]) or a[0] * b[0] + a[1] * b[1] <= 0:
            return False
    if not claim.merged:
        return True
    sizes = [float(max(map(abs, column))) for column in columns]
    v = [world.v[k] for k in claim.units]
    first = world.hidden(np.array([-3.0, -0.5, 0.0, 0.25, 2.0]) * sizes[0])
    both = sum(
        world.hidden(np.array([-3.0, -0.5, 0.0, 0.25, 2.0]) * s) * o
        for s, o in zip(sizes, v, strict=True)
    )
    one = sum(o * s / sizes[0] for s, o in zip(sizes, v, strict=True)) * first
    return np.allclose(both, one, rtol=1e-12, atol=1e-12 * abs(first).max() * sum(map(abs, v)))


@true.register
def _(claim: say.Role, world):
    k = claim.unit
    signs = [sign(row[k]) for row in world.adds]
    return (
        claim.lifts == tuple(p for p in world.points if signs[p] > 0)
        and claim.pushes == tuple(p for p in world.points if signs[p] < 0)
        and claim.never_on == (k in world.dead and not world.on(k))
    )


@true.register
def _(claim: say.Effect, world):
    k = claim.unit
    return rounds(world.v[k] * math.sqrt(world.W[0][k] ** 2 + world.W[1][k] ** 2), claim.value)


@true.register
def _(claim: say.Crease, world):
    w1, w2, b = world.W[0][claim.unit], world.W[1][claim.unit], world.b[claim.unit]
    length = math.sqrt(w1 * w1 + w2 * w2)
    if not length:
        return not claim.shape and claim.side == ("everywhere" if b > 0 else "nowhere")
    steepness = sign(-w1 * w2)
    shape = {1: "rising", -1: "falling", 0: "level" if w2 else "upright"}[steepness]
    # one step of length 1 from the line to the side that is named leads where the unit is on
    step = {"above": (0, 1), "below": (0, -1), "right": (1, 0), "left": (-1, 0)}
    (dx, dy) = step[re.search("above|below|right|left", claim.side)[0]]
    crossings = [w and -b / w for w in (w1, w2)]
    return (
        claim.shape == shape
        and w1 * dx + w2 * dy > 0
        and all(rounds(w / length, n) for w, n in zip((w1, w2), claim.normal, strict=True))
        and rounds(-b / length, claim.offset)
        and all(
            rounds(at, text) if w else text == ""
            for w, at, text in zip((w1, w2), crossings, claim.axes, strict=True)
        )
    )


def claims_of(explanation):
    return explanation.argument + explanation.facts


def falsehoods(claims, net, X, y):
    world = World(net, X, y)
    return [claim for claim in claims if not true(claim, world)]


def population():
    """Ten thousand networks: every activation, several widths, trained long, little or not."""
    plan = [(name, 90) for name in ad.activations if name != "relu"] + [("relu", 600)]
    for name, seeds in plan:
        for number, (width, epochs) in enumerate(
            ((1, 50), (2, 50), (3, 5), (5, 50), (8, 100))
        ):
            many = ad.Network.initialized((2, width, 1), name, seed=range(seeds))
            data = XNOR if number % 2 else XOR
            yield data, ad.train(
                many, *data, epochs=epochs, seed=range(seeds), record_losses=False
            ).network


def mutated(net, random):
    """Flip the sign of one weight or bias, or move one bias."""
    arrays = [array.copy() for array in (*net.weights, *net.biases)]
    array = arrays[random.integers(4)]
    place = tuple(random.integers(n) for n in array.shape)
    if array.ndim == 1 and (random.random() < 0.5 or not array[place]):
        array[place] += random.choice((-0.1, 0.1)) * (1 + abs(array[place]))
    else:
        array[place] *= -1
    return ad.Network(arrays[:2], arrays[2:], net.hidden)


def test_ten_thousand_networks_are_told_as_they_are():
    random = np.random.default_rng(0)
    count, wrong, kinds = 0, 0, set()
    for (X, y), nets in population():
        names = Names(X)
        for net in nets:
            told = ad.explain(net, X, y)
            claims = claims_of(told)
            assert falsehoods(claims, net, X, y) == []
            assert told.sentences == [claim.text(names) for claim in told.argument]
            assert all(told.sentences)
            assert all(unit.role and unit.crease and unit.where for unit in told.units)
            assert falsehoods(claims, mutated(net, random), X, y)
            count += 1
            wrong += not all(entry.correct for entry in told.ledger)
            kinds |= {type(claim) for claim in claims}
    assert count >= 10_000
    assert wrong > 2_000
    assert kinds >= {say.Blind, say.Wrong, say.Failed, say.OneSum, say.Dead, say.Alone, say.Silent}


@given(
    st.sampled_from(sorted(ad.activations)),
    st.integers(1, 4),
    st.data(),
)
def test_small_whole_weights_are_told_as_they_are(hidden, width, data):
    """Here ties, duplicates, zeros and sums that cancel are the rule."""
    weight = st.sampled_from((-2, -1, 0, 0.5, 1, 2))

    def array(*shape):
        flat = data.draw(st.lists(weight, min_size=math.prod(shape), max_size=math.prod(shape)))
        return np.reshape(flat, shape)

    net = ad.Network((array(2, width), array(width, 1)), (array(width), array(1)), hidden)
    n = data.draw(st.integers(1, 6))
    labels = data.draw(st.lists(st.integers(0, 1), min_size=n, max_size=n))
    for X, y in (XOR, XNOR, (array(n, 2), np.reshape(labels, (n, 1)))):
        told = ad.explain(net, X, y)
        assert falsehoods(claims_of(told), net, X, y) == []
        assert all(told.sentences)
