"""Networks from elsewhere, read in: from frameworks, lists and files, without a guess.

What a framework says of itself is taken as it is.  Bare arrays are read in every way that there
is, and a way counts if all shapes fit; more than one that fits is a question to the caller.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from .activation import ALIASES, Activation, activations
from .arithmetic.elementary import Array
from .checks import one_of, real_array, shown
from .network import Hidden, Network

LAYOUTS = ("in_out", "out_in")
KNOWN = {name.replace("_", ""): name for name in activations} | ALIASES
KEY = re.compile(r"(.*[._])?(w|weight|kernel|b|bias)(_?\d+|_\w+)?", re.IGNORECASE)
IN_LOSS = ("sigmoid", "logistic", "softmax", "logsoftmax")  # at the end, where the loss has them
NOTHING = ("dropout", "flatten", "identity", "linear")  # what these do after training
# What a function may be set to, and the value that changes nothing where there is no parameter.
PLAIN = {"negative_slope": 0.0, "alpha": 1.0, "beta": 1.0, "max_value": None}


class Way(NamedTuple):
    """A way to read a source: arrays layer by layer, and the functions that follow each layer."""

    weights: Sequence[Any]
    biases: Sequence[Any]
    layout: str | None = None
    functions: Sequence[Sequence[Any]] | None = None


def read_network(source: Any, hidden: Hidden | None = None, layout: str | None = None) -> Network:
    """Return the network that an object of a framework, a file or a list of weights holds.

    No framework is imported, and none is needed.

    Parameters
    ----------
    source : object
        One of these:

        * a module of PyTorch, or its ``state_dict()``;
        * a model of Keras, or its ``get_weights()``;
        * an ``MLPClassifier`` or ``MLPRegressor`` of scikit-learn, after ``fit``;
        * arrays or nested lists: ``(weights, biases)``, a pair for each layer, one array after
          the other, or weights alone, and then all biases are 0;
        * a mapping of names to arrays, such as ``{"W1": ..., "b1": ..., "W2": ..., "b2": ...}``;
        * what `Network.to_dict` returns.
    hidden : str or Activation, or one for each hidden layer, optional
        The activation of the hidden layers, where the source does not say it itself: a
        ``Sequential`` of PyTorch or Keras, scikit-learn and our own files do.
    layout : {"in_out", "out_in"}, optional
        Whether a matrix of weights has a row for each input, as in Keras, scikit-learn and here,
        or for each unit, as in PyTorch.  Needed only where both would fit.

    Returns
    -------
    Network

    Raises
    ------
    ValueError, TypeError
        If nothing fits, if more than one reading does, or if the source holds a layer or a
        function that has no counterpart here.

    Warns
    -----
    UserWarning
        If something was left out: a sigmoid or softmax at the end, which here belongs to the
        loss, or layers that do nothing after training.

    Notes
    -----
    Of a model that is no ``Sequential``, and of a ``state_dict``, only the weights are seen.  They
    are taken for layers that follow one another as they are listed; whether the model calls them
    so, and nothing beside them, is for you to know.

    Examples
    --------
    >>> import actdemo as ad
    >>> weights = {"W1": [[1, 1], [1, 1]], "b1": [[0, -1]], "W2": [[1], [-2]], "b2": [[0]]}
    >>> net = ad.read_network(weights, hidden="relu")
    >>> net
    <Network 2-2-1, relu>
    >>> ad.read_network(net.to_dict()) == net
    True
    """
    one_of("layout", layout, None, *LAYOUTS)
    if isinstance(source, Mapping) and "hidden" in source:
        return _own(source)
    ways, output = [*_ways(source), Way((), ())], activations["identity"]
    if ways[0].functions is not None:
        if hidden is not None:
            raise ValueError("hidden must be None: source says itself what its activations are")
        hidden, output = _activations(ways[0].functions)
    if layout and ways[0].layout not in (None, layout):
        raise ValueError(f"layout must be {ways[0].layout!r} or None for this source")
    fitting = [
        (net, order)
        for way, order in product(ways, LAYOUTS)
        if order == (way.layout or layout or order) and (net := _fitted(way, order))
    ]
    if not fitting:
        wanted = "for each layer, a matrix of weights and a vector of biases"
        agreeing = "finite and of shapes that fit one another"
        raise ValueError(f"source must hold, {wanted}, {agreeing}, not {shown(source)}")
    given: Any = () if hidden is None else hidden
    deep = not isinstance(given, list | tuple) or len(given) > 0
    nets = {
        Network(net.weights, net.biases, given if deep else "relu", output): order
        for net, order in fitting
        if (len(net.weights) > 1) == deep
    }
    if not nets:
        need = "None: source has no hidden layer" if deep else "given: source does not say it"
        raise ValueError(f"hidden must be {need}")
    if len(nets) > 1:
        words = " or ".join(f"{net} with layout={order!r}" for net, order in nets.items())
        raise ValueError(f"source can be read as {words}; give layout, or (weights, biases)")
    return next(iter(nets))


def _own(source: Mapping[str, Any]) -> Network:
    """Return the network that `Network.to_dict` wrote."""
    if source.keys() != {"weights", "biases", "hidden", "output"}:
        raise ValueError(f"source must hold weights, biases, hidden and output, not {[*source]}")
    named = [*source["hidden"], source["output"]]
    if not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in named):
        raise ValueError(f"source must have a name and parameters for each function, not {named}")
    *hidden, output = (activations[name].variant(**settings) for name, settings in named)
    return Network(source["weights"], source["biases"], hidden or "relu", output)


def _ways(source: Any) -> Iterator[Way]:
    """Yield the ways in which a source may be read."""
    if hasattr(source, "coefs_"):
        functions = [[source.activation]] * (len(source.coefs_) - 1) + [[source.out_activation_]]
        yield Way(source.coefs_, source.intercepts_, "in_out", functions)
    elif hasattr(source, "get_weights"):
        if type(source).__name__ == "Sequential":
            yield _chained(_of_keras(source), "in_out")
        else:
            yield from (way._replace(layout="in_out") for way in _of_arrays(source.get_weights()))
    elif hasattr(source, "state_dict"):
        parts = list(_of_torch(source))
        if any(hasattr(part, "children") and [*part.children()] for part in parts):
            yield _of_names(source.state_dict())
        else:
            yield _chained(iter(parts), "out_in")
    elif isinstance(source, Mapping) and source:
        yield _of_names(source)
    elif isinstance(source, list | tuple):
        yield from _of_arrays(source)


def _of_keras(model: Any) -> Iterator[Any]:
    """Yield the layers of a model, each as a pair of arrays, and the functions among them."""
    for layer in model.layers:
        if _key(layer) == "dense":
            yield (*layer.get_weights(), None)[:2]
        function = getattr(layer, "activation", layer)
        name = getattr(function, "__name__", function)
        yield activations["leaky_relu"].variant(slope=0.2) if name == "leaky_relu" else name


def _of_torch(module: Any) -> Iterator[Any]:
    """Yield the same of a module; of another kind than these the module itself."""
    if _key(module) == "sequential":
        for part in module:  # one that stands in several places comes each time
            yield from _of_torch(part)
    else:
        yield (module.weight, module.bias) if _key(module) == "linear" else module


def _chained(parts: Iterator[Any], layout: str) -> Way:
    """Return the way that layers and functions make, one after the other."""
    layers: list[Any] = []
    functions: list[list[Any]] = [[]]
    for part in parts:
        if isinstance(part, tuple):
            layers.append(part)
            functions.append([])
        else:
            functions[-1].append(part)
    if any(_key(function) not in NOTHING for function in functions[0]) or not layers:
        raise ValueError("source must begin with a layer of weights")
    weights, biases = zip(*layers, strict=True)
    return Way(weights, biases, layout, functions[1:])


def _of_names(source: Mapping[str, Any]) -> Way:
    """Return the way to read arrays that have names."""
    layers: dict[Any, list[Any]] = {}
    for name, array in source.items():
        if not (key := KEY.fullmatch(str(name))):
            raise ValueError(f"source must hold nothing but weights and biases, not {name!r}")
        before, kind, after = key.groups()
        layers.setdefault((before, after), [None, None])[kind[0] in "bB"] = array
    torch = any(type(array).__module__ == "torch" for array in source.values())
    weights, biases = zip(*layers.values(), strict=True)
    return Way(weights, biases, "out_in" if torch else None)


def _of_arrays(source: Any) -> Iterator[Way]:
    """Yield the ways to read arrays without names."""
    yield Way(source, [None] * len(source))
    yield Way(source[::2], source[1::2])
    if len(source) == 2:
        yield Way(source[0], source[1])
    if len(source) and all(isinstance(one, Sequence) and len(one) == 2 for one in source):
        yield Way([one[0] for one in source], [one[1] for one in source])


def _fitted(way: Way, order: str) -> Network | None:
    """Return what has these weights (inputs, outputs) and biases; None if they do not fit."""
    try:
        weights = [W.T if order == "out_in" else W for W in map(_array, way.weights)]
        if weights[-1].ndim == 1:
            weights[-1] = weights[-1][:, None]  # of one output
        pairs = zip(weights, way.biases, strict=True)
        biases = [
            np.zeros(W.shape[1]) if b is None else np.atleast_1d(_array(b)) for W, b in pairs
        ]
        of_one_kind = {W.ndim for W in weights} == {2} and len({b.ndim for b in biases}) == 1
        return Network(weights, biases) if of_one_kind else None
    except (IndexError, TypeError, ValueError):  # no arrays of numbers, or not as many
        return None


def _array(value: Any) -> Array:
    """Return an array, or what a framework has in its place, as one of NumPy."""
    for method in ("detach", "cpu", "numpy"):
        value = getattr(value, method, lambda same=value: same)()
    return real_array("source", value)


def _activations(functions: Sequence[Sequence[Any]]) -> tuple[list[Activation], Activation]:
    """Return what follows each hidden layer, and the last; warn of what is left out."""
    found: list[Activation] = []
    left_out: list[str] = []
    for number, some in enumerate(functions, start=1):
        kept = [each for each in some if _key(each) not in NOTHING]
        left_out += ["dropout"] * any(_key(each) == "dropout" for each in some)
        if number == len(functions) and kept and _key(kept[-1]) in IN_LOSS:
            left_out.append(f"{_key(kept.pop())} at the end, which belongs to the loss")
        if len(kept) > 1:
            raise ValueError(f"source must have one activation after a layer, not {kept}")
        found += map(_activation, kept or ["identity"])
    if left_out:
        warnings.warn(f"read_network leaves out {' and '.join(left_out)}", stacklevel=3)
    return found[:-1], found[-1]


def _activation(function: Any) -> Activation:
    """Return the function here that is the same as one elsewhere."""
    if isinstance(function, Activation):
        return function
    key = _key(function) + "tanh" * (getattr(function, "approximate", None) in ("tanh", True))
    if key not in KNOWN:
        raise ValueError(f"source has {shown(function)}, which has no counterpart here")
    activation, changes = activations[KNOWN[key]], {}
    for setting in (each for each in PLAIN if hasattr(function, each)):
        parameter, value = setting.removeprefix("negative_"), getattr(function, setting)
        if parameter in activation.parameters:
            changes[parameter] = float(value)
        elif value != PLAIN[setting]:
            raise ValueError(f"source has {shown(function)}, but {setting} can't be set here")
    return activation.variant(**changes)


def _key(function: Any) -> str:
    """Return the name of a function, or of the class of a layer, as one writes it everywhere."""
    name = function if isinstance(function, str) else type(function).__name__
    return name.replace("_", "").lower()
