"""A course: what every network that is trained together goes through, and what it ends with."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actdemo.activation import Activation, activations
from actdemo.arithmetic.draws import orders
from actdemo.arithmetic.elementary import Array, ordered_sum
from actdemo.loss import KNOWN, Loss, by_outputs
from actdemo.propagation import Functions

from .optimizers import Optimizer


class Course(NamedTuple):
    """What every lane goes through; inputs (n, inputs), targets (n, outputs)."""

    sizes: tuple[int, ...]
    functions: Functions
    loss: Loss
    optimizer: Optimizer
    inputs: Array
    targets: Array
    epochs: int
    batch_size: int
    shuffled: bool
    record_losses: bool
    snapshots: Sequence[int]
    stopped: list[bool]  # empty until all shall stop; threads share it, a process has its own

    @property
    def registered(self) -> bool:
        """Whether all formulas are those of the package, which can be written out for numbers."""
        return all(f.registered for f in self.functions if f) and self.loss in KNOWN

    @property
    def applied(self) -> tuple[Activation, ...]:
        """What each layer applies; to apply nothing is the identity."""
        return tuple(f or activations["identity"] for f in self.functions)

    def orders(self, seeds: Sequence[int]) -> Iterator[NDArray[np.intp]]:
        """Yield, epoch after epoch, the orders of the samples, (n, lanes)."""
        n = len(self.inputs)
        fixed = np.repeat(np.arange(n)[:, None], len(seeds), axis=1)
        return orders(n, seeds) if self.shuffled else repeat(fixed)

    def heed(self) -> None:
        """Give up what nobody waits for any more."""
        if self.stopped:
            raise CancelledError


def judged(loss: Loss, z: Sequence[Any], y: Sequence[Any]) -> tuple[list[Any], Any]:
    """Return the slopes of a loss of the package at the outputs of a sample, and what it costs."""
    return by_outputs(loss.slope, z, y), ordered_sum(by_outputs(loss.cost, z, y))


# The parameters, and each number that the optimizer keeps for them: (kept, parameters, lanes).
State = Array


class Trained(NamedTuple):
    """What the lanes end with; overflow is the epoch in which the numbers did, else 0."""

    parameters: Array
    losses: Array
    snapshots: Array
    overflow: NDArray[np.intp]


# Takes a state through so many epochs more, in place, each in the order that comes next.  What an
# epoch costs is added to its row of losses (epochs, lanes), if there are rows.
Engine = Callable[[State, Array, int], None]
EngineMaker = Callable[[Course, Sequence[int]], Engine]  # takes the seeds of the lanes
