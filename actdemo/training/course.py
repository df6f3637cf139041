"""A course: what every network that is trained together goes through, and what it ends with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actdemo.activation import Activation
from actdemo.arithmetic.elementary import Array
from actdemo.loss import Loss

from .optimizers import Sgd


class Course(NamedTuple):
    """What every lane goes through; inputs (inputs, n), targets (outputs, n)."""

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
    compiled: bool


class Trained(NamedTuple):
    """What the lanes end with; overflow is the epoch in which the numbers did, else 0."""

    parameters: Array
    losses: Array
    snapshots: Array
    overflow: NDArray[np.intp]


# Takes parameters and velocities through an epoch in that order; adds the losses to a row, if any.
Advance = Callable[[Array, Array, NDArray[np.intp], Array], None]
