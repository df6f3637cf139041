"""The line above a page's title: where the page belongs, its topic, its place, its length.

The directive ``about`` stands right after the title, which is a claim. Its argument, the topic in
a few words, is the page's name in menus, in links to the previous and the next page, and wherever
else a link has no words of its own. Of the chapters, in the order of the configuration, the line
also tells the number.
"""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING, ClassVar

from code_folds import folded
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
SWITCH = '<button class="code-switch" type="button">Show all code</button>'


class about(nodes.General, nodes.Element):  # noqa: N801  as docutils names its nodes
    """What the line above the title says; its text is the topic."""


class About(SphinxDirective):
    """Name the topic of a page, how long it takes to read, and what it builds on."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        "minutes": directives.positive_int,
        "needs": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the line, and the sentence that says what the page builds on."""
        line = about("", nodes.Text(self.arguments[0]), docname=self.env.docname)
        self.set_source_info(line)
        line["minutes"] = self.options.get("minutes")
        if "needs" not in self.options:
            return [line]
        words, problems = self.parse_inline(self.options["needs"])
        says = nodes.paragraph("", "Builds on: ", *words, nodes.Text("."))
        return [line, nodes.container("", says, classes=["needs"]), *problems]


def name_page(app: Sphinx, doctree: nodes.document) -> None:
    """Let the topic be the page's name, and the title what the browser shows above it."""
    env, page = app.env, app.env.docname
    for line in doctree.findall(about):
        if not isinstance(line.previous_sibling(), nodes.title):
            logger.warning("about belongs right after the title of the page", location=line)
        topic, chapters = line.astext(), app.config.chapters
        env.longtitles[page], env.titles[page] = env.titles[page], nodes.title("", topic)
        number = f"{chapters.index(page) + 1}. " if page in chapters else ""
        entry = next(env.tocs[page].findall(nodes.reference))
        entry.children = [nodes.Text(number + topic)]


def move_up(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Put the line above its title, once Sphinx has taken from the page what it needs."""
    for line in list(doctree.findall(about)):
        section = line.parent
        section.remove(line)
        section.insert(0, line)


def _link(builder: StandaloneHTMLBuilder, page: str, to: str) -> str:
    """Return the address of one page as seen from another."""
    return escape(builder.get_relative_uri(page, to)) or "#"


def _progress(builder: StandaloneHTMLBuilder, page: str) -> str:
    """Return a dash for each chapter, the ones before this filled."""
    chapters, dashes = builder.config.chapters, ""
    for place, chapter in enumerate(chapters):
        kind = 'aria-current="page"' if chapter == page else ""
        if place < chapters.index(page):
            kind = 'class="done"'
        name = escape(builder.env.titles[chapter].astext())
        dashes += f'<a {kind} href="{_link(builder, page, chapter)}" aria-label="{name}"></a>'
    return f'<nav class="progress" aria-label="Chapters">{dashes}</nav>'


def visit(self: HTML5Translator, node: about) -> None:
    """Write the line: section, topic, number and minutes, dashes, and the switch for the code."""
    builder, page, chapters = self.builder, node["docname"], self.config.chapters
    index = posixpath.join(posixpath.dirname(page), "index")
    says = [f'<span class="subject">{escape(node.astext())}</span>']
    if page != index and index in self.builder.env.titles and index != "index":
        name = escape(builder.env.titles[index].astext())
        says.insert(0, f'<a href="{_link(builder, page, index)}">{name}</a>')
    if page in chapters:
        says.append(f"<span>{chapters.index(page) + 1} of {len(chapters)}</span>")
    if minutes := node["minutes"]:
        count = NUMBERS[minutes] if minutes < len(NUMBERS) else minutes
        says.append(f'<span class="minutes">{count} minute{"s" * (minutes > 1)}</span>')
    line = f"<span>{' '.join(says)}</span>"
    if page in chapters:
        line += _progress(builder, page)
    if any(self.document.findall(folded)):
        line += SWITCH
    self.body.append(f'<div class="eyebrow">{line}</div>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its node; connect the steps after Sphinx has collected titles."""
    app.add_config_value("chapters", [], "env")
    app.add_directive("about", About)
    app.add_node(about, html=(visit, None))
    app.connect("doctree-read", name_page, priority=800)
    app.connect("doctree-resolved", move_up)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
