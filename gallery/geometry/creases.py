"""
Every unit switches along a straight line, and training moves it
================================================================

.. about:: Creases
   :minutes: 5
   :needs: :doc:`/tutorial/units`

.. playground:: wandering

   .. image:: /geometry/images/sphx_glr_creases_001.svg

Before training, the five lines cross at the origin. Training turns them and carries
them away, all but one: a unit that is off at all four points never moves.

A unit is on where its **pre-activation**
:math:`h_k = b_k + w_{1k} x_1 + w_{2k} x_2` is positive. The line between on and off
is its **crease**. Weights and bias say where it lies; nothing has to be sampled.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Before and after
# ----------------
# The arrow of a crease points to the side where its unit is on. Solid blue creases
# belong to a positive output weight, dashed orange ones to a negative one. The
# dotted grey one belongs to a **dead** unit, which is off at all four points.

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
epochs = (0, 1, 2, 5, 10, 15, 20, 30, 40, 50)
run = ad.train(start, X, y, seed=0, snapshots=epochs)
# fold: draw the creases before and after training
fig, axes = plt.subplots(1, 2, figsize=(7, 3.9), sharey=True)
for ax, net, name in zip(axes, (start, run.network), ("Before", "After")):
    ad.plots.creases(ax, net, X)
    told = ax.get_label()
    ad.plots.points(ax, X, y)
    ax.set(title=f"{name} training", aspect="equal")
    ax.set_label(f"{name} training. {told}")
    ax.label_outer()
fig.set_label("All creases start at the origin; four of the five leave it.")

# %%
# Two numbers place a line: its direction, here the angle of its arrow in degrees
# from the :math:`x_1` axis, and its distance from the origin,
#
# .. math:: \frac{|b_k|}{\sqrt{w_{1k}^2 + w_{2k}^2}}.
#
# All biases start at zero, so at first every crease passes through the origin.
# Training turns the creases and moves them away. It may also flip the sign of an
# output weight.


# fold: measure angles and distances
def places(net):
    (W, v), (b, _) = net.weights, net.biases
    angles = np.degrees(np.arctan2(W[1], W[0]))
    return np.stack((angles, abs(b) / np.sqrt((W * W).sum(axis=0)), v[:, 0]))


before, after = places(start), places(run.network)
rows = []
for k, numbers in enumerate(np.stack((before, after), axis=1).T, 1):
    (a0, a1), (d0, d1), (v0, v1) = numbers.T
    cells = (
        f"{a0:.0f}",
        f"{a1:.0f}",
        f"{d0:.3f}",
        f"{d1:.3f}",
        f"{v0:+.2f}",
        f"{v1:+.2f}",
    )
    rows.append((f"unit {k}", *cells))
head = ("", "angle", "after", "distance", "after", "output weight", "after")
assert not before[1].any()
assert (np.sign(before[2]) != np.sign(after[2])).any()
print(ad.table("The five creases, before training and after", head, rows))

# %%
# .. predict:: One unit is off at all four points. Where does its crease go?
#    :right: 3
#
#    Away from the points
#       Nothing pushes it: where a unit is off, its slopes are zero.
#    Towards the points, until it is on
#       For that it would need a point that tells it where to go, and it is off at
#       all of them.
#    Nowhere
#       Where a unit is off, its slopes are zero, so it gets no step from any point.
#
# The dead unit stays
# -------------------
# Where a unit is off, the slope of ReLU is zero, so this point doesn't change the
# unit. The dead unit is off at every point from the start. It never moves at all:

creases = ad.creases(start, X=X)
dead = np.array([crease.dead for crease in creases])
# fold: compare before and after
print("dead from the start: unit", *(k + 1 for k in np.flatnonzero(dead)))
assert dead.sum() == 1
assert (before[:, dead] == after[:, dead]).all()
assert (before[:, ~dead] != after[:, ~dead]).all()

# %%
# Most of the turning is done early
# ---------------------------------
# The creases turn fastest in the first two epochs and slowest in the last ten:

# fold: add up how far all creases turn
path = np.array([places(run.snapshots[n])[0] for n in epochs])
turned = abs(np.diff(path, axis=0)).sum(axis=1) / np.diff(epochs)
rows = [
    (f"{first} to {last}", f"{angle:.1f}")
    for first, last, angle in zip(epochs, epochs[1:], turned)
]
print(ad.table("Turning of all creases", ("epochs", "degrees per epoch"), rows))
assert turned[:2].min() > 2 * turned[2:].max()
assert turned.argmin() == len(turned) - 1
ad.plots.show()

# %%
# To remember
# -----------
# * A unit switches along a straight line, its crease; weights and bias say where.
# * At first all creases pass through the origin; training turns and moves them.
# * A unit that is off at all points from the start doesn't move.
#
# Next, :doc:`flat_pieces`: what lies between the creases.
