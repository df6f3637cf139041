"""Activation functions: each with its derivative, its formula and its source.

Every derivative takes the input of the activation, never its output.  At a kink, where there is
no derivative, it gives the slope on the left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from types import NoneType
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from .arithmetic import elementary, formulas
from .arithmetic.elementary import Array
from .checks import Registry, instance, made, numbers, real_number, shown

Function = Callable[..., Any]


class Activation:
    """A function that a layer applies to each of its pre-activations.

    Parameters
    ----------
    name : str
        What it is called in formulas and messages.
    function : callable
        Takes a float64 array and returns one of the same shape, element by element.  A network
        refuses it where it gives NaN for a finite number.
    derivative : callable
        The same for the slope, as a function of the input.
    formula, derivative_formula : str, optional
        LaTeX, in the letter x.
    meaning : str, optional
        What it does, in one line.
    source : str, optional
        Who described it, when, and where that can be read.
    monotone : bool, optional
        Whether it never falls; None if that is not known.
    range : sequence of two float, optional
        The lowest and the highest value, or what they tend to.  That of a monotone function
        follows from its limits.
    kink : "left" or float, optional
        Given if the function has a kink at 0: which slope to use there, the one that the
        derivative returns at 0 (``"left"``) or a number.
    parameters : mapping of str to float, optional
        Keyword arguments for the function and the derivative.

    Notes
    -----
    Calls take arrays of any shape, lists and scalars.  float32 comes back as float32, everything
    else as float64; NaN gives NaN.

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.relu([-1, 0, 2]))
    [0. 0. 2.]
    >>> bump = ad.Activation("bump", lambda x: 1 / (1 + x**2), lambda x: -2 * x / (1 + x**2) ** 2)
    >>> print(bump([0, 1]), bump.derivative([0, 1]))
    [1.  0.5] [-0.  -0.5]
    """

    def __init__(
        self,
        name: str,
        function: Function,
        derivative: Function,
        *,
        formula: str = "",
        derivative_formula: str = "",
        meaning: str = "",
        source: str = "",
        monotone: bool | None = None,
        range: Sequence[float] | None = None,  # noqa: A002  the field's word
        kink: Literal["left"] | float | None = None,
        parameters: Mapping[str, float] | None = None,
    ) -> None:
        texts = {"name": name, "formula": formula, "derivative_formula": derivative_formula}
        for label, text in (texts | {"meaning": meaning, "source": source}).items():
            instance(label, text, str)
        instance("function", function, Callable)
        instance("derivative", derivative, Callable)
        instance("monotone", monotone, bool, NoneType)
        self.name, self.meaning, self.source, self.monotone = name, meaning, source, monotone
        self.formula, self.derivative_formula = formula, derivative_formula
        ends = numbers("range", (0, 1) if range is None else range)
        if ends.shape != (2,) or not ends[0] <= ends[1]:
            raise ValueError(f"range must be the lowest and the highest value, not {shown(range)}")
        self._range = range if range is None else (float(ends[0]), float(ends[1]))
        word = isinstance(kink, str) and kink == "left"
        self.kink = kink if kink is None or word else real_number("kink", kink)
        instance("parameters", parameters, Mapping, NoneType)
        given = dict(parameters or {}).items()
        self.parameters = {str(key): real_number(f"parameters[{key!r}]", x) for key, x in given}
        self._function, self._derivative = function, derivative

    def __repr__(self) -> str:
        settings = "".join(f", {key}={value:g}" for key, value in self.parameters.items())
        return f"<Activation {self.name}{settings}>"

    @property
    def limits(self) -> tuple[float, float]:
        """What the values tend to far left and far right; NaN where they keep swinging."""
        left, right = self([-np.inf, np.inf])
        return float(left), float(right)

    @property
    def range(self) -> tuple[float, float] | None:
        """The lowest and the highest value, or what they tend to; None if that is not known."""
        return self.limits if self.monotone else self._range

    @property
    def registered(self) -> bool:
        """Whether its formulas are those of the package, which any numbers may go through."""
        function, slope = (vars(formulas).get(f"{self.name}{end}") for end in ("", "_slope"))
        return self._function is function and self._derivative is slope

    @property
    def halves(self) -> list[tuple[float, float] | None]:
        """Slope and start of the line that it is left of 0, and right; None where it is none.

        Judged at powers of two from 2**-20 to 2**20, where a line is computed without rounding.
        """
        x = np.multiply.outer(2.0 ** np.arange(-20, 21), (-1.0, 1.0))
        values, slopes = self(x), self.derivative(x)
        start = values[20] - slopes[20] * x[20]
        straight = ((slopes == slopes[0]) & (values == start + slopes * x)).all(axis=0).tolist()
        found = zip(slopes[0].tolist(), start.tolist(), strict=True)
        return [half if line else None for half, line in zip(found, straight, strict=True)]

    def __call__(self, x: ArrayLike) -> Any:
        """Return the activation of x, element by element."""
        return self._elementwise(self.value, x)

    def derivative(self, x: ArrayLike) -> Any:
        """Return the slope at the input x, element by element."""
        return self._elementwise(self.slope, x)

    def value(self, x: Any) -> Any:
        """Return what the formula gives for an array of one axis, or a term of a script."""
        return self._function(x, **self.parameters)

    def slope(self, x: Any) -> Any:
        """Return what the formula of the slope gives."""
        slope = self._derivative(x, **self.parameters)
        return np.where(x == 0.0, self.kink, slope) if isinstance(self.kink, float) else slope

    def both(self, x: Any) -> tuple[Any, Any]:
        """Return value and slope, which may have terms in common."""
        return self.value(x), self.slope(x)

    def apply(self, x: Array, out: Array) -> Array:
        """Write the activation of x into another array."""
        return self._fill(self.value, x, out)

    def chain(self, x: Array, delta: Array) -> Array:
        """Multiply an array by the slope at x, as the chain rule has it."""
        return np.multiply(delta, self._fill(self.slope, x, np.empty(x.shape)), out=delta)

    def _elementwise(self, formula: Function, x: ArrayLike) -> Any:
        given = numbers("x", x)
        with elementary.quiet():
            values = given.astype(np.float64, order="C")
            result = self._fill(formula, values, np.empty(values.shape), undefined=True)
            result = np.where(np.isnan(values), values, result)
            return result.astype(np.float32 if given.dtype == np.float32 else np.float64)[()]

    def _fill(self, formula: Function, x: Array, out: Array, *, undefined: bool = False) -> Array:
        """Write what a formula gives into another array; check one that is not the package's."""
        own, flat, values = not self.registered, x.reshape(-1), out.reshape(-1)
        for start in range(0, flat.size, formulas.BLOCK):  # so that all stays in the cache
            some = slice(start, start + formulas.BLOCK)
            result = formula(flat[some].copy() if own else flat[some])
            if own:
                name = f"the {formula.__name__} of {self.name}"
                result = made(name, result, flat[some], undefined=undefined)
            values[some] = result
        return out

    def variant(self, **changes: float) -> Activation:
        """Return the same function with another parameter, or another slope at its kink.

        Parameters
        ----------
        **changes : float
            The parameters of the function; ``kink``, the slope at 0, where it has a kink.

        Returns
        -------
        Activation

        Raises
        ------
        ValueError
            For a parameter that this function does not have.

        Examples
        --------
        >>> import actdemo as ad
        >>> print(ad.leaky_relu.variant(slope=0.2)(-1.0))
        -0.2
        >>> print(ad.relu.derivative(0.0), ad.relu.variant(kink=0.5).derivative(0.0))
        0.0 0.5
        """
        allowed = [*self.parameters] + ["kink"] * (self.kink is not None)
        for key, value in changes.items():
            if key not in allowed:
                known = ", ".join(allowed) or "none"
                raise ValueError(f"{self.name} has no parameter {key!r}; allowed: {known}")
            changes[key] = real_number(key, value)
        twin = copy(self)
        twin.kink = changes.pop("kink", self.kink)
        twin.parameters = self.parameters | changes
        if min(twin.parameters.values(), default=0.0) < 0.0:
            twin.monotone = None  # it may fall now
        return twin


class _Relu(Activation):
    """The rectifier in place, for training, where no pre-activation is -0."""

    def apply(self, x: Array, out: Array) -> Array:
        return np.maximum(x, np.zeros(x.shape[-1:]), out=out)  # a number 0 would be slower

    def chain(self, x: Array, delta: Array) -> Array:
        if isinstance(self.kink, float):
            return super().chain(x, delta)
        return np.multiply(delta, x > 0.0, out=delta)


ALIASES = {"heaviside": "step", "linear": "identity", "logistic": "sigmoid", "swish": "silu"}
#: Each function that is described, with the formulas of its name.
activations: Registry[Activation] = Registry("activation", {}, **ALIASES)
for name, facts in elementary.facts(__package__, "activation").items():
    kind, slope = _Relu if name == "relu" else Activation, getattr(formulas, f"{name}_slope")
    activations[name] = kind(name, getattr(formulas, name), slope, **facts)
