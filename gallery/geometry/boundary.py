"""
The decision boundary is straight and bends only at creases
===========================================================

.. about:: The boundary
   :minutes: 5
   :needs: :doc:`flat_pieces`

The **decision boundary** is where the logit is zero, so that the class changes. On
a flat piece the logit is :math:`g_1 x_1 + g_2 x_2 + o`, which is zero along a
straight line: the boundary can bend only where it leaves the piece, on a crease.
"""

# fold: import the libraries
import warnings
from itertools import pairwise

import contourpy
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Segment by segment
# ------------------

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
segments = ad.decision_boundary(net)
# fold: draw the boundary over the creases, and list its segments
fig, ax = plt.subplots(figsize=(5.4, 4.8))
creases = ad.plots.creases(ax, net)
creases.set(alpha=0.5, linewidth=1.2)
line = ad.plots.boundary(ax, net)
line.set(color="#15181c", linewidth=2.5)
told = ax.get_label()
ad.plots.points(ax, X, y)
ax.set(title="The boundary bends at creases only", aspect="equal")
ax.set_label(told)
fig.set_label("Between the two thick lines lies the band of class 1.")
lines, rows = 0, []
for k, (here, there) in enumerate(segments):
    lines += k == 0 or (here != segments[k - 1][1]).any()
    ends = ("({:+.3f}, {:+.3f})".format(*end) for end in (here, there))
    rows.append((f"{lines}", *ends))
assert lines == 2
print(ad.table("The boundary, segment by segment", ("line", "from", "to"), rows))

# %%
# ``ad.decision_boundary`` returns the segments in order along each line. Where one
# ends and the next begins, some unit's pre-activation is zero, up to rounding. In
# the middle of a segment none is:

# fold: look for pre-activations of zero
bends = [
    here for (_, here), (there, _) in pairwise(segments) if (here == there).all()
]
at_bends = abs(net.forward(bends).pre_activations[0]).min(axis=1)
elsewhere = abs(net.forward(segments.mean(axis=1)).pre_activations[0])
print(f"at {len(bends)} bends, the pre-activation nearest to zero: ", end="")
print(f"at most {at_bends.max():.0e}")
print(f"in the middles: at least {elsewhere.min():.0e}")
assert len(bends) == len(segments) - 2
assert at_bends.max() < 1e-14
assert elsewhere.min() > 1e-4

# %%
# .. predict:: Plots draw the boundary from a grid. Where does that go wrong?
#    :right: 2
#
#    Everywhere a little
#       Inside a flat piece the logit is one plane, and filling in between the
#       points of a grid is exact there.
#    Where a crease runs through a cell
#       There the surface has an edge, and the grid cuts the corner.
#    Nowhere, if the grid is fine
#       The error shrinks, but no grid here gets it down to zero.
#
# A grid cuts corners
# -------------------
# The usual way is to compute the logit on a grid and draw a **contour line**: in
# each cell, a short segment between points on its edges where the logit seems to be
# zero. Where no crease runs through the cell, that is right. Elsewhere it cuts the
# corner.


# fold: draw the contour lines of two grids
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
fig.set_label("Dots and their line come from the grid; the thick line is exact.")

# %%
# At every point of a contour line the logit should be zero. Here is the largest
# logit that there is instead. It can grow on the way to a finer grid, since it
# depends on where the creases cross the cells; in the end it falls, but never to
# zero:

# fold: measure five grids and the exact segments
errors = {
    n: max(abs(net(p)).max() for p in contour(n)) for n in (13, 31, 61, 121, 241)
}
ours = abs(net(segments.reshape(-1, 2))).max()
rows = [(f"{n} × {n}", f"{error:.4f}") for n, error in errors.items()]
rows.append(("exact segments", "below 1e-14"))
assert ours < 1e-14
assert min(errors.values()) > 1e-3
assert errors[31] > errors[13] > 3 * errors[241]
print(ad.table("The largest logit on the line", ("grid", "logit"), rows))

# %%
# A region without an answer
# --------------------------
# A whole piece may lie at zero. Here is a network set up by hand without an output
# bias; where both its units are off, it is zero. That is no line, so no segment
# shows it. The function says so, and ``ad.flat_regions`` returns the piece:

weights = [[1, 1], [1, 1]], [[-1], [2]]
tent = ad.Network(weights, biases=([0, -1], [0]))
(flat,) = ad.flat_regions(tent)
# fold: print the warning and the piece
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    ad.decision_boundary(tent)
print(told[0].message)
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
# * A whole region may lie at zero; then the network says nothing there.
#
# Next, :doc:`hidden_space`: where the boundary is one straight line.
