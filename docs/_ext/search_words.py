"""The search speaks the learner's words, and says what each page is about.

``search_words.toml`` names, in groups, the pages that answer what learners ask for. When the build
ends, its words go into the index of Sphinx's search, with the description of each page and the
definitions of the glossary, so that results say without reading any page what they lead to.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared import said
from sphinx.errors import ExtensionError
from sphinx.search import js_index
from sphinx.search.en import SearchEnglish
from terms import definitions

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

WORDS = Path(__file__).with_suffix(".toml")


@cache
def groups() -> dict[str, list[tuple[list[str], list[str]]]]:
    """Return the lines of each group: what things are called, and the pages that answer."""
    return {
        group: [(phrases.split(", "), pages.split()) for phrases, pages in lines.items()]
        for group, lines in tomllib.loads(WORDS.read_text("utf-8")).items()
    }


def answers() -> list[tuple[list[str], list[str]]]:
    """Return the lines of all groups."""
    return [line for lines in groups().values() for line in lines]


def learn(index: dict[str, Any]) -> None:
    """Add to the index of the search what learners call things, as entries and as title words."""
    language = SearchEnglish({})
    for phrases, pages in answers():
        if unknown := set(pages) - set(index["docnames"]):
            raise ExtensionError(f"{WORDS.name} names pages that don't exist: {unknown}")
        places = [index["docnames"].index(page) for page in pages]
        words = language.split(" ".join(phrases).lower())
        for phrase in phrases:
            index["indexentries"].setdefault(phrase.lower(), []).extend(
                [place, "", True] for place in places
            )
        for word in map(language.stem, filter(language.word_filter, words)):
            known = index["titleterms"].get(word, [])
            known = known if isinstance(known, list) else [known]
            index["titleterms"][word] = sorted({*known, *places})


def describe(app: Sphinx, exception: Exception | None) -> None:
    """Write words, descriptions and definitions into the index."""
    path = Path(app.outdir, "searchindex.js")
    if exception is not None or app.builder.name != "html":
        return
    index = js_index.loads(path.read_text("utf-8"))
    learn(index)
    index["summaries"] = [said(app, page)["description"] for page in index["docnames"]]
    index["definitions"] = definitions(app.env)
    path.write_text(js_index.dumps(index), "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the step, after the index is written."""
    app.connect("build-finished", describe)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
