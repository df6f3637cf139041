"""
4. The surface: what the network answers everywhere
===================================================

What this chapter shows: the logit over the whole plane, as a landscape and as a
map, and the formula behind it. What you need: :doc:`training`. Reading time: five
minutes.
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
# The same from above, where it can be read off. The circles stand on a blue ridge,
# the squares on the red slopes at its sides.

fig, ax = plt.subplots(figsize=(5.6, 4.4))
fig.colorbar(ad.plots.height_map(ax, net, X, y), label="logit")
ax.set_title("The logit as colour")

# %%
# The formula of the landscape, with the numbers that training found:

ad.equations(net, values=True)

# %%
# Flat pieces
# -----------
# Between bends the landscape is a plane, tilted but flat. Walk along a straight
# line, and each step gains the same height, except where a unit switches on the
# way. Eight equal steps, with the units that are on at the end of each:

walk = np.column_stack((np.linspace(1, 3, 9), np.linspace(0, -2, 9)))
on = net.forward(walk).pre_activations[0] > 0
gains = np.diff(net(walk)[:, 0])
for (x1, x2), gates, gain in zip(walk[1:], on[1:], gains):
    print(
        f"to ({x1:.2f}, {x2:+.2f}): {gain:+.3f}, on: units",
        *np.flatnonzero(gates) + 1,
    )
same = (on[1:] == on[:-1]).all(axis=1)
assert not same.all()
assert np.allclose(gains[same], gains[-1], rtol=0, atol=1e-12)
assert abs(gains[~same] - gains[-1]).min() > 0.1

# %%
# Beyond the four points
# ----------------------
# Training has asked for four heights only. All the rest is **extrapolation**: it
# follows from where the bends happen to lie, not from any data. Far out the network
# is surer than at any point that it has seen, with no reason to be.

far = ad.sigmoid(net([[3, -3]]))[0, 0]
seen = ad.sigmoid(net(X))[:, 0].min()
print(f"probability of class 1: {seen:.3f} or more at the points, {far:.1e} there")
assert far < seen / 1000

# %%
# To remember
# -----------
# * The output of a ReLU network is a landscape of flat pieces; it bends along
#   lines.
# * The decision boundary is its zero line. Between and beyond the training points
#   it is the network's own invention.
#
# Next, :doc:`units`: where the bends come from.
