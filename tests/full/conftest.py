"""What the long tests share: the project, the built site, and the Python that builds it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "docs" / "_build" / "html"


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def site():
    if not (SITE / "index.html").is_file():
        pytest.fail(f"no site in {SITE}: run python3 noxfile.py -s docs first", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def docs_python():
    """The Python that builds the site."""
    if "DOCS_PYTHON" not in os.environ:
        pytest.fail("DOCS_PYTHON is not set: run python3 noxfile.py -s full", pytrace=False)
    return os.environ["DOCS_PYTHON"]
