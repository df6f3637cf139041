r"""
The loss of a network that won't learn XOR often shows why
==========================================================

.. about:: My network won't learn XOR
   :minutes: 12
   :needs: :doc:`/tutorial/training`

Find your loss among these twelve, or your case in the list below. Each comes with
its cause, taken away on the same seeds, and with a cure that was counted.
"""

# fold: import the libraries, and say how a mistake is tried
from itertools import pairwise
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xor()
centred = 2 * X - 1
LOG2 = np.log(2)
FLOOR = (LOG2 + np.log1p(np.exp(-1))) / 2


def correct(outputs, level=0):
    """Return how many points of each network are on the right side of a level."""
    return ((outputs > level) == (y == 1)[..., None]).sum(axis=(0, 1))


def tried(
    points=X, targets=y, hidden="relu", width=5, scale=1, level=0, count=1000, **how
):
    """Train many seeds; return the run, its losses, and how many points it gets."""
    start = ad.Network.initialized((2, width, 1), hidden, seed=range(count))
    weights = [scale * W for W in start.weights]
    start = ad.Network(weights, start.biases, hidden)
    run = ad.train(start, points, targets, seed=range(count), **how)
    right = correct(run.network(points), level)
    return SimpleNamespace(run=run, losses=run.losses, right=right)


def rows(cases):
    """Say for each case how many of its seeds get how many points right."""
    for name, one in cases.items():
        three, fewer = (
            f"{part.mean():.0%}" for part in (one.right == 3, one.right < 3)
        )
        last = f"{np.median(one.losses[-1]):.3f}".replace("-", "−")
        yield name, ad.share(one.right == 4), three, fewer, last


def won(one):
    return ad.share(one.right == 4)


def falls(one, below):
    """Return for each seed the first epoch with a loss below this, or infinity."""
    low = one.losses < below
    return np.where(low.any(axis=0), low.argmax(axis=0) + 1, np.inf)


HEAD = ("", "all four right", "three", "fewer", "median loss")
whole = {"batch_size": 4, "optimizer": ad.Sgd(lr=0.5, momentum=0.9)}
slow = {"batch_size": 4, "optimizer": ad.Sgd(lr=1, momentum=0)}
few = {"count": 200, "epochs": 200, "batch_size": 4, "optimizer": ad.Sgd(0.1, 0.9)}
usual = {"batch_size": 4, "optimizer": ad.Sgd(lr=0.5)}
square = {"loss": "sigmoid_mean_squared_error"}
line = {"loss": "mean_squared_error", "level": 0.5}


def cost(z, y):  # of the cross entropy, whatever the labels
    return ad.softplus(z) - y * z


def twice_slope(z, y):
    p = ad.sigmoid(z)
    return (ad.sigmoid(p) - y) * ad.sigmoid.derivative(z)


twice = ad.Loss("twice", lambda z, y: cost(ad.sigmoid(z), y), twice_slope)
signed = ad.Loss("±1", cost, lambda z, y: ad.sigmoid(z) - y, probabilities=False)
alone = ad.Loss(
    "softmax of one",
    lambda z, y: -y * ad.log_softmax(z, axis=1),
    lambda z, y: y * ad.softmax(z, axis=1) - y,
)

# %%
# Find your curve
# ---------------

# fold: make each mistake, and draw the losses
recipe = tried()
stuck = tried(hidden="sigmoid", scale=1 / 4, count=20, epochs=1000, **whole)
late = tried(hidden="sigmoid", count=20, epochs=2000, **square, **slow)
straight = tried(hidden="identity", **whole)
fast = tried(optimizer=ad.Sgd(lr=1))
halves = tried(targets=0 * y + 0.5, **line, **few)
halves.losses = halves.losses + y.var() / 2
nothing = tried(loss=alone, epochs=10)
two = tried(loss=twice, epochs=100)
minus = tried(targets=2 * y - 1, loss=signed)
copied = tried(optimizer=ad.Sgd(lr=0.05), **line)
middle = tried(epochs=30)
half = correct(middle.run.network(X), level=0.5)
unseen = (middle.right == 4) & (half == 3)


def until_overflow(seed):
    """Return the losses of a run, NaN from where its numbers overflow."""
    start, losses = ad.Network.initialized((2, 5, 1), seed=seed), np.full(5, np.nan)
    for epochs in range(1, 6):
        how = {"optimizer": ad.Sgd(lr=1), "epochs": epochs, "seed": seed}
        try:
            losses[:epochs] = ad.train(
                start, centred, y, "mean_squared_error", **how
            ).losses
        except FloatingPointError:
            break
    return losses


exploding = [until_overflow(seed) for seed in range(8)]
panels = {
    "1 three of four": recipe.losses.T[:8],
    "2 stuck, flat": stuck.losses.T[:8],
    "3 a long wait": late.losses.T[:8],
    "4 no bend": straight.losses.T[:8],
    "5 all off": fast.losses.T[:8],
    "6 wrong shape": halves.losses.T[:8],
    "7 NaN": exploding,
    "8 loss of 0": nothing.losses.T[:8],
    "9 a high floor": two.losses.T[:8],
    "10 below 0": minus.losses.T[:8],
    "11 half speed": copied.losses.T[:8],
    "12 judged wrong": middle.losses.T[unseen][:8],
}
fig, axes = plt.subplots(3, 4, figsize=(7.6, 5.6))
for ax, (name, curves) in zip(axes.flat, panels.items()):
    for curve in curves:
        ax.plot(range(1, len(curve) + 1), curve, "-", color="C0", lw=0.8)
    told = [curve[np.isfinite(curve)] for curve in curves[:3]]
    ends = [f"{curve[0]:.3g} to {curve[-1]:.3g}" for curve in told]
    ax.set_label(f"{name}: losses of {len(curves)} seeds, {'; '.join(ends)}.")
    ax.set_title(name, fontsize=10.5)
    if name not in ("7 NaN", "10 below 0"):
        ax.set(ylim=(-0.05, 1.1), yticks=(0, 0.5, 1))
axes.flat[6].set(yscale="log", xlim=(0.5, 5.5))
axes.flat[8].axhline(FLOOR, ls="--")
for ax in axes[-1]:
    ax.set_xlabel("epoch")
for ax in axes[:, 0]:
    ax.set_ylabel("mean loss")
fig.set_label("Eight seeds each; all but 7 and 10 share one scale of the loss.")
assert f"{LOG2:.4f}" == "0.6931"
assert f"{FLOOR:.3f}" == "0.503"

# %%
# What does yours print?
#
# * ``accuracy: 0.75``, and with another seed it works: :ref:`1 <wont-1>`
# * ``loss: 0.6931`` from the first epoch on, with sigmoid or tanh inside: :ref:`2
#   <wont-2>`
# * It learns, but only after thousands of epochs: :ref:`3 <wont-3>`
# * ``loss: 0.6931`` after a short fall, all outputs one half: :ref:`4 <wont-4>`
# * A loss that jumps about above ``0.6931``, outputs that are all the same: :ref:`5
#   <wont-5>`
# * ``loss: 0.25`` and all outputs one half: :ref:`6 <wont-6>`
# * ``loss: nan``: :ref:`7 <wont-7>`
# * A loss of 0, or nearly, at once, but the outputs are all 1: :ref:`8 <wont-8>`
# * A loss that sinks slowly and never gets below ``0.503``: :ref:`9 <wont-9>`
# * A loss below 0: :ref:`10 <wont-10>`
# * It works, in twice the time that the book says: :ref:`11 <wont-11>`
# * The loss falls as it should, yet ``accuracy: 0.75``: :ref:`12 <wont-12>`
#
# The data are XOR; unless told otherwise, the network is the tutorial's 2-5-1 with
# ReLU, its recipe takes one point a step, and a thousand seeds are counted. First
# comes the mistake, then the same seeds without its cause.
#
# .. _wont-1:
#
# 1 Three of four, and not for every seed
# ---------------------------------------
# *To recognise.* The same code gives another end each time, and one point stays
# wrong. A demonstration that stops at the first good run hides it.
#
# *Cause.* Its :doc:`first weights </training/coin_toss>`. About half of the runs
# that fail are blind: at one point of each class, no unit is on. One call tries
# what would help:

start = ad.Network.initialized((2, 5, 1), seed=1)
found = ad.diagnose(start, X, y)
print(found)
# fold: check what helps, then try it with more units
by_name = {trial.change: trial for trial in found}
assert found[0].success == won(recipe)
assert by_name["X from −1 to 1"].success.low > 0.85
assert by_name["epochs=200"].difference == "better"
assert recipe.right[1] == 3
silent = ad.classify(recipe.run.network, X, y).inactive.all(axis=1)
blind = silent[[0, 3]].any(axis=0) & silent[[1, 2]].any(axis=0)
going_blind = ad.share(blind[recipe.right < 4])
print("blind among those that fail:", going_blind)
assert 0.4 < going_blind.low < going_blind.high < 0.6
cures = {
    "2 units": tried(width=2),
    "as it is, 5 units": recipe,
    "inputs −1 and 1": tried(centred),
    "16 units": tried(width=16),
    "both": tried(centred, width=16),
}
print(ad.table("Three of four", HEAD, rows(cures)))
assert won(cures["2 units"]).high < 0.2
assert won(recipe).high < 0.6 < won(cures["inputs −1 and 1"]).low
assert won(cures["16 units"]).low > 0.95
assert won(cures["both"]).count == 1000

# %%
# Hand ``ad.diagnose`` your own network: ``ad.read_network(model)`` reads one from
# PyTorch or Keras, and loss, optimizer, epochs and data are arguments. The seeds
# are then of your shape, in your recipe.
#
# Two units are enough on paper, and seldom in a run.
#
# *Cure.* ``X = 2 * X - 1`` in all three; ``nn.Linear(2, 16)``, ``Dense(16)`` or
# ``W`` of shape ``(2, 16)``. With both, not one of the seeds fails. `Seed 1 in the
# playground <../playground.html#seed=1&labels=0110&step=200>`__ says which point it
# can't see.
#
# .. predict:: The next loss is stuck near the logarithm of 2, since the first
#    weights are small. Make them half as large: how much longer does it stay there?
#    :right: 3
#
#    Not longer
#       Where the weights are all 0 nothing pulls at all, and half the weights are
#       nearer to that.
#    A few epochs
#       So it would be if the pull grew in proportion to the weights. It grows more
#       slowly at first.
#    More than twice as long
#       What pulls a weight is itself made of small weights, so half of them are
#       pulled less than half as hard.
#
# .. _wont-2:
#
# 2 Stuck from the first epoch
# ----------------------------
# *To recognise.* Sigmoid or tanh inside, weights drawn with something like
# ``std=0.01``, all points in a step. The loss is flat, then drops.
#
# *Cause.* A **saddle**, or plateau. Where all weights are 0, all outputs are one
# half and the gradient is exactly 0:

zeros = np.zeros((2, 5)), np.zeros((5, 1))
rest = ad.Network(zeros, (np.zeros(5), [0]), "sigmoid")
pull = rest.gradients(X, y)
# fold: check that nothing pulls there, and time how long it holds
assert not any(part.any() for part in pull.weights + pull.biases)
loss = ad.losses["sigmoid_cross_entropy"]
assert np.isclose(loss(rest(X), y), LOG2)
assert min(loss(rest(X) + shift, y) for shift in (-0.1, 0.1)) > LOG2
assert ad.share((stuck.losses < LOG2 / 2).any(axis=0)).low > 0.6


def pulled(scale):
    """Return how hard first weights are pulled where the logits average 0."""
    W, v = (scale * part for part in drawn.weights)
    net = ad.Network((W, v), (drawn.biases[0], -v.sum(axis=0) / 2), "sigmoid")
    return np.sqrt((net.gradients(X, y).weights[0] ** 2).sum(axis=(0, 1)))


drawn = ad.Network.initialized((2, 5, 1), seed=range(100))
assert (2 * pulled(1 / 8) < pulled(1 / 4)).mean() > 0.9
first = tried(hidden="sigmoid", count=1, epochs=100, **usual)
assert abs(first.losses[-1] - LOG2) < 0.01
small = {"hidden": "sigmoid", "count": 20, **whole}
waits = {2: tried(scale=2, epochs=200, **small), 1: tried(epochs=300, **small)}
waits |= {1 / 2: tried(scale=1 / 2, epochs=600, **small), 1 / 4: stuck}
quarter = {"scale": 1 / 4, "count": 20, "epochs": 500, **whole}
others = {
    "a quarter, inputs −1 and 1": tried(centred, hidden="sigmoid", **quarter),
    "a quarter, tanh": tried(hidden="tanh", **quarter),
    "a quarter, both": tried(centred, hidden="tanh", **quarter),
}
sizes = ("twice", "as drawn", "half", "a quarter")
held = dict(zip(sizes, waits.values())) | others
epochs = {name: np.median(falls(one, 0.9 * LOG2)) for name, one in held.items()}
cells = [(name, f"{wait:.0f}") for name, wait in epochs.items()]
print(ad.table("How long it holds", ("first weights", "median epoch"), cells))
assert all(2 * short < long for short, long in pairwise([epochs[k] for k in sizes]))
assert epochs["a quarter, both"] < epochs["as drawn"] < epochs["a quarter"] / 4
assert epochs["a quarter, tanh"] < epochs["a quarter, inputs −1 and 1"]

# %%
# The epoch is the first in which the loss is a tenth lower. From the saddle, the
# loss rises with the output bias, either way. But it is no minimum: nearly all runs
# leave it, downhill. Each halving of the first weights more than doubles the wait.
#
# *Cure.* Leave the frameworks' initialisers alone: no
# ``nn.init.normal_(w, std=0.01)``, no ``RandomNormal(stddev=0.01)``, and in NumPy
# divide by ``np.sqrt(n_in)`` instead of multiplying by ``0.01``. tanh and
# centred inputs shorten the wait most when they come together.
# (:doc:`Weights that are all equal </explaining/symmetries>` are another matter:
# their units stay twins.) `The flat part
# <../playground.html#hidden=sigmoid&labels=0110&batch=4&lr=0.5&step=100>`__
# shows with first weights of the usual size, too.
#
# .. _wont-3:
#
# 3 Right, after thousands of epochs
# ----------------------------------
# *To recognise.* Sigmoid in both layers, squared error, all points in a step, no
# momentum: the network of many first programs.
#
# *Cause.* The slope of the output's sigmoid multiplies the error, :math:`(p - y) \,
# p (1 - p)` for :math:`p - y`; that factor is at most a quarter. So take four times
# the rate, or drop the factor:

# fold: train each way, and compare how long it takes
four = {"batch_size": 4, "optimizer": ad.Sgd(lr=4, momentum=0)}
long = {"count": 20, "epochs": 800}
sooner = tried(hidden="sigmoid", **long, **square, **four)
better = tried(hidden="sigmoid", **long, **slow)
best = tried(hidden="tanh", **long, **slow)
flat = {"as it is": (late, 1 / 8), "four times the rate": (sooner, 1 / 8)}
flat |= {"cross entropy": (better, LOG2), "and tanh": (best, LOG2)}
epochs = {
    name: np.median(falls(one, high / 2)) for name, (one, high) in flat.items()
}
cells = [
    (name, f"{wait:,.0f}", won(flat[name][0])) for name, wait in epochs.items()
]
head = ("", "median epoch of half the loss", "all right in the end")
print(ad.table("A long wait", head, cells))
assert epochs["as it is"] > 1000
times = [more / less for more, less in pairwise(epochs.values())]
assert 3 < times[0] < 5
assert 3 / 4 < times[1] < 4 / 3
assert times[2] > 5

# %%
# Four times the rate does the same as the cross entropy, so the factor was all that
# stood between them. The sigmoids inside cost more.
#
# *Cure.* ``BCEWithLogitsLoss()``; ``BinaryCrossentropy(from_logits=True)`` and no
# activation in the last layer; in NumPy ``dz = p - y``. And ``tanh`` inside. More
# about :doc:`pairs of output and loss </theory/pairs>`.
#
# .. _wont-4:
#
# 4 Two layers and no bend
# ------------------------
# *To recognise.* All outputs end at one half, and no seed is different.
#
# *Cause.* No activation between the layers, so they make
# :doc:`one weighted sum </theory/affine>`, and
# :doc:`the best of these says one half </theory/separable>` at every point.

# fold: put the activation back
cures = {"as it is": straight, "ReLU put back": tried(**whole)}
print(ad.table("No activation", HEAD, rows(cures)))
assert won(straight).count == 0
assert abs(straight.losses[-1] - LOG2).max() < 0.01
assert won(cures["ReLU put back"]).low > 0.5

# %%
# *Cure.* ``nn.ReLU()`` between two ``nn.Linear``; ``Dense(5, activation="relu")``,
# as Keras's ``Dense`` has none of its own; ``np.maximum(h, 0)``. `Switch it on and
# off <../playground.html#hidden=identity&labels=0110&step=200>`__.
#
# .. _wont-5:
#
# 5 All units off
# ---------------
# *To recognise.* All outputs are the same, and not quite one half; the loss jumps.
#
# *Cause.* The rate: a few large steps put every unit off at all points, and only
# the output bias still moves. But that they are dead is not why it fails. Leaky
# units can't die, and fail all the same:

# fold: keep the units alive, then lower the rate
cures = {
    "rate 1": fast,
    "rate 1, leaky ReLU": tried(hidden="leaky_relu", optimizer=ad.Sgd(lr=1)),
    "rate 1, all points a step": tried(optimizer=ad.Sgd(lr=1), batch_size=4),
    "rate 0.1": recipe,
}
print(ad.table("A large rate", HEAD, rows(cures)))
dead = ad.classify(fast.run.network, X, y).dead.all(axis=0)
leaky = cures["rate 1, leaky ReLU"]
assert ad.share(dead).low > 0.95
assert dead[0]
assert not ad.classify(leaky.run.network, X, y).dead.any()
assert won(leaky).high < 0.01
assert won(cures["rate 1, all points a step"]).low > 0.5

# %%
# *Cure.* A tenth of the rate, or all points in one step: ``SGD(params, lr=0.1)``,
# ``SGD(learning_rate=0.1)``, ``W -= 0.1 * dW``. `Lower it here
# <../playground.html#lr=1&labels=0110&step=200>`__.
#
# .. _wont-6:
#
# 6 Targets of another shape
# --------------------------
# *To recognise.* A loss of squares that settles at a quarter (here at an eighth, as
# ours is half of theirs), and labels ``[0, 1, 1, 0]`` without inner brackets.
#
# *Cause.* Broadcasting compares each output with each label:

z, flat_y = recipe.run.network[0](X), y[:, 0]
print("shape of the differences:", (z - flat_y).shape)
# fold: check what that adds up to, and train with it
assert np.isclose(((z - flat_y) ** 2).mean(), ((z - 0.5) ** 2).mean() + 1 / 4)
cures = {"as it is": halves, "one label a row": tried(**line, **few)}
print(ad.table("The shape of the targets", HEAD, rows(cures)))
away = abs(halves.run.network(X) - 0.5).max(axis=(0, 1))
assert away.max() < 0.01
assert abs(np.median(halves.losses[-1]) - 1 / 8) < 0.001
assert won(cures["one label a row"]).low > 0.5

# %%
# The mean over all pairs is :math:`(z - \tfrac12)^2 + \tfrac14`, so every output is
# pulled to one half; those on the right side of it are so by less than a hundredth.
#
# *Cure.* ``y.unsqueeze(1)`` or ``y.reshape(-1, 1)``. PyTorch's ``MSELoss`` only
# warns of the target size, ``BCEWithLogitsLoss`` refuses it. NumPy says nothing.
# Keras brings both to one shape by itself.
#
# .. _wont-7:
#
# 7 NaN
# -----
# *To recognise.* The loss grows for a few epochs, then it is no number.
#
# *Cause.* With squares and no sigmoid, the pull grows with the error: steps that
# are too long make the next ones longer. A cross entropy pulls by at most 1.

# fold: count the runs that overflow
cases = {
    "squares, rate 1": ("mean_squared_error", 1, centred),
    "squares, rate 0.1": ("mean_squared_error", 0.1, centred),
    "cross entropy, rate 1": ("sigmoid_cross_entropy", 1, centred),
    "squares, rate 1, inputs 0 and 1": ("mean_squared_error", 1, X),
}
ends = {}
for name, (cost_of, lr, points) in cases.items():
    how = {"loss": cost_of, "optimizer": ad.Sgd(lr=lr), "seeds": 100}
    ends[name] = ad.diagnose(start, points, y, **how)[0]
cells = [(k, f"{end.overflowed} of 100", end.success) for k, end in ends.items()]
print(ad.table("Inputs −1 and 1", ("", "overflow", "all four right"), cells))
wild, calm, bounded, origin = ends.values()
assert wild.overflowed > 90
assert calm.overflowed == bounded.overflowed == origin.overflowed == 0
assert calm.success.low > 0.5
assert origin.dead.low > 0.95
with np.errstate(all="ignore"):
    p = 1 / (1 + np.exp(-40.0))
    assert p == 1
    assert np.isnan(1 * np.log(p) + 0 * np.log(1 - p))

# %%
# Here training stops with an error where the frameworks go on and print ``nan``.
# With inputs 0 and 1 nothing overflows: units die first. There is a second way to
# it, a cross entropy written by hand: ``y * log(p) + (1 - y) * log(1 - p)`` is
# ``0 * inf`` as soon as ``p`` rounds to 1.
#
# *Cure.* A smaller rate; the losses that take logits, as in 3; in NumPy
# ``np.logaddexp(0, z) - y * z``. :doc:`Stable forms </theory/stable>` for others.
#
# .. _wont-8:
#
# 8 Softmax of one output
# -----------------------
# *To recognise.* No weight ever moves. With ``categorical_crossentropy`` the loss
# is 0 from the start, but for rounding; with ``binary_crossentropy`` it is some
# large number that stays.
#
# *Cause.* :math:`e^z / e^z = 1` whatever :math:`z` is, so its slope is exactly 0.

logits = recipe.run.network[0](X)
print("softmax of one output:", ad.softmax(logits).T)
# fold: check that nothing moves, and hear what the package says
before = ad.Network.initialized((2, 5, 1), seed=range(1000))
assert nothing.run.network == before
assert not nothing.losses.any()
try:
    ad.losses["softmax_cross_entropy"]([[0.0]], [[0.0]])
except ValueError as error:
    print(str(error).replace("; ", ";\n  "))
cures = {"as it is": nothing, "sigmoid": recipe}
print(ad.table("Softmax of one", HEAD, rows(cures)))
assert won(nothing).high < 0.03

# %%
# The few that are right were so by chance before the first step.
#
# *Cure.* One output takes a sigmoid, softmax takes two: ``BCEWithLogitsLoss`` for
# ``CrossEntropyLoss``; ``Dense(1, activation="sigmoid")`` for ``"softmax"``.
#
# .. _wont-9:
#
# 9 Sigmoid twice
# ---------------
# *To recognise.* A slow loss, and the probabilities that it computes are all above
# one half.
#
# *Cause.* The network ends in a sigmoid, and the loss applies one more. What the
# loss sees lies between 0 and 1, so its probability lies between one half and
# :math:`\sigma(1)`. On average over the two classes, the loss stays above
# :math:`\tfrac12 \log 2 + \tfrac12 \log(1 + e^{-1})`.

# fold: apply it once, for the same number of epochs
cures = {"twice": two, "once": tried(epochs=100)}
print(ad.table("100 epochs", HEAD, rows(cures)))
assert (two.losses > FLOOR).all()
assert won(two).high < won(cures["once"]).low
assert (cures["once"].losses[-1] < FLOOR).mean() > 0.6

# %%
# It does learn, with less of a pull, which is why it is seldom noticed.
#
# *Cure.* Say it once: ``nn.Sigmoid()`` with ``BCELoss``, or neither of them and
# ``BCEWithLogitsLoss``. In Keras a last ``activation="sigmoid"`` or
# ``from_logits=True``, never both. In NumPy ``dz = p - y`` and no further slope.
#
# .. _wont-10:
#
# 10 Labels −1 and 1
# ------------------
# *To recognise.* A cross entropy below 0, which none with labels 0 and 1 can be.
#
# *Cause.* At label −1 the pull is :math:`\sigma(z) + 1 \ge 1`, however right the
# answer is. The loss has no lowest value, and that class drags all else along.

# fold: turn the labels into 0 and 1
cures = {"−1 and 1": minus, "0 and 1": recipe}
print(ad.table("Labels", HEAD, rows(cures)))
assert (minus.losses[-1] < 0).mean() > 0.9
assert (recipe.losses > 0).all()
assert won(minus).high < won(recipe).low / 2
again = tried(targets=((2 * y - 1) + 1) / 2)
assert (again.losses == recipe.losses).all()

# %%
# *Cure.* ``y = (y + 1) / 2``. Or keep them and change the loss: ``SoftMarginLoss``,
# ``Hinge()``, or in NumPy ``np.logaddexp(0, -y * z)``.
#
# .. _wont-11:
#
# 11 Half the speed
# -----------------
# *To recognise.* The book's squared error and rate, and a curve twice as long.
#
# *Cause.* One of the two writes a half before the square, so its pull is half of
# the other's; :doc:`these pages do </reference/coming_from>`.

# fold: double the rate
cures = {
    "rate copied": copied,
    "rate doubled": tried(optimizer=ad.Sgd(lr=0.1), **line),
}
print(ad.table("Squares, with the half", HEAD, rows(cures)))
assert won(copied).high < won(cures["rate doubled"]).low
assert np.median(copied.losses[-1]) > 2 * np.median(
    cures["rate doubled"].losses[-1]
)

# %%
# *Cure.* Look whether it is ``(z - y)`` or ``2 * (z - y)``. ``MSELoss`` and
# ``MeanSquaredError`` have no half; ``0.5 * np.mean((z - y) ** 2)`` has.
#
# .. _wont-12:
#
# 12 Right, and judged wrong
# --------------------------
# *To recognise.* The loss falls, the probabilities are right, and the accuracy
# isn't.
#
# *Cause.* The outputs are logits, and the metric asks whether they are above one
# half. For a logit the border is 0. (As for 1, some call three of four solved.)

# fold: judge the same networks with both borders
cells = [("0", won(middle)), ("½", ad.share(half == 4))]
print(ad.table("After 30 epochs", ("border", "all four right"), cells))
assert ad.share(half == 4).high < won(middle).low
known = correct(ad.sigmoid(middle.run.network(X)), level=0.5)
assert (known == middle.right).all()
mistakes = (
    recipe,
    stuck,
    late,
    straight,
    fast,
    halves,
    nothing,
    two,
    minus,
    copied,
)
assert sum(won(one).count > 0 for one in mistakes) > 6
assert unseen[9]
ad.plots.show()

# %%
# *Cure.* ``z > 0`` in PyTorch and NumPy. Keras's ``"accuracy"`` takes what the
# last layer gives, so let that be ``activation="sigmoid"``, with
# ``from_logits=False``. `In this run
# <../playground.html#seed=9&labels=0110&step=120>`__ all four are right, and one
# logit of class 1 lies below one half.
#
# To remember
# -----------
# * Read the curve first: where it is flat, at which height, and whether it falls.
# * Take the suspect away and run the same seeds again. Leaky units stay alive at a
#   large rate, and still fail.
# * Count seeds. Most of these mistakes leave some seeds right, which hides them.
# * One task of four points shows what such mistakes look like, not how often they
#   are made.
#
# Next, :doc:`inputs`: why −1 and 1 do so much.
