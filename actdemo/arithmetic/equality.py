"""Equality of what holds arrays: to the last bit, and with a hash that agrees."""

from collections.abc import Mapping
from typing import Any

import numpy as np


def bits(value: Any) -> Any:
    """Return what is equal, and has the same hash, where all numbers have the same bits."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes()
    if isinstance(value, Mapping):
        value = tuple(value.items())
    return tuple(map(bits, value)) if type(value) is tuple else value


def by_value(kind: Any) -> None:
    """Let things be equal whose copies are made of the same; tuples would ask arrays for truth."""

    def made_of(one: Any) -> Any:
        return bits(one.__reduce_ex__(2))

    kind.__eq__ = lambda one, other: type(one) is type(other) and made_of(one) == made_of(other)
    kind.__ne__ = object.__ne__
    kind.__hash__ = lambda one: hash(made_of(one))
