"""Where what was measured once is kept for the pages: docs/quoted.toml."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

QUOTED = Path(__file__).parents[1] / "docs" / "quoted.toml"


def toml(value: Any, digits: str = "") -> str:
    """Return a value as TOML, with numbers in full or in the given format."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {toml(item, digits)}" for key, item in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list):
        return f"[{', '.join(toml(item, digits) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else format(value, digits)


def origin(name: str, versions: Mapping[str, str]) -> list[str]:
    """Return the lines that say where the figures of a script come from."""
    return [
        f"[{name}.origin]",
        f'script = "benchmarks/{name}.py"',
        f"date = {dt.datetime.now(tz=dt.UTC).date()}",
        f'machine = "{platform.system()} {platform.machine()}"',
        f"versions = {toml(versions)}",
    ]


def record(name: str, lines: Iterable[str]) -> None:
    """Put the lines of a script in the place of those recorded before, or at the end."""
    begin, end = f"# begin: {name}\n", f"# end: {name}\n"
    before, _, rest = QUOTED.read_text("utf-8").partition(begin)
    after = rest.partition(end)[2]
    separator = "" if rest else "\n"
    body = "".join(f"{line}\n" for line in lines)
    QUOTED.write_text(f"{before}{separator}{begin}{body}{end}{after}", "utf-8")
