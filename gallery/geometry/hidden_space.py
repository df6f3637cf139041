"""
The hidden layer moves the points until one line parts them
===========================================================

.. about:: Hidden space
   :minutes: 8
   :needs: :doc:`boundary`

.. playground:: morph

   .. image:: /geometry/images/sphx_glr_hidden_space_001.svg

Slide from the plane to where two hidden units put it. The circles land on one
place, and a single straight line parts them from the squares.

The output of a network doesn't see the inputs. It sees the activations of the
hidden units and takes a weighted sum of them. Read the activations as coordinates:
each input becomes a point in a space with one axis per unit, the **hidden space**,
where the logit is zero on a straight line (for more than two units, on a plane).
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Two units, by hand
# ------------------
# With :math:`s = x_1 + x_2`, let one unit be relu(:math:`s`) and the other
# relu(:math:`s - 1`) :cite:p:`goodfellow2016` (its section 6.1 solves XOR like
# this; for XNOR the signs are swapped). Both points of class 0 have the same sum,
# so they land on one place. The points of class 1 land on two others.

X, y = ad.xnor()
weights = [[1, 1], [1, 1]], [[-1], [2]]
tent = ad.Network(weights, biases=([0, -1], [0.5]))
landed = tent.forward(X).activations[0]


# fold: draw the plane and the hidden space
def hidden(net, inputs):
    """Return the activations of the hidden units."""
    return net.forward(inputs).activations[0]


def grid(low, high, step):
    """Return the lines of a grid, each as many points."""
    fine = np.linspace(low, high, 241)
    lines = []
    for t in np.arange(low, high + step / 2, step):
        lines.append(np.column_stack((np.full(241, t), fine)))
        lines.append(np.column_stack((fine, np.full(241, t))))
    return lines


def draw(ax, places, lines, names=("activation of unit 1", "activation of unit 2")):
    """Draw the four points and the grid where they have landed."""
    for line, style in zip(lines, ("-", ":") * len(lines)):
        ax.plot(*line.T, style, color="#868b90", lw=0.8, zorder=1)
    ad.plots.points(ax, places, y)
    ax.set(aspect="equal", xlabel=names[0], ylabel=names[1])


def show(net, title):
    """Draw the plane and the hidden space, each with the line at logit 0."""
    low, high = -0.5, 1.5
    fig, axes = plt.subplots(1, 2, figsize=(7, 3.7))
    lines = grid(low, high, (high - low) / 12)
    draw(axes[0], X, lines, ("$x_1$", "$x_2$"))
    box = (low, high, low, high)
    ad.plots.boundary(axes[0], net, box=box).set(color="#15181c", lw=2.2)
    told = axes[0].get_label()
    draw(axes[1], hidden(net, X), [hidden(net, line) for line in lines])
    (v1, v2), (c,) = net.weights[1][:, 0], net.biases[1]
    frame = axes[1].axis()
    axes[1].axline((0, -c / v2), slope=-v1 / v2, color="#15181c", lw=2.2)
    axes[1].axis(frame)
    axes[0].set(title="the plane")
    axes[1].set(title="hidden space")
    axes[0].set_label(f"{title}, in the plane. {told}")
    axes[1].set_label(
        f"{title}, in hidden space. {axes[1].get_label()} "
        f"The logit is 0 on the line {v1:.2f} a₁ {v2:+.2f} a₂ {c:+.2f} = 0."
    )
    fig.set_label(
        "The thick lines are where the logit is zero: bent here, straight there."
    )


show(tent, "Two units by hand")
rows = [
    (f"({x1:.0f}, {x2:.0f})", f"{a1:.0f}", f"{a2:.0f}", f"{z:+.1f}")
    for (x1, x2), (a1, a2), (z,) in zip(X, landed, tent(X))
]
head = ("point", "unit 1", "unit 2", "logit")
assert (landed[1] == landed[2]).all()
assert ad.classify(tent, X, y).success
print(ad.table("Where the points land", head, rows))

# %%
# The plane needs two lines; hidden space needs one. Both units switch in the same
# direction, so the whole plane lands on one bent line.
#
# .. predict:: Two trained units solve the task. Do they work like the two by hand?
#    :right: 2
#
#    Yes, always
#       Some do. Most of them found another way.
#    Seldom: most do it another way
#       Most stand back to back: each square has a unit of its own.
#    No, never
#       Some do, the first successful seed among them.
#
# Two units, trained
# ------------------
# Training finds such a network now and then. Here is the first seed with which it
# does, and it is of the same kind. But its two units don't switch in quite the same
# direction, so where both are on, the grid stays a grid, if a narrow one. Where one
# is off, a whole piece of the plane lands on an axis; where both are off,
# everything lands on the origin.

seeds = range(300)
many = ad.Network.initialized((2, 2, 1), seed=seeds)
many = ad.train(many, X, y, seed=seeds).network
solved = np.flatnonzero(ad.classify(many, X, y).success)
# fold: draw the first that succeeds
first = int(solved[0])
show(many[first], f"Two units, seed {first}")
print(f"{len(solved)} of {len(seeds)} seeds solve the task with two units")
assert (hidden(many[first], X) >= 0).all()

# %%
# Most of those that succeed do something else. Their two units stand back to back,
# with weights that point in nearly opposite directions, and each square has a unit
# of its own. One side of the plane lands on the first axis, the other side on the
# second; the circles, from in between, land at or near the origin. That is half of
# a fold: only in the output, which takes both activations with the same sign, do
# the sides lie on each other.

# fold: find the others, and draw the first of them
(w1, w2), v = np.moveaxis(many.weights[0], 1, 0), many.weights[1][:, 0]
lengths = np.sqrt((w1**2).sum(axis=0) * (w2**2).sum(axis=0))
angles = np.degrees(np.arccos((w1 * w2).sum(axis=0) / lengths))
opposite = solved[angles[solved] > 90]
print(f"{len(opposite)} of the {len(solved)} that succeed stand back to back,")
print(f"at {angles[opposite].min():.0f} to {angles[opposite].max():.0f} degrees")
show(many[int(opposite[0])], f"Two units, seed {opposite[0]}")
assert len(opposite) > len(solved) / 2
assert angles[opposite].min() > 170
landed = many.forward(X).activations[0][..., opposite]
assert (landed[[0, 3]] < 0.1).all()
assert ((landed[1:3] > 0).sum(axis=1) == 1).all()
assert (landed[1] * landed[2] == 0).all()
assert (v[:, opposite] < 0).all()

# %%
# The **output weights** are the direction across the line: along it the logit stays
# the same, across it the logit grows fastest. So the output doesn't bend anything.
# All bending is done before it, by the units.
#
# Five units
# ----------
# Five activations are a point in a space of five dimensions. To draw it, we look
# from the side where it is widest. That is what **principal components** are: the
# direction in which the points spread most, then the one across it in which they
# spread most. In this picture, too, one line has the circles on one side and the
# squares on the other.

start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
cloud = hidden(net, np.concatenate(grid(-1, 2, 0.25)))
# fold: find the widest side, and draw what is seen from there
middle = cloud.mean(axis=0)
spread, directions = np.linalg.eigh(np.cov((cloud - middle).T))
axes_of_view = directions[:, :-3:-1]  # the two widest
axes_of_view = axes_of_view * np.sign(axes_of_view.sum(axis=0))


def seen(inputs):
    return (hidden(net, inputs) - middle) @ axes_of_view


fig, ax = plt.subplots(figsize=(5.8, 4.4))
draw(ax, seen(X), [], ("first component", "second component"))
told = ax.get_label()
fine = np.concatenate(grid(-1, 2, 0.25))
logits = net(fine)[:, 0]
end = abs(logits).max()
dots = ax.scatter(
    *seen(fine).T, c=logits, cmap=ad.plots.SIGNED, s=3, vmin=-end, vmax=end
)
dots.set(rasterized=True, zorder=1)
fig.colorbar(dots, label="logit")
share = spread[-2:].sum() / spread.sum()
ax.set_aspect("auto")
ax.set_title("Five units, seen from their widest side")
ax.set_label(f"{told} The two components hold {100 * share:.0f} % of the spread.")
fig.set_label(
    "The grid of the plane as five units place it, coloured by the logit."
)
assert ad.classify(net, X, y).success
low, high = (seen(X[y[:, 0] == label])[:, 1] for label in (1, 0))
print(f"second component: class 1 below {low.max():.2f}", end=", ")
print(f"class 0 above {high.min():.2f}")
assert low.max() < high.min()
assert share > 0.8

# %%
# Collapse, fold, bend
# --------------------
# What becomes of the plane depends on the activation. Here two units have
# :math:`h_1 = x_1` and :math:`h_2 = x_2`, so that only the activation is at work.
# The diamonds mirror each other in the axes.

z = np.linspace(-3, 3, 61)
pair = ad.relu(z) + ad.relu(-z)
# fold: draw the plane before and after
fig, axes = plt.subplots(1, 4, figsize=(7.4, 2.3), sharex=True, sharey=True)
lines = grid(-2, 2, 0.5)
corner = np.array([(1.5, 1.0), (-1.5, 1.0), (-1.5, -1.0), (1.5, -1.0)])
for ax, name in zip(axes, ("identity", "relu", "absolute", "tanh")):
    activation = ad.activations[name]
    for k, line in enumerate(lines):
        ax.plot(*activation(line).T, "-:"[k % 2], color="#868b90", lw=0.8)
    places = activation(corner)
    ax.plot(*places.T, "D", color="#15181c", markersize=6, zorder=3)
    ax.set(title=name.replace("identity", "before"), aspect="equal")
    distinct = len(np.unique(places, axis=0))
    ax.set_label(f"{name}: four mirrored points land on {distinct} places.")
fig.set_label("ReLU collapses, the absolute value folds, tanh bends.")
assert (pair == ad.absolute(z)).all()
assert (ad.relu([(-1.5, 1.0), (-0.5, 1.0)]) == (0, 1)).all()
assert len(np.unique(ad.absolute(corner), axis=0)) == 1
assert len(np.unique(ad.tanh(corner), axis=0)) == 4
fold = ad.Network(([[1], [-1]], [[-1]]), ([0], [0.5]), hidden="absolute")
assert ad.classify(fold, X, y).success
ad.plots.show()

# %%
# * **ReLU collapses.** Everything with :math:`x_1 < 0` loses its :math:`x_1`. What
#   has come together can't be told apart any more.
# * **The absolute value folds.** It lays the plane on itself, twice, so that four
#   inputs share a place. One such fold along the diagonal solves the task with one
#   unit. ReLU can fold, too, with two units per fold:
#   :math:`|z| = \operatorname{relu}(z) + \operatorname{relu}(-z)`
#   :cite:p:`montufar2014`.
# * **tanh bends.** It presses the plane into a square, but no two inputs come
#   together, since tanh always rises. :cite:t:`olah2014` shows what follows: such a
#   layer, as wide as its input and with weights that can be inverted, can stretch
#   and bend the classes but never cut or fold.
#
# To remember
# -----------
# * The output divides hidden space along a straight line or plane; the hidden layer
#   has to bring the classes apart.
# * ReLU collapses one side of each crease, a pair of ReLUs or \|z\| folds, tanh
#   bends.
# * A boundary that bends in the plane is straight in hidden space.
#
# Next, :doc:`facets`: exact polygons in place of a grid.
