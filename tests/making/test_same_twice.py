"""Who builds the site anew, in another place, gets the same bytes."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


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
    environment = {key: os.environ[key] for key in os.environ if key != "MPLBACKEND"}
    subprocess.run(
        [os.environ["DOCS_PYTHON"], "docs/build.py"],
        cwd=tmp_path,
        env={"SOURCE_DATE_EPOCH": date.strip(), **environment},
        check=True,
    )
    first, second = (contents(place / "docs" / "_build" / "html") for place in (ROOT, tmp_path))
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_building_again_reads_no_page():
    environment = {key: os.environ[key] for key in os.environ if key != "MPLBACKEND"}
    build = [os.environ["DOCS_PYTHON"], "docs/build.py"]
    said = subprocess.run(
        build, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout
    assert "updating environment: 0 added, 0 changed, 0 removed\n" in said
