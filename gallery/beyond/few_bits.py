r"""
Most networks that work need only one bit for each unit
=======================================================

.. about:: A few bits
   :minutes: 8
   :needs: :doc:`/training/coin_toss`; :doc:`/tutorial/weights`

Trained networks often run with fewer bits than they were trained with. Here each
hidden unit of a network that has all four points right may say one of a few values
only. Then the points are asked again.
"""

# fold: import the libraries, and say how activations are rounded
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
sign = 2 * y - 1
BITS = (1, 2, 3, 4, 8)


def rounded(a, bits):
    """Round each unit's activations to steps from its least to its largest."""
    low, high = a.min(axis=0), a.max(axis=0)
    step = (high - low) / (2**bits - 1)
    return low + step * np.floor((a - low) / np.where(step > 0, step, 1) + 1 / 2)


def right(net, a):
    """Tell for each network whether these activations make all points right."""
    z = (a * net.weights[1][:, 0]).sum(axis=1) + net.biases[1]
    return (sign * z > 0).all(axis=0)


def trained(hidden):
    """Return the winners of a thousand seeds, and which later ones are early."""
    start = ad.Network.initialized((2, 5, 1), hidden, seed=range(1000))
    looks = {"epochs": 200, "snapshots": (50, 200), "record_losses": False}
    ends = ad.train(start, X, y, seed=range(1000), **looks).snapshots.values()
    won = [ad.classify(net, X, y).success for net in ends]
    assert not (won[0] & ~won[1]).any()
    return [net[which] for net, which in zip(ends, won)], won[0][won[1]]


def kept(net):
    """Return for each number of bits the share of networks that stay right."""
    a = net.forward(X).activations[0]
    return [ad.share(right(net, rounded(a, bits))) for bits in BITS]


# %%
# Eight bits, and one
# -------------------

# fold: train with four functions, round, and draw who stays right
winners = {name: trained(name) for name in ("relu", "tanh", "softsign", "gelu")}
stay = {name: [kept(net) for net in nets] for name, (nets, _) in winners.items()}
fig, axes = plt.subplots(1, 2, figsize=(7.4, 3.6), sharey=True)
for look, (ax, epochs) in enumerate(zip(axes, (50, 200))):
    words = []
    for (name, looks), marker in zip(stay.items(), "os^D"):
        value = [100 * one.value for one in looks[look]]
        ax.plot(range(5), value, marker, ls="-", label=name)
        words.append(f"{name} {', '.join(f'{one:.1f}' for one in value)}")
    ax.set(title=f"{epochs} epochs", xlabel="bits for each unit")
    ax.set(xticks=range(5), xticklabels=BITS, ylim=(45, 103))
    ax.set_label(f"Per cent right with 1, 2, 3, 4, 8 bits: {'; '.join(words)}.")
axes[0].set_ylabel("still right, in % of the winners")
axes[1].legend(loc="lower right")
fig.set_label("Early winners may lose more with two bits than with one.")
early, late = ({name: looks[k] for name, looks in stay.items()} for k in (0, 1))
for some in (early, late):
    assert min(one[0].low for one in some.values()) > 0.8
    assert min(one[-1].low for one in some.values()) > 0.98
assert min(early[name][0].low for name in ("relu", "tanh", "softsign")) > 0.93
assert early["softsign"][1].high < 0.6 < early["softsign"][0].low
assert min(late[name][0].low for name in ("tanh", "softsign", "gelu")) > 0.95
assert late["relu"][0].high < early["relu"][0].low
assert late["relu"][1].low > 0.99

# %%
# Take the networks that have all points right. With :math:`n` bits, each hidden
# unit may say :math:`2^n` values, evenly spaced between the least and the largest
# that it says at the four points. With one bit that is yes or no. The output is
# computed as before.
#
# :cite:t:`jacob2018` round weights and activations to eight bits, so that a phone
# can compute with whole numbers, and they let training know of it. For these small
# networks eight bits change nearly nothing, untrained for it as they are. With one
# bit most winners stay right, too. Two things are odd. After 50 epochs softsign
# does much worse with two bits than with one. And after four times as many epochs
# one bit costs ReLU more winners than before, and the others hardly any.
#
# .. predict:: Which of the ReLU networks can't do with yes or no?
#    :right: 3
#
#    Those that were nearly wrong already
#       Among those trained longer, every one that fails had its points right by
#       more than the typical winner of 50 epochs.
#    Those that were trained longest
#       Those that had won after 50 epochs do no worse with one bit later on.
#    Those with a unit that has three things to say
#       One bit more for a single unit, and nearly all of them are right again.
#
# What a ReLU unit has to say
# ---------------------------
# At the start, :doc:`the best sign </training/coin_toss>` is a unit for each
# point of class 0. Call a unit a *guard* of such a point if it says yes there
# alone, with a negative output weight. Count the points that have a guard in the
# rounded network:


# fold: sort winners by the points that have a guard, after rounding
def guarded(net, a):
    """Return how many points of class 0 have a unit of their own."""
    yes = a > a.min(axis=0)
    alone = (yes.sum(axis=0) == 1) & (net.weights[1][:, 0] < 0)
    return sum((yes[k] & alone).any(axis=0).astype(int) for k in (1, 2))


rows = []
for epochs, net in zip((50, 200), winners["relu"][0]):
    a = net.forward(X).activations[0]
    coarse = rounded(a, 1)
    fine, guards = right(net, coarse), guarded(net, coarse)
    shares = [ad.share(fine[guards == k]) for k in range(3)]
    assert shares[0].high < shares[1].low < shares[1].high < shares[2].low
    assert shares[2].low > 0.98
    assert (guards == 2).mean() > 0.7
    rows.append((epochs, *(f"{one.count} of {one.total}" for one in shares)))
head = ("epochs", "no guard", "one", "a guard for both")
print(ad.table("Still right with one bit", head, rows))
before = winners["relu"][1]
groups = [ad.share(fine[which]) for which in (before, ~before)]
print(f"after 200 epochs, winners at 50: {groups[0]}; later ones: {groups[1]}")
assert groups[0].low > 0.94
assert groups[0].value >= early["relu"][0].value
assert groups[1].high < 0.7
first, sure = ((sign * net(X)[:, 0]).min(axis=0) for net in winners["relu"][0])
assert sure[~fine].min() > np.median(first)

# %%
# Most winners have both guards, and with them one bit is practically always enough:
# a unit that is on at one point says two values anyway. It isn't long training that
# spoils the others. Networks that won by epoch 50 nearly all stay right; those that
# won later have found another way, and often fail with one bit.
#
# Which unit is it? Give two bits to one unit and leave one to the rest:

unit, fine_a = np.arange(5)[:, None], rounded(a, 2)
mixed = [np.where(unit == k, fine_a, coarse) for k in unit]
cures = np.array([right(net, some) for some in mixed])
# fold: count the networks that are cured, and say what the unit says
print("right again:", ad.share(cures.any(axis=0)[~fine]))
assert ad.share(cures.any(axis=0)[~fine]).low > 0.9
counts = (a[3] == 0) & (a[1:3] > 0).all(axis=0) & (net.weights[1][:, 0] < 0)
counts &= abs(a[1:3] - a[0] / 2).max(axis=0) < a[0] / 6
ones = [ad.share(counts.any(axis=0)[which]) for which in (~fine, fine)]
print("a unit counts in {} of those that fail, in {} of the others".format(*ones))
assert ones[0].low > 0.5
assert ones[1].high < 0.15
assert (cures & counts).any(axis=0)[~fine].mean() > 0.5

# %%
# In most of the failures it is a unit that counts the ones among the inputs:
# off at (0, 0), on at (1, 0) and (0, 1), and about twice as high at (1, 1). No yes
# or no says that. Two bits have the middle to within a sixth of the range, and that
# is good enough.
#
# Why one bit can beat two
# ------------------------
# A single unit with a rising function has its least and its largest value at
# opposite corners, since :math:`h` is affine. Measure from the least in units of
# the range: the four values are 0, :math:`r`, :math:`s` and 1. What the unit adds
# to the difference between the classes, which nothing affine can do, is
#
# .. math:: 0 + 1 - r - s
#
# times its range and its output weight. Call that its *bend*. Rounding is monotone,
# and it treats both ends alike: if :math:`s` becomes :math:`s'`, then :math:`1 - s`
# becomes :math:`1 - s'`, ties aside. So from :math:`r \le 1 - s` follows :math:`r'
# \le 1 - s'`. No number of bits reverses a bend. With one bit it is nothing or the
# whole range; with two it is a multiple of a third.

# fold: compare the bends of softsign, and turn the errors round at random
net = winners["softsign"][0][0]
a = net.forward(X).activations[0]
coins = np.where(np.random.default_rng(0).random(a.shape) < 1 / 2, -1, 1)
span, v = a.max(axis=0) - a.min(axis=0), net.weights[1][:, 0]
was = (sign[:, :, None] * a).sum(axis=0)
rows, bends = [], {}
for bits in BITS[:3]:
    near = rounded(a, bits)
    bend = (sign[:, :, None] * near).sum(axis=0)
    assert not ((bend * was < 0) & (abs(bend) > 1e-9)).any()
    bends[bits] = abs(bend / span)
    total = np.median((bend * v).sum(axis=0))
    noise = ad.share(right(net, a + coins * (near - a)))
    rows.append((bits, total, ad.share(right(net, near)), noise))
whole = np.median((was * v).sum(axis=0))
head = ("bits", "bends, exact is 1", "still right", "errors turned at random")
told = [(bits, f"{total / whole:.2f}", *rest) for bits, total, *rest in rows]
print(ad.table("Softsign after 50 epochs", head, told))
assert rows[0][1] > 1.8 * whole
assert rows[1][1] < 0.85 * whole
assert rows[0][3].high < 0.7 < rows[0][2].low
assert rows[1][2].high < rows[1][3].low
assert (abs(bends[1] - 1) < 1e-9).mean() > 0.75
assert (abs(bends[2] - 1 / 3) < 1e-9).mean() > 0.7
assert 1 / 3 < np.median(abs(was / span)) < 1 / 2
ad.plots.show()

# %%
# A typical bend here is less than half of the range. One bit makes most of them
# whole, so together they grow to twice what they were. Two bits make most of them a
# third, so they shrink. It is not that one bit errs less: turn its errors up or
# down by the toss of a coin, of the same sizes, and many more networks fail. With
# two bits, the tossed errors do less harm than the true ones.
#
# To remember
# -----------
# * Most winners have units that say one thing each, so one bit will do.
# * A unit that has to count needs two.
# * Coarse rounding can't turn a bend round, and it can make it larger. So fewer
#   bits can be better, as long as bends are what counts.
# * Each unit had its own range here, taken from the four points. Weights were not
#   rounded, and nothing was trained for it.
#
# Next, :doc:`/theory/index`: proofs, first of what a single layer can do.
