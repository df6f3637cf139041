"""Training: from a start, samples and a recipe to the record of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.draws import as_seeds
from actdemo.arithmetic.elementary import Array
from actdemo.checks import instance, whole_number
from actdemo.loss import Loss, losses
from actdemo.network import Network
from actdemo.propagation import pack, unpack

from .course import Course
from .optimizers import Sgd
from .replicas import train_blocks

RECIPE = Sgd()


class Run(NamedTuple):
    """What training gave; of many networks with one more axis at the end, that of the replicas.

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


def train(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    loss: str | Loss = "sigmoid_cross_entropy",
    optimizer: Sgd = RECIPE,
    epochs: int = 50,
    batch_size: int = 1,
    seed: int | Sequence[int] = 0,
    *,
    record_losses: bool = True,
    snapshots: Sequence[int] = (),
    executor: Executor | None = None,
    progress: Callable[[int, int], object] | None = None,
    compiled: bool | None = None,
) -> Run:
    """Train a copy of the network, or of many; the defaults are the recipe of the tutorial.

    Parameters
    ----------
    net : Network
        Where to start; it is not changed.
    X : array_like of shape (n, inputs)
        The samples.
    y : array_like of shape (n, outputs)
        Their targets.
    loss : str or Loss
        What to minimise.
    optimizer : Sgd
        How to step.
    epochs : int
        How many times to go through the samples.
    batch_size : int
        How many samples share one step; a smaller last batch is divided by its own size.
    seed : int or sequence of int
        Where the random order of the samples starts, drawn anew in every epoch; for many
        networks one seed each.
    record_losses : bool
        Whether to keep the losses; without them training is faster.
    snapshots : sequence of int
        After which epochs to keep the state.
    executor : concurrent.futures.Executor, optional
        What trains the blocks into which many networks are divided; by default threads, as many
        as there are processors.
    progress : callable, optional
        Called with the number of networks that are ready and the number of all of them, each time
        a block is ready.
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
        If an argument has the wrong shape or lies outside its range.
    FloatingPointError
        If the numbers overflow: the learning rate is too large.
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
    instance("optimizer", optimizer, Sgd)
    instance("compiled", False if compiled is None else compiled, bool)
    chosen = loss if isinstance(loss, Loss) else losses[loss]
    inputs = net.as_inputs(X)
    n = len(inputs)
    targets = chosen.as_targets("y", y, (n, net.sizes[-1]))
    epochs = whole_number("epochs", epochs, 0)
    batch_size = whole_number("batch_size", batch_size, 1)
    if batch_size > n:
        raise ValueError(
            f"batch_size must be at most the number of samples, {n}, not {batch_size}"
        )
    if not np.iterable(snapshots):
        raise TypeError(f"snapshots must be a sequence of whole numbers, not {snapshots!r}")
    kept = sorted({whole_number(f"snapshots[{k}]", s, 0) for k, s in enumerate(snapshots)})
    if kept and kept[-1] > epochs:
        raise ValueError(
            f"snapshots must not come after the last epoch, {epochs}, as {kept[-1]} does"
        )
    if executor is not None:
        instance("executor", executor, Executor)
    if progress is not None and not callable(progress):
        raise TypeError(f"progress must be callable, not {progress!r}")
    seeds = as_seeds(seed)
    if net.replicas is None and isinstance(seeds, int):
        seeds = [seeds]
    elif net.replicas is None or isinstance(seeds, int) or len(seeds) != net.replicas:
        wanted = "one whole number" if net.replicas is None else f"{net.replicas} whole numbers"
        given = seeds if isinstance(seeds, int) else f"{len(seeds)} of them"
        raise ValueError(f"seed must be {wanted} for {net}, not {given}")

    course = Course(
        sizes=net.sizes,
        hidden=net.hidden,
        loss=chosen,
        optimizer=optimizer,
        inputs=inputs,
        targets=targets,
        epochs=epochs,
        batch_size=batch_size,
        record_losses=record_losses,
        snapshots=kept,
        stopped=[],
    )
    start = pack(net.weights, net.biases)
    trained = train_blocks(course, start, seeds, executor, progress, compiled=compiled)
    bad = np.flatnonzero(trained.overflow)
    if bad.size:
        which = f" of {bad.size} of {len(seeds)} networks (the first is {bad[0]})"
        raise FloatingPointError(
            f"training{which if net.replicas else ''} overflowed in epoch "
            f"{trained.overflow[bad].min()} with {optimizer}; choose a smaller learning rate"
        )

    def network(flat: Array) -> Network:
        trained = Network(*unpack(flat, net.sizes), net.hidden)
        return trained if net.replicas else trained[0]

    states = dict(zip(kept, map(network, trained.snapshots), strict=True))
    return Run(
        network(trained.parameters),
        trained.losses if net.replicas else trained.losses[:, 0],
        states,
    )
