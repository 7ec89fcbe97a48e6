"""What the changed cells of a returned form say: noted while the file is at hand, priced when the form is scored."""

from __future__ import annotations

import re

from xlsappraise.base.rounding import plain
from xlsappraise.returned.checks.formulas import changed_formulas
from xlsappraise.returned.checks.locked import changed_cells, covered_cells
from xlsappraise.returned.checks.number_formats import lying_formats, number_shown
from xlsappraise.returned.returned_form import Returned
from xlsappraise.store.issued import Issued
from xlsappraise.store.ledger import Belief, What
from xlsappraise.typed.entries import read_entry
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.sheet import Cell

Said = tuple[What, str, float | str | None]
"""A belief without its cell"""

Role = tuple[What, str]
"""What a cell is about, and the id of the criterion, section or input"""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_NOTHING: Role = ("nothing", "")
_SILENT = ("nothing", "counter")
_BLANK_IS_ZERO = ("points", "section", "adjustment")


def beliefs(returned: Returned) -> list[Belief]:
    """Return what each changed locked cell of a form says now."""
    changed = [*changed_cells(returned), *changed_formulas(returned)]
    lying = list(lying_formats(returned))
    silent = [*(at for at, _over in covered_cells(returned)), *returned.columns.moved[:1]]
    if not (changed or lying or silent):
        return []
    roles = _roles(returned.issued)

    def belief(at: Place, said: Said) -> Belief:
        return Belief(returned.where(at), *said)

    return [
        *(belief(at, _said(returned, roles.get(at, _NOTHING), at, cell)) for at, _due, cell in changed),
        *(belief(at, _shown(roles.get(at, _NOTHING), code, cell)) for at, code, cell in lying),
        *(belief(at, _said_only("nothing")) for at in silent),
    ]


def _said_only(what: What) -> Said:
    return what, "", None


def _roles(issued: Issued) -> dict[Place, Role]:
    """Return what each locked cell is about that reaches the total, or counts what is missing."""
    blueprint = issued.blueprint
    roles: dict[Place, Role] = {
        at: ("counter", "") for at, cell in issued.locked.items() if cell.formula is not None and cell.kind == "number"
    }
    roles.update(_head(issued))
    roles.update({at: ("score", name) for name, at in blueprint.criteria.items()})
    roles.update({at: ("points", name) for name, at in blueprint.points.items()})
    roles.update({at: ("section", str(index)) for index, at in enumerate(blueprint.sections)})
    roles.update({slot.place: ("input", slot.id) for slot in blueprint.slots if slot.id in blueprint.filled.locked})
    adjustments = issued.keys.get("adjustment.head")
    if adjustments is not None:
        roles[adjustments, blueprint.total[1]] = ("adjustment", "")
    roles[blueprint.total] = ("total", "")
    roles[blueprint.grade] = ("grade", "")
    return roles


def _head(issued: Issued) -> dict[Place, Role]:
    """Return the boxes at the top: total and grade once more, and how much is filled in."""
    blueprint = issued.blueprint
    again: dict[str, What] = {f"IF({address(blueprint.total)}=": "total", f"IF({address(blueprint.grade)}=": "grade"}
    row = issued.keys.get("progress")
    return {
        at: (next((what for start, what in again.items() if cell.formula.startswith(start)), "counter"), "")
        for at, cell in issued.locked.items()
        if at[0] == row and cell.formula is not None
    }


def _said(returned: Returned, role: Role, at: Place, cell: Cell) -> Said:
    """Return what a cell says whose content was changed: a formula speaks by the value it shows."""
    what, name = role
    if what in _SILENT:
        return _said_only(what)
    if what == "input":
        return _entered(returned, name, at, cell)
    if cell.kind == "blank" and cell.formula is not None:
        return _said_only("unseen")
    if what == "grade":
        shown = plain(cell.value) if isinstance(cell.value, float) else str(cell.value or "")
        return what, name, shown.strip()
    number = _number(cell)
    if number is None and cell.kind == "blank" and what in _BLANK_IS_ZERO:
        number = 0.0
    if number is not None:
        return what, name, number
    if cell.kind == "bool":
        return _said_only("unseen")
    return ("word", name, None) if what == "score" and cell.kind == "text" else _said_only("none")


def _number(cell: Cell) -> float | None:
    """Return a cell's number, written as a number or as text."""
    if isinstance(cell.value, float):
        return cell.value
    text = cell.value.strip() if isinstance(cell.value, str) and cell.kind == "text" else ""
    return float(text) if _NUMBER.fullmatch(text) else None


def _entered(returned: Returned, name: str, at: Place, cell: Cell) -> Said:
    """Return what stands in a figure that was filled in beforehand and locked."""
    slot = returned.issued.blueprint.slots_by_id[name]
    entry = read_entry(slot, returned.now(at) or at, cell, returned.reading.format(cell.style))
    if entry.value is None and (not entry.blank or slot.required):
        return _said_only("none" if entry.blank else "unseen")
    return "input", name, entry.value


def _shown(role: Role, code: str, cell: Cell) -> Said:
    """Return what a reader sees in a cell whose number format lies."""
    what, name = role
    if what in _SILENT or what == "input":
        return _said_only("nothing" if what != "counter" else what)
    if what == "grade":
        return _said_only("unseen")
    number = number_shown(code, cell.value if isinstance(cell.value, float) else None)
    return _said_only("unseen") if number is None else (what, name, number)
