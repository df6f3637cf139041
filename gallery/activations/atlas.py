r"""
Of seventeen functions, four go flat on both sides, nine on one, four on neither
================================================================================

.. about:: Atlas of functions
   :minutes: 9
   :needs: :doc:`/tutorial/purpose`

All the activation functions of the package, on one scale. Where a function is flat,
its slope is nearly 0, and training gets next to no signal through: so look at the
slope, not only at the curve.
"""

# fold: import the libraries, and say how a function is drawn and written
import re

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
x = np.linspace(-4, 4, 321)
sides = [-np.inf, *np.linspace(-8, 8, 1601), np.inf]


def text(value):
    return f"{value + 0:.3g}".replace("inf", "∞").replace("-", "−")


def span(values):
    low, high = text(np.nanmin(values)), text(np.nanmax(values))
    return low if low == high else f"{low}\xa0to\xa0{high}"


def breaks(values):  # at 0
    left, right = values([-1e-12, 1e-12])
    return abs(right - left) > 1e-9


class Tex(str):
    """Formulas that a terminal prints and a page sets."""

    __slots__ = ()

    def _repr_latex_(self):
        tex = re.sub(r"(?m)^(\w+)('?.x.) =", r"\\operatorname{\1}\2 &=", self)
        tex = tex.replace("\n", r" \\ ").replace("_", r"\_")
        tex = tex.replace(r", \; ", r", \\ & \quad ")
        return rf"$$\begin{{aligned}}{tex}\end{{aligned}}$$"


def formulas(f):
    return Tex(f"{f.name}(x) = {f.formula}\n{f.name}'(x) = {f.derivative_formula}")


# %%
# All at once
# -----------

# fold: sort the functions by where they go flat, and draw them
flat = {k: abs(f.derivative([-40, 40])) < 1e-3 for k, f in ad.activations.items()}
both = [name for name, ends in flat.items() if ends.all()]
left = [name for name, ends in flat.items() if ends[0] and not ends[1]]
none = [name for name, ends in flat.items() if not ends.any()]
assert both == ["step", "sigmoid", "tanh", "softsign"]
assert none == ["identity", "leaky_relu", "sine", "absolute"]
assert len(ad.activations) == 17 == 4 + len(left) + 4
rows = [*both, "."], left[:5], [*left[5:], "."], [*none, "."]
fig, axes = plt.subplot_mosaic(rows, figsize=(9, 5.5), sharex=True, sharey=True)
for name, ax in axes.items():
    f = ad.activations[name]
    for values, style in ((f, "-"), (f.derivative, "--")):
        ax.plot(x, np.where((x == 0) & breaks(values), np.nan, values(x)), style)
    ax.set(xlim=(-4, 4), ylim=(-1.6, 2.9), aspect="equal")
    ax.set(title=name, xticks=(-4, 0, 4), yticks=(-1, 0, 1, 2))
    ax.label_outer()
    said = [f"{text(g(k))} at {k}" for g in (f, f.derivative) for k in (-4, 0, 4)]
    ax.set_label(f"{name}, then its slope: {', '.join(said)}.".replace("-", "−"))
fig.set_label(
    "Four flat on both sides, nine on the left, four on neither; slopes are dashed."
)

# %%
# Far out on the left, ReLU and its relatives are flat; on the right they rise. Sine
# is bounded and still never flattens for good.
#
# .. predict:: The slope of ReLU is never above 1. GELU looks like a ReLU with a
#    rounded corner. How steep does it get?
#    :right: 3
#
#    Less than 1
#       Far to the right it is as steep as ReLU, to the last digit.
#    Just 1
#       Just right of 0 it falls behind the line :math:`y = x`. At slope 1 it would
#       stay behind, and it does catch up.
#    A little more than 1
#       Just right of 0 it falls behind the line :math:`y = x`. To catch up, it has
#       to be steeper than the line for a while.
#
# Side by side
# ------------
# The second column says at which value or values a function goes flat. A range says
# what the values reach or tend to. A **kink** is a corner: the slopes on its two
# sides differ, and training needs a slope at the corner itself. Here it is the left
# one. The cost is what takes longest in the formula.

# fold: put purposes, ranges, slopes and costs into a table
COSTS = r"\Phi:erf \tanh:exp \log:exp+log e^:exp \sigma:exp \sin:sin \frac:divide"
COSTS += r" \max:compare \mathbf:compare \lvert:sign"
costs = [entry.split(":") for entry in COSTS.split()]
rows = []
for name in both + left + none:
    f = ad.activations[name]
    ends = [text(end) for end, still in zip(f.limits, flat[name]) if still]
    kink = f"kink, slope {text(f.derivative(0))}"
    at = kink if breaks(f.derivative) else "jump" if breaks(f) else ""
    cost = next((cost for sign, cost in costs if sign in f.formula), "nothing")
    cells = " and ".join(ends), "yes" if f.monotone else "no", at, span(f.range)
    given = (f"; {key} {text(value)}" for key, value in f.parameters.items())
    does = f.meaning.rstrip(".") + "".join(given)
    rows.append((name, does, *cells, span(f.derivative(sides)), cost))
head = ("", "what it does", "flat at", "monotone", "at 0", "range", "slope", "cost")
print(ad.table("The functions, in the order of the picture", head, rows))
falling = [f.name for f in ad.activations.values() if not f.monotone]
assert falling == ["gelu", "gelu_tanh", "silu", "mish", "sine", "absolute"]
assert ad.gelu(0.5) < 0.5
assert ad.gelu.derivative(40.0) == 1 < ad.gelu.derivative(sides).max() < 1.2

# %%
# .. rst-class:: folds
#
# Each by itself
# --------------
# In the formulas, :math:`\sigma` is the sigmoid; :math:`\Phi` and :math:`\varphi`
# are the normal distribution and its density.
#
# step
# ^^^^
# The unit of :cite:t:`mcculloch1943`. Its slope is 0 wherever there is one, so
# training by gradients stands still. One comparison. Exact.

# fold: write both formulas
print(formulas(ad.step))

# %%
# sigmoid
# ^^^^^^^
# For probabilities and gates :cite:p:`rumelhart1986`. One exponential. Computed
# from :math:`e^{-|x|}`, which can't overflow.

# fold: write both formulas
print(formulas(ad.sigmoid))

# %%
# tanh
# ^^^^
# For bounded values around 0, as in recurrent networks; :cite:t:`lecun1998` say why
# its mean of 0 helps hidden units. It is a stretched sigmoid, :math:`\tanh x = 2
# \sigma(2x) - 1`. One exponential. Near 0 that formula cancels, so another one is
# used there.

# fold: write both formulas
print(formulas(ad.tanh))

# %%
# softsign
# ^^^^^^^^
# For bounded values without an exponential :cite:p:`bergstra2009`. One division.
# Its slope falls like :math:`1/x^2`, more slowly than any exponential.

# fold: write both formulas
print(formulas(ad.softsign))

# %%
# relu
# ^^^^
# The baseline for hidden layers :cite:p:`fukushima1969,nair2010`. One comparison.
# Exact.

# fold: write both formulas
print(formulas(ad.relu))

# %%
# elu
# ^^^
# For hidden layers whose means stay near 0 :cite:p:`clevert2016`. One exponential,
# on the left only. Near 0 the difference :math:`e^x - 1` cancels; ``expm1``
# computes it whole.

# fold: write both formulas
print(formulas(ad.elu))

# %%
# selu
# ^^^^
# For deep networks without normalisation, started with weights of variance 1/inputs
# :cite:p:`klambauer2017`. One exponential, on the left only. The product
# :math:`\lambda \alpha` is one constant, rounded once.

# fold: write both formulas
print(formulas(ad.selu))

# %%
# softplus
# ^^^^^^^^
# For outputs that must be positive :cite:p:`dugas2001`. One exponential and one
# logarithm. Computed as :math:`\max(x, 0) + \log(1 + e^{-|x|})`, which neither
# overflows nor loses the left side.

# fold: write both formulas
print(formulas(ad.softplus))

# %%
# gelu
# ^^^^
# For hidden layers of transformers :cite:p:`hendrycks2016`. One error function,
# which holds an exponential. Far left :math:`1 + \operatorname{erf}` cancels; the
# ratio of tail and density does not.

# fold: write both formulas
print(formulas(ad.gelu))

# %%
# gelu_tanh
# ^^^^^^^^^
# For models that were trained with this form. One exponential. Close to GELU, but
# :doc:`not the same <around_zero>`.

# fold: write both formulas
print(formulas(ad.gelu_tanh))

# %%
# silu
# ^^^^
# For hidden layers, and for the gates of SwiGLU (named by :cite:t:`hendrycks2016`,
# studied by :cite:t:`elfwing2018`, called swish by :cite:t:`ramachandran2017`). One
# exponential. On the left it is a tiny number times a large one, and the scaling
# comes last.

# fold: write both formulas
print(formulas(ad.silu))

# %%
# mish
# ^^^^
# For hidden layers :cite:p:`misra2019`. One exponential suffices: with :math:`w =
# e^x` the factor is :math:`(w^2 + 2w) / (w^2 + 2w + 2)`.

# fold: write both formulas
print(formulas(ad.mish))

# %%
# squared_relu
# ^^^^^^^^^^^^
# For hidden layers of transformers :cite:p:`so2021`. One comparison and one
# product. Far out its values grow fast, and with them the slopes.

# fold: write both formulas
print(formulas(ad.squared_relu))

# %%
# identity
# ^^^^^^^^
# For the output of a regression, and for taking an activation away. Free. Exact.

# fold: write both formulas
print(formulas(ad.identity))

# %%
# leaky_relu
# ^^^^^^^^^^
# For hidden units that must not die :cite:p:`maas2013`. One comparison and a
# product. Rounded once.

# fold: write both formulas
print(formulas(ad.leaky_relu))

# %%
# sine
# ^^^^
# For functions of a place, such as images and sounds :cite:p:`sitzmann2020`. One
# sine. Right to the last digits for :math:`|x| \le 10^6`; beyond, the rounding of
# the period shows, and far out a rounded :math:`x` no longer says where in the wave
# it lies.

# fold: write both formulas
print(formulas(ad.sine))

# %%
# absolute
# ^^^^^^^^
# For features whose sign does not count :cite:p:`jarrett2009`. It drops the sign.
# Exact. At 0, any slope from −1 to 1 can be defended. The left one is −1; other
# libraries :doc:`choose differently </theory/last_digits_elsewhere>`.

# fold: write both formulas
print(formulas(ad.absolute))

# %%
# All of it checked
# -----------------
# Each slope is compared with its curve, each range with the values, and the
# formulas in the text with the functions.

# fold: check slopes, ranges and formulas
for f in ad.activations.values():
    away = x[abs(x) > 0.01]
    rise = (f(away + 1e-5) - f(away - 1e-5)) / 2e-5
    assert np.allclose(rise, f.derivative(away), rtol=0, atol=1e-8), f.name
    seen = f(sides)
    assert np.nanmin(seen) >= f.range[0] - 1e-12
    assert np.nanmax(seen) <= f.range[1] + 1e-12
    assert not f.monotone or (np.diff(seen) >= 0).all()
w = np.exp(x)
softplus = ad.relu(x) + np.log1p(np.exp(-abs(x)))
mish = x * (w * w + 2 * w) / (w * w + 2 * w + 2)
assert not ad.step.derivative(x).any()
assert np.allclose(ad.tanh(x), 2 * ad.sigmoid(2 * x) - 1, rtol=0, atol=1e-15)
assert np.allclose(ad.softplus(x), softplus, rtol=1e-14)
assert np.allclose(ad.mish(x), mish, rtol=1e-13)
assert ad.softsign.derivative(1e6) > 1e-13 > ad.tanh.derivative(20)
ad.plots.show()

# %%
# To remember
# -----------
# * Sigmoid, tanh and softsign flatten on both sides, ReLU and its smooth relatives
#   on one, leaky ReLU on none.
# * Look at the slope, not only at the curve: training sees the slope.
#
# Next, :doc:`hidden_or_output`: which function suits which job.
