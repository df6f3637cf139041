"""Prove that one ReLU unit is not enough, by going through all cases.

The logits at (1, 1), (1, 0), (0, 1), (0, 0) have signs; there are 16 patterns. Show for
each that a network with one hidden ReLU unit has it, or that none can.

To show that one has it, give its five numbers.

To show that none can, give four multipliers, one for each point, with the signs of the
pattern, so that the pre-activations h of the unit, each times its multiplier, add up to
zero whatever the weights are. That is a proof: ReLU never falls, so with a positive
output weight the positive points have a larger h than the negative ones, and with a
negative output weight a smaller h. Either way the sum couldn't be zero. And with output
weight 0 all four logits have one sign, but the multipliers, whose sum is 0, have two.
"""

from itertools import product

EXERCISE = "width_one"

patterns = list(product((1, -1), repeat=4))
networks = {}  # pattern: (w1, w2, b, v, c), for the logit c + v relu(w1 x1 + w2 x2 + b)
multipliers = {}  # pattern: (at (1, 1), at (1, 0), at (0, 1), at (0, 0))

networks[1, 1, 1, 1] = (0, 0, 0, 0, 1)  # a bias alone

left = [pattern for pattern in patterns if pattern not in {**networks, **multipliers}]
print("Still missing:", len(left), "of 16 patterns.")
