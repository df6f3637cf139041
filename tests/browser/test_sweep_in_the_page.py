"""A sweep of one setting: its counts are the package's, and its rows are for mouse and keys."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import actdemo as ad

PAGE = "playground.html"
OUTSIDE = "The sweep must have 1 to 1000 seeds and 1 to 20 values."
ONE = "[...Playground.instruments.values()][0]"
X, y = ad.xnor()


def counted(seeds, points=(X, y), width=5, hidden="relu", epochs=50, batch=1, **recipe):
    """Return the share of seeds that succeed, as the package has it."""
    nets = ad.Network.initialized((2, width, 1), hidden, seed=range(seeds))
    how = {"optimizer": ad.Sgd(**recipe), "epochs": epochs, "batch_size": batch}
    many = ad.train(nets, *points, seed=range(seeds), **how).network
    right = ad.classify(many, *points).right
    return ad.share(right >= np.ceil(0.95 * len(points[0])))


def swept(page):
    """Wait until all seeds are done, and return the rows of the table."""
    page.wait_for_function(f"() => {ONE}.sweep.over", timeout=60_000)
    rows = page.locator(".pg-sweep tr:has(td)").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def told(value, share):
    """Return what a row says of a share."""
    percent = [f"{100 * x:.1f}" for x in (share.value, share.low, share.high)]
    return [value, "", str(share.count), "{} ({} to {})".format(*percent)]


def field(page, name):
    return page.get_by_label(name, exact=True)


def chosen(page, name):
    return page.get_by_role("combobox", name=name, exact=True)


def run(page, what):
    return page.evaluate(f"{ONE}.run.{what}")


@pytest.mark.parametrize(
    ("word", "name", "python"),
    [
        ("lr", "learning rate", {"0.05": {"lr": 0.05}, "0.3": {"lr": 0.3}, "2": {"lr": 2.0}}),
        ("momentum", "momentum", {"0": {"momentum": 0.0}, "0.8": {"momentum": 0.8}}),
        ("decay", "weight decay", {".01": {"weight_decay": 0.01}, "1e-3": {"weight_decay": 1e-3}}),
        ("width", "units of layer 1", {"1": {"width": 1}, "12": {"width": 12}}),
        ("batch", "batch", {"1": {}, "3": {"batch": 3}}),
        ("hidden", "activation", {"tanh": {"hidden": "tanh"}, "relu": {}}),
        ("until", "epochs", {"7": {"epochs": 7}, "200": {"epochs": 200}}),
    ],
)
def test_counts_are_those_of_the_package(visit, word, name, python):
    page = visit(f"{PAGE}#step=0&tab=sweep&sweep={word},40,{','.join(python)}")
    assert swept(page) == [told(value, counted(40, **how)) for value, how in python.items()]
    assert chosen(page, "sweep").input_value() == name
    assert page.locator(".pg-sweep th").first.inner_text() == name


def test_it_sweeps_other_points_and_settings_and_follows_them(visit):
    page = visit(f"{PAGE}#data=gaussians_40_0.2_1&hidden=tanh&step=0&tab=sweep")
    chosen(page, "sweep").select_option("learning rate")
    field(page, "seeds of each").fill("12")
    field(page, "values").fill("0.001, 0.1")
    field(page, "values").press("Enter")
    points, labels = page.evaluate(f"(({{ points, y }}) => [points, y])({ONE}.run)")
    data = np.array(points), np.array(labels, float)[:, np.newaxis]
    for hidden in ("tanh", "relu"):
        chosen(page, "activation").select_option(hidden)
        rates = {"0.001": 0.001, "0.1": 0.1}
        shares = {value: counted(12, data, hidden=hidden, lr=lr) for value, lr in rates.items()}
        expect(page.locator("caption", has_text="Of 12 seeds")).to_be_visible(timeout=60_000)
        assert swept(page) == [told(value, share) for value, share in shares.items()]
    assert "sweep=lr,12,0.001,0.1" in page.url


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_a_row_takes_its_value_and_stays(visit, how):
    page = visit(f"{PAGE}#step=200&tab=sweep&sweep=lr,20,0.1,0.2,0.3")
    rows = swept(page)
    lit = page.locator(".pg-sweep .pg-lit button")
    assert lit.inner_text() == "0.1"
    row = page.get_by_role("button", name=re.compile(r"^learning rate 0.3: \d+ of 20 seeds$"))
    if how == "mouse":
        page.locator(".pg-sweep .pg-beam").nth(2).click()
    else:
        row.press("Enter")
    assert run(page, "settings.lr") == 0.3
    assert run(page, "steps") == 200
    assert lit.inner_text() == "0.3"
    assert row.get_attribute("aria-current") == "true"
    page.locator(".pg-status").get_by_text("Now: learning rate 0.3.", exact=True).wait_for()
    assert swept(page) == rows
    page.get_by_role("button", name="Undo").click()
    assert lit.inner_text() == "0.1"


def test_taking_an_epoch_judges_there(visit):
    page = visit(f"{PAGE}#step=0&tab=sweep&sweep=until,20,30,70")
    swept(page)
    assert page.locator(".pg-sweep .pg-lit").count() == 0
    page.get_by_role("button", name=re.compile("^epochs 70: ")).click()
    assert "until=70" in page.url
    expect(page.locator(".pg-share")).to_contain_text("solved at epoch 70")
    page.get_by_text("Settings", exact=True).click()
    assert chosen(page, "judged at epoch").input_value() == "70"


def test_a_layer_of_a_deep_network_is_swept_alone(visit):
    page = visit(f"{PAGE}#width=4,3&hidden=relu,tanh&step=0&tab=sweep&sweep=width,10,2,4,16")
    counts = [int(row[2]) for row in swept(page)]
    for width, count in zip((2, 4, 16), counts, strict=True):
        nets = ad.Network.initialized((2, width, 3, 1), ("relu", "tanh"), seed=range(10))
        many = ad.train(nets, X, y, epochs=50, seed=range(10)).network
        assert ad.classify(many, X, y).success.sum() == count
    page.get_by_role("button", name=re.compile("^units of layer 1 16: ")).click()
    assert run(page, "settings.width") == "16,3"


def test_it_draws_while_it_trains_and_can_be_stopped(visit):
    page = visit(f"{PAGE}#data=circles_400_0.1_0&step=0&tab=sweep&sweep=lr,1000,0.1,0.2,0.3")
    done = "() => Number(document.querySelector('.pg-sweep caption')?.innerText.split(' ')[1]) > 1"
    page.wait_for_function(done, timeout=60_000)
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.click()
    caption = page.locator(".pg-sweep caption").inner_text()
    assert int(caption.split(" ")[1]) < 1000
    band = page.locator(".pg-sweep .pg-beam b").first.evaluate(
        "node => parseFloat(node.style.width)"
    )
    assert 0 < band < 100
    page.wait_for_timeout(500)
    assert page.locator(".pg-sweep caption").inner_text() == caption
    field(page, "seeds of each").fill("3")
    field(page, "seeds of each").press("Enter")
    expect(page.locator(".pg-sweep caption")).to_contain_text("Of 3 seeds", timeout=60_000)
    assert stop.count() == 0
    chosen(page, "sweep").select_option("nothing")
    assert page.locator(".pg-sweep table").is_hidden()
    assert "sweep=lr" not in page.url


@pytest.mark.parametrize(
    ("label", "typed", "words"),
    [
        ("values", "0.1 much", 'The learning rate must be a number from 0 on, not "much".'),
        ("values", " ", OUTSIDE),
        ("values", "1 " * 21, OUTSIDE),
        ("seeds of each", "1001", OUTSIDE),
    ],
)
def test_what_cannot_be_tried_is_refused_in_words(visit, label, typed, words):
    page = visit(f"{PAGE}#step=0&tab=sweep&sweep=lr,20,0.1")
    before = field(page, label).input_value()
    field(page, label).fill(typed)
    field(page, label).press("Enter")
    assert page.locator(".pg-status").inner_text() == words
    assert field(page, label).input_value() == before
    assert len(swept(page)) == 1


def test_fewer_points_end_a_sweep_of_batches_that_no_longer_fit(visit):
    page = visit(f"{PAGE}#step=0&tab=sweep&sweep=batch,10,1,4")
    assert len(swept(page)) == 2
    page.evaluate(f"{ONE}.pointsHand.remove(0)")
    assert "sweep=" not in page.url
    assert field(page, "values").is_hidden()


def test_adam_has_no_momentum_to_sweep(visit):
    page = visit(f"{PAGE}#optimizer=adam&step=0&tab=sweep")
    option = chosen(page, "sweep").locator("option", has_text="momentum")
    assert option.evaluate("node => node.disabled")


def test_a_finger_takes_a_row_on_a_phone(visit):
    page = visit(
        f"{PAGE}#step=0&tab=sweep&sweep=lr,20,0.1,0.2",
        viewport={"width": 375, "height": 800},
        has_touch=True,
    )
    swept(page)
    row = page.locator(".pg-sweep tr:has(td)").nth(1)
    assert row.bounding_box()["height"] >= 24
    row.locator("td").first.tap()
    assert run(page, "settings.lr") == 0.2
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    box = page.locator(".pg-sweep .pg-scroll").evaluate("n => n.scrollWidth - n.clientWidth")
    assert box <= 0
