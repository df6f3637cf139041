"""axe finds nothing to mend: on every page, light and dark, wide and narrow."""

import contextlib
from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
START = """() => {
  window.running = axe.run(document, {resultTypes: ["violations"], preload: false}).then(
    ({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`)
  );
}"""
SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 375, "height": 800}}


@pytest.fixture(scope="module")
def modes(chromium):
    """A light page and a dark one for all, in which axe may stand beside the site's scripts."""
    with contextlib.ExitStack() as stack:
        pages = {}
        for scheme in ("light", "dark"):
            settings = {"bypass_csp": True, "color_scheme": scheme}
            context = stack.enter_context(chromium.new_context(**settings))
            context.add_init_script(path=AXE)
            pages[scheme] = context.new_page()
        yield pages


def violations(modes, show):
    """Name what axe finds in each mode on the page that `show` opens."""
    found = []
    for page in modes.values():
        show(page)
    for width, size in SIZES.items():
        for page in modes.values():  # the two run at the same time
            page.set_viewport_size(size)
            page.evaluate(START)
        for scheme, page in modes.items():
            faults = page.evaluate("() => window.running")
            found += [f"{scheme}, {width}: {fault}" for fault in faults]
    return found


def test_a_fault_is_seen_in_its_mode(modes):
    html = """<html lang="en"><title>A page</title><main><h1>A page</h1><p>Some words</p></main>
        <style>@media (prefers-color-scheme: dark) { p { color: #eee; background: #fff } }</style>
        """
    assert [fault[:24] for fault in violations(modes, lambda page: page.set_content(html))] == [
        "dark, wide: color-contra",
        "dark, narrow: color-cont",
    ]


def test_every_page_is_free_of_faults(modes, names, address):
    found = {
        name: violations(modes, lambda page, name=name: page.goto(address + name))
        for name in names
    }
    assert {name: faults for name, faults in found.items() if faults} == {}
