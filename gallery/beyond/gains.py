r"""
The gain that keeps the signals seldom keeps the gradient
=========================================================

.. about:: A gain for each function
   :minutes: 9
   :needs: :doc:`/activations/saturation`; :doc:`/theory/initialisation`

First weights of variance :math:`2/n` suit ReLU. Here each function gets a variance
of its own, in networks of up to fifty layers, and we look for the gradient.
"""

# fold: import the libraries, and say how a network is measured
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
DEPTH, WIDTH, COUNT = 50, 64, 12
points = 2 * ad.xnor()[0] - 1
sizes = (2, *(WIDTH,) * DEPTH, 1)
drawn = ad.Network.initialized(sizes, init="lecun_normal", seed=range(COUNT))
u = np.random.default_rng(0).random((2, DEPTH, WIDTH, COUNT))
normal = np.sqrt(-2 * np.log(1 - u[0])) * np.cos(2 * np.pi * u[1])
output = ad.Loss("output", lambda z, _: z, lambda z, _: np.ones_like(z))
z = (np.arange(-12_000, 12_000) + 0.5) / 1000
density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) / 1000


def means(f, q=1):
    """Return E[φ²], E[φ′²] and E[Z φ φ′] / √q for pre-activations √q Z."""
    value, slope = f(np.sqrt(q) * z), f.derivative(np.sqrt(q) * z)
    every = value**2, slope**2, z * value * slope / np.sqrt(q)
    return [(one * density).sum() for one in every]


def measure(f, gain, noise=0, q=1):
    """Return mean squares, and the gradient in layer 1 over that in each layer."""
    scales = np.sqrt([q - noise, *(gain,) * DEPTH])
    weights = [scale * W for scale, W in zip(scales, drawn.weights)]
    biases = *np.sqrt(noise) * normal, drawn.biases[-1]
    net = ad.Network(weights, biases, hidden=f)
    sums = net.forward(points[:1]).pre_activations[:-1]
    slopes = net.gradients(points[:1], [[0]], loss=output).biases[:-1]
    lengths = np.array([np.sqrt((one**2).sum(axis=0)) for one in slopes])
    return np.array([(h[0] ** 2).mean(axis=0) for h in sums]), lengths[0] / lengths


# %%
# Where the gradient lives
# ------------------------

# fold: measure ten functions with both variances, and draw what is left
names = ("sine", "softsign", "tanh", "selu", "relu", "mish", "gelu", "silu")
names += ("softplus", "sigmoid")
# Rounded, as it is to be the same number on every machine.
gain = {name: round(1 / means(ad.activations[name])[0], 9) for name in names}
rules = {"2/n for all": dict.fromkeys(names, 2), "a gain for each": gain}
sized, left = {}, {}
for rule, gains in rules.items():
    for name in names:
        found = measure(ad.activations[name], gains[name])
        sized[rule, name], left[rule, name] = found[0], np.median(found[1], axis=1)
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.9), sharey=True)
for ax, rule in zip(axes, rules):
    shown = ("sine", "tanh", "selu", "relu", "gelu", "softplus")
    for name in shown:
        ax.semilogy(range(1, DEPTH + 1), left[rule, name], label=name)
    ax.set(title=rule, xlabel="hidden layers", ylim=(1e-10, 1e4))
    ax.set_xticks((1, 10, 20, 30, 40, 50))
    ends = ", ".join(f"{name} {left[rule, name][-1]:.1e}" for name in shown)
    ax.set_label(f"Gradient in layer 1 over that in layer {DEPTH}, {rule}: {ends}.")
axes[0].legend(loc="lower left", ncols=2)
axes[0].set_ylabel("gradient, first over last layer")
fig.set_label(
    "A gain for each helps SELU and GELU, and harms sine, tanh and softplus."
)
off = {key: abs(np.log(ratio[-1])) for key, ratio in left.items()}
shared, own = rules
helped = {name for name in names if off[own, name] < off[shared, name] - 0.1}
harmed = {name for name in names if off[own, name] > off[shared, name] + 0.1}
assert helped == {"selu", "gelu", "silu", "mish", "sigmoid"}
assert harmed == {"sine", "softsign", "tanh", "softplus"}
assert off[own, "gelu"] > np.log(100)

# %%
# The **gain** of a function is :math:`1 / E[\varphi(Z)^2]`, with :math:`Z` standard
# normal. Weights whose variance is the gain divided by the inputs keep the mean
# square of the pre-activations at 1 on average. Of ten functions, half are better
# off with it than with 2 for all, and four are worse off; GELU is better off
# without being well.
#
# A dozen networks of fifty layers of 64 units take one of the four points, with its
# inputs at ±1, and the picture compares the gradient in the first layer with that
# in each later one. The loss is the output itself, as
# :doc:`before </activations/saturation>`.
#
# Two numbers of a function
# -------------------------
# The gain looks only at signals. On the way back each layer multiplies the squared
# length of the gradient by another number, as :cite:t:`poole2016` and
# :cite:t:`schoenholz2017` showed for layers that are infinitely wide:
#
# .. math:: \chi = \frac{E[\varphi'(Z)^2]}{E[\varphi(Z)^2]}
#
# From layer 50 to layer 1 its length should change by :math:`\chi^{49/2}`. And how
# firmly are the signals kept? Let the mean square of a layer be
# :math:`1 + \varepsilon`, by chance. To first order the next one has
# :math:`1 + r \varepsilon`, with
#
# .. math:: r = \frac{E[Z \, \varphi(Z) \, \varphi'(Z)]}{E[\varphi(Z)^2]}
#
# (the derivative of :math:`E[\varphi(\sqrt{q} Z)^2]` in :math:`q` at 1, times the
# gain). Below 1 a deviation dies out; above 1 it grows.
#
# .. predict:: GELU has its own gain, and :math:`r` is a little above 1. A dozen
#    networks of fifty layers begin with a mean square of about 1. And at the end?
#    :right: 3
#
#    About 1, with some scatter
#       That is so where deviations die out, as for tanh. Here they grow.
#    All have faded
#       Most have. But a deviation upwards grows as well.
#    Some have faded, others are huge
#       The balance that the gain strikes is unstable, and it is left to chance to
#       which side a network falls.

# fold: compute both numbers, and compare forecast and measurement
factors, rows = {}, []
for name in names:
    _, slope, mixed = means(ad.activations[name])
    chi, r = factors[name] = gain[name] * slope, gain[name] * mixed
    cells = f"{gain[name]:.2f}", f"{chi:.2f}", f"{r:.2f}"
    forecast, found = chi ** ((DEPTH - 1) / 2), left[own, name][-1]
    rows.append((name, *cells, f"{forecast:.1e}", f"{found:.1e}"))
    assert (forecast / 5 < found < forecast) == (r < 1.01)
head = ("", "gain", "χ", "r", "forecast", "measured")
print(ad.table("Gradient, layer 1 over layer 50", head, rows))
assert {name for name in names if factors[name][1] > 1.01} == {
    "mish",
    "gelu",
    "silu",
}
assert {name for name in names if abs(factors[name][0] - 1) < 0.05} == {"relu"}
for f in (ad.identity, ad.relu, ad.absolute, ad.leaky_relu):
    assert np.allclose(means(f), means(f)[0], rtol=1e-9)
for name in harmed:
    size = np.median(sized[shared, name][-1])
    there = 2 * means(ad.activations[name], size)[1]
    assert abs(np.log(there)) < abs(np.log(factors[name][0]))
    assert (size > 1) == (name == "softplus")

# %%
# For seven functions the forecast is right within a factor of five. Of these ten
# only ReLU has :math:`\chi = 1`, and with it all functions of two straight pieces
# that meet at the origin, for which :math:`z \varphi'(z) = \varphi(z)`. Sine,
# softsign and tanh gain in each layer, which adds up. With 2 their signals are
# smaller, those of softplus larger, and either brings :math:`\chi` nearer to 1.
#
# Sigmoid and softplus are never negative, so their squares contain the square of a
# mean, in which slopes have no part. Is that why they lose so much? Take the mean
# away:


# fold: measure sigmoid and softplus less their means
def centred(f):
    """Return a function less its mean, which leaves its slopes as they are."""
    mean = (f(z) * density).sum()
    return ad.Activation(f"{f.name}, centred", lambda x: f(x) - mean, f.derivative)


rows = []
for f in map(centred, (ad.sigmoid, ad.softplus)):
    square, slope, _ = means(f)
    found = np.median(measure(f, 1 / square)[1][-1])
    rows.append((f.name, f"{slope / square:.2f}", f"{found:.2g}"))
    assert 1 / 10 < found < 10
print(ad.table("Gradient, layer 1 over layer 50", ("", "χ", "measured"), rows))
for name in {*ad.activations} - {"step"}:
    square, slope, _ = means(centred(ad.activations[name]))
    assert slope > 0.999 * square

# %%
# It is. Without a mean :math:`\chi` is at least 1 for every function that has no
# jump, by Poincaré's inequality for the normal distribution.
#
# Signals out of balance
# ----------------------
# For GELU, SiLU and Mish the forecast fails, and :math:`r` says why. The last panel
# is GELU once more, with a gain and biases that bring :math:`r` below 1. (They are
# those of the next section for a mean square of 10, by which the picture divides.)

# fold: draw the sizes of the signals, layer by layer
square, slope, mixed = means(ad.gelu, 10)
mended, _ = measure(ad.gelu, 1 / slope, 10 - square / slope, 10)
panels = {
    f"tanh, r = {factors['tanh'][1]:.2f}": sized[own, "tanh"],
    f"gelu, r = {factors['gelu'][1]:.2f}": sized[own, "gelu"],
    f"gelu, r = {mixed / slope:.2f}": mended / 10,
}
fig, axes = plt.subplots(1, 3, figsize=(7.2, 3.4), sharey=True)
for ax, (title, sizes_of) in zip(axes, panels.items()):
    ax.semilogy(range(1, DEPTH + 1), sizes_of, color="C1", ls="-", lw=1)
    ax.set(title=title, xlabel="layer", xticks=(1, 25, 50))
    ends = f"{sizes_of[-1].min():.1e} to {sizes_of[-1].max():.1e}"
    ax.set_label(f"Mean square in layer {DEPTH}, over the intended one: {ends}.")
axes[0].set_ylabel("mean square, over the intended")
fig.set_label("Where r is above 1, a dozen networks fall to both sides.")
_, fallen, kept = panels.values()
assert 0.5 < sized[own, "tanh"][-1].min() < sized[own, "tanh"][-1].max() < 2
assert fallen[-1].min() < 1e-9
assert fallen[-1].max() > 10
assert np.median(fallen[-1]) < 0.01
assert 1 / 20 < kept[-1].min() < kept[-1].max() < 2
wide = [0.99, 1.01]
for _ in range(DEPTH):
    wide = [gain["gelu"] * means(ad.gelu, q)[0] for q in wide]
assert wide[0] < 1e-2
assert wide[1] > 10
print(f"infinitely wide, one per cent off: {wide[0]:.1g} and {wide[1]:.2g}")

# %%
# So for GELU the gain keeps the size from one layer to the next, on average, and
# not through fifty. Width doesn't cure it: infinitely wide layers, started one per
# cent too small or too large, drift off as well.
#
# The edge of chaos
# -----------------
# With random biases there are two knobs, the gain and the variance of the biases,
# and one can ask for two things: that the mean square stays at :math:`q`, and that
# :math:`\chi = 1`. The gain is then :math:`1 / E[\varphi'(\sqrt{q} Z)^2]`, and the
# biases make up for what is missing in the mean square. :cite:t:`schoenholz2017`
# call this the **edge of chaos**: on one side of it gradients vanish and all inputs
# become alike, on the other they explode and neighbours part. :cite:t:`hayou2019`
# look for this edge for functions like SiLU.

# fold: put functions on the edge
rows, kinds = [], (("tanh", 1), ("sine", 1), ("softsign", 1), ("selu", 1))
for name, q in (*kinds, ("gelu", 1), ("gelu", 10)):
    square, slope, mixed = means(ad.activations[name], q)
    noise, r = q - square / slope, mixed / slope
    size, ratio = measure(ad.activations[name], 1 / slope, noise, q)
    ends, found = size[-1] / q, np.median(ratio[-1])
    cells = f"{1 / slope:.2f}", f"{noise:.2f}", f"{r:.2f}"
    range_ = f"{ends.min():.2g} to {ends.max():.2g}"
    rows.append((name, f"{q}", *cells, range_, f"{found:.2g}"))
    assert (found > 1 / 5) == (r < 1)
    assert found < 1
head = ("", "q", "gain", "variance of biases", "r", "size in layer 50, over q")
print(ad.table("On the edge", (*head, "gradient"), rows))
for name in ("sigmoid", "softplus"):
    square, slope, _ = means(ad.activations[name])
    assert 1 - square / slope < 0

# %%
# On the edge the median gradient of sine, tanh, softsign and SELU stays within a
# factor of five. GELU needs larger signals for it: at size 1 its :math:`r` is above
# 1 even there. Sigmoid and softplus have no such edge at size 1, for the variance
# of the biases would be negative.
#
# Does it learn?
# --------------
# A gradient that arrives isn't success yet. Here the four points train networks of
# eight units a layer for 50 epochs, in full batches, with the rate and momentum of
# the recipe:

# fold: train SiLU and softplus with both variances
y, rows = ad.xnor()[1], []
for name, depth in (("silu", 12), ("softplus", 6)):
    shape, seeds, shares = (2, *(8,) * depth, 1), range(40), []
    net = ad.Network.initialized(shape, name, init="lecun_normal", seed=seeds)
    for gains in rules.values():
        first, *others = net.weights
        weights = first, *(np.sqrt(gains[name]) * W for W in others)
        begin = ad.Network(weights, net.biases, hidden=name)
        full = {"batch_size": 4, "seed": seeds, "record_losses": False}
        run = ad.train(begin, points, y, **full)
        shares.append(ad.share(ad.classify(run.network, points, y).success))
    rows.append((f"{name}, {depth} layers", *shares))
print(ad.table(f"Success of {len(seeds)} seeds", ("", *rules), rows))
(_, silu, silu_own), (_, softplus, softplus_own) = rows
assert silu.high < silu_own.low
assert softplus_own.high < softplus.low
ad.plots.show()

# %%
# Both go with the gradient: SiLU learns more often with its own gain, softplus less
# often.
#
# To remember
# -----------
# * The gain keeps the mean square on average. Whether it stays there, :math:`r`
#   says, and what becomes of the gradient, :math:`\chi`.
# * ReLU's 2 is a rare case: all three come out right at once.
# * Biases can buy the edge of chaos. GELU needs larger signals for it.
# * Random, fully connected layers of one width, most of them untrained: nothing
#   here speaks of normalised layers, nor of connections that skip some.
#
# Next, :doc:`plasticity`: four points again, whose labels swap.
