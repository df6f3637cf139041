"""Modules of JavaScript become one classic script, as a page opened from disk may load no module.

Each module stands after those that it imports from, all in one function; what is in a script that
is loaded before is not joined again. The script offers its own text, of which a page can make a
worker, and what its modules export; one that stands on other scripts is an end, and offers only
what its entry exports. What this relies on is checked: imports and exports are statements of these
forms, at the beginning of a line, and no two modules declare the same name. ::

    import { one, two } from "./module.js";
    export const one = ...;    (or function, async function, class)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

NAMES = r"\{\s*(\w+(?:\s*,\s*\w+)*),?\s*\}"
IMPORT = re.compile(rf'^import {NAMES} from "(\.{{1,2}}/[\w./]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
DECLARED = re.compile(r"^(?:const|let|(?:async )?function|class) (\w+)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined(
    entry: Path | Sequence[Path], name: str, before: dict[str, Sequence[Path]] | None = None
) -> str:
    """Return modules with all that they stand on as one script, which has a name.

    The scripts that are loaded before it, each with its modules, come by their names.
    """
    texts: dict[Path, str] = {}
    taken: dict[str, dict[str, None]] = {}  # script → the names that it has, in order
    held = {path: one for one, other in (before or {}).items() for path in modules(other)}
    for path, text in modules(entry).items():
        if path in held:
            continue
        for names, where in IMPORT.findall(text):
            if script := held.get((path.parent / where).resolve()):
                taken.setdefault(script, {}).update(dict.fromkeys(re.findall(r"\w+", names)))
        texts[path] = text
    script = "".join(f"const {{ {', '.join(them)} }} = {one};\n" for one, them in taken.items())
    script += "".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts.values())
    declared = [*DECLARED.findall(script), *(name for them in taken.values() for name in them)]
    if twice := sorted({one for one in declared if declared.count(one) > 1}):
        raise ValueError(f"{name}: more than one module declares {', '.join(twice)}")
    offering = list(texts.values())[-1 if before else 0 :]  # the entry comes last
    names = ",".join(found for text in offering for found in EXPORT.findall(text))
    body = f"() => {{\n{script}return {{ {names} }};\n}}"
    return f'"use strict";\nconst make{name} = {body};\nconst {name} = make{name}();\n'


def modules(entry: Path | Sequence[Path]) -> dict[Path, str]:
    """Return the texts of modules and of all that they stand on, which come first."""
    texts: dict[Path, str] = {}
    opened: list[Path] = []

    def add(path: Path) -> None:
        if path in opened:
            raise ValueError(f"{path}: imports run in a circle")
        if path in texts:
            return
        opened.append(path)
        text = path.read_text("utf-8")
        for _, where in IMPORT.findall(text):
            add((path.parent / where).resolve())
        if left := LEFT.search(EXPORT.sub("", IMPORT.sub("", text))):
            raise ValueError(f"{path}: {left[0]!r} is of a form that can't be joined")
        texts[opened.pop()] = text

    for path in [entry] if isinstance(entry, Path) else entry:
        add(path.resolve())
    return texts
