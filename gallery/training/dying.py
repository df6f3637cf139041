r"""
Large steps kill units, and a dead unit gets no push to come back
=================================================================

.. about:: Dying
   :minutes: 10
   :needs: :doc:`coin_toss`; the :doc:`gradients </tutorial/training>`

A ReLU unit is **dead** when it is off at all four points. A quarter of all units
are born dead; this page counts those that die later, asks which come back, and what
helps.
"""

# fold: import the libraries
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
epochs = 50
seeds = range(4000)
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=seeds)
(W, v), (b, c) = start.weights, start.biases
settings = {"epochs": epochs, "seed": seeds, "record_losses": False}


def histories(lr, momentum):
    """Return the states after each epoch, and which units are dead, die, return."""
    sgd, kept = ad.Sgd(lr=lr, momentum=momentum), range(epochs + 1)
    runs = ad.train(start, X, y, optimizer=sgd, snapshots=kept, **settings)
    states = [runs.snapshots[epoch] for epoch in kept]
    dead = np.array([ad.classify(net, X, y).dead for net in states])
    return states, dead, dead[1:] & ~dead[:-1], dead[:-1] & ~dead[1:]


# %%
# Deaths, epoch by epoch
# ----------------------
# The recipe of the tutorial, with its learning rate and with three others.

# fold: train at four rates, and draw the deaths
fig, ax = plt.subplots(figsize=(6.4, 3.6))
lost, words, rows = [], [], []
for lr, style in {0.03: ":", 0.1: "-", 0.3: "--", 1.0: "-."}.items():
    _, dead, dies, _ = histories(lr, 0.4)
    share = dead.mean(axis=(1, 2))
    ax.plot(share, style, label=f"{lr:g}")
    words.append(f"rate {lr:g}: {share[-1]:.3g}")
    lost.append(ad.share((dead[-1] & ~dead[0]).any(axis=0)))
    none_left = ad.share(dead[-1].all(axis=0))
    rows.append((f"{lr:g}", lost[-1], none_left))
    assert dies[:10].sum() > dies[10:].sum()
ax.legend(title="learning rate", loc=(0.75, 0.5))
ax.set(xlabel="epoch", ylabel="share of units dead", ylim=(0, 1.03))
told = f"at the start {share[0]:.3g}; after {epochs} epochs, {', '.join(words)}"
ax.set_label(f"Share of dead units: {told}.")
fig.set_label("The larger the steps, the more units die, and most of them early.")
assert all(less.high < more.low for less, more in pairwise(lost[1:]))
assert none_left.low > 0.95
head = ("learning rate", "lost a unit", "lost all five")
print(ad.table("Networks after 50 epochs", head, rows))

# %%
# At each rate more units die in the first ten epochs than in all later ones. And
# large steps kill more: a unit dies when a step carries it past the last point at
# which it was on, and a longer step goes further. At the largest rate here, nearly
# every network loses all its units. Its logit is then the output bias, the same
# number at every point, so at least two points are wrong. :cite:t:`lu2019` show
# that deep networks can be born like this.
#
# Born dead
# ---------
# All biases start at 0. Then a unit is off at (1, 0) if its first weight is not
# positive, and off at (0, 1) if its second is not; at (1, 1) the sum decides, and
# at (0, 0) every unit is off. So a unit is dead at the start exactly if neither
# weight is positive. Each sign is a coin toss, so this happens to a quarter of all
# units, at any scale of the weights.

born_dead = ad.classify(start, X, y).dead
# fold: compare with the signs of the weights
print(f"dead at the start: {ad.share(born_dead)} of {born_dead.size:,} units")
assert (born_dead == (W <= 0).all(axis=0)).all()
assert ad.share(born_dead).low < 1 / 4 < ad.share(born_dead).high

# %%
# .. predict:: A hidden unit is dead, and there is no momentum. What can bring it
#    back?
#    :right: 3
#
#    A larger learning rate
#       The rate multiplies a gradient that is exactly 0.
#    The other units, once they have moved
#       Its pre-activation depends on its own weights and on the data, and neither
#       moves.
#    Nothing
#       At every training point all its slopes are exactly 0, so no step changes it,
#       and the next one finds it as it was.
#
# Why dead is dead
# ----------------
# Let the slope of ReLU at 0 be 0, as on these pages. For one sample,
#
# .. math::
#
#    \frac{\partial L}{\partial w_i} &= \delta \, v \operatorname{relu}'(h) \, x_i
#    \\[6pt]
#    \frac{\partial L}{\partial b} &= \delta \, v \operatorname{relu}'(h) \\[6pt]
#    \frac{\partial L}{\partial v} &= \delta \operatorname{relu}(h)
#
# A dead unit has :math:`h \le 0` at every training point, so there all three are
# exactly zero. Without momentum a step is the learning rate times the gradient:
# nothing about the unit moves, and its inputs are the data, which don't move
# either. So it is dead after the step, too, whatever the other units do, and so on
# for ever. (A dead unit of a second hidden layer
# :doc:`may come back </theory/dead>`, and so may any where :doc:`weight decay
# </beyond/adam>` pulls at its weights.) Here this is checked for all units, after
# every epoch:

# fold: train without momentum, and look for units that come back
rows = []
for lr in (0.1, 1.0):
    states, dead, dies, back = histories(lr, 0)
    rows.append((f"{lr:g}", f"{dies.sum():,}", back.sum()))
    assert not back.any()
    own = [(*n.forward(X).pre_activations[0], n.weights[1][:, 0]) for n in states]
    assert not (np.diff(own, axis=0).any(axis=1) & dead[:-1]).any()
head = ("learning rate", "units that died", "came back")
print(ad.table("Without momentum", head, rows))

# %%
# Still rolling
# -------------
# With momentum :math:`\mu` each step keeps :math:`\mu` times the step before it.
# When the gradients have become zero, the unit still rolls on in a straight line.
# After a step :math:`d`, all that can follow is
#
# .. math:: \mu d + \mu^2 d + \mu^3 d + \dots = \frac{\mu}{1 - \mu} \, d
#
# On its way the unit may switch on again. Not at a point at which it was on before
# the step that killed it: there this step lowered :math:`h`, and all that follows
# goes on lowering it. But at another point :math:`h` may be rising. If it does not
# get above 0 before the velocity is spent, the unit is dead for good.

# fold: train with four momenta, and count the units that come back
rows = []
for momentum in (0.4, 0.9, 0.95, 0.98):
    states, dead, dies, back = histories(0.1, momentum)
    rows.append((momentum, f"{dies.sum():,}", back.sum()))
    assert back.any() == (momentum > 0.9)
    assert back.sum() < dies.sum() / 100
print(ad.table("Seen after each epoch", ("momentum", "deaths", "came back"), rows))

# %%
# With the recipe's momentum none came back. With far more momentum a few did. Of
# those in the last row that were dead for at least five epochs, this is the one
# that ends highest. The thin lines are a forecast from the first two epochs of its
# death alone: an epoch has four steps, so one epoch of rolling moves everything by
# :math:`\mu^4` times what the epoch before it did.

# fold: find the unit, forecast its way, and draw it
times = np.arange(epochs + 1)[:, None, None]
length = times - np.maximum.accumulate(np.where(dead, 0, times))  # dead for so long
height = states[-1].forward(X).pre_activations[0].max(axis=0)
score = np.where(back & (length[:-1] >= 5), height, -np.inf)
last, unit, seed = np.unravel_index(score.argmax(), score.shape)
first = last - length[last, unit, seed] + 1
h = np.array([net[seed].forward(X).pre_activations[0][:, unit] for net in states])
rolled = np.arange(last + 2 - first)
way = (1 - momentum ** (4 * rolled[:, None])) / (1 - momentum**4)
forecast = h[first] + way * (h[first + 1] - h[first])
assert np.allclose(forecast[:-1], h[first : last + 1], rtol=0, atol=1e-9)
assert ((forecast[-1] > 0) & (h[last + 1] > 0)).any()
assert height[unit, seed] > 0

fig, ax = plt.subplots(figsize=(6.8, 3.9))
ax.axhline(0, color="#535b65", ls="-", lw=1.2)
ax.axvspan(first, last, color="0.5", alpha=0.15, lw=0)
ends = []
for k, ((x1, x2), marker) in enumerate(zip(X, "o^vD")):
    name = f"({x1:.0f}, {x2:.0f})"
    (dots,) = ax.plot(h[: last + 9, k], marker, ms=5, label=name)
    ax.plot(first + rolled, forecast[:, k], color=dots.get_color(), lw=1.2)
    ends.append(f"{h[first, k]:.2g} to {h[last + 8, k]:.2g} at {name}")
ax.legend(title="$h$ at", loc="center left", bbox_to_anchor=(1, 0.5))
ax.set(xlabel="epoch", ylabel="pre-activation $h$", xticks=range(0, last + 9, 4))
ax.set_title(f"Unit {unit + 1} of seed {seed}; dead where shaded")
ax.set_label(
    f"Pre-activations of a unit that is dead from epoch {first} to {last}. "
    f"From epoch {first} to {last + 8}: " + ", ".join(ends).replace("-", "−")
)
fig.set_label("Dead for a while, it rolls on until it is on at one of the points.")

# %%
# What death costs
# ----------------
# **Success** means that all four points are right. Under the recipe, networks with
# more dead units succeed less often:


# fold: sort the networks by their dead units
def ended(net):
    return ad.classify(ad.train(net, X, y, **settings).network, X, y)


ends = ended(start)
by_dead = [ad.share(ends.success[ends.dead.sum(axis=0) == k]) for k in range(6)]
assert all(more.high < less.low for less, more in pairwise(by_dead[:5]))
assert by_dead[3].count > by_dead[4].count == by_dead[5].count == 0
rows = [(k, f"{won.total:,}", won) for k, won in enumerate(by_dead)]
print(ad.table("At the end", ("dead units", "networks", "success"), rows))

# %%
# With four dead units one is left, and one ReLU unit can't do it, whatever its
# weights: its output never falls as :math:`h` rises, so a single straight line
# would have to part the classes. Two units can, and some of these networks do it
# with two.
#
# What helps
# ----------
# Here are three kinds of remedy, with the same seeds. A leaky ReLU
# :cite:p:`maas2013` passes on part of the gradient to the left of zero, so no unit
# is ever dead. With a positive bias at the start, every unit is on at (0, 0), so
# none is born dead. And :doc:`the slope at the kink <kink>` can be taken as 1,
# which gives the units that sit on it at (0, 0) a first push.

# fold: train with each remedy
remedies = {"the recipe": start}
for slope in (0.01, 0.3):
    f = ad.leaky_relu.variant(slope=slope)
    remedies[f"leaky, slope {slope:g}"] = ad.Network((W, v), (b, c), hidden=f)
for shift in (0.1, 1.0):
    remedies[f"biases start at {shift:g}"] = ad.Network((W, v), (b + shift, c))
f = ad.relu.variant(kink=1)
remedies["slope 1 at the kink"] = ad.Network((W, v), (b, c), hidden=f)
rows = []
for name, net in remedies.items():
    ends = ended(net)
    rows.append((name, ad.share(ends.dead.any(axis=0)), ad.share(ends.success)))
print(ad.table("Remedies", ("", "have a dead unit", "succeed"), rows))

# %%
# A small leak helps, and a small positive bias helps more. More of the medicine
# does not: with a large leak or a large bias, hardly a network has a dead unit, and
# fewer succeed than under the recipe. Each remedy changes more than the deaths: a
# large leak makes the bend smaller, a large bias starts most units on at all four
# points, with no crease between them.

# fold: compare the remedies
(_, dead, won), small_leak, large_leak, small_bias, large_bias, kink = rows
for _, fewer_dead, more_won in (small_leak, small_bias, kink):
    assert fewer_dead.high < dead.low
    assert more_won.low > won.high
assert small_bias[2].low > small_leak[2].high
for _, few_dead, fewer_won in (large_leak, large_bias):
    assert few_dead.high < 0.01
    assert fewer_won.high < won.low
net = remedies["biases start at 1"]
on_everywhere = (net.forward(X).pre_activations[0] > 0).all(axis=0)
assert ad.share(on_everywhere).low > 0.8
ad.plots.show()

# %%
# To remember
# -----------
# * When biases start at 0, a quarter of the units are born dead.
# * Large steps kill more units, and most deaths come early.
# * Without momentum, death is final here, with one hidden layer and fixed data.
#   With momentum a unit can roll on and come back, which is rare.
# * Having fewer dead units is not the same as succeeding more often.
#
# Next, :doc:`kink`: what a single number does for units that are born dead. The
# theory :doc:`proves when a dead unit stays dead </theory/dead>`.
