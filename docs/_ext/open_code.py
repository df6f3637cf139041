"""Which lines of a block stand open on a page, and what open lines have to be.

Whatever stands open is short and there to be read: imports, asserts and drawing never are.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = re.compile(r"^# fold: (.+)\n?", re.MULTILINE)  # above it is open, below it folds
MOST, WIDEST = 6, 60
DRAWING = re.compile(r"(?:plt|fig|ax|axes)[.\[]|ad\.plots\b|show\(")


def plain(code: str) -> str:
    """Return code without the lines that divide it."""
    return MARKER.sub("", code)


def faults(code: str) -> Iterator[tuple[str, str]]:
    """Yield each reason why code should not stand open, and the line it is about."""
    lines = code.strip("\n").splitlines()
    for number, line in enumerate(lines, start=1):
        if len(line) > WIDEST:
            yield f"{len(line)} characters wide, {WIDEST} at most", line
        if number == MOST + 1:
            yield f"line {number} of an open part, {MOST} at most", line
    try:
        tree = ast.parse("\n".join(lines))
    except SyntaxError as error:
        yield "not whole without what is folded", lines[(error.lineno or 1) - 1]
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield "an import", lines[node.lineno - 1]
        if isinstance(node, ast.Assert):
            yield "an assert", lines[node.lineno - 1]
        if isinstance(node, ast.Attribute | ast.Call) and DRAWING.match(ast.unparse(node)):
            yield "a drawing", lines[node.lineno - 1]
