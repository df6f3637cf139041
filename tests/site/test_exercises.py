"""Exercises to take along are those of the pages, and solutions stay folded away."""

import zipfile


def test_each_page_offers_its_template_and_the_checker(pages, root, base):
    sources = {path.stem: path for path in (root / "docs" / "exercises").glob("*.py")}
    for page in pages:
        folder, _, name = page.name.removesuffix(".html").rpartition("/")
        if folder == "exercises" and name != "index":
            links = [page.path.parent / a["href"] for a in page.soup.select("a.download")]
            assert {link.name for link in links} == {f"{name}.py", "check.py"}, page.name
            for link in links:
                own = sources[link.stem].read_text("utf-8")
                opening = link.read_text("utf-8").removesuffix(own)
                line, *more = opening.splitlines()
                assert line.startswith("# pip install ")
                assert more[:1] == (["# /// script"] if base else [])


def test_the_zip_has_them_all(pages, root):
    (index,) = (page for page in pages if page.name == "exercises/index.html")
    (link,) = index.soup.select('a.download[href$=".zip"]')
    with zipfile.ZipFile(index.path.parent / link["href"]) as archive:
        names = {path.name for path in (root / "docs" / "exercises").glob("*.py")}
        assert set(archive.namelist()) == {f"exercises/{name}" for name in names}


def test_solutions_are_folded_away_in_the_teachers_part(pages, root):
    paths = sorted((root / "docs" / "teach" / "solutions").glob("*.py"))
    shown = []
    for page in pages:
        blocks = [block for block in page.soup.find_all("pre") if "EXERCISE" in block.get_text()]
        if page.name == "teach/solutions.html":
            for block in blocks:
                assert "open" not in block.find_parent("details").attrs
                shown.append(block.get_text().strip())
        else:
            assert page.name.startswith("exercises/") or not blocks, page.name
    assert sorted(shown) == sorted(path.read_text("utf-8").strip() for path in paths)
