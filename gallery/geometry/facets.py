"""
The surface: a few flat pieces, nothing else
============================================

What this page shows: the network as a landscape put together from its flat pieces,
what a grid does to such a landscape, and its shape before training. What you need:
:doc:`flat_pieces`. Reading time: four minutes.

Pictures of a network's output are usually drawn from a grid: many small faces that
follow the surface more or less. A ReLU network with one hidden layer needs no such
thing. Its surface *is* a handful of polygons, and their corners can be computed.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network

# %%
# Sixteen pieces
# --------------
# Each piece is one plane, tilted or level, and has one colour: that of its mean
# height. Edges between pieces lie over creases. The black line is at height zero:
# the decision boundary.

fig, ax = plt.subplots(figsize=(6.4, 4.8), subplot_kw={"projection": "3d"})
ad.plots.facets(ax, net, X, y)
ax.set(title="The logit, piece by piece", zlabel="logit")
regions = ad.regions(net)
assert len(regions) == 16

# %%
# The slopes of a piece in :math:`x_1` and :math:`x_2` are an arrow that points
# uphill in the plane, and its length says how steep the piece is. From the steepest
# to the most level, with the units that are on:

steepness = [float(np.sqrt((r.gradient * r.gradient).sum())) for r in regions]
for k in sorted(range(16), key=steepness.__getitem__, reverse=True):
    units = " ".join(str(unit + 1) for unit in np.flatnonzero(regions[k].pattern))
    print(f"steepness {steepness[k]:.3f}   units on: {units or 'none'}")
assert min(steepness) == 0
assert (np.array(steepness) > 1).sum() > 8

# %%
# Neighbours meet without a step, since a unit adds nothing at the moment it
# switches: at a shared corner both formulas give one height, up to rounding.

heights = {}
for polygon, _, gradient, offset in regions:
    for corner in polygon:
        height = gradient[0] * corner[0] + gradient[1] * corner[1] + offset
        heights.setdefault(tuple(corner), []).append(height)
shared = [values for values in heights.values() if len(values) > 1]
print(len(shared), "corners belong to several pieces")
print("largest step below 1e-13:", max(max(v) - min(v) for v in shared) < 1e-13)
assert max(max(v) - min(v) for v in shared) < 1e-13

# %%
# What a grid does
# ----------------
# A grid takes the height at its points and fills in between. Inside a piece that is
# right. Over a crease it puts a small face of its own where the surface has an
# edge. So the error of a grid sits along the creases. Here it is, in the middles of
# the cells, where a grid can only take the mean of the four points around:


def grid_errors(count):
    ticks = np.linspace(-3, 3, count)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1)
    z = net(plane.reshape(-1, 2)).reshape(count, count)
    filled = (z[1:, 1:] + z[1:, :-1] + z[:-1, 1:] + z[:-1, :-1]) / 4
    middles = (plane[1:, 1:] + plane[:-1, :-1]) / 2
    truth = net(middles.reshape(-1, 2)).reshape(count - 1, count - 1)
    return abs(filled - truth)


errors = grid_errors(31)
fig, ax = plt.subplots(figsize=(5.4, 4.4))
ticks = np.linspace(-3, 3, 31)
mesh = ax.pcolormesh(ticks, ticks, errors, cmap=ad.plots.SHADES, rasterized=True)
fig.colorbar(mesh, label="error of the logit")
for crease in ad.creases(net):
    ax.plot(*crease.segment.T, color="black", lw=0.8)
ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal", xlim=(-3, 3), ylim=(-3, 3))
ax.set_title(f"{errors.size} faces, wrong along the creases")
exact = (errors < 1e-12).mean()
ax.set_label(
    f"Error of a grid of {errors.size} faces: up to {errors.max():.2g} "
    f"along creases, none in {100 * exact:.0f} % of the faces."
)
for count in (31, 61, 121):
    print(f"{(count - 1) ** 2:6} faces: error up to {grid_errors(count).max():.3f}")
print(f"{len(regions):6} pieces: none")
assert exact > 0.5
assert errors.max() > 0.1

# %%
# Before training
# ---------------
# A new network has biases of zero, so all its creases meet in the origin and its
# ten pieces are wedges with their tips there. Walk out from the origin along any
# ray, and the height grows in proportion. On the right the network by hand from
# :doc:`hidden_space`, which solves the task with three pieces.

tent = ad.Network(weights=([[1, 1], [1, 1]], [[-1], [2]]), biases=([0, -1], [0.5]))
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), subplot_kw={"projection": "3d"})
for ax, which, name in zip(axes, (start, tent), ("before training", "by hand")):
    ad.plots.facets(ax, which, X, y)
    ax.set_title(f"{len(ad.regions(which))} pieces {name}", y=0.97)
    ax.set_label(f"{name.capitalize()}: {ax.get_label()}")
random = np.random.default_rng(0)
points = random.uniform(-3, 3, (100, 2))
assert (start(2 * points) == 2 * start(points)).all()
assert abs(net(2 * points) - 2 * net(points)).min() > 0.01
assert len(ad.regions(start)) == 10
assert len(ad.regions(tent)) == 3
assert ad.classify(tent, X, y).success
ad.plots.show()

# %%
# To remember
# -----------
# * The surface of a ReLU network with one hidden layer is a handful of flat pieces,
#   joined without steps.
# * A grid is right inside the pieces and wrong along their edges.
# * Before training the pieces are wedges that meet in the origin.
#
# Next, :doc:`counting`: how many pieces a network has.
