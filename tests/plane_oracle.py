"""The same plane in fractions, one question at a time: slow, and without any rounding."""

from fractions import Fraction
from itertools import combinations

LEAK = Fraction(0.01)
STRAIGHT = {
    "relu": lambda h: max(h, Fraction(0)),
    "leaky_relu": lambda h: h if h > 0 else LEAK * h,
    "absolute": abs,
    "step": lambda h: Fraction(h > 0),
}


def fractions(values):
    return tuple(map(Fraction, values))


def lines(net):
    """Return the coefficients of each unit's pre-activation."""
    (w1, w2), b = net.weights[0].tolist(), net.biases[0].tolist()
    return [fractions(line) for line in zip(w1, w2, b, strict=True)]


def value(line, point):
    return line[0] * point[0] + line[1] * point[1] + line[2]


def meeting(one, other):
    """Return the point in which two lines meet, or None."""
    (a, b, c), (p, q, r) = one, other
    w = a * q - b * p
    return None if w == 0 else ((b * r - c * q) / w, (c * p - a * r) / w)


def distinct(net, box):
    """Return the different lines with points inside the box."""
    left, right, bottom, top = fractions(box)
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    found = set()
    for line in lines(net):
        at = [value(line, corner) for corner in corners]
        if min(at) < 0 < max(at):
            first = line[0] or line[1]
            found.add(tuple(part / first for part in line))
    return sorted(found)


def vertices(net, box):
    """Return the points inside the box in which lines meet, each with how many do."""
    left, right, bottom, top = fractions(box)
    found = {}
    for pair in combinations(distinct(net, box), 2):
        point = meeting(*pair)
        if point and left < point[0] < right and bottom < point[1] < top:
            found.setdefault(point, set()).update(pair)
    return {point: len(through) for point, through in found.items()}


def count(net, box):
    """Return the number of regions by Euler's formula."""
    return 1 + len(distinct(net, box)) + sum(n - 1 for n in vertices(net, box).values())


def area(polygon):
    """Return the area of a polygon of doubles, without rounding."""
    points = [fractions(point) for point in polygon.tolist()]
    turned = points[1:] + points[:1]
    return sum(x * v - u * y for (x, y), (u, v) in zip(points, turned, strict=True)) / 2


def middle(polygon):
    points = [fractions(point) for point in polygon.tolist()]
    return tuple(sum(side) / len(points) for side in zip(*points, strict=True))


def logit(net, point, activation):
    """Return the logit at a point of fractions."""
    hidden = (activation(value(line, point)) for line in lines(net))
    weights = fractions(net.weights[1][:, 0].tolist())
    return Fraction(float(net.biases[1][0])) + sum(
        v * h for v, h in zip(weights, hidden, strict=True)
    )


def clipped(net, box, pattern):
    """Return the corners, in fractions, of the part of a box in which so many units are on."""
    left, right, bottom, top = fractions(box)
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    for line, on in zip(lines(net), pattern, strict=True):
        heights = [value(line, corner) * (1 if on else -1) for corner in corners]
        kept = []
        for k, (corner, height) in enumerate(zip(corners, heights, strict=True)):
            before, last = corners[k - 1], heights[k - 1]
            if last * height < 0:
                share = last / (last - height)
                kept.append(
                    tuple(p + share * (q - p) for p, q in zip(before, corner, strict=True))
                )
            if height >= 0:
                kept.append(corner)
        corners = kept
    return corners
