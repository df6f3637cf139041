"""What sphinx-gallery leaves to do: notebooks that read well, and links back.

It leaves the roles of Sphinx as they are when it turns a script into a notebook to download.
There, a link to another chapter becomes the name of its notebook, any other link the name of the
page, and a citation its author and year. What is there to play with is left to the page.
A value that the page shows as a formula or a table is displayed there, not printed. What a last
line returns is kept from showing by a semicolon.

A card has the words of a page's first paragraph, whatever directives stand before it.

Below each object of the reference stand cards of the first pages that use it, and links to the
others: all their pictures would weigh more than the page.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gallery_figures.shown import FORMS
from open_code import plain
from predict import in_markdown
from sphinx import addnodes
from sphinx_gallery import directives, gen_rst, notebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ON_PAGES = re.compile(
    r"^\.\. (?:about|playground|rst-class)::.*\n(?:[ \t]+.*\n|\n)*", re.MULTILINE
)
ROLE = re.compile(r":(?P<role>[\w:-]+):`(?:(?P<title>[^`<]+?)\s*<[^`>]*>|(?P<target>[^`]+))`")
CARDS = 3  # pages that use an object, shown with their pictures
RETURN_NONE = ("display(", "print(", "ad.plots.show(", "plt.style.use(")
to_markdown, add_cell = notebook.rst2md, notebook.add_code_cell
extract_words = gen_rst.extract_intro_and_title


def in_words(hit: re.Match[str]) -> str:
    """Return the Markdown for one role."""
    target = hit["target"]
    if hit["role"].startswith("cite"):
        works = ", ".join(f"{key[:-4].title()} {key[-4:]}" for key in target.split(","))
        return f"({works})" if hit["role"] == "cite:p" else works
    if hit["role"] != "doc" or target is None:
        return f"*{hit['title'] or target}*"
    if "/" not in target:
        return f"`{target}.ipynb`"
    return f"*{target.removesuffix('/index').rpartition('/')[2]}*"


def convert(text: str, *details: Any) -> str:
    """Turn RST into Markdown without roles, and without what only a page can show."""
    return ROLE.sub(in_words, to_markdown(in_markdown(ON_PAGES.sub("", text)), *details))


def words_of_card(script: str, docstring: str) -> tuple[str, str]:
    """Return the first paragraph and the title of a page, whatever stands between them."""
    return extract_words(script, ON_PAGES.sub("", docstring))


def add_code(cells: dict[str, Any], code: str) -> None:
    """Add a block to a notebook, which shows what it shows on the page."""
    lines = plain(code).rstrip().splitlines()
    code = "\n".join(
        line.replace("print(", "display(", 1) if line in FORMS else line for line in lines
    )
    last = ast.parse(code).body[-1:]
    returned = [ast.unparse(line) for line in last if isinstance(line, ast.Expr)]
    if returned and not returned[0].startswith(RETURN_NONE):
        code += ";"
    add_cell(cells, code)


def shown_in(
    app: Sphinx, _kind: str, name: str, _thing: Any, _options: Any, lines: list[str]
) -> None:
    """Append to a docstring the pages for which sphinx-gallery noted that they use the object."""
    folder = app.config.sphinx_gallery_conf["backreferences_dir"]
    path = Path(app.srcdir, folder, f"{name}.examples")
    used = re.findall(r":doc:`/([^`]+)`", path.read_text("utf-8")) if path.exists() else []
    if pages := list(dict.fromkeys(used)):
        cards = [f"   ../gallery/{page}.py" for page in pages[:CARDS]]
        lines += ["", ".. rubric:: Shown in", "", ".. minigallery::", "", *cards, ""]
        if more := ", ".join(f":doc:`/{page}`" for page in pages[CARDS:]):
            lines += [f"And in {more}.", ""]


def cards(app: Sphinx, doctree: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the cards of a gallery, each with its page: what stands between their raw HTML."""
    folder, _, name = app.env.docname.rpartition("/")
    if name == "index" and folder in app.config.sphinx_gallery_conf["gallery_dirs"]:
        for card in doctree.findall(addnodes.only):
            if link := card.next_node(addnodes.pending_xref):
                yield link["reftarget"].lstrip("/"), card


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put three conversions in the place of sphinx-gallery's; add links after numpydoc has run."""
    notebook.rst2md, notebook.add_code_cell = convert, add_code
    gen_rst.extract_intro_and_title = directives.extract_intro_and_title = words_of_card
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", shown_in, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
