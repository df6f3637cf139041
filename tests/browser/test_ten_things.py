"""Ten things to do in the playground: the clicks of the page are made, its promises kept."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import actdemo as ad

X, y = ad.xnor()
PHONE = {"has_touch": True, "viewport": {"width": 375, "height": 800}}
READ = """() => [...document.querySelectorAll("article section section")].map((task) => ({
    name: task.querySelector("h2").firstChild.textContent,
    steps: [...task.querySelectorAll("li")].map((step) => step.innerText),
    promise: task.querySelector("ol + p").innerText,
}))"""
QUOTED = r"“(.+?)”"


def trained(seeds=0, width=5, epochs=50, **recipe):
    nets = ad.Network.initialized((2, width, 1), "relu", seed=seeds)
    return ad.train(nets, X, y, seed=seeds, epochs=epochs, optimizer=ad.Sgd(**recipe)).network


def share(count, **recipe):
    return ad.share(ad.classify(trained(range(count), **recipe), X, y).success)


def press(page, name, more=""):
    times = 3 if more == " three times" else 1
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).first.click()
    if found := re.fullmatch(f", and wait for {QUOTED}", more):
        shown(page, found[1])
    elif more == ", and wait for all numbers":
        expect(page.locator(".pg-rates button", has_text="…")).to_have_count(0, timeout=60_000)
    else:
        assert more == " three times" * (times == 3)


def press_the_largest(page):
    numbers = page.locator(".pg-rates button")
    numbers.nth(int(np.argmax(list(map(int, numbers.all_inner_texts()))))).click()


def open_box(page, name):
    page.get_by_text(name, exact=True).click()


def enter(page, value, name):
    box = page.get_by_label(name, exact=True)
    box.fill(value)
    box.press("Enter")


def choose(page, value, name):
    page.get_by_role("combobox", name=name, exact=True).select_option(value)


def choose_unit(page, name):
    page.locator(".pg-net").get_by_role("button", name=f"{name},").click()


def look(page, name):
    page.get_by_role("tab", name=name, exact=True).click()


STEPS = {
    f"Press {QUOTED}(.*)": press,
    "Press the largest number in the table": press_the_largest,
    f"Open {QUOTED}": open_box,
    f"Enter (.+) as {QUOTED}": enter,
    f"Choose {QUOTED} as {QUOTED}": choose,
    f"Choose {QUOTED} in the network": choose_unit,
    f"Look at {QUOTED}": look,
}


def do(page, step):
    for form, act in STEPS.items():
        if found := re.fullmatch(form + r"\.", step):
            return act(page, *found.groups())
    return pytest.fail(f"what is to be done? {step}")


def shown(page, words):
    expect(page.get_by_text(words).filter(visible=True).first).to_be_visible(timeout=60_000)


def numbers(page):
    """Return the settings and parameters of the network as it stands."""
    return page.evaluate(
        """() => { const { run } = [...Playground.instruments.values()][0];
            return [run.settings, Array.from(run.p)]; }"""
    )


def status(page):
    return page.locator(".pg-status").inner_text()


def failing_seed():
    """Return the first seed after 0 that fails."""
    return next(seed for seed in range(1, 99) if not ad.classify(trained(seed), X, y).success)


def a_reason_is_named(page, _opened):
    assert status(page).startswith(f"Seed {failing_seed()} fails at step 200: ")
    page.locator(".pg-tried figcaption", has_text="✓").nth(1).wait_for()


def the_seed_succeeds(page, _opened):
    seed = failing_seed()
    assert page.get_by_label("seed", exact=True).input_value() == str(seed)
    assert ad.classify(trained(seed, epochs=100), X, y).success


def it_is_seldom(page, _opened):
    few, many = share(1000, width=2), share(1000)
    assert few.high < 0.1
    shown(page, "of 1000 seeds solved")
    said = page.locator(".pg-share").inner_text()
    assert said.startswith(f"{100 * few.value:.1f} %")
    assert f"Before, relu: {100 * many.value:.1f} %." in said


def the_point_is_found(page, _opened):
    assert page.locator("th.pg-lit").inner_text() == "unit 3"
    lit = page.locator(".pg-ledger td.pg-lit").all_inner_texts()
    lifts = [0.0 if text == "off" else float(text.replace("−", "-")) for text in lit]
    net = trained()
    adds = net.forward(X).activations[0][:, 2] * net.weights[1][2, 0]
    assert np.argmax(lifts) == np.argmax(adds)
    assert lifts == pytest.approx(adds, abs=0.0005)


def the_gradient_is_read(page, _opened):
    sample, label = X[:1], y[:1]  # of the fifth step
    assert "(1, 1)\nwith label 1." in page.locator(".pg-what").inner_text()
    slopes = trained(epochs=1).gradients(sample, label)
    (W, v), (b, _) = slopes.weights, slopes.biases
    row = page.locator(".pg-equations tr", has=page.get_by_role("rowheader", name="unit 2"))
    told = [float(text.replace("−", "-")) for text in row.locator("td").all_inner_texts()]
    assert told[1:] == pytest.approx([*W[:, 1], b[1], v[1, 0]], abs=0.00005)
    assert page.locator(".pg-equations h3").first.inner_text() == "Unit 2"
    assert min(np.abs(told)) > 0


def all_is_undone(page, opened):
    assert numbers(page) == opened
    assert page.get_by_role("button", name="Undo", exact=True).is_disabled()


def the_link_brings_it_back(page, opened):
    link = page.evaluate("navigator.clipboard.readText()")
    state = numbers(page)
    assert state != opened
    page.goto("about:blank")
    page.goto(link)
    assert numbers(page) == state


def both_are_compared(page, _opened):
    for name in ("relu", "tanh"):
        net = ad.train(ad.Network.initialized((2, 5, 1), name, seed=0), X, y, seed=0).network
        loss, right = ad.losses["sigmoid_cross_entropy"](net(X), y), ad.classify(net, X, y).right
        said = f"{name} at step 200: mean loss {loss:.3f}, {right} of 4 points right"
        assert said in page.locator(".pg-compared").inner_text()
    boxes = [picture.bounding_box() for picture in page.locator(".pg-sides svg").all()]
    assert min(box["height"] for box in boxes) > 100
    assert len(boxes) == 2


def the_rate_is_the_best(page, _opened):
    rates, momenta = (0.01, 0.03, 0.1, 0.3, 1, 3), (0, 0.4, 0.6, 0.8, 0.9)
    counts = {(lr, m): share(100, lr=lr, momentum=m).count for m in momenta for lr in rates}
    recipe, _ = numbers(page)
    assert (recipe["lr"], recipe["momentum"]) == max(counts, key=counts.get)


def it_is_all_on_the_phone(page, _opened):
    for part in (".pg-primary", ".pg-at"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= PHONE["viewport"]["height"], part
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    assert ad.classify(trained(), X, y).success


SEEN = {
    "Find a seed that fails, and say why": a_reason_is_named,
    "Make it succeed without changing the seed": the_seed_succeeds,
    "Show that width 2 seldom works": it_is_seldom,
    "Find the point that unit 3 lifts most": the_point_is_found,
    "Read the gradient of one weight": the_gradient_is_read,
    "Undo three changes": all_is_undone,
    "Send a friend the state": the_link_brings_it_back,
    "Compare relu and tanh": both_are_compared,
    "Find the best learning rate for 50 epochs": the_rate_is_the_best,
    "Show it on a phone": it_is_all_on_the_phone,
}


@pytest.fixture
def tasks(visit):
    page = visit("teach/ten_things.html")
    return {task["name"]: task for task in page.evaluate(READ)}


def test_each_task_of_the_page_is_tried(tasks):
    assert list(tasks) == list(SEEN)
    assert max(len(task["steps"]) for task in tasks.values()) <= 4  # it takes less than a minute


@pytest.mark.parametrize("name", SEEN)
def test_what_the_page_promises_is_seen(visit, tasks, name):
    settings = {"permissions": ["clipboard-read", "clipboard-write"]}
    page = visit("playground.html", **(PHONE if "phone" in name else settings))
    # A reader sees the first count end before the page can tell it from the next.
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    opened = numbers(page)
    for step in tasks[name]["steps"]:
        do(page, step)
    for words in re.findall(QUOTED, tasks[name]["promise"]):
        shown(page, words)
    SEEN[name](page, opened)
