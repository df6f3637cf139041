r"""
After four swaps of the labels, hardly a ReLU network learns
============================================================

.. about:: Loss of plasticity
   :minutes: 9
   :needs: :doc:`/training/dying`; :doc:`/explaining/symmetries`

XNOR and XOR take turns: every 50 epochs all labels swap, and training goes on from
where it is. Every new network learns either task. After a few rounds, hardly one
with ReLU learns any.
"""

# fold: import the libraries, and say how a round is trained
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = 2 * ad.xnor()[0] - 1, ad.xnor()[1]
seeds, ROUNDS = range(100), 10
count = len(seeds)
fresh = ad.Network.initialized((2, 16, 1), seed=seeds)


def learn(net, turn, **recipe):
    """Train for a round; return the networks, their success, their idle units."""
    labels = (y, 1 - y)[turn % 2]
    orders = [*range(turn * count, (turn + 1) * count)] * (len(net) // count)
    net = ad.train(
        net, X, labels, seed=orders, record_losses=False, **recipe
    ).network
    return net, ad.classify(net, X, labels).success, idle(net)


def idle(net):
    """Return which units have all four points on one side of their crease."""
    on = (net.forward(X).pre_activations[0] > 0).sum(axis=0)
    return (on == 0) | (on == 4)


def life(net, change=lambda net: net, rounds=ROUNDS, **recipe):
    """Train for many rounds, with a change before each but the first."""
    lived = [learn(net, 0, **recipe)]
    for turn in range(1, rounds):
        lived.append(learn(change(lived[-1][0]), turn, **recipe))
    return lived


def shares(lived, looks=(2, 5, 10), lanes=slice(None)):
    """Return the shares of success in some of the rounds, of some networks."""
    return [ad.share(lived[look - 1][1][lanes]) for look in looks]


# %%
# Ten rounds
# ----------

# fold: train with four functions, and draw their success
names = ("relu", "leaky_relu", "tanh", "gelu")
lives, won = {}, {}
for name in names:
    lives[name] = life(ad.Network.initialized((2, 16, 1), name, seed=seeds))
    won[name] = shares(lives[name], range(1, ROUNDS + 1))
fig, axes = plt.subplots(1, 2, figsize=(7.4, 3.8))
turns, words = range(1, ROUNDS + 1), ([], [])
for name, mark in zip(names, "os^D"):
    missed = [one[2].mean() for one in lives[name]]
    lines = [share.value for share in won[name]], missed
    for ax, line, told in zip(axes, lines, words):
        ax.plot(turns, line, mark, ls="-", label=name)
        told.append(f"{name} {', '.join(f'{value:.2f}' for value in line)}")
for ax, told, title in zip(axes, words, ("success", "idle units")):
    ax.set(title=title, xlabel="round", ylim=(-0.03, 1.03), xticks=turns)
    ax.set_label(f"Share of {title} by round: {'; '.join(told)}.")
axes[0].set_ylabel("share of the networks")
axes[1].set_ylabel("share of the units")
axes[0].legend()
fig.set_label("ReLU and its leaky relative fail first, and their creases leave.")
assert all(learn(fresh, turn)[1].all() for turn in (0, 1))
assert all(first.value == 1 for first, *_ in won.values())
for name in ("relu", "leaky_relu"):
    assert won[name][4].high < 0.1
    assert max(one.high for one in won[name][5:]) < 0.1
assert min(lives[name][-1][2].mean() for name in ("relu", "leaky_relu")) > 0.8
assert won["gelu"][2].low > won["relu"][2].high
assert won["gelu"][-1].high < 0.4
assert min(one.low for one in won["tanh"]) > 0.9

# %%
# Success means that all four points are right at the end of a round. These networks
# have 16 units, and inputs of ±1, with which the recipe :doc:`seldom fails
# <inputs>`. In the first round every network succeeds, whatever its activation. In
# the fifth hardly any with ReLU does, and it stays like that. GELU holds out a
# little longer, and tanh through all these rounds.
#
# A network is **plastic** as long as it can learn something new.
# :cite:t:`dohare2024` trained deep networks on thousands of tasks in a row, until
# they learned no better than shallow ones. One of the things that they saw grow was
# the number of dead units.
#
# A leaky ReLU has no dead units, and it fails just as fast. So look at the crease
# instead. We call a unit **idle** if all four points are on one side of its crease;
# the dead units are among these. To a network with ReLU or leaky ReLU such a unit
# adds a weighted sum of the inputs at the four points, or nothing.
#
# .. predict:: After three rounds few networks with ReLU succeed. Move the creases
#    of the idle units back to the middle, by a bias of 0. Nothing else changes. How
#    many succeed in the next round?
#    :right: 3
#
#    Hardly any
#       So it is if nothing is moved; and other units do much less than these.
#    About half
#       It is more than that, with ReLU and with leaky ReLU.
#    Most of them
#       What they lack is creases that part the points.
#
# Is it the idle units?
# ---------------------
# Each test starts from the same networks, those that have gone through three
# rounds, or six with GELU. Over half of the units are idle by then. So a fair
# comparison moves equally many of either kind in each network, chosen at random.


# fold: move creases to the middle, and train one more round
def moved(net, which):
    (W, v), (b, c) = net.weights, net.biases
    return ad.Network((W, v), (np.where(which, 0, b), c), hidden=net.hidden)


draws = np.random.default_rng(0).random((16, count))


def some(among, number):
    """Choose as many units of each network at random among some."""
    order = np.where(among, draws, 2).argsort(axis=0).argsort(axis=0)
    return among & (order < number)


rows = []
for name, turn in (("relu", 3), ("leaky_relu", 3), ("gelu", 6)):
    old, _, lost = lives[name][turn - 1]
    number = np.minimum(lost.sum(axis=0), (~lost).sum(axis=0))
    ways = lost & False, lost, some(lost, number), some(~lost, number)
    four = moved(old[[*range(count)] * 4], np.concatenate(ways, axis=1))
    tried = [ad.share(won) for won in learn(four, turn)[1].reshape(4, count)]
    rows.append((f"{name}, {turn}", *tried))
    none, every, few, others = tried
    assert lost.mean() > 0.55
    assert every.low > 0.55
    assert none.high < few.low
    assert few.low > others.high
head = ("after rounds", "as they are", "all idle", "some idle", "as many others")
print(ad.table("Success in the next round, with creases moved", head, rows))

# %%
# It is. With their idle units moved most networks succeed again, and the same
# number of moves does more for idle units than for others. Death as such is not the
# point: what all three lose is creases among the points, and GELU loses them later.
#
# Why do creases leave?
# ---------------------
# When the labels swap, a unit that was useful has the wrong sign. It can change the
# sign of its output weight :math:`v`, or its crease can move away. For each ReLU
# unit, infinitely small steps :doc:`keep one number </explaining/symmetries>`
# :cite:p:`du2018`:
#
# .. math:: w_1^2 + w_2^2 + b^2 - v^2
#
# To change its sign, :math:`v` has to pass 0, and there this number can't be
# negative. So where :math:`v^2` is the larger part the sign can't change, and only
# the crease can go. Our steps are not that small, and they have momentum. Here is
# what happens in the second round to the units that are not idle after the first:


# fold: sort units by what is larger
def parts(net):
    """Return for each unit the lengths of what comes in and of what goes out."""
    (W, v), (b, _) = net.weights, net.biases
    return np.sqrt((W**2).sum(axis=0) + b**2), abs(v[:, 0])


(one, _, was_idle), (two, _, now_idle) = lives["relu"][:2]
inward, outward = parts(one)
turned = (one.weights[1] * two.weights[1] < 0)[:, 0]
rows = []
for name, which in (("v", outward > inward), ("the others", outward <= inward)):
    group = which & ~was_idle
    told = ad.share(turned[group]), ad.share(now_idle[group])
    rows.append((name, f"{group.sum():,}", *told))
head = ("larger part", "units", "sign of v turns", "idle after it")
print(ad.table("Units in the second round", head, rows))
(*_, never, leaves), (*_, turns_over, stays) = rows
assert never.count == 0
assert turns_over.low > 0.2
assert leaves.low > stays.high

# %%
# No unit with the larger :math:`v` changed its sign, and more of them became idle.
# Is that balance the cause? It can be tested without changing what the network
# computes. Multiply a unit's weights and bias by a factor, and divide :math:`v` by
# it: with ReLU every logit stays as it is. Do this before each round, so that the
# length of :math:`(w_1, w_2, b)`, the inward part, is some multiple of :math:`|v|`,
# the outward.


# fold: rescale units before each round, in many networks side by side
def balanced(net, times):
    """Rescale the units of each network, but where the multiple is 0."""
    inward, outward = parts(net)
    factor = np.where(times, np.sqrt(times * outward / inward), 1)
    (W, v), (b, c) = net.weights, net.biases
    weights = factor * W, v / factor[:, None]
    other = ad.Network(weights, (factor * b, c), hidden=net.hidden)
    assert np.allclose(other(X), net(X), atol=1e-9)
    return other


way = np.repeat(range(6), count)
once, again_and_again = np.take(
    ((0, 0, 0, 0, 3, 10), (0, 1, 2, 3, 0, 0)), way, axis=1
)


def change(net):
    net = balanced(net, again_and_again)
    return moved(net, idle(net) & (way == 0))


slow = life(fresh, rounds=5, optimizer=ad.Sgd(lr=0.025), epochs=200)
many = life(balanced(fresh[[*range(count)] * 6], once), change)
changes = "idle units moved", *(f"inward {k} × outward" for k in (1, 2, 3))
rows = [("nothing", *shares(lives["relu"]))]
rows.append(("¼ rate, 4 × epochs", *shares(slow, (2, 5)), "not tried"))
rows += [(name, *shares(many, lanes=way == k)) for k, name in enumerate(changes)]
late = many[-1][0][way == 3]
for turn in range(ROUNDS, 40):
    late, success, _ = learn(balanced(late, 3), turn)
long = ad.share(success)
head = ("before each round", "round 2", "round 5", "round 10")
print(ad.table("Success with ReLU", head, rows))
print(f"inward 3 × outward, round 40: {long}")
left, slower, again, even, twice, thrice = (row[1:] for row in rows)
assert slower[1].high < 0.1
assert again[1].low > left[1].high
assert again[2].high < again[1].low
assert even[1].high < 0.1
assert min(one.low for one in (*twice, *thrice)) > 0.9
assert all(one.value == 1 for one in thrice)
assert long.high < thrice[-1].low

# %%
# With an inward part three times the outward, every network succeeds in all rounds
# of the table, though by round 40 this wears off, too. With equal parts they fail
# like those left alone: it is this balance that helps, not rescaling as such.
# Smaller steps don't. Moving idle units back before each round treats the symptom:
# it helps for a while.
#
# Is it enough to start with such a balance?

# fold: look at those that were rescaled before the first round alone
rows = [(k, *shares(many, lanes=way == j)) for j, k in ((4, 3), (5, 10))]
head = ("inward × outward", "round 2", "round 5", "round 10")
print(ad.table("Rescaled once, at the start", head, rows))
assert rows[1][2].low > rows[0][2].high
assert rows[1][3].high < rows[1][2].low
ad.plots.show()

# %%
# No. It only puts off the loss.
#
# To remember
# -----------
# * Trained on two tasks in turn, ReLU networks lose what every new one can do.
# * What they lack is creases among the points; a leak doesn't keep them there.
# * Creases leave where an output weight is too large to change its sign. Rescaling,
#   which changes no logit, keeps the networks plastic for much longer.
# * With GELU, rescaling would change the logits. Why it fails later was not tested,
#   nor what tanh does in more rounds. There were only two tasks, each the opposite
#   of the other.
#
# Next, :doc:`adam`: an optimizer that wakes units from the dead.
