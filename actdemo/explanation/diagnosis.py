"""What becomes of a start and a recipe over many seeds, and what one change does to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import sqrt
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from actdemo.arithmetic.elementary import Array, quiet
from actdemo.checks import MANY, MOST, whole_number
from actdemo.loss import Loss
from actdemo.network import Network, one_network
from actdemo.training.optimizers import Optimizer
from actdemo.training.outcomes import Outcomes, classify
from actdemo.training.train import RECIPE, TrainingError, train
from actdemo.training.wilson import NORMAL_95, Share, share

from .tables import Shown, table

LONGER = 4
HEAD = ["change", "start", "all right", "dead", "% points", "better", "worse", "difference"]


class Trial(NamedTuple):
    """What came of the recipe, or of the recipe with one change, over all seeds.

    Attributes
    ----------
    change : str
        What was changed; the first trial changes nothing.
    right : int or None
        How many samples are right after training from the start that was given.  None if the
        change is another start, or numbers overflow.
    success, dead : Share
        How many seeds end with all samples right, and how many with a dead unit.
    better, worse : int
        How many seeds succeed with the change only, and how many without it only.
    overflowed : int
        How many seeds overflow; they do not succeed, and no unit of theirs counts as dead.
    """

    change: str
    right: int | None
    success: Share
    dead: Share
    better: int
    worse: int
    overflowed: int

    @property
    def points(self) -> float:
        """How much larger the share of success is with the change, in percentage points."""
        return 100 * (self.better - self.worse) / self.success.total

    @property
    def difference(self) -> str:
        """Whether seeds are "better" or "worse" with the change, or "none seen"."""
        if abs(self.better - self.worse) - 1 <= NORMAL_95 * sqrt(self.better + self.worse):
            return "none seen"
        return "better" if self.better > self.worse else "worse"


class Diagnosis(Shown[Trial]):
    """The recipe as it is, then with each change: a tuple of trials that shows itself as a table.

    Attributes
    ----------
    own : Outcomes or None
        What the start that was given came to; None if numbers overflow.
    """

    own: Outcomes | None


@quiet()
def diagnose(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    *,
    loss: str | Loss = "sigmoid_cross_entropy",
    optimizer: Optimizer = RECIPE,
    epochs: int = 50,
    batch_size: int = 1,
    seed: int = 0,
    order: Literal["shuffled", "fixed"] = "shuffled",
    seeds: int = 1000,
) -> Diagnosis:
    r"""Run a start and a recipe, then many seeds of its shape, and these again with one change.

    The changes: four times the epochs; half the learning rate, and twice; each input stretched to
    go from −1 to 1; one more unit in the first hidden layer; weights drawn by ``he_normal``.  A
    difference is seen where McNemar's test [1]_ with Edwards's correction [2]_ sees one:

    .. math::

        \frac{\bigl(|\text{better} - \text{worse}| - 1\bigr)^2}{\text{better} + \text{worse}}
        > 1.96^2, \qquad |\text{better} - \text{worse}| > 1

    Parameters
    ----------
    net : Network
        The start; the seeds have its sizes and activations.
    X : array_like of shape (n, inputs)
    y : array_like of shape (n, outputs), or (n,) for one output
    loss : str or Loss
        What to minimise, and what decides which samples are right.
    optimizer : Sgd or Adam
    epochs, batch_size : int
    seed : int
        Where the order of the samples starts for the start that was given.
    order : {"shuffled", "fixed"}
        All these as in `train`.
    seeds : int
        How many seeds to train, from 0 on; each draws its weights by ``glorot_normal`` and its
        order of the samples.

    Returns
    -------
    Diagnosis

    Raises
    ------
    ValueError, TypeError
        If an argument has the wrong shape or lies outside its range, there are many networks, or
        the loss does not decide which samples are right.

    Notes
    -----
    A seed is compared with itself, in the same order of the samples.  Its first weights are the
    same, too, but with ``he_normal`` they have another scale, and with one more unit they are
    drawn anew.

    What is seen holds for these samples, this shape and this recipe.  A change that makes no
    difference is called better or worse in at most 5 % of all tables; among six changes one may
    be, so that a narrow difference deserves other seeds.  There is no trial for inputs that go
    from −1 to 1 already, nor for one more unit where no layer is hidden.

    References
    ----------
    .. [1] Q. McNemar, "Note on the sampling error of the difference between correlated
       proportions or percentages", *Psychometrika* 12, 1947, https://doi.org/10.1007/BF02295996
    .. [2] A. L. Edwards, "Note on the 'correction for continuity' in testing the significance
       of the difference between correlated proportions", *Psychometrika* 13, 1948,
       https://doi.org/10.1007/BF02289261

    Examples
    --------
    >>> import actdemo as ad
    >>> found = ad.diagnose(ad.Network.initialized((2, 5, 1), seed=1), *ad.xor(), seeds=100)
    >>> print(found)
    <Network 2-5-1, relu>: 3 of 4 right, 2 of 5 units dead, gradient norm 0.074; then 100 seeds
    change            start                all right  dead  % points  better  worse  difference
    nothing               3  50.0 % (40.4 to 59.6 %)   91%      +0.0       0      0  none seen
    epochs=200            3  69.0 % (59.4 to 77.2 %)   91%     +19.0      19      0  better
    lr=0.05               3  41.0 % (31.9 to 50.8 %)   90%      −9.0       4     13  none seen
    lr=0.2                3  53.0 % (43.3 to 62.5 %)   95%      +3.0       8      5  none seen
    X from −1 to 1        3  90.0 % (82.6 to 94.5 %)    7%     +40.0      42      2  better
    2-6-1                    64.0 % (54.2 to 72.7 %)   93%     +14.0      29     15  none seen
    init='he_normal'         67.0 % (57.3 to 75.4 %)   90%     +17.0      18      1  better
    >>> [trial.change for trial in found if trial.difference == "better"]
    ['epochs=200', 'X from −1 to 1', "init='he_normal'"]
    """
    one_network("net", net)
    longer = LONGER * whole_number("epochs", epochs, 0, MOST // LONGER)
    tries = range(whole_number("seeds", seeds, 1, MANY))
    inputs, targets, chosen = net.judged(X, y, loss)
    if classify(net, inputs, targets, chosen).success is None:
        raise ValueError(f"loss must decide what is right; {chosen.name} does not for this y")
    recipe = {"optimizer": optimizer, "epochs": epochs, "batch_size": batch_size, "order": order}

    def ends(nets: Network, X: Array, seed: Any, change: Any) -> tuple[Outcomes | None, Any]:
        """Return the outcomes of the networks that do not overflow, and which these are."""
        lanes, task = np.arange(nets.replicas or 1), (targets, chosen)
        try:
            run = train(nets, X, *task, **recipe | change, seed=seed, record_losses=False)
        except TrainingError as error:
            fine = np.delete(lanes, error.lanes)
            return ends(nets[fine], X, fine, change)[0] if fine.size else None, fine
        return classify(run.network, X, *task), lanes

    trials: list[Trial] = []
    for name, start, nets, points, change in _changes(net, inputs, optimizer, longer, tries):
        alone = ends(start, points, seed, change)[0] if start else None
        many, fine = ends(nets, points, tries, change)
        success, dead = np.zeros((2, len(tries)), bool)
        if many:
            success[fine], dead[fine] = many.success, many.dead.any(axis=0)
        if not trials:  # the change that is none comes first
            own, before = alone, success
        counts = (success & ~before).sum(), (before & ~success).sum(), len(tries) - len(fine)
        right, shares = int(alone.right) if alone else None, (share(success), share(dead))
        trials.append(Trial(name, right, *shares, *map(int, counts)))
    told = "its numbers overflow"
    if own:
        units = f"{own.dead.sum()} of {own.dead.size} units dead"
        norm = f"gradient norm {own.gradient_norm:.2g}"
        told = f"{own.right} of {len(inputs)} right, {units}, {norm}"
    caption = f"{net}: {told}; then {len(tries)} seeds"
    found = Diagnosis.of(trials, table(caption, HEAD, map(_row, trials)))
    found.own = own
    return found


def _changes(
    net: Network, X: Array, optimizer: Optimizer, longer: int, seeds: Sequence[int]
) -> Iterator[tuple[str, Network | None, Network, Array, dict[str, Any]]]:
    """Yield each change with the start, unless it is another, many starts, inputs and settings."""
    drawn = partial(Network.initialized, hidden=net.hidden, seed=seeds, output=net.output)
    starts, (first, *hidden, last) = drawn(net.sizes), net.sizes
    yield "nothing", net, starts, X, {}
    yield f"epochs={longer}", net, starts, X, {"epochs": longer}
    for rate in (replace(optimizer, lr=factor * optimizer.lr) for factor in (0.5, 2.0)):
        yield f"lr={rate.lr:g}", net, starts, X, {"optimizer": rate}
    low, high = X.min(axis=0) / 2.0, X.max(axis=0) / 2.0
    scaled = (X - (low + high)) / np.where(low < high, high - low, 1.0)
    if (scaled != X).any():
        yield "X from −1 to 1", net, starts, scaled, {}
    if hidden:
        wider = (first, hidden[0] + 1, *hidden[1:], last)
        yield "-".join(map(str, wider)), None, drawn(wider), X, {}
    yield "init='he_normal'", None, drawn(net.sizes, init="he_normal"), X, {}


def _row(trial: Trial) -> tuple[object, ...]:
    """Return how a trial is shown."""
    change = trial.change + f", {trial.overflowed} overflow" * (trial.overflowed > 0)
    right = "" if trial.right is None else trial.right
    seen = f"{trial.points:+.1f}", trial.better, trial.worse, trial.difference
    return change, right, trial.success, f"{trial.dead.value:.0%}", *seen
