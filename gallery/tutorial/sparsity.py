"""
7. What ReLU switches off
=========================

What this chapter shows: which unit is off where, which unit is dead, and what all
this is good for. What you need: :doc:`weights`. Reading time: six minutes.
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
# A unit is off where its pre-activation is not positive.

on = net.forward(X).pre_activations[0] > 0
print("point   unit 1  unit 2  unit 3  unit 4  unit 5")
for (x1, x2), gates in zip(X, on):
    print(
        f"({x1:.0f}, {x2:.0f})",
        *("     on" if gate else "    off" for gate in gates),
    )
print(f"{(~on).sum()} of {on.size} are off")

# %%
# **Sparsity** is the share that is off. Most entries are off here, and the network
# works. A unit that is off at all four points is **dead**: no answer depends on it,
# and no training step moves it, because the slope of ReLU is zero on that side.

dead = np.flatnonzero(~on.any(axis=0))
slopes = net.gradients(X, y)
print("dead: unit", *(dead + 1))
assert len(dead) == 1
assert (~on).mean() > 0.5
assert not slopes.weights[0][:, dead].any()
assert not slopes.weights[1][dead].any()

# %%
# Off in the plane
# ----------------
# How many units are on, everywhere: each crease adds one on its far side or takes
# one away. A dead unit may well be on elsewhere; dead speaks of the training points
# only.


def count(P):
    return (net.forward(P).pre_activations[0] > 0).sum(axis=1)


fig, ax = plt.subplots(figsize=(5.6, 4.4))
mesh = ad.plots.height_map(ax, count, X, y, limit=5)
fig.colorbar(
    mesh, label="units that are on", boundaries=np.arange(-0.5, 6), ticks=range(6)
)
mesh.set(cmap=plt.get_cmap("Blues", 6), clim=(-0.5, 5.5))
ax.set_title("How many units are on")
elsewhere = np.random.default_rng(0).uniform(-3, 3, (1000, 2))
assert (net.forward(elsewhere).pre_activations[0] > 0)[:, dead].any()

# %%
# Who switches?
# -------------
# Nobody decides that the "negative" units should be off where the answer is
# positive. A unit is off by the sign of its *own* pre-activation; its output weight
# has no say. Exchange the sign of every output weight, and exactly the same units
# are off:

(W, v), biases = net.weights, net.biases
turned = ad.Network((W, -v), biases)
assert ((turned.forward(X).pre_activations[0] > 0) == on).all()

# %%
# Nor does training aim at zeros. Before the first step a unit is off at a point
# other than (0, 0) with probability one half, by symmetry, and at (0, 0) always:
# five eighths of all entries, whatever is learned afterwards.

share = []
for seed in range(2000):
    first = ad.Network.initialized((2, 5, 1), seed=seed).weights[0]
    share.append((X @ first <= 0).mean())
print(f"off at the start, mean over 2,000 seeds: {np.mean(share):.3f}")
assert abs(np.mean(share) - 5 / 8) < 4 * np.std(share) / np.sqrt(len(share))

# %%
# The same weights without ReLU
# -----------------------------
# What is needed is the bend. Keep every weight and take only ReLU away:

bare = ad.Network(net.weights, net.biases, hidden="identity")
for (x1, x2), (z,), (flat,) in zip(X, net(X), bare(X)):
    print(f"({x1:.0f}, {x2:.0f})  with ReLU {z:+.3f}  without {flat:+.3f}")
assert ((net(X) > 0) == y).all()
assert not ((bare(X) > 0) == y).all()

# %%
# To remember
# -----------
# * ReLU's work is to bend. That it also switches off is a by-product: measured
#   here, not controlled.
# * A unit is off by its own sign. Dead means off at every training point.
#
# You have read the whole tutorial: a task that no line solves, a network that
# bends, a recipe that finds it for some seeds, a landscape made of ramps, and sums
# that explain the four answers. The :doc:`/reference/index` has every name, the
# :doc:`/glossary` every word.
