"""How heavy the pages of the built site are, and how soon they are there on a slow line.

The line has 1.6 Mbit/s and a round trip of 150 ms, the processor is four times slower than this
one. Loading is timed three times and the median counts; then the page is scrolled through, so that
every figure loads. `-- pages tutorial` measures the pages below that folder alone.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import statistics
import sys
import threading
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SITE = Path(__file__).parents[1] / "docs" / "_build" / "html"
QUIET = [  # what a browser asks for by itself would meet a closed network
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
LINE = {
    "offline": False,
    "latency": 150,  # ms
    "downloadThroughput": 1.6e6 / 8,  # bytes a second
    "uploadThroughput": 0.75e6 / 8,
}
FAST = {**LINE, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
TEXT = {".css", ".html", ".js", ".svg", ".json", ".xml", ".txt", ".py", ".ipynb"}

WATCH = """
window.seen = {lcp: 0, shift: 0, blocked: 0};
const on = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
    .observe({type, buffered: true});
on("largest-contentful-paint", entry => { seen.lcp = entry.startTime; });
on("layout-shift", entry => { seen.shift += entry.value; });
on("longtask", entry => { seen.blocked += entry.duration - 50; });
"""
SCROLL = """async () => {
    const pause = () => new Promise(done => setTimeout(done, 60));
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo({top: y, behavior: "instant"});
        await pause();
    }
    const loading = () => [...document.images].some(i => i.offsetParent && !i.complete);
    while (loading()) await pause();
}"""
PAINTED = "async () => { while (!seen.lcp) await new Promise(requestAnimationFrame); }"
LOADED = """() => {
    const [page] = performance.getEntriesByType("navigation");
    const files = performance.getEntriesByType("resource");
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const first = files.filter(file => file.renderBlockingStatus === "blocking"
        || (/woff2/.test(file.name) && file.startTime < paint.startTime));
    const sum = list => list.reduce((total, entry) => total + entry.transferSize, 0);
    return {weight: sum([page, ...files]), first: sum([page, ...first]),
            requests: 1 + files.length,
            hidden: [...document.images].filter(i => !i.offsetParent && i.currentSrc
                && !i.closest(".playground-still")).length};
}"""


class Load(NamedTuple):
    """What one page costs: bytes over the line, and seconds on it."""

    weight: int
    first: int  # before the first paint
    requests: int
    hidden: int  # images that loaded and are never shown
    shift: float
    lcp: float
    blocked: float


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serve files, compressed where that helps, and say nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self) -> BinaryIO | None:
        """Compress text, if the browser takes it."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            return super().send_head()
        if "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        packed = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return BytesIO(packed)


@contextmanager
def served(site: Path = SITE) -> Iterator[str]:
    """Serve a folder on localhost; give its address."""
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def load(browser: Browser, address: str, **settings: Any) -> Load:
    """Open a page on the slow line, then scroll through it on a fast one."""
    context = browser.new_context(**settings)
    page = context.new_page()
    page.add_init_script(WATCH)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle")
    page.evaluate(PAINTED)
    seen = page.evaluate("seen")
    line.send("Network.emulateNetworkConditions", FAST)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.evaluate(SCROLL)
    shift = page.evaluate("seen.shift")
    loaded = page.evaluate(LOADED)
    context.close()
    times = {name: seen[name] / 1000 for name in ("lcp", "blocked")}
    return Load(shift=shift, **times, **loaded)


def measure(browser: Browser, address: str, repeats: int = 3, **settings: Any) -> Load:
    """Return the medians of several loads."""
    loads = [load(browser, address, **settings) for _ in range(repeats)]
    return Load(*(statistics.median(values) for values in zip(*loads, strict=True)))


def main(folders: list[str]) -> None:
    """Measure pages and print them as a table."""
    from playwright.sync_api import sync_playwright

    names = [path.relative_to(SITE).as_posix() for path in sorted(SITE.rglob("*.html"))]
    print(f"{'':34} kB  first kB  requests  shift  LCP s  blocked s")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for name in names:
            if not folders or name.startswith(tuple(folders)):
                got = measure(browser, address + name)
                print(
                    f"{name:32} {got.weight / 1000:5.0f}  {got.first / 1000:8.0f}  "
                    f"{got.requests:8.0f}  {got.shift:5.3f}  {got.lcp:5.2f}  {got.blocked:9.2f}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
