"""
No straight line parts the circles from the squares
===================================================

.. about:: What an activation is for
   :minutes: 7
   :needs: school mathematics and a little Python

.. playground:: line

   .. image:: /tutorial/images/sphx_glr_purpose_001.svg

Circles stand where the two inputs are equal, squares where they differ. Move the
line as you like: at least one point stays on the wrong side.

A network that only weighs and adds draws such a line and nothing else. This chapter
proves that no line will do, and shows what is missing: a bend.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Four points, two classes
# ------------------------
# A point has two inputs, :math:`x_1` and :math:`x_2`. Its **label** is the class we
# ask for: 1 where the inputs are equal, 0 where they differ. This task is called
# XNOR; it is XOR with the labels swapped.

X, y = ad.xnor()
# fold: draw the four points
fig, ax = plt.subplots(figsize=(4.4, 3.4))
ad.plots.points(ax, X, y)
ax.set(title="The task", xticks=(0, 1), yticks=(0, 1))
ax.margins(0.3)
ax.legend(loc="center")
fig.set_label("Each class sits on a diagonal of the square.")

# %%
# Why no line will do
# -------------------
# A **neuron**, or **unit**, multiplies each input by a number, its **weight**, and
# adds the products and one more number, the **bias**:
#
# .. math:: z = w_1 x_1 + w_2 x_2 + b
#
# It says class 1 where :math:`z > 0` and class 0 where :math:`z < 0`. The border
# between the two, :math:`z = 0`, is a straight line. Suppose it got all four points
# right:
#
# .. math::
#
#    (0, 0): & \quad b > 0 \\
#    (1, 1): & \quad w_1 + w_2 + b > 0 \\
#    (1, 0): & \quad w_1 + b < 0 \\
#    (0, 1): & \quad w_2 + b < 0
#
# Add the first two: :math:`w_1 + w_2 + 2b > 0`. Add the last two:
# :math:`w_1 + w_2 + 2b < 0`. Both can't be true, so there is no such line.
# :cite:t:`minsky1969` made this limit famous.

# fold: count what 10,000 random lines get right
lines = np.random.default_rng(0).normal(size=(10_000, 3))
sides = lines[:, :2] @ X.T + lines[:, 2:] > 0
scores = (sides == (y[:, 0] > 0)).sum(axis=1)
assert scores.max() == 3

# %%
# Giving up costs least
# ---------------------
# What, then, is the best a weighted sum can do? Measure its errors at the four
# points by their squares, and the best answer is the same everywhere: one half,
# halfway between the labels.

# fold: fit the plane and draw it
columns = np.column_stack((X, np.ones(4)))
best = np.linalg.lstsq(columns, y[:, 0])[0]
assert np.allclose(best, (0, 0, 0.5), atol=1e-12)

fig, ax = plt.subplots(figsize=(5.2, 4), subplot_kw={"projection": "3d"})
ad.plots.surface(
    ax, lambda P: P @ best[:2] + best[2], X, y, box=(0, 1, 0, 1), limit=5
)
for (x1, x2), label in zip(X, y[:, 0]):
    ax.plot((x1, x1), (x2, x2), (0.5, label), ":", marker="_", color="0.5")
ax.set(title="The best plane misses every label by one half", zlim=(0, 1))
ax.set_label(
    f"A level plane at height {best[2]:.3g}. The labels of (1, 1) and (0, 0) lie "
    "one half above it, at 1, those of (1, 0) and (0, 1) one half below, at 0."
)
fig.set_label(
    "Two labels lie above the level plane and two below it, all equally far."
)

# %%
# A second measure of error, the **cross entropy**, suits probabilities better: it
# is :math:`-\log` of the probability given to the right class (the logarithm is the
# natural one). It agrees: a level answer of one half is best. At that answer the
# **gradient**, the slope of the error in each weight and in the bias, is zero. And
# the error of a weighted sum is bowl-shaped: from any two settings, the one halfway
# between is at most as bad as their average. So a point with no slope is the
# bottom.

flat = ad.Network([np.zeros((2, 1))], [np.zeros(1)])
slopes = flat.gradients(X, y, loss="sigmoid_cross_entropy")
# fold: print the slopes, and try a thousand other settings
loss = ad.losses["sigmoid_cross_entropy"]
others = np.random.default_rng(0).uniform(-3, 3, (1000, 3, 1))
lowest = min(loss(columns @ other, y) for other in others)
print("slopes in w1, w2 and b:", *slopes.weights[0][:, 0], *slopes.biases[0])
print(f"error: {loss(flat(X), y):.3f}; lowest of a thousand others: {lowest:.3f}")
assert not slopes.weights[0].any()
assert not slopes.biases[0].any()
assert (ad.sigmoid(flat(X)) == 0.5).all()
assert lowest > loss(flat(X), y)
for one, two in others.reshape(500, 2, 3, 1):
    ends = (loss(columns @ one, y) + loss(columns @ two, y)) / 2
    assert loss(columns @ (one + two) / 2, y) <= ends

# %%
# A bend is what is missing
# -------------------------
# However many straight lines you add, the sum is a straight line. So a unit does
# one more thing: it sends its sum through an **activation function**. The most
# common one, **ReLU** (rectified linear unit),
# :math:`\operatorname{relu}(x) = \max(x, 0)`, has a corner, and a weighted sum of
# shifted ReLUs can have a corner for each of them.
#
# .. predict:: How many ReLUs does a sum need at least to solve this task?
#    :right: 2
#
#    One
#       One ReLU rises from its corner on and never falls again. Whatever level
#       you read it at, the border is still one straight line.
#    Two
#       One lifts, the other pulls down: together they make a tent.
#    Four, one for each point
#       Points can share a ReLU. Two are enough, as you see next.

s = np.linspace(-0.5, 2.5, 121)
tent = ad.relu(s) - 2 * ad.relu(s - 1)
# fold: draw the tent
fig, ax = plt.subplots(figsize=(6.4, 2.8))
ax.plot(s, ad.relu(s), "--", label="relu(s)")
ax.plot(s, -2 * ad.relu(s - 1), ":", label="−2 relu(s − 1)")
ax.plot(s, tent, label="their sum")
ax.legend()
ax.set(xlabel="$s$", ylabel="value", title="Two ReLUs make a tent")
top = s[tent.argmax()]
ax.set_label(
    "relu(s), −2 relu(s − 1) and their sum. The sum is 0 up to s = 0, rises to "
    f"{tent.max():.3g} at s = {top:.3g} and falls from there on."
)
fig.set_label(
    "One ReLU lifts from 0 on, the other pulls down twice as fast from 1 on."
)
assert not tent[s <= 0].any()
assert (np.diff(tent)[(s[1:] > 0) & (s[1:] < 1)] > 0).all()
assert (np.diff(tent)[s[:-1] > 1] < 0).all()

# %%
# A tent is what the task needs. Lay it across the diagonal, with
# :math:`s = x_1 + x_2`: it is 0 at both circles and 1 at both squares, so a level
# halfway up parts them. A **network** is units that feed units, and this one needs
# only two.

# fold: check the heights at the four points
heights = ad.relu(X.sum(axis=1)) - 2 * ad.relu(X.sum(axis=1) - 1)
assert (heights == 1 - y[:, 0]).all()

# %%
# At the end, a number to read
# ----------------------------
# An activation has a second job. The last sum of a network can be any number, and
# an **output function** makes it readable. Which one depends on the question. *One
# class or not:* the **sigmoid** turns the number, now called a **logit**, into a
# probability. *One class of several:* **softmax** turns one logit per class into
# probabilities that add up to one. *How much:* the number itself may do, or
# **softplus** of it where only positive answers make sense.
#
# .. math::
#
#    \sigma(z) &= \frac{1}{1 + e^{-z}} \\[6pt]
#    \operatorname{softmax}(z)_i &= \frac{e^{z_i}}{\sum_j e^{z_j}} \\[6pt]
#    \operatorname{softplus}(z) &= \log(1 + e^z)

logits = np.array([2.0, -1.0, 0.5])
# fold: print the probabilities
probabilities = ad.softmax(logits)
assert abs(probabilities.sum() - 1) < 1e-15
assert (ad.softplus(logits) > 0).all()
rows = [
    (name, f"{z:+.1f}", f"{p:.3f}")
    for name, z, p in zip("ABC", logits, probabilities)
]
rows.append(("together", "", f"{probabilities.sum():.3f}"))
head = ("class", "logit", "probability")
print(ad.table("Softmax turns three logits into probabilities", head, rows))

# %%
# With two classes both ways agree: softmax of the logits :math:`(0, z)` gives the
# second class the probability :math:`\sigma(z)`. And the sign of :math:`z` is
# enough to name the likelier class: :math:`\sigma(z)` is above one half exactly
# where :math:`z > 0`.

# fold: check both
z = np.linspace(-6, 6, 25)
pairs = np.column_stack((np.zeros_like(z), z))
assert np.allclose(ad.softmax(pairs)[:, 1], ad.sigmoid(z), rtol=1e-15, atol=0)
assert ((ad.sigmoid(z) > 0.5) == (z > 0)).all()
ad.plots.show()

# %%
# To remember
# -----------
# * Inside a network an activation bends; at the end one turns a number into an
#   answer.
# * A weighted sum draws a straight line, and no straight line solves this task.
#
# Next, :doc:`network`: five units that bend, and the formula they make.
