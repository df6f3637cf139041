"""
The surface is a handful of polygons, and a grid blurs their edges
==================================================================

.. about:: The surface in pieces
   :minutes: 4
   :needs: :doc:`flat_pieces`

A ReLU network with one hidden layer *is* a few flat polygons, and their corners can
be computed. Pictures of networks are usually drawn from a grid instead, which gets
every edge wrong.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Sixteen pieces
# --------------

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
regions = ad.regions(net)
# fold: draw the surface from its pieces
fig, ax = plt.subplots(figsize=(6.4, 4.8), subplot_kw={"projection": "3d"})
ad.plots.facets(ax, net, X, y)
ax.set(title="The logit, piece by piece", zlabel="logit")
fig.set_label(
    "Each piece has the colour of its mean height; the thick line is at zero."
)
assert len(regions) == 16

# %%
# Edges between pieces lie over creases. Neighbours meet without a step, since a
# unit adds nothing at the moment it switches: at a shared corner all formulas give
# one height, up to rounding.

# fold: compare the heights at shared corners
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
# The slopes of a piece in :math:`x_1` and :math:`x_2` together are an arrow that
# points uphill. Its length says how steep the piece is; one piece is level.

# fold: list the pieces from steep to level
steepness = [float(np.sqrt((r.gradient * r.gradient).sum())) for r in regions]
rows = []
for k in sorted(range(16), key=steepness.__getitem__, reverse=True):
    units = " ".join(str(unit + 1) for unit in np.flatnonzero(regions[k].pattern))
    rows.append((units or "none", f"{steepness[k]:.3f}"))
assert min(steepness) == 0
assert (np.array(steepness) > 1).sum() > 8
print(ad.table("The pieces, from steep to level", ("units on", "steepness"), rows))

# %%
# .. predict:: A plot from a grid of many small faces: where is it wrong?
#    :right: 3
#
#    Far from the four points
#       Distance to the points makes no difference to a drawing.
#    Where the surface is steep
#       A steep piece is still flat, and a grid draws flat pieces exactly.
#    Along the creases
#       There the surface has an edge, and a face of the grid runs right across it.
#
# What a grid does
# ----------------
# A grid takes the height at its points and fills in between. Inside a piece that is
# right. Over a crease it puts a small face of its own where the surface has an
# edge. Here is the error in the middle of each cell, where a grid can only average
# the four points around:


# fold: measure and draw the error of a grid
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
ad.plots.creases(ax, net).set(color="#15181c", linewidth=0.8)
ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal", xlim=(-3, 3), ylim=(-3, 3))
ax.set_title(f"{errors.size} faces, wrong along the creases")
exact = (errors < 1e-12).mean()
ax.set_label(
    f"Error of a grid of {errors.size} faces: up to {errors.max():.2g} "
    f"along creases, none in {100 * exact:.0f} % of the faces."
)
fig.set_label(
    "Light cells are exact; every dark one has a crease running through it."
)
on = net.forward(np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2))
on = (on.pre_activations[0] > 0).reshape(31, 31, 5)
corners = np.stack((on[1:, 1:], on[1:, :-1], on[:-1, 1:], on[:-1, :-1]))
assert (errors[(corners == corners[0]).all(axis=(0, -1))] < 1e-12).all()
rows = [
    (f"{(n - 1) ** 2:,} faces", f"{grid_errors(n).max():.3f}")
    for n in (31, 61, 121)
]
rows.append((f"{len(regions)} pieces", "0"))
assert exact > 0.5
assert errors.max() > 0.1
print(ad.table("The largest error", ("surface", "error"), rows))

# %%
# Two other shapes
# ----------------
# A new network has biases of zero, so all its creases meet at the origin and its
# ten pieces are wedges with their tips there: go twice as far from the origin, and
# the height doubles. Beside it is a network set up by hand that solves the task
# with three pieces.

weights = [[1, 1], [1, 1]], [[-1], [2]]
tent = ad.Network(weights, biases=([0, -1], [0.5]))
# fold: draw both
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), subplot_kw={"projection": "3d"})
for ax, which, name in zip(axes, (start, tent), ("before training", "by hand")):
    ad.plots.facets(ax, which, X, y)
    ax.set_title(f"{len(ad.regions(which))} pieces {name}", y=0.97)
    ax.set_label(f"{name.capitalize()}: {ax.get_label()}")
fig.set_label(
    "Ten wedges meet at the origin; a roof of three pieces solves the task."
)
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
# * Before training the pieces are wedges that meet at the origin.
#
# Next, :doc:`counting`: how many a network has, and whether more of them help.
