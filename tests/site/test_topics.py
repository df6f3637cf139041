"""What the site must teach has its place: each topic stands on its pages, with its words.

A topic names the pages that carry it, the first one foremost, and patterns that their text must
hold between them: the words of the argument, and the authors of the works it rests on.
"""

import re
from typing import NamedTuple

import pytest


class Topic(NamedTuple):
    name: str
    pages: tuple[str, ...]
    words: tuple[str, ...]


TOPICS = [
    Topic(
        "layers without an activation are one affine map",
        ("theory/affine", "tutorial/training"),
        ("affine", "identity", "seeds", "no seed|never|none"),
    ),
    Topic(
        "no line separates the classes, and the best weighted sum says one half",
        ("theory/separable", "tutorial/purpose"),
        ("Minsky", "squares", "cross entropy", "one half"),
    ),
    Topic(
        "a ReLU unit is a crease and a ramp",
        ("theory/crease_and_ramp", "tutorial/units"),
        ("crease", "ramp", "Fukushima", "Jarrett", "Nair", "Glorot"),
    ),
    Topic(
        "two units by hand, and where the points land",
        ("training/width", "geometry/hidden_space"),
        ("by hand", "tent", "Goodfellow", "hidden space"),
    ),
    Topic(
        "one monotone unit can't, one that falls and rises can; to exist is not to be found",
        ("theory/one_unit", "training/width", "training/which_activation"),
        ("monotone", "half-plane", "sine|sin", "gelu", "silu", "mish", "found"),
    ),
    Topic(
        "ReLU collapses, a pair of them folds, tanh bends",
        ("geometry/hidden_space", "theory/crease_and_ramp"),
        ("collapse", "fold", "Montúfar", "tanh", "Olah"),
    ),
    Topic(
        "lines cut the plane into flat pieces; the boundary bends only on creases",
        ("geometry/flat_pieces", "geometry/boundary", "geometry/facets", "geometry/depth"),
        ("crease", "affine", "Zaslavsky", "Pascanu", "Arora", "Serra", "Hanin"),
    ),
    Topic(
        "the gradients, and the slope of ReLU at zero",
        ("theory/gradients", "training/kink", "theory/first_step"),
        ("chain rule|gradient", "Bertoin", "Bolte", "kink"),
    ),
    Topic(
        "dead units: a quarter at the start, and dead is not off",
        ("theory/dead", "training/dying"),
        ("quarter|one in four", "Lu", "Maas", "He", "dead", "elsewhere"),
    ),
    Topic(
        "failures are told apart, and no minimum is claimed without a test",
        ("training/losers", "training/coin_toss"),
        ("three", "local minim", "Blum", "Sprinkhuizen", "Hamey", "Świrszcz", "Safran"),
    ),
    Topic(
        "saturation depends on function and weights",
        ("activations/saturation",),
        ("quarter", "weights", "Hochreiter", "Bengio", "Glorot"),
    ),
    Topic(
        "inputs of one sign tie the signs of a unit's gradients",
        ("activations/around_zero",),
        ("sign", "LeCun", "Clevert"),
    ),
    Topic(
        "how the variance of first weights is derived, and that width 5 is not wide",
        ("theory/initialisation", "training/width"),
        ("variance", "LeCun", "Glorot", "He", "bias"),
    ),
    Topic(
        "output and loss go in pairs; squares on a sigmoid stall",
        ("theory/pairs", "activations/hidden_or_output"),
        ("Poisson", "softmax", "square", "Bridle", "McCullagh", "Bishop"),
    ),
    Topic(
        "centred inputs: what the start does and what the steps do",
        ("beyond/inputs",),
        ("LeCun", "mean zero", "creases", "the steps", "bias"),
    ),
    Topic(
        "why a network won't learn XOR, by what the reader sees",
        ("beyond/wont_learn",),
        (
            *("0.6931", "nan", "0.75", "saddle", "blind", "Broadcasting", "from_logits"),
            *("BCEWithLogitsLoss", "Softmax of one output", "Sigmoid twice", "diagnose"),
        ),
    ),
    Topic(
        "a gain for each function, and what it does not keep",
        ("beyond/gains",),
        ("gain", "Poole", "Schoenholz", "Hayou", "edge of chaos"),
    ),
    Topic(
        "what tasks in turn take from a network, and that the balance of its units keeps it",
        ("beyond/plasticity",),
        ("Dohare", "Du", "plastic", "idle", "dead", "rescal"),
    ),
    Topic(
        "tickets win by their signs, on this task",
        ("beyond/lottery",),
        ("Frankle", "Zhou", "winning ticket", "signs", "helpers"),
    ),
    Topic(
        "sure far away, and what a temperature does there",
        ("beyond/far_away",),
        ("Hein", "Guo", "temperature", "bounded", "Far out|far out"),
    ),
    Topic(
        "between two solutions: a hill, order and scale",
        ("beyond/one_path",),
        ("Entezari", "barrier", "order", "scale", "sign"),
    ),
    Topic(
        "lazy by scale and not by width, and what a lazy network lives on",
        ("beyond/lazy",),
        ("Chizat", "Jacot", "lazy", "Glorot", "balance", "blind"),
    ),
    Topic(
        "which waves come first, and that the units' own waves decide",
        ("beyond/frequencies",),
        ("Rahaman", "Sitzmann", "spectral bias", "hold", "3x|three periods"),
    ),
    Topic(
        "Adam kills as many units, and with weight decay wakes them",
        ("beyond/adam",),
        ("Kingma", "Loshchilov", "weight decay", "memory", "born dead"),
    ),
    Topic(
        "few bits for each unit, and when fewer are better",
        ("beyond/few_bits",),
        ("Jacob", "one bit", "guard", "counts", "bend"),
    ),
    Topic(
        "stable forms, and no epsilon in a logarithm",
        ("theory/stable", "activations/last_digits"),
        ("log1p", "expm1", "Mächler", "Blanchard", "logit"),
    ),
    Topic(
        "logits grow without end once the classes are separated",
        ("theory/growing_logits",),
        ("Soudry", "Lyu", "Vardi", "Kunin", "margin"),
    ),
    Topic(
        "another threshold than one half, and its logit",
        ("activations/hidden_or_output",),
        ("Another threshold", "costs", "logit of", "boundary"),
    ),
    Topic(
        "a ReLU on the logit stops learning",
        ("activations/hidden_or_output",),
        ("ReLU on the logit", "slope of ReLU is 0", "without that ReLU"),
    ),
    Topic(
        "networks without biases, and functions that are 0 or one half at 0",
        ("activations/around_zero",),
        ("all biases away", "no answer there", "one half", "output bias"),
    ),
    Topic(
        "the gradient of a bias, and relu′(0) = 0",
        ("tutorial/training",),
        ("A bias acts like a weight", "it has none; we take 0"),
    ),
    Topic(
        "the loss of squares is half of what others call so",
        ("reference/coming_from",),
        ("The half of a square", "MSELoss", "double it"),
    ),
    Topic(
        "permutation and scale, and what gradient flow conserves",
        ("theory/conserved", "explaining/symmetries"),
        ("order", "Du", "momentum", "never changes|conserve"),
    ),
    Topic(
        "sparsity is measured, and what symmetry predicts of it",
        ("tutorial/sparsity", "theory/sparsity"),
        ("by-product", "one half", "dead", "Glorot", "Li", "Mirzadeh", "Andriushchenko"),
    ),
    Topic(
        "the functions since ReLU",
        ("theory/from_relu_to_swiglu", "activations/atlas", "theory/choosing"),
        (
            *("GELU", "SiLU", "SELU", "Mish", "SwiGLU", "squared ReLU|squared_relu"),
            *("Hendrycks", "Elfwing", "Ramachandran", "Klambauer", "Misra", "Dauphin"),
            *("Shazeer", "So"),
        ),
    ),
    Topic(
        "universal approximation: existence only",
        ("theory/universal",),
        ("Cybenko", "Hornik", "Leshno", "polynomial", "exist"),
    ),
    Topic(
        "choosing today is custom, and four points rank nothing",
        ("theory/choosing",),
        ("custom", "transformers", "gates", "baseline|begin with", "four points|Four points"),
    ),
    Topic(
        "a derivative for the input, applied to the output",
        ("explaining/mistakes",),
        ("derivative", "always 1", "output"),
    ),
    Topic("two hidden ReLUs can", ("explaining/mistakes",), ("Two hidden ReLUs", "Goodfellow")),
    Topic(
        "restarts that count as successes", ("explaining/mistakes",), ("restarts", "seed", "tries")
    ),
    Topic("a power that is no power", ("explaining/mistakes",), ("ELU", "power", "expm1")),
    Topic("leaky ReLU can", ("explaining/mistakes",), ("Leaky ReLU can.t do complex",)),
    Topic(
        "sigmoid fails only with one recipe",
        ("explaining/mistakes",),
        ("Sigmoid", "learning rate"),
    ),
    Topic(
        "an epsilon in the logarithm",
        ("explaining/mistakes",),
        ("small number inside the logarithm", "constant"),
    ),
]


def holds(text, word):
    """Tell whether a text has a word; small ones may go on, as in folds, names may not."""
    end = r"(?!\w)" if word[0].isupper() else ""
    return re.search(rf"(?<!\w)(?:{word}){end}", text)


def lacking(topic, texts):
    """Name the pages of a topic that are missing, and the words that are on none of them."""
    there = " ".join(texts.get(f"{name}.html", "") for name in topic.pages)
    return [
        *(name for name in topic.pages if f"{name}.html" not in texts),
        *(word for word in topic.words if not holds(there, word)),
    ]


@pytest.fixture(scope="module")
def texts(pages):
    return {
        page.name: " ".join(page.soup.select_one("article").get_text(" ").split())
        for page in pages
        if page.soup.select_one("article")
    }


def test_a_page_or_a_word_that_is_missing_is_seen():
    topic = Topic("folding", ("a", "b"), ("fold", "Du", "one|two"))
    texts = {"a.html": "He folds two of them, During lunch", "c.html": "Du"}
    assert lacking(topic, texts) == ["b", "Du"]
    assert lacking(topic, texts | {"b.html": "by Du"}) == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_every_topic_has_its_place(topic, texts):
    assert lacking(topic, texts) == []
