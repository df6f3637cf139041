"""Ctrl-C during training, as someone at a terminal meets it: a process, a signal, a stopwatch."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait

import numpy as np
import pytest

import actdemo as ad
from actdemo.training import replicas
from actdemo.training.course import Course
from actdemo.training.epochs import side_by_side

X, Y = ad.xnor()
SOON = 5.0  # seconds: within one, and what a busy machine adds

SCRIPT = """
import signal
import sys
import numpy as np
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
import actdemo as ad

def train(sizes=(2, 5, 1), n=4, count=None, epochs=20_000, compiled=False, **rest):
    seed = 0 if count is None else range(count)
    X, y = np.tile(ad.xnor()[0], (n // 4, 1)), np.tile(ad.xnor()[1], (n // 4, 1))
    net = ad.Network.initialized(sizes, seed=seed)
    rest.update(seed=seed, compiled=compiled, record_losses=False)
    ad.train(net, X, y, epochs=0, **rest)  # compiles
    print("begun", flush=True)
    ad.train(net, X, y, epochs=epochs, **rest)

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background

if __name__ == "__main__":
    try:
        {call}
    except KeyboardInterrupt:
        print("stopped", flush=True)
        sys.exit(7)
"""
CALLS = {
    "Python": "train(n=4000)",
    "NumPy, one network": "train((2, 50, 50, 1), n=40_000)",
    "NumPy, a block": "train(count=5000)",
    "NumPy, threads": "train(count=40_000)",
    "compiled, one network": "train(epochs=20_000_000, compiled=True)",
    "compiled, threads": "train(count=40_000, epochs=100_000, compiled=True)",
    "threads of one's own": "with ThreadPoolExecutor(2) as pool: train(n=4000, executor=pool)",
    "processes": "with ProcessPoolExecutor(2) as pool: train(count=20_000, executor=pool)",
}
FULL = "compiled, one network"  # compiling takes seconds


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full if name == FULL else []) for name in CALLS]
)
def test_an_interruption_is_seen_within_a_second(name, tmp_path):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT.format(call=CALLS[name]), "utf-8")
    process = subprocess.Popen(
        [sys.executable, path], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    alarm = threading.Timer(90, os.killpg, (process.pid, signal.SIGKILL))
    alarm.start()
    try:
        assert process.stdout.readline() == "begun\n"
        time.sleep(1.0)
        assert process.poll() is None
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert process.stdout.readline() == "stopped\n"
        assert time.monotonic() - began < SOON
        assert process.wait(SOON) == 7
    finally:
        alarm.cancel()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def course(sizes=(2, 5, 1), n=4, epochs=100):
    samples = np.tile(X, (n // 4, 1)), np.tile(Y, (n // 4, 1))
    recipe = ad.losses["sigmoid_cross_entropy"], ad.Sgd(), *samples, epochs, 1, True, True, (), []
    return Course(sizes, (*[ad.relu] * (len(sizes) - 2), None), *recipe)


def test_an_epoch_under_way_is_given_up():
    this = course()
    state, losses = np.stack([np.ones((21, 1)), np.zeros((21, 1))]), np.zeros((1, 1))
    engine = side_by_side(this, [0])
    engine(state, losses, 1)
    kept = state[0].copy()
    this.stopped.append(True)
    with pytest.raises(CancelledError):
        engine(state, losses, 1)
    assert (state[0] == kept).all()


@pytest.mark.parametrize(
    ("n", "lanes", "epochs"),
    [(4, 1, [32, 32, 32, 4]), (4000, 16384, [1] * 100), (4000, 100, [7] * 14 + [2])],
)
def test_an_engine_is_called_for_a_short_time(n, lanes, epochs):
    called = []

    def maker(*_):
        return lambda *arguments: called.append(arguments[-1])

    replicas.train_block(course(n=n), maker, np.zeros((21, lanes)), range(lanes))
    assert called == [0, *epochs]


def test_between_two_calls_a_block_is_given_up():
    this, called = course(), []

    def maker(*_):
        return lambda *_: called.append(this.stopped.append(True))

    with pytest.raises(CancelledError):
        replicas.train_block(this, maker, np.zeros((21, 1)), [0])
    assert len(called) == 1


def test_whatever_ends_training_ends_all_blocks(monkeypatch):
    """One block is ready, and an error is raised; the other, which waits for that, gives up."""
    monkeypatch.setattr(replicas, "MOST", 20)
    monkeypatch.setattr(replicas, "processors", lambda: 2)
    ended = Future()
    original = replicas.train_block

    def train_block(this, maker, start, seeds):
        if seeds[0]:
            while not this.stopped:
                time.sleep(0.01)
            try:
                original(this, maker, start, seeds)
            except CancelledError:
                ended.set_result(True)
                raise
        return original(this, maker, start, seeds)

    def interrupted(futures):
        wait(futures, return_when=FIRST_COMPLETED)
        raise ZeroDivisionError

    monkeypatch.setattr(replicas, "train_block", train_block)
    monkeypatch.setattr(replicas, "as_completed", interrupted)
    net = ad.Network.initialized((2, 5, 1), seed=range(40))
    with pytest.raises(ZeroDivisionError):
        ad.train(net, X, Y, seed=range(40))
    assert ended.result(timeout=10)


def test_training_that_ends_by_itself_leaves_no_thread(monkeypatch):
    pools = []
    monkeypatch.setattr(
        replicas, "ThreadPoolExecutor", lambda n: pools.append(ThreadPoolExecutor(n)) or pools[-1]
    )
    ad.train(ad.Network.initialized((2, 5, 1)), X, Y)
    assert not any(thread.is_alive() for thread in pools[0]._threads)
