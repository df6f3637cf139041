"""The arithmetic of a network: one pass forward, one pass back, for many samples or networks.

An array holds the samples first, then the units, and the lanes last; a lane is a replica.  Every
sum starts with the bias and takes its terms in order: the same numbers give the same bits
everywhere.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from .activation import Activation
from .arithmetic.elementary import Array

Arrays = tuple[Array, ...]
Parameters = tuple[Arrays, Arrays]  # weights and biases, layer by layer
Sizes = Sequence[int]
Slope = Callable[[Array, Array], Array]  # of a loss, at outputs and targets
Functions = tuple[Activation | None, ...]  # what each layer applies, if anything
SIDE = 256  # lanes, of samples or networks, up to which a step takes as long as for one


def parameter_count(sizes: Sizes) -> int:
    """Return the number of weights and biases."""
    return sum((1 + n_in) * n_out for n_in, n_out in pairwise(sizes))


def unpack(flat: Array, sizes: Sizes) -> Parameters:
    """Return the weights and the biases as views of one array (..., parameters, lanes)."""
    weights, biases, start = [], [], 0
    for n_in, n_out in pairwise(sizes):
        stop = start + (1 + n_in) * n_out
        some = flat[..., start:stop, :].reshape(*flat.shape[:-2], 1 + n_in, n_out, flat.shape[-1])
        biases.append(some[..., 0, :, :])
        weights.append(some[..., 1:, :, :])
        start = stop
    return tuple(weights), tuple(biases)


def pack(weights: Arrays, biases: Arrays) -> Array:
    """Return weights and biases as one array (parameters, lanes)."""
    lanes = biases[0].shape[1:] or (1,)
    pairs = zip(biases, weights, strict=True)
    return np.concatenate([array.reshape(-1, *lanes) for pair in pairs for array in pair])


def add_in_order(terms: Array, axis: int, out: Array) -> None:
    """Add along axis 1 or 2 from the first to the last; along the fastest NumPy adds in pairs."""
    if terms.strides[axis] > terms.itemsize:
        np.add.reduce(terms, axis, out=out)
    else:
        np.add.accumulate(terms, axis, out=terms)
        out[...] = terms[:, -1] if axis == 1 else terms[:, :, -1]


class Pass:
    """The memory of a pass through the layers, and the two ways through it.

    Attributes
    ----------
    flat : ndarray of shape (samples, parameters, lanes)
        On the way forward scratch, on the way back the gradient of each sample.
    sums : list of ndarray of shape (samples, units, lanes)
        The pre-activations of each layer.
    values : list of ndarray of shape (samples, units, lanes)
        The activations of each layer; the pre-activations where a layer applies none.
    """

    def __init__(self, sizes: Sizes, functions: Functions, samples: int, lanes: int) -> None:
        self.functions, self.flat = functions, np.zeros((samples, parameter_count(sizes), lanes))
        self.products, self.deltas = unpack(self.flat, sizes)
        self.sums = [np.zeros((samples, n, lanes)) for n in sizes[1:]]
        pairs = zip(functions, self.sums, strict=True)
        self.values = [np.zeros_like(sums) if function else sums for function, sums in pairs]
        self.columns = [array[:, :, None] for array in self.values]
        self.first = [array[:, 0] for array in self.products]

    def forward(self, weights: Arrays, biases: Arrays, inputs: Array) -> Array:
        """Take inputs of shape (samples, inputs, lanes) to the outputs."""
        self.before = [inputs[:, :, None], *self.columns]
        for k, products in enumerate(self.products):
            np.multiply(weights[k], self.before[k], out=products)
            np.add(self.first[k], biases[k], out=self.first[k])  # the order of two does not matter
            add_in_order(products, 1, self.sums[k])
            if function := self.functions[k]:
                function.apply(self.sums[k], self.values[k])
        return self.values[-1]

    def backward(self, weights: Arrays, slopes: Array) -> Array:
        """Take the slopes of the loss at the outputs to the gradients, ``flat``."""
        self.deltas[-1][...] = slopes
        for k in range(len(weights) - 1, -1, -1):
            if function := self.functions[k]:
                function.chain(self.sums[k], self.deltas[k])
            delta, products = self.deltas[k][:, None], self.products[k]
            if k:
                np.multiply(weights[k], delta, out=products)
                add_in_order(products, 2, self.deltas[k - 1])
            np.multiply(self.before[k], delta, out=products)
        return self.flat


class Batches:
    """What leads to the gradient of each batch; few lanes take several samples side by side."""

    def __init__(self, sizes: Sizes, functions: Functions, lanes: int) -> None:
        self.side = max(1, SIDE // lanes)
        self.pass_for = cache(lambda samples: Pass(sizes, functions, samples, lanes))

    def gradient(self, start: Parameters, slope: Slope, inputs: Array, targets: Array) -> Array:
        """Return the gradient of the mean loss, (parameters, lanes), sample by sample."""
        n, total = len(inputs), np.zeros(0)
        for first in range(0, n, self.side):
            some = slice(first, first + self.side)
            this = self.pass_for(min(self.side, n - first))
            slopes = slope(this.forward(*start, inputs[some]), targets[some])
            flat = this.backward(start[0], slopes / n if n > 1 else slopes)
            if first and len(flat) == 1:
                total += flat[0]
                continue
            if first:
                flat[0] += total
            # Of at least two parameters, so that NumPy adds row by row.
            total = np.add.reduce(flat, 0) if n > 1 else flat[0]
        return total
