r"""
Saturation: what is left of a gradient after twenty layers
==========================================================

What this page shows: how the gradient shrinks, or does not, on its way back through
twenty layers, for each function; and that the weights decide as much as the
function does. What you need: :doc:`/tutorial/training`. Reading time: ten minutes.

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
# Let :math:`\delta^{(l)}` be the gradient in the pre-activations :math:`h^{(l)}` of
# layer :math:`l`. Backpropagation goes one layer back by
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
# Weights that keep the size
# --------------------------
# To compare functions, give each the weights that suit it. If pre-activations are
# standard normal, :math:`Z`, then :math:`n` weights of variance :math:`s^2` make
# those of the next layer as large on average if
#
# .. math:: n \, s^2 \, E[\varphi(Z)^2] = 1
#
# (:doc:`/theory/initialisation`). For ReLU that is He's :math:`2/n`
# :cite:p:`he2015`, for SELU :math:`1/n` :cite:p:`klambauer2017`, for GELU yet
# another number. Such weights multiply the mean square of the gradient by
#
# .. math:: n \, s^2 \, E[\varphi'(Z)^2] = E[\varphi'(Z)^2] / E[\varphi(Z)^2]
#
# in each layer, if what comes back is independent of the weights. Both means, as
# sums over the normal density:

z = np.linspace(-12, 12, 24_001)
density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * (z[1] - z[0])
squares, foretold = {}, {}
for name, f in ad.activations.items():
    squares[name] = (f(z) ** 2 * density).sum()
    slope = (f.derivative(z) ** 2 * density).sum()
    foretold[name] = np.sqrt(slope / squares[name])
assert abs(squares["relu"] - 1 / 2) < 1e-4
assert abs(squares["selu"] - 1) < 1e-6

# %%
# The measurement
# ---------------
# Networks of twenty hidden layers with 64 units and these weights (in the first
# layer of variance 1/inputs, as the inputs have size 1). One random input for each
# of eight seeds; of the lengths of :math:`\delta^{(l)}`, compared with that in the
# last hidden layer, we take the median. The loss is the output itself, so that
# nothing but the layers acts on the gradient. The last column is the forecast.

output = ad.Loss("output", lambda z, _: z, lambda z, _: np.ones_like(z))


def lengths(f, factors, seed, sizes):
    """Return the gradient's length in each hidden layer, the last one first."""
    net = ad.Network.initialized(sizes, f, init="lecun_normal", seed=seed)
    weights = [k * W for k, W in zip(factors, net.weights)]
    net = ad.Network(weights, net.biases, hidden=f)
    random = np.random.default_rng(seed).random((1, sizes[0]))
    with np.errstate(over="ignore", invalid="ignore"):
        slopes = net.gradients(
            np.sqrt(3) * (2 * random - 1), [[0]], loss=output
        ).biases
        return np.array([np.sqrt((b**2).sum()) for b in slopes[-2::-1]])


def measure(name, square):
    """Return the median over eight seeds, with variance 1 / (n square)."""
    sizes, factors = (64,) * 21 + (1,), (1, *[1 / np.sqrt(square)] * 20)
    runs = np.array([lengths(name, factors, seed, sizes) for seed in range(8)])
    if not runs[:, 0].all():
        return runs[0]
    runs /= runs[:, :1]
    return np.median(runs, axis=0)


measured = {}
print("layers back:        5       10       20   forecast for 20")
for name in ad.activations:
    measured[name] = row = measure(name, squares[name])
    cells = "".join(f"{row[k - 1]:9.1e}" for k in (5, 10, 20))
    told = f"{foretold[name] ** 19:12.1e}"
    print(
        f"{name:13}", cells + told if np.isfinite(row).all() else "  out of range"
    )

# %%
# The step lets nothing through. The squared ReLU squares the size of its input once
# more in every layer, so it runs out of range: it is used beside a normalisation.
# All others can be drawn:

assert not measured["step"].any()
assert [name for name, row in measured.items() if np.isnan(row).any()] == [
    "squared_relu"
]
back = np.arange(1, 21)
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.9), sharey=True)
styles = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
panels = {
    "bounded": ("sine", "softsign", "tanh", "sigmoid"),
    "relatives of relu": ("selu", "relu", "mish", "gelu", "silu", "softplus"),
}
for ax, (title, names) in zip(axes, panels.items()):
    for name, style in zip(names, styles):
        ax.semilogy(back, measured[name], ls=style, label=name)
    ax.set(
        title=title,
        xlabel="hidden layers, from the last",
        xticks=(1, 5, 10, 15, 20),
    )
    ax.legend(loc="lower left")
    ends = ", ".join(f"{name} {measured[name][-1]:.1e}" for name in names)
    ax.set_label(f"Length of the gradient after 20 layers, {title}: {ends}.")
axes[0].set_ylabel("length of the gradient")

# %%
# The sigmoid loses more than half in each layer, and more than seven orders of
# magnitude in all; softplus loses less, but steadily. All others end within a
# factor of twenty of where they began. Such losses were first described for
# recurrent networks, which are deep in time :cite:p:`hochreiter1991,bengio1994`;
# :cite:t:`glorot2010` call the sigmoid unsuited for deep networks with random
# weights.

falling = ("sigmoid", "softplus")
rest = [k for k in measured if k not in (*falling, "step", "squared_relu")]
assert measured["sigmoid"][-1] < 1e-7
assert (measured["sigmoid"][:-1] > 2 * measured["sigmoid"][1:]).all()
assert measured["softplus"][-1] < 1e-3
assert all(1 / 20 < measured[name][-1] < 20 for name in rest)
assert all(foretold[name] < 0.6 for name in falling)
assert min(foretold[name] for name in rest) > 0.99

# %%
# The forecast is for layers without end; with 64 units a run scatters around it.
#
# It depends on the weights
# -------------------------
# Take the variance from another function, and gradients vanish that need not. GELU
# and SiLU with :math:`2/n`, which is right for ReLU, and with their own:

for name in ("gelu", "silu"):
    borrowed = measure(name, squares["relu"])[-1]
    print(f"{name}: own variance {measured[name][-1]:.2g}, ReLU's {borrowed:.2g}")
    assert borrowed < measured[name][-1] / 10

# %%
# "Slope at most one quarter, so gradients vanish" is only half an argument for the
# same reason. Here all weights, of variance 1/inputs to begin with, are made larger
# by one factor. Drawn is what a layer does to the gradient on average.

factors = 2.0 ** np.arange(-1, 6)
fig, ax = plt.subplots(figsize=(6.4, 3.6))
layer = {}
styles = {"sigmoid": "o-", "tanh": "s--", "sine": "D-.", "relu": "^:"}
for name, style in styles.items():
    layer[name] = []
    for factor in factors:
        runs = [
            lengths(name, [factor] * 11, seed, (32,) * 11 + (1,))
            for seed in range(4)
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
# ReLU passes every factor on as it is. Sigmoid and tanh answer larger weights with
# flatter slopes, so their gradients grow more slowly than the weights. Sine is as
# bounded and never flattens for good: its gradients grow with the weights. With
# large enough weights even those of the sigmoid grow, and with small enough ones
# all four vanish. So, but for the step, whose slope is 0, no function here makes
# gradients vanish by itself; function and weights do, together.

for values in layer.values():
    assert values[0] < 1 < max(values)
ratio = np.array(layer["relu"]) / factors
assert np.allclose(ratio, ratio[0], rtol=1e-12)
growth = {name: values[-1] / values[0] for name, values in layer.items()}
assert max(growth["sigmoid"], growth["tanh"]) < growth["relu"] / 4
assert growth["sine"] > growth["relu"] / 2
ad.plots.show()

# %%
# To remember
# -----------
# * Going back one layer means: times the slopes, times the weights.
# * Each function has a variance of its own that keeps the size of the signals. With
#   it sigmoid and softplus lose gradients steadily; the others here keep them.
# * All this is the first moment only. Training moves the weights, and with them
#   every slope.
#
# Next, :doc:`around_zero`: what happens near the origin.
