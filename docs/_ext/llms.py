"""The site for language models: llms.txt lists its pages, each with its title and description.

Its form is that of https://llmstxt.org: a name, a summary, and lists of links under the captions
of the contents. Addresses are whole where the site knows its own, and else seen from the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shared import said
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def below(env: BuildEnvironment, pages: list[str]) -> Iterator[str]:
    """Yield pages in the order of the contents, each before those that it lists."""
    for page in pages:
        yield page
        yield from below(env, env.toctree_includes.get(page, []))


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write llms.txt from the contents and from what the pages say of themselves."""
    if exception is not None or app.builder.name != "html":
        return
    env, base = app.env, app.config.html_baseurl
    lines = [f"# {app.config.project}", "", f"> {app.config.summary}"]
    for contents in env.get_doctree(app.config.root_doc).findall(addnodes.toctree):
        lines += ["", f"## {contents['caption']}", ""]
        for page in below(env, contents["includefiles"]):
            head, address = said(app, page), base + app.builder.get_target_uri(page)
            lines.append(f"- [{head['title']}]({address}): {head['description']}")
    Path(app.outdir, "llms.txt").write_text("\n".join([*lines, ""]), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the step, after the pages are written and before the site is packed."""
    app.connect("build-finished", write, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
