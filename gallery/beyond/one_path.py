r"""
Reorder and rescale, and a straight path joins most solutions
=============================================================

.. about:: Two solutions, one path
   :minutes: 8
   :needs: :doc:`/explaining/symmetries`; :doc:`/explaining/many_answers`

Mix the weights of two networks that work, and in most pairs some mixture fails. But
each network has many twins that compute the same, so we may choose which to mix.
"""

# fold: import the libraries, and say how networks are mixed and rescaled
from itertools import permutations

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
cross_entropy = ad.losses["sigmoid_cross_entropy"]
STEPS, FINE = (  # close together at both ends, where a large factor acts
    np.array([0, *ad.sigmoid(np.linspace(-reach, reach, count)), 1])
    for reach, count in ((6, 25), (12, 601))
)
FACTORS = 2.0 ** np.arange(-4, 5)


def pairs(width):
    """Return up to 200 pairs of networks that work, each network once."""
    start = ad.Network.initialized((2, width, 1), seed=range(1200))
    nets = ad.train(start, X, y, seed=range(1200), record_losses=False).network
    nets = nets[ad.classify(nets, X, y).success]
    count = min(len(nets) // 2, 200)
    (W, v), (b, c) = nets.weights, nets.biases
    units = np.concatenate((W, b[None], v[None, :, 0]))  # what belongs to each unit
    return [(units[..., k : k + count], c[..., k : k + count]) for k in (0, count)]


def mixed(first, second, t):
    """Return the mixtures of each pair, first all of the first step."""
    t, ends = t[:, None], zip(first, second)
    mix = [(1 - t) * a[..., None, :] + t * b[..., None, :] for a, b in ends]
    units, c = (one.reshape(*one.shape[:-2], -1) for one in mix)
    return ad.Network((units[:2], units[3][:, None]), (units[2], c))


def rise(first, second, t=STEPS):
    """Return for each step and pair how far the loss is above a straight line."""
    loss = cross_entropy(mixed(first, second, t)(X), y).reshape(len(t), -1)
    return loss - (1 - t)[:, None] * loss[0] - t[:, None] * loss[-1]


def no_barrier(first, second):
    """Tell for each pair whether the loss is nowhere above a straight line."""
    return rise(first, second, FINE).max(axis=0) < 1e-9


def stay_right(first, second):
    """Tell for each pair whether all points are right all along."""
    right = (2 * y - 1)[..., None] * mixed(first, second, FINE)(X) > 0
    return right.all(axis=(0, 1)).reshape(len(FINE), -1).all(axis=0)


def rescale(second, scale):
    """Multiply what goes into each unit by a factor, and divide what goes out."""
    units, c = second
    return np.concatenate((units[:3] * scale, units[3:] / scale)), c


def best_scale(first, second):
    """Try factors for one unit after the other, twice; return the best found."""
    scale, least = np.ones(second[0].shape[1:]), rise(first, second).max(axis=0)
    for k in 2 * list(range(len(scale))):
        for factor in FACTORS:
            trial = scale.copy()
            trial[k] = factor
            top = rise(first, rescale(second, trial)).max(axis=0)
            scale[k] = np.where(top < least, factor, scale[k])
            least = np.minimum(top, least)
    return scale


def best_order(first, second):
    """Try all orders of the units; return the second networks in the best."""
    units, c = second
    orders = np.array(list(permutations(range(units.shape[1]))))
    tops = [rise(first, (units[:, order], c)).max(axis=0) for order in orders]
    best = orders[np.argmin(tops, axis=0)].T
    return np.take_along_axis(units, best[None], axis=1), c


# %%
# A hill between two solutions
# ----------------------------

# fold: mix two hundred pairs in four ways, and draw the loss between them
first, second = pairs(5)
ordered = best_order(first, second)
scales = [best_scale(first, one) for one in (second, ordered)]
ways = {"as trained": second, "rescaled": rescale(second, scales[0])}
ways |= {"reordered": ordered, "both": rescale(ordered, scales[1])}
fig, ax = plt.subplots(figsize=(6.4, 3.8))
found, words = {}, []
for (name, other), marker in zip(ways.items(), "os^D"):
    middle = np.median(rise(first, other), axis=1)
    ax.plot(STEPS, middle, marker=marker, markevery=(1, 3), label=name)
    words.append(f"{name} {middle[len(STEPS) // 2]:.3f}")
    assert (0 < middle.max() < 0.02) == (name in {"rescaled", "reordered"})
    found[name] = no_barrier(first, other), stay_right(first, other)
ax.legend()
ax.set(xlabel="part of the second network, $t$", ylabel="loss above the line")
ax.set_title(f"Median of {first[1].size} pairs")
ax.set_label(f"Median rise half way: {'; '.join(words)}.".replace("-", "−"))
fig.set_label(
    "Either alone leaves a low hill between two networks, and both together none."
)
rows = [(name, *map(ad.share, both)) for name, both in found.items()]
head = ("second network", "no barrier", "four right all along")
print(ad.table(f"{first[1].size} pairs", head, rows))
top = {name: np.median(rise(first, one).max(axis=0)) for name, one in ways.items()}
assert top["as trained"] > 10 * top["reordered"]
assert top["both"] == 0
gone, right = ({name: ad.share(f[k]) for name, f in found.items()} for k in (0, 1))
assert right["as trained"].high < 0.4
assert right["rescaled"].high < right["reordered"].low
assert right["reordered"].low > 0.9
assert gone["as trained"].high < gone["reordered"].low
assert gone["reordered"].high < gone["rescaled"].low < gone["rescaled"].high < 0.4
assert gone["both"].low > 0.88

# %%
# The **barrier** between two networks is the most by which the loss of a mixture
# rises above the straight line from the loss of one to that of the other. As
# trained, hardly any pair is without one, and in most pairs some point goes wrong
# on the way.
#
# The second network may stand in any of the :math:`5!` orders of its units, and its
# units at any scale. With its best order nearly all pairs keep the four points
# right. Yet a low barrier remains in most of them, and that goes when its units are
# rescaled as well. Rescaling alone frees more pairs from the barrier than
# reordering alone, and keeps the four points right in fewer.
#
# :cite:t:`entezari2022` conjecture that order is all that separates wide networks
# trained by SGD: reorder the units, and there is most likely no barrier. These are
# networks of five units.
#
# What scale does on the way
# --------------------------
# Rescale a unit of the second network by :math:`a`, and neither end notices. But
# mix it with a unit of the first, and let both be on at a point, with
# pre-activations :math:`h` and :math:`h'` and output weights :math:`v` and
# :math:`v'`. The mixture adds
#
# .. math::
#
#    (1 - t)^2 \, v h + t^2 \, v' h'
#    + t (1 - t) \left( a \, v h' + \frac{v' h}{a} \right)
#
# The last term is there only on the way, and :math:`a` sets it. A large one lets
# what the second unit sees count with the output weight of the first, and a small
# one the reverse.

# fold: compare with the contributions half way, and count the factors
ends = [mixed(one, one, STEPS[:1]) for one in (first, ordered)]
(h, g), (v, w) = zip(
    *((n.forward(X).pre_activations[0], n.weights[1][:, 0]) for n in ends)
)
half = mixed(first, ways["both"], np.array([0.5]))
added = half.forward(X).activations[0] * half.weights[1][:, 0]
a = scales[1]
formula = (v * h + w * g + a * v * g + w * h / a) / 4
both_on = (h > 0) & (g > 0)
assert np.allclose(added[both_on], formula[both_on], rtol=1e-9, atol=1e-12)
print(f"units left at their scale: {ad.share((a == 1).ravel())}")
assert (a == 1).mean() > 0.6

# %%
# Most units can keep their scale. (The factors were found one unit at a time, from
# one sixteenth to sixteen, for the best order alone. So more pairs may have a way
# than are counted here.)
#
# .. predict:: Two units are enough for the task. Take pairs of networks of two
#    units that work. Is there a straight path for each pair, with the right order
#    and scales?
#    :right: 2
#
#    For all of them
#       It would be so if there were units to spare.
#    For some, and the signs of the output weights say which
#       A sign can't change without passing 0, and there one of the two units is
#       missing.
#    For none
#       Many pairs have one, even without rescaling.
#
# No unit to spare
# ----------------
# Let a unit with positive output weight be mixed with one whose output weight is
# negative. At some :math:`t` the mixture's output weight is 0, at any scale, since
# factors are positive. With two units, only one is left there, and
# :doc:`one ReLU unit can't </theory/one_unit>` get the four points right. So there
# is no path unless both networks have equally many positive output weights.

# fold: sort pairs of two units by the signs of their output weights
one, other = pairs(2)
ordered = best_order(one, other)
both = rescale(ordered, best_scale(one, ordered))
positive = [(units[3] > 0).sum(axis=0) for units, _ in (one, other)]
alike, path = positive[0] == positive[1], stay_right(one, both)
rows = [
    (name, f"{which.sum()}", f"{path[which].sum()}")
    for name, which in (("as many", alike), ("not as many", ~alike))
]
head = ("positive output weights", "pairs", "four right all along")
print(ad.table("Two units, reordered and rescaled", head, rows))
assert (one[0][3] * other[0][3] != 0).all()
assert not path[~alike].any()
assert path[alike].mean() > 0.9
assert (stay_right(one, ordered) == path).all()

# %%
# The others nearly all have one, and order is enough for it. Three units have one
# to spare, and then most pairs of different signs have a path as well:

# fold: the same for three and four units, beside the five
rows = []
for width in (3, 4):
    one, other = pairs(width)
    ordered = best_order(one, other)
    both = rescale(ordered, best_scale(one, ordered))
    alike = np.equal(*((units[3] > 0).sum(axis=0) for units, _ in (one, other)))
    path = [stay_right(one, way) for way in (other, ordered, both)]
    assert 0.75 < path[2][~alike].mean() < path[2][alike].mean()
    rows.append((width, *map(ad.share, path)))
rows.append((5, *(right[name] for name in ("as trained", "reordered", "both"))))
print(
    ad.table(
        "Four right all along", ("units", "as trained", "reordered", "both"), rows
    )
)
assert rows[0][1].low < rows[2][1].high
assert all(rows[0][k].high < rows[2][k].low for k in (2, 3))
ad.plots.show()

# %%
# With the best order more pairs have a path at five units than at three. As trained
# there is no such gain.
#
# To remember
# -----------
# * Between two solutions, as trained, lies a hill: in most pairs a point goes wrong
#   on the way.
# * Order and scale change no network and every mixture. For ReLU the best order and
#   good scales leave few pairs with a barrier.
# * Without a unit to spare, a sign that must change blocks the path.
# * Networks of up to five units, four points and one recipe: nothing here speaks of
#   large networks, in which nobody can try all orders.
#
# Next, :doc:`lazy`: how much of a network training changes.
