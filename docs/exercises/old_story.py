"""Put an old explanation right.

An old tutorial says of its network: unit 2 is the only one with a positive output
weight, so it supplies the positive value at (0, 0) and (1, 1); at the other two points
the other units are on and make the value negative. Below is a network whose outputs
look like those that were printed. Write down what is true of it.
"""

import actdemo as ad

EXERCISE = "old_story"

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=35927)
net = ad.train(start, X, y, seed=35927).network
print(ad.explain(net, X, y).ledger)

# The old story as data: what adds up to the logit at each point. Put it right.
parts = {
    (1, 1): ["unit 2"],
    (1, 0): ["unit 1", "unit 3", "unit 4", "unit 5"],
    (0, 1): ["unit 1", "unit 3", "unit 4", "unit 5"],
    (0, 0): ["unit 2"],
}

# Which of these parts makes (0, 0) and (1, 1) positive?
positive_from = "unit 2"

# Which units are on at no point?
dead = None

if dead is None:
    print("Still missing: dead. And is the rest right?")
