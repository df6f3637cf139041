"""Chromium, the built site on localhost, and pages that may ask nobody else."""

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
def address(site):
    """Where the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("no Chromium: apt install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def ask(chromium):
    """Return a function that asks a function of a module, as pages load it, about something."""

    def answer(module, function, given):
        write_constants()
        page = chromium.new_page()
        page.add_script_tag(content=joined(Path(__file__).with_name(module), "Asked"))
        said = page.evaluate(f"given => Asked.{function}(given)", given)
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
def visit(chromium, address):
    """Return a function that opens a page and fails the test for whatever goes wrong there.

    Requests to other hosts are stopped, and errors of scripts, messages in the console and files
    that are missing are collected; the test ends with none of these.
    """
    contexts, faults = [], []

    def open_page(name, *, base=address, wait_until="load", **settings):
        context = chromium.new_context(**settings)
        contexts.append(context)

        def guard(route):
            url = route.request.url
            if url.startswith((base, "data:", "blob:")):
                route.continue_()
            else:
                faults.append(f"{name} asked for {url}")
                route.abort()

        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
        page.on("console", lambda message: _note(faults, name, message))
        page.on("requestfailed", lambda request: _failed(faults, name, request))
        page.on("response", lambda answer: _missing(faults, name, answer))
        page.goto(base + name, wait_until=wait_until)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _note(faults, name, message):
    if message.type in {"error", "warning"}:
        faults.append(f"{name}: {message.text}")


def _failed(faults, name, request):
    if request.failure != "net::ERR_ABORTED":  # which a page does that is left before its end
        faults.append(f"{name} misses {request.url}: {request.failure}")


def _missing(faults, name, answer):
    if answer.status >= 400:
        faults.append(f"{name}: {answer.status} for {answer.url}")
