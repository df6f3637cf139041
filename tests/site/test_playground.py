"""The playground's files come with the pages that hold one, and with no other."""


def test_only_pages_with_a_playground_load_its_files(pages):
    holders = set()
    for page in pages:
        holds = bool(page.soup.select_one(".playground"))
        files = [node.get("src") or node.get("href") for node in page.soup(["script", "link"])]
        loaded = sorted(name for name in files if name and "_static/playground/" in name)
        assert len(loaded) == 3 * holds, (page.name, loaded)  # the arithmetic, one more, style
        assert all("?v=" in name for name in loaded)
        if holds:
            holders.add(page.name)
    assert {"playground.html", "tutorial/surface.html"} <= holders


def test_each_playground_has_a_picture_and_the_numbers_of_the_network(pages):
    for page in pages:
        for holder in page.soup.select(".playground"):
            assert holder.select_one(".playground-still img")["alt"], page.name
            assert holder.select_one("script[type='application/json']"), page.name


def test_the_scripts_are_not_published_twice(site):
    names = {path.name for path in (site / "_static/playground").iterdir()}
    chapters = {f"chapter_{view}.js" for view in ("surface", "contributions", "map")}
    assert names == {"arithmetic.js", "playground.js", "playground.css", *chapters}
