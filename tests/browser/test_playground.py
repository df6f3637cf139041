"""The playground: what a reader does there, and the numbers that it answers with."""

import json
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from playwright.sync_api import expect

import actdemo as ad

PAGE = "playground.html"
TRAINED = "playground.html#step=200"
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


def look(page, tab):
    page.get_by_role("tab", name=tab, exact=True).click()


def settings(page):
    page.get_by_text("Settings", exact=True).click()


def go(page, state):
    page.evaluate("state => { location.hash = state; }", state)
    page.get_by_text(re.compile(f"^Step {re.search('step=(.*)', state)[1]},")).first.wait_for()


def run(page, what):
    return page.evaluate(f"[...Playground.instruments.values()][0].run.{what}")


def parameters(page):
    return page.evaluate("Array.from([...Playground.instruments.values()][0].run.p)")


def status(page):
    return page.locator(".pg-status").inner_text()


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


def test_it_opens_with_a_question_and_claims_nothing(visit):
    page = visit(PAGE)
    asked = page.locator(".pg-headline")
    assert asked.inner_text() == "Will these five units part the circles from the squares?"
    assert "Step 0, epoch 0." in where(page)
    assert status(page) == ""
    assert not page.locator(".pg-verdict").is_visible()
    assert ledger(page) == numbers_of(trained(0), ad.xnor()[1])
    press(page, "Run it")
    asked.get_by_text("Yes: all four points are right at step 200.").wait_for()
    assert ledger(page) == numbers_of(trained(), ad.xnor()[1])


def test_a_tour_of_five_stops_lights_the_parts_and_can_be_skipped(visit):
    page = visit(PAGE)
    tour = page.get_by_role("group", name="Tour")
    press(page, "Show me around")
    for stop in range(1, 6):
        assert tour.inner_text().startswith(f"{stop} of 5. ")
        assert page.locator(".pg-toured").count() == 1
        press(page, "Next" if stop < 5 else "Done")
    assert not tour.is_visible()
    press(page, "Show me around", "Skip")
    assert page.locator(".pg-toured").count() == 0


def test_it_trains_the_network_of_the_tutorial(visit):
    page = visit(TRAINED)
    verdict = page.locator(".pg-verdict").inner_text()
    assert "all 21 weights and biases are those of the tutorial" in verdict
    assert RECIPE_END in where(page)
    assert ledger(page) == numbers_of(trained(), ad.xnor()[1])


def test_only_the_tutorials_network_is_called_the_tutorials(visit):
    page = visit(TRAINED + "&tab=weights")
    verdict = page.locator(".pg-verdict")
    below = page.locator(".pg-tape")
    place = below.evaluate("node => node.offsetTop")
    for change in ("One sample", "New seed", "output bias + 0.1", "Run"):
        assert verdict.is_visible()
        press(page, change)
        page.wait_for_timeout(150)
        assert not verdict.is_visible()
        assert below.evaluate("node => node.offsetTop") == place  # nothing jumps
        if change == "Run":
            press(page, "Pause")
        go(page, "#tab=weights&step=200")


def test_both_mean_losses_are_named(visit):
    X, y = ad.xnor()
    run = ad.train(ad.Network.initialized((2, 5, 1), seed=0), X, y, seed=0)
    now = ad.losses["sigmoid_cross_entropy"](run.network(X), y)
    page = visit(TRAINED)
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
    page.goto(address + TRAINED)
    assert "other digits" in page.locator(".pg-verdict").inner_text()
    context.close()


def test_training_goes_by_sample_and_epoch_and_back(visit):
    page = visit(PAGE + "#step=0&tab=weights")
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
    press(page, "One sample back")
    assert "Step 3, epoch 0." in where(page)
    go(page, "#step=1000")
    assert ledger(page) == numbers_of(trained(1000), ad.xnor()[1])
    page.get_by_role("slider", name="history", exact=True).fill("40")
    assert "Step 40, epoch 10." in where(page)
    assert ledger(page) == numbers_of(trained(40), ad.xnor()[1])
    press(page, "Rewind")
    assert "Step 0, epoch 0." in where(page)


def test_it_runs_and_pauses(visit):
    page = visit(TRAINED)
    page.wait_for_timeout(300)
    assert RECIPE_END in where(page)  # nothing plays by itself
    sentences = page.locator(".pg-words")
    assert sentences.is_visible()
    press(page, "Run")
    page.wait_for_timeout(500)
    assert not sentences.is_visible()  # they would speak of a network that is gone
    press(page, "Pause")
    assert sentences.is_visible()
    steps = int(re.search(r"Step (\d+)", where(page))[1])
    assert steps > 200
    assert f"Paused at step {steps}" in status(page)
    assert ledger(page) == numbers_of(trained(steps), ad.xnor()[1])


def test_settings_train_the_network_that_the_package_trains(visit):
    page = visit(TRAINED)
    choose(page, "activation", "tanh")
    assert ledger(page) == numbers_of(trained(hidden="tanh"), ad.xnor()[1])
    settings(page)
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
    settings(page)
    before = page.get_by_label(name, exact=True).input_value()
    enter(page, name, value)
    assert words in status(page)
    assert page.get_by_label(name, exact=True).input_value() == before


def test_the_address_holds_the_state(visit):
    page = visit(PAGE + "#step=0&tab=weights&unit=2")
    choose(page, "activation", "sine")
    press(page, "One sample")
    enter(page, "weight from x₁ to unit 2", 0.1234567890123456789)
    press(page, "One sample", "One sample")
    look(page, "Why")
    before = page.url, where(page), ledger(page)
    other = visit("playground.html" + page.url[page.url.index("#") :])
    assert (other.url.split("#")[1], where(other), ledger(other)) == (
        page.url.split("#")[1],
        *before[1:],
    )
    assert "0.12345678901234568" in page.url


def test_the_address_holds_what_is_looked_at(visit):
    page = visit(PAGE + "#step=200&tab=compare&with=tanh&unit=3&point=2&until=100")
    for _ in range(2):
        compared = page.locator(".pg-compared").inner_text()
        assert "tanh at step 200" in compared
        assert page.get_by_role("button", name="Unit 3,").get_attribute("aria-pressed") == "true"
        page.reload()
    look(page, "Why")
    assert page.get_by_role("radio", name="(1, 0),").get_attribute("aria-checked") == "true"
    assert "with=tanh" in page.url


def test_back_and_forward_go_through_the_settings(visit):
    page = visit(TRAINED)
    activation = page.get_by_role("combobox", name="activation", exact=True)
    for name in ("tanh", "sine"):
        choose(page, "activation", name)
        page.wait_for_function("name => location.hash.includes(name)", arg=name)
    for go, name in ((page.go_back, "tanh"), (page.go_back, "relu"), (page.go_forward, "tanh")):
        go()
        page.wait_for_function(
            "([select, name]) => select.value === name", arg=[activation.element_handle(), name]
        )
    assert ledger(page) == numbers_of(trained(hidden="tanh"), ad.xnor()[1])


def test_an_address_that_makes_no_sense_is_refused(visit):
    page = visit(PAGE + "#hidden=magic&step=3")
    assert "activation must be" in status(page)
    assert "Step 0," in where(page)


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


def test_the_mark_among_the_seeds_is_on_the_last_if_the_seed_is_beyond_them(visit):
    page = visit(f"{PAGE}#seed=5&step=4")
    strip = page.locator(".pg-strip")
    expect(strip).to_have_attribute("aria-valuenow", "5")
    page.get_by_label("seed", exact=True).fill("1234")
    page.keyboard.press("Enter")
    for _ in range(2):
        expect(strip).to_have_attribute("aria-valuenow", "999")
        page.reload()


def test_earlier_runs_are_drawn_again_however_often_the_page_is_loaded(visit):
    page = visit(f"{PAGE}#step=100000")
    page.get_by_text("Step 100000,").wait_for()
    press(page, "Rewind")
    choose(page, "activation", "tanh")
    expect(page.locator(".pg-ghosts path")).to_have_count(1)
    left = page.evaluate("history.state.takes")
    assert len(left) == 1
    for _ in range(3):  # the first two before it was trained again
        page.reload()
        page.get_by_text("Step 0,").wait_for()
        assert page.evaluate("history.state.takes") == left
    expect(page.locator(".pg-ghosts path")).to_have_count(1)


def test_weights_change_by_number_and_button_and_units_die_and_live(visit):
    page = visit(TRAINED + "&tab=weights")
    enter(page, "output bias", 0)
    net = trained()
    edited = ad.Network(net.weights, (net.biases[0], [0.0]), net.hidden)
    assert "Step 200" in where(page)
    press(page, "output bias + 0.1")
    assert run(page, "p[15]") == 0.1
    assert "1 dead unit." in where(page)
    press(page, "Kill")
    assert "2 dead units." in where(page)
    assert "This unit is dead since step 200" in page.locator(".pg-note").inner_text()
    press(page, "Revive")
    assert "1 dead unit." in where(page)
    page.go_back(), page.go_back(), page.go_back()
    look(page, "Why")
    assert ledger(page) == numbers_of(edited, ad.xnor()[1])
    go(page, "#step=200")
    assert ledger(page) == numbers_of(trained(), ad.xnor()[1])


def test_training_goes_on_from_a_change_or_starts_anew(visit):
    X, y = ad.xnor()
    net = trained(4, "tanh")
    edited = ad.Network(net.weights, (net.biases[0], [0.25]), net.hidden)
    anew = ad.train(edited, X, y, epochs=1, seed=0).network
    page = visit(PAGE + "#hidden=tanh&step=4&tab=weights")
    enter(page, "output bias", 0.25)
    press(page, "One epoch")
    on = run(page, "logits")
    assert "edits=4_15_0.25&step=8" in page.url
    page.go_back()
    page.get_by_label("training starts anew").check()
    enter(page, "output bias", 0.25)
    assert "Step 0," in where(page)
    press(page, "One epoch")
    assert run(page, "logits") == anew(X)[:, 0].tolist()
    assert on != anew(X)[:, 0].tolist()  # other orders, and a velocity


def test_changes_are_undone_and_redone(visit):
    page = visit(TRAINED + "&tab=weights")
    states = [run(page, "logits")]
    for value in (0.1, 0.2, 0.3):
        enter(page, "output bias", value)
        states.append(run(page, "logits"))
    for state in states[-2::-1]:
        press(page, "Undo")
        page.wait_for_function(
            "state => [...Playground.instruments.values()][0].run.logits.join() === state",
            arg=",".join(page.evaluate("x => x.map(String)", state)),
        )
    assert page.get_by_role("button", name="Undo").is_disabled()
    for state in states[1:]:
        page.keyboard.press("Escape")
        press(page, "Redo")
        page.wait_for_function(
            "state => [...Playground.instruments.values()][0].run.logits.join() === state",
            arg=",".join(page.evaluate("x => x.map(String)", state)),
        )
    assert page.get_by_role("button", name="Redo").is_disabled()


CREASE = """() => { // a place on a crease where no other lies above it
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


def test_a_drag_is_one_change_and_nothing_less(visit):
    page = visit(TRAINED)
    unit, x, y = page.evaluate(CREASE)
    before = parameters(page)
    for button, by, key in (("left", 3, ""), ("right", 40, ""), ("left", 40, "Escape")):
        page.mouse.move(x, y)
        page.mouse.down(button=button)
        page.mouse.move(x + by, y, steps=5)
        if key:
            live = page.evaluate(
                "Array.from([...Playground.instruments.values()][0].hand.run().p)"
            )
            assert live != before
            page.keyboard.press(key)
        page.mouse.up(button=button)
        assert parameters(page) == before
        assert page.get_by_role("button", name="Undo").is_disabled()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=5)
    page.mouse.up()
    after = parameters(page)
    assert [k for k in range(21) if before[k] != after[k]] == [unit]
    page.keyboard.press("Control+z")
    page.wait_for_function(
        "p => [...Playground.instruments.values()][0].run.p[p[0]] === p[1]",
        arg=[unit, before[unit]],
    )
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_an_edge_can_be_dragged(visit):
    page = visit(TRAINED)
    edge = page.locator(".pg-edge line.pg-hit").last
    box = edge.bounding_box()
    centre = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*centre)
    page.mouse.down()
    page.mouse.move(centre[0], centre[1] - 40, steps=4)
    page.mouse.up()
    assert run(page, "p[15]") == pytest.approx(trained().biases[1][0] + 1)


def test_two_activations_stand_side_by_side(visit):
    page = visit(TRAINED + "&tab=compare")
    choose(page, "the same seed with", "tanh")
    words = page.locator(".pg-compared").inner_text()
    net = ad.Network.initialized((2, 5, 1), "tanh", seed=0)
    X, y = ad.xnor()
    end = ad.train(net, X, y, seed=0).network(X)
    loss = ad.losses["sigmoid_cross_entropy"](end, y)
    assert f"tanh at step 200: mean loss {loss:.3f}" in words
    assert page.locator(".pg-second").get_attribute("d").count("L") == 50
    left, right = page.locator(".pg-sides svg").all()
    shapes = [picture.evaluate("node => node.innerHTML") for picture in (left, right)]
    assert shapes[0] != shapes[1]
    assert min(picture.bounding_box()["height"] for picture in (left, right)) > 100


def test_the_second_loss_stays_at_every_size_of_the_window(visit):
    page = visit(TRAINED + "&with=tanh", viewport={"width": 1280, "height": 800})
    drawn = (
        "() => document.querySelector('.pg-second').getAttribute('d')?.split('L').length === 51"
    )
    page.wait_for_function(drawn)
    before = page.locator(".pg-second").get_attribute("d")
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_function(
        "d => document.querySelector('.pg-second').getAttribute('d') !== d", arg=before
    )
    page.wait_for_function(drawn)


def share(settings, count, epochs=50):
    X, y = ad.xnor()
    seeds = range(count)
    nets = ad.Network.initialized((2, 5, 1), settings["hidden"], seed=seeds)
    optimizer = ad.Sgd(settings["lr"], settings["momentum"])
    many = ad.train(nets, X, y, optimizer=optimizer, epochs=epochs, seed=seeds)
    return ad.classify(many.network, X, y).success


@pytest.mark.parametrize("hidden", ["relu", "tanh"])
def test_a_thousand_seeds_succeed_as_often_as_with_the_package(visit, hidden):
    success = share({"hidden": hidden, "lr": 0.1, "momentum": 0.4}, 1000)
    found = ad.share(success)
    page = visit(f"{PAGE}#hidden={hidden}&step=0")
    said = page.locator(".pg-share")
    said.get_by_text("of 1000 seeds solved").wait_for()
    percent = f"{100 * found.value:.1f} %", f"({100 * found.low:.1f} to {100 * found.high:.1f})"
    assert said.inner_text().startswith(" ".join(percent))
    kinds = page.evaluate("Array.from([...Playground.instruments.values()][0].seeds.answer.kinds)")
    assert [kind == 1 for kind in kinds] == success.tolist()


def test_the_share_moves_while_seeds_train_and_is_never_final_too_early(visit):
    page = visit(PAGE + "#step=0")
    said = page.locator(".pg-share")
    said.get_by_text("of 1000 seeds solved").wait_for()
    final = re.match(r"[\d.]+ %", said.inner_text())[0]
    heard = page.evaluate(
        """async () => {
            const [instrument] = Playground.instruments.values(), { seeds } = instrument;
            const share = document.querySelector(".pg-share"), heard = [];
            const note = () => heard.push([share.innerText, share.firstChild.className,
                [...document.querySelectorAll(".pg-kinds b")].map((node) => node.textContent),
                seeds.answer?.done ?? 0]);
            const observer = new MutationObserver(note);
            observer.observe(share, { childList: true, characterData: true, subtree: true });
            instrument.change({ hidden: "gelu_tanh" });
            while (seeds.settings.hidden === "relu" || seeds.answer?.done !== 1000)
                await new Promise((go) => setTimeout(go, 5));
            note();
            return heard;
        }"""
    )
    partial = [words for words, _, _, done in heard if 0 < done < 1000]
    assert len(set(partial)) > 3
    for words, look, kinds, done in heard:
        whole = done == 1000
        assert (look == "pg-partial") is not whole
        assert kinds[0].isdigit() is whole
        of = f"of {'' if whole else 'the first '}{done} seeds solved" if done else "Training 1000"
        assert of in words
        assert f"Before, relu: {final}." in words
        if done:
            count = round(float(words.split(" %")[0]) * done / 100)
            found = ad.share(np.arange(done) < count)
            assert f"({100 * found.low:.1f} to {100 * found.high:.1f})" in words


def test_a_mark_is_a_click_away_from_its_run(visit):
    page = visit(PAGE)
    solved = page.get_by_role("button", name=re.compile("^stuck"))
    page.wait_for_function(
        "() => [...Playground.instruments.values()][0].seeds.answer?.over", timeout=60_000
    )
    solved.click()
    assert page.get_by_label("seed", exact=True).input_value() == "4"
    assert RECIPE_END in where(page)
    assert status(page).startswith("Seed 4 fails at step 200: ")
    assert page.get_by_role("radio", name="(0, 0),").get_attribute("aria-checked") == "true"
    strip = page.get_by_role("slider", name="Seeds 0 to 999")
    strip.press("ArrowRight")
    assert "seed 5: " in strip.get_attribute("aria-valuetext")
    strip.press("Enter")
    assert page.get_by_label("seed", exact=True).input_value() == "5"


def test_rates_and_momenta_are_tried_on_demand(visit):
    page = visit(PAGE + "#step=0&tab=wall")
    press(page, "Try rates and momenta")
    cell = page.get_by_role("button", name=re.compile("^learning rate 0.3, momentum 0.8: "))
    cell.wait_for(timeout=60_000)
    success = share({"hidden": "relu", "lr": 0.3, "momentum": 0.8}, 100)
    assert cell.get_attribute("aria-label").endswith(f" {success.sum()} of 100")
    cell.click()
    assert (run(page, "settings.lr"), run(page, "settings.momentum")) == (0.3, 0.8)


def test_a_step_is_taken_apart(visit):
    page = visit(PAGE + "#hidden=tanh&lr=0.5&momentum=0.9&step=6&tab=step")
    words = page.locator(".pg-equations")
    page.get_by_role("button", name="1 Forward").press("ArrowRight")
    assert "loss" in words.inner_text()
    page.get_by_role("button", name="2 Loss").press("ArrowRight")
    assert "comes back" in words.inner_text()
    assert page.locator(".pg-graph text", has_text="back ").count() == 5
    assert "gradient" in page.locator(".pg-edge title").first.inner_html()
    press(page, "Next: update")
    after = page.locator(".pg-equations tr").nth(1).locator("td").last.inner_text()
    press(page, "Take this step")
    assert "Step 7" in where(page)
    assert after == f"{run(page, 'p[5]'):.4f}".replace("-", "−")


def test_parts_can_be_chosen_by_the_address(visit):
    page = visit("playground.html?show=map,why#step=200")
    names = page.locator(".pg > section").evaluate_all("all => all.map((n) => n.dataset.part)")
    assert names == ["ask", "map", "lens"]
    assert page.locator(".pg-why").is_visible()
    for gone in (".bar", ".pg-transport"):
        assert page.locator(gone).count() == 0 or not page.locator(gone).is_visible()


def test_hidden_space_works_at_width_2(visit):
    page = visit(PAGE + "#width=2&step=200&tab=space")
    across, up = (page.get_by_label(name).input_value() for name in ("Unit across", "Unit up"))
    assert {across, up} == {"unit 1", "unit 2"}


def test_a_seed_that_fails_is_found_and_explained(visit):
    page = visit(TRAINED)
    press(page, "Find a seed that fails")
    page.locator(".pg-status").get_by_text("One change at a time").wait_for()
    X, y = ad.xnor()
    seeds = range(1, 20)
    nets = ad.train(ad.Network.initialized((2, 5, 1), seed=seeds), X, y, seed=seeds).network
    right = ((nets(X)[:, 0] > 0) == y).all(axis=0)
    first = seeds[int(np.flatnonzero(~right)[0])]
    assert f"Seed {first} fails at step 200: " in status(page)
    assert "have all four right with 400 steps, " in status(page)  # so its dead units are no cause
    assert ledger(page) == numbers_of(nets[first - 1], y)
    tried = page.locator(".pg-tried figure")
    assert tried.first.locator("svg").count() == 1
    assert "✓ 400 steps: 4 right" in tried.all_inner_texts()


def test_the_step_of_death_is_the_right_one(visit):
    page = visit(TRAINED + "&tab=weights")
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
    page = visit(TRAINED)
    settings(page)
    choose(page, "activation", "leaky_relu")
    enter(page, "learning rate", "1e60")
    page.locator(".pg-status").get_by_text("One change at a time").wait_for()
    assert status(page).startswith("The numbers overflowed in epoch 2. ")
    assert "do not overflow in 480 steps with learning rate 0.1" in status(page)
    assert "momentum 0 (overflow in epoch 2)" in status(page)
    assert "not a number" not in page.locator(".pg-ledger").inner_text()


def test_what_was_asked_last_is_not_talked_over(visit):
    page = visit(PAGE + "#hidden=gelu_tanh&width=16&lr=0.001&step=4000")
    settings(page)
    press(page, "Show me a seed that fails")
    page.locator(".pg-status").get_by_text("fails at step 4000").wait_for()
    press(page, "Rewind")
    page.wait_for_timeout(1500)
    assert status(page) == "Back at step 0, at the same weights."


def run_script(text):
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return [float(line.split("] ")[1]) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("samples", [0, 3])
@pytest.mark.parametrize("edited", [False, True])
def test_the_script_gives_the_same_digits(visit, samples, edited):
    page = visit(TRAINED + "&batch=3&hidden=silu&tab=weights&unit=2")
    if edited:
        enter(page, "bias of unit 2", 0.3)
        press(page, "One epoch")
    press(page, *["One sample"] * samples)
    look(page, "Take away")
    logits = run_script(page.get_by_label("Python", exact=True).input_value())
    assert logits == run(page, "logits")
    look(page, "Why")
    assert [f"{z:+.3f}".replace("-", "−") for z in logits] == [row[7] for row in ledger(page)]


def test_the_picture_can_be_taken_away(visit):
    page = visit(TRAINED + "&tab=take")
    with page.expect_download() as download:
        press(page, "Save map as SVG")
    root = ET.parse(download.value.path()).getroot()
    assert root.tag.endswith("svg")
    assert "decision boundary crosses" in root[0].text
    assert download.value.suggested_filename == "relu-seed-0-step-200.svg"


def test_the_link_and_the_script_can_be_copied(visit):
    page = visit(TRAINED + "&tab=take", permissions=["clipboard-read", "clipboard-write"])
    press(page, "One epoch", "Copy link")
    page.locator(".pg-status").get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    press(page, "Copy as Python")
    page.locator(".pg-status").get_by_text("The script is copied.").wait_for()
    assert "epochs=51" in page.evaluate("navigator.clipboard.readText()")


def test_memory_stays_flat(visit):
    """At full speed, so that more epochs go by than in five minutes at the usual one."""
    page = visit(PAGE + "#step=4000")
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    session = page.context.new_cdp_session(page)

    def used():
        session.send("HeapProfiler.collectGarbage")
        return session.send("Runtime.getHeapUsage")["usedSize"]

    page.get_by_role("combobox", name="speed", exact=True).select_option("full speed")
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_timeout(10_000)
    before = used()
    page.wait_for_timeout(20_000)
    epochs = int(page.locator(".pg-where").inner_text().split("epoch ")[1].split(".")[0])
    assert epochs > 5 * 60 * 60
    assert used() - before < 1_000_000
