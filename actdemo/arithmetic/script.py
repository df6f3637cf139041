"""Formulas written out: what they do to one number, as lines of Python.

Formulas take arrays, and NumPy is slow to start: a few numbers are faster in plain Python, and
very many in what a compiler makes of loops.  Both get the same operations in the same order, so
the same bits: a formula runs once on terms, each of which stands for a number, and the script
keeps what it did.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from . import elementary

LONGEST = 60  # parentheses in a line; Python's parser takes some more

# How an operation of NumPy on numbers is written; a comparison with NaN is false.
OPERATIONS: dict[Any, Any] = {
    np.add: "{0} + {1}",
    np.subtract: "{0} - {1}",
    np.multiply: "{0} * {1}",
    np.divide: "{0} / {1}",
    np.remainder: "{0} % {1}",
    np.negative: "-{0}",
    np.absolute: "abs({0})",
    np.sqrt: "sqrt({0})",  # of no negative number
    np.greater: "{0} > {1}",
    np.greater_equal: "{0} >= {1}",
    np.less: "{0} < {1}",
    np.less_equal: "{0} <= {1}",
    np.equal: "{0} == {1}",
    np.not_equal: "{0} != {1}",
    np.bitwise_and: "{0} & {1}",
    np.where: "{1} if {0} else {2}",
    np.maximum: "{1} if {0} < {1} or {1} != {1} else {0}",
    np.minimum: "{1} if {0} > {1} or {1} != {1} else {0}",
    np.copysign: "copysign({0}, {1})",
    np.sign: "copysign(1.0, {0})",  # of a number that is not 0
    np.isinf: "abs({0}) == inf",
    np.rint: "({0} + 6755399441055744.0) - 6755399441055744.0",  # 1.5 * 2**52
    np.floor: "{0} // 1.0",
    np.fmod: "fmod({0}, {1}) if abs({0}) < inf else nan",
    np.ones_like: "1.0",
    np.zeros_like: "0.0",
    elementary.exp: "exp({0})",
    elementary.power_of_two: "ldexp(1.0, int({0})) if {0} == {0} else nan",
    elementary.split: ("frexp({0})", "{0}[0]", "{0}[1] * 1.0"),  # a pair, and its parts
}


class Term(np.lib.mixins.NDArrayOperatorsMixin):
    """What stands for a number; NumPy and `elementary` leave to it what is done with it."""

    def __init__(self, script: Script, name: str, template: str = "", *parts: Term) -> None:
        self.script, self.name, self.template, self.parts = script, name, template, parts

    def __array_ufunc__(self, ufunc: Any, _: str, *parts: Any, **__: Any) -> Any:
        return self.written(ufunc, *parts)

    def __array_function__(self, function: Any, _: Any, parts: Sequence[Any], __: Any) -> Any:
        return self.written(function, *parts)

    def written(self, operation: Any, *parts: Any) -> Any:
        """Return the term, or the terms, that an operation gives."""
        if (template := self.script.operations.get(operation)) is None:
            raise TypeError(f"formulas take {__name__}.OPERATIONS, not {operation.__name__}")
        if isinstance(template, str):
            return self.script.write(template, *parts)
        whole, *others = template
        pair = self.script.write(whole, *parts)
        return tuple(self.script.write(other, pair) for other in others)


class Script:
    """What a formula does to numbers of these names; nothing is written twice."""

    def __init__(self, operations: Mapping[Any, Any]) -> None:
        self.operations = operations
        self.terms: dict[str, Term] = {}

    def term(self, value: Any) -> Term:
        """Return what stands for a number that is known, or the term itself."""
        return value if isinstance(value, Term) else Term(self, repr(float(value)))

    def write(self, template: str, *values: Any) -> Term:
        """Return the term for an operation on terms and numbers."""
        parts = [self.term(value) for value in values]
        names = [part.name for part in parts]
        if template in (OPERATIONS[np.add], OPERATIONS[np.multiply]):
            names.sort()  # the order of two does not matter
        new = Term(self, f"t{len(self.terms)}", template, *parts)
        return self.terms.setdefault(template.format(*names), new)


def written(
    formula: Callable[..., Any],
    names: Sequence[str] = ("x0",),
    operations: Mapping[Any, Any] = OPERATIONS,
    longest: int = LONGEST,
) -> tuple[list[str], list[str]]:
    """Return lines that do to numbers of these names what a formula does, and its results.

    What is used once stands where it is used: a branch that is not taken costs nothing.
    """
    script = Script(operations)
    found = formula(*(Term(script, name) for name in names))
    results = [script.term(each) for each in (found if isinstance(found, Sequence) else [found])]
    uses = Counter(result.name for result in results)
    for term in reversed(script.terms.values()):
        for k, part in enumerate(term.parts if uses[term.name] else ()):
            uses[part.name] += term.template.count(f"{{{k}}}")
    lines: list[str] = []
    texts: dict[str, str] = {}
    for term in script.terms.values():
        text = term.template.format(*(texts.get(part.name, part.name) for part in term.parts))
        if uses[term.name] == 1 and text.count("(") < longest:
            texts[term.name] = f"({text})"
        elif uses[term.name]:
            lines.append(f"{term.name} = {text}")
    return lines, [texts.get(result.name, result.name) for result in results]


def block(head: str, lines: Iterable[str]) -> list[str]:
    """Return lines that stand below a head."""
    return [head, *(f"    {line}" for line in lines)]


def body(formula: Callable[..., Any], *settings: Any) -> list[str]:
    """Return the lines of a function that returns the results."""
    lines, results = written(formula, *settings)
    return [*lines, f"return {', '.join(results)}"]


def run(lines: Iterable[str], scope: Mapping[str, Any]) -> dict[str, Any]:
    """Run lines that define functions, and return what they know."""
    known = dict(scope)
    exec("\n".join(lines), known)  # noqa: S102  lines of our own formulas
    return known


NAMES = ("copysign", "fmod", "frexp", "ldexp", "sqrt", "inf", "nan")
MATH = {name: getattr(math, name) for name in NAMES}
EXP = block("if -700.0 < x0 < 700.0:", body(elementary.short_exp)) + body(elementary.long_exp)
NUMBERS = run(block("def exp(x0):", EXP), MATH)  # what the lines call
