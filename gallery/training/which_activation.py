"""
Which activation wins depends on how long you train
===================================================

.. about:: Which activation
   :minutes: 8
   :needs: :doc:`width`; :doc:`/activations/atlas`

Sixteen activation functions, four widths, the same seeds for all. Every number is
the percentage that gets all four points right, after the recipe's 50 epochs and
after four times as many.
"""

# fold: import the libraries
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
# These are all the functions of the package but the tanh form of GELU, which hardly
# differs from GELU. Weights come from ``glorot_normal``, with learning rate 0.1,
# momentum 0.4.

# fold: train 12,800 networks, and draw the table
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
fig.set_label("Compare the two halves: patience changes the order of the rows.")
reach = max((win.high - win.low) / 2 for win in wins.values())
print(f"{len(SEEDS)} seeds a cell; half an interval is {100 * reach:.1f} % at most")

# %%
# Never: the identity
# -------------------
# Without a bend the network is one weighted sum, and none of those is right at all
# four points. No seed, no width, no patience helps.

# fold: count the successes of the identity
for width in WIDTHS:
    assert not any(wins["identity", width, stop].count for stop in STOPS)
total = len(SEEDS) * len(WIDTHS)
print(f"identity: 0 of {total:,} networks succeed")

# %%
# Without learning: the step
# --------------------------
# The step has slope 0 everywhere, so its hidden units keep the weights they were
# born with. Only the output learns. What succeeds here is the luck of the draw, and
# at 50 epochs luck alone does about as well as ReLU.

# fold: compare the step with ReLU
for width in WIDTHS:
    before, after = (nets["step", width][stop].weights[0] for stop in (0, 200))
    assert (before == after).all()
assert wins["step", 5, 50].low < wins["relu", 5, 50].value
assert wins["relu", 5, 50].low < wins["step", 5, 50].value
rows = [(name, f"{wins[name, 5, 50]}") for name in ("step", "relu")]
print(ad.table("Five units, 50 epochs", ("activation", "success"), rows))

# %%
# .. predict:: Which of these functions can solve the task with a single hidden
#    unit?
#    :right: 3
#
#    ReLU
#       ReLU never falls, so one unit can only part the plane along one line.
#    tanh
#       It bends, but it never falls: again the plane is parted along one line.
#    The absolute value
#       It turns round: the size of :math:`x_1 - x_2` is 0 where the two inputs are
#       equal and 1 where they differ.
#
# With one unit
# -------------
# A function that never falls, or never rises, leaves one unit only half-planes, as
# with ReLU. So it has to fail. A function that turns can do it: :math:`|x_1 - x_2|`
# tells equal inputs from others, and so does a wave over :math:`s = x_1 + x_2`.
# Even the shallow dip of GELU is enough, though the recipe hardly ever ends there:

# fold: set up three units by hand, and look at what training finds
by_hand = {
    "absolute": ad.Network(([[1], [-1]], [[-1]]), ([0], [0.5]), hidden="absolute"),
    "sine": ad.Network(
        ([[np.pi], [np.pi]], [[1]]), ([np.pi / 2], [0]), hidden="sine"
    ),
    "gelu": ad.Network(([[0.75], [0.75]], [[1]]), ([-1.5], [0.13]), hidden="gelu"),
}
rows = []
for name, net in by_hand.items():
    rows.append((name, *(f"{z:+.3f}" for z in net(X)[:, 0])))
    assert ad.classify(net, X, y).success
head = ("activation", *(f"({x1:.0f}, {x2:.0f})" for x1, x2 in X))
print(ad.table("Logits of one unit, set up by hand", head, rows))
rows = []
for name in NAMES:
    if ad.activations[name].monotone:
        assert not any(wins[name, 1, stop].count for stop in STOPS)
    else:
        rows.append((name, f"{wins[name, 1, 200]}"))
assert min(wins[name, 1, 200].low for name in ("silu", "mish", "sine")) > 0.3
assert wins["absolute", 1, 200].low > 0.85
assert max(wins["gelu", 1, stop].high for stop in STOPS) < 0.06
print(ad.table("One unit, 200 epochs", ("activation", "success"), rows))

# %%
# The order turns round
# ---------------------
# With eight units and 50 epochs, ReLU is ahead of tanh, ELU and SiLU, and not by
# accident: the intervals don't overlap. Keep training the same networks, and it
# falls behind them. In the end none of their units has slope 0 at any of the four
# points: each can still learn from each point, which a network that has gone blind
# can't. They start slower and keep going.

# fold: compare the four at both epochs
for name in ("tanh", "elu", "silu"):
    assert wins[name, 8, 50].high < wins["relu", 8, 50].low
    assert wins[name, 8, 200].low > wins["relu", 8, 200].high
    learns = nets[name, 8][200].forward(X).pre_activations[0]
    assert (ad.activations[name].derivative(learns) != 0).all()
rows = [
    (name, *(f"{wins[name, 8, stop]}" for stop in STOPS))
    for name in ("relu", "tanh", "elu", "silu")
]
head = ("activation", *(f"{stop} epochs" for stop in STOPS))
print(ad.table("Eight units", head, rows))

# %%
# Sigmoid needs patience
# ----------------------
# The row of the sigmoid looks hopeless. But its slope is one quarter at most, which
# makes the steps of the first weights small. Give it time, or a larger learning
# rate. ReLU can't take that rate:

# fold: train sigmoid and ReLU at other rates
assert np.isclose(ad.sigmoid.derivative(0.0), 1 / 4)
patient, rows = {}, []
for name, lr, epochs in (
    ("sigmoid", 0.1, 200),
    ("sigmoid", 0.1, 1000),
    ("sigmoid", 1, 200),
    ("relu", 0.1, 200),
    ("relu", 1, 200),
):
    patient[name, lr, epochs] = success(train(name, 5, lr, (epochs,))[epochs])
    rows.append((name, f"{lr}", f"{epochs}", f"{patient[name, lr, epochs]}"))
assert patient["sigmoid", 0.1, 200].high < 0.1
assert patient["sigmoid", 0.1, 1000].low > 0.9
assert patient["sigmoid", 1, 200].low > 0.9
assert patient["relu", 1, 200].high < 0.05
assert patient["relu", 0.1, 200].low > 0.5
head = ("activation", "learning rate", "epochs", "success")
print(ad.table("Five units", head, rows))
ad.plots.show()

# %%
# Compare at one rate, and the sigmoid looks useless; at the other, ReLU does.
# Either would be a statement about the recipe.
#
# To remember
# -----------
# * Without a bend, never; with one unit, only if the function turns.
# * Width, patience and learning rate change the order. A comparison with the
#   settings of one function measures the settings.
# * Four points, a few units, one recipe: this ranks nothing beyond them.
#
# Next, :doc:`dying`: units that stop learning. The theory says
# :doc:`what people use today, and why </theory/choosing>`.
