"""
The landscape is a constant plus five ramps
===========================================

.. about:: One unit at a time
   :minutes: 6
   :needs: :doc:`surface`

.. playground:: sum

   .. image:: /tutorial/images/sphx_glr_units_001.webp

The parts of the sum over the plane, the whole from above, and the same sum at one
point. Leave a part out, or choose another point.

A ReLU unit is level on one side of a straight line, its **crease**, and a **ramp**
on the other. Add the five ramps to the output bias and nothing is missing: that is
the network, to the last bit.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# All parts, on one scale
# -----------------------
# What unit :math:`k` adds to the logit is its **contribution**: its activation
# times its output weight, :math:`u_k = v_k \operatorname{relu}(h_k)`. Each
# contribution bends along one crease and nowhere else. The output bias is the same
# everywhere and lifts the whole landscape.

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
v, c = net.weights[1][:, 0], net.biases[1][0]
# fold: draw the contributions and the output bias


def contributions(P):
    return net.forward(P).activations[0] * v


def parts(P):
    return np.column_stack((contributions(P), np.full(len(P), c)))


corners = np.array([(-3, -3), (-3, 3), (3, -3), (3, 3)])  # where a ramp ends
limit = abs(contributions(corners)).max()
names = [*(f"unit {k}" for k in range(1, 6)), "output bias"]
fig, axes = plt.subplots(2, 3, figsize=(8, 5.2), sharex=True, sharey=True)
for k, (ax, name) in enumerate(zip(axes.flat, names)):
    mesh = ad.plots.height_map(ax, lambda P, k=k: parts(P)[:, k], X, y, limit=limit)
    ax.set_title(name)
    ax.set_label(f"{name.capitalize()}: {ax.get_label()}")
    ax.label_outer()
fig.colorbar(mesh, ax=axes, label="contribution to the logit")
fig.set_label(
    "Each unit tilts one side of its crease; the bias lifts everything alike."
)
assert c > 0
assert v[1] < 0
assert v[4] < 0
assert (contributions(X[[0, 3]]) >= 0).all()
assert not contributions(X[3:]).any()

# %%
# .. predict:: Which part of the sum keeps both circles above zero?
#    :right: 1
#
#    The output bias
#       It is positive and lifts all points alike, no unit pulls a circle down, and
#       at (0, 0) there is nothing else.
#    Unit 2
#       Its map is orange where it is not white: it can only pull down.
#    Unit 5
#       It pulls one of the squares down. It lifts nothing.
#
# One ramp
# --------
# On one side of the crease :math:`h_k` is negative, and the unit adds nothing. On
# the other side the unit adds a plane. The crease itself is where :math:`h_k = 0`.
# For unit 1, in letters:

print(ad.equations(net, unit=0))

# %%
# and in this network's numbers:

print(ad.equations(net, values=True, unit=0))

# %%
# Unit 2 has, like every unit, its own bias:

print(ad.equations(net, values=True, unit=1))

# %%
# Two ramps are enough for a tent. Drag their creases:
#
# .. playground:: tent
#
#    .. image:: /tutorial/images/sphx_glr_units_002.webp
#
# In this network, unit 1 is almost level: its ramp is barely visible at this scale.
# Unit 2 pulls one corner down. These are the lowest and the highest contribution of
# each unit in the picture:

# fold: draw the two ramps, and print the ends of all five
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), subplot_kw={"projection": "3d"})
for k, ax in enumerate(axes):
    ad.plots.surface(ax, lambda P, k=k: contributions(P)[:, k], X, y, limit=limit)
    ax.set(title=f"unit {k + 1}", zlim=(-limit, limit))
    ax.set_label(f"Unit {k + 1}: {ax.get_label()}")
fig.set_label(
    "Unit 1 hardly leaves zero; unit 2 is a ramp that falls to one corner."
)
at_corners = contributions(corners)
assert abs(at_corners[:, 0]).max() < abs(at_corners[:, 1]).max() / 10
assert at_corners[1, 1] < 10 * at_corners[[0, 2, 3], 1].min()
rows = [
    (f"unit {k}", f"{row.min() + 0:+.3f}", f"{row.max() + 0:+.3f}")
    for k, row in enumerate(at_corners.T, start=1)
]
print(ad.table("Contributions in the picture", ("", "lowest", "highest"), rows))

# %%
# The parts make the whole
# ------------------------
# Start with the bias and add the contributions in their order. The result is the
# logit, not nearly but to the last bit, because the network adds in the same order.

x1, x2 = np.meshgrid(*[np.linspace(-3, 3, 61)] * 2)
grid = np.column_stack((x1.ravel(), x2.ravel()))
total = np.full(len(grid), c)
for contribution in contributions(grid).T:
    total = total + contribution
# fold: compare it with the network
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
