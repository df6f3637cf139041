r"""
Width makes networks lazy from He's first weights, not from Glorot's
====================================================================

.. about:: Lazy or learning
   :minutes: 7
   :needs: :doc:`inputs`; :doc:`/theory/initialisation`

A network may get four points right by moving its creases, or by weighing anew what
its units see from the start. This page counts how many units switch at a point
between the first step and the last.
"""

# fold: import the libraries, and say how switches are counted
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = 2 * ad.xnor()[0] - 1, ad.xnor()[1]
WIDTHS = (4, 8, 16, 32, 64, 128)


def on(net):
    """Return where the units are on, (points, units, networks)."""
    return net.forward(X).pre_activations[0] > 0


def train(net, **recipe):
    """Return the trained networks, and the share of pairs that switched."""
    recipe |= {"seed": range(len(net)), "record_losses": False}
    end = ad.train(net, X, y, **recipe).network
    return end, (on(end) != on(net)).mean()


def enlarged(net, inward, outward):
    """Return networks with input weights and output weights times a factor."""
    (W, v), biases = net.weights, net.biases
    return ad.Network((inward * W, outward * v), biases)


# %%
# Switches by width
# -----------------

# fold: train six widths from four starts, and draw how much has switched
switched = {"Glorot": [], "larger effects": [], "other balance": [], "He": []}
for width in WIDTHS:
    glorot, he = (
        ad.Network.initialized(
            (2, width, 1), init=f"{name}_normal", seed=range(200)
        )
        for name in ("glorot", "he")
    )
    inward, outward = (
        b[0, 0, 0] / a[0, 0, 0] for a, b in zip(glorot.weights, he.weights)
    )
    effect, balance = np.sqrt(inward * outward), np.sqrt(inward / outward)
    other = enlarged(glorot, balance, 1 / balance)
    starts = glorot, enlarged(glorot, effect, effect), other, he
    assert np.isclose(inward, np.sqrt(1 + width / 2))
    assert np.allclose(enlarged(glorot, inward, outward)(X), he(X))
    assert np.allclose(other(X), glorot(X))
    for row, net in zip(switched.values(), starts):
        row.append(train(net)[1])
fig, ax = plt.subplots(figsize=(6.4, 3.6))
words = []
for (name, row), marker in zip(switched.items(), "os^D"):
    ax.semilogx(WIDTHS, np.multiply(100, row), marker=marker, base=2, label=name)
    words.append(f"{name} {', '.join(f'{100 * one:.1f}' for one in row)}")
ax.legend(loc="lower left")
ax.set(xticks=WIDTHS, xticklabels=WIDTHS, ylim=(0, None), xlabel="hidden units")
ax.set_title("What training has switched")
ax.set_ylabel("switched, in % of units and points")
ax.set_label(
    f"Switched with {', '.join(map(str, WIDTHS))} units. {'; '.join(words)}."
)
fig.set_label("From Glorot's weights about as much switches at all these widths.")
drawn, effects, balances, he = switched.values()
assert min(drawn) > 0.18
assert max(drawn) < 0.23
assert all(less < more for more, less in pairwise(he))
assert he[-1] < drawn[-1] / 10
for one in (effects, balances):
    assert all(least < some < most for least, some, most in zip(he, one, drawn))
    assert all(less < more for more, less in pairwise(one))

# %%
# The recipe is the tutorial's, but the inputs are 1 and −1, so that no crease
# lies in a point at the start. A pair of a unit and a point has switched if the
# unit was on there before training and is not after it, or the other way round.
# From Glorot's weights about a fifth of the pairs switch, whatever the width.
# From He's, each doubling of the width leaves fewer.
#
# Training is **lazy** where the weights hardly move, compared with what they
# were. Then hardly a unit switches, and the logits change as those of a model
# that is linear in its weights. Infinitely wide networks, scaled as by
# :cite:t:`jacot2018`, are lazy. But :cite:t:`chizat2019` show that width as such
# is not the reason: it is the scale of the outputs.
#
# With the same seed He's weights are Glorot's, and the input weights
# :math:`\sqrt{1 + H/2}` times as long (the output weights hardly differ). That
# changes two things: it enlarges the effect of each unit, and shifts the balance
# of its two layers. The lines between show one without the other. *Larger
# effects* multiplies both layers by one factor. *Other balance* multiplies one
# and divides the other, so all logits at the start are Glorot's. Either makes
# wide networks lazier, and together they do most.
#
# To give logits of a certain size, each of :math:`H` units need change its
# contribution only by a part of order :math:`1/H`. Glorot's contributions are of
# this order from the start, since both weights shrink as :math:`1/\sqrt{H}`. With
# He only the output weights do, so the change is small beside what was there. As
# for the balance, an input weight moves in proportion to its output weight: if
# that is short and the input weight long, it moves little for its length.
#
# Lazy at any width
# -----------------
# So a narrow network should be lazy as well, if its effects are made large. Let
# the logit be :math:`\alpha z`, and divide the loss by :math:`\alpha^2`, so that
# the logits move as fast as before. Logits must not be large at the start, so
# each unit gets a twin with the opposite output weight: then all of them begin at
# 0. Chizat and his colleagues do the same.

# fold: write the scaled loss and the twins, and count at three widths
base = ad.losses["sigmoid_cross_entropy"]


def scaled(a):
    """Return the loss of logits times a, divided by the square of a."""
    parts = (
        lambda z, y: base.cost(a * z, y) / a**2,
        lambda z, y: base.slope(a * z, y) / a,
    )
    return ad.Loss("scaled", *parts, reading="sign")


def twins(width, count):
    """Return networks in which each unit has a twin that takes its part away."""
    net = ad.Network.initialized((2, width // 2, 1), seed=range(count))
    (W, v), (b, c) = net.weights, net.biases
    layers = np.concatenate((W, W), axis=1), np.concatenate((v, -v))
    return ad.Network(layers, (np.concatenate((b, b)), c))


SCALES = (0.3, 1, 3, 10, 30)
rows = []
for width in (8, 32, 128):
    start = twins(width, 200)
    assert (abs(start(X)) < 1e-12).all()
    rows.append([train(start, loss=scaled(a))[1] for a in SCALES])
told = [
    (a, *(f"{100 * one:.1f}" for one in col)) for a, col in zip(SCALES, zip(*rows))
]
head = ("α", "8 units", "32", "128")
print(ad.table("Switched, in % of units and points", head, told))
for column in zip(*rows):
    assert max(column) < 1.6 * min(column)
for row in rows:
    assert all(less < more for more, less in pairwise(row))
    assert row[-1] < 0.01

# %%
# The scale decides: at :math:`\alpha = 30` hardly a pair switches, in the
# narrowest as in the widest, and all began with Glorot's weights.
#
# .. predict:: Four units, two with a twin each, go from lazy to learning as
#    :math:`\alpha` shrinks. Which networks succeed more often?
#    :right: 1
#
#    The lazy ones
#       Here they keep what a good start has, and others lose it.
#    Those that move their creases
#       They might mend a bad start. In these runs it is hardly ever so.
#    Both alike
#       It would be so if switches changed nothing that matters.
#
# A lazy network lives on its start
# ---------------------------------
# With the inputs at ±1 each unit is on at two neighbouring points at the start,
# one of each class: at :doc:`one of four sides <inputs>`. If all units share a
# side, the other two points are silent. Their logit is the output bias, so one of
# them is wrong, and that stays as long as nothing switches. With two units and
# their twins this happens to one start in four.

# fold: train with five scales, and sort the seeds by their sides
start = twins(4, 1000)
side = on(start)
bad = (side == side[:, :1]).all(axis=(0, 1))
rows, ends = [], {}
for a in (0.1, 0.3, 1, 10, 100):
    end, moved = train(start, loss=scaled(a), epochs=500)
    end = ends[a] = ad.classify(end, X, y)
    won = (ad.share(end.success[some]) for some in (~bad, bad))
    rows.append((a, f"{100 * moved:.1f}", *won))
    lost = end.inactive[:, :, ~bad & ~end.success].all(axis=1)
    blind = lost[[0, 3]].any(axis=0) & lost[[1, 2]].any(axis=0)
    assert a > 10 or blind.all()
head = ("α", "switched, %", "success, two sides", "success, one side")
print(ad.table("Four units, 500 epochs", head, rows))
assert ad.share(bad).low < 1 / 4 < ad.share(bad).high
assert all(less[2].high < more[2].low for less, more in pairwise(rows[:4]))
assert all(row[2].low > 0.98 for row in rows[3:])
assert all(row[3].count == 0 for row in rows[1:])
assert 0 < rows[0][3].high < 0.1
ad.plots.show()

# %%
# So a lazy network's chance can be read off its start: with two sides nearly all
# succeed, and with one none. Creases that move mend few starts with one side, and
# only at the smallest :math:`\alpha`. But they spoil good ones. Up to
# :math:`\alpha = 10` all networks that fail from two sides have become blind: two
# points, one of each class, have lost all their units.
#
# To remember
# -----------
# * It is not width that makes a network lazy. Large effects at the start do, and so
#   do long input weights before short output weights.
# * From Glorot's weights about as much switches at all widths tried, and from He's
#   ever less.
# * A lazy network succeeds if its start sees the points well enough.
# * Here this was the better way, on four points. In the networks for images that
#   Chizat and his colleagues trained, laziness cost accuracy.
#
# Next, :doc:`frequencies`: what a network learns first.
