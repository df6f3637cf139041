"""
ReLU's work is to bend; switching off is a by-product
=====================================================

.. about:: What ReLU switches off
   :minutes: 6
   :needs: :doc:`weights`

.. playground:: switches

   .. image:: /tutorial/images/sphx_glr_sparsity_001.svg

Point at the map: crossing a crease switches one unit. Near the four points most of
the units are off, and one is off at all four.

It is tempting to call this ReLU's purpose. Three experiments say otherwise: the
sign of an output weight has nothing to do with it, it is there before training, and
what the network can't do without is the bend.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# On and off over the plane
# -------------------------
# A unit is **off** where its pre-activation is not positive. The shades count the
# units that are on.

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
why = ad.explain(net, X, y)
# fold: count the units that are on, and draw the count
on = np.array([row.on for row in why.ledger])
ticks = np.linspace(-3, 3, 601)
plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
on_there = net.forward(plane).pre_activations[0] > 0
count = on_there.sum(axis=1)
fig, ax = plt.subplots(figsize=(5.6, 4.4))
shades = {"cmap": ad.plots.SHADES.resampled(6), "vmin": -0.5, "vmax": 5.5}
mesh = ax.pcolormesh(
    ticks, ticks, count.reshape(601, 601), rasterized=True, **shades
)
fig.colorbar(mesh, label="units that are on", ticks=range(6))
ad.plots.points(ax, X, y)
ax.set(title="How many units are on", aspect="equal")
at_points = (f"{n} at ({p:.0f}, {q:.0f})" for n, (p, q) in zip(on.sum(axis=1), X))
ax.set_label(
    f"Units that are on: {', '.join(at_points)}; elsewhere in [−3, 3]², "
    f"{count.min()} to {count.max()}."
)
fig.set_label(
    "Creases are the lines between the shades; darker means more units on."
)

# %%
# Most entries are off
# --------------------
# Where a unit is off, ReLU and its slope are both 0. The unit is **inactive** at
# this point: it adds nothing there and learns nothing from it. **Sparsity** is the
# share of entries that are off.

# fold: count them
print(f"{(~on).sum()} of {on.size} entries of the ledger are off")
assert (~on).mean() > 0.5
print(why.units)

# %%
# A unit that is inactive at all four points is **dead**: none of the four answers
# depends on it, and all its slopes are zero, so training leaves it as it is. Dead
# speaks of the training points only; elsewhere the unit may well be on.

dead = [k for k, unit in enumerate(why.units) if unit.dead]
# fold: check what is said of it
slopes = net.gradients(X, y)
print("dead: unit", *(k + 1 for k in dead))
assert len(dead) == 1
assert not slopes.weights[0][:, dead].any()
assert not slopes.weights[1][dead].any()
assert (net.weights[0][:, dead] == start.weights[0][:, dead]).all()
assert (net.weights[1][dead] == start.weights[1][dead]).all()
assert on_there[:, dead].any()

# %%
# .. predict:: Flip the sign of every output weight. Which units are off now?
#    :right: 1
#
#    The same ones as before
#       Only the sign of a unit's own pre-activation decides, and the output weights
#       come after it.
#    All those that were on
#       The output weights change what a unit adds, not whether it is on.
#    The negative ones
#       A unit doesn't know the sign of its output weight: that comes after it.
#
# The output weight doesn't decide
# --------------------------------
# You may read that the "negative" units switch off where the answer is positive.
# Flip the sign of every output weight, and exactly the same units are off:

(W, v), biases = net.weights, net.biases
flipped = ad.Network((W, -v), biases)
# fold: compare the units that are on
assert ((flipped.forward(X).pre_activations[0] > 0) == on).all()

# %%
# It is there before training
# ---------------------------
# At the start the biases are zero, and a weight is as likely to be positive as
# negative. So at each point but (0, 0) a unit is off with probability one half, and
# at (0, 0) always. Over the four points that makes
#
# .. math:: \tfrac{1}{4} \left(3 \cdot \tfrac{1}{2} + 1\right) = \tfrac{5}{8}
#
# of all entries, on average, before anything is learned.

starts = ad.Network.initialized((2, 5, 1), seed=range(2000))
# fold: measure the share
share = (starts.forward(X).pre_activations[0] <= 0).mean(axis=(0, 1))
print(f"off at the start, mean over {len(share):,} seeds: {np.mean(share):.3f}")
assert abs(np.mean(share) - 5 / 8) < 4 * np.std(share) / np.sqrt(len(share))

# %%
# Without the bend it fails
# -------------------------
# Keep every trained weight and take away only ReLU. Now both squares get a positive
# logit, which is wrong:

bare = ad.Network(net.weights, net.biases, "identity")
# fold: print both answers
assert ad.classify(net, X, y).success
assert not ad.classify(bare, X, y).success
assert (bare(X)[1:3] > 0).all()
rows = [
    (f"({x1:.0f}, {x2:.0f})", f"{label:.0f}", f"{z:+.3f}", f"{flat:+.3f}")
    for (x1, x2), (label,), (z,), (flat,) in zip(X, y, net(X), bare(X))
]
head = ("point", "label", "logit with ReLU", "without")
print(ad.table("The same weights, with ReLU and without", head, rows))
ad.plots.show()

# %%
# To remember
# -----------
# * ReLU's work is to bend. That it also switches units off is a by-product; the
#   loss :doc:`does not ask for it </theory/sparsity>`.
# * A unit is off by its own sign. Dead means inactive at every training point.
#
# You have read the whole tutorial: a task that no line solves, a network that
# bends, a recipe that finds it for some seeds, a landscape made of ramps, and sums
# that explain the four answers. Now change this network yourself in the
# :doc:`playground </playground>`, or test yourself with the
# :doc:`exercises </exercises/index>`.
