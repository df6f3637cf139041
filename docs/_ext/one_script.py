"""Modules of JavaScript become one classic script, as a page opened from disk may load no module.

Each module stands after those that it imports from, all in one function; what is a script of its
own, loaded before, is not joined again. What this relies on is checked: imports and exports are
statements of these forms, at the beginning of a line, and no two modules declare the same name. ::

    import { one, two } from "./module.js";
    export const one = ...;    (or function, async function, class)
    export { one, two } from "./module.js";    (what the script offers to others)
"""

from __future__ import annotations

import re
from pathlib import Path

NAMES = r"\{\s*(\w+(?:\s*,\s*\w+)*),?\s*\}"
IMPORT = re.compile(rf'^import {NAMES} from "(\.{{1,2}}/[\w./]+)";\n', re.MULTILINE)
OFFER = re.compile(rf'^export {NAMES} from "(\.{{1,2}}/[\w./]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
DECLARED = re.compile(r"^(?:const|let|(?:async )?function|class) (\w+)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined(entry: Path, name: str, before: dict[Path, str] | None = None) -> str:
    """Return a module with all that it stands on as one script, and what it offers as a name.

    The modules that are scripts before it come with the names of these.
    """
    texts: dict[Path, str] = {}
    opened: list[Path] = []
    scripts = {path.resolve(): script for path, script in (before or {}).items()}
    taken: dict[str, str] = {}  # name → the script that has it

    def add(path: Path) -> None:
        if path in opened:
            raise ValueError(f"{path}: imports run in a circle")
        if path in texts:
            return
        opened.append(path)
        text = path.read_text("utf-8")
        for found in (IMPORT, OFFER):
            for names, where in found.findall(text):
                other = (path.parent / where).resolve()
                if other in scripts:
                    taken.update(dict.fromkeys(re.findall(r"\w+", names), scripts[other]))
                else:
                    add(other)
        text = EXPORT.sub("", OFFER.sub("", IMPORT.sub("", text)))
        if left := LEFT.search(text):
            raise ValueError(f"{path}: {left[0]!r} is of a form that can't be joined")
        texts[opened.pop()] = text

    add(entry.resolve())
    script = "".join(f"const {one} = {other}.{one};\n" for one, other in taken.items())
    script += "".join(texts.values())
    declared = DECLARED.findall(script)
    if twice := sorted({one for one in declared if declared.count(one) > 1}):
        raise ValueError(f"{entry}: more than one module declares {', '.join(twice)}")
    source = entry.read_text("utf-8")
    offered = (names.split(",") for names, _ in OFFER.findall(source))
    names = ",".join([*EXPORT.findall(source), *(name for some in offered for name in some)])
    return f'"use strict";\nconst {name} = (() => {{\n{script}return {{ {names} }};\n}})();\n'
