"""axe finds nothing to mend: on every page, light and dark, wide and narrow."""

import contextlib
from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {resultTypes: ["violations"], preload: false}).then(
    ({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`)
)"""
SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 375, "height": 800}}
ALL = [(scheme, width) for width in SIZES for scheme in ("light", "dark")]
BOTH = ALL[0], ALL[3]  # both colours and both layouts


@pytest.fixture(scope="module")
def pages(chromium):
    """A light page and a dark one for all, in which axe may stand beside the site's scripts."""
    with contextlib.ExitStack() as stack:
        pages = {}
        for scheme in ("light", "dark"):
            settings = {"bypass_csp": True, "color_scheme": scheme}
            context = stack.enter_context(chromium.new_context(**settings))
            context.add_init_script(path=AXE)
            pages[scheme] = context.new_page()
        yield pages


def violations(pages, show, modes):
    """Name what axe finds in each mode on the page that `show` opens."""
    for page in pages.values():
        show(page)
    found = []
    for scheme, width in modes:
        pages[scheme].set_viewport_size(SIZES[width])
        found += [f"{scheme}, {width}: {fault}" for fault in pages[scheme].evaluate(RUN)]
    return found


def test_a_fault_is_seen_in_its_mode(pages):
    html = """<html lang="en"><title>A page</title><main><h1>A page</h1><p>Some words</p></main>
        <style>@media (prefers-color-scheme: dark) { p { color: #eee; background: #fff } }</style>
        """
    found = violations(pages, lambda page: page.set_content(html), ALL)
    assert [fault[:24] for fault in found] == [
        "dark, wide: color-contra",
        "dark, narrow: color-cont",
    ]


def test_every_page_is_free_of_faults(pages, names, address):
    """The first page of each folder in all modes: what stands around the text is the same."""
    first = {Path(name).parent: name for name in reversed(names)}.values()
    found = {
        name: violations(
            pages,
            lambda page, name=name: page.goto(address + name),
            ALL if name in first else BOTH,
        )
        for name in names
    }
    assert {name: faults for name, faults in found.items() if faults} == {}
