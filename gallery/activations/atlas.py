"""
Atlas: seventeen activation functions on one scale
==================================================

What this page shows: each function of the package with its slope, formula, range,
source, use, cost and numerics. What you need: :doc:`/tutorial/purpose`. A page to
look things up in; to read it all takes fifteen minutes.

Every picture has the same scale: the function is solid, its **derivative** dashed.
A range says what the values reach or tend to. The cost counts the exponentials in
the formula, because these take most of the time. A **kink** is a corner: the slopes
on its two sides differ, and training needs a slope at the corner itself. Here it is
the left one.
"""

from textwrap import fill

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
x = np.linspace(-4, 4, 321)
SCALE = {"xlim": (-4, 4), "ylim": (-1.6, 2.9), "aspect": "equal"}
TICKS = {"xticks": (-4, -2, 0, 2, 4), "yticks": (-1, 0, 1, 2)}
sides = [-np.inf, *np.linspace(-8, 8, 1601), np.inf]


def text(value):
    return f"{value + 0:.3g}".replace("inf", "∞").replace("-", "−")


def span(values):
    low, high = text(np.nanmin(values)), text(np.nanmax(values))
    return low if low == high else f"{low} to {high}"


class Formula:
    """What a page shows as the formula of a function and of its slope."""

    def __init__(self, f):
        self.f = f

    def __str__(self):
        f = self.f
        return f"{f.name}: f(x) = {f.formula}, f'(x) = {f.derivative_formula}\n"

    def _repr_latex_(self):
        f = self.f
        lines = rf"f(x) &= {f.formula} \\ f'(x) &= {f.derivative_formula}"
        return rf"$$\begin{{aligned}}{lines}\end{{aligned}}$$"


def breaks(values):
    """Tell whether a function jumps at 0."""
    left, right = values([-1e-12, 1e-12])
    return abs(right - left) > 1e-9


def draw(ax, f):
    for values, style in ((f, "-"), (f.derivative, "--")):
        ax.plot(x, np.where((x == 0) & breaks(values), np.nan, values(x)), style)
    ax.set(**SCALE, **TICKS, title=f.name)


def about(f):
    _, ax = plt.subplots(figsize=(4.8, 3))
    draw(ax, f)
    ax.set(xlabel="$x$", ylabel="$f(x)$ and $f'(x)$")
    ax.set_label(
        f"{f.name} over −4 to 4: {text(f(-4))} at −4, {text(f(0))} at 0, "
        f"{text(f(4))} at 4. Slope {text(f.derivative(-4))}, "
        f"{text(f.derivative(0))} and {text(f.derivative(4))} there."
    )
    ends = ["swings" if np.isnan(end) else text(end) for end in f.limits]
    print(fill(f.meaning, 42))
    print("range    ", span(f.range) + ", never falling" * bool(f.monotone))
    print("far out  ", f"{ends[0]} on the left, {ends[1]} on the right")
    print("slope    ", span(f.derivative(sides)))
    if breaks(f):
        print("jump      at 0")
    if breaks(f.derivative):
        print("kink      at 0, where the slope is taken as", text(f.derivative(0)))
    for name, value in f.parameters.items():
        print("parameter", name, "=", text(value))
    return Formula(f)


# %%
# All at once
# -----------

fig, axes = plt.subplots(4, 5, figsize=(7.4, 5), sharex=True, sharey=True)
for ax, f in zip(axes.flat, ad.activations.values()):
    draw(ax, f)
    ax.set_title(f.name, fontsize=10, fontweight="normal")
    ax.tick_params(labelsize=8)
for ax in axes.flat[len(ad.activations) :]:
    ax.set_axis_off()
axes[0, 0].set_label(
    f"The {len(ad.activations)} functions of this page and their slopes, for x "
    f"from −4 to 4: {', '.join(ad.activations)}."
)


class Overview:
    """A table of all functions; on a page each name leads to its picture."""

    def __init__(self):
        self.rows = {
            name: (span(f.range), span(f.derivative(sides)))
            for name, f in ad.activations.items()
        }

    def __str__(self):
        head = {"function": ("range", "slope")}
        rows = (head | self.rows).items()
        return "\n".join(f"{name:14}{low:14}{slope}" for name, (low, slope) in rows)

    def _repr_html_(self):
        rows = "<tr><th>function</th><th>range</th><th>slope</th></tr>"
        for name, cells in self.rows.items():
            link = f'<a href="#{name.replace("_", "-")}">{name}</a>'
            rows += (
                f"<tr><th>{link}</th><td>{cells[0]}</td><td>{cells[1]}</td></tr>"
            )
        return f"<table>{rows}</table>"


assert len(ad.activations) == 17
print(Overview())

# %%
# identity
# --------
# For the output of a regression, and for taking an activation away. Free. Exact.

print(about(ad.identity))

# %%
# step
# ----
# The unit of :cite:t:`mcculloch1943`. Its slope is 0 wherever there is one, so
# training by gradients stands still. One comparison. Exact.

print(about(ad.step))

# %%
# sigmoid
# -------
# For probabilities and gates :cite:p:`rumelhart1986`. One exponential. Computed
# from :math:`e^{-|x|}`, which can't overflow.

print(about(ad.sigmoid))

# %%
# tanh
# ----
# For bounded values around 0, as in recurrent networks; :cite:t:`lecun1998` say
# why its mean of 0 helps hidden units. It is a stretched sigmoid, :math:`\tanh x =
# 2 \sigma(2x) - 1`. One exponential. Near 0 that formula cancels, so another one
# is used there.

print(about(ad.tanh))

# %%
# relu
# ----
# The baseline for hidden layers :cite:p:`fukushima1969,nair2010`. One
# comparison. Exact.

print(about(ad.relu))

# %%
# leaky_relu
# ----------
# For hidden units that must not die :cite:p:`maas2013`. One comparison and a
# product. Rounded once.

print(about(ad.leaky_relu))

# %%
# elu
# ---
# For hidden layers whose means stay near 0 :cite:p:`clevert2016`. One
# exponential, on the left only. Near 0 the difference :math:`e^x - 1` cancels;
# ``expm1`` computes it whole.

print(about(ad.elu))

# %%
# selu
# ----
# For deep networks without normalisation, started with weights of variance 1/inputs
# :cite:p:`klambauer2017`. One exponential, on the left only. The product
# :math:`\lambda \alpha` is one constant, rounded once.

print(about(ad.selu))

# %%
# softplus
# --------
# For outputs that must be positive :cite:p:`dugas2001`. One exponential and one
# logarithm. Computed as :math:`\max(x, 0) + \log(1 + e^{-|x|})`, which neither
# overflows nor loses the left side.

print(about(ad.softplus))

# %%
# softsign
# --------
# For bounded values without an exponential :cite:p:`bergstra2009`. One division.
# Its slope falls like :math:`1/x^2`, more slowly than any exponential.

print(about(ad.softsign))

# %%
# gelu
# ----
# For hidden layers of transformers :cite:p:`hendrycks2016`; :math:`\Phi` and
# :math:`\varphi` are the normal distribution and its density. One error function,
# which holds an exponential. Far left :math:`1 + \operatorname{erf}` cancels; the
# ratio of tail and density does not.

print(about(ad.gelu))

# %%
# gelu_tanh
# ---------
# For models that were trained with this form. One exponential. Not GELU: by how
# much it is off stands in :doc:`around_zero`.

print(about(ad.gelu_tanh))

# %%
# silu
# ----
# For hidden layers, and for the gates of SwiGLU (named by :cite:t:`hendrycks2016`,
# studied by :cite:t:`elfwing2018`, called swish by :cite:t:`ramachandran2017`). One
# exponential. On the left it is a tiny number times a large one, and the scaling
# comes last.

print(about(ad.silu))

# %%
# mish
# ----
# For hidden layers :cite:p:`misra2019`. One exponential suffices: with :math:`w =
# e^x` the factor is :math:`(w^2 + 2w) / (w^2 + 2w + 2)`.

print(about(ad.mish))

# %%
# squared_relu
# ------------
# For hidden layers of transformers :cite:p:`so2021`. One comparison and one
# product. Far out its values grow fast, and with them the slopes.

print(about(ad.squared_relu))

# %%
# sine
# ----
# For functions of a place, such as images and sounds :cite:p:`sitzmann2020`. One
# sine. Right to the last digits for :math:`|x| \le 10^6`; beyond, the rounding of
# the period shows, and far out a rounded :math:`x` no longer says where in the wave
# it lies.

print(about(ad.sine))

# %%
# absolute
# --------
# For features whose sign does not count :cite:p:`jarrett2009`. It takes off a sign.
# Exact. Any slope from −1 to 1 can be defended at 0. The left one is −1; others
# return others (:doc:`/theory/last_digits_elsewhere`).

print(about(ad.absolute))

# %%
# All of it checked
# -----------------
# Each slope against its curve, each range against the values, and the formulas in
# the text against the functions.

for f in ad.activations.values():
    away = x[abs(x) > 0.01]
    rise = (f(away + 1e-5) - f(away - 1e-5)) / 2e-5
    assert np.allclose(rise, f.derivative(away), rtol=0, atol=1e-8), f.name
    seen = f(sides)
    assert np.nanmin(seen) >= f.range[0] - 1e-12
    assert np.nanmax(seen) <= f.range[1] + 1e-12
    if f.monotone:
        assert (np.diff(seen) >= 0).all()
flat = {k: abs(f.derivative([-40, 40])) < 1e-3 for k, f in ad.activations.items()}
both = [name for name, ends in flat.items() if ends.all()]
none = [name for name, ends in flat.items() if not ends.any()]
assert both == ["step", "sigmoid", "tanh", "softsign"]
assert none == ["identity", "leaky_relu", "sine", "absolute"]
assert all(ends[0] for name, ends in flat.items() if name not in none)
w = np.exp(x)
assert not ad.step.derivative(x).any()
assert np.allclose(ad.tanh(x), 2 * ad.sigmoid(2 * x) - 1, rtol=0, atol=1e-15)
assert np.allclose(
    ad.softplus(x), ad.relu(x) + np.log1p(np.exp(-abs(x))), rtol=1e-14
)
assert np.allclose(
    ad.mish(x), x * (w * w + 2 * w) / (w * w + 2 * w + 2), rtol=1e-13
)
assert ad.softsign.derivative(1e6) > 1e-13 > ad.tanh.derivative(20)
ad.plots.show()

# %%
# To remember
# -----------
# * Sigmoid, tanh and softsign flatten on both sides, ReLU and its smooth relatives
#   on one, leaky ReLU on none; sine is bounded and never flattens for good.
# * Look at the slope, not only at the curve: training sees the slope.
#
# Next, :doc:`hidden_or_output`: which job is for which function.
