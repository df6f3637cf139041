r"""
Hidden or output: two jobs, and the loss that belongs to each output
====================================================================

What this page shows: which functions go at the end of a network and why, which loss
belongs to which, and what happens to a pair that does not belong together. What you
need: :doc:`/tutorial/training`. Reading time: ten minutes.

*Inside* a network nobody reads the values. What counts is that the function bends,
and that its slopes carry the gradient. *At the end* the values are the answer.
What counts is their range: a probability lies between 0 and 1, a count is not
negative, a difference in height can be any number.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network
logits = net(X)

# %%
# One class or not: the sigmoid
# -----------------------------
# The tutorial's network ends in a number, the **logit**. The sigmoid reads it as
# the probability of class 1:
#
# .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}
#
# It only rises, and :math:`\sigma(0)` is one half, so nothing is decided anew:
# class 1 is the more probable one exactly where the logit is positive.

p = ad.sigmoid(logits)
loss = ad.losses["sigmoid_cross_entropy"]
costs, classes = loss.per_sample(logits, y), loss.decide(logits)
print("point     logit  probability  class  label   loss")
rows = zip(X, logits, p, classes, y, costs)
for (x1, x2), (z,), (q,), said, (label,), cost in rows:
    cells = f"{z:+8.3f} {q:12.3f} {said:6} {label:6.0f} {cost:6.3f}"
    print(f"({x1:.0f}, {x2:.0f})", cells)
assert ((p > 0.5) == (logits > 0)).all()
assert (p[y == 1] > 0.5).all()
assert (p[y == 0] < 0.5).all()

z = np.linspace(-5, 5, 101)
fig, ax = plt.subplots(figsize=(6.4, 3))
ax.plot(z, ad.sigmoid(z), color="0.6", zorder=1)
for label, (colour, marker) in ad.plots.CLASSES.items():
    here = y == label
    words = {"label": f"class {label}", "marker": marker, "color": colour}
    ax.scatter(logits[here], p[here], s=80, **words)
ax.axhline(0.5, ls=":", color="0.6", zorder=0)
ax.legend(loc="upper left")
ax.set(xlabel="logit $z$", ylabel=r"$\sigma(z)$", title="Four logits, read")
ax.set_label(
    "The sigmoid rises from 0 to 1, with one half at 0. On it the four points: "
    f"class 1 at {p[0, 0]:.3g} and {p[3, 0]:.3g}, "
    f"class 0 at {p[1, 0]:.3g} and {p[2, 0]:.3g}."
)

# %%
# Another threshold
# -----------------
# One half is fair if both mistakes cost the same. If a false 1 costs nine times as
# much as a false 0, class 1 is the cheaper answer only where :math:`9 (1 - p) < p`,
# so where :math:`p > t` with :math:`t = \tfrac{9}{10}`. As the sigmoid rises, that
# is a threshold on the logit again, the logit of :math:`t`:
#
# .. math:: \sigma(z) > t \quad \text{where} \quad z > \log \frac{t}{1 - t}
#
# Nothing is trained anew. The boundary lies where the logit has that value, and it
# may leave a point of class 1 on the other side:

print("threshold  its logit  points in class 1")
for t in (0.1, 0.5, 0.8, 0.9):
    level = np.log(t / (1 - t))
    told = (p > t)[:, 0]
    print(f"{t:9} {level:+10.3f} {told.sum():17}")
    assert (told == (logits > level)[:, 0]).all()
    line = ad.decision_boundary(net, level=level).reshape(-1, 2)
    assert np.allclose(ad.sigmoid(net(line)), t, rtol=0, atol=1e-14)
q = np.arange(0.0005, 1, 0.001)
assert ((9 * (1 - q) < q) == (q > 0.9)).all()
assert (p > 0.5).sum() == 2 > (p > 0.8).sum() > (p > 0.9).sum()

# %%
# One class of several: softmax
# -----------------------------
# A logit for each class, and
#
# .. math:: p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}
#
# The name is from :cite:t:`bridle1990`. Only differences between logits count: add
# the same number to all, and nothing changes. With two classes the sigmoid of the
# difference is left. The tutorial's answers, told in two probabilities:

both = ad.softmax(np.column_stack((np.zeros(4), logits[:, 0])))
for (x1, x2), (p0, p1) in zip(X, both):
    print(f"({x1:.0f}, {x2:.0f})  class 0: {p0:.3f}  class 1: {p1:.3f}")
assert np.allclose(both[:, 1:], p, rtol=1e-15, atol=0)
three = np.array([2.0, -1.0, 0.5])
assert np.allclose(ad.softmax(three + 100), ad.softmax(three), rtol=1e-13, atol=0)

# %%
# At the wrong end
# ----------------
# ReLU is a fine hidden function. Put it on the logit, and class 0 can't be answered
# any more: no probability is below one half. And training stops. Where the logit is
# not positive, the slope of ReLU is 0, so no weight learns from this point, not
# even if its label is 1. The tutorial's recipe with and without that ReLU, on the
# same seeds; once no logit is positive the gradient is exactly 0, and none of these
# networks comes back:


def bent_cost(z, y):
    return cross_entropy.cost(np.maximum(z, 0), y)


def bent_slope(z, y):
    return cross_entropy.slope(np.maximum(z, 0), y) * (z > 0)


cross_entropy = ad.losses["sigmoid_cross_entropy"]
ends = {"relu on the logit": ad.Loss("bent", bent_cost, bent_slope)}
ends["the logit itself"] = cross_entropy
seeds, stops = range(1000), (50, 200)
many = ad.Network.initialized((2, 5, 1), seed=seeds)
for words, loss in ends.items():
    kept = {"epochs": 200, "snapshots": stops, "record_losses": False}
    run = ad.train(many, X, y, loss=loss, **kept, seed=seeds)
    early, late = ((run.snapshots[n](X) <= 0).all(axis=(0, 1)) for n in stops)
    told = f"{early.sum()} after {stops[0]} epochs, {late.sum()} after {stops[1]}"
    print(f"{words:17}  no positive logit: {told}, of {len(seeds):,}")
    if loss is cross_entropy:
        assert late.sum() < early.sum() < 50
    else:
        assert (early == late).all()
        assert early.sum() > 500
        slopes = run.network[late].gradients(X, y, loss=loss)
        assert not any(part.any() for part in (*slopes.weights, *slopes.biases))
assert (ad.sigmoid(ad.relu(z)) >= 0.5).all()

# %%
# Output and loss go in pairs
# ---------------------------
# Four kinds of answer, each with the output function :math:`p(z)` and the loss that
# go with it (:cite:t:`mccullagh1989` have the theory; here is :doc:`a proof
# </theory/pairs>`). But for terms without :math:`z`, each loss is
# :math:`A(z) - yz`, and :math:`p` is the slope of :math:`A`:
#
# .. math::
#
#    \text{any number:} & \quad A = \tfrac12 z^2, & p &= z,
#    & & \tfrac12 (z - y)^2 \\
#    \text{one class or not:} & \quad A = \log(1 + e^z), & p &= \sigma(z),
#    & & \text{cross entropy} \\
#    \text{one of several:} & \quad A = \log \textstyle\sum_k e^{z_k},
#    & p &= \operatorname{softmax}(z), & & \text{cross entropy} \\
#    \text{a count:} & \quad A = e^z, & p &= e^z, & & \text{Poisson}
#
# So the slope in the logit is the same for all: **answer less target**,
# :math:`p - y`. Here it is checked against the rise of the loss itself over a tiny
# step to either side.


def poisson(z, y):  # less the logarithm of y!, which has no z in it
    return (np.exp(z) - y * z).sum()


pairs = {
    "half square": (ad.losses["mean_squared_error"], ad.identity, [[2.5]]),
    "sigmoid": (ad.losses["sigmoid_cross_entropy"], ad.sigmoid, [[1.0]]),
    "softmax": (ad.losses["softmax_cross_entropy"], ad.softmax, [[0.0, 1.0, 0.0]]),
    "Poisson": (poisson, np.exp, [[3.0]]),
}
print("               p     y    p − y  measured")
for name, (loss, output, target) in pairs.items():
    z = np.array([[0.4, -0.3, 1.2]])[:, : len(target[0])]
    for k, value in enumerate(target[0]):
        step = 1e-5 * (np.arange(z.size) == k)
        measured = (loss(z + step, target) - loss(z - step, target)) / 2e-5
        q = output(z)[0, k]
        print(f"{name:11} {q:5.3f} {value:5.1f} {q - value:+8.3f} {measured:+9.3f}")
        assert np.isclose(measured, q - value, rtol=1e-7, atol=1e-9)

# %%
# A pair that does not belong
# ---------------------------
# The half square of a *probability*, :math:`\tfrac12 (\sigma(z) - y)^2`, looks
# harmless. Its slope in the logit is :math:`(p - y) \, p \, (1 - p)`, and the last
# two factors vanish where the network is sure, be it right or wrong. For a sample
# of class 1:

z = np.linspace(-10, 10, 201)[:, None]
ones = np.ones_like(z)
slopes = {}
fig, ax = plt.subplots(figsize=(6.4, 3))
for name, words, style in (
    ("sigmoid_cross_entropy", "cross entropy", "-"),
    ("sigmoid_mean_squared_error", "half square of the probability", "--"),
):
    slopes[name] = ad.losses[name].gradient(z, ones)[:, 0] * len(z)
    ax.plot(z, slopes[name], style, label=words)
ax.legend()
ax.set(
    xlabel="logit $z$", ylabel="slope in $z$", title="Label 1: who pulls upwards?"
)
pull, weak = (float(values[20]) for values in slopes.values())
ax.set_label(
    f"Slopes for label 1. At z = −8, confidently wrong: cross entropy {pull:.3g}, "
    f"half square {weak:.2g}. Both near 0 at z = 10."
)
q = ad.sigmoid(z[:, 0])
assert np.allclose(slopes["sigmoid_mean_squared_error"], (q - 1) * q * (1 - q))
assert abs(pull) > 0.99
assert abs(weak) < 0.001

# %%
# The run
# -------
# Take the trained network, exchange the signs of its output and make it three times
# as large: confidently wrong at all four points. From there both losses get the
# same steps in the same order. Drawn is the mean probability of the right class.

(W, v), (b, c) = net.weights, net.biases
wrong = ad.Network((W, -3 * v), (b, -3 * c))
assert ad.classify(wrong, X, y).right == 0


def sureness(net):
    p = ad.sigmoid(net(X))
    return np.where(y == 1, p, 1 - p).mean()


epochs = [0, 5, 10, 20, 30, 45, 60, 80, 100]
fig, ax = plt.subplots(figsize=(6.4, 3))
words = []
ends = {}
for name, style in zip(slopes, ("o-", "s--")):
    nets = [ad.train(wrong, X, y, loss=name, epochs=n).network for n in epochs]
    curve = [sureness(net) for net in nets]
    ends[name] = int(ad.classify(nets[-1], X, y, name).right)
    ax.plot(epochs, curve, style, ms=5, label=name)
    words.append(f"{name} from {curve[0]:.2g} to {curve[-1]:.2g}")
    print(f"{name:26} {ends[name]} of 4 points right after {epochs[-1]} epochs")
ax.legend()
ax.set(
    xlabel="epoch", ylabel="mean probability", ylim=(0, 1), title="One gets stuck"
)
ax.set_label(f"Mean probability of the right class: {'; '.join(words)}.")
assert ends["sigmoid_cross_entropy"] == 4
assert ends["sigmoid_mean_squared_error"] < 2

# %%
# Not an accident of the factor three: from other starts of this kind, too, the
# cross entropy is ahead after the same steps.

for factor in (2, 4, 6):
    wrong = ad.Network((W, -factor * v), (b, -factor * c))
    after = [sureness(ad.train(wrong, X, y, loss=name).network) for name in slopes]
    print(
        f"factor {factor}: cross entropy {after[0]:.2f}, half square {after[1]:.2f}"
    )
    assert after[0] > after[1] + 0.1
ad.plots.show()

# %%
# To remember
# -----------
# * Hidden functions bend. Output functions fit the range of the answer.
# * In the right pair the slope in the logit is answer less target, so a wrong
#   answer always pulls.
# * The gradient of a probability's squared error nearly vanishes where the network
#   is confidently wrong, and that of a ReLU on the logit vanishes.
#
# Next, :doc:`saturation`: the same vanishing factor, once for each layer.
