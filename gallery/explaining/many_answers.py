"""
The same task, many answers
===========================

What this page shows: which ways of solving the task training finds, how often each
comes up, and one example of each, explained. What you need:
:doc:`/tutorial/weights`. Reading time: nine minutes.

"How does the network do it?" has no answer; "how does *this* network do it?" has
one. The task is XNOR: class 1 where the two inputs are equal, XOR with its labels
exchanged.
"""

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
seeds = range(10_000)
many = ad.Network.initialized((2, 5, 1), hidden="relu", seed=seeds)
nets = ad.train(many, X, y, epochs=50, seed=seeds, record_losses=False).network
won = ad.classify(nets, X, y).success
print(f"all four points right: {ad.share(won)} of {len(seeds):,} seeds")

# %%
# What a point leans on
# ---------------------
# The logit of a point is the output bias plus what the units add. In a network that
# solves the task each point is right for one of three reasons:
#
# * *alone*: no unit adds anything, and the output bias has the right sign;
# * *carried*: the output bias has the right sign, and units add something, too,
#   that does not outweigh it;
# * *turned*: the output bias has the wrong sign, and units outweigh it.
#
# One output bias can't have the right sign for both classes. So one class leans on
# the bias, and the other has to be turned at both its points. Two networks are of
# one **family** here if they agree in the four reasons, where (1, 0) and (0, 1) may
# change places.

c = nets.biases[1][0]
adds = nets.forward(X).activations[0] * nets.weights[1][:, 0]
carried = c * (2 * y - 1) > 0
words = np.array(["alone", "carried", "turned"])
reasons = adds.any(axis=1) * np.where(carried, 1, 2)
assert (c[won] != 0).all()
assert not (~adds.any(axis=1) & ~carried)[:, won].any()
reasons[1:3] = np.sort(reasons[1:3], axis=0)
families, member, counts = np.unique(
    reasons[:, won], axis=1, return_inverse=True, return_counts=True
)
order = np.argsort(-counts)
shares = [ad.share(member == f) for f in order]
first = [np.flatnonzero(won)[np.argmax(member == f)] for f in order]
print("family   (1, 1)  mixed points       (0, 0)   share of the solutions")
for number, (f, part) in enumerate(zip(order, shares), start=1):
    both, one, other, none = words[families[:, f]]
    mixed = one if one == other else f"{one}, {other}"
    print(f"{number:6}   {both:7} {mixed:16}   {none:7}  {part}")
assert len(order) == 6
assert (c[won] > 0).mean() > 0.95

# %%
# These runs have no others. In nearly all solutions the bias carries class 1, the
# class of (0, 0), where every unit starts off; each mixed point is turned. The
# other two families, in which the points with equal inputs are turned, are rare.
#
# One of each
# -----------
# The first seed of each family. The dotted lines are the creases of the units that
# are not dead; the number of the unit stands on the side on which it is on. Along
# the thick line the logit is zero.


DISC = {"boxstyle": "circle,pad=0.2", "fc": "#ffffff", "ec": "#15181c", "lw": 0.6}


def draw_creases(ax, net):
    why = ad.explain(net, X, y)
    for k, (w1, w2, b) in enumerate(zip(*net.weights[0], net.biases[0]), start=1):
        if why.units[k - 1].dead:
            continue
        length = np.hypot(w1, w2)
        foot, along = -b * np.array([w1, w2]) / length**2, np.array([-w2, w1])
        label = foot + 0.12 * np.array([w1, w2]) / length
        label = label + (0.36 * k - 1) * along / length
        ax.text(*label, k, ha="center", va="center", fontsize=9, bbox=DISC)
    ax.set(xlim=(-0.75, 1.75), ylim=(-0.75, 1.75))
    return why


fig, axes = plt.subplots(3, 2, figsize=(6, 8.4), sharex=True, sharey=True)
examples = [nets[r] for r in first]
box, tops = (-0.75, 1.75, -0.75, 1.75), [abs(net(X)).max() for net in examples]
whys = []
for number, (ax, net, r) in enumerate(zip(axes.flat, examples, first), start=1):
    mesh = ad.plots.height_map(ax, net, X, y, box=box, limit=1.5 * max(tops))
    whys.append(draw_creases(ax, net))
    ax.set_title(f"Family {number}: seed {r}")
    ax.set_label(f"Family {number}, seed {r}. {ax.get_label()}")
    ax.label_outer()
fig.colorbar(mesh, ax=axes, label="logit", shrink=0.5)

# %%
# Family 1: the bias alone at (0, 0)
# ----------------------------------

print(whys[0].sentences)

# %%
# Family 2: nobody is alone
# -------------------------

print(whys[1].sentences)

# %%
# Family 3: the bias alone at both
# --------------------------------
# The tidiest of them: at both points of class 1 every unit is off. It is the family
# of :doc:`classic_story`.

print(whys[2].sentences)

# %%
# Family 4: the bias alone at (1, 1)
# ----------------------------------

print(whys[3].sentences)

# %%
# Families 5 and 6: the other way round
# -------------------------------------
# Here the output bias is negative, and units have to turn (1, 1) and (0, 0). For
# (0, 0) this takes a unit with a positive bias of its own. In family 5 one of the
# mixed points has the output bias alone,

print(whys[4].sentences)

# %%
# and in family 6 none has.

for part, f in zip(shares[4:], order[4:]):
    assert part.high < 0.02
    assert (families[[0, 3], f] == 2).all()
for r in first[4:]:
    turned = (adds[3, :, r] > 0) & (nets.biases[0][:, r] > 0)
    assert turned.any()
print(whys[5].sentences)

# %%
# Who turns the mixed points?
# ---------------------------
# In families 1 to 4 each mixed point has units that push it down. A unit that is on
# at both pushes both. Is that how it is done?

down = (adds < 0)[:, :, won & (c > 0)]
apart = ad.share(~(down[1] & down[2]).any(axis=0))
print("no unit pushes both mixed points:", apart)
assert down[1].any(axis=0).all()
assert down[2].any(axis=0).all()
assert apart.low > 0.7
ad.plots.show()

# %%
# In most solutions no unit does: each mixed point has its own. That is what the
# start makes likely (:doc:`/training/coin_toss`), for such a unit needs a positive
# weight on one input only.
#
# To remember
# -----------
# * One recipe, one task, six families of solutions. An explanation holds for one
#   network, not for the task.
# * One class leans on the output bias. The other has to be turned, point by point.
# * How often a family comes up is a matter of the start, not of how good it is.
#
# Next, :doc:`classic_story`: an explanation that its own numbers contradict.
