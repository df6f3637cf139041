"""The parts to play with in the pages say what the package says, whatever moves them."""

import re
from pathlib import Path

import numpy as np
import pytest

import actdemo as ad

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PARTS = {
    "start": "index.html",
    "line": "tutorial/purpose.html",
    "formula": "tutorial/network.html",
    "step": "tutorial/training.html",
    "ridge": "tutorial/surface.html",
    "sum": "tutorial/units.html",
    "tent": "tutorial/units.html",
    "pull": "tutorial/weights.html",
    "switches": "tutorial/sparsity.html",
    "morph": "geometry/hidden_space.html",
    "wandering": "geometry/creases.html",
    "wall": "training/coin_toss.html",
}
X, Y = ad.xnor()
START = ad.Network.initialized((2, 5, 1), seed=0)


def trained(steps=200, hidden="relu"):
    start = ad.Network.initialized((2, 5, 1), hidden=hidden, seed=0)
    whole, rest = divmod(steps, 4)
    assert not rest
    return ad.train(start, X, Y, seed=0, epochs=whole).network if whole else start


NET = trained()


def number(text):
    return float(text.replace("−", "-").replace("+", ""))


@pytest.fixture
def part(visit):
    """Return a function that opens the page of a part, and gives the page and the part."""

    def open_part(name, **settings):
        page = visit(PARTS[name], reduced_motion="reduce", **settings)
        found = page.locator(f".pg-part-{name}")
        found.scroll_into_view_if_needed()
        return page, found

    return open_part


def score(found):
    return int(found.locator(".pg-score b").inner_text())


def drag(page, node, dx, dy):
    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx / 2, y + dy / 2, steps=3)
    page.mouse.move(x + dx, y + dy, steps=3)
    page.mouse.up()


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("width", [1280, 375])
def test_a_part_is_accessible_and_fits(part, name, width):
    page, found = part(name, viewport={"width": width, "height": 800}, bypass_csp=True)
    assert found.count() == 1
    right = found.evaluate(
        """part => Math.max(...[...part.querySelectorAll("*")]
            .filter(node => !node.closest(".pg-field") && node.checkVisibility())
            .map(node => node.getBoundingClientRect().right))"""
    )
    assert right <= width
    small = found.evaluate(
        """part => [...part.querySelectorAll("*")].filter(node =>
            [...node.childNodes].some(text => text.nodeType === 3 && text.data.trim())
            && parseFloat(getComputedStyle(node).fontSize) < 12
        ).map(node => node.textContent)"""
    )
    assert small == []
    page.add_script_tag(path=AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        run = f"axe.run('.playground-{name}').then(result => result.violations)"
        assert page.evaluate(run) == [], scheme


@pytest.mark.parametrize("name", PARTS)
def test_without_a_script_the_still_picture_stands(visit, name):
    page = visit(PARTS[name], java_script_enabled=False)
    still = page.locator(f".playground-{name} > .playground-still")
    assert still.locator("img").first.is_visible()
    assert page.locator(f".playground-{name} .pg").count() == 0


def test_the_start_page_tells_the_story_of_its_network(part):
    page, found = part("start")
    said = found.locator(".pg-told")
    train = found.get_by_role("button", name="Train")
    assert score(found) == int(ad.classify(trained(0, "identity"), X, Y).right) == 2
    train.click()
    line = trained(hidden="identity")
    assert score(found) == int(ad.classify(line, X, Y).right)
    assert said.inner_text().startswith("Trained, and still straight")
    assert "one straight line" in page.locator(".pg-plane svg").first.get_attribute("aria-label")
    found.get_by_role("radio", name="ReLU").check(force=True)
    bent = ad.Network(line.weights, line.biases, hidden="relu")
    assert score(found) == int(ad.classify(bent, X, Y).right)
    train.click()
    assert score(found) == int(ad.classify(NET, X, Y).right) == 4
    assert said.inner_text().startswith("All four right")
    found.get_by_role("radio", name="identity").check(force=True)
    unbent = ad.Network(NET.weights, NET.biases, hidden="identity")
    assert score(found) == int(ad.classify(unbent, X, Y).right) == 1


def test_the_start_page_trains_before_the_eyes_of_who_wants_motion(visit):
    page = visit("index.html", reduced_motion="no-preference")
    page.get_by_role("radio", name="ReLU").check(force=True)
    page.get_by_role("button", name="Train").click()
    page.get_by_role("button", name="Pause").click()
    step = int(page.locator(".pg-steps").inner_text().split()[1])
    assert 0 <= step < 200
    page.get_by_role("button", name=re.compile("Go on|Train")).click()
    page.get_by_text("step 200 of 200", exact=True).wait_for()
    assert page.locator(".pg-score b").inner_text() == "4"


@pytest.mark.parametrize("width", [1280, 375])
def test_the_start_page_fits_its_first_screen(visit, width):
    page = visit("index.html", viewport={"width": width, "height": 800})
    for node in ("h1", ".pg-part-start", ".begin a:first-child", ".begin a:nth-child(2)"):
        box = page.locator(node).first.bounding_box()
        assert box["y"] + box["height"] <= 800, node
    assert page.locator(".card").count() == 4


def line_of(found):
    """Return w1, w2 and b as the part writes them."""
    text = found.locator(".pg-say").first.inner_text().replace("−", "-").replace(" ", "")
    return [float(x) for x in re.fullmatch(r"z=(.+?)x₁(.+?)x₂(.+)", text).groups()]


def check_line(found, labels):
    w1, w2, b = line_of(found)
    signs = 2 * np.array(labels) - 1
    values = signs * (w1 * X[:, 0] + w2 * X[:, 1] + b)
    cells = found.locator(".pg-proof tbody tr").evaluate_all(
        "rows => rows.map(row => [row.children[5].innerText, row.children[6].innerText])"
    )
    assert [number(now) for now, _ in cells[:4]] == pytest.approx(values, abs=1e-9)
    assert [mark == "✓" for _, mark in cells[:4]] == list(values > 0)
    assert number(cells[4][0]) == 0
    assert score(found) == (values > 0).sum() < 4
    return w1, w2, b


@pytest.mark.parametrize(
    ("page", "labels"),
    [("tutorial/purpose.html", (1, 0, 0, 1)), ("theory/separable.html", (0, 1, 1, 0))],
)
def test_a_line_gets_three_points_and_never_four(visit, page, labels):
    page = visit(page)
    found = page.locator(".pg-part-line")
    found.scroll_into_view_if_needed()
    first = check_line(found, labels)
    assert score(found) == 3
    grip = found.get_by_role("button", name="First end")
    drag(page, grip, 40, 60)
    assert check_line(found, labels) != first
    before = check_line(found, labels)
    grip.press("ArrowUp")
    assert check_line(found, labels) != before
    now = check_line(found, labels)
    found.get_by_role("button", name="Swap sides").click()
    swapped = check_line(found, labels)
    assert [-x for x in swapped] == pytest.approx(now)
    assert "lines tried" in found.locator(".pg-hint").inner_text()


def test_the_formula_fills_with_the_numbers_of_the_network(part):
    _, found = part("formula")
    rows = found.locator(".pg-term-row")
    assert "w₁₁" in rows.first.inner_text()
    rows.first.hover()
    w1, w2 = START.weights[0][:, 0]
    assert f"{abs(w2):.2f}" in rows.first.inner_text()
    assert ("−" in rows.first.inner_text().split("·")[0]) == (w1 < 0)
    found.get_by_role("button", name="Fill in all").click()
    for k, point in enumerate(X):
        found.get_by_role("radio").nth(k).check(force=True)
        z = START([point])[0, 0]
        assert f"{z:.2f}".replace("-", "−") in found.locator(".pg-z").last.inner_text()
        adds = START.forward([point]).activations[0][0] * START.weights[1][:, 0]
        for text, value in zip(
            found.locator(".pg-term-adds").all_inner_texts(), adds, strict=True
        ):
            assert number(text.removeprefix("off: ")) == pytest.approx(value, abs=0.0051)


def test_one_step_says_what_it_did(part):
    _, found = part("step")
    assert "step 200 of 200" in found.locator("output").inner_text()
    assert score(found) == 4
    found.get_by_role("button", name="One step").click()
    words = found.locator(".pg-say").inner_text()
    assert "step 1 of 200" in found.locator("output").inner_text()
    k = [f"({a:.0f}, {b:.0f})" in words for a, b in X].index(True)
    p = ad.sigmoid(START(X))[k, 0]
    assert f"probability {p:.3f}" in words
    assert f"{abs(p - Y[k, 0]):.3f} too {'much' if p > Y[k, 0] else 'little'}" in words
    sgd = ad.Sgd(lr=0.1, momentum=0.4)
    after = ad.train(START, X[k : k + 1], Y[k : k + 1], epochs=1, optimizer=sgd).network
    assert START(X)[k, 0] == 0  # at (0, 0), as all biases are zero: it comes first
    assert f"from 0.000 to {after(X)[k, 0]:+.3f}" in words
    changed = zip(START.weights + START.biases, after.weights + after.biases, strict=True)
    assert f"moved {sum((a != b).sum() for a, b in changed)} of 21" in words
    found.get_by_label("Step of training").press("Home")
    assert score(found) == int(ad.classify(START, X, Y).right)
    found.get_by_role("button", name="Play").click()
    assert score(found) == 4


def test_the_surface_shows_its_heights_and_turns(part):
    page, found = part("ridge")
    canvas = found.locator("canvas")
    words = canvas.get_attribute("aria-label")
    for z in NET(X)[:, 0]:
        assert f"{z:.3f}".replace("-", "−") in words
    before = canvas.evaluate("n => n.toDataURL()")
    drag(page, canvas, 60, 0)
    turned = canvas.evaluate("n => n.toDataURL()")
    assert turned != before
    canvas.press("ArrowLeft")
    assert canvas.evaluate("n => n.toDataURL()") != turned
    found.get_by_label("Step of training").press("Home")
    assert canvas.get_attribute("aria-label") != words


def falls(found):
    rows = found.locator(".pg-waterfall tr")
    return [
        number(x) if x[-1].isdigit() else x
        for x in rows.locator("td:last-child").all_inner_texts()
    ]


def test_the_sum_has_the_parts_of_the_package_and_does_without_one(part):
    page, found = part("sum")
    entries = ad.explain(NET, X, Y).ledger
    for k, entry in enumerate(entries):
        found.get_by_role("radio").nth(k).check(force=True)
        bias, *units, logit = falls(found)
        assert bias == pytest.approx(entry.bias, abs=5.1e-4)
        assert logit == pytest.approx(entry.logit, abs=5.1e-4)
        for unit, adds in zip(units, entry.contributions, strict=True):
            assert (unit in ("off", "dead")) == (adds == 0)
            if adds:
                assert unit == pytest.approx(adds, abs=5.1e-4)
    found.locator(".pg-tile", has_text="unit 5").click()
    found.get_by_role("radio").nth(1).check(force=True)
    W, v = NET.weights
    without = ad.Network((W, np.where(np.arange(5) == 4, 0, v.T).T), NET.biases)
    assert falls(found)[-1] == pytest.approx(without(X)[1, 0], abs=5.1e-4)
    assert falls(found)[5] == "left out"
    right = int(ad.classify(without, X, Y).right)
    assert f"{right} of 4 points are right" in found.locator(".pg-says").inner_text()
    found.get_by_role("button", name="Start again").click()
    assert "4 of 4" in found.locator(".pg-says").inner_text()
    crease = found.get_by_role("button", name="Crease of unit 5")
    found.get_by_role("radio").nth(1).check(force=True)
    before = falls(found)
    crease.press("ArrowRight")  # to the right, so unit 5 is less far on at (1, 0)
    assert before[5] < falls(found)[5] < 0
    drag(page, crease, 0, -30)
    assert falls(found) != before


def test_two_ramps_make_a_tent_once_one_goes_down(part):
    page, found = part("tent")
    said = found.locator(".pg-says")
    assert said.inner_text().startswith("No tent yet")
    slope = found.get_by_role("button", name="Slope of ramp 2")
    drag(page, slope, 0, 230)
    assert said.inner_text().startswith("A tent")
    text = found.locator(".pg-say").first.inner_text().replace("−", "-").replace(" ", "")
    one, c1, two, c2 = map(
        float, re.fullmatch(r"sum=(.+?)relu\(s(.+?)\)(.+?)relu\(s(.+?)\)", text).groups()
    )
    assert two < -one < 0
    top = one * (-c2 + c1)
    assert f"rises to {top:.2f} at s = {-c2:.2f}" in said.inner_text()
    found.get_by_role("button", name="Crease of ramp 2").press("ArrowRight")
    assert f"at s = {-c2 + 0.05:.2f}" in said.inner_text()


def test_a_weight_changes_the_map_and_a_scale_does_not(part):
    _, found = part("pull")
    zero = found.locator(".pg-zero")
    before = zero.get_attribute("d")
    found.get_by_label("scale a").press("End")
    words = found.locator(".pg-say").inner_text()
    assert "times 4.00" in words
    assert re.search(r"by nothing at all|by at most \d\.\de−1[5-7]", words)
    assert zero.get_attribute("d") == before
    outputs = found.locator(".pg-pull output").all_inner_texts()
    W, v = NET.weights
    own = [4 * W[0, 4], 4 * W[1, 4], 4 * NET.biases[0][4], v[4, 0] / 4]
    assert [number(x) for x in outputs[:4]] == pytest.approx(own, abs=0.0051)
    found.get_by_role("button", name="Start again").click()
    found.get_by_label("output weight").press("End")
    assert zero.get_attribute("d") != before
    other = ad.Network((W, np.where(np.arange(5) == 4, 4, v.T).T), NET.biases)
    assert score(found) == int(ad.classify(other, X, Y).right) < 4


def test_the_switches_are_those_of_the_package(part):
    _, found = part("switches")
    rows = found.locator(".pg-lamps tr").evaluate_all(
        "rows => rows.map(row => [...row.children].slice(1).map(cell => cell.innerText.trim()))"
    )
    on = NET.forward(X).pre_activations[0] > 0
    assert [[cell == "on" for cell in row[:4]] for row in rows[1:6]] == on.T.tolist()
    assert [int(n) for n in rows[6][:4]] == on.sum(axis=1).tolist()
    place = found.get_by_role("button", name="The place")
    place.press("ArrowLeft")
    words = found.locator(".pg-say").inner_text().replace("−", "-")
    at = [float(x) for x in re.search(r"At \((.+?), (.+?)\)", words).groups()]
    assert at == pytest.approx([0.25, 0.75])
    c, w1, w2 = re.search(r"z = (\S+) ([+-] \S+) x₁ ([+-] \S+) x₂", words).groups()
    z = float(c) + sum(float(w.replace(" ", "")) * x for w, x in zip((w1, w2), at, strict=True))
    assert z == pytest.approx(NET([at])[0, 0], abs=2e-3)
    here = [row[4] == "on" for row in rows[1:6]]
    assert here == (NET.forward([[0.3, 0.75]]).pre_activations[0][0] > 0).tolist()


def test_the_plane_folds_onto_two_axes_where_a_line_divides_it(part):
    _, found = part("morph")
    label = found.locator(".pg-morph > svg")
    negative = [k for k in range(5) if NET.weights[1][k, 0] < 0]
    landed = NET.forward(X).activations[0][:, negative]
    for (x1, x2), (a, b) in zip(X, landed, strict=True):
        assert f"({x1:.0f}, {x2:.0f}) at ({a:.2f}, {b:.2f})" in label.get_attribute("aria-label")
    dots = found.locator(".pg-morph .pg-point")
    spots = "nodes => nodes.map(node => node.getAttribute('transform'))"
    before = dots.evaluate_all(spots)
    found.get_by_role("button", name="Fold").click()
    assert "one straight line divides" in found.locator(".pg-say").inner_text()
    after = dots.evaluate_all(spots)
    assert all(a != b for a, b in zip(before[:3], after[:3], strict=True))
    two = ad.Network(
        (NET.weights[0][:, negative], NET.weights[1][negative]),
        (NET.biases[0][negative], NET.biases[1]),
    )
    assert ad.classify(two, X, Y).success


def test_creases_wander_as_training_goes(part):
    _, found = part("wandering")
    crease = found.locator(".pg-fold").nth(1)
    end = crease.get_attribute("d")
    assert "1 dead unit: 4" in found.locator(".pg-plane svg").first.get_attribute("aria-label")
    found.get_by_label("Step of training").press("Home")
    assert crease.get_attribute("d") != end
    assert score(found) == 2
    found.get_by_role("button", name="Play").click()
    assert crease.get_attribute("d") == end
    assert score(found) == 4


def test_the_wall_counts_as_the_package_does(part):
    page, found = part("wall")
    found.locator(".pg-solved").first.wait_for()
    seeds = range(100)
    start = ad.Network.initialized((2, 5, 1), seed=seeds)
    run = ad.train(start, X, Y, seed=seeds, epochs=50)
    won = ad.classify(run.network, X, Y).success
    kinds = found.locator("a").evaluate_all(
        "all => all.map(a => a.className.includes('pg-solved'))"
    )
    assert kinds == won.tolist()
    assert f"Of 100 seeds {won.sum()} have" in found.locator(".pg-say").inner_text()
    found.locator("a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/playground.html#seed=1&step=200")
