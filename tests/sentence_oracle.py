"""Read what is said of a network as text, and find what is false in it.

Nothing is shared with the package: names are read back as points, numbers as decimals. A
pre-activation is computed by plain additions, and in fractions without any rounding; activations
by mpmath. Where the truth is nearer to a level than rounding may have taken the network, a text
must say so.
"""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from activation_oracle import TRUTH
from mpmath import mp, mpf

WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
STRAIGHT = {  # slope and start, off and on
    "identity": ((1, 0), (1, 0)),
    "step": ((0, 0), (0, 1)),
    "relu": ((0, 0), (1, 0)),
    "leaky_relu": ((Fraction(0.01), 0), (1, 0)),
    "absolute": ((-1, 0), (1, 0)),
}
CUT_OFF = {"relu", "squared_relu", "step"}  # exactly 0 where they are off
DIGITS = r"\d+(?:\.\d+)?(?:e−?\d+)?"
NUMBER = rf"[+−]?{DIGITS}"
LEVEL = rf"(?:½|{NUMBER})"
CLASS = rf"class {NUMBER}|no class"
TINY = mpf(2) ** -1075  # what is not larger is computed as 0
UNSURE = mpf(2) ** -1055  # and what is not larger than this, may be
ROOM = mpf(2) ** -38  # twice as much as the package allows for rounding


def added(*line_and_point):
    """Return bias and products, one after the other."""
    *w, total, x = line_and_point
    for weight, value in zip(w, x, strict=True):
        total = total + weight * value
    return total


def level_of(text):
    return Fraction(1, 2) if text == "½" else Fraction(text.replace("−", "-"))


def sign(x):
    return int(x > 0) - int(x < 0)


def number(text):
    return Decimal(text.replace("−", "-"))


def rounds(truth, text, room=0):
    """Whether a text shows a number, rounded to its digits; the sign is exact."""
    shown = number(text)
    if text == "0":
        return truth == 0
    step = mpf(10) ** shown.as_tuple().exponent
    return abs(mpf(str(shown)) - truth) <= step / 2 * (1 + mpf(10) ** -9) + room


class Truth:
    """What is so, by arithmetic of its own."""

    def __init__(self, net, X, y, loss):
        self.name = net.hidden.name
        self.W, self.b = net.weights[0].tolist(), net.biases[0].tolist()
        rows = [*net.weights[1].tolist(), net.biases[1].tolist()]
        *self.factors, self.start = [Fraction(row[-1]) - Fraction(([0, *row])[-2]) for row in rows]
        *self.most, self.most_of_all = [sum(map(abs, row)) for row in rows]
        self.two = len(rows[0]) == 2
        with mp.workdps(40):
            *self.v, self.c = [
                mpf(f.numerator) / f.denominator for f in (*self.factors, self.start)
            ]
        self.X = [tuple(x + 0.0 for x in row) for row in X.tolist()]
        squared, found = loss == "mean_squared_error", sorted({row[0] for row in y.tolist()})
        self.pair = found if squared and len(found) == 2 else [0, 1]
        self.labels = [self.pair.index(row[-1]) for row in y.tolist()]
        bounded = net.output and net.output.name in {"tanh", "sigmoid"}  # they have it at 0
        self.level = sum(self.pair) / 2 if squared and not bounded else 0
        self.word = "output" if squared and not net.output else "logit"
        self.points, self.units = range(len(self.X)), range(len(self.b))
        self.each = [f"({', '.join(f'{a:.3g}' for a in x)})".replace("-", "−") for x in self.X]
        assert len(set(self.each)) == len(self.each)
        lines = list(zip(*self.W, self.b, strict=True))
        self.h = [[float(added(*line, x)) for line in lines] for x in self.X]
        self.exact = [
            [added(*map(Fraction, line), [*map(Fraction, x)]) for line in lines] for x in self.X
        ]
        value, slope, _ = TRUTH[self.name]
        with mp.workdps(40):
            self.values = [[value(mpf(h)) for h in row] for row in self.h]
            self.slopes = [[sum(slope(mpf(h))) for h in row] for row in self.h]
            self.adds = [[a * v for a, v in zip(row, self.v, strict=True)] for row in self.values]
            self.z = [self.c + mp.fsum(row) for row in self.adds]
            self.room = [ROOM * self._size(p) + UNSURE for p in self.points]
        self.silent = [
            [abs(a) <= TINY or abs(self.values[p][k]) <= TINY for k, a in enumerate(row)]
            for p, row in enumerate(self.adds)
        ]
        self.nothing = [
            all(self.silent[p][k] and abs(self.slopes[p][k]) <= TINY for p in self.points)
            and all(abs(self.values[p][k]) <= TINY for p in self.points)
            for k in self.units
        ]

    @property
    def unsure(self):
        """Whether a number is so small that a formula may lose it, or not."""
        numbers = [
            n for rows in (self.values, self.slopes, self.adds) for row in rows for n in row
        ]
        return any(TINY < abs(n) < UNSURE for n in numbers)

    def _size(self, p):
        total = mpf(self.most_of_all) + abs(self.level)
        for k in self.units:
            reach = abs(self.b[k]) + sum(
                abs(w[k] * x) for w, x in zip(self.W, self.X[p], strict=True)
            )
            total += self.most[k] * (abs(self.values[p][k]) + abs(self.slopes[p][k]) * reach)
        return total

    def on(self, k):
        return {p for p in self.points if self.h[p][k] > 0}

    def sides(self, p):
        """The classes that a network which rounds may give: 1, 0 or None."""
        over = self.z[p] - self.level
        if abs(over) > self.room[p]:
            return {int(over > 0)}
        return {0, 1, None}

    def on_level(self, p):
        """Whether the output of a straight network is on the level without any rounding."""
        if self.name not in STRAIGHT:
            return False
        total = self.start
        for k in self.units:
            slope, start = STRAIGHT[self.name][self.h[p][k] > 0]
            total += self.factors[k] * (slope * self.exact[p][k] + start)
        return total == Fraction(self.level)

    # What is named.

    def some(self, text):
        """Return the points that a text names, or how many it counts."""
        text = text.strip()
        corners = {(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)}
        if (text == "both points" and len(self.X) == 2) or (
            (match := re.fullmatch(r"all (\w+) points", text))
            and len(self.X) == self.count(match[1])
        ):
            return set(self.points)
        if text in {"both mixed points", "both points with equal inputs"}:
            assert set(self.X) == corners
            mixed = "mixed" in text
            return {p for p in self.points if (self.X[p][0] != self.X[p][1]) == mixed}
        if text.startswith("all points but "):
            return set(self.points) - self.some(text.removeprefix("all points but "))
        if match := re.fullmatch(r"(\w+) points?", text):
            assert len(self.X) > 12
            return self.count(match[1])
        names = re.split(r"(?<=\)), | and (?=\()", text)
        return {self.each.index(name) for name in names}

    def count(self, word):
        return 0 if word == "none" else WORDS.index(word) if word in WORDS else int(word)

    def class_of(self, text):
        return None if text == "no class" else self.pair.index(float(number(text.split()[-1])))

    def sides_of(self):
        """What an output of either class is called."""
        at = "½" if self.level == 0.5 else f"{self.level:g}".replace("-", "−")
        return (
            (f"below {at}", f"above {at}")
            if self.level or self.word == "output"
            else ("negative", "positive")
        )

    @staticmethod
    def named(text):
        """Return the units that a text names."""
        match = re.fullmatch(r"[Uu]nits? (\d+(?:, \d+)*(?: and \d+)?)", text.strip())
        return {int(k) - 1 for k in re.findall(r"\d+", match[1])}

    def parts(self, text):
        """Return the parts of a sum that a text names; 0 is the output bias."""
        if text == "nothing":
            return set()
        if text.startswith("the output bias"):
            rest = re.sub(r"^the output bias( and |, )?", "", text)
            return {0} | self.parts(rest or "nothing")
        return {k + 1 for k in self.named(text)}

    def is_so(self, said, truth):
        """Whether points that are named, or counted, are those of which it is true."""
        return said == (len(truth) if isinstance(said, int) else truth)


RULES = []


def rule(pattern):
    def add(function):
        RULES.append((re.compile(pattern), function))
        return function

    return add


def right_points(t, verdicts):
    """The points that are right: those beyond doubt, and as the ledger has it where none is."""
    for p in t.points:
        assert verdicts[p] in t.sides(p)
    return {p for p in t.points if verdicts[p] == t.labels[p]}


@rule(
    r"(?!Of )(?:(?P<some>\w+) of (?P<total>\w+) points (?:is|are) right; )?(?P<who>.+) (?:is|are) "
    r"(?P<what>right|wrong)\."
)
def verdict(t, s, verdicts):
    right = right_points(t, verdicts)
    truth = right if s["what"] == "right" else set(t.points) - right
    who = s["who"] if s["some"] else s["who"][0].lower() + s["who"][1:]
    counts = not s["some"] or (t.count(s["some"].lower()), t.count(s["total"])) == (
        len(right),
        len(t.X),
    )
    return counts and t.is_so(t.some(who), truth) and (s["some"] or len(truth) == len(t.X))


@rule(
    r"The logit is the second output minus the first; output weights and output bias are the "
    r"differences of theirs\."
)
def difference(t, _s, _verdicts):
    return t.two


@rule(r"The output bias is 0: it (?P<what>speaks for neither class|moves no point)\.")
def no_bias(t, s, _):
    return t.c == 0 and (s["what"] == "speaks for neither class") == (t.level == 0)


@rule(
    rf"The output bias, (?P<value>{NUMBER}), (?P<way>lifts every point|pushes every point down)"
    r", towards (?P<side>class .+)\."
)
def bias(t, s, _):
    up = t.c > 0
    way = "lifts every point" if up else "pushes every point down"
    return rounds(t.c, s["value"]) and (s["way"], t.class_of(s["side"])) == (way, up)


@rule(r"(?P<all>Units? [\d, and]+ (?:is|are) on at .+)\.")
def on(t, s, _):
    told = set()
    for number_, part in enumerate(s["all"].split("; ")):
        link = r" (?:is|are) on at " if number_ == 0 else r" at "
        units, place = re.split(link, part, maxsplit=1)
        points = set() if place == "no point" else t.some(place.removesuffix(" only"))
        for k in t.named(units):
            told.add(k)
            if not t.is_so(points, t.on(k)) or place.endswith(" only") != (len(t.on(k)) == 1):
                return False
    return told == set(t.units)


@rule(
    r"On means a positive pre-activation here; (?P<f>.+) does not cut off the rest: "
    r"(?P<unit>unit \d+) at (?P<p>.+), for one, is not on and still hands on something\."
)
def ungated(t, s, _):
    (k,), (p,) = t.named(s["unit"]), t.some(s["p"])
    return s["f"] == t.name and t.h[p][k] <= 0 and t.values[p][k] != 0


STANDS = (
    rf"(?:(?P<stands>above {LEVEL}|below {LEVEL}|exactly {LEVEL}|on the level|{LEVEL}, within "
    r"rounding), )?"
)
END = rf"(?P<what>logit|output) (?P<z>{NUMBER}), {STANDS}(?P<class>{CLASS})"


def end_is_so(t, s, p, verdict_):
    """The number, where it stands and its class, at a point: as told, and by the digits."""
    z, over = number(s["z"]), t.z[p] - t.level
    side = sign(z - Decimal(t.level))
    told = s["stands"] or ""
    at = re.search(rf"{LEVEL}(?=$|, within)", told)
    if told.startswith("exactly"):
        good = t.on_level(p) and z == Decimal(t.level)
    elif told == "on the level" or told.endswith("rounding"):
        good = abs(over) <= t.room[p]
    else:
        tie = s.get("story", "").endswith("within rounding")  # which says where it stands
        needed = t.level or (t.word == "output" and side and not tie)
        good = told == (t.sides_of()[side > 0] if needed else "")
    good = good and (not at or level_of(at[0]) == Fraction(t.level))
    shown = {1: 1, -1: 0, 0: None}[sign(z - Decimal(t.level))]
    return (
        good
        and s["what"] == t.word
        and shown == t.class_of(s["class"]) == verdict_
        and (rounds(t.z[p], s["z"], t.room[p]) or (s["z"] == "0" and abs(t.z[p]) <= t.room[p]))
    )


@rule(
    r"At (?P<points>.+?) (?P<why>every unit is off|no unit adds anything), so the output bias "
    rf"alone speaks: (?:one (?P<what>logit|output) for (?P<for>both|all of them), |(?P<w>logit|"
    rf"output) )(?P<z>{NUMBER}), {STANDS}(?P<class>{CLASS}), (?P<verdict>.+)\."
)
def silent(t, s, verdicts):
    truth = {p for p in t.points if all(t.silent[p])}
    right = {p for p in truth if verdicts[p] == t.labels[p]}
    said = {**s, "what": s["what"] or s["w"]}
    if match := re.fullmatch(r"right at (.+), wrong at (.+)", s["verdict"]):
        good = t.is_so(t.some(match[1]), right) and t.is_so(t.some(match[2]), truth - right)
    else:
        good = right == (truth if s["verdict"] == "right" else set())
    return (
        good
        and t.is_so(t.some(s["points"]), truth)
        and s["for"] == {1: None, 2: "both"}.get(len(truth), "all of them")
        and rounds(t.c, s["z"])
        and all(end_is_so(t, said, p, verdicts[p]) for p in truth)
        and (s["why"] == "every unit is off") == (not any(t.on(k) & truth for k in t.units))
    )


@rule(
    r"(?P<points>.+) have one (?P<what>logit|output) and different labels: whatever the output "
    r"bias is, they can't all be right\."
)
def blind(t, s, _):
    truth = {p for p in t.points if all(t.silent[p])}
    said = t.some(s["points"][0].lower() + s["points"][1:])
    return t.is_so(said, truth) and {t.labels[p] for p in truth} == {0, 1} and s["what"] == t.word


@rule(
    rf"Of (?P<total>\w+) points? with label (?P<label>{NUMBER}), (?P<right>\w+) (?:is|are) right "
    r"and (?P<wrong>\w+) (?:is|are) wrong\."
)
def tally(t, s, verdicts):
    of = [p for p in t.points if t.labels[p] == t.class_of(s["label"])]
    right = sum(verdicts[p] == t.labels[p] for p in of)
    told = [t.count(s[key]) for key in ("total", "right", "wrong")]
    return told == [len(of), right, len(of) - right]


VERB = r"(lift|push)(?:s|es)?(?: down)?"
BY = rf"(?: by ({NUMBER})( in all)?)?"
STORY = (
    rf"(.+?) {VERB}{BY}(?:(, further than|, exactly as far as|, as far as| and) (.+?) {VERB}{BY}"
    rf"(?:, ({NUMBER})( in all)?|(, within rounding))?)?"
)
RANK = {
    "No wrong point is further off than": "worst",
    "No right point is closer to wrong than": "closest",
}


@rule(
    rf"(?:At (?P<p>\(.+?\))|(?P<rank>{'|'.join(RANK)}) (?P<q>\(.+?\)): there) (?P<story>.+): "
    rf"{END}, "
    r"(?P<verdict>right|wrong)\."
)
def sum_(t, s, verdicts):
    (p,) = t.some(s["p"] or s["q"])
    if not (rank_is_so(t, p, s["rank"], verdicts) if s["rank"] else not all(t.silent[p])):
        return False
    good = end_is_so(t, s, p, verdicts[p]) and story_is_so(t, p, s["story"])
    return good and (s["verdict"] == "right") == (verdicts[p] == t.labels[p])


def rank_is_so(t, p, rank, verdicts):
    """Whether none of the points that are right, or wrong, is nearer or further off."""
    right = {q for q in t.points if verdicts[q] == t.labels[q]}
    far = [abs(z - t.level) for z in t.z]
    room = 2 * max(t.room)
    if RANK[rank] == "worst":
        wrong = set(t.points) - right
        return p in wrong and all(far[q] <= far[p] + room for q in wrong)
    return p in right and all(far[q] >= far[p] - room for q in right)


def story_is_so(t, p, story):
    """Whether these parts lift and push, by so much, and compare as is told."""
    parts = [mpf(t.c), *t.adds[p]]
    quiet = [t.c == 0, *t.silent[p]]
    truth = {
        way: {k for k, part in enumerate(parts) if sign(part) == side and not quiet[k]}
        for way, side in (("lift", 1), ("push", -1))
    }
    totals = {way: abs(mp.fsum(parts[k] for k in some)) for way, some in truth.items()}
    who, way, height, in_all, link, other, back, *rest = re.fullmatch(STORY, story).groups()
    height2, in_all2, against, in_all3, rounding = rest
    told = {way: (who, height, in_all)}
    if link:
        told[back] = (other, against or height2, in_all2 or in_all3)
    compared = link in {", exactly as far as", ", as far as"}  # the second height is left out
    if set(told) != {"lift", "push"} or not all(
        t.parts(name) == truth[key]
        and (not text or (rounds(totals[key], text, t.room[p]) and text[0] not in "+−"))
        and (not text or bool(many) == (len(truth[key]) > 1))
        and (compared or bool(text) == (name != "nothing"))
        for key, (name, text, many) in told.items()
    ):
        return False
    over = totals["lift"] - totals["push"] - t.level
    if link == " and":
        return t.level != 0 or "nothing" in {who, other}
    return (
        t.level == 0
        and {
            # the comparison, judged again by the digits as they stand there
            ", further than": sign(over) == (1 if way == "lift" else -1)
            and number(height) > number(against or "0"),
            ", exactly as far as": t.on_level(p) and not rounding,
            ", as far as": bool(rounding) and abs(over) <= t.room[p],
        }[link]
    )


@rule(
    rf"At (?P<points>.+) the label is (?P<label>{NUMBER}), so the (?P<what>logit|output) would "
    rf"have to be (?P<need>positive|negative|above {LEVEL}|below {LEVEL})(?:, but no unit has "
    r"a (?P<none>positive|negative) output weight|; of the units that could (?P<move>lift|push "
    r"down) there, (?P<fates>.+))\."
)
def wrong(t, s, verdicts):
    label = t.class_of(s["label"])
    helpers = {k for k in t.units if sign(t.v[k]) == 2 * label - 1}
    fates = re.findall(
        r"(units? [\d, and]+?) (?:is|are) (on and too weak|off there|dead)", s["fates"] or ""
    )
    told = {fate: t.named(units) for units, fate in fates}
    weak, off, dead = (told.get(f, set()) for f in ("on and too weak", "off there", "dead"))
    fits = {
        p
        for p in t.points
        if verdicts[p] != t.labels[p] == label
        and all(t.h[p][k] > 0 and sign(t.adds[p][k]) == 2 * label - 1 for k in weak)
        and all(t.h[p][k] <= 0 for k in off | dead)
    }
    points = t.some(s["points"])
    return (
        (points <= len(fits) if isinstance(points, int) else points <= fits)
        and s["need"] == t.sides_of()[label]
        and s["what"] == t.word
        and s["none"] in {None, ("negative", "positive")[label]}
        and s["move"] in {None, ("push down", "lift")[label]}
        and weak | off | dead == helpers
        and all(t.nothing[k] for k in dead)
        and not any(t.nothing[k] for k in off)
        # the sign of an output weight tells which way a unit moves a point, everywhere
        and all(
            t.values[p][k] > 0 if p in t.on(k) else abs(t.values[p][k]) <= TINY
            for k in t.units
            for p in t.points
        )
    )


@rule(
    r"(?P<why>Every unit is on at all points or at none, so|.+ bends nothing:) at the points the "
    r"network is one weighted sum, and no such sum is right at (?P<ones>.+) and at (?P<zeros>.+), "
    r"which have the same midpoint\."
)
def one_sum(t, s, _):
    ones, zeros = t.some(s["ones"]), t.some(s["zeros"])
    middle = [
        [sum(Fraction(t.X[p][i]) for p in some) for i in range(len(t.W))] for some in (ones, zeros)
    ]
    if s["why"].startswith("Every"):
        why = t.name in STRAIGHT and all(len(t.on(k)) in {0, len(t.X)} for k in t.units)
    else:
        why = s["why"].lower() == f"{t.name} bends nothing:" == "identity bends nothing:"
    exact = all(sign(t.exact[p][k]) > 0 or p not in t.on(k) for p in t.points for k in t.units)
    z = [mp.fsum(t.z[p] for p in some) for some in (ones, zeros)]
    return (
        why
        and exact
        and len(ones) == len(zeros) == 2
        and not ones & zeros
        and {t.labels[p] for p in ones} == {1}
        and {t.labels[p] for p in zeros} == {0}
        and middle[0] == middle[1]
        and abs(z[0] - z[1]) <= 4 * max(t.room)
    )


@rule(
    r"The pre-activation of (?P<units>.+) at (?P<points>.+) (?P<what>is exactly 0|rounds to "
    r"(?P<to>0|a positive number|a negative number)), which counts as (?P<counts>on|off)"
    r"(?:; exactly it is (?P<exact>positive|negative|zero))?\."
)
def tie(t, s, _):
    exact = {"positive": 1, "negative": -1}.get(s["exact"], 0)
    to = {"a positive number": 1, "a negative number": -1}.get(s["to"], 0)
    points = t.some(s["points"])
    fits = {
        p
        for p in t.points
        if all(sign(t.exact[p][k]) == exact and sign(t.h[p][k]) == to for k in t.named(s["units"]))
    }
    return (
        (points <= len(fits) if isinstance(points, int) else points <= fits)
        and (s["counts"] == "on") == (to > 0)
        and bool(s["exact"]) == (exact != to) == (s["what"] != "is exactly 0")
    )


@rule(r"What (?P<units>.+) adds? at (?P<points>.+) rounds to 0, which counts as nothing\.")
def faint(t, s, _):
    points = t.some(s["points"])
    fits = {p for p in t.points if all(t.silent[p][k] for k in t.named(s["units"]))}
    return points <= len(fits) if isinstance(points, int) else points <= fits


@rule(r"(?P<unit>Unit \d+) does all the work: no other unit adds anything\.")
def alone(t, s, _):
    busy = {k for k in t.units if not all(t.silent[p][k] for p in t.points)}
    return busy == t.named(s["unit"]) and len(t.units) > 1


SIGNS = {"positive": 1, "negative": -1, "zero": 0}


@rule(
    r"(?P<units>Units? [\d, and]+?) (?:is|are) dead: at every point (?:it hands on nothing "
    r"and learns nothing|they hand on nothing and learn nothing), and "
    r"(?:its (?P<one>\w+) output weight never counts|"
    r"their (?:(?P<same>\w+) output weights|output weights, (?P<each>.+),) never count)\."
)
def dead(t, s, _):
    units = t.named(s["units"])
    signs = (
        {SIGNS[s["one"] or s["same"]]: units}
        if not s["each"]
        else {
            SIGNS[word]: t.named(some)
            for word, some in re.findall(
                r"(positive|negative|zero) for (units? \d+(?:, \d+)*(?: and \d+)?)(?=, | and |$)",
                s["each"],
            )
        }
    )
    return units == {k for k in t.units if t.nothing[k]} and signs == {
        side: some for side in (1, -1, 0) if (some := {k for k in units if sign(t.v[k]) == side})
    }


@rule(r"(?P<units>Units? .+?) adds? nothing at any point, without being dead\.")
def idle(t, s, _):
    return t.named(s["units"]) == {
        k for k in t.units if all(t.silent[p][k] for p in t.points) and not t.nothing[k]
    }


@rule(
    r"(?P<units>Units .+) have the same crease and on-side(?P<merged>: one unit could do the work "
    r"of (?:both|them all))?\."
)
def same(t, s, _):
    columns = {
        k: [Fraction(x) for x in (*(w[k] for w in t.W), t.b[k])] for k in t.named(s["units"])
    }
    for a, b in combinations(columns.values(), 2):
        places = range(len(a))
        crossed = any(a[i] * b[j] != a[j] * b[i] for i in places for j in places)
        if crossed or sum(a[i] * b[i] for i in places[:-1]) <= 0:
            return False
    equal = len(set(map(tuple, columns.values()))) == 1
    # step starts at 1 where it is on: two of them with one crease are one, but not by their sum
    return not s["merged"] or equal or t.name in {"identity", "relu", "leaky_relu", "absolute"}


def role(t, k, text):
    """Whether the role of a unit is told as it is."""
    up, down = (
        {p for p in t.points if not t.silent[p][k] and sign(t.adds[p][k]) == side}
        for side in (1, -1)
    )
    if text == "never on: contributes nothing at any of the points":
        return t.nothing[k] and not t.on(k)
    if text == "adds nothing at any of the points":
        return not up | down and not (t.nothing[k] and not t.on(k))
    match = re.fullmatch(r"(?:lifts (.+?))?(?: and )?(?:pushes (.+) down)?( only)?", text)
    told = [t.some(some) if some else set() for some in match.groups()[:2]]
    only = match[3] or (match[1] or "").endswith(" only")
    if match[1]:
        told[0] = t.some(match[1].removesuffix(" only"))
    return t.is_so(told[0], up) and t.is_so(told[1], down) and bool(only) == (len(up | down) == 1)


def crease(t, k, line, where):
    """Whether the crease of a unit is told as it is."""
    w, b = [mpf(row[k]) for row in t.W], mpf(t.b[k])
    if not any(w):
        return (line, where) == ("none", f"on {'everywhere' if b > 0 else 'nowhere'}")
    norm = mp.sqrt(sum(x * x for x in w))
    left, right = line.split(" = ")
    shown = {
        letter: mark + digits
        for mark, digits, letter in re.findall(rf"([+−]?) ?({DIGITS})·(x\d+)", left)
    }
    normal = all(rounds(x / norm, shown.get(f"x{i}", "0")) for i, x in enumerate(w, 1))
    if len(w) != 2:
        there = where == "on where the left side is larger"
        return normal and rounds(-b / norm, right) and there
    w1, w2 = w
    at = dict(re.findall(rf"(x[12]) = ({NUMBER})", where))
    meets = {f"x{i}": -b / w for i, w in ((1, w1), (2, w2)) if w}
    place = (set(at) == set(meets) and all(rounds(meets[x], at[x]) for x in at)) if b else not at
    kind = re.match(r"upright|level|rising|falling", where)[0]
    steep = sign(-w1 * w2)
    truth = {1: "rising", -1: "falling", 0: "level" if w2 else "upright"}[steep]
    dx, dy = {
        "above it": (0, 1),
        "below it": (0, -1),
        "to its right": (1, 0),
        "to its left": (-1, 0),
    }[where.split(", on ")[1]]
    return (
        normal and rounds(-b / norm, right) and place and kind == truth and w1 * dx + w2 * dy > 0
    )


def needed(t):
    """The pre-activations of which something has to be said: exactly 0, or changed by rounding."""
    cells = [(p, k) for p in t.points for k in t.units]
    return {
        (p, k)
        for p, k in cells
        if sign(t.exact[p][k]) != sign(t.h[p][k]) or (t.exact[p][k] == 0 and not t.nothing[k])
    }


def falsehoods(told, net, X, y, loss):
    """Return what is false in an explanation, or missing from it; None if that is not sure."""
    t = Truth(net, X, y, loss)
    if t.unsure:
        return None
    verdicts = [None if e.answer is None else t.pair.index(e.answer) for e in told.ledger]
    found = []
    with mp.workdps(40):
        for p, entry in enumerate(told.ledger):
            judged = verdicts[p] in t.sides(p) and t.pair.index(entry.label) == t.labels[p]
            if not judged or entry.correct != (verdicts[p] == t.labels[p]):
                found.append(("ledger", entry))
        ties = 0
        for sentence in told.sentences:
            matches = [(f, m) for pattern, f in RULES if (m := pattern.fullmatch(sentence))]
            names = [f.__name__ for f, _ in matches]
            if not matches or not any(f(t, m.groupdict(), verdicts) for f, m in matches):
                found.append((names, sentence))
            if "tie" in names:
                match = matches[names.index("tie")][1]
                points = t.some(match["points"])
                count = points if isinstance(points, int) else len(points)
                ties += count * len(t.named(match["units"]))
        if len(t.X) <= 12 and ties != len(needed(t)):
            found.append(("ties", ties, needed(t)))
        for k, unit in enumerate(told.units):
            size = mp.sqrt(sum(mpf(row[k]) ** 2 for row in t.W)) * t.v[k]
            if not (
                role(t, k, unit.role)
                and crease(t, k, unit.crease, unit.where)
                and rounds(size, told.facts[3 * k + 1].value)
                and {p for p in t.points if unit.on[p]} == t.on(k)
                and unit.dead == t.nothing[k]
            ):
                found.append(("unit", k, unit))
    return found
