"""How many small changes to the package the tests notice: 500 of all those that mutmut makes.

`python3 noxfile.py -s mutants` makes one change at a time and runs the tests that come by there,
until one fails.  The result stands in mutants.txt, with every change that no test noticed.
"""

import random
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

SEED, COUNT, LEAST = 0, 500, 0.95
NOTICED = {"killed", "timeout", "segfault"}  # a test failed, ran on for ever, or broke Python
RECORD = Path(__file__).with_suffix(".txt")


def mutmut(*words):
    subprocess.run(["mutmut", *words], check=True)


def said(*words):
    return subprocess.check_output(["mutmut", *words], text=True)


def results():
    """Return how the tests of each mutant ended."""
    return dict(re.findall(r"^ +(\S+): (.+)$", said("results", "--all", "true"), re.MULTILINE))


def change(name):
    """Return the lines that a mutant takes away and puts in."""
    return re.findall(r"^[-+] .*$", said("show", name), re.MULTILINE)


def main(count):
    mutmut("run", "actdemo.data.*")  # makes them all, and learns which tests come by where
    names = sorted(results())
    chosen = sorted(random.Random(SEED).sample(names, count))
    mutmut("run", *chosen)
    ends = results()
    missed = [name for name in chosen if ends[name] not in NOTICED]
    share = 1 - len(missed) / count
    lines = [
        f"mutmut {version('mutmut')} makes {len(names)} mutants of the package.",
        f"Of {count} drawn with seed {SEED} the tests notice {count - len(missed)}: {share:.1%}.",
    ]
    for name in missed:
        lines += ["", f"{name}: {ends[name]}", *change(name)]
    text = "\n".join(lines) + "\n"
    print(text)
    if count == COUNT:
        RECORD.write_text(text, "utf-8")
    return share < LEAST


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else COUNT))
