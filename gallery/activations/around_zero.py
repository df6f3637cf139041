"""
Around zero: corners, centres and smooth relatives
==================================================

What this page shows: why the slope of ReLU at its corner can matter, what a
function's value at 0 does without biases, what it means that outputs are centred,
and how the relatives of ReLU differ where they differ. What you need:
:doc:`/tutorial/training`. Reading time: twelve minutes.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()

# %%
# At the corner
# -------------
# ReLU has slope 0 on the left of 0 and slope 1 on the right. At 0 it has none, yet
# training needs one. The usual choice is 0; any number from 0 to 1 can be defended.
# For random numbers the choice hardly ever counts, since hardly any of them is 0.
# Here it does: all biases start at 0, so at the point (0, 0) every unit of a new
# network sits exactly on its corner.

start = ad.Network.initialized((2, 5, 1), seed=0)
assert not start.forward([[0, 0]]).pre_activations[0].any()

# %%
# What the point (0, 0) then teaches the hidden biases is
#
# .. math:: \frac{\partial L}{\partial b_k} = \delta \, v_k \operatorname{relu}'(0)
#
# nothing with slope 0, and something with any other:

origin, label = X[3:], y[3:]
for kink in (0, 0.5, 1):
    f = ad.relu.variant(kink=kink)
    net = ad.Network(start.weights, start.biases, hidden=f)
    slopes = net.gradients(origin, label).biases[0] + 0.0  # turns −0 into 0
    print(f"slope {kink:3} at 0:", *(f"{value:+.3f}" for value in slopes))
    delta = ad.sigmoid(net(origin))[0, 0] - 1
    assert np.allclose(slopes, delta * net.weights[1][:, 0] * kink, rtol=1e-14)

# %%
# The same recipe, the same twenty seeds, three choices:

right = {}
for kink in (0, 0.5, 1):
    f = ad.relu.variant(kink=kink)
    nets = ad.Network.initialized((2, 5, 1), hidden=f, seed=range(20))
    ends = ad.train(nets, X, y, seed=range(20)).network
    right[kink] = ad.classify(ends, X, y).right.tolist()
    print(f"slope {kink:3} at 0, points right:", *right[kink])
assert right[0] != right[1]
assert right[0] != right[0.5]

# %%
# For some seeds the choice decides, because zeros in the data hit the corner
# (:doc:`/training/kink` counts how often). In
# large networks coarse rounding does so, too: :cite:t:`bertoin2021` found effects
# in single precision. These pages take the slope on the left, 0, unless they say
# otherwise.
#
# Nothing at 0, or something
# --------------------------
# Take all biases away. Then at (0, 0) every pre-activation is 0, and the logit is
#
# .. math:: z = \varphi(0) \sum_k v_k
#
# For ReLU, tanh, GELU and all others with :math:`\varphi(0) = 0` that is 0 whatever
# the weights are, so the network has no answer there. The sigmoid hands on one half
# and softplus :math:`\log 2`, and the output weights can make something of it. An
# output bias alone does as well. Here are fifty networks each, trained with all
# four points in each step and without the biases that are not named:

zero = [name for name, f in ad.activations.items() if f(0.0) == 0]
assert {*ad.activations} - {*zero} == {"sigmoid", "softplus"}


def train(name, output_bias):
    net = ad.Network.initialized((2, 5, 1), hidden=name, seed=range(50))
    for _ in range(600):
        slopes = net.gradients(X, y)
        weights = [W - d for W, d in zip(net.weights, slopes.weights)]
        c = net.biases[1] - output_bias * slopes.biases[1]
        net = ad.Network(weights, (net.biases[0], c), hidden=name)
    return net


for name in ("relu", "tanh", "sigmoid"):
    for output_bias, words in ((0, "no bias"), (1, "an output bias")):
        net = train(name, output_bias)
        won = ad.share(ad.classify(net, X, y).success)
        print(f"{name:7} {words:14} success {won}")
        nothing = not net(X[3:]).any()
        assert nothing == (name in zero and not output_bias)
        assert won.count == 0 if nothing else won.low > 0.5

# %%
# So on XNOR hidden biases can be spared, and without hidden biases ReLU needs the
# output bias.
#
# Centred or not
# --------------
# One unit, one sample: the gradient of its weights is :math:`\delta` times its
# inputs. If all inputs are positive, all these entries have the sign of
# :math:`\delta`: the weights can only rise together or fall together
# :cite:p:`lecun1998`. Sigmoid units hand on positive values only; tanh units hand
# on both signs. Here are the gradients of a second hidden layer, a column for each
# of its four units, at one sample:

tables = {}
for f in (ad.sigmoid, ad.tanh):
    net = ad.Network.initialized((2, 6, 4, 1), hidden=f, seed=0)
    tables[f.name] = 1000 * net.gradients(X[1:2], y[1:2]).weights[1]
    print(f"{f.name}, in thousandths")
    for row in tables[f.name]:
        print("".join(f"{value:+8.2f}" for value in row))


def one_sign(columns):
    return (np.sign(columns) == np.sign(columns[0])).all(axis=0)


assert one_sign(tables["sigmoid"]).all()
assert not one_sign(tables["tanh"]).any()

# %%
# To let one weight rise and another fall, such a unit needs several samples with
# :math:`\delta` of both signs; one at a time it zigzags, in a batch it can go
# straight:

inputs = np.array([[0.9, 0.2], [0.3, 0.8]])
each = np.array([[1], [-1]]) * inputs
print("two samples:", *each, " batch:", each.mean(axis=0))
assert one_sign(each.T).all()
assert not one_sign(each.mean(axis=0)[:, None]).any()

# %%
# ELU bends the left side down to bring the means nearer to 0
# :cite:p:`clevert2016`. For inputs from a normal distribution:

u = np.random.default_rng(0).random((10_000, 2))
normal = np.sqrt(-2 * np.log(1 - u[:, 0])) * np.cos(2 * np.pi * u[:, 1])
means = {f.name: f(normal).mean() for f in (ad.sigmoid, ad.relu, ad.elu, ad.tanh)}
print("means:", *(f"{k} {m:+.2f} " for k, m in means.items()))
assert means["relu"] > means["elu"] > 0.1 > abs(means["tanh"])

# %%
# The relatives of ReLU
# ---------------------
# Far to the right they all do what ReLU does, or nearly. On the left and around 0
# they differ: leaky ReLU keeps a slope (drawn with one fifth, to be seen), ELU
# bends to a negative level, the others round the corner off. GELU and SiLU even
# fall a little before they rise.

relatives = (
    ad.relu,
    ad.leaky_relu.variant(slope=0.2),
    ad.elu,
    ad.softplus,
    ad.gelu,
    ad.silu,
)
x = np.linspace(-3, 2, 251)
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.9))
for f, style in zip(relatives, ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))):
    axes[0].plot(x, f(x), ls=style, label=f.name)
    at_kink = (abs(x) < 1e-9) & (f.kink is not None)
    axes[1].plot(x, np.where(at_kink, np.nan, f.derivative(x)), ls=style)
axes[0].legend()
axes[0].set(title="functions", xlabel="$x$", ylabel="$f(x)$")
axes[1].set(title="slopes", xlabel="$x$", ylabel="$f'(x)$")
axes[0].set_label(
    "Values at −1: " + ", ".join(f"{f.name} {f(-1):.3g}" for f in relatives) + "."
)
axes[1].set_label(
    "Slopes at −1: "
    + ", ".join(f"{f.name} {f.derivative(-1):.3g}" for f in relatives)
    + "."
)
for f in relatives:
    assert abs(f(50) - 50) < 1e-12
    falls = bool((np.diff(f(x)) < 0).any())
    assert falls == (f.name in {"gelu", "silu"})

# %%
# A dead ReLU unit gets no gradient. With the others a slope is left on that side,
# here at −1. It may be small, but a step that is small is a step:

for f in relatives:
    print(f"{f.name:11} slope at −1: {f.derivative(-1):+.3f}")
    assert (f.derivative(-1) == 0) == (f is ad.relu)

# %%
# GELU and its tanh form
# ----------------------
# GELU weighs :math:`x` with the probability that a normal number is below it. When
# that was slow to compute, a formula with tanh stood in for it, and many trained
# models keep it (:cite:t:`hendrycks2016` give both):
#
# .. math::
#
#    x \, \Phi(x) \approx \tfrac{x}{2} (1 + \tanh u), \qquad
#    u = \sqrt{2 / \pi} \, (x + 0.044715 x^3)
#
# It is an approximation. This is its error, in the values and in the slopes:

x = np.linspace(-6, 6, 1201)
errors = {
    "values": ad.gelu_tanh(x) - ad.gelu(x),
    "slopes": ad.gelu_tanh.derivative(x) - ad.gelu.derivative(x),
}
fig, ax = plt.subplots(figsize=(6.4, 3.2))
words = []
for (name, error), style in zip(errors.items(), ("-", "--")):
    ax.plot(x, 1e4 * error, style, label=f"error of the {name}")
    worst = abs(error).argmax()
    words.append(f"{abs(error).max():.2g} in the {name}, at x = {x[worst]:.2g}")
    print(f"largest error of the {name}: {abs(error).max():.1e}")
ax.legend()
ax.set(xlabel="$x$", ylabel="error, in 1/10000", title="The tanh form less GELU")
ax.set_label(f"Largest errors: {', '.join(words)}.")

# %%
# No eye sees it, and training with either is fine. But a model that was trained
# with one and is run with the other answers differently: the error is thousands of
# times the rounding error of single precision.

assert 1000 * np.finfo(np.float32).eps < abs(errors["values"]).max() < 1e-3
ad.plots.show()

# %%
# To remember
# -----------
# * At the corner the slope is a choice, and on data made of zeros it can decide a
#   run.
# * Positive inputs tie the signs of a unit's weight gradients, for one sample.
# * The relatives of ReLU differ near 0, and on the left by the slope that is left.
#
# Next, :doc:`last_digits`: how exactly all this can be computed.
