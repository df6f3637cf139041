"""Points of one's own in the playground: added, moved, removed, drawn, pasted, and held out."""

import json
import re

import numpy as np
import pytest

import actdemo as ad

PAGE = "playground.html"
TRAINED = "playground.html#step=200"
TABLE = "x1;x2;kind\n0,5;0,25;no\n1e-3;2;yes\n-1;0,1;no\n"
ONE = "[...Playground.instruments.values()][0]"


def press(page, *names):
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def edit(page):
    """Go to where a click means the points, and wait until the map has its size there."""
    press(page, "Edit points")
    page.evaluate("() => new Promise((go) => setTimeout(() => requestAnimationFrame(go), 50))")


def look(page, tab):
    page.get_by_role("tab", name=tab, exact=True).click()


def given(page):
    """Return the points of the run, their labels, and its parameters."""
    return page.evaluate(f"(({{ points, y, p }}) => [points, y, [...p]])({ONE}.run)")


def status(page):
    return page.locator(".pg-status").inner_text()


def address(page):
    return page.evaluate("location.hash")


def spot(page, place):
    """Return where a place is on the screen."""
    return page.evaluate(
        f"""(place) => {{
            const {{ map }} = {ONE};
            const box = map.picture.getBoundingClientRect();
            const [x, y] = map.at(place);
            return [box.left + x, box.top + y];
        }}""",
        place,
    )


def click(page, place):
    page.mouse.click(*spot(page, place))


def drag(page, start, end, *, drop=True):
    page.mouse.move(*spot(page, start))
    page.mouse.down()
    page.mouse.move(*spot(page, [(a + b) / 2 for a, b in zip(start, end, strict=True)]))
    page.mouse.move(*spot(page, end))
    if drop:
        page.mouse.up()


def marks(page):
    """Return the class and the verdict of each mark on the map."""
    found = page.locator(".pg > .pg-map .pg-dots .pg-point").all()
    looks = [mark.get_attribute("class") for mark in found]
    return [(int("class-1" in look), "wrong" not in look) for look in looks]


def trained(points, labels, epochs):
    """Train the tutorial's network in Python on points."""
    X, y = np.array(points, float), np.array(labels, float)[:, np.newaxis]
    net = ad.train(ad.Network.initialized((2, 5, 1)), X, y, epochs=epochs).network
    return net, X, y


def numbers(net):
    (W, v), (b, c) = net.weights, net.biases
    return [float(x) for part in (b, *W, c, v[:, 0]) for x in part]


def test_of_many_points_it_says_what_explain_says_and_of_the_chosen_one_more(visit):
    page = visit("playground.html#data=moons_60_.1_0&step=600")
    points, labels, p = given(page)
    weights, biases = [[p[5:10], p[10:15]], [[v] for v in p[16:]]], [p[:5], p[15:16]]
    net = ad.Network(weights, biases)
    why = ad.explain(net, points, labels)
    assert page.locator(".pg-sentences li").all_inner_texts() == list(why.sentences)
    wrong = [k for k, entry in enumerate(why.ledger) if not entry.correct]
    for k in wrong[:3]:
        press(page, "Next wrong")
        said = page.locator(".pg-words p").first.inner_text()
        (alone,) = ad.explain(net, points[k : k + 1], labels[k : k + 1]).ledger
        assert alone.point in said
        assert said.endswith("wrong.")
        assert f"{alone.logit:+.3f}".replace("-", "−") in said


def test_a_click_adds_a_point_and_undo_takes_it_back(visit):
    page = visit(TRAINED)
    before = address(page), given(page)
    edit(page)
    click(page, [0.5, 1.25])
    points, labels, p = given(page)
    assert len(points) == 5
    assert labels == [1, 0, 0, 1, 1]
    np.testing.assert_allclose(points[4], [0.5, 1.25], atol=0.02)
    assert "epoch 50" in page.locator(".pg-where").inner_text()
    net, X, y = trained(points, labels, 50)
    assert p == numbers(net)
    right = ad.classify(net, X, y).correct.ravel()
    assert marks(page) == list(zip(labels, right.tolist(), strict=True))
    assert "of 5 right" in page.locator(".pg-pips").inner_text()
    press(page, "Undo")
    page.wait_for_function(f"() => {ONE}.run.points.length === 4")
    press(page, "Ask why")
    assert (address(page), given(page)) == before


def test_a_drag_moves_a_point_and_is_one_change(visit):
    page = visit(TRAINED)
    edit(page)
    places = page.evaluate("history.length")
    drag(page, [1, 1], [1.4, 0.6], drop=False)
    assert page.evaluate(f"{ONE}.hand.draft.points[0][0]") == pytest.approx(1.4, abs=0.02)
    assert page.evaluate("location.hash").count("data=") == 0
    page.mouse.up()
    assert page.evaluate("history.length") == places + 1
    points, labels, p = given(page)
    np.testing.assert_allclose(points, [[1.4, 0.6], [1, 0], [0, 1], [0, 0]], atol=0.02)
    assert p == numbers(trained(points, labels, 50)[0])
    drag(page, points[0], [1, 0.2], drop=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert given(page)[0] == points
    assert status(page) == "It is as it was."
    page.keyboard.press("Control+z")
    page.wait_for_function(f"() => {ONE}.run.data === null")


def test_a_point_back_at_its_corner_is_one_of_the_four_again(visit):
    page = visit(PAGE + "#data=1.25_1b1_0a0_1a0_0b&step=0&edit=1")
    assert page.evaluate(f"{ONE}.run.data !== null")
    page.evaluate(f"{ONE}.pointsHand.move(0, [1, 1])")
    page.evaluate(f"{ONE}.pointsHand.end(true)")
    assert address(page) == "#step=0&edit=1"


def test_other_class_and_remove_change_the_chosen_point(visit):
    page = visit(TRAINED)
    edit(page)
    click(page, [1, 0])
    press(page, "Other class")
    assert address(page).startswith("#labels=1101&step=200")  # as the settings would have it
    assert "The point at (1, 0) has class 1 now." in status(page)
    press(page, "Remove")
    points, labels, p = given(page)
    assert points == [[1, 1], [0, 1], [0, 0]]
    assert labels == [1, 0, 1]
    assert p == numbers(trained(points, labels, 50)[0])
    for _ in range(2):
        press(page, "Remove")
    assert len(given(page)[0]) == 1
    press(page, "Remove")
    assert status(page) == "There must be one point at least."


def test_the_keyboard_moves_turns_removes_and_adds(visit):
    page = visit(PAGE + "#step=0&edit=1&point=2")
    point = page.locator(".pg-dots [tabindex='0']")
    assert point.get_attribute("aria-label").startswith("Point 2 of 4, (1, 0), class 0, ")
    point.focus()
    for _ in range(2):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    assert given(page)[0][1] == [1.1, 0]
    assert status(page) == "Point 2 is at (1.1, 0) now."
    page.keyboard.press("Shift+ArrowUp")
    assert given(page)[0][1] == [1.1, 0.25]
    page.keyboard.press("c")
    assert given(page)[1] == [1, 1, 0, 1]
    page.keyboard.press("PageDown")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused.startswith("Point 3 of 4, (0, 1)")
    page.keyboard.press("Delete")
    assert given(page)[0] == [[1, 1], [1.1, 0.25], [0, 0]]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Point 3 of 3"
    )
    page.locator(".pg-map [role=application]").focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    assert given(page)[0][3] == [0, 0.25]
    for _ in range(5):
        page.keyboard.press("Control+z")
    page.wait_for_function(f"() => {ONE}.run.data === null")
    assert given(page)[:2] == [[[1, 1], [1, 0], [0, 1], [0, 0]], [1, 0, 0, 1]]


def test_while_points_are_edited_creases_stay(visit):
    page = visit(TRAINED + "&edit=1")
    crease = page.locator(".pg-crease .pg-hit").nth(1)
    box = crease.bounding_box()
    before = given(page)[2]
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 30, steps=4)
    page.mouse.up()
    assert page.evaluate(f"{ONE}.run.edits.length") == 0
    assert given(page)[2] == before or len(given(page)[0]) == 5


def test_a_preset_is_drawn_from_its_seed(visit):
    page = visit(PAGE + "#step=0&tab=points")
    page.get_by_role("combobox", name="points", exact=True).select_option("moons")
    assert "data=moons_40_0.1_0&" in address(page)
    points, labels, _ = given(page)
    assert sum(labels) == 20
    page.get_by_label("how many", exact=True).fill("60")
    page.get_by_label("how many", exact=True).press("Enter")
    page.get_by_label("their seed", exact=True).fill("8")
    page.get_by_label("their seed", exact=True).press("Enter")
    assert "data=moons_60_0.1_8&" in address(page)
    assert given(page)[0][:40] != points
    page.get_by_label("noise", exact=True).fill("7")
    page.get_by_label("noise", exact=True).press("Enter")
    assert status(page) == "The noise of the points must be a number from 0 to 1."
    assert page.get_by_label("noise", exact=True).input_value() == "0.1"
    page.get_by_role("combobox", name="points", exact=True).select_option("the four points")
    assert address(page) == "#step=0&tab=points"


def test_some_points_are_held_out(visit):
    page = visit(PAGE + "#data=circles_40_0.1_3&step=0&tab=points")
    page.get_by_role("combobox", name="held out", exact=True).select_option("20 %")
    assert "data=circles_40_0.1_3_0.2&" in address(page)
    assert len(given(page)[0]) == 32
    assert page.locator(".pg > .pg-map .pg-held .pg-point").count() == 8
    press(page, "One epoch", "One epoch")
    said = page.locator(".pg-where").inner_text()
    test, p = page.evaluate(f"[{ONE}.run.data.test, [...{ONE}.run.p]]")
    points, labels, _ = given(page)
    net, _, _ = trained(points, labels, 2)
    assert p == numbers(net)
    X, y = np.array(test["points"]), np.array(test["y"], float)[:, np.newaxis]
    loss = ad.losses["sigmoid_cross_entropy"](net(X), y)
    right = int(ad.classify(net, X, y).right)
    assert f"Held out: mean loss {loss:.3f}, {right} of 8 right." in said
    assert page.locator(".pg-test").get_attribute("d").count("L") == 2
    edit(page)
    click(page, test["points"][0])
    assert "held out" in status(page)
    assert len(given(page)[0]) == 32


def test_a_table_is_pasted(visit):
    page = visit(PAGE + "#step=0&tab=points")
    page.get_by_label("Table of points", exact=True).fill(TABLE)
    press(page, "Use this table")
    points, labels, _ = given(page)
    assert points == [[0.5, 0.25], [0.001, 2], [-1, 0.1]]
    assert labels == [0, 1, 0]
    assert status(page) == "3 points from the table. Squares are no, circles are yes."
    page.get_by_label("Table of points", exact=True).fill("1,2,3\n4,5")
    press(page, "Use this table")
    assert status(page) == "Line 2 must have 3 columns, not 2."
    assert given(page)[0] == points


def test_a_file_is_read_and_points_are_saved(visit, tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("x1,x2,label\n0.1,0.2,1\n-0.3,4e-5,0\n", "utf-8")
    page = visit(PAGE + "#step=0&tab=points")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("2 points from the table.").wait_for()
    with page.expect_download() as download:
        press(page, "Save as CSV")
    assert download.value.path().read_text("utf-8") == "x1,x2,label\n0.1,0.2,1\n-0.3,0.00004,0\n"


def test_the_address_holds_points_to_the_last_bit(visit):
    page = visit(PAGE + "#step=0&tab=points")
    random = np.random.default_rng(4)
    rows = np.c_[random.normal(size=(30, 2)) * 3, random.integers(2, size=30)]
    text = "\n".join(f"{a!r},{b!r},{int(c)}" for a, b, c in rows.tolist())
    page.get_by_label("Table of points", exact=True).fill(text)
    press(page, "Use this table", "One epoch", "One sample")
    other = visit(PAGE + address(page))
    assert json.dumps(given(other)) == json.dumps(given(page))
    assert given(other)[0] == rows[:, :2].tolist()
    assert other.evaluate(f"{ONE}.run.steps") == 31


def test_an_address_of_points_that_are_none_is_refused(visit):
    page = visit(PAGE + "#data=hearts_40_0.1_0&step=5")
    assert status(page) == "The preset of the points must be the name of a preset."
    assert given(page)[0] == [[1, 1], [1, 0], [0, 1], [0, 0]]


def test_why_offers_one_of_many_points_at_a_time(visit):
    page = visit(PAGE + "#data=moons_40_0.1_0&step=2000")
    assert page.locator(".pg-point-now").inner_text().startswith("1 of 40")
    press(page, "Next point", "Next point", "Point before")
    assert page.evaluate(f"{ONE}.pointing.point") == 1
    wrong = page.evaluate(f"{ONE}.run.right.indexOf(false, 2)")
    if wrong >= 0:
        press(page, "Next wrong")
        assert page.evaluate(f"{ONE}.pointing.point") == wrong
    assert page.locator(".pg-ledger tr").count() == 21
    assert page.get_by_role("heading", name="The first 20 of 40 points").count() == 1
    look(page, "Take away")
    assert page.get_by_label("Python", exact=True).input_value().count("[") > 40


def test_seeds_are_those_of_the_points(visit):
    page = visit(PAGE + "#data=gaussians_60_0.05_1&step=0&until=20")
    page.wait_for_function(f"() => {ONE}.seeds.answer?.over", timeout=60_000)
    kinds, total = page.evaluate(f"[[...{ONE}.seeds.answer.kinds], {ONE}.seeds.total]")
    assert len(kinds) == total
    assert f"of {total} seeds" in page.locator(".pg-share").inner_text()
    points, labels, _ = given(page)
    X, y = np.array(points), np.array(labels, float)[:, np.newaxis]
    for seed in range(5):
        net = ad.Network.initialized((2, 5, 1), seed=seed)
        end = ad.train(net, X, y, epochs=20, seed=seed).network
        right = int(ad.classify(end, X, y).right)
        assert (kinds[seed] == 1) is (right >= 57)
    look(page, "Seeds")
    assert "57 of 60 points or more are right" in page.locator(".pg-more-seeds").inner_text()


def test_the_map_fits_itself_to_the_points(visit):
    page = visit(PAGE + "#data=10_10a12_11b9_13a&step=0")
    label = page.locator(".pg > .pg-map svg[role]").get_attribute("aria-label")
    low, high = (float(x) for x in re.search(r"from ([\d.]+) to ([\d.]+) on", label).groups())
    assert low < 9
    assert high > 13
    assert high - low < 8
    page = visit(PAGE + "#data=0_0a1_1b.5_.2a&step=0")
    label = page.locator(".pg > .pg-map svg[role]").get_attribute("aria-label")
    assert "from −0.75 to 1.75" in label


def test_a_map_from_a_grid_says_so(visit):
    page = visit(PAGE + "#step=0")
    note = page.locator(".pg-note-of-map")
    assert note.inner_text() == ""
    page.get_by_role("combobox", name="activation", exact=True).select_option("tanh")
    assert note.inner_text() == "from a grid"


def test_a_finger_adds_and_moves_points_on_a_phone(visit):
    page = visit(PAGE + "#step=0&edit=1", viewport={"width": 375, "height": 800}, has_touch=True)
    page.locator(".pg > .pg-map").scroll_into_view_if_needed()
    page.touchscreen.tap(*spot(page, [0.5, 0.5]))
    assert len(given(page)[0]) == 5
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 375
