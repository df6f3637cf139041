"""Print the built site as one book, docs/_build/actdemo.pdf.

All pages, in the order in which each leads to the next, become one, and Chromium prints it:
formulas, figures and the print style sheet are those of the site. In front stand a title page and
the contents. Chromium prints twice, for only a print tells on which pages the chapters begin.
"""

from __future__ import annotations

import re
import shutil
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pikepdf
from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = Path(__file__).resolve().parent
BUILD = DOCS / "_build"
SITE = BUILD / "html"
FOLDER = BUILD / "book"  # what is printed
BOOK = BUILD / "actdemo.pdf"
FOOT = """<p style="width: 100%; font: 8pt sans-serif; text-align: center">
<span class="pageNumber"></span></p>"""

NEXT = re.compile(r'class="next-page" href="([^"]+)"')
SHEETS = re.compile(r'<link rel="stylesheet" type="text/css" href="([^"?]+)')
ARTICLE = re.compile(r'<article role="main"[^>]*>(.*?)</article>', re.DOTALL)
CONTENTS = re.compile(r'<div class="sidebar-tree">(.*?)</div>', re.DOTALL)
ABOUT = re.compile(r'<p class="about-site">\s*(.*? of [\d-]+)')
TITLE = re.compile(r"<h1>(.*?)<a")
# What belongs to a screen: figures for its dark mode or for phones, what folds, what runs.
SCREEN = re.compile(
    r'<picture>(?:(?!</picture>).)*?class="only-dark".*?</picture>'
    r"|<(?:input|link|source) [^>]*>|<(label|script).*?</\1>"
    r'| srcset="[^"]*"| loading="lazy"',
    re.DOTALL,
)
# The book's style sheet leaves sections no boxes, so that a heading is the place of its section.
HEADED = re.compile(
    r'(<section[^>]*) (id="[^"]*")([^>]*>\s*(?:<span id="[^"]*"></span>\s*)?<h[23])'
)
PLACE = re.compile(r' (id|name|aria-labelledby|href|src)="([^"]*)"')
PATH = re.compile(rb"^[-.\d ]+ [mlc]$", re.MULTILINE)
FINE = re.compile(rb"(\.\d{3})\d+")


def chapters() -> dict[str, str]:
    """Return the pages of the site in the order in which each leads to the next."""
    pages, name = {}, "index.html"
    while name:
        pages[name] = (SITE / name).read_text("utf-8")
        after = NEXT.search(pages[name])
        name = after and urljoin(name, after[1])
    return pages


def picture(name: str) -> str:
    """Return where a picture lies; PDF knows no WebP, so Chromium would unpack all its points."""
    path = SITE / name
    if path.suffix != ".webp":
        return path.as_uri()
    path = FOLDER / path.with_suffix(".jpg").name
    with Image.open(SITE / name) as image:
        opaque = Image.new("RGBA", image.size, "white")
        opaque.alpha_composite(image.convert("RGBA"))
        opaque.convert("RGB").save(path, quality=80)
    return path.as_uri()


def settled(html: str, name: str, pages: dict[str, str]) -> str:
    """Return a part of a page with places and links that hold in the book.

    What leads neither to a place in the book nor to another site, such as a download, is no link.
    """

    def settle(match: re.Match[str]) -> str:
        key, value = match.groups()
        if key == "src":
            return f' src="{picture(urljoin(name, value))}"'
        if key != "href":
            return f' {key}="{name}:{value}"'
        address, place = urldefrag(urljoin(name, unescape(value)))
        page = address.partition("?")[0]
        if page in pages:
            inside = place and "=" not in place  # which is the state of a playground
            return f' href="#{page}:{place}"' if inside else f' href="#{page}"'
        return match[0] if ":" in address else ""

    return PLACE.sub(settle, HEADED.sub(r"\1\3 \2", SCREEN.sub("", html)))


def join() -> None:
    """Write all pages as one."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    pages = chapters()
    start = pages["index.html"]
    title, about = TITLE.search(start)[1], ABOUT.search(start)[1]
    contents = settled(CONTENTS.search(start)[0], "index.html", pages)
    sheets = dict.fromkeys(
        urljoin((SITE / name).as_uri(), sheet)
        for name, html in pages.items()
        for sheet in SHEETS.findall(html)
    )
    links = "".join(f'<link rel="stylesheet" href="{sheet}">\n' for sheet in sheets)
    texts = "".join(
        f'<div class="content" id="{name}"><article>{settled(text, name, pages)}</article></div>\n'
        for name, html in pages.items()
        for text in ARTICLE.findall(html)
    )
    (FOLDER / "index.html").write_text(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>actdemo</title>\n'
        f'{links}<link rel="stylesheet" href="{(DOCS / "book.css").as_uri()}"></head>\n'
        '<body data-theme="light">\n'
        f'<div class="title"><p>actdemo</p><p>{title}</p><p>{about}</p></div>\n'
        f'<nav><p>Contents</p><a href="#index.html">{title}</a>{contents}</nav>\n'
        f"{texts}</body></html>\n",
        "utf-8",
    )


def print_once(page: Page, numbers: dict[str, int]) -> dict[str, int]:
    """Print with these numbers in the contents; return those of the print, by the place."""
    page.evaluate(
        """(numbers) => {
            for (const entry of document.querySelectorAll("nav a"))
                entry.dataset.page = numbers[entry.hash.slice(1)] ?? "000";
        }""",
        numbers,
    )
    page.pdf(
        path=BOOK,
        format="A4",
        display_header_footer=True,
        header_template="<p></p>",
        footer_template=FOOT,
        outline=True,
        tagged=True,
    )
    with pikepdf.open(BOOK) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return {name[1:]: pages[place[0].objgen] for name, place in pdf.Root.Dests.items()}


def print_it(browser: str) -> None:
    """Print the page, with page numbers and with its headings as bookmarks."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.set_default_timeout(10 * 60 * 1000)  # on a slow machine, too
        page.goto((FOLDER / "index.html").as_uri())
        numbers = print_once(page, {})
        if print_once(page, numbers) != numbers:
            raise RuntimeError("the numbers in the contents have moved the chapters")
        chromium.close()


def nest(pdf: pikepdf.Pdf) -> None:
    """Put bookmarks of chapters below their parts, with the spaces that Chromium leaves out."""
    with pdf.open_outline() as outline:
        marks, outline.root[:] = outline.root[:], []
        for (name, html), mark in zip(chapters().items(), marks, strict=True):
            mark.title = unescape(re.sub(r"<.*?>", "", TITLE.search(html)[1]))
            inner = "/" in name and not name.endswith("/index.html")
            (outline.root[-1].children if inner else outline.root).append(mark)


def pack() -> None:
    """Pack the book, for Chromium packs little and draws to a millionth of a pixel."""
    with pikepdf.open(BOOK, allow_overwriting_input=True) as pdf:
        nest(pdf)
        for page in pdf.pages:
            drawn = page.Contents.read_bytes()
            page.Contents.write(PATH.sub(lambda path: FINE.sub(rb"\1", path[0]), drawn))
        streams = pikepdf.ObjectStreamMode.generate
        pdf.save(object_stream_mode=streams, recompress_flate=True, deterministic_id=True)


def main() -> int:
    """Make the book; return the exit status."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("The book is printed by Chromium: apt install chromium", file=sys.stderr)
        return 1
    join()
    print_it(browser)
    pack()
    print(f"The book is {BOOK}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
