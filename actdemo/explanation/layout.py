"""How the records are laid out: the table of the units, and the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from actdemo.arithmetic.elementary import Array

from .phrasing import Names, named, numeral, size, written
from .reasoning import Facts, indices
from .records import Entry, Unit
from .tables import Bar, Cell, Table


def unit_table(units: Sequence[Unit], facts: Sequence[Facts], names: Names) -> Table:
    """Return what each unit does, its effect with a bar."""
    rows: list[list[list[Cell]]] = []
    top = max(abs(unit.effect) for unit in units) or 1.0
    for k, (unit, (_, effect, _)) in enumerate(zip(units, facts, strict=True)):
        force = Bar(effect.value, unit.effect / top)
        place = names(indices(unit.on)) if unit.on.any() else "no point"
        rows.append([[named([k]), force, unit.crease, unit.where, place, unit.role]])
    head = ["unit", "effect", "crease", "in words", "on at", "role"]
    return Table("What each unit does", head, rows, words=range(2, 6))


def entry_table(entries: Sequence[Entry], values: Array, output: str) -> Table:
    """Return what adds up at each point, with a bar for what a unit adds unless it is off."""
    groups: list[list[list[Cell]]] = []
    parts = [[entry.bias, *entry.contributions.tolist()] for entry in entries]
    top = max(abs(part) for row in parts for part in row) or 1.0
    for entry, adds, quiet in zip(entries, parts, values == 0.0, strict=True):
        bars = [Bar(written(part), part / top) for part in adds]
        for k in indices(quiet & ~entry.on):
            bars[k + 1] = Bar("off", 0.0)
        answer = "none" if entry.answer is None else numeral(entry.answer)
        verdict = f"{answer}, {'right' if entry.correct else 'wrong'}"
        p = [] if entry.probability is None else [size(entry.probability)]
        end = [written(entry.logit), *p, size(entry.loss), verdict]
        rest = [""] * len(end)
        h, sums = (list(map(written, row.tolist())) for row in (entry.pre_activations, entry.sums))
        rows: list[list[Cell]] = [["h", "", *h, *rest], ["adds", *bars, *rest]]
        rows += [["sum", *sums, *end]]
        groups.append([[entry.point, *row] for row in rows])
    head = ["point", "", "bias", *(named([k]) for k in range(values.shape[1]))]
    head += [output, *["probability"] * (len(end) == 4), "loss", "class"]
    return Table("What adds up at each point", head, groups, headers=2)
