"""How long it takes to train small networks, here and in NumPy, torch, jax, scikit-learn.

One network, ours beside a plain loop in NumPy; then many.

The time of an epoch is the slope between two lengths of training, so what happens once does not
count.  With --record the medians go to docs/measured_training.toml.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice, product
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import _trainers
import numpy as np
from _trainers import Trainer
from activations import processor

import actdemo as ad
from actdemo.arithmetic.draws import orders as drawn
from actdemo.training.replicas import processors

RECORD = Path(__file__).parents[1] / "docs" / "measured_training.toml"
SIZES = (2, 5, 1)
CHECKED, CHECKED_EPOCHS, TOLERANCE = 300, 5, 1e-9
TRIAL_EPOCHS, TRIALS = 10, 3
OURS, COMPILED, LOSSES = "actdemo", "actdemo, compiled", ", with losses"
ORDERS = "orders of the samples"
ALONE_EPOCHS = 100, 500

INTRODUCTION = """\
Networks 2-5-1, relu, batches of one sample, float64.
ns/epoch: of one network, the slope from {few} to {many} epochs, median of {rounds};
networks/s: each for 50 epochs, by the slope; {few} epochs: measured, for all networks.
block: networks in one call; at a time: how many blocks are trained side by side.
×: how many times as many networks/s ours trains; × c.: ours when it is compiled.
Ours draws the orders of the samples while it trains; the others are given them.
What trains one network after the other has one processor busy, however many there are."""

Job = Callable[[int], object]  # takes the number of epochs


@dataclass(frozen=True)
class Setting:
    """How much is measured."""

    networks: int = 10_000
    epochs: tuple[int, int] = (50, 150)
    rounds: int = 5
    widths: tuple[int, ...] = (1, 2, 5, 8, 16, 32, 64)
    lengths: tuple[int, ...] = (10, 50, 150, 500)
    alone: tuple[int, ...] = (2, 5, 8, 16, 32, 64)  # hidden units of one network
    fewer: int = 2000  # networks, where their number is not the question
    share: float = 1.0  # of the networks that are trained one by one


QUICK = Setting(2000, (10, 30), 2, (1, 5, 16), (10, 50), (5, 64), 500, 0.2)


class Way(NamedTuple):
    """Into how many blocks the networks are divided, and how many are trained side by side."""

    blocks: int = 1
    workers: int = 1


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    threads: int
    networks: int
    block: int  # how many networks in a block; 0 if the trainer chooses
    side_by_side: int
    ns_per_network_epoch: float
    networks_per_second: float
    seconds: float  # for all networks and the fewer epochs


@dataclass(frozen=True)
class Growth:
    """How the time of our training grows with one number."""

    of: str
    threads: int
    value: int
    networks: int
    milliseconds: float


@dataclass(frozen=True)
class Alone:
    """How long a step of one network takes, ours and in a plain loop of NumPy; losses are kept."""

    hidden: str
    batch: int
    units: int
    us_per_step: float
    numpy_us_per_step: float


@dataclass(frozen=True)
class Measured:
    """What one process measured, with one number of threads."""

    rows: list[Row]
    growth: list[Growth]
    alone: list[Alone]
    weights_ns_per_network: float
    off: dict[str, float]  # by how much a trainer's weights differ from ours
    versions: dict[str, str]
    remarks: list[str]


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes, by the clock on the wall: threads share the work."""
    start = perf_counter()
    call()
    return perf_counter() - start


def in_turn(jobs: Mapping[Any, Callable[[], object]], rounds: int) -> dict[Any, list[float]]:
    """Time each job so many times, in turn: a slow moment of the machine meets them all."""
    times: dict[Any, list[float]] = {name: [] for name in jobs}
    for count in range(rounds + 1):
        for name, job in jobs.items():
            time = seconds(job)
            if count:  # the first is to warm up
                times[name].append(time)
    return times


class Arena:
    """The networks, their orders, and what trains them."""

    def __init__(self, setting: Setting, threads: int) -> None:
        self.setting, self.threads = setting, threads
        self.executor = ThreadPoolExecutor(threads)
        self.blocks = cache(self._blocks)
        self.X, self.y = ad.xnor()

    def ours(
        self, networks: int, sizes: Sequence[int] = SIZES, **options: bool
    ) -> Callable[[int], ad.Run]:
        """Return our training of so many networks, whose weights are drawn beforehand."""
        seeds = range(networks)
        net = ad.Network.initialized(sizes, seed=seeds)

        def job(epochs: int) -> ad.Run:
            return ad.train(
                net,
                *(self.X, self.y),
                epochs=epochs,
                seed=seeds,
                executor=self.executor,
                **options,
            )

        return job

    def start(self, networks: int, epochs: int) -> tuple[list[np.ndarray], np.ndarray]:
        """Return the weights and the orders with which ours begins."""
        net = ad.Network.initialized(SIZES, seed=range(networks))
        (W1, W2), (b1, b2) = net.weights, net.biases
        orders = np.stack(list(islice(drawn(len(self.X), range(networks)), epochs)))
        return [W1, b1, W2, b2], orders.astype(np.int64)

    def _blocks(self, networks: int, blocks: int) -> list[tuple[list[np.ndarray], np.ndarray]]:
        weights, orders = self.start(networks, self.setting.epochs[1])
        width = -(-networks // blocks)
        cuts = [np.s_[..., first : first + width] for first in range(0, networks, width)]
        return [([part[cut].copy() for part in weights], orders[cut].copy()) for cut in cuts]

    def theirs(self, trainer: Trainer, networks: int, way: Way) -> Job:
        """Return the training by someone else; cutting the blocks is not part of it."""
        parts = self.blocks(networks, way.blocks)

        def one(epochs: int, part: tuple[list[np.ndarray], np.ndarray]) -> object:
            weights, orders = part
            return trainer.train(weights, orders[:epochs])

        def job(epochs: int) -> list[object]:
            trainer.threads(1 if way.workers > 1 else self.threads)
            run = self.executor.map if way.workers > 1 else map
            return list(run(partial(one, epochs), parts))

        return job

    def ways(self, trainer: Trainer) -> Iterator[Way]:
        """Yield the ways to divide the work that are worth a trial."""
        if not trainer.at_once:
            yield Way()
            return
        if self.threads == 1 or trainer.inside:
            yield from (Way(blocks) for blocks in (1, 2, 4, 8))
        if self.threads > 1:
            yield from (Way(blocks * self.threads, self.threads) for blocks in (1, 2, 4))

    def best_way(self, trainer: Trainer, networks: int) -> Way:
        """Return the fastest way; the time of a trial is its best one."""
        ways = list(self.ways(trainer))
        if len(ways) == 1:
            return ways[0]
        jobs = {
            way: partial(
                self.theirs(trainer, networks, way), min(TRIAL_EPOCHS, self.setting.epochs[0])
            )
            for way in ways
        }
        times = in_turn(jobs, TRIALS)
        return min(ways, key=lambda way: min(times[way]))

    def off(self, trainer: Trainer) -> float:
        """Return how far a trainer's weights are from ours after a few epochs."""
        net = self.ours(CHECKED)(CHECKED_EPOCHS).network
        right = (net.weights[0], net.biases[0], net.weights[1], net.biases[1])
        trainer.threads(1)
        weights, orders = self.start(CHECKED, CHECKED_EPOCHS)
        given = trainer.train(weights, orders)
        return float(np.max([abs(a - b).max() for a, b in zip(given, right, strict=True)]))


def own_ways(found: _trainers.Found) -> dict[str, dict[str, bool]]:
    """Return the settings of our training that can be run here."""
    ways = {OURS: {"compiled": False, "record_losses": False}, OURS + LOSSES: {"compiled": False}}
    if find_spec("numba"):
        found.versions["numba"] = version("numba")
        ways |= {COMPILED: {"compiled": True, "record_losses": False}}
        ways |= {COMPILED + LOSSES: {"compiled": True}}
    else:
        found.missing.append("numba")
    return ways


def measure(threads: int, setting: Setting) -> Measured:
    """Measure everything with so many threads."""
    arena, found = Arena(setting, threads), _trainers.found()
    own = own_ways(found)
    remarks = [f"{name}: not installed" for name in found.missing]
    if processors() != threads:
        remarks.append(
            f"this could not be held to {threads} processors: it may use {processors()}"
        )
    N = setting.networks
    jobs: dict[str, Job] = {}
    shapes: dict[str, tuple[int, Way]] = {}
    off = {}
    for name, options in own.items():
        jobs[name], shapes[name] = arena.ours(N, **options), (N, Way(0, threads))
    for trainer in found.trainers:
        if trainer.same:
            try:
                off[trainer.name] = arena.off(trainer)
            except RuntimeError as error:  # torch finds no compiler
                remarks.append(f"{trainer.name}: does not run: {str(error).splitlines()[0]}")
                continue
            if not off[trainer.name] <= TOLERANCE:
                remarks.append(f"{trainer.name}: not timed, off by {off[trainer.name]:.1e}")
                continue
        if trainer.note:
            remarks.append(f"{trainer.name}: {trainer.note}")
        networks = min(N, max(1, round(trainer.most * setting.share))) if trainer.most else N
        way = arena.best_way(trainer, networks)
        jobs[trainer.name] = arena.theirs(trainer, networks, way)
        shapes[trainer.name] = (networks, way)
    jobs[ORDERS] = lambda epochs: sum(1 for _ in islice(drawn(len(arena.X), range(N)), epochs))
    shapes[ORDERS] = (N, Way(0))
    few, many = setting.epochs
    times = in_turn(
        {
            (name, epochs): partial(job, epochs)
            for name, job in jobs.items()
            for epochs in (few, many)
        },
        setting.rounds,
    )
    rows = []
    for name, (networks, way) in shapes.items():
        pairs = zip(times[name, few], times[name, many], strict=True)
        slope = median(long - short for short, long in pairs) / (many - few) / networks
        rows.append(
            Row(
                name,
                threads,
                networks,
                -(-networks // way.blocks) if way.blocks else 0,
                way.workers,
                slope * 1e9,
                1.0 / (50 * slope),
                median(times[name, few]),
            )
        )
    weights = in_turn({0: partial(ad.Network.initialized, SIZES, seed=range(N))}, setting.rounds)
    return Measured(
        rows,
        growth(arena),
        alone(setting),
        median(weights[0]) / N * 1e9,
        off,
        found.versions,
        remarks,
    )


def growth(arena: Arena) -> list[Growth]:
    """Time our training with other numbers of networks, of hidden units, and of epochs."""
    setting = arena.setting
    few, fewer = setting.epochs[0], setting.fewer
    counts = [10**k for k in range(5) if 10**k < setting.networks] + [setting.networks]
    jobs: dict[tuple[str, int, int], Callable[[], object]] = {}
    for N in counts:
        jobs["networks", N, N] = partial(arena.ours(N, record_losses=False), few)
    for width in setting.widths:
        jobs["hidden units", width, fewer] = partial(
            arena.ours(fewer, (2, width, 1), record_losses=False), few
        )
    for epochs in setting.lengths:
        jobs["epochs", epochs, fewer] = partial(arena.ours(fewer, record_losses=False), epochs)
    times = in_turn(jobs, setting.rounds)
    return [
        Growth(of, arena.threads, value, networks, median(times[of, value, networks]) * 1e3)
        for of, value, networks in jobs
    ]


def alone(setting: Setting) -> list[Alone]:
    """Time one network, as most people train it, against the loop of a tutorial."""
    X, y = ad.xnor()
    few, many = ALONE_EPOCHS
    orders = np.stack(list(islice(drawn(len(X), [0]), many)))[..., 0]
    rows = []
    for hidden, batch, units in product(("relu", "sigmoid"), (1, len(X)), setting.alone):
        net = ad.Network.initialized((2, units, 1), hidden)
        plain = _trainers.one_by_samples if batch == 1 else _trainers.one_by_batches
        ours = partial(ad.train, net, X, y, batch_size=batch, compiled=False)
        run, (parts, losses) = ours(epochs=few), plain(net, orders[:few])
        pairs = zip(
            run.network.weights + run.network.biases, parts[::2] + parts[1::2], strict=True
        )
        off = max(abs(a - b).max() for a, b in [*pairs, (run.losses, np.array(losses))])
        if not off <= TOLERANCE:
            raise RuntimeError(f"one network, {hidden}, batch {batch}: off by {off:.1e}")
        jobs = {(0, n): partial(ours, epochs=n) for n in (few, many)}
        jobs |= {(1, n): partial(plain, net, orders[:n]) for n in (few, many)}
        times = in_turn(jobs, setting.rounds)
        steps = (many - few) * len(X) // batch
        each = [(min(times[k, many]) - min(times[k, few])) / steps * 1e6 for k in (0, 1)]
        rows.append(Alone(hidden, batch, units, *each))
    return rows


def in_a_process(threads: int, setting: Setting) -> Measured:
    """Measure in a process of its own, which may use so many processors."""
    # Libraries read this when they are loaded; torch is told the number in its own way.
    for name in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={str(threads > 1).lower()}"
    with ProcessPoolExecutor(1, get_context("spawn"), hold, (threads,)) as pool:
        return pool.submit(measure, threads, setting).result()


def hold(threads: int) -> None:
    """Keep this process to so many processors, where that is possible: jax knows no variable."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def show(measured: Measured, setting: Setting) -> None:
    """Print the tables of one process."""
    few, rows = setting.epochs[0], measured.rows
    ours = {row.name: row.ns_per_network_epoch for row in rows if row.name in (OURS, COMPILED)}
    threads = rows[0].threads
    print(f"\n{threads} thread{'s' * (threads > 1)}")
    heads = ["networks", "block", "at a time", "ns/epoch", "networks/s", f"{few} epochs"]
    line = "{:32}{:>9}{:>8}{:>10}{:>14}{:>12}{:>11}{:>10}{:>10}".format
    print(line("", *heads, "×", "× c."))
    for row in rows:
        ratios = ["–", "–"]
        if row.name != ORDERS:
            ratios[: len(ours)] = (ratio(row.ns_per_network_epoch / t) for t in ours.values())
        print(
            line(
                row.name,
                f"{row.networks:,}",
                f"{row.block:,}" if row.block else "–",
                row.side_by_side,
                f"{row.ns_per_network_epoch:,.1f}",
                f"{row.networks_per_second:,.0f}",
                f"{row.seconds:.3f} s",
                *ratios,
            )
        )
    print(f"weights of a network: {measured.weights_ns_per_network:,.0f} ns, once")
    print(*measured.remarks, sep="\n")
    worst = max(measured.off.values(), default=0.0)
    print(f"largest difference from our weights after {CHECKED_EPOCHS} epochs: {worst:.1e}")
    print("one network 2-H-1, losses kept, µs a step:     ours  plain NumPy  times as fast")
    for row in measured.alone:
        fast = row.numpy_us_per_step / row.us_per_step
        name = f"{row.hidden}, batch {row.batch}, H = {row.units}"
        print(f"{name:44}{row.us_per_step:>8.1f}{row.numpy_us_per_step:>13.1f}{fast:>15.2f}")
    for of in dict.fromkeys(point.of for point in measured.growth):
        points = [point for point in measured.growth if point.of == of]
        what = "" if of == "networks" else f" ({points[0].networks:,} networks)"
        print(f"ours, by {of}{what}, ms:", *(f"{p.value:,}: {p.milliseconds:.3g}" for p in points))


def ratio(value: float) -> str:
    """Return a ratio with as many digits as mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def toml(value: Any) -> str:
    """Return a value as TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {toml(item)}' for key, item in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def record(results: Sequence[Measured], setting: Setting) -> None:
    """Write what was measured to the file that the pages read."""
    versions = results[0].versions | {"python": platform.python_version()}
    lines = [
        "# Written by benchmarks/training.py --record",
        f"# on {processor()} ({os.cpu_count()} processors), {platform.system()},",
        f"# {', '.join(f'{name} {version}' for name, version in versions.items())}.",
        "# python3 noxfile.py -s bench -- training --record",
        "",
        f"date = {dt.datetime.now(tz=dt.UTC).date()}",
        f'machine = "{processor()}"',
        f"processors = {os.cpu_count()}",
        f"versions = {toml(versions)}",
        "# The first for seconds and growth, both for the slope.",
        f"epochs = {toml(setting.epochs)}",
        f"rounds = {setting.rounds}",
        f"weights_ns_per_network = {toml(results[0].weights_ns_per_network)}",
    ]
    for name, kind in (("trainers", "rows"), ("growth", "growth"), ("alone", "alone")):
        lines += ["", f"{name} = ["]
        for result in results[: 1 if name == "alone" else None]:
            lines += [f"    {toml(asdict(item))}," for item in getattr(result, kind)]
        lines += ["]"]
    RECORD.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Measure with each number of threads, print, and record if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--threads", type=int, action="append", help="default: 1, then 2")
    parser.add_argument("--networks", type=int, help=f"default: {Setting.networks}")
    parser.add_argument("--quick", action="store_true", help="few networks, two rounds")
    parser.add_argument("--record", action="store_true", help=f"write docs/{RECORD.name}")
    options = parser.parse_args()
    if options.record and options.quick:
        parser.error("--record needs the whole measurement, without --quick")
    setting = QUICK if options.quick else Setting()
    if options.networks:
        setting = Setting(**asdict(setting) | {"networks": options.networks})
    results = []
    few, many = setting.epochs
    print(f"CPU {processor()} · Python {platform.python_version()}")
    print(INTRODUCTION.format(few=few, many=many, rounds=setting.rounds))
    for threads in options.threads or (1, 2):
        results.append(in_a_process(threads, setting))
        show(results[-1], setting)
    print(" · ".join(f"{name} {version}" for name, version in results[0].versions.items()))
    if options.record:
        record(results, setting)


if __name__ == "__main__":
    main()
