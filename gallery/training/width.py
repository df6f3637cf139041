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
    seeds, options = range(len(start)), {"snapshots": stops, "record_losses": False}
    run = ad.train(start, X, y, epochs=max(stops), seed=seeds, **options)
    return [ad.share(ad.classify(run.snapshots[n], X, y).success) for n in stops]


# %%
# Success by width
# ----------------
# The recipe of the tutorial, learning rate 0.1, momentum 0.4, 50 epochs, with more
# and more units and with every initialiser. Bars are Wilson intervals; the two thin
# lines are explained below.

# fold: train all widths from all initialisers, and draw their success
counts = {1: 2000, 2: 2000, 3: 2000, 4: 2000, 5: 2000, 8: 2000, 16: 1000, 32: 500}
widths = np.array(list(counts))
wins = {}
for init in INITS:
    for width, count in counts.items():
        net = ad.Network.initialized((2, width, 1), init=init, seed=range(count))
        (wins[init, width],) = train(net, 50)

ceiling = 1 - 0.25**widths - widths * 0.75 * 0.25 ** (widths - 1)
helpers = 1 - 2 * (7 / 8) ** widths + (6 / 8) ** widths


def draw(ax, x, shares, **look):
    """Draw shares in per cent, with their intervals, and say them in words."""
    value, low, high = (
        100 * np.array([getattr(one, end) for one in shares])
        for end in ("value", "low", "high")
    )
    reach = np.maximum((value - low, high - value), 0)
    ax.errorbar(x, value, reach, capsize=3, lw=1.5, ms=5, **look)
    return f"{look['label']}: {', '.join(f'{one:.3g}' for one in value)}"


fig, ax = plt.subplots(figsize=(7.2, 4.4))
places = np.arange(len(widths))
words = []
for k, (init, marker) in enumerate(zip(INITS, "osD^v")):
    row = [wins[init, width] for width in widths]
    words.append(draw(ax, places + 0.12 * (k - 2), row, fmt=marker, label=init))
for name, line, style in (("ceiling", ceiling, ":"), ("helpers", helpers, "--")):
    ax.plot(places, 100 * line, style, color="#535b65", lw=1.2, label=name)
    words.append(f"{name}: {', '.join(f'{100 * one:.3g}' for one in line)}")
ax.legend()
ax.set(
    xticks=places,
    xticklabels=[f"{width}\n{count:,}" for width, count in counts.items()],
    xlabel="hidden units; below, the seeds for each mark",
    ylabel="success, in % of the seeds",
)
ax.set_label(
    f"Success in per cent with {', '.join(map(str, widths))} units. "
    f"{'; '.join(words)}."
)
fig.set_label(
    "Success rises with the width, from none at all to nearly every seed."
)
for init in INITS:
    row = [wins[init, width] for width in widths]
    assert row[0].count == 0
    assert 0.05 < row[1].low < row[1].high < 0.15
    assert all(a.high < b.low for a, b in pairwise(row[:7]))
    assert row[-1].low > 0.98
    assert all(one.low > least for one, least in zip(row[1:], helpers[1:]))
for width in (4, 5, 8):
    he = [wins[init, width] for init in INITS if init.startswith("he_")]
    others = [wins[init, width] for init in INITS if not init.startswith("he_")]
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
# fold: print its answers
rows = [
    (f"({x1:.0f}, {x2:.0f})", f"{x1 + x2:.0f}", f"{z:+.1f}")
    for (x1, x2), (z,) in zip(X, tent(X))
]
s = X.sum(axis=1)
assert (tent(X)[:, 0] == 0.5 - (ad.relu(s) - 2 * ad.relu(s - 1))).all()
assert ad.classify(tent, X, y).success
print(ad.table("Two units, by hand", ("point", "s", "logit"), rows))

# %%
# A solution exists, then, but training seldom finds it, and with two units patience
# adds little:

count = 2000
pair = ad.Network.initialized((2, 2, 1), seed=range(count))
# fold: train it for 50, 200 and 1000 epochs
patient = train(pair, 50, 200, 1000)
rows = [(f"{stop}", f"{win}") for stop, win in zip((50, 200, 1000), patient)]
assert max(win.high for win in patient) < 0.2
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
    rows.append((init, f"{found.total:,}", f"{found}"))
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
for init in INITS:
    assert all(
        wins[init, w].high < top for w, top in zip(widths[1:6], ceiling[1:6])
    )
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
small, large = (
    ad.Network.initialized((2, 5, 1), init=init, seed=range(count))
    for init in ("glorot_normal", "he_normal")
)
spread = 2 * np.random.default_rng(0).random((5, count)) - 1
starts = {
    r: ad.Network(small.weights, (r * spread, small.biases[1])) for r in ranges
}
he, *biased = (train(net, 50, 200) for net in (large, *starts.values()))
gone = [ad.share(ad.classify(net, X, y).dead.ravel()) for net in starts.values()]
rows = [(f"{r}", f"{share}") for r, share in zip(ranges, gone)]
print(ad.table("Dead at the start", ("r", "units that are dead"), rows))

fig, ax = plt.subplots(figsize=(6.4, 3.8))
words = []
for k, marker in enumerate("os"):
    look = {"color": f"C{k}", "label": f"{(50, 200)[k]} epochs"}
    words.append(
        draw(ax, range(1, 7), [b[k] for b in biased], fmt=f"{marker}-", **look)
    )
    look["label"] = "_he_normal"
    words[-1] += f"; {draw(ax, [0], [he[k]], fmt=marker, mfc='none', **look)[1:]}"
ax.legend()
ax.set(
    xticks=range(7),
    xticklabels=("he_normal\n0", *ranges),
    xlabel="range $r$ of the first biases",
    ylabel="success, in % of the seeds",
    ylim=(0, 100),
)
ax.set_label(
    f"Success in per cent of {count:,} seeds, r = {', '.join(map(str, ranges))}. "
    f"{'. '.join(words)}."
)
fig.set_label("Small random biases rescue more seeds than larger weights do.")
(zero_50, zero_200), (some_50, some_200), (wide_50, wide_200) = (
    biased[ranges.index(r)] for r in (0, 0.25, 2)
)
assert min(he[0].low, some_50.low) > zero_50.high
assert some_200.low > he[1].high > he[1].low > zero_200.high
assert wide_50.high < zero_50.low
assert wide_200.low > zero_200.high
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
