"""The network, or many of one shape: weights, biases, the forward pass and the gradients.

Arrays are (samples, units) for values and (inputs, outputs) for weights.  Those of many networks
have one more axis at the end, that of the replicas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .activation import Activation, activations
from .arithmetic import elementary
from .arithmetic.draws import as_seeds, initial_weights
from .arithmetic.elementary import Array, Booleans
from .checks import real_array, whole_number
from .loss import Loss, losses
from .propagation import Arrays, Batches, Pass, pack, unpack


class Trace(NamedTuple):
    """What a forward pass computed, layer by layer, the output layer last.

    Attributes
    ----------
    pre_activations : tuple of ndarray
        For each layer the weighted sums plus bias, shape (n, units), of many networks
        (n, units, replicas).
    activations : tuple of ndarray
        For each layer what it hands on, same shapes.  The output layer applies no activation.
    """

    pre_activations: tuple[Array, ...]
    activations: tuple[Array, ...]

    @property
    def logits(self) -> Array:
        """The values of the output layer, shape (n, outputs) or (n, outputs, replicas)."""
        return self.activations[-1]


class Gradients(NamedTuple):
    """The derivative of a loss with respect to each weight and each bias."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


class Network:
    r"""A fully connected network: affine layers with one activation between them.

    .. math::

        a^{(0)} = x, \qquad z^{(l)} = b^{(l)} + a^{(l-1)} W^{(l)}, \qquad
        a^{(l)} = \varphi(z^{(l)})

    The last layer applies no activation: its values are the logits.

    Many networks of one shape are one object, too: their arrays have one more axis, the last.
    Then ``len(net)`` counts the replicas, ``net[r]`` is an ordinary network, ``net[2:5]`` or
    ``net[mask]`` are several again, and a loop goes through them one by one.

    Parameters
    ----------
    weights : sequence of array_like
        One matrix a layer, shape (inputs, outputs) or (inputs, outputs, replicas).
    biases : sequence of array_like
        One vector a layer, shape (outputs,) or (outputs, replicas).
    hidden : str or Activation
        The activation of the hidden layers.

    Attributes
    ----------
    weights, biases : tuple of ndarray
        As given, in float64 and read-only.
    hidden : Activation
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
    """

    def __init__(
        self,
        weights: Sequence[ArrayLike],
        biases: Sequence[ArrayLike],
        hidden: str | Activation = "relu",
    ) -> None:
        if len(weights) != len(biases) or not len(weights):
            raise ValueError(
                "weights and biases must have one entry for each layer, "
                f"not {len(weights)} and {len(biases)}"
            )
        self.hidden = hidden if isinstance(hidden, Activation) else activations[hidden]
        self.weights = tuple(
            real_array(f"weights[{k}]", W, " (inputs, outputs)", 2, 3)
            for k, W in enumerate(weights)
        )
        self.biases = tuple(  # adding 0 makes -0 to 0: then no sum that starts with a bias is -0
            real_array(f"biases[{k}]", b, " (outputs,)", 1, 2) + 0.0 for k, b in enumerate(biases)
        )
        self.sizes = (len(self.weights[0]), *(len(b) for b in self.biases))
        lanes = self.weights[0].shape[2:]
        self.replicas = lanes[0] if lanes else None
        for k, W in enumerate(self.weights):
            if W.shape != (*self.sizes[k : k + 2], *lanes):
                raise ValueError(
                    f"weights[{k}] must have shape {(*self.sizes[k : k + 2], *lanes)} to fit the "
                    f"layer before it and biases[{k}], not {W.shape}"
                )
            if self.biases[k].shape[1:] != lanes:
                raise ValueError(
                    f"biases[{k}] must have shape {(self.sizes[k + 1], *lanes)} to fit "
                    f"weights[{k}], not {self.biases[k].shape}"
                )
        for array in (*self.weights, *self.biases):
            array.setflags(write=False)

    @classmethod
    def initialized(
        cls,
        sizes: Sequence[int],
        hidden: str | Activation = "relu",
        init: str = "glorot_normal",
        seed: int | Sequence[int] = 0,
    ) -> Network:
        """Return a network with random weights and zero biases, or many of them.

        Parameters
        ----------
        sizes : sequence of int
            The number of inputs, of each hidden layer's units, and of outputs.
        hidden : str or Activation
            The activation of the hidden layers.
        init : {"glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal"}
            How the weights are drawn.
        seed : int or sequence of int
            Where the random numbers start; the same seed gives the same bits everywhere.  A
            sequence of different seeds gives one replica each.

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
        if not np.iterable(sizes):
            raise TypeError(f"sizes must be a sequence of whole numbers, not {sizes!r}")
        counts = [whole_number(f"sizes[{k}]", size, 1) for k, size in enumerate(sizes)]
        if len(counts) < 2:
            raise ValueError(f"sizes must name inputs and outputs at least, not {tuple(counts)}")
        seeds = as_seeds(seed)
        if isinstance(seeds, int):
            return cls.initialized(counts, hidden, init, [seeds])[0]
        if len(set(seeds)) < len(seeds):
            twice = next(number for number, times in Counter(seeds).items() if times > 1)
            raise ValueError(f"seed must hold different numbers; {twice} is there twice")
        weights = initial_weights(counts, init, seeds)
        return cls(weights, [np.zeros((n, len(seeds))) for n in counts[1:]], hidden)

    def __repr__(self) -> str:
        number = "Network" if self.replicas is None else f"{self.replicas} Networks"
        return f"<{number} {'-'.join(map(str, self.sizes))}, {self.hidden.name}>"

    def __len__(self) -> int:
        """Return the number of replicas."""
        if self.replicas is None:
            raise TypeError("an ordinary network has no length; many networks have")
        return int(self.replicas)

    def __getitem__(self, key: Any) -> Network:
        """Return one of many networks, or several: net[3], net[2:5], net[mask]."""
        if self.replicas is None:
            raise TypeError("an ordinary network can't be indexed; many networks can")
        return Network(
            [W[..., key] for W in self.weights], [b[..., key] for b in self.biases], self.hidden
        )

    def __iter__(self) -> Iterator[Network]:
        """Go through the networks one by one."""
        return (self[r] for r in range(len(self)))

    def __call__(self, X: ArrayLike) -> Array:
        """Return the logits for inputs (n, inputs): (n, outputs) or (n, outputs, replicas)."""
        return self.forward(X).logits

    def forward(self, X: ArrayLike) -> Trace:
        """Return everything that a forward pass computes.

        Parameters
        ----------
        X : array_like of shape (n, inputs)

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
        inputs = self.as_inputs(X)
        work = Pass(self.sizes, len(inputs), self.replicas or 1)
        with elementary.quiet():
            work.forward(*self._parameters(), self.hidden, inputs[..., None])
        lanes = 0 if self.replicas is None else slice(None)
        sums = tuple(array[..., lanes] for array in work.sums)
        return Trace(sums, (*(array[..., lanes] for array in work.values), sums[-1]))

    def inactive(self, trace: Trace) -> list[Booleans]:
        """Return for each hidden layer where its units give 0 and have slope 0."""
        layers = zip(trace.pre_activations[:-1], trace.activations[:-1], strict=True)
        return [(values == 0.0) & (self.hidden.derivative(sums) == 0.0) for sums, values in layers]

    def _parameters(self) -> tuple[Arrays, Arrays]:
        """Return weights and biases with an axis of replicas."""
        return unpack(pack(self.weights, self.biases), self.sizes)

    def gradients(
        self, X: ArrayLike, y: ArrayLike, loss: str | Loss = "sigmoid_cross_entropy"
    ) -> Gradients:
        r"""Return the derivative of the mean loss with respect to each weight and bias.

        Parameters
        ----------
        X : array_like of shape (n, inputs)
        y : array_like of shape (n, outputs)
        loss : str or Loss

        Returns
        -------
        Gradients
            ``.weights`` and ``.biases``, tuples of arrays with the shapes of those of the network.

        Raises
        ------
        ValueError, TypeError
            If X or y has another shape, is empty, or holds a value that is not allowed.

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
        chosen = loss if isinstance(loss, Loss) else losses[loss]
        inputs = self.as_inputs(X)
        targets = chosen.as_targets("y", y, (len(inputs), self.sizes[-1]))
        lanes = self.replicas or 1
        with elementary.quiet():
            flat = Batches(self.sizes, lanes).gradient(
                *self._parameters(),
                self.hidden,
                chosen.slope,
                inputs[..., None],
                targets[..., None],
            )
        lane = 0 if self.replicas is None else slice(None)
        weights, biases = (tuple(a[..., lane] for a in some) for some in unpack(flat, self.sizes))
        return Gradients(weights, biases)

    def as_inputs(self, X: ArrayLike, name: str = "X") -> Array:
        """Return X as an array, or say under its name what is wrong with it."""
        shape = f" (n, {self.sizes[0]})"
        inputs = real_array(name, X, shape, 2)
        if inputs.shape[1] != self.sizes[0]:
            raise ValueError(f"{name} must have shape{shape}, not {inputs.shape}")
        return inputs
