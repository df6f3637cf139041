"""The site works from disk and below any path of a server, and asks no other host for anything."""

from pages import served


def open_all(visit, names, base):
    page = visit(names[0], base=base)
    for name in names[1:]:
        page.goto(base + name)


def test_every_page_opens_from_disk(visit, names, site):
    open_all(visit, names, f"{site.as_uri()}/")


def test_every_page_opens_below_a_path(visit, names, site, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(site, target_is_directory=True)
    with served(tmp_path) as address:
        open_all(visit, names, f"{address}a/b/")
