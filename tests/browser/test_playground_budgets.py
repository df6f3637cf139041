"""The playground is small and quick: what it may weigh and how long it may take."""

import gzip
from statistics import median

import pytest

pytestmark = pytest.mark.alone

PAGE = "playground.html"
TIMED_FRAMES = """() => {
    window.frames_ms = [];
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (call) => ask((time) => {
        const start = performance.now();
        call(time);
        frames_ms.push(performance.now() - start);
    });
}"""


def test_scripts_and_styles_weigh_at_most_85_kilobytes_and_a_part_needs_30(site):
    files = (site / "_static/playground").iterdir()
    weights = {path.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in files}
    shared = weights.pop("arithmetic.js") + weights.pop("playground.css")
    assert shared + weights.pop("playground.js") <= 85 * 1024
    shared += weights.pop("chapter.css")
    assert len(weights) == 12
    for name, weight in weights.items():
        assert name.startswith("chapter_")
        assert shared + weight <= 30 * 1024, name


def within(holds, measure):
    """Take medians until one keeps to its budget; a busy machine gets three tries."""
    medians = []
    while len(medians) < 3:
        medians.append(median(measure()))
        if holds(medians[-1]):
            return
    pytest.fail(f"medians: {medians}")


def test_it_is_ready_at_once(visit):
    def wait():
        page = visit(PAGE)
        ready = page.evaluate(
            """() => performance.getEntriesByName("playground-ready")[0].startTime
                - performance.getEntriesByType("navigation")[0].domInteractive"""
        )
        page.close()
        return ready

    within(lambda ms: ms <= 150, lambda: [wait() for _ in range(5)])


def test_a_thousand_seeds_are_told_at_once(visit):
    def waits():
        page = visit(PAGE)
        return page.evaluate(
            """async () => {
                const { seeds } = [...Playground.instruments.values()][0];
                const start = performance.now();
                seeds.ask({ hidden: "relu", lr: 0.11 }, 50);
                let share = 0;
                while (!seeds.answer?.over) {
                    await new Promise((go) => setTimeout(go, 5));
                    if (!share && seeds.answer?.done === 1000) share = performance.now() - start;
                }
                return [share, performance.now() - start];
            }"""
        )

    def shares():
        times.append(waits())
        return [times[-1][0]]

    times = []
    within(lambda ms: ms <= 300, shares)
    within(lambda ms: ms <= 1000, lambda: [waits()[1]])


def clock(page):
    """Return a clock of the page's thread, which stands still while others have the processor."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}["TaskDuration"]

    return seconds


def test_it_trains_four_million_steps_a_second(visit):
    page = visit(PAGE)
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    seconds = clock(page)

    def speed():
        start = seconds()
        page.evaluate("{ const run = new Arithmetic.Run(); while (run.steps < 1e6) run.step(); }")
        return 1e6 / (seconds() - start)

    within(lambda speed: speed >= 4e6, lambda: [speed() for _ in range(5)])


def test_an_answer_about_the_seeds_is_shown_within_a_frame(visit):
    page = visit(PAGE + "#step=0&tab=wall")
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    seconds = clock(page)
    again = """{
        const [{ seeds }] = Playground.instruments.values();
        for (let k = 0; k < 20; k++) seeds.worker.onmessage({ data: seeds.answer });
    }"""

    def milliseconds():
        start = seconds()
        page.evaluate(again)
        return 1000 * (seconds() - start) / 20

    within(lambda ms: ms <= 8, lambda: [milliseconds() for _ in range(5)])


@pytest.mark.parametrize(("throttling", "budget"), [(1, 4), (4, 14)])
def test_a_frame_of_training_is_quick(visit, throttling, budget):
    page = visit(PAGE + "#step=4000", reduced_motion="no-preference")
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    page.evaluate(TIMED_FRAMES)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttling})
    page.get_by_role("button", name="Run", exact=True).click()
    hundred = """async () => {
        const before = frames_ms.length + 20;
        while (frames_ms.length < before + 80) await new Promise((go) => setTimeout(go, 100));
        return frames_ms.slice(before);
    }"""
    within(lambda ms: ms <= budget, lambda: page.evaluate(hundred))


def test_no_task_is_long(visit):
    page = visit(PAGE + "#step=4000")
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    page.evaluate(
        """() => {
            window.long = [];
            const note = (list) => long.push(...list.getEntries().map((entry) => entry.duration));
            new PerformanceObserver(note).observe({ type: "longtask" });
        }"""
    )
    page.get_by_role("button", name="Run", exact=True).click()

    def longest():
        page.evaluate("() => { long.length = 0; }")
        page.wait_for_timeout(10_000)
        return [max(page.evaluate("long"), default=0)]

    within(lambda ms: ms == 0, longest)


def test_500_points_train_in_frames_of_16_milliseconds(visit):
    page = visit(PAGE + "#data=circles_500_0.1_0&width=8&step=25000&speed=3")
    page.wait_for_function("() => [...Playground.instruments.values()][0].seeds.answer?.over")
    seconds = clock(page)
    page.evaluate(TIMED_FRAMES)
    page.get_by_role("button", name="Run", exact=True).click()

    def milliseconds():
        before, start = page.evaluate("frames_ms.length"), seconds()
        page.wait_for_function("n => frames_ms.length >= n", arg=before + 40)
        return 1000 * (seconds() - start) / (page.evaluate("frames_ms.length") - before)

    within(lambda ms: ms <= 16, lambda: [milliseconds()])
