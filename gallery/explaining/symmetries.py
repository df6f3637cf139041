"""
Weights that look different can be the same network
===================================================

.. about:: Symmetries
   :minutes: 7
   :needs: :doc:`/tutorial/weights`

Both tables belong to networks that give the same output at every point of the
plane. So the size of a weight, or the colour it is drawn in, can't say what a unit
does.
"""

# fold: import the libraries, train a network, and say how to rescale it
from itertools import permutations

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network
(W, v), (b, c) = net.weights, net.biases
points = np.random.default_rng(0).random((1000, 2)) * 6 - 3


def rescaled(scale, hidden="relu"):
    scale = np.asarray(scale)
    return ad.Network((W * scale, v / scale[:, None]), (b * scale, c), hidden)


# %%
# Rescale a unit
# --------------

twin = rescaled([8, 1, 1, 0.125, 1])
# fold: compare 1000 outputs, and draw the weights of both
assert (twin(points) == net(points)).all()
fig, axes = plt.subplots(2, 1, figsize=(7.2, 5.4))
for ax, one, title in (
    (axes[0], net, "As trained"),
    (axes[1], twin, "Unit 1 scaled up, unit 4 scaled down: the same function"),
):
    ad.plots.weights(ax, one)
    ax.set_title(title)
    ax.set_label(f"{title}. {ax.get_label()}")
fig.set_label(
    "Compare the columns of units 1 and 4: their weights differ by a factor of "
    "eight, and the outputs of the two networks by nothing."
)

# %%
# For ReLU, relu(:math:`a h`) = :math:`a` relu(:math:`h`) if :math:`a > 0`. So
# multiply the two weights and the bias of a unit by :math:`a`, divide its output
# weight by :math:`a`, and the network is the same again. With a power of two not
# even rounding sees it.
#
# In the first table unit 1 looks faint, in the second it looks strong. So the
# colour of a weight, its share of all weights or the thickness of an edge says
# nothing about what a unit does. Neither does "the largest weight", and comparing
# the weights of two runs one by one is worse, as the units stand in another order,
# too.
#
# .. predict:: Five hidden units can stand in any order. How many networks compute
#    the same as this one for that reason alone, itself included?
#    :right: 3
#
#    5
#       That counts the places of the first unit only. The second then has four, and
#       so on.
#    5 · 5
#       Five places for each of the units would let two of them share one.
#    5 · 4 · 3 · 2 · 1
#       Five places for the first unit, four for the next, and so on down to the
#       last one.
#
# Exchange two units
# ------------------
# A sum does not care about the order of its terms. Move everything that belongs to
# a unit, its two weights, its bias and its output weight, and five units can stand
# in :math:`5!` orders. All of them compute the same function; only rounding
# differs, because the terms are added in another order.


def reordered(order):
    order = list(order)
    weights = W[:, order], v[order]
    return ad.Network(weights, (b[order], c))


# fold: compare the networks of all orders
orders = list(permutations(range(5)))
gaps = [abs(reordered(order)(points) - net(points)).max() for order in orders]
print(f"{len(orders)} orders; largest difference of a logit: {max(gaps):.0e}")
assert len(orders) == 5 * 4 * 3 * 2 * 1
assert 0 < max(gaps) < 1e-13

# %%
# What stays
# ----------
# A picture may show what does not change: the crease and its side, the **effect**
# (the size of the output weight times the length of the two weights, with the sign
# of the output weight), and the contribution at a point. This is the twin; the
# trained network has the same lines, digit for digit:

of_net = ad.explain(net, X, y)
of_twin = ad.explain(twin, X, y)
# fold: compare the two explanations
assert str(of_net.units) == str(of_twin.units)
assert of_net.sentences == of_twin.sentences
for here, there in zip(of_net.ledger, of_twin.ledger):
    assert (here.contributions == there.contributions).all()
assert (of_net.ledger[0].pre_activations != of_twin.ledger[0].pre_activations).any()
print(of_twin.units)

# %%
# Not every function lets scale pass
# ----------------------------------
# A tanh unit does not: eight times the input is not eight times the output.

same = ad.Network(net.weights, net.biases, "tanh")
other = rescaled([8, 1, 1, 0.125, 1], "tanh")
# fold: compare the two networks
bent, straight = (n.hidden for n in (other, net))
assert straight(8.0) == 8 * straight(1.0)
assert bent(8.0) < 1.4 * bent(1.0)
gap = abs(other(points) - same(points)).max()
print(f"tanh, rescaled: logits differ by up to {gap:.2f}")
assert gap > 0.1

# %%
# But tanh is odd, :math:`\tanh(-h) = -\tanh(h)`, so it allows another change: turn
# the sign of everything that goes into a unit, and of its output weight.

signs = np.array([-1, 1, -1, 1, 1])
turned = (W * signs, v * signs[:, None]), (b * signs, c)
odd = ad.Network(*turned, "tanh")
# fold: compare it with the network before, and with ReLU
assert (odd(points) == same(points)).all()
assert abs(ad.Network(*turned)(points) - net(points)).max() > 0.1

# %%
# Training sees the difference
# ----------------------------
# They are the same function, with different futures. The slope of the loss in a
# weight depends on the scale: what goes into the enlarged unit gets an eighth of
# the slope, its output weight eight times as much. So the twins part at the first
# step.

# fold: compare their slopes, and train both
slopes, other_slopes = (one.gradients(X, y).weights for one in (net, twin))
assert np.allclose(other_slopes[0][:, 0], slopes[0][:, 0] / 8, rtol=1e-15, atol=0)
assert np.allclose(other_slopes[1][0], slopes[1][0] * 8, rtol=1e-15, atol=0)
after = [ad.train(one, X, y, epochs=50, seed=1).network for one in (net, twin)]
gap = abs(after[0](X) - after[1](X)).max()
print(f"after 50 epochs more, logits differ by up to {gap:.2f}")
assert gap > 0.01

# %%
# And training keeps an account of the scale. If the steps were infinitely small,
# every ReLU unit would keep the number
#
# .. math:: w_{1k}^2 + w_{2k}^2 + b_k^2 - v_k^2
#
# that it started with (:cite:t:`du2018`; here is
# :doc:`a proof </theory/conserved>`). Steps have a size, so it drifts. Here are two
# hundred networks, trained with all four points in each step and without momentum.
# Each row has a tenth of the learning rate of the row before and ten times the
# epochs:


def account(nets):
    (W, v), (b, _) = nets.weights, nets.biases
    return W[0] ** 2 + W[1] ** 2 + b**2 - v[:, 0] ** 2


# fold: train with smaller and smaller steps
starts = ad.Network.initialized((2, 5, 1), hidden="relu", seed=range(200))
quiet = {"seed": range(200), "record_losses": False}
drifts, rows = [], []
for lr, epochs in ((0.1, 50), (0.01, 500), (0.001, 5000)):
    sgd = ad.Sgd(lr=lr, momentum=0)
    flow = {"optimizer": sgd, "batch_size": 4, "epochs": epochs}
    ends = ad.train(starts, X, y, **flow, **quiet).network
    drifts.append(abs(account(ends) - account(starts)).max())
    moved = abs(ends.weights[1] - starts.weights[1]).max()
    rows.append((f"{lr}", f"{drifts[-1]:.1e}", f"{moved:.2f}"))
ratios = np.divide(drifts[:-1], drifts[1:])
assert (abs(ratios - 10) < 2).all()
head = ("learning rate", "largest drift", "largest move of an output weight")
print(ad.table("All four points in each step, no momentum", head, rows))
recipe = ad.train(starts, X, y, **quiet).network
drift = abs(account(recipe) - account(starts)).max()
print(f"the recipe: drift {drift:.1e}")
assert drift > 10 * drifts[0]
ad.plots.show()

# %%
# A tenth of the step gives a tenth of the drift, while the weights move as far. The
# recipe, with single points and momentum, is no such flow: it breaks the account
# visibly.
#
# To remember
# -----------
# * Units in another order, and with ReLU also rescaled units, give other weights
#   and the same network.
# * Read crease, side, effect and contributions. Never read the size of a single
#   weight, and never compare two networks weight by weight. To
#   :doc:`mix two networks </beyond/one_path>`, choose order and scale first.
#
# Next, :doc:`your_network`: these pages read yours.
