"""
Two circles stand on a ridge between two slopes
===============================================

.. about:: The surface
   :minutes: 5
   :needs: :doc:`training`

.. playground:: ridge

   .. image:: /tutorial/images/sphx_glr_surface_001.webp

The height over each point of the plane is the logit: blue above zero, where the
answer is class 1; orange below. The thick line at height zero is the **decision
boundary**. Turn the landscape, or wind training back to the start.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Training only asked for four heights. The network gives one to every point:

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
# fold: draw the landscape
fig, ax = plt.subplots(figsize=(6.4, 4.8), subplot_kw={"projection": "3d"})
ad.plots.surface(ax, net, X, y)
ax.set(title="The logit as height", zlabel="logit")
fig.set_label(
    "A ridge runs from one circle to the other; both squares lie below zero."
)

# %%
# Seen from above
# ---------------
# On a map you can read it off. The circles, class 1, stand on the blue ridge, the
# squares, class 0, on the orange slopes beside it: all four points are right.

# fold: draw the map
fig, ax = plt.subplots(figsize=(5.6, 4.4))
fig.colorbar(ad.plots.height_map(ax, net, X, y), label="logit")
ax.set_title("The logit as colour")
fig.set_label("Stripes of one colour are equally high; the thick line is at zero.")
assert ad.classify(net, X, y).success

# %%
# Here is the formula of this landscape, with the numbers that training found. The
# last lines give it without ReLU, as it is at each of the four points and on the
# flat piece around it; what plays no part at the points is struck out.

print(ad.equations(net, values=True))

# %%
# .. predict:: Walk straight across the landscape. How does the height change?
#    :right: 2
#
#    In a smooth curve
#       There is nothing curved in the formula: sums and corners are all it has.
#    Evenly, with sudden changes of slope
#       Between the corners of the five ReLUs the formula is one weighted sum, so
#       equal steps change the height by equal amounts.
#    In jumps, like stairs
#       ReLU has a corner but no jump, and sums of such functions have none either.
#
# Flat pieces
# -----------
# Between its bends the landscape is a plane, tilted but flat. Take eight equal
# steps from (1, 1): each changes the height by the same amount, until a unit
# switches.

steps = np.arange(9) / 4
walk = np.column_stack((1 + steps, 1 - steps))
on = net.forward(walk).pre_activations[0] > 0
gains = np.diff(net(walk)[:, 0])
# fold: print the steps and the units that are on
units = [" ".join(f"{k + 1}" for k in np.flatnonzero(gates)) for gates in on]
same = (on[1:] == on[:-1]).all(axis=1)
flat = same[1:] & same[:-1]  # two steps in a row on one piece
assert abs(np.diff(gains)[flat]).max() < 1e-12
assert abs(np.diff(gains)[~flat]).min() > 0.05
rows = [
    (f"({x1:.2f}, {x2:+.2f})", f"{gain:+.3f}", before, after)
    for (x1, x2), gain, before, after in zip(walk[1:], gains, units, units[1:])
]
head = ("step to", "change of height", "units on before", "after")
print(ad.table("Eight equal steps from (1, 1)", head, rows))

# %%
# Beyond the four points
# ----------------------
# Between the points the landscape is **interpolation**, beyond them
# **extrapolation**: both follow from where the bends happen to lie, not from any
# data. At (3, −3), far from the points, the network is surer than at any of them,
# and no point there says that it should be. Another page goes
# :doc:`much farther </beyond/far_away>`.

# fold: compare a far point with the four
five = (*X, (3, -3))
classes = ad.losses["sigmoid_cross_entropy"].decide(net(five))
assert abs(net([[3, -3]])).max() > 2 * abs(net(X)).max()
rows = [
    (
        f"({x1:.0f}, {x2:.0f})",
        f"{said}",
        f"{ad.sigmoid(abs(z)):.7f}",
    )
    for (x1, x2), (z,), said in zip(five, net(five), classes)
]
head = ("point", "class", "its probability")
print(ad.table("Surest where no point is near", head, rows))
ad.plots.show()

# %%
# To remember
# -----------
# * The output of a ReLU network is a landscape of flat pieces that bends along
#   lines.
# * The decision boundary is its zero line. Between and beyond the training points
#   it is the network's own invention.
#
# Next, :doc:`units`: where the bends come from.
