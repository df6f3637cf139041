"""On, off, inactive, dead and silent mean one thing each: on all pages what the glossary says.

The glossary defines each once.  Wherever a page introduces one of them, in bold, it says the same,
and no page gives a word of units to a point or a word of points to a unit.
"""

import re

import numpy as np
import pytest

import actdemo as ad

from .test_nothing_pasted import sources

# What a sentence that introduces a word must hold, and the glossary's entry, too.
MEANING = {
    "on": "positive",
    "off": "not positive|not on|unless .* positive",
    "inactive": "(?:adds nothing|hands on 0).*learns? nothing|value 0 and slope 0",
    "dead": "(?:inactive|off) at (?:every|all)",
    "silent": r"\bpoint\b.*(?:every|no) (?:hidden )?unit",
}
UNIT, POINT = r"(?:units?|neurons?)", r"(?:points?|samples?|inputs?)"
MIXED = [
    rf"silent {UNIT}\b",
    rf"\b{UNIT} (?:that )?(?:is|are|falls?|fell|goes?|becomes?) silent\b",
    rf"\b(?:dead|inactive) {POINT}\b",
    rf"\b{POINT} (?:that )?(?:is|are|dies?) (?:dead|inactive)\b",
    r"\binactive,? or off\b",
]


def entries(source):
    """Return the names and the text of each entry of a glossary in Markdown."""
    (body,) = re.findall(r"```\{glossary\}\n(.*?)```", source, re.DOTALL)
    found = []
    for block in body.strip().split("\n\n"):
        names = [line for line in block.splitlines() if not line.startswith("  ")]
        found.append((names, " ".join(block.split("  ")[1:])))
    return found


def introduced(prose):
    """Yield each word of units that stands in bold, with the sentence around it."""
    text = " ".join(prose.split())
    for word in MEANING:
        for hit in re.finditer(rf"\*\*{word}\*\*", text, re.IGNORECASE):
            start = max(text.rfind(". ", 0, hit.start()), text.rfind("? ", 0, hit.start())) + 1
            end = text.find(". ", hit.end())
            yield word, text[start : end if end > 0 else None]


def mixed(prose):
    """List where a word of units is said of a point, or one of points of a unit."""
    text = " ".join(prose.split())
    return [hit[0] for pattern in MIXED for hit in re.finditer(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize(
    "prose",
    [
        "Next come the silent units.",
        "Here units that fall silent are counted.",
        "It is a dead point.",
        "A unit is inactive, or off, there.",
    ],
)
def test_a_word_in_the_wrong_place_is_seen(prose):
    assert mixed(prose)


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("A unit is **dead** if it is inactive at every point. Good.", True),
        ("A unit is **dead** if its weights are zero. It is off at all points.", False),
        ("Call a point **silent** if no unit is on there.", True),
        ("Call a unit **silent** if it is off.", False),
    ],
)
def test_another_meaning_is_seen(prose, said):
    ((word, sentence),) = introduced(prose)
    assert bool(re.search(MEANING[word], sentence)) == said


def test_the_glossary_defines_each_once(root):
    found = entries((root / "docs" / "glossary.md").read_text("utf-8"))
    for word, meaning in MEANING.items():
        (text,) = (text for names, text in found if word in names)
        assert re.search(meaning, text), (word, text)


def test_every_page_says_the_same(root):
    pages = [(path.name, prose) for path, prose, _ in sources(root) if path.name != "glossary.md"]
    told = [(name, *pair) for name, prose in pages for pair in introduced(prose)]
    assert {word for _, word, _ in told} >= {"off", "inactive", "dead", "silent"}
    assert [one for one in told if not re.search(MEANING[one[1]], one[2])] == []
    assert {name: hits for name, prose in pages if (hits := mixed(prose))} == {}


def test_the_package_means_the_same():
    """A unit on its corner: off, and inactive only if the slope there is 0."""
    X, y = [[0.0, 0.0], [1.0, 1.0]], [[1.0], [0.0]]
    for kink, learns in ((0, False), (1, True)):
        relu = ad.relu.variant(kink=kink)
        net = ad.Network(([[-1], [-1]], [[2]]), ([0], [0]), hidden=relu)
        off = net.forward(X).pre_activations[0] <= 0
        ends = ad.classify(net, X, y)
        slopes = [net.gradients(X[k : k + 1], y[k : k + 1]).biases[0].any() for k in range(2)]
        assert off.all()
        assert ends.inactive[:, 0].tolist() == [not learns, True] == np.invert(slopes).tolist()
        assert ends.dead.all() != learns
