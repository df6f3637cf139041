"""
Which activation: the order changes with the patience
=====================================================

What this page shows: how often the recipe succeeds with each activation function,
which functions can do it with one unit, and why the table names no winner. What you
need: :doc:`width` and :doc:`/activations/atlas`, which has the functions. Reading
time: eight minutes.

The task is XNOR, which is XOR with its labels exchanged, and a run succeeds if it
has all four points right.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
NAMES = (
    *("identity", "step"),
    *("relu", "leaky_relu", "squared_relu"),
    *("softplus", "elu", "selu", "sigmoid", "tanh", "softsign"),
    *("gelu", "silu", "mish", "sine", "absolute"),
)
WIDTHS = (1, 2, 5, 8)
STOPS = (50, 200)
SEEDS = range(200)


def train(name, width, lr=0.1, stops=STOPS):
    start = ad.Network.initialized((2, width, 1), hidden=name, seed=SEEDS)
    optimizer = ad.Sgd(lr=lr, momentum=0.4)
    options = {
        "epochs": max(stops),
        "snapshots": (0, *stops),
        "record_losses": False,
    }
    run = ad.train(start, X, y, optimizer=optimizer, seed=SEEDS, **options)
    return run.snapshots


def success(net):
    return ad.share(ad.classify(net, X, y).success)


# %%
# The table
# ---------
# Every function of the :doc:`/activations/atlas` but the tanh form of GELU, which
# hardly differs from GELU; weights from ``glorot_normal``, learning rate 0.1,
# momentum 0.4. In each cell: the successes among the seeds, in per cent, after the
# recipe's 50 epochs and after four times as many.

assert {*NAMES, "gelu_tanh"} == {*ad.activations}
nets = {(name, width): train(name, width) for name in NAMES for width in WIDTHS}
wins = {
    (*cell, stop): success(states[stop])
    for cell, states in nets.items()
    for stop in STOPS
}
fig, axes = plt.subplots(1, 2, figsize=(7.4, 6), sharey=True)
for ax, stop in zip(axes, STOPS):
    table = np.array(
        [[100 * wins[n, w, stop].value for w in WIDTHS] for n in NAMES]
    )
    ax.imshow(table, cmap=ad.plots.SHADES, vmin=0, vmax=100, aspect="auto")
    for (row, column), value in np.ndenumerate(table):
        ax.text(
            column, row, f"{value:.0f}", ha="center", va="center", color="black"
        )
    ax.grid(visible=False)
    ax.tick_params(length=0)
    ax.set(xticks=range(len(WIDTHS)), xticklabels=WIDTHS, xlabel="hidden units")
    ax.set(yticks=range(len(NAMES)), yticklabels=NAMES, title=f"{stop} epochs")
    rows = (
        f"{name} {', '.join(f'{value:.0f}' for value in row)}"
        for name, row in zip(NAMES, table)
    )
    ax.set_label(
        f"Success of {len(SEEDS)} seeds in per cent, {stop} epochs, with "
        f"{', '.join(map(str, WIDTHS))} units: {'; '.join(rows)}."
    )
reach = max((win.high - win.low) / 2 for win in wins.values())
print(f"{len(SEEDS)} seeds a cell; half an interval is {100 * reach:.1f} % at most")

# %%
# Never: the identity
# -------------------
# Without a bend the network is one weighted sum, and none is right at all four
# points (:doc:`/tutorial/purpose`). No seed, no width, no patience helps.

for width in WIDTHS:
    assert not any(wins["identity", width, stop].count for stop in STOPS)
total = len(SEEDS) * len(WIDTHS)
print(f"identity: 0 of {total:,} networks succeed")

# %%
# Without learning: the step
# --------------------------
# The step has slope 0 everywhere, so its hidden units keep the weights that they
# were born with. Only the output learns. What succeeds here is the luck of the
# draw, and at 50 epochs luck alone does about as well as ReLU.

for width in WIDTHS:
    before, after = (nets["step", width][stop].weights[0] for stop in (0, 200))
    assert (before == after).all()
for name in ("step", "relu"):
    print(f"{name:4} with 5 units, 50 epochs: {wins[name, 5, 50]}")
assert wins["step", 5, 50].low < wins["relu", 5, 50].value
assert wins["relu", 5, 50].low < wins["step", 5, 50].value

# %%
# With one unit
# -------------
# A function that never falls, or never rises, leaves one unit only half-planes, as
# with ReLU. So it fails, and must. A function that turns can do it:
# :math:`|x_1 - x_2|` tells equal inputs from others, and so does a wave over
# :math:`s = x_1 + x_2`. Even the shallow dip of GELU is enough, though the recipe
# hardly ever ends there:

by_hand = {
    "absolute": ad.Network(([[1], [-1]], [[-1]]), ([0], [0.5]), hidden="absolute"),
    "sine": ad.Network(
        ([[np.pi], [np.pi]], [[1]]), ([np.pi / 2], [0]), hidden="sine"
    ),
    "gelu": ad.Network(([[0.75], [0.75]], [[1]]), ([-1.5], [0.13]), hidden="gelu"),
}
for name, net in by_hand.items():
    print(f"{name:8} logits by hand:", *(f"{z:+.3f}" for z in net(X)[:, 0]))
    assert ad.classify(net, X, y).success
for name in NAMES:
    if ad.activations[name].monotone:
        assert not any(wins[name, 1, stop].count for stop in STOPS)
    else:
        print(f"{name:8} with 1 unit, 200 epochs: {wins[name, 1, 200]}")
assert min(wins[name, 1, 200].low for name in ("silu", "mish", "sine")) > 0.3
assert wins["absolute", 1, 200].low > 0.85
assert max(wins["gelu", 1, stop].high for stop in STOPS) < 0.06

# %%
# The order turns round
# ---------------------
# With eight units and 50 epochs, ReLU is ahead of tanh, ELU and SiLU, and not by
# accident: the intervals lie apart. Train the same networks on, and it falls behind
# them. None of their units has slope 0 at any of the four points in the end: each
# can still learn from each, which a blind network of :doc:`coin_toss` can't. They
# are slower to begin with, and go on.

for name in ("relu", "tanh", "elu", "silu"):
    row = (f"{stop} epochs {wins[name, 8, stop]}" for stop in STOPS)
    print(f"{name:5} {'; '.join(row)}")
for name in ("tanh", "elu", "silu"):
    assert wins[name, 8, 50].high < wins["relu", 8, 50].low
    assert wins[name, 8, 200].low > wins["relu", 8, 200].high
    learns = nets[name, 8][200].forward(X).pre_activations[0]
    assert (ad.activations[name].derivative(learns) != 0).all()

# %%
# Sigmoid needs patience
# ----------------------
# The row of the sigmoid looks hopeless. But its slope is one quarter at most, which
# makes the steps of the first weights small (:doc:`/activations/saturation`). Give
# it time, or a larger learning rate. ReLU does not bear that rate:

assert np.isclose(ad.sigmoid.derivative(0.0), 1 / 4)
patient = {}
for name, lr, epochs in (
    ("sigmoid", 0.1, 200),
    ("sigmoid", 0.1, 1000),
    ("sigmoid", 1, 200),
    ("relu", 0.1, 200),
    ("relu", 1, 200),
):
    patient[name, lr, epochs] = success(train(name, 5, lr, (epochs,))[epochs])
    print(f"{name:7} rate {lr:3}, {epochs:4} epochs: {patient[name, lr, epochs]}")
assert patient["sigmoid", 0.1, 200].high < 0.1
assert patient["sigmoid", 0.1, 1000].low > 0.9
assert patient["sigmoid", 1, 200].low > 0.9
assert patient["relu", 1, 200].high < 0.05
assert patient["relu", 0.1, 200].low > 0.5
ad.plots.show()

# %%
# Compare at the one rate, and the sigmoid looks useless; at the other, ReLU does.
# Either would be a statement about the recipe.
#
# To remember
# -----------
# * Without a bend, never; with one unit, only if the function turns.
# * Width, patience and learning rate change the order. A comparison with the
#   settings of one function measures the settings.
# * Four points, a few units, one recipe: this ranks nothing beyond these four
#   points.
#
# Next, :doc:`dying`: units that stop learning. What is usual today, and why:
# :doc:`/theory/choosing`.
