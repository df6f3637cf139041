"""The arithmetic of a network: one pass forward, one pass back, for many samples or networks.

An array holds the units first and the lanes last; a lane is a replica in training, a sample and a
replica elsewhere.  Every sum starts with the bias and takes its terms in order: the same numbers
give the same bits everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import prod

import numpy as np

from .activation import Activation
from .arithmetic.elementary import Array

Arrays = tuple[Array, ...]
PAGE, LINE = 512, 8  # numbers in a page of memory and in a line of the cache


def buffers(shapes: Sequence[tuple[int, ...]]) -> list[Array]:
    """Return arrays of zeros that do not get in each other's way.

    Each starts on a line of the cache, at another place in its page: the processor takes addresses
    that agree in their last bits for the same one, and would wait.
    """
    rooms = [-(-prod(shape) // PAGE) * PAGE + 9 * LINE for shape in shapes]
    memory = np.zeros(sum(rooms) + LINE)
    start = -memory.ctypes.data // 8 % LINE
    arrays = []
    for shape, room in zip(shapes, rooms, strict=True):
        arrays.append(memory[start : start + prod(shape)].reshape(shape))
        start += room
    return arrays


def parameter_count(sizes: Sequence[int]) -> int:
    """Return the number of weights and biases."""
    return sum((1 + n_in) * n_out for n_in, n_out in pairwise(sizes))


def unpack(flat: Array, sizes: Sequence[int]) -> tuple[Arrays, Arrays]:
    """Return the weights and the biases as views of one array (parameters, lanes)."""
    weights, biases, start = [], [], 0
    for n_in, n_out in pairwise(sizes):
        middle, stop = start + n_out, start + (1 + n_in) * n_out
        biases.append(flat[start:middle])
        weights.append(flat[middle:stop].reshape(n_in, n_out, *flat.shape[1:]))
        start = stop
    return tuple(weights), tuple(biases)


def pack(weights: Arrays, biases: Arrays) -> Array:
    """Return weights and biases as one array (parameters, lanes)."""
    lanes = biases[0].shape[1:] or (1,)
    pairs = zip(biases, weights, strict=True)
    return np.concatenate([array.reshape(-1, *lanes) for pair in pairs for array in pair])


class Pass:
    """The memory of a pass through the layers, and the two ways through it.

    Attributes
    ----------
    flat : ndarray of shape (parameters, lanes)
        On the way forward scratch, on the way back the gradient.
    sums : list of ndarray of shape (units, lanes)
        The pre-activations of each layer.
    values : list of ndarray of shape (units, lanes)
        The activations of each hidden layer.
    """

    def __init__(self, sizes: Sequence[int], lanes: tuple[int, ...]) -> None:
        units = [*sizes[1:], *sizes[1:-1]]
        self.flat, *others = buffers([(n, *lanes) for n in (parameter_count(sizes), *units)])
        self.products, self.deltas = unpack(self.flat, sizes)
        self.sums, self.values = others[: len(sizes) - 1], others[len(sizes) - 1 :]

    def forward(self, weights: Arrays, biases: Arrays, hidden: Activation, inputs: Array) -> Array:
        """Take inputs of shape (inputs, lanes) to the logits."""
        self.inputs = [inputs, *self.values]
        for k, W in enumerate(weights):
            values, sums, product = self.inputs[k], self.sums[k], self.products[k][0]
            np.multiply(W[0], values[0], out=sums)
            sums += biases[k]  # the order of two terms does not matter
            for i in range(1, len(W)):
                np.multiply(W[i], values[i], out=product)
                sums += product
            if k < len(self.values):
                hidden.apply(sums, self.values[k])
        return self.sums[-1]

    def backward(self, weights: Arrays, hidden: Activation, slopes: Array) -> Array:
        """Take the slopes of the loss at the logits to the gradient, ``flat``."""
        self.deltas[-1][...] = slopes
        for k in range(len(weights) - 1, -1, -1):
            delta = self.deltas[k]
            if k:
                before = self.deltas[k - 1]
                np.multiply(weights[k][:, 0], delta[0], out=before)
                for j in range(1, len(delta)):
                    before += weights[k][:, j] * delta[j]
                hidden.chain(self.sums[k - 1], before)
            np.multiply(self.inputs[k][:, None], delta, out=self.products[k])
        return self.flat


def batch_gradient(
    work: Sequence[Pass],
    weights: Arrays,
    biases: Arrays,
    hidden: Activation,
    slope: Callable[[Array, Array], Array],
    inputs: Array,
    targets: Array,
    logits: Array,
) -> Array:
    """Return the gradient of the mean loss of a batch, (parameters, lanes), sample by sample.

    Inputs (inputs, n, lanes), targets and logits (outputs, n, lanes); the last are written.  The
    work is two passes, one for the sum and one for what is added to it; for a batch of one sample
    the first is enough.
    """
    n = inputs.shape[1]
    for k in range(n):
        this = work[min(k, 1)]
        logits[:, k] = z = this.forward(weights, biases, hidden, inputs[:, k])
        slopes = slope(z[None], targets[None, :, k])[0]
        this.backward(weights, hidden, slopes if n == 1 else slopes / n)
        if k:
            work[0].flat += this.flat
    return work[0].flat
