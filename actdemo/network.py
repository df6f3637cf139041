"""The network, or many of one shape: weights, biases, the forward pass and the gradients.

Arrays are (samples, units) for values and (inputs, outputs) for weights.  Those of many networks
have one more axis at the end, that of the replicas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .activation import Activation, activations
from .arithmetic import elementary
from .arithmetic.draws import as_seeds, initial_weights
from .arithmetic.elementary import Array, Booleans
from .loss import Loss, as_loss
from .propagation import Batches, Parameters, Pass, pack, parameter_count, unpack

Hidden = str | Activation | Sequence[str | Activation]


class Trace(NamedTuple):
    """What a forward pass computed, layer by layer, the output layer last.

    Attributes
    ----------
    pre_activations : tuple of ndarray
        For each layer the weighted sums plus bias, shape (n, units), of many networks
        (n, units, replicas).
    activations : tuple of ndarray
        For each layer what it hands on, same shapes; that of the output layer is what the network
        returns.
    """

    pre_activations: tuple[Array, ...]
    activations: tuple[Array, ...]

    @property
    def logits(self) -> Array:
        """The sums of the output layer, shape (n, outputs) or (n, outputs, replicas)."""
        return self.pre_activations[-1]


class Gradients(NamedTuple):
    """The derivative of a loss with respect to each weight and each bias."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


class Network:
    r"""A fully connected network: affine layers with activations between them.

    .. math::

        a^{(0)} = x, \qquad z^{(l)} = b^{(l)} + a^{(l-1)} W^{(l)}, \qquad
        a^{(l)} = \varphi^{(l)}(z^{(l)})

    The sums of the last layer are the logits.  They are also what the network returns, unless an
    output function is given.

    Many networks of one shape are one object, too: their arrays have one more axis, the last.
    Then ``len(net)`` counts the replicas, ``net[r]`` is an ordinary network, ``net[2:5]`` or
    ``net[mask]`` are several again, and a loop goes through them one by one.

    Networks are equal if their activations and all bits of their weights and biases are.  A copy,
    also one that was pickled, is as read-only as the original.  Every network counts as true.

    Parameters
    ----------
    weights : sequence of array_like
        One matrix a layer, shape (inputs, outputs) or (inputs, outputs, replicas).
    biases : sequence of array_like
        One vector a layer, shape (outputs,) or (outputs, replicas); a row (1, outputs) is taken
        for one.
    hidden : str or Activation, or a list or tuple of these
        The activation of all hidden layers, or one for each.
    output : str or Activation, optional
        What the last layer applies to its sums; the identity is none.  A loss that takes logits,
        such as a cross entropy, refuses it.

    Attributes
    ----------
    weights, biases : tuple of ndarray
        As given, in float64 and read-only.
    hidden : Activation or tuple of Activation
        One where all hidden layers have the same.
    output : Activation or None
    sizes : tuple of int
        The number of inputs, of each layer's units, and of outputs.
    replicas : int or None
        How many networks; None for an ordinary one.

    Raises
    ------
    ValueError, TypeError
        If the shapes do not fit, or a value is not a finite number.

    Examples
    --------
    >>> import actdemo as ad
    >>> net = ad.Network(weights=([[1, 1], [1, 1]], [[1], [-2]]), biases=([0, -1], [0]))
    >>> net
    <Network 2-2-1, relu>
    >>> X, y = ad.xor()
    >>> print(net(X)[:, 0], y[:, 0])
    [0. 1. 1. 0.] [0. 1. 1. 0.]
    >>> ad.Network.initialized((2, 5, 3, 1), hidden=("tanh", "relu"), output="sigmoid")
    <Network 2-5-3-1, tanh, relu, output sigmoid>
    """

    def __init__(
        self,
        weights: Sequence[ArrayLike],
        biases: Sequence[ArrayLike],
        hidden: Hidden = "relu",
        output: str | Activation | None = None,
    ) -> None:
        weights = checks.sequence("weights", weights, "arrays")
        biases = checks.sequence("biases", biases, "arrays")
        if len(weights) != len(biases) or not weights:
            came = f"{len(weights)} and {len(biases)}"
            raise ValueError(f"weights and biases must have one entry for each layer, not {came}")
        given = hidden if isinstance(hidden, list | tuple) else [cast(Any, hidden)]
        named = (*given, "identity" if output is None else output)
        *each, last = (f if isinstance(f, Activation) else activations[f] for f in named)
        if given is hidden and len(each) != len(weights) - 1:
            many = f"{len(weights) - 1} in all, not {len(each)}"
            raise ValueError(f"hidden must have one entry for each hidden layer, {many}")
        self.hidden: Any = each[0] if each and all(f == each[0] for f in each) else tuple(each)
        self.output = None if last == activations["identity"] else last
        form = " (inputs, outputs)"
        labelled = ((f"weights[{k}]", W) for k, W in enumerate(weights))
        self.weights = tuple(checks.real_array(label, W, form, 2, 3) for label, W in labelled)
        self.sizes = (len(self.weights[0]), *(W.shape[1] for W in self.weights))
        lanes = self.weights[0].shape[2:]
        self.replicas = lanes[0] if lanes else None
        for k, W in enumerate(self.weights):
            shape = (*self.sizes[k : k + 2], *lanes)
            if W.shape != shape:
                before = f"must have shape {shape} to fit weights[{k - 1}]"
                raise ValueError(f"weights[{k}] {before}, not {W.shape}")
        self.biases = tuple(  # adding 0 makes -0 to 0: then no sum that starts with a bias is -0
            checks.fitted(f"biases[{k}]", b, W.shape[1:], f" to fit weights[{k}]") + 0.0
            for k, (b, W) in enumerate(zip(biases, self.weights, strict=True))
        )
        for array in (*self.weights, *self.biases):
            array.setflags(write=False)

    @classmethod
    def initialized(
        cls,
        sizes: Sequence[int],
        hidden: Hidden = "relu",
        init: str = "glorot_normal",
        seed: int | Sequence[int] = 0,
        output: str | Activation | None = None,
    ) -> Network:
        """Return a network with random weights and zero biases, or many of them.

        Parameters
        ----------
        sizes : sequence of int
            The number of inputs, of each hidden layer's units, and of outputs.
        hidden : str or Activation, or a list or tuple of these
            The activation of all hidden layers, or one for each.
        init : {"glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal"}
            How the weights are drawn.
        seed : int or sequence of int
            Where the random numbers start; the same seed gives the same bits everywhere.  A
            sequence of different seeds gives one replica each.
        output : str or Activation, optional
            What the last layer applies to its sums.

        Returns
        -------
        Network

        Raises
        ------
        ValueError, TypeError
            For fewer than two sizes, a size below 1, an unknown name, or a seed that is negative,
            ``2**128`` or above, not a whole number, or given twice.

        Notes
        -----
        The names stand for the variance of a weight: 2 / (inputs + outputs) for Glorot [1]_,
        2 / inputs for He [2]_, 1 / inputs for LeCun [3]_.

        References
        ----------
        .. [1] X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward
           neural networks", *AISTATS*, 2010, https://proceedings.mlr.press/v9/glorot10a.html
        .. [2] K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers", *ICCV*, 2015,
           https://doi.org/10.1109/ICCV.2015.123
        .. [3] Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, "Efficient BackProp", in *Neural
           Networks: Tricks of the Trade*, 1998, https://doi.org/10.1007/3-540-49430-8_2

        Examples
        --------
        >>> import actdemo as ad
        >>> net = ad.Network.initialized((2, 5, 1), hidden="relu", seed=7)
        >>> net.sizes
        (2, 5, 1)
        >>> ad.Network.initialized((2, 5, 1), seed=range(1000))
        <1000 Networks 2-5-1, relu>
        """
        entries = enumerate(checks.sequence("sizes", sizes, "whole numbers"))
        counts = [checks.whole_number(f"sizes[{k}]", size, 1) for k, size in entries]
        if len(counts) < 2:
            raise ValueError(f"sizes must name inputs and outputs at least, not {tuple(counts)}")
        seeds = as_seeds(seed)
        if isinstance(seeds, int):
            return cls.initialized(counts, hidden, init, [seeds], output)[0]
        if (count := parameter_count(counts) * len(seeds)) > checks.MOST:
            raise ValueError(f"sizes and seed ask for {count} numbers, more than {checks.MOST}")
        if len(set(seeds)) < len(seeds):
            twice = next(number for number, times in Counter(seeds).items() if times > 1)
            raise ValueError(f"seed must hold different numbers; {twice} is there twice")
        weights = initial_weights(counts, init, seeds)
        return cls(weights, [np.zeros((n, len(seeds))) for n in counts[1:]], hidden, output)

    @property
    def functions(self) -> tuple[Any, ...]:
        """What each layer applies, from the first hidden layer to the output."""
        hidden, layers = self.hidden, len(self.weights) - 1
        return *(hidden if isinstance(hidden, tuple) else (hidden,) * layers), self.output

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.sizes))
        number = "Network" if self.replicas is None else f"{self.replicas} Networks"
        hidden = self.hidden if isinstance(self.hidden, tuple) else (self.hidden,)
        names = "".join(f", {each.name}" for each in hidden)
        return f"<{number} {sizes}{names}{f', output {self.output.name}' if self.output else ''}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Let copies go through the checks, and be read-only, too."""
        return Network, (self.weights, self.biases, self.hidden, self.output)

    def to_dict(self) -> dict[str, Any]:
        """Return the network as lists, numbers and names, as JSON has them.

        Returns
        -------
        dict
            ``"weights"`` and ``"biases"``, nested lists layer by layer; ``"hidden"``, for each
            hidden layer the name of its activation and its parameters; ``"output"``, the same for
            the last layer.  `read_network` makes the same network of it, bit for bit.

        Raises
        ------
        ValueError
            For many networks, or an activation of one's own.

        Examples
        --------
        >>> import actdemo as ad
        >>> ad.Network(weights=([[2], [1]],), biases=([0.5],)).to_dict()
        {'weights': [[[2.0], [1.0]]], 'biases': [[0.5]], 'hidden': [], 'output': ['identity', {}]}
        """
        one_network("net", self)
        named: list[list[Any]] = []
        for function in (each or activations["identity"] for each in self.functions):
            if not function.registered:
                raise ValueError(f"net has {function.name}, which has no name that others know")
            kink = {"kink": function.kink} if isinstance(function.kink, float) else {}
            named.append([function.name, function.parameters | kink])
        weights, biases = ([a.tolist() for a in some] for some in (self.weights, self.biases))
        arrays = {"weights": weights, "biases": biases}
        return arrays | {"hidden": named[:-1], "output": named[-1]}

    def __bool__(self) -> bool:
        """Return True, though an ordinary network has no length."""
        return True

    def __len__(self) -> int:
        """Return the number of replicas."""
        if self.replicas is None:
            raise TypeError("an ordinary network has no length; many networks have")
        return int(self.replicas)

    def __getitem__(self, key: Any) -> Network:
        """Return one of many networks, or several: net[3], net[2:5], net[mask]."""
        if self.replicas is None:
            raise TypeError("an ordinary network can't be indexed; many networks can")
        places = key if isinstance(key, slice) else checks.numbers("key", key)
        try:
            lanes = np.arange(self.replicas)[places]
        except (IndexError, OverflowError, TypeError) as error:
            raise IndexError(f"key {checks.shown(key)} chooses no network: {error}") from None
        if np.ndim(lanes) > 1 or not np.size(lanes):
            raise ValueError(f"key must choose a network or several, not {checks.shown(key)}")
        weights, biases = ([a[..., lanes] for a in some] for some in (self.weights, self.biases))
        return Network(weights, biases, self.hidden, self.output)

    def __iter__(self) -> Iterator[Network]:
        """Go through the networks one by one."""
        return (self[r] for r in range(len(self)))

    def __call__(self, X: ArrayLike) -> Array:
        """Return the outputs for inputs (n, inputs): (n, outputs) or (n, outputs, replicas).

        They are the logits, or what the output function makes of them.  One sample may stand
        alone: ``net([0, 0])`` is ``net([[0, 0]])``, and gives one row.
        """
        return self.forward(X).activations[-1]

    def forward(self, X: ArrayLike) -> Trace:
        """Return everything that a forward pass computes.

        Parameters
        ----------
        X : array_like of shape (n, inputs) or (inputs,)

        Returns
        -------
        Trace

        Raises
        ------
        ValueError, TypeError
            If X has another shape, is empty, or holds a value that is not a finite number.

        Examples
        --------
        >>> import actdemo as ad
        >>> net = ad.Network(weights=([[1], [1]], [[2]]), biases=([-1], [0.5]))
        >>> trace = net.forward([[1, 1], [0, 0]])
        >>> print(trace.pre_activations[0][:, 0], trace.activations[0][:, 0], trace.logits[:, 0])
        [ 1. -1.] [1. 0.] [2.5 0.5]
        """
        inputs = checks.rows("X", X, self.sizes[0])
        work = Pass(self.sizes, self.functions, len(inputs), self.replicas or 1)
        with elementary.quiet():
            work.forward(*self._parameters(), inputs[..., None])
        lanes = 0 if self.replicas is None else slice(None)
        sums, values = (tuple(a[..., lanes] for a in some) for some in (work.sums, work.values))
        return Trace(sums, values if self.output else (*values[:-1], sums[-1]))

    def inactive(self, trace: Trace) -> list[Booleans]:
        """Return for each hidden layer where its units give 0 and have slope 0."""
        layers = zip(self.functions[:-1], trace.pre_activations, trace.activations, strict=False)
        return [(values == 0.0) & (f.derivative(sums) == 0.0) for f, sums, values in layers]

    def judged(self, X: ArrayLike, y: ArrayLike, loss: str | Loss) -> tuple[Array, Array, Loss]:
        """Return inputs, targets and loss, or say why they do not fit each other."""
        chosen = as_loss(loss)
        if self.output and chosen.contains:
            taken = f"takes logits, to which it applies the {chosen.contains} itself"
            raise ValueError(f"loss {chosen.name} {taken}; it refuses output {self.output.name}")
        inputs = checks.rows("X", X, self.sizes[0])
        return inputs, chosen.as_targets("y", y, (len(inputs), self.sizes[-1])), chosen

    def _parameters(self) -> Parameters:
        """Return weights and biases with an axis of replicas."""
        return unpack(pack(self.weights, self.biases), self.sizes)

    def gradients(
        self, X: ArrayLike, y: ArrayLike, loss: str | Loss = "sigmoid_cross_entropy"
    ) -> Gradients:
        r"""Return the derivative of the mean loss with respect to each weight and bias.

        Parameters
        ----------
        X : array_like of shape (n, inputs)
        y : array_like of shape (n, outputs), or (n,) for one output
        loss : str or Loss

        Returns
        -------
        Gradients
            ``.weights`` and ``.biases``, tuples of arrays with the shapes of those of the network.

        Raises
        ------
        ValueError, TypeError
            If X or y has another shape, is empty, or holds a value that is not allowed, or the
            loss takes logits and the network has an output function.

        Notes
        -----
        By backpropagation [1]_: with :math:`\delta^{(l)} = \partial L / \partial z^{(l)}`, the
        gradient of :math:`W^{(l)}` is the sum of :math:`a^{(l-1)} \delta^{(l)}` over the samples,
        and that of the bias the sum of :math:`\delta^{(l)}`.

        References
        ----------
        .. [1] D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by
           back-propagating errors", *Nature* 323, 1986, https://doi.org/10.1038/323533a0

        Examples
        --------
        >>> import actdemo as ad
        >>> net = ad.Network(weights=([[1], [1]], [[2]]), biases=([0], [0]))
        >>> print(net.gradients([[1, 0]], [[1]], "mean_squared_error").weights[0])
        [[2.]
         [0.]]
        """
        inputs, targets, chosen = self.judged(X, y, loss)
        samples = inputs[..., None], targets[..., None]
        batches = Batches(self.sizes, self.functions, self.replicas or 1)
        with elementary.quiet():
            flat = batches.gradient(self._parameters(), chosen.slopes, *samples)
        lanes = 0 if self.replicas is None else slice(None)
        parts = unpack(flat, self.sizes)
        return Gradients(*(tuple(a[..., lanes] for a in some) for some in parts))


def one_network(name: str, net: Network) -> None:
    """Refuse many networks where only one makes sense, and what is none."""
    checks.instance(name, net, Network)
    if net.replicas is not None:
        raise ValueError(f"{name} holds {net.replicas} networks; choose one, such as {name}[0]")


def with_hidden_layers(
    name: str, net: Network, inputs: int | None = None, most: float = 1, outputs: int = 1
) -> None:
    """Refuse all but one network with hidden layers, so many outputs, and so many inputs."""
    one_network(name, net)
    if not 1 <= len(net.sizes) - 2 <= most or net.sizes[-1] != outputs:
        shape, number = "-".join(map(str, net.sizes)), "one" if most == 1 else "at least one"
        wanted = f"{number} hidden layer and {'one output' if outputs == 1 else 'two outputs'}"
        raise ValueError(f"{name} must have {wanted}, not sizes {shape}")
    if inputs not in (None, net.sizes[0]):
        raise ValueError(f"{name} must have two inputs, not {net.sizes[0]}")
