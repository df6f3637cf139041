"""Find the bug: all tests had x ≥ 0, where x and |x| are the same.

The derivative of softsign is 1 / (1 + |x|)². Without the bars it is too large for
every negative x, and infinite at -1.
"""

EXERCISE = "find_the_bug"

wrong_at = -3


def derivative(x):
    """Return the slope of softsign at each entry of x."""
    return 1 / (1 + abs(x)) ** 2
