"""
Between its creases a ReLU network is perfectly flat
====================================================

.. about:: Flat pieces
   :minutes: 6
   :needs: :doc:`creases`

Five creases cut the plane into sixteen pieces. On each of them the network is one
short formula.
"""

# fold: import the libraries
# sphinx_gallery_thumbnail_number = 1
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# The network, piece by piece
# ---------------------------

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
regions = ad.regions(net)
# fold: draw the pieces with their formulas
fig, ax = plt.subplots(figsize=(6.6, 5.4))
pieces = ad.plots.regions(ax, net)
fig.colorbar(pieces, label="mean logit")
ax.set_title("The network, piece by piece")
fig.set_label("Each piece has one formula and the colour of its mean logit.")

# %%
# In a region every ReLU is decided: a unit that is on passes on :math:`h_k`, one
# that is off passes on zero. What is left is a weighted sum of the inputs plus a
# constant,
#
# .. math::
#
#    z = \Bigl( c + \sum_{k \text{ on}} v_k b_k \Bigr)
#    + \Bigl( \sum_{k \text{ on}} v_k w_{1k} \Bigr) x_1
#    + \Bigl( \sum_{k \text{ on}} v_k w_{2k} \Bigr) x_2.
#
# Such a map is called **affine**; its picture is a plane, level or tilted. The
# formulas agree with the network at every corner, and the pieces fill the square
# without a gap:

# fold: compare corners and areas
gaps, areas = [], []
for polygon, _, (g1, g2), offset in regions:
    x1, x2 = polygon.T
    gaps.append(abs(net(polygon)[:, 0] - (g1 * x1 + g2 * x2 + offset)).max())
    areas.append((x1 * np.roll(x2, -1) - x2 * np.roll(x1, -1)).sum() / 2)
print("formula and network agree at the corners:", max(gaps) < 1e-13)
print(f"areas add up to {sum(areas):.10f}")
assert max(gaps) < 1e-13
assert abs(sum(areas) - 36) < 1e-12

# %%
# No grid was needed. ``ad.regions`` computes each corner from two lines and decides
# exactly what lies on which side.
#
# Each piece has its own pattern
# ------------------------------
# Which units are on at an input is its **activation pattern**. It can't change
# without crossing a crease, so each **region** between creases has a pattern of its
# own, and two regions that share an edge differ in one unit: the one whose crease
# it is.

# fold: draw the patterns
fig, ax = plt.subplots(figsize=(5.6, 4.6))
pieces = ad.plots.regions(ax, net, by="pattern")
shades = {"boundaries": np.arange(-0.5, 6), "ticks": range(6)}
fig.colorbar(pieces, label="units that are on", **shades)
ax.set_title(f"{len(regions)} regions, each with its pattern")
fig.set_label(
    "The numbers are the units that are on; small pieces have no room for them."
)

# %%
# Where all units are off, the logit is the output bias alone, on a whole region. It
# is a small one here, and the point (0, 0) lies in it.

(level,) = [r for r in regions if not r.pattern.any()]
# fold: print its formula
print("no unit on: slopes", level.gradient, "offset", f"{level.offset:.3f}")
assert not level.gradient.any()
assert level.offset == net.biases[1][0]
assert not net.forward([[0, 0]]).activations[0].any()

# %%
# .. predict:: Five straight lines cut the plane. How many pieces are there at most?
#    :right: 2
#
#    10
#       That is right while all five cross in one point, as before training.
#    16
#       Each new line adds one piece more than the number of lines it crosses: 1 + 1
#       + 2 + 3 + 4 + 5.
#    32
#       That would be every pattern of five switches. But some patterns don't occur:
#       two lines cross only once.
#
# How many pieces?
# ----------------
# Draw the lines one after the other. A new line crosses each of the :math:`k` lines
# before it at most once, so it runs through at most :math:`k + 1` pieces and cuts
# each in two. With :math:`H` lines that makes at most
#
# .. math::
#
#    1 + (1 + 2 + \dots + H) = 1 + H + \frac{H (H - 1)}{2}
#
# pieces :cite:p:`zaslavsky1975,pascanu2013`, which is 16 for five lines. To reach
# it, every pair of lines has to cross, and never three in one point. Before
# training they all cross in one point, the origin, since all biases are zero. Then
# each line adds only two pieces, and five lines make ten.

# fold: count pieces before and after training, and draw both
fig, axes = plt.subplots(1, 2, figsize=(7, 3.9), sharey=True)
for ax, which, name in zip(axes, (start, net), ("before", "after")):
    ad.plots.regions(ax, which, by="pattern")
    ax.set_title(f"{len(ad.regions(which))} pieces {name} training")
    ax.label_outer()
fig.set_label("Ten wedges at first; once the creases part, six more pieces.")


def bound(H):
    return 1 + H + H * (H - 1) // 2


plane = (-1e6, 1e6, -1e6, 1e6)
starts = [ad.Network.initialized((2, 5, 1), seed=seed) for seed in range(200)]
counts = {len(ad.regions(one, plane)) for one in starts}
print("before training, over 200 seeds:", *counts, "pieces; bound:", bound(5))
assert counts == {10}
assert len(regions) == bound(5) == 16

# %%
# Nothing is "close enough"
# -------------------------
# A count that is off by one is easily made: treat the origin as ten crossings that
# lie very close together, and rounding invents tiny pieces around it. Here nothing
# is decided by "close enough". The weights are doubles, hence fractions, and
# whether three lines meet in one point has an exact answer.

(W, v), (b, c) = start.weights, start.biases
nudge = np.array([0, 0, 0, 0, 1e-300])
nudged = ad.Network((W, v), (b + nudge, c))
# fold: count its pieces
print("with one bias of 1e-300:", len(ad.regions(nudged)), "pieces")
assert len(ad.regions(nudged)) == 13
ad.plots.show()

# %%
# To remember
# -----------
# * Creases cut the plane into regions; on each the network is one affine map.
# * Five lines make at most sixteen pieces, and ten while they share a point.
# * In the region where all units are off, the network is constant.
#
# Next, :doc:`boundary`: where the pieces cross zero.
