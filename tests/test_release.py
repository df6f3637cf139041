"""A release: one version everywhere, whole files, and a page that stands alone."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes, message_from_string
from pathlib import Path

import pytest

import actdemo

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
VERSION = PROJECT["version"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
WORKFLOWS = ROOT / ".github" / "workflows"
SITE, SOURCES = "https://site.example/actdemo/", "https://forge.example/someone/actdemo"
WHEEL = f"actdemo-{VERSION}-py3-none-any.whl"


def build(folder, source=ROOT, kind=(), **addresses):
    """Build what is published of some sources into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", *kind, "-d", folder]
    subprocess.run(command, cwd=source, env=addresses, check=True, capture_output=True)


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """What a release builds."""
    folder = tmp_path_factory.mktemp("dist")
    build(folder, ACTDEMO_BASE_URL=SITE, ACTDEMO_REPOSITORY_URL=SOURCES)
    return folder


def metadata(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return message_from_bytes(archive.read(f"actdemo-{VERSION}.dist-info/METADATA"))


def test_one_version_is_named_everywhere():
    released, day = re.findall(r"(?m)^## (\d\S*) - (\S+)$", CHANGELOG)[0]
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {VERSION}\ndate-released: {day}\n" in cited
    assert actdemo.__version__ == released == VERSION


def test_the_pythons_that_are_named_are_tested():
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    tested = re.search(r"python: \[(.*)\]", (WORKFLOWS / "ci.yml").read_text("utf-8"))[1]
    assert [f'"{version}"' for version in named] == tested.split(", ")
    assert PROJECT["requires-python"] == f">={named[0]}"


def test_the_notes_of_a_release_are_its_section_of_the_changelog(tmp_path):
    workflow = (WORKFLOWS / "release.yml").read_text("utf-8")
    (command,) = re.findall(r"(?m)- run: (sed .*)$", workflow)
    environment = {"GITHUB_REF_NAME": f"v{VERSION}", "RUNNER_TEMP": str(tmp_path)}
    subprocess.run(["/bin/bash", "-c", command], cwd=ROOT, env=environment, check=True)
    notes = (tmp_path / "notes.md").read_text("utf-8")
    section = re.search(r"(?ms)^## \d[^\n]*\n(.*?)(?=^## |\Z)", CHANGELOG)[1]
    assert notes.strip() == section.strip() != ""


def test_a_wheel_holds_the_package_and_nothing_else(dist):
    with zipfile.ZipFile(dist / WHEEL) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        told = {name.rpartition("/")[2] for name in set(archive.namelist()) - names}
    package = [path for path in (ROOT / "actdemo").rglob("*") if path.is_file()]
    assert names == {
        path.relative_to(ROOT).as_posix() for path in package if path.suffix != ".pyc"
    }
    assert told == {"LICENSE", "METADATA", "RECORD", "WHEEL"}


def test_the_sources_give_the_same_wheel_wherever_they_are_unpacked(dist, tmp_path):
    with tarfile.open(dist / f"actdemo-{VERSION}.tar.gz") as archive:
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # since 3.11.4
        archive.extractall(tmp_path, **safely)
    build(tmp_path, tmp_path / f"actdemo-{VERSION}", ("-t", "wheel"))
    assert (tmp_path / WHEEL).read_bytes() == (dist / WHEEL).read_bytes()


def test_an_index_shows_pictures_and_links_by_their_address(dist):
    told = metadata(dist / WHEEL)
    tag = f"v{VERSION}"
    assert told.get_all("Project-URL") == [
        f"Documentation, {SITE}",
        f"Source, {SOURCES}",
        f"Changelog, {SOURCES}/blob/{tag}/CHANGELOG.md",
    ]
    page = told.get_payload()
    addresses = re.findall(r"\]\((.*?)\)", page)
    pictures = [f"{SOURCES}/raw/{tag}/docs/{name}" for name in ("playground", "_static/surface")]
    assert re.findall(r"!\[.*?\]\((.*?)\)", page) == [f"{picture}.webp" for picture in pictures]
    for address in addresses:
        name = re.fullmatch(rf"{SOURCES}/(?:raw|blob)/{tag}/(.*)", address)[1]
        assert (ROOT / name).is_file()


def test_without_an_address_nothing_is_invented(tmp_path):
    build(tmp_path, kind=("-t", "wheel"))
    told = metadata(tmp_path / WHEEL)
    assert "Project-URL" not in told
    readme = (ROOT / "README.md").read_text("utf-8")
    assert told.get_payload() == message_from_string(f"\n{readme}").get_payload()


def test_the_film_plays_once_and_is_light():
    film = (ROOT / "docs" / "playground.webp").read_bytes()
    assert len(film) <= 300_000
    at = film.index(b"ANIM") + 12  # behind the length and the background
    assert int.from_bytes(film[at : at + 2], "little") == 1


def test_the_code_in_the_readme_runs(capsys):
    (code,) = re.findall(r"(?s)```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"))
    exec(code, {})
    assert capsys.readouterr().out.startswith("All four points are right.")
