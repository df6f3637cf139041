r"""
Saturation: what is left of a gradient after twenty layers
==========================================================

What this page shows: how the gradient of the logit shrinks, or does not, on its way
back through twenty layers, for each function; and that the weights decide as much
as the function does. What you need: :doc:`/tutorial/training`. Reading time: ten
minutes.

A function **saturates** where it becomes flat. There its slope is near 0, and so is
every gradient that has to pass it.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")

# %%
# One factor for each layer
# -------------------------
# Let :math:`\delta^{(l)}` be the gradient of the logit in the pre-activations
# :math:`h^{(l)}` of layer :math:`l`. Backpropagation goes one layer back by
#
# .. math:: \delta^{(l)} = \varphi'(h^{(l)}) \odot W^{(l+1)} \delta^{(l+1)}
#
# so each layer multiplies by weights and by slopes. With :math:`p = \sigma(x)` the
# slope of the sigmoid is :math:`p (1 - p) = \tfrac14 - (p - \tfrac12)^2`, at most
# one quarter. That of tanh is :math:`1 - \tanh^2 x`, at most 1. Both bounds are
# reached at 0 only.

x = np.linspace(-20, 20, 4001)
for f, bound in ((ad.sigmoid, 0.25), (ad.tanh, 1.0)):
    slopes = f.derivative(x)
    print(
        f"{f.name}: largest slope {slopes.max():.2f}, at {x[slopes.argmax()]:.0f}"
    )
    assert slopes.max() <= bound
    assert f.derivative(0.0) == bound
    assert (f.derivative(x[abs(x) > 0.005]) < bound).all()

# %%
# The measurement
# ---------------
# Networks of twenty hidden layers with 32 units, weights drawn as each function
# wants them: with variance 2/inputs for ReLU (:cite:t:`he2015`) and its relatives,
# 1/inputs for SELU (:cite:t:`klambauer2017`) and for what keeps the size anyway,
# and 2/(inputs + outputs) for the bounded functions (:cite:t:`glorot2010`), which
# is the same where the layers are equally wide. One random input for each of six
# seeds; of the lengths of :math:`\delta^{(l)}` we take the median.

sizes = (32,) * 21 + (1,)
logit = ad.Loss("logit", lambda z, _: z, lambda z, _: np.ones_like(z))
he = "relu leaky_relu elu softplus gelu gelu_tanh silu mish squared_relu"
inits = dict.fromkeys(ad.activations, "glorot_normal")
inits |= dict.fromkeys(he.split(), "he_normal")
inits |= dict.fromkeys(("identity", "selu", "absolute"), "lecun_normal")


def lengths(f, init, seed, gain=1.0, sizes=sizes):
    """Return the gradient's length in each hidden layer, the last one first."""
    net = ad.Network.initialized(sizes, hidden=f, init=init, seed=seed)
    net = ad.Network([gain * W for W in net.weights], net.biases, hidden=f)
    x = np.sqrt(3) * (2 * np.random.default_rng(seed).random((1, 32)) - 1)
    with np.errstate(over="ignore", invalid="ignore"):
        slopes = net.gradients(x, [[0]], loss=logit).biases
        return np.array([np.sqrt((b**2).sum()) for b in slopes[-2::-1]])


measured = {}
print("layers back from the logit:           1        10        20")
for name, init in inits.items():
    runs = np.array([lengths(name, init, seed) for seed in range(6)])
    measured[name] = np.median(runs, axis=0)
    ends = "".join(f"{measured[name][k - 1]:10.1e}" for k in (1, 10, 20))
    print(f"{name:13}{init:15}", ends if np.isfinite(runs).all() else "  overflows")

# %%
# The step lets nothing through. The squared ReLU squares the size of its input once
# more in every layer, and overflows: it is used beside a normalisation. All others
# can be drawn:

assert not measured["step"].any()
assert [name for name in inits if np.isnan(measured[name]).any()] == [
    "squared_relu"
]
back = np.arange(1, 21)
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.9), sharey=True)
styles = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
panels = {
    "bounded": ("tanh", "sine", "softsign", "sigmoid"),
    "relatives of relu": ("selu", "relu", "mish", "softplus", "gelu", "silu"),
}
for ax, (title, names) in zip(axes, panels.items()):
    for name, style in zip(names, styles):
        ax.semilogy(back, measured[name], ls=style, label=name)
    ax.set(
        title=title, xlabel="layers back from the logit", xticks=(1, 5, 10, 15, 20)
    )
    ax.legend(loc="lower left")
    ends = ", ".join(f"{name} {measured[name][-1]:.1e}" for name in names)
    ax.set_label(f"Length of the gradient after 20 layers, {title}: {ends}.")
axes[0].set_ylabel("length of the gradient")

# %%
# The sigmoid loses a factor of more than three in each layer, and more than twelve
# orders of magnitude in all; no other function comes near. It is one reason why
# deep networks gave it up inside. Such losses were first described for recurrent
# networks, which are deep in time :cite:p:`hochreiter1991,bengio1994`.

rest = [v for v in measured if v not in ("step", "sigmoid", "squared_relu")]
assert measured["sigmoid"][-1] < 1e-12
assert min(measured[name][-1] for name in rest) > 1e-4
assert (measured["sigmoid"][:-1] > 3 * measured["sigmoid"][1:]).all()

# %%
# It depends on the weights
# -------------------------
# "Slope at most one quarter, so gradients vanish" is only half an argument: the
# weights multiply, too. Here all weights, of variance 1/inputs to begin with, are
# made larger by one factor. Drawn is what a layer does to the gradient on average.

factors = 2.0 ** np.arange(-1, 6)
short = (32,) * 11 + (1,)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
layer = {}
for name, style in (("sigmoid", "o-"), ("tanh", "s--"), ("relu", "^:")):
    layer[name] = []
    for gain in factors:
        runs = [
            lengths(name, "lecun_normal", seed, gain, short) for seed in range(4)
        ]
        layer[name].append(
            np.median([(run[-1] / run[0]) ** (1 / 9) for run in runs])
        )
    ax.loglog(factors, layer[name], style, base=2, label=name)
    print(f"{name:8}", "".join(f"{value:7.2f}" for value in layer[name]))
ax.axhline(1, color="0.6", lw=1, zorder=0)
ax.set(xlabel="factor on all weights", ylabel="gradient, per layer")
ax.set(title="Below the line it shrinks, above it grows")
ax.legend()
ax.set_label(
    "Change of the gradient per layer for factors from 0.5 to 32: "
    + "; ".join(
        f"{name} from {v[0]:.2g} to {v[-1]:.3g}" for name, v in layer.items()
    )
)

# %%
# ReLU passes every factor on as it is. The bounded functions answer larger weights
# with flatter slopes, so their gradients grow more slowly than the weights. But
# with large enough weights even those of the sigmoid grow, and with small enough
# ones all of them vanish. No function by itself makes gradients vanish; function
# and weights do, together.

for values in layer.values():
    assert values[0] < 1 < max(values)
ratio = np.array(layer["relu"]) / factors
assert np.allclose(ratio, ratio[0], rtol=1e-12)
assert layer["sigmoid"][-1] / layer["sigmoid"][0] < factors[-1] / factors[0] / 4

# %%
# To remember
# -----------
# * Going back one layer means: times the slopes, times the weights.
# * With the usual initialisation the sigmoid loses gradients fast; ReLU and SELU
#   keep them.
# * All this is the first moment only. Training moves the weights, and with them
#   every slope.
#
# Next, :doc:`around_zero`: what happens near the origin.
