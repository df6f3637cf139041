import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actdemo as ad

HAND = ad.Network(([[1, -2], [0.5, 3]], [[1e-7], [-4e5]]), ([0, -1], [0.25]))


def computed(text, x):
    """Evaluate the formulas as Python, with the inputs for x1, x2, …"""
    names = {f"x{i + 1}": value for i, value in enumerate(x)}
    names |= {name: function for name, function in ad.activations.items() if name.islower()}
    text = re.sub(r" \(dead\)|\n.*   at \(.*\)", "", text)
    text = re.sub(r"(h\d+)\((\d)\)", r"\1_\2", text)  # a unit of one of several layers
    lines = re.sub(r"\n +\+", " +", re.sub(r"\n +−", " −", text)).splitlines()
    for line in lines:
        left, right = line.replace("−", "-").replace("·", "*").split(" = ")
        names[left.strip()] = eval(right.strip(), {}, names)
    return names


def tokens(text):
    """Return letters, digits and signs of a formula in any format, without its markup."""
    markup = r"\\begin\{aligned\}|\\end\{aligned\}|\\operatorname|\\cancel|\\quad|\\text|\(dead\)"
    text = re.sub(markup + r"|\\[,\\]|[$&{}_\s·\u2062]", "", text)
    return re.sub(r"\\times10\^|×10|e(?=-?\d)", "e", text).replace("−", "-").replace("^", "")


@given(st.integers(1, 12), st.integers(0, 99), st.sampled_from(sorted(ad.activations)))
def test_numbers_compute_the_network(width, seed, hidden):
    start = ad.Network.initialized((2, width, 1), hidden, seed=seed)
    net = ad.train(start, *ad.xor(), epochs=1, seed=seed).network
    for x in ((0.25, -1.5), (1, 1)):
        result = computed(str(ad.equations(net, values=True)), x)
        assert result["z"] == pytest.approx(net([x])[0, 0], rel=1e-2, abs=1e-2)


def test_rows_are_broken_but_complete():
    net = ad.Network.initialized((2, 7, 1))
    text = str(ad.equations(net))
    assert max(map(len, text.splitlines())) < 60
    assert [text.count(f"v{k}·relu(h{k})") for k in range(1, 8)] == [1] * 7


def test_letters_of_the_tutorial():
    assert str(ad.equations(HAND)).splitlines() == [
        "h1 = b1 + w11·x1 + w21·x2",
        "h2 = b2 + w12·x1 + w22·x2",
        " z = c + v1·relu(h1) + v2·relu(h2)",
    ]


def test_numbers_with_their_signs_and_powers():
    assert str(ad.equations(HAND, values=True)).splitlines() == [
        "h1 = 0 + 1·x1 + 0.5·x2",
        "h2 = −1 − 2·x1 + 3·x2",
        " z = 0.25 + 1e-7·relu(h1) − 4e5·relu(h2)",
        " z = 0.25 + 1e-7·x1 + 5e-8·x2   at (1, 1)",
        " z = 0.25 + 1e-7·x1 + 5e-8·x2   at (1, 0)",
        " z = 4e5 + 8e5·x1 − 1.2e6·x2   at (0, 1)",
        " z = 0.25   at (0, 0)",
    ]


@pytest.mark.parametrize(("unit", "letters"), [(0, "u1 = v1·relu(h1)"), (1, "u2 = v2·relu(h2)")])
def test_one_unit_keeps_its_own_numbers(unit, letters):
    lines = str(ad.equations(HAND, unit=unit)).splitlines()
    assert lines == [letters, str(ad.equations(HAND)).splitlines()[unit]]
    share = computed(
        "\n".join(reversed(str(ad.equations(HAND, values=True, unit=unit)).splitlines())), (1, 2)
    )
    trace = HAND.forward([[1, 2]])
    assert share[f"u{unit + 1}"] == trace.activations[0][0, unit] * HAND.weights[1][unit, 0]


def test_deep_networks_number_their_layers_and_outputs():
    lines = str(ad.equations(ad.Network.initialized((1, 1, 1, 2), "tanh"))).splitlines()
    assert [line.strip() for line in lines] == [
        "h1(1) = b1(1) + w11(1)·x1",
        "h1(2) = b1(2) + w11(2)·tanh(h1(1))",
        "z1 = c1 + v11·tanh(h1(2))",
        "z2 = c2 + v12·tanh(h1(2))",
    ]


def test_each_layer_shows_its_own_activation_and_the_output_its_function():
    net = ad.Network.initialized((2, 1, 1, 2), ("tanh", "silu"), output="elu")
    text = str(ad.equations(net))
    assert "h1(2) = b1(2) + w11(2)·tanh(h1(1))" in text
    assert "z2 = c2 + v12·silu(h1(2))" in text
    assert text.splitlines()[-2:] == ["   y1 = elu(z1)", "   y2 = elu(z2)"]
    assert r"y_{1} &  = \operatorname{elu}(z_{1})" in ad.equations(net)._repr_latex_()


@pytest.mark.parametrize("output", ["tanh", "relu"])
def test_the_last_line_computes_what_the_network_returns(output):
    net = ad.Network.initialized((2, 3, 2, 1), ("tanh", "relu"), output=output, seed=5)
    lines = str(ad.equations(net, values=True)).replace("(1)", "a").replace("(2)", "b")
    for x in ((0.25, -1.5), (1, 1)):
        found = computed(lines, x)["y"]
        assert found == pytest.approx(net([x])[0, 0], rel=1e-2, abs=1e-2)


def test_formulas_at_a_point_are_those_of_the_logit():
    net = ad.Network(HAND.weights, HAND.biases, ("relu",), "tanh")
    text, plain = str(ad.equations(net, values=True)), str(ad.equations(HAND, values=True))
    assert [line for line in text.splitlines() if "tanh" in line] == [" y = tanh(z)"]
    assert text.replace(" y = tanh(z)\n", "") == plain
    assert str(ad.equations(net, unit=0)) == str(ad.equations(HAND, unit=0))


@pytest.mark.parametrize("hidden", [("relu", "absolute"), ("absolute", "relu")])
def test_the_formula_at_a_point_takes_each_layer_by_its_own_sides(hidden):
    net = ad.Network.initialized((2, 3, 3, 1), hidden, seed=4)
    for line in str(ad.equations(net, values=True, points=ad.xor()[0])).splitlines()[-4:]:
        formula, at = line.replace("−", "-").replace("·", "*").split("   at ")
        x1, x2 = eval(at)
        value = eval(formula.split(" = ")[1], {}, {"x1": x1, "x2": x2})
        assert value == pytest.approx(net([[x1, x2]])[0, 0], abs=2e-3)


def test_two_digit_indices_are_told_apart():
    assert "w1,10·x1 + w2,10·x2" in str(ad.equations(ad.Network.initialized((2, 10, 1))))


def test_without_hidden_layer():
    assert str(ad.equations(ad.Network.initialized((2, 1)))) == "z = c + v1·x1 + v2·x2"


@pytest.mark.parametrize("values", [False, True])
@pytest.mark.parametrize(
    "net", [HAND, ad.Network.initialized((2, 4, 1)), ad.Network.initialized((2, 2, 2, 1), "tanh")]
)
def test_latex_and_plain_text_say_the_same(net, values):
    shown = ad.equations(net, values=values)
    expected = tokens(str(shown))
    latex = re.sub(r"_\{([\d,]*)\}\^\{\((\d)\)\}", r"\1(\2)", shown._repr_latex_())
    assert tokens(latex) == expected
    assert repr(shown) == str(shown)


def test_names_are_not_typeset_as_subscripts():
    net = ad.Network.initialized((2, 1, 1), "leaky_relu")
    assert r"\operatorname{leaky-relu}" in ad.equations(net)._repr_latex_()


@pytest.mark.parametrize("unit", [2, 5])
def test_refuses_a_unit_that_is_not_there(unit):
    with pytest.raises(ValueError, match=f"unit must be at most 1, not {unit}"):
        ad.equations(HAND, unit=unit)


def test_refuses_a_unit_of_another_kind_of_network():
    with pytest.raises(
        ValueError, match="net must have one hidden layer and one output, not sizes 2-2-2-1"
    ):
        ad.equations(ad.Network.initialized((2, 2, 2, 1)), unit=0)


def test_refuses_what_is_no_network():
    with pytest.raises(TypeError, match="net must be of type Network, not 3"):
        ad.equations(3)


def test_zero_keeps_no_sign():
    net = ad.Network(([[-0.0]], [[1]]), ([-0.0], [0]))
    assert str(ad.equations(net, values=True)).startswith("h1 = 0 + 0·x1")


def test_equations_are_those_of_one_network():
    with pytest.raises(ValueError, match=r"net holds 2 networks; choose one, such as net\[0\]"):
        ad.equations(ad.Network.initialized((2, 2, 1), seed=range(2)))


DEAD = ad.Network(([[-1, 2], [-1, -1]], [[3], [1]]), ([0, 0.5], [0.25]))


def test_what_is_dead_is_struck_out_in_both_formats():
    shown = ad.equations(DEAD, values=True)
    assert str(shown).splitlines()[:3] == [
        "h1 = 0 − 1·x1 − 1·x2 (dead)",
        "h2 = 0.5 + 2·x1 − 1·x2",
        " z = 0.25 + 3·relu(h1) (dead) + 1·relu(h2)",
    ]
    struck = ["0-1x1-1x2", "3relu(h1)"]
    cancelled = re.findall(r"\\cancel\{((?:[^{}]|\{[^{}]*\})*)\}", shown._repr_latex_())
    assert [tokens(text) for text in cancelled] == struck


@pytest.mark.parametrize("unit", [0, 1])
def test_one_dead_unit_is_struck_out(unit):
    assert str(ad.equations(DEAD, values=True, unit=unit)).count("(dead)") == 2 * (unit == 0)


def test_letters_are_not_struck_out():
    assert "dead" not in str(ad.equations(DEAD))


def test_dead_is_asked_at_the_points():
    shown = str(ad.equations(DEAD, values=True, points=[[-1, -1], [0, 9]]))
    assert "dead" not in shown.splitlines()[0]
    assert "at (−1, −1)" in shown
    assert "\\text{at } (-1, -1)" in (
        ad.equations(DEAD, values=True, points=[[-1, -1]])._repr_latex_()
    )
    deep = ad.Network(([[-1], [-1]], [[1]], [[2]]), ([0], [-1], [0]))
    assert str(ad.equations(deep, values=True)).splitlines() == [
        "h1(1) = 0 − 1·x1 − 1·x2 (dead)",
        "h1(2) = −1 + 1·relu(h1(1)) (dead)",
        "    z = 0 + 2·relu(h1(2)) (dead)",
        *(f"    z = 0   at {point}" for point in ("(1, 1)", "(1, 0)", "(0, 1)", "(0, 0)")),
    ]


STRAIGHT = {"identity", "step", "relu", "leaky_relu", "absolute"}


@pytest.mark.parametrize("hidden", sorted(ad.activations))
@pytest.mark.parametrize("sizes", [(2, 5, 1), (2, 3, 4, 2)])
def test_the_formula_at_a_point_holds_there_and_around(hidden, sizes):
    start = ad.Network.initialized(sizes, hidden, seed=3)
    biases = [np.random.default_rng(k).uniform(-1, 1, b.shape) for k, b in enumerate(start.biases)]
    net = ad.Network(start.weights, biases, hidden)
    pieces = [eq for eq in ad.equations(net, values=True).equations if eq.point]
    if hidden not in STRAIGHT:
        assert pieces == []
        return
    X, outputs = ad.xor()[0], sizes[-1]
    assert len(pieces) == 4 * outputs
    for number, piece in enumerate(pieces):
        x, output = X[number // outputs], number % outputs
        for near in (x, np.add(x, (1e-6, -2e-6))):
            inputs = {"x1": near[0], "x2": near[1]}
            total = sum(
                Fraction(term.coefficient) * Fraction(inputs[term.factor])
                if term.factor
                else Fraction(term.coefficient)
                for term in piece.terms
            )
            assert float(total) == pytest.approx(net([near])[0, output], abs=1e-12)


def test_no_formula_at_points_unless_there_are_two_inputs_or_points():
    net = ad.Network.initialized((3, 2, 1))
    assert " at " not in str(ad.equations(net, values=True))
    assert "at (1, 2, 3)" in str(ad.equations(net, values=True, points=[[1, 2, 3]]))


def test_refuses_points_that_do_not_fit():
    with pytest.raises(ValueError, match=r"points must have shape \(n, 2\), not \(1, 3\)"):
        ad.equations(DEAD, values=True, points=[[1, 2, 3]])


def test_a_region_has_one_formula_without_what_rounding_leaves():
    net = ad.Network(
        ([[0.1, 0.2], [0.3, 0.7]], [[0.3], [0.6]]), ([0.1, 0.2], [-0.03 - 0.12]), "relu"
    )
    pieces = [line for line in str(ad.equations(net, values=True)).splitlines() if " at " in line]
    assert {piece.split("   at ")[0].strip() for piece in pieces} == {"z = 0.15·x1 + 0.51·x2"}


def test_a_point_where_rounding_decides_has_the_formula_of_its_region():
    """At (1, 1) the pre-activation is 5.6e-17, and rounds to 0."""
    net = ad.Network(([[0.2], [0.8]], [[1]]), ([-1], [0]))
    lines = str(ad.equations(net, values=True)).splitlines()
    assert lines[2] == " z = −1 + 0.2·x1 + 0.8·x2   at (1, 1)"
    assert lines[3] == " z = 0   at (1, 0)"


def test_what_no_double_holds_is_not_written():
    net = ad.Network(([[1e200], [1]], [[1e200]]), ([0], [0]))
    text = str(ad.equations(net, values=True))
    assert "inf" not in text
    assert "nan" not in text
    assert [line for line in text.splitlines() if " at " in line] == [" z = 0   at (0, 0)"]


def test_a_slope_that_is_lost_below_the_doubles_is_left_out():
    net = ad.Network(([[1e-200], [1]], [[1e-200]]), ([0], [1]), "identity")
    assert " z = 1 + 1e-200·x2   at (1, 1)" in str(ad.equations(net, values=True)).splitlines()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("my_relu", "my-relu"),
        ("a & b", r"a\ \&\ b"),
        ("50 % {<x>}", r"50\ \%\ \{\lt x\gt \}"),
        ("$ # ^ ~", r"\$\ \#\ \wedge \ \sim "),
        ("\\cancel", r"\backslash cancel"),
    ],
)
def test_names_are_escaped(name, shown):
    own = ad.Activation(name, np.asarray, np.ones_like)
    net = ad.Network(([[1], [1]], [[1]]), ([0], [0]), own)
    assert rf"\operatorname{{{shown}}}(h_{{1}})" in ad.equations(net)._repr_latex_()
    assert f"{name}(h1)" in str(ad.equations(net))
    told = ad.explain(net, *ad.xor())._repr_html_()
    assert "<x>" not in told


# Any depth, any number of inputs, against fractions.

SIDES = {  # slope and start, off and on
    "identity": ((1, 0), (1, 0)),
    "step": ((0, 0), (0, 1)),
    "relu": ((0, 0), (1, 0)),
    "leaky_relu": ((Fraction(0.01), 0), (1, 0)),
    "absolute": ((-1, 0), (1, 0)),
}


def whole(random, names, sizes):
    """Return a network whose weights have few digits, each layer with its own activation."""
    shapes = list(pairwise(sizes))
    return ad.Network(
        [random.integers(-7, 8, shape) / 8 for shape in shapes],
        [random.integers(-7, 8, n) / 8 for _, n in shapes],
        random.choice(names, len(shapes) - 1).tolist(),
    )


def shapes(random):
    """Return one to four inputs, none to four hidden layers, one or two outputs."""
    return [*random.integers(1, 5, random.integers(1, 6)).tolist(), int(random.integers(1, 3))]


def exactly(net, x):
    """Return the outputs as fractions, and how far a step may go until a unit changes sides."""
    values, room, steep = list(map(Fraction, x)), Fraction(1), Fraction(1)
    for W, b, f in zip(net.weights, net.biases, net.functions, strict=True):
        columns = zip(*(map(Fraction, row) for row in W.tolist()), strict=True)
        values = [
            sum((w * value for w, value in zip(column, values, strict=True)), Fraction(start))
            for column, start in zip(columns, b.tolist(), strict=True)
        ]
        steep *= max(Fraction(total) for total in abs(W).sum(axis=0).tolist()) or 1
        if f:
            room = min([room, *(abs(h) / steep for h in values if f.name != "identity")])
            lines = [SIDES[f.name][h > 0] for h in values]
            values = [slope * h + at for (slope, at), h in zip(lines, values, strict=True)]
    return values, room


@pytest.mark.parametrize("seed", range(80))
def test_at_any_depth_the_formula_at_a_point_has_the_slopes_that_steps_measure(seed):
    random = np.random.default_rng(seed)
    net = whole(random, sorted(SIDES), shapes(random))
    X = random.integers(-16, 17, (4, net.sizes[0])) / 16
    shown = [eq for eq in ad.equations(net, values=True, points=X).equations if eq.point]
    assert len(shown) == len(X) * net.sizes[-1]
    for number, (_, terms, _, _) in enumerate(shown):
        (k, output), inputs = divmod(number, net.sizes[-1]), range(1, net.sizes[0] + 1)
        line = {term.factor: term.coefficient for term in terms}
        here, room = exactly(net, X[k])
        assert float(here[output]) == pytest.approx(net(X[[k]])[0, output], rel=1e-12, abs=1e-12)
        if not room:  # on a crease; a step may lead to its other side
            continue
        constant = here[output]
        for i in inputs:
            step = room / 2
            there = [Fraction(x) + step * (i == j) for j, x in enumerate(X[k].tolist(), 1)]
            slope = (exactly(net, there)[0][output] - here[output]) / step
            assert line.get(f"x{i}", 0) == float(slope)
            constant -= slope * Fraction(X[k][i - 1])
        assert line.get("", 0) == float(constant)


@pytest.mark.parametrize("seed", range(40))
def test_at_any_depth_numbers_compute_the_network_to_the_bit(seed):
    random = np.random.default_rng([seed, 1])
    net = whole(random, sorted(ad.activations), shapes(random))
    x = random.integers(-16, 17, net.sizes[0]) / 16
    found = computed(str(ad.equations(net, values=True, points=[x])), x.tolist())
    names = ["z"] if net.sizes[-1] == 1 else ["z1", "z2"]
    assert [float(found[name]) for name in names] == net(x)[0].tolist()


@pytest.mark.parametrize("values", ["no", None, 1, np.array([True, False])])
def test_values_are_wanted_or_not(values):
    with pytest.raises(TypeError, match=r"^values must be of type bool, not "):
        ad.equations(ad.Network.initialized((2, 3, 1)), values=values)


@pytest.mark.parametrize(("outputs", "names"), [(1, ["z"]), (2, ["z1", "z2"])])
def test_formulas_at_a_point_have_the_names_of_their_outputs(outputs, names):
    net = ad.Network.initialized((2, 3, outputs), seed=1)
    rows = str(ad.equations(net, values=True)).splitlines()
    at_points = [row.split(" = ")[0].strip() for row in rows if "   at (" in row]
    assert at_points == names * 4
