r"""
What a function does at zero can decide whether a network learns
================================================================

.. about:: Around zero
   :minutes: 10
   :needs: :doc:`/tutorial/training`

Far to the right, all these functions do what ReLU does, or nearly. They differ
around 0: in the slope at the corner, in the slope left of it, and in the mean of
what they hand on.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()

# %%
# The relatives of ReLU
# ---------------------

# fold: draw six functions and their slopes
leaky = ad.leaky_relu.variant(slope=0.2)
relatives = (ad.relu, leaky, ad.elu, ad.softplus, ad.gelu, ad.silu)
x = np.linspace(-3, 2, 251)
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.9))
for f in relatives:
    axes[0].plot(x, f(x), label=f.name)
    at_kink = (abs(x) < 1e-9) & (f.kink is not None)
    axes[1].plot(x, np.where(at_kink, np.nan, f.derivative(x)))
    assert abs(f(50) - 50) < 1e-12
    assert (np.diff(f(x)) < 0).any() == (f in (ad.gelu, ad.silu))
    assert (f.derivative(x[x < -1e-9]) == 0).any() == (f is ad.relu)
axes[0].legend()
axes[0].set(title="functions", xlabel="$x$", ylabel="$f(x)$")
axes[1].set(title="slopes", xlabel="$x$", ylabel="$f'(x)$")
values = ", ".join(f"{f.name} {f(-1):.3g}" for f in relatives)
slopes = ", ".join(f"{f.name} {f.derivative(-1):.3g}" for f in relatives)
axes[0].set_label(f"Values at −1: {values}.")
axes[1].set_label(f"Slopes at −1: {slopes}.")
fig.set_label(
    "Towards the right the six come together; left of 0 only ReLU has slope 0 "
    "throughout."
)

# %%
# On the left and around 0, leaky ReLU keeps a slope (here one fifth, large enough
# to be seen), ELU bends to a negative level, the others round the corner off. GELU
# and SiLU even fall a little before they rise.
#
# A dead ReLU unit gets no gradient. With the others a slope is left on that side.
# It may be small, but a step that is small is a step:

# fold: print the slopes at −1
rows = [(f.name, f"{f.derivative(-1):+.3f}") for f in relatives]
print(ad.table("Left of zero", ("", "slope at −1"), rows))

# %%
# .. predict:: What is the slope of ReLU at exactly 0?
#    :right: 3
#
#    0
#       That is the slope on the left, and the usual choice. But it is a choice.
#    1
#       That is the slope on the right. Take it instead, and some runs end
#       differently.
#    It has none
#       On the left it is 0, on the right 1, and at the corner there is none.
#       Training needs a number there all the same, so somebody has to choose it.
#
# At the corner
# -------------
# Any number from 0 to 1 can be defended, and the usual choice is 0. For random
# numbers the choice hardly ever counts, since hardly any of them is 0. Here it
# does: all biases start at 0, so at the point (0, 0) every unit of a new network
# sits exactly on its corner. What that point teaches the hidden biases is
#
# .. math:: \frac{\partial L}{\partial b_k} = \delta \, v_k \operatorname{relu}'(0)
#
# nothing with slope 0, and something with any other:

start = ad.Network.initialized((2, 5, 1), seed=0)
# fold: compute the slopes in the five hidden biases
assert ad.relu.derivative([-1e-9, 0, 1e-9]).tolist() == [0, 0, 1]
assert not start.forward([[0, 0]]).pre_activations[0].any()
origin, label, rows = X[3:], y[3:], []
choices = {kink: ad.relu.variant(kink=kink) for kink in (0, 0.5, 1)}
for kink, f in choices.items():
    net = ad.Network(start.weights, start.biases, hidden=f)
    slopes = net.gradients(origin, label).biases[0] + 0.0  # turns −0 into 0
    rows.append((kink, *(f"{value:+.3f}" for value in slopes)))
    delta = ad.sigmoid(net(origin))[0, 0] - 1
    assert np.allclose(slopes, delta * net.weights[1][:, 0] * kink, rtol=1e-14)
head = ("slope at 0", *(f"bias {k}" for k in range(1, 6)))
print(ad.table("Slope of the loss in each hidden bias", head, rows))

# %%
# Here is the same recipe with the same twenty seeds and the three choices:

# fold: train with each choice
right, rows = {}, []
for kink, f in choices.items():
    nets = ad.Network.initialized((2, 5, 1), hidden=f, seed=range(20))
    ends = ad.train(nets, X, y, seed=range(20)).network
    right[kink] = ad.classify(ends, X, y).right.tolist()
    rows.append((kink, " ".join(map(str, right[kink]))))
print(ad.table("Points right", ("slope at 0", "seeds 0 to 19"), rows))
assert right[0] != right[1]
assert right[0] != right[0.5]

# %%
# For some seeds the choice decides, because zeros in the data hit the corner;
# another page :doc:`counts those seeds </training/kink>`. In large networks coarse
# rounding makes such zeros, too: :cite:t:`bertoin2021` found effects in single
# precision. These pages take the slope on the left, 0, unless they say otherwise.
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
# four points in each step and with no biases but the one that is named:

# fold: train without biases, and with an output bias
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


rows = []
for name in ("relu", "tanh", "sigmoid"):
    nets = [train(name, output_bias) for output_bias in (0, 1)]
    none, one = (ad.share(ad.classify(net, X, y).success) for net in nets)
    rows.append((name, none, one))
    assert nets[0](X[3:]).any() == (name not in zero)
    assert none.count == 0 if name in zero else none.low > 0.5
    assert one.low > 0.5
print(ad.table("Success", ("", "no bias", "an output bias"), rows))

# %%
# So on XNOR you can do without hidden biases; and without them, ReLU needs the
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

# fold: compute both gradients
tables = []
head = ("", *(f"to unit {k}" for k in range(1, 5)))
for f in (ad.sigmoid, ad.tanh):
    net = ad.Network.initialized((2, 6, 4, 1), hidden=f, seed=0)
    tables.append(1000 * net.gradients(X[1:2], y[1:2]).weights[1])
    columns = [[f"{value:+.2f}" for value in row] for row in tables[-1]]
    rows = [(f"from unit {k}", *row) for k, row in enumerate(columns, start=1)]
    print(ad.table(f"{f.name}: gradient, in thousandths", head, rows))


def one_sign(columns):
    return (np.sign(columns) == np.sign(columns[0])).all(axis=0)


assert one_sign(tables[0]).all()
assert not one_sign(tables[1]).any()

# %%
# To let one weight rise and another fall, such a unit needs several samples with
# :math:`\delta` of both signs. One at a time it zigzags, in a batch it can go
# straight:

inputs = np.array([[0.9, 0.2], [0.3, 0.8]])
each = np.array([[1], [-1]]) * inputs
print("two samples:", *each, " batch:", each.mean(axis=0))
# fold: check the signs
assert one_sign(each.T).all()
assert not one_sign(each.mean(axis=0)[:, None]).any()

# %%
# ELU bends the left side down to bring the means nearer to 0 :cite:p:`clevert2016`.
# For inputs from a normal distribution:

# fold: compute the means
u = np.random.default_rng(0).random((10_000, 2))
normal = np.sqrt(-2 * np.log(1 - u[:, 0])) * np.cos(2 * np.pi * u[:, 1])
means = {f.name: f(normal).mean() for f in (ad.sigmoid, ad.relu, ad.elu, ad.tanh)}
rows = [(name, f"{mean:+.2f}") for name, mean in means.items()]
print(ad.table("Outputs", ("", "mean"), rows))
assert means["relu"] > means["elu"] > 0.1 > abs(means["tanh"])

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

# fold: draw the error
x = np.linspace(-6, 6, 1201)
values = ad.gelu_tanh(x) - ad.gelu(x)
slopes = ad.gelu_tanh.derivative(x) - ad.gelu.derivative(x)
fig, ax = plt.subplots(figsize=(7.2, 3.2))
words = []
for name, error in (("values", values), ("slopes", slopes)):
    ax.plot(x, 1e4 * error, label=f"error of the {name}")
    top, place = abs(error).max(), x[abs(error).argmax()]
    words.append(f"{top:.2g} in the {name}, at x = {place:.2g}")
ax.legend()
ax.set(xlabel="$x$", ylabel="error, in 1/10000", title="The tanh form less GELU")
ax.set_label(f"Largest errors: {', '.join(words)}.")
fig.set_label("The error is some ten-thousandths, and fades far from 0.")
assert 1000 * np.finfo(np.float32).eps < abs(values).max() < 1e-3
assert abs(slopes[[0, -1]]).max() < 1e-5
ad.plots.show()

# %%
# You can't see it, and training with either is fine. But a model that was trained
# with one and is run with the other answers differently: the error is thousands of
# times the rounding error of single precision.
#
# To remember
# -----------
# * At the corner the slope is a choice, and on data made of zeros it can decide a
#   run.
# * Positive inputs tie the signs of a unit's weight gradients, for one sample.
# * The relatives of ReLU differ near 0, and on the left by the slope that is left.
#
# Next, :doc:`your_function`: one that the package doesn't have.
