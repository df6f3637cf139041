"""Kill a unit: take what it adds out of each sum.

Unit 2 is on at (0, 1) only, so only that logit changes. There nothing is left to
push the logit down, so the class becomes wrong.
"""

import actdemo as ad

EXERCISE = "kill_a_unit"

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network

logits = [row.logit - row.contributions[1] for row in ad.explain(net, X, y).ledger]
assert [z > 0 for z in logits] == [True, False, True, True]
