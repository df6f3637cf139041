"""Training: from a start, samples and a recipe to the record of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from types import MappingProxyType, NoneType
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actdemo.arithmetic.draws import as_seeds
from actdemo.arithmetic.elementary import Array
from actdemo.checks import MOST, instance, one_of, sequence, whole_number
from actdemo.loss import Loss
from actdemo.network import Network
from actdemo.propagation import pack, unpack

from .course import Course
from .optimizers import Adam, Optimizer, Sgd
from .replicas import choose, train_blocks

RECIPE = Sgd()


class Run(NamedTuple):
    """What training gave; of many networks with one more axis at the end, that of the replicas.

    Two runs are equal if all of their bits are, and so are all other records that hold arrays.

    Attributes
    ----------
    network : Network
        The trained network, or the trained networks.
    losses : ndarray of shape (epochs,) or (epochs, replicas)
        For each epoch the mean over its samples of the loss before the update that used them;
        without rows if the losses were not recorded.
    snapshots : dict of int to Network
        The state after each of the epochs that were asked for; 0 is the start.
    """

    network: Network
    losses: Array
    snapshots: Mapping[int, Network] = MappingProxyType({})

    def __reduce__(self) -> tuple[Any, ...]:
        """Let copies do without the proxy, which cannot be copied."""
        return Run, (self.network, self.losses, dict(self.snapshots))


class TrainingError(FloatingPointError):
    """Numbers overflowed in training, those of the lanes; the others are well."""

    def __init__(self, message: str, lanes: NDArray[np.intp]) -> None:
        super().__init__(message)
        self.lanes = lanes


def train(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    loss: str | Loss = "sigmoid_cross_entropy",
    optimizer: Optimizer = RECIPE,
    epochs: int = 50,
    batch_size: int = 1,
    seed: int | Sequence[int] = 0,
    *,
    order: Literal["shuffled", "fixed"] = "shuffled",
    record_losses: bool = True,
    snapshots: Sequence[int] = (),
    executor: Executor | None = None,
    compiled: bool | None = None,
) -> Run:
    """Train a copy of the network, or of many; the defaults are the recipe of the tutorial.

    Parameters
    ----------
    net : Network
        Where to start; it is not changed.
    X : array_like of shape (n, inputs)
        The samples.
    y : array_like of shape (n, outputs), or (n,) for one output
        Their targets.
    loss : str or Loss
        What to minimise.
    optimizer : Sgd or Adam
        How to step.
    epochs : int
        How many times to go through the samples.
    batch_size : int
        How many samples share one step; a smaller last batch is divided by its own size.
    seed : int or sequence of int
        Where the random order of the samples starts, drawn anew in every epoch; for many
        networks one seed each.
    order : {"shuffled", "fixed"}
        Whether to shuffle the samples, or to take them as they come; then no seed matters.
    record_losses : bool
        Whether to keep the losses; without them training is faster.
    snapshots : sequence of int
        After which epochs to keep the state.
    executor : concurrent.futures.Executor, optional
        What trains the blocks into which many networks are divided; by default threads, as many
        as there are processors.  A ``ProcessPoolExecutor()`` serves as well (in a script, below
        ``if __name__ == "__main__":``), or a cluster: dask's ``Client(address).get_executor()``.
    compiled : bool, optional
        Whether numba compiles the training, which takes some seconds once, for a process, and
        then is several times as fast; by default where the work is long and numba is there.  It
        comes with ``pip install 'actdemo[compiled]'``.

    Returns
    -------
    Run

    Raises
    ------
    ValueError, TypeError
        If an argument has the wrong shape or lies outside its range, a function of your own gives
        NaN for finite numbers, or the loss takes logits and the network has an output function.
    FloatingPointError
        If a number overflows.
    ModuleNotFoundError
        If the training is to be compiled and numba is missing.

    Notes
    -----
    Each of many networks ends with the bits that it gets when it is trained alone with its seed,
    whatever trains it.  An interruption, such as Ctrl-C, is seen at once.  Threads that still
    train then give up, except that numba first compiles to the end what it has begun.

    Examples
    --------
    >>> import actdemo as ad
    >>> X, y = ad.xnor()
    >>> run = ad.train(ad.Network.initialized((2, 5, 1)), X, y)
    >>> run.losses.shape
    (50,)
    >>> seeds = range(100)
    >>> runs = ad.train(ad.Network.initialized((2, 5, 1), seed=seeds), X, y, seed=seeds)
    >>> runs.losses.shape, bool((runs.losses[:, 0] == run.losses).all())
    ((50, 100), True)
    """
    instance("net", net, Network)
    instance("optimizer", optimizer, Sgd, Adam)
    one_of("order", order, "shuffled", "fixed")
    instance("compiled", compiled, bool, NoneType)
    instance("record_losses", record_losses, bool)
    instance("executor", executor, Executor, NoneType)
    inputs, targets, chosen = net.judged(X, y, loss)
    n = len(inputs)
    epochs = whole_number("epochs", epochs, 0, MOST)
    batch_size = whole_number("batch_size", batch_size, 1, n, ", the number of samples")
    asked = enumerate(sequence("snapshots", snapshots, "whole numbers"))
    kept = sorted({whole_number(f"snapshots[{k}]", epoch, 0, epochs) for k, epoch in asked})
    given = as_seeds(seed)
    seeds, count = ([given], None) if isinstance(given, int) else (given, len(given))
    if count != net.replicas:
        wanted = "one whole number" if net.replicas is None else f"{net.replicas} whole numbers"
        came = given if count is None else f"{count} of them"
        raise ValueError(f"seed must be {wanted} for {net}, not {came}")

    start = pack(net.weights, net.biases)
    if len(kept) * start.size + record_losses * epochs * len(seeds) > MOST:
        raise ValueError(f"epochs and snapshots ask for more than {MOST} numbers to keep")
    recipe = (chosen, optimizer, inputs, targets, epochs, batch_size, order == "shuffled")
    course = Course(net.sizes, net.functions, *recipe, record_losses, kept, stopped=[])
    maker = choose(course, len(seeds), compiled=compiled)
    trained = train_blocks(course, maker, start, seeds, executor)
    bad = np.flatnonzero(trained.overflow)
    if bad.size:
        which = f" of {bad.size} of {len(seeds)} networks (the first is {bad[0]})"
        which, epoch = which if net.replicas else "", trained.overflow[bad].min()
        raise TrainingError(f"training{which} overflowed in epoch {epoch} with {optimizer}", bad)

    def network(flat: Array) -> Network:
        trained = Network(*unpack(flat, net.sizes), net.hidden, net.output)
        return trained if net.replicas else trained[0]

    states = dict(zip(kept, map(network, trained.snapshots), strict=True))
    record = trained.losses if net.replicas else trained.losses[:, 0]
    return Run(network(trained.parameters), record, states)
