"""Below a page with pictures stand cards of the pages that have most in common with it.

Two pages have in common each link from one to the other, and each line of ``search_words.toml``
that names both. The pages before and after are in the footer already; of those that have as much
in common, the nearest in the order of the contents come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from about import about
from docutils import nodes
from search_words import answers
from sphinx import addnodes
from sphinx.util import docname_join

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

CARDS = 3


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note to which pages a page links, and its first picture in both colour modes."""
    pictures = list(doctree.findall(nodes.image))[:2]
    if doctree.next_node(about) and pictures:
        page, links = app.env.docname, set()
        for link in doctree.findall(addnodes.pending_xref):
            if link["reftype"] in {"doc", "myst"}:
                root = "/" if link["refdomain"] == "doc" else ""
                links.add(docname_join(page, root + link["reftarget"].partition("#")[0]))
        sources = [picture["uri"] for picture in pictures]
        app.env.metadata[page]["related"] = links, sources, pictures[0]["size"]


def related(builder: StandaloneHTMLBuilder, page: str) -> list[str]:
    """Return the pages that have most in common with a page."""
    links = {
        one: builder.env.metadata[one]["related"][0]
        for one in builder.relations
        if "related" in builder.env.metadata[one]
    }
    order, named = list(links), [pages for _, pages in answers()]

    def strange(other: str) -> tuple[int, int]:
        linked = (other in links[page]) + (page in links[other])
        common = linked + sum(page in pages and other in pages for pages in named)
        return -common, abs(order.index(other) - order.index(page))

    around = {page, *builder.relations[page]}
    return sorted((one for one in order if one not in around), key=strange)[:CARDS]


def show(
    app: Sphinx,
    page: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give a page the cards below it: address, name, claim, and picture with its size."""
    env = app.env
    if app.builder.name == "html" and "related" in env.metadata[page]:
        context["related"] = []
        for one in related(app.builder, page):
            _, sources, size = env.metadata[one]["related"]
            says = env.titles[one].astext(), env.longtitles[one].astext()
            files = [env.images[source][1] for source in sources]
            context["related"].append((one, *says, files, size))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps, the first when all pictures have their sizes."""
    app.connect("doctree-read", note, priority=950)
    app.connect("html-page-context", show)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
