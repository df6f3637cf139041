"""Tables that show themselves: as HTML with bars, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
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

    def html(self) -> str:
        """Return the number over a bar: whole to the right, in stripes to the left of zero."""
        if not self.share:
            return self.text
        look = "class='minus' stroke='#c8590c' stroke-dasharray='4 1.5'"
        if self.share > 0.0:
            look = "class='plus' stroke='#1f70b8'"
        return (
            f"{self.text}<br>"
            "<svg viewBox='-42 -7 84 14' width='72' height='12' aria-hidden='true'>"
            f"<path d='M0 0h{40 * self.share:.1f}' stroke-width='10' {look}/>"
            "<path d='M0-7v14' stroke='currentColor'/></svg>"
        )


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

    def _repr_html_(self) -> str:
        """Return the table with a bar under each number that has one."""
        head = "".join(
            f"<th scope='col'{self._left(k)}>{escape(name)}</th>" if name else "<td></td>"
            for k, name in enumerate(self.head)
        )
        bodies = "".join(
            f"<tbody>{''.join(self._html_rows(group))}</tbody>" for group in self.groups
        )
        return (
            "<table class='explained' style='text-align: right'>"
            f"<caption>{escape(self.caption)}</caption>{self._columns()}"
            f"<thead><tr>{head}</tr></thead>{bodies}</table>"
        )

    def _columns(self) -> str:
        """Share the width out at once, so that nothing moves when more rows arrive."""
        if not self.words:
            return ""
        widths = self._widths()
        columns = (f"<col style='width: {100 * width // sum(widths)}%'/>" for width in widths)
        return f"<colgroup>{''.join(columns)}</colgroup>"

    def _left(self, column: int) -> str:
        words = column < self.headers or column in self.words
        return " style='text-align: left'" if words else ""

    def _html_rows(self, group: Sequence[Sequence[Cell]]) -> str:
        """Return the rows of a group, whose first cell spans them all."""
        rows = ""
        span = f" rowspan='{len(group)}' scope='rowgroup'" if len(group) > 1 else " scope='row'"
        for number, row in enumerate(group):
            rows += "<tr>"
            for k, cell in enumerate(row[number > 0 :], start=number > 0):
                scope = "" if k >= self.headers else " scope='row'" if k else span
                inner = cell.html() if isinstance(cell, Bar) else escape(cell)
                tag = "th" if scope else "td"
                rows += f"<{tag}{scope}{self._left(k)}>{inner}</{tag}>"
            rows += "</tr>"
        return rows

    def _rows(self) -> Iterator[list[str]]:
        """Yield the rows as text, the name of a group in its first row only."""
        for group in self.groups:
            for number, row in enumerate(group):
                texts = [cell.text if isinstance(cell, Bar) else cell for cell in row]
                yield texts if number == 0 else ["", *texts[1:]]

    def _widths(self) -> list[int]:
        return [max(map(len, column)) for column in zip(self.head, *self._rows(), strict=True)]

    def __repr__(self) -> str:
        """Return the table for a terminal."""
        widths, lines = self._widths(), [self.caption]
        if sum(widths) + 2 * len(widths) > WIDE and self.words:
            margin = max(map(len, self.head))
            for row in self._rows():
                record = zip(self.head, row, strict=True)
                lines += ["", *(f"{name.rjust(margin)}  {text}" for name, text in record)]
            return "\n".join(lines)
        sides = ["<" if self._left(k) else ">" for k in range(len(widths))]
        form = "  ".join(f"{{:{side}{width}}}" for side, width in zip(sides, widths, strict=True))
        lines += [form.format(*row).rstrip() for row in (self.head, *self._rows())]
        return "\n".join(lines)


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
    names, cells = [str(name) for name in sequence("head", head, "names")], []
    for k, given in enumerate(sequence("rows", rows, "rows")):
        row = [MINUS.sub("−", str(cell)) for cell in sequence(f"rows[{k}]", given, "cells")]
        if len(row) != len(names):
            raise ValueError(f"rows[{k}] must have {len(names)} cells, as head, not {len(row)}")
        cells.append(row)
    columns = enumerate(zip(*cells, strict=True))
    words = [k for k, column in columns if k and not all(map(NUMBER.match, column))]
    return Table(caption, names, [[row] for row in cells], words=words)


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
