"""
Counting: how many flat pieces a network has
============================================

What this page shows: the number of pieces of new, trained and random networks over
many seeds and widths, beside the bound. What you need: :doc:`flat_pieces` and
:doc:`/training/coin_toss`. Reading time: six minutes.

The number of flat pieces is a measure of how much a network *could* bend. It is
easy to state a bound and less easy to say where networks lie below it. For one
hidden layer and two inputs all pieces can be listed, so they can be counted
exactly.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
WIDTHS = (1, 2, 3, 5, 8, 12, 16, 24)
SEEDS = range(100)
SQUARE, PLANE = (-3, 3, -3, 3), (-1e6, 1e6, -1e6, 1e6)


def bound(H):
    return 1 + H + H * (H - 1) // 2


def count(nets, box):
    return np.array([len(ad.regions(net, box)) for net in nets])


def random_network(H, seed):
    """Weights and biases, all from −1 to 1."""
    draw = np.random.default_rng(seed).random
    W, v, b = (2 * draw(shape) - 1 for shape in ((2, H), (H, 1), (H,)))
    return ad.Network((W, v), (b, [0]))


starts = {H: ad.Network.initialized((2, H, 1), seed=SEEDS) for H in WIDTHS}
trained = {
    H: ad.train(start, X, y, seed=SEEDS, record_losses=False).network
    for H, start in starts.items()
}

# %%
# Four counts
# -----------
# For each width, over a hundred seeds: the networks before training and after it,
# with the whole plane in view, or as good as; the trained ones again, with only the
# square from −3 to 3 in view; and networks whose weights and biases are all random,
# in the same square. In brackets the least and the most.

kinds = {
    "new, plane": {H: count(starts[H], PLANE) for H in WIDTHS},
    "trained, plane": {H: count(trained[H], PLANE) for H in WIDTHS},
    "trained, square": {H: count(trained[H], SQUARE) for H in WIDTHS},
    "random, square": {
        H: count([random_network(H, seed) for seed in SEEDS], SQUARE)
        for H in WIDTHS
    },
}
print("width  bound", *(f"{kind:>18}" for kind in kinds))
for H in WIDTHS:
    cells = [
        f"{np.median(c[H]):4.0f} ({c[H].min():3}–{c[H].max():3})"
        for c in kinds.values()
    ]
    print(f"{H:5} {bound(H):6}", *(f"{cell:>18}" for cell in cells))
assert all((c[H] <= bound(H)).all() for c in kinds.values() for H in WIDTHS)

# %%
# As shares of the bound: a line is the median, and a band reaches from the least to
# the most.

fig, ax = plt.subplots(figsize=(6.4, 4.2))
words = []
for (kind, counts), style in zip(kinds.items(), ("o:", "s-", "^--", "d-.")):
    shares = np.array([counts[H] / bound(H) for H in WIDTHS])
    middle = np.median(shares, axis=1)
    (line,) = ax.plot(WIDTHS, middle, style, label=kind, markersize=5)
    ends = shares.min(axis=1), shares.max(axis=1)
    ax.fill_between(WIDTHS, *ends, color=line.get_color(), alpha=0.15, lw=0)
    words.append(f"{kind} {100 * middle[-1]:.0f} %")
ax.set(xlabel="width", ylabel="share of the bound", ylim=(0, 1.03))
ax.set_title("Flat pieces, by width")
ax.legend(loc="lower left")
ax.set_label(
    f"Flat pieces as a share of the bound, medians. At width {WIDTHS[-1]}: "
    f"{', '.join(words)}."
)

# %%
# New networks have twice as many pieces as units, always: all creases pass through
# the origin, and each line adds two wedges. (One line alone makes two pieces.)
#
# Training moves the creases off the origin, and nearly all pairs of lines cross
# somewhere. What is missing then are units that have been dead from the start:
# their bias is still zero, and their creases still meet in the origin. Where
# :math:`d` lines meet in one point instead of crossing pairwise, :math:`(d - 1)(d -
# 2)/2` pieces are lost. This accounts for every network here, and there are
# hundreds:

for H in WIDTHS:
    assert (kinds["new, plane"][H] == 2 * H).all()
    d = (trained[H].biases[0] == 0).sum(axis=0)
    lost = np.where(d > 0, (d - 1) * (d - 2) // 2, 0)
    assert (kinds["trained, plane"][H] == bound(H) - lost).all()
lost_at = {H: bound(H) - kinds["trained, plane"][H] for H in WIDTHS}
for H in (5, 24):
    print(
        f"width {H:2}: {ad.share(lost_at[H] == 0)} of the networks are on the bound"
    )

# %%
# With a window instead of the plane some crossings lie outside. So a count belongs
# to a box, and a bound that holds for the plane holds for each box.
#
# Do pieces help?
# ---------------
# More units make more pieces, and more units succeed more often
# (:doc:`/training/width`). But that doesn't make pieces the reason. At one width,
# five, here are the networks that solve the task beside those that don't, by their
# number of pieces in the square:

solved = ad.classify(trained[5], X, y).success
pieces = kinds["trained, square"][5]
print("pieces  solved  not solved")
for number in sorted(set(pieces)):
    here = pieces == number
    print(f"{number:6} {(here & solved).sum():7} {(here & ~solved).sum():11}")
tent = ad.Network(weights=([[1, 1], [1, 1]], [[-1], [2]]), biases=([0, -1], [0.5]))
assert ad.classify(tent, X, y).success
assert len(ad.regions(tent)) == 3
assert (pieces[~solved] == bound(5)).sum() > 10
ad.plots.show()

# %%
# Many networks on the bound fail, and the network by hand succeeds with three
# pieces. What counts is where the pieces lie.
#
# Deeper networks
# ---------------
# With several hidden layers the line of a unit may bend at the creases of the
# layers before, and the bound grows very fast with depth :cite:p:`montufar2014`.
# Every continuous function of finitely many flat pieces is some ReLU network, if it
# may be deep enough :cite:p:`arora2018`. To count the pieces of a deep network,
# :cite:t:`serra2018` set up an integer program. And what can be is not what comes
# out: for random deep networks :cite:t:`hanin2019` bound the average number of
# patterns by the number of units raised to the number of inputs, whatever the
# depth, and observe that training stays near it. With one layer and two inputs even
# the largest number is no more than about half the square of the width.
#
# To remember
# -----------
# * New networks have twice as many pieces as units; trained ones come near the
#   bound.
# * Dead units keep their crease on the origin, and each count here is explained by
#   them.
# * The number of pieces says what a network could do, not whether it does it.
#
# This was the last of the pieces. :doc:`/theory/index` proves what these pages have
# measured; :doc:`/exercises/count_regions` lets you predict a number of your own.
