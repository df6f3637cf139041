"""The last touch on every page: what it may load and run, and what the theme leaves unsaid.

Sphinx asks the class `Pages` for the text of each page. It gets the template's text with a
Content-Security-Policy in its head, which lets the page load its own files alone and run no script
in the page itself but the theme's, and with names and roles put right for screen readers.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import Any

from sphinx.errors import ThemeError
from sphinx.jinja2glue import BuiltinTemplateLoader

SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(?P<code>.*?)</script>", re.DOTALL)
DATA = re.compile(r'<script[^>]*\stype="application/json"')
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src blob:; "
    "base-uri 'none'; form-action 'self'"
)
META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
CHARSET = '<meta charset="utf-8">'
# Firefox would fetch these ahead, which the policy refuses; the page itself links to both.
AHEAD = re.compile(r'<link rel="(?:next|prev)"[^>]*>')
# The theme gives the box around a table the table's own id; and no keyboard could scroll it.
TABLE = re.compile(r'<div class="(table-wrapper[^"]*)"[^>]*>')
TABLE_BOX = r'<div class="\1" role="group" aria-label="Table" tabindex="0">'
# What the theme and docutils write, and what says more.
MENDS = {
    '<div class="highlight"><pre>': '<div class="highlight"><pre tabindex="0">',
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    ' role="doc-biblioentry"': "",
    '<p class="caption" role="heading">': '<p class="caption">',  # without a level it is none
}


def scripts_within(html: str) -> list[str]:
    """Return the scripts that stand in the page itself; data in a script element is none."""
    return [hit["code"] for hit in SCRIPT.finditer(html) if not DATA.match(hit[0])]


def digest(script: str) -> str:
    """Return the hash of a script as a Content-Security-Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def policy(html: str) -> str:
    """Return the policy of a page; raise if a script in it is not the theme's."""
    theme = files("furo").joinpath("theme", "furo", "base.html").read_text("utf-8")
    own = set(scripts_within(html)) - set(scripts_within(theme))
    if own:
        raise ThemeError(f"a script stands in the page, put it into a file: {min(own)!r}")
    hashes = sorted(f" '{digest(script)}'" for script in set(scripts_within(html)))
    return POLICY.format(hashes="".join(hashes))


def finish(html: str) -> str:
    """Return a page with its policy and its mends."""
    if html.count(CHARSET) != 1:
        raise ThemeError(f"a page should say {CHARSET} once, behind which its policy stands")
    meta = META.format(policy=policy(html))
    for before, after in MENDS.items():
        html = html.replace(before, after)
    html = AHEAD.sub("", html)
    html = TABLE.sub(TABLE_BOX, html)
    return html.replace(CHARSET, CHARSET + meta)


class Pages(BuiltinTemplateLoader):
    """The templates of the site, each page finished."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Return the text of a page, finished."""
        return finish(super().render(template, context))
