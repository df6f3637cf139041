"""Every public callable, calls of it that work, and values that nobody should pass.

A call is made with one or two arguments exchanged.  It has to succeed, or to say in a ValueError
or TypeError which argument is wrong: nothing else is raised, nothing warns, nothing is lost.
"""

import copy
import dataclasses
import re
import signal
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import strategies as st
from matplotlib.figure import Figure

import actdemo as ad
from actdemo.checks import shown

X, Y = ad.xnor()
NET = ad.Network(([[1, 1], [1, 1]], [[1], [-2]]), ([0, -1], [0.5]))
BENT = ad.Network(NET.weights, NET.biases, output="tanh")
DEEP = ad.Network.initialized((2, 3, 2, 2), "tanh")
MANY = ad.Network.initialized((2, 5, 1), seed=range(3))
RUN = ad.train(NET, X, Y, epochs=2)
OWN = ad.Activation("own", lambda x: x * x, lambda x: 2 * x)
RECORDS = {  # hold what the package found, and check nothing
    *("Crease", "Diagnosis", "Entry", "Equations", "Explanation", "Gradients"),
    *("Outcomes", "Region", "Run", "Trace", "Trial", "Unit"),
}
LOSS = dict.fromkeys(("cost", "slope"), lambda z, y: z - y)
SAMPLES = {"X": X, "y": Y}
BOX = {"box": (-3, 3, -3, 3)}


def axes(projection="rectilinear"):
    return lambda: Figure(figsize=(1, 1), dpi=20).add_subplot(projection=projection)


FLAT, SOLID = {"ax": axes()}, {"ax": axes("3d")}


def used(make):
    """Make something of one's own, and use it wherever it may be used."""

    def call(**arguments):
        thing = make(**arguments)
        if make is ad.Loss:
            targets = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
            thing([[0.0, 1.0]], [[1.0, 0.0]]), thing.gradient([[0.0, 1.0]], [[1.0, 0.0]])
            thing.decide([[0.0, 1.0]])
            ad.classify(DEEP, X, targets, thing)
            run = ad.train(DEEP, X, targets, thing, epochs=1)
            ad.train(MANY, X, Y, thing, epochs=1, seed=range(3)) if not thing.distribution else 0
        elif make is ad.Share:
            assert 0 <= thing.low <= thing.value <= thing.high <= 1
            return str(thing)
        else:
            thing([-1.0, 0.0, 1.0]), thing.derivative([-1.0, 0.0, 1.0])
            assert thing.range is None or thing.range[0] <= thing.range[1]
            repr(thing)
            net = ad.Network(NET.weights, NET.biases, thing)
            run = ad.train(net, X, Y, epochs=1)
            ad.explain(net, X, Y)
            ad.equations(net, values=True)
        return run

    return call


def method(thing, name="__call__"):
    return getattr(thing, name)


CALLS = {
    "Activation": (
        used(ad.Activation),
        {
            "name": "mine",
            "function": lambda x: x * x,
            "derivative": lambda x: 2 * x,
            **dict.fromkeys(("formula", "derivative_formula", "meaning", "source"), "x"),
            "monotone": None,
            "range": (0, 1),
            "kink": "left",
            "parameters": {},
        },
    ),
    "Activation.__call__": (ad.gelu, {"x": [1.0, -2.0]}),
    "Activation.derivative": (ad.relu.derivative, {"x": [1.0, -2.0]}),
    "Activation.variant": (ad.leaky_relu.variant, {"slope": 0.1, "kink": 0.5}),
    "Loss": (
        used(ad.Loss),
        {"name": "mine", **LOSS, "probabilities": True, "distribution": False, "reading": "sign"},
    ),
    **{
        f"{name} of {loss}": (method(ad.losses[loss], name), {"logits": Y * 2, "targets": Y})
        for loss in ("sigmoid_cross_entropy", "mean_squared_error")
        for name in ("__call__", "per_sample", "gradient")
    },
    "__call__ of softmax_cross_entropy": (
        ad.losses["softmax_cross_entropy"],
        {"logits": X, "targets": [[1, 0]] * 4},
    ),
    "Loss.level": (ad.losses["mean_squared_error"].level, {"labels": (-1, 1)}),
    "Loss.decide": (ad.losses["mean_squared_error"].decide, {"outputs": Y, "labels": (-1, 1)}),
    "decide of softmax": (ad.losses["softmax_cross_entropy"].decide, {"outputs": X}),
    "Network": (
        ad.Network,
        {"weights": NET.weights, "biases": NET.biases, "hidden": "relu", "output": "tanh"},
    ),
    "Network.initialized": (
        ad.Network.initialized,
        {"sizes": (2, 3, 3, 1), "hidden": ("relu", "sine"), "init": "he_normal", "seed": 0}
        | {"output": "tanh"},
    ),
    "many initialized": (ad.Network.initialized, {"sizes": (2, 3, 1), "seed": [1, 2]}),
    "Network.__call__": (NET, {"X": X}),
    "Network.forward": (DEEP.forward, {"X": X}),
    "Network.gradients": (NET.gradients, {**SAMPLES, "loss": "mean_squared_error"}),
    "gradients of many": (MANY.gradients, {**SAMPLES, "loss": "mean_squared_error"}),
    "Network.__getitem__": (MANY.__getitem__, {"key": slice(1)}),
    "Sgd": (ad.Sgd, {"lr": 0.1, "momentum": 0.4, "weight_decay": 0.1}),
    "read_network": (
        ad.read_network,
        {"source": (NET.weights, NET.biases), "hidden": "relu", "layout": None},
    ),
    "Adam": (ad.Adam, dataclasses.asdict(ad.Adam())),
    "Share": (
        used(ad.Share),
        {"count": 1, "total": 3},
    ),
    "share": (ad.share, {"happened": [True, False]}),
    "activations": (lambda activation: ad.activations[activation], {"activation": "relu"}),
    "losses": (lambda loss: ad.losses[loss], {"loss": "mean_squared_error"}),
    "softmax": (ad.softmax, {"logits": X, "axis": 1}),
    "log_softmax": (ad.log_softmax, {"logits": X, "axis": 0}),
    "log_sigmoid": (ad.log_sigmoid, {"logits": X}),
    "train": (
        ad.train,
        {
            "net": NET,
            **SAMPLES,
            "loss": "sigmoid_cross_entropy",
            "optimizer": ad.Sgd(),
            "epochs": 2,
            "batch_size": 1,
            "seed": 0,
            "order": "shuffled",
            "record_losses": True,
            "snapshots": (1,),
            "executor": None,
            "compiled": False,
        },
    ),
    "train many": (
        ad.train,
        {"net": MANY, **SAMPLES, "optimizer": ad.Adam(), "order": "fixed", "seed": range(3)},
    ),
    "classify": (
        ad.classify,
        {"net": NET, **SAMPLES, "loss": "mean_squared_error", "labels": None},
    ),
    "diagnose": (
        ad.diagnose,
        {
            "net": NET,
            **SAMPLES,
            "loss": "sigmoid_cross_entropy",
            "optimizer": ad.Sgd(),
            "epochs": 2,
            "batch_size": 1,
            "seed": 0,
            "order": "shuffled",
            "seeds": 3,
        },
    ),
    "explain": (
        ad.explain,
        {"net": NET, **SAMPLES, "loss": "mean_squared_error", "labels": None},
    ),
    "equations": (ad.equations, {"net": NET, "values": True, "unit": None, "points": X}),
    "table": (ad.table, {"caption": "One row", "head": ("a", "b"), "rows": [("x", "1")]}),
    "regions": (ad.regions, {"net": NET, **BOX}),
    "creases": (ad.creases, {"net": NET, **BOX, "X": X}),
    "decision_boundary": (ad.decision_boundary, {"net": NET, **BOX, "level": 0.25}),
    "flat_regions": (ad.flat_regions, {"net": NET, **BOX, "level": 0.25}),
}
PLOTS = {
    "plots.boundary": (ad.plots.boundary, {**FLAT, "net": NET, **BOX, "level": 0.25}),
    "plots.creases": (ad.plots.creases, {**FLAT, "net": NET, "X": X, **BOX}),
    "plots.facets": (ad.plots.facets, {**SOLID, "net": NET, **SAMPLES, **BOX}),
    "plots.graph": (ad.plots.graph, {**FLAT, "net": NET}),
    "plots.height_map": (
        ad.plots.height_map,
        {**FLAT, "height": NET, **SAMPLES, **BOX, "limit": 2.0},
    ),
    "plots.learning_curve": (ad.plots.learning_curve, {**FLAT, "run": RUN}),
    "plots.points": (ad.plots.points, {**FLAT, **SAMPLES}),
    "plots.regions": (
        ad.plots.regions,
        {**FLAT, "net": NET, "by": "height", **BOX},
    ),
    "plots.surface": (
        ad.plots.surface,
        {**SOLID, "height": NET, **SAMPLES, **BOX, "limit": 2.0},
    ),
    "plots.weights": (ad.plots.weights, {**FLAT, "net": NET}),
}


class ForeignError(Exception):
    """What a function of somebody else's raises, which is no business of the package."""


def guarded(function):
    """Return a function whose errors can be told from those of the package."""

    def call(*arguments, **settings):
        try:
            return function(*arguments, **settings)
        except Exception as error:
            raise ForeignError from error

    return call


class NoWords:
    """An object that cannot even be shown."""

    def __repr__(self):
        raise RuntimeError("no words")


class NoArray:
    def __array__(self, *_, **__):
        raise RuntimeError("no array")


class NoTruth:
    def __bool__(self):
        raise RuntimeError("no truth")

    def __len__(self):
        raise RuntimeError("no length")

    def __eq__(self, _):
        raise RuntimeError("no equal")

    __hash__ = None


def circular():
    endless = []
    endless.append(endless)
    return endless


def masked(shape=(4, 1)):
    return np.ma.masked_array(np.ones(shape), mask=np.arange(np.prod(shape)).reshape(shape) == 1)


def written_over(*arrays):
    """Use up what was given, as a function in a hurry does."""
    arrays[0][...] = 7.0
    return arrays[0]


WORDS = ["", "relu", "Relu", "abc", "left", "sign", np.str_("relu"), b"x"]
COUNTS = [3, -1, 0, 2, 7, 2**40, 2**63, 2**64, 2**200, 10**400, -(10**400)]
SIZES = [1.5, -0.0, 0.7, np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, 1e200, 1e-200]
OF_NUMPY = [np.float32(0.1), np.longdouble("0.1"), np.longdouble("1e4000"), np.True_, np.ma.masked]
OF_NUMPY += [np.int8(3), np.uint64(2**63), np.datetime64("2020"), np.timedelta64(3, "s")]
OTHERS = [None, True, False, Ellipsis, 1j, Fraction(1, 3), Decimal(1), object(), int, np]
OTHERS += [NoWords(), NoArray(), NoTruth(), NoTruth, slice(None), slice("a")]
OURS = [NET, DEEP, MANY, RUN, OWN, ad.relu, ad.losses["mean_squared_error"], ad.Sgd(0.5), BENT]
OURS += [copy.deepcopy(ad.losses["mean_squared_error"])]
NESTED = [[], (), {}, set(), {1, 2}, [[]], [None], ["a"], [1, [2]], circular(), {3: 1.0}]
NESTED += [{"k": "v"}, {"k": 1.0}, range(3), range(2**40), range(2**70), [np.ma.masked, 1.0]]
NESTED += [masked((4,)), masked((4, 1)), masked((4, 2)), masked((2, 2)), [masked((2,))] * 2]
NESTED += [np.array([(1, 2.0)], dtype="i4,f8"), np.array(NoWords(), dtype=object)]
PAIRS = [(np.nan, -1), (1, 0), (0, 1), (-1, 1), (0, 0), (0, np.inf), (0, 1, 2), ((0, 1), (2, 3))]
BOXES = [(-1e308, 1e308, -1, 1), (0, 5e-324, 0, 1), (3, -3, 3, -3), (0, 1, 0, 1)]
BOXES += [(1e300, 2e300, 0, 1)]
CALLABLES = [lambda *_: None, lambda *_: 1.0, lambda *_: masked(), written_over]
CALLABLES += [lambda *a: a[0] * np.nan, lambda *a: a[0] + 1j, lambda *a: 1e308 * a[0]]
CALLABLES += [lambda *a: a[0][:1], lambda *a: a[0].sum(axis=-1), lambda *a: str(a[0])]
CALLABLES += [lambda *a: a[0].astype("f4"), lambda *a: a[0].tolist()]
SINGLE = [*WORDS, *COUNTS, *SIZES, *OF_NUMPY, *OTHERS, *OURS, *NESTED, *PAIRS, *BOXES, *CALLABLES]
FLAT_SHAPES = [(), (0,), (1,), (2,), (3,), (4,), (5,)]
SHAPES = [*FLAT_SHAPES, (0, 2), (1, 1), (1, 2), (2, 1), (4, 1), (1, 4), (4, 2), (2, 4), (4, 4)]
SHAPES += [(4, 3), (2, 2), (4, 2, 1), (4, 1, 3), (2, 5, 3), (4, 1, 1), (1,) * 33]
KINDS = ["f8", "f4", "f2", "g", ">f8", "i8", "u1", "?", "c16", "U3", "O"]
VALUES = [0, 1, 0.5, 0.7, 2, -1, np.nan, np.inf, 1e308, -1e308, 1e200, 5e-324, -0.0]


@st.composite
def arrays(draw):
    """Draw an array of any shape and kind, with few different values, or lists of them."""
    shape, kind = draw(st.sampled_from(SHAPES)), draw(st.sampled_from(KINDS))
    few = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=4))
    flat = np.resize(few, int(np.prod(shape)))
    with np.errstate(all="ignore"):
        array = flat.astype(kind).reshape(shape)
    form = draw(st.sampled_from(["", "list", "backwards", "fixed", "pair"]))
    if form == "backwards" and array.ndim:
        array = array[::-1]
    array.setflags(write=form != "fixed")
    return {"list": array.tolist, "pair": lambda: (array, array)}.get(form, lambda: array)()


hostile = st.one_of(st.sampled_from(range(len(SINGLE))).map(SINGLE.__getitem__), arrays())


@contextmanager
def within(seconds):
    """Fail if something takes too long."""

    def late(*_):
        raise TimeoutError(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# What an answer may speak of where the fault of one argument shows at another.
INSTEAD = {
    "hidden": {"activation", "net", "own"},
    "output": {"activation"},
    "function": {"mine", "net"},
    "derivative": {"mine"},
    "parameters": {"mine", "function"},
    "cost": {"mine"},
    "slope": {"mine"},
    "X": {"y", "batch_size", "net"},
    "y": {"labels", "outputs"},
    "logits": {"targets", "axis"},
    "labels": {"y"},
    "weights": {"biases"},
    "biases": {"weights"},
    "sizes": {"seed", "weights", "biases"},
    "seed": {"sizes"},
    "net": {"X", "y", "seed", "loss", "own", "points", "unit", "batch_size", "compiled"},
    "loss": {"y", "labels", "compiled"},
    "epochs": {"snapshots"},
    "reading": {"labels"},
    "distribution": {"targets", "y"},
    "probabilities": {"targets", "y"},
    "run": {"run.losses"},
    "key": {"net"},
}

FOREIGN = {"function", "derivative", "cost", "slope", "height"}


def told(changes):
    return ", ".join(f"{name} = {shown(value)}" for name, value in changes.items())


def explains(error, changed):
    """Return whether an error names one of the arguments that were changed."""
    if isinstance(error, FloatingPointError):
        return bool(
            re.match(r"training( of \d.*)? overflowed in epoch \d+ with (Sgd|Adam)", str(error))
        )
    if isinstance(error, IndexError):
        return set(changed) == {"key"}  # a loop over a sequence wants it
    names = set(changed).union(*(INSTEAD.get(name, ()) for name in changed))
    return any(re.search(rf"\b{re.escape(name)}\b", str(error)) for name in names)


def parts(result):
    """Yield all arrays and numbers in a result."""
    if isinstance(result, ad.Network):
        result = (result.weights, result.biases)
    if isinstance(result, dict):
        result = tuple(result.values())
    if isinstance(result, tuple | list):
        for part in result:
            yield from parts(part)
    elif isinstance(result, np.ndarray | np.generic | float | int):
        yield np.asarray(result)


def attempt(entry, changes):
    """Call with some arguments exchanged; return the result, or the error that explains itself."""
    function, base = entry
    arguments = {name: value() if name == "ax" else value for name, value in base.items()}
    for name, value in (arguments | changes).items():
        ours = name == "height" and isinstance(value, ad.Network)
        own = name in FOREIGN and callable(value) and not ours
        arguments[name] = guarded(value) if own else value
    with within(60):
        try:
            result = function(**arguments)
            figure = getattr(arguments.get("ax"), "figure", None)
            if figure is not None:
                figure.canvas.draw()
        except ForeignError as error:
            return error
        except (ValueError, TypeError, FloatingPointError, IndexError) as error:
            if not explains(error, changes):
                pytest.fail(f"{told(changes)} gives {type(error).__name__}: {error}")
            return error
    assert all(part.dtype.kind in "bif" for part in parts(result)), (
        f"{told(changes)} gives {result!r}"
    )
    if function is ad.plots.points:
        assert sum(len(artist.get_offsets()) for artist in result) == np.size(arguments["y"])
    return result


NUMBERS = {"x", "X", "y", "logits", "targets", "weights", "biases", "box", "points"}


def plain(value):
    """Return the same numbers as doubles in lists."""
    if isinstance(value, tuple | list) and len(value) and np.ndim(value[0]):
        return [plain(part) for part in value]
    with np.errstate(all="ignore"):
        if value is None or not np.size(value):
            return value
        return np.asarray(value, float).tolist()


def check(entry, changes):
    """Try a call; if it succeeds, the same numbers written plainly must give the same."""
    result = attempt(entry, changes)
    if isinstance(result, Exception) or not NUMBERS.issuperset(changes):
        return
    for value in changes.values():
        some = value if isinstance(value, list | tuple) else [value]
        assert not any(isinstance(part, np.ma.MaskedArray) for part in some), "a mask is lost"
    again = attempt(entry, {name: plain(value) for name, value in changes.items()})
    assert not isinstance(again, Exception), f"{told(changes)} works, but not as lists: {again}"
    for one, other in zip(parts(result), parts(again), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6 if one.dtype == np.float32 else 0)


@st.composite
def changed(draw, entry):
    """Draw a value nobody should pass for one argument, or for two."""
    names = draw(st.permutations(sorted(entry[1])).map(lambda order: order[:2]))
    return {name: draw(hostile) for name in names[: draw(st.integers(1, 2))]}
