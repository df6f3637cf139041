r"""
Any function with a slope will do: here are three more
======================================================

.. about:: Your own function
   :minutes: 6
   :needs: :doc:`around_zero`

An activation is a function and its slope, nothing else. Write both, and it trains,
is explained and is drawn like those that the package has.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()

# %%
# A function, a slope, a name
# ---------------------------

hard_swish = ad.Activation(
    "hard_swish",
    lambda x: x * np.clip(x / 6 + 1 / 2, 0, 1),
    lambda x: np.where(abs(x) < 3, x / 3 + 1 / 2, x > 0),
)
# fold: define the other two in the same way, and draw all three
celu = ad.Activation(
    "celu",
    lambda x, alpha: alpha * ad.elu(x / alpha),
    lambda x, alpha: ad.elu.derivative(x / alpha),
    parameters={"alpha": 2},
)
sharp = ad.Activation(
    "sharp_softplus",
    lambda x, beta: ad.softplus(beta * x) / beta,
    lambda x, beta: ad.sigmoid(beta * x),
    parameters={"beta": 4},
)
own = (hard_swish, celu, sharp)
x = np.linspace(-4.995, 4.995, 334)
fig, axes = plt.subplots(1, 3, figsize=(8, 3.2), sharey=True)
for ax, f in zip(axes, own):
    ax.plot(x, f(x), label="function")
    ax.plot(x, f.derivative(x), "--", label="slope")
    ax.set(title=f.name, xlabel="$x$", xticks=(-3, 0, 3), ylim=(-2.2, 3.2))
    said = ", ".join(f"{f(at):.3g} at {at}" for at in (-3, 0, 3))
    ax.set_label(f"{f.name} is {said}.".replace("-", "−"))
axes[0].legend(loc="lower right")
fig.set_label(
    "The functions are solid, their slopes dashed; only the first slope jumps."
)

# %%
# **hard_swish.** SiLU without the exponential: instead of the sigmoid, a ramp from
# 0 to 1 multiplies :math:`x`. :cite:t:`howard2019` made it for networks on phones.
#
# **celu.** ELU stretched by :math:`\alpha` both ways,
# :math:`\alpha \operatorname{elu}(x / \alpha)`, so that whatever :math:`\alpha` is,
# both sides meet at 0 with slope 1 :cite:p:`barron2017`.
#
# **sharp_softplus.** Softplus :cite:p:`dugas2001` shrunk by :math:`\beta` both
# ways, :math:`\log(1 + e^{\beta x}) / \beta`.
#
# None of them calls ``np.exp``: the last two take the functions of the package, so
# the same seed gives the same bits on every machine.
#
# .. predict:: Let :math:`\beta` grow without end. What does the third function
#    become?
#    :right: 2
#
#    A step
#       That is what its slope becomes, :math:`\sigma(\beta x)`.
#    ReLU
#       Shrinking leaves the lines on both sides where they are, and the bend
#       between them gets smaller.
#    The identity
#       So it looks on the right. On the left it comes down to 0, whatever
#       :math:`\beta` is.
#
# Is the slope right?
# -------------------
# Nothing refuses a slope that is wrong. A difference shows it:

# fold: compare each slope with the rise over a tiny step
h, around = 1e-5, np.append(x, 0)
forgets = ad.Activation("a slope without β", sharp.value, ad.sigmoid)
rows = []
for f in (*own, forgets):
    rise = (f(x + h) - f(x - h)) / (2 * h)
    off = abs(rise - f.derivative(x)).max()
    rows.append((f.name, f"{off:.0e}"))
    assert (off < 1e-9) == (f is not forgets) == (off < 0.1)
print(ad.table("Slope and difference", ("", "furthest apart"), rows))
corners = hard_swish.derivative([-3 - h, -3, -3 + h, 3 - h, 3, 3 + h])
assert np.allclose(corners, [0, 0, -0.5, 1.5, 1, 1], atol=h)
assert (celu.variant(alpha=1)(x) == ad.elu(x)).all()
for f, left in ((celu, 1), (ad.elu.variant(alpha=2), 2)):
    assert np.allclose(f.derivative([-1e-9, 1e-9]), [left, 1])
for beta in (4, 16, 64):
    gap = sharp.variant(beta=beta)(around) - ad.relu(around)
    assert np.isclose(gap.max(), np.log(2) / beta)
    assert around[gap.argmax()] == 0

# %%
# What is left for the right ones is rounding. Where hard_swish has its two corners,
# at −3 and at 3, there is no slope, and the code takes the outer one. ReLU and
# sharp_softplus are furthest apart at 0, by :math:`\log(2) / \beta`.
#
# On the four points
# ------------------
# The function itself stands where a name would:

start = ad.Network.initialized((2, 5, 1), sharp, seed=0)
net = ad.train(start, X, y, seed=0, epochs=200).network
# fold: draw it beside networks with the other two
nets = []
for f in own[:2]:
    same = ad.Network(start.weights, start.biases, f)
    nets.append(ad.train(same, X, y, seed=0, epochs=200).network)
nets.append(net)
fig, axes = plt.subplots(1, 3, figsize=(8, 3.4), sharex=True, sharey=True)
for ax, one in zip(axes, nets):
    assert ad.classify(one, X, y).success
    mesh = ad.plots.height_map(ax, one, X, y, limit=8)
    ax.set(title=one.hidden.name)
    ax.set_label(f"{one.hidden.name}. {ax.get_label()}")
    ax.label_outer()
fig.colorbar(mesh, ax=axes, label="logit", shrink=0.8)
fig.set_label(
    "One start, three functions: each of the networks gets all four points right."
)

# %%
# That is one seed. Here are more, after the 50 epochs of the tutorial's recipe and
# after four times as many:

# fold: train 3,000 networks, and count how often it works
seeds, rows = range(1000), []
for f in own:
    many = ad.Network.initialized((2, 5, 1), f, seed=seeds)
    kept = ad.train(
        many, X, y, seed=seeds, epochs=200, snapshots=(50, 200)
    ).snapshots
    won = [ad.share(ad.classify(kept[n], X, y).success) for n in (50, 200)]
    rows.append((f.name, *won))
    assert won[0].high < won[1].low
head = ("", "after 50 epochs", "after 200 epochs")
print(ad.table(f"All four points right, of {len(seeds):,} seeds", head, rows))

# %%
# All three learn the four points, and with patience more often. Which is best, this
# doesn't say: the recipe was made for ReLU, :math:`\alpha` and :math:`\beta` for
# the picture, and :doc:`patience can turn an order round
# </training/which_activation>`.
#
# Why it is right
# ---------------
# Here is the third of the networks, explained. The sentences take its function into
# account:

why = ad.explain(net, X, y)
print(why.sentences)
# fold: check that they do
assert "sharp_softplus does not cut off" in str(why)

# %%
# Is it there already?
# --------------------
# Some functions have several names. Who types another one is told which it is here:

try:
    ad.activations["swish"]
except ValueError as refused:
    said = str(refused)
print(said.partition(" Known:")[0].replace("; ", ";\n"))
# fold: check what it says
assert "did you mean 'silu'?" in said
assert said.endswith(", ".join(ad.activations))
ad.plots.show()

# %%
# After that it lists all that are there.
#
# To remember
# -----------
# * ``ad.Activation(name, function, slope)`` is all it takes.
# * Compare the slope with a difference before you train.
# * Successes on four points show that a function works, not that it is better than
#   another.
#
# Next, :doc:`last_digits`: how exactly all this can be computed.
