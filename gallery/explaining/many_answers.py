"""
One recipe finds six ways to solve the same task
================================================

.. about:: Many answers
   :minutes: 7
   :needs: :doc:`/tutorial/weights`

"How does the network do it?" has no answer; "how does *this* network do it?" has
one. The task is XNOR, which is XOR with its labels swapped, and all six of these
networks solve it.
"""

# fold: import the libraries, and train ten thousand networks
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
BOX = (-0.75, 1.75, -0.75, 1.75)
DISC = {"boxstyle": "circle,pad=0.2", "fc": "#ffffff", "ec": "#15181c", "lw": 0.6}


def name_creases(ax, net, why):
    """Write the number of each unit that is not dead where the unit is on."""
    for k, (w1, w2, b) in enumerate(zip(*net.weights[0], net.biases[0]), start=1):
        if why.units[k - 1].dead:
            continue
        length = np.hypot(w1, w2)
        foot, along = -b * np.array([w1, w2]) / length**2, np.array([-w2, w1])
        label = foot + 0.12 * np.array([w1, w2]) / length
        label = label + (0.36 * k - 1) * along / length
        ax.text(*label, k, ha="center", va="center", fontsize=9, bbox=DISC)


# %%
# One of each
# -----------

# fold: sort the networks into families, and draw the first of each
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
first = [np.flatnonzero(won)[np.argmax(member == f)] for f in order]
examples = [nets[r] for r in first]
whys = [ad.explain(net, X, y) for net in examples]
assert len(order) == 6
fig, axes = plt.subplots(2, 3, figsize=(7.4, 5.2), sharex=True, sharey=True)
top = 1.5 * max(abs(net(X)).max() for net in examples)
for number, (ax, net, r) in enumerate(zip(axes.flat, examples, first), start=1):
    mesh = ad.plots.height_map(ax, net, X, y, box=BOX, limit=top)
    name_creases(ax, net, whys[number - 1])
    ax.set(xlim=BOX[:2], ylim=BOX[2:], title=f"Family {number}")
    ax.set_label(f"Family {number}, seed {r}. {ax.get_label()}")
    ax.label_outer()
fig.colorbar(mesh, ax=axes, label="logit", shrink=0.6)
fig.set_label(
    "Each network has its own boundary, the thick line, and has all points right; "
    "a dotted line is a crease, its number on the side where the unit is on."
)

# %%
# These are the first seeds of six families. No other family came up in ten thousand
# seeds of the tutorial's recipe.
#
# .. predict:: One output bias can't have the right sign for both classes. Which
#    class does it side with in a trained network?
#    :right: 1
#
#    Class 1, nearly always
#       (0, 0) belongs to class 1, and every unit starts off there. Only the output
#       bias can learn from it at first.
#    Class 0, nearly always
#       That would leave (0, 0) to the units, and all of them start off there.
#    Either, about equally often
#       The task looks symmetric, but the start is not: at (0, 0), a point of class
#       1, all units are off.
#
# What a point leans on
# ---------------------
# The logit of a point is the output bias plus what the units add. In a network that
# solves the task, each point is right for one of three reasons:
#
# * *alone*: no unit adds anything, and the output bias has the right sign;
# * *carried*: the output bias has the right sign, and what the units add does not
#   outweigh it;
# * *turned*: the output bias has the wrong sign, and units outweigh it.
#
# Two networks are of one **family** here if they agree in the four reasons, where
# (1, 0) and (0, 1) may change places.

# fold: count the families
shares = [ad.share(member == f) for f in order]
rows = []
for number, (f, part) in enumerate(zip(order, shares), start=1):
    both, one, other, none = words[families[:, f]]
    mixed = one if one == other else f"{one}, {other}"
    rows.append((number, both, mixed, none, part, first[number - 1]))
print(f"all four points right: {ad.share(won)} of {len(seeds):,} seeds")
head = (
    "family",
    "(1, 1)",
    "mixed points",
    "(0, 0)",
    "share of the solutions",
    "first seed",
)
print(ad.table("Six families", head, rows))
assert (c[won] > 0).mean() > 0.95
assert not many.forward(X[3:]).activations[0].any()
assert not any(part.any() for part in many[0].gradients(X[3:], y[3:]).weights)

# %%
# In nearly all solutions the bias carries class 1, the class of (0, 0), and each
# mixed point is turned. The other two families, in which the points with equal
# inputs are turned, are rare.
#
# Family 1: the bias alone at (0, 0)
# ----------------------------------
# The package explains each network from its weights.

print(whys[0].sentences)

# %%
# In family 2, no point has the bias alone. In family 4 the bias is alone at (1, 1).
# To read how they do it, print ``whys[1].sentences`` and ``whys[3].sentences``.
#
# Family 3: the bias alone at both
# --------------------------------
# This is the tidiest of them: at both points of class 1 every unit is off. It is
# the family of :doc:`the classic story <classic_story>`.

print(whys[2].sentences)

# %%
# Families 5 and 6: the other way round
# -------------------------------------
# Here the output bias is negative, and units have to turn (1, 1) and (0, 0). For
# (0, 0) this takes a unit with a positive bias of its own. In family 5 the output
# bias is alone at one of the mixed points; in family 6 it is alone at none.

print(whys[4].sentences)
# fold: check this of both families
for part, f in zip(shares[4:], order[4:]):
    assert part.high < 0.02
    assert (families[[0, 3], f] == 2).all()
for r in first[4:]:
    turned = (adds[3, :, r] > 0) & (nets.biases[0][:, r] > 0)
    assert turned.any()
    assert c[r] < 0

# %%
# Who turns the mixed points?
# ---------------------------
# In families 1 to 4 each mixed point has units that push it down. A unit that is on
# at both pushes both. Is that how it is done?

down = (adds < 0)[:, :, won & (c > 0)]
apart = ad.share(~(down[1] & down[2]).any(axis=0))
print("no unit pushes both mixed points:", apart)
# fold: check that each mixed point is pushed
assert down[1].any(axis=0).all()
assert down[2].any(axis=0).all()
assert apart.low > 0.7
ad.plots.show()

# %%
# In most solutions no unit does: each mixed point has its own. The
# :doc:`first weights </training/coin_toss>` make that likely, as such a unit needs
# a positive weight on one input only.
#
# To remember
# -----------
# * One recipe, one task, six families of solutions. An explanation holds for one
#   network, not for the task.
# * One class leans on the output bias. The other has to be turned, point by point.
# * How often a family comes up depends on the start, not on how good it is.
#
# Next, :doc:`classic_story`: an explanation that its own numbers contradict.
