"""No page asks another host for anything, served or opened from disk."""


def test_every_page_opens_without_another_host(visit, names):
    for name in names:
        visit(name).close()


def test_every_page_opens_from_disk(visit, names, site):
    for name in names:
        visit(name, base=f"{site.as_uri()}/").close()
