"""Sentences from their table: words with gaps to fill, and choices between words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import reduce
from importlib.resources import files
from operator import add
from typing import Any

from .phrasing import Names, counted, named, parts

TABLE = tomllib.loads(files(__package__).joinpath("sentences.toml").read_text("utf-8"))
CHOICE = re.compile(r"\[([\w+]+)(?::(\w+))?\?([^][|]*)\|?([^][|]*)\]")  # the innermost one
GAP = re.compile(r"\{([\w+]+)(?::(\w+))?\}")
SIGNS = {1: "positive", -1: "negative", 0: "zero"}
FORMS: dict[str, Callable[[Any, Names], Any]] = {
    "named": lambda some, _: named(some),
    "parts": lambda some, _: parts(some),
    "places": lambda some, names: names(some),
    "counted": lambda some, _: counted(len(some)),
    "one": lambda some, _: len(some) < 2,
    "two": lambda some, _: len(some) == 2,
    "up": lambda some, _: some[0] > 0,
    "sign": lambda some, _: SIGNS[some[0]],
    "where": lambda some, names: names.sides[1 if some[0] > 0 else -1],
    "label": lambda some, names: names.labels[some[0]],
    "class": lambda some, names: f"class {names.labels[some[0] > 0]}" if some[0] else "no class",
}


def said(claim: object, names: Names, **made: object) -> str:
    """Return the sentence of a claim, with what is made of its fields."""
    sentence = fill(type(claim).__name__, names, {**vars(claim), **made})
    return sentence[0].upper() + sentence[1:]


def fill(kind: str, names: Names, values: Mapping[str, Any]) -> str:
    """Return the words of a kind, chosen and filled."""
    known = {**vars(names), **values}

    def value(found: re.Match[str]) -> Any:
        one, form = reduce(add, map(known.__getitem__, found[1].split("+"))), found[2]
        if form not in FORMS:
            return one == form if form else one
        return FORMS[form](one if isinstance(one, tuple) else (one,), names)

    text, before = TABLE[kind], ""
    while text != before:
        before, text = text, CHOICE.sub(lambda found: found[3 if value(found) else 4], text)
    return GAP.sub(lambda found: str(value(found)), text)
