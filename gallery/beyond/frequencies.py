r"""
A network learns first the waves that its units hold already
============================================================

.. about:: Which frequencies come first
   :minutes: 7
   :needs: :doc:`lazy`; :doc:`/activations/atlas`

The four points make room for a curve: four waves, added up. ReLU and tanh learn the
slowest first. Sine may do so, too, or learn all at once, or the fastest first. Its
first weights decide.
"""

# fold: import the libraries, set the task, and say how waves are measured
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
WAVES = np.arange(1, 5)  # how many periods between 0 and 1
LOOKS = sorted({round(10 ** (k / 8)) for k in range(23)})
x = np.arange(32)[:, None] / 32
draws = 2 * np.random.default_rng(0).random((2, 32, 3)) - 1


def waves(shift):
    """Return the waves at the points, each moved by a part of its period."""
    return ad.sine(2 * np.pi * (WAVES * x + shift))


def heights(values):
    """Return how high each wave is in some values at the points."""
    pair = (waves(shift)[..., None, None] / 16 for shift in (0, 0.25))
    return np.sqrt(sum((values[:, None] * one).sum(axis=0) ** 2 for one in pair))


def start(name, longest, shortest=0):
    """Return three networks of 32 units, with output weights of 0."""
    size, place = draws
    W = np.copysign(shortest + (longest - shortest) * abs(size), size)
    if name == "relu":
        W = np.copysign(longest, size)
    b = np.pi * place if name == "sine" else -W * (1 + place) / 2
    zeros = np.zeros((32, 1, 3)), np.zeros((1, 3))
    return ad.Network((W[None], zeros[0]), (b, zeros[1]), hidden=name)


def held(net, inputs=x):
    """Return the squared heights of each wave, added up over the units."""
    return (heights(net.forward(inputs).activations[0]) ** 2).sum(axis=1)


def lacking(net, inputs=x, tall=(1, 1, 1, 1)):
    """Train on waves of some heights; return what each wave lacks at each look."""
    curve = (tall * waves([0, 0.6, 0.2, 0.8])).sum(axis=1, keepdims=True)
    most = (net.forward(inputs).activations[0] ** 2).sum(axis=(0, 1)).max()
    recipe = {"optimizer": ad.Sgd(lr=16 / most, momentum=0.9), "batch_size": 32}
    recipe |= {"loss": "mean_squared_error", "record_losses": False}
    looks = {"epochs": LOOKS[-1], "snapshots": LOOKS, "seed": range(3)}
    seen = ad.train(net, inputs, curve, **recipe, **looks).snapshots.values()
    left = [heights(one(inputs) - curve[..., None])[:, 0] for one in seen]
    return np.array(left) / np.reshape(tall, (4, 1))


def halfway(lacks):
    """Return for each wave and network the first look at which half is there."""
    there = lacks < 0.5
    first = np.take(LOOKS, there.argmax(axis=0))
    return np.where(there.any(axis=0), first, np.inf)


def told(name, waves, half):
    """Write a row: what the units hold, and when half of each wave is there."""
    parts = np.median(100 * waves / waves.sum(axis=0), axis=1)
    epochs = (
        f"{one:.0f}" if one < np.inf else "later" for one in np.median(half, axis=1)
    )
    return name, *(f"{part:.0f} %, {one}" for part, one in zip(parts, epochs))


# %%
# Wave by wave
# ------------

# fold: train six starts, and draw what three of them lack
cases = {
    "relu, ±1": ("relu", 1),
    "relu, ±3": ("relu", 3),
    "tanh, to ±20": ("tanh", 20),
    "sine, to ±30": ("sine", 30),
    "sine, to ±6": ("sine", 6),
    "sine, ±20 to ±25": ("sine", 25, 20),
}
starts = {name: start(*case) for name, case in cases.items()}
lacks = {name: lacking(net) for name, net in starts.items()}
fig, axes = plt.subplots(1, 3, figsize=(7.4, 3.4), sharey=True)
for ax, name in zip(axes, ("relu, ±1", "tanh, to ±20", "sine, to ±30")):
    middle = np.median(lacks[name], axis=2)
    for wave, line, marker in zip(WAVES, middle.T, "os^D"):
        ax.semilogx(LOOKS, line, marker=marker, markevery=4, label=f"{wave}")
    ax.set(title=name, xlabel="epoch")
    ends = ", ".join(f"{one:.2f}" for one in middle[-1])
    ax.set_label(f"{name}: in the end the four waves lack {ends} of their height.")
axes[0].set_ylabel("part that is lacking")
axes[-1].legend(title="periods")
fig.set_label(
    "ReLU and tanh learn the slow waves first, and sine all four together."
)
half = {name: halfway(one) for name, one in lacks.items()}
for name in ("relu, ±1", "relu, ±3", "tanh, to ±20"):
    assert (half[name][0] < half[name][1:]).all()
    assert (half[name][1:-1] <= half[name][2:]).all()
assert half["sine, to ±30"].max() < 20

# %%
# The curve is given at 32 points between 0 and 1, and has waves of one, two,
# three and four periods there, all of one height. Three networks of 32 units
# learn it with squared error, from all points at once; the lines are their
# medians. What a wave lacks is the height of this wave in the error; where that
# is above 1, the network would be nearer with none of this wave.
#
# :cite:t:`rahaman2019` found that ReLU networks learn slow waves before fast
# ones, and called it **spectral bias**. :cite:t:`sitzmann2020` use sine, with
# large first weights, for images and sounds, whose detail is in fast waves.
#
# What the units hold
# -------------------
# At the start all output weights are 0, so at first nothing moves but them. Then
# the network is a weighted sum of what its units give, and a step adds to each
# unit's weight what this unit has in common with the error. The activation of a
# unit, seen as a curve, holds some of each wave. Square the height :math:`A_{kj}`
# of wave :math:`j` in each unit, and sum over the units:
#
# .. math:: A_j = \sum_k A_{kj}^2
#
# Waves of which the units hold much should come first. The table gives each
# wave's part in the sum over all four, and the epoch by which half of the wave is
# learnt.

# fold: compare the order of the waves with what the units hold
rows = [told(name, held(net), half[name]) for name, net in starts.items()]
head = ("first weights", "1 period", "2", "3", "4")
print(ad.table("Held at the start, and epochs for half of it", head, rows))
for name, net in starts.items():
    order = held(net).argsort(axis=0)[::-1]
    times = np.take_along_axis(half[name], order, axis=0)
    assert name == "sine, to ±30" or (times[:-1] <= times[1:]).all()
mixed = held(starts["sine, to ±30"])
assert (mixed.max(axis=0) < 3 * mixed.min(axis=0)).all()
assert np.allclose(held(starts["relu, ±3"]), 9 * held(starts["relu, ±1"]))
slow, fast = half["sine, to ±6"], half["sine, ±20 to ±25"]
assert (slow[0] < slow[1:]).all()
assert (fast[2:] < 10).all()
assert (fast[0] == np.inf).all()

# %%
# So it is, in every network: no wave comes before one of which the units hold
# clearly more. Where sine's units hold about the same of all, all come together.
# It is not sine as such: from short first weights the slowest comes first, as
# with ReLU. From long ones alone the fast come first, and of the slowest less
# than half is there at the end.
#
# A ramp holds more of a wave the slower it is, and three times the weight only
# makes it three times as high. So longer first weights don't change what comes
# first with ReLU.
#
# .. predict:: Give the ReLU networks other inputs: of :math:`3x` what is left after
#    its whole part. The curve stays a curve over :math:`x`. Which wave comes first?
#    :right: 2
#
#    The slowest, as before
#       The units don't see :math:`x` now, so they can't favour what is slow in it.
#    That of three periods
#       In the new input it has one period, and the others have many.
#    None, since the input jumps
#       The jumps are no harm: each point still has an input of its own.
#
# ReLU with the fast wave first
# -----------------------------
# If what units hold is the cause, a ReLU network must learn a faster wave first
# where its units hold more of that. The inputs are the same numbers, in another
# order over the points.

other = 3 * x % 1
# fold: train on these inputs, and on waves of different heights
assert (np.sort(other, axis=0) == x).all()
net = starts["relu, ±1"]
jumping = halfway(lacking(net, other))
uneven = halfway(lacking(net, tall=(1, 2, 4, 8)))
rows = [
    told("x", held(net), half["relu, ±1"]),
    told("3x", held(net, other), jumping),
]
rows.append(told("x, heights 1, 2, 4, 8", held(net), uneven))
print(ad.table("ReLU", ("inputs", *head[1:]), rows))
assert (held(net, other).argmax(axis=0) == 2).all()
assert (jumping[2] < np.delete(jumping, 2, axis=0)).all()
assert (uneven[0] < uneven[1:]).all()
ad.plots.show()

# %%
# It does. And in the last row the fast waves are the taller ones, yet the slowest
# still comes first: the order is not that of the curve.
#
# To remember
# -----------
# * Slow waves first is no law of ReLU or sine. Each network learns first what its
#   first units hold most of.
# * Ramps hold slow waves. Sine's first weights say which waves it holds.
# * One hidden layer, output weights of 0, plain steps with momentum, four waves:
#   deeper networks, noise, and what lies between the points were not tried.
#
# Next, :doc:`few_bits`: how little a unit has to say.
