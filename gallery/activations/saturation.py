r"""
Twenty layers of sigmoids leave less than a ten-millionth of the gradient
=========================================================================

.. about:: Saturation
   :minutes: 9
   :needs: :doc:`/tutorial/training`

A function **saturates** where it becomes flat. There its slope is near 0, and so is
every gradient that has to pass it. But most functions do pass the gradient on, and
the weights decide as much as the function does.
"""

# fold: import the libraries, and say how a gradient is measured
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
z = np.linspace(-12, 12, 24_001)
density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * (z[1] - z[0])
squares, foretold = {}, {}
for name, f in ad.activations.items():
    squares[name] = (f(z) ** 2 * density).sum()
    slope = (f.derivative(z) ** 2 * density).sum()
    foretold[name] = np.sqrt(slope / squares[name])
assert abs(squares["relu"] - 1 / 2) < 1e-4
assert abs(squares["selu"] - 1) < 1e-6
output = ad.Loss("output", lambda z, _: z, lambda z, _: np.ones_like(z))


def lengths(f, factors, seed, sizes):
    """Return the gradient's length in each hidden layer, the last one first."""
    net = ad.Network.initialized(sizes, f, init="lecun_normal", seed=seed)
    weights = [k * W for k, W in zip(factors, net.weights)]
    net = ad.Network(weights, net.biases, hidden=f)
    random = np.random.default_rng(seed).random((1, sizes[0]))
    inputs = np.sqrt(3) * (2 * random - 1)
    with np.errstate(over="ignore", invalid="ignore"):
        slopes = net.gradients(inputs, [[0]], loss=output).biases
        return np.array([np.sqrt((b**2).sum()) for b in slopes[-2::-1]])


def measure(name, square):
    """Return the median over eight seeds, with variance 1 / (n square)."""
    sizes, factors = (64,) * 21 + (1,), (1, *[1 / np.sqrt(square)] * 20)
    runs = np.array([lengths(name, factors, seed, sizes) for seed in range(8)])
    if not runs[:, 0].all():
        return runs[0]
    runs /= runs[:, :1]
    return np.median(runs, axis=0)


# %%
# What is left
# ------------

# fold: measure the gradient in twenty layers of each function, and draw it
measured = {name: measure(name, squares[name]) for name in ad.activations}
gone = [name for name, row in measured.items() if np.isnan(row).any()]
assert not measured["step"].any()
assert gone == ["squared_relu"]
panels = {
    "bounded": ("sine", "softsign", "tanh", "sigmoid"),
    "relatives of relu": ("selu", "relu", "mish", "gelu", "silu", "softplus"),
}
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.9), sharey=True)
for ax, (title, names) in zip(axes, panels.items()):
    for name in names:
        ax.semilogy(range(1, 21), measured[name], label=name)
    ax.set(title=title, xlabel="hidden layers, from the last")
    ax.set_xticks((1, 5, 10, 15, 20))
    ax.legend(loc="lower left")
    ends = ", ".join(f"{name} {measured[name][-1]:.1e}" for name in names)
    ax.set_label(f"Length of the gradient after 20 layers, {title}: {ends}.")
axes[0].set_ylabel("length of the gradient")
fig.set_label(
    "On the way back through the layers sigmoid and softplus lose the gradient; "
    "each grid line down is a hundredth of the one above."
)
rest = {*measured} - {"sigmoid", "softplus", "step", "squared_relu"}
assert measured["sigmoid"][-1] < 1e-7
assert (measured["sigmoid"][:-1] > 2 * measured["sigmoid"][1:]).all()
assert measured["softplus"][-1] < 1e-3
assert all(1 / 20 < measured[name][-1] < 20 for name in rest)
assert max(foretold["sigmoid"], foretold["softplus"]) < 0.6
assert min(foretold[name] for name in rest) > 0.99

# %%
# The sigmoid loses more than half in each layer; softplus loses less, but steadily.
# All others here end within a factor of twenty of where they began. That is after
# twenty layers; little by little adds up :doc:`in fifty </beyond/gains>`. Such
# losses were first described for recurrent networks, which are deep in time
# :cite:p:`hochreiter1991,bengio1994`; :cite:t:`glorot2010` call the sigmoid
# unsuited for deep networks with random weights.
#
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

# fold: check both bounds
x = np.linspace(0.01, 20, 2000)
for f, bound in ((ad.sigmoid, 0.25), (ad.tanh, 1.0)):
    assert f.derivative(0.0) == bound
    assert (f.derivative([x, -x]) < bound).all()

# %%
# Weights that keep the size
# --------------------------
# To compare functions, give each the weights that suit it. If pre-activations are
# standard normal, :math:`Z`, then :math:`n` weights of variance :math:`s^2` keep
# those of the next layer equally large on average if
#
# .. math:: n \, s^2 \, E[\varphi(Z)^2] = 1
#
# (:doc:`a proof </theory/initialisation>`). For ReLU that is He's :math:`2/n`
# :cite:p:`he2015`, for SELU :math:`1/n` :cite:p:`klambauer2017`, for GELU yet
# another number. Such weights multiply the mean square of the gradient by
#
# .. math:: n \, s^2 \, E[\varphi'(Z)^2] = E[\varphi'(Z)^2] / E[\varphi(Z)^2]
#
# in each layer, if what comes back is independent of the weights. That makes a
# forecast.
#
# Measured and foretold
# ---------------------
# The networks have twenty hidden layers of 64 units and these weights (in the first
# layer of variance 1/inputs, as the inputs have size 1). There is one random input
# for each of eight seeds; of the lengths of :math:`\delta^{(l)}`, compared with
# that in the last hidden layer, we take the median. The loss is the output itself,
# so that nothing but the layers acts on the gradient.

# fold: compare the measurement with the forecast
rows = []
for name, row in measured.items():
    cells = [f"{row[k - 1]:.1e}" for k in (5, 10, 20)]
    cells.append(f"{foretold[name] ** 19:.1e}")
    rows.append((name, *(["out of range"] * 3 + [""] if name in gone else cells)))
head = ("", "5 layers back", "10", "20", "forecast for 20")
print(ad.table("Length of the gradient", head, rows))

# %%
# The step lets nothing through. The squared ReLU squares the size of its input once
# more in every layer, so it runs out of range: it is used beside a normalisation.
# The forecast is for layers of infinite width; with 64 units a run scatters around
# it. It also takes for granted that the signals keep their size, which they do on
# average, but not firmly with every function.
#
# .. predict:: The slope of the sigmoid is at most one quarter. Can the gradient
#    still
#    grow on its way back?
#    :right: 2
#
#    No, every layer takes at least three quarters of it
#       It would, if a layer multiplied by slopes only. It multiplies by weights,
#       too.
#    Yes, if the weights are large enough
#       Large weights flatten the slopes, but in the end they outweigh them.
#
# It depends on the weights
# -------------------------
# Here all weights, of variance 1/inputs to begin with, are made larger by one
# factor. The picture shows what a layer does to the gradient on average.

# fold: enlarge all weights, and draw what a layer does
factors = 2.0 ** np.arange(-1, 6)
fig, ax = plt.subplots(figsize=(7.2, 3.6))
layer, sizes = {}, (32,) * 11 + (1,)
for name, marker in zip(("sigmoid", "tanh", "sine", "relu"), "osD^"):
    every = [[lengths(name, [k] * 11, n, sizes) for n in range(4)] for k in factors]
    first, *_, last = np.moveaxis(every, -1, 0)
    layer[name] = np.median((last / first) ** (1 / 9), axis=1)
    ax.loglog(factors, layer[name], marker=marker, base=2, label=name)
ax.axhline(1, color="C2", ls="-", lw=1, zorder=0)
ax.set(xlabel="factor on all weights", ylabel="gradient, per layer")
ax.set(title="Below the line it shrinks, above it grows")
ax.legend()
ends = (f"{name} from {v[0]:.2g} to {v[-1]:.3g}" for name, v in layer.items())
told = "Change of the gradient per layer for factors from 0.5 to 32"
ax.set_label(f"{told}: {'; '.join(ends)}")
fig.set_label(
    "With small weights all four gradients fade, with large ones all grow."
)
rows = [(name, *(f"{value:.2f}" for value in v)) for name, v in layer.items()]
head = ("factor", *(f"{factor:g}" for factor in factors))
print(ad.table("Gradient, per layer", head, rows))
assert all(v[0] < 1 < v[-1] for v in layer.values())
ratio = layer["relu"] / factors
assert np.allclose(ratio, ratio[0], rtol=1e-12)
growth = {name: values[-1] / values[0] for name, values in layer.items()}
assert max(growth["sigmoid"], growth["tanh"]) < growth["relu"] / 4
assert growth["sine"] > growth["relu"] / 2

# %%
# ReLU passes every factor on as it is. Sigmoid and tanh answer larger weights with
# flatter slopes, so their gradients grow more slowly than the weights. Sine is as
# bounded and never flattens for good: its gradients grow with the weights. So, but
# for the step, whose slope is 0, no function here makes gradients vanish by itself;
# function and weights do, together. "Slope at most one quarter, so gradients
# vanish" is only half an argument.
#
# The same holds the other way round: take the variance from another function, and
# gradients vanish that need not. Here are GELU and SiLU with :math:`2/n`, which is
# right for ReLU, and with their own:

# fold: measure GELU and SiLU with the weights of ReLU
rows = []
for name in ("gelu", "silu"):
    borrowed = measure(name, squares["relu"])[-1]
    rows.append((name, f"{measured[name][-1]:.2g}", f"{borrowed:.2g}"))
    assert borrowed < measured[name][-1] / 10
print(ad.table("After 20 layers", ("", "own variance", "ReLU's"), rows))
ad.plots.show()

# %%
# To remember
# -----------
# * Going back one layer means: times the slopes, times the weights.
# * Each function has a variance of its own that keeps the size of the signals on
#   average. With it sigmoid and softplus lose gradients steadily; in twenty layers
#   the others here neither lose nor gain much.
# * All this is the first moment only. Training moves the weights, and with them
#   every slope.
#
# Next, :doc:`around_zero`: what a function's value and slope there decide.
