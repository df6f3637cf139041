"""Every value that nobody should pass, as every argument; and many more by two."""

import pytest
from hostile_calls import CALLS, PLOTS, SINGLE, changed, check
from hypothesis import given, settings
from hypothesis import strategies as st

EVERY = CALLS | PLOTS
pytestmark = pytest.mark.full


@pytest.mark.parametrize(
    ("name", "argument"), [(name, argument) for name in EVERY for argument in EVERY[name][1]]
)
def test_no_value_breaks_a_call(name, argument):
    for value in SINGLE:
        check(EVERY[name], {argument: value})


@pytest.mark.parametrize("name", [name for name in EVERY if EVERY[name][1]])
def test_no_two_values_break_a_call(name):
    @settings(max_examples=60 if name in PLOTS else 300)
    @given(data=st.data())
    def try_it(data):
        check(EVERY[name], data.draw(changed(EVERY[name])))

    try_it()
