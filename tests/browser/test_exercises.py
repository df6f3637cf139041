"""The exercises in the page: what they show, and how they judge answers."""

import pytest

import actdemo as ad

PAGES = ("two_units", "kill_a_unit", "boundary", "rescue_a_seed", "one_unit")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def enter(page, name, value):
    box = page.get_by_label(name, exact=True)
    box.fill(str(value))
    box.press("Enter")


def check(page):
    """Return what the page says of the present answer."""
    press(page, "Check")
    page.locator(".pg-checks").wait_for()  # what a hint says of more steps is tried first
    return page.get_by_role("region", name="Check").get_by_role("status").first.inner_text()


def opened(visit, name, state=""):
    return visit(f"exercises/{name}.html{state}")


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_unsolved_and_gives_a_hint(visit, name):
    page = opened(visit, name)
    said = check(page)
    assert "✗" in said
    assert "Hint: " in said
    assert page.locator(".pg > section").count() == page.locator(".pg > *").count()


def test_other_pages_have_no_exercise(visit):
    page = visit("playground.html")
    assert page.get_by_role("button", name="Check", exact=True).count() == 0
    assert page.locator("script[src*=exercises]").count() == 0


def set_two_units(page, *, output_bias):
    for unit, numbers in (("1", (1, 1, 0, 1)), ("2", (1, 1, -1, -2))):
        page.get_by_label("Unit to change").select_option(f"unit {unit}")
        names = ("weight from x₁ to", "weight from x₂ to", "bias of", "output weight of")
        for name, value in zip(names, numbers, strict=True):
            enter(page, f"{name} unit {unit}", value)
    enter(page, "output bias", output_bias)


def test_two_units_set_by_hand(visit):
    page = opened(visit, "two_units")
    set_two_units(page, output_bias=0)
    assert "exactly 0" in check(page)
    enter(page, "output bias", -0.5)
    assert page.locator(".pg-checks").count() == 0  # what was judged is no longer there
    said = check(page)
    assert "✗" not in said
    assert said.endswith("All right.")
    press(page, "Start again")
    assert "✗" in check(page)
    solved = "#width=2&labels=1001&start=0_-1_1_1_1_1_-0.5_1_-2&step=0"
    page = opened(visit, "two_units", solved)
    assert "Something else has been changed" in check(page)
    page = opened(visit, "two_units", solved.replace("1001", "0110").replace("step=0", "step=9"))
    assert "Training has changed them" in check(page)
    page = opened(visit, "two_units", "#width=2&labels=0110&start=0_-1_1_1_1_1_0.5_-1_2&step=0")
    assert "labels swapped" in check(page)
    page = opened(visit, "two_units", "#width=2&labels=0110&start=9_9_1_1_1_1_0.5_-1_2&step=0")
    assert "one weighted sum" in check(page)


def test_a_link_within_the_page_leaves_the_weights(visit):
    page = opened(visit, "two_units")
    enter(page, "output bias", 0.125)
    page.evaluate("location.hash = '#in-python'")
    page.wait_for_timeout(100)
    assert page.get_by_label("output bias", exact=True).input_value() == "0.125"


def predict(page, logits):
    for (x1, x2), z in zip(ad.xnor()[0], logits, strict=True):
        enter(page, f"Logit at ({x1:.0f}, {x2:.0f})", f"{z:.3f}")
    return check(page)


def test_a_unit_is_killed_and_the_outputs_are_predicted(visit):
    X, y = ad.xnor()
    net = ad.train(ad.Network.initialized((2, 5, 1), seed=0), X, y, seed=0).network
    before, adds = net(X)[:, 0], net.forward(X).activations[0] * net.weights[1][:, 0]
    right = before - adds[:, 1]
    page = opened(visit, "kill_a_unit")
    assert "Four numbers are needed" in check(page)
    for wrong, words in (
        (before, "with unit 2"),
        (before + adds[:, 1], "twice"),
        (before - adds[:, 2], "unit 3"),
        (before - adds[:, 0], "unit 1"),
        (right - net.biases[1], "output bias out"),
        (adds[:, 1], "What is left"),
        (ad.sigmoid(right), "probabilities"),
        ([*right[:3], 0.0], "3 of 4"),
    ):
        assert words in predict(page, wrong)
    assert predict(page, right).endswith("All right.")


def test_the_boundary_meets_the_cross(visit):
    X, y = ad.xnor()
    net = ad.train(ad.Network.initialized((2, 5, 1), seed=0), X, y, seed=0).network
    z, c = net([(0.5, 0.25)])[0, 0], net.biases[1][0]
    page = opened(visit, "boundary")
    assert page.locator(".pg-map .pg-place").count() == 1
    assert "as it was" in check(page)
    for bias, words in (
        (c + z, "farther"),
        (c - net([(0.25, 0.5)])[0, 0], "mirrored"),
        (c - 0.1, "At the cross the logit is +0.272."),
        (c - 1.5, "(0, 0) in the ledger"),
    ):
        enter(page, "output bias", bias)
        assert words in check(page)
    enter(page, "output bias", c - z)
    assert check(page).endswith("All right.")


def test_a_seed_is_rescued(visit):
    page = opened(visit, "rescue_a_seed")
    assert "solves the task by itself" in check(page)
    enter(page, "seed", 4)
    said = check(page)
    assert "3 of 5 units are dead. With 400, 800, 1600, 3200 and 6400 steps it fails, too." in said
    for steps in (400, 800, 1600, 3200, 6400):  # as the judgement says
        page.evaluate(f"location.hash = '#seed=4&step={steps}'")
        page.get_by_text(f"Step {steps},").first.wait_for()
        assert "✗ The same seed succeeds" in check(page)
    enter(page, "seed", 1)
    page.evaluate("location.hash = '#seed=1&step=200'")
    page.get_by_text("Step 200,").first.wait_for()
    assert "Does it only need more steps?" in check(page)
    page.evaluate("location.hash = '#seed=1&step=400'")
    page.get_by_text("Step 400,").first.wait_for()
    assert check(page).endswith("All right.")
    page.evaluate("location.hash = '#seed=4&hidden=identity&step=200'")
    page.get_by_text("Step 200,").first.wait_for()
    assert "one other setting at a time" in check(page)
    page.get_by_role("combobox", name="activation", exact=True).select_option("relu")
    enter(page, "width", 16)
    assert check(page).endswith("All right.")
    page.get_by_role("combobox", name="labels", exact=True).select_option("XOR")
    assert "Choose XNOR" in check(page)
    start = "_".join(["1"] * 21)
    assert "by hand" in check(opened(visit, "rescue_a_seed", f"#seed=4&start={start}&step=0"))


def test_one_unit_that_turns_is_enough(visit):
    page = opened(visit, "one_unit")
    assert "never falls" in check(page)
    page.get_by_role("combobox", name="activation", exact=True).select_option("absolute")
    enter(page, "bias of unit 1", -1)
    assert "labels swapped" in check(page)
    enter(page, "output weight of unit 1", -1)
    enter(page, "output bias", 0.5)
    assert check(page).endswith("All right.")
    enter(page, "width", 2)
    assert "Something else has been changed" in check(page)
