"""
1. What an activation function is for
=====================================

What this chapter shows: the two jobs of an activation function, and a task of four
points that needs one. What you need: Python; from school, the equation of a line,
exponential and logarithm. Reading time: eight minutes.

A **neuron**, or **unit**, multiplies each input by a number, its **weight**, adds
the products and a constant, the **bias**, and applies an **activation function** to
the sum. A **network** is units that feed units.

.. playground:: line

   .. image:: /tutorial/images/sphx_glr_purpose_002.svg
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# Inside a network: to bend
# -------------------------
# However many straight lines you add, the sum is a straight line. The function
# **ReLU** (rectified linear unit), :math:`\operatorname{relu}(x) = \max(x, 0)`, has
# a corner. A weighted sum of shifted ReLUs has a corner for each term, wherever we
# want it: here a tent from two.

s = np.linspace(-0.5, 2.5, 121)
tent = ad.relu(s) - 2 * ad.relu(s - 1)
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
assert not tent[s <= 0].any()
assert (np.diff(tent)[(s[1:] > 0) & (s[1:] < 1)] > 0).all()
assert (np.diff(tent)[s[:-1] > 1] < 0).all()

# %%
# At the end of a network: to be read
# -----------------------------------
# The last sum of a network can be any number. Which **output function** makes it
# readable depends on what is asked. For *one class or not*, the **sigmoid** turns
# it into a probability; the number :math:`z` is then called a **logit**. For *one
# class of several*, **softmax** turns one logit for each class into probabilities
# whose sum is one. For a *quantity*, the number itself may be the answer, or
# **softplus** of it where only positive answers make sense.
#
# .. math::
#
#    \sigma(z) &= \frac{1}{1 + e^{-z}} \\[6pt]
#    \operatorname{softmax}(z)_i &= \frac{e^{z_i}}{\sum_j e^{z_j}} \\[6pt]
#    \operatorname{softplus}(z) &= \log(1 + e^z)

logits = np.array([2.0, -1.0, 0.5])
for name, logit, p in zip("ABC", logits, ad.softmax(logits)):
    print(f"class {name}: logit {logit:+.1f}, probability {p:.3f}")
print("sum of the probabilities:", f"{ad.softmax(logits).sum():.3f}")
assert abs(ad.softmax(logits).sum() - 1) < 1e-15
assert (ad.softplus(logits) > 0).all()

# %%
# Two classes can be told either way: softmax of the logits :math:`(0, z)` gives the
# second class the probability :math:`\sigma(z)`. The sign of :math:`z` is enough to
# name the more probable class: :math:`\sigma(z)` is above one half exactly where
# :math:`z > 0`.

z = np.linspace(-6, 6, 25)
pairs = np.column_stack((np.zeros_like(z), z))
assert np.allclose(ad.softmax(pairs)[:, 1], ad.sigmoid(z), rtol=1e-15, atol=0)
assert ((ad.sigmoid(z) > 0.5) == (z > 0)).all()

# %%
# The task: four points, two classes
# ----------------------------------
# The **label** of a point is the class that we ask for: 1 where the two inputs are
# equal, 0 where they differ. This is XNOR: XOR with its labels exchanged.

X, y = ad.xnor()
fig, ax = plt.subplots(figsize=(4.4, 3.4))
ad.plots.points(ax, X, y)
ax.set(title="The task", xticks=(0, 1), yticks=(0, 1))
ax.margins(0.3)
ax.legend(loc="center")

# %%
# No line solves it
# -----------------
# Without an activation inside, a network is one weighted sum :math:`z = w_1 x_1 +
# w_2 x_2 + b`. It says class 1 on one side of the line :math:`z = 0`, class 0 on
# the other. Suppose that it is right at all four points:
#
# .. math::
#
#    (0, 0): & \quad b > 0 \\
#    (1, 1): & \quad w_1 + w_2 + b > 0 \\
#    (1, 0): & \quad w_1 + b < 0 \\
#    (0, 1): & \quad w_2 + b < 0
#
# Add the first two: :math:`w_1 + w_2 + 2b > 0`. Add the last two: :math:`w_1 + w_2
# + 2b < 0`. Both can't be true, so no such sum exists. :cite:t:`minsky1969` made
# this limit famous.
#
# The best that a weighted sum can do, measured by the squares of its errors at the
# four points, is to answer the same everywhere: one half, half-way between the
# labels.

columns = np.column_stack((X, np.ones(4)))
best = np.linalg.lstsq(columns, y[:, 0])[0]
print("w1, w2, b =", *(f"{value + 0:.3f}" for value in best.round(12)))
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

# %%
# Another measure of error fits probabilities better: :math:`-\log` of the
# probability that the right class gets, the **cross entropy**. (The logarithm is
# the natural one.) By this measure, too, the best answer is one half everywhere,
# which is the logit 0. There the **gradient**, the slopes of the error in all
# weights and biases, is zero; and as a function of these the error of a weighted
# sum is bowl-shaped, so nothing else is better. We try a thousand others.

flat = ad.Network(weights=[np.zeros((2, 1))], biases=[np.zeros(1)])
slopes = flat.gradients(X, y, loss="sigmoid_cross_entropy")
print("slopes in w1, w2 and b:", *slopes.weights[0][:, 0], *slopes.biases[0])
assert not slopes.weights[0].any()
assert not slopes.biases[0].any()
assert (ad.sigmoid(flat(X)) == 0.5).all()

loss = ad.losses["sigmoid_cross_entropy"]
others = np.random.default_rng(0).uniform(-3, 3, (1000, 3, 1))
lowest = min(loss(columns @ other, y) for other in others)
print(f"error: {loss(flat(X), y):.3f}; lowest of the others: {lowest:.3f}")
assert lowest > loss(flat(X), y)
ad.plots.show()

# %%
# To remember
# -----------
# * Inside a network an activation bends; at its end one makes a number readable.
# * A weighted sum can't tell the two pairs of points apart. A bend is needed.
#
# Next, :doc:`network`: five units that bend, and the formula that they make.
