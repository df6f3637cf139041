"""
More flat pieces do not make a network right
============================================

.. about:: Counting pieces
   :minutes: 6
   :needs: :doc:`flat_pieces`; :doc:`/training/coin_toss`

The number of flat pieces says how much a network *could* bend. With one hidden
layer and two inputs all pieces can be listed, so here they are counted exactly, in
hundreds of networks of eight widths.
"""

# fold: import the libraries, set widths and seeds
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
WIDTHS = (1, 2, 3, 5, 8, 12, 16, 24)
SEEDS = range(100)
SQUARE, PLANE = (-3, 3, -3, 3), (-1e6, 1e6, -1e6, 1e6)

# %%
# Four counts
# -----------
# A line is the median over a hundred seeds; a band reaches from the least to the
# most.


# fold: train the networks, count the pieces, draw the shares
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
random = {H: [random_network(H, seed) for seed in SEEDS] for H in WIDTHS}
kinds = {
    "new, plane": {H: count(starts[H], PLANE) for H in WIDTHS},
    "trained, plane": {H: count(trained[H], PLANE) for H in WIDTHS},
    "trained, square": {H: count(trained[H], SQUARE) for H in WIDTHS},
    "random, square": {H: count(random[H], SQUARE) for H in WIDTHS},
}
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
fig.set_label(
    "New networks fall behind as they widen; trained ones stay near the bound."
)

# %%
# "Plane" counts all pieces, or as good as: in a square of two million on a side.
# "Square" counts those in the square from −3 to 3. "Random" networks have weights
# and biases that are all random. In brackets are the least and the most:

# fold: list the counts
rows = []
for H in WIDTHS:
    counts = [kind[H] for kind in kinds.values()]
    cells = (f"{np.median(n):.0f} ({n.min()}–{n.max()})" for n in counts)
    rows.append((f"{H}", f"{bound(H)}", *cells))
assert all((c[H] <= bound(H)).all() for c in kinds.values() for H in WIDTHS)
print(ad.table("Flat pieces, medians", ("width", "bound", *kinds), rows))

# %%
# .. predict:: What keeps a trained network below the bound?
#    :right: 1
#
#    Units that were dead from the start
#       Their creases never left the origin, so they share a point instead of
#       crossing in pairs.
#    Creases that run in parallel
#       That would lose pieces, but it explains none of the counts here.
#    Too little training
#       A few steps are enough to move a crease off the origin.
#
# What is missing
# ---------------
# New networks have twice as many pieces as units, always: all creases pass through
# the origin, and each line adds two wedges. (One line alone makes two pieces.)
#
# Training moves the creases away, and nearly all pairs cross somewhere. What is
# missing are the units that have been dead from the start: their bias is still
# zero, and their creases still meet at the origin. Where :math:`d` lines meet in
# one point instead of crossing in pairs, :math:`(d - 1)(d - 2)/2` pieces are lost.
# That accounts for every network here, and there are hundreds:

# fold: compare every count with the dead units
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
# With a window instead of the plane, some crossings lie outside. So a count belongs
# to a box, and a bound that holds for the plane holds for every box.
#
# Do pieces help?
# ---------------
# More units make more pieces, and more units succeed more often. That doesn't make
# pieces the reason. Here are the networks of one width, five, by their number of
# pieces in the square:

# fold: count successes by pieces
solved = ad.classify(trained[5], X, y).success
pieces = kinds["trained, square"][5]
rows = []
for number in sorted(set(pieces)):
    here = pieces == number
    rows.append(
        (f"{number}", f"{(here & solved).sum()}", f"{(here & ~solved).sum()}")
    )
print(ad.table("Networks of width five", ("pieces", "solved", "not solved"), rows))
tent = ad.Network([[[1, 1], [1, 1]], [[-1], [2]]], [[0, -1], [0.5]])
assert ad.classify(tent, X, y).success
assert len(ad.regions(tent)) == 3
assert (pieces[~solved] == bound(5)).sum() > 10
ad.plots.show()

# %%
# Many networks on the bound fail, and a network set up by hand succeeds with three
# pieces. What counts is where the pieces lie.
#
# Deeper networks
# ---------------
# With several hidden layers, a unit's crease may bend at the creases of the layers
# before it, and the bound grows very fast with depth :cite:p:`montufar2014`. Every
# continuous function with finitely many flat pieces is some ReLU network, if it may
# be deep enough :cite:p:`arora2018`. To count the pieces of a deep network,
# :cite:t:`serra2018` set up an integer program. But what is possible is not what
# happens: for random deep networks, :cite:t:`hanin2019` bound the average number of
# patterns by the number of units raised to the number of inputs, whatever the
# depth, and observe that training stays near it. With one layer and two inputs even
# the largest number is only about half the square of the width.
#
# To remember
# -----------
# * New networks have twice as many pieces as units; trained ones come near the
#   bound.
# * Units that were dead from the start keep their creases on the origin, and that
#   explains every count here.
# * The number of pieces says what a network could do, not whether it does it.
#
# This was the last page on shape. The :doc:`theory </theory/index>` proves what
# these pages measure. Now
# :doc:`predict a number yourself </exercises/count_regions>`.
