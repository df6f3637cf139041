"""Rescue a seed: more units, so that enough of them are alive.

Seed 4 ends with three of five units dead. With sixteen units and the same seed some
are left on both sides. Leaky ReLU, whose units don't die, or other first weights rescue
other seeds; many need only more epochs, some of them with dead units.
"""

import actdemo as ad

EXERCISE = "rescue_a_seed"

SEED = 4
start = {"sizes": (2, 16, 1), "hidden": "relu", "init": "glorot_normal"}
recipe = {"optimizer": ad.Sgd(lr=0.1, momentum=0.4), "epochs": 50, "batch_size": 1}
