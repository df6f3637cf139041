"""
7. What ReLU switches off
=========================

What this chapter shows: which unit is off where, which unit is dead, what follows
from that, and what does not. What you need: :doc:`weights`. Reading time: six
minutes.

.. playground:: switches

   .. image:: /tutorial/images/sphx_glr_sparsity_001.svg
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network

# %%
# Off at the points
# -----------------
# A unit is off where its pre-activation is not positive. As ReLU and its slope are
# 0 there, such a unit is **inactive**: it adds nothing at this point and learns
# nothing from it. Here is where each unit is on, and what it does there:

why = ad.explain(net, X, y)
on = np.array([row.on for row in why.ledger])
print(f"{(~on).sum()} of {on.size} entries of the ledger are off")
print(why.units)

# %%
# **Sparsity** is the share that is off. Most entries are off here, and the network
# works. A unit that is inactive at all four points is **dead**: none of the four
# answers depends on it, and the gradient in its weights and bias is zero. This one
# was dead from the start: training has left it as it was.

dead = [k for k, unit in enumerate(why.units) if unit.dead]
slopes = net.gradients(X, y)
print("dead: unit", *(k + 1 for k in dead))
assert len(dead) == 1
assert (~on).mean() > 0.5
assert not slopes.weights[0][:, dead].any()
assert not slopes.weights[1][dead].any()
assert (net.weights[0][:, dead] == start.weights[0][:, dead]).all()
assert (net.weights[1][dead] == start.weights[1][dead]).all()

# %%
# Off in the plane
# ----------------
# How many units are on, everywhere: crossing a crease switches one unit. The
# creases are the lines between the shades. A dead unit may well be on elsewhere;
# dead speaks of the training points only. (:doc:`/geometry/flat_pieces` computes
# such a map without a grid.)

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
assert on_there[:, dead].any()

# %%
# Who switches?
# -------------
# Nobody decides that the "negative" units should be off where the answer is
# positive. Whether a unit is off, only the sign of its *own* pre-activation
# decides. Exchange the sign of every output weight, and exactly the same units are
# off:

(W, v), biases = net.weights, net.biases
turned = ad.Network((W, -v), biases)
assert ((turned.forward(X).pre_activations[0] > 0) == on).all()

# %%
# Nor does it take training to get zeros. Before the first step the biases are zero,
# and the weights, from a normal distribution around 0, are as likely as their
# negatives. So at a point other than (0, 0) a unit is off with probability one
# half, and at (0, 0) always. Over the four points that makes
#
# .. math:: \tfrac{1}{4} \left(3 \cdot \tfrac{1}{2} + 1\right) = \tfrac{5}{8}
#
# of all entries, on average, before anything is learned.

starts = ad.Network.initialized((2, 5, 1), seed=range(2000))
share = (starts.forward(X).pre_activations[0] <= 0).mean(axis=(0, 1))
print(f"off at the start, mean over {len(share):,} seeds: {np.mean(share):.3f}")
assert abs(np.mean(share) - 5 / 8) < 4 * np.std(share) / np.sqrt(len(share))

# %%
# The same weights without ReLU
# -----------------------------
# What is needed is the bend. Keep every weight and take only ReLU away: now both
# points of class 0 get a positive logit.

bare = ad.Network(net.weights, net.biases, hidden="identity")
for (x1, x2), (z,), (flat,) in zip(X, net(X), bare(X)):
    print(f"({x1:.0f}, {x2:.0f})  with ReLU {z:+.3f}  without {flat:+.3f}")
assert ad.classify(net, X, y).success
assert not ad.classify(bare, X, y).success
assert (bare(X)[1:3] > 0).all()
ad.plots.show()

# %%
# To remember
# -----------
# * ReLU's work is to bend. That it also switches off is a by-product: the loss does
#   not ask for it (:doc:`/theory/sparsity`).
# * A unit is off by its own sign. Dead means inactive at every training point.
#
# You have read the whole tutorial: a task that no line solves, a network that
# bends, a recipe that finds it for some seeds, a landscape made of ramps, and sums
# that explain the four answers. Now change this network yourself in the
# :doc:`/playground`, or see in the :doc:`/exercises/index` whether you can do
# without these pages.
