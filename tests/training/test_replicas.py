"""Many networks at once: each ends with the bits it gets alone, whatever trains it."""

import os
import tracemalloc
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import actdemo as ad
from actdemo.training import replicas

X, Y = ad.xnor()
FUNCTIONS = [*ad.activations.values(), ad.relu.variant(kink=0.5), ad.leaky_relu.variant(slope=0.3)]


def start(seeds=range(40), **settings):
    return ad.Network.initialized((2, 5, 1), seed=seeds, **settings)


def arrays(run):
    nets = [run.network, *run.snapshots.values()]
    return [run.losses, *(a for net in nets for a in (*net.weights, *net.biases))]


def bits(run):
    return [array.tolist() for array in arrays(run)]


def check_each_alone(net, samples, seeds, **recipe):
    """Compare each replica with what its seed gives alone, bit for bit."""
    together = ad.train(net, *samples, seed=seeds, **recipe)
    for r, seed in enumerate(seeds):
        alone = ad.train(net[r], *samples, seed=seed, **recipe)
        for many, one in zip(arrays(together), arrays(alone), strict=True):
            assert many[..., r].tobytes() == one.tobytes()


@st.composite
def recipes(draw):
    n = draw(st.integers(1, 11))
    epochs = draw(st.integers(0, 3))
    hidden = draw(st.lists(st.integers(1, 12), max_size=2))
    lrs, decays = st.sampled_from([0.0, 0.01, 0.1]), st.sampled_from([0.0, 0.1])
    loss = draw(st.sampled_from(list(ad.losses)))
    outputs = FUNCTIONS if loss == "mean_squared_error" else []
    return {
        "sizes": (draw(st.integers(1, 10)), *hidden, draw(st.integers(1, 10))),
        "hidden": [draw(st.sampled_from(FUNCTIONS)) for _ in hidden],
        "output": draw(st.sampled_from([None, *outputs])),
        "init": draw(st.sampled_from(["glorot_normal", "he_uniform"])),
        "n": n,
        "loss": loss,
        "optimizer": draw(
            st.builds(ad.Sgd, lrs, st.sampled_from([0.0, 0.9]), decays)
            | st.builds(ad.Adam, lrs, weight_decay=decays)
        ),
        "order": draw(st.sampled_from(["shuffled", "fixed"])),
        "epochs": epochs,
        "batch_size": draw(st.integers(1, n)),
        "record_losses": draw(st.booleans()),
        "snapshots": draw(st.lists(st.integers(0, epochs), max_size=3)),
        "seeds": draw(st.lists(st.integers(0, 2**128 - 1), min_size=1, max_size=19, unique=True)),
        "width": draw(st.integers(1, 20)),
    }


@settings(max_examples=60)
@given(recipe=recipes())
def test_each_replica_is_what_its_seed_gives_alone(recipe):
    seeds, n, width = (recipe.pop(key) for key in ("seeds", "n", "width"))
    rng = np.random.default_rng(n)
    inputs, outputs = recipe["sizes"][0], recipe["sizes"][-1]
    samples = rng.normal(size=(n, inputs)), np.eye(outputs)[rng.integers(0, outputs, n)]
    start = {key: recipe.pop(key) for key in ("sizes", "hidden", "output", "init")}
    net = ad.Network.initialized(**start, seed=seeds)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replicas, "MOST", width)
        try:
            check_each_alone(net, samples, seeds, **recipe)
        except FloatingPointError:
            reject()  # the numbers grew too large: another test's matter


def test_a_sum_of_many_terms_takes_them_in_order_in_every_layout():
    """With one unit, one output and one network a column of numbers is all that is left."""
    rng = np.random.default_rng(5)
    samples = rng.normal(size=(20, 40)), rng.integers(0, 2, (20, 1)) * 1.0
    for sizes in ((40, 1), (40, 1, 1), (40, 40, 1)):
        net = ad.Network.initialized(sizes, hidden="tanh", seed=[3, 4])
        check_each_alone(net, samples, [1, 2], epochs=3, batch_size=20)
        z = sum((x * w for x, w in zip(samples[0][0], net[0].weights[0][:, 0], strict=True)), 0.0)
        assert net[0].forward(samples[0][:1]).pre_activations[0][0, 0] == z


@pytest.mark.parametrize("lanes", [1, 7, 16, 40])
@pytest.mark.parametrize("workers", [1, 3])
def test_neither_blocks_nor_threads_change_a_bit(lanes, workers, monkeypatch):
    expected = bits(ad.train(start(), X, Y, seed=range(40), epochs=10, snapshots=[5]))
    monkeypatch.setattr(replicas, "MOST", lanes)
    with ThreadPoolExecutor(workers) as pool:
        run = ad.train(start(), X, Y, seed=range(40), epochs=10, snapshots=[5], executor=pool)
    assert bits(run) == expected


def test_processes_give_the_same_bits(monkeypatch):
    expected = bits(ad.train(start(), X, Y, seed=range(40), epochs=10))
    monkeypatch.setattr(replicas, "MOST", 16)
    with ProcessPoolExecutor(2) as pool:
        assert bits(ad.train(start(), X, Y, seed=range(40), epochs=10, executor=pool)) == expected


@pytest.mark.full
def test_the_workers_of_dask_give_the_same_bits(monkeypatch, tmp_path):
    from dask.distributed import Client, LocalCluster  # noqa: PLC0415 - for this test alone

    expected = bits(ad.train(start(), X, Y, seed=range(40), epochs=10))
    monkeypatch.setattr(replicas, "MOST", 16)
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            local_directory=str(tmp_path),
        ) as cluster,
        Client(cluster) as client,
        client.get_executor() as executor,
    ):
        run = ad.train(start(), X, Y, seed=range(40), epochs=10, executor=executor)
        workers = set(client.run(os.getpid).values())
    assert bits(run) == expected
    assert len(workers) == 2
    assert os.getpid() not in workers


class Recorder(Executor):
    """Does the work at once and remembers its size; the last block comes first."""

    def __init__(self):
        self.widths = []

    def submit(self, function, *arguments):
        self.widths.append(len(arguments[-1]))
        future = Future()
        future.set_result(function(*arguments))
        return future


@pytest.mark.parametrize("processors", [1, 2, 4])
def test_blocks_fit_the_cache_and_keep_every_processor_busy(processors, monkeypatch):
    monkeypatch.setattr(replicas, "processors", lambda: processors)

    def widths(count, sizes=(2, 5, 1)):
        recorder = Recorder()
        net = ad.Network.initialized(sizes, seed=range(count))
        ad.train(net, X, Y, seed=range(count), epochs=1, executor=recorder)
        assert sum(recorder.widths) == count
        return recorder.widths

    assert widths(1) == [1]
    assert widths(2000) == [2000]
    assert len(widths(20_000)) == 2
    assert max(widths(100_000)) <= replicas.MOST
    assert len(widths(100_000)) % processors == 0
    assert max(widths(200, (2, 100, 100, 1))) < 100
    assert len(widths(40_000)) == {1: 3, 2: 4, 4: 4}[processors]


def test_an_interruption_stops_the_blocks_that_wait(monkeypatch):
    monkeypatch.setattr(replicas, "MOST", 1)
    began = []
    monkeypatch.setattr(replicas, "processors", lambda: 1)
    original = replicas.train_block
    monkeypatch.setattr(
        replicas, "train_block", lambda *task: (began.append(1), original(*task))[1]
    )

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(replicas, "as_completed", stop)
    with pytest.raises(KeyboardInterrupt):
        ad.train(start(), X, Y, seed=range(40), epochs=20)
    assert len(began) < 40


def test_snapshots_are_the_states_on_the_way():
    run = ad.train(start(), X, Y, seed=range(40), epochs=7, snapshots=(7, 0, 3, 3))
    assert list(run.snapshots) == [0, 3, 7]
    for epochs, net in run.snapshots.items():
        shorter = ad.train(start(), X, Y, seed=range(40), epochs=epochs).network
        for one, other in zip(
            net.weights + net.biases, shorter.weights + shorter.biases, strict=True
        ):
            assert one.tolist() == other.tolist()
    assert ad.train(start(), X, Y, seed=range(40), epochs=1).snapshots == {}


def test_losses_are_left_out_when_not_wanted():
    with_losses = ad.train(start(), X, Y, seed=range(40), epochs=3)
    without = ad.train(start(), X, Y, seed=range(40), epochs=3, record_losses=False)
    assert with_losses.losses.shape == (3, 40)
    assert without.losses.shape == (0, 40)
    assert bits(with_losses)[1:] == bits(without)[1:]


def test_what_overflows_among_many_is_counted_and_named():
    """The same seeds alone: one of them overflows, in that epoch."""
    recipe = {"optimizer": ad.Sgd(lr=0.3, momentum=0.9), "epochs": 4}
    net, epochs = start(range(10), hidden="identity"), {}
    for r in range(10):
        try:
            ad.train(net[r], X, Y, "mean_squared_error", seed=r, **recipe)
        except FloatingPointError as error:
            epochs[r] = int(str(error).split("epoch ")[1].split()[0])
    assert 0 < len(epochs) < 10
    message = (
        f"training of {len(epochs)} of 10 networks (the first is {min(epochs)}) overflowed "
        f"in epoch {min(epochs.values())} with Sgd"
    )
    with pytest.raises(FloatingPointError) as caught:
        ad.train(net, X, Y, "mean_squared_error", seed=range(10), **recipe)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "system", [{"sched_getaffinity": lambda _: {0, 2, 5}}, {"cpu_count": lambda: 3}]
)
def test_the_processors_are_those_that_may_be_used(system, monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    for name, function in system.items():
        monkeypatch.setattr(os, name, function, raising=False)
    assert replicas.processors() == 3
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert replicas.processors() == 1


@pytest.mark.full
def test_memory_stays_bounded():
    """The peak of 20,000 networks, and what 20,000 more add; 100,000 stay below 1 GiB."""
    peaks = []
    for count in (20_000, 40_000):
        tracemalloc.start()
        net = ad.Network.initialized((2, 5, 1), seed=range(count))
        ad.train(net, X, Y, seed=range(count), epochs=2)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    more = (peaks[1] - peaks[0]) / 20_000
    assert peaks[0] + 80_000 * (more + 50 * 3 * 8) < 2**30
