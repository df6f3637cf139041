"""What formulas do to a number, written out: the bits of arrays, and no exception."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actdemo as ad
from actdemo.arithmetic import elementary, script
from actdemo.arithmetic.script import block, body, run, written

SPECIAL = [0.0, -0.0, 5e-324, 1e-300, 0.5, 1.0, 699.99, 700.0, 745.2, 1e6, 1e17, 1.7e308, math.inf]
NUMBERS = [*SPECIAL, *(-x for x in SPECIAL), math.nan, *np.linspace(-50, 50, 401).tolist()]
ELEMENTARY = ["exp", "expm1", "log1p", "tanh", "sin", "cos", "tail_ratio"]
VARIANTS = [
    ad.relu.variant(kink=0.5),
    ad.elu.variant(alpha=-0.3),
    ad.leaky_relu.variant(slope=0.0),
]


def number(formula, scope=script.NUMBERS):
    return run(block("def f(x0):", body(formula)), scope)["f"]


def same(ours, theirs):
    return (ours == theirs and math.copysign(1, ours) == math.copysign(1, theirs)) or (
        math.isnan(ours) and math.isnan(theirs)
    )


def check(formula, numbers=NUMBERS):
    written = number(formula)
    with elementary.quiet():
        right = formula(np.array(numbers)).tolist()
    found = [float(written(x)) for x in numbers]
    wrong = [(x, a, b) for x, a, b in zip(numbers, found, right, strict=True) if not same(a, b)]
    assert wrong == []


@pytest.mark.parametrize("name", ELEMENTARY)
def test_elementary_functions_of_a_number_are_those_of_arrays(name):
    lowest, highest = {"log1p": (-0.99, 1.7e308), "tail_ratio": (0.0, math.inf)}.get(
        name, (-math.inf, math.inf)
    )
    numbers = [x for x in NUMBERS if lowest <= x <= highest or math.isnan(x)]
    check(getattr(elementary, name), numbers)


@pytest.mark.parametrize(
    "hidden",
    [*ad.activations.values(), *VARIANTS],
    ids=[*ad.activations, "relu of slope 0.5 at 0", "elu that falls", "leaky_relu that does not"],
)
@pytest.mark.parametrize("what", ["value", "slope"])
def test_activations_of_a_number_are_those_of_arrays(hidden, what):
    check(getattr(hidden, what))


def test_roots_of_a_number_are_those_of_arrays():
    check(np.sqrt, [x for x in NUMBERS if not x < 0])


@given(x=st.floats(-1e4, 1e4))
def test_exp_of_any_number_is_that_of_arrays(x):
    assert same(script.NUMBERS["exp"](x), elementary.exp(np.array([x]))[0])


def test_nothing_is_written_twice_or_in_vain():
    def twice(x, y):
        _ = x / y
        return [elementary.exp(x + y), elementary.exp(y + x) * 2.0]

    lines, results = written(twice, ["x0", "x1"])
    assert lines == ["t2 = exp((x0 + x1))"]
    assert results == ["t2", "(t2 * 2.0)"]
    assert written(lambda x, y: (x / y, 3), ["x0", "x1"]) == ([], ["(x0 / x1)", "3.0"])


def test_a_branch_that_is_not_taken_is_not_computed():
    f = number(lambda x: np.where(x > 0.0, x, elementary.exp(x)), {})
    assert f(2.0) == 2.0
    with pytest.raises(NameError, match="exp"):
        f(-2.0)


def test_a_long_sum_is_cut_into_lines_that_python_takes():
    f = number(lambda x: elementary.ordered_sum([x] * 999 + [x * x]))
    assert f(3.0) == 999 * 3.0 + 9.0


def test_what_cannot_be_written_is_refused():
    with pytest.raises(TypeError, match=r"script\.OPERATIONS, not cbrt"):
        number(np.cbrt)
