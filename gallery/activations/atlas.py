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
    return low if low == high else f"{low} to {high}"


def breaks(values):
    """Tell whether a function jumps at 0."""
    left, right = values([-1e-12, 1e-12])
    return abs(right - left) > 1e-9


class Formulas:
    """What a page shows as the formulas of some functions and of their slopes."""

    def __init__(self, names):
        self.functions = [ad.activations[name] for name in names]

    def __str__(self):
        return "\n".join(
            f"{f.name}(x) = {f.formula}\n{f.name}'(x) = {f.derivative_formula}"
            for f in self.functions
        )

    def _repr_latex_(self):
        lines = []
        for f in self.functions:
            name = rf"\operatorname{{{f.name}}}".replace("_", r"\_")
            lines.append(rf"{name}(x) &= {f.formula}")
            lines.append(rf"{name}'(x) &= {f.derivative_formula}")
        both = r" \\ ".join(lines).replace(r", \; ", r", \\ & \quad ")
        return rf"$$\begin{{aligned}}{both}\end{{aligned}}$$"


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
assert len(left) == 9
assert len(ad.activations) == 17 == len(both + left + none)
fig, axes = plt.subplots(4, 5, figsize=(7.4, 4.8), sharex=True, sharey=True)
grid = [*axes[0, :4], *axes[1], *axes[2, :4], *axes[3, :4]]
for ax, name in zip(grid, both + left + none):
    f = ad.activations[name]
    for values, style in ((f, "-"), (f.derivative, "--")):
        ax.plot(x, np.where((x == 0) & breaks(values), np.nan, values(x)), style)
    ax.set(xlim=(-4, 4), ylim=(-1.6, 2.9), aspect="equal")
    ax.set(xticks=(-4, 0, 4), yticks=(-1, 0, 1, 2))
    ax.set_title(name, fontsize=10, fontweight="normal")
    ax.tick_params(labelsize=9)
    ax.set_label(
        f"{name} over −4 to 4: {text(f(-4))} at −4, {text(f(0))} at 0, "
        f"{text(f(4))} at 4. Slope {text(f.derivative(-4))}, "
        f"{text(f.derivative(0))} and {text(f.derivative(4))} there."
    )
for ax in axes[(0, 2, 3), 4]:
    ax.remove()
fig.set_label(
    "The first four go flat on both sides, the next nine on the left, the last "
    "four on neither; solid is the function, dashed its slope."
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
# In numbers
# ----------
# A range says what the values reach or tend to. A **kink** is a corner: the slopes
# on its two sides differ, and training needs a slope at the corner itself. Here it
# is the left one.

# fold: put ranges, slopes and kinks into a table
rows = []
for name in both + left + none:
    f = ad.activations[name]
    ends = ["swings" if np.isnan(end) else text(end) for end in f.limits]
    at = "jump" if breaks(f) else ""
    if breaks(f.derivative):
        at = f"kink, slope {text(f.derivative(0))}"
    given = [f", {key} {text(value)}" for key, value in f.parameters.items()]
    cells = (span(f.range), *ends, span(f.derivative(sides)), at)
    rows.append(("".join((name, *given)), *cells))
head = ("", "range", "far left", "far right", "slope", "at 0")
print(ad.table("The functions, in the order of the picture", head, rows))
falling = [f.name for f in ad.activations.values() if not f.monotone]
assert falling == ["gelu", "gelu_tanh", "silu", "mish", "sine", "absolute"]
assert ad.gelu(0.5) < 0.5
assert ad.gelu.derivative(40.0) == 1 < ad.gelu.derivative(sides).max() < 1.2

# %%
# Flat on both sides
# ------------------
# Bounded functions, and the step. Their slopes fade where the input is large,
# whatever its sign; :math:`\sigma` is the sigmoid.

# fold: write the formulas
print(Formulas(both))

# %%
# **step.** The unit of :cite:t:`mcculloch1943`. Its slope is 0 wherever there is
# one, so training by gradients stands still. One comparison. Exact.
#
# **sigmoid.** For probabilities and gates :cite:p:`rumelhart1986`. One exponential.
# Computed from :math:`e^{-|x|}`, which can't overflow.
#
# **tanh.** For bounded values around 0, as in recurrent networks;
# :cite:t:`lecun1998` say why its mean of 0 helps hidden units. It is a stretched
# sigmoid, :math:`\tanh x = 2 \sigma(2x) - 1`. One exponential. Near 0 that formula
# cancels, so another one is used there.
#
# **softsign.** For bounded values without an exponential :cite:p:`bergstra2009`.
# One division. Its slope falls like :math:`1/x^2`, more slowly than any
# exponential.
#
# Flat on the left
# ----------------
# ReLU and its relatives. Here :math:`\Phi` and :math:`\varphi` are the normal
# distribution and its density.

# fold: write the formulas
print(Formulas(left))

# %%
# **relu.** The baseline for hidden layers :cite:p:`fukushima1969,nair2010`. One
# comparison. Exact.
#
# **elu.** For hidden layers whose means stay near 0 :cite:p:`clevert2016`. One
# exponential, on the left only. Near 0 the difference :math:`e^x - 1` cancels;
# ``expm1`` computes it whole.
#
# **selu.** For deep networks without normalisation, started with weights of
# variance 1/inputs :cite:p:`klambauer2017`. One exponential, on the left only. The
# product :math:`\lambda \alpha` is one constant, rounded once.
#
# **softplus.** For outputs that must be positive :cite:p:`dugas2001`. One
# exponential and one logarithm. Computed as
# :math:`\max(x, 0) + \log(1 + e^{-|x|})`, which neither overflows nor loses the
# left side.
#
# **gelu.** For hidden layers of transformers :cite:p:`hendrycks2016`. One error
# function, which holds an exponential. Far left :math:`1 + \operatorname{erf}`
# cancels; the ratio of tail and density does not.
#
# **gelu_tanh.** For models that were trained with this form. One exponential. Close
# to GELU, but :doc:`not the same <around_zero>`.
#
# **silu.** For hidden layers, and for the gates of SwiGLU (named by
# :cite:t:`hendrycks2016`, studied by :cite:t:`elfwing2018`, called swish by
# :cite:t:`ramachandran2017`). One exponential. On the left it is a tiny number
# times a large one, and the scaling comes last.
#
# **mish.** For hidden layers :cite:p:`misra2019`. One exponential suffices: with
# :math:`w = e^x` the factor is :math:`(w^2 + 2w) / (w^2 + 2w + 2)`.
#
# **squared_relu.** For hidden layers of transformers :cite:p:`so2021`. One
# comparison and one product. Far out its values grow fast, and with them the
# slopes.
#
# Flat on neither side
# --------------------
# These always let a slope through.

# fold: write the formulas
print(Formulas(none))

# %%
# **identity.** For the output of a regression, and for taking an activation away.
# Free. Exact.
#
# **leaky_relu.** For hidden units that must not die :cite:p:`maas2013`. One
# comparison and a product. Rounded once.
#
# **sine.** For functions of a place, such as images and sounds
# :cite:p:`sitzmann2020`. One sine. Right to the last digits for
# :math:`|x| \le 10^6`; beyond, the rounding of the period shows, and far out a
# rounded :math:`x` no longer says where in the wave it lies.
#
# **absolute.** For features whose sign does not count :cite:p:`jarrett2009`. It
# drops the sign. Exact. At 0, any slope from −1 to 1 can be defended. The left one
# is −1; other libraries :doc:`choose differently </theory/last_digits_elsewhere>`.
#
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
    if f.monotone:
        assert (np.diff(seen) >= 0).all()
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
