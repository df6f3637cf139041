"""On a phone, a table too wide for it shows turned, with the numbers that it has."""

import pytest

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 800}
LEDGER, UNITS = "What adds up at each point", "What each unit does"
CELLS = """(tables) => tables.map((table) => [...table.rows].map((row) =>
    [...row.cells].map((cell) => [cell.innerHTML, cell.scope ?? ""])))"""
PAGES = ["tutorial/weights", "tutorial/ten_minutes", "explaining/classic_story"]


def result(page, caption):
    """Return the box with a table, the table, and what shows in its place."""
    box = page.locator(".result", has=page.locator("> table > caption", has_text=caption))
    return box, box.locator("> table"), box.locator("> .turned")


def cells(tables):
    """Return the HTML of each cell, row by row, of each table."""
    return [[[cell for cell, _ in row] for row in rows] for rows in tables.evaluate_all(CELLS)]


def groups(table):
    """Return the heads of a table, and the name and the rows of each of its groups."""
    (rows,) = cells(table)
    sizes = table.locator("tbody").evaluate_all("all => all.map((body) => body.rows.length)")
    (_, *heads), *rows = rows
    found = []
    for size in sizes:
        (name, *top), *others = (rows.pop(0) for _ in range(size))
        found.append((name, [top, *others]))
    return heads, found


@pytest.mark.parametrize("name", PAGES)
def test_one_point_of_the_ledger_shows_at_a_time(visit, name):
    page = visit(f"{name}.html", viewport=NARROW, has_touch=True)
    box, table, turned = result(page, LEDGER)
    turned.wait_for()
    assert not table.is_visible()
    heads, points = groups(table)
    assert [point for point, _ in points] == ["(1, 1)", "(1, 0)", "(0, 1)", "(0, 0)"]
    assert turned.locator("label").all_inner_texts() == [point for point, _ in points]
    turned.get_by_role("radio").first.focus()
    for k, (point, rows) in enumerate(points):
        assert turned.get_by_role("radio", name=point).is_checked()
        shown = turned.locator("table:visible")
        assert shown.get_attribute("class") == "explained"
        assert shown.locator("caption").text_content() == f"point: {point}"
        (told,) = cells(shown)
        assert told == [list(row) for row in zip(heads, *rows, strict=True)]
        assert [row[0] for row in told][:2] == ["", "bias"]
        assert told[0][1:] == ["h", "adds", "sum"]
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
        page.keyboard.press("ArrowRight")
        assert turned.get_by_role("radio").nth((k + 1) % len(points)).is_checked()
    label = turned.locator("label", has_text="(0, 1)")
    assert label.bounding_box()["height"] >= 44
    assert label.bounding_box()["width"] >= 44
    label.tap()
    assert turned.locator("table:visible caption").text_content() == "point: (0, 1)"


@pytest.mark.parametrize("name", ["tutorial/weights", "tutorial/sparsity"])
def test_the_facts_of_a_unit_stand_one_under_another(visit, name):
    page = visit(f"{name}.html", viewport=NARROW)
    box, table, turned = result(page, UNITS)
    turned.wait_for()
    heads, units = groups(table)
    assert turned.locator("caption").all_inner_texts() == [f"unit {k}" for k in range(1, 6)]
    for (_, (row,)), told in zip(units, cells(turned.locator("table:visible")), strict=True):
        assert told == [list(fact) for fact in zip(heads, row, strict=True)]
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_heads_keep_their_direction_and_records_say_what_they_are(visit):
    page = visit("tutorial/weights.html", viewport=NARROW)
    turned = result(page, LEDGER)[2]
    turned.wait_for()
    (first, second, *_), *_ = turned.locator("table:visible").evaluate_all(CELLS)
    assert [scope for _, scope in first] == ["", "col", "col", "col"]
    assert [scope for _, scope in second] == ["row", "", "", ""]
    page = visit("explaining/many_answers.html", viewport=NARROW)
    captions = page.locator(".turned caption").all_inner_texts()
    assert "family: 1" in captions


def test_the_table_is_back_where_there_is_room_and_on_paper(visit):
    page = visit("tutorial/weights.html", viewport=NARROW)
    _, table, turned = result(page, LEDGER)
    turned.wait_for()
    page.emulate_media(media="print")
    assert (table.is_visible(), turned.is_visible()) == (True, False)
    page.emulate_media(media="screen")
    assert (table.is_visible(), turned.is_visible()) == (False, True)
    page.set_viewport_size(WIDE)
    assert (table.is_visible(), turned.is_visible()) == (True, False)


def test_a_window_that_becomes_narrow_turns_the_table(visit):
    page = visit("tutorial/weights.html", viewport=WIDE)
    _, table, turned = result(page, LEDGER)
    assert (table.is_visible(), turned.count()) == (True, 0)
    page.set_viewport_size(NARROW)
    turned.wait_for()
    assert not table.is_visible()


def test_without_script_the_table_scrolls_in_its_box(visit):
    page = visit("tutorial/weights.html", viewport=NARROW, java_script_enabled=False)
    _, table, turned = result(page, LEDGER)
    assert (table.is_visible(), turned.count()) == (True, 0)
    assert page.evaluate("innerWidth === document.documentElement.scrollWidth")
