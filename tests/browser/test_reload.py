"""What a reader chooses stands in the address: a reload keeps it, and a friend gets it."""

import random
from difflib import unified_diff

import pytest
from playwright.sync_api import expect

# What can be chosen in sight, but what only shows for a moment or takes something away.
FIND = """() => {
    const [{ root }] = Playground.instruments.values();
    const places = ".pg-strip, .pg-wall, .pg-map";
    const kinds = `button, select, summary, input, [data-unit][tabindex], ${places}`;
    const brief = /^(Run|Show me around|Stop|Pause|Next|Skip|Undo|Redo|Copy|Save|Take this)/;
    window.found = [...root.querySelectorAll(kinds)].filter((node) =>
        node.checkVisibility() && !node.disabled && !node.closest(".pg-tour")
        && !brief.test(node.getAttribute("aria-label") ?? node.textContent));
    return found.map((node) => {
        const words = node.getAttribute("aria-label") || node.textContent;
        const label = node.labels?.[0]?.textContent ?? "";
        const panel = node.closest("[role=tabpanel], section")?.className ?? "";
        return [panel, node.localName, node.dataset.parameter ?? "", node.type, label || words]
            .join(" ").replace(/[\\d.−]+/g, "#");
    });
}"""
USE = """([i, value]) => {
    const node = found[i];
    const tell = (kind) => node.dispatchEvent(new Event(kind, { bubbles: true }));
    if (node.localName === "select") {
        const others = [...node.options].filter((one) => !one.hidden && !one.selected);
        others[value % others.length].selected = true;
        tell("change");
    } else if (node.type === "range") {
        node.value = Number(node.max) * (value % 10) / 10;
        tell("input"), tell("change");
    } else if (node.type === "number" || node.type === "text") {
        const low = Number(node.min), high = Number(node.max || 9);
        const some = node.step === "any" ? value / 1000 : low + value % (high - low + 1);
        node.value = node.type === "text" ? value : some;
        tell("change");
    } else if (node instanceof SVGElement) {
        node.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    } else {
        const box = node.getBoundingClientRect();
        const at = { clientX: box.left + box.width * 0.4, clientY: box.top + box.height * 0.4 };
        if (node.matches(".pg-strip, .pg-wall, .pg-map"))
            node.dispatchEvent(new MouseEvent("click", { bubbles: true, ...at }));
        else node.click();
    }
}"""
STILL = "() => ![...Playground.instruments.values()][0].player.playing"
REST = """() => {
    const [{ player, causes, seeds, seeded, sweep, takes }] = Playground.instruments.values();
    const swept = !sweep.word || sweep.over || !sweep.element.checkVisibility();
    const tried = causes.element.hidden || causes.element.querySelector("figure");
    return !player.playing && !takes.waiting.length && tried && swept
        && (!seeded || seeds.answer?.over)
        && !document.querySelector(".pg-rates button:not([aria-label])");
}"""
# The page as it is, but what was said, what is pointed at, and how often one can undo.
READ = """(own) => {
    const [{ page }] = Playground.instruments.values();
    const copy = page.cloneNode(true);
    const [nodes, copies] = [page, copy].map((one) => [...one.querySelectorAll("*")]);
    copies.forEach((node, i) => {
        const real = nodes[i];
        if ("value" in real) node.setAttribute("data-value", real.value);
        if ("checked" in real) node.setAttribute("data-checked", real.checked);
        if (real.localName === "canvas" && real.checkVisibility())
            node.setAttribute("data-picture", real.toDataURL());
        node.setAttribute("class", [...node.classList].sort().join(" "));
        const all = [...node.attributes].map(({ name, value }) => [name, value]).sort();
        for (const [name] of all) node.removeAttribute(name);
        for (const [name, value] of all) if (value) node.setAttribute(name, value);
    });
    copies.forEach((node, i) => {
        const seen = nodes[i].checkVisibility() && getComputedStyle(nodes[i]).display !== "none";
        const empty = node.localName === "text" && !node.textContent;
        if ((!seen || empty) && !node.closest("select")) node.remove();
    });
    const passing = ".pg-status, .pg-tip, .pg-readout, .pg-tour, .pg-old" + own;
    for (const node of copy.querySelectorAll(passing)) node.remove();
    return copy.innerHTML.replaceAll("><", ">\\n<").split("\\n");
}"""
# What one has done before, which is no part of the state that a friend is sent.
OWN = ", [aria-label=Undo], [aria-label=Redo], .pg-tape-picture"


def rest(page):
    """Wait until all is done; what was said of it is long or short, and moves what is below."""
    page.wait_for_function(REST)
    page.wait_for_timeout(100)  # in which what was put off has begun
    page.wait_for_function(REST)
    page.evaluate("document.querySelector('.pg-status').textContent = ''")
    page.wait_for_timeout(100)


def compare(one, other, how):
    found = list(unified_diff(one, other, n=0, lineterm=""))
    if found:
        pytest.fail("\n".join([*how, *(line[:300] for line in found)]), pytrace=False)


@pytest.mark.parametrize(
    "walk", [0, *(pytest.param(k, marks=pytest.mark.full) for k in range(1, 20))]
)
@pytest.mark.parametrize("show", ["", "?show=why,map", "?show=bar,net,map,history,step,space"])
def test_whatever_is_chosen_is_there_after_a_reload_and_at_a_friends(visit, show, walk):
    page = visit(f"playground.html{show}", reduced_motion="reduce")
    rest(page)
    chance, used = random.Random(f"{show}{walk}"), set()
    while True:
        done = []
        while len(done) < 8:
            names = page.evaluate(FIND)
            new = [i for i, name in enumerate(names) if name not in used]
            if not new:
                break
            i = chance.choice(new)
            used.add(names[i])
            done.append(names[i])
            page.evaluate(USE, [i, chance.randrange(1, 1000)])
            page.wait_for_function(STILL)
        if not done:
            break
        rest(page)
        before, shared = page.evaluate(READ, ""), page.evaluate(READ, OWN)
        page.reload()
        rest(page)
        compare(before, page.evaluate(READ, ""), [*done, page.url])
        friend = visit(page.url[page.url.index("playground.html") :], reduced_motion="reduce")
        rest(friend)
        compare(shared, friend.evaluate(READ, OWN), [*done, friend.url])
        friend.close()
    assert len(used) > (5 if "bar" not in show and show else 20)


def test_frames_on_a_page_are_undone_each_by_itself(visit):
    page = visit("_static/playground/playground.css")  # which lets frames be put into it
    page.evaluate(
        """() => document.body.replaceChildren(...[0, 1].map(() => {
            const frame = document.createElement("iframe");
            frame.src = "../../playground.html?show=bar,map,history";
            return frame;
        }))"""
    )
    length = page.evaluate("history.length")
    frames = [page.frame_locator("iframe").nth(k) for k in (0, 1)]
    chosen = [one.get_by_role("combobox", name="activation", exact=True) for one in frames]
    chosen[0].select_option("tanh")
    chosen[1].select_option("sine")
    for name, now in (("Undo", "relu"), ("Redo", "tanh")):
        frames[0].get_by_role("button", name=name).click()
        expect(chosen[0]).to_have_value(now)
        expect(chosen[1]).to_have_value("sine")
    assert page.evaluate("history.length") == length  # the page's own way back is as it was
