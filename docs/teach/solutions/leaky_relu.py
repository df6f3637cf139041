"""Write an activation: np.where asks each entry; an if would ask the whole array.

At 0 the derivative may be either of the two slopes; the package takes the left one.
"""

import numpy as np

EXERCISE = "leaky_relu"


def leaky_relu(x):
    """Return leaky ReLU of each entry of x."""
    return np.where(x > 0, x, 0.01 * x)


def derivative(x):
    """Return the slope of leaky ReLU at each entry of x."""
    return np.where(x > 0, 1.0, 0.01)
