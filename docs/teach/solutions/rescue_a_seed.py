"""Rescue a seed: more units, so that enough of them are alive.

Seed 4 ends with three of five units dead, and still has only three points right after
twenty times as many epochs. With sixteen units and the same seed it has all four. Leaky
ReLU, other first weights or more epochs rescue other seeds.
"""

import actdemo as ad

EXERCISE = "rescue_a_seed"

SEED = 4
start = {"sizes": (2, 16, 1), "hidden": "relu", "init": "glorot_normal"}
recipe = {"optimizer": ad.Sgd(lr=0.1, momentum=0.4), "epochs": 50, "batch_size": 1}
