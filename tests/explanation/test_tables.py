"""A table of one's own shows itself, as plain text and as HTML."""

from xml.etree import ElementTree as ET

import pytest

import actdemo as ad

HEAD = ["unit", "slope", "what it does", "share"]
ROWS = [
    ("unit 1", f"{-0.5:+.3f}", "falls <here>", "2 of 4"),
    ("unit 2", "+12.250", "", "63 %"),
    ("unit 3", "", "re-lu", "0.5"),
]
TEXT = """\
Two units & more
unit      slope  what it does   share
unit 1   −0.500  falls <here>  2 of 4
unit 2  +12.250                  63 %
unit 3           re-lu            0.5"""


def cells(html):
    """Return the texts of each row, and which of them begin on the left."""
    rows = list(ET.fromstring(html).iter("tr"))
    texts = [["".join(cell.itertext()) for cell in row] for row in rows]
    return texts, [["left" in cell.get("style", "") for cell in row] for row in rows]


def test_as_text_numbers_stand_on_the_right():
    table = ad.table("Two units & more", HEAD, ROWS)
    assert str(table) == repr(table) == TEXT


def test_as_html_it_has_the_same_cells_a_caption_and_headers_with_a_scope():
    html = ad.table("Two units & more", HEAD, ROWS)._repr_html_()
    root = ET.fromstring(html)
    assert root.find("caption").text == "Two units & more"
    texts, _ = cells(html)
    assert texts == [HEAD, *([cell.replace("-0", "−0") for cell in row] for row in ROWS)]
    assert [th.get("scope") for th in root.iter("th")] == ["col"] * 4 + ["row"] * 3
    assert "<here>" not in html


def test_a_column_of_words_begins_on_the_left_one_of_numbers_ends_on_the_right():
    rows = [("a", 1, "−2", "+3", "", "x", "4"), ("b", 1.5, "2 of 4", "", "5", "6", "off")]
    _, left = cells(ad.table("Cells", "abcdefg", rows)._repr_html_())
    assert left == [[True, False, False, False, False, True, True]] * 3


def test_only_a_hyphen_before_a_number_is_a_minus():
    text = str(ad.table("Signs", ["what"], [["-1"], ["leaky-1"], ["-x"], [-2.5], ["1e-9"]]))
    assert text.split("\n")[2:] == ["−1", "leaky-1", "-x", "−2.5", "1e-9"]


def test_names_in_the_head_are_escaped_and_one_may_be_missing():
    html = ad.table("Head", ["", "x < 1"], [("a", 1)])._repr_html_()
    assert "<td></td>" in html
    assert ">x &lt; 1</th>" in html


def test_without_rows_the_head_is_left():
    table = ad.table("Nothing yet", ["a", "b"], [])
    assert str(table) == "Nothing yet\na  b"
    assert "<tbody>" not in table._repr_html_()


@pytest.mark.parametrize(
    ("head", "rows", "said"),
    [
        (["a", "b"], [(1, 2), (1, 2, 3)], r"rows\[1\] must have 2 cells, as head, not 3"),
        (["a", "b"], [(1,)], r"rows\[0\] must have 2 cells, as head, not 1"),
    ],
)
def test_rows_that_do_not_fit_the_head_are_refused(head, rows, said):
    with pytest.raises(ValueError, match=said):
        ad.table("Wrong", head, rows)


@pytest.mark.parametrize(
    ("head", "rows", "said"),
    [
        (3, [], "head must be a sequence of names, not 3"),
        (["a"], 3, "rows must be a sequence of rows, not 3"),
        (["a"], [3], r"rows\[0\] must be a sequence of cells, not 3"),
    ],
)
def test_what_is_no_sequence_is_refused(head, rows, said):
    with pytest.raises(TypeError, match=said):
        ad.table("Wrong", head, rows)
