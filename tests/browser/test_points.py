"""Points that a seed draws, and tables that others write, are Python's to the last bit."""

import csv
import io

import numpy as np
import pytest

import actdemo as ad
from actdemo.arithmetic import elementary

PRESETS = "xnor", "xor", "circles", "moons", "gaussians", "spiral"
PRESETS += "clouds", "arms", "line", "parabola", "sine"
SEEDS = 0, 7, 2**128 - 1
X, Y = ad.xor()


def stream(seed, key):
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(key,)))


def one(function, x):
    return float(function(np.array([x]))[0])


def circle(radius, angle):
    return [0.5 + radius * one(f, angle) for f in (elementary.cos, elementary.sin)]


def place(preset, random, k):  # noqa: PLR0911 - one for each kind of preset
    """Return where a point lies before noise moves it, and its label."""
    odd = k % 2
    if preset in ("xnor", "xor"):
        label = int(Y[k % 4, 0])
        return [*X[k % 4], label if preset == "xor" else 1 - label]
    if preset == "circles":
        return [*circle((0.75, 0.3)[odd], 2 * np.pi * random.random()), odd]
    if preset == "moons":
        angle = np.pi * random.random()
        x, y = one(elementary.cos, angle) / 2, one(elementary.sin, angle) / 2
        return [0.75 - x, 0.625 - y, 1] if odd else [0.25 + x, 0.375 + y, 0]
    if preset == "gaussians":
        return [0.75, 0.75, 1] if odd else [0.25, 0.25, 0]
    if preset == "spiral":
        u = random.random()
        return [*circle(0.05 + 0.8 * u, np.pi * (3 * u + odd)), odd]
    if preset == "clouds":
        return [*circle(0.6, np.pi * (0.5 + 2 * (k % 3) / 3)), k % 3]
    if preset == "arms":
        u = random.random()
        return [*circle(0.05 + 0.8 * u, np.pi * (2 * u + 2 * (k % 3) / 3)), k % 3]
    x, y = 2 * random.random() - 0.5, 2 * random.random() - 0.5
    height = {
        "line": lambda: 0.25 + x / 2,
        "parabola": lambda: 1.5 * (x - 0.5) * (x - 0.5),
        "sine": lambda: 0.5 + one(elementary.sin, 2 * np.pi * x) / 2,
    }[preset]
    return [x, y, int(y > height())]


def normal(random):
    u, turn = random.random(), 2 * np.pi * random.random()
    return float(np.sqrt(-2 * one(elementary.log1p, -u))) * one(elementary.cos, turn)


def drawn(preset, n, noise, seed):
    random, points, labels = stream(seed, 2), [], []
    for k in range(n):
        *where, label = place(preset, random, k)
        points.append([float(x) + noise * normal(random) for x in where])
        labels.append(label)
    recipe = {"preset": preset, "n": n, "noise": noise, "seed": str(seed)}
    return {"recipe": recipe, "points": points, "labels": labels}


def held(n, share, seed):
    """Return which points training shall not see."""
    random, order = stream(seed, 3), list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(random.random() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return {"n": n, "share": share, "seed": str(seed), "held": sorted(order[: int(share * n)])}


def tables():
    """Yield points in the tables of Python, NumPy and a spreadsheet that has decimal commas."""
    random = np.random.default_rng(3)
    for k in range(40):
        n = int(random.integers(1, 501))
        points = random.normal(size=(n, 2)) * 10.0 ** random.integers(-300, 9)
        points[0] = -0.0, 5e-324
        names = [("0", "1"), ("-1", "1"), ("9", "10"), ("no", "yes"), ("a", "b"), ("0", "1", "2")]
        names += [("red", "sea", "sky"), ("-1", "0", "1")]
        names = names[k % len(names)]
        labels = random.integers(0, len(names), n)
        labels[: len(names)] = range(len(names))[:n]
        said = io.StringIO(newline="")
        rows = [[*map(repr, map(float, x)), names[y]] for x, y in zip(points, labels, strict=True)]
        text = said.getvalue
        if k % 4 == 0:
            writer = csv.writer(said, quoting=csv.QUOTE_ALL)
            writer.writerows([["x1", "x2", "class"], *rows])
        elif k % 4 == 1:
            writer = csv.writer(said, delimiter=";", lineterminator="\n")
            writer.writerows([[cell.replace(".", ",") for cell in row] for row in rows])
        elif k % 4 == 2:
            csv.writer(said, delimiter="\t").writerows([["x", "y", "z"], *rows])
        else:
            text = "# x1 x2 y\n" + "\n\n".join("  ".join(row) for row in rows)
        text = text if isinstance(text, str) else said.getvalue()
        found = list(names[: max(labels) + 1])
        whole = ["0", "1"] if set(found) < {"0", "1"} else found
        yield {
            "text": text,
            "points": points.tolist(),
            "labels": labels.tolist(),
            "classes": whole,
        }


@pytest.fixture(scope="module")
def vectors():
    sizes = (1, 0.0), (4, 0.0), (5, 0.25), (500, 0.1)
    draws = [
        drawn(name, n, noise, SEEDS[k % 3])
        for name in PRESETS
        for k, (n, noise) in enumerate(sizes)
    ]
    splits = [
        held(n, share, seed) for n in (1, 4, 500) for share in (0.0, 0.2, 0.5) for seed in SEEDS
    ]
    return {"presets": PRESETS, "draws": draws, "splits": splits, "tables": list(tables())}


def test_node_has_the_same_points(vectors, node_test):
    node_test("points.test.js", vectors, tests=14)


def test_four_points_without_noise_are_those_of_the_package():
    for name, (points, labels) in {"xor": ad.xor(), "xnor": ad.xnor()}.items():
        four = drawn(name, 4, 0.0, 0)
        assert four["points"] == points.tolist()
        assert four["labels"] == labels[:, 0].tolist()


def test_every_preset_has_all_its_classes(vectors):
    for draw in vectors["draws"]:
        if draw["recipe"]["n"] == 500:
            counts = np.bincount(draw["labels"])
            assert len(counts) == 2 + (draw["recipe"]["preset"] in {"clouds", "arms"})
            assert min(counts) > 150, draw["recipe"]
