r"""
A ReLU network is surest where it has seen nothing
==================================================

.. about:: Sure of itself far away
   :minutes: 7
   :needs: :doc:`/tutorial/surface`; :doc:`/geometry/flat_pieces`

No point was ever shown beyond the unit square. Here networks that have all four
points right are asked far outside of it, in all directions, how sure they are.
"""

# fold: import the libraries, and say how networks are trained and asked
import matplotlib.pyplot as plt
import numpy as np

import actdemo as ad

plt.style.use("actdemo.figures")
# sphinx_gallery_thumbnail_number = 1
X, y = ad.xnor()
SURE = np.log(99)  # the logit at which p is 0.99
RADII = (1, 3, 10, 30, 100, 300, 1000)
angles = 2 * np.pi * (np.arange(180) + 0.5) / 180
directions = ad.sine(np.column_stack((angles + np.pi / 2, angles)))


def winners(hidden, epochs=50):
    """Return the networks of 300 seeds that have all points right."""
    start = ad.Network.initialized((2, 5, 1), hidden, seed=range(300))
    kept = {"epochs": epochs, "seed": range(300), "record_losses": False}
    nets = ad.train(start, X, y, **kept).network
    return nets[ad.classify(nets, X, y).success]


def sure(nets, inputs, temperature=1):
    """Return the share of inputs and networks with p above 0.99 or below 0.01."""
    return (abs(nets(inputs)) > temperature * SURE).mean()


def by_radius(nets, temperature=1):
    """Return the share for each radius, over all directions."""
    return [sure(nets, r * temperature * directions, temperature) for r in RADII]


def cells(shares):
    """Write shares in per cent."""
    return [f"{100 * one:.1f}" for one in shares]


# %%
# Sure by distance
# ----------------

# fold: train with four functions, ask at seven distances, and draw the shares
nets = {name: winners(name) for name in ("relu", "gelu", "sine", "tanh")}
far = {name: by_radius(some) for name, some in nets.items()}
fig, (ax, plane) = plt.subplots(1, 2, figsize=(7.4, 3.6))
words = []
for (name, shares), marker in zip(far.items(), "os^D"):
    ax.semilogx(RADII, np.multiply(100, shares), marker=marker, label=name)
    words.append(f"{name} {', '.join(cells(shares))}")
ax.legend(loc="center right")
ax.set(title="Sure, by distance", xlabel="distance from (0, 0)")
ax.set(ylabel="sure, in % of the directions", ylim=(-3, 103))
ax.set_label(f"Per cent sure at {', '.join(map(str, RADII))}. {'; '.join(words)}.")
box = (-12, 12, -12, 12)
one = nets["relu"][0]
stripes = ad.plots.height_map(plane, one, X, y, box=box, limit=SURE)
plane.set(title="Unsure near the boundary", xlabel="$x_1$", ylabel="$x_2$")
plane.set_label(f"A ReLU network. {plane.get_label()}")
fig.colorbar(stripes, ax=plane, label="logit", shrink=0.7)
fig.set_label(
    "None of the four points is as sure as the full colours on the right."
)
assert not any(sure(some, X) for some in nets.values())
most = [abs(nets["relu"](at)).max(axis=(0, 1)) for at in (X, 1000 * directions)]
assert (most[0] < most[1]).all()
for name in ("relu", "gelu"):
    assert (np.diff(far[name]) > 0).all()
    assert far[name][2] > 0.8
    assert far[name][-1] > 0.97
assert max(far["tanh"]) < 0.001
assert max(far["sine"]) < 0.03
middle = {name: np.median(abs(some(X))) for name, some in nets.items()}
assert max(middle, key=middle.get) == "sine"

# %%
# Call a network *sure* where :math:`p > 0.99` or :math:`p < 0.01`. After the recipe
# none is sure at any of its four points. Yet ten units away ReLU networks are sure
# in most directions, and farther out in nearly all. GELU does the same. Tanh is
# hardly ever sure, and neither is sine, though at the four points it has the
# largest logits of these functions: their size there doesn't decide it.
#
# .. predict:: The usual cure for too much confidence divides every logit by one
#    number, the temperature. Let it be ten. What becomes of the ReLU networks?
#    :right: 2
#
#    They are hardly sure anywhere
#       Near the points that is so. But a tenth of a logit that grows without end
#       grows without end.
#    They are as sure as before, ten times as far away
#       Far out the logit is proportional to the distance, but for a constant.
#    Half of the directions remain
#       Nothing is lost for good, in any direction in which the logit grows.
#
# Straight on, without end
# ------------------------
# Leave a point :math:`x` in the direction :math:`d`. After the distance :math:`r`
# the pre-activation of unit :math:`k` is :math:`h_k + r \, (w_k \cdot d)`. It
# changes sign once at most, so from some distance on no unit switches any more, and
# on that last flat piece the logit is
#
# .. math::
#
#    z = o + r \, (g \cdot d), \qquad
#    g \cdot d = \sum_k v_k \operatorname{relu}(w_k \cdot d)
#
# It grows without bound, up or down, unless this slope is 0. The slope is what the
# network gives for :math:`d` without its biases. :cite:t:`hein2019` prove the same
# for ReLU networks of any depth: in almost every direction the confidence tends to
# 1, as long as no two classes have the same slopes in a region.

(W, v), (b, c) = nets["relu"].weights, nets["relu"].biases
bare = ad.Network((W, v), (0 * b, 0 * c))
slopes = bare(directions)[:, 0]
# fold: compare with the last flat pieces, and see in which directions it is 0
steps = bare.forward(directions).activations[0]
far_box = (-1e6, 1e6, -1e6, 1e6)
pieces = {tuple(piece.pattern): piece for piece in ad.regions(one, far_box)}
for d, on, slope in zip(directions, steps[..., 0] > 0, slopes[:, 0]):
    last = pieces[tuple(on)]
    assert np.isclose((last.gradient * d).sum(), slope, rtol=1e-9, atol=1e-12)
    away = 1e5 * slope + last.offset
    assert np.isclose(one(1e5 * d[None])[0, 0], away, rtol=1e-9)
flat = slopes == 0
assert (flat == (steps == 0).all(axis=1)).all()
assert far["relu"][-1] < 1 - flat.mean() < far["relu"][-1] + 0.01
print(f"no unit on far out: {100 * flat.mean():.1f} % of the directions")

# %%
# Of the directions tried, the slope is 0 only where no unit is on far out; there
# the logit ends as :math:`c`. Everywhere else sureness is a question of distance.
# What stays unsure is a strip along the boundary, as in the map. On a flat piece it
# is :math:`2 \log 99 / |g|` wide, however far out, so it covers a smaller and
# smaller part of the circle.
#
# Temperature
# -----------
# :cite:t:`guo2017` divide all logits by one number :math:`T`, the **temperature**,
# chosen on data that were held back. No class changes, and on similar data the
# probabilities come out much better. Far away it is a matter of units of length.
# With a ReLU, going :math:`T` times as far and dividing the logit by :math:`T` is
# the same as dividing all biases by :math:`T`:
#
# .. math::
#
#    \frac{z(T x)}{T} = \frac{c}{T}
#    + \sum_k v_k \operatorname{relu}\left(w_k \cdot x + \frac{b_k}{T}\right)
#
# And far out biases hardly count.

T = 10
weaker = ad.Network((W, v), (b / T, c / T))
# fold: compare the two, and the shares at T times the distance
inputs = 30 * directions
scaled = nets["relu"](T * inputs) / T
assert np.allclose(scaled, weaker(inputs), rtol=1e-9, atol=1e-9)
cooled = by_radius(nets["relu"], T)
rows = list(zip(RADII, cells(far["relu"]), cells(cooled)))
head = ("distance", "T = 1, here", "T = 10, ten times as far")
print(ad.table("Sure, in % of the directions", head, rows))
assert np.allclose(far["relu"][3:], cooled[3:], atol=0.01)
assert sure(nets["relu"], 3 * directions, T) < 0.01
assert sure(nets["relu"], X, T) == 0

# %%
# So for ReLU a temperature only moves the distance from which a network is sure.
#
# Bounded is not unsure
# ---------------------
# A tanh unit ends at 1 or −1, so with tanh :math:`|z| \le |c| + \sum_k |v_k|`
# everywhere. Does that keep it modest? Train ten times as long:

late = {f: winners(f, 500) for f in ("relu", "tanh")}
# fold: ask them again, and with a temperature
rows = []
for name, some in late.items():
    for t in (1, T):
        shares = [sure(some, r * directions, t) for r in (10, 1000)]
        rows.append((name, f"{t}", *cells([sure(some, X, t), *shares])))
head = ("500 epochs", "T", "at the four points", "at 10", "at 1000")
print(ad.table("Sure, in %", head, rows))
tanh = late["tanh"]
(W, v), (_, c) = tanh.weights, tanh.biases
most = abs(c[0]) + abs(v[:, 0]).sum(axis=0)
assert (abs(tanh(100 * directions)[:, 0]) <= most + 1e-12).all()
assert (most > SURE).all()
assert (most < T * SURE).all()
distant = sure(tanh, 1000 * directions)
assert 0.3 < distant < 0.5
signs = np.sign((directions[..., None, None] * W).sum(axis=1))
last = (v[:, 0] * signs).sum(axis=1) + c
assert abs(distant - (abs(last) > SURE).mean()) < 0.01
assert sure(tanh, 1000 * directions, T) == sure(tanh, X, T) == 0
early = nets["tanh"]
could = abs(early.biases[1][0]) + abs(early.weights[1][:, 0]).sum(axis=0) > SURE
assert could.mean() > 0.7
ad.plots.show()

# %%
# It doesn't. The bound grows as the output weights do, and now more than a third of
# the directions are sure for ever. Even after 50 epochs most tanh networks had
# weights enough for it. What the bound does give is a temperature that works: from
# :math:`T \log 99 > |c| + \sum_k |v_k|` on, no place is sure, and none of the four
# points is, either.
#
# To remember
# -----------
# * Along a ray a ReLU network ends as a straight line. Its confidence far away
#   measures distance, not knowledge.
# * A temperature can mend probabilities near the data. For ReLU it is a change of
#   scale far from them.
# * A bounded function bounds the logit, not the confidence.
# * Four points in the plane, one hidden layer. Hein and his colleagues also train
#   networks to be unsure far away, which was not tried here.
#
# Next, :doc:`one_path`: what lies between two networks that work.
