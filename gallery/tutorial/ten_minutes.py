r"""
A network that bends learns what no straight line can
=====================================================

.. about:: Ten minutes

Four points belong to two classes, and no straight line divides them. A network of
five small units can learn to, because each of them bends. That is what an
**activation function** is for. All you need is Python and school mathematics.
"""

# fold: train a network, and draw what it answers
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
X, y = ad.xnor()
net = ad.train(ad.Network.initialized((2, 5, 1), seed=0), X, y, seed=0).network
fig, ax = plt.subplots(figsize=(6, 4.6), subplot_kw={"projection": "3d"})
ad.plots.surface(ax, net, X, y)
ax.set(title="Logit of the trained network", zlabel="logit")
fig.set_label(
    "The height is what the network answers: above zero, in blue, class 1; "
    "below, in orange, class 0; along the black line it is zero."
)
assert ((net(X) > 0) == (y == 1)).all()

# %%
# The two circles, class 1, stand on a ridge above zero. The two squares, class 0,
# stand on the slopes beside it, below zero. Ten minutes from now you know where the
# ridge comes from.
#
# Four points
# -----------
# The **label** of a point is its class: 1 if its two inputs are equal, 0 if they
# differ. This task is XNOR, which is XOR with the labels swapped. Try to draw a
# straight line with both circles on one side and both squares on the other. You
# can't: the two pairs share their midpoint, and it can't lie on both sides.

# fold: draw the task
fig, ax = plt.subplots(figsize=(4.4, 3.4))
ad.plots.points(ax, X, y)
ax.set(title="No line between the classes", xticks=(0, 1), yticks=(0, 1))
ax.margins(0.3)
ax.legend(loc="center")
fig.set_label("Equal inputs lie across from each other, and so do unequal ones.")
assert (X[y[:, 0] == 1].mean(axis=0) == X[y[:, 0] == 0].mean(axis=0)).all()

# %%
# Five units that bend
# --------------------
# Each **unit** multiplies the two inputs by its **weights**, adds its **bias**,
# and bends the sum with **ReLU**, :math:`\operatorname{relu}(h) = \max(h, 0)`.
# Where the sum :math:`h` is not positive the unit hands on 0: it is **off**. The
# output weighs what the five units hand on, and adds a bias of its own. The
# result is the **logit**, :math:`z`. A positive logit says class 1, a negative
# one class 0.
#
# An activation function has a second job, at the very end, where it makes a number
# readable. Here the **sigmoid** turns the logit into the probability of class 1.

# fold: draw both functions
fig, axes = plt.subplots(1, 2, figsize=(6.4, 2.6))
x = np.linspace(-4, 4, 81)
for ax, f in zip(axes, (ad.relu, ad.sigmoid)):
    ax.plot(x, f(x))
    ax.set(title=f.name, xlabel="$x$", ylabel=f"{f.name}($x$)")
    ax.set_label(f"{f.name}: {f(-4):.3g} at −4, {f(0):.3g} at 0, {f(4):.3g} at 4.")
fig.set_label("ReLU bends at 0; the sigmoid turns any number into a probability.")

# %%
# The weights start at random, and the **seed** says which random numbers. We take
# seed 0, for no better reason than that it comes first. This is the whole network
# as a formula; unit :math:`k` has the weights :math:`w_{1k}` and :math:`w_{2k}`,
# the bias :math:`b_k` and the output weight :math:`v_k`.

start = ad.Network.initialized((2, 5, 1), "relu", seed=0)
print(ad.equations(start))

# %%
# A run
# -----
# The **loss** is small where the right class gets a high probability. A step of
# training looks at one point and moves the weights and biases a little, so that the
# loss falls there. The **learning rate** sets how far, and **momentum** repeats a
# share of the last step. Once through all four points is an **epoch**.
#
# .. predict:: We train twenty such networks, alike but for their random numbers.
#    How many of them get all four points right?
#    :right: 2
#
#    All twenty
#       Five units are enough for the task, but a step only goes downhill from where
#       the network stands. From some starts that leads nowhere.
#    About half
#       The same recipe solves the task from some starts and not from others. A
#       single run could not have told you.
#    Hardly any
#       It is better than that: a coin toss, not a lottery.

sgd = ad.Sgd(lr=0.1, momentum=0.4)
recipe = {"optimizer": sgd, "epochs": 50}
run = ad.train(start, X, y, **recipe, seed=0)
# fold: draw the loss
fig, ax = plt.subplots(figsize=(6.4, 2.8))
ad.plots.learning_curve(ax, run)
ax.set_title("The loss falls")
fig.set_label("The mean loss of each epoch, from the first to the fiftieth.")
assert run.losses[-1] < run.losses[0] / 2
assert (run.network(X) == net(X)).all()

# %%
# Seed 0 works. Now for the other nineteen:

# fold: train twenty networks, and count
starts = [ad.Network.initialized((2, 5, 1), seed=seed) for seed in range(20)]
ends = [ad.train(n, X, y, **recipe, seed=k).network for k, n in enumerate(starts)]
wins = sum(bool(ad.classify(end, X, y).success) for end in ends)
assert ad.classify(net, X, y).success
assert 5 <= wins <= 15
print(wins, "of 20 seeds end with all four points right")

# %%
# Another page :doc:`counts thousands </training/coin_toss>` and finds out what
# decides. Here are the four answers of seed 0. The sign of the logit names the
# class, and the probability says how sure the network is.

why = ad.explain(net, X, y)
# fold: put the answers into a table
rows = [
    (
        row.point,
        f"{row.logit:+.3f}",
        f"{row.probability:.3f}",
        f"{row.loss:.3f}",
        row.answer,
        row.label,
    )
    for row in why.ledger
]
head = ("point", "logit", "probability", "loss", "class", "label")
logits = net(X)
assert ((ad.sigmoid(logits) > 0.5) == (logits > 0)).all()
print(ad.table("The four answers; the probability is that of class 1", head, rows))

# %%
# Why it works
# ------------
# The surface is a sum: the output bias :math:`c`, the same everywhere, plus one
# **ramp** for each unit. A ramp is level on one side of a straight line, its
# **crease**, and tilted on the other. Here are two of the five.

# fold: draw two ramps
v, c = net.weights[1][:, 0], net.biases[1][0]


def ramp(k):
    return lambda P: net.forward(P).activations[0][:, k] * v[k]


corners = np.array([(-3, -3), (-3, 3), (3, -3), (3, 3)])  # where a ramp ends
limit = max(abs(ramp(k)(corners)).max() for k in range(2))
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), subplot_kw={"projection": "3d"})
for k, ax in enumerate(axes):
    ad.plots.surface(ax, ramp(k), X, y, limit=limit)
    ax.set(title=f"Unit {k + 1}", zlim=(-limit, limit))
    ax.set_label(f"Unit {k + 1}: {ax.get_label()}")
fig.set_label("Unit 1 lifts one side a little; unit 2 pulls one corner far down.")
assert 0 <= ramp(0)(corners).min() < ramp(0)(corners).max() < limit / 10
assert abs(ramp(1)(corners)).argmax() == ramp(1)(corners).argmin() == 1

# %%
# Unit 2 as a formula, with the numbers that training has found:

print(ad.equations(net, values=True, unit=1))

# %%
# Now add up the parts at the four points. The output bias lifts all of them. At
# each point of class 0 one unit pushes down harder than everything else lifts. At
# (1, 1) no unit pushes down, and at (0, 0) all units are off, so the bias decides
# alone. The **ledger** has the sums. For each point it lists :math:`h` for every
# unit, what each part adds, and the running sum, which ends in the logit.

# fold: check the sums
assert c > 0
for row in why.ledger[1:3]:
    assert (row.contributions < -c).sum() == 1
    lifts = c + row.contributions[row.contributions > 0].sum()
    assert -row.contributions.min() > lifts
assert (why.ledger[0].contributions >= 0).all()
assert not why.ledger[3].on.any()
assert all(row.sums[-1] == row.logit for row in why.ledger)
print(why.ledger)

# %%
# The package writes the same argument in words, for any network of this kind:

print(why.sentences)

# %%
# Most entries of the ledger say *off*, and one unit is **dead**: off at all four
# points, it adds nothing and learns nothing. Nobody asked for so many zeros; they
# come with ReLU. What ReLU is *needed* for is the bend.

# fold: count the entries that are off
on = np.array([row.on for row in why.ledger])
dead = [k for k, unit in enumerate(why.units, start=1) if unit.dead]
assert (~on).sum() > on.size / 2
assert len(dead) == 1
print((~on).sum(), "of", on.size, "entries are off; dead: unit", *dead)

# %%
# Without the bend
# ----------------
# Take ReLU away and repeat the run. Each unit is now a weighted sum, and a weighted
# sum of weighted sums is just another weighted sum. It divides the plane along one
# straight line, so this run has to fail, and so does every other.

flat = ad.Network.initialized((2, 5, 1), "identity", seed=0)
flat = ad.train(flat, X, y, **recipe, seed=0).network
# fold: draw both maps, and count
fig, axes = plt.subplots(1, 2, figsize=(7, 3.6), sharey=True)
for ax, one, name in zip(axes, (flat, net), ("without a bend", "with ReLU")):
    ad.plots.height_map(ax, one, X, y, box=(-0.5, 1.5, -0.5, 1.5))
    ax.set_title(name)
    ax.set_label(f"{name.capitalize()}. {ax.get_label()}")
    ax.label_outer()
fig.set_label(
    "The surface from above, each map on a scale of its own: without a bend one "
    "straight border is left, and wherever it runs, a point is on the wrong side."
)
right = ad.classify(flat, X, y).right
assert right < 4
print("without an activation:", right, "of 4 points right")
ad.plots.show()

# %%
# To remember
# -----------
# * Inside a network an activation bends. At the end, another one makes a number
#   readable.
# * A ReLU unit adds a ramp with a crease. Ramps and a bias, added up, are the
#   network.
# * Some runs fail, so count many. Explain an answer by what each part adds to it.
#
# Seven chapters tell this story again, slowly, each with something to move. Begin
# with :doc:`what an activation is for <purpose>`, or change the network yourself in
# the :doc:`playground </playground>`.
