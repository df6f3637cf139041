"""The network as formulas, with letters or numbers: for a page, a notebook, a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array
from actdemo.checks import instance, one_hidden_layer, one_network, whole_number
from actdemo.data import POINTS
from actdemo.network import Network

from .phrasing import Names

TERMS_IN_A_ROW = 3


class Symbol(NamedTuple):
    """A letter with a subscript, and the number of its layer where hidden layers are several."""

    letter: str
    subscript: str = ""
    layer: str = ""


class Term(NamedTuple):
    """A coefficient, alone or times a symbol, to which a function may be applied first.

    Dead is what comes from a unit that is dead.
    """

    coefficient: float | Symbol
    factor: Symbol | None = None
    function: str = ""
    dead: bool = False


class Equation(NamedTuple):
    """A symbol and the terms whose sum it is, dead or not, everywhere or at a point."""

    left: Symbol
    terms: list[Term]
    dead: bool = False
    point: str = ""


class _Notation(Protocol):
    """How a format writes each part of a formula."""

    def symbol(self, symbol: Symbol) -> str: ...
    def number(self, digits: str, exponent: str) -> str: ...
    def apply(self, function: str, argument: str) -> str: ...
    def product(self, left: str, right: str) -> str: ...
    def operator(self, sign: str) -> str: ...
    def strike(self, text: str) -> str: ...
    def at(self, point: str) -> str: ...
    def table(self, rows: list[tuple[str, str]]) -> str: ...


class _Latex:
    """LaTeX for display mathematics."""

    def symbol(self, symbol: Symbol) -> str:
        letter, index, layer = symbol
        return letter + f"_{{{index}}}" * bool(index) + f"^{{({layer})}}" * bool(layer)

    def number(self, digits: str, exponent: str) -> str:
        return digits + rf" \times 10^{{{exponent}}}" * bool(exponent)

    def apply(self, function: str, argument: str) -> str:
        return rf"\operatorname{{{function.replace('_', '-')}}}({argument})"

    def product(self, left: str, right: str) -> str:
        return rf"{left} \, {right}"

    def operator(self, sign: str) -> str:
        return f" {sign} ".replace("−", "-")

    def strike(self, text: str) -> str:
        return rf"\cancel{{{text}}}"

    def at(self, point: str) -> str:
        return rf" \quad \text{{at }} {point}".replace("−", "-")

    def table(self, rows: list[tuple[str, str]]) -> str:
        body = " \\\\\n".join(f"{left} & {right}" for left, right in rows)
        return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


class _Plain:
    """Plain text for a terminal."""

    def symbol(self, symbol: Symbol) -> str:
        letter, index, layer = symbol
        return letter + index + f"({layer})" * bool(layer)

    def number(self, digits: str, exponent: str) -> str:
        return digits + f"e{exponent}" * bool(exponent)

    def apply(self, function: str, argument: str) -> str:
        return f"{function}({argument})"

    def product(self, left: str, right: str) -> str:
        return f"{left}·{right}"

    def operator(self, sign: str) -> str:
        return f" {sign} "

    def strike(self, text: str) -> str:
        return f"{text} (dead)"

    def at(self, point: str) -> str:
        return f"   at {point}"

    def table(self, rows: list[tuple[str, str]]) -> str:
        margin = max(len(left) for left, _ in rows)
        return "\n".join(left.rjust(margin) + right for left, right in rows)


class Equations:
    """Formulas that show themselves: ``str`` is plain text, notebooks show them set."""

    def __init__(self, equations: list[Equation]) -> None:
        self.equations = equations

    def __str__(self) -> str:
        return self._write(_Plain())

    def __repr__(self) -> str:
        return str(self)

    def _repr_latex_(self) -> str:
        return self._write(_Latex())

    def _write(self, notation: _Notation) -> str:
        rows = []
        for left, terms, dead, point in self.equations:
            for start in range(0, len(terms), TERMS_IN_A_ROW):
                row = terms[start : start + TERMS_IN_A_ROW]
                text = "".join(_term(term, notation, first=term is terms[0]) for term in row)
                equals = "" if start else notation.operator("=")
                name = "" if start else notation.symbol(left)
                text = notation.strike(text) if dead else text
                rows.append((name, equals + text + notation.at(point) * bool(point)))
        return notation.table(rows)


def _term(term: Term, notation: _Notation, *, first: bool) -> str:
    coefficient, factor, function, dead = term
    negative = not isinstance(coefficient, Symbol) and coefficient < 0
    sign = notation.operator("−" if negative else "+")
    if first:
        sign = sign.strip() if negative else ""
    if isinstance(coefficient, Symbol):
        text = notation.symbol(coefficient)
    else:
        digits, _, exponent = f"{abs(coefficient):.4g}".partition("e")
        text = notation.number(digits, str(int(exponent)) if exponent else "")
    if factor is not None:
        written = notation.symbol(factor)
        text = notation.product(text, notation.apply(function, written) if function else written)
    return sign + (notation.strike(text) if dead else text)


def equations(
    net: Network,
    *,
    values: bool = False,
    unit: int | None = None,
    points: ArrayLike | None = None,
) -> Equations:
    r"""Return the network as formulas.

    .. math:: h_k = b_k + \sum_i w_{ik} x_i, \qquad z = c + \sum_k v_k \, \varphi(h_k)

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
    instance("net", net, Network)
    one_network("net", net.replicas)
    if points is None and net.sizes[0] == 2:
        points = POINTS
    at = net.as_inputs(points, "points") if values and points is not None else None
    lines = _lines(net, at, values=values)
    if unit is None:
        return Equations([*lines, *([] if at is None else _around_points(net, at))])
    one_hidden_layer("net", net.sizes)
    if whole_number("unit", unit, 0) >= net.sizes[1]:
        raise ValueError(f"unit must be below {net.sizes[1]}, not {unit}")
    contribution = Equation(Symbol("u", str(unit + 1)), [lines[-1].terms[unit + 1]])
    return Equations([contribution, lines[unit]])


def _lines(net: Network, points: Array | None, *, values: bool) -> list[Equation]:
    """Return the equation of each unit and each output."""
    layers = [] if points is None else net.inactive(net.forward(points))
    dead = [[bool(column.all()) for column in off.T] for off in layers]
    comma = "," if max(net.sizes) > 9 else ""
    depth = len(net.weights)
    factors = [Symbol("x", str(i + 1)) for i in range(net.sizes[0])]
    function, struck = "", [False] * len(factors)
    lines = []
    for number, (W, b) in enumerate(zip(net.weights, net.biases, strict=True), start=1):
        output = number == depth
        value, weight, bias = ("z", "v", "c") if output else ("h", "w", "b")
        layer = "" if output or depth == 2 else str(number)
        lefts = []
        gone = dead[number - 1] if number <= len(dead) else [False] * len(b)
        for k in range(len(b)):
            index = "" if output and len(b) == 1 else str(k + 1)
            terms = [Term(float(b[k]) if values else Symbol(bias, index, layer))]
            for i, factor in enumerate(factors):
                letter = Symbol(weight, comma.join(filter(None, (str(i + 1), index))), layer)
                weight_ik = float(W[i, k]) if values else letter
                terms.append(Term(weight_ik, factor, function, struck[i] and not gone[k]))
            lefts.append(Symbol(value, index, layer))
            lines.append(Equation(lefts[-1], terms, gone[k]))
        factors, function, struck = lefts, net.hidden.name, gone
    return lines


def _around_points(net: Network, points: Array) -> Iterator[Equation]:
    """Yield for each point the weighted sum of the inputs that the network is around it."""
    if not net.hidden.straight:
        return
    names = Names(points)
    for k, x in enumerate(points):
        rise, level = np.eye(len(x)), np.zeros(len(x))  # of each value, around the point
        for number, (W, b) in enumerate(zip(net.weights, net.biases, strict=True)):
            if number:
                sums = level + (x[:, None] * rise).sum(axis=0)
                slopes = net.hidden.derivative(sums)
                level = net.hidden(sums) + slopes * (level - sums)
                rise = rise * slopes
            rise = (rise[:, :, None] * W).sum(axis=1)
            level = b + (level[:, None] * W).sum(axis=0)
        for j, constant in enumerate(level):
            terms = [Term(float(constant))] if constant else []
            for i, slope in enumerate(rise[:, j]):
                if slope:
                    terms.append(Term(float(slope), Symbol("x", str(i + 1))))
            left = Symbol("z", str(j + 1) if len(level) > 1 else "")
            yield Equation(left, terms or [Term(0.0)], point=names.each[k])
