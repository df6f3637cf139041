"""Networks that the playground writes as programs: each activation, one layer to three."""

from __future__ import annotations

import numpy as np

import actdemo as ad

ACTIVATIONS = tuple(ad.activations)
POINTS = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [-3.0, 2.5], [0.3, -0.7]]
STEEP = 8.0  # so that sums are reached at which stable formulas matter


def network(sizes: tuple[int, ...], hidden: tuple[str, ...], seed: int) -> ad.Network:
    """Return a network with biases, and steep in its first layer."""
    net = ad.Network.initialized(sizes, hidden, seed=seed)
    random = np.random.default_rng(seed)
    biases = [2.0 * random.random(n) - 1.0 for n in sizes[1:]]
    return ad.Network([STEEP * net.weights[0], *net.weights[1:]], biases, hidden)


def networks() -> dict[str, ad.Network]:
    """Return the networks by their names."""
    found = {name: network((2, 4, 1), (name,), k) for k, name in enumerate(ACTIVATIONS)}
    for k in range(len(ACTIVATIONS)):
        two, three = (tuple(np.roll(ACTIVATIONS, -k)[:n].tolist()) for n in (2, 3))
        found["_".join(two)] = network((2, 5, 3, 1), two, k)
        found["_".join(three)] = network((2, 3, 4, 2, 1), three, k)
    return found


def as_lists(net: ad.Network) -> dict[str, object]:
    """Return a network as the playground has it."""
    weights, biases = ([part.tolist() for part in some] for some in (net.weights, net.biases))
    hidden = [function.name for function in net.functions[:-1]]
    return {"sizes": net.sizes, "hidden": hidden, "weights": weights, "biases": biases}
