"""Several hidden layers in the playground: changed where they are drawn, told layer by layer."""

import re
from itertools import pairwise

import pytest

import actdemo as ad

PAGE = "playground.html"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 800}
DEEP = "#hidden=tanh,relu&width=3,4&step=200"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def go(page, state):
    page.evaluate("state => { location.hash = state; }", state)
    settled(page, 200)


def settled(page, step):
    page.get_by_text(re.compile(f"^Step {step},")).first.wait_for()


def run(page, what):
    return page.evaluate(f"[...Playground.instruments.values()][0].run.{what}")


def shape(page):
    return run(page, "settings.width"), run(page, "settings.hidden")


def flat(net):
    layers = zip(net.weights, net.biases, strict=True)
    return [float(x) for W, b in layers for part in (b, *W) for x in part]


def trained(width, hidden, seed=0):
    """Return the package's network of these settings, after 50 epochs."""
    sizes = (2, *map(int, width.split(",")), 1)
    start = ad.Network.initialized(sizes, hidden.split(","), seed=seed)
    return ad.train(start, *ad.xnor(), epochs=50, seed=seed).network


def parameters(page):
    return page.evaluate("Array.from([...Playground.instruments.values()][0].run.p)")


@pytest.fixture
def deep(visit):
    page = visit(PAGE + DEEP, viewport=WIDE)
    settled(page, 200)
    return page


@pytest.mark.parametrize("how", ["mouse", "keys", "finger"])
def test_units_and_layers_come_and_go_where_they_are_drawn(visit, how):
    finger = {"viewport": NARROW, "has_touch": True}
    page = visit(PAGE + "#step=200", **(finger if how == "finger" else {"viewport": WIDE}))
    settled(page, 200)

    def act(name):
        button = page.get_by_role("button", name=name, exact=True)
        if how == "keys":
            button.focus()
            page.keyboard.press("Enter")
        elif how == "finger":
            button.tap()
        else:
            button.click()
        settled(page, 200)

    ways = [
        ("One unit more in layer 1", "6"),
        ("One hidden layer more", "6,6"),
        ("One unit less in layer 2", "6,5"),
        ("One hidden layer more", "6,5,5"),
        ("One unit less in layer 1", "5,5,5"),
    ]
    for name, width in ways:
        act(name)
        assert shape(page) == (width, "relu")
        assert parameters(page) == flat(trained(width, ",".join(["relu"] * len(width.split(",")))))
    assert page.get_by_role("button", name="One hidden layer more").is_disabled()
    assert page.locator(".pg-unit").count() == 15
    for _, width in ways[-2::-1]:
        act("Undo")
        assert shape(page) == (width, "relu")
    act("Redo")
    assert shape(page) == ("6,6", "relu")
    act("One hidden layer less")
    assert shape(page) == ("6", "relu")
    assert page.get_by_role("button", name="One hidden layer less").is_disabled()


def test_each_layer_has_its_activation(deep):
    names = [f"Activation of layer {k}" for k in (1, 2)]
    boxes = [deep.get_by_role("combobox", name=name, exact=True) for name in names]
    assert [box.input_value() for box in boxes] == ["tanh", "relu"]
    assert parameters(deep) == flat(trained("3,4", "tanh,relu"))
    boxes[1].select_option("silu")
    settled(deep, 200)
    assert shape(deep) == ("3,4", "tanh,silu")
    assert parameters(deep) == flat(trained("3,4", "tanh,silu"))
    boxes[0].select_option("silu")
    assert shape(deep) == ("3,4", "silu")
    every = deep.get_by_role("combobox", name="activation", exact=True)
    assert every.input_value() == "silu"
    every.select_option("tanh")
    assert [box.input_value() for box in boxes] == ["tanh", "tanh"]
    press(deep, "One hidden layer less")
    assert not boxes[0].is_visible()
    assert every.is_visible()


@pytest.mark.parametrize(
    "hidden", ["step,relu", "squared_relu,step", "gelu,mish", "selu,softsign"]
)
def test_any_activation_of_the_package_can_be_chosen(deep, hidden):
    for k, name in enumerate(hidden.split(","), 1):
        box = deep.get_by_role("combobox", name=f"Activation of layer {k}", exact=True)
        assert box.locator("option").all_inner_texts() == [*ad.activations]
        box.select_option(name)
        settled(deep, 200)
    net = trained("3,4", hidden)
    assert parameters(deep) == flat(net)
    why = ad.explain(net, *ad.xnor())
    assert deep.locator(".pg-sentences li").all_inner_texts() == list(why.sentences)
    names = hidden.split(",")
    exact = all(None not in ad.activations[name].halves for name in names)
    assert deep.get_by_text("from a grid", exact=True).is_visible() is not exact


def test_a_width_is_typed_for_all_layers(deep):
    deep.get_by_text("Settings", exact=True).click()
    box = deep.get_by_label("width", exact=True)
    assert box.input_value() == "3,4"
    for text, hidden in (("2,3,4", "tanh,relu,relu"), ("6", "tanh")):
        box.fill(text)
        box.press("Enter")
        settled(deep, 200)
        assert shape(deep) == (text, hidden)
    box.fill("6,17")
    box.press("Enter")
    assert "The width must be" in deep.locator(".pg-status").inner_text()
    assert box.input_value() == "6"
    momentum = deep.get_by_label("momentum", exact=True)
    assert momentum.is_visible()
    deep.get_by_role("combobox", name="optimizer", exact=True).select_option("adam")
    assert not momentum.is_visible()


def test_an_edge_between_layers_is_dragged_and_typed(deep):
    before = parameters(deep)
    i = 9 + 4  # the first weight of the second layer
    line = deep.locator(f"[data-parameter='{i}'] .pg-hit").bounding_box()
    x, y = line["x"] + line["width"] * 0.5, line["y"] + line["height"] * 0.5
    deep.mouse.move(x, y)
    deep.mouse.down()
    deep.mouse.move(x, y - 40, steps=4)
    deep.mouse.up()
    settled(deep, 200)
    said = deep.locator(".pg-status").inner_text()
    assert re.match(r"The weight from unit 1 to unit 1 of layer 2 is \S+ now\.", said), said
    changed = parameters(deep)
    assert [k for k, (a, b) in enumerate(zip(before, changed, strict=True)) if a != b] == [i]
    assert changed[i] == before[i] + 1
    deep.locator(f"[data-parameter='{i}'] .pg-hit").click(force=True)
    box = deep.get_by_label("weight from unit 1 to unit 1 of layer 2", exact=True)
    box.fill("0.25")
    box.press("Enter")
    assert parameters(deep)[i] == 0.25
    address = deep.evaluate("location.hash")
    weights = parameters(deep)
    deep.reload()
    settled(deep, 200)
    assert deep.evaluate("location.hash") == address
    assert parameters(deep) == weights
    press(deep, "Undo")
    press(deep, "Undo")
    assert parameters(deep) == before


def test_arrow_keys_go_through_the_layers(deep):
    deep.locator(".pg-unit").first.focus()
    for key, name in (
        ("ArrowDown", "Unit 2 of layer 1"),
        ("ArrowRight", "Unit 2 of layer 2"),
        ("ArrowDown", "Unit 3 of layer 2"),
        ("ArrowLeft", "Unit 3 of layer 1"),
        ("ArrowDown", "Unit 1 of layer 2"),
    ):
        deep.keyboard.press(key)
        label = deep.evaluate("document.activeElement.getAttribute('aria-label')")
        assert label.startswith(f"{name}, "), (key, label)
    deep.keyboard.press("Enter")
    chosen = deep.get_by_label("Unit to change").locator("option:checked")
    assert chosen.inner_text() == "unit 1 of layer 2"
    fields = deep.locator(".pg-weights input[type=number]")
    names = fields.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert names == [
        *(f"weight from unit {k} to unit 1 of layer 2" for k in (1, 2, 3)),
        "bias of unit 1 of layer 2",
        "output weight of unit 1 of layer 2",
        "output bias",
    ]


def test_the_reasons_are_the_packages(deep):
    X, y = ad.xnor()
    for seed in range(4):
        go(deep, f"#width=6,6&seed={seed}&step=200")
        net = trained("6,6", "relu,relu", seed)
        why = ad.explain(net, X, y)
        assert deep.locator(".pg-sentences li").all_inner_texts() == list(why.sentences)
        rows = deep.locator(".pg-waterfall tr").count()
        assert rows == 1 + 6 + 1  # the bias, the last layer, and the logit
        logit = deep.locator(".pg-waterfall .pg-sum .pg-number").inner_text()
        assert logit == f"{net(X)[0, 0]:+.3f}".replace("-", "−")


@pytest.mark.parametrize("hidden", ["relu", "tanh,step", "step,squared_relu"])
def test_a_dead_unit_of_any_layer_is_revived(deep, hidden):
    go(deep, f"#width=3,3&hidden={hidden}&step=200")
    deep.get_by_role("tab", name="Weights", exact=True).click()
    deep.get_by_label("Unit to change").select_option("unit 2 of layer 2")
    before = run(deep, "deaths")
    assert 4 not in before
    press(deep, "Kill")
    assert 4 in run(deep, "deaths")
    press(deep, "Revive")
    assert 4 not in run(deep, "deaths")


def test_a_step_is_told_layer_by_layer(deep):
    deep.get_by_role("tab", name="One step", exact=True).click()
    deep.locator(".pg-unit").nth(1).click()
    panel = deep.locator(".pg-step")
    assert "Unit 2 of layer 1" in panel.inner_text()
    for _ in range(3):
        deep.locator(".pg-step button", has_text="Next").click()
    assert "weight from x₁ to unit 2 of layer 1" in panel.inner_text()
    press(deep, "Take this step")
    settled(deep, 201)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("width", ["5", "8,8", "16,16,16"])
def test_the_controls_fit_beside_one_another(visit, size, width):
    page = visit(f"{PAGE}#width={width}&step=0", viewport=size)
    settled(page, 0)
    boxes = [box.bounding_box() for box in page.locator(".pg-layers > div:visible").all()]
    assert len(boxes) == width.count(",") + 1
    for one, other in pairwise(boxes):
        assert one["x"] + one["width"] <= other["x"]
    assert boxes[-1]["x"] + boxes[-1]["width"] <= size["width"]
    for button in page.locator(".pg-layers button:visible").all():
        place = button.bounding_box()
        assert min(place["width"], place["height"]) >= 24
    if size == WIDE:
        part = page.locator(".pg-net").bounding_box()
        assert boxes[-1]["y"] + boxes[-1]["height"] <= part["y"] + part["height"]


@pytest.mark.alone
@pytest.mark.parametrize("state", ["width=8,8", "width=8,8&hidden=tanh"])
def test_a_frame_with_two_layers_takes_16_milliseconds(visit, state):
    page = visit(f"{PAGE}#{state}&step=400", reduced_motion="no-preference", viewport=WIDE)
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    page.evaluate("""() => {
        window.frames = 0;
        const count = () => { frames++; requestAnimationFrame(count); };
        count();
    }""")
    session = page.context.new_cdp_session(page)  # whose clock stands while others compute
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used():
        metrics = session.send("Performance.getMetrics")["metrics"]
        spent = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        return spent, page.evaluate("frames")

    press(page, "Run")
    page.wait_for_timeout(1000)
    before, first = used()
    page.wait_for_function("last => frames > last + 60", arg=first)
    after, last = used()
    assert 1000 * (after - before) / (last - first) <= 16
