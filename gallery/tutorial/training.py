"""
3. Training: many small steps
=============================

What this chapter shows: one step of training in numbers, a whole run, its four
answers, and the same run without an activation. What you need: :doc:`network`; what
a derivative is. Reading time: ten minutes.
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
# that the network gives to the right class: zero for a sure right answer, large for
# a sure wrong one. This is the cross entropy.

z = np.linspace(-5, 5, 101)[:, None]
fig, ax = plt.subplots(figsize=(6.4, 2.8))
for label, style in ((1, "-"), (0, "--")):
    costs = loss.per_sample(z, np.full_like(z, label))
    ax.plot(z, costs, style, label=f"class {label}")
ax.legend()
ax.set(xlabel="logit z", ylabel="loss", title="A sure mistake is expensive")
ends = [loss([[end]], [[1]]) for end in (-5, 0, 5)]
ax.set_label(
    "Loss of class 1: {:.3g} at z = −5, {:.3g} at 0, {:.3g} at 5.".format(*ends)
)
assert np.isclose(ends[0], -np.log(ad.sigmoid(-5.0)))

# %%
# One step
# --------
# A **gradient** says how fast the loss rises with each weight. A step goes the
# other way: each weight less the **learning rate** times its slope. The slope in
# the logit is simply :math:`\delta = p - y`: the probability of class 1 less the
# label. Of an output weight it is :math:`\delta` times the activation that it
# weighs.

x, label = X[:1], y[:1]
slopes = start.gradients(x, label)
(z,), trace = start(x)[0], start.forward(x)
delta = ad.sigmoid(z) - label[0, 0]
print(f"point (1, 1), label 1: logit {z:+.3f}, loss {loss([[z]], label):.3f}")
print(f"slope in the logit: {delta:+.3f}")
stepped = ad.train(start, x, label, optimizer=ad.Sgd(lr=0.1, momentum=0), epochs=1)
before, after = start.weights[1], stepped.network.weights[1]
table = np.column_stack((trace.activations[0][0], slopes.weights[1], before, after))
print("        activation  slope in v  v before  v after")
for k, row in enumerate(table, start=1):
    print("unit {}: {:10.3f} {:+11.3f} {:+9.3f} {:+8.3f}".format(k, *row))
assert (slopes.weights[1][:, 0] == trace.activations[0][0] * delta).all()
assert (after == before - 0.1 * slopes.weights[1]).all()

loss_after = loss(stepped.network(x), label)
print(f"loss after one step: {loss_after:.3f}")
assert loss_after < loss([[z]], label)

# %%
# A run
# -----
# One point after the other, in a new random order each time; once through all four
# is an **epoch**. **Momentum** adds a share of the last step to the next. This
# recipe is an old one: learning rate 0.1, momentum 0.4, one point a step, 50
# epochs. The **learning curve** is the mean loss of each epoch. Ten seeds, one
# recipe:

recipe = {"optimizer": ad.Sgd(lr=0.1, momentum=0.4), "epochs": 50, "batch_size": 1}


def train(seed, hidden="relu"):
    net = ad.Network.initialized((2, 5, 1), hidden=hidden, seed=seed)
    return ad.train(net, X, y, loss="sigmoid_cross_entropy", **recipe, seed=seed)


def right(net):
    return int(((net(X) > 0) == y).sum())


runs = [train(seed) for seed in range(10)]
fig, ax = plt.subplots(figsize=(6.4, 3.2))
for run in runs[:0:-1]:
    (line,) = ad.plots.learning_curve(ax, run)
    line.set(color="0.6", lw=1.2, ls="-" if right(run.network) == 4 else ":")
ad.plots.learning_curve(ax, runs[0])
ax.set_title("Seed 0, and nine others; dotted: not all points right")
wins = sum(right(run.network) == 4 for run in runs)
print(wins, "of 10 seeds end with all four points right")
assert right(runs[0].network) == 4
assert 2 <= wins <= 8

# %%
# Seed 0 works. It is the first seed, not the best one, and the recipe fails for
# many others. From here on *the* network is the one that seed 0 gives.

net = runs[0].network
print("point     logit  probability of class 1   loss  class  label")
logits = net(X)
for (x1, x2), (z,), cost, (label,) in zip(X, logits, loss.per_sample(logits, y), y):
    cells = f"{z:+8.3f} {ad.sigmoid(z):23.3f} {cost:6.3f} {z > 0:6} {label:6.0f}"
    print(f"({x1:.0f}, {x2:.0f})", cells)

# %%
# When is it done? Never: double every output weight and the output bias, and every
# right answer becomes surer, so the loss still falls. The 50 epochs are our
# decision.

(W, v), (b, c) = net.weights, net.biases
surer = ad.Network((W, 2 * v), (b, 2 * c))
print(f"mean loss {loss(net(X), y):.3f}, doubled {loss(surer(X), y):.3f}")
assert loss(surer(X), y) < loss(net(X), y)

# %%
# Without an activation
# ---------------------
# Take ReLU out. Then the two layers are one: their weights multiply to a single
# pair, their biases to a single number.

flat = train(0, hidden="identity").network
(W, v), (b, c) = flat.weights, flat.biases
grid = np.random.default_rng(0).uniform(-3, 3, (1000, 2))
w1, w2, bias = *(W @ v)[:, 0], (b @ v + c)[0]
print(f"as one layer: z = {w1:+.3f} x1 {w2:+.3f} x2 {bias:+.3f}")
assert np.allclose(flat(grid), grid @ (W @ v) + (b @ v + c), rtol=0, atol=1e-12)

# %%
# One weighted sum never solves the task (:doc:`purpose`), so no seed helps:

scores = [right(train(seed, hidden="identity").network) for seed in range(20)]
print("points right, 20 seeds:", *scores)
assert max(scores) < 4

# %%
# To remember
# -----------
# * Training is many small steps against the slope of the loss, one epoch after
#   another.
# * The slope in the logit is probability less label.
# * The same recipe wins with some seeds and loses with others. Without an
#   activation it always loses.
#
# Next, :doc:`surface`: what the network answers everywhere else.
