"""Formulas reach the clipboard and screen readers, too."""

import pytest

SELECT = """formula => {
  const range = document.createRange();
  range.selectNodeContents(formula);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
COPIED = """() => new Promise((resolve) => {
  document.addEventListener("copy", (event) => resolve(event.clipboardData.getData("text/plain")));
  document.execCommand("copy");
})"""

PARTED = """() => [...document.querySelectorAll("article .math")].filter((formula) => {
  const bases = formula.querySelectorAll(".base");
  const next = formula.nextSibling;
  if (bases.length !== 1 || !/^[,.;:]/.test(next?.data ?? "")) return false;
  const mark = document.createRange();
  mark.setStart(next, 0);
  mark.setEnd(next, 1);
  return mark.getBoundingClientRect().left < bases[0].getBoundingClientRect().left;
}).map((formula) => formula.parentElement.textContent)"""


@pytest.mark.parametrize("selector", ["p .katex", ".katex-display"])
def test_a_copied_formula_is_tex(visit, selector):
    page = visit("tutorial/network.html")
    formula = page.locator(selector).first
    tex = formula.locator("annotation").text_content().strip()
    formula.evaluate(SELECT)
    sign = "$" if selector == "p .katex" else "$$"
    assert page.evaluate(COPIED) == sign + tex + sign


def test_a_part_of_a_formula_is_copied_whole_amid_its_sentence(visit):
    page = visit("tutorial/network.html")
    sentence = page.locator("p:has(> .math)").first
    sentence.evaluate(SELECT)
    copied = page.evaluate(COPIED)
    for tex in sentence.locator("annotation").all_text_contents():
        assert f"${tex.strip()}$" in copied
    page.locator("p .katex-html").first.evaluate(SELECT)  # without its MathML
    assert page.evaluate(COPIED).startswith("$")


def test_without_javascript_a_formula_is_copied_once(visit):
    page = visit("tutorial/network.html", java_script_enabled=False)
    page.locator("p .katex").first.evaluate(SELECT)
    text = page.evaluate("getSelection().toString()")
    assert len(text.strip()) == len(set(text.strip()))


def test_screen_readers_get_every_formula_once(visit):
    page = visit("tutorial/network.html")
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    roots = [node for node in nodes if node.get("role", {}).get("value") == "MathMLMath"]
    assert len(roots) == page.locator(".katex").count()
    hidden = page.locator(".katex-html:not([aria-hidden=true])")
    assert hidden.count() == 0


def test_no_line_begins_with_the_comma_behind_a_formula(visit):
    page = visit("theory/from_relu_to_swiglu.html")
    for width in range(320, 440, 10):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(PARTED) == []
