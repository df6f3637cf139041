"""
2. The network: a formula that you can write out
================================================

What this chapter shows: a network of five hidden units, in code, as a graph and as
equations. What you need: :doc:`purpose`. Reading time: five minutes.

.. playground:: formula

   .. image:: /tutorial/images/sphx_glr_network_001.svg
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# In code
# -------
# Two inputs, five units with ReLU, one output: in short, 2-5-1. The five are called
# **hidden**, because they are neither input nor output. The biases start at zero,
# the weights at random: normal numbers around 0, with the variance 2 / (inputs +
# outputs) of their layer (``glorot_normal``, from :cite:t:`glorot2010`;
# :doc:`/theory/initialisation` says why). The **seed** says which random numbers:
# the same seed gives the same network, to the last digit, on every machine.

net = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
for W, b in zip(net.weights, net.biases):
    print(f"weights {W.shape}, biases {b.shape}: {W.size + b.size} numbers")
assert sum(part.size for part in net.weights + net.biases) == 21
assert not any(b.any() for b in net.biases)
again, other = (ad.Network.initialized((2, 5, 1), seed=seed) for seed in (0, 1))
assert (again.weights[0] == net.weights[0]).all()
assert (other.weights[0] != net.weights[0]).all()
many = ad.Network.initialized((2, 5, 1), seed=range(2000))
for W, variance in zip(many.weights, (2 / (2 + 5), 2 / (5 + 1))):
    print(f"variance {W.var():.3f} over 2,000 seeds, by the rule {variance:.3f}")
    assert np.isclose(W.var(), variance, rtol=0.05)
    assert abs(W.mean()) < 0.02

# %%
# As a graph
# ----------
# Data flow from left to right. An edge is a weight: the wider, the further from
# zero; blue and solid if positive, red and dashed if negative. An edge from a 1 is
# a bias; these are zero now, so there is nothing to see yet.

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ad.plots.graph(ax, net)
ax.set_title("2-5-1 before training")

# %%
# As equations
# ------------
# Unit :math:`k` computes its **pre-activation** :math:`h_k`, with weights
# :math:`w_{1k}`, :math:`w_{2k}` and a bias :math:`b_k` of its own. Its
# **activation** is relu(:math:`h_k`). The output weighs the five activations with
# the **output weights** :math:`v_k` and adds the **output bias** :math:`c`.

print(ad.equations(net))

# %%
# The same, with this network's numbers. What is struck out comes to 0 at all four
# points of the task. The last lines say what is left of the sum at each of these
# points once the bends are done:

print(ad.equations(net, values=True))

# %%
# Step by step
# ------------
# One point through the network by hand: weigh, add, bend, weigh, add. The package
# does the same and keeps every step in a *trace*.

x = np.array([1.0, 0.0])
(W, v), (b, c) = net.weights, net.biases
h = b + x[0] * W[0] + x[1] * W[1]
a = np.maximum(h, 0)
z = c[0]
for k in range(5):
    z = z + a[k] * v[k, 0]

print("pre-activations", *(f"{value:+.3f}" for value in h))
print("activations    ", *(f"{value:+.3f}" for value in a))
print(f"logit           {z:+.3f}, probability of class 1: {ad.sigmoid(z):.3f}")
trace = net.forward([x])
assert (trace.pre_activations[0][0] == h).all()
assert (trace.activations[0][0] == a).all()
assert trace.logits[0, 0] == z

# %%
# Where a pre-activation is not positive, ReLU hands on zero: the unit is **off**.
# At the point (0, 0) every unit is off to begin with, because all biases are zero,
# and every network of this kind starts with the logit 0 there, whatever its seed.

assert not (net.forward([[0, 0]]).pre_activations[0] > 0).any()
for seed in range(100):
    assert ad.Network.initialized((2, 5, 1), seed=seed)([[0, 0]])[0, 0] == 0
ad.plots.show()

# %%
# To remember
# -----------
# * A network is a formula: weighted sums with a bend between.
# * The logit is its last sum. Its sign says the class, the sigmoid of it how
#   surely.
# * A hidden unit is off where its pre-activation is not positive.
#
# Next, :doc:`training`: how the 21 numbers are found.
