"""Find the bug: a derivative that passes a test and is wrong.

Softsign is x / (1 + |x|). The derivative below was tested at 0, 1, 2 and 10, and was
right at all of them.
"""

import numpy as np

import actdemo as ad

EXERCISE = "find_the_bug"


def derivative(x):
    """Return the slope of softsign at each entry of x."""
    return 1 / (1 + x) ** 2


def measured(x):
    """Return the same slope, from a small step to either side."""
    return (ad.softsign(x + 1e-6) - ad.softsign(x - 1e-6)) / 2e-6


x = np.array([0.0, 1.0, 2.0, 10.0])
print("derivative:", derivative(x))
print("measured:  ", measured(x))

# A number at which the derivative above is wrong. Then fix the function.
wrong_at = None

if wrong_at is None:
    print("Still missing: wrong_at, and a derivative that is right everywhere.")
