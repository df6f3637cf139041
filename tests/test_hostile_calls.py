"""Whatever a public callable is given, it works or says in words which argument is wrong."""

import inspect

import numpy as np
import pytest
from hostile_calls import CALLS, PLOTS, RECORDS, attempt, changed, check, masked
from hypothesis import given, settings
from hypothesis import strategies as st

import actdemo as ad

EVERY = CALLS | PLOTS
METHODS = {  # those that the reference describes
    *("Activation.__call__", "Activation.derivative", "Activation.variant"),
    *("Network.initialized", "Network.__call__", "Network.forward", "Network.gradients"),
    *("Network.__getitem__", "Loss.level", "Loss.decide"),
}


@pytest.mark.parametrize("name", EVERY)
def test_the_calls_work_as_they_are(name):
    assert not isinstance(attempt(EVERY[name], {}), Exception)


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=20)
@given(data=st.data())
def test_a_call_works_or_says_what_is_wrong(name, data):
    check(CALLS[name], data.draw(changed(CALLS[name])))


@pytest.mark.parametrize("name", PLOTS)
@settings(max_examples=6)
@given(data=st.data())
def test_a_picture_is_drawn_or_says_what_is_wrong(name, data):
    check(PLOTS[name], data.draw(changed(PLOTS[name])))


def named(name):
    """Return what a name stands for, such as plots.points or Network.forward."""
    thing = ad
    for part in name.split("."):
        thing = getattr(thing, part)
    return thing


def arguments(name):
    """Return the arguments of a call; those of a variant are the parameters of its function."""
    return set(inspect.signature(named(name)).parameters) - {"self", "changes"}


def test_no_public_name_is_left_out():
    names = [*ad.__all__, *(f"plots.{name}" for name in ad.plots.__all__)]
    colours = {"plots.SHADES", "plots.SIGNED"}  # maps of them, which matplotlib made callable
    public = {name for name in names if callable(named(name))} - colours - set(ad.activations)
    wanting = {name for name in public - RECORDS if arguments(name)}
    tried = {name for name in EVERY if name in public | METHODS}
    assert tried == wanting | METHODS
    assert public > RECORDS


@pytest.mark.parametrize("name", sorted({*CALLS, *PLOTS} & {*ad.__all__, *METHODS, *PLOTS}))
def test_no_argument_is_left_out(name):
    if callable(named(name)):
        assert arguments(name) <= set(EVERY[name][1])


FAULTS = {
    "names another argument": (ad.softmax, None, pytest.fail.Exception),
    "divides by 0": (lambda x: 1 / x, 0, ZeroDivisionError),
    "warns": (lambda x: 1 / np.float64(x), 0, RuntimeWarning),
    "gives complex numbers": (lambda x: 1j * np.asarray(x), 1.0, AssertionError),
    "loses a mask": (lambda x: np.sum(np.asarray(x)), masked(), AssertionError),
    "depends on the kind": (lambda x: getattr(x, "itemsize", 0), np.ones(2), AssertionError),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault):
    function, value, error = FAULTS[fault]

    def call(x):
        return function(x)

    with pytest.raises(error):
        check((call, {"x": 1.0}), {"x": value})
