"""Chromium, Firefox, the built site on localhost, and pages that may ask nobody else."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from one_script import joined
from pages import QUIET, SITE, served
from playground_constants import write_constants
from playwright.sync_api import sync_playwright

LEFT = "net::ERR_ABORTED", "NS_BINDING_ABORTED"  # what a page asked for that is left before


@pytest.fixture(scope="session")
def site():
    if not (SITE / "index.html").is_file():
        pytest.fail(f"no site in {SITE}: run python3 noxfile.py -s docs first", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def names(site):
    """The pages, as paths within the site."""
    return [
        str(path.relative_to(site))
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.parts
        # whose addresses begin at the root when the address of the site is known
        and path.name != "404.html"
    ]


@pytest.fixture(scope="session")
def address(site, tmp_path_factory):
    """Where the site is served: below a path of a server, where it may as well stand."""
    top = tmp_path_factory.mktemp("server")
    (top / "a").mkdir()
    (top / "a" / "b").symlink_to(site, target_is_directory=True)
    with served(top) as address:
        yield f"{address}a/b/"


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    # Without windows, the same Chromium opens a page in less than half the time.
    names = "chromium-headless-shell", "chromium", "google-chrome"
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail("no Chromium: apt install chromium-headless-shell", pytrace=False)
    # Letters are as wide as on a phone, which fits none to its pixels.
    args = [*QUIET, "--font-render-hinting=none"]
    with playwright.chromium.launch(executable_path=path, args=args) as browser:
        yield browser


@pytest.fixture(scope="session")
def firefox(playwright):
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.fail("no Firefox: apt install firefox-esr", pytrace=False)
    # The channel of Mozilla's own builds, driven by WebDriver BiDi: the system's is one.
    with playwright.firefox.launch(executable_path=path, channel="moz-firefox") as browser:
        yield browser


@pytest.fixture
def browser(chromium):
    """The browser that `visit` opens pages in; a module may choose another."""
    return chromium


@pytest.fixture(scope="session")
def ask(chromium):
    """Return a function that asks a function of a module, as pages load it, about something."""

    def answer(module, function, given, browser=chromium):
        write_constants()
        page = browser.new_page()
        page.add_script_tag(content=joined(Path(__file__).with_name(module), "Asked"))
        text = json.dumps(given)  # which crosses over many times faster
        said = page.evaluate(f"text => Asked.{function}(JSON.parse(text))", text)
        page.close()
        return said

    return answer


@pytest.fixture
def node_test(tmp_path):
    """Return a function that runs tests of Node on what the package says, and counts them."""

    def run(name, vectors, *, tests):
        node = shutil.which("node")
        assert node, "no Node: apt install npm"
        write_constants()
        path = tmp_path / "vectors.json"
        path.write_text(json.dumps(vectors), "utf-8")
        done = subprocess.run(
            [node, "--test", "--test-reporter=tap", Path(__file__).with_name(name)],
            env={**os.environ, "VECTORS": str(path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"\n# pass {tests}\n# fail 0\n" in done.stdout

    return run


@pytest.fixture
def visit(browser, address):
    """Return a function that opens a page and fails the test for whatever goes wrong there.

    Requests to other hosts are stopped, and errors of scripts, messages in the console and files
    that are missing are collected; the test ends with none of these.
    """
    contexts, faults = [], []

    def open_page(name, *, base=address, wait_until="load", **settings):
        context = browser.new_context(**settings)
        contexts.append(context)

        def guard(route):
            url = route.request.url
            if url.startswith((base, "data:", "blob:")):
                route.continue_()
            else:
                faults.append(f"{page.url} asked for {url}")
                route.abort()

        def note(what):
            faults.append(f"{page.url}: {what}")

        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", note)
        page.on("console", lambda said: said.type in {"error", "warning"} and note(said.text))
        page.on("requestfailed", lambda asked: asked.failure not in LEFT and note(asked))
        page.on("response", lambda answer: answer.status >= 400 and note(answer))
        page.goto(base + name, wait_until=wait_until)
        return page

    open_page.faults = faults
    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
