"""Where a page allows its theme's script alone, nothing else that is slipped into it runs."""

import pytest

SLIPPED = """
<script>document.title = "slipped in"</script>
<img src="data:,none" alt="" onerror="document.title = 'slipped in'">
<script src="https://example.org/slipped.js"></script>
"""


@pytest.mark.parametrize("served", [True, False], ids=["served", "from disk"])
def test_what_is_slipped_into_a_page_does_not_run(served, chromium, address, site):
    base = address if served else f"{site.as_uri()}/"
    text = (site / "index.html").read_text("utf-8").replace("</body>", SLIPPED + "</body>")
    with chromium.new_context() as context:
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.route(
            f"{base}index.html", lambda route: route.fulfill(body=text, content_type="text/html")
        )
        page.goto(f"{base}index.html")
        assert page.title() == "actdemo"
        assert page.evaluate("document.body.dataset.theme") == "auto"  # the theme's own ran
        refused = [text for text in said if "Content Security Policy" in text]
        assert len(refused) == 3, said


def test_a_search_can_be_sent_from_any_page(visit):
    page = visit("tutorial/index.html")
    page.get_by_role("searchbox", name="Search").fill("crease")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=crease*")
    page.locator("#search-results li").first.wait_for()
