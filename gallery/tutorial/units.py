"""
The landscape is a constant plus five ramps
===========================================

.. about:: One unit at a time
   :minutes: 6
   :needs: :doc:`surface`

What each unit adds to the logit, and that the parts make the whole.

.. playground:: sum

   .. image:: /tutorial/images/sphx_glr_units_002.webp
"""

# fold: import, train, take the weights
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network
v, c = net.weights[1][:, 0], net.biases[1][0]

# %%
# A ramp with a crease
# --------------------
# What unit :math:`k` adds to the logit is its **contribution**: its activation
# times its output weight, :math:`u_k = v_k \operatorname{relu}(h_k)`. Where
# :math:`h_k` is negative that is nothing; where it is positive, a **ramp**. Between
# the two lies a straight line, the **crease**, on which :math:`h_k = 0`. With
# letters, for unit 1:

print(ad.equations(net, unit=0))

# %%
# and with this network's numbers:

print(ad.equations(net, values=True, unit=0))

# %%
# In code, for all units at once:


def contributions(P):
    return net.forward(P).activations[0] * v


# fold: draw the ramps
corners = np.array([(-3, -3), (-3, 3), (3, -3), (3, 3)])  # where a ramp ends
limit = abs(contributions(corners)).max()
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), subplot_kw={"projection": "3d"})
for k, ax in enumerate(axes):
    ad.plots.surface(ax, lambda P, k=k: contributions(P)[:, k], X, y, limit=limit)
    ax.set(title=f"unit {k + 1}", zlim=(-limit, limit))
    ax.set_label(f"Unit {k + 1}: {ax.get_label()}")

# %%
# Unit 1 is almost level: its ramp is there, but barely visible at this scale.
# Unit 2 pulls one corner down. In numbers, from the lowest to the highest
# contribution in the picture:

at_corners = contributions(corners)
# fold: print the range of each unit, and check it
for k, row in enumerate(at_corners.T, start=1):
    print(f"unit {k}: from {row.min() + 0:+7.3f} to {row.max() + 0:+7.3f}")
assert abs(at_corners[:, 0]).max() < abs(at_corners[:, 1]).max() / 10
assert at_corners[1, 1] < 10 * at_corners[[0, 2, 3], 1].min()

# %%
# The equation of unit 2 has, as every unit's, its own bias:

print(ad.equations(net, values=True, unit=1))

# %%
# All five, on one scale
# ----------------------
# Maps now, read like the map of the whole. Each bends along its crease and nowhere
# else. The last picture is the output bias: the same everywhere, it lifts the whole
# landscape.


# fold: draw the parts
def parts(P):
    return np.column_stack((contributions(P), np.full(len(P), c)))


names = [*(f"unit {k}" for k in range(1, 6)), "output bias"]
fig, axes = plt.subplots(3, 2, figsize=(5, 6.4), sharex=True, sharey=True)
for k, (ax, name) in enumerate(zip(axes.flat, names)):
    mesh = ad.plots.height_map(ax, lambda P, k=k: parts(P)[:, k], X, y, limit=limit)
    ax.set_title(name)
    ax.set_label(f"{name.capitalize()}: {ax.get_label()}")
    ax.label_outer()
fig.colorbar(mesh, ax=axes, label="contribution to the logit")
assert c > 0

# %%
# .. playground:: tent
#
#    .. image:: /tutorial/images/sphx_glr_units_001.webp
#
# The parts make the whole
# ------------------------
# Start with the bias and add the contributions in their order: that is the logit,
# not nearly but to the last bit, because the network adds in the same order.

# fold: add up the parts at many points, and compare
grid = np.stack(np.meshgrid(*[np.linspace(-3, 3, 61)] * 2), axis=-1).reshape(-1, 2)
total = np.full(len(grid), c)
for contribution in contributions(grid).T:
    total = total + contribution
logits = net(grid)[:, 0]
print("points compared:", len(grid), " differences:", (total != logits).sum())
assert (total == logits).all()
assert (abs(total - c - logits) > c / 2).all()
ad.plots.show()

# %%
# To remember
# -----------
# * A ReLU unit is level on one side of its crease and a ramp on the other.
# * The logit is the output bias plus the ramps. Leave the bias out, and no sum is
#   right.
#
# Next, :doc:`weights`: how the parts decide the four answers.
