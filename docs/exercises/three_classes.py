"""Train three classes with softmax.

Nine points on a grid; the class of a point is |x1| + |x2|: the middle, the sides, the
corners. Train a network with a hidden layer that tells them apart.
"""

import numpy as np

import actdemo as ad

EXERCISE = "three_classes"

X = np.array([(x1, x2) for x1 in (-1, 0, 1) for x2 in (-1, 0, 1)], dtype=float)
classes = abs(X).sum(axis=1).astype(int)
print(np.column_stack((X.astype(int), classes)))

network = None  # its mean loss, the softmax cross entropy, should end below 0.1
probabilities = None  # of each point and class, shape (9, 3)

answers = (network, probabilities)
print("Still missing:", sum(answer is None for answer in answers), "of 2 answers.")
