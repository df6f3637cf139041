"""What the tests share: the same examples in every run, 50 digits, and a ruler for rounding."""

import math
import sys

import pytest
from hypothesis import Phase, settings
from mpmath import mp, mpf

settings.register_profile("actdemo", deadline=None, derandomize=True, max_examples=30)
settings.load_profile("actdemo")
# Where a failure counts, and not why.
settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate])
mp.dps = 50


@pytest.fixture(scope="session")
def ulps():
    """How far a result lies from the truth, in units of the last place of a size."""

    def measure(result, truth, size=0.0):
        if float(result) == float(truth):
            return 0.0
        unit = math.ulp(min(max(abs(float(truth)), size), sys.float_info.max))
        return float(abs(mpf(float(result)) - truth) / mpf(unit))

    return measure


def pytest_collection_modifyitems(items):
    """Trace nothing while a law is tried on many examples."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
