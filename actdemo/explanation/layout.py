"""How the records are laid out: the table of the units, and the ledger."""

from collections.abc import Sequence

import numpy as np

from actdemo.arithmetic.elementary import Booleans

from .phrasing import Names, named, numeral, size, written
from .reasoning import indices
from .records import Entry, Unit
from .tables import Bar, Cell, Table


def unit_table(units: Sequence[Unit], widths: Sequence[int], names: Names) -> Table:
    """Return what each unit does, its effect with a bar, without the columns that are empty."""
    top = max(abs(unit.effect or 0.0) for unit in units) or 1.0
    layers = [f" of layer {n}" * (len(widths) > 1) for n in range(1, len(widths) + 1)]
    whose = [(k, layer) for layer, n in zip(layers, widths, strict=True) for k in range(n)]
    rows: list[list[Cell]] = []
    for (k, layer), unit in zip(whose, units, strict=True):
        force = "" if unit.effect is None else Bar(written(unit.effect), unit.effect / top)
        place = names(indices(unit.on)) if unit.on.any() else "no point"
        rows.append([named([k]) + layer, force, unit.crease, unit.where, place, unit.role])
    head = ["unit", "effect", "crease", "in words", "on at", "role"]
    full = [k for k, column in enumerate(zip(*rows, strict=True)) if any(column)]
    words = [place for place, k in enumerate(full) if k > 1]
    groups = [[[row[k] for k in full]] for row in rows]
    return Table("What each unit does", [head[k] for k in full], groups, words=words)


def entry_table(entries: list[Entry], off: Booleans, widths: Sequence[int], output: str) -> Table:
    """Return what adds up at each point, layer by layer, with a bar for what a unit adds."""
    parts = [[entry.bias, *entry.contributions.tolist()] for entry in entries]
    top = max(abs(part) for row in parts for part in row) or 1.0
    likely, wide = entries[0].probability is not None, max(widths)
    head = ["point", "", "bias", *(named([k]) for k in range(wide))]
    head += [output, *["probability"] * likely, "loss", "class"]
    layers = ["h"] if len(widths) == 1 else [f"h({n})" for n in range(1, len(widths) + 1)]
    groups = []
    for entry, adds, gone in zip(entries, parts, off, strict=True):
        bars = [Bar(written(part), part / top) for part in adds]
        for k in indices(gone):
            bars[k + 1] = Bar("off", 0.0)
        answer = "none" if entry.answer is None else numeral(entry.answer)
        verdict = f"{answer}, {'right' if entry.correct else 'wrong'}"
        p = [] if entry.probability is None else [size(entry.probability)]
        end = [*[""] * (wide - widths[-1]), written(entry.logit), *p, size(entry.loss), verdict]
        hs = np.split(entry.pre_activations, np.cumsum(widths[:-1]))
        named_hs = zip(layers, hs, strict=True)
        rows: list[list[Cell]] = [[n, "", *map(written, h)] for n, h in named_hs]
        rows += [["adds", *bars], ["sum", *map(written, entry.sums), *end]]
        groups.append([[entry.point, *row, *[""] * (len(head) - 1 - len(row))] for row in rows])
    return Table("What adds up at each point", head, groups, headers=2)
