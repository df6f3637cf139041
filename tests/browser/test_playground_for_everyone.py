"""The playground by keyboard, by touch, without JavaScript, in each colour mode, on any screen."""

from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PAGE = "playground.html"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src blob:"
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
    return page.locator(".pg-status").inner_text()


def test_the_keyboard_alone_reaches_everything(visit):
    page = visit(PAGE + "#step=200")
    tab_to(page, "One sample")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Step 201" in status(page)
    tab_to(page, "Unit 1")
    page.keyboard.press("ArrowDown")
    assert focus(page).startswith("Unit 2")
    page.keyboard.press("ArrowDown")
    assert focus(page).startswith("Unit 3")
    assert page.locator("th.pg-lit").inner_text() == "unit 3"
    page.keyboard.press("Enter")  # opens its weights
    assert focus(page) == "weight from x₁ to unit 3"
    tab_to(page, "weight from x₁ to unit 3 +")
    page.keyboard.press("Enter")
    assert "weight from x₁ to unit 3 is" in status(page)
    assert focus(page).startswith("weight from x₁ to unit 3 +")
    page.get_by_text("Settings", exact=True).click()
    reached, names = set(), []
    page.locator("body").click(position={"x": 1, "y": 1})
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    roving = "[role=tab], [role=radio]"  # arrow keys go from one to the next
    for node in page.locator(".pg :is(button, input, select, summary, textarea)").all():
        place, name, shown = node.evaluate(
            f"""n => [[...document.querySelectorAll("*")].indexOf(n), n.outerHTML,
                n.checkVisibility() && !n.disabled && !n.matches("{roving}")]"""
        )
        if shown and place not in reached:
            names.append(name)
    assert names == []
    assert page.locator(f".pg :is({roving})[tabindex='0']").count() == 2


def test_the_map_is_read_with_the_arrow_keys(visit):
    page = visit(PAGE + "#step=200")
    page.get_by_role("application").focus()
    page.keyboard.press("Shift+ArrowLeft")
    assert page.locator(".pg-waterfall caption").inner_text() == "What is added at (0.75, 1)"
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
    assert "(0, 1), label 0" in page.locator(".pg-waterfall caption").inner_text()


def test_touch_is_enough_and_targets_are_large(visit):
    page = visit(PAGE, has_touch=True, viewport={"width": 375, "height": 700})
    page.get_by_role("button", name="One epoch").tap()
    assert "Step 4" in status(page)
    page.locator(".pg-unit .pg-hit").nth(3).tap()
    assert page.locator("th.pg-lit").inner_text() == "unit 4"
    page.get_by_text("Settings", exact=True).tap()
    for node in page.locator(".pg :is(button, input, select, summary, textarea)").all():
        box = node.bounding_box()
        if box:
            assert min(box["width"], box["height"]) >= 24, node.evaluate("n => n.outerHTML")


def drag_with_a_finger(page, start, end):
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        points = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start)
    for k in range(1, 6):
        touch("touchMove", tuple(a + (b - a) * k / 5 for a, b in zip(start, end, strict=True)))
    touch("touchEnd")


@pytest.mark.parametrize("what", [".pg-handle circle:last-child", ".pg-edge.pg-pinned .pg-hit"])
def test_creases_and_edges_of_a_chosen_unit_follow_a_finger(visit, what):
    phone = {"has_touch": True, "viewport": {"width": 375, "height": 800}}
    page = visit(PAGE + "#step=200&unit=3", **phone)
    node = page.locator(what).first
    node.evaluate("n => n.scrollIntoView({ block: 'center', behavior: 'instant' })")
    x, y = node.evaluate(
        """n => { const b = n.getBoundingClientRect();
            return [b.x + b.width / 2, b.y + b.height / 2]; }"""
    )
    before = page.evaluate("Array.from([...Playground.instruments.values()][0].run.p)")
    drag_with_a_finger(page, (x, y), (x + 20, y - 30))
    page.wait_for_timeout(100)
    after = page.evaluate("Array.from([...Playground.instruments.values()][0].run.p)")
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_every_unit_of_a_wide_network_can_be_hit(visit):
    page = visit(PAGE + "#width=16&step=0", has_touch=True, viewport={"width": 375, "height": 700})
    for k in (0, 7, 15):
        page.locator(".pg-unit .pg-hit").nth(k).tap()
        assert page.locator("th.pg-lit").inner_text() == f"unit {k + 1}"


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768)])
def test_all_is_on_one_screen(visit, size):
    page = visit(PAGE, viewport=dict(zip(("width", "height"), size, strict=True)))
    for part in ("bar", "ask", "net", "map", "lens", "history", "seeds"):
        box = page.locator(f".pg > .pg-{part}").bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= size[1] + 1, part
        assert box["height"] > 40, part


def test_a_phone_has_map_status_and_run_at_once(visit):
    page = visit(PAGE, has_touch=True, viewport={"width": 375, "height": 800})
    assert (
        page.locator(".pg-map .pg-paper").first.evaluate("n => n.getBoundingClientRect().width")
        >= 300
    )
    for part in (".pg-at", ".pg-headline", ".pg > .pg-map svg", ".pg-primary"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 800, part
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(200)
    assert page.locator(".pg-primary").bounding_box()["y"] > 700  # stays
    assert page.locator(".pg-at").bounding_box()["y"] == 0


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
    page.get_by_role("button", name="One sample", exact=True).click()
    assert "Step 1," in status(page)
    assert page.url.endswith("#step=1")
    page.locator(".pg-share").get_by_text("of 1000 seeds").wait_for()  # the worker, too


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
    page.get_by_role("button", name="One sample", exact=True).click()
    assert "Step 1," in status(page)
    page.locator(".pg-share").get_by_text("of 1000 seeds").wait_for()
    assert refused  # the theme's own inline script: the policy is in force
    assert not [text for text in refused if "playground/" in text]
    with page.expect_download():
        page.get_by_role("tab", name="Take away").click()
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


TABS = ("why", "weights", "step", "surface", "space", "compare", "wall", "sweep", "take")


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(visit, mode):
    page = visit(
        PAGE + "#seed=4&step=200&with=tanh&sweep=lr,9,1,2", bypass_csp=True, **MODES[mode]
    )
    page.locator(".pg-tried").wait_for(state="attached")
    for node in page.locator(".pg details").all():
        node.evaluate("node => { node.open = true; }")
    page.add_script_tag(path=AXE)
    for tab in TABS:
        page.locator(f"#pg-tab-{tab}").evaluate("node => node.click()")
        found = page.evaluate("axe.run('.playground').then(result => result.violations)")
        faults = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]
        assert faults == [], tab


def test_every_picture_says_what_it_shows_and_has_its_numbers(visit):
    page = visit(PAGE + "#step=200&with=tanh")
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    tables = 0
    for tab in TABS:
        page.locator(f"#pg-tab-{tab}").click()
        for picture in page.locator(".pg :is(canvas, svg)[role='img']:visible").all():
            assert any(c.isdigit() for c in picture.get_attribute("aria-label")), tab
        for node in page.locator(".pg details:has(.pg-scroll):visible").all():
            node.evaluate("node => { node.open = true; }")
        page.wait_for_timeout(50)
        tables += page.locator(".pg [role=tabpanel] details table:visible").count()
    assert tables == 1  # of the hidden space
    assert page.locator(".pg > :is(.pg-map, .pg-history) details table").count() == 2


def test_the_words_are_told_on_events_only(visit):
    page = visit(PAGE)
    page.evaluate(
        """() => {
            window.told = [];
            const status = document.querySelector(".pg-status");
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
                document.querySelector(".pg-map .pg-zero"), { attributeFilter: ["d"] });
        }"""
    )
    page.get_by_role("button", name="Run 50 epochs").click()
    page.wait_for_timeout(300)
    assert "Step 200" in status(page)
    assert page.evaluate("drawn") == 1


SIGNS = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const signs = [0, 0];
    for (let i = 0; i < data.length; i += 4)
        if (data[i] !== data[i + 2]) signs[Number(data[i] < data[i + 2])]++;
    return signs;
}"""


@pytest.mark.parametrize("tab", ["surface", "wall"])
def test_forced_colours_leave_pictures_their_signs(visit, tab):
    page = visit(f"{PAGE}#step=200&tab={tab}", forced_colors="active")
    page.locator(".pg-share").get_by_text("of 1000 seeds").wait_for()
    red, blue = page.locator(".pg canvas:visible").evaluate(SIGNS)
    assert min(red, blue) > 1000, (red, blue)


def test_dark_pages_have_dark_panels(visit):
    page = visit(PAGE, color_scheme="dark")
    colour = page.locator(".pg button:not(.pg-primary)").first.evaluate(
        "n => getComputedStyle(n).color"
    )
    assert min(map(int, colour[4:-1].split(","))) > 120
