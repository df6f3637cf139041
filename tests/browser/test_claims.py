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
STRAIGHT = ("relu", "leaky_relu", "absolute")
READ = """() => {
    const text = (selector) => document.querySelector(selector).innerText;
    const label = (node) => node.getAttribute("aria-label");
    return {
        where: text(".pg-where"),
        verdict: text(".pg-verdict"),
        note: text(".pg-note"),
        unit: document.querySelector("[aria-label='Unit to change']").selectedIndex,
        compared: text("[aria-label=Compare] > p:not(.pg-row)"),
        map: label(document.querySelector(".pg-map canvas")),
        units: [...document.querySelectorAll(".pg-unit")].map(label),
        ledger: [...document.querySelectorAll(".pg-ledger tr")].slice(1)
            .map((row) => [...row.cells].slice(-4).map((cell) => cell.innerText)),
    };
}"""
CORNERS = [(x1, x2) for x1 in (-3, 3) for x2 in (-3, 3)]
GRID = np.stack(np.meshgrid(*[np.arange(-59, 60, 2) / 20] * 2), axis=-1).reshape(-1, 2)


def loss(z, y):
    """Return the mean cross-entropy, also of logits that are no finite numbers."""
    with np.errstate(invalid="ignore"):
        return np.mean(np.where(z > 0, z * (1 - y), -z * y) + np.log1p(np.exp(-abs(z))))


def near(text, value):
    """Whether a number is printed as it is, to its last digit or a twentieth."""
    printed = float("nan" if text == "not a number" else text.replace("−", "-"))
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
    marks, gone = right(z, settings), dead(net) if hidden == "relu" else np.zeros(0, bool)
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
    judge(said["where"], units == (str(gone.sum()) if hidden == "relu" else None))
    judge(said["verdict"], said["verdict"] == "")  # the network is not the tutorial's

    found = re.search(r"This unit is dead (?:since step (\d+)|from the start)", said["note"])
    since = deaths(settings, step).get(said["unit"])
    judge(said["note"], (int(found[1] or 0) if found else None) == since)

    for k, words in enumerate(said["units"]):
        on = int((net.forward(X).pre_activations[0][:, k] > 0).sum())
        fact = (
            f"Unit {k + 1}, {'dead, ' * bool(gone[k : k + 1].any())}positive at {on} of 4 points, "
        )
        judge(words, words.startswith(fact))

    for words, answer, label, mark in zip(said["ledger"], z, y, marks, strict=True):
        logit, _, cost, verdict = words
        judge(words, near(logit, answer) and near(cost, loss(answer, label[0])))
        judge(
            words,
            verdict == ("✓ right" if mark else "✗ wrong" if abs(answer) > 0 else "✗ no class"),
        )

    low, high = net(GRID).min(), net(GRID).max()
    sane = max(-low, high) < 1e6  # beyond, doubles don't suffice for the page's geometry
    texts = re.fullmatch(
        rf"Map of the logit: from {NUMBER} to {NUMBER}\. (The decision boundary crosses the map|"
        r"No decision boundary is drawn)\.(?: (\d+) flat pieces?\.)?(?: (\d+) dead units?\.)?",
        said["map"],
    ).groups()
    judge(said["map"], texts[4] == units)
    judge(said["map"], not sane or (near(texts[0], low) and near(texts[1], high)))
    if hidden in STRAIGHT and sane:
        judge(said["map"], texts[2].startswith("The") == (len(boundary(net)) > 0))
        judge(said["map"], int(texts[3]) == len(ad.regions(net)))
    elif sane:  # the straight one has its extremes in the corners
        ends = net(CORNERS) if hidden == "identity" else net(GRID)
        judge(said["map"], texts[2].startswith("The") == (ends.min() <= 0 < ends.max()))
        judge(said["map"], texts[3] == ("1" if hidden == "identity" else None))

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
        return ad.decision_boundary(net)


def finished(page):
    """Return what the status says once the causes are known."""
    page.wait_for_function(
        """() => /One change|^No later seed/.test(
            document.querySelector("[role=status]").innerText)"""
    )
    failure, _, words = page.get_by_role("status").inner_text().partition(" One change ")
    return {"failure": failure, "words": f"One change {words}"}


def test_what_the_page_says_of_any_settings_is_true(visit):
    page, false, asked, said = visit("playground.html"), [], [], []
    assert page.locator(".pg-verdict").inner_text().startswith("Trained here")
    page.get_by_role("combobox", name="the same seed with").select_option(RIVAL)
    for k, (settings, steps) in enumerate(some_settings(200, seed=23)):
        state = urlencode({**settings, "step": steps})
        page.evaluate("state => { location.hash = state; }", state)
        field = page.get_by_label("seed", exact=True)
        expect(field).to_have_value(settings["seed"])
        false += judged(settings, steps, page.evaluate(READ))
        if "overflowed" in page.get_by_role("status").inner_text():
            asked.append((settings, steps))
            said.append(finished(page))
        elif k % 10 == 0:
            page.get_by_role("button", name="Show me a seed that fails").click()
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
