"""A pasted text is the network that read_network finds in the same arrays, or is refused alike."""

import json
import re
import tomllib
from collections import OrderedDict
from pathlib import Path

import numpy as np

import actdemo as ad

ROOT = Path(__file__).parents[2]
PRINTS = tomllib.loads((ROOT / "docs/quoted.toml").read_text("utf-8"))["elsewhere"]["prints"]
PRINTED = re.compile(r"(tensor|array)\((\[.*?\])(?:, (?:dtype=)?([\w.=]*))?\)", re.DOTALL)
W1, b1, W2, b2 = [[1, 2], [3, 4]], [0, -1], [[1], [-2]], [0.5]
T1, T2 = [[1, 3], [2, 4]], [[1, -2]]
NET = ad.Network((W1, W2), (b1, b2))


class Tensor:
    """An array of PyTorch, as it prints it."""

    __module__ = "torch"

    def __init__(self, values):
        self.values = np.array(values, np.float32)

    def numpy(self):
        return self.values

    def __repr__(self):
        rows = np.array2string(self.values, separator=", ", prefix="tensor(")
        return f"tensor({rows})"


def told(source, hidden=None, layout=None):
    """Return the network in a source as the playground has it, or why it is refused."""
    try:
        net = ad.read_network(source, hidden, layout)
    except ValueError as error:
        return {"message": str(error)}
    weights, biases = ([part.tolist() for part in some] for some in (net.weights, net.biases))
    names = [function.name for function in net.functions[:-1]]
    return {"net": {"sizes": net.sizes, "hidden": names, "weights": weights, "biases": biases}}


def case(text, source, hidden="relu", layout=None):
    given = {"text": text, "hidden": hidden or [], "layout": layout}
    return {**given, **told(source, hidden, layout)}


def recorded():
    """Yield what frameworks printed, beside the arrays that stand in it."""
    for name, text in PRINTS.items():
        arrays = []
        for kind, rows, dtype in PRINTED.findall(text):
            single = dtype == "float32" or (kind == "tensor" and dtype != "torch.float64")
            arrays.append(
                np.array(
                    json.loads(re.sub(r"\.(?!\d)", ".0", rows)), dtype="f4" if single else "f8"
                )
            )
        assert len(arrays) == 4, name
        source = (arrays[:2], arrays[2:]) if name == "sklearn" else arrays
        yield case(text, source, "tanh")


def some_nets():
    random = np.random.default_rng(5)
    for k in range(30):
        deep = k % 3 + 1
        sizes = (2, *random.integers(1, 17, size=deep).tolist(), 1)
        hidden = random.choice(["relu", "tanh", "gelu_tanh", "leaky_relu"], deep).tolist()
        net = ad.Network.initialized(sizes, hidden, seed=k)
        scale = 10.0 ** random.integers(-8, 9)
        biases = [scale * (random.random(n) - 0.5) for n in sizes[1:]]
        yield [scale * W for W in net.weights], biases, hidden


def written():
    """Yield networks in the ways that one writes and prints them."""
    for k, (weights, biases, hidden) in enumerate(some_nets()):
        net = ad.Network(weights, biases, hidden)
        yield case(json.dumps(net.to_dict()), net.to_dict(), None)
        yield case(repr(net.to_dict()), net.to_dict(), None)
        flat = [part for pair in zip(weights, biases, strict=True) for part in pair]
        lists = [part.tolist() for part in flat]
        names = [f"{kind}{n + 1}" for n in range(len(weights)) for kind in "Wb"]
        assigned = zip(names, lists, strict=True)
        text = "import numpy as np\n" + "\n".join(
            f"{n} = np.array({x})  # {n}" for n, x in assigned
        )
        yield case(text, dict(zip(names, lists, strict=True)), hidden)
        yield case(json.dumps(dict(zip(names, lists, strict=True)), indent=2), lists, hidden)
        yield case(repr(lists), lists, hidden)
        columns = [x if x.ndim == 2 else x[:, None] for x in flat]
        rows = [x if x.ndim == 2 else x[None] for x in flat]
        with np.printoptions(precision=17 if k % 2 else 8, threshold=10_000):
            for some in (flat, columns, rows, weights):
                text, source = repr(some), eval(repr(some), {"array": np.array})
                yield case(text, source, hidden)
                plain = [eval(re.sub(r"(?<=[\d.\]])\s+(?=[-\d\[])", ",", str(x))) for x in some]
                yield case("\n".join(map(str, some)), list(map(np.array, plain)), hidden)
            single = [x.astype(np.float32) for x in flat]
            values = {"array": np.array, "float32": np.float32}
            yield case(repr(single), eval(repr(single), values), hidden)
            pairs = repr((tuple(weights), tuple(biases)))
            yield case(pairs, eval(pairs, values), hidden)
            units = [x.T for x in flat]
            for layout in (None, "in_out", "out_in"):
                yield case(repr(units), eval(repr(units), values), hidden, layout)
                yield case(repr(flat), eval(repr(flat), values), hidden, layout)
            keys = [
                f"net.{2 * n}.{kind}" for n in range(len(weights)) for kind in ("weight", "bias")
            ]
            state = OrderedDict(zip(keys, map(Tensor, units), strict=True))
            names = {"tensor": Tensor, "OrderedDict": OrderedDict}
            yield case(repr(state), eval(repr(state), names), hidden)
            yield case(repr(state), eval(repr(state), names), hidden, "in_out")


SQUARE = [W1, b1, W1, b1]
REFUSED = [
    ([], "relu", None),
    ({}, "relu", None),
    (3.0, "relu", None),
    (None, "relu", None),
    (["a", "b"], "relu", None),
    ([W1, [0, 0, 0], W2, b2], "relu", None),
    ([W1, b1, [[1, 2, 3]], b2], "relu", None),
    ([W1, b1, [[1], [float("nan")]], b2], "relu", None),
    ([W1, b1, [[1], [float("-inf")]], b2], "relu", None),
    ([W1, [b1], W2, b2], "relu", None),  # one bias is a row, the other isn't
    ([[[1, 2], [3]], b1, W2, b2], "relu", None),
    (np.array(W1), "relu", None),
    (tuple(np.ones((30, 2, 2))), "relu", None),
    ({"running_mean": [0]}, "relu", None),
    ({"W1": W1, "b1": b1, "W2": W2, "b2": "none"}, "relu", None),
    ({"hidden": []}, None, None),
    ({"weights": [], "biases": [], "hidden": [], "out": []}, None, None),
    (SQUARE, "relu", None),
    (SQUARE, ["tanh"], None),
    ([*SQUARE, W1, b1], "relu", None),
    ([*SQUARE, W1, b1], ["relu", "tanh"], None),
    ([W1, b1, W2, [None]], "relu", None),
    ([W1, b1, W2, [["a"]]], "relu", None),
    ([*SQUARE, W2, b2], ["tanh", "relu", "relu"], None),
    ([W1, b1, [1, -2], b2], "relu", None),
    ([W1, b1, W2, b2], None, None),
    ([[3, 4], -1], "relu", None),
]


def test_texts_are_read_as_their_arrays_are(node_test):
    cases = [*recorded(), *written()]
    cases += [case(repr(source), source, hidden, layout) for source, hidden, layout in REFUSED]
    refused = {one["message"][:40] for one in cases if "message" in one}
    assert len(refused) >= 8
    assert sum("net" in one for one in cases) > 500
    node_test("pasted.test.js", cases, tests=7)


def test_the_printed_digits_are_the_network():
    for name, text in PRINTS.items():
        one = next(one for one in recorded() if one["text"] == text)
        assert one["net"]["sizes"] == (2, 3, 1), name
