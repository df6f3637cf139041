"""
One unit can't, two seldom do, many nearly always succeed
=========================================================

.. about:: Width and initialisation
   :minutes: 9
   :needs: :doc:`coin_toss`

More hidden units mean more chances of a good start. This page measures how many you
need, and what other first weights and other first biases change.
"""

# fold: import the libraries
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
INITS = (
    *("glorot_normal", "glorot_uniform"),
    *("he_normal", "he_uniform", "lecun_normal"),
)


def train(start, *stops):
    """Train by the recipe and return the share of successes after some epochs."""
    options = {"epochs": max(stops), "snapshots": stops, "seed": range(len(start))}
    run = ad.train(start, X, y, record_losses=False, **options)
    return [ad.share(ad.classify(run.snapshots[n], X, y).success) for n in stops]


def draw(ax, x, shares, label, **look):
    """Draw shares in per cent, with their intervals, and say them in words."""
    value, low, high = 100 * np.transpose(
        [(s.value, s.low, s.high) for s in shares]
    )
    reach = value - low, high - value
    ax.errorbar(x, value, reach, capsize=3, lw=1.5, ms=5, label=label, **look)
    return f"{label}: {', '.join(f'{one:.3g}' for one in value)}"


# %%
# Success by width
# ----------------
# The recipe of the tutorial, learning rate 0.1, momentum 0.4, 50 epochs, with more
# and more units and with every initialiser. Bars are Wilson intervals; the two thin
# lines are explained below.

# fold: train all widths from all initialisers, and draw their success
counts = {1: 2000, 2: 2000, 3: 2000, 4: 2000, 5: 2000, 8: 2000, 16: 1000, 32: 500}
wins = {init: [] for init in INITS}
for init, row in wins.items():
    for width, count in counts.items():
        net = ad.Network.initialized((2, width, 1), init=init, seed=range(count))
        row.extend(train(net, 50))
widths, places = np.array(list(counts)), np.arange(len(counts))
ceiling = 1 - 0.25**widths - widths * 0.75 * 0.25 ** (widths - 1)
helpers = 1 - 2 * (7 / 8) ** widths + (6 / 8) ** widths

fig, ax = plt.subplots(figsize=(7.2, 4.4))
words = []
for k, (init, marker) in enumerate(zip(INITS, "osD^v")):
    words.append(draw(ax, places + 0.12 * (k - 2), wins[init], init, fmt=marker))
for name, line, style in (("ceiling", ceiling, ":"), ("helpers", helpers, "--")):
    ax.plot(places, 100 * line, style, color="#535b65", lw=1.2, label=name)
    words.append(f"{name}: {', '.join(f'{100 * one:.3g}' for one in line)}")
ax.legend()
ax.set_xticks(places, [f"{width}\n{count:,}" for width, count in counts.items()])
ax.set_xlabel("hidden units; below, the seeds for each mark")
ax.set_ylabel("success, in % of the seeds")
units = ", ".join(map(str, counts))
ax.set_label(f"Success in per cent with {units} units. {'; '.join(words)}.")
fig.set_label(
    "Success rises with the width, from none at all to nearly every seed."
)
for row in wins.values():
    assert row[0].count == 0
    assert 0.05 < row[1].low < row[1].high < 0.15
    assert all(a.high < b.low for a, b in pairwise(row[:7]))
    assert row[-1].low > 0.98
    assert all(one.low > least for one, least in zip(row[1:], helpers[1:]))
for k in places[3:6]:  # four, five and eight units
    he = [row[k] for init, row in wins.items() if init.startswith("he_")]
    others = [row[k] for init, row in wins.items() if not init.startswith("he_")]
    assert min(w.low for w in he) > max(w.high for w in others)

# %%
# One unit never succeeds, two seldom do, and every step to more helps. In the
# middle, both of He's initialisers, which have the largest weights, are ahead. (The
# names stand for the variance of the first weights: 2 / (inputs + outputs of a
# layer) for Glorot, 2 / inputs for He, 1 / inputs for LeCun
# :cite:p:`glorot2010,he2015,lecun1998`; the theory page tells
# :doc:`where they come from </theory/initialisation>`.)
#
# Why do more units help? Two units with the right signs nearly guarantee success,
# and the more units there are, the likelier these two are among them from the
# start. That is the line *helpers*. The measured shares lie above it, since there
# are other ways.
#
# One can't, two can
# ------------------
# A ReLU unit rises across its crease and never falls. So a logit
# :math:`c + v \operatorname{relu}(h)` is positive on a half-plane, everywhere or
# nowhere: one unit divides the plane along a line, and no line solves the task.
# With two units there is a solution by hand. Let :math:`s = x_1 + x_2`. Then
# relu(:math:`s`) − 2 relu(:math:`s - 1`) is a tent over the points of class 0,
# where :math:`s = 1` (:cite:t:`goodfellow2016`, section 6.1). One half minus the
# tent is right everywhere:

weights = [[1, 1], [1, 1]], [[-1], [2]]
tent = ad.Network(weights, biases=([0, -1], [0.5]))
# fold: check its answers
s = X.sum(axis=1)
assert (tent(X)[:, 0] == 0.5 - (ad.relu(s) - 2 * ad.relu(s - 1))).all()
assert ad.classify(tent, X, y).success

# %%
# A solution exists, then, but training seldom finds it, and with two units patience
# adds little:

count = 2000
pair = ad.Network.initialized((2, 2, 1), seed=range(count))
# fold: train it for 50, 200 and 1000 epochs
patient = train(pair, 50, 200, 1000)
assert max(win.high for win in patient) < 0.2
rows = list(zip((50, 200, 1000), patient))
print(ad.table("Two units from glorot_normal", ("epochs", "success"), rows))

# %%
# .. predict:: A quarter of all units are dead at the start. Enlarge all weights.
#    And now?
#    :right: 2
#
#    More are dead
#       Larger weights push some pre-activations further down and others further up.
#       None changes its sign.
#    Just as many
#       Without a bias, only the signs of the two weights decide. The same seed
#       gives the same signs at any scale, so it is even the same units.
#    Fewer are dead
#       A dead unit has no positive weight, and enlarging its weights gives it none.
#
# Dead before the first step
# --------------------------
# All biases start at 0. Then a unit is off at (0, 0) anyway, at (1, 0) exactly when
# :math:`w_1 \le 0`, at (0, 1) exactly when :math:`w_2 \le 0`, and if both hold also
# at (1, 1). So it is dead exactly when both hold. Each weight is as likely to be
# negative as positive: the probability is one quarter, whatever the scale.

# fold: count the dead units from each initialiser
dead, rows = {}, []
for init in INITS:
    net = ad.Network.initialized((2, 5, 1), init=init, seed=range(4000))
    dead[init] = ad.classify(net, X, y).dead
    found = ad.share(dead[init].ravel())
    rows.append((init, f"{found.total:,}", found))
    assert (dead[init] == (net.weights[0] <= 0).all(axis=0)).all()
    assert found.low < 1 / 4 < found.high
assert (dead["he_normal"] == dead["glorot_normal"]).all()
assert (dead["lecun_normal"] == dead["glorot_normal"]).all()
print(ad.table("Dead at the start", ("initialiser", "units", "dead"), rows))

# %%
# (Equal rows are no accident: the same seed gives the same signs, at another
# scale.) :cite:t:`lu2019` treat dead units in theory and practice. A dead unit gets
# no gradient and stays dead, so a network works only if at least two of its
# :math:`H` units live. That is the line *ceiling*:
#
# .. math::
#
#    1 - \left(\tfrac{1}{4}\right)^H
#    - H \cdot \tfrac{3}{4} \left(\tfrac{1}{4}\right)^{H - 1}
#
# With two units it rules out nearly half of the seeds, with five hardly any: most
# networks that fail have enough living units.

# fold: compare the shares with the ceiling
for row in wins.values():
    assert all(one.high < top for one, top in zip(row[1:6], ceiling[1:6]))
assert 0.55 < ceiling[1] < 0.6
assert ceiling[4] > 0.98

# %%
# The other half of the start: biases
# -----------------------------------
# With zero biases all creases pass through the origin. That is a choice, too. Keep
# the weights of ``glorot_normal`` and draw the biases of the five units between
# :math:`-r` and :math:`r`. On the left, for comparison, are the larger weights of
# ``he_normal`` with zero biases.

# fold: train from random biases, and draw their success
ranges = (0, 0.125, 0.25, 0.5, 1, 2)
small = ad.Network.initialized((2, 5, 1), seed=range(count))
large = ad.Network.initialized((2, 5, 1), init="he_normal", seed=range(count))
spread = 2 * np.random.default_rng(0).random((5, count)) - 1
starts = [ad.Network(small.weights, (r * spread, small.biases[1])) for r in ranges]
gone = [ad.share(ad.classify(net, X, y).dead.ravel()) for net in starts]
rows = list(zip(ranges, gone))
print(ad.table("Dead at the start", ("r", "units that are dead"), rows))

fig, ax = plt.subplots(figsize=(6.4, 3.8))
trained = [train(net, 50, 200) for net in (large, *starts)]
short, long = zip(*trained)
words = draw(ax, range(7), short, "50 epochs", fmt="o")
words += f"; {draw(ax, range(7), long, '200 epochs', fmt='s')}"
ax.legend()
ax.set_xticks(range(7), ("he_normal\n0", *ranges))
ax.set(xlabel="range $r$ of the first biases", ylim=(0, 100))
ax.set_ylabel("success, in % of the seeds")
ax.set_label(
    f"Success in per cent of {count:,} seeds from he_normal, then with "
    f"r = {', '.join(map(str, ranges))}. {words}."
)
fig.set_label("Small random biases rescue more seeds than larger weights do.")
he, zero, _, some, _, _, wide = trained
assert min(he[0].low, some[0].low) > zero[0].high
assert some[1].low > he[1].high > he[1].low > zero[1].high
assert wide[0].high < zero[0].low
assert wide[1].low > zero[1].high
assert gone[1].high < gone[0].low < gone[0].high < gone[5].low
ad.plots.show()

# %%
# After 50 epochs, larger weights help about as much as random biases. In the longer
# runs the biases are well ahead: larger weights mostly save time, creases away from
# the origin save seeds. Biases that are too large kill units and slow the start,
# yet in the longer runs even they do better than zeros.
#
# To remember
# -----------
# * One ReLU unit can't, two can, and training seldom finds how. That a solution
#   exists doesn't mean that it is found.
# * More units mean more chances of a good start.
# * With zero biases a quarter of the units are dead before the first step, at any
#   scale. Small random biases rescue more seeds than larger weights.
# * All this is measured on four points with one recipe. It ranks nothing beyond
#   that.
#
# Next, :doc:`which_activation`: units that are never quite off.
