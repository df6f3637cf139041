r"""
Momentum is a larger learning rate, until steps get large
=========================================================

.. about:: Learning rate and momentum
   :minutes: 9
   :needs: :doc:`/tutorial/training`

A thousand networks for each pair of learning rate and momentum: a cell shows how
many percent succeed. The ridge runs slantwise, because momentum acts like a larger
rate.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()


def trained(lr, momentum, seeds=range(1000), epochs=50, batch_size=1):
    """Return how a network from each seed ends."""
    start = ad.Network.initialized((2, 5, 1), hidden="relu", seed=seeds)
    sgd = ad.Sgd(lr=float(lr), momentum=momentum)
    settings = {"epochs": epochs, "batch_size": batch_size, "seed": seeds}
    runs = ad.train(start, X, y, optimizer=sgd, record_losses=False, **settings)
    return ad.classify(runs.network, X, y)


# %%
# The map
# -------

# fold: train 80,000 networks, and draw the map
rates = 0.1 * 2.0 ** np.arange(-6, 4)
momenta = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99]
grid = np.array([[trained(lr, m).success.mean() for lr in rates] for m in momenta])

fig, ax = plt.subplots(figsize=(7, 4.6))
image = ax.imshow(
    100 * grid, cmap=ad.plots.SHADES, vmin=0, origin="lower", aspect="auto"
)
for (row, column), share in np.ndenumerate(grid):
    ax.text(
        column, row, f"{100 * share:.0f}", ha="center", va="center", color="black"
    )
for colour, width in (("black", 5), ("white", 2)):
    box = plt.Rectangle((5.5, 1.5), 1, 1, fill=False, ec=colour, lw=width)
    ax.add_patch(box)
fig.colorbar(image, label="success, in percent")
ax.set(xticks=range(10), xticklabels=[f"{lr:.2g}" for lr in rates])
ax.set(yticks=range(8), yticklabels=momenta)
ax.set(xlabel=r"learning rate $\eta$", ylabel=r"momentum $\mu$")
ax.tick_params(axis="x", rotation=45)
ax.grid(visible=False)
row, column = np.unravel_index(grid.argmax(), grid.shape)
best = {"lr": rates[column], "momentum": momenta[row]}
assert (rates[6], momenta[2]) == (0.1, 0.4)
ax.set_label(
    f"Share of success for {len(rates)} learning rates and {len(momenta)} momenta. "
    f"The recipe: {grid[2, 6]:.3g}. Highest: {grid[row, column]:.3g}, at rate "
    f"{best['lr']:.2g} and momentum {best['momentum']:g}."
)
fig.set_label("More momentum moves the best learning rate to the left.")

# %%
# Each step is the learning rate :math:`\eta` times the gradient, plus :math:`\mu`
# times the step before it :cite:p:`polyak1964`. Success is to have all four points
# right after 50 epochs. The learning rate doubles from column to column, the seeds
# are the same each time, and the box marks the tutorial's recipe.
#
# The recipe is not on the ridge. But the best of many cells looks better than it
# is, since luck helped to make it the best. So here are both again, with fresh
# seeds:

# fold: train the recipe and the best cell with fresh seeds
fresh = range(1000, 5000)
recipe_share = ad.share(trained(0.1, 0.4, fresh).success)
best_share = ad.share(trained(**best, seeds=fresh).success)
print(f"the recipe:    {recipe_share}")
print(f"the best cell: {best_share}")
assert best_share.low > recipe_share.high

# %%
# .. predict:: Steps are small, and you raise the momentum from 0 to nine tenths.
#    Which learning rate does the same?
#    :right: 1
#
#    A tenth of it
#       With this momentum each gradient counts again and again, ten times in the
#       long run. A tenth of the rate makes up for that.
#    The same
#       Then every gradient would act with ten times its size, in the long run.
#    Ten times as much
#       Momentum already multiplies each gradient by ten in the long run; this would
#       make it a hundred.
#
# One number for two
# ------------------
# Follow one gradient :math:`g`. It moves the weights at once by :math:`\eta g`, one
# step later by :math:`\mu \eta g`, then by :math:`\mu^2 \eta g`, and so on: within
# :math:`n` steps by
#
# .. math::
#
#    \eta g \, (1 + \mu + \dots + \mu^{n-1}) = \frac{\eta}{1 - \mu} (1 - \mu^n) \, g
#
# So in the long run momentum multiplies each gradient by :math:`1 / (1 - \mu)`, and
# :math:`\eta / (1 - \mu)` is the **effective rate**. Here is the map again, drawn
# over that number.

# fold: draw success over the effective rate
fig, ax = plt.subplots(figsize=(6.8, 4))
words = []
for m, style in zip((0, 0.4, 0.8, 0.9, 0.99), ("o-", "s--", "^-.", "D:", "v-")):
    shares = grid[momenta.index(m)]
    ax.plot(rates / (1 - m), shares, style, ms=5, lw=1.6, label=f"{m:g}")
    top = shares.argmax()
    words.append(f"momentum {m:g}: {shares[top]:.3g} at {rates[top] / (1 - m):.2g}")
ax.legend(title=r"momentum $\mu$")
ax.set(xscale="log", xlim=(0.0015, 30), ylim=(0, 0.75))
ax.set(xlabel=r"effective rate $\eta \, / \, (1 - \mu)$", ylabel="share of success")
ax.set_label(f"Success over the effective rate; the tops: {', '.join(words)}.")
fig.set_label(
    "On the left, all curves but one are one curve; on the right they part."
)

# %%
# Here is the same in numbers. The first row is the share of a gradient's effect
# that arrives before the run ends, on average over the steps of the run.

# fold: measure three effective rates with 2,000 seeds
some = (0, 0.4, 0.8, 0.9, 0.99)
steps = np.arange(1, 4 * 50 + 1)
arrived = [(1 - m**steps).mean() for m in some]
rows = [("effect that arrives", *(f"{100 * share:.0f} %" for share in arrived))]
table = {}
for effective in (0.03, 0.1, 1.0):
    row = [trained(effective * (1 - m), m, range(2000)).success for m in some]
    table[effective] = row = [ad.share(success) for success in row]
    cells = (f"{s.value:.0%} ({100 * s.low:.0f} to {s.high:.0%})" for s in row)
    rows.append((f"success at rate {effective:g}", *cells))

for effective in (0.03, 0.1):
    *alike, late = table[effective]
    assert max(share.low for share in alike) < min(share.high for share in alike)
    assert late.high < min(share.low for share in alike)
for less, more in zip(table[1.0], table[1.0][1:4]):
    assert less.high < more.low
assert min(arrived[:4]) > 0.95
assert arrived[4] < 0.6
head = ("momentum", *(f"{m:g}" for m in some))
print(ad.table("Three effective rates", head, rows))

# %%
# While steps are small, the effective rate says it all: the weights hardly move
# while the effect of one gradient arrives, so it does not matter when it arrives.
# The exception has so much momentum that a good part does not arrive within the
# run.
#
# When steps are large, it does matter. At effective rate 1, hardly any run succeeds
# without momentum, and more do with each step up to nine tenths.
#
# What momentum adds
# ------------------
# One explanation: without momentum, each sample's gradient acts in a single large
# step, before the next sample is asked. With much momentum it is spread over many
# steps, each of which adds up the gradients of all four samples, as a batch of all
# four would. If that is so, momentum should have little to add when the batch is
# the whole data set. Here are both batches, with equally many steps, at the best of
# four effective rates. The best one is found on some seeds and measured on others.

# fold: train with single samples and with the whole batch
rows = []
ends = {}
for batch, epochs in ((1, 50), (4, 200)):
    for m in (0, 0.9):
        how = {"epochs": epochs, "batch_size": batch}
        tried = {
            effective: trained(
                effective * (1 - m), m, range(800), **how
            ).success.sum()
            for effective in (0.2, 0.3, 0.5, 0.7)
        }
        top = max(tried, key=tried.get)
        success = trained(top * (1 - m), m, range(1000, 4000), **how).success
        ends[batch, m] = ad.share(success)
        rows.append((f"{batch}", f"{m}", f"{top}", f"{ends[batch, m]}"))
assert ends[1, 0].high < ends[1, 0.9].low
assert ends[1, 0.9].high < ends[4, 0].low
assert ends[4, 0.9].low < ends[4, 0].high
head = ("batch", "momentum", "effective rate", "success")
print(ad.table("Does momentum act like a batch?", head, rows))

# %%
# It turns out as expected: with single samples momentum helps a lot; with the whole
# batch it shows no gain, and none is needed. (The whole batch has its price: for
# equally many steps it takes four times as many gradients.)
#
# Two ways to fail
# ----------------
# This is the row of the recipe again, with four times the epochs beside it, and
# with the share of units that are **dead**, that is off at all four points.

# fold: train the row of the recipe for 50 and 200 epochs
fig, ax = plt.subplots(figsize=(6.8, 3.8))
short, long = ([trained(lr, 0.4, epochs=n) for lr in rates] for n in (50, 200))
wins = [[ad.share(end.success) for end in row] for row in (short, long)]
dead = [end.dead.mean() for end in short]
for row, style, name in zip(wins, ("o-", "s--"), ("50 epochs", "200 epochs")):
    ax.plot(rates, [s.value for s in row], style, label=f"success, {name}")
ax.plot(rates, dead, "^:", label="units dead, 50 epochs")
ax.legend()
ax.set(xscale="log", ylim=(0, 1), xlabel=r"learning rate $\eta$", ylabel="share")
ends = [(lr, wins[0][k], wins[1][k], dead[k]) for k, lr in enumerate(rates)]
ax.set_label(
    "Success after 50 epochs, after 200, dead units: "
    + "; ".join(
        f"rate {lr:.2g}: {a.value:.2g}, {b.value:.2g}, {d:.2g}"
        for lr, a, b, d in ends
    )
)
fig.set_label("Too small a rate needs more epochs; too large a rate kills units.")
for lr, few, many, _ in ends:
    if lr <= 0.1:
        assert few.high < many.low
    else:
        assert many.low < few.high
assert all(np.diff(dead) > 0)
assert dead[-1] > 0.95
tops = [int(np.argmax([share.value for share in row])) for row in wins]
assert tops[1] < tops[0]
assert wins[1][tops[1]].low > wins[0][tops[0]].high
ad.plots.show()

# %%
# With a small rate the run is too short: more epochs make up for it. With a large
# one, more epochs show no gain. More units are dead there, at the largest rate
# nearly all, and a dead unit :doc:`rarely comes back <dying>`. With more time a
# smaller rate is best, and it does better than the best of the short runs. So "the
# best learning rate" is also a statement about a number of epochs. And all of this
# is one small task; it ranks no settings beyond it.
#
# To remember
# -----------
# * Small steps: only :math:`\eta / (1 - \mu)` counts, if the run has many more
#   steps than :math:`1 / (1 - \mu)`.
# * Large steps: momentum spreads each gradient over many steps, and single samples
#   then act like a batch.
# * A small rate fails for lack of time. At a large rate more time does not help,
#   and more units are dead.
#
# Next, :doc:`losers`: what becomes of the runs that fail.
