r"""
With Adam, a millionth of weight decay wakes dead units
=======================================================

.. about:: Adam
   :minutes: 6
   :needs: :doc:`/training/dying`; :doc:`/training/rate_and_momentum`

A dead ReLU unit gets no gradient. But weight decay pulls at its weights all the
same, and Adam asks only which way something pulls, not how hard.
"""

# fold: import the libraries, and say how seeds are trained and counted
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
seeds, epochs = range(1000), range(51)
start = ad.Network.initialized((2, 5, 1), seed=seeds)
born_dead = ad.classify(start, X, y).dead


def states(optimizer, net=start):
    """Train with another optimizer; return the state after each epoch."""
    how = {"snapshots": epochs, "record_losses": False}
    return ad.train(net, X, y, optimizer=optimizer, seed=seeds, **how).snapshots


def dead(optimizer):
    """Return the dead units after each epoch, and the success at the end."""
    ends = [ad.classify(net, X, y) for net in states(optimizer).values()]
    return np.array([end.dead for end in ends]), ad.share(ends[-1].success)


def ended(optimizer, net=start):
    """Return the success, the units that died, and the born dead that are back."""
    end = ad.classify(states(optimizer, net)[50], X, y)
    groups = end.dead[~born_dead], ~end.dead[born_dead]
    return ad.share(end.success), *map(ad.share, groups)


HEAD = ("", "succeed", "units that died", "born dead, back")

# %%
# Who comes back
# --------------

# fold: train with both optimizers, with decay and without, and draw the dead
cases = {
    "Sgd": ad.Sgd(),
    "Sgd, decay 0.01": ad.Sgd(weight_decay=0.01),
    "Adam": ad.Adam(lr=0.02),
    "Adam, decay 0.000001": ad.Adam(lr=0.02, weight_decay=1e-6),
    "Adam, decay 0.01": ad.Adam(lr=0.02, weight_decay=0.01),
}
seen = {name: dead(optimizer) for name, optimizer in cases.items()}
fig, ax = plt.subplots(figsize=(6.8, 3.6))
words = []
for (name, (units, _)), mark in zip(seen.items(), "os^D*"):
    line = 100 * units.mean(axis=(1, 2))
    ax.plot(epochs, line, mark, ls="-", markevery=10, label=name)
    words.append(f"{name} {line[-1]:.1f}")
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
ax.set(xlabel="epoch", ylabel="dead units, in %", ylim=(0, 50))
ax.set_label(f"Per cent dead, {line[0]:.1f} at the start: {'; '.join(words)}.")
fig.set_label("With Sgd and with Adam units die; with decay, Adam wakes as many.")
rows = []
for name, (units, success) in seen.items():
    back = ad.share(~units[:, born_dead].all(axis=0))
    rows.append((name, success, ad.share(units[-1][~born_dead]), back))
print(ad.table("After 50 epochs", (*HEAD[:3], "born dead, woken"), rows))
sgd, sgd_decay, adam, tiny, large = rows
assert all(row[3].count == 0 for row in (sgd, sgd_decay, adam))
assert min(tiny[3].low, large[3].low) > 0.75
last = {name: units[-1].mean() for name, (units, _) in seen.items()}
assert last["Adam, decay 0.01"] < last["Adam, decay 0.000001"] < born_dead.mean()
assert min(tiny[1].low, large[1].low) > max(row[1].high for row in rows[:3])
assert abs(tiny[2].value - adam[2].value) < 0.01
assert sgd[2].low < adam[2].value < sgd[2].high
assert adam[1].low < sgd[1].value < adam[1].high
assert sgd_decay[1].high < sgd[1].value

# %%
# Both optimizers take the recipe's 50 epochs. Adam :cite:p:`kingma2015` has the
# rate at which it succeeds about as often as Sgd. Then it kills about as many
# units, too, and none of those born dead ever comes back. A millionth of weight
# decay wakes most of them, and more networks succeed. Sgd wakes none, and its
# decay only costs successes.
#
# .. predict:: A decay of a millionth wakes units almost as well as one that is ten
#    thousand times as large. Why?
#    :right: 2
#
#    Small pulls add up over the steps
#       Sgd takes as many steps, and there a pull ten thousand times as large wakes
#       no unit.
#    Adam divides each pull by its own usual size
#       For a dead unit decay is the only pull, so how strong it is cancels.
#    The other units need the decay, and they wake the dead
#       No unit of one hidden layer can move another one's pre-activation.
#
# A pull of any size
# ------------------
# The gradient of a dead unit is 0, and weight decay adds :math:`\lambda w`. Adam
# keeps a running mean :math:`m` of that, and :math:`s` of its square, and steps
# by about :math:`\eta \, m / \sqrt{s}`. Both parts have the factor
# :math:`\lambda`, which cancels. So a weight goes towards 0 at about the learning
# rate in every step, however small it is, and the memory in :math:`m` carries it
# past 0. A unit born dead has bias 0: once one of its weights is positive, it is
# on at some point.
#
# Sgd without momentum multiplies the weight by :math:`1 - \eta \lambda`, so it
# keeps its sign. With momentum :math:`\mu` it passes 0 only if
#
# .. math:: \eta \lambda > (1 - \sqrt{\mu})^2
#
# for then, and only then, :math:`w_{t+1} = (1 + \mu - \eta \lambda) \, w_t - \mu \,
# w_{t-1}` swings.

decays = (1e-6, 1e-2)
adams = [ad.Adam(lr=0.02, weight_decay=d) for d in decays]
runs = [states(optimizer) for optimizer in adams]
looks = [[run[k] for k in range(7)] for run in runs]
# fold: compare the ways of units that are dead for six epochs, and let Sgd swing
still = [[ad.classify(net, X, y).dead for net in nets] for nets in looks]
asleep = np.all(still, axis=(0, 1))
ways = [
    np.abs(nets[-1].weights[0] - nets[0].weights[0])[:, asleep].mean()
    for nets in looks
]
per_step = [f"{way / (24 * 0.02):.2f}" for way in ways]
rows = list(zip(("0.000001", "0.01"), per_step))
print(ad.table("Mean step of a weight asleep", ("decay", "learning rates"), rows))
assert ways[0] > 0.9 * ways[1]
assert ways[0] > 0.7 * 24 * 0.02


def swings(momentum, decay):
    """Tell whether a weight passes 0 that feels nothing but weight decay."""
    w = [1.0, 1.0]
    for _ in range(4000):
        w.append((1 + momentum - 0.1 * decay) * w[-1] - momentum * w[-2])
    return min(w) < 0


for momentum in (0, 0.4, 0.9):
    edge = (1 - np.sqrt(momentum)) ** 2 / 0.1
    assert not swings(momentum, 0.99 * edge)
    assert swings(momentum, 1.2 * edge)
    assert (edge > 1) == (momentum < 0.9)

# %%
# With the recipe's momentum that takes a decay above 1, which no one uses.
#
# Take the cause away
# -------------------
# Adam adds a number :math:`\varepsilon` to the root. Make it 1, far larger than any
# gradient here, and nothing is divided by its own size. Set :math:`\beta_1 = 0`,
# and there is no memory. Last, sink the units that are born dead, by a bias of −10:
# no logit of the start changes, and no weight comes up so far in 50 epochs.

(W, v), (b, c) = start.weights, start.biases
sunk = ad.Network((W, v), (np.where(born_dead, -10, b), c))
# fold: train each
decay, slow = {"weight_decay": 1e-4}, {"lr": 0.1, "epsilon": 1}
tried = {
    "Adam, decay 0.0001": ended(ad.Adam(lr=0.02, **decay)),
    "ε = 1, at five times the rate": ended(ad.Adam(**slow, **decay)),
    "β₁ = 0": ended(ad.Adam(lr=0.02, beta1=0, **decay)),
    "born dead sunk": ended(ad.Adam(lr=0.02, **decay), sunk),
    "sunk, no decay": ended(ad.Adam(lr=0.02), sunk),
    "Sgd, momentum 0.9, decay 0.1": ended(ad.Sgd(momentum=0.9, weight_decay=0.1)),
}
rows = [(name, *shares) for name, shares in tried.items()]
print(ad.table("At the end of 50 epochs", HEAD, rows))
(won, _, back), (_, _, still), (_, _, fewer), held, plain, swung = tried.values()
assert back.low > 0.4
assert still.count == held[2].count == 0
assert fewer.high < back.low / 2
assert plain[0] == adam[1]
assert held[0].high < won.low
assert held[0].low < plain[0].value < held[0].high
assert swung[2].low > 0.4
assert swung[0].count == 0
ad.plots.show()

# %%
# Without the division none comes back, without the memory fewer do. And where the
# dead can't come back, decay helps no network: what it gains, it gains through
# them. With much momentum and a huge decay Sgd swings and wakes units, too, but
# then no network succeeds.
#
# To remember
# -----------
# * At equal success, Adam kills as many units as Sgd.
# * The decay of ``torch.optim.Adam`` is this one. Its size is no measure of what it
#   does to a unit that feels nothing else.
# * :cite:t:`loshchilov2019` take the decay out of the division (AdamW). Then a dead
#   unit's weights are multiplied by :math:`1 - \eta \lambda`, and keep their signs.
#   That follows from the formula; it was not run.
# * Waking helps here, where units are few and many are born dead.
#
# Next, :doc:`lottery`: many units, of which five do the work.
