"""Terms explain themselves: where the text first uses one, a page links and tells its definition.

The definition stands in the page, unseen until ``terms.js`` shows it at the link; without the
script, the link leads to the glossary. A page that introduces a term itself explains it there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

GLOSSARY = "glossary"
# Whose text is not read from beginning to end, speaks of code, or is laid out to the last line.
LEFT_ALONE = {GLOSSARY, "bibliography", "cite", "index", "reference/plots"}
LEFT_ALONE |= {"teach/slides", "teach/sheet"}
# Words that are also used as everybody uses them, or that every page is about.
EVERYDAY = {
    *("canonical", "class", "collapse", "effect", "family", "floor", "fold", "gate", "margin"),
    *("network", "off", "on", "plastic", "probability", "quiet", "region", "run", "slope"),
    *("step", "success", "target", "trace"),
}


@cache
def definitions(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return for each place in the glossary the term and its definition."""
    return {
        term["ids"][0]: (term.astext(), " ".join(item[-1].astext().split()))
        for item in env.get_doctree(GLOSSARY).findall(nodes.definition_list_item)
        for term in item.findall(nodes.term)
    }


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds whole terms, also with a capital or as several; the longest come first."""
    written = (
        f"[{name[0]}{name[0].upper()}]{re.escape(name[1:])}"
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?P<name>{'|'.join(written)})(?:e?s)?(?![\w-])")


def running_text(doctree: nodes.document) -> Iterator[nodes.Text]:
    """Yield the plain text of the paragraphs and lists that stand in sections."""
    for paragraph in doctree.findall(nodes.paragraph):
        around = paragraph.parent
        while isinstance(around, nodes.list_item | nodes.bullet_list | nodes.enumerated_list):
            around = around.parent
        if isinstance(around, nodes.section):
            yield from (node for node in paragraph if isinstance(node, nodes.Text))


def places(doctree: nodes.document) -> set[str]:
    """Return the places in the glossary that a page links to."""
    links = (node.get("refuri", "") for node in doctree.findall(nodes.reference))
    return {link.split("#")[1] for link in links if f"{GLOSSARY}.html#term-" in link}


def link(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Link the first use of each term that a page neither introduces nor links itself."""
    if app.builder.name != "html" or page in LEFT_ALONE:
        return
    known = definitions(app.env)
    bold = {node.astext().lower() for node in doctree.findall(nodes.strong)}
    told = {known[place][1] for place in places(doctree)}
    told |= {text for name, text in known.values() if {name.lower(), f"{name}s".lower()} & bold}
    named = {name: place for place, (name, _) in known.items() if name not in EVERYDAY}
    term = pattern(named)
    address = app.builder.get_relative_uri(page, GLOSSARY)
    for node in list(running_text(doctree)):
        parts, end = [], 0
        for hit in term.finditer(node):
            name = hit["name"]
            place = named.get(name) or named[name[0].lower() + name[1:]]
            if known[place][1] in told:
                continue
            told.add(known[place][1])
            words = nodes.inline("", hit[0], classes=["xref", "std", "std-term"])
            uri = f"{address}#{place}"
            reference = nodes.reference("", "", words, internal=True, refuri=uri)
            parts += [nodes.Text(node[end : hit.start()]), reference]
            end = hit.end()
        if parts:
            node.parent.replace(node, [*parts, nodes.Text(node[end:])])


def tell(
    app: Sphinx,
    page: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page the definitions of the terms that it links."""
    if doctree and app.builder.name == "html" and page != GLOSSARY:
        known = definitions(app.env)
        context["definitions"] = [(place, *known[place]) for place in sorted(places(doctree))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps."""
    app.connect("doctree-resolved", link)
    app.connect("html-page-context", tell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
