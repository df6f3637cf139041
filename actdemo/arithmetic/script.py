"""Formulas written out: what they do to one number, as lines of Python.

Formulas take arrays, and NumPy is slow to start: a few numbers are faster in plain Python, and
very many in what a compiler makes of loops.  Both get the same operations in the same order, so
the same bits: a formula runs once on terms, each of which stands for a number, and the script
keeps what it did.
"""

from __future__ import annotations

import inspect
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from . import elementary

DEEPEST = 30  # expressions within one another; Python's parser takes some more

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
    elementary.split: ("frexp({0})[0]", "frexp({0})[1] * 1.0"),
}

# The same for arrays: the operation itself.
ARRAYS: dict[Any, Any] = {
    operation: f"{operation.__name__}({{0}}{', {1}' * ('{1}' in text)}{', {2}' * ('{2}' in text)})"
    for operation, text in OPERATIONS.items()
    if isinstance(text, str)
} | {elementary.split: ("split({0})[0]", "split({0})[1]")}


class Term(np.lib.mixins.NDArrayOperatorsMixin):
    """What stands for a number; NumPy and `elementary` leave to it what is done with it."""

    def __init__(self, script: Script, name: str, template: str = "", *parts: Any) -> None:
        self.script, self.name, self.template, self.parts = script, name, template, parts

    def __array_ufunc__(self, ufunc: Any, _: str, *parts: Any, **__: Any) -> Any:
        return self.written(ufunc, *parts)

    def __array_function__(self, function: Any, _: Any, parts: Sequence[Any], __: Any) -> Any:
        return 0 if function in (np.ndim, np.size) else self.written(function, *parts)

    def written(self, operation: Any, *parts: Any) -> Any:
        """Return the term, or the terms, that an operation gives."""
        templates = self.script.operations[operation]
        if isinstance(templates, str):
            return self.script.write(templates, *parts)
        return tuple(self.script.write(template, *parts) for template in templates)


class Script:
    """What formulas did to terms; nothing is written twice."""

    def __init__(self, operations: Mapping[Any, Any] = OPERATIONS) -> None:
        self.operations = operations
        self._terms: dict[str, Term] = {}

    def variables(self, letter: str, count: int) -> list[Term]:
        """Return terms that stand for what is known: letter0, letter1, ..."""
        return [Term(self, f"{letter}{k}") for k in range(count)]

    def write(self, template: str, *parts: Any) -> Term:
        """Return the term for an operation on terms and numbers."""
        names = [part.name if isinstance(part, Term) else repr(float(part)) for part in parts]
        if template in (OPERATIONS[np.add], OPERATIONS[np.multiply]):
            names.sort()  # the order of two does not matter
        new = Term(self, f"t{len(self._terms)}", template, *parts)
        return self._terms.setdefault(template.format(*names), new)

    def lines(self, results: Iterable[Any]) -> tuple[list[str], list[str]]:
        """Return the lines that have to come first, and an expression for each result.

        What is used once stands where it is used: a branch that is not taken costs nothing.
        """
        results = list(results)
        deepest = DEEPEST if self.operations is OPERATIONS else 0
        uses = Counter(result.name for result in results if isinstance(result, Term))
        for term in reversed(self._terms.values()):
            for k, part in enumerate(term.parts if uses[term.name] else ()):
                if isinstance(part, Term):
                    uses[part.name] += term.template.count(f"{{{k}}}")
        lines: list[str] = []
        texts: dict[str, tuple[str, int]] = {}

        def text(part: Any) -> tuple[str, int]:
            if isinstance(part, Term):
                return texts.get(part.name, (part.name, 0))
            return repr(float(part)), 0

        for term in self._terms.values():
            if uses[term.name]:
                known = [text(part) for part in term.parts]
                expression = term.template.format(*(words for words, _ in known))
                depth = 1 + max((depth for _, depth in known), default=0)
                if uses[term.name] == 1 and depth < deepest:
                    texts[term.name] = f"({expression})", depth
                else:
                    lines.append(f"{term.name} = {expression}")
        return lines, [text(result)[0] for result in results]


def block(head: str, lines: Iterable[str]) -> list[str]:
    """Return lines that stand below a head."""
    return [head, *(f"    {line}" for line in lines)]


def body(
    formula: Callable[..., Any],
    names: Sequence[str] = ("x0",),
    operations: Mapping[Any, Any] = OPERATIONS,
) -> list[str]:
    """Return the lines of a function that does to numbers what a formula does."""
    script = Script(operations)
    result = formula(*(Term(script, name) for name in names))
    lines, texts = script.lines(result if isinstance(result, tuple) else [result])
    returned = "".join(f"{text}, " for text in texts) if isinstance(result, tuple) else texts[0]
    return [*lines, f"return {returned}"]


def run(lines: Iterable[str], scope: Mapping[str, Any]) -> dict[str, Any]:
    """Run lines that define functions, and return what they know."""
    known = dict(scope)
    exec("\n".join(lines), known)  # noqa: S102  lines of our own formulas
    return known


# What the lines call, for numbers of Python and for arrays.
NAMES = ("copysign", "fmod", "frexp", "ldexp", "sqrt", "inf", "nan")
MATH = {name: getattr(math, name) for name in NAMES}
EXP = block("if -700.0 < x0 < 700.0:", body(elementary.short_exp)) + body(elementary.long_exp)
NUMBERS = run(block("def exp(x0):", EXP), MATH)
FUNCTIONS = MATH | {each.__name__: inspect.unwrap(each) for each in OPERATIONS}
