"""The site works in Firefox, too: its pages are quiet, and the playground answers."""

import pytest


@pytest.fixture
def browser(firefox):
    return firefox


FAULTS = (
    "console.warn('a warning')",
    "setTimeout(() => { throw Error('an error'); })",
    "fetch('missing.js')",
    "new Image().src = 'https://example.org/elsewhere.png'",
)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(visit, fault):
    page = visit("index.html")
    page.evaluate(f"() => {{ {fault}; }}")
    page.wait_for_timeout(500)
    assert len(visit.faults) == 1
    visit.faults.clear()


def test_every_page_opens_without_a_fault(visit, names, address):
    page = visit(names[0])
    for name in names[1:]:
        page.goto(address + name)


def test_the_playground_is_played_with(visit):
    page = visit("playground.html")
    page.get_by_role("button", name="Run it", exact=True).click()
    page.get_by_text("Yes: all four points are right at step 200.").wait_for()
    assert "all 21 weights and biases are those" in page.locator(".pg-verdict").inner_text()
    page.locator(".pg-share").get_by_text("of 1000 seeds solved").wait_for()  # the worker, too

    page.get_by_role("radio", name="(0, 1),").click()
    assert "(0, 1), label 0" in page.locator(".pg-waterfall caption").inner_text()

    activation = page.get_by_role("combobox", name="activation", exact=True)
    ledger = page.locator(".pg-ledger")
    said = {}
    for name in ("tanh", "sine"):
        said[activation.input_value()] = ledger.inner_text()
        activation.select_option(name)
    page.get_by_role("button", name="Undo", exact=True).click()
    page.wait_for_url("**hidden=tanh*")
    assert (activation.input_value(), ledger.inner_text()) == ("tanh", said["tanh"])
    page.go_back()
    assert (activation.input_value(), ledger.inner_text()) == ("relu", said["relu"])

    page.get_by_role("tab", name="Hidden space", exact=True).click()
    picture = page.get_by_role("tabpanel").get_by_role("img").first
    assert any(sign.isdigit() for sign in picture.get_attribute("aria-label"))
