"""Read a ledger: four questions about a network that fails.

Run this file; it prints a ledger. Replace each None with your answer.
"""

import actdemo as ad

EXERCISE = "read_ledger"

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=29)
net = ad.train(start, X, y, seed=29).network
print(ad.explain(net, X, y).ledger)

# At which of the four points is the class wrong? Write it as (x1, x2).
wrong_point = None

# Which units add nothing at any of the points? Their numbers, counted from 1.
dead_units = None

# Which unit pushes the logit at (0, 1) down most?
strongest = None

# What would the logit at (1, 1) be without the output bias?
without_bias = None

answers = (wrong_point, dead_units, strongest, without_bias)
print("Still missing:", sum(answer is None for answer in answers), "of 4 answers.")
