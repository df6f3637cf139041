"""
A coin toss: about half of the seeds lose, and patience saves less than half of them
====================================================================================

What this page shows: how often the recipe of the tutorial succeeds, what patience
adds, what the losers have in common, and how much is settled before the first step.
What you need: :doc:`/tutorial/training` and :doc:`/tutorial/sparsity`. Reading
time: ten minutes.

The task is XNOR: class 1 where the two inputs are equal, which is XOR with its
labels exchanged. **Success** means that all four points are right: a positive logit
for class 1, a negative one for class 0.

.. playground:: wall

   .. image:: /training/images/sphx_glr_coin_toss_001.webp
"""

from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
cross_entropy = ad.losses["sigmoid_cross_entropy"]

# %%
# The toss
# --------
# The recipe is the source's: a 2-5-1 network with ReLU, weights from
# ``glorot_normal``, biases zero, learning rate 0.1, momentum 0.4, one point a step,
# 50 epochs. Only the seed is left to chance. Here are 10,000 seeds, each run
# continued far beyond the recipe to see what patience adds.

seeds = range(10_000)
start = ad.Network.initialized(
    (2, 5, 1), hidden="relu", init="glorot_normal", seed=seeds
)
recipe = {"optimizer": ad.Sgd(lr=0.1, momentum=0.4), "batch_size": 1}
long = {"epochs": 1000, "snapshots": (50, 200, 1000), "record_losses": False}
runs = ad.train(start, X, y, **recipe, **long, seed=seeds)
ends = {epoch: ad.classify(net, X, y) for epoch, net in runs.snapshots.items()}
wins = {epoch: ad.share(end.success) for epoch, end in ends.items()}
for epoch, win in wins.items():
    print(f"{epoch:4} epochs: {win.count:,} of {win.total:,} succeed, {win}")
assert 0.45 < wins[50].low < wins[50].high < 0.5
assert wins[50].high < wins[200].low < wins[200].high < 0.7

# %%
# In brackets stands the interval of :cite:t:`wilson1927`. In about 95 of a hundred
# repetitions such an interval contains the true probability. So the recipe is a
# coin toss, and the coin falls on the wrong side slightly more often. Patience
# helps, then it is used up: between the last two rows hardly anything happens. None
# of those that had won at one of the three looks had lost at the next.

late = ad.share(ends[1000].success & ~ends[200].success)
print(f"losers at epoch 200 that win by epoch 1000: {late.count}")
assert late.high < 0.005
assert ad.share(ends[1000].success[~ends[50].success]).high < 0.5
for before, after in ((50, 200), (200, 1000)):
    assert not (ends[before].success & ~ends[after].success).any()

# %%
# Winners and losers
# ------------------
# Left: learning curves, for the first fifth of the seeds. Thick lines are medians,
# the bands hold the middle 80 in a hundred, thin lines are single runs. Right: the
# mean losses of all losers at the end of the long runs.

few, epochs = 2000, np.arange(1, 201)
curves = ad.train(start[:few], X, y, **recipe, epochs=200, seed=seeds[:few]).losses
won, lost = ends[200].success[:few], ~ends[1000].success
losers = runs.network[lost]
costs = cross_entropy(losers(X), y)
levels, counts = np.unique(costs.round(2), return_counts=True)

fig, axes = plt.subplots(
    1, 2, figsize=(7.4, 3.8), sharey=True, gridspec_kw={"width_ratios": (3, 2)}
)
words = []
for name, group, style, colour in (
    ("losers", curves[:, ~won], "--", "#535b65"),
    ("winners", curves[:, won], "-", "#15181c"),
):
    low, median, high = np.quantile(group, (0.1, 0.5, 0.9), axis=1)
    axes[0].fill_between(epochs, low, high, color=colour, alpha=0.2, lw=0)
    axes[0].plot(epochs, group[:, :3], style, color=colour, lw=0.7)
    axes[0].plot(epochs, median, style, color=colour, lw=3, label=name)
    told = (f"{median[k - 1]:.2f} in epoch {k}" for k in (1, 50, 200))
    words.append(f"{group.shape[1]:,} {name}: median loss {', '.join(told)}.")
axes[1].hist(
    costs, np.arange(0, 0.8, 0.02), orientation="horizontal", color="#535b65"
)
for level, count in zip(levels, counts):
    axes[1].text(count + 60, level, f"{count:,}", va="center")
axes[0].legend()
axes[0].set(xlabel="epoch", ylabel="mean loss", ylim=(0, 0.8), title="Two fates")
axes[1].set(xlabel="networks", xlim=(0, 3000), title="Where losers end")
axes[0].set_label(" ".join(words))
piles = (f"{count:,} at {level:.2f}" for level, count in zip(levels, counts))
axes[1].set_label(f"Mean losses of the losers at the end: {', '.join(piles)}.")
assert len(levels) == 3

# %%
# The losers end on three levels and nowhere between. Nearly all of them have three
# points right.

for epoch, end in ends.items():
    tally = np.bincount(end.right[~end.success], minlength=4)
    print(f"{epoch:4} epochs, losers with 0, 1, 2, 3 points right:", *tally)
    assert ad.share(end.right[~end.success] == 3).low > 0.9

# %%
# What losers share
# -----------------
# Count how many units are on at each point. Losers have fewer on everywhere, and
# more units that are dead.

for words, which in (("winners", ~lost), ("losers", lost)):
    on = (~ends[1000].inactive[..., which]).sum(axis=1).mean(axis=1)
    dead = ends[1000].dead[:, which].sum(axis=0)
    places = (f"{n:.2f} at ({p:.0f}, {q:.0f})" for n, (p, q) in zip(on, X))
    print(f"{words:7} on: {', '.join(places)}; dead: {dead.mean():.2f}")
on = (~ends[1000].inactive).sum(axis=1)
assert (on[:, lost].mean(axis=1) < on[:, ~lost].mean(axis=1)).all()
assert ends[1000].dead[:, lost].mean() > 1.5 * ends[1000].dead[:, ~lost].mean()

# %%
# Averages hide the reason. A point at which every hidden unit is off, and so
# inactive, is **silent**: its logit is the output bias :math:`c`, nothing else. Now
# let one point of *each* class be silent: both get the same logit, so one of them
# is wrong, whatever :math:`c` is. We call such a network **blind**.


def blind(end):
    silent = end.inactive.all(axis=1)
    return silent[y[:, 0] == 1].any(axis=0) & silent[y[:, 0] == 0].any(axis=0)


for epoch, end in ends.items():
    blinded = ad.share(blind(end)[~end.success])
    print(f"{epoch:4} epochs, losers that are blind: {blinded}")
    assert not blind(end)[end.success].any()
assert blinded.low > 0.99

# %%
# In the end nearly every loser is blind. That also explains the three levels.
# With :math:`k` points silent the best that :math:`c` can do is to answer their
# mean label, :math:`p`, and even if all other losses vanish, this is left:
#
# .. math:: \frac{k}{4} \left(-p \log p - (1 - p) \log (1 - p)\right)
#
# Two silent points leave one wrong, and so do three: :math:`c` sides with the two
# that agree. Only if all four are silent, two are wrong.

silent = ends[1000].inactive[..., lost].all(axis=1).sum(axis=0)
for k, p, level in zip((2, 3, 4), (1 / 2, 1 / 3, 1 / 2), levels):
    left = -k / 4 * (p * np.log(p) + (1 - p) * np.log(1 - p))
    group = silent == k
    print(f"{k} points silent: {group.sum():,} losers, {left:.3f} is left")
    assert ad.share(abs(costs[group] - left) < 0.005).value > 0.99
    assert round(left, 2) == level
    assert (ends[1000].right[lost][group] == (2 if k == 4 else 3)).all()
assert (silent >= 2).mean() > 0.999

# %%
# Why blindness lasts
# -------------------
# A unit that is off at a point learns nothing from it, so from a silent point *no*
# unit learns. Only :math:`c` does, and the two classes pull it in opposite
# directions. A step for another point may switch a unit on again, but that is rare:

for words, which in (("blind", blind(ends[50])), ("not blind", ~blind(ends[50]))):
    later = ad.share(ends[1000].success[which & ~ends[50].success])
    print(f"losers after 50 epochs, {words:9}: {later} win in the end")
    assert later.high < 0.01 if words == "blind" else later.low > 0.5
one = np.flatnonzero(blind(ends[50]))[0]
point = ends[50].inactive[..., one].all(axis=1)
slopes = runs.snapshots[50][one].gradients(X[point], y[point])
assert not any(part.any() for part in (*slopes.weights, slopes.biases[0]))

# %%
# Is that a local minimum? Not unless every point is silent: enlarge all output
# weights by a thousandth, and the loss falls a little, thanks to the other points.
# The silent ones gain nothing, so it stays above its level. :cite:t:`swirszcz2016`
# construct data on which bad local minima do exist.

W, v = losers.weights
surer = ad.Network((W, 1.001 * v), losers.biases)
falls = cross_entropy(surer(X), y) < costs
assert falls[silent < 4].all()
assert not falls[silent == 4].any()

# %%
# Settled before the first step
# -----------------------------
# A unit that is dead at the start stays dead, as the tutorial showed, and the
# network is smaller by one unit. The more there are, the worse. With fewer than two
# living units it never works (:doc:`width` has the reason).

dead = ad.classify(start, X, y).dead
for n in range(6):
    group = dead.sum(axis=0) == n
    win = ad.share(ends[50].success[group])
    print(f"{n} of 5 dead at the start: {group.sum():5,} seeds, {win} succeed")
    assert win.count == 0 if n > 3 else win.low > 0.1
W_start, W_end = start.weights[0], runs.network.weights[0]
assert (W_start[:, dead] == W_end[:, dead]).all()

# %%
# What is needed can be said more exactly. At a point of class 0 some unit must push
# the logit down, and not at its neighbours of class 1. So look for a unit that has
# its positive weight on :math:`x_1` only and a negative output weight, and for one
# that has it on :math:`x_2` only: one for each point of class 0, and both off at
# (0, 0). Each is one of eight equally likely combinations of signs, so a network of
# five units has both with probability
#
# .. math::
#
#    1 - 2 \left(\tfrac{7}{8}\right)^5 + \left(\tfrac{6}{8}\right)^5

w1, w2, v = *start.weights[0], start.weights[1][:, 0]
for_10, for_01 = (w1 > 0) & (w2 <= 0) & (v < 0), (w1 <= 0) & (w2 > 0) & (v < 0)
ready = for_10.any(axis=0).astype(int) + for_01.any(axis=0)
has_both, formula = ad.share(ready == 2), 1 - 2 * (7 / 8) ** 5 + (6 / 8) ** 5
print(f"both at the start: {has_both}; by the formula {100 * formula:.1f} %")
assert has_both.low < formula < has_both.high
chances = [ad.share(ends[50].success[ready == n]) for n in range(3)]
for n, chance in enumerate(chances):
    print(f"{n} of the two at the start: {chance} succeed in 50 epochs")
assert chances[0].high < chances[1].low < chances[1].high < chances[2].low
assert chances[2].low > 0.95

# %%
# With both it is hardly a toss any more. With neither, other ways are left, and
# they are found less often. The order of the points has little say: the same first
# weights with new orders nearly always come to the same end. The coin is tossed
# before the training begins.

other = range(10_000, 20_000)
again = ad.train(start, X, y, **recipe, seed=other, record_losses=False).network
same = ad.share(ad.classify(again, X, y).success == ends[50].success)
print("same outcome with another order:", same)
assert same.low > 0.95

# %%
# On more machines
# ----------------
# ``ad.train`` divides many networks into blocks and trains these on threads. Any
# executor of the standard library's kind can do it instead: processes, or with dask
# a cluster.
#
# .. code-block:: python
#
#    from concurrent.futures import ProcessPoolExecutor
#
#    with ProcessPoolExecutor() as executor:
#        runs = ad.train(start, X, y, seed=seeds, executor=executor)
#
# .. code-block:: python
#
#    from dask.distributed import Client
#
#    with Client(address) as client:
#        runs = ad.train(start, X, y, seed=seeds, executor=client.get_executor())
#
# (In a script, processes need ``if __name__ == "__main__":`` around the code that
# starts them.) Who computes does not change a bit of the result. Here it is a
# single thread:

with ThreadPoolExecutor(1) as executor:
    alone = ad.train(start, X, y, **recipe, seed=seeds, executor=executor)
for theirs, ours in zip(alone.network.weights, runs.snapshots[50].weights):
    assert (theirs == ours).all()
ad.plots.show()

# %%
# To remember
# -----------
# * The recipe succeeds for about half of the seeds. One run tells nothing; a count
#   and its interval do.
# * Patience helps those that still see. Nearly all lasting losers are blind: one
#   point of each class gets the output bias and nothing else.
# * The first weights settle nearly all of it, their signs much. None of this says
#   anything about tasks of more than four points.
#
# Next, :doc:`width`: more units, and other first weights.
