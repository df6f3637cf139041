"""The network as formulas, with letters or numbers: for a page, a notebook, a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import LARGEST, Array
from actdemo.checks import instance, rows, whole_number
from actdemo.data import POINTS
from actdemo.network import Network, one_network, with_hidden_layers

from .phrasing import Names
from .reasoning import EXACT

TERMS_IN_A_ROW = 3
RESIDUE = Fraction(1, 2**50)  # of its terms: what rounding may leave of a sum that cancels
PLAIN, LATEX = 0, 1
FORMS = {  # how each part of a formula is written, as plain text and in LaTeX
    "power": ("%se%s", r"%s \times 10^{%s}"),
    "call": ("%s(%s)", r"\operatorname{%s}(%s)"),
    "product": ("%s·%s", r"%s \, %s"),
    "dead": ("%s (dead)", r"\cancel{%s}"),
    "point": ("%s   at %s", r"%s \quad \text{at } %s"),
}
SUBSCRIPT, LAYER = re.compile(r"(?<=^.)[\d,]+"), re.compile(r"\(\d+\)")  # of a symbol
WORDS = {"\\": "backslash", "^": "wedge", "~": "sim", "<": "lt", ">": "gt"}
SIGNS = {sign: f"\\{word} " for sign, word in WORDS.items()} | {"_": "-"}
ESCAPED = str.maketrans(SIGNS | {sign: "\\" + sign for sign in "{}$&#% "})


class Term(NamedTuple):
    """A coefficient, alone or times a symbol; to what stands last a function may be applied.

    A symbol is a letter with a subscript, and in brackets the number of its layer where hidden
    layers are several.  Dead is what comes from a unit that is dead.
    """

    coefficient: float | str
    factor: str = ""
    function: str = ""
    dead: bool = False


class Equation(NamedTuple):
    """A symbol and the terms whose sum it is, dead or not, everywhere or at a point."""

    left: str
    terms: list[Term]
    dead: bool = False
    point: str = ""


class Equations:
    """Formulas that show themselves: ``str`` is plain text, notebooks show them set."""

    def __init__(self, equations: list[Equation]) -> None:
        self.equations = equations

    def __str__(self) -> str:
        rows = list(self._rows(PLAIN))
        margin = max(len(left) for left, _ in rows)
        return "\n".join(left.rjust(margin) + right for left, right in rows)

    __repr__ = __str__

    def _repr_latex_(self) -> str:
        body = " \\\\\n".join(f"{left} & {right}" for left, right in self._rows(LATEX))
        return f"$$\n\\begin{{aligned}}\n{body.replace('−', '-')}\n\\end{{aligned}}\n$$"

    def _rows(self, form: int) -> Iterator[tuple[str, str]]:
        """Yield what stands on the left and on the right, long sums in several rows."""
        for left, terms, dead, point in self.equations:
            for start in range(0, len(terms), TERMS_IN_A_ROW):
                row = terms[start : start + TERMS_IN_A_ROW]
                text = "".join(_term(term, form, first=term is terms[0]) for term in row)
                text = FORMS["dead"][form] % text if dead else text
                text = FORMS["point"][form] % (text, point) if point else text
                yield ("", text) if start else (_size(left, form), f" = {text}")


def _term(term: Term, form: int, *, first: bool) -> str:
    """Write a term with its sign."""
    coefficient, factor, function, dead = term
    *before, last = [_size(part, form) for part in (coefficient, factor) if part != ""]
    if function:
        last = FORMS["call"][form] % (function.translate(ESCAPED) if form else function, last)
    text = FORMS["product"][form] % (*before, last) if before else last
    text = FORMS["dead"][form] % text if dead else text
    sign = "−" if isinstance(coefficient, float) and coefficient < 0 else "+"
    return sign.strip("+") + text if first else f" {sign} {text}"


def _size(part: float | str, form: int) -> str:
    """Write a symbol, or a number without its sign."""
    if isinstance(part, str):
        raised = LAYER.sub(r"^{\g<0>}", SUBSCRIPT.sub(r"_{\g<0>}", part))
        return raised if form == LATEX else part
    text, _, exponent = f"{abs(part):.4g}".partition("e")
    return FORMS["power"][form] % (text, int(exponent)) if exponent else text


def equations(
    net: Network, *, values: bool = False, unit: int | None = None, points: ArrayLike | None = None
) -> Equations:
    r"""Return the network as formulas.

    .. math:: h_k = b_k + \sum_i w_{ik} x_i, \qquad z = c + \sum_k v_k \, \varphi(h_k)

    An output function gives one line more for each output, y.

    Parameters
    ----------
    net : Network
    values : bool
        Whether weights and biases stand there as numbers, rounded to four digits, or as letters.
    unit : int, optional
        Only what this hidden unit, counted from 0, contributes to the logit; for networks with
        one hidden layer and one output.
    points : array_like of shape (n, inputs), optional
        Only with values: the points at which units are found dead and the sum is simplified.  For
        two inputs these are the four corners of the unit square, if nothing else is said.

    Returns
    -------
    Equations
        The terms stand in the order in which the network adds them.  With numbers, what is dead
        at the points is struck out.  Where the activation is straight on each side of 0, the last
        lines say what is left of the network at each point: a weighted sum of the inputs that
        holds in all of its region.

    Raises
    ------
    ValueError, TypeError
        If the network has no such unit, or the points do not fit.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> print(ad.equations(net))
    h1 = b1 + w11·x1 + w21·x2
    h2 = b2 + w12·x1 + w22·x2
     z = c + v1·relu(h1) + v2·relu(h2)
    >>> print(ad.equations(net, values=True))
    h1 = 0 + 1·x1 + 1·x2
    h2 = −1 + 1·x1 + 1·x2
     z = 0 + 1·relu(h1) − 2·relu(h2)
     z = 2 − 1·x1 − 1·x2   at (1, 1)
     z = 1·x1 + 1·x2   at (1, 0)
     z = 1·x1 + 1·x2   at (0, 1)
     z = 0   at (0, 0)
    >>> print(ad.equations(net, values=True, unit=1))
    u2 = −2·relu(h2)
    h2 = −1 + 1·x1 + 1·x2
    """
    one_network("net", net)
    instance("values", values, bool)
    if points is None and net.sizes[0] == 2:
        points = POINTS
    at = rows("points", points, net.sizes[0]) if values and points is not None else None
    lines = _lines(net, at, values=values)
    if unit is not None:
        with_hidden_layers("net", net)
        unit = whole_number("unit", unit, 0, net.sizes[1] - 1)
        return Equations([Equation(f"u{unit + 1}", [lines[-1].terms[unit + 1]]), lines[unit]])
    if net.output:
        outputs, name = lines[-net.sizes[-1] :], net.output.name
        lines += [Equation("y" + z[1:], [Term(z, function=name)]) for z, *_ in outputs]
    return Equations([*lines, *([] if at is None else _around_points(net, at))])


def _lines(net: Network, points: Array | None, *, values: bool) -> list[Equation]:
    """Return the equation of each unit and each output."""
    dead = [[False] * units for units in net.sizes]
    if points is not None:
        off = net.inactive(net.forward(points))
        dead[1:-1] = (np.asarray(layer.all(axis=0)).tolist() for layer in off)
    functions = ["", *(hidden.name for hidden in net.functions[:-1])]
    comma, depth = "," if max(net.sizes) > 9 else "", len(functions)
    factors, lines = [f"x{i + 1}" for i in range(net.sizes[0])], []
    for n, (W, b, function) in enumerate(zip(net.weights, net.biases, functions, strict=True), 1):
        value, weight, bias = "zvc" if n == depth else "hwb"
        layer = f"({n})" if depth > 2 and n < depth else ""
        for k, (start, gone) in enumerate(zip(b.tolist(), dead[n], strict=True)):
            index = "" if n == depth and len(b) == 1 else str(k + 1)
            terms = [Term(start if values else f"{bias}{index}{layer}")]
            for i, factor in enumerate(factors):
                letter = weight + comma.join(filter(None, (str(i + 1), index))) + layer
                coefficient, struck = float(W[i, k]), dead[n - 1][i] and not gone
                terms.append(Term(coefficient if values else letter, factor, function, struck))
            lines.append(Equation(f"{value}{index}{layer}", terms, gone))
        factors = [line.left for line in lines[-len(b) :]]
    return lines


def _around_points(net: Network, points: Array) -> Iterator[Equation]:
    """Yield for each point the weighted sum of the inputs that the network is around it."""
    halves = [None, *(hidden.halves for hidden in net.functions[:-1])]
    if any(pair and None in pair for pair in halves):
        return
    layers = [(_sized(W), _sized(b)) for W, b in zip(net.weights, net.biases, strict=True)]
    for name, x in zip(Names(points).each, points, strict=True):
        here = EXACT([[1.0], *x[:, None]])
        lines = _sized(np.eye(len(here))[:, 1:])  # of each value: its constant, then its slopes
        for (W, b), pair in zip(layers, halves, strict=True):
            if pair:
                on = (here * lines[0]).sum(axis=0)[:, None] > 0
                slopes, starts = _sized(np.where(on, pair[1], pair[0]).T).swapaxes(0, 1)
                lines = lines * slopes[:, None]
                lines[:, 0] += starts
            lines = (lines[..., None] * W[:, None]).sum(axis=2)
            lines[:, 0] += b
        sums, sizes = lines
        sums[abs(sums) <= RESIDUE * sizes] = 0
        if abs(sums).max() > LARGEST:
            continue  # no double says so much
        for j, line in enumerate(sums.T.astype(float).tolist(), 1):
            terms = [Term(n, f"x{i}" if i else "") for i, n in enumerate(line) if n]
            yield Equation(f"z{j}" if len(sums.T) > 1 else "z", terms or [Term(0.0)], point=name)


def _sized(numbers: Array) -> Any:
    """Return numbers as fractions, and beside them their sizes."""
    return np.stack((EXACT(numbers), EXACT(abs(numbers))))
