"""The playground: what a reader does there, and the numbers that it answers with."""

import json
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import actdemo as ad

PAGE = "playground.html"
RECIPE_END = "Step 200, epoch 50."


def press(page, *names):
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def choose(page, name, value):
    page.get_by_role("combobox", name=name, exact=True).select_option(value)


def enter(page, name, value):
    box = page.get_by_label(name, exact=True)
    box.fill(str(value))
    box.press("Enter")


def status(page):
    return page.get_by_role("status").inner_text()


def where(page):
    return page.locator(".pg-where").inner_text()


def ledger(page):
    rows = page.locator(".pg-ledger tr").all()[1:]
    return [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]


def written(x, sign="+"):
    """Return a number as the page writes it: small ones keep their size."""
    form = ".1e" if 0 < abs(x) < 0.0005 else ".3f"
    text = f"{x:{sign if x else ''}{form}}"
    return re.sub(r"e-0", "e-", text).replace("-", "−")


def numbers_of(net, y):
    """Return the ledger of a network as the page writes it."""
    (_, v), (_, c) = net.weights, net.biases
    trace, rows = net.forward(ad.xnor()[0]), []
    for h, a, (z,), (label,) in zip(
        trace.pre_activations[0], trace.activations[0], trace.logits, y, strict=True
    ):
        adds = [
            "off" if net.hidden.name == "relu" and before <= 0 else written(x)
            for before, x in zip(h, a * v[:, 0], strict=True)
        ]
        cost = ad.losses["sigmoid_cross_entropy"]([[z]], [[label]])
        answers = written(z), written(ad.sigmoid(z), ""), written(cost, "")
        right = "✓ right" if z * (label - 0.5) > 0 else "✗ wrong" if z else "✗ no class"
        rows.append([f"{label:.0f}", written(c[0]), *adds, *answers, right])
    return rows


def trained(steps=200, hidden="relu", seed=0, width=5, labels=None, **recipe):
    X, y = ad.xnor()
    net = ad.Network.initialized((2, width, 1), hidden, seed=seed)
    y = y if labels is None else labels
    return ad.train(net, X, y, epochs=steps // 4, seed=seed, **recipe).network


def test_it_opens_on_the_network_of_the_tutorial(visit):
    page = visit(PAGE)
    verdict = page.locator(".pg-verdict").inner_text()
    assert "all 21 weights and biases are those of the tutorial" in verdict
    assert RECIPE_END in where(page)
    assert ledger(page) == numbers_of(trained(), ad.xnor()[1])


def test_only_the_tutorials_network_is_called_the_tutorials(visit):
    page = visit(PAGE)
    verdict = page.locator(".pg-verdict")
    below = page.locator(".pg-where")
    place = below.evaluate("node => node.offsetTop")
    for change in (
        lambda: press(page, "One sample"),
        lambda: press(page, "Back to the page's network", "New seed"),
        lambda: press(page, "Back to the page's network", "output bias + 0.1"),
        lambda: press(page, "Back to the page's network", "Run"),
    ):
        assert verdict.is_visible()
        change()
        page.wait_for_timeout(50)
        assert not verdict.is_visible()
        assert below.evaluate("node => node.offsetTop") == place  # nothing jumps
        press(page, "Back to the page's network")


def test_both_mean_losses_are_named(visit):
    X, y = ad.xnor()
    run = ad.train(ad.Network.initialized((2, 5, 1), seed=0), X, y, seed=0)
    now = ad.losses["sigmoid_cross_entropy"](run.network(X), y)
    page = visit(PAGE)
    assert f"Mean loss {now:.3f} now, {run.losses[-1]:.3f} during epoch 50." in where(page)
    rows = [float(row[-2]) for row in ledger(page)]
    assert sum(rows) / 4 == pytest.approx(now, abs=0.0005)


def test_a_logit_of_exactly_0_is_no_class_and_wrong(visit):
    page = visit(PAGE + "#width=1&start=0_1_0_0_1&step=0")
    assert [row[-1] for row in ledger(page)] == ["✓ right", "✗ wrong", "✗ no class", "✗ no class"]
    assert "1 of 4 points right" in where(page)


def test_other_digits_would_be_noticed(address, chromium):
    context = chromium.new_context()

    def falsify(route):
        body = route.fetch().text()
        p = json.loads(re.search(r'application/json">(.*?)</script>', body)[1])["p"]
        wrong = repr(float(np.nextafter(p[4], 9.0)))
        route.fulfill(body=body.replace(repr(p[4]), wrong), content_type="text/html")

    context.route("**/playground.html", falsify)
    page = context.new_page()
    page.goto(address + PAGE)
    assert "other digits" in page.locator(".pg-verdict").inner_text()
    context.close()


def test_training_goes_by_sample_epoch_and_jump_and_back(visit):
    page = visit(PAGE)
    press(page, "Rewind")
    assert "Step 0, epoch 0." in where(page)
    press(page, "One sample")
    assert "Step 1, epoch 0." in where(page)
    slope = page.locator(".pg-note").inner_text()
    order = np.random.default_rng(np.random.SeedSequence(0, spawn_key=(1,))).random(3)
    places = [0, 1, 2, 3]
    for i, u in zip((3, 2, 1), order, strict=True):
        j = int(u * (i + 1))
        places[i], places[j] = places[j], places[i]
    (x,), (label,) = ad.xnor()[0][places[:1]], ad.xnor()[1][places[0]]
    gradient = trained(0).gradients([x], [[label]])
    assert f"({x[0]:.0f}, {x[1]:.0f})" in slope
    assert f"{gradient.biases[1][0]:+.4f}".replace("-", "−") in slope
    press(page, "One epoch")
    assert "Step 4, epoch 1." in where(page)
    enter_jump = page.get_by_label("Steps to jump")
    enter_jump.fill("996")
    press(page, "Jump")
    assert "Step 1000, epoch 250." in where(page)
    assert ledger(page) == numbers_of(trained(1000), ad.xnor()[1])
    page.get_by_label("history").fill("40")
    assert "Step 40, epoch 10." in where(page)
    assert ledger(page) == numbers_of(trained(40), ad.xnor()[1])


def test_it_runs_and_pauses(visit):
    page = visit(PAGE)
    page.wait_for_timeout(300)
    assert RECIPE_END in where(page)  # nothing plays by itself
    press(page, "Run")
    page.wait_for_timeout(500)
    press(page, "Pause")
    steps = int(re.search(r"Step (\d+)", where(page))[1])
    assert steps > 200
    assert f"Paused at step {steps}" in status(page)
    assert ledger(page) == numbers_of(trained(steps), ad.xnor()[1])


def test_settings_train_the_network_that_the_package_trains(visit):
    page = visit(PAGE)
    choose(page, "activation", "tanh")
    assert ledger(page) == numbers_of(trained(hidden="tanh"), ad.xnor()[1])
    choose(page, "labels", "XOR")
    enter(page, "learning rate", 0.5)
    enter(page, "momentum", 0.9)
    enter(page, "seed", 2**32)
    enter(page, "width", 3)
    page.get_by_label("(0, 0)", exact=True).check()
    labels = np.array([[0.0], [1.0], [1.0], [1.0]])
    net = trained(hidden="tanh", seed=2**32, width=3, labels=labels, optimizer=ad.Sgd(0.5, 0.9))
    assert ledger(page) == numbers_of(net, labels)
    press(page, "New seed")
    assert page.get_by_label("seed", exact=True).input_value() == str(2**32 + 1)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("learning rate", "-1", "learning rate must be"),
        ("momentum", "1", "momentum must be"),
        ("width", "17", "width must be"),
        ("seed", "-1", "seed must be"),
        ("seed", str(2**128), "seed must be"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(visit, name, value, words):
    page = visit(PAGE)
    before = page.get_by_label(name, exact=True).input_value()
    enter(page, name, value)
    assert words in status(page)
    assert page.get_by_label(name, exact=True).input_value() == before


def test_the_address_holds_the_state(visit):
    page = visit(PAGE)
    choose(page, "activation", "sine")
    press(page, "One sample")
    enter(page, "weight from x₁ to unit 2", 0.1234567890123456789)
    press(page, "One sample", "One sample")
    before = page.url, where(page), ledger(page)
    other = visit("playground.html" + page.url[page.url.index("#") :])
    assert (other.url.split("#")[1], where(other), ledger(other)) == (
        page.url.split("#")[1],
        *before[1:],
    )
    assert "0.12345678901234568" in page.url


def test_back_and_forward_go_through_the_settings(visit):
    page = visit(PAGE)
    activation = page.get_by_role("combobox", name="activation", exact=True)
    choose(page, "activation", "tanh")
    choose(page, "activation", "sine")
    for go, name in ((page.go_back, "tanh"), (page.go_back, "relu"), (page.go_forward, "tanh")):
        go()
        page.wait_for_function(
            "([select, name]) => select.value === name", arg=[activation.element_handle(), name]
        )
    assert ledger(page) == numbers_of(trained(hidden="tanh"), ad.xnor()[1])


def test_an_address_that_makes_no_sense_is_refused(visit):
    page = visit(PAGE + "#hidden=magic&step=3")
    assert "activation must be" in status(page)
    assert RECIPE_END in where(page)


@pytest.mark.parametrize(
    "state",
    [
        "lr=1e300&step=2",
        "lr=1e60&hidden=leaky_relu&step=3",
        "start=" + "_".join(["1e100"] * 21),
        "start=" + "_".join(["1e308"] * 21),
        "start=" + "_".join(["-1e100", "5e-324", "-0"] * 7) + "&hidden=tanh&step=1",
        "hidden=constructor",
        "seed=007&init=__proto__",
        f"seed={2**128 - 1}&width=16&hidden=sine&lr=1e10&step=7",
    ],
)
def test_whatever_the_address_says_the_page_lives(visit, state):
    page = visit(f"{PAGE}#{state}")  # which fails the test for an error in the console
    press(page, "One epoch")
    assert re.match(r"Step \d", where(page))
    assert ledger(page)


def test_a_setting_alone_is_a_state(visit):
    page = visit(PAGE + "#hidden=tanh")
    assert "Step 0," in where(page)
    press(page, "One epoch")
    assert ledger(page) == numbers_of(trained(4, hidden="tanh"), ad.xnor()[1])


def test_a_long_way_can_be_left(visit):
    page = visit(PAGE + "#width=16&hidden=gelu_tanh&step=10000000")
    page.get_by_text("On the way to step 10000000.").wait_for()
    press(page, "Stop")
    steps = int(re.search(r"Step (\d+)", where(page))[1])
    assert 0 < steps < 10_000_000
    page.wait_for_timeout(200)
    assert status(page) == f"Paused at step {steps}."
    assert page.url.endswith(f"step={steps}")


def test_after_the_last_seed_comes_the_first(visit):
    page = visit(f"{PAGE}#seed={2**128 - 1}&step=4")
    press(page, "New seed")
    assert page.get_by_label("seed", exact=True).input_value() == "0"


def test_weights_change_by_number_and_button_and_units_die_and_live(visit):
    page = visit(PAGE)
    enter(page, "output bias", 0)
    net = trained()
    edited = ad.Network(net.weights, (net.biases[0], [0.0]), net.hidden)
    assert ledger(page) == numbers_of(edited, ad.xnor()[1])
    assert "Step 0" in where(page)
    press(page, "output bias + 0.1")
    assert ledger(page)[3][1] == "+0.100"
    assert "1 dead unit." in where(page)
    press(page, "Kill")
    assert "2 dead units." in where(page)
    assert "This unit is dead from the start" in page.locator(".pg-note").inner_text()
    press(page, "Revive")
    assert "1 dead unit." in where(page)
    press(page, "Back to the page's network")
    assert ledger(page) == numbers_of(trained(), ad.xnor()[1])


def test_a_crease_and_an_edge_can_be_dragged(visit):
    page = visit(PAGE, viewport={"width": 1280, "height": 1400})
    page.locator(".pg-map").first.scroll_into_view_if_needed()
    unit, *middle = page.evaluate(  # a place on a crease where no other lies above it
        """() => {
            for (const group of document.querySelectorAll(".pg-map .pg-crease")) {
                const path = group.lastChild, m = path.getScreenCTM();
                for (let t = 0.05; t < 1; t += 0.05) {
                    const p = path.getPointAtLength(path.getTotalLength() * t);
                    const [x, y] = [p.x * m.a + m.e, p.y * m.d + m.f];
                    if (group.contains(document.elementFromPoint(x, y)))
                        return [Number(group.dataset.unit), x, y];
                }
            }
        }"""
    )
    bias = page.get_by_label(f"bias of unit {unit + 1}", exact=True)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 30, middle[1])
    page.mouse.up()
    assert float(bias.input_value()) != trained().biases[0][unit]
    edge = page.locator(".pg-edge line.pg-hit").last
    edge.scroll_into_view_if_needed()
    box = edge.bounding_box()
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*centre)
    page.mouse.down()
    page.mouse.move(centre[0], centre[1] - 40, steps=4)  # the drag counts from the first
    page.mouse.up()
    assert float(page.get_by_label("output bias", exact=True).input_value()) == pytest.approx(
        trained().biases[1][0] + 0.75
    )


def test_two_activations_stand_side_by_side(visit):
    page = visit(PAGE)
    choose(page, "the same seed with", "tanh")
    words = page.get_by_role("region", name="Compare").inner_text()
    net = ad.Network.initialized((2, 5, 1), "tanh", seed=0)
    X, y = ad.xnor()
    end = ad.train(net, X, y, seed=0).network(X)
    loss = ad.losses["sigmoid_cross_entropy"](end, y)
    assert f"tanh at step 200: mean loss {loss:.3f}" in words
    assert page.locator(".pg-second").get_attribute("points").count(",") == 50
    left, right = page.get_by_role("region", name="Compare").locator("canvas").all()
    pictures = [canvas.evaluate("node => node.toDataURL()") for canvas in (left, right)]
    assert pictures[0] == page.locator(".pg-map canvas").first.evaluate("n => n.toDataURL()")
    assert pictures[0] != pictures[1]


def test_a_seed_that_fails_is_found_and_explained(visit):
    page = visit(PAGE)
    press(page, "Show me a seed that fails")
    page.get_by_text("One change at a time").wait_for()
    X, y = ad.xnor()
    seeds = range(1, 20)
    nets = ad.train(ad.Network.initialized((2, 5, 1), seed=seeds), X, y, seed=seeds).network
    right = ((nets(X)[:, 0] > 0) == y).all(axis=0)
    first = seeds[int(np.flatnonzero(~right)[0])]
    assert f"Seed {first} fails at step 200: " in status(page)
    assert "have all four right with 400 steps, " in status(page)  # so its dead units are no cause
    assert ledger(page) == numbers_of(nets[first - 1], y)


def test_the_step_of_death_is_the_right_one(visit):
    page = visit(PAGE)
    X, y = ad.xnor()
    for seed in range(1, 30):
        ends = range(51)
        net = ad.Network.initialized((2, 5, 1), seed=seed)
        states = ad.train(net, X, y, seed=seed, snapshots=ends).snapshots
        dead = [~(states[end].forward(X).pre_activations[0] > 0).any(axis=0) for end in ends]
        late = [k for k in range(5) if dead[-1][k] and not dead[0][k]]
        if late:
            break
    enter(page, "seed", seed)
    page.get_by_label("Unit to change").select_option(index=late[0])
    since = int(re.search(r"dead since step (\d+)", page.locator(".pg-note").inner_text())[1])
    epoch = max(end for end in ends if not dead[end][late[0]])
    assert 4 * epoch < since <= 4 * (epoch + 1)


def test_divergence_is_caught_and_compared(visit):
    page = visit(PAGE)
    choose(page, "activation", "leaky_relu")
    enter(page, "learning rate", "1e60")
    page.get_by_text("One change at a time").wait_for()
    assert status(page).startswith("The numbers overflowed in epoch 2. ")
    assert "do not overflow in 480 steps with learning rate 0.1" in status(page)
    assert "momentum 0 (overflow in epoch 2)" in status(page)
    assert "not a number" not in page.locator(".pg-ledger").inner_text()


def test_what_was_asked_last_is_not_talked_over(visit):
    page = visit(PAGE + "#hidden=gelu_tanh&width=16&lr=0.001&step=4000")
    press(page, "Show me a seed that fails")
    page.get_by_text("fails at step 4000").wait_for()
    press(page, "Rewind")
    page.wait_for_timeout(1500)
    assert status(page) == "Back at step 0, at the same weights."


def run_script(text):
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return [float(line.split("] ")[1]) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("samples", [0, 3])
@pytest.mark.parametrize("edited", [False, True])
def test_the_script_gives_the_same_digits(visit, samples, edited):
    page = visit(PAGE)
    choose(page, "activation", "silu")
    enter(page, "batch", 3)
    if edited:
        enter(page, "bias of unit 2", 0.3)
        press(page, "Jump")
    press(page, *["One sample"] * samples)
    logits = run_script(page.locator("textarea").input_value())
    script = page.evaluate(
        """() => {
            const p = new URLSearchParams(location.hash.slice(1));
            const start = p.get("start") ? p.get("start").split("_").map(Number) : null;
            const run = new Playground.Run({ hidden: "silu", batch: 3 }, start);
            run.goTo(Number(p.get("step")));
            return run.logits;
        }"""
    )
    assert logits == script
    assert [f"{z:+.3f}".replace("-", "−") for z in logits] == [row[7] for row in ledger(page)]


def test_the_picture_can_be_taken_away(visit):
    page = visit(PAGE)
    with page.expect_download() as download:
        press(page, "Save map as SVG")
    root = ET.parse(download.value.path()).getroot()
    assert root.tag.endswith("svg")
    assert "decision boundary crosses" in root[0].text
    assert download.value.suggested_filename == "relu-seed-0-step-200.svg"


def test_the_link_and_the_script_can_be_copied(visit):
    page = visit(PAGE, permissions=["clipboard-read", "clipboard-write"])
    press(page, "One epoch", "Copy link")
    page.get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    press(page, "Copy as Python")
    page.get_by_text("The script is copied.").wait_for()
    assert "epochs=51" in page.evaluate("navigator.clipboard.readText()")
