"""Print the whole site as one book, docs/_build/actdemo.pdf, from the same sources.

Sphinx joins all pages into one, and Chromium prints it: formulas, figures and the print style
sheet are those of the site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent
BUILD = DOCS / "_build"
PAGE = BUILD / "book" / "index.html"
BOOK = BUILD / "actdemo.pdf"
FOOT = """<p style="width: 100%; font: 8pt sans-serif; text-align: center">
<span class="pageNumber"></span></p>"""

# Where Sphinx leaves links to a page, they lead to its chapter.
MENDS = {
    r'href="((?!_)[\w/]+)\.html(#[^"]*)?"': r'href="#document-\1"',
    r'(href="#document-[^"#]*)#[^"]*"': r'\1"',
}


def join() -> None:
    """Build one page of all; what the site has computed is not computed again."""
    memory = BUILD / "book_doctrees"  # the site's own must not change
    shutil.rmtree(memory, ignore_errors=True)
    shutil.copytree(BUILD / "doctrees", memory)
    command = ("-m", "sphinx", "-nqW", "-b", "singlehtml", "-d", memory, DOCS, PAGE.parent)
    subprocess.run([sys.executable, *command], check=True)  # noqa: S603  our own sources
    html = PAGE.read_text("utf-8")
    for pattern, better in MENDS.items():
        html = re.sub(pattern, better, html)
    PAGE.write_text(html, "utf-8")


def print_it(browser: str) -> None:
    """Print the page, with page numbers and with its headings as bookmarks."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(PAGE.as_uri())
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.wait_for_function(
            "[...document.querySelectorAll('img.only-light')].every((image) => image.naturalWidth)"
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
        chromium.close()


def main() -> int:
    """Make the book; return the exit status."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("The book is printed by Chromium: apt install chromium", file=sys.stderr)
        return 1
    join()
    print_it(browser)
    print(f"The book is {BOOK}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
