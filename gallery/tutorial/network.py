"""
A network is a formula you can write out
========================================

.. about:: The network
   :minutes: 5
   :needs: :doc:`purpose`

.. playground:: formula

   .. image:: /tutorial/images/sphx_glr_network_001.svg

Point at a unit and its part of the formula fills with numbers. An edge is a weight:
the wider, the further from zero; blue and solid if positive, orange and dashed if
negative.

Data flow from left to right: two inputs, five units with ReLU, one output, or 2-5-1
for short. The five are called **hidden** because they are neither input nor output.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# 21 numbers
# ----------
# The network is its weights and biases. The biases start at zero, and so you see no
# edges from the 1, which stands for them. The weights start at random. The **seed**
# says which random numbers: the same seed gives the same network, to the last
# digit, on every machine.

net = ad.Network.initialized((2, 5, 1), seed=0)
# fold: count the numbers, and draw the network
counts = [W.size + b.size for W, b in zip(net.weights, net.biases)]
assert sum(counts) == 21
assert not any(b.any() for b in net.biases)
again, other = (ad.Network.initialized((2, 5, 1), seed=seed) for seed in (0, 1))
assert (again.weights[0] == net.weights[0]).all()
assert (other.weights[0] != net.weights[0]).all()

fig, ax = plt.subplots(figsize=(6.4, 3.6))
ad.plots.graph(ax, net)
ax.set_title("2-5-1 before training")
fig.set_label("Every edge is a number: ten weights on the left, five on the right.")

# %%
# The weights are drawn from a normal distribution around 0 with variance 2 /
# (inputs + outputs) of their layer: ``glorot_normal``, from :cite:t:`glorot2010`
# (:doc:`the reason </theory/initialisation>`). Many seeds show that they are:

# fold: measure the variance over 2,000 seeds
many = ad.Network.initialized((2, 5, 1), seed=range(2000))
rows = []
for layer, W, (n, m) in zip((1, 2), many.weights, ((2, 5), (5, 1))):
    assert np.isclose(W.var(), 2 / (n + m), rtol=0.05)
    assert abs(W.mean()) < 0.02
    rows.append(
        (f"{layer}", f"{n} × {m}", f"{m}", f"{W.var():.3f}", f"{2 / (n + m):.3f}")
    )
head = ("layer", "weights", "biases", "variance, measured", "by the rule")
print(ad.table("Both layers, and their weights over 2,000 seeds", head, rows))

# %%
# .. predict:: The biases are all zero. What does this network answer at (0, 0)?
#    :right: 1
#
#    The logit 0, whatever the seed
#       All sums are 0 there, and relu(0) = 0: nothing reaches the output.
#    It depends on the seed
#       Weights multiply inputs, and both inputs are 0. No weight makes a
#       difference.
#    A large number
#       Every input is 0 and so is every bias: there is nothing to add up.
#
# The formula
# -----------
# Letters let one formula stand for every network of this shape, trained or not.
# Unit :math:`k` computes its **pre-activation** :math:`h_k`, with weights
# :math:`w_{1k}`, :math:`w_{2k}` and a bias :math:`b_k` of its own. Its
# **activation** is relu(:math:`h_k`). The output multiplies the five activations by
# the **output weights** :math:`v_k`, adds them up, and adds the **output bias**
# :math:`c`.

print(ad.equations(net))

# %%
# And with this network's numbers. What is struck out comes to 0 at all four points
# of the task. The last lines say what is left of the sum at each point:

print(ad.equations(net, values=True))

# %%
# One point, by hand
# ------------------
# Weigh, add, bend, weigh, add. Here is the way of (1, 0) through the network. The
# package does the same and keeps every step in a *trace*.

x = np.array([1.0, 0.0])
(W, v), (b, c) = net.weights, net.biases
h = b + x[0] * W[0] + x[1] * W[1]
a = np.maximum(h, 0)
# fold: weigh and add the activations, compare, print
z = c[0]
for k in range(5):
    z = z + a[k] * v[k, 0]
trace = net.forward([x])
assert (trace.pre_activations[0][0] == h).all()
assert (trace.activations[0][0] == a).all()
assert trace.logits[0, 0] == z
rows = [
    (f"unit {k}", f"{one:+.3f}", f"{two:+.3f}", f"{weight:+.3f}")
    for k, (one, two, (weight,)) in enumerate(zip(h, a, v), start=1)
]
head = ("", "pre-activation", "activation", "output weight")
print(ad.table("The point (1, 0) on its way through the network", head, rows))
print(f"logit {z:+.3f}, probability of class 1 {ad.sigmoid(z):.3f}")

# %%
# Where a pre-activation is not positive, ReLU passes on zero: the unit is **off**.
# At (0, 0) every unit is off before training, because all biases are zero. So every
# such network starts with the logit 0 there.

# fold: check a hundred seeds
assert not (net.forward([[0, 0]]).pre_activations[0] > 0).any()
for seed in range(100):
    assert ad.Network.initialized((2, 5, 1), seed=seed)([[0, 0]])[0, 0] == 0
ad.plots.show()

# %%
# To remember
# -----------
# * A network is a formula: weighted sums with a bend between them.
# * The logit is its last sum. Its sign gives the class, its sigmoid the
#   probability.
# * A hidden unit is off where its pre-activation is not positive.
#
# Next, :doc:`training`: how the 21 numbers are found.
