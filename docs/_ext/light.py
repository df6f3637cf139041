"""Make pages light: one style sheet, one script, and math fonts with the letters in use.

What the theme and the extensions load on every page is joined, in their order, into two files;
what a page loads for itself alone stays apart. That happens when the build ends, because some of
it is written only then. The new files carry a checksum in their address, so that no cache serves
an old one.
"""

from __future__ import annotations

import hashlib
import logging
import posixpath
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools import subset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

logging.getLogger("fontTools").setLevel("WARNING")  # it tells every table

STYLES, SCRIPTS = "joined.css", "joined.js"
FONTS = "katex/fonts"
FIRST_FONTS = ("KaTeX_Main-Regular", "KaTeX_Math-Italic")  # nearly every formula needs both
NOT_NEEDED = re.compile(r"mystnb\.|sg-tags\.")  # 43 kB of colours for terminals; tags on cards
URL = re.compile(r"""url\(["']?(?!data:)([^)"']+)["']?\)""")
MADE_HERE = re.compile(rf'(_static/({STYLES}|{SCRIPTS}|{FONTS}/[\w-]+\.woff2))(?:\?v=\w+)?"')


def everywhere(builder: StandaloneHTMLBuilder) -> tuple[list[Any], list[Any]]:
    """Return the style sheets and the scripts that every page loads, in order."""
    styles, scripts = (
        sorted(
            (asset for asset in assets if set(asset.attributes) <= {"rel", "type"}),
            key=lambda asset: asset.priority,
        )
        for assets in (builder._orig_css_files, builder._orig_js_files)  # noqa: SLF001
    )
    return styles, scripts


def ask_for_joined(
    app: Sphinx,
    _page: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Let a page load the joined files, then what it loads for itself."""
    app.builder.add_css_file(STYLES)
    app.builder.add_js_file(SCRIPTS, defer="defer", fetchpriority="low")
    for kind, joined in zip(("css_files", "script_files"), everywhere(app.builder), strict=True):
        *own, last = [asset for asset in context[kind] if asset not in joined]
        context[kind] = [last, *own]
    context["first_fonts"] = [
        f"_static/{FONTS}/{name}.woff2"
        for name in FIRST_FONTS
        if context.get("has_maths_elements")
    ]


def checksum(path: Path) -> str:
    """Return a short hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def formulas(page: str) -> Iterator[str]:
    """Yield the HTML of each typeset formula on a page."""
    for rest in page.split('<span class="katex-html" aria-hidden="true">')[1:]:
        depth = 1
        for tag in re.finditer(r"<(/?)span\b[^>]*>", rest):
            depth += -1 if tag[1] else 1
            if depth == 0:
                yield rest[: tag.start()]
                break


def letters(pages: Iterable[str]) -> str:
    """Return the characters of all formulas."""
    found: set[str] = set()
    for page in pages:
        for formula in formulas(page):
            found.update(unescape(re.sub("<[^>]*>", "", formula)))
    return "".join(sorted(found))


def cut_fonts(source: Path, target: Path, text: str) -> None:
    """Write the fonts with the glyphs of `text` alone."""
    options = subset.Options(flavor="woff2", hinting=False)
    for path in sorted(source.glob("*.woff2")):
        font = subset.load_font(path, options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        subset.save_font(font, target / path.name, options)


def _styles(static: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield style sheets whose addresses count from `static`."""
    for name in names:

        def settle(hit: re.Match[str], name: str = name) -> str:
            address = posixpath.normpath(posixpath.join(posixpath.dirname(name), hit[1]))
            return f"url({address}?v={checksum(static / address)})"

        yield URL.sub(settle, (static / name).read_text("utf-8"))


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the fonts and the joined files, and their checksums into the pages."""
    if exception is not None or not hasattr(app.builder, "_orig_css_files"):
        return  # no page was written
    static = Path(app.outdir, "_static")
    pages = {path: path.read_text("utf-8") for path in sorted(Path(app.outdir).rglob("*.html"))}
    cut_fonts(Path(app.srcdir, "_static", FONTS), static / FONTS, letters(pages.values()))
    styles, scripts = (
        [
            str(asset.filename).removeprefix("_static/")
            for asset in assets
            if not NOT_NEEDED.search(str(asset.filename))
        ]
        for assets in everywhere(app.builder)
    )
    (static / STYLES).write_text("\n".join(_styles(static, styles)), "utf-8")
    texts = [(static / name).read_text("utf-8") for name in scripts]
    (static / SCRIPTS).write_text("\n;\n".join(texts), "utf-8")
    for path, text in pages.items():
        stamped = MADE_HERE.sub(
            lambda hit: f'{hit[1]}?v={checksum(static / hit[2])}"',
            text,
        )
        if stamped != text:
            path.write_text(stamped, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps, late, when all others have said what they need."""
    app.connect("html-page-context", ask_for_joined, priority=900)
    app.connect("build-finished", finish, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
