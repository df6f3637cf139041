"""
Seven claims from teaching material, each refuted by a run
==========================================================

.. about:: Mistakes found elsewhere
   :minutes: 8
   :needs: :doc:`/tutorial/training`

Each claim comes with the reason why it sounds right, the run that refutes it, and
the fix. We name no one, as each of these mistakes is easily made. Counts are over
two thousand seeds of the tutorial's recipe where nothing else is said. The task is
XNOR, which is XOR with its labels swapped.
"""

# fold: import the libraries
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
seeds = range(2_000)


def successes(hidden, lr=0.1, epochs=50):
    many = ad.Network.initialized((2, 5, 1), hidden, seed=seeds)
    step = {"optimizer": ad.Sgd(lr=lr, momentum=0.4), "epochs": epochs}
    run = ad.train(many, X, y, **step, seed=seeds, record_losses=False)
    return ad.classify(run.network, X, y).success


# %%
# "Sigmoid fails"
# ---------------

# fold: train with three learning rates, for three lengths of time
rates = (0.1, 0.3, 1.0)
fig, ax = plt.subplots(figsize=(7.2, 3.4))
told = []
for epochs, marker, style in ((50, "s", ":"), (200, "^", "--"), (1000, "o", "-")):
    parts = [ad.share(successes("sigmoid", lr, epochs)) for lr in rates]
    values = [part.value for part in parts]
    ax.semilogx(rates, values, style, marker=marker, label=f"{epochs} epochs")
    told.append(f"after {epochs} epochs {', '.join(map(str, parts))}")
ax.legend(loc="center left")
ax.set(xlabel="learning rate", ylabel="share of seeds", ylim=(-0.05, 1.05))
ax.set(title="Sigmoid solves it, in its own time", xticks=rates, xticklabels=rates)
ax.minorticks_off()
ax.set_label(
    f"Share of seeds with all points right at learning rates "
    f"{', '.join(map(str, rates))}: {'; '.join(told)}."
)
fig.set_label(
    "At the bottom, where training is short, the claim looks true; given time, "
    "nearly all the same networks learn."
)
assert ad.share(successes("sigmoid")).high < 0.01
assert min(values) > 0.95

# %%
# *The claim.* With sigmoid inside, the network does not learn XOR.
#
# *Why it sounds right.* With the tutorial's recipe, it is true of nearly every
# seed.
#
# *The fix.* Compare functions
# :doc:`each at a setting that suits it </training/which_activation>`, and say which
# settings you tried.
#
# A derivative that is always 1
# -----------------------------
# *The claim.* "The derivative of ReLU is 1 where :math:`x \ge 0`, else 0." So the
# backward pass says ``(a >= 0)``, where ``a`` is the layer's output.
#
# *Why it sounds right.* As a function of the *input* it is right, but for the
# choice at 0, and many formulas for the sigmoid do take the output. And it trains:
# the loss falls. But the output of ReLU is never negative, so the test is always
# true.
#
# .. predict:: A program takes 1 as the slope of ReLU everywhere, even where a unit
#    is off. What happens in training?
#    :right: 2
#
#    No run succeeds, so the mistake is noticed
#       Some do succeed, and that is how such a mistake survives.
#    Fewer runs succeed
#       The gradient is wrong where a unit is off and right where it is on. That is
#       enough for some seeds, and for fewer than with the right slope.
#    Nothing changes
#       Many runs that succeed with the right slope fail with this one.
#
# *The run.* Unit 4 of seed 0 is off at all four points, so no small change of its
# weights moves the loss. The wrong slope says that it does:


def always_one(x):
    a = np.maximum(x, 0)
    return (a >= 0).astype(float)


# fold: compare slopes with the loss itself, then train with both
wrong = ad.Activation("relu", lambda x: np.maximum(x, 0), always_one)
assert (wrong.derivative([-2, -1, 0, 1]) == 1).all()
nets = [ad.Network.initialized((2, 5, 1), f, seed=0) for f in ("relu", wrong)]
loss = ad.losses["sigmoid_cross_entropy"]
(W, v), biases, k = nets[0].weights, nets[0].biases, 3
ends = [
    loss(ad.Network((W + d * np.eye(1, 10, k).reshape(2, 5), v), biases)(X), y)
    for d in (1e-6, -1e-6)
]
measured = (ends[0] - ends[1]) / 2e-6
right, bad = (net.gradients(X, y).weights[0][0, k] for net in nets)
assert abs(right - measured) < 1e-8
assert abs(bad - measured) > 0.01
relu, broken = successes("relu"), successes(wrong)
assert 0 < ad.share(broken).low < ad.share(broken).high < ad.share(relu).low - 0.1
rows = [
    ("right formula", f"{right:.4f}", ad.share(relu)),
    ("measured", f"{measured:.4f}", ""),
    ("always 1", f"{bad:.4f}", ad.share(broken)),
]
head = ("", "slope of the loss in a weight", "all points right")
print(ad.table("The right derivative and the wrong one", head, rows))

# %%
# *The fix.* Test with ``> 0``: then input and output give the same answer. And
# compare every gradient with differences of the loss, as above; a falling loss is
# no proof.

# fold: check the fix
x = np.linspace(-2, 2, 9)
assert ((ad.relu(x) > 0) == (x > 0)).all()

# %%
# "Two hidden ReLUs can't solve XOR"
# ----------------------------------
# *Why it sounds right.* Train two units, and hardly any seed succeeds.
#
# *The run.* These two do it. They are those of :cite:t:`goodfellow2016`, section
# 6.1, with an output bias:

X_xor, y_xor = ad.xor()
W, v = [[1, 1], [1, 1]], [[1], [-2]]
two = ad.Network(weights=(W, v), biases=([0, -1], [-0.5]))
why = ad.explain(two, X_xor, y_xor)
# fold: check its answers, and print why
assert all(row.correct for row in why.ledger)
print(why.sentences)

# %%
# *The fix.* "Seldom found" is not "can't". Say which of the two you mean;
# :doc:`the first can be measured </training/width>`.
#
# "It works": after some restarts
# -------------------------------
# *The claim.* A demonstration trains XOR and succeeds each time it is run. Its seed
# was changed until it did; or it starts again by itself when it fails.
#
# *Why it sounds right.* It does end with four right points, always.
#
# *The run.* With chance :math:`p` a run, :math:`k` tries succeed with chance
# :math:`1 - (1 - p)^k`. Ten tries make any coin toss look certain:

p = ad.share(relu)
tens = ad.share(relu.reshape(-1, 10).any(axis=1))
# fold: compare one try with ten
formula = f"{1 - (1 - p.value) ** 10:.3f}"
rows = [("one try", p, ""), ("ten tries", tens, formula)]
print(ad.table("Success", ("", "share", "by the formula"), rows))
assert p.high < 0.55
assert tens.low > 0.97

# %%
# *The fix.* Fix the seeds before looking, run many, report the share and its
# interval.
#
# A power that is no power
# ------------------------
# *The claim.* ELU in Python, left of zero: ``alpha * (e ^ x - 1)``.
#
# *Why it sounds right.* That is how the formula is written, and in other languages
# ``^`` is a power.
#
# *The run.* In Python it is the exclusive or of the bits. Whole numbers give
# nonsense in silence, all others stop the program:

print("2 ^ 3 is", 2 ^ 3, "and 2 ** 3 is", 2**3)
try:
    np.e ^ -1.0
except TypeError as error:
    print(error)

# %%
# *The fix.* ``expm1(x)``: right, and to the last digits near zero as well, where
# ``exp(x) - 1`` cancels.

# fold: check the fix
tiny = -1e-12
assert 2 ^ 3 == 1
assert ad.elu(tiny) == np.expm1(tiny)
assert abs((np.exp(tiny) - 1) / tiny - 1) > 1e-5

# %%
# "Leaky ReLU can't do complex classification"
# --------------------------------------------
# *Why it sounds right.* It looks nearly straight.
#
# *The run.* Nearly straight is bent. Two leaky units of slope :math:`s < 1` make
# one ReLU, :math:`\ell(x) + s \, \ell(-x) = (1 - s^2) \operatorname{relu}(x)`, so
# leaky networks with twice the units can do what ReLU networks can. On our task,
# with the same number of units, they even succeed more often:

# fold: check the formula, and count
s, leaky = 0.01, ad.leaky_relu
pair, one = leaky(x) + s * leaky(-x), (1 - s * s) * ad.relu(x)
assert np.allclose(pair, one, rtol=0, atol=1e-15)
rates = {name: ad.share(successes(name)) for name in ("identity", "leaky_relu")}
rates["relu"] = p
print(ad.table("All points right", ("", "success"), rates.items()))
assert rates["identity"].count == 0
assert rates["leaky_relu"].low > rates["relu"].high

# %%
# *The fix.* Drop the sentence.
#
# A small number inside the logarithm
# -----------------------------------
# *The claim.* :math:`-\log(p + \varepsilon)` with :math:`\varepsilon = 10^{-8}`
# keeps the loss from becoming infinite.
#
# *Why it sounds right.* It does. The probability of a confident mistake rounds to
# 0, and the logarithm of 0 is no number.
#
# *The run.* What was infinite is now nearly constant, with nearly no slope: the
# worse the mistake, the less it pulls. And a certain right answer costs less than
# nothing.

# fold: compute the loss with ε and without
rows = []
for z in (0.0, -10.0, -20.0, -40.0, -800.0):
    capped = -np.log(ad.sigmoid(z) + 1e-8)
    rows.append((f"{z:.0f}", f"{capped:.3f}", f"{loss([[z]], [[1.0]]):.3f}"))
print(ad.table("The loss of class 1", ("logit", "with ε", "right"), rows))
assert capped < 18.43
assert loss([[-800.0]], [[1.0]]) == 800
assert -np.log(ad.sigmoid(40.0) + 1e-8) < 0 < loss([[40.0]], [[1.0]])
ad.plots.show()

# %%
# *The fix.* Compute the loss from the logit: :math:`\log(1 + e^{-|z|})`, plus
# :math:`|z|` where the sign is wrong. Nothing cancels, and nothing is added.
# :doc:`Other formulas </activations/last_digits>` need such a form, too.
#
# To remember
# -----------
# * "It trains" proves little. Check a gradient against differences.
# * One seed is an anecdote; so is one learning rate.
# * "Can't" needs a proof, "does not, here" needs a count.
#
# Mistakes in code are on :doc:`another page </beyond/wont_learn>`, by what one sees
# of them.
#
# Next, :doc:`/activations/atlas`: all of them, side by side.
