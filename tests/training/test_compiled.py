"""Compiled training ends with the bits of NumPy, and says what it can't take."""

import importlib.util
import math
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actdemo as ad
from actdemo.training import compiled, replicas
from actdemo.training.course import Course
from actdemo.training.epochs import side_by_side
from actdemo.training.single import one_by_one

X, Y = ad.xnor()
FUNCTIONS = [*ad.activations.values(), ad.relu.variant(kink=0.5), ad.elu.variant(alpha=0.3)]
FEW = [ad.tanh, ad.gelu, FUNCTIONS[-1]]  # each takes seconds to compile


def bits(run):
    nets = [run.network, *run.snapshots.values()]
    arrays = [run.losses, *(a for net in nets for a in (*net.weights, *net.biases))]
    return [(array.shape, array.tobytes()) for array in arrays]


def check(net, *samples, **recipe):
    expected = bits(ad.train(net, *samples, **recipe))
    assert bits(ad.train(net, *samples, **recipe, compiled=True)) == expected
    return expected


def start(count=70, sizes=(2, 5, 1), **settings):
    return ad.Network.initialized(sizes, **settings, seed=range(count))


@pytest.mark.parametrize(
    "hidden",
    [pytest.param(f, marks=[] if f in FEW else pytest.mark.full) for f in FUNCTIONS],
)
def test_every_activation_has_the_bits_of_numpy(hidden):
    net = start(sizes=(2, 5, 3, 1), hidden=hidden)
    check(net, X, Y, batch_size=3, epochs=4, seed=range(70), snapshots=[0, 2])


@pytest.mark.parametrize("loss", ad.losses)
def test_every_loss_has_the_bits_of_numpy(loss):
    net = start(sizes=(2, 4, 2))
    check(net, X, np.hstack([Y, 1 - Y]), loss, epochs=4, seed=range(70), batch_size=2)


@st.composite
def recipes(draw):
    n = draw(st.integers(1, 9))
    return {
        "sizes": [
            draw(st.integers(1, 4)),
            *draw(st.lists(st.integers(1, 9), max_size=2)),
            draw(st.integers(1, 4)),
        ],
        "n": n,
        "optimizer": ad.Sgd(
            draw(st.sampled_from([0.0, 0.1, 2.0])), draw(st.sampled_from([0.0, 0.9]))
        ),
        "epochs": draw(st.integers(0, 3)),
        "batch_size": draw(st.integers(1, n)),
        "record_losses": draw(st.booleans()),
        "seed": draw(st.lists(st.integers(0, 2**128 - 1), min_size=1, max_size=130, unique=True)),
    }


@settings(max_examples=60)
@given(recipe=recipes())
def test_every_shape_has_the_bits_of_numpy(recipe):
    sizes, n = recipe.pop("sizes"), recipe.pop("n")
    rng = np.random.default_rng(n)
    samples = rng.normal(size=(n, sizes[0])), rng.integers(0, 2, (n, sizes[-1])) * 1.0
    check(ad.Network.initialized(sizes, seed=recipe["seed"]), *samples, **recipe)


@st.composite
def other_recipes(draw):
    decays, recorded = st.sampled_from([0.0, 0.1]), st.booleans()
    n = draw(st.integers(1, 9))
    return {
        "n": n,
        "width": draw(st.integers(1, 5)),
        "optimizer": draw(
            st.builds(ad.Sgd, weight_decay=decays)
            | st.builds(ad.Adam, st.sampled_from([0.0, 0.1]), weight_decay=decays)
        ),
        "order": draw(st.sampled_from(["shuffled", "fixed"])),
        "epochs": draw(st.integers(0, 40)),
        "batch_size": draw(st.sampled_from([1, n]) | st.integers(1, n)),
        "record_losses": draw(recorded),
        "snapshots": draw(st.lists(st.integers(0, 0), max_size=1)),
        "seed": draw(st.lists(st.integers(0, 2**128 - 1), min_size=1, max_size=130, unique=True)),
    }


@settings(max_examples=40)
@given(recipe=other_recipes())
def test_every_optimizer_and_order_has_the_bits_of_numpy(recipe):
    """With an activation for each layer and one at the end, in threads and alone, too."""
    n, width, seeds = recipe.pop("n"), recipe.pop("width"), recipe["seed"]
    rng = np.random.default_rng(n)
    samples = rng.normal(size=(n, 2)), rng.random((n, 1)), "mean_squared_error"
    functions = {"hidden": ("tanh", "relu"), "output": "tanh"}
    net = ad.Network.initialized((2, width, 3, 1), **functions, seed=seeds)
    many = check(net, *samples, **recipe)
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(3) as executor:
        patch.setattr(replicas, "MOST", 16)
        for compiled in (False, True):
            run = ad.train(net, *samples, **recipe, executor=executor, compiled=compiled)
            assert bits(run) == many
    alone = ad.train(net[-1], *samples, **{**recipe, "seed": seeds[-1]})
    assert alone.network == run.network[-1]
    assert alone.losses.tobytes() == run.losses[:, -1].tobytes()


def test_large_logits_have_the_bits_of_numpy():
    net = ad.Network([np.ones((2, 1, 9))], [np.linspace(-1500, 1500, 9)[None]])
    check(net, X, Y, seed=range(9), epochs=3)


def test_one_network_has_the_bits_of_numpy():
    check(start()[3], X, Y, seed=5)


def test_the_orders_go_on_where_they_stopped():
    """Epochs are taken many at a time; snapshots cut that."""
    seeds = [0, 1, 2**32, 2**64 + 5, 2**128 - 1, *range(100, 170)]
    recipe = {"seed": seeds, "epochs": 2 * replicas.STRIDE + 3, "snapshots": [1, 7, 33]}
    check(ad.Network.initialized((2, 5, 1), seed=seeds), X, Y, **recipe)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_neither_blocks_nor_workers_change_a_bit(pool, monkeypatch):
    recipe = {"seed": range(70), "epochs": 5}
    expected = bits(ad.train(start(), X, Y, **recipe))
    monkeypatch.setattr(replicas, "MOST", 20)
    with pool(2) as executor:
        assert (
            bits(ad.train(start(), X, Y, **recipe, executor=executor, compiled=True)) == expected
        )


def test_overflow_is_the_same_error():
    recipe = {"optimizer": ad.Sgd(1e200), "loss": "mean_squared_error", "seed": range(70)}
    with pytest.raises(FloatingPointError) as expected:
        ad.train(start(), X, Y, **recipe)
    with pytest.raises(FloatingPointError) as error:
        ad.train(start(), X, Y, **recipe, compiled=True)
    assert str(error.value) == str(expected.value)


def test_without_the_compiler_the_loops_give_the_same_bits(monkeypatch):
    """As plain Python, which is slow: another reading of the same lines."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)
    spec = importlib.util.spec_from_file_location("actdemo.training.plain", compiled.__file__)
    plain = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plain)
    for hidden, record in ((ad.relu.variant(kink=0.5), True), (ad.tanh, False)):
        net = start(sizes=(2, 3, 2, 2), hidden=hidden, output=None if record else "sigmoid")
        recipe = {"seed": range(70), "epochs": 1, "batch_size": 3, "record_losses": record}
        recipe |= {} if record else {"loss": "mean_squared_error", "order": "fixed"}
        samples = X, np.hstack([Y, 1 - Y])
        expected = bits(ad.train(net, *samples, **recipe))
        with monkeypatch.context() as patch:
            patch.setattr(replicas, "import_module", lambda *_: plain)
            assert bits(ad.train(net, *samples, **recipe, compiled=True)) == expected


def test_the_bits_of_a_number_are_read_and_made():
    for x in [1e-300, 0.3, 0.70710678118654757, 1.0, 3.5, 1e308]:
        assert compiled.split(x) == math.frexp(x)
    for k in range(-1022, 1024):
        assert compiled.power_of_two(k) == 2.0**k


@pytest.mark.parametrize(
    "change",
    [
        {"net": start(hidden=ad.Activation("cube", lambda x: x * x * x, lambda x: 3 * x * x))},
        {"net": start(hidden=ad.Activation("relu", np.abs, np.sign))},
        {"loss": ad.Loss("mean_squared_error", np.subtract, np.subtract)},
        {"loss": ad.Loss("distance", np.subtract, np.subtract)},
    ],
)
def test_what_cannot_be_compiled_is_refused(change):
    arguments = {"net": start(), "X": X, "y": Y, "seed": range(70)} | change
    with pytest.raises(ValueError, match=r"^compiled training takes ") as error:
        ad.train(**arguments, compiled=True)
    one = {"net": "not <Activation", "loss": "<Activation relu> with"}[next(iter(change))]
    assert one in str(error.value)


def test_what_comes_back_from_a_file_is_compiled_too():
    parts = (start(9, hidden="tanh"), ad.losses["mean_squared_error"])
    net, loss = pickle.loads(pickle.dumps(parts))
    run = ad.train(net, X, Y, loss, epochs=3, seed=range(9), compiled=True)
    assert bits(run) == bits(ad.train(net, X, Y, "mean_squared_error", epochs=3, seed=range(9)))


def test_without_numba_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "actdemo.training.compiled")
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(ModuleNotFoundError, match=r"compiled=True needs numba: pip install 'act"):
        ad.train(start(), X, Y, seed=range(70), compiled=True)


def test_another_missing_module_is_not_taken_for_numba(monkeypatch):
    monkeypatch.delitem(sys.modules, "actdemo.training.compiled")
    monkeypatch.setitem(sys.modules, "actdemo.training.course", None)
    with pytest.raises(ModuleNotFoundError, match=r"actdemo\.training\.course"):
        ad.train(start(), X, Y, seed=range(70), compiled=True)


def test_compiled_must_be_true_or_false():
    with pytest.raises(TypeError, match=r"compiled must be of type bool or None, not 'yes'"):
        ad.train(start()[0], X, Y, compiled="yes")


def test_long_work_is_compiled_by_itself(monkeypatch):
    def chosen(net, epochs, compiled=None):
        loss, rest = ad.losses["sigmoid_cross_entropy"], (epochs, 1, True, False, (), [])
        course = Course(net.sizes, (net.hidden, None), loss, ad.Sgd(), X, Y, *rest)
        return replicas.choose(course, net.replicas or 1, compiled=compiled)

    assert chosen(start(10_000), 50) is side_by_side
    assert chosen(start(10_000), 10_000) is compiled.in_cache
    assert chosen(start(10_000), 10_000, compiled=False) is side_by_side
    assert chosen(start(10_000), 50, compiled=True) is compiled.in_cache
    assert chosen(start()[0], 20_000) is one_by_one
    assert chosen(start()[0], 10_000_000) is compiled.in_cache
    assert chosen(start(12), 50) is one_by_one
    assert chosen(start(13), 50) is side_by_side
    own = ad.Activation("cube", lambda x: x * x * x, lambda x: 3 * x * x)
    assert chosen(start(1, hidden=own)[0], 10_000_000) is side_by_side
    monkeypatch.setattr(replicas, "find_spec", lambda _: None)
    assert chosen(start(10_000), 10_000) is side_by_side
