"""Each function draws on the axes that it is given and returns what it drew.

Each also writes down in words what it shows, numbers included, as the label of the axes
(``ax.get_label()``): the text alternative of the figure.  Blue is positive and class 1, orange
is negative and class 0, and no other hue is used; negative lines are dashed; class 1 is a circle,
class 0 a square.

``show`` opens what has been drawn.
"""

from .colours import CLASSES, SHADES, SIGNED
from .parameters import graph, weights
from .plane import boundary, creases, facets, height_map, regions, surface
from .samples import learning_curve, points
from .windows import show

__all__ = ["CLASSES", "SHADES", "SIGNED", "boundary", "creases", "facets", "graph", "height_map"]
__all__ += ["learning_curve", "points", "regions", "show", "surface", "weights"]
