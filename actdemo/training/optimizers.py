"""Optimizers: what a step makes of a gradient.

An optimizer yields the numbers of each step, which follow from the settings and from how many
steps there were; Python computes them, whatever trains.  A step takes them, a parameter, its
gradient and what is kept for it: as many numbers as ``memory`` says, which start at 0.  All they
do is to add, subtract, multiply, divide and take roots.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from math import sqrt
from typing import Any

import numpy as np

from actdemo.arithmetic.elementary import TINY
from actdemo.checks import real_number


class _Settings:
    """What all optimizers have in common: settings that are numbers."""

    weight_decay: float

    def __post_init__(self) -> None:
        """Refuse settings that make no sense; keep the others as floats, whatever they were."""
        for name, value in vars(self).items():
            number = real_number(name, value, TINY if name == "epsilon" else 0.0)
            if number >= 1.0 and name in ("momentum", "beta1", "beta2"):
                raise ValueError(f"{name} must be below 1, not {number!r}")
            object.__setattr__(self, name, number)

    def __repr__(self) -> str:
        """Leave out a weight decay that is none."""
        told = [f"{name}={value!r}" for name, value in vars(self).items()]
        return f"{type(self).__name__}({', '.join(told if self.weight_decay else told[:-1])})"

    @property
    def decay(self) -> tuple[float, ...]:
        """The weight decay if there is one: what is none takes no time and changes no bit."""
        return (self.weight_decay,) if self.weight_decay else ()


@dataclass(frozen=True, repr=False)
class Sgd(_Settings):
    r"""Gradient descent with momentum.

    .. math::

        g \leftarrow g + \lambda\, \theta, \qquad
        v \leftarrow \eta\, g + \mu\, v, \qquad \theta \leftarrow \theta - v

    Parameters
    ----------
    lr : float
        The learning rate η, at least 0.
    momentum : float
        The share μ of the last step that goes on, at least 0 and below 1.
    weight_decay : float
        The share λ of each weight and each bias that is added to its gradient, at least 0.

    Raises
    ------
    ValueError, TypeError
        If one of them lies outside its range or is not a number.

    Notes
    -----
    The velocity v starts at 0.  The learning rate stands inside the velocity; without a schedule
    that is the same as outside.  The decay is that of PyTorch: the slope of :math:`\tfrac12
    \lambda \theta^2`.  What Keras calls so is another, :math:`\theta \leftarrow \theta - \eta
    \lambda\, \theta` beside the step.

    Examples
    --------
    >>> import actdemo as ad
    >>> ad.Sgd(lr=0.1, momentum=0.4)
    Sgd(lr=0.1, momentum=0.4)
    """

    memory = 1  # no annotation, so no setting
    lr: float = 0.1
    momentum: float = 0.4
    weight_decay: float = 0.0

    def numbers(self) -> Iterator[tuple[float, ...]]:
        """Yield the settings, which are the same for all steps."""
        return repeat((self.lr, self.momentum, *self.decay))

    @staticmethod
    def step(numbers: Any, parameter: Any, gradient: Any, velocity: Any) -> tuple[Any, ...]:
        """Return the next parameter and velocity; arrays are changed, the gradient used up."""
        lr, momentum, *decay = numbers
        for share in decay:
            gradient += share * parameter
        gradient *= lr
        velocity *= momentum
        velocity += gradient
        parameter -= velocity
        return parameter, velocity


@dataclass(frozen=True, repr=False)
class Adam(_Settings):
    r"""Gradient descent by the mean of the gradients over the root of their mean square [1]_.

    .. math::

        m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad
        s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2

    .. math::

        \theta \leftarrow \theta - \frac{\eta}{1 - \beta_1^t} \,
        \frac{m}{\sqrt{s} / \sqrt{1 - \beta_2^t} + \varepsilon}

    Parameters
    ----------
    lr : float
        The learning rate η, at least 0.
    beta1, beta2 : float
        The shares of the means that go on in the next step, at least 0 and below 1.
    epsilon : float
        What keeps the quotient finite, above 0.
    weight_decay : float
        As for `Sgd`: the share λ of each parameter θ that is added to its gradient g first.

    Raises
    ------
    ValueError, TypeError
        If one of them lies outside its range or is not a number.

    Notes
    -----
    The means start at 0, and t counts the steps from 1.  What this start takes from them, the
    two denominators give back; the powers in them are running products,
    :math:`\beta^t = \beta^{t-1} \beta`, rounded step by step.  The letters and the settings are
    those of the paper, whose v is s here, and PyTorch's: its ``betas`` is the pair, its ``eps`` is
    ``epsilon``.  In Keras ε stands beside the uncorrected root, as in the paper's shorter form;
    `Sgd` says what its weight decay is.

    References
    ----------
    .. [1] D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", *ICLR*, 2015,
       https://arxiv.org/abs/1412.6980

    Examples
    --------
    >>> import actdemo as ad
    >>> ad.Adam(lr=0.01)
    Adam(lr=0.01, beta1=0.9, beta2=0.999, epsilon=1e-08)
    >>> X, y = ad.xnor()
    >>> net = ad.Network.initialized((2, 5, 1))
    >>> run = ad.train(net, X, y, optimizer=ad.Adam(0.1), batch_size=4, order="fixed")
    >>> print(ad.classify(run.network, X, y).right)
    4
    """

    memory = 2
    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0

    def numbers(self) -> Iterator[tuple[float, ...]]:
        """Yield the corrected rate and root, and the settings."""
        rest = self.beta1, 1.0 - self.beta1, self.beta2, 1.0 - self.beta2, self.epsilon
        power1, power2 = self.beta1, self.beta2
        while True:
            yield self.lr / (1.0 - power1), sqrt(1.0 - power2), *rest, *self.decay
            power1, power2 = power1 * self.beta1, power2 * self.beta2

    @staticmethod
    def step(numbers: Any, parameter: Any, gradient: Any, mean: Any, square: Any) -> Any:
        """Return the next parameter and means; arrays are changed, the gradient used up."""
        rate, root, beta1, rest1, beta2, rest2, epsilon, *decay = numbers
        for share in decay:
            gradient += share * parameter
        mean *= beta1
        mean += rest1 * gradient
        gradient *= gradient
        square *= beta2
        square += rest2 * gradient
        parameter -= rate * mean / (np.sqrt(square) / root + epsilon)
        return parameter, mean, square


Optimizer = Sgd | Adam
