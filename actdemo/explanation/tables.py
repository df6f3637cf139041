"""Tables that show themselves: as HTML with bars, and as plain text."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import NamedTuple, Self, TypeVar

from actdemo.checks import instance, sequence

T = TypeVar("T")
MINUS = re.compile(r"^-(?=\d)")
NUMBER = re.compile(r"[+−-]?\d|$")  # how a cell begins that is a number, or empty
WIDE = 100  # characters; a wider table of single rows is written row under row


class Bar(NamedTuple):
    """A number as printed, and its share of the common scale, from −1 to 1."""

    text: str
    share: float

    def __str__(self) -> str:
        return self.text

    def html(self) -> str:
        """Return the number over a bar: whole to the right, in stripes to the left of zero."""
        look = "class='minus' stroke='#c8590c' stroke-dasharray='4 1.5'"
        if self.share > 0.0:
            look = "class='plus' stroke='#1f70b8'"
        bar = (
            "<br><svg viewBox='-42 -7 84 14' width='72' height='12' aria-hidden='true'>"
            f"<path d='M0 0h{40 * self.share:.1f}' stroke-width='10' {look}/>"
            "<path d='M0-7v14' stroke='currentColor'/></svg>"
        )
        return self.text + bar if self.share else self.text


Cell = str | Bar


@dataclass(frozen=True)
class Table:
    """A caption, a head, and groups of rows that share their first cell.

    The first cells of a row, as many as there are headers, say what the row is about.
    """

    caption: str
    head: Sequence[str]
    groups: Sequence[Sequence[Sequence[Cell]]]
    headers: int = 1
    words: Collection[int] = ()  # the columns whose cells hold words, not numbers

    def _lefts(self) -> list[str]:
        """Return for each column whether, and how, its cells begin on the left."""
        left = " style='text-align: left'"
        return [left * (k < self.headers or k in self.words) for k in range(len(self.head))]

    def _rows(self) -> list[list[str]]:
        """Return the rows as text, the name of a group in its first row only."""
        rows = [(k, *row) for group in self.groups for k, row in enumerate(group)]
        return [["" if k else str(name), *map(str, cells)] for k, name, *cells in rows]

    def _widths(self) -> list[int]:
        return [max(map(len, column)) for column in zip(self.head, *self._rows(), strict=True)]

    def _repr_html_(self) -> str:
        """Return the table with a bar under each number that has one."""
        lefts, widths = self._lefts(), self._widths()
        heads = [f" scope='col'{lefts[k]}" * bool(name) for k, name in enumerate(self.head)]
        html = f"<caption>{escape(self.caption)}</caption>"
        if self.words:  # share the width out at once, so that nothing moves when more rows arrive
            shares = (f"<col style='width: {100 * width // sum(widths)}%'/>" for width in widths)
            html += f"<colgroup>{''.join(shares)}</colgroup>"
        html += f"<thead>{_row(self.head, heads)}</thead>"
        for group in self.groups:
            scopes = [" scope='row'"] * self.headers
            if len(group) > 1:
                scopes[0] = f" rowspan='{len(group)}' scope='rowgroup'"
            looks = [scope + left for scope, left in zip_longest(scopes, lefts, fillvalue="")]
            rows = (_row(row[k > 0 :], looks[k > 0 :]) for k, row in enumerate(group))
            html += f"<tbody>{''.join(rows)}</tbody>"
        return f"<table class='explained' style='text-align: right'>{html}</table>"

    def __repr__(self) -> str:
        """Return the table for a terminal."""
        widths, lines = self._widths(), [self.caption]
        if sum(widths) + 2 * len(widths) > WIDE and self.words:
            names = [name.rjust(max(map(len, self.head))) for name in self.head]
            records = (map("  ".join, zip(names, row, strict=True)) for row in self._rows())
            lines += ["\n" + "\n".join(record) for record in records]
        else:
            sides = zip(self._lefts(), widths, strict=True)
            form = "  ".join(f"{{:{'<' if left else '>'}{width}}}" for left, width in sides)
            lines += [form.format(*row).rstrip() for row in (self.head, *self._rows())]
        return "\n".join(lines)


def _row(cells: Iterable[Cell], looks: Iterable[str]) -> str:
    """Return a row as HTML; cells with a scope are headers."""
    row = ""
    for cell, look in zip(cells, looks, strict=True):
        tag = "th" if "scope" in look else "td"
        row += f"<{tag}{look}>{cell.html() if isinstance(cell, Bar) else escape(cell)}</{tag}>"
    return f"<tr>{row}</tr>"


def table(caption: str, head: Iterable[object], rows: Iterable[Iterable[object]]) -> Table:
    """Return a table that shows itself: ``print`` writes plain text, notebooks show it set.

    Parameters
    ----------
    caption : str
        What the table shows, in a sentence or less.
    head : sequence of str
        The names of the columns.
    rows : sequence of sequences
        Cells, written by ``str``; the first says what its row is about.  Numbers stand on the
        right, with a minus sign for a hyphen; ``f"{x:+.3f}"`` says how many digits they have.

    Returns
    -------
    Table

    Raises
    ------
    ValueError, TypeError
        If head and rows are no sequences, or a row has more or fewer cells than the head.

    Examples
    --------
    >>> import actdemo as ad
    >>> rows = [(f.name, f"{f(-1.0):+.3f}", f"{f(1.0):+.3f}") for f in (ad.relu, ad.tanh)]
    >>> print(ad.table("Two activations", ["activation", "at −1", "at 1"], rows))
    Two activations
    activation   at −1    at 1
    relu        +0.000  +1.000
    tanh        −0.762  +0.762
    """
    instance("caption", caption, str)
    names, groups = [str(name) for name in sequence("head", head, "names")], []
    for k, given in enumerate(sequence("rows", rows, "rows")):
        row = [MINUS.sub("−", str(cell)) for cell in sequence(f"rows[{k}]", given, "cells")]
        if len(row) != len(names):
            raise ValueError(f"rows[{k}] must have {len(names)} cells, as head, not {len(row)}")
        groups.append([row])
    columns = enumerate(zip(*(row for (row,) in groups), strict=True))
    words = [k for k, column in columns if k and not all(map(NUMBER.match, column))]
    return Table(caption, names, groups, words=words)


class Shown(tuple[T, ...]):  # noqa: SLOT001  it carries its table
    """Items that show themselves as a table."""

    table: Table

    @classmethod
    def of(cls, items: Iterable[T], table: Table) -> Self:
        """Return the items with their table."""
        shown = cls(items)
        shown.table = table
        return shown

    def __str__(self) -> str:
        return str(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


class Lines(list[str]):
    """Sentences that show themselves one under the other."""

    def __str__(self) -> str:
        return "\n".join(self)

    def _repr_html_(self) -> str:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in self)}</ul>"
