"""
6. The weights: why it works
============================

What this chapter shows: all weights of the trained network in two pictures, the
sums that decide the four answers, and how pictures of weights mislead. What you
need: :doc:`units`. Reading time: eight minutes.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network
(W, v), (b, c) = net.weights, net.biases

# %%
# Two pictures
# ------------
# The graph shows at a glance what is far from zero and which sign it has: blue and
# solid is positive, red and dashed negative.

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ad.plots.graph(ax, net)
ax.set_title("2-5-1 after training")

# %%
# The table has the numbers: above, what goes into a unit, and below, its output
# weight.

fig, ax = plt.subplots(figsize=(6.4, 2.8))
ad.plots.weights(ax, net)
ax.set_title(f"All weights; the output bias is {c[0]:.3f}")

# %%
# Why it works
# ------------
# Neither picture says why. The reason is in the sums at the four points. The ledger
# has two rows for each point: what the output bias and each unit add, and the
# running sum, whose last entry is the logit.

trace = net.forward(X)
on = trace.pre_activations[0] > 0
adds = np.column_stack((np.full(4, c[0]), trace.activations[0] * v[:, 0]))
sums = np.add.accumulate(adds, axis=1)
print("point           bias  unit 1  unit 2  unit 3  unit 4  unit 5")
for (x1, x2), gates, row, total in zip(X, on, adds, sums):
    terms = [f"{a:+7.3f}" if g else "    off" for g, a in zip((1, *gates), row)]
    print(f"({x1:.0f}, {x2:.0f})  adds", *terms)
    print("         sum", *(f"{s:+7.3f}" for s in total))
assert (sums[:, -1] == net(X)[:, 0]).all()

# %%
# Read it from the bottom. At (0, 0) all units are off: the output bias alone
# decides, and it is positive. It lifts the other points as well, so each point of
# class 0 needs something that pushes it down further: at (1, 0) unit 5, at (0, 1)
# unit 2. At (1, 1) both of these are off, because their creases run between the
# points. The positive answers come from the bias; no unit has to supply them.

assert not on[3].any()
assert c[0] > 0
assert adds[1, 5] < -c[0]
assert adds[2, 2] < -c[0]
assert not on[0, 1]
assert not on[0, 4]
assert (adds[0] >= 0).all()

# %%
# How pictures of weights mislead
# -------------------------------
# ReLU lets scale pass: relu(:math:`a h`) = :math:`a` relu(:math:`h`) for positive
# :math:`a`. Multiply all that goes into a unit by eight and divide its output
# weight by eight: other pictures, the same network. And the order of the units is
# arbitrary.

scale = np.array([8, 1, 1, 0.125, 1])
order = [4, 2, 0, 3, 1]
twin = ad.Network(
    weights=((W * scale)[:, order], (v / scale[:, None])[order]),
    biases=((b * scale)[order], c),
)
fig, ax = plt.subplots(figsize=(6.4, 2.8))
ad.plots.weights(ax, twin)
ax.set_title("Another picture of the same network")
points = np.random.default_rng(0).uniform(-3, 3, (1000, 2))
assert np.allclose(twin(points), net(points), rtol=0, atol=1e-14)

# %%
# What does not depend on scale: where the crease lies, on which side of it the unit
# is on, and the slope of its ramp, :math:`|v_k| \sqrt{w_{1k}^2 + w_{2k}^2}`.

slope = abs(v[:, 0]) * np.hypot(*W)
print("slope of the ramps of units 1 to 5:", *(f"{value:.3f}" for value in slope))
on_there, on_twin = (n.forward(points).pre_activations[0] > 0 for n in (net, twin))
assert (on_twin == on_there[:, order]).all()
assert np.allclose(
    abs(twin.weights[1][:, 0]) * np.hypot(*twin.weights[0]), slope[order]
)

# %%
# To remember
# -----------
# * A weight by itself explains nothing. Sums at a point do.
# * The output bias is part of every sum, and here it carries one class.
#
# Next, :doc:`sparsity`: what it means that so many entries say *off*.
