"""Bad input is answered in words."""

import itertools
import math
import re

import numpy as np
import pytest

from actdemo import checks
from actdemo.checks import Registry, instance, numbers, real_array, real_number, whole_number

FRUIT = Registry("fruit", {"apple": 1, "banana": 2}, plantain="banana")


class Speechless:
    def __repr__(self):
        raise RuntimeError("no words")

    def __array__(self, *_, **__):
        raise RuntimeError("no array")


def test_a_registry_is_a_mapping():
    assert FRUIT["apple"] == 1
    assert list(FRUIT) == ["apple", "banana"]
    assert "cherry" not in FRUIT


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("aple", ValueError, "unknown fruit 'aple'; did you mean 'apple'? Known: apple, banana"),
        ("BANANA", ValueError, "unknown fruit 'BANANA'; did you mean 'banana'? Known: apple, "),
        (
            "plantain",
            ValueError,
            "unknown fruit 'plantain'; did you mean 'banana'? Known: apple, ",
        ),
        ("Plantains", ValueError, "unknown fruit 'Plantains'; did you mean 'banana'? Known: "),
        ("xyz", ValueError, "unknown fruit 'xyz'. Known: apple, banana"),
        ("", ValueError, "unknown fruit ''. Known: apple, banana"),
        (3, TypeError, "fruit must be a name, not 3"),
        (None, TypeError, "fruit must be a name, not None"),
        (["apple"], TypeError, "fruit must be a name, not ['apple']"),
    ],
)
def test_a_registry_answers_unknown_names(name, error, message):
    with pytest.raises(error, match=re.escape(message)):
        FRUIT[name]


@pytest.mark.parametrize("value", [[[1, 2]], ((1.0, 2.0),), np.float32([[1, 2]]), [[True, 2]]])
def test_whatever_holds_real_numbers_becomes_float64(value):
    array = real_array("X", value, " (n, 2)", 2)
    assert array.dtype == np.float64
    assert array.tolist() == [[1.0, 2.0]]


def test_an_array_is_copied():
    given = np.array([1.0, 2.0])
    real_array("X", given)[0] = 5.0
    assert given.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ([1.0, 2.0], ValueError, "X must have shape (n, 2), not (2,)"),
        (3.0, ValueError, "X must have shape (n, 2), not ()"),
        (np.empty((0, 2)), ValueError, "X is empty: shape (0, 2)"),
        ([[1.0, math.nan]], ValueError, "X must be finite; it contains nan"),
        ([[1.0, -math.inf]], ValueError, "X must be finite; it contains -inf"),
        ([[math.inf, 1.0]], ValueError, "X must be finite; it contains inf"),
        ([[1.0], [1.0, 2.0]], ValueError, "X must be an array of numbers: setting an array "),
        ([["a", "b"]], TypeError, "X must hold real numbers, not <U1"),
        ("12", TypeError, "X must hold real numbers, not <U2"),
        ([[1j, 2.0]], TypeError, "X must hold real numbers, not complex128"),
        (None, TypeError, "X must hold real numbers, not object"),
        ([[10**400, 1]], TypeError, "X must hold real numbers, not object"),
        (
            np.longdouble("1e4000") * np.ones((1, 2)),
            ValueError,
            "X must be finite; it contains in",
        ),
        (np.ma.masked_less([[1.0, 2.0]], 1.5), TypeError, "X must not be masked: fill or leave"),
        ([np.ma.masked_less([1.0, 2.0], 0)], TypeError, "X must not be masked: fill or leave out"),
        ([np.ma.masked], TypeError, "X must not be masked: fill or leave out what is missing"),
        (Speechless(), ValueError, "X must be an array of numbers: no array"),
    ],
)
def test_arrays_are_refused_in_words(value, error, message):
    with pytest.raises(error, match=re.escape(message)):
        real_array("X", value, " (n, 2)", 2)


def test_any_shape_will_do_where_none_is_asked_for():
    assert real_array("X", 3).shape == ()
    assert real_array("X", np.ones((1, 2, 3))).shape == (1, 2, 3)


def test_numbers_may_be_of_any_kind_and_size():
    assert numbers("x", np.float32([math.nan, math.inf])).dtype == np.float32
    assert numbers("x", []).shape == (0,)


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3)], ids=repr)
def test_a_whole_number_becomes_an_int(value):
    assert type(whole_number("epochs", value, 3)) is int
    assert whole_number("epochs", value, 3) == 3


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (2, ValueError, "epochs must be at least 3, not 2"),
        (-1, ValueError, "epochs must be at least 3, not -1"),
        (3.0, TypeError, "epochs must be a whole number, not 3.0"),
        (True, TypeError, "epochs must be a whole number, not True"),
        (np.True_, TypeError, "epochs must be a whole number, not np.True_"),
        ("3", TypeError, "epochs must be a whole number, not '3'"),
        (None, TypeError, "epochs must be a whole number, not None"),
        ([3], TypeError, "epochs must be a whole number, not [3]"),
        (math.nan, TypeError, "epochs must be a whole number, not nan"),
        (np.timedelta64(5, "s"), TypeError, "epochs must be a whole number, not np.timedelta64(5"),
        (10, ValueError, "epochs must be at most 9, that is why, not 10"),
        pytest.param(
            10**5000,
            ValueError,
            "epochs must be at most 9, that is why, not an object of type int",
            id="huge",
        ),
    ],
)
def test_what_is_no_whole_number_is_refused_in_words(value, error, message):
    with pytest.raises(error, match=re.escape(message)):
        whole_number("epochs", value, 3, 9, ", that is why")


def test_a_whole_number_may_be_any_large_one_and_the_largest():
    assert whole_number("seed", 10**400, 0) == 10**400
    assert whole_number("epochs", 9, 3, 9) == 9


@pytest.mark.parametrize("value", [0.5, np.float32(0.5), np.float64(0.5)], ids=repr)
def test_a_real_number_becomes_a_float(value):
    assert type(real_number("lr", value)) is float
    assert real_number("lr", value, 0.5) == 0.5
    assert real_number("lr", np.int64(-2)) == -2.0


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (-0.5, ValueError, "lr must be finite and at least 0, not -0.5"),
        (math.nan, ValueError, "lr must be finite and at least 0, not nan"),
        (math.inf, ValueError, "lr must be finite and at least 0, not inf"),
        (True, TypeError, "lr must be a number, not True"),
        (np.False_, TypeError, "lr must be a number, not np.False_"),
        ("0.1", TypeError, "lr must be a number, not '0.1'"),
        (np.complex128(1), TypeError, "lr must be a number, not np.complex128(1+0j)"),
        ([0.1], TypeError, "lr must be a number, not [0.1]"),
        (10**400, ValueError, "lr must be finite and at least 0, not an object of type int"),
        (-(10**400), ValueError, "lr must be finite and at least 0, not an object of type int"),
        (np.longdouble("1e4000"), ValueError, "lr must be finite and at least 0, not np.longdoub"),
        (np.timedelta64(5, "s"), TypeError, "lr must be a number, not np.timedelta64(5,'s')"),
        (Speechless(), TypeError, "lr must be a number, not an object of type Speechless"),
    ],
)
def test_what_is_no_real_number_is_refused_in_words(value, error, message):
    with pytest.raises(error, match=re.escape(message)):
        real_number("lr", value, 0.0)


def test_what_is_of_another_type_is_refused_in_words():
    instance("n", 3, int)
    with pytest.raises(TypeError, match=r"^n must be of type int, not '3'$"):
        instance("n", "3", int)


def test_a_number_without_bounds_must_still_be_finite():
    with pytest.raises(ValueError, match=r"^slope must be finite, not -inf$"):
        real_number("slope", -math.inf)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        ([1] * 30, repr([1] * 30)),
        ([1] * 40, "an object of type list"),
        pytest.param(10**5000, "an object of type int", id="huge"),
        (Speechless(), "an object of type Speechless"),
    ],
)
def test_what_came_is_shown_if_that_is_short_and_can_be_done(value, text):
    assert checks.shown(value) == text


def test_the_largest_double_is_a_number():
    assert real_number("lr", 1.7976931348623157e308) == 1.7976931348623157e308
    assert real_number("lr", -1.7976931348623157e308) == -1.7976931348623157e308


@pytest.mark.parametrize("value", [[[1, 2]], [1, 2], np.float32([1, 2])])
def test_one_row_may_stand_alone(value):
    assert checks.rows("X", value, 2).tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize("value", [[1, 2, 3], [[1], [2]], 1, [[[1, 2]]], [[1, 2, 3]]])
def test_other_rows_are_refused(value):
    message = f"X must have shape (n, 2), not {np.shape(value)}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        checks.rows("X", value, 2)


@pytest.mark.parametrize("value", [[1, 2], [[1], [2]], [[1, 2]], [[[1], [2]]]])
@pytest.mark.parametrize("shape", [(2,), (2, 1), (1, 2)])
def test_axes_of_length_1_make_no_difference(value, shape):
    array = checks.fitted("y", value, shape)
    assert array.shape == shape
    assert array.ravel().tolist() == [1.0, 2.0]


@pytest.mark.parametrize("value", [[1, 2, 3], 1, np.ones((2, 2)), np.ones((4, 3)), np.ones(12)])
def test_another_order_or_number_makes_one(value):
    message = f"y must have shape (3, 4) to fit, not {np.shape(value)}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        checks.fitted("y", value, (3, 4), " to fit")


def test_labels_are_0_or_1():
    assert checks.labels("y", [[True], [False]], 2).tolist() == [1.0, 0.0]
    for strange in (0.7, 2, -1):
        with pytest.raises(
            ValueError, match=f"^y must hold labels 0 or 1; it contains {strange}$"
        ):
            checks.labels("y", [0, 1, strange], 3)


@pytest.mark.parametrize("value", [(1, 2), [1, 2], np.array([1, 2]), iter([1, 2]), range(1, 3)])
def test_a_sequence_becomes_a_tuple(value):
    assert checks.sequence("sizes", value, "numbers") == (1, 2)


@pytest.mark.parametrize("value", [3, None, {1, 2}, frozenset(), np.array(3)])
def test_what_has_no_order_is_no_sequence(value):
    with pytest.raises(TypeError, match=r"^sizes must be a sequence of numbers, not "):
        checks.sequence("sizes", value, "numbers")


@pytest.mark.parametrize("value", [range(2**70), itertools.repeat(1), np.zeros(2**20 + 1)])
def test_a_sequence_has_an_end(value):
    with pytest.raises(ValueError, match=r"^sizes must have at most 1048576 entries$"):
        checks.sequence("sizes", value, "numbers")


def test_a_sequence_may_be_long():
    assert len(checks.sequence("sizes", range(2**20), "numbers")) == 2**20


def test_one_word_of_several():
    checks.one_of("by", "height", "height", None)
    checks.one_of("by", None, "height", None)
    for value, shown in ((3, "3"), ("Height", "'Height'"), (["height"], r"\['height'\]")):
        with pytest.raises(ValueError, match=f"^by must be 'height' or None, not {shown}$"):
            checks.one_of("by", value, "height", None)


def test_none_is_a_type_of_its_own():
    instance("n", None, int, type(None))
    with pytest.raises(TypeError, match=r"^n must be of type int or None, not '3'$"):
        instance("n", "3", int, type(None))


@pytest.mark.parametrize(
    ("result", "error", "message"),
    [
        ([1.0], ValueError, "f must keep the shape (2,), not return (1,)"),
        (None, TypeError, "f must hold real numbers, not object"),
        ([1j, 1], TypeError, "f must hold real numbers, not complex128"),
        ([1.0, math.nan], ValueError, "f is nan at 4; it must be a number everywhere"),
    ],
)
def test_what_a_function_of_ones_own_makes(result, error, message):
    assert checks.made("f", [1, math.inf], np.array([3.0, 4.0])).tolist() == [1.0, math.inf]
    assert math.isnan(checks.made("f", [math.nan], np.array([math.inf]))[0])
    assert math.isnan(checks.made("f", [math.nan], np.array([3.0]), undefined=True)[0])
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        checks.made("f", result, np.array([3.0, 4.0]))
