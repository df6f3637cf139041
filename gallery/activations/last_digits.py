r"""
Eight textbook formulas, right on paper, lose every digit in a computer
=======================================================================

.. about:: The last digits
   :minutes: 9
   :needs: :doc:`/tutorial/training`

A computer keeps about sixteen digits of a number. Each operation rounds, which does
no harm, until a difference of two nearly equal numbers takes away the digits they
share: then what is left is what the rounding has spoilt. This is **cancellation**.
"""

# fold: import the libraries, and compute each formula twice
import decimal
import math

import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
decimal.getcontext().prec = 80
TWO_PI = 2 * decimal.Decimal("3.14159265358979323846264338327950288419716939938")
erf = np.vectorize(math.erf, otypes=[float])


def exact(x):
    return np.array([decimal.Decimal(float(a)) for a in x])


def log(x):
    return np.array([a.ln() for a in x]) if x.dtype == object else np.log(x)


def tanh(x):
    return 1 - 2 / (np.exp(2 * x) + 1) if x.dtype == object else np.tanh(x)


def normal(x):
    if x.dtype != object:
        return (1 + erf(x / math.sqrt(2)).astype(x.dtype)) / 2
    fraction = -x
    for k in range(1000, 0, -1):
        fraction = -x + k / fraction
    return np.exp(-x * x / 2) / (TWO_PI.sqrt() * fraction)


def p(x):
    return 1 / (1 + np.exp(-x))


def ulps(results, truths):
    units = exact(np.spacing(abs(truths.astype(results.dtype))))
    return (abs(exact(results) - truths) / units).astype(float)


left, right = -np.arange(1, 37.5, 0.25), np.arange(1, 37.5, 0.25)
CASES = {
    "gelu": (lambda x: x * normal(x), ad.gelu, left),
    "silu": (lambda x: x * p(x), ad.silu, 20 * left),
    "mish": (lambda x: x * tanh(log(1 + np.exp(x))), ad.mish, left),
    "softplus": (lambda x: log(1 + np.exp(x)), ad.softplus, left),
    "slope of tanh": (lambda x: 1 - tanh(x) ** 2, ad.tanh.derivative, right),
    "slope of sigmoid": (lambda x: p(x) * (1 - p(x)), ad.sigmoid.derivative, right),
    "slope of softsign": (
        lambda x: (1 + abs(x) - abs(x)) / (1 + abs(x)) ** 2,  # the quotient rule
        ad.softsign.derivative,
        2.0 ** np.arange(60),
    ),
    "cross entropy": (lambda z: -log(p(z)), lambda z: -ad.log_sigmoid(z), right),
}


@np.errstate(over="ignore", divide="ignore")
def compare(name, kind=np.float64):
    """Return inputs, errors of formula and package, and where all is lost."""
    formula, ours, x = CASES[name]
    x, truths = x.astype(kind), formula(exact(x))
    usual = np.array([abs(t) >= np.finfo(kind).tiny for t in truths])
    x, truths = x[usual], truths[usual]
    off = abs(exact(formula(x)) / truths - 1).astype(float)
    start = np.argmax(off >= 0.5)
    assert (off[start:] >= 0.5).all()
    return x, ulps(formula(x), truths), ulps(ours(x), truths), x[start]


# %%
# Textbook formulas
# -----------------

# fold: draw the errors of four formulas
measured = {name: compare(name) for name in CASES}
fig, axes = plt.subplots(2, 2, figsize=(7.2, 5.6), sharey=True)
shown = ("gelu", "softplus", "slope of tanh", "cross entropy")
for ax, name in zip(axes.flat, shown):
    x, errors, ours, lost = measured[name]
    ax.semilogy(x, np.maximum(errors, 0.1), label="textbook")
    ax.semilogy(x, np.maximum(ours, 0.1), "--", label="actdemo")
    ax.set(title=name, xlabel="$x$")
    ax.set_label(
        f"Error of {name} for x from {x[0]:g} to {x[-1]:g}, in ulp: textbook up to "
        f"{errors.max():.0e}, lost from {lost:g} on; actdemo up to {ours.max():.1f}"
    )
    ax.axvline(lost, color="C2", ls=":", lw=1.2)
axes[0, 0].legend(loc="center left")
fig.supylabel("error, in units of the last place", size="medium")
fig.set_label(
    "Each textbook curve climbs until no digit is right, from the dotted line on; "
    "another formula for the same function stays at the bottom."
)

# %%
# Each of these formulas is correct on paper, and each fails on one side. The cure
# is not more digits but another formula for the same function.
#
# .. predict:: The softplus of −40, computed as it is written: :math:`\log(1 +
#    e^x)`. What comes out?
#    :right: 1
#
#    0
#       Beside 1 the power is too small to survive the rounding: their sum is 1, and
#       the logarithm of 1 is 0. Not one digit is right.
#    A tiny positive number
#       That is the true value, and another formula does give it. This one adds the
#       tiny number to 1 first, and there it is lost.
#    An error
#       Nothing overflows and nothing complains. That is what makes it dangerous.
#
# How errors are measured
# -----------------------
# The distance from one floating-point number to the next is one **ulp**, a unit in
# the last place. The best possible result is off by half an ulp at most, and a few
# ulp are fine. An error as large as the number itself leaves no digit right.
#
# For the truth we compute the same formulas a second time, with Python's
# ``decimal`` and eighty digits, of which enough survive. What it lacks is put
# together from exp: tanh, and the normal probability :math:`\Phi(x)` left of 0, by
# Laplace's continued fraction.
#
# The table shows the largest error of the formula, as a power of ten, then that of
# the package, both in ulp. Then comes the input at which the formula's result loses
# even its first bit, and the same for float32: half as many digits, the default of
# :doc:`PyTorch and Keras </reference/coming_from>`.

# fold: put all eight into a table
rows = []
for name, (_, errors, ours, lost) in measured.items():
    _, _, single, lost32 = compare(name, np.float32)
    power = f"10^{int(math.log10(errors.max()))}"
    rows.append((name, power, f"{ours.max():.1f}", f"{lost:.4g}", f"{lost32:.4g}"))
    assert errors.max() > 1e15
    assert ours.max() <= (8 if "slope" in name else 4)
    assert abs(lost32) < 0.7 * abs(lost)
    assert single.max() <= 1
head = ("", "textbook", "actdemo", "lost from", "in float32 from")
print(ad.table("Largest errors, in ulp, and where all is lost", head, rows))
assert len(CASES) == 8
assert np.log(1 + np.exp(-40.0)) == 0 < ad.softplus(-40.0) < 1e-17

# %%
# GELU takes 1 + erf, a difference on the left, where erf is near −1. The slopes
# take from 1 what is near 1, or a large number from another. Softplus and with it
# mish add 1 to something tiny, which rounds it away, and the cross entropy does the
# same inside :math:`p`. In silu nothing cancels: its exponential overflows.
#
# The better formulas use erfc, log1p and expm1, which never form the difference
# :cite:p:`machler2012`, and exponentials of negative numbers only, as in
#
# .. math:: \sigma'(x) = \frac{e^{-|x|}}{(1 + e^{-|x|})^2}
#
# In float32, everything happens sooner. The package computes in double precision
# and rounds once at the end, so it is off by at most one ulp there, too.
#
# An ε inside the logarithm
# -------------------------
# Where the network is sure and wrong, :math:`p` becomes 0 and :math:`-\log p`
# infinite. A common patch is :math:`-\log(p + \varepsilon)` with
# :math:`\varepsilon = 10^{-8}`. What it does to the loss of class 1:

# fold: draw the loss with ε and without
z, eps = np.linspace(-40, 40, 161), 1e-8
loss = ad.losses["sigmoid_cross_entropy"]
q = ad.sigmoid(z)
costs = loss.per_sample(z[:, None], np.ones((161, 1)))
curves = {
    "loss": (costs, -np.log(q + eps)),
    "slope": (q - 1, -ad.sigmoid.derivative(z) / (q + eps)),
}
fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.2))
for ax, (name, (right_one, patched)) in zip(axes, curves.items()):
    ax.plot(z, right_one, label="from the logit")
    ax.plot(z, patched, "--", label="with ε")
    ax.set(title=f"The {name}", xlabel="logit $z$", ylabel=name)
    ax.set_label(
        f"The {name} at logits −40, −15 and 40: {right_one[0]:.3g}, "
        f"{right_one[50]:.3g}, {right_one[-1]:.1e}; with ε {patched[0]:.4g}, "
        f"{patched[50]:.4g}, {patched[-1]:.1e}"
    )
axes[0].legend()
fig.set_label(
    "On the far left the answer is surely wrong; with ε the loss levels off there, "
    "and its slope goes to 0."
)
(costs, patched), (slopes, patched_slopes) = curves.values()
print(f"the loss with ε: at most {patched.max():.2f}, at least {patched.min():.1e}")
assert patched.max() <= -math.log(eps) < costs[0] / 2
assert np.ptp(patched[z < -30]) < 1e-4
assert patched.min() < 0 < costs.min()
assert slopes[0] < -0.999
assert -1e-6 < patched_slopes[0] < 0

# %%
# With ε all sure mistakes cost the same, and sure right answers cost less than
# nothing. Code that shows this loss and steps by the usual gradient :math:`p - y`
# draws a level curve while the weights move on at full speed. Code that
# differentiates the patched loss stops learning where the mistake is greatest. The
# true loss, computed from the logit, needs no patch.
#
# The gradient :math:`p - y` is a difference, too: for a sure right answer it rounds
# to 0. That is little beside the gradients of other samples, but all there is of
# this one; :math:`-\sigma(-z)` keeps it.

# fold: check this for a logit of 40
assert ad.sigmoid(40.0) - 1 == 0 > -ad.sigmoid(-40.0)

# %%
# Too large for a number
# ----------------------
# The softmax divides :math:`e^{z_k}` by the sum of all. Take the largest logit off
# first: the result is the same on paper, no power overflows, and the sum is never 0
# :cite:p:`blanchard2021`.

# fold: compute three softmaxes as they are written, and with the package
rows = []
with np.errstate(all="ignore"):
    for logits in ([2, 1, 0], [1002, 1001, 1000], [-1000, -1001, -1002]):
        powers = np.exp(np.array(logits, dtype=float))
        plain = powers / powers.sum()
        rows.append((f"{logits}", plain.round(3), ad.softmax(logits).round(3)))
        assert np.isnan(plain).any() == (abs(logits[0]) > 700)
        assert (ad.softmax(logits) == ad.softmax([2, 1, 0])).all()
print(ad.table("Softmax", ("logits", "as it is written", "actdemo"), rows))
ad.plots.show()

# %%
# To remember
# -----------
# * Subtracting nearly equal numbers brings out what rounding has hidden. Look for
#   another formula, not for a patch.
# * Hand the loss logits, not probabilities.
# * An ε inside a logarithm trades a visible failure for an invisible one.
#
# It can be proved :doc:`how much a difference costs </theory/stable>`, and why the
# other formulas hold. The big frameworks meet the same traps;
# :doc:`their last digits </theory/last_digits_elsewhere>` have been measured. Next,
# :doc:`what to choose today </theory/choosing>`.
