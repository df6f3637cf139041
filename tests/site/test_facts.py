"""The facts of the start page are those of the pages that they link to."""

import posixpath
import re


def test_each_number_stands_on_the_page_that_it_leads_to(pages):
    by_name = {page.name: page.soup for page in pages}
    facts = by_name["index.html"].select(".fact")
    assert len(facts) == 3
    for fact in facts:
        page = by_name[posixpath.normpath(fact.a["href"])]
        there = page.select_one("article").get_text(" ")
        numbers = re.findall(r"\d+\.\d", fact.get_text(" "))
        assert numbers
        for number in numbers:
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", there), (page.title, number)
