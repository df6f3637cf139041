"""The engines that need no compiler: number by number and side by side, each the same bits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actdemo as ad
from actdemo.arithmetic import elementary
from actdemo.propagation import pack
from actdemo.training.course import Course
from actdemo.training.epochs import side_by_side
from actdemo.training.replicas import choose
from actdemo.training.single import one_by_one

FUNCTIONS = [*ad.activations.values(), ad.relu.variant(kink=0.5), ad.leaky_relu.variant(slope=0.3)]
SGD = ad.Sgd(0.1, 0.9)


def stranger(hidden):
    """Return an activation that does the same, but not by formulas that are known by name."""
    return ad.Activation("stranger", hidden.value, hidden.slope)


def course(
    hidden,
    loss,
    samples,
    batch_size,
    *,
    sizes,
    recorded=True,
    optimizer=SGD,
    output=None,
    order="shuffled",
):
    settings = (optimizer, *samples, 4, batch_size, order == "shuffled", recorded, (), [])
    functions = (*[hidden] * (len(sizes) - 2), output)
    return Course(sizes, functions, ad.losses[loss], *settings)


def trained(engine, course, seeds):
    """Return the bits after one epoch and after three more."""
    net = ad.Network.initialized(course.sizes, seed=seeds)
    start = pack(net.weights, net.biases)
    state = np.stack([start, *[np.zeros_like(start)] * course.optimizer.memory])
    losses, train = np.zeros((4 * course.record_losses, len(seeds))), engine(course, seeds)
    with elementary.quiet():
        train(state, losses[:1], 1)
        train(state, losses[1:], 3)
    return [array.tobytes() for array in (*state, losses)]


def samples_of(n, inputs, outputs, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, inputs)), np.eye(outputs)[rng.integers(0, outputs, n)]


def check(seeds, hidden, *settings, **recipe):
    """Compare number by number, and both ways side by side, with arrays alone."""
    own = recipe.get("output")
    others = {**recipe, "output": own and stranger(own)}
    expected = trained(side_by_side, course(stranger(hidden), *settings, **others), seeds)
    known = course(hidden, *settings, **recipe)
    assert trained(one_by_one, known, seeds) == expected
    assert trained(side_by_side, known, seeds) == expected


@pytest.mark.parametrize("hidden", FUNCTIONS)
@pytest.mark.parametrize("loss", ad.losses)
def test_every_pair_of_activation_and_loss(hidden, loss):
    check([3, 4], hidden, loss, samples_of(7, 2, 3), 3, sizes=(2, 5, 4, 3))


@st.composite
def recipes(draw):
    n = draw(st.integers(1, 9))
    sizes = [draw(st.integers(1, 9)) for _ in range(draw(st.integers(2, 4)))]
    lrs, decays = st.sampled_from([0.0, 0.1]), st.sampled_from([0.0, 0.2])
    return {
        "seeds": draw(st.lists(st.integers(0, 2**128 - 1), min_size=1, max_size=20, unique=True)),
        "hidden": draw(st.sampled_from(FUNCTIONS)),
        "loss": draw(st.sampled_from(list(ad.losses))),
        "samples": samples_of(n, sizes[0], sizes[-1], n),
        "batch_size": draw(st.integers(1, n)),
        "recorded": draw(st.booleans()),
        "sizes": tuple(sizes),
        "optimizer": draw(
            st.builds(ad.Sgd, lrs, st.sampled_from([0.0, 0.9]), decays)
            | st.builds(ad.Adam, lrs, weight_decay=decays)
        ),
        "output": draw(st.sampled_from([None, *FUNCTIONS])),
        "order": draw(st.sampled_from(["shuffled", "fixed"])),
    }


@settings(max_examples=80)
@given(recipe=recipes())
def test_every_shape(recipe):
    order = ("seeds", "hidden", "loss", "samples", "batch_size")
    given = [recipe[key] for key in order]
    check(*given, **{key: recipe[key] for key in recipe if key not in order})


@pytest.mark.parametrize("hidden", FUNCTIONS)
@pytest.mark.parametrize("loss", ["mean_squared_error", "softmax_cross_entropy"])
def test_numbers_that_overflow_raise_nothing(hidden, loss):
    """What NumPy makes infinite or NaN, Python does, too, where it would rather stop."""
    wild = course(hidden, loss, samples_of(4, 2, 2), 2, sizes=(2, 3, 2), optimizer=ad.Sgd(1e200))
    ours, theirs = (
        [np.isfinite(np.frombuffer(part)) for part in trained(engine, wild, [5])]
        for engine in (one_by_one, side_by_side)
    )
    assert all((a == b).all() for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize("n", [5, 300])
@pytest.mark.parametrize("output", [None, ad.gelu])
def test_full_batches_of_any_size(n, output):
    """Of few samples and of more than go side by side, for one network and for several."""
    for seeds in ([1], [1, 2, 3], range(20)):
        recipe = {"optimizer": ad.Adam(0.1), "output": output, "order": "fixed"}
        check(
            seeds, ad.tanh, "mean_squared_error", samples_of(n, 2, 1), n, sizes=(2, 3, 1), **recipe
        )


def test_a_batch_larger_than_what_goes_side_by_side():
    """A batch of 300 samples takes two parts, each with a sum of its own to go on with."""
    check([1], ad.tanh, "sigmoid_cross_entropy", samples_of(300, 2, 1), 290, sizes=(2, 3, 1))


def test_a_sum_over_many_units_takes_them_in_order():
    """NumPy by itself would add 8 terms and more in pairs."""
    check([1], ad.sigmoid, "mean_squared_error", samples_of(9, 40, 30), 9, sizes=(40, 30, 30))


@pytest.mark.parametrize(
    ("lanes", "width", "batch_size", "engine"),
    [
        (1, 5, 1, one_by_one),
        (12, 5, 1, one_by_one),
        (13, 5, 1, side_by_side),
        (1, 63, 1, one_by_one),
        (1, 64, 1, side_by_side),
        (1, 27, 4, one_by_one),
        (1, 28, 4, side_by_side),
    ],
)
def test_few_numbers_are_trained_one_by_one(lanes, width, batch_size, engine):
    this = course(ad.relu, "mean_squared_error", ad.xor(), batch_size, sizes=(2, width, 1))
    assert choose(this, lanes, compiled=False) is engine
