"""Bad input, refused in words: which argument, what came, what is allowed."""

from __future__ import annotations

import difflib
import math
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .arithmetic.elementary import Array

T = TypeVar("T")


class Registry(dict[str, T]):
    """A mapping from names to things of one kind that answers an unknown name with the nearest."""

    def __init__(self, kind: str, things: dict[str, T]) -> None:
        super().__init__(things)
        self.kind = kind

    def __getitem__(self, name: object) -> T:
        if not isinstance(name, str):
            raise TypeError(f"{self.kind} must be a name, not {name!r}")
        if name in self:
            return super().__getitem__(name)
        near = difflib.get_close_matches(name.lower(), self, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        raise ValueError(f"unknown {self.kind} {name!r}{hint} Known: {', '.join(self)}")


def numbers(name: str, value: object) -> NDArray[Any]:
    """Return value as an array of real numbers of any kind, or say what is wrong with it."""
    try:
        array = np.asarray(value)
    except ValueError as error:
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
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        bad = array[~np.isfinite(array)][0]
        raise ValueError(f"{name} must be finite; it contains {bad}")
    return array


def whole_number(name: str, value: object, least: int) -> int:
    """Return value as an int that is at least the least, or say what is wrong with it."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, not {value}")
    return int(value)


def real_number(name: str, value: object, least: float = -math.inf) -> float:
    """Return value as a finite float that is at least the least, or say what is wrong with it."""
    if isinstance(value, bool | np.bool_) or not isinstance(
        value, int | float | np.integer | np.floating
    ):
        raise TypeError(f"{name} must be a number, not {value!r}")
    if not math.isfinite(value) or value < least:
        bound = f" and at least {least:g}" if least > -math.inf else ""
        raise ValueError(f"{name} must be finite{bound}, not {value!r}")
    return float(value)


def instance(name: str, value: object, kind: type) -> None:
    """Refuse a value of another type."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be of type {kind.__name__}, not {value!r}")


def one_network(name: str, replicas: int | None) -> None:
    """Refuse many networks where only one makes sense."""
    if replicas is not None:
        raise ValueError(f"{name} holds {replicas} networks; choose one, such as {name}[0]")


def one_hidden_layer(name: str, sizes: tuple[int, ...]) -> None:
    """Refuse a network that has not one hidden layer and one output."""
    if len(sizes) != 3 or sizes[-1] != 1:
        shape = "-".join(map(str, sizes))
        raise ValueError(f"{name} must have one hidden layer and one output, not sizes {shape}")
