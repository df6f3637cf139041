"""
Creases: where units switch, and how training moves them
========================================================

What this page shows: the line along which each unit switches, before training,
after it and in between. What you need: :doc:`/tutorial/units`. Reading time: five
minutes.

A ReLU unit is on where its **pre-activation** :math:`h_k = b_k + w_{1k} x_1 +
w_{2k} x_2` is positive, and off elsewhere. Between the two runs a straight line,
its **crease**. Where that line lies follows from weights and bias; nothing has to
be sampled.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
epochs = (0, 1, 2, 5, 10, 15, 20, 30, 40, 50)
run = ad.train(start, X, y, seed=0, snapshots=epochs)

# %%
# Five lines
# ----------
# On the left the network before training, on the right after it. The arrow of a
# line points to the side on which its unit is on. Solid blue lines belong to a
# positive output weight, dashed red ones to a negative. The dotted grey one belongs
# to a **dead** unit, which is off at all four points.

fig, axes = plt.subplots(1, 2, figsize=(7, 3.9), sharey=True)
for ax, net, name in zip(axes, (start, run.network), ("Before", "After")):
    ad.plots.creases(ax, net, X)
    told = ax.get_label()
    ad.plots.points(ax, X, y)
    ax.set(title=f"{name} training", aspect="equal")
    ax.set_label(f"{name} training. {told}")
    ax.label_outer()

# %%
# Two numbers place a line. One is its direction, here the angle of its arrow in
# degrees, counted from the :math:`x_1` axis. The other is its distance from the
# origin,
#
# .. math:: \frac{|b_k|}{\sqrt{w_{1k}^2 + w_{2k}^2}}.
#
# Biases start at zero, so at first all lines pass through the origin. Training
# turns them and moves them away; it may also change the sign of an output weight.


def places(net):
    (W, v), (b, _) = net.weights, net.biases
    angles = np.degrees(np.arctan2(W[1], W[0]))
    return np.stack((angles, abs(b) / np.sqrt((W * W).sum(axis=0)), v[:, 0]))


before, after = places(start), places(run.network)
print("          angle           distance       output weight")
for k, numbers in enumerate(np.stack((before, after), axis=1).T, 1):
    (a0, a1), (d0, d1), (v0, v1) = numbers.T
    print(f"unit {k} {a0:4.0f} → {a1:4.0f}", end="")
    print(f"   {d0:.3f} → {d1:.3f}   {v0:+.2f} → {v1:+.2f}")
assert not before[1].any()
assert (np.sign(before[2]) != np.sign(after[2])).any()

# %%
# The dead unit has not moved at all. At a point where a unit is off, the slope of
# ReLU is zero, so the step that training takes there leaves the unit alone. This
# one is off at every point, so it is left alone always.

dead = np.array([crease.dead for crease in ad.creases(start, X=X)])
assert dead.sum() == 1
assert (before[:, dead] == after[:, dead]).all()
assert (before[:, ~dead] != after[:, ~dead]).all()

# %%
# How they move
# -------------
# Choose an epoch, or let them run. Nothing moves unless you ask for it, and
# choosing an epoch stops it. The pictures are drawn from what ``ad.creases``
# returns.


class Frames:
    """Pictures of which the page shows one at a time; without its styles, all."""

    def __init__(self, pictures):
        self.pictures = pictures

    def _repr_html_(self):
        html = '<label class="play"><input type="radio" name="epoch">run</label>'
        for k, (epoch, picture) in enumerate(self.pictures.items()):
            checked = "" if k else " checked"
            html += (
                f'<label><input type="radio" name="epoch"{checked}>{epoch}</label>'
            )
            html += picture.replace("<svg", f'<svg style="--frame:{k}"', 1)
        return f'<div class="frames" role="group" aria-label="Epoch">{html}</div>'


def picture(net, epoch):
    marks, told = "", []
    for k, (segment, normal, sign, dead) in enumerate(ad.creases(net, X=X), 1):
        middle, ((x1, y1), (x2, y2)) = segment.mean(axis=0), segment
        (x3, y3), (x4, y4), (x5, y5) = (middle + s * normal for s in (0, 0.4, 0.7))
        colour = "#808890" if dead else "#4393c3" if sign > 0 else "#d6604d"
        dashes = "0 .1" if dead else ".2 .1" if sign < 0 else "none"
        marks += f'<g stroke="{colour}"><path stroke-dasharray="{dashes}" '
        marks += f'd="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"/>'
        marks += f'<path d="M{x3:.2f} {y3:.2f}L{x4:.2f} {y4:.2f}"/></g>'
        marks += f'<circle cx="{x4:.2f}" cy="{y4:.2f}" r=".06" fill="{colour}"/>'
        flip = f"translate({x5:.2f} {y5 - 0.1:.2f})scale(1 -1)"
        marks += f'<text transform="{flip}" fill="currentColor">{k}</text>'
        told.append(f"unit {k} from ({x1:.2f}, {y1:.2f}) to ({x2:.2f}, {y2:.2f})")
    for p, q in X:  # class 1 is a circle, class 0 a square
        marks += f'<circle cx="{p}" cy="{q}" r=".13" fill="#4393c3"/>' * int(p == q)
        square = f"M{p - 0.11:.2f} {q - 0.11:.2f}h.22v.22h-.22z"
        marks += f'<path d="{square}" fill="#d6604d"/>' * int(p != q)
    words = f"Epoch {epoch}. Creases: {', '.join(told)}."
    return (
        f'<svg viewBox="-3 -3 6 6" width="320" role="img" aria-label="{words}">'
        '<g transform="scale(1 -1)" fill="none" stroke-width=".05" '
        f'stroke-linecap="round">{marks}</g></svg>'
    )


Frames({epoch: picture(net, epoch) for epoch, net in run.snapshots.items()})
