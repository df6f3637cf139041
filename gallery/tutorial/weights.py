"""
Sums decide the answers, not single weights
===========================================

.. about:: The weights
   :minutes: 8
   :needs: :doc:`units`

.. playground:: pull

   .. image:: /tutorial/images/sphx_glr_weights_001.svg

Pull a weight and see which answers move. Then rescale a unit, all that goes in by a
factor and its output weight by the inverse: every weight looks different, and not
one answer changes.

So a picture of the weights can't say why a network answers as it does. This chapter
finds the reasons in the sums at the four points.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# All 21 weights and biases
# -------------------------
# The graph shows at a glance which numbers are far from zero, and their signs.

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
(W, v), (b, c) = net.weights, net.biases
# fold: draw the network as a graph
fig, ax = plt.subplots(figsize=(6.4, 3.6))
ad.plots.graph(ax, net)
ax.set_title("2-5-1 after training")
fig.set_label(
    "Wide edges are far from zero; blue is positive, orange dashed negative."
)

# %%
# The table has the numbers: above, what goes into a unit; below, its output weight.

# fold: draw the table
fig, ax = plt.subplots(figsize=(6.4, 2.8))
ad.plots.weights(ax, net)
ax.set_title(f"All weights; the output bias is {c[0]:.3f}")
fig.set_label("One column per unit, on one scale of colour.")

# %%
# .. predict:: At (0, 0), which part of the network makes the answer class 1?
#    :right: 1
#
#    The output bias, alone
#       All five units are off there, so nothing else is in the sum.
#    The largest output weight
#       It multiplies an activation that is zero at this point.
#    All units together
#       At (0, 0) none of them is on.
#
# Why it works
# ------------
# The reasons are in the **ledger**. For each point it lists the pre-activations,
# what the output bias and each unit add, and the **running sum**, whose last entry
# is the logit.

why = ad.explain(net, X, y)
# fold: print the ledger
assert all(row.sums[-1] == row.logit for row in why.ledger)
print(why.ledger)

# %%
# A bar to the right lifts, a bar to the left pulls down. Start at the bottom. At
# (0, 0) all units are off: the output bias alone decides, and it is positive. It
# lifts every other point as well, so a square needs something that pulls it down
# further: unit 5 at (1, 0), unit 2 at (0, 1). At (1, 1) both of these are off,
# because the point lies on the other side of their creases. So the bias makes the
# two positive answers possible; no unit has to.

# fold: check every step of this argument
assert not why.ledger[3].on.any()
assert c[0] > 0
assert why.ledger[1].contributions[4] < -c[0]
assert why.ledger[2].contributions[1] < -c[0]
assert not why.ledger[0].on[[1, 4]].any()
assert (why.ledger[0].contributions >= 0).all()

# %%
# The package writes this argument itself. It knows only the weights, the points and
# the labels, and does the same for every network of this kind, including ones that
# fail.

print(why.sentences)

# %%
# So you can tell what a change does before you make it. Take a little from the
# output bias, and all four logits sink alike. Take a little from the bias of a
# unit, and the logit changes only where this unit is on: by the output weight times
# as much.

# fold: take a little from each bias
little = 2.0**-20
sunk = ad.Network((W, v), (b, c - little))(X)
assert np.allclose(net(X) - sunk, little, rtol=1e-6)
h = net.forward(X).pre_activations[0]
for k, less in enumerate(little * np.eye(5)):
    moved = net(X) - ad.Network((W, v), (b - less, c))(X)
    assert np.allclose(
        moved[:, 0], (h[:, k] > 0) * little * v[k], rtol=1e-6, atol=0
    )

# %%
# What a unit does
# ----------------
# The size of a single weight says little. What counts is where a unit's crease
# lies, on which side of it the unit is on, and how steep its ramp is. That slope is
# the unit's **effect**: the size of its output weight times the length of its two
# input weights, :math:`|v_k| \sqrt{w_{1k}^2 + w_{2k}^2}`, with the sign of the
# output weight. Creases are given divided by that length, so that equal creases
# have equal equations, and by where they meet the axes.

# fold: print crease, side and effect
effects = v[:, 0] * np.hypot(*W)
assert np.allclose([unit.effect for unit in why.units], effects, rtol=1e-15, atol=0)
print(why.units)

# %%
# One network, many pictures
# --------------------------
# ReLU lets a positive factor pass: relu(:math:`a h`) = :math:`a` relu(:math:`h`).
# Multiply all that goes into a unit by eight and divide its output weight by eight,
# and the network stays the same. So does its answer if you number the units
# differently.

scale = np.array([8, 1, 1, 0.125, 1])
order = [4, 2, 0, 3, 1]
# fold: rescale, renumber, draw
twin = ad.Network(
    weights=((W * scale)[:, order], (v / scale[:, None])[order]),
    biases=((b * scale)[order], c),
)
fig, ax = plt.subplots(figsize=(6.4, 2.8))
ad.plots.weights(ax, twin)
ax.set_title("Another picture of the same network")
fig.set_label(
    "Different numbers in a different order; the same answers everywhere."
)
points = np.random.default_rng(0).uniform(-3, 3, (1000, 2))
assert np.allclose(twin(points), net(points), rtol=0, atol=1e-14)

# %%
# Each unit still does what it did before: same crease, same side, same effect. What
# it does is real; its place and its scale are not.

# fold: compare the units
twins = ad.explain(twin, X, y).units
for k, unit in zip(order, twins):
    assert unit.crease == why.units[k].crease
    assert unit.role == why.units[k].role
    assert np.isclose(unit.effect, why.units[k].effect, rtol=1e-15, atol=0)
ad.plots.show()

# %%
# To remember
# -----------
# * A weight by itself explains nothing. The sum at a point does.
# * The output bias is part of every sum, and here it carries one class.
#
# Next, :doc:`sparsity`: the meaning of all those entries that say *off*. You can
# also see
# :doc:`how different weights make the same network </explaining/symmetries>`.
