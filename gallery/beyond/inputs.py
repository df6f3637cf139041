r"""
With its inputs at ±1, the recipe works for nine seeds in ten
=============================================================

.. about:: Inputs at ±1
   :minutes: 8
   :needs: :doc:`/training/coin_toss`; :doc:`/activations/around_zero`

The tutorial codes its inputs as 0 and 1, and half of the seeds fail. Here the same
10,000 seeds train on the same square, longer or moved to have its centre at 0.
"""

# fold: import the libraries, and say how a coding is tried
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=range(10_000))
half = start[: len(start) // 2]
(W, v), (b, c) = half.weights, half.biases


def train(inputs, net=None, W=W, b=b):
    """Train by the recipe; return the outcomes at 0, 50 and 100 epochs."""
    net = net or ad.Network((W, v), (b, c))
    looks = {"epochs": 100, "snapshots": (0, 50, 100), "record_losses": False}
    runs = ad.train(net, inputs, y, seed=range(len(net)), **looks)
    return [ad.classify(end, inputs, y) for end in runs.snapshots.values()]


def shares(outcomes):
    """Return the shares of success after 50 and after 100 epochs."""
    return [ad.share(end.success) for end in outcomes[1:]]


def points(after, before, look):
    """Return by how many percentage points a share has grown."""
    return 100 * (after[look].value - before[look].value)


# %%
# Longer, or centred
# ------------------

# fold: train with each coding, and draw the share of success
codes = {"0 and 1": X, "0 and 2": 2 * X}
codes |= {"−½ and ½": X - 0.5, "−1 and 1": 2 * X - 1}
outcomes = {name: train(codes[name], start) for name in codes}
won = {name: shares(outcomes[name]) for name in codes}
fig, ax = plt.subplots(figsize=(6.4, 3.6))
words = []
for look, (epochs, marker) in enumerate(((50, "o"), (100, "s"))):
    value, low, high = 100 * np.transpose(
        [(one[look].value, one[look].low, one[look].high) for one in won.values()]
    )
    x, reach = np.arange(4) + 0.16 * (look - 0.5), (value - low, high - value)
    ax.errorbar(x, value, reach, fmt=marker, capsize=3, label=f"{epochs} epochs")
    words.append(f"{epochs} epochs: {', '.join(f'{one:.1f}' for one in value)}")
ax.legend(loc="lower right")
ticks = [name.replace(" and", ",") for name in codes]
ax.set(xticks=range(4), xticklabels=ticks, ylim=(0, 100))
ax.set(xlabel="values of each input", ylabel="success, in % of the seeds")
ax.set_label(f"Success in per cent, inputs {', '.join(codes)}. {'; '.join(words)}.")
fig.set_label("What counts is the centre; a longer side alone comes to little.")
corner, long, centred, both = won.values()
assert 0.9 < both[0].low < both[0].high < 0.93
assert corner[0].high < long[0].low < long[0].high < centred[0].low
assert long[1].high < corner[1].low + 0.01
assert all(one.high < more.low for one, more in zip(centred, both))
assert (codes["−½ and ½"] ** 2).sum() < (X**2).sum()
lost = ~outcomes["0 and 1"][1].success
saved = [ad.share(ends[1].success[lost]) for ends in outcomes.values()]
rows = list(zip(codes, saved))[1:]
print(ad.table("Seeds that fail at 0 and 1", ("inputs", "succeed"), rows))
assert saved[1].high < 0.4
assert saved[2].low > 0.75

# %%
# Centred at 0 the square wins, and most of the very seeds that failed now succeed,
# even where its points lie nearer to 0 on average than the tutorial's: it is not
# their length that counts. A longer side alone helps in 50 epochs, and after 50
# more nothing is left of that; with the centre at 0 it adds a little.
#
# :cite:t:`lecun1998` advise both, in section 4.3: shift each input to mean zero,
# and scale it. Their reason is the steps of training. Inputs that are never
# negative move all weights of a unit to the same side in one step.
#
# .. predict:: Centring changes two things: where the creases lie at the start, and
#    the inputs that each step is made of. Which is worth more here?
#    :right: 1
#
#    Where the creases lie at the start
#       More than twice as much as the other. With biases of 0 all creases cross
#       where the inputs are 0, and in the tutorial that is a corner of the square.
#    The inputs that the steps are made of
#       They help, too, as LeCun and his colleagues say. But it is the smaller part.
#    Each is useless without the other
#       Either of them helps alone.
#
# The start, or the steps
# -----------------------
# The two can be taken apart, because a bias can move a crease as well. With inputs
# :math:`x - \tfrac12` and bias 0, a unit computes
#
# .. math::
#
#    h = w_1 \left(x_1 - \tfrac12\right) + w_2 \left(x_2 - \tfrac12\right)
#      = w_1 x_1 + w_2 x_2 - \tfrac12 (w_1 + w_2)
#
# So a bias of :math:`-\tfrac12 (w_1 + w_2)` gives the tutorial's inputs the start
# of the centred ones, logit for logit. The opposite bias gives centred inputs the
# start of the tutorial. Only the steps differ then: where a unit is on, the
# gradient of a weight is :math:`\delta v x_i` or
# :math:`\delta v (x_i - \tfrac12)`. For this and all further trials the first half
# of the seeds is enough.

shift = W.sum(axis=0) / 2
only_start = shares(train(X, b=b - shift))
only_steps = shares(train(X - 0.5, b=b + shift))
# fold: check that the starts are the same, and compare
moved = ad.Network((W, v), (b - shift, c))
assert np.allclose(moved(X), half(X - 0.5), atol=1e-12)
head = ("creases cross", "inputs of the steps", "50 epochs", "100 epochs")
rows = [
    ("in a corner", "0 and 1", *corner),
    ("in a corner", "−½ and ½", *only_steps),
    ("in the middle", "0 and 1", *only_start),
    ("in the middle", "−½ and ½", *centred),
]
print(ad.table("Start and steps", head, rows))
for look in (0, 1):
    by_steps = points(only_steps, corner, look)
    assert 0 < 2 * by_steps < points(only_start, corner, look)
    assert corner[look].high < only_steps[look].low
    assert only_start[look].high < centred[look].low
assert points(only_start, corner, 0) > points(both, corner, 0) / 2

# %%
# The steps do help, as the paper says. But most of the gain is there before the
# first step: centred inputs let biases of 0 put all creases through the middle.
#
# Longer inputs are two things, too. They enlarge the first pre-activations, as
# weights twice as large do. And counted in what a unit computes, they make each
# step of its weights four times as long: once because the gradient is twice as
# large, and once more because the weight acts on an input twice as large.

large = shares(train(X, W=2 * W))
fast = shares(train(2 * X, W=W / 2))
# fold: compare
head = ("weights at the start", "inputs of the steps", "50 epochs", "100 epochs")
rows = [
    ("as drawn", "0 and 1", *corner),
    ("half, so the same logits", "0 and 2", *fast),
    ("twice", "0 and 1", *large),
    ("as drawn", "0 and 2", *long),
]
print(ad.table("The same for the length", head, rows))
assert large[0].low > corner[0].high
assert large[1].low > corner[1].high
assert fast[0].low < corner[0].high
assert fast[1].high < corner[1].low

# %%
# That is why length alone comes to so little: what the larger start gains, the long
# steps lose again.
#
# Why the middle is a better place
# --------------------------------
# With a crossing in a corner a quarter of the units are
# :doc:`dead at the start </theory/dead>`. Is that all? Give each dead unit other
# signs: one of the three pairs with which a unit lives, each as likely as the
# others. The creases still cross in the corner.

# fold: train on 0 and 1 without dead units
which = np.random.default_rng(0).random((5, len(half)))
turn = np.where([which < 2 / 3, which > 1 / 3], -1, 1)
dead = outcomes["0 and 1"][0].dead[:, : len(half)]
alive = train(X, W=np.where(dead, turn * W, W))
assert not alive[0].dead.any()
assert not outcomes["−1 and 1"][0].dead.any()
living = shares(alive)
rows = [("as they are", *corner), ("none dead", *living)]
rows.append(("crossing in the middle", *only_start))
print(ad.table("Dead units", ("start", "50 epochs", "100 epochs"), rows))
for look in (0, 1):
    most = points(only_start, corner, look)
    assert most / 2 < points(living, corner, look) < most
    assert living[look].high < only_start[look].low

# %%
# That is more than half of the gain, but not all. With a crossing in the middle
# each unit is on at two neighbouring corners, one of each class, and nowhere else.
# Four sides are possible, and each is as likely as the others. The more of them the
# five units cover at the start, the better:

# fold: sort the seeds by the sides that their units cover
on = start.forward(codes["−1 and 1"]).pre_activations[0] > 0
sides = [on[[i, j]].all(axis=0) for i, j in ((0, 1), (0, 2), (1, 3), (2, 3))]
assert (np.sum(sides, axis=0) == 1).all()
assert (on.sum(axis=0) == 2).all()
assert all(abs(one.mean() - 1 / 4) < 0.01 for one in sides)
count = np.any(sides, axis=1).sum(axis=0)
end = outcomes["−1 and 1"][2]
chances = [ad.share(end.success[count == k]) for k in (1, 2, 3, 4)]
rows = [(k, f"{win.total:,}", win) for k, win in enumerate(chances, start=1)]
print(ad.table("Sides covered at the start", ("sides", "seeds", "succeed"), rows))
assert chances[0].count == 0
assert all(less.high < more.low for less, more in pairwise(chances))
assert chances[3].low > 0.99
silent = end.inactive.all(axis=1)
blind = silent[[0, 3]].any(axis=0) & silent[[1, 2]].any(axis=0)
going_blind = ad.share(blind[~end.success])
print(f"blind among those that fail: {going_blind}")
assert going_blind.low > 0.95
assert (end.right[~end.success] == 3).all()

# %%
# Who still fails, fails as before: nearly all are blind, with three points right.
#
# And the biases of 0?
# --------------------
# It takes both, biases of 0 and a corner at 0, to make all creases cross in a data
# point. Draw the first biases between −¼ and ¼:

# fold: train with random biases from both codings
spread = (2 * np.random.default_rng(1).random((5, len(half))) - 1) / 4
at_01, at_11 = (shares(train(code, b=spread)) for code in (X, 2 * X - 1))
rows = [("0 and 1", "0", *corner), ("0 and 1", "random", *at_01)]
rows += [("−1 and 1", "0", *both), ("−1 and 1", "random", *at_11)]
head = ("inputs", "first biases", "50 epochs", "100 epochs")
print(ad.table("Biases", head, rows))
assert at_01[0].low > corner[0].high
assert at_01[1].high < both[1].low
assert all(one.value >= other.value for one, other in zip(both, at_11))
ad.plots.show()

# %%
# Where the inputs are 0 and 1, random biases help; where they are ±1, biases of 0
# do at least as well. So the coin toss is no property of ReLU, nor of five units:
# most of it is where this coding and these biases put the creases. (``ad.diagnose``
# tries inputs from −1 to 1 for any network.)
#
# To remember
# -----------
# * Centred inputs turn most losers into winners, even when they are shorter.
# * The larger part is where the creases lie at the start, the smaller one what the
#   steps are made of.
# * Length alone saves time and no seeds. Longer inputs start larger, which helps,
#   and take longer steps, which don't.
# * Four points, five units, one recipe: elsewhere the parts may weigh differently.
#   No other data were tried.
#
# Next, :doc:`gains`: the same inputs, and up to fifty layers.
