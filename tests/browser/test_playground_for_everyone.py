"""The playground by keyboard, by touch, without JavaScript, in each colour mode, on any screen."""

from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PAGE = "playground.html"
CHAPTERS = [f"tutorial/{name}.html" for name in ("surface", "units", "sparsity")]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'"
)


def focus(page):
    return page.evaluate(
        "(a => a.getAttribute('aria-label') || a.textContent)(document.activeElement)"
    )


def tab_to(page, name):
    for _ in range(120):
        page.keyboard.press("Tab")
        if focus(page).startswith(name):
            return
    pytest.fail(f"the keyboard does not reach {name}")


def status(page):
    return page.get_by_role("status").inner_text()


def test_the_keyboard_alone_reaches_everything(visit):
    page = visit(PAGE)
    tab_to(page, "One sample")
    page.keyboard.press("Enter")
    assert "Step 201" in status(page)
    tab_to(page, "Unit 2")
    page.keyboard.press("ArrowDown")
    assert focus(page).startswith("Unit 3")
    assert page.locator("th.pg-lit").inner_text() == "unit 3"
    assert page.locator("figure.pg-lit").inner_text() == "+ unit 3"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator("th.pg-lit").inner_text() == "unit 1"
    tab_to(page, "Turn left")
    page.keyboard.press("Space")
    tab_to(page, "weight from x₁ to unit 1 +")
    page.keyboard.press("Enter")
    assert "weight from x₁ to unit 1 is" in status(page)
    assert focus(page).startswith("weight from x₁ to unit 1 +")
    reached, names = set(), []
    page.locator("body").click(position={"x": 1, "y": 1})
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    for node in page.locator(".pg :is(button, input, select, summary, textarea)").all():
        place, name, shown = node.evaluate(
            """n => [[...document.querySelectorAll("*")].indexOf(n), n.outerHTML,
                n.checkVisibility() && !n.disabled]"""
        )
        if shown and place not in reached:
            names.append(name)
    assert names == []


def test_touch_is_enough_and_targets_are_large(visit):
    page = visit(PAGE, has_touch=True, viewport={"width": 375, "height": 700})
    page.get_by_role("button", name="One epoch").tap()
    assert "Step 204" in status(page)
    page.locator(".pg-unit").nth(3).tap()
    assert page.locator("th.pg-lit").inner_text() == "unit 4"
    for node in page.locator(".pg :is(button, input, select, summary, textarea)").all():
        box = node.bounding_box()
        if box:
            assert min(box["width"], box["height"]) >= 24, node.evaluate("n => n.outerHTML")


def test_every_unit_of_a_wide_network_can_be_hit(visit):
    page = visit(PAGE + "#width=16&step=0", has_touch=True, viewport={"width": 375, "height": 700})
    for k in (0, 7, 15):
        page.locator("figure[data-unit]").nth(k).tap()
        assert page.locator("th.pg-lit").inner_text() == f"unit {k + 1}"


def test_without_javascript_the_picture_of_the_build_stands(visit):
    page = visit(PAGE, java_script_enabled=False)
    assert page.locator(".playground-still img.only-light").is_visible()
    assert page.locator(".pg").count() == 0


def test_print_shows_the_picture_of_the_build(visit):
    page = visit(PAGE)
    assert not page.locator(".playground-still").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".playground-still img.only-light").is_visible()
    assert not page.locator(".pg").is_visible()


def test_it_works_from_disk(visit, site):
    page = visit(PAGE, base=f"{site.as_uri()}/")
    page.get_by_role("button", name="One sample").click()
    assert "Step 201" in status(page)
    assert page.url.endswith("#step=201")


def test_it_works_under_a_strict_policy(address, chromium):
    def guarded(route):
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    context = chromium.new_context()
    context.route("**/*", guarded)
    page, refused = context.new_page(), []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(address + PAGE)
    page.get_by_role("button", name="One sample").click()
    assert "Step 201" in status(page)
    assert refused  # the theme's own inline script: the policy is in force
    assert not [text for text in refused if "playground/" in text]
    with page.expect_download():
        page.get_by_role("button", name="Save map as SVG").click()
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("units", [5, 16])
def test_it_fits_the_screen(visit, width, units):
    page = visit(f"{PAGE}#width={units}&step=200", viewport={"width": width, "height": 800})
    for node in page.locator("details").all():
        node.evaluate("node => { node.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "calm": {"reduced_motion": "reduce"},
}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(visit, mode):
    page = visit(PAGE, bypass_csp=True, **MODES[mode])
    page.get_by_role("combobox", name="the same seed with").select_option("tanh")
    for node in page.locator(".pg details").all():
        node.evaluate("node => { node.open = true; }")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run('.playground').then(result => result.violations)")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []


def test_every_picture_says_what_it_shows_and_has_its_numbers(visit):
    page = visit(PAGE)
    for picture in page.locator(".pg :is(canvas, svg[role='img']):visible").all():
        assert any(c.isdigit() for c in picture.get_attribute("aria-label"))
    for node in page.locator(".pg details:has(.pg-scroll)").all():
        node.evaluate("node => { node.open = true; }")
    page.wait_for_timeout(50)
    assert page.locator(".pg details table").count() == 4


def test_the_words_are_told_on_events_only(visit):
    page = visit(PAGE)
    page.evaluate(
        """() => {
            window.told = [];
            const status = document.querySelector("[role=status]");
            new MutationObserver(() => told.push(status.textContent))
                .observe(status, { childList: true });
        }"""
    )
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Pause", exact=True).click()
    assert len(page.evaluate("told")) <= 4


def test_reduced_motion_jumps_and_draws_once(visit):
    page = visit(PAGE, reduced_motion="reduce")
    page.evaluate(
        """() => {
            window.drawn = 0;
            new MutationObserver(() => drawn++).observe(
                document.querySelector(".pg-map path[stroke='#000']"), { attributes: true });
        }"""
    )
    page.get_by_role("button", name="Run 50 epochs").click()
    page.wait_for_timeout(300)
    assert "Step 400" in status(page)
    assert page.evaluate("drawn") == 1


def test_dark_pages_have_dark_panels(visit):
    page = visit(PAGE, color_scheme="dark")
    colour = page.locator(".pg button").first.evaluate("n => getComputedStyle(n).color")
    assert min(map(int, colour[4:-1].split(","))) > 120


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_a_view_with_a_slider_and_a_picture_before_it(visit, chapter):
    page = visit(chapter, bypass_csp=True)
    words = page.locator(".playground output")
    assert words.inner_text() == "step 200 of 200, 4 of 4 points right"
    canvas = page.locator(".playground canvas").last
    before = canvas.get_attribute("aria-label"), canvas.evaluate("node => node.toDataURL()")
    page.get_by_label("Step of training").press("Home")
    assert words.inner_text() == "step 0 of 200, 2 of 4 points right"
    after = canvas.get_attribute("aria-label"), canvas.evaluate("node => node.toDataURL()")
    assert before[0] != after[0]
    assert before[1] != after[1]
    page.add_script_tag(path=AXE)
    assert page.evaluate("axe.run('.playground').then(result => result.violations)") == []
    plain = visit(chapter, java_script_enabled=False)
    assert plain.locator(".playground-still img.only-light").is_visible()
