"""What the long tests share: the built site, and a clean build of it in another place."""

import os
import shutil
import subprocess
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


@pytest.fixture(scope="session")
def git(root):
    """Return a function that gives what git says of the project."""

    def ask(*words):
        return subprocess.check_output(["git", *words], cwd=root, text=True)

    return ask


@pytest.fixture(scope="session")
def build(docs_python, git):
    """Return a function that builds the site of a folder, and gives what the build says."""
    date = git("log", "-1", "--format=%ct").strip()

    def run(folder):
        settings = {"NO_COLOR": "1", "SOURCE_DATE_EPOCH": date}  # else CI=true colours the text
        own = {"PYTHONPATH": str(folder)}  # the folder's package
        command = [docs_python, "docs/build.py"]
        environment = {**settings, **os.environ, **own}
        return subprocess.check_output(command, cwd=folder, env=environment, text=True)

    return run


@pytest.fixture(scope="session")
def rebuilt(root, git, build, tmp_path_factory):
    """A copy of the project in which the site has been built from nothing."""
    folder = tmp_path_factory.mktemp("elsewhere")
    names = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, names.split("\0")):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, copy)
    build(folder)
    return folder
