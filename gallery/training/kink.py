r"""
One arbitrary number, the slope at zero, decides many runs
==========================================================

.. about:: The slope at the kink
   :minutes: 9
   :needs: :doc:`dying`; the :doc:`slope at zero </activations/around_zero>`

ReLU has no slope at 0, so a program has to make one up. Here the same 10,000 seeds
train with slope 0, one half and 1, and hundreds of runs end differently.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
seeds = range(10_000)
SLOPES = (0, 0.5, 1)


def successes(start, slope=0, shift=0):
    """Train by the recipe; return for each network whether all points are right."""
    biases = (start.biases[0] + shift, start.biases[1])
    net = ad.Network(start.weights, biases, hidden=ad.relu.variant(kink=slope))
    runs = ad.train(net, X, y, epochs=50, seed=seeds, record_losses=False)
    return ad.classify(runs.network, X, y).success


def points(value, low, high):
    """Write a gain and its interval."""
    return f"{value:+.1f} ({low:+.1f} to {high:+.1f})".replace("-", "−")


def gain(before, after):
    """Return the gain in percentage points and its 95 % interval, same seeds."""
    steps = 100 * (after.astype(float) - before)
    half = 1.96 * steps.std() / np.sqrt(len(steps))
    return steps.mean(), steps.mean() - half, steps.mean() + half


# %%
# Who gains, and who doesn't
# --------------------------

# fold: train 30,000 networks, and draw their success
start = ad.Network.initialized((2, 5, 1), seed=seeds)
won = {slope: successes(start, slope) for slope in SLOPES}
W, v = start.weights
quiet = (W < 0).all(axis=0)
can_gain = (quiet & (v[:, 0] > 0)).sum(axis=0)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
words = []
for slope, marker in zip(SLOPES, "os^"):
    rates = [ad.share(won[slope][can_gain == k]) for k in range(4)]
    x = np.arange(4) + 0.12 * (2 * slope - 1)
    colour = f"C{SLOPES.index(slope)}"
    ax.vlines(
        x, [r.low for r in rates], [r.high for r in rates], color=colour, lw=2
    )
    ax.plot(x, [r.value for r in rates], marker, color=colour, label=f"{slope:g}")
    words.append(f"slope {slope:g}: " + ", ".join(f"{r.value:.3g}" for r in rates))
ax.legend(title="slope at 0")
totals = [(can_gain == k).sum() for k in range(4)]
names = [f"{k}\n({total:,} networks)" for k, total in enumerate(totals)]
ax.set(xticks=range(4), xticklabels=names, ylim=(0, 1))
ax.set(xlabel="quiet units with positive $v$", ylabel="share of success")
ax.set_label(f"Success with 0, 1, 2, 3 such units. {'; '.join(words)}.")
fig.set_label("The slope makes no difference where there is no such unit.")

# %%
# A run succeeds when all four points come out right. A unit is **quiet** when
# both its weights are negative at the start; why these are the ones that count is
# told below.
#
# PyTorch, TensorFlow and JAX's ``relu`` all return 0. In theory it hardly matters:
# :cite:t:`bolte2020` show that what such choices can do wrong is avoided with
# probability one from a random start. In practice numbers are rounded, and
# :cite:t:`bertoin2021` found that it can matter in single precision. Here it
# matters for another reason: not all of the start is random.
#
# Three slopes, the same seeds
# ----------------------------
# Weights and orders of the samples are the same; only the slope at 0 differs. So
# the runs can be compared pair by pair:

# fold: compare the slopes, run by run
rows = [(f"{slope}", f"{ad.share(won[slope])}") for slope in SLOPES]
print(ad.table("Success by the slope at 0", ("slope", "success"), rows))
rows = []
for one, other in ((0, 0.5), (0, 1), (0.5, 1)):
    only_one, only_other = won[one] & ~won[other], won[other] & ~won[one]
    wins = f"{only_one.sum():,}", f"{only_other.sum():,}"
    rows.append((f"{one} and {other}", *wins))
head = ("slopes", "only the first wins", "only the second wins")
print(ad.table("Runs that end differently", head, rows))
assert ad.share(won[0]).high < ad.share(won[0.5]).low
assert gain(won[0.5], won[1])[2] < gain(won[0], won[0.5])[1] / 10

# %%
# What counts is whether the slope is 0 or not. Between one half and 1 there is
# little left to gain.
#
# When is it asked for?
# ---------------------
# You can write an activation that counts. This one is ReLU, and notes for which
# units training asked for the slope at exactly 0. (There are few enough networks
# here for the package to take each step with all of them at once.)

# fold: train with a ReLU that counts
few = range(1600)
few_start = start[: len(few)]
steps = []


def recorded(x):
    steps.append(x == 0)
    return (x > 0).astype(float)


counting = ad.Activation("counting", lambda x: np.maximum(x, 0), recorded)
net = ad.Network(few_start.weights, few_start.biases, hidden=counting)
runs = ad.train(net, X, y, seed=few, record_losses=False, snapshots=range(51))
at_kink = np.array(steps).reshape(50, 4, 5, len(few))  # epoch, step, unit, network
rows = [
    (f"{epoch + 1}", *(f"{n:,}" for n in at_kink[epoch].sum(axis=(1, 2))))
    for epoch in (0, 1, 2, 49)
]
assert (ad.classify(runs.network, X, y).success == won[0][: len(few)]).all()
head = ("epoch", *(f"step {k}" for k in (1, 2, 3, 4)))
print(ad.table(f"Units on their kink, of {5 * len(few):,}", head, rows))

# %%
# With all biases at 0, the point (0, 0) puts :math:`h = 0` on every unit that no
# sample has moved yet. If (0, 0) comes first, these are all five; if it comes last,
# only those that were off at the three points before it. That is the first epoch.
# After it, a unit whose bias has moved never hits its kink again in any of these
# runs. All later hits are by quiet units, which have not moved at all: with slope
# 0, their gradient is zero at all four points for ever.

# fold: check who hits the kink, and when
first = at_kink[0, 0].all(axis=0)
assert ad.share(first).low < 1 / 4 < ad.share(first).high
assert (at_kink[0, 0].any(axis=0) == first).all()
moved = np.array([runs.snapshots[epoch].biases[0] != 0 for epoch in range(50)])
hits = at_kink.sum(axis=1)  # per epoch
assert not (hits[1:] & moved[1:]).any()
assert (hits[1:] == quiet[:, : len(few)]).all()
print(f"quiet units, with both weights negative: {ad.share(quiet.ravel())}")

# %%
# What the slope does to a quiet unit
# -----------------------------------
# At (0, 0) the label is 1, so :math:`\delta = \sigma(z) - 1` is negative. With
# slope :math:`s`, the gradient of the bias of a unit on its kink is
# :math:`\delta v s`. So the first visit lifts the bias if the output weight
# :math:`v` is positive, and from then on the unit is on at (0, 0) and can learn. If
# :math:`v` is negative the bias sinks, and the unit is off at all four points, dead
# as with slope 0. Only quiet units with positive :math:`v` can gain.

# fold: measure the gain with and without such a unit
without, some = can_gain == 0, can_gain > 0
gains = [gain(won[0][nets], won[1][nets]) for nets in (without, some)]
names = ("without such units", "with at least one")
rows = [(name, points(*one)) for name, one in zip(names, gains)]
head = ("networks", "percentage points")
print(ad.table("Gain from slope 0 to slope 1", head, rows))
low, high = gains[0][1:]
assert low < 0 < high
assert high < 1
assert gains[1][1] > 30
assert ad.share(won[1][can_gain == 1]).low > ad.share(won[1][without]).high

# %%
# That is the whole effect. Networks without such a unit show no gain
# distinguishable from zero with these 10,000 seeds. With slope 1, a network with
# one of them does even better than a network with none: that unit starts at (0, 0)
# alone and can serve this point.
#
# .. predict:: Keep slope 0, and start every hidden bias a billionth above 0. What
#    changes?
#    :right: 2
#
#    Nothing you would notice
#       A billionth is little, but 0 is the one place where ReLU has no slope, and
#       every unit started there.
#    Every run ends as it would with slope 1
#       Each unit now starts on the side where it is on, and that was all that the
#       slope had decided.
#    A few runs, this way or that, by chance
#       It is not chance: every single run succeeds or fails as it did with slope 1.
#
# Not the slope, the side
# -----------------------
# So the slope at 0 decides on which side of its kink a unit starts. A bias can do
# that as well. Start all hidden biases a billionth above 0 or below it, and take
# either slope:

# fold: train with tiny biases
tiny, rows = 1e-9, []
for slope, shift in ((0, tiny), (1, tiny), (0, -tiny), (1, -tiny)):
    moved_start = successes(start, slope, shift)
    same = [name for name in (0, 1) if (moved_start == won[name]).all()]
    cells = f"{shift:+}", f"{slope}", f"{ad.share(moved_start)}", f"{same[0]}"
    rows.append(cells)
    assert same == [int(shift > 0)]
head = ("biases", "slope at 0", "success", "run by run as biases 0 with slope")
print(ad.table("A billionth off", head, rows))

# %%
# A billionth above 0, and every run succeeds or fails as it did with slope 1; a
# billionth below, as with slope 0. Then the slope no longer matters. What looks
# like a question about derivatives is one about the start: biases of exactly 0 put
# every unit on its kink at a training point. Where biases start at random numbers,
# the question does not arise.
#
# Beside the initialisers
# -----------------------
# Here is the same from each of the five initialisers. They differ in the weights
# and agree that biases start at 0.

# fold: train from all initialisers with both slopes
names = ("glorot_normal", "glorot_uniform", "lecun_normal")
names += ("he_normal", "he_uniform")
fig, ax = plt.subplots(figsize=(6.8, 3.4))
by_init, words = {}, []
for row, name in enumerate(names):
    begin = ad.Network.initialized((2, 5, 1), init=name, seed=seeds)
    for slope, marker in ((0, "o"), (1, "^")):
        result = by_init[name, slope] = successes(begin, slope)
        share, colour = ad.share(result), f"C{SLOPES.index(slope)}"
        ax.hlines(row, share.low, share.high, color=colour, lw=6, alpha=0.4)
        ax.plot(share.value, row, marker, color=colour)
    pair = [by_init[name, slope].mean() for slope in (0, 1)]
    words.append("{}: {:.3g} and {:.3g}".format(name, *pair))
    assert ad.share(by_init[name, 0]).high < ad.share(by_init[name, 1]).low
ax.lines[0].set_label("slope 0 at 0")
ax.lines[1].set_label("slope 1 at 0")
fig.legend(loc="outside upper center", ncols=2)
ax.set(
    yticks=range(5), yticklabels=names, xlabel="share of success", xlim=(0.4, 0.9)
)
ax.invert_yaxis()
ax.set_label(f"Success with slope 0 and slope 1. {'; '.join(words)}.")
fig.set_label("Slope 1 wins from every initialiser.")
rows = [
    (name, *(f"{ad.share(by_init[name, slope])}" for slope in (0, 1)))
    for name in names
]
print(ad.table("Success by initialiser", ("", "slope 0", "slope 1"), rows))

base = by_init["glorot_normal", 0]
by_slope = gain(base, by_init["glorot_normal", 1])
steps_up = {name: gain(base, by_init[name, 0]) for name in names[1:]}
both = gain(base, by_init["he_uniform", 1])
gains = {"slope 1": by_slope, **steps_up, "he_uniform and slope 1": both}
rows = [(name, points(*one)) for name, one in gains.items()]
head = ("change", "percentage points")
print(ad.table("Gain over glorot_normal with slope 0", head, rows))
assert both[1] > 1.5 * by_slope[2]
*smaller, largest = steps_up.values()
assert all(step[2] < by_slope[1] for step in smaller)
assert largest[1] < by_slope[0] < largest[2]
ad.plots.show()

# %%
# The slope matters from each initialiser. It gains more than the change from the
# tutorial's initialiser to three of the others, and as much as that to the fourth,
# the best: the intervals don't separate those two gains. The gains nearly add up,
# for they act on different things: the initialiser on the size of the weights,
# which is no help to a unit with no gradient.
#
# None of this is advice to change the slope. :cite:t:`bertoin2021` measured the
# opposite on large networks, where 0 did best. Four points, one of them the origin,
# five units and biases of 0 are a special case. These pages keep slope 0, as the
# frameworks do.
#
# To remember
# -----------
# * The slope at the kink matters where training meets it. Biases of 0 and a point
#   at the origin see to that, in the first epoch.
# * Once its bias had moved, no unit hit the kink again.
# * All of the gain is in networks with a unit that is off at the other points and
#   has a positive output weight.
# * A tiny bias of either sign does the same as the slope.
#
# Next, :doc:`rate_and_momentum`: the settings that everybody tunes.
