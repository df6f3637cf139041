"""The reading test: its answers, found again with fractions, and the pages said to teach them.

The network is read from the formula that the page shows; nothing here asks the package.
"""

import math
import posixpath
import re
from fractions import Fraction
from itertools import combinations
from urllib.parse import parse_qs

import pytest

PAGE = "teach/unseen.html"
LABELS = {(1, 1): 1, (1, 0): 0, (0, 1): 0, (0, 0): 1}
ELSEWHERE = (-1, 1)
# Where the site teaches what each question asks, and in which words.
TAUGHT = {
    1: {
        "tutorial/network": "A hidden unit is off where its pre-activation is not positive",
        "tutorial/sparsity": "speaks of the training points only; elsewhere the unit may well be",
    },
    2: {
        "tutorial/units": "The crease itself is where",
        "geometry/creases": "Two numbers place a line: its direction",
    },
    3: {"geometry/flat_pieces": "Each new line adds one piece more than the number of lines it"},
    4: {
        "tutorial/network": "Here is the way of (1, 0) through the network",
        "tutorial/units": "The logit is the output bias plus the ramps",
    },
    5: {"tutorial/weights": "the logit changes only where this unit is on"},
    6: {"explaining/symmetries": "an eighth of the slope, its output weight eight times as much"},
    7: {"theory/gradients": "so every product has a factor 0"},
    8: {"tutorial/training": "it takes from each weight and bias the learning rate times its"},
    9: {"beyond/wont_learn": "the loss rises with the output bias, either way. But it is no"},
    10: {
        "geometry/hidden_space": "The plane needs two lines; hidden space needs one",
        "training/width": "One ReLU unit can't, two can",
    },
    11: {"tutorial/sparsity": "none of the four answers depends on it"},
    12: {"beyond/far_away": "from some distance on no unit switches any more"},
}


def words(element):
    """Return the words of an element, as close to each other as they are read."""
    text = " ".join(element.get_text(" ").replace("’", "'").split())
    return re.sub(r" (?=[.,;:)])|(?<=\() ", "", text)


@pytest.fixture(scope="module")
def soup(pages):
    (page,) = (page.soup for page in pages if page.name == PAGE)
    return page


@pytest.fixture(scope="module")
def answers(soup):
    """What is folded below each question, by its number."""
    numbers = [int(title.get_text().partition(".")[0]) for title in soup.select("article h2")]
    assert numbers == list(TAUGHT)
    return dict(zip(numbers, soup.select("details.answers"), strict=True))


def sums(tex):
    """Yield what each line of a formula adds up: by name the factors, the constant without one."""
    tex = re.sub(r"\\tfrac(\d)(\d)", r"\1/\2", tex)
    tex = re.sub(r"\\(?:begin|end)\{aligned\}|\\operatorname\{relu\}|\\quad|[\s&()]", "", tex)
    for line in re.split(r"\\\\(?=[hz])", tex):  # a line that goes on begins with a sign
        terms = re.findall(r"([+-]?)([\d/]*)((?:[xh]_\d)?)", line.partition("=")[2])
        yield {name: Fraction(sign + (size or "1")) for sign, size, name in terms if size or name}


@pytest.fixture(scope="module")
def net(soup):
    """Return (w1, w2, b, v) of each unit, and the output bias."""
    (tex,) = (
        note.get_text()
        for note in soup.select('annotation[encoding="application/x-tex"]')
        if "aligned" in note.get_text()
    )
    *units, last = sums(tex)
    return [
        (one["x_1"], one["x_2"], one[""], last[f"h_{k}"]) for k, one in enumerate(units, 1)
    ], last[""]


def pre(unit, x):
    return unit[0] * x[0] + unit[1] * x[1] + unit[2]


def logit(net, x):
    units, c = net
    return c + sum(unit[3] * max(pre(unit, x), 0) for unit in units)


def right(net):
    return [x for x, label in LABELS.items() if (z := logit(net, x)) and (z > 0) == label]


def off(units, x):
    return [pre(unit, x) <= 0 for unit in units]


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def written(x):
    return f"{float(x):.4g}".replace("-", "−")


def listed(points):
    return " and ".join(map(str, points))


def test_the_formula_is_read_as_it_stands():
    tex = r"""\begin{aligned} h_1 &= -x_1 + 3 x_2 - \tfrac12 \\
z &= \tfrac34 \\ &\quad - 2 \operatorname{relu}(h_1)\end{aligned}"""
    assert list(sums(tex)) == [
        {"x_1": -1, "x_2": 3, "": Fraction(-1, 2)},
        {"": Fraction(3, 4), "h_1": -2},
    ]


def test_the_playground_opens_the_network_of_the_formula(soup, net):
    (link,) = soup.select('article a[href^="../playground.html#"]')
    state = parse_qs(link["href"].partition("#")[2])
    units, c = net
    w1, w2, b, v = zip(*units, strict=True)
    assert state["width"] == [str(len(units))]
    assert list(map(Fraction, state["start"][0].split("_"))) == [*b, *w1, *w2, c, *v]


def first(net):
    units, _ = net
    on = [[x for x in LABELS if pre(unit, x) > 0] for unit in units]
    assert not on[2]
    awake = pre(units[2], ELSEWHERE)
    assert awake > 0
    yield f"Unit 1 is on at {listed(on[0])}, unit 2 at {listed(on[1])}. Unit 3 is on at none"
    yield f"at (−1, 1) its pre-activation is {written(awake)}."


def second(net):
    w1, w2, b, _ = net[0][1]
    assert w2 > 0
    yield f"= {written(-b / w1)} and"
    yield f"= {written(-b / w2)}, a distance of {written(abs(b) / math.hypot(w1, w2))} from"
    yield "It is on above this line"


def third(net):
    units, _ = net
    crossings = {}
    for (a1, a2, a, _), (b1, b2, b, _) in combinations(units, 2):
        if det := a1 * b2 - a2 * b1:
            place = (a2 * b - b2 * a) / det, (b1 * a - a1 * b) / det
            crossings[place] = crossings.get(place, 0) + 1
    assert set(crossings.values()) == {1}  # no three lines meet
    yield f"Into {1 + len(units) + len(crossings)}. The weights"


def fourth(net):
    units, c = net
    h = [pre(unit, (1, 0)) for unit in units]
    assert h[0] > 0 >= max(h[1:])
    yield f"It is {written(logit(net, (1, 0)))}. The output bias begins with {written(c)}. "
    yield f"unit 1 is {written(h[0])}, so this unit adds {written(units[0][3] * h[0])};"


def fifth(net):
    units, c = net
    (wrong,) = LABELS.keys() - set(right(net))
    assert logit(net, wrong) == logit(net, (0, 1))
    assert LABELS[wrong] != LABELS[0, 1]
    # Less bias of unit 1: where (1, 1) changes, and where (1, 0) does; v is negative.
    least, most = (logit(net, x) / units[0][3] for x in (wrong, (1, 0)))
    assert most < pre(units[0], (1, 0))  # the unit is still on there

    def less(by):
        w1, w2, b, v = units[0]
        return [(w1, w2, b - by, v), *units[1:]], c

    tiny = Fraction(1, 10**9)
    for by in (least + tiny, most - tiny):
        assert len(right(less(by))) == 4
    for by in (least, most):
        assert len(right(less(by))) < 4
    yield f"{wrong} comes out wrong: its logit is {written(logit(net, wrong))}."
    yield f"Take away more than {written(least)}, and {wrong} comes out right; "
    yield f"from {written(most)} on, (1, 0) no longer does."


def slopes(net, x):
    """Return the slopes of the loss at a point in w1, w2, b and v of each unit, and in c."""
    units, _ = net
    delta = sigmoid(logit(net, x)) - LABELS[x]
    found = []
    for unit in units:
        through = delta * float(unit[3]) * (pre(unit, x) > 0)
        found += [through * x[0], through * x[1], through, delta * float(max(pre(unit, x), 0))]
    return [*found, delta]


def sixth(net):
    (w1, w2, b, v), *others = net[0]
    twin = [(2 * w1, 2 * w2, 2 * b, v / 2), *others], net[1]
    places = [(Fraction(i, 3), Fraction(j, 3)) for i in range(-9, 10) for j in range(-9, 10)]
    assert all(logit(twin, x) == logit(net, x) for x in places)
    into_w1, _, into_b, out = (
        sum(slopes(twin, x)[k] for x in LABELS) / total if total else None
        for k in range(4)
        for total in [sum(slopes(net, x)[k] for x in LABELS)]
    )
    assert math.isclose(into_w1, into_b)
    yield f"its bias are multiplied by {written(into_b)}, the slope in its output weight by "
    yield f"by {written(out)}."


def seventh(net):
    found = [k for k, slope in enumerate(slopes(net, (1, 0))) if slope]
    assert found == [0, 2, 3, 12]  # of unit 1 w1, b and v, and the output bias
    yield f"In {len(found)}: the output bias, and of unit 1 the output weight, the bias and the"


def eighth(net):
    units, c = net
    *hidden, delta = slopes(net, (0, 0))
    assert not any(hidden)
    stepped = units, float(c) - 0.1 * delta
    after = logit(stepped, (1, 0))
    assert logit(net, (1, 0)) < after < 0
    yield f"{written(delta)}, so the bias becomes {written(stepped[1])}."
    yield f"the one at (1, 0) becomes {written(after)}: still right, but less sure."


def ninth(net):
    def loss(net):
        return sum(
            math.log1p(math.exp(-z if label else z))
            for x, label in LABELS.items()
            for z in [float(logit(net, x))]
        )

    zeros = [(0, 0, 0, 0)] * len(net[0])
    total = [sum(parts) for parts in zip(*(slopes((zeros, 0), x) for x in LABELS), strict=True)]
    assert not any(total)
    rest = loss((zeros, 0))
    for s in (Fraction(1), Fraction(1, 10), Fraction(1, 1000)):
        tent = [(s, s, 0, -s), (s, s, -s, 2 * s), zeros[0]], s * s / 2
        assert len(right(tent)) == 4
        assert loss(tent) < rest < min(loss((zeros, s)), loss((zeros, -s)))
    yield f"The loss is log 2, or {written(rest / 4)}, and"


def tenth(net):
    units, _ = net
    hidden = {x: [max(pre(unit, x), 0) for unit in units[:2]] for x in LABELS}
    (a1, zero), (none, a2) = hidden[1, 0], hidden[0, 1]
    assert zero == none == 0
    x, height = hidden[1, 1]
    line = a2 - a2 / a1 * x
    assert height < line
    yield f"= {written(a1)}, the other at"
    yield f"= {written(x)} the line through both has the height {written(line)}, "
    yield f"while (1, 1) lies at {written(height)}:"


def eleventh(net):
    units, c = net
    same = [
        all(logit((units[:k] + units[k + 1 :], c), x) == logit(net, x) for x in LABELS)
        for k in range(3)
    ]
    assert same == [False, False, True]
    less, whole = logit((units[:2], c), ELSEWHERE), logit(net, ELSEWHERE)
    assert less < 0 < whole
    yield f"at (−1, 1) the logit is {written(less)} instead of {written(whole)},"


def twelfth(net):
    units, c = net
    far = [logit(net, (0, -r)) for r in (1000, 1001, 1002)]
    growth = far[1] - far[0]
    assert far[2] - far[1] == growth < 0
    change = 1000 - far[0] / growth
    assert logit(net, (0, -change)) == 0
    assert off(units, (0, -1000)) == off(units, (0, -change)) == [False, True, True]
    bound = abs(c) + sum(abs(unit[3]) for unit in units)
    yield f"adds {written(growth)} to the logit, without end."
    yield f"= {written(-change)}; from there on"
    yield f"With tanh no logit can be larger in size than {written(bound)}:"


ANSWERS = (first, second, third, fourth, fifth, sixth)
ANSWERS += (seventh, eighth, ninth, tenth, eleventh, twelfth)


@pytest.mark.parametrize(("number", "answer"), list(enumerate(ANSWERS, start=1)))
def test_an_answer_is_found_again(answers, net, number, answer):
    said = words(answers[number])
    for found in answer(net):
        assert found.strip() in said, said


def test_the_other_output_weights_are_right(answers, net):
    """Those that the tenth answer gives as an example."""
    found = re.search(
        r"output weights (\S+) and (\S+) and the output bias (\S+?)\. ", words(answers[10])
    )
    v1, v2, c = (Fraction(number.replace("−", "-")) for number in found.groups())
    units = [(*unit[:3], v) for unit, v in zip(net[0], (v1, v2), strict=False)]
    assert len(right((units, c))) == 4


def test_an_answer_stays_folded_until_it_is_opened(answers):
    assert not any(answer.has_attr("open") for answer in answers.values())


def test_each_answer_names_the_pages_that_teach_it_in_these_words(answers, pages):
    texts = {page.name.removesuffix(".html"): words(page.soup.article) for page in pages}
    for number, taught in TAUGHT.items():
        links = answers[number].find_all("p")[-1].select("a")
        named = {
            posixpath.normpath(posixpath.join("teach", link["href"])).removesuffix(".html")
            for link in links
        }
        assert named == set(taught), number
        for page, said in taught.items():
            assert said in texts[page], (number, page)
