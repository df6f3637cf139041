"""What a page is about, as tags on its card; the directive ``topics`` lists the pages of each.

A tag is the first phrase of a line of ``search_words.toml``. A card has those of the lines that
name its page, at most three: lines that name other pages, too, come first, and where the page
comes first, the line does. A tag leads to its place in the list, where all pages stand that share
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from galleries import cards
from search_words import WORDS, answers, groups
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

TAGS = 3


def link(kind: str, to: str, words: str = "") -> addnodes.pending_xref:
    """Return a link to a page or to a topic, with words of its own or the page's name."""
    shown = nodes.inline("", words or to)
    details = {"reftype": kind, "refdomain": "std", "refexplicit": bool(words), "refwarn": True}
    return addnodes.pending_xref("", shown, reftarget=to, **details)


def line(links: list[nodes.Node], between: str, **look: list[str]) -> nodes.paragraph:
    """Return links in a line."""
    words = nodes.paragraph("", "", links[0], **look)
    for one in links[1:]:
        words += [nodes.Text(between), one]
    return words


def place(tag: str) -> str:
    """Return the name of the place of a topic."""
    return nodes.make_id(f"topic {tag}")


class Topics(SphinxDirective):
    """List the topics, in the groups of the file."""

    def topic(self, tag: str, pages: list[str]) -> nodes.definition_list_item:
        """Return a topic with its pages, as a place that tags lead to."""
        self.env.get_domain("std").note_hyperlink_target(
            place(tag), self.env.docname, place(tag), tag
        )
        term = nodes.term("", tag, ids=[place(tag)])
        links = line([link("doc", f"/{page}") for page in pages], "; ")
        return nodes.definition_list_item("", term, nodes.definition("", links))

    def run(self) -> list[nodes.Node]:
        """Return a section for each group."""
        self.env.note_dependency(str(WORDS))
        sections = []
        for group, lines in groups().items():
            items = [self.topic(names[0], pages) for names, pages in lines]
            title, listed = nodes.title("", group), nodes.definition_list("", *items)
            looks = {"ids": [nodes.make_id(group)], "classes": ["topics"]}
            sections.append(nodes.section("", title, listed, **looks))
        return sections


def tags(page: str) -> list[str]:
    """Return what a page is about, in a few words each."""
    about = [(pages, names[0]) for names, pages in answers() if page in pages]
    about.sort(key=lambda one: (len(one[0]) == 1, one[0].index(page)))
    return [tag for _, tag in about[:TAGS]]


def tag_cards(app: Sphinx, doctree: nodes.document) -> None:
    """Put tags below the name on each card of a gallery."""
    for page, card in cards(app, doctree):
        if found := [link("ref", place(tag), tag) for tag in tags(page)]:
            card.append(line(found, " ", classes=["tags"]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and connect the step."""
    app.add_directive("topics", Topics)
    app.connect("doctree-read", tag_cards)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
