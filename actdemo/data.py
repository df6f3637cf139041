"""The four points: the smallest task that no straight line solves."""

from __future__ import annotations

import numpy as np

from .arithmetic.elementary import Array

POINTS = ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))


def xor() -> tuple[Array, Array]:
    """Return the corners of the unit square, with label 1 where the two inputs differ.

    Returns
    -------
    X : ndarray of shape (4, 2)
        The points (1, 1), (1, 0), (0, 1), (0, 0).
    y : ndarray of shape (4, 1)
        Their labels, 0 or 1.

    See Also
    --------
    xnor : the same points with the labels swapped.

    Examples
    --------
    >>> import actdemo as ad
    >>> X, y = ad.xor()
    >>> for point, label in zip(X, y):
    ...     print(point, label)
    [1. 1.] [0.]
    [1. 0.] [1.]
    [0. 1.] [1.]
    [0. 0.] [0.]
    """
    X = np.array(POINTS)
    return X, (X[:, :1] != X[:, 1:]).astype(np.float64)


def xnor() -> tuple[Array, Array]:
    """Return the corners of the unit square, with label 1 where the two inputs are equal.

    Returns
    -------
    X : ndarray of shape (4, 2)
        The points (1, 1), (1, 0), (0, 1), (0, 0).
    y : ndarray of shape (4, 1)
        Their labels, 0 or 1.

    See Also
    --------
    xor : the same points with the labels swapped.

    Examples
    --------
    >>> import actdemo as ad
    >>> X, y = ad.xnor()
    >>> for point, label in zip(X, y):
    ...     print(point, label)
    [1. 1.] [1.]
    [1. 0.] [0.]
    [0. 1.] [0.]
    [0. 0.] [1.]
    """
    X, y = xor()
    return X, 1.0 - y
