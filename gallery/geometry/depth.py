"""
Depth folds creases
===================

.. about:: Depth
   :minutes: 6
   :needs: :doc:`flat_pieces`; :doc:`counting`

A unit behind the first hidden layer doesn't see the plane, but what the layers
before have made of it. On each flat piece that they leave, its crease is a straight
line; where it meets a crease of theirs, it bends.
"""

# fold: import the libraries
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# One shape, two networks
# -----------------------
# Both networks have three hidden layers of four ReLU units. The creases of the
# first layer are the thickest lines, those of the last one the thinnest. The
# network on the left is built by hand; on the right all weights and biases are
# random.


# fold: build a network that folds, draw another one at random, show their creases
def folding(depth, width):
    """Each layer but the last lays strips on top of each other, both ways."""
    strips = width // 2
    slopes = np.array([[strips] + [2 * strips] * (strips - 1)])
    bends = -2 * np.arange(strips)
    up_and_down = (-1) ** np.arange(strips)[:, None]
    lines = np.pi * (np.arange(width) + 0.5) / width + 0.13
    last = np.stack((np.cos(lines), np.sin(lines)))
    near = 0.06 * np.cos(2.1 * np.arange(width) ** 2) - last.sum(axis=0) / 2
    weights, biases, joined = [], [], np.eye(2)
    for _ in range(depth - 1):
        weights.append(joined @ np.kron(np.eye(2), slopes))
        biases.append(np.tile(bends, 2))
        joined = np.kron(np.eye(2), up_and_down)
    weights += [joined @ last, np.ones((width, 1))]
    return ad.Network(weights, [*biases, near, [0]])


def random_network(depth, width, seed):
    """Weights and biases, all from −1 to 1."""
    draw, sizes = np.random.default_rng(seed).random, (2, *[width] * depth, 1)
    weights = [2 * draw(shape) - 1 for shape in pairwise(sizes)]
    return ad.Network(weights, [2 * draw(size) - 1 for size in sizes[1:]])


UNIT, BOX, PLANE = (0, 1, 0, 1), (-3, 3, -3, 3), (-1e6, 1e6, -1e6, 1e6)
shown = (folding(3, 4), UNIT, "By hand"), (random_network(3, 4, 3), BOX, "Random")
fig, axes = plt.subplots(1, 2, figsize=(7, 3.9))
for ax, (net, box, name) in zip(axes, shown):
    each = [crease.segments for crease in ad.creases(net, box)]
    segments = [np.concatenate(each[k : k + 4]) for k in (0, 4, 8)]
    for lines, width in zip(segments, (2.4, 1.2, 0.5)):
        ax.add_collection(LineCollection(lines, colors="#15181c", linewidths=width))
    pieces = len(ad.regions(net, box))
    ax.set(
        xlim=box[:2], ylim=box[2:], aspect="equal", xlabel="$x_1$", ylabel="$x_2$"
    )
    ax.set_title(f"{name}: {pieces} flat pieces")
    ax.set_label(
        f"{name}: {pieces} flat pieces. The creases of the three layers have "
        f"{', '.join(str(len(lines)) for lines in segments)} segments."
    )
fig.set_label("Folded layer by layer, a few lines make many pieces.")

# %%
# How to fold
# -----------
# Two units can fold an input: what they hand on rises to the middle and falls after
# it. So both ends arrive at the same place, and whatever the next layers draw there
# they draw twice, once mirrored. With half of its :math:`n` units for each input, a
# layer lays :math:`\lfloor n/2 \rfloor` strips on top of each other, both ways. If
# all :math:`k` layers but the last do that, and the last one cuts what arrives with
# :math:`n` lines, there are
#
# .. math::
#
#    \left\lfloor \frac{n}{2} \right\rfloor^{2 (k - 1)}
#    \left(1 + n + \frac{n (n - 1)}{2}\right)
#
# flat pieces, and the best network of that shape has at least as many
# :cite:p:`montufar2014`. Here are two dozen units, in one layer or in several,
# built by hand in this way and counted:


# fold: count the pieces of folded networks
def possible(depth, width):
    return (width // 2) ** (2 * depth - 2) * (1 + width + width * (width - 1) // 2)


SHAPES = {depth: 24 // depth for depth in (1, 2, 3, 4)}
rows = []
for depth, width in SHAPES.items():
    pieces = len(ad.regions(folding(depth, width), UNIT))
    assert pieces == possible(depth, width) or depth == 1
    cells = depth, width, pieces, possible(depth, width)
    rows.append([f"{cell:,}" for cell in cells])
assert len(ad.regions(folding(1, 24), PLANE)) == possible(1, 24)
print(ad.table("Folded networks", ("layers", "width", "pieces", "formula"), rows))

# %%
# The single layer misses a few, as some of its lines meet outside of the square; in
# the plane it has them all. The deeper networks meet the formula to the piece.
#
# .. predict:: What do random networks of two dozen units make of depth?
#    :right: 2
#
#    More pieces with every layer, if not as many
#       They could, as the table shows, but the strips of a fold must lie exactly on
#       top of each other, and chance has no reason to put them there.
#    About as many pieces as with one layer
#       The median hardly moves, in one layer or in four.
#    Fewer and fewer
#       New networks lose some, but they have few: their biases are all zero.
#
# Left to chance and to training
# ------------------------------
# The same two dozen units, thirty seeds each: as they start, trained on the four
# points, and with all weights and biases random. A line is the median, a band
# reaches from the least to the most.

# fold: count the pieces of new, trained and random networks, and draw them
X, y = ad.xnor()
SEEDS = range(30)
counts, solved = {}, {}
for depth, width in SHAPES.items():
    start = ad.Network.initialized((2, *[width] * depth, 1), seed=SEEDS)
    trained = ad.train(start, X, y, seed=SEEDS, record_losses=False).network
    solved[depth] = ad.share(ad.classify(trained, X, y).success)
    random = [random_network(depth, width, seed) for seed in SEEDS]
    for kind, nets in (("new", start), ("trained", trained), ("random", random)):
        counts[kind, depth] = np.array(
            [len(ad.regions(net, PLANE)) for net in nets]
        )
    wedges = [piece.polygon for net in start for piece in ad.regions(net)]
    assert all((polygon == 0).all(axis=1).any() for polygon in wedges)
layers = [*SHAPES]
fig, ax = plt.subplots(figsize=(6.4, 4.2))
best = [possible(*shape) for shape in SHAPES.items()]
ax.plot(layers, best, "v-", label="formula")
for kind, style in (("new", "o:"), ("trained", "s-"), ("random", "d-.")):
    these = np.array([counts[kind, depth] for depth in SHAPES])
    (line,) = ax.plot(layers, np.median(these, axis=1), style, label=kind)
    ends = these.min(axis=1), these.max(axis=1)
    ax.fill_between(layers, *ends, color=line.get_color(), alpha=0.15, lw=0)
ax.set(xlabel="hidden layers", ylabel="flat pieces", yscale="log", xticks=layers)
ax.set_title("Flat pieces of two dozen units, by depth")
ax.legend(loc="upper left")
most = max(counts[kind, 4].max() for kind in ("new", "trained", "random"))
ax.set_label(
    f"Flat pieces by depth. With four layers the formula gives {best[-1]:,}; "
    f"no network that was not built by hand has more than {most}."
)
fig.set_label("What could be made of depth grows; what is made of it doesn't.")

# %%
# In brackets are the least and the most; the last column says how many of the
# trained networks are right at all four points.

# fold: list the counts
rows = []
for depth in SHAPES:
    these = [counts[kind, depth] for kind in ("new", "trained", "random")]
    cells = (f"{np.median(n):.0f} ({n.min()}–{n.max()})" for n in these)
    rows.append((f"{depth}", *cells, f"{solved[depth]}"))
    assert depth == 1 or max(map(max, these)) < best[depth - 1] / 5
head = ("layers", "new", "trained", "random", "solved")
print(ad.table("Flat pieces, medians", head, rows))
assert solved[4].value < min(solved[depth].value for depth in (1, 2, 3))
medians = {key: np.median(n) for key, n in counts.items()}
others = [median for (kind, _), median in medians.items() if kind != "new"]
assert medians["new", 4] < medians["new", 1] < min(others)
assert abs(medians["random", 4] / medians["random", 1] - 1) < 0.1
ad.plots.show()

# %%
# With more than one layer, none of these networks has a fifth of what the formula
# gives. New ones have the fewest: their biases are zero, so every crease of every
# layer comes from the origin, and every piece is a wedge with its tip there. The
# deepest networks, for which the formula gives most, solve the task least often.
#
# What is possible is not what happens, and that is known. For random deep networks,
# :cite:t:`hanin2019` bound the average number of patterns by the number of units
# raised to the number of inputs, whatever the depth, and observe that training
# stays near it. What depth *can* do is another matter: every continuous function
# with finitely many flat pieces is some ReLU network, if it may be deep enough
# :cite:p:`arora2018`. :cite:t:`serra2018` count the pieces of deep networks with
# any number of inputs, by an integer program.
#
# To remember
# -----------
# * A crease behind the first layer is straight on each flat piece and bends at the
#   creases of earlier layers.
# * Folds multiply: built by hand, a few deep layers make thousands of pieces.
# * Random and trained networks don't fold like that: with depth, their pieces don't
#   multiply.
#
# This was the last page on shape. The :doc:`theory </theory/index>` proves what
# these pages measure. Now
# :doc:`predict a number yourself </exercises/count_regions>`.
