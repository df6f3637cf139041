"""axe finds nothing to mend: on every page, light and dark, wide and narrow."""

from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {
    resultTypes: ["violations"], preload: false, rules: {"target-size": {enabled: true}},
}).then(
    ({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`)
)"""
SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 375, "height": 800}}
ALL = [(scheme, width) for width in SIZES for scheme in ("light", "dark")]
BOTH = ALL[0], ALL[3]  # both colours and both layouts


@pytest.fixture(scope="module")
def page(chromium):
    """A page for all, in which axe may stand beside the site's scripts."""
    with chromium.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        context.add_init_script(path=AXE)
        yield context.new_page()


def violations(page, modes):
    """Name what axe finds on a page in each mode; to load it is what takes the time."""
    found = []
    for scheme, width in modes:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(SIZES[width])
        found += [f"{scheme}, {width}: {fault}" for fault in page.evaluate(RUN)]
    return found


def test_a_fault_is_seen_in_its_mode(page):
    page.set_content(
        """<html lang="en"><title>A page</title><main><h1>A page</h1><p>Some words</p></main>
        <style>@media (prefers-color-scheme: dark) { p { color: #eee; background: #fff } }</style>
        """
    )
    assert [fault[:24] for fault in violations(page, ALL)] == [
        "dark, wide: color-contra",
        "dark, narrow: color-cont",
    ]


def test_every_page_is_free_of_faults(page, names, address):
    """The first page of each folder in all modes: what stands around the text is the same."""
    first, found = {Path(name).parent: name for name in reversed(names)}.values(), {}
    for name in names:
        page.goto(address + name)
        found[name] = violations(page, ALL if name in first else BOTH)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_definitions_and_results_are_free_of_faults(page, address):
    page.goto(f"{address}training/dying.html")
    page.keyboard.press("Tab")
    page.locator("article a:has(> .std-term)").first.focus()
    assert page.locator(".definition:popover-open").is_visible()
    assert violations(page, ALL) == []
    page.goto(f"{address}search.html?q=momentum")
    page.locator("#search-results li").first.wait_for()
    assert violations(page, ALL) == []
