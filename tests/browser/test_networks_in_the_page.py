"""Networks that a reader brings and takes away, and training that is changed on its way."""

import json
import subprocess
import sys
from importlib.util import find_spec
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import actdemo as ad

PAGE = "playground.html"
BRING = PAGE + "#step=200" + "&tab=take&folds=bring"
HIDDEN = "activation of the text"


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


def run(page, what):
    return page.evaluate(f"[...Playground.instruments.values()][0].run.{what}")


def parameters(page):
    return page.evaluate("Array.from([...Playground.instruments.values()][0].run.p)")


def status(page):
    return page.locator(".pg-status").inner_text()


def run_script(text):
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return [float(line.split("] ")[1]) for line in done.stdout.splitlines()]


def bring(page, text):
    page.get_by_label("Weights of a network", exact=True).fill(text)
    press(page, "Use this network")


def said(page):
    return page.locator(".pg-take [role=status]").inner_text()


def some_network(hidden=("tanh", "relu"), sizes=(2, 3, 4, 1)):
    return ad.Network.initialized(sizes, hidden, seed=3)


def in_the_page(net):
    parts = zip(net.biases, net.weights, strict=True)
    return [x for b, W in parts for x in [*b.tolist(), *W.ravel().tolist()]]


def as_torch(net):
    pairs = list(zip(net.weights, net.biases, strict=True))
    lines = [
        f"('{2 * k}.{name}', tensor({json.dumps(part.tolist())}, dtype=torch.float64))"
        for k, (W, b) in enumerate(pairs)
        for name, part in (("weight", W.T), ("bias", b))
    ]
    return f"OrderedDict([{', '.join(lines)}])"


def as_keras(net):
    pairs = zip(net.weights, net.biases, strict=True)
    arrays = [f"array({part.tolist()}, dtype=float64)" for pair in pairs for part in pair]
    return f"[{', '.join(arrays)}]"


def as_lists(net):
    pairs = enumerate(zip(net.weights, net.biases, strict=True), start=1)
    return "\n".join(f"W{k} = {W.tolist()}\nb{k} = {b.tolist()}" for k, (W, b) in pairs)


@pytest.mark.parametrize("write", [as_torch, as_keras, as_lists])
def test_a_text_becomes_the_start_once_its_activation_is_said(visit, write):
    page, net = visit(BRING), some_network("tanh")
    before = parameters(page)
    bring(page, write(net))
    assert "Which activation" in said(page)
    assert parameters(page) == before
    choose(page, HIDDEN, "tanh")
    assert said(page) == status(page) == "The start is the network 2-3-4-1, tanh."
    assert (run(page, "steps"), run(page, "settings.width")) == (0, "3,4")
    assert parameters(page) == in_the_page(net)
    assert "&step=0" in page.url
    press(page, "One epoch")
    X, y = ad.xnor()
    assert parameters(page) == in_the_page(ad.train(net, X, y, epochs=1, seed=0).network)
    press(page, "Undo")
    assert parameters(page) == before
    assert said(page) == ""
    press(page, "Redo")
    assert run(page, "widths") == [3, 4]


def test_a_file_of_the_package_says_all_and_what_is_left_out_is_told(visit):
    page, net = visit(BRING), some_network()
    bring(page, json.dumps({**net.to_dict(), "output": ["sigmoid", {}]}))
    assert "2-3-4-1, tanh,relu. Left out: sigmoid at the end" in said(page)
    assert parameters(page) == in_the_page(net)
    assert not page.get_by_label(HIDDEN, exact=True).is_visible()


def test_a_file_can_be_dropped(visit):
    page, net = visit(PAGE + "#step=200&tab=take"), some_network()
    page.locator(".pg-take").evaluate(
        """(node, text) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "net.json"));
            node.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
        }""",
        json.dumps(net.to_dict()),
    )
    page.locator(".pg-take [role=status]").get_by_text("2-3-4-1").wait_for()
    assert parameters(page) == in_the_page(net)


def test_a_text_that_can_be_read_in_two_ways_is_asked_about(visit):
    text = "[[[[0.5, 2.5], [1.5, 3.5]], [[0, 1]]], [[[1.5], [2.5]], [[0.1]]]]"
    starts = []
    for layout, name in (("in_out", "an input"), ("out_in", "a unit")):
        page = visit(BRING)
        bring(page, text)
        choose(page, HIDDEN, "relu")
        assert "in two ways" in said(page)
        press(page, name)
        starts.append(in_the_page(ad.read_network(json.loads(text), "relu", layout)))
        assert parameters(page) == starts[-1]
        assert not page.get_by_role("button", name=name, exact=True).is_visible()
    assert starts[0] != starts[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "source must be arrays, lists or a mapping"),
        ("[[[1, 2], [3]], [1, 2]]", "source must hold"),
        ('{"0.weight": [[1, 2]], "0.bias": [1]}', "1 to 3 hidden layers of 1 to 16 units"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(visit, text, words):
    page = visit(BRING)
    before = page.url
    bring(page, text)
    assert said(page).startswith("Not read: ")
    assert words in said(page)
    assert page.url == before
    assert len(parameters(page)) == 21


def copied(page, name):
    press(page, f"Copy as {name}")
    what = "script" if name == "Python" else f"{name} text"
    page.locator(".pg-status").get_by_text(f"The {what} is copied.").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


STATES = [
    "step=203",
    "hidden=tanh,gelu_tanh&width=3,2&step=41&optimizer=adam&decay=0.01",
    "hidden=step,gelu,mish&width=3,4,2&step=40",
    "hidden=selu,squared_relu,softsign&width=2,4,2&step=40",
    "step=120&turns=40_lr_0.05_61_freeze_3_61_momentum_0.9_100_free_3",
]


@pytest.mark.parametrize("state", STATES)
def test_what_is_taken_away_gives_the_logits_of_the_page(visit, state):
    allowed = ["clipboard-read", "clipboard-write"]
    page = visit(f"{PAGE}#{state}&tab=take", permissions=allowed)
    logits = run(page, "logits")
    assert run_script(copied(page, "Python")) == logits
    assert run_script(copied(page, "NumPy")) == pytest.approx(logits, rel=1e-12, abs=1e-12)
    net = ad.read_network(json.loads(copied(page, "JSON")))
    assert net(ad.xnor()[0]).ravel().tolist() == logits
    text = copied(page, "PyTorch")
    compile(text, "PyTorch", "exec")
    if find_spec("torch"):
        assert run_script(text) == pytest.approx(logits, rel=1e-12, abs=1e-12)


def test_texts_and_pictures_are_saved(visit):
    page = visit(f"{PAGE}#hidden=tanh,relu&width=3,2&step=8&tab=take")
    named = "tanh-relu-seed-0-step-8"
    ends = {
        "Save as Python": ".py",
        "Save as NumPy": "-numpy.py",
        "Save as PyTorch": "-torch.py",
        "Save as JSON": ".json",
        "Save map as SVG": ".svg",
        "Save map as PNG": ".png",
    }
    files = {}
    for name, end in ends.items():
        with page.expect_download() as download:
            press(page, name)
        assert download.value.suggested_filename == named + end
        files[end] = download.value.path().read_bytes()
    assert len(ET.fromstring(files[".svg"])) > 3
    assert json.loads(files[".json"])["hidden"] == [["tanh", {}], ["relu", {}]]
    assert files[".png"].startswith(b"\x89PNG")
    colours = page.evaluate(
        """async (bytes) => {
            const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const pen = canvas.getContext("2d");
            pen.drawImage(bitmap, 0, 0);
            const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }""",
        list(files[".png"]),
    )
    assert colours > 20


def by_steps(steps, *, rates=(), frozen=(), lr=0.1, momentum=0.4):
    """Train the recipe's network step by step, with the gradients of the package."""
    X, y = ad.xnor()
    net = ad.Network.initialized((2, 5, 1), "relu", seed=0)
    random = np.random.default_rng(np.random.SeedSequence(0, spawn_key=(1,)))
    arrays = [part.copy() for part in (*net.biases, *net.weights)]
    velocity = [np.zeros_like(part) for part in arrays]
    for step in range(steps):
        if step % 4 == 0:
            order = list(range(4))
            for i in (3, 2, 1):
                j = int(random.random() * (i + 1))
                order[i], order[j] = order[j], order[i]
        lr = dict(rates).get(step, lr)
        some = order[step % 4 : step % 4 + 1]
        slopes = ad.Network(arrays[2:], arrays[:2], "relu").gradients(X[some], y[some])
        for k, slope in enumerate((*slopes.biases, *slopes.weights)):
            velocity[k] = momentum * velocity[k] + lr * slope
            moved = arrays[k] - velocity[k]
            for since, array, place in frozen:
                if array == k and step >= since:
                    moved[place] = arrays[k][place]
            arrays[k] = moved
    return in_the_page(ad.Network(arrays[2:], arrays[:2], "relu"))


def test_a_rate_that_is_changed_on_the_way_holds_from_there_on(visit):
    page = visit(f"{PAGE}#step=40")
    settings(page)
    page.get_by_label("a new rate or decay holds from this step on", exact=False).check()
    before = parameters(page)
    enter(page, "learning rate", 0.02)
    assert parameters(page) == before
    assert "turns=40_lr_0.02" in page.url
    press(page, *["One epoch"] * 5)
    assert parameters(page) == by_steps(60, rates=[(40, 0.02)])
    box = page.get_by_label("learning rate", exact=True)
    page.reload()
    assert parameters(page) == by_steps(60, rates=[(40, 0.02)])
    assert box.input_value() == "0.02"
    press(page, "Rewind")
    assert box.input_value() == "0.1"
    press(page, "Undo")
    assert run(page, "turns") == []
    page.get_by_label("a new rate or decay holds from this step on", exact=False).uncheck()
    enter(page, "learning rate", 0.02)
    assert run(page, "settings.lr") == 0.02


def test_a_rate_for_the_whole_training_undoes_those_on_the_way(visit):
    page = visit(f"{PAGE}#turns=8_lr_0.02_12_momentum_0_20_freeze_3&step=40&folds=settings")
    enter(page, "learning rate", 0.5)
    assert run(page, "turns") == [[12, "momentum", 0], [20, "freeze", 3]]
    choose(page, "initialiser", "he_normal")
    enter(page, "width", 3)
    assert run(page, "turns") == []


def test_what_is_frozen_stays(visit):
    page = visit(f"{PAGE}#step=8&tab=weights&unit=2")
    name = "weight from x₁ to unit 2"
    was = parameters(page)
    page.get_by_label(f"Freeze {name}", exact=True).check()
    assert "is frozen" in status(page)
    assert "turns=8_freeze_6" in page.url
    press(page, *["One epoch"] * 3)
    now = parameters(page)
    assert now == by_steps(20, frozen=[(8, 2, (0, 1))])
    assert now[6] == was[6]
    assert now[7] != was[7]
    look(page, "One step")
    page.get_by_role("button", name="update", exact=False).first.click()
    assert page.locator(".pg-step").get_by_text("frozen").count() == 1
    look(page, "Weights")
    page.get_by_label(f"Freeze {name}", exact=True).uncheck()
    press(page, "One epoch")
    assert parameters(page)[6] != was[6]
    press(page, "Undo")
    assert page.get_by_label(f"Freeze {name}", exact=True).is_checked()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_run_stops_when_all_points_are_right(visit, motion):
    page = visit(f"{PAGE}#stop=1&speed=4&step=0", reduced_motion=motion)
    page.locator(".pg-primary").click()
    page.locator(".pg-status").get_by_text("All four points are right at the end").wait_for()
    X, y = ad.xnor()
    net = ad.Network.initialized((2, 5, 1), "relu", seed=0)

    def at(epochs):
        return ad.train(net, X, y, epochs=epochs, seed=0).network

    wins = [np.all((at(k)(X) > 0) == (y > 0.5)) for k in range(1, 51)]
    assert run(page, "epochs") == 1 + wins.index(True)
    assert run(page, "steps") % 4 == 0
