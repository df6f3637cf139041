"""Every sentence is true: each claim is evaluated by arithmetic that shares no code with it."""

import math
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, singledispatch
from itertools import accumulate, combinations, pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actdemo as ad
from actdemo.explanation import claims as say
from actdemo.explanation.phrasing import Names, size, told_apart, written

XOR, XNOR = ad.xor(), ad.xnor()
TWO = "softmax_cross_entropy"


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
        return self.c if part < 0 else self.adds[p][part]

    def exact(self, p, k):
        w1, w2, b = self.column(k)
        return w1 * Fraction(self.X[p][0]) + w2 * Fraction(self.X[p][1]) + b

    def column(self, k):
        return [Fraction(x) for x in (self.W[0][k], self.W[1][k], self.b[k])]


def sign(x):
    return 1 if x > 0 else -1 if x < 0 else 0


def decimal(text):
    return Decimal(text.replace("−", "-"))


def rounds(x, text, *, signed=True):
    """Whether a text is a number rounded to the digits that it shows."""
    assert re.fullmatch(r"[+−]?\d+(\.\d+)?(e[−]?\d+)?", text), text
    if text == "0":
        return x == 0
    shown = decimal(text)
    if (text[0] in "+−") != signed:
        return False
    x = x if signed else abs(x)
    step = Decimal(1).scaleb(shown.as_tuple().exponent)
    return sign(shown) == sign(x) and abs(shown - Decimal(x)) <= step / 2 * (1 + Decimal("1e-9"))


@singledispatch
def true(claim, _world):
    raise AssertionError(f"nobody evaluates {claim}")


@true.register
def _(claim: say.Verdict, world):
    wrong = tuple(p for p in world.points if not world.right(p))
    return claim.wrong == wrong and sorted(claim.right + wrong) == list(world.points)


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
    return claim.hidden == world.hidden.name and world.h[p][k] <= 0 and world.values[p][k] != 0


@true.register
def _(claim: say.Silent, world):
    silent = tuple(p for p in world.points if not any(world.adds[p]))
    return (
        all(world.z[p] == world.c for p in silent)
        and claim.side == sign(world.c)
        and rounds(world.c, claim.value)
        and claim.right == tuple(p for p in silent if world.right(p))
        and claim.wrong == tuple(p for p in silent if not world.right(p))
        and claim.off == all(world.h[p][k] <= 0 for p in silent for k in world.units)
    )


@true.register
def _(claim: say.Blind, world):
    return len({world.labels[p] for p in claim.points}) == 2 and not any(
        any(world.adds[p]) for p in claim.points
    )


@true.register
def _(claim: say.Sum, world):
    p, parts = claim.point, range(-1, len(world.v))
    told = [(claim.first, claim.by), (claim.other, claim.against)]
    (lifts, lift), (pushes, push) = told if claim.up else told[::-1]
    up = [Fraction(world.part(p, k)) for k in lifts]
    down = [Fraction(world.part(p, k)) for k in pushes]
    over, size = sum(up) + sum(down), sum(up) - sum(down)
    if claim.balance == "side":
        told = sign(over) == claim.side and decimal(claim.by) > decimal(claim.against)
    else:  # nobody can tell, unless nothing is rounded
        straight = None not in world.hidden.halves and claim.side == 0
        told = abs(over) <= 1e-9 * size and (claim.balance == "rounding" or straight)
    return (
        claim.up == (claim.side >= 0)
        and lifts == tuple(k for k in parts if world.part(p, k) > 0)
        and pushes == tuple(k for k in parts if world.part(p, k) < 0)
        and rounds(float(sum(up)), lift, signed=False)
        and rounds(float(sum(down)), push, signed=False)
        and told
        and claim.side == sign(world.z[p])
        and rounds(world.z[p], claim.logit)
        and claim.right == world.right(p)
    )


@true.register
def _(claim: say.Alone, world):
    busy = {k for k in world.units if any(row[k] for row in world.adds)}
    return busy == {claim.unit} and len(world.units) > 1


@true.register
def _(claim: say.Tie, world):
    cells = [(p, k) for p in claim.points for k in claim.units]
    return all(
        sign(world.h[p][k]) == claim.computed and sign(world.exact(p, k)) == claim.exact
        for p, k in cells
    )


@true.register
def _(claim: say.Faint, world):
    cells = [(p, k) for p in claim.points for k in claim.units]
    return all(world.adds[p][k] == 0 != world.v[k] for p, k in cells) and all(
        sign(world.h[p][k]) == claim.computed and sign(world.exact(p, k)) == claim.exact
        for p, k in cells
    )


@true.register
def _(claim: say.Wrong, world):
    need = 1 if claim.label else -1
    helpers = [k for k in world.units if sign(world.v[k]) == need]
    return (
        all(not world.right(p) and world.labels[p] == claim.label for p in claim.points)
        and sorted(claim.weak + claim.off + claim.dead) == helpers
        and all(sign(world.adds[p][k]) == need for p in claim.points for k in claim.weak)
        and all(world.h[p][k] > 0 for p in claim.points for k in claim.weak)
        and all(world.h[p][k] <= 0 for p in claim.points for k in claim.off)
        and not world.dead & {*claim.off}
        and world.dead.issuperset(claim.dead)
        # that they could push the point this way: so they do wherever they are on
        and all(sign(world.adds[q][k]) == need for k in helpers for q in world.on(k))
    )


@true.register
def _(claim: say.OneSum, world):
    """The activation is one affine function at each unit's pre-activations: three agree."""

    def middle(points):
        return [sum(Fraction(world.X[p][i]) for p in points) for i in (0, 1)]

    def line(k):
        here = sorted({row[k] for row in world.h})
        rays = (world.hidden(here) - world.hidden(here[0])).tolist()
        slope = world.slopes[0][k]
        return np.allclose(rays, [slope * (h - here[0]) for h in here], rtol=0, atol=1e-12)

    gated = all(len(world.on(k)) in {0, len(world.X)} for k in world.units)
    return (
        (claim.hidden == world.hidden.name == "identity" if claim.hidden else gated)
        and all(map(line, world.units))
        and [world.labels[p] for p in (*claim.ones, *claim.zeros)] == [1, 1, 0, 0]
        and len({*claim.ones, *claim.zeros}) == 4
        and middle(claim.ones) == middle(claim.zeros)
    )


@true.register
def _(claim: say.Dead, world):
    return world.dead == {*claim.units} and claim.signs == tuple(
        sign(world.v[k]) for k in claim.units
    )


@true.register
def _(claim: say.Idle, world):
    return not world.dead & {*claim.units} and not any(
        row[k] for row in world.adds for k in claim.units
    )


@true.register
def _(claim: say.Same, world):
    """One crease, one side; and if merged, their sum is one unit, at some pre-activations."""
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
def _(claim: say.CreaseLine, world):
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


def numbers_of(text):
    """The decimals in a sentence, without their signs."""
    return set(re.findall(r"\d+\.\d+(?:e−?\d+)?", text))


def numbers_in(claim):
    """The decimals that a claim holds."""
    return numbers_of(repr(claim))


def population(every):
    """Every so many of ten thousand networks: all activations, several widths, long or short."""
    plan = [(name, 90) for name in ad.activations if name != "relu"] + [("relu", 600)]
    for name, seeds in plan:
        for number, (width, epochs) in enumerate(((1, 50), (2, 50), (3, 5), (5, 50), (8, 100))):
            some = range(0, seeds, every)
            many = ad.Network.initialized((2, width, 1), name, seed=some)
            data = XNOR if number % 2 else XOR
            run = ad.train(many, *data, epochs=epochs, seed=some, record_losses=False)
            yield data, run.network


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


@pytest.mark.no_cover
@pytest.mark.parametrize("every", [30, pytest.param(1, marks=pytest.mark.full)])
def test_ten_thousand_networks_are_told_as_they_are(every):
    random = np.random.default_rng(0)
    count, wrong, kinds = 0, 0, set()
    for (X, y), nets in population(every):
        names = Names(X)
        for net in nets:
            told = ad.explain(net, X, y)
            claims = claims_of(told)
            assert falsehoods(claims, net, X, y) == []
            assert told.sentences == [claim.text(names) for claim in told.argument]
            assert all(told.sentences)
            assert all(unit.role and unit.crease and unit.where for unit in told.units)
            assert all(numbers_of(claim.text(names)) <= numbers_in(claim) for claim in claims)
            assert falsehoods(claims, mutated(net, random), X, y)
            count += 1
            wrong += not all(entry.correct for entry in told.ledger)
            kinds |= {type(claim) for claim in claims}
    assert count >= 10_000 / every
    assert wrong > 2_000 / every
    assert kinds >= {say.Blind, say.Wrong, say.OneSum, say.Dead, say.Alone, say.Silent}


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


def other(value):  # noqa: PLR0911
    """Return something else of the same kind, for a field of a claim."""
    match value:
        case bool():
            return not value
        case "":
            return "+0.123"
        case str() if re.search(r"\d", value):
            return value[:-1] + str((int(value[-1]) + 1) % 10)
        case str():
            return {"side": "equal", "above it": "below it", "to its right": "above it"}.get(
                value, "side"
            )
        case int():
            return value + 1
        case ():
            return (0,)
        case tuple():
            return value[:-1]
    raise AssertionError(value)


FREE = {  # another unit or point may do the same, and fewer may do it alone
    *((say.OneSum, field) for field in ("ones", "zeros")),
    *((say.Same, field) for field in ("units", "merged")),
    *((say.Tie, field) for field in ("units", "points")),
    *((say.Faint, field) for field in ("units", "points")),
    *((say.Sum, field) for field in ("rank", "balance")),
    (say.Blind, "points"),
    (say.Wrong, "points"),
}


@pytest.mark.no_cover
def test_a_claim_with_one_field_changed_is_false():
    """What the sentences say is pinned: nothing in a claim can change and still hold."""
    for (X, y), nets in population(1):
        for net in nets[:5]:
            world = World(net, X, y)
            for claim in claims_of(ad.explain(net, X, y)):
                for field, value in vars(claim).items():
                    if field in {"unit", "point"} or (type(claim), field) in FREE:
                        continue
                    changed = replace(claim, **{field: other(value)})
                    try:
                        held = true(changed, world)
                    except (IndexError, KeyError, TypeError, ValueError):  # no such point or word
                        held = False
                    assert not held, changed


def by_hand(W, v, b, c, hidden="relu"):
    return ad.Network((W, v), (b, [c]), hidden)


FAMILIES = {
    "nobody speaks": (
        by_hand([[-1], [-1]], [[2]], [0], 0.25),
        (
            "At all four points every unit is off, so the output bias alone speaks: one logit "
            "for all of them, +0.250, class 1, right at both points with equal inputs, wrong "
            "at both mixed points."
        ),
        (
            "All four points have one logit and different labels: whatever the output bias is, "
            "they can't all be right."
        ),
        (
            "At both mixed points the label is 0, so the logit would have to be negative, but "
            "no unit has a negative output weight."
        ),
        (
            "Unit 1 is dead: at every point it hands on nothing and learns nothing, and its "
            "positive output weight never counts."
        ),
    ),
    "only the bias speaks at two points": (
        by_hand([[1, -1], [-1, 1]], [[-2], [-2]], [0, 0], 1),
        "All four points are right.",
        (
            "At both points with equal inputs every unit is off, so the output bias alone "
            "speaks: one logit for both, +1.000, class 1, right."
        ),
        (
            "The pre-activation of units 1 and 2 at both points with equal inputs is exactly 0, "
            "which counts as off."
        ),
        (
            "At (1, 0) unit 1 pushes down by 2.000, further than the output bias lifts, 1.000: "
            "logit −1.000, class 0, right."
        ),
    ),
    "one unit does it all": (
        by_hand([[1, -1], [-1, -1]], [[-3], [1]], [0, -0.5], 1, "absolute"),
        "All four points are right.",
    ),
    "one unit does all the work": (
        by_hand([[1, -1], [-1, -1]], [[-2], [1]], [0, -0.5], 1),
        "Unit 1 does all the work: no other unit adds anything.",
        (
            "At (0, 1) the label is 0, so the logit would have to be negative; of the units "
            "that could push down there, unit 1 is off there."
        ),
    ),
    "what is needed is dead": (
        by_hand([[1, -1], [-1, -1]], [[2], [-1]], [0, -0.5], 1),
        (
            "At both mixed points the label is 0, so the logit would have to be negative; of "
            "the units that could push down there, unit 2 is dead."
        ),
    ),
    "duplicates": (
        by_hand([[1, 2, -1], [-1, -2, 1]], [[-1], [-0.5], [-2]], [0, 0, 0], 1),
        "Units 1 and 2 have the same crease and on-side: one unit could do the work of both.",
    ),
    "duplicates that don't merge": (
        by_hand([[1, 2, -1], [-1, -2, 1]], [[-1], [-0.5], [-2]], [0, 0, 0], 1, "tanh"),
        "Units 1 and 2 have the same crease and on-side.",
    ),
    "the same unit thrice": (
        by_hand([[1, 1, 1], [1, 1, 1]], [[1], [1], [1]], [0.5] * 3, 0, "softplus"),
        (
            "Units 1, 2 and 3 have the same crease and on-side: one unit could do the work of "
            "them all."
        ),
    ),
    "an exact tie": (
        by_hand([[1, 1], [1, 1]], [[1], [-2]], [0, -1], 0),
        (
            "At (1, 1) unit 1 lifts by 2.000, exactly as far as unit 2 pushes down: logit 0, "
            "no class, wrong."
        ),
        "The pre-activation of unit 2 at both mixed points is exactly 0, which counts as off.",
        "At (0, 0) every unit is off, so the output bias alone speaks: logit 0, no class, wrong.",
    ),
    "rounding decides": (
        by_hand([[1, 1, 1], [1, 1, 1]], [[1], [2**-60], [-1]], [0] * 3, 0),
        (
            "At (1, 1) units 1 and 2 lift by 2.000 in all, as far as unit 3 pushes down, "
            "within rounding: logit 0, no class, wrong."
        ),
    ),
    "one weighted sum": (
        by_hand([[1, 2], [1, -1]], [[1], [-1]], [1, 3], 0),
        (
            "Every unit is on at all points or at none, so at the points the network is one "
            "weighted sum, and no such sum is right at both points with equal inputs and at "
            "both mixed points, which have the same midpoint."
        ),
    ),
    "no bend": (
        by_hand([[1, 2], [1, -1]], [[1], [-1]], [1, 3], 0, "identity"),
        (
            "Identity bends nothing: at the points the network is one weighted sum, and no such "
            "sum is right at both points with equal inputs and at both mixed points, which have "
            "the same midpoint."
        ),
    ),
    "no weights": (
        by_hand([[0, 1], [0, 1]], [[1], [0]], [0, 1], -1),
        "Unit 2 adds nothing at any point, without being dead.",
        (
            "Unit 1 is dead: at every point it hands on nothing and learns nothing, and its "
            "positive output weight never counts."
        ),
    ),
    "signs of the dead": (
        by_hand([[-1] * 3, [-1] * 3], [[1], [-1], [0]], [0, -1, -2], 1),
        (
            "Units 1, 2 and 3 are dead: at every point they hand on nothing and learn nothing, "
            "and their output weights, positive for unit 1, negative for unit 2 and zero for "
            "unit 3, never count."
        ),
    ),
    "on the kink": (
        by_hand([[-1], [-1]], [[1]], [0], 0, ad.relu.variant(kink=0.5)),
        "The pre-activation of unit 1 at (0, 0) is exactly 0, which counts as off.",
        "Unit 1 adds nothing at any point, without being dead.",
        "The output bias is 0: it speaks for neither class.",
    ),
}


@pytest.mark.parametrize(
    ("net", "sentences"), [(n, s) for n, *s in FAMILIES.values()], ids=FAMILIES
)
def test_degenerate_families(net, sentences):
    told = ad.explain(net, *XNOR)
    assert [sentence for sentence in sentences if sentence not in told.sentences] == []
    assert falsehoods(claims_of(told), net, *XNOR) == []


@pytest.mark.parametrize(
    ("w", "b", "crease", "where"),
    [
        ((3, 4), -2.5, "0.600·x1 + 0.800·x2 = 0.500", ("falling line that meets the axes at "
         "x1 = 0.833 and x2 = 0.625, on above it")),
        ((3, -4), 0, "0.600·x1 − 0.800·x2 = 0", "rising line through the origin, on below it"),
        ((0, -2), 1, "−1.000·x2 = −0.500", "level line at x2 = 0.500, on below it"),
        ((2, 0), -1, "1.000·x1 = 0.500", "upright line at x1 = 0.500, on to its right"),
        ((-2, 0), 1, "−1.000·x1 = −0.500", "upright line at x1 = 0.500, on to its left"),
        ((0, 0), 1, "none", "on everywhere"),
        ((0, 0), 0, "none", "on nowhere"),
    ],
)  # fmt: skip
def test_creases_in_words(w, b, crease, where):
    net = by_hand([[w[0]], [w[1]]], [[-2]], [b], 0)
    told = ad.explain(net, *XOR)
    (unit,) = told.units
    assert (unit.crease, unit.where) == (crease, where)
    (claim,) = (fact for fact in told.facts if isinstance(fact, say.CreaseLine))
    assert claim.text(Names(XOR[0])) == f"{crease}: {where}"
    assert unit.effect == -2 * math.hypot(*w)


def test_nearly_the_same_is_not_the_same():
    net = by_hand([[1, 1, 2], [1, 1 + 1e-12, 2]], [[1], [1], [1]], [0, 0, 0], 1)
    (same,) = [claim for claim in ad.explain(net, *XOR).argument if isinstance(claim, say.Same)]
    assert same.units == (0, 2)


def test_numbers_in_print():
    printed = {-0.0: "0", 1: "+1.000", -0.0005: "−5.00e−4", 12345.6: "+1.23e4"}
    assert {number: written(number) for number in printed} == printed
    assert size(-2) == "2.000"
    assert (written(0.0625), written(0.1875), written(2.5e-5, 2)) == (
        "+0.062",
        "+0.188",
        "+2.5e−5",
    )
    with pytest.raises(ValueError, match="no number overflows"):
        written(math.inf)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ((1, 0.9999), "+1.0000"),
        ((0.9999, 1), "+0.9999"),
        ((1, 1), "+1.000"),
        ((0.5 + 2**-53, 0.5), "+0.5000000000000001"),
        ((-0.4999, 0.5), "−0.500"),
        ((9999.9999, 10000), "+9999.9999"),
        ((0.00099996, 0.001), "+9.9996e−4"),
    ],
)
def test_two_numbers_are_told_apart_by_their_digits(numbers, printed):
    assert told_apart(*numbers) == printed


def trained(seed, width=5, hidden="relu", data=XNOR):
    start = ad.Network.initialized((2, width, 1), hidden, seed=seed)
    return ad.train(start, *data, seed=seed).network


@pytest.mark.parametrize("hidden", sorted(ad.activations))
def test_the_ledger_adds_up_to_the_bit(hidden):
    net = trained(3, 7, hidden)
    X, y = XNOR
    trace, ends = net.forward(X), ad.classify(net, X, y)
    losses = ad.losses["sigmoid_cross_entropy"].per_sample(net(X), y)
    told = ad.explain(net, X, y)
    for k, entry in enumerate(told.ledger):
        total = entry.bias
        for number, part in enumerate(entry.contributions):
            assert entry.sums[number] == total
            total += part
        assert entry.sums[-1] == total == entry.logit == net(X)[k, 0]
        assert entry.pre_activations.tolist() == trace.pre_activations[0][k].tolist()
        assert entry.on.tolist() == (entry.pre_activations > 0).tolist()
        assert (entry.probability, entry.loss) == (ad.sigmoid(entry.logit), losses[k])
        assert entry.correct == ends.correct[k] == (entry.answer == entry.label)
    assert [unit.dead for unit in told.units] == ends.dead.tolist()
    assert [unit.on.tolist() for unit in told.units] == (trace.pre_activations[0].T > 0).tolist()


@given(st.integers(0, 99), st.permutations(range(5)), st.lists(st.integers(-3, 3), min_size=5))
def test_units_do_not_depend_on_scale_or_order(seed, order, powers):
    net = trained(seed)
    scale = 2.0 ** np.array(powers[:5])
    (W, v), (b, c) = net.weights, net.biases
    twin = by_hand((W * scale)[:, order], (v / scale[:, None])[order], (b * scale)[order], c[0])
    units, turned = ad.explain(net, *XNOR).units, ad.explain(twin, *XNOR).units
    for k, unit in zip(order, turned, strict=True):
        assert (unit.crease, unit.where, unit.role) == units[k][:2] + units[k][-1:]
        assert unit.effect == pytest.approx(units[k].effect, rel=1e-15)
        assert unit.on.tolist() == units[k].on.tolist()


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "tanh"])
def test_html_and_plain_text_say_the_same(hidden):
    told = ad.explain(trained(1, hidden=hidden), *XNOR)
    html = ET.fromstring(f"<div>{told._repr_html_()}</div>".replace("<br>", ""))
    shown = " ".join(html.itertext()).split()
    heads = " ".join(told.units.table.head).split()  # beside every unit in plain text
    assert sorted(str(told).split()) == sorted([*shown, *heads * 4])
    assert repr(told) == str(told)
    for part in (told.sentences, told.units, told.ledger):
        assert str(part) in str(told)
        assert part._repr_html_() in told._repr_html_()


def test_bars_point_to_the_side_of_their_sign_on_one_scale():
    told = ad.explain(trained(0), *XNOR)
    html = ET.fromstring(told.ledger._repr_html_().replace("<br>", ""))
    cells = [cell for cell in html.iter("td") if cell.find("svg") is not None]
    assert not [cell for cell in cells if cell.text == "off"]
    top = max(abs(part) for e in told.ledger for part in (e.bias, *e.contributions))
    parts = [part for e in told.ledger for part in (e.bias, *e.contributions) if part]
    assert len(cells) == len(parts)
    for cell, part in zip(cells, parts, strict=True):
        bar = cell.find("svg/path")
        assert bar.get("d").startswith("M0 0h")
        assert float(bar.get("d")[5:]) == pytest.approx(40 * part / top, abs=0.06)
        assert bar.get("class") == ("minus" if part < 0 else "plus")
        assert (bar.get("stroke-dasharray") is not None) == (part < 0)  # seen without colour
        text = "".join(cell.itertext())
        assert rounds(part, text)


def test_tables_have_a_caption_and_headers_with_a_scope():
    html = ET.fromstring(ad.explain(trained(0), *XNOR).ledger._repr_html_().replace("<br>", ""))
    assert html.find("caption").text
    assert all(cell.get("scope") for cell in html.iter("th"))
    assert [len(body.findall("tr")) for body in html.iter("tbody")] == [3] * 4
    groups = [cell.text for cell in html.iter("th") if cell.get("scope") == "rowgroup"]
    assert groups == ["(1, 1)", "(1, 0)", "(0, 1)", "(0, 0)"]


def test_the_table_of_units_says_what_each_is():
    net = ad.Network(([[1, -1], [1, -1]], [[1], [-2]]), ([0, -1], [0.5]))
    told = ad.explain(net, *XNOR)
    table = told.units.table
    assert table.head == ["unit", "effect", "crease", "in words", "on at", "role"]
    (first,), (second,) = table.groups
    assert [cell if isinstance(cell, str) else cell.text for cell in first] == [
        "unit 1",
        "+1.414",
        told.units[0].crease,
        told.units[0].where,
        "all points but (0, 0)",
        told.units[0].role,
    ]
    assert second[4] == "no point"
    html = ET.fromstring(table._repr_html_().replace("<br>", ""))
    sides = [["left" in cell.get("style", "") for cell in row] for row in html.iter("tr")]
    assert sides == [[True, False, True, True, True, True]] * 3  # words begin on the left


def test_the_ledger_has_three_rows_for_each_point_and_a_verdict():
    net = ad.Network(([[1, -1], [1, -1]], [[1], [-2]]), ([0, -1], [-0.5]))
    told = ad.explain(net, *XNOR)
    for entry, rows in zip(told.ledger, told.ledger.table.groups, strict=True):
        assert [row[:2] for row in rows] == [[entry.point, row] for row in ("h", "adds", "sum")]
        assert rows[2][-1] == f"{entry.answer}, {'right' if entry.correct else 'wrong'}"
        assert rows[0][-1] == rows[1][-1] == ""


def test_in_plain_text_numbers_end_where_their_head_does_and_names_too():
    told = ad.explain(trained(0), *XNOR)
    _, head, *rows = str(told.ledger).splitlines()
    for name in ("bias", "unit 1", "unit 5", "logit", "probability", "loss", "class"):
        end = head.index(name) + len(name)
        assert {row[end : end + 2] for row in rows} <= {"", "  "}
    records = [line for line in str(told.units).splitlines()[1:] if line]
    indents = {line.index("  ", len(line) - len(line.lstrip())) for line in records}
    assert indents == {len("in words")}


@pytest.mark.parametrize(
    ("X", "names"),
    [
        ([[0, 0], [0.5, -1]], ["(0, 0)", "(0.5, −1)"]),
        ([[0, 1.0001], [0, 1.0002]], ["(0.0, 1.0001)", "(0.0, 1.0002)"]),
        ([[-0.0, 1], [1, 1]], ["(0, 1)", "(1, 1)"]),
        ([[0, 1], [0, 1]], ["(0, 1) in row 1", "(0, 1) in row 2"]),
    ],
)
def test_points_have_different_names(X, names):
    y = [[0]] * len(X)
    assert [entry.point for entry in ad.explain(trained(0), X, y).ledger] == names


def test_points_together():
    names = Names(np.array([[0, 0], [0, 1], [1, 1], [1, 0]]))
    assert names([1, 3]) == "both mixed points"
    assert names([0, 2]) == "both points with equal inputs"
    assert names([1, 0]) == "(0, 0) and (0, 1)"
    assert names([3, 0, 2]) == "all points but (0, 1)"
    assert names(range(4)) == "all four points"
    assert Names(np.eye(2))([1, 0]) == "both points"
    assert Names(np.zeros((1, 2)))([0]) == "(0, 0)"
    dozen = Names(np.arange(24).reshape(12, 2))
    assert dozen(range(12)) == "all 12 points"
    assert dozen([0, 1, 2, 3]) == "(0, 1), (2, 3), (4, 5) and (6, 7)"
    more = Names(np.arange(26).reshape(13, 2))
    assert more([0, 1, 2]) == "(0, 1), (2, 3) and (4, 5)"
    assert more([0, 1, 2, 3]) == "four points"
    assert more(range(12)) == "all points but (24, 25)"


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"net": None}, TypeError, "net must be of type Network, not None"),
        (
            {"net": ad.Network.initialized((2, 2, 1), seed=range(2))},
            ValueError,
            "net holds 2 networks; choose one, such as net[0]",
        ),
        (
            {"net": ad.Network.initialized((2, 1))},
            ValueError,
            "net must have at least one hidden layer and one output, not sizes 2-1",
        ),
        (
            {"net": ad.Network.initialized((2, 2, 2, 2))},
            ValueError,
            "net must have at least one hidden layer and one output, not sizes 2-2-2-2",
        ),
        (
            {"net": ad.Network.initialized((2, 2, 1), output="tanh")},
            ValueError,
            "loss sigmoid_cross_entropy takes logits, to which it applies the sigmoid itself",
        ),
        ({"X": [[1]]}, ValueError, "X must have shape (n, 2), not (1, 1)"),
        (
            {"y": np.array([0, 1, 0, 0.7])},
            ValueError,
            "y must hold labels 0 or 1; it contains 0.7",
        ),
        ({"y": [[1]]}, ValueError, "y must have shape (4, 1), not (1, 1)"),
        ({"y": [[0], [1], [0.5], [0]]}, ValueError, "y must hold labels 0 or 1; it contains 0.5"),
    ],
)
def test_what_cannot_be_explained_is_refused(change, error, message):
    with pytest.raises(error, match=re.escape(message)):
        ad.explain(**({"net": trained(0), "X": XOR[0], "y": XOR[1]} | change))


# Several hidden layers.


def deep(random, hidden, *, outputs=1):
    """Return a network of two to four hidden layers, and points for any number of inputs."""
    sizes = [*random.integers(1, 5, random.integers(3, 6)).tolist(), outputs]
    shapes = list(pairwise(sizes))
    net = ad.Network(
        [random.integers(-8, 9, shape) / 4 for shape in shapes],
        [random.integers(-8, 9, n) / 4 for _, n in shapes],
        [hidden[k % len(hidden)] for k in range(len(shapes) - 1)],
    )
    X = np.unique(random.integers(-8, 9, (int(random.choice((1, 4, 20))), sizes[0])) / 4, axis=0)
    return net, X


def layer_by_layer(net, x):
    """Return the pre-activations and the values of each layer, by plain loops."""
    sums, values = [], [x]
    for W, b, f in zip(net.weights, net.biases, net.functions, strict=True):
        totals = b.tolist()
        for k in range(len(totals)):
            for value, weight in zip(values[-1], W[:, k].tolist(), strict=True):
                totals[k] += weight * value
        sums.append(totals)
        values.append([f(total) if f else total for total in totals])
    return sums, values[1:]


@pytest.mark.parametrize("loss", ["sigmoid_cross_entropy", "mean_squared_error", TWO])
@pytest.mark.parametrize("seed", range(40))
def test_a_deep_ledger_holds_what_plain_loops_compute(seed, loss):
    random, names = np.random.default_rng([seed, len(loss)]), sorted(ad.activations)
    net, X = deep(random, random.choice(names, 2).tolist(), outputs=1 + (loss == TWO))
    y = random.integers(0, 2, len(X))
    targets = np.eye(2)[y] if loss == TWO else y
    told, ends = ad.explain(net, X, targets, loss), ad.classify(net, X, targets, loss)
    places = set()
    for k, (x, entry) in enumerate(zip(X.tolist(), told.ledger, strict=True)):
        sums, values = layer_by_layer(net, x)
        assert entry.pre_activations.tolist() == [h for layer in sums[:-1] for h in layer]
        assert entry.on.tolist() == [h > 0 for layer in sums[:-1] for h in layer]
        *v, c = (
            row[-1] - row[0] if loss == TWO else row[0]
            for row in (*net.weights[-1].tolist(), net.biases[-1].tolist())
        )
        assert entry.contributions.tolist() == [w * a for w, a in zip(v, values[-2], strict=True)]
        assert entry.sums.tolist() == [*accumulate(entry.contributions.tolist(), initial=c)]
        assert entry.logit == (sums[-1][1] - sums[-1][0] if loss == TWO else sums[-1][0])
        assert entry.label == y[k]
        assert entry.correct == ends.correct[k] == (entry.answer == entry.label)
        assert entry.loss == ad.losses[loss].per_sample(net(x), targets[[k]])[0]
        places.add(entry.point)
    assert len(places) == len(X)
    hidden = net.sizes[1:-1]
    assert [unit.dead for unit in told.units] == ends.dead.tolist()
    assert [unit.on.tolist() for unit in told.units] == [
        [bool(entry.on[k]) for entry in told.ledger] for k in range(sum(hidden))
    ]
    assert {(unit.crease, unit.where, unit.effect) for unit in told.units} == {("", "", None)}
    roles = [unit.role for unit in told.units]
    assert roles[: -hidden[-1]] == [""] * sum(hidden[:-1])
    assert roles[-hidden[-1] :] == [role.text(Names(X)) for role in told.facts]
    for unit, role in enumerate(told.facts):
        signs = [sign(entry.contributions[unit]) for entry in told.ledger]
        assert role.lifts == tuple(k for k, way in enumerate(signs) if way > 0)
        assert role.pushes == tuple(k for k, way in enumerate(signs) if way < 0)


@pytest.mark.parametrize("seed", range(60))
def test_of_a_deep_network_the_sentences_say_what_holds_at_any_depth(seed):
    random = np.random.default_rng(seed)
    net, X = deep(random, ["relu", ("step", "squared_relu", "tanh")[seed % 3]])
    y = random.integers(0, 2, len(X))
    told, ends = ad.explain(net, X, y), ad.classify(net, X, y)
    verdict, bias, *rest = told.argument
    assert verdict.right == tuple(np.flatnonzero(ends.correct).tolist())
    assert verdict.wrong == tuple(np.flatnonzero(~ends.correct).tolist())
    assert bias.sign == sign(net.biases[-1][0])
    assert rounds(net.biases[-1][0], bias.value)
    tallies = [claim for claim in rest if isinstance(claim, say.Tally)]
    assert bool(tallies) == (len(X) > 12)
    for tally in tallies:
        mine = y == tally.label
        assert tally.right == tuple(np.flatnonzero(ends.correct & mine).tolist())
        assert tally.wrong == tuple(np.flatnonzero(~ends.correct & mine).tolist())
    dead, start = [], 0
    for layer, width in enumerate(net.sizes[1:-1], start=1):
        if gone := tuple(np.flatnonzero(ends.dead[start : start + width]).tolist()):
            dead.append(say.DeadInLayer(layer, gone))
        start += width
    assert rest[len(tallies) :] == dead
    assert told.sentences == [claim.text(Names(X)) for claim in told.argument]


def test_a_deep_network_shows_itself_layer_by_layer():
    weights = [[1, -1, 0], [1, -1, 0]], [[1, 1], [0, 0], [0, 0]], [[1], [-2]]
    net = ad.Network(weights, ([0, 0, -1], [0, -1], [-0.5]))
    told = ad.explain(net, *XOR)
    assert told.sentences == [
        "All four points are right.",
        "The output bias, −0.500, pushes every point down, towards class 0.",
        (
            "Units 2 and 3 of layer 1 are dead: at every point they hand on nothing and learn "
            "nothing."
        ),
    ]
    assert str(told).splitlines()[4:16] == [
        "What each unit does",
        "unit               on at                  role",
        "unit 1 of layer 1  all points but (0, 0)",
        "unit 2 of layer 1  no point",
        "unit 3 of layer 1  no point",
        "unit 1 of layer 2  all points but (0, 0)  lifts all points but (0, 0)",
        "unit 2 of layer 2  (1, 1)                 pushes (1, 1) down only",
        "",
        "What adds up at each point",
        "point           bias  unit 1  unit 2  unit 3   logit  probability   loss     class",
        "(1, 1)  h(1)          +2.000  −2.000  −1.000",
        "        h(2)          +2.000  +1.000",
    ]
    html = ET.fromstring(f"<div>{told._repr_html_()}</div>".replace("<br>", ""))
    assert sorted(" ".join(html.itertext()).split()) == sorted(str(told).split())
    assert [len(body.findall("tr")) for body in html.findall("table[2]/tbody")] == [4] * 4
    rows = ["".join(row[1].itertext()) for row in html.findall("table[2]/tbody[1]/tr")[:1]]
    assert rows == ["h(1)"]


def test_a_deep_network_is_refused_under_its_own_name():
    sizes = (2, 3, 2, 1)
    net = ad.Network.initialized(sizes, output="softplus")
    with pytest.raises(ValueError, match="which <Network 2-3-2-1, relu, output softplus> does"):
        ad.explain(net, *XOR, "mean_squared_error")
    weights = [1e300 * W for W in ad.Network.initialized(sizes).weights]
    net = ad.Network(weights, [np.ones(n) for n in sizes[1:]])
    with pytest.raises(ValueError, match="net, X and y must be small enough"):
        ad.explain(net, *XOR)
    with pytest.raises(ValueError, match="net, X and y must be small enough"):
        ad.explain(ad.Network(net.weights, net.biases, ("tanh", "relu")), 1e10 * XOR[0], XOR[1])
