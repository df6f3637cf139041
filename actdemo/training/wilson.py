"""How often something happened, with an interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike

from actdemo.checks import numbers, whole_number

NORMAL_95 = 1.959963984540054  # the standard normal distribution leaves 2.5 % beyond


@dataclass(frozen=True)
class Share:
    """How often something happened: count times out of total, with an interval.

    Attributes
    ----------
    count, total : int
        At least 0 and at least 1; the count is at most the total.
    value : float
        The count divided by the total.
    low, high : float
        Wilson's 95 % interval for the probability.
    """

    count: int
    total: int

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        object.__setattr__(self, "total", whole_number("total", self.total, 1, 2**53))
        object.__setattr__(self, "count", whole_number("count", self.count, 0, self.total))

    @property
    def value(self) -> float:
        """The count divided by the total."""
        return self.count / self.total

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return max(0.0, min(self._end(-1.0), self.value))

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return min(1.0, max(self._end(1.0), self.value))

    def _end(self, side: float) -> float:
        square = NORMAL_95 * NORMAL_95
        spread = sqrt(self.count * (self.total - self.count) / self.total + square / 4.0)
        return (self.count + square / 2.0 + side * NORMAL_95 * spread) / (self.total + square)

    def __str__(self) -> str:
        return f"{self.value:.1%} ({100 * self.low:.1f} to {self.high:.1%})".replace("%", " %")


def share(happened: ArrayLike) -> Share:
    r"""Return how often something happened, with Wilson's 95 % interval.

    .. math::

        \frac{1}{n + c^2} \Bigl( k + \tfrac12 c^2
        \pm c \sqrt{k (n - k) / n + \tfrac14 c^2} \Bigr), \qquad c \approx 1.96

    Parameters
    ----------
    happened : array_like of bool
        One entry for each try.

    Returns
    -------
    Share

    Raises
    ------
    ValueError, TypeError
        If there is no entry, or one is not a truth value.

    Notes
    -----
    Unlike the interval of plus and minus two standard errors, Wilson's [1]_ stays within 0 and 1
    and does not shrink to nothing when all tries, or none, succeed [2]_.

    References
    ----------
    .. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
       *Journal of the American Statistical Association* 22, 1927,
       https://doi.org/10.1080/01621459.1927.10502953
    .. [2] L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a binomial
       proportion", *Statistical Science* 16, 2001, https://doi.org/10.1214/ss/1009213286

    Examples
    --------
    >>> import actdemo as ad
    >>> print(ad.share([True, True, False, True]))
    75.0 % (30.1 to 95.4 %)
    >>> ad.share([True, True, False, True]).count
    3
    """
    tries = numbers("happened", happened)
    if tries.dtype != bool:
        raise TypeError(f"happened must hold truth values, not {tries.dtype}")
    if not tries.size:
        raise ValueError(f"happened is empty: shape {tries.shape}")
    return Share(int(tries.sum()), tries.size)
