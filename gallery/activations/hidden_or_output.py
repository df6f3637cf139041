r"""
A hidden function has to bend, an output function has to fit the answer
=======================================================================

.. about:: Hidden or output
   :minutes: 9
   :needs: :doc:`/tutorial/training`

*Inside* a network nobody reads the values: what counts is that the function bends.
*At the end* the values are the answer, so their range counts. A probability lies
between 0 and 1; a count is not negative; a difference in height can be any number.
"""

# fold: import the libraries, and train the tutorial's network
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
points = [f"({x1:.0f}, {x2:.0f})" for x1, x2 in X]
start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=0)
net = ad.train(start, X, y, seed=0).network

# %%
# One class or not: the sigmoid
# -----------------------------

logits = net(X)
p = ad.sigmoid(logits)
# fold: draw the four answers
z = np.linspace(-5, 5, 101)
fig, ax = plt.subplots(figsize=(7.2, 3))
ax.plot(z, ad.sigmoid(z), color="C2", zorder=1)
for label, (colour, marker) in ad.plots.CLASSES.items():
    here = y == label
    words = {"label": f"class {label}", "marker": marker, "color": colour}
    ax.scatter(logits[here], p[here], s=80, **words)
ax.axhline(0.5, ls=":", color="C2", zorder=0)
ax.legend(loc="upper left")
ax.set(xlabel="logit $z$", ylabel=r"$\sigma(z)$", title="Four logits, read")
ax.set_label(
    "The sigmoid rises from 0 to 1, with one half at 0. On it the four points: "
    f"class 1 at {p[0, 0]:.3g} and {p[3, 0]:.3g}, "
    f"class 0 at {p[1, 0]:.3g} and {p[2, 0]:.3g}."
)
fig.set_label(
    "The sigmoid turns each logit into a probability; above the dotted line the "
    "answer is class 1."
)

# %%
# The tutorial's network ends in a number, the **logit**. The sigmoid reads it as
# the probability of class 1:
#
# .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}
#
# It only rises, and :math:`\sigma(0)` is one half, so nothing is decided anew:
# class 1 is the more probable one exactly where the logit is positive.

# fold: print what the four logits say
loss = ad.losses["sigmoid_cross_entropy"]
costs, classes = loss.per_sample(logits, y), loss.decide(logits)
rows = [
    (point, f"{z:+.3f}", f"{q:.3f}", said, f"{label:.0f}", f"{cost:.3f}")
    for point, (z,), (q,), said, (label,), cost in zip(
        points, logits, p, classes, y, costs
    )
]
head = ("point", "logit", "probability", "class", "label", "loss")
print(ad.table("The four answers", head, rows))
assert ((p > 0.5) == (logits > 0)).all()
assert (p[y == 1] > 0.5).all()
assert (p[y == 0] < 0.5).all()

# %%
# .. predict:: ReLU is a good hidden function. Put it on the logit, too, before the
#    sigmoid. What goes wrong?
#    :right: 2
#
#    Nothing
#       Inside, later weights can turn a sign round. After the logit nothing can.
#    Class 0 can't be answered any more
#       ReLU leaves no negative logit, so no probability of class 1 is below one
#       half.
#    Class 1 can't be answered any more
#       Positive logits pass as they are. It is the negative ones that get lost.
#
# At the wrong end
# ----------------
# And training stops. Where the logit is not positive, the slope of ReLU is 0, so no
# weight learns from this point, not even if its label is 1. Here is the tutorial's
# recipe with and without that ReLU, on the same seeds. Once no logit is positive
# the gradient is exactly 0, and none of these networks comes back:


# fold: train with and without a ReLU on the logit
def bent_cost(z, y):
    return loss.cost(np.maximum(z, 0), y)


def bent_slope(z, y):
    return loss.slope(np.maximum(z, 0), y) * (z > 0)


bent = ad.Loss("bent", bent_cost, bent_slope)
seeds, stops = range(1000), (50, 200)
many = ad.Network.initialized((2, 5, 1), seed=seeds)
rows = []
for words, cost in {"relu on the logit": bent, "the logit itself": loss}.items():
    kept = {"epochs": 200, "snapshots": stops, "record_losses": False}
    run = ad.train(many, X, y, loss=cost, **kept, seed=seeds)
    early, late = ((run.snapshots[n](X) <= 0).all(axis=(0, 1)) for n in stops)
    rows.append((words, early.sum(), late.sum()))
    if cost is loss:
        assert late.sum() < early.sum() < 50
    else:
        assert (early == late).all()
        assert early.sum() > 500
        slopes = run.network[late].gradients(X, y, loss=cost)
        assert not any(part.any() for part in (*slopes.weights, *slopes.biases))
head = ("", *(f"after {n} epochs" for n in stops))
print(ad.table(f"Networks with no positive logit, of {len(seeds):,}", head, rows))
z = np.linspace(-5, 5, 101)
assert (ad.sigmoid(ad.relu(z)) >= 0.5).all()

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

# fold: try four thresholds
rows = []
for t in (0.1, 0.5, 0.8, 0.9):
    level = np.log(t / (1 - t))
    told = (p > t)[:, 0]
    rows.append((f"{t}", f"{level:+.3f}", told.sum()))
    assert (told == (logits > level)[:, 0]).all()
    line = ad.decision_boundary(net, level=level).reshape(-1, 2)
    assert np.allclose(ad.sigmoid(net(line)), t, rtol=0, atol=1e-14)
print(ad.table("Thresholds", ("threshold", "its logit", "points in class 1"), rows))
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
# difference is left. Here are the tutorial's answers, told in two probabilities:

both = ad.softmax(np.column_stack((np.zeros(4), logits)))
# fold: print both probabilities, and add a number to three logits
rows = [(point, f"{p0:.3f}", f"{p1:.3f}") for point, (p0, p1) in zip(points, both)]
print(ad.table("Softmax of 0 and the logit", ("point", "class 0", "class 1"), rows))
assert np.allclose(both[:, 1:], p, rtol=1e-15, atol=0)
three = np.array([2.0, -1.0, 0.5])
assert np.allclose(ad.softmax(three + 100), ad.softmax(three), rtol=1e-13, atol=0)

# %%
# Output and loss go in pairs
# ---------------------------
# Four kinds of answer, each with the output function :math:`p(z)` and the loss that
# go with it (:cite:t:`mccullagh1989` have the theory; here is
# :doc:`a proof </theory/pairs>`). But for terms without :math:`z`, each loss is
# :math:`A(z) - yz`, and :math:`p` is the slope of :math:`A`:
#
# .. math::
#
#    & A(z) && p(z) \\
#    \text{a number:} \quad & \tfrac12 z^2 && z \\
#    \text{one class or not:} \quad & \log(1 + e^z) && \sigma(z) \\
#    \text{one of several:} \quad & \log \textstyle\sum_k e^{z_k} &&
#    \operatorname{softmax}(z) \\
#    \text{a count:} \quad & e^z && e^z
#
# The first gives half the square of the error, the two in the middle the cross
# entropy, the last the loss named after Poisson. So the slope in the logit is the
# same for all: **answer less target**, :math:`p - y`. Here it is checked against
# the rise of the loss itself over a tiny step to either side.

# fold: compare p − y with the rise of each loss
pairs = {
    "half square": (ad.losses["mean_squared_error"], ad.identity, [[2.5]]),
    "sigmoid": (loss, ad.sigmoid, [[1.0]]),
    "softmax": (ad.losses["softmax_cross_entropy"], ad.softmax, [[0.0, 1.0, 0.0]]),
    # less the logarithm of y!, which has no z in it
    "Poisson": (lambda z, y: (np.exp(z) - y * z).sum(), np.exp, [[3.0]]),
}
rows = []
for name, (cost, answer, target) in pairs.items():
    z = np.array([[0.4, -0.3, 1.2]])[:, : len(target[0])]
    for k, value in enumerate(target[0]):
        step = 1e-5 * (np.arange(z.size) == k)
        measured = (cost(z + step, target) - cost(z - step, target)) / 2e-5
        q = answer(z)[0, k]
        cells = (
            f"{q:.3f}",
            f"{value:.1f}",
            f"{q - value:+.3f}",
            f"{measured:+.3f}",
        )
        rows.append((name, *cells))
        assert np.isclose(measured, q - value, rtol=1e-7, atol=1e-9)
print(ad.table("Slopes in the logit", ("", "p", "y", "p − y", "measured"), rows))

# %%
# A pair that does not belong
# ---------------------------
# The half square of a *probability*, :math:`\tfrac12 (\sigma(z) - y)^2`, looks
# harmless. Its slope in the logit is :math:`(p - y) \, p \, (1 - p)`, and the last
# two factors vanish where the network is sure, be it right or wrong. For a sample
# of class 1:

# fold: draw both slopes
z = np.linspace(-10, 10, 201)[:, None]
slopes = {}
fig, ax = plt.subplots(figsize=(7.2, 3))
for name, words, style in (
    ("sigmoid_cross_entropy", "cross entropy", "-"),
    ("sigmoid_mean_squared_error", "half square of the probability", "--"),
):
    slopes[name] = ad.losses[name].gradient(z, np.ones_like(z))[:, 0] * len(z)
    ax.plot(z, slopes[name], style, label=words)
ax.legend()
ax.set(xlabel="logit $z$", ylabel="slope in $z$")
ax.set_title("Label 1: who pulls upwards?")
pull, weak = (float(values[20]) for values in slopes.values())
ax.set_label(
    f"Slopes for label 1. At z = −8, confidently wrong: cross entropy {pull:.3g}, "
    f"half square {weak:.2g}. Both near 0 at z = 10."
)
fig.set_label(
    "On the far left the answer is surely wrong: one loss pulls, one does not."
)
q = ad.sigmoid(z[:, 0])
assert np.allclose(slopes["sigmoid_mean_squared_error"], (q - 1) * q * (1 - q))
assert abs(pull) > 0.99
assert abs(weak) < 0.001

# %%
# One gets stuck
# --------------
# Take the trained network, reverse the signs of its output and make it three times
# as large: it is now confidently wrong at all four points. From there both losses
# get the same steps in the same order.

(W, v), (b, c) = net.weights, net.biases
wrong = ad.Network((W, -3 * v), (b, -3 * c))


# fold: train with both losses, and draw how sure the right class becomes
def sureness(net):
    p = ad.sigmoid(net(X))
    return np.where(y == 1, p, 1 - p).mean()


assert ad.classify(wrong, X, y).right == 0
epochs = [0, 5, 10, 20, 30, 45, 60, 80, 100]
fig, ax = plt.subplots(figsize=(7.2, 3))
words, ends = [], {}
for name, style in zip(slopes, ("o-", "s--")):
    nets = [ad.train(wrong, X, y, loss=name, epochs=n).network for n in epochs]
    curve = [sureness(net) for net in nets]
    ends[name] = int(ad.classify(nets[-1], X, y, name).right)
    ax.plot(epochs, curve, style, ms=5, label=name)
    words.append(f"{name} from {curve[0]:.2g} to {curve[-1]:.2g}")
ax.legend()
ax.set(xlabel="epoch", ylabel="mean probability", ylim=(0, 1))
ax.set_title("The right class, from a confident mistake")
ax.set_label(f"Mean probability of the right class: {'; '.join(words)}.")
fig.set_label(
    "From the same start, one loss finds its way back and the other does not."
)
head = ("", f"points right after {epochs[-1]} epochs, of 4")
print(ad.table("The two losses", head, ends.items()))
assert ends["sigmoid_cross_entropy"] == 4
assert ends["sigmoid_mean_squared_error"] < 2

# %%
# This is no accident of the factor three: from other starts of this kind, too, the
# cross entropy is ahead after the same steps.

# fold: try other factors
rows = []
for factor in (2, 4, 6):
    wrong = ad.Network((W, -factor * v), (b, -factor * c))
    after = [sureness(ad.train(wrong, X, y, loss=name).network) for name in slopes]
    rows.append((f"{factor}", *(f"{value:.2f}" for value in after)))
    assert after[0] > after[1] + 0.1
head = ("factor", "cross entropy", "half square")
print(ad.table("Mean probability of the right class", head, rows))
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
