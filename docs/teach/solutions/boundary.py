"""Move the boundary: the output bias moves all logits by the same amount.

Take the logit at the place out of the output bias, and the logit there becomes 0. It
works because the change is smaller than what the four points have to spare.
"""

import actdemo as ad

EXERCISE = "boundary"

X, y = ad.xnor()
start = ad.Network.initialized((2, 5, 1), seed=0)
net = ad.train(start, X, y, seed=0).network
place = (0.5, 0.25)

(W1, W2), (b1, b2) = net.weights, net.biases
network = ad.Network(weights=(W1, W2), biases=(b1, b2 - net([place])[0, 0]))
