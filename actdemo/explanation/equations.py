"""The network as formulas, with letters or numbers: for a page, a notebook, a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


class Symbol(NamedTuple):
    """A letter with a subscript, and the number of its layer where hidden layers are several."""

    letter: str
    subscript: str = ""
    layer: str = ""


class Term(NamedTuple):
    """A coefficient, alone or times a symbol; to what stands last a function may be applied.

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


class Notation(NamedTuple):
    """How a format writes each part of a formula."""

    subscript: str
    layer: str
    power: str
    call: str
    product: str
    dead: str
    point: str
    names: Mapping[int, str]


PLAIN = Notation("%s", "(%s)", "%se%s", "%s(%s)", "%s·%s", "%s (dead)", "   at %s", {})
LATEX = Notation(
    subscript="_{%s}",
    layer="^{(%s)}",
    power=r"%s \times 10^{%s}",
    call=r"\operatorname{%s}(%s)",
    product=r"%s \, %s",
    dead=r"\cancel{%s}",
    point=r" \quad \text{at } %s",
    names=str.maketrans(
        {
            "_": "-",
            "\\": r"\backslash ",
            "^": r"\wedge ",
            "~": r"\sim ",
            "<": r"\lt ",
            ">": r"\gt ",
        }
        | {letter: "\\" + letter for letter in "{}$&#% "}
    ),
)


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
        body = body.replace("−", "-")
        return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"

    def _rows(self, notation: Notation) -> Iterator[tuple[str, str]]:
        """Yield what stands on the left and on the right, long sums in several rows."""
        for left, terms, dead, point in self.equations:
            for start in range(0, len(terms), TERMS_IN_A_ROW):
                row = terms[start : start + TERMS_IN_A_ROW]
                text = "".join(_term(term, notation, first=term is terms[0]) for term in row)
                text = notation.dead % text if dead else text
                text += notation.point % point if point else ""
                yield ("", text) if start else (_symbol(left, notation), f" = {text}")


def _symbol(symbol: Symbol, notation: Notation) -> str:
    letter, index, layer = symbol
    text = letter + (notation.subscript % index if index else "")
    return text + (notation.layer % layer if layer else "")


def _term(term: Term, notation: Notation, *, first: bool) -> str:
    coefficient, factor, function, dead = term
    sign = "+"
    if isinstance(coefficient, Symbol):
        text = _symbol(coefficient, notation)
    else:
        sign = "−" if coefficient < 0 else "+"
        text, _, exponent = f"{abs(coefficient):.4g}".partition("e")
        text = notation.power % (text, int(exponent)) if exponent else text
    argument = text if factor is None else _symbol(factor, notation)
    if function:
        argument = notation.call % (function.translate(notation.names), argument)
    text = argument if factor is None else notation.product % (text, argument)
    text = notation.dead % text if dead else text
    return sign.strip("+") + text if first else f" {sign} {text}"


def equations(
    net: Network,
    *,
    values: bool = False,
    unit: int | None = None,
    points: ArrayLike | None = None,
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
    if unit is None:
        if net.output:
            for z, *_ in lines[-net.sizes[-1] :]:
                lines.append(Equation(z._replace(letter="y"), [Term(z, function=net.output.name)]))
        return Equations([*lines, *([] if at is None else _around_points(net, at))])
    with_hidden_layers("net", net)
    unit = whole_number("unit", unit, 0, net.sizes[1] - 1)
    contribution = Equation(Symbol("u", str(unit + 1)), [lines[-1].terms[unit + 1]])
    return Equations([contribution, lines[unit]])


def _lines(net: Network, points: Array | None, *, values: bool) -> list[Equation]:
    """Return the equation of each unit and each output."""
    dead = [[False] * units for units in net.sizes]
    if points is not None:
        off = net.inactive(net.forward(points))
        dead[1:-1] = (np.asarray(layer.all(axis=0)).tolist() for layer in off)
    comma = "," if max(net.sizes) > 9 else ""
    depth, names = len(net.weights), ["", *(hidden.name for hidden in net.functions[:-1])]
    factors = [Symbol("x", str(i + 1)) for i in range(net.sizes[0])]
    lines = []
    for number, (W, b) in enumerate(zip(net.weights, net.biases, strict=True), start=1):
        output, function = number == depth, names[number - 1]
        value, weight, bias = ("z", "v", "c") if output else ("h", "w", "b")
        layer = "" if output or depth == 2 else str(number)
        lefts = []
        for k, gone in enumerate(dead[number]):
            index = "" if output and len(b) == 1 else str(k + 1)
            terms = [Term(float(b[k]) if values else Symbol(bias, index, layer))]
            for i, factor in enumerate(factors):
                letter = Symbol(weight, comma.join(filter(None, (str(i + 1), index))), layer)
                number_or_letter = float(W[i, k]) if values else letter
                struck = dead[number - 1][i] and not gone
                terms.append(Term(number_or_letter, factor, function, struck))
            lefts.append(Symbol(value, index, layer))
            lines.append(Equation(lefts[-1], terms, gone))
        factors = lefts
    return lines


def _around_points(net: Network, points: Array) -> Iterator[Equation]:
    """Yield for each point the weighted sum of the inputs that the network is around it."""
    halves = [hidden.halves for hidden in net.functions[:-1]]
    if any(None in pair for pair in halves):
        return
    names = Names(points)
    layers = [(_sized(W), _sized(b)) for W, b in zip(net.weights, net.biases, strict=True)]
    for name, x in zip(names.each, points, strict=True):
        here = EXACT([1.0, *x])
        lines = _sized(np.eye(len(here))[:, 1:])  # of each value: its constant, then its slopes
        for number, (W, b) in enumerate(layers):
            if number:
                side = (here[:, None] * lines[0]).sum(axis=0) > 0
                off, on = halves[number - 1]
                slopes, starts = _sized(np.where(side[:, None], on, off).T).swapaxes(0, 1)
                lines = lines * slopes[:, None]
                lines[:, 0] += starts
            lines = (lines[..., None] * W[:, None]).sum(axis=2)
            lines[:, 0] += b
        sums, sizes = lines
        sums[abs(sums) <= RESIDUE * sizes] = 0
        if abs(sums).max() > LARGEST:
            continue  # no double says so much
        for j, (constant, *line) in enumerate(sums.T.astype(float).tolist()):
            terms = [Term(constant)] if constant else []
            terms += [Term(n, Symbol("x", str(i))) for i, n in enumerate(line, 1) if n]
            left = Symbol("z", str(j + 1) if sums.shape[1] > 1 else "")
            yield Equation(left, terms or [Term(0.0)], point=name)


def _sized(numbers: Array) -> Any:
    """Return numbers as fractions, and beside them their sizes."""
    return np.stack((EXACT(numbers), EXACT(abs(numbers))))
