"""
Half of all seeds lose, and it is settled before the first step
===============================================================

.. about:: A coin toss
   :minutes: 9
   :needs: :doc:`/tutorial/training`; :doc:`/tutorial/sparsity`

.. playground:: wall

   .. image:: /training/images/sphx_glr_coin_toss_001.webp

A hundred seeds, one recipe. Each small map is one trained network; press one to
open it and see what it got right.

The tutorial showed seed 0, which works. This page trains 10,000 seeds, counts how
many have all four points right, and finds out what the others have in common.
"""

# fold: import the libraries
# sphinx_gallery_thumbnail_number = 1
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# The toss
# --------
# The recipe is the tutorial's: a 2-5-1 network with ReLU, weights from
# ``glorot_normal``, biases zero, learning rate 0.1, momentum 0.4, one point a step,
# 50 epochs. Only the seed is left to chance. **Success** means that all four points
# are right: a positive logit for class 1, a negative one for class 0. Each run
# continues far beyond the recipe, to see what patience adds.

X, y = ad.xnor()
seeds = range(10_000)
start = ad.Network.initialized((2, 5, 1), seed=seeds)
looks = {"epochs": 1000, "snapshots": (50, 200, 1000)}
runs = ad.train(start, X, y, **looks, seed=seeds)
# fold: count the successes after 50, 200 and 1000 epochs
ends = {epoch: ad.classify(net, X, y) for epoch, net in runs.snapshots.items()}
wins = {epoch: ad.share(end.success) for epoch, end in ends.items()}
rows = [(epoch, f"{win.count:,}", win) for epoch, win in wins.items()]
head = ("epochs", "successes", "share, with its interval")
assert 0.45 < wins[50].low < wins[50].high < 0.5
assert wins[50].high < wins[200].low < wins[200].high < 0.7
print(ad.table(f"Success of {len(seeds):,} seeds", head, rows))

# %%
# The brackets hold the interval of :cite:t:`wilson1927`. In about 95 in a hundred
# repetitions, such an interval contains the true probability. So the recipe is a
# coin toss, and the coin lands on the wrong side slightly more often. Patience
# helps, but only up to a point: between the last two rows hardly anything happens.
# And a network that had won at one look had never lost at the next.

# fold: compare the three looks
late = ad.share(ends[1000].success & ~ends[200].success)
print(f"losers at epoch 200 that win by epoch 1000: {late.count}")
assert late.high < 0.005
for before, after in ((50, 200), (200, 1000)):
    assert not (ends[before].success & ~ends[after].success).any()

# %%
# .. predict:: About half of the runs fail. How many points does such a run get
#    right?
#    :right: 3
#
#    None
#       Not one of the runs that fail has all four points wrong.
#    Two
#       Some do, but fewer than one in ten.
#    Three
#       Nearly all of them. One point is left over, and more training seldom helps.
#
# Winners and losers
# ------------------
# On the left are learning curves of the first fifth of the seeds. Thick lines are
# medians, the bands hold the middle 80 percent, thin lines are single runs. On the
# right are the mean losses of all losers at the end of the long runs.

few = 2000
curves = runs.losses[:200, :few]
won, lost = ends[200].success[:few], ~ends[1000].success
# fold: draw the curves and the ends
cross_entropy = ad.losses["sigmoid_cross_entropy"]
losers, epochs = runs.network[lost], np.arange(1, 201)
costs = cross_entropy(losers(X), y)
levels, counts = np.unique(costs.round(2), return_counts=True)
piles = [f"{count:,}" for count in counts]

shape = {"sharey": True, "width_ratios": (3, 2)}
fig, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.8), **shape)
words = []
fates = {"losers": (~won, "C1", "--"), "winners": (won, "C0", "-")}
for name, (which, colour, style) in fates.items():
    group = curves[:, which]
    low, median, high = np.quantile(group, (0.1, 0.5, 0.9), axis=1)
    left.fill_between(epochs, low, high, color=colour, alpha=0.2, lw=0)
    left.plot(epochs, group[:, :3], style, color=colour, lw=0.7)
    left.plot(epochs, median, style, color=colour, lw=3, label=name)
    told = (f"{median[k - 1]:.2f} in epoch {k}" for k in (1, 50, 200))
    words.append(f"{group.shape[1]:,} {name}: median loss {', '.join(told)}.")
right.bar_label(right.barh(levels, counts, 0.02, color="C1"), piles, padding=4)
left.legend()
left.set(xlabel="epoch", ylabel="mean loss", ylim=(0, 0.8), title="Two fates")
right.set(xlabel="networks", xlim=(0, 3000), title="Where losers end")
left.set_label(" ".join(words))
told = ", ".join(map("{} at {:.2f}".format, piles, levels))
right.set_label(f"Mean losses of the losers at the end: {told}.")
fig.set_label("Winners fall towards zero; losers stop on one of three levels.")
assert len(levels) == 3

# %%
# The losers end on three levels and nowhere in between. Nearly all of them have
# three points right.

# fold: count the points that losers get right
rows = []
for epoch, end in ends.items():
    points = end.right[~end.success]
    rows.append((epoch, *(f"{n:,}" for n in np.bincount(points, minlength=4))))
    assert ad.share(points == 3).low > 0.9
    assert points.min() > 0
head = ("epochs", "none right", "one", "two", "three")
print(ad.table("Losers, by the points they get right", head, rows))

# %%
# Why losers lose: they go blind
# ------------------------------
# Count how many units are on at each point. Losers have fewer on everywhere, and
# more units that are dead.

# fold: count the units that are on
on, dead = (~ends[1000].inactive).sum(axis=1), ends[1000].dead.sum(axis=0)
assert (on[:, lost].mean(axis=1) < on[:, ~lost].mean(axis=1)).all()
assert dead[lost].mean() > 1.5 * dead[~lost].mean()

# %%
# Averages hide the reason. A point is **silent** when every hidden unit is off
# there: its logit is the output bias :math:`c` and nothing else. Now let one point
# of *each* class be silent. Both get the same logit, so one of them is wrong,
# whatever :math:`c` is. We call such a network **blind**.


# fold: count the blind among the losers
def blind(end):
    silent = end.inactive.all(axis=1)
    return silent[y[:, 0] == 1].any(axis=0) & silent[y[:, 0] == 0].any(axis=0)


shares = [ad.share(blind(end)[~end.success]) for end in ends.values()]
assert not any((blind(end) & end.success).any() for end in ends.values())
assert shares[-1].low > 0.99
rows = list(zip(ends, shares))
print(ad.table("Losers that are blind", ("epochs", "share"), rows))

# %%
# In the end nearly every loser is blind. That also explains the three levels. With
# :math:`k` points silent, the best that :math:`c` can do is to answer their mean
# label, :math:`p`. Even if all other losses vanish, this is left:
#
# .. math:: \frac{k}{4} \left(-p \log p - (1 - p) \log (1 - p)\right)
#
# Two silent points leave one wrong. So do three, where :math:`c` sides with the two
# that agree. Only when all four are silent are two wrong.

# fold: compare the levels with the formula
silent = ends[1000].inactive[..., lost].all(axis=1).sum(axis=0)
rows = []
for k, p, level in zip((2, 3, 4), (1 / 2, 1 / 3, 1 / 2), levels):
    least = -k / 4 * (p * np.log(p) + (1 - p) * np.log(1 - p))
    group = silent == k
    rows.append((k, f"{group.sum():,}", f"{least:.3f}"))
    assert ad.share(abs(costs[group] - least) < 0.005).value > 0.99
    assert round(least, 2) == level
    assert (ends[1000].right[lost][group] == (2 if k == 4 else 3)).all()
assert (silent >= 2).mean() > 0.999
print(ad.table("What is left", ("silent points", "losers", "loss left"), rows))

# %%
# Why blindness lasts
# -------------------
# A unit that is off at a point learns nothing from it, so from a silent point *no*
# unit learns. Only :math:`c` does, and the two classes pull it in opposite
# directions. A step for another point may switch a unit on again, but that is rare:

# fold: count who still wins, and check the slopes of one blind network
early, rows = ends[50], []
for name, which in (("blind", blind(early)), ("not blind", ~blind(early))):
    later = ad.share(ends[1000].success[which & ~early.success])
    rows.append((name, later))
    assert later.high < 0.01 if name == "blind" else later.low > 0.5
one = blind(early).argmax()
point = early.inactive[..., one].all(axis=1)
slopes = runs.snapshots[50][one].gradients(X[point], y[point])
assert not any(part.any() for part in (*slopes.weights, slopes.biases[0]))
print(ad.table("Losers after 50 epochs", ("", "win in the end"), rows))

# %%
# Is that a local minimum? Not unless every point is silent: enlarge all output
# weights by a thousandth, and the loss falls a little, thanks to the other points.
# The silent ones gain nothing, so the loss stays above its level.
# :cite:t:`swirszcz2016` construct data on which bad local minima do exist.

# fold: enlarge the output weights
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
# living units it never works (:doc:`a proof <width>`).

# fold: sort the seeds by the units dead at the start
dead = ad.classify(start, X, y).dead
groups = [dead.sum(axis=0) == n for n in range(6)]
chances = [ad.share(ends[50].success[group]) for group in groups]
assert min(chance.low for chance in chances[:4]) > 0.1
assert chances[4].count == chances[5].count == 0
W_start, W_end = start.weights[0], runs.network.weights[0]
assert (W_start[:, dead] == W_end[:, dead]).all()
rows = [(f"{n} of 5", f"{win.total:,}", win) for n, win in enumerate(chances)]
print(ad.table("Dead at the start", ("dead units", "seeds", "succeed"), rows))

# %%
# What helps a network can be said more exactly. The simplest way to have a point
# of class 0 right is a unit that pushes the logit down there, but not at its
# neighbours of class 1. So look for a unit with a positive weight on :math:`x_1`
# only and a negative output weight, and for one with a positive weight on
# :math:`x_2` only: one for each point of class 0, and both off at (0, 0). Each is
# one of eight equally likely combinations of signs, so a network of five units
# has both with probability
#
# .. math::
#
#    1 - 2 \left(\tfrac{7}{8}\right)^5 + \left(\tfrac{6}{8}\right)^5

# fold: sort the seeds by these two units
w1, w2, v = *start.weights[0], start.weights[1][:, 0]
for_10, for_01 = (w1 > 0) & (w2 <= 0) & (v < 0), (w1 <= 0) & (w2 > 0) & (v < 0)
ready = for_10.any(axis=0).astype(int) + for_01.any(axis=0)
has_both, formula = ad.share(ready == 2), 1 - 2 * (7 / 8) ** 5 + (6 / 8) ** 5
print(f"both at the start: {has_both}; by the formula {100 * formula:.1f} %")
assert has_both.low < formula < has_both.high
chances = [ad.share(ends[50].success[ready == n]) for n in range(3)]
rows = [(f"{n} of the two", chance) for n, chance in enumerate(chances)]
assert chances[0].high < chances[1].low < chances[1].high < chances[2].low
assert chances[2].low > 0.95
print(ad.table("Success in 50 epochs", ("at the start", "succeed"), rows))

# %%
# With both it is hardly a toss any more. With neither, other ways remain, and they
# are found less often. The order of the points matters little: the same first
# weights with new orders nearly always end the same way. The coin is tossed before
# training begins.

other = range(10_000, 20_000)
again = ad.train(start, X, y, seed=other).network
# fold: compare the outcomes
same = ad.share(ad.classify(again, X, y).success == ends[50].success)
print("same outcome with another order:", same)
assert same.low > 0.95
ad.plots.show()

# %%
# To remember
# -----------
# * The recipe succeeds for about half of the seeds. One run tells you nothing; a
#   count and its interval do.
# * Patience helps those that still see. Nearly all lasting losers are blind: one
#   point of each class gets the output bias and nothing else.
# * The first weights settle nearly all of it, largely by their signs. The four
#   points have a part in it, too: at :doc:`±1 </beyond/inputs>` most seeds win.
#   This says nothing about tasks of more than four points.
#
# If a network of your own fails, :doc:`find its symptom </beyond/wont_learn>`.
#
# Next, :doc:`width`: more units, and other first weights. (``ad.train`` divides
# many networks among threads; its reference shows how to use processes or a cluster
# instead. Who computes does not change a bit of the result.)
