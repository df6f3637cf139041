"""Make pages light and steady: few files, fonts with the letters in use, nothing that comes late.

What the theme and the extensions load on every page is joined, in their order, into two files;
what a page loads for itself alone stays apart. That happens when the build ends, because some of
it is written only then. The new files carry a checksum in their address, so that no cache serves
an old one.

A formula would push its neighbours when its font comes late. So the two fonts that nearly every
formula needs come in a script that the first paint waits for; a link that preloads them would do
the same, but browsers refuse it on pages opened from disk. A picture at the top of a page is asked
for early too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import posixpath
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rcssmin
from docutils import nodes
from fontTools import subset
from gallery_figures.options import option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

logging.getLogger("fontTools").setLevel("WARNING")  # it tells of every table

STYLES, SCRIPTS, FIRST_FONTS = "joined.css", "joined.js", "fonts.js"
MADE_HERE = re.compile(rf'(_static/({STYLES}|{SCRIPTS}|{FIRST_FONTS}))(?:\?v=\w+)?"')
# 43 kB of colours for terminals; tags on cards; code has two inks, in site.css
NOT_NEEDED = re.compile(r"mystnb\.|sg-tags\.|pygments\.")
URL = re.compile(r"""url\(["']?(?!data:)([^)"']+)["']?\)""")

FONTS = "katex/fonts"
FIRST = {
    "KaTeX_Main-Regular.woff2": ("KaTeX_Main", "normal"),
    "KaTeX_Math-Italic.woff2": ("KaTeX_Math", "italic"),
}
ADD_FONTS = """for (const [family, style, data] of %s)
  document.fonts.add(
    new FontFace(family, Uint8Array.from(atob(data), letter => letter.charCodeAt(0)), {style}));
"""
WIDE, SMALL = ("uri", "dense"), ("narrow", "narrow_dense")  # versions of a picture, by density
TOP = 800  # characters at most, before a picture that is at the top of a page


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


def _name(asset: Any) -> str:
    """Return the path of an asset within the static files."""
    return str(asset.filename).removeprefix("_static/")


def top_picture(builder: StandaloneHTMLBuilder, doctree: nodes.document) -> list[Any]:
    """Return for a picture at the top of a page when which files are shown, by density."""
    before, pair = 0, list(doctree.findall(nodes.image))[:2]
    for node in doctree.findall():
        if node in pair:
            break
        before += len(node) if isinstance(node, nodes.Text) else 0
    if before > TOP or len(pair) < 2 or "only-dark" not in pair[1]["classes"]:
        return []
    found, small = [], option("narrow")
    for scheme, image in zip(("light", "dark"), pair, strict=True):
        narrow = "narrow" in image
        for kinds, width in (
            (WIDE, f" and (width > {small})"),
            (SMALL, f" and (width <= {small})"),
        ):
            files = [f"_images/{builder.images[image[kind]]}" for kind in kinds if kind in image]
            if files:
                found.append((f"(prefers-color-scheme: {scheme}){width if narrow else ''}", files))
    return found


def ask(
    app: Sphinx,
    _page: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let a page load the joined files, what it loads for itself, and what it needs early."""
    app.builder.add_css_file(STYLES)
    app.builder.add_js_file(SCRIPTS, defer="defer", fetchpriority="low")
    for kind, joined in zip(("css_files", "script_files"), everywhere(app.builder), strict=True):
        *own, last = [asset for asset in context[kind] if asset not in joined]
        context[kind] = [last, *own]
    context["first_fonts"] = FIRST_FONTS if context.get("has_maths_elements") else ""
    context["top_picture"] = top_picture(app.builder, doctree) if doctree else []


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


def fonts_script(fonts: Path) -> str:
    """Return a script that brings the first fonts along."""
    data = [
        (*names, base64.b64encode((fonts / file).read_bytes()).decode())
        for file, names in FIRST.items()
    ]
    return ADD_FONTS % json.dumps(data)


def join_styles(static: Path, names: Iterable[str]) -> str:
    """Return style sheets as one, whose addresses count from `static`."""

    def text(name: str) -> str:
        def address(hit: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), hit[1]))
            return f"url({path}?v={checksum(static / path)})"

        return URL.sub(address, (static / name).read_text("utf-8"))

    return "\n".join(map(text, names))


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the fonts and the joined files, and their checksums into the pages."""
    if exception is not None or not hasattr(app.builder, "_orig_css_files"):
        return  # no page was written
    static = Path(app.outdir, "_static")
    pages = {path: path.read_text("utf-8") for path in sorted(Path(app.outdir).rglob("*.html"))}
    cut_fonts(Path(app.srcdir, "_static", FONTS), static / FONTS, letters(pages.values()))
    styles, scripts = (
        [name for asset in assets if not NOT_NEEDED.search(name := _name(asset))]
        for assets in everywhere(app.builder)
    )
    texts = [(static / name).read_text("utf-8") for name in scripts]
    for name, text in (
        (STYLES, str(rcssmin.cssmin(join_styles(static, styles)))),
        (SCRIPTS, "\n;\n".join(texts)),
        (FIRST_FONTS, fonts_script(static / FONTS)),
    ):
        (static / name).write_text(text, "utf-8")
    for path, text in pages.items():
        stamped = MADE_HERE.sub(lambda hit: f'{hit[1]}?v={checksum(static / hit[2])}"', text)
        if stamped != text:
            path.write_text(stamped, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps, late, when all others have said what they need."""
    app.connect("html-page-context", ask, priority=900)
    app.connect("build-finished", finish, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
