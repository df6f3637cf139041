"""What a reader must never see on a page, and what every page must have."""

import re

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

# What belongs to a machine, or shows code as code; dt holds signatures and parameters.
NOT_PROSE = ["annotation", "code", "dt", "pre", "script", "style", "svg"]
LEFTOVERS = {
    "a figure as text": r"<Figure size",
    "TeX": r"\\[A-Za-z]{2,}|\\[(\[]|\$\$",
    "Markdown": r"(?m)^\s*#{1,6} |\*\*|\]\(|^\s*```",
    "a role or literal": r"`",
    "a directive": r"(?m)^\s*\.\. [\w:-]+::",
}


def leftovers(html):
    """Name the markup that was not understood and reached the page as text."""
    soup = BeautifulSoup(html, "html.parser")
    found = [
        f"{kind}: {node.get_text()[:80]!r}"
        for kind, selector in {
            "a formula that KaTeX refused": ".katex-error",
            "a message of docutils": ".system-message, .problematic",
        }.items()
        for node in soup.select(selector)
    ]
    if "&lt;Figure size" in html:
        found.append("a figure as text")
    for element in soup(NOT_PROSE):
        element.decompose()
    text = soup.get_text()
    for kind, pattern in LEFTOVERS.items():
        found += [
            f"{kind}: {text[max(0, hit.start() - 30) : hit.end() + 30]!r}"
            for hit in re.finditer(pattern, text)
        ]
    return found


@pytest.mark.parametrize(
    "html",
    [
        "<p>Then ## A title</p>".replace("Then ", ""),
        "<pre>&lt;Figure size 640x480 with 1 Axes&gt;</pre>",
        r"<p>The sum \(a + b\)</p>",
        "<p>The sum $$a$$</p>",
        r"<p>The sum \frac12</p>",
        "<p>See :func:`actdemo.train`.</p>",
        "<p>See {doc}`quickstart`.</p>",
        "<p>a **bold** claim</p>",
        "<p>a [link](quickstart.md)</p>",
        "<p>.. note:: this</p>",
        '<span class="katex-error">x</span>',
        '<aside class="system-message"><p>no</p></aside>',
    ],
)
def test_leftovers_are_seen(html):
    assert leftovers(html)


def test_code_and_typeset_formulas_are_no_leftovers():
    html = r"""<p>Costs $5, item #1. <code>a ** b</code></p><pre># %% `x` \n</pre>
    <span class="katex"><math><annotation encoding="application/x-tex">\frac12</annotation></math>
    </span>"""
    assert leftovers(html) == []


def test_no_markup_reaches_the_reader(pages):
    found = {page.name: leftovers(page.path.read_text("utf-8")) for page in pages}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_every_page_has_a_language_a_title_and_one_heading(pages):
    for page in pages:
        assert page.soup.html.get("lang") == "en", page.name
        assert page.soup.title.get_text(strip=True), page.name
        assert len(page.soup.find_all("h1")) == 1, page.name


def test_ids_are_unique(pages):
    for page in pages:
        ids = [node["id"] for node in page.soup.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids)), page.name


def test_formulas_are_in_the_html_with_mathml(pages):
    holders = [(page.name, node) for page in pages for node in page.soup.select(".math")]
    assert holders
    for name, node in holders:
        assert node.select_one(".katex math"), (name, node.get_text())


def test_katex_fonts_and_rules_come_with_the_site(site, pages):
    for page in pages:
        styles = [link["href"] for link in page.soup.find_all("link", rel="stylesheet")]
        loads = any("joined.css" in href for href in styles)
        assert loads or not page.soup.select_one(".katex"), page.name
    css = (site / "_static/joined.css").read_text("utf-8")
    fonts = re.findall(r"url\((katex/[^)?]+)\?v=\w+\)", css)
    assert len(fonts) == len(list((site / "_static/katex/fonts").glob("*.woff2")))
    assert all((site / "_static" / font).is_file() for font in fonts)


def test_katex_fonts_have_every_character_of_the_formulas(site, pages):
    have = set()
    for path in (site / "_static/katex/fonts").glob("*.woff2"):
        have |= set(TTFont(path).getBestCmap())
    spaces = {0x200B, 0x2032, 0xA0}  # a zero-width one has no glyph, and a prime none of its own
    for page in pages:
        for node in page.soup.select(".katex-html"):
            assert {ord(c) for c in node.get_text()} - spaces <= have, (page.name, node.get_text())


def test_no_handler_is_inline(pages):
    for page in pages:
        handlers = [
            name for tag in page.soup.select("*") for name in tag.attrs if name.startswith("on")
        ]
        assert handlers == [], page.name


def test_what_prints_on_a_page_shows_what_it_prints(pages):
    cells = [(page.name, cell) for page in pages for cell in page.soup.select(".cell")]
    printing = [
        (name, cell)
        for name, cell in cells
        if any("print(" in code.get_text() for code in cell.select(".cell_input, details.code"))
    ]
    assert len(printing) > 15
    silent = [name for name, cell in printing if not cell.select_one(".cell_output")]
    assert silent == []
