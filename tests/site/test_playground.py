"""The playground's files come with the pages that hold one, and with no other."""


def test_only_pages_with_a_playground_load_its_files(pages):
    holders = set()
    for page in pages:
        holders_here = page.soup.select(".playground")
        parts = {name for node in holders_here for name in node["class"] if "playground-" in name}
        files = [node.get("src") or node.get("href") for node in page.soup(["script", "link"])]
        loaded = sorted(name for name in files if name and "_static/playground/" in name)
        # the arithmetic, a style and one for parts, and one script for each part or all of it
        expected = 3 + len(parts) if parts else 3 * bool(holders_here)
        assert len(loaded) == expected, (page.name, loaded)
        assert all("?v=" in name for name in loaded)
        if holders_here:
            holders.add(page.name)
    assert {"playground.html", "tutorial/surface.html"} <= holders


def test_each_playground_has_a_picture_and_the_numbers_of_the_network(pages):
    for page in pages:
        for holder in page.soup.select(".playground"):
            assert holder.select_one(".playground-still img")["alt"], page.name
            assert holder.select_one("script[type='application/json']"), page.name


def test_the_scripts_are_not_published_twice(site):
    names = {path.name for path in (site / "_static/playground").iterdir()}
    parts = {name for name in names if name.startswith("chapter_")}
    assert names - parts == {"arithmetic.js", "playground.js", "playground.css", "chapter.css"}
    assert len(parts) == 12
