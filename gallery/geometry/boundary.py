"""
The boundary: straight, and bent only at creases
================================================

What this page shows: the decision boundary as a list of segments, what a grid makes
of it, and what happens where a whole region is undecided. What you need:
:doc:`flat_pieces`. Reading time: five minutes.

The **decision boundary** is where the logit is zero, so that the class changes. On
a flat piece the logit is :math:`g_1 x_1 + g_2 x_2 + o`, and that is zero on a
straight line. So the boundary goes straight through each piece and can bend only
where it leaves it, on a crease.
"""

import warnings
from itertools import pairwise

import contourpy
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
net = ad.train(ad.Network.initialized((2, 5, 1), seed=0), X, y, seed=0).network

# %%
# Segment by segment
# ------------------
# ``ad.decision_boundary`` returns the segments, in order along each line:

segments = ad.decision_boundary(net)
previous = None
for start, end in segments:
    if previous is None or (start != previous).any():
        print("a new line")
    print("  from ({:+.3f}, {:+.3f}) to ({:+.3f}, {:+.3f})".format(*start, *end))
    previous = end

# %%
# Two lines, with the band of class 1 between them. Drawn over the creases:

fig, ax = plt.subplots(figsize=(5.4, 4.8))
creases = ad.plots.creases(ax, net)
creases.set(alpha=0.5, linewidth=1.2)
line = ad.plots.boundary(ax, net)
line.set(color="#15181c", linewidth=2.5)
told = ax.get_label()
ad.plots.points(ax, X, y)
ax.set(title="The boundary bends at creases only", aspect="equal")
ax.set_label(told)

# %%
# Where one segment of a line ends and the next begins, some unit's pre-activation
# is zero, up to rounding. In the middle of a segment none is:

ends = [
    here for (_, here), (there, _) in pairwise(segments) if (here == there).all()
]
at_bends = abs(net.forward(ends).pre_activations[0]).min(axis=1)
elsewhere = abs(net.forward(segments.mean(axis=1)).pre_activations[0])
print(
    f"{len(ends)} bends; the nearest pre-activation is {at_bends.max():.0e} at most"
)
print(f"in the middles it is {elsewhere.min():.0e} at least")
assert len(ends) == len(segments) - 2
assert at_bends.max() < 1e-14
assert elsewhere.min() > 1e-4

# %%
# Against a grid
# --------------
# The usual way is to compute the logit on a grid and to draw a **contour line**: in
# each cell of the grid, a short segment between points on its edges at which the
# logit seems to be zero. Where no crease runs through the cell, that is right.
# Elsewhere it cuts the corner.


def contour(count):
    ticks = np.linspace(-3, 3, count)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    heights = net(plane).reshape(count, count)
    return contourpy.contour_generator(ticks, ticks, heights).lines(0.0)


view = (0.1, 0.5, -0.2, 0.2)  # around two of the bends
fig, axes = plt.subplots(1, 2, figsize=(7, 3.9), sharey=True)
for ax, count in zip(axes, (13, 31)):
    lines = contour(count)
    for points in lines:
        ax.plot(*points.T, "o-", color="#15181c", markersize=5, lw=1.5, zorder=3)
    ad.plots.boundary(ax, net, box=view).set(color="#15181c", linewidth=2)
    error = max(abs(net(points)).max() for points in lines)
    ax.set_title(f"a grid of {count} × {count}")
    ax.set_label(
        f"Contour line of a grid of {count} × {count} beside the exact boundary: "
        f"its points have logits of up to {error:.2g}."
    )
    ax.label_outer()

# %%
# The line without dots is exact, the other comes from the grid in the title. Here
# is the largest logit at the points that each grid gives, which should be zero. It
# can grow on the way to a finer grid, as it depends on where the creases cross the
# cells; in the end it falls, and it is never zero:

errors = []
for count in (13, 31, 61, 121, 241):
    errors.append(max(abs(net(p)).max() for p in contour(count)))
    print(f"grid of {count:3} × {count:3}: {errors[-1]:.4f}")
ours = abs(net(segments.reshape(-1, 2))).max()
print("exact segments below 1e-14:", ours < 1e-14)
assert ours < 1e-14
assert min(errors) > 1e-3
assert errors[1] > errors[0] > 3 * errors[-1]

# %%
# A region without an answer
# --------------------------
# A whole piece may lie at zero. The network by hand from :doc:`/training/width`,
# taken without its output bias, is an example: where both its units are off, it is
# zero. That is no line, so no segment shows it. The function says so, and
# ``ad.flat_regions`` returns the piece:

tent = ad.Network(([[1, 1], [1, 1]], [[-1], [2]]), ([0, -1], [0]))
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    ad.decision_boundary(tent)
print(told[0].message)
(flat,) = ad.flat_regions(tent)
print("its corners:", *map(tuple, flat.polygon.tolist()))
lifted = ad.Network(tent.weights, (tent.biases[0], [0.5]))
print("with output bias one half:", len(ad.flat_regions(lifted)), "such regions")
assert not flat.pattern.any()
assert (tent(flat.polygon) == 0).all()
ad.plots.show()

# %%
# To remember
# -----------
# * On each flat piece the boundary is a straight segment; it bends at creases only.
# * The segments can be computed. A grid only comes near them.
# * A region may lie at zero as a whole; then the network says nothing there.
#
# Next, :doc:`hidden_space`: where the boundary is one straight line.
