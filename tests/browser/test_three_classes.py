"""Points of three classes: a logit for each, a map of two and the third, and what goes away."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

import actdemo as ad

PAGE = "playground.html"
CLOUDS = PAGE + "#data=clouds_60_0.1_0&hidden=relu&batch=4"
LOGITS = "points.map(([a, b]) => (run.logit(a, b), Array.from(run.head.sums)))"
ONE = "[...Playground.instruments.values()][0]"


def press(page, *names):
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def run(page, what):
    return page.evaluate(f"{ONE}.run.{what}")


def status(page):
    return page.locator(".pg-status").inner_text()


def copied(page, name):
    press(page, f"Copy as {name}")
    what = "script" if name == "Python" else f"{name} text"
    page.locator(".pg-status").get_by_text(f"The {what} is copied.").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def printed(program):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    rows = [line.split("] ")[1].split() for line in done.stdout.splitlines()]
    return [float(logit) for row in rows for logit in row]


def logits(page):
    return page.evaluate(f"(({{ run }}) => run.{LOGITS})({ONE})")


def test_the_arithmetic_of_the_map(node_test):
    node_test("classes.test.js", {}, tests=8)


@pytest.mark.parametrize("state", ["&step=300", "&step=47", "&step=30&width=4,3&optimizer=adam"])
def test_what_is_taken_away_gives_the_logits_of_the_page(visit, state):
    allowed = ["clipboard-read", "clipboard-write"]
    page = visit(CLOUDS + state + "&tab=take", permissions=allowed)
    ours = np.ravel(logits(page)).tolist()
    assert len(ours) == 180
    assert printed(copied(page, "Python")) == ours
    assert printed(copied(page, "NumPy")) == pytest.approx(ours, rel=1e-12, abs=1e-12)
    net = ad.read_network(json.loads(copied(page, "JSON")))
    points = page.evaluate(f"{ONE}.run.points")
    assert net(points).ravel().tolist() == ours
    text = copied(page, "PyTorch")
    compile(text, "PyTorch", "exec")
    if find_spec("torch"):
        assert printed(text) == pytest.approx(ours, rel=1e-12, abs=1e-12)


def test_the_map_says_which_classes_it_compares(visit):
    page = visit(CLOUDS + "&step=300")
    choice = page.get_by_role("combobox", name="Classes to compare")
    assert choice.evaluate("(node) => node.selectedOptions[0].text") == "class 1 over class 0"
    colours = []
    for words, pair in (("class 1 over class 0", "10"), ("class 2 over class 1", "21")):
        choice.select_option(words)
        assert ("pair=21" in page.url) == (pair == "21")
        said = page.get_by_role("application").get_attribute("aria-label")
        assert f"lead of {words}" in said
        assert f"lead of {words}" in page.locator(".pg-waterfall caption").inner_text()
        colours.append(
            page.evaluate(
                "[0, 1, 2].map((k) => getComputedStyle(document.querySelector("
                "`.pg-dots .pg-class-${k}`)).fill)"
            )
        )
    (orange, blue, ink), turned = colours
    assert len({orange, blue, ink}) == 3
    assert turned == [ink, orange, blue]
    names = page.get_by_role("application").locator("text", has_text=re.compile(r"^class \d$"))
    assert names.all_text_contents() == ["class 0", "class 1", "class 2"]
    assert all(name.is_visible() for name in names.all())
    page.goto(page.url)
    page.reload()
    assert choice.evaluate("(node) => node.selectedIndex") == 2


def test_shares_and_loss_at_a_point_are_the_packages(visit):
    page = visit(CLOUDS + "&step=48")
    end = page.locator(".pg-end").inner_text()
    z = logits(page)[0]
    label = page.evaluate(f"{ONE}.run.y[0]")
    shares = [f"{p:.3f}" for p in ad.softmax(z)]
    found = re.findall(r"class \d: ([\d.]+)", end)
    assert found == shares
    loss = ad.losses["softmax_cross_entropy"]([z], np.eye(3)[[label]])
    assert end.endswith(f"loss {loss:.3f}")
    rows = page.locator(".pg-ledger tr").nth(1).locator("td").all_inner_texts()
    assert rows[-3:-1] == [shares[label], f"{loss:.3f}"]


def test_a_third_class_is_added_by_hand(visit):
    page = visit(PAGE + "#step=200")
    press(page, "Edit points", "Add class 2")
    x, y = page.evaluate(
        f"""(() => {{
            const {{ map }} = {ONE};
            const box = map.picture.getBoundingClientRect();
            const [x, y] = map.at([0.5, 1.2]);
            return [box.left + x, box.top + y];
        }})()"""
    )
    page.mouse.click(x, y)
    assert "an output for each class" in status(page)
    assert run(page, "p.length") == 33
    assert page.locator(".pg-headline").inner_text()
    press(page, "Remove")
    assert "one output again" in status(page)
    assert run(page, "p.length") == 21


def test_a_step_is_told_for_each_class(visit):
    page = visit(CLOUDS + "&step=48&tab=step&phase=2")
    rows = page.locator(".pg-equations tr").all_inner_texts()
    found = [row.split("\t") for row in rows if row.startswith("class")]
    assert len(found) == 3
    for _, logit, share, target, slope in found:
        p, y = float(share), float(target)
        assert float(slope.replace("−", "-")) == pytest.approx((p - y) / 4, abs=2e-4)
        assert logit
    assert sum(float(target) for *_, target, _ in found) == 1


def test_a_network_with_three_outputs_needs_points_of_three_classes(visit):
    net = ad.Network.initialized((2, 4, 3), seed=1)
    text = json.dumps(net.to_dict())
    for address, fits in ((PAGE + "#", False), (CLOUDS + "&", True)):
        page = visit(address + "tab=take&folds=bring")
        page.get_by_label("Weights of a network", exact=True).fill(text)
        press(page, "Use this network")
        said = page.locator(".pg-take [role=status]").inner_text()
        assert ("points of three classes" in said) != fits
        assert (run(page, "p.length") == 27) == fits
    points = page.evaluate(f"{ONE}.run.points")
    assert logits(page) == net(points).tolist()


def test_seeds_are_judged_as_the_package_judges_them(visit):
    page = visit(CLOUDS + "&lr=0.05&until=3")
    page.evaluate(
        f"""async () => {{
            while (!{ONE}.seeds.answer?.over) await new Promise((go) => setTimeout(go, 20));
        }}"""
    )
    kinds = page.evaluate(f"Array.from({ONE}.seeds.answer.kinds)")
    data = page.evaluate(f"(({{ points, y }}) => [points, y])({ONE}.run)")
    X, y = np.array(data[0]), np.array(data[1])
    nets = ad.Network.initialized((2, 5, 3), seed=range(20))
    runs = ad.train(
        nets,
        X,
        np.eye(3)[y],
        loss="softmax_cross_entropy",
        optimizer=ad.Sgd(lr=0.05, momentum=0.4),
        batch_size=4,
        epochs=3,
        seed=range(20),
    )
    right = (runs.network(X).argmax(axis=1) == y[:, None]).sum(axis=0)
    expected = (right >= np.ceil(0.95 * len(y))).tolist()
    assert [kind == 1 for kind in kinds[:20]] == expected
    assert len(set(expected)) == 2


def test_every_panel_opens_and_nothing_is_said_of_one_logit(visit):
    page = visit(CLOUDS + "&step=48&with=tanh")
    for tab in ("Why", "Weights", "One step", "Surface", "Hidden space", "Compare", "Points"):
        page.get_by_role("tab", name=tab, exact=True).click()
        text = page.locator(".pg-lens").inner_text()
        assert not re.search("NaN|not a number|undefined", text), tab
        assert not re.search(r"\bthe logit\b|probability of class 1[^:]", text), tab
