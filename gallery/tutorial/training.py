"""
3. Training: many small steps
=============================

What this chapter shows: one step of training in numbers, a whole run, its four
answers, and the same run without an activation. What you need: :doc:`network`; what
a derivative is, and the chain rule. Reading time: ten minutes.

.. playground:: step

   .. image:: /tutorial/images/sphx_glr_training_002.svg
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 2
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
loss = ad.losses["sigmoid_cross_entropy"]

# %%
# How wrong is an answer?
# -----------------------
# The **loss** of an answer is :math:`-\log p`, where :math:`p` is the probability
# that the network gives to the right class: near zero for a sure right answer,
# large for a sure wrong one. This is the cross entropy, now for one point.

z = np.linspace(-5, 5, 101)[:, None]
fig, ax = plt.subplots(figsize=(6.4, 2.8))
for label, style, colour in ((1, "-", "#0a4584"), (0, "--", "#8d3500")):
    costs = loss.per_sample(z, np.full_like(z, label))
    ax.plot(z, costs, style, color=colour, label=f"class {label}")
ax.legend()
ax.set(xlabel="logit $z$", ylabel="loss", title="A sure mistake is expensive")
ends = [loss([[end]], [[1]]) for end in (-5, 0, 5)]
ax.set_label(
    "Loss if the right class is 1: {:.3g} at z = −5, {:.3g} at 0, {:.3g} at 5. "
    "If it is 0, the mirror image.".format(*ends)
)
assert np.isclose(ends[0], -np.log(ad.sigmoid(-5.0)))
assert ends[0] > 5
assert ends[2] < 0.01
assert np.allclose(costs, loss.per_sample(-z, np.ones_like(z)), rtol=1e-14)

# %%
# One step
# --------
# The gradient says how fast the loss rises with each weight and each bias. A step
# goes the other way: from each of them it takes the **learning rate** times its
# slope. The slope in the logit is the probability of class 1 less the label; those
# in the weights follow by the chain rule:
#
# .. math::
#
#    \frac{\partial L}{\partial c} &=
#    \frac{\partial L}{\partial z} = \delta = \sigma(z) - y \\[6pt]
#    \frac{\partial L}{\partial v_k} &= \delta \, \operatorname{relu}(h_k) \\[6pt]
#    \frac{\partial L}{\partial b_k} &=
#    \delta \, v_k \, \operatorname{relu}'(h_k) \\[6pt]
#    \frac{\partial L}{\partial w_{ik}} &=
#    \delta \, v_k \, \operatorname{relu}'(h_k) \, x_i
#
# A bias is like a weight whose input is always 1: at (0, 0), where both inputs are
# 0, it can learn and the :math:`w_{ik}` can't. The slope of ReLU is 1 where the
# unit is on and 0 where it is off, also at :math:`h_k = 0`, where there is none and
# we take :math:`\operatorname{relu}'(0) = 0`. So a unit that is off learns nothing
# from this point. Here is one step, for the output weights.

x, label = X[:1], y[:1]
slopes = start.gradients(x, label)
(z,), trace = start(x)[0], start.forward(x)
delta = ad.sigmoid(z) - label[0, 0]
print(f"point (1, 1), label 1: logit {z:+.3f}, loss {loss([[z]], label):.3f}")
print(f"slope in the logit: {delta:+.3f}")
stepped = ad.train(start, x, label, optimizer=ad.Sgd(lr=0.1, momentum=0), epochs=1)
before, after = start.weights[1], stepped.network.weights[1]
table = np.column_stack((trace.activations[0][0], slopes.weights[1], before, after))
table += 0.0  # turns −0 into 0
print("        activation  slope in v  v before  v after")
for k, row in enumerate(table, start=1):
    print("unit {}: {:10.3f} {:+11.3f} {:+9.3f} {:+8.3f}".format(k, *row))
assert (slopes.weights[1][:, 0] == trace.activations[0][0] * delta).all()
gates = trace.pre_activations[0][0] > 0
to_b = delta * before[:, 0] * gates
assert np.allclose(slopes.biases[0], to_b, rtol=1e-14, atol=0)
assert np.allclose(slopes.weights[0], np.outer(x[0], to_b), rtol=1e-14, atol=0)
assert np.isclose(slopes.biases[1][0], delta, rtol=1e-14)
assert ad.relu.derivative(0.0) == 0
lifted = ad.Network((start.weights[0], before), (np.ones(5), [0]))
at_origin = lifted.gradients([[0, 0]], [[1]])
assert at_origin.biases[0].all()
assert not at_origin.weights[0].any()
rise = loss([[z + 1e-5]], label) - loss([[z - 1e-5]], label)
assert np.isclose(rise / 2e-5, delta, rtol=1e-8)
assert (after == before - 0.1 * slopes.weights[1]).all()

loss_after = loss(stepped.network(x), label)
print(f"loss after one step: {loss_after:.3f}")
assert loss_after < loss([[z]], label)

# %%
# A run
# -----
# One point after the other, in a new random order each time; once through all four
# is an **epoch**. **Momentum** adds a share of the last step to the next. The
# recipe of this tutorial: learning rate 0.1, momentum 0.4, one point a step, 50
# epochs. The **learning curve** is the mean loss of each epoch. Ten seeds, one
# recipe:

recipe = {"optimizer": ad.Sgd(lr=0.1, momentum=0.4), "epochs": 50, "batch_size": 1}


def train(seed, hidden="relu"):
    net = ad.Network.initialized((2, 5, 1), hidden=hidden, seed=seed)
    return ad.train(net, X, y, loss="sigmoid_cross_entropy", **recipe, seed=seed)


def right(net):
    return int(ad.classify(net, X, y).right)


runs = [train(seed) for seed in range(10)]
wins = sum(right(run.network) == 4 for run in runs)
fig, ax = plt.subplots(figsize=(6.4, 3.2))
ad.plots.learning_curve(ax, runs[0])
words = f"Seed 0: {ax.get_label()} Grey: nine other seeds."
for run in runs[1:]:
    style = "-" if right(run.network) == 4 else ":"
    ax.plot(range(1, 51), run.losses, style, color="0.6", lw=1.2, zorder=1)
ax.set(title="Seed 0, and nine others; dotted: not all points right", ylim=(0, 1))
ax.set_label(f"{words} {10 - wins} of the 10 curves are dotted.")
print(wins, "of 10 seeds end with all four points right")
assert right(runs[0].network) == 4
assert 2 <= wins <= 8
assert max(run.losses.max() for run in runs) < 1

# %%
# Seed 0 works. It is the first seed, not the best one, and the recipe fails for
# many others; :doc:`/training/coin_toss` counts how many. From here on *the*
# network is the one that seed 0 gives. (The recipe is what ``ad.train`` does by
# default; the next chapters rely on that.)

net = runs[0].network
assert (ad.train(start, X, y, seed=0).network(X) == net(X)).all()
assert runs[0].losses[-1] > min(run.losses[-1] for run in runs)
print("point     logit  probability of class 1   loss  class  label")
logits = net(X)
costs, classes = loss.per_sample(logits, y), loss.decide(logits)
for (x1, x2), (z,), cost, said, (label,) in zip(X, logits, costs, classes, y):
    cells = f"{z:+8.3f} {ad.sigmoid(z):23.3f} {cost:6.3f} {said:6} {label:6.0f}"
    print(f"({x1:.0f}, {x2:.0f})", cells)

# %%
# When is it done? Never: once all four answers are right, double every output
# weight and the output bias, and each answer becomes surer, so the loss still
# falls. The 50 epochs are our decision.

(W, v), (b, c) = net.weights, net.biases
surer = ad.Network((W, 2 * v), (b, 2 * c))
print(f"mean loss {loss(net(X), y):.3f}, doubled {loss(surer(X), y):.3f}")
assert (loss.per_sample(surer(X), y) < loss.per_sample(net(X), y)).all()

# %%
# Without an activation
# ---------------------
# Take ReLU out, so that each unit hands on :math:`h_k` itself. Then the two layers
# are one weighted sum:
#
# .. math::
#
#    z &= c + \sum_k v_k h_k \\
#    &= c + \sum_k v_k b_k + x_1 \sum_k v_k w_{1k} + x_2 \sum_k v_k w_{2k}

flat = train(0, hidden="identity").network
(W, v), (b, c) = flat.weights, flat.biases
bias = c[0] + sum(v[k, 0] * b[k] for k in range(5))
w1, w2 = (sum(v[k, 0] * W[i, k] for k in range(5)) for i in range(2))
print(f"as one layer: z = {bias:+.3f} {w1:+.3f} x1 {w2:+.3f} x2")
places = np.random.default_rng(0).uniform(-3, 3, (1000, 2))
one_sum = bias + w1 * places[:, 0] + w2 * places[:, 1]
assert np.allclose(flat(places)[:, 0], one_sum, rtol=0, atol=1e-12)

# %%
# One weighted sum never solves the task (:doc:`purpose`), so no seed helps. Here
# are thousands, trained at once:

seeds = range(5000)
nets = ad.Network.initialized((2, 5, 1), hidden="identity", seed=seeds)
nets = ad.train(nets, X, y, **recipe, seed=seeds, record_losses=False).network
scores = ad.classify(nets, X, y).right
for n in range(5):
    print(f"{n} points right: {(scores == n).sum():5,} of {len(nets):,} seeds")
assert scores.max() < 4
ad.plots.show()

# %%
# To remember
# -----------
# * Training is many small steps against the slope of the loss, one epoch after
#   another.
# * The slope in the logit is probability less label.
# * The same recipe wins with some seeds and loses with others. Without an
#   activation it always loses.
#
# Next, :doc:`surface`: the logit at all other points.
