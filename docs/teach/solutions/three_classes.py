"""Train three classes with softmax: one output and one target for each class.

A row of the targets is 1 at the point's class and 0 elsewhere.
"""

import numpy as np

import actdemo as ad

EXERCISE = "three_classes"

X = np.array([(x1, x2) for x1 in (-1, 0, 1) for x2 in (-1, 0, 1)], dtype=float)
classes = abs(X).sum(axis=1).astype(int)
targets = np.eye(3)[classes]

start = ad.Network.initialized((2, 12, 3), hidden="relu", seed=0)
run = ad.train(start, X, targets, loss="softmax_cross_entropy", epochs=200, seed=0)
network = run.network
probabilities = ad.softmax(network(X))
