"""Read a ledger: the answers are in its rows.

A wrong class is written at the end of a point's last row. A dead unit has a column
that says off at every point. What a unit does to a logit is in the rows called adds,
and a logit without the bias is the sum of what the units add.
"""

import actdemo as ad

EXERCISE = "read_ledger"

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=29)
net = ad.train(start, X, y, seed=29).network
ledger = ad.explain(net, X, y).ledger

wrong_point = (0, 0)
dead_units = [1, 4]
strongest = 2
without_bias = ledger[0].contributions.sum()  # by hand: the adds of (1, 1), but for the bias
