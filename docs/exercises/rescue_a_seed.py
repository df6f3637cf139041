"""Rescue a seed: find one that fails, and make it work without changing it.

With the settings below, those of the tutorial, about half of the seeds fail. Find
one. Then change the settings, but not the seed, until all four points are right.
"""

import actdemo as ad

EXERCISE = "rescue_a_seed"

SEED = None
start = {"sizes": (2, 5, 1), "hidden": "relu", "init": "glorot_normal"}
recipe = {"optimizer": ad.Sgd(lr=0.1, momentum=0.4), "epochs": 50, "batch_size": 1}

if SEED is None:
    print("Still missing: SEED, and settings that rescue it.")
else:
    X, y = ad.xnor()
    net = ad.Network.initialized(**start, seed=SEED)
    run = ad.train(net, X, y, **recipe, seed=SEED)
    print(ad.explain(run.network, X, y).sentences)
