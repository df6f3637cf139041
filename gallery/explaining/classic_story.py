"""
An old tutorial's own numbers contradict its explanation
========================================================

.. about:: The classic story
   :minutes: 9
   :needs: :doc:`/tutorial/weights`

A network gives (0, 0) and (1, 1) the same output, equal to the last digit. The
tutorial that prints it says that one unit supplies both. In fifty thousand runs of
its recipe, outputs are equal only where *no* unit is on.
"""

# fold: import the libraries, and train fifty thousand networks
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
names = [f"({x1:.0f}, {x2:.0f})" for x1, x2 in X]
# Quoted from that tutorial: its cell In [5] and its section "Why it works".
output_weights = [-2.2, 1.1, -1.2, -0.2, -1.8]
printed = np.array([[1.962966], [-2.961516], [-3.0228367], [1.962966]])
seeds = range(50_000)
many = ad.Network.initialized((2, 5, 1), hidden="relu", seed=seeds)
nets = ad.train(many, X, y, epochs=50, seed=seeds, record_losses=False).network
won = ad.classify(nets, X, y).success
trace = nets.forward(X)
z = trace.logits[:, 0]
on = trace.pre_activations[0] > 0
equal = z[0] == z[3]

# %%
# Equal, or not at all
# --------------------

# fold: draw two logits of each run that has all points right
fig, ax = plt.subplots(figsize=(7.2, 4.8))
both, unequal = won & equal, won & ~equal
ax.scatter(z[3, unequal], z[0, unequal], s=2, c="C2", lw=0, rasterized=True)
ax.scatter(z[3, both], z[0, both], s=3, c="C0", lw=0, rasterized=True)
ax.plot(*printed[[3, 0]], "x", ms=11, mew=2.5, color="C0", label="as printed")
ax.plot([], [], "o", ms=5, color="C0", label="exactly equal")
ax.plot([], [], "o", ms=5, color="C2", label="not equal")
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
ax.set(xlabel="logit at (0, 0)", ylabel="logit at (1, 1)", aspect="equal")
ax.set_title("Most runs miss the diagonal")
ax.set_label(
    f"Of {won.sum():,} runs with all points right {both.sum():,} lie on the "
    f"diagonal, from {z[0, both].min():.2g} to {z[0, both].max():.2g}; the others "
    f"are spread, mostly above it. The printed pair is on it, {printed[0, 0]:.3g}."
)
fig.set_label(
    "Each dot is a run with all points right; on the diagonal its two logits agree "
    "to the last bit, as the printed ones do in every digit."
)
assert ad.share((z[0] > z[3])[unequal]).low > 0.9

# %%
# A printed result
# ----------------
# The task of this site, its network and its recipe come from a tutorial called
# *Inside the Activation Function*, written for the framework ReNom. (The task is
# XOR with the labels swapped: class 1 means that the inputs are equal.) It shows
# one trained network, with these outputs and output weights:

# fold: print what the tutorial printed
rows = [(name, value) for name, (value,) in zip(names, printed)]
print(ad.table("Outputs, as printed there", ("point", "output"), rows))
print("output weights:", *output_weights)
assert (ad.losses["sigmoid_cross_entropy"].decide(printed) == y[:, 0]).all()
assert printed[0] == printed[3]
assert [v > 0 for v in output_weights] == [False, True, False, False, False]

# %%
# The classic story goes like this. Only unit 2 has a positive output weight. At (0,
# 0) and (1, 1) it is on and the others are off, so unit 2 supplies the positive
# value; at the other two points the other units are on and pull the output down.
# The story does not mention the output bias.
#
# Its other weights are not printed. But you can run the recipe again, many times,
# and look at the runs in which the two outputs agree.
#
# .. predict:: The old tutorial prints one number for both (0, 0) and (1, 1), equal
#    to the last digit. What does that suggest?
#    :right: 3
#
#    A unit is on at both and adds the same
#       Two sums of trained weights come out close, but in none of these runs equal.
#    Nothing, it is chance
#       For chance the digits are too many: it would happen in far fewer than one of
#       ten thousand of the runs in which they are equal.
#    No unit is on at either point
#       Then both logits are the output bias and nothing else. In all the runs
#       below, equal logits come with this, and this with equal logits.
#
# Many runs
# ---------
# Two logits are *equal* here if they agree to the last bit. Call a point **silent**
# if no unit is on there. Another page measures
# :doc:`what such points cost </training/losers>`.

silent = ~on.any(axis=1)
# fold: count equal logits and silent points
print(f"equal: {ad.share(equal)} of {len(seeds):,} runs")
print(f"equal: {ad.share(equal[won])} of the {won.sum():,} with all points right")
cases = {
    "neither (0, 0) nor (1, 1) silent": ~silent[0] & ~silent[3],
    "one of them silent": silent[0] != silent[3],
    "both silent": silent[0] & silent[3],
}
rows = [
    (name, f"{(here & ~equal).sum():,}", f"{(here & equal).sum():,}")
    for name, here in cases.items()
]
print(ad.table("Runs", ("", "unequal", "equal"), rows))
assert (equal == silent[0] & silent[3]).all()
assert (z[0, equal] == nets.biases[1][0, equal]).all()

# %%
# Equal logits and two silent points: in these runs one never comes without the
# other. One direction is plain. Where no unit is on, the logit is the output bias
# and nothing else, so two silent points have one logit, bit for bit.
#
# The other direction is no law. This network by hand has equal logits, and at (1,
# 1) both of its units are on:

W, v = [[1, 1], [1, 1]], [[1], [-2]]
by_hand = ad.Network(weights=(W, v), biases=([0, -1], [0]))
print("logits:", *by_hand(X)[:, 0])
# fold: check that two are equal and not silent
assert by_hand(X)[0] == by_hand(X)[3]
assert (by_hand.forward(X).pre_activations[0][0] > 0).all()

# %%
# But that takes weights that cancel exactly. Weights that grow from random numbers
# may only nearly cancel.
#
# A coincidence of rounding?
# --------------------------
# The framework computes in single precision. At this size, neighbouring numbers
# then differ by 2 to the power −23, and the print shows the difference. But logits
# that are merely close could be rounded to the same number. Round ours, too, and
# not one more pair becomes equal:

single = z.astype(np.float32)
gap = np.spacing(np.float32(printed[0, 0]))
apart = abs(z[0] - z[3])[~equal]
# fold: count pairs that are nearly equal
print(f"equal in single precision only: {(single[0] == single[3])[~equal].sum()}")
print(f"the closest unequal pair: {apart.min() / gap:.0f} such gaps apart")
near = ad.share(abs(z[0] - z[3]) < 0.01).value - ad.share(equal).value
odds = near * gap / 0.01
print(f"so close by chance: about {odds:.0e} of the runs")
one = np.float32(printed[0, 0])
assert gap == 2.0**-23
assert f"{one:.8g}" != f"{one + gap:.8g}"
assert ((single[0] == single[3]) == equal).all()
assert ad.share(equal).low > 10_000 * odds

# %%
# The last line takes the share of the runs that come within a hundredth, and scales
# it down to one gap. Silent points are far more frequent. So, unless it is such a
# coincidence, the printed network had no unit on at (0, 0) and none at (1, 1).
#
# What the positive unit does
# ---------------------------
# Then no unit supplies anything at these points, and the positive value is the
# output bias, which the tutorial's explanation leaves out. And the positive unit?
# Here are the runs with all points right in which one output weight is positive and
# four are not, as in the print. Where is that unit on?

positive = nets.weights[1][:, 0] > 0
alone = won & (positive.sum(axis=0) == 1)
# fold: count where the one positive unit is on
dead, rows = {}, []
for name, some in (("equal", alone & equal), ("unequal", alone & ~equal)):
    where = on[:, positive & some]
    dead[name] = ad.share(~where.any(axis=0))
    cells = (f"{100 * ad.share(row).value:.1f} %" for row in where)
    rows.append((name, *cells, dead[name], f"{dead[name].total:,}"))
    if name == "equal":
        assert not where[[0, 3]].any()
head = ("logits", *names, "at no point", "runs")
print(ad.table("Where the positive unit is on", head, rows))
assert dead["equal"].low > 0.99
assert dead["unequal"].high < 0.5
assert (nets.biases[1][0, both] > 0).all()

# %%
# Where the outputs are equal, the one unit with a positive weight is nearly always
# off at *all* four points: dead. It supplies nothing to any answer.
#
# The story told of unit 2 can be true of other networks, though. Here are the runs,
# again with all points right, in which units with a positive weight are on at (0,
# 0) and at (1, 1) and no others are:

# fold: count the runs of which the story is true
told = won.copy()
for k in (0, 3):
    told &= (on[k] & positive).any(axis=0) & ~(on[k] & ~positive).any(axis=0)
print(f"the story is true: {ad.share(told[won])}")
print(f"equal logits among these {told.sum():,} runs: {(told & equal).sum()}")
assert ad.share(told[won]).low > 0.03
assert not (told & equal).any()

# %%
# A network that looks like the printed one
# -----------------------------------------
# Of the runs with equal logits and one positive output weight, this one has the
# four logits nearest to the printed ones.

alike = np.flatnonzero(alone & equal)
r = alike[abs(z[:, alike] - printed).max(axis=0).argmin()]
net = nets[r]
why = ad.explain(net, X, y)
# fold: compare its logits with the printed ones
rows = [
    (row.point, f"{row.logit:+.2f}", f"{value:+.2f}")
    for row, (value,) in zip(why.ledger, printed)
]
print(ad.table(f"Logits of seed {r}", ("point", "logit", "printed"), rows))
print("output weights:", *(f"{v:+.2f}" for v in net.weights[1][:, 0]))
assert abs(net(X) - printed).max() < 0.2

# %%
# This is how it works:

print(why.sentences)

# %%
# The ledger has its sums. The positive values are the output bias, twice:

# fold: print the ledger
assert [unit.dead for unit in why.units] == [bool(p) for p in positive[:, r]]
assert not any(why.ledger[k].on.any() for k in (0, 3))
print(why.ledger)

# %%
# So large a bias is rare, however. Here are the runs with equal logits and all
# points right:

# fold: draw the output biases
c = nets.biases[1][0, both]
large = ad.share(c >= printed[0, 0])
print(f"output bias as large as the printed value: {large}, {large.count} runs")
fig, ax = plt.subplots(figsize=(7.2, 3))
ax.hist(c, bins=np.arange(0, 2.2, 0.05), color="C2")
ax.axvline(printed[0, 0], color="C0", ls="--", label="as printed")
ax.legend(loc="upper left")
ax.set(xlabel="output bias", ylabel="runs", title="The printed value lies far out")
low, middle, high = np.quantile(c, (0.05, 0.5, 0.95))
ax.set_label(
    f"Output bias of {c.size:,} runs with equal logits and all points right: "
    f"median {middle:.3g}, nine tenths from {low:.3g} to {high:.3g}. Printed: "
    f"{printed[0, 0]:.3g}; {large.count} runs reach it."
)
fig.set_label("Hardly a run has an output bias as large as the printed value.")
assert large.low > 0
assert large.high < 0.02
ad.plots.show()

# %%
# It is rare, and not impossible. A single run, shown without saying how it was
# chosen, does not tell how rare it is, and nothing printed tells why its bias is so
# large. We leave it at that.
#
# To remember
# -----------
# * Equal to the last digit is information. Where no unit is on, the output bias
#   speaks alone, and in all runs here nothing else made two outputs equal.
# * Unless rounding made it so, the story told of the printed network is not true of
#   it. It is true of other networks, in which the two outputs differ.
# * An explanation has to agree with the printed numbers. One that is made from the
#   sums at the points, bias included, can't contradict them.
#
# All of this is about one recipe on four points. Next, :doc:`symmetries`: weights
# that differ and networks that do not.
