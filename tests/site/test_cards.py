"""Cards lead on: to what is related to a page, by what pages are about, and with motion."""

import posixpath
import re
import tomllib
from urllib.parse import unquote

import pytest

CARD = ".sphx-glr-thumbcontainer"
MOVING = {"creases.html", "hidden_space.html"}
MOST = 60_000  # bytes of a picture that moves


def words(element):
    return " ".join(element.get_text(" ").split()).removesuffix(" ¶")


def leads_to(name, link):
    """Return the page, and the place on it, to which a link of a page leads."""
    path, _, place = unquote(link["href"]).partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path or name)), place


@pytest.fixture(scope="module")
def by_name(pages):
    return {page.name: page.soup for page in pages}


@pytest.fixture(scope="module")
def argued(by_name):
    """The pages with a picture and a line above their title, in the order of the contents."""
    found = {
        name: soup
        for name, soup in by_name.items()
        if soup.select(".eyebrow") and soup.select("article img")
    }
    order = {}
    for link in by_name["index.html"].select(".sidebar-tree a"):
        order.setdefault(leads_to("index.html", link)[0])
    assert len(found) > 50
    return {name: found[name] for name in order if name in found}


@pytest.fixture(scope="module")
def named(root):
    """What each line of the words for the search names."""
    groups = tomllib.loads((root / "docs/_ext/search_words.toml").read_text("utf-8"))
    return [
        {f"{page}.html" for page in pages.split()}
        for group in groups.values()
        for pages in group.values()
    ]


@pytest.fixture(scope="module")
def galleries(by_name):
    """The pages of the galleries that list their cards."""
    found = {
        name: soup for name, soup in by_name.items() if soup.select(f"article > * > * > {CARD}")
    }
    lists = {name: soup for name, soup in found.items() if name.endswith("/index.html")}
    assert len(lists) == 6
    return lists


def related(name, soup):
    return [leads_to(name, link)[0] for link in soup.select(".related a")]


def test_pages_with_pictures_have_three_cards_and_no_other_page_has(by_name, argued):
    for name, soup in by_name.items():
        cards = related(name, soup)
        assert len(set(cards)) == len(cards) == 3 * (name in argued), name
        around = {leads_to(name, link)[0] for link in soup.select(".pager a")}
        assert not {name, *around} & set(cards), name
        assert set(cards) <= set(argued), name


def test_those_that_have_most_in_common_come_first(argued, named):
    links = {
        name: {leads_to(name, link)[0] for link in soup.select("article a:not(.eyebrow a)[href]")}
        for name, soup in argued.items()
    }
    order = list(argued)
    for name, soup in argued.items():
        around = {leads_to(name, link)[0] for link in soup.select(".pager a")}

        def common(other, name=name):
            lines = sum({name, other} <= pages for pages in named)
            return (other in links[name]) + (name in links[other]) + lines

        others = [one for one in order if one != name and one not in around]
        others.sort(key=lambda one: abs(order.index(one) - order.index(name)))
        others.sort(key=common, reverse=True)  # in which the nearest stay first
        assert related(name, soup) == others[:3], name


def test_a_card_shows_name_claim_and_first_picture_of_its_page(argued):
    for name, soup in argued.items():
        for card in soup.select(f".related {CARD}"):
            other = argued[leads_to(name, card.a)[0]]
            said = [words(part) for part in card.select("p")]
            assert said == [words(other.select_one(".subject")), words(other.h1)]
            first = [posixpath.basename(one["src"]) for one in other.select("article img")[:2]]
            assert [posixpath.basename(one["src"]) for one in card.select("img")] == first


def test_what_is_related_stands_outside_of_the_text(argued):
    for name, soup in argued.items():
        assert not soup.select("article .related"), name
        assert (
            soup.select_one(".related")["aria-labelledby"] == soup.select_one(".related h2")["id"]
        )


def test_each_card_of_a_gallery_has_tags_that_list_its_page(by_name, galleries):
    topics = by_name["topics.html"]
    for name, soup in galleries.items():
        for card in soup.select(CARD):
            page = leads_to(name, card.a)[0]
            tags = card.select(".tags a")
            assert 1 <= len(tags) <= 3, page
            assert len({words(tag) for tag in tags}) == len(tags), page
            for tag in tags:
                list_, place = leads_to(name, tag)
                assert list_ == "topics.html"
                (topic,) = topics.select(f"dt#{place}")
                assert words(topic) == words(tag)
                listed = topic.find_next("dd").select("a")
                assert page in {leads_to("topics.html", link)[0] for link in listed}


def test_the_topics_list_what_the_search_knows(by_name, named):
    topics = by_name["topics.html"]
    listed = [
        {leads_to("topics.html", link)[0] for link in entry.select("a")}
        for entry in topics.select("article dd")
    ]
    assert listed == named
    names = [words(entry).lower() for entry in topics.select("article dt")]
    assert len(set(names)) == len(names)


def test_a_picture_that_moves_is_small_and_ends_with_what_stays(galleries):
    found = {}
    for name, soup in galleries.items():
        for card in soup.select(f"{CARD}:has(.film)"):
            found[posixpath.basename(leads_to(name, card.a)[0])] = card
    assert set(found) == MOVING
    for card in found.values():
        assert not card.select("img")
        assert len(str(card.svg).encode()) < MOST
        (film,) = card.select(".film")
        frames = film.find_all("g", recursive=False)
        assert film["style"] == f"--n:{len(frames)}"
        assert [frame["style"] for frame in frames] == [f"--k:{k}" for k in range(len(frames))]
        assert len({frame.decode_contents() for frame in frames}) > 20


def test_downloads_know_nothing_of_cards(site):
    for path in (site / "_downloads").rglob("*.py"):
        assert not re.search(r"related|topic-", path.read_text("utf-8")), path.name
