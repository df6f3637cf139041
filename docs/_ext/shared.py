"""What others see of the site: descriptions, cards for shared links, addresses, dates.

``ACTDEMO_BASE_URL`` says where the site is published, ``ACTDEMO_REPOSITORY_URL`` where its sources
are. Without them the pages name no address of their own, and have no link to edit them, to give
feedback or to open their notebooks in Colab.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

ROOT = Path(__file__).parents[2]
CARD = "_static/surface.webp"  # for pages whose figures are all SVG, which cards can't show
OPENING = re.compile(
    r"(?:What (?:this \w+ shows|you (?:learn|do|find|can do) here): )?(.*?)(?: What you need: .*)?"
)
PLAIN = re.compile(r"(?:[A-Za-z0-9 =+/(),.-]|_\d)+")  # a formula that needs no typesetting
WHOLE = re.compile(r".{1,299}[.!?](?= |$)")  # sentences that are not cut off
SAID = re.compile(r'<meta property="og:(title|description)" content="([^"]*)"')
ADDRESS = re.compile(r'(href|src|action|data-content_root)="(?!#|/|\w+:)([^"]*)"')


def settle_date(_app: Sphinx, config: Config) -> None:
    """Fix the date for everything that the build makes: that of the last commit, or else today.

    A date that comes from outside, in ``SOURCE_DATE_EPOCH``, stays.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds and (git := shutil.which("git")):
        log = [git, "-C", str(ROOT), "log", "-1", "--format=%ct"]
        ran = subprocess.run(log, capture_output=True, text=True, check=False)  # noqa: S603  our own
        seconds = ran.stdout.strip()
    day = 24 * 60 * 60
    os.environ["SOURCE_DATE_EPOCH"] = seconds = seconds or str(int(time.time()) // day * day)
    config.html_context["date"] = f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%d}"


def plain(formula: str) -> str:
    """Return a plain formula as text, or nothing for another."""
    if not PLAIN.fullmatch(formula):
        return ""
    return re.sub(r"_(\d)", lambda hit: chr(ord("₀") + int(hit[1])), formula.replace("-", "−"))


def describe(doctree: nodes.document) -> str | None:
    """Return the first paragraph of a page in one line, of its formulas those that are plain."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | addnodes.desc_content):
            text = "".join(
                plain(node) if isinstance(node.parent, nodes.math) else node
                for node in paragraph.findall(nodes.Text)
            )
            text = " ".join(text.split())
            said = OPENING.fullmatch(text)[1]
            first = said[:1] if text.startswith(said) else said[:1].upper()
            whole = WHOLE.match(said)
            return first + (whole[0] if whole else said)[1:]
    return None


def picture(app: Sphinx, doctree: nodes.document | None) -> str:
    """Return the address, within the site, of the picture that stands for a page."""
    for node in doctree.findall(nodes.image) if doctree else ():
        name = app.builder.images.get(node.get("dense", node["uri"]), ".svg")
        if not name.endswith(".svg"):
            return f"_images/{name}"
    return CARD


def source(app: Sphinx, page: str) -> str:
    """Return the path, within the repository, of what a page is made from."""
    script = Path("gallery", page).with_suffix(".py")
    if (ROOT / script).is_file():
        return script.as_posix()
    header = Path("gallery", page).with_name("GALLERY_HEADER.rst")
    if page.endswith("/index") and (ROOT / header).is_file():
        return header.as_posix()
    return f"docs/{app.env.doc2path(page, base=False)}"


def introduce(
    app: Sphinx,
    page: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add description and card to the head of a page, and the address where it can be edited."""
    title = unescape(re.sub("<[^>]*>", "", context.get("title", ""))) or app.config.project
    summary = (describe(doctree) if doctree else None) or app.config.summary
    tags = {
        'name="description"': summary,
        'property="og:title"': title,
        'property="og:description"': summary,
        'property="og:type"': "article" if doctree else "website",
        'property="og:site_name"': app.config.project,
    }
    if app.config.html_baseurl:
        tags |= {
            'property="og:url"': context["pageurl"],
            'property="og:image"': app.config.html_baseurl + picture(app, doctree),
            'name="twitter:card"': "summary_large_image",
        }
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n    <meta {name} content="{escape(text)}">' for name, text in tags.items()
    )
    if app.config.repository_url and page in app.env.all_docs:
        repository = app.config.repository_url
        context["theme_source_edit_link"] = f"{repository}/edit/main/{source(app, page)}"
        context["feedback"] = f"{repository}/issues/new?template=feedback.yml&page={quote(page)}"


def said(app: Sphinx, page: str) -> dict[str, str]:
    """Return the title and the description that a page has in its head, kept or new."""
    html = Path(app.builder.get_outfilename(page)).read_text("utf-8")
    return {name: unescape(text) for name, text in SAID.findall(html)}


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write what only a published site needs: a map, and addresses that hold at any depth."""
    base = app.config.html_baseurl
    if exception is not None or not base or app.builder.name != "html":
        return
    out = Path(app.outdir)
    places = [base + app.builder.get_target_uri(page) for page in sorted(app.env.all_docs)]
    lines = "".join(f"  <url><loc>{escape(place)}</loc></url>\n" for place in places)
    (out / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n',
        "utf-8",
    )
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
    (out / "robots.txt").write_text(robots, "utf-8")
    missing = out / "404.html"  # stands in for any address, so its own can't be relative
    root = urlsplit(base).path
    text = missing.read_text("utf-8")
    rooted = ADDRESS.sub(lambda hit: f'{hit[1]}="{root}{hit[2].removeprefix("./")}"', text)
    missing.write_text(rooted, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings and connect the steps."""
    app.add_config_value("summary", "", "html")
    app.add_config_value("repository_url", "", "html")
    app.connect("config-inited", settle_date, priority=1)
    app.connect("html-page-context", introduce)
    app.connect("build-finished", publish, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
