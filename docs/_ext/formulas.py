"""Math renderer that puts KaTeX's output into the HTML while the site is built.

The KaTeX script that sphinxcontrib-katex carries runs inside Python, so pages need neither a
script nor another host: the typeset formula is there when the page arrives, with MathML beside it
for screen readers. The style sheet and the fonts lie in ``_static/katex``.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

import dukpy
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


@cache
def _engine() -> dukpy.JSInterpreter:
    """Return a JavaScript interpreter in which ``katex`` is defined."""
    engine = dukpy.JSInterpreter()
    engine.evaljs(files("sphinxcontrib").joinpath("katex.min.js").read_text("utf-8") + ";null")
    return engine


@cache
def render(tex: str, *, display: bool) -> str:
    """Return `tex` as HTML with MathML; raise dukpy.JSRuntimeError if KaTeX can't read it."""
    macros = {r"\cancel": r"\sout{#1}"}  # across a long term a diagonal looks like underlining
    options = {"displayMode": display, "output": "htmlAndMathml", "strict": "error"}
    call = "katex.renderToString(dukpy.tex, dukpy.options)"
    html: str = _engine().evaljs(call, tex=tex, options=options | {"macros": macros})
    return html


def arrange(tex: str) -> str:
    r"""Return the body of a math directive as one formula.

    Blank lines part equations, and ``\\`` breaks a line, as with Sphinx's own renderers.
    """
    parts = [part.strip() for part in tex.split("\n\n") if part.strip()]
    parts = [
        rf"\begin{{aligned}}{part}\end{{aligned}}"
        if r"\\" in part and r"\begin" not in part
        else part
        for part in parts
    ]
    if len(parts) == 1:
        return parts[0]
    return r"\begin{gathered}" + r"\\".join(parts) + r"\end{gathered}"


def _html(node: nodes.math | nodes.math_block, *, display: bool) -> str:
    """Return the HTML of a node; a formula that KaTeX refuses is a warning at its place."""
    tex = node.astext()
    if not tex.strip():
        logger.warning("empty formula; is its text indented?", location=node, type="katex")
        return ""
    try:
        return render(arrange(tex) if display else tex, display=display)
    except dukpy.JSRuntimeError as error:
        message = str(error).partition("\n")[0]
        logger.warning("formula %r: %s", tex, message, location=node, type="katex")
        return escape(tex)


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write an inline formula."""
    self.body.append(self.starttag(node, "span", "", CLASS="math"))
    self.body.append(_html(node, display=False) + "</span>")
    raise nodes.SkipNode


def visit_displaymath(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a display formula in a box that scrolls by itself, with its number beside it."""
    self.body.append(self.starttag(node, "div", "", CLASS="math"))
    self.body.append('<div class="math-scroll" role="group" aria-label="Formula" tabindex="0">')
    self.body.append(_html(node, display=True) + "</div>")
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer under the name ``katex``."""
    app.add_html_math_renderer("katex", (visit_math, None), (visit_displaymath, None))
    app.add_css_file("katex/katex.css")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
