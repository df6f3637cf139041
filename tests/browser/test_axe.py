"""axe finds nothing to mend: on every page, light and dark, wide and narrow."""

from pathlib import Path

import pytest

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 800}


@pytest.fixture(scope="module")
def page(chromium):
    """One page for all, in which axe may be put beside the scripts of the site."""
    with chromium.new_context(bypass_csp=True) as context:
        context.add_init_script(path=AXE)
        yield context.new_page()


def violations(page):
    """Name what axe finds in each mode; what was found in another is not named again."""
    found = set()
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found |= {f"{scheme}, {size['width']}: {fault}" for fault in page.evaluate(RUN)}
    return sorted(found)


def test_a_fault_is_seen_in_its_mode(page):
    page.set_content(
        """<html lang="en"><title>A page</title><main><h1>A page</h1><p>Some words</p></main>
        <style>@media (prefers-color-scheme: dark) { p { color: #eee; background: #fff } }</style>
        """
    )
    assert [fault[:25] for fault in violations(page)] == [
        "dark, 1280: color-contras",
        "dark, 375: color-contrast",
    ]


def test_every_page_is_free_of_faults(page, names, address):
    found = {}
    for name in names:
        page.goto(address + name)
        found[name] = violations(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
