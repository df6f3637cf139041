"""A build in another place gives the same bytes, and one with nothing to do does nothing."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def build(folder, **environment):
    """Build the site of a folder; return what the build says."""
    return subprocess.run(
        [os.environ["DOCS_PYTHON"], "docs/build.py"],
        cwd=folder,
        env={"NO_COLOR": "1", **environment, **os.environ},  # else CI=true colours what it says
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def contents(site):
    paths = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in paths}


def test_a_clean_build_elsewhere_gives_the_same_bytes(tmp_path):
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    dated = ["git", "log", "-1", "--format=%ct"]
    date = subprocess.run(dated, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    build(tmp_path, SOURCE_DATE_EPOCH=date.strip())
    first, second = (contents(place / "docs" / "_build" / "html") for place in (ROOT, tmp_path))
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_building_again_reads_no_page():
    assert "updating environment: 0 added, 0 changed, 0 removed\n" in build(ROOT)
