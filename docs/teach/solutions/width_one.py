"""Prove that one ReLU unit is not enough: fourteen networks and two proofs.

A search over small whole numbers finds a network for every pattern but two. These are
XNOR and XOR. For every w1, w2 and b the pre-activations h at the four points satisfy
h(1, 1) + h(0, 0) = h(1, 0) + h(0, 1), so the multipliers 1, -1, -1, 1 cancel them.
"""

from itertools import product

EXERCISE = "width_one"

points = [(1, 1), (1, 0), (0, 1), (0, 0)]
patterns = list(product((1, -1), repeat=4))
networks = {}

sizes = (-2, -1, 0, 1, 2)
for w1, w2, b, v, c in product(sizes, sizes, sizes, (-3, 3), (-1, 1)):
    logits = [c + v * max(w1 * x1 + w2 * x2 + b, 0) for x1, x2 in points]
    networks[tuple(1 if z > 0 else -1 for z in logits)] = (w1, w2, b, v, c)

multipliers = {pattern: pattern for pattern in patterns if pattern not in networks}
