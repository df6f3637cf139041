"""
6. The weights: why it works
============================

What this chapter shows: all weights of the trained network in two pictures, the
sums that decide the four answers, and how pictures of weights mislead. What you
need: :doc:`units`. Reading time: nine minutes.

.. playground:: pull

   .. image:: /tutorial/images/sphx_glr_weights_001.svg
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
# Neither picture says why. The reason is in the sums at the four points. This is
# the **ledger**. For each point it has the pre-activations, what the output bias
# and each unit add, and the **running sum**, whose last entry is the logit.

why = ad.explain(net, X, y)
assert all(row.sums[-1] == row.logit for row in why.ledger)
print(why.ledger)

# %%
# A bar to the right of its line lifts, a hollow one to the left pushes down. Read
# from the bottom. At (0, 0) all units are off: the output bias alone decides, and
# it is positive. It lifts the other points as well, so each point of class 0 needs
# something that pushes it down further: at (1, 0) unit 5, at (0, 1) unit 2. At
# (1, 1) both of these are off, because their creases run between the points. The
# positive answers come from the bias; no unit has to supply them.

assert not why.ledger[3].on.any()
assert c[0] > 0
assert why.ledger[1].contributions[4] < -c[0]
assert why.ledger[2].contributions[1] < -c[0]
assert not why.ledger[0].on[[1, 4]].any()
assert (why.ledger[0].contributions >= 0).all()

# %%
# The same argument, as the package writes it. It knows nothing but the weights, the
# points and the labels, and it does so for any network of this kind, also for one
# that fails.

print(why.sentences)

# %%
# What the units do
# -----------------
# The size of a weight says little, as we see below. What counts is where a unit's
# crease lies, on which side of it the unit is on, and its **effect**: the size of
# its output weight times the length of its two weights, :math:`|v_k|
# \sqrt{w_{1k}^2 + w_{2k}^2}`, with the sign of the output weight. It is the slope
# of the ramp. The equation of a crease stands here divided by the length of the two
# weights, so that two units with one crease have one equation; in words stands
# where the crease meets the axes.

effects = v[:, 0] * np.hypot(*W)
assert np.allclose([unit.effect for unit in why.units], effects, rtol=1e-15, atol=0)
print(why.units)

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
# Yet every unit does the same as before, in another place: same crease, same side,
# same effect. :doc:`/explaining/symmetries` has more of this.

twins = ad.explain(twin, X, y).units
for k, unit in zip(order, twins):
    assert unit.crease == why.units[k].crease
    assert unit.role == why.units[k].role
    assert np.isclose(unit.effect, why.units[k].effect, rtol=1e-15, atol=0)
ad.plots.show()

# %%
# To remember
# -----------
# * A weight by itself explains nothing. Sums at a point do.
# * The output bias is part of every sum, and here it carries one class.
#
# Next, :doc:`sparsity`: what it means that so many entries say *off*.
