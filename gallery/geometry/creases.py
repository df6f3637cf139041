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

.. playground:: wandering

   .. image:: /geometry/images/sphx_glr_creases_001.svg
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
# ReLU is zero, so no step gets a share from there for this unit. This one is off at
# every point from the start, so it never has a step.

dead = np.array([crease.dead for crease in ad.creases(start, X=X)])
assert dead.sum() == 1
assert (before[:, dead] == after[:, dead]).all()
assert (before[:, ~dead] != after[:, ~dead]).all()

# %%
# How they move
# -------------
# Choose an epoch, or let them run. Nothing moves unless you ask for it, and
# choosing an epoch stops it. The number of a unit stands on the side on which the
# unit is on. The pictures show the square from −3 to 3; each is a few lines of SVG,
# from what ``ad.creases`` returns.


class Frames:
    """Pictures of which this page shows one at a time, and a terminal the words."""

    def __init__(self, pictures):
        self.pictures = pictures

    def __str__(self):
        return "\n".join(words for words, _ in self.pictures.values())

    def _repr_html_(self):
        choice = '<label{}><input type="radio" name="epoch"{}> {}</label>'
        html = choice.format(' class="play"', "", "run")
        for k, (epoch, (_, svg)) in enumerate(self.pictures.items()):
            html += choice.format("", "" if k else " checked", epoch)
            html += svg.replace("<svg", f'<svg style="--frame: {k}"')
        return f'<div class="frames" role="group" aria-label="Epoch">{html}</div>'


POINTS = """<path fill="#1f70b8" d="M1 -1m-.1 0a.1 .1 0 1 0 .2 0a.1 .1 0 1 0 -.2 0
M0 0m-.1 0a.1 .1 0 1 0 .2 0a.1 .1 0 1 0 -.2 0"/>
<path fill="#c8590c" d="M.9 -.1h.2v.2h-.2zM-.1 -1.1h.2v.2h-.2z"/>"""


def picture(net, epoch):
    lines, told = "", []
    for k, (segment, normal, sign, dead) in enumerate(ad.creases(net, X=X), 1):
        (a, b), (c, d) = segment * (1, -1)  # in SVG the second axis points down
        x, y = (0.15 * segment[0] + 0.85 * segment[1] + 0.3 * normal) * (1, -1)
        colour = "#868b90" if dead else "#1f70b8" if sign > 0 else "#c8590c"
        dashes = "0 .1" if dead else "none" if sign > 0 else ".2 .1"
        lines += f'<path stroke="{colour}" stroke-dasharray="{dashes}" '
        lines += f'd="M{a:.2f} {b:.2f}L{c:.2f} {d:.2f}"/>'
        lines += (
            f'<text x="{x:.2f}" y="{y + 0.1:.2f}" fill="currentColor">{k}</text>'
        )
        told.append(f"unit {k} from ({a:.2f}, {-b:.2f}) to ({c:.2f}, {-d:.2f})")
    words = f"Epoch {epoch}. Creases: {', '.join(told)}."
    svg = (
        f'<svg viewBox="-3 -3 6 6" width="320" role="img" aria-label="{words}" '
        'fill="none" stroke-width=".05" stroke-linecap="round" '
        f'text-anchor="middle" font-size=".32">{lines}{POINTS}</svg>'
    )
    return words, svg


print(Frames({epoch: picture(net, epoch) for epoch, net in run.snapshots.items()}))

# %%
# They turn fastest in the first two epochs, and slowest in the last ten:

path = np.array([places(run.snapshots[n])[0] for n in epochs])
turned = abs(np.diff(path, axis=0)).sum(axis=1) / np.diff(epochs)
for first, last, angle in zip(epochs, epochs[1:], turned):
    print(
        f"epochs {first:2} to {last:2}: {angle:5.1f} degrees per epoch, all units"
    )
assert turned[:2].min() > 2 * turned[2:].max()
assert turned.argmin() == len(turned) - 1
ad.plots.show()

# %%
# To remember
# -----------
# * A unit switches along a straight line, its crease; weights and bias say where.
# * At first all creases pass through the origin; training turns and moves them.
# * A unit that is off at all points from the start doesn't move.
#
# Next, :doc:`flat_pieces`: what lies between the creases.
