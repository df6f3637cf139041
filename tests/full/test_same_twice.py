"""A build in another place gives the same bytes, and one with nothing to do does nothing."""

import pytest

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("rebuilt")]


def contents(site):
    paths = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in paths}


def test_a_clean_build_elsewhere_gives_the_same_bytes(site, rebuilt):
    first, second = contents(site), contents(rebuilt / "docs" / "_build" / "html")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_building_again_reads_no_page(rebuilt, build):
    assert "updating environment: 0 added, 0 changed, 0 removed\n" in build(rebuilt)
