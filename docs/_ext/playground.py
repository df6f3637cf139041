"""The directive ``playground``: the network of the tutorial in the reader's hands.

Its content, the build's own picture of the same network, stands in its place until the script
runs, without JavaScript and in print. An argument names one view, for a small version with one
slider; without it, the directive gives the whole page. The option ``exercise`` gives a page of
which an exercise needs a part, and which judges answers; ``state`` says where it opens, as the
address of the playground does. Scripts and styles are loaded only where the directive stands, and
the modules are published as two scripts, why a run failed and all else, without comments and white
space.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import rcssmin
import rjsmin
from docutils import nodes
from docutils.parsers.rst import directives
from one_script import joined
from playground_constants import HIDDEN, SEED, WIDTH, write_constants
from sphinx.util.docutils import SphinxDirective

import actdemo as ad

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PLAYGROUND = Path(__file__).parents[1] / "_static" / "playground"
VIEWS = ("surface", "contributions", "map")
EPOCHS = 50
TEMPLATE = re.compile(r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*`")


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
    option_spec: ClassVar = {"exercise": directives.unchanged, "state": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the picture, and the numbers of the network for the script."""
        steps = EPOCHS * 4
        data = {"steps": steps, "p": trained(), "state": f"#step={steps}", **self.options}
        if self.arguments:
            if self.arguments[0] not in VIEWS:
                raise self.error(
                    f"view must be one of {', '.join(VIEWS)}, not {self.arguments[0]!r}"
                )
            data["view"] = self.arguments[0]
        metadata = self.env.metadata[self.env.docname]
        metadata["playground"] = "exercise" if "exercise" in data else "yes"
        for source in PLAYGROUND.iterdir():  # the page names their checksum
            self.env.note_dependency(str(source))
        still = nodes.container(classes=["playground-still"])
        self.state.nested_parse(self.content, self.content_offset, still)
        block = f'<script type="application/json">{json.dumps(data)}</script>'
        return [
            nodes.container("", still, nodes.raw("", block, format="html"), classes=["playground"])
        ]


def publish(app: Sphinx) -> None:
    """Write the scripts and the style sheet, as short as they go without renaming anything."""
    folder = Path(app.outdir) / "_static" / "playground"
    folder.mkdir(parents=True, exist_ok=True)
    write_constants()
    causes = PLAYGROUND / "causes.js"
    scripts = {
        "causes.js": joined(causes, "Causes"),
        "playground.js": joined(PLAYGROUND / "playground.js", "Playground", {causes: "Causes"}),
    }
    for name, script in scripts.items():
        if "`" in TEMPLATE.sub("", script):  # rjsmin would take spaces out of it
            raise ValueError(f"docs/_static/playground/{name}: a template stands inside another")
        (folder / name).write_text(rjsmin.jsmin(script), "utf-8")
    style = (PLAYGROUND / "playground.css").read_text("utf-8")
    (folder / "playground.css").write_text(rcssmin.cssmin(style), "utf-8")


def add_files(
    app: Sphinx,
    page: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script and the style sheet, with their checksums, where they are needed."""
    if doctree is not None and "playground" in app.env.metadata[page]:
        app.add_js_file("playground/causes.js", loading_method="defer")
        app.add_js_file("playground/playground.js", loading_method="defer")
        app.add_css_file("playground/playground.css")
        if app.env.metadata[page]["playground"] == "exercise":
            app.add_js_file("exercises.js", loading_method="defer")
            app.add_css_file("exercises.css")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("playground", Playground)
    app.connect("builder-inited", publish)
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
