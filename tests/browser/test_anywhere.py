"""The site works from disk, and asks no host for anything; all tests open it below a path."""


def test_every_page_opens_from_disk(visit, names, site):
    base = f"{site.as_uri()}/"
    page = visit(names[0], base=base)
    for name in names[1:]:
        page.goto(base + name)
