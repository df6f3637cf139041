"""Activation functions: each with its derivative, its formula and its source.

Every derivative takes the input of the activation, never its output.  At a kink, where there is
no derivative, it gives the slope on the left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from . import portable
from .checks import Registry, numbers, real_number
from .portable import Array

Function = Callable[..., Any]


class Activation:
    """A function that a layer applies to each of its pre-activations.

    Parameters
    ----------
    name : str
        What it is called in formulas and messages.
    function : callable
        Takes a float64 array and returns one of the same shape, element by element.
    derivative : callable
        The same for the slope, as a function of the input.
    formula : str, optional
        LaTeX, in the letter x.
    source : str, optional
        Who described it, when, and where that can be read.
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
        source: str = "",
        kink: Literal["left"] | float | None = None,
        parameters: Mapping[str, float] | None = None,
    ) -> None:
        for argument, value in (("function", function), ("derivative", derivative)):
            if not callable(value):
                raise TypeError(f"{argument} must be callable, not {value!r}")
        self.name = name
        self.formula = formula
        self.source = source
        self.kink = kink if kink in (None, "left") else real_number("kink", kink)
        self.parameters = dict(parameters or {})
        self._function = function
        self._derivative = derivative

    def __repr__(self) -> str:
        settings = "".join(f", {key}={value:g}" for key, value in self.parameters.items())
        return f"<Activation {self.name}{settings}>"

    def __call__(self, x: ArrayLike) -> Any:
        """Return the activation of x, element by element."""
        return self._evaluate(self._function, x)

    def derivative(self, x: ArrayLike) -> Any:
        """Return the slope at the input x, element by element."""
        return self._evaluate(self._derivative, x, self.kink)

    def _evaluate(self, function: Function, x: ArrayLike, at_zero: object = None) -> Any:
        given = numbers("x", x)
        with portable.quiet():
            values = given.astype(np.float64)
            result = np.asarray(function(values, **self.parameters))
            if result.shape != given.shape:
                raise ValueError(
                    f"{self.name} must keep the shape {given.shape}, not return {result.shape}"
                )
            if isinstance(at_zero, float):
                result = np.where(values == 0.0, at_zero, result)
            result = np.where(np.isnan(values), values, result)
            return result.astype(np.float32 if given.dtype == np.float32 else np.float64)[()]

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
        return Activation(
            self.name,
            self._function,
            self._derivative,
            formula=self.formula,
            source=self.source,
            kink=changes.pop("kink", self.kink),
            parameters=self.parameters | changes,
        )


def _identity(x: Array) -> Array:
    return x


def _ones(x: Array) -> Array:
    return np.ones_like(x)


def _zeros(x: Array) -> Array:
    return np.zeros_like(x)


def _step(x: Array) -> Array:
    return np.where(x > 0.0, 1.0, 0.0)


def _sigmoid(x: Array) -> Array:
    e = portable.exp(-np.abs(x))
    return np.where(x >= 0.0, 1.0, e) / (1.0 + e)


def _sigmoid_slope(x: Array) -> Array:
    e = portable.exp(-np.abs(x))
    return e / ((1.0 + e) * (1.0 + e))


def _tanh_slope(x: Array) -> Array:
    return 4.0 * _sigmoid_slope(2.0 * x)


def _relu(x: Array) -> Array:
    return np.where(x <= 0.0, 0.0, x)


def _leaky_relu(x: Array, slope: float) -> Array:
    return np.where(x > 0.0, x, slope * x)


def _leaky_relu_slope(x: Array, slope: float) -> Array:
    return np.where(x > 0.0, 1.0, slope)


def _elu(x: Array, alpha: float) -> Array:
    return np.where(x > 0.0, x, alpha * portable.expm1(x))


def _elu_slope(x: Array, alpha: float) -> Array:
    return np.where(x > 0.0, 1.0, alpha * portable.exp(x))


LAMBDA, ALPHA = 1.0507009873554804934193349852946, 1.6732632423543772848170429916717


def _selu(x: Array) -> Array:
    return np.where(x > 0.0, LAMBDA * x, LAMBDA * ALPHA * portable.expm1(x))


def _selu_slope(x: Array) -> Array:
    return np.where(x > 0.0, LAMBDA, LAMBDA * ALPHA * portable.exp(x))


def _softplus(x: Array) -> Array:
    return np.where(x <= 0.0, 0.0, x) + portable.log1p(portable.exp(-np.abs(x)))


def _softsign(x: Array) -> Array:
    return np.where(np.isinf(x), np.sign(x), x / (1.0 + np.abs(x)))


def _softsign_slope(x: Array) -> Array:
    inverse = 1.0 / (1.0 + np.abs(x))
    return inverse * inverse


def _normal_tail(x: Array) -> Array:
    """Return the standard normal probability of a value beyond abs(x)."""
    return portable.gaussian(x) * (portable.mills_ratio(np.abs(x)) * 0.3989422804014327)


def _gelu(x: Array) -> Array:
    tail = _normal_tail(x)
    return _decaying(x) * np.where(x > 0.0, 1.0 - tail, tail)


def _gelu_slope(x: Array) -> Array:
    tail = _normal_tail(x)
    density = portable.gaussian(x) * 0.3989422804014327
    return np.where(x > 0.0, 1.0 - tail, tail) + np.clip(x, -50.0, 50.0) * density


def _decaying(x: Array) -> Array:
    """Return x, far left cut where the functions that multiply it by a probability are 0."""
    return np.maximum(x, -1e3)


def _gelu_tanh_argument(x: Array) -> tuple[Array, Array]:
    """Return 2u, for which (1 + tanh u) / 2 = sigmoid(2u), and its slope."""
    y = np.clip(x, -1e3, 1e3)
    scale = 1.5957691216057308  # 2 sqrt(2 / pi)
    return scale * (y + 0.044715 * y * y * y), scale * (1.0 + 0.134145 * y * y)


def _gelu_tanh(x: Array) -> Array:
    return _decaying(x) * _sigmoid(_gelu_tanh_argument(x)[0])


def _gelu_tanh_slope(x: Array) -> Array:
    u, slope = _gelu_tanh_argument(x)
    return _sigmoid(u) + np.clip(x, -1e3, 1e3) * _sigmoid_slope(u) * slope


def _silu(x: Array) -> Array:
    return _decaying(x) * _sigmoid(x)


def _silu_slope(x: Array) -> Array:
    return _sigmoid(x) + np.clip(x, -1e3, 1e3) * _sigmoid_slope(x)


def _mish_gate(x: Array) -> tuple[Array, Array]:
    """Return tanh(softplus(x)) and its slope, from e**-abs(x) alone."""
    e = portable.exp(-np.abs(x))
    right = x > 0.0
    rest = np.where(right, 2.0 * e * e, 2.0)  # numerator of 1 - gate
    gain = np.where(right, 1.0 + 2.0 * e, e * (e + 2.0))  # numerator of the gate
    whole = gain + rest
    gate = gain / whole
    return gate, (rest / whole) * (1.0 + gate) * _sigmoid(x)


def _mish(x: Array) -> Array:
    return _decaying(x) * _mish_gate(x)[0]


def _mish_slope(x: Array) -> Array:
    gate, slope = _mish_gate(x)
    return gate + np.clip(x, -1e3, 1e3) * slope


def _squared_relu(x: Array) -> Array:
    return _relu(x) * _relu(x)


def _squared_relu_slope(x: Array) -> Array:
    return 2.0 * _relu(x)


def _absolute_slope(x: Array) -> Array:
    return np.where(x > 0.0, 1.0, -1.0)


identity = Activation("identity", _identity, _ones, formula="x")
step = Activation(
    "step",
    _step,
    _zeros,
    formula=r"\mathbf{1}[x > 0]",
    source="McCulloch and Pitts 1943, https://doi.org/10.1007/BF02478259",
    kink="left",
)
sigmoid = Activation(
    "sigmoid",
    _sigmoid,
    _sigmoid_slope,
    formula=r"\frac{1}{1 + e^{-x}}",
    source="Rumelhart et al. 1986, https://doi.org/10.1038/323533a0",
)
tanh = Activation(
    "tanh",
    portable.tanh,
    _tanh_slope,
    formula=r"\tanh x",
    source="LeCun et al. 1998, https://doi.org/10.1007/3-540-49430-8_2",
)
relu = Activation(
    "relu",
    _relu,
    _step,
    formula=r"\max(x, 0)",
    source="Fukushima 1969, https://doi.org/10.1109/TSSC.1969.300225",
    kink="left",
)
leaky_relu = Activation(
    "leaky_relu",
    _leaky_relu,
    _leaky_relu_slope,
    formula=r"\max(x, 0) + a \min(x, 0)",
    source="Maas et al. 2013, https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf",
    kink="left",
    parameters={"slope": 0.01},
)
elu = Activation(
    "elu",
    _elu,
    _elu_slope,
    formula=r"\max(x, 0) + \alpha (e^{\min(x, 0)} - 1)",
    source="Clevert et al. 2016, https://arxiv.org/abs/1511.07289",
    kink="left",
    parameters={"alpha": 1.0},
)
selu = Activation(
    "selu",
    _selu,
    _selu_slope,
    formula=r"\lambda \max(x, 0) + \lambda \alpha (e^{\min(x, 0)} - 1)",
    source="Klambauer et al. 2017, https://arxiv.org/abs/1706.02515",
    kink="left",
)
softplus = Activation(
    "softplus",
    _softplus,
    _sigmoid,
    formula=r"\log(1 + e^x)",
    source="Dugas et al. 2001, https://proceedings.neurips.cc/paper/2000",
)
softsign = Activation(
    "softsign",
    _softsign,
    _softsign_slope,
    formula=r"\frac{x}{1 + \lvert x \rvert}",
    source="Bergstra et al. 2009, technical report 1337, Université de Montréal",
)
gelu = Activation(
    "gelu",
    _gelu,
    _gelu_slope,
    formula=r"x \, \Phi(x)",
    source="Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415",
)
gelu_tanh = Activation(
    "gelu_tanh",
    _gelu_tanh,
    _gelu_tanh_slope,
    formula=r"\tfrac{x}{2} (1 + \tanh(\sqrt{2 / \pi} (x + 0.044715 x^3)))",
    source="Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415",
)
silu = Activation(
    "silu",
    _silu,
    _silu_slope,
    formula=r"x \, \sigma(x)",
    source="Elfwing et al. 2018, https://doi.org/10.1016/j.neunet.2017.12.012",
)
mish = Activation(
    "mish",
    _mish,
    _mish_slope,
    formula=r"x \tanh(\log(1 + e^x))",
    source="Misra 2020, https://doi.org/10.5244/C.34.191",
)
squared_relu = Activation(
    "squared_relu",
    _squared_relu,
    _squared_relu_slope,
    formula=r"\max(x, 0)^2",
    source="So et al. 2021, https://arxiv.org/abs/2109.08668",
)
sine = Activation(
    "sine",
    portable.sin,
    portable.cos,
    formula=r"\sin x",
    source="Sitzmann et al. 2020, https://arxiv.org/abs/2006.09661",
)
absolute = Activation(
    "absolute",
    np.abs,
    _absolute_slope,
    formula=r"\lvert x \rvert",
    source="Jarrett et al. 2009, https://doi.org/10.1109/ICCV.2009.5459469",
    kink="left",
)

activations = Registry(
    "activation",
    {
        activation.name: activation
        for activation in (
            identity,
            step,
            sigmoid,
            tanh,
            relu,
            leaky_relu,
            elu,
            selu,
            softplus,
            softsign,
            gelu,
            gelu_tanh,
            silu,
            mish,
            squared_relu,
            sine,
            absolute,
        )
    },
)
