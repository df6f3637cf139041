"""The line above a title says where a page belongs, and its topic is the page's name."""

import posixpath
from collections import Counter

import pytest


@pytest.fixture(scope="module")
def by_name(pages):
    return {page.name: page.soup for page in pages}


@pytest.fixture(scope="module")
def named(by_name):
    """The pages with a line above their title."""
    found = {name: soup for name, soup in by_name.items() if soup.select(".eyebrow")}
    assert {"tutorial/units.html", "theory/pairs.html"} <= set(found)
    return found


def words(element):
    return " ".join(element.get_text(" ").split()).removesuffix(" ¶")


def leads_to(name, link):
    """Return the page to which a link of a page leads."""
    path = link["href"].partition("#")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def test_the_line_stands_above_the_title_which_is_the_claim(named):
    for name, soup in named.items():
        (line,), (title,) = soup.select(".eyebrow"), soup.select("article h1")
        assert line.find_next_sibling() is title, name
        assert words(soup.title).removesuffix(" - actdemo") == words(title), name


def test_the_topic_is_the_name_in_menus_and_to_either_side(named, by_name):
    met = Counter()
    for other, page in by_name.items():
        for link in page.select(".sidebar-tree a, .related-pages a"):
            name = leads_to(other, link)
            if name in named and not (other == name and "#" in link["href"]):
                said = words(link.select_one(".title") or link)
                topic = words(named[name].select_one(".eyebrow .subject"))
                assert said.lstrip("0123456789. ") == topic, (other, said)
                met[name] += 1
    assert min(met[name] for name in named) > 1, met


def test_the_section_is_linked_by_its_name(named, by_name):
    for name, soup in named.items():
        for link in soup.select(".eyebrow > span > a"):
            index = f"{posixpath.dirname(name)}/index.html"
            assert leads_to(name, link) == index
            assert words(link) == words(by_name[index].h1)
    assert named["tutorial/units.html"].select(".eyebrow > span > a")


def test_a_chapter_has_its_place_in_the_order(named, by_name):
    soup = by_name["tutorial/ten_minutes.html"]
    (menu,) = (
        link.parent.ul
        for link in soup.select(".sidebar-tree .toctree-l1 > a")
        if leads_to("tutorial/ten_minutes.html", link) == "tutorial/index.html"
    )
    pages = [leads_to("tutorial/ten_minutes.html", link) for link in menu.select("a")]
    chapters = [page for page in pages if page != "tutorial/ten_minutes.html"]
    for name in set(chapters) & set(named):
        place = chapters.index(name)
        line = named[name].select_one(".eyebrow")
        assert f"{place + 1} of {len(chapters)}" in words(line)
        dashes = line.select(".progress a")
        assert [leads_to(name, dash) for dash in dashes] == chapters
        assert [dash.get("class") == ["done"] for dash in dashes] == [
            k < place for k in range(len(chapters))
        ]
        assert [k for k, dash in enumerate(dashes) if dash.has_attr("aria-current")] == [place]
        assert all(dash["aria-label"] for dash in dashes)
    assert "tutorial/units.html" in set(chapters) & set(named)


def test_a_page_says_quietly_what_it_takes(named):
    line = named["tutorial/units.html"].select_one(".eyebrow")
    assert words(line).startswith("Tutorial One unit at a time 5 of 7 six minutes")
    (needs,) = named["tutorial/units.html"].select(".needs")
    assert words(needs).startswith("Builds on: ")
    assert leads_to("tutorial/units.html", needs.a) == "tutorial/surface.html"


def test_a_switch_is_where_code_folds(named):
    for name, soup in named.items():
        assert len(soup.select(".code-switch")) == bool(soup.select("details.code")), name


def test_a_card_has_words_of_its_page_whatever_stands_before_them(by_name):
    cards = [card for page in by_name.values() for card in page.select("div[tooltip]")]
    assert len(cards) > 20
    for card in cards:
        assert not card["tooltip"].lstrip().startswith((".. ", ":")), card["tooltip"]
