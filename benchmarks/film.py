"""The film in the README: the playground of the built site trains its network.

It plays once, in five seconds, and stays on the trained network, so that nothing moves beside what
one reads. With --record it goes to docs/playground.webp.
"""

from __future__ import annotations

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from pages import QUIET, served
from PIL import Image
from playwright.sync_api import Page, sync_playwright

FILM = Path(__file__).parents[1] / "docs" / "playground.webp"
SCREEN, WIDE = {"width": 1280, "height": 800}, 880
STEPS = range(0, 201, 20)
FIRST, EACH, LAST = 1000, 200, 2000  # milliseconds
PAUSE = 1000  # milliseconds in which a page that computes changes


def frame(page: Page) -> Image.Image:
    """Return what the page shows, as wide as the film."""
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return image.resize((WIDE, WIDE * image.height // image.width), Image.Resampling.LANCZOS)


def settle(page: Page) -> None:
    """Wait until the page has computed all that it shows."""
    before = None
    while before != (before := page.screenshot()):
        page.wait_for_timeout(PAUSE)


def shoot(page: Page) -> list[Image.Image]:
    """Return the frames, from the first step to the last."""
    frames = []
    for step in STEPS:
        page.evaluate("step => { location.hash = `step=${step}`; }", step)
        page.get_by_text(re.compile(f"^Step {step},")).first.wait_for()
        if not frames:
            settle(page)
        frames.append(frame(page))
    return frames


def main() -> None:
    """Shoot, say how heavy the film is, and keep it if asked to."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport=SCREEN, color_scheme="light")
        page.goto(f"{address}playground.html")
        first, *others = shoot(page)
    times = [FIRST, *[EACH] * (len(STEPS) - 2), LAST]
    film = BytesIO()
    how = {"duration": times, "loop": 1, "quality": 55, "method": 6, "minimize_size": True}
    first.save(film, "webp", save_all=True, append_images=others, **how)
    seconds = sum(times) / 1000
    print(f"{len(times)} frames, {seconds:.1f} s, {len(film.getvalue()) / 1000:.0f} kB")
    if "--record" in sys.argv:
        FILM.write_bytes(film.getvalue())


if __name__ == "__main__":
    main()
