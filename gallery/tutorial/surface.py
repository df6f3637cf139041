"""
4. The surface: what the network answers everywhere
===================================================

What this chapter shows: the logit over the whole plane, as a landscape and as a
map, and the formula behind it. What you need: :doc:`training`. Reading time: five
minutes.

.. playground:: ridge

   .. image:: /tutorial/images/sphx_glr_surface_001.webp
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network

# %%
# A landscape
# -----------
# The two inputs span the plane, the height is the logit. Blue is above zero, where
# the answer is class 1; red is below. The black line is at zero: the **decision
# boundary**.

fig, ax = plt.subplots(figsize=(6.4, 4.8), subplot_kw={"projection": "3d"})
ad.plots.surface(ax, net, X, y)
ax.set(title="The logit as height", zlabel="logit")

# %%
# A map
# -----
# The same from above, where it can be read off. The circles, class 1, stand on a
# blue ridge; the squares, class 0, on the red slopes at its sides.

fig, ax = plt.subplots(figsize=(5.6, 4.4))
fig.colorbar(ad.plots.height_map(ax, net, X, y), label="logit")
ax.set_title("The logit as colour")
assert ad.classify(net, X, y).success

# %%
# The formula of the landscape, with the numbers that training found. The last lines
# give it without ReLU, as it is at each of the four points and on the flat piece
# around it; what plays no part at the points is struck out.

print(ad.equations(net, values=True))

# %%
# Flat pieces
# -----------
# Between bends the landscape is a plane, tilted but flat. Walk along a straight
# line, and each step changes the height by the same amount, until a unit switches.
# Eight equal steps from (1, 1), with the units that are on before and after each:

walk = np.column_stack((np.linspace(1, 3, 9), np.linspace(1, -1, 9)))
on = net.forward(walk).pre_activations[0] > 0
units = ["".join(f" {k + 1}" for k in np.flatnonzero(gates)) for gates in on]
gains = np.diff(net(walk)[:, 0])
for (x1, x2), before, after, gain in zip(walk[1:], units, units[1:], gains):
    print(f"to ({x1:.2f}, {x2:+.2f}): {gain:+.3f}   on:{before:6} →{after}")
same = (on[1:] == on[:-1]).all(axis=1)
flat = same[1:] & same[:-1]  # two steps in a row on one piece
assert abs(np.diff(gains)[flat]).max() < 1e-12
assert abs(np.diff(gains)[~flat]).min() > 0.05

# %%
# Beyond the four points
# ----------------------
# Training has asked for four heights only. Between the points the rest is
# **interpolation**, beyond them **extrapolation**: both follow from where the bends
# happen to lie, not from any data. At (3, −3), far from the points, the network is
# surer than at any of them, with no reason to be.

five = (*X, (3, -3))
classes = ad.losses["sigmoid_cross_entropy"].decide(net(five))
for (x1, x2), (z,), said in zip(five, net(five), classes):
    sure = ad.sigmoid(abs(z))
    print(f"({x1:.0f}, {x2:2.0f})  class {said}, probability {sure:.7f}")
assert abs(net([[3, -3]])).max() > 2 * abs(net(X)).max()
ad.plots.show()

# %%
# To remember
# -----------
# * The output of a ReLU network is a landscape of flat pieces; it bends along
#   lines.
# * The decision boundary is its zero line. Between and beyond the training points
#   it is the network's own invention.
#
# Next, :doc:`units`: where the bends come from.
