"""The site works below any path of a server."""

from pages import served


def test_every_page_opens_below_a_path(visit, names, site, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(site, target_is_directory=True)
    with served(tmp_path) as address:
        for name in names:
            visit(name, base=f"{address}a/b/").context.close()
