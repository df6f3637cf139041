"""The directive ``playground``: the network of the tutorial in the reader's hands.

Its content, the build's own picture of the same network, stands in its place until the script
runs, without JavaScript and in print. An argument names a small part with one idea, for a page of
its own; without it, the directive gives the whole instrument. The option ``show`` gives panels of
it, ``exercise`` judges answers beside them, and ``state`` says where it opens, as the address of
the playground does; ``labels`` are those of the four points. Scripts and styles are loaded only
where the directive stands, and only those that it needs: the modules are published as the
arithmetic, the instrument, and one script for each small part, without comments and white space
and with short names within.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import rcssmin
from docutils import nodes
from docutils.parsers.rst import directives
from one_script import joined
from playground_constants import HIDDEN, SEED, WIDTH, write_constants
from sphinx.util.docutils import SphinxDirective

import actdemo as ad

try:
    import minify
except ImportError:  # where there is no wheel of it, scripts stay as long as they are
    minify = None

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PLAYGROUND = Path(__file__).parents[1] / "_static" / "playground"
PARTS = ("start", "line", "formula", "step", "ridge", "sum", "tent", "pull", "switches", "morph")
PARTS += ("wandering", "wall")
ARITHMETIC = [PLAYGROUND / f"{name}.js" for name in ("run", "stripes", "outcomes", "words")]
EPOCHS = 50


@cache
def trained() -> list[float]:
    """Return weights and biases of the tutorial's network: b (H), w1 (H), w2 (H), c, v (H)."""
    X, y = ad.xnor()
    start = ad.Network.initialized((2, WIDTH, 1), hidden=HIDDEN, seed=SEED)
    net = ad.train(start, X, y, epochs=EPOCHS, seed=SEED).network
    (W, v), (b, c) = net.weights, net.biases
    return [float(x) for part in (b, *W, c, v[:, 0]) for x in part]


class Playground(SphinxDirective):
    """Put a playground in the place of a still picture."""

    has_content = True
    optional_arguments = 1
    option_spec: ClassVar = dict.fromkeys(
        ("exercise", "labels", "show", "state"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Return the picture, and what the script is told."""
        steps = EPOCHS * 4
        data = {"steps": steps, "p": trained(), "state": "#step=0", **self.options}
        if "exercise" in data and "state" not in self.options:
            data["state"] = f"#step={steps}"
        part = self.arguments[0] if self.arguments else ""
        if part and part not in PARTS:
            raise self.error(f"part must be one of {', '.join(PARTS)}, not {part!r}")
        look = ["playground", f"playground-{part}"] if part else ["playground"]
        scripts = [f"chapter_{part}" if part else "playground"]
        if "exercise" in data:
            scripts.append("exercises")
        needed = self.env.metadata[self.env.docname].get("playground", "").split()
        needed += [name for name in scripts if name not in needed]
        self.env.metadata[self.env.docname]["playground"] = " ".join(needed)
        for source in PLAYGROUND.iterdir():  # the page names their checksum
            self.env.note_dependency(str(source))
        still = nodes.container(classes=["playground-still"])
        self.state.nested_parse(self.content, self.content_offset, still)
        block = f'<script type="application/json">{json.dumps(data)}</script>'
        return [nodes.container("", still, nodes.raw("", block, format="html"), classes=look)]


def publish(app: Sphinx) -> None:
    """Write the scripts and the style sheets, as short as they go."""
    folder = Path(app.outdir) / "_static" / "playground"
    folder.mkdir(parents=True, exist_ok=True)
    write_constants()
    scripts = {"arithmetic": joined(ARITHMETIC, "Arithmetic")}
    for name in ("playground", *(f"chapter_{part}" for part in PARTS)):
        entry = [PLAYGROUND / f"{name}.js"]
        scripts[name] = joined(entry, name.capitalize(), {"Arithmetic": ARITHMETIC})
    for name, script in scripts.items():
        short = minify.string("text/javascript", script) if minify else script
        (folder / f"{name}.js").write_text(short, "utf-8")
    for style in ("playground.css", "chapter.css"):
        text = (PLAYGROUND / style).read_text("utf-8")
        (folder / style).write_text(rcssmin.cssmin(text), "utf-8")


def add_files(
    app: Sphinx,
    page: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script and the style sheet, with their checksums, where they are needed."""
    if doctree is not None and (scripts := app.env.metadata[page].get("playground")):
        names = scripts.split()
        files = [name if name == "exercises" else f"playground/{name}" for name in names]
        app.add_js_file("playground/arithmetic.js", loading_method="defer")
        app.add_css_file("playground/playground.css")
        if any("chapter_" in file for file in files):
            app.add_css_file("playground/chapter.css")
        if "chapter_start" in names:
            app.add_css_file("start.css")
        if "exercises" in names:
            app.add_css_file("exercises.css")
        for file in files:
            app.add_js_file(f"{file}.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("playground", Playground)
    app.connect("builder-inited", publish)
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
