"""Each function draws on the axes that it is given and returns what it drew.

Each also writes down in words what it shows, numbers included, as the label of the axes
(``ax.get_label()``): the text alternative of the figure.  Blue is positive and class 1, red is
negative and class 0; class 1 is a circle, class 0 a square.

``show`` opens what has been drawn.
"""

from .exact import boundary, creases, facets, regions
from .heights import height_map, surface
from .parameters import graph, weights
from .samples import learning_curve, points
from .windows import show
from .words import CLASSES

__all__ = [
    "CLASSES",
    "boundary",
    "creases",
    "facets",
    "graph",
    "height_map",
    "learning_curve",
    "points",
    "regions",
    "show",
    "surface",
    "weights",
]
