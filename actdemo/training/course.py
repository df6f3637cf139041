"""A course: what every network that is trained together goes through, and what it ends with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from actdemo.activation import Activation
from actdemo.arithmetic.elementary import Array
from actdemo.loss import KNOWN, Loss

from .optimizers import Sgd


class Course(NamedTuple):
    """What every lane goes through; inputs (n, inputs), targets (n, outputs)."""

    sizes: tuple[int, ...]
    hidden: Activation
    loss: Loss
    optimizer: Sgd
    inputs: Array
    targets: Array
    epochs: int
    batch_size: int
    record_losses: bool
    snapshots: Sequence[int]
    stopped: list[bool]  # empty until all shall stop; threads share it, a process has its own

    @property
    def registered(self) -> bool:
        """Whether all formulas are those of the package, which can be written out for numbers."""
        return self.hidden.registered and self.loss in KNOWN

    def heed(self) -> None:
        """Give up what nobody waits for any more."""
        if self.stopped:
            raise CancelledError


class Trained(NamedTuple):
    """What the lanes end with; overflow is the epoch in which the numbers did, else 0."""

    parameters: Array
    losses: Array
    snapshots: Array
    overflow: NDArray[np.intp]


class Engine(Protocol):
    """What trains the lanes of a block."""

    def __call__(self, parameters: Array, velocity: Array, losses: Array, epochs: int, /) -> None:
        """Take parameters and velocities, (parameters, lanes), through the next epochs in place.

        Each goes through the samples in an order drawn anew.  The costs of an epoch are added to
        its row of losses (epochs, lanes), if there are rows.
        """


EngineMaker = Callable[[Course, Sequence[int]], Engine]  # takes the seeds of the lanes
