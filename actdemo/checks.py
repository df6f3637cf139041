"""Bad input, refused in words: which argument, what came, what is allowed."""

import difflib
from itertools import islice
from math import inf
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .arithmetic.elementary import LARGEST, Array

T = TypeVar("T")
# Characters of a value in a message, entries of a sequence, numbers that are kept.
LONGEST, MANY, MOST = 100, 2**20, 2**30
NO_NUMBER = bool | np.bool_ | np.timedelta64  # though they count as whole numbers
REAL = int | float | np.integer | np.floating


def shown(value: object) -> str:
    """Return how a value is written, or its type where that is long or fails."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  the value may be anything
        text = ""
    return text if 0 < len(text) <= LONGEST else f"an object of type {type(value).__name__}"


class Registry(dict[str, T]):
    """A mapping from names to things of one kind that answers an unknown name with the nearest."""

    def __init__(self, kind: str, things: dict[str, T], **aliases: str) -> None:
        super().__init__(things)
        self.kind, self.aliases = kind, aliases

    def __getitem__(self, name: object) -> T:
        if not isinstance(name, str):
            raise TypeError(f"{self.kind} must be a name, not {shown(name)}")
        if name in self:
            return super().__getitem__(name)
        near = difflib.get_close_matches(name.lower(), [*self.aliases, *self], n=1)
        hint = f"; did you mean {self.aliases.get(near[0], near[0])!r}?" if near else "."
        raise ValueError(f"unknown {self.kind} {shown(name)}{hint} Known: {', '.join(self)}")


def numbers(name: str, value: object) -> NDArray[Any]:
    """Return value as an array of real numbers of any kind, or say what is wrong with it."""
    parts = [value, *(value if isinstance(value, list | tuple) else ())]
    if any(isinstance(part, np.ma.MaskedArray) for part in parts):
        raise TypeError(f"{name} must not be masked: fill or leave out what is missing")
    try:
        array = np.asarray(value)
    except Exception as error:  # noqa: BLE001  whatever an object answers
        raise ValueError(f"{name} must be an array of numbers: {error}") from None
    if array.dtype.kind not in "buif":
        raise TypeError(f"{name} must hold real numbers, not {array.dtype}")
    return array


def real_array(name: str, value: object, shape: str = "", *ndims: int) -> Array:
    """Return value as a finite float64 array that is not empty, or say what is wrong with it."""
    array = numbers(name, value)
    if ndims and array.ndim not in ndims:
        raise ValueError(f"{name} must have shape{shape}, not {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: shape {array.shape}")
    with np.errstate(all="ignore"):
        array = array.astype(np.float64)
    if not np.isfinite(array).all():
        bad = array[~np.isfinite(array)][0]
        raise ValueError(f"{name} must be finite; it contains {bad}")
    return array


def rows(name: str, value: object, columns: int) -> Array:
    """Return value as an array of rows, of which one may stand alone, or say what is wrong."""
    array = real_array(name, value)
    if array.shape == (columns,):
        array = array[None]
    if array.shape[1:] != (columns,):
        raise ValueError(f"{name} must have shape (n, {columns}), not {array.shape}")
    return array


def fitted(name: str, value: object, shape: tuple[int, ...], why: str = "") -> Array:
    """Return value as an array of that shape, which axes of length 1 do not change, or say why."""
    array = real_array(name, value)
    if [n for n in array.shape if n != 1] != [n for n in shape if n != 1]:
        raise ValueError(f"{name} must have shape {shape}{why}, not {array.shape}")
    return array.reshape(shape)


def labels(name: str, value: object, count: int, pair: Any = (0.0, 1.0)) -> Any:
    """Return for each of so many labels which of two it is, or say what is wrong with them."""
    found = fitted(name, value, (count,))
    strange = found[~np.isin(found, pair)]
    if strange.size:
        allowed = "{:g} or {:g}".format(*pair)
        raise ValueError(f"{name} must hold labels {allowed}; it contains {strange[0]:g}")
    return np.searchsorted(pair, found)


def sequence(name: str, value: Any, kind: str) -> tuple[Any, ...]:
    """Return the entries of a sequence, or say that it is none or too long."""
    if not np.iterable(value) or isinstance(value, set | frozenset):
        raise TypeError(f"{name} must be a sequence of {kind}, not {shown(value)}")
    entries = tuple(islice(value, MANY + 1))
    if len(entries) > MANY:
        raise ValueError(f"{name} must have at most {MANY} entries")
    return entries


def whole_number(name: str, value: object, least: int, most: float = inf, why: str = "") -> int:
    """Return value as an int within these bounds, or say what is wrong with it."""
    if isinstance(value, NO_NUMBER) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be a whole number, not {shown(value)}")
    if not least <= value <= most:
        bound = f"least {least}" if value < least else f"most {most}{why}"
        raise ValueError(f"{name} must be at {bound}, not {shown(value)}")
    return int(value)


def real_number(name: str, value: object, least: float = -inf) -> float:
    """Return value as a finite float that is at least the least, or say what is wrong with it."""
    if isinstance(value, NO_NUMBER) or not isinstance(value, REAL):
        raise TypeError(f"{name} must be a number, not {shown(value)}")
    number = value if isinstance(value, int) else float(value)
    if not max(least, -LARGEST) <= number <= LARGEST:
        bound = f" and at least {least:g}" if least > -inf else ""
        raise ValueError(f"{name} must be finite{bound}, not {shown(value)}")
    return float(number)


def instance(name: str, value: object, *kinds: Any) -> None:
    """Refuse a value of another type."""
    if not isinstance(value, kinds):
        known = " or ".join(kind.__name__.replace("NoneType", "None") for kind in kinds)
        raise TypeError(f"{name} must be of type {known}, not {shown(value)}")


def one_of(name: str, value: object, *allowed: str | None) -> None:
    """Refuse a word that is not allowed."""
    if not isinstance(value, str | None) or value not in allowed:
        words = " or ".join(map(repr, allowed))
        raise ValueError(f"{name} must be {words}, not {shown(value)}")


def made(name: str, result: object, given: Array, *, undefined: bool = False) -> Array:
    """Return what a function of one's own made of an array, or say what is wrong with it."""
    array = numbers(name, result)
    if array.shape != given.shape:
        raise ValueError(f"{name} must keep the shape {given.shape}, not return {array.shape}")
    lost = np.isnan(array) & np.isfinite(given)
    if lost.any() and not undefined:
        raise ValueError(f"{name} is nan at {given[lost][0]:g}; it must be a number everywhere")
    return array
