"""A link without words of its own shows a page's title: a name, never a part of a sentence."""

import re

from .test_nothing_pasted import sources

LINK = r"(?::doc:`[^`<]+`|\[\]\([^)]+\))"
# After "Next," or a colon, in a table, or first in a list; and no word goes on from it.
ALONE = rf"^\|.*|(?:^- |\bNext,\s|:\s){LINK}(?:;\s{LINK})*(?=[.:;]| \(|$(?!\n\w))"


def within(prose):
    """List the titles that a sentence goes on from, or leads up to."""
    return re.findall(LINK, re.sub(ALONE, "", prose, flags=re.MULTILINE))


def test_a_title_within_a_sentence_is_seen():
    assert within("See: [](a); [](b).\n- [](c) (new)\n| as [](d) |\nNext,\n:doc:`e`: why.") == []
    for prose in ("As [](x) shows.", "Now: [](x), which", "It is in\n:doc:`x`.", "So: [](x)\nis"):
        assert len(within(prose)) == 1, prose


def test_no_title_is_part_of_a_sentence(root):
    found = {str(path): links for path, prose, _ in sources(root) if (links := within(prose))}
    assert found == {}
