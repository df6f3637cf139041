"""Sentences from their table: words with gaps to fill, and choices between words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from .phrasing import Names, capital, counted, named

TABLE = tomllib.loads(files(__package__).joinpath("sentences.toml").read_text("utf-8"))
CHOICE = re.compile(r"\[(\w+)(?::(\w+))?\?([^][|]*)\|?([^][|]*)\]")  # the innermost one
GAP = re.compile(r"\{(\w+)(?::(\w+))?\}")
SIGNS = {1: "positive", -1: "negative", 0: "zero"}
FORMS: dict[str, Callable[[Any, Names], Any]] = {
    "named": lambda some, _: named(some),
    "places": lambda some, names: names(some),
    "counted": lambda some, _: counted(len(some)),
    "one": lambda some, _: len(some) == 1,
    "two": lambda some, _: len(some) == 2,
    "up": lambda some, _: some[0] > 0,
    "sign": lambda some, _: SIGNS[some[0]],
    "class": lambda some, names: f"class {names.labels[some[0] > 0]}" if some[0] else "no class",
    "tally": lambda some, _: ("none is", "one is", f"{counted(*some)} are")[min(some[0], 2)],
}


def said(claim: NamedTuple, names: Names, **more: object) -> str:
    """Return the sentence of a claim, with what is made of its fields."""
    output = {"output": names.output, "logit": names.signed}
    return capital(fill(type(claim).__name__, names, {**output, **claim._asdict(), **more}))


def fill(kind: str, names: Names, values: Mapping[str, Any]) -> str:
    """Return the words of a kind, chosen and filled."""

    def value(found: re.Match[str]) -> Any:
        one, form = values[found[1]], found[2]
        return FORMS[form](one if isinstance(one, tuple) else (one,), names) if form else one

    text, before = TABLE[kind], ""
    while text != before:
        before, text = text, CHOICE.sub(lambda found: found[3 if value(found) else 4], text)
    names_of = {"label": names.labels.__getitem__}
    return GAP.sub(lambda found: names_of.get(found[1], str)(value(found)), text)
