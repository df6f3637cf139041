"""Code on the pages links to the documents of those who made what it calls."""

import pytest
from other_documents import needed


@pytest.fixture
def linked(pages):
    """The names that code on the pages links to elsewhere, with their addresses."""
    return {
        (link["title"], link["href"])
        for page in pages
        for link in page.soup.select(".highlight a.external")
    }


def test_every_name_has_its_place_and_every_place_is_linked(linked):
    places = {
        (name, documents + place)
        for documents, there in needed().values()
        for name, place in there.items()
    }
    assert linked == places


def test_addresses_are_of_the_form_that_the_documents_have():
    for documents, there in needed().values():
        assert documents.startswith("https://")
        for name, place in there.items():
            page, _, anchor = place.partition("#")
            assert anchor == name
            assert page.endswith(".html")
            assert "$" not in page
