"""Every sentence of the playground's page about a run is judged by the package."""

import re
import warnings
from urllib.parse import urlencode

import numpy as np
from playground_oracle import (
    X,
    dead,
    deaths,
    faults,
    jumps,
    labels,
    per_epoch,
    right,
    some_settings,
    start,
    train,
)
from playwright.sync_api import expect

import actdemo as ad

NUMBER = r"(not a number|[^\s,]+)"  # which a difference of infinities is
RIVAL = "tanh"
STRAIGHT = ("relu", "leaky_relu", "absolute", "step")
READ = """() => {
    const [instrument] = Playground.instruments.values();
    const text = (selector) => document.querySelector(selector).innerText;
    const label = (node) => node.getAttribute("aria-label");
    instrument.look("compare");
    const compared = text(".pg-compared");
    instrument.look("why");
    return {
        compared,
        where: text(".pg-where"),
        verdict: text(".pg-verdict"),
        note: text(".pg-note"),
        unit: document.querySelector("[aria-label='Unit to change']").selectedIndex,
        map: label(document.querySelector(".pg-map svg")),
        units: [...document.querySelectorAll(".pg-unit")].map(label),
        ledger: [...document.querySelectorAll(".pg-ledger tr")].slice(1)
            .map((row) => [...row.cells].slice(-4).map((cell) => cell.innerText)),
    };
}"""
BOX = -0.75, 1.75
CORNERS = [(x1, x2) for x1 in BOX for x2 in BOX]
GRID = np.stack(np.meshgrid(*[np.linspace(*BOX, 41)] * 2), axis=-1).reshape(-1, 2)


def loss(z, y):
    """Return the mean cross-entropy, also of logits that are no finite numbers."""
    with np.errstate(invalid="ignore"):
        return np.mean(np.where(z > 0, z * (1 - y), -z * y) + np.log1p(np.exp(-abs(z))))


def near(text, value):
    """Whether a number is printed as it is, to its last digit or a twentieth."""
    printed = float(
        "nan" if text == "not a number" else text.replace("−", "-").replace("∞", "inf")
    )
    return bool(np.isclose(printed, value, rtol=0.051, atol=0.00051, equal_nan=True))


def ran(settings, steps):
    """Return network, losses and steps, before an overflow if there is one."""
    net, epochs, seed = start(settings), steps // per_epoch(settings), int(settings["seed"])
    try:
        run = train(settings, net, seed, steps)
    except FloatingPointError as error:
        epochs = int(re.search(r"overflowed in epoch (\d+)", str(error))[1]) - 1
        run = train(settings, net, seed, epochs * per_epoch(settings))
    return run.network, run.losses, epochs


def judged(settings, steps, said):
    """Return the sentences that are false."""
    net, losses, epochs = ran(settings, steps)
    y, z, hidden = labels(settings), net(X)[:, 0], settings["hidden"]
    marks, gone = right(z, settings), dead(net)
    counts = gone.any() or net.hidden.halves[0] == (0.0, 0.0)
    step, false = epochs * per_epoch(settings), []

    def judge(text, true):
        if not true:
            false.append((settings, steps, text))

    head, now, during, count, units = re.fullmatch(
        rf"(.*) Mean loss {NUMBER} now(?:, {NUMBER} during epoch \d+)?\. (\d) of 4 points right\."
        r"(?: (\d+) dead units?\.)?",
        said["where"],
    ).groups()
    judge(head, head == f"Step {step}, epoch {epochs}.")
    judge(now, near(now, loss(z, y[:, 0])))
    judge(during, near(during, losses[-1]) if epochs else during is None)
    judge(said["where"], int(count) == marks.sum())
    judge(said["where"], units == (str(gone.sum()) if counts else None))
    judge(said["verdict"], said["verdict"] == "")  # the network is not the tutorial's

    found = re.search(r"This unit is dead (?:since step (\d+)|from the start)", said["note"])
    since = deaths([(settings, step)])[0].get(said["unit"])
    judge(said["note"], (int(found[1] or 0) if found else None) == since)

    for k, words in enumerate(said["units"]):
        on = int((net.forward(X).pre_activations[0][:, k] > 0).sum())
        fact = f"Unit {k + 1}, {'dead, ' * bool(gone[k])}positive at {on} of 4 points, "
        judge(words, words.startswith(fact))

    for words, answer, label, mark in zip(said["ledger"], z, y, marks, strict=True):
        logit, _, cost, verdict = words
        judge(words, near(logit, answer) and near(cost, loss(answer, label[0])))
        judge(
            words,
            verdict == ("✓ right" if mark else "✗ wrong" if abs(answer) > 0 else "✗ no class"),
        )

    sane = abs(net(GRID)).max() < 1e6  # beyond, doubles don't suffice for the page's geometry
    *logits, crossed, units = re.fullmatch(
        r"Map of the logit from −0\.75 to 1\.75 on both axes: "
        rf"\(1, 1\) {NUMBER}, \(1, 0\) {NUMBER}, \(0, 1\) {NUMBER}, \(0, 0\) {NUMBER}\. "
        r"(The decision boundary crosses it|No decision boundary is drawn)\."
        r"(?: (\d+) dead units?\.)?",
        said["map"],
    ).groups()
    judge(said["map"], units == (str(gone.sum()) if counts else None))
    judge(said["map"], all(near(text, answer) for text, answer in zip(logits, z, strict=True)))
    if sane and hidden in STRAIGHT:
        lines = jumps(net, BOX * 2) if hidden == "step" else boundary(net)
        judge(said["map"], crossed.startswith("The") == (len(lines) > 0))
    elif sane:  # the straight one has its extremes in the corners
        ends = net(CORNERS) if hidden == "identity" else net(GRID)
        judge(said["map"], crossed.startswith("The") == (ends.min() <= 0 < ends.max()))

    sides = re.fullmatch(
        "Left, (.*); right, (.*). The dashed curve is the second loss.", said["compared"]
    )
    other = {**settings, "hidden": RIVAL}
    for words, name, (one, _, ended) in zip(
        sides.groups(), (hidden, RIVAL), ((net, 0, epochs), ran(other, step)), strict=True
    ):
        cut = ", before its numbers overflow" * (ended < epochs)
        count = right(one(X)[:, 0], settings).sum()
        fact = f"{name} at step {ended * per_epoch(settings)}: mean loss "
        judge(
            words, words.startswith(fact) and words.endswith(f", {count} of 4 points right{cut}")
        )
        judge(words, near(words[len(fact) :].split(",")[0], loss(one(X), y)))
    return false


def boundary(net):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # regions that are 0 as a whole
        return ad.decision_boundary(net, box=BOX * 2)


def finished(page):
    """Return what the status says once the causes are known."""
    page.wait_for_function(
        """() => /One change|^No later seed/.test(
            document.querySelector(".pg-status").innerText)"""
    )
    failure, _, words = page.locator(".pg-status").inner_text().partition(" One change ")
    return {"failure": failure, "words": f"One change {words}"}


def test_what_the_page_says_of_any_settings_is_true(visit):
    page, false, asked, said = visit("playground.html#step=200"), [], [], []
    assert page.locator(".pg-verdict").inner_text().startswith("Trained here")
    for k, (settings, steps) in enumerate(some_settings(200, seed=23)):
        state = urlencode({**settings, "step": steps, "with": RIVAL})
        page.evaluate("state => { location.hash = state; }", state)
        field = page.get_by_label("seed", exact=True)
        expect(field).to_have_value(settings["seed"])
        page.wait_for_function("() => ![...Playground.instruments.values()][0].player.playing")
        false += judged(settings, steps, page.evaluate(READ))
        status = page.locator(".pg-status").inner_text()
        if "overflowed" in status or ("fails at step" in status and k % 3 == 0):
            asked.append((settings, steps))
            said.append(finished(page))
        elif k % 10 == 0:
            page.evaluate("[...Playground.instruments.values()][0].player.fail()")
            told = finished(page)
            seeds = [field.input_value()]
            if none := re.match(r"No later seed up to (\d+) fails at step", told["failure"]):
                seeds = [str(seed) for seed in range(int(seeds[0]) + 1, int(none[1]) + 1)]
                assert len(seeds) == 1000
            asked += [({**settings, "seed": seed}, steps) for seed in seeds]
            said += [None] * 1000 if none else [told]
    assert false == []
    assert faults(asked, said)[0] == []
    assert len([told for told in said if told]) > 20
