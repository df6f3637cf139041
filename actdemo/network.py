"""The network: weights, biases, the forward pass and the gradients.

Arrays are (samples, units) for values and (inputs, outputs) for weights.  Every sum starts with
the bias and takes its terms in order, so that the same numbers give the same bits everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from . import portable
from .activations import Activation, activations
from .checks import real_array, whole_number
from .losses import Loss, losses
from .portable import Array, ordered_sum
from .seeds import initial_weights

Arrays = tuple[Array, ...]


class Trace(NamedTuple):
    """What a forward pass computed, layer by layer, the output layer last.

    Attributes
    ----------
    pre_activations : tuple of ndarray
        For each layer the weighted sums plus bias, shape (n, units).
    activations : tuple of ndarray
        For each layer what it hands on, same shapes.  The output layer applies no activation.
    """

    pre_activations: Arrays
    activations: Arrays

    @property
    def logits(self) -> Array:
        """The values of the output layer, shape (n, outputs)."""
        return self.activations[-1]


class Gradients(NamedTuple):
    """The derivative of a loss with respect to each weight and each bias."""

    weights: Arrays
    biases: Arrays


def forward(weights: Arrays, biases: Arrays, hidden: Activation, X: Array) -> Trace:
    """Propagate inputs of shape (n, inputs) through the layers; the arguments are trusted."""
    pre_activations: list[Array] = []
    outputs: list[Array] = []
    values = X
    for W, b in zip(weights, biases, strict=True):
        terms = [values[:, i, None] * W[i] for i in range(len(W))]
        values = np.asarray(ordered_sum([b, *terms]))
        pre_activations.append(values)
        if len(outputs) < len(weights) - 1:
            values = hidden(values)
        outputs.append(values)
    return Trace(tuple(pre_activations), tuple(outputs))


def backward(
    weights: Arrays, hidden: Activation, X: Array, trace: Trace, slopes: Array
) -> Gradients:
    """Propagate the slopes of the loss at the logits back to every weight and bias."""
    weight_gradients: list[Array] = []
    bias_gradients: list[Array] = []
    delta = slopes
    for layer in reversed(range(len(weights))):
        inputs = trace.activations[layer - 1] if layer else X
        products = [values[:, None] * d for values, d in zip(inputs, delta, strict=True)]
        weight_gradients.insert(0, np.asarray(ordered_sum(products)))
        bias_gradients.insert(0, np.asarray(ordered_sum(delta)))
        if layer:
            W = weights[layer]
            terms = [delta[:, k, None] * W[:, k] for k in range(W.shape[1])]
            delta = ordered_sum(terms) * hidden.derivative(trace.pre_activations[layer - 1])
    return Gradients(tuple(weight_gradients), tuple(bias_gradients))


class Network:
    r"""A fully connected network: affine layers with one activation between them.

    .. math::

        a^{(0)} = x, \qquad z^{(l)} = b^{(l)} + a^{(l-1)} W^{(l)}, \qquad
        a^{(l)} = \varphi(z^{(l)})

    The last layer applies no activation: its values are the logits.

    Parameters
    ----------
    weights : sequence of array_like
        One matrix a layer, shape (inputs, outputs).
    biases : sequence of array_like
        One vector a layer, shape (outputs,).
    hidden : str or Activation
        The activation of the hidden layers.

    Attributes
    ----------
    weights, biases : tuple of ndarray
        As given, in float64 and read-only.
    hidden : Activation
    sizes : tuple of int
        The number of inputs, of each layer's units, and of outputs.

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
            real_array(f"weights[{k}]", W, " (inputs, outputs)", ndim=2)
            for k, W in enumerate(weights)
        )
        self.biases = tuple(
            real_array(f"biases[{k}]", b, " (outputs,)", ndim=1) for k, b in enumerate(biases)
        )
        self.sizes = (len(self.weights[0]), *(len(b) for b in self.biases))
        for k, W in enumerate(self.weights):
            if W.shape != self.sizes[k : k + 2]:
                raise ValueError(
                    f"weights[{k}] must have shape {self.sizes[k : k + 2]} to fit the layer "
                    f"before it and biases[{k}], not {W.shape}"
                )
        for array in (*self.weights, *self.biases):
            array.setflags(write=False)

    @classmethod
    def initialized(
        cls,
        sizes: Sequence[int],
        hidden: str | Activation = "relu",
        init: str = "glorot_normal",
        seed: int = 0,
    ) -> Network:
        """Return a network with random weights and zero biases.

        Parameters
        ----------
        sizes : sequence of int
            The number of inputs, of each hidden layer's units, and of outputs.
        hidden : str or Activation
            The activation of the hidden layers.
        init : {"glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal"}
            How the weights are drawn.
        seed : int
            Where the random numbers start; the same seed gives the same bits everywhere.

        Returns
        -------
        Network

        Raises
        ------
        ValueError, TypeError
            For fewer than two sizes, a size below 1, an unknown name, or a seed that is negative
            or not a whole number.

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
        """
        if not np.iterable(sizes):
            raise TypeError(f"sizes must be a sequence of whole numbers, not {sizes!r}")
        counts = [whole_number(f"sizes[{k}]", size, 1) for k, size in enumerate(sizes)]
        if len(counts) < 2:
            raise ValueError(f"sizes must name inputs and outputs at least, not {tuple(counts)}")
        weights = initial_weights(counts, init, seed)
        return cls(weights, [np.zeros(count) for count in counts[1:]], hidden)

    def __repr__(self) -> str:
        return f"<Network {'-'.join(map(str, self.sizes))}, {self.hidden.name}>"

    def __call__(self, X: ArrayLike) -> Array:
        """Return the logits for inputs of shape (n, inputs), shape (n, outputs)."""
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
        with portable.quiet():
            return forward(self.weights, self.biases, self.hidden, self.checked_inputs(X))

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
        inputs = self.checked_inputs(X)
        targets = chosen.check_targets("y", y, (len(inputs), self.sizes[-1]))
        with portable.quiet():
            trace = forward(self.weights, self.biases, self.hidden, inputs)
            slopes = chosen.slopes(trace.logits, targets)
            return backward(self.weights, self.hidden, inputs, trace, slopes)

    def checked_inputs(self, X: ArrayLike) -> Array:
        """Return X as an array, or say what is wrong with it."""
        shape = f" (n, {self.sizes[0]})"
        inputs = real_array("X", X, shape, ndim=2)
        if inputs.shape[1] != self.sizes[0]:
            raise ValueError(f"X must have shape{shape}, not {inputs.shape}")
        return inputs
