"""Optimizers: what a step makes of a gradient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actdemo.checks import real_number


@dataclass(frozen=True)
class Sgd:
    r"""Gradient descent with momentum.

    .. math:: v \leftarrow \eta\, g + \mu\, v, \qquad \theta \leftarrow \theta - v

    Parameters
    ----------
    lr : float
        The learning rate, at least 0.
    momentum : float
        The share of the last step that goes on, at least 0 and below 1.

    Raises
    ------
    ValueError, TypeError
        If one of them lies outside its range or is not a number.

    Notes
    -----
    The velocity v starts at 0.  The learning rate stands inside the velocity; without a schedule
    that is the same as outside.

    Examples
    --------
    >>> import actdemo as ad
    >>> ad.Sgd(lr=0.1, momentum=0.4)
    Sgd(lr=0.1, momentum=0.4)
    """

    lr: float = 0.1
    momentum: float = 0.4

    def __post_init__(self) -> None:
        """Refuse settings that make no sense; keep the others as floats, whatever they were."""
        object.__setattr__(self, "lr", real_number("lr", self.lr, 0.0))
        object.__setattr__(self, "momentum", real_number("momentum", self.momentum, 0.0))
        if self.momentum >= 1.0:
            raise ValueError(f"momentum must be below 1, not {self.momentum!r}")

    def step(self, parameter: Any, velocity: Any, gradient: Any) -> tuple[Any, Any]:
        """Return the next parameter and velocity; arrays are changed, the gradient used up."""
        gradient *= self.lr
        velocity *= self.momentum
        velocity += gradient
        parameter -= velocity
        return parameter, velocity
