"""How long each activation and its derivative take, here and in torch, jax and scipy."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import _frameworks
import numpy as np

import actdemo as ad

N = 1_000_000
ROUNDS = 7
COLUMN = "{:>13}"


def nanoseconds(function: Callable[[Any], Any], x: Any) -> float:
    """Return the median time per element, after one call to warm up.

    It is the processor's time: what else runs on the machine does not count.
    """
    times = []
    for _ in range(ROUNDS + 1):
        start = process_time()
        function(x)
        times.append(process_time() - start)
    return median(times[1:]) / N * 1e9


def processor() -> str:
    """Return the name of the processor."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def main() -> None:
    """Print the table."""
    frameworks = _frameworks.installed()
    print(f"CPU {processor()} · Python {platform.python_version()} · NumPy {np.__version__}")
    print(_frameworks.versions(frameworks))
    print(f"nanoseconds per element, float64, {N:,} elements from −10 to 10 on one core,")
    print(f"median of {ROUNDS}; × is our time over theirs\n")
    heads = ["value", "derivative", *(f"{name}, ×" for name in frameworks)]
    print(f"{'':12}", *map(COLUMN.format, heads))
    x = np.random.default_rng(0).uniform(-10.0, 10.0, N)
    for name, ours in ad.activations.items():
        value, derivative = nanoseconds(ours, x), nanoseconds(ours.derivative, x)
        cells = [f"{value:.1f}", f"{derivative:.1f}"]
        for theirs in frameworks.values():
            if name in theirs.functions:
                function = theirs.compiled(theirs.functions[name])
                time = nanoseconds(lambda x: theirs.wait(function(x)), theirs.native(x))  # noqa: B023
                cells.append(f"{time:.1f} {value / time:5.1f}×")
            else:
                cells.append("–")
        print(f"{name:12}", *map(COLUMN.format, cells))


if __name__ == "__main__":
    main()
