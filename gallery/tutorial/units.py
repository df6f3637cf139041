"""
5. One unit at a time: the landscape taken apart
================================================

What this chapter shows: what each unit adds to the logit, and that the parts make
the whole. What you need: :doc:`surface`. Reading time: six minutes.
"""

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
# What unit :math:`k` adds to the logit is its activation times its output weight,
# :math:`u_k = v_k \operatorname{relu}(h_k)`. Where :math:`h_k` is negative that is
# nothing; where it is positive, a ramp. Between the two lies a straight line, the
# **crease**, on which :math:`h_k = 0`. With letters, for unit 1:

ad.equations(net, unit=0)

# %%
# and with this network's numbers:

ad.equations(net, values=True, unit=0)

# %%
# In code, for all units at once:


def shares(P):
    return net.forward(P).activations[0] * v


def draw(ax, k, limit):
    ad.plots.surface(ax, lambda P: shares(P)[:, k], X, y, limit=limit)
    ax.set(title=f"unit {k + 1}", zlim=(-limit, limit))


corners = np.array([(-3, -3), (-3, 3), (3, -3), (3, 3)])  # where a ramp ends
limit = abs(shares(corners)).max()
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), subplot_kw={"projection": "3d"})
for k, ax in enumerate(axes):
    draw(ax, k, limit)

# %%
# Unit 1 is almost level: its ramp is there, but on this scale hardly to be seen.
# Unit 2 cuts one corner away. Its equation has, as every unit's, its own bias:

reach = abs(shares(corners)).max(axis=0)
print("largest share within the picture:", *(f"{value:.3f}" for value in reach))
assert reach[0] < reach[1] / 10
ad.equations(net, values=True, unit=1)

# %%
# All five, on one scale
# ----------------------
# Maps now, read like the map of the whole. Each changes along its crease and
# nowhere else. The last picture is the output bias: the same everywhere, it lifts
# the whole landscape.

fig, axes = plt.subplots(2, 3, figsize=(7, 4.9), sharex=True, sharey=True)
for k, ax in enumerate(axes.flat[:5]):
    mesh = ad.plots.height_map(
        ax, lambda P, k=k: shares(P)[:, k], X, y, limit=limit
    )
    ax.set_title(f"unit {k + 1}")
ad.plots.height_map(axes.flat[5], lambda P: np.full(len(P), c), X, y, limit=limit)
axes.flat[5].set_title("output bias")
fig.colorbar(mesh, ax=axes, label="share of the logit")

# %%
# The parts make the whole
# ------------------------
# Start with the bias and add the shares in their order: that is the logit, not
# nearly but to the last bit, because the network adds in the same order.

grid = np.stack(np.meshgrid(*[np.linspace(-3, 3, 61)] * 2), axis=-1).reshape(-1, 2)
total = np.full(len(grid), c)
for share in shares(grid).T:
    total = total + share
print(
    "points compared:", len(grid), " differences:", (total != net(grid)[:, 0]).sum()
)
assert (total == net(grid)[:, 0]).all()

# %%
# To remember
# -----------
# * A ReLU unit is level on one side of its crease and a ramp on the other.
# * The logit is the output bias plus the ramps. Leave the bias out, and no sum is
#   right.
#
# Next, :doc:`weights`: how the parts decide the four answers.
