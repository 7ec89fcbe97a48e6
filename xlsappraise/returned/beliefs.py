"""The claims of changed cells of a returned form, extracted while the file is read and priced when it is scored."""

from __future__ import annotations

import re

from xlsappraise.base.rounding import plain
from xlsappraise.forms.frozen import Locked
from xlsappraise.returned.checks.formulas import changed_formulas
from xlsappraise.returned.checks.locked import changed_cells, covered_cells
from xlsappraise.returned.checks.number_formats import misleading_formats
from xlsappraise.returned.returned_form import Returned
from xlsappraise.store.issued import Issued
from xlsappraise.store.ledger import Belief, What
from xlsappraise.typed.entries import read_entry
from xlsappraise.xlsx.address import Place, address
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.display.numbers import number_in, shown_number

Claim = tuple[What, str, float | str | None]
"""A belief without its cell"""

Role = tuple[What, str]
"""The kind of a cell, and the id of its criterion, section or input"""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_LEAD = re.compile(r'"((?:[^"]|"")*)"&')
_NOTHING: Role = ("nothing", "")
_WITHOUT_CLAIM = ("nothing", "counter")
_BLANK_IS_ZERO = ("points", "section", "adjustment")


def beliefs(returned: Returned) -> list[Belief]:
    """Return the claim of each changed locked cell of a form."""
    changed = [*changed_cells(returned), *changed_formulas(returned)]
    misleading = list(misleading_formats(returned))
    hidden = [*(at for at, _over in covered_cells(returned)), *returned.columns.moved[:1]]
    if not (changed or misleading or hidden):
        return []
    known = roles(returned.issued)

    def belief(at: Place, claim: Claim) -> Belief:
        return Belief(returned.where(at), *claim)

    return [
        *(belief(at, _claim(returned, known.get(at, _NOTHING), at, cell)) for at, _expected, cell in changed),
        *(belief(at, _shown(known.get(at, _NOTHING), code, cell)) for at, code, cell in misleading),
        *(belief(at, _without_value("nothing")) for at in hidden),
    ]


def _without_value(what: What) -> Claim:
    return what, "", None


def roles(issued: Issued) -> dict[Place, Role]:
    """Return the role of each locked cell that affects the total, or counts what is missing."""
    blueprint = issued.blueprint
    found: dict[Place, Role] = {
        at: ("counter", "") for at, cell in issued.locked.items() if cell.formula is not None and cell.kind == "number"
    }
    found.update(_head(issued))
    found.update({at: ("score", name) for name, at in blueprint.criteria.items()})
    found.update({at: ("points", name) for name, at in blueprint.points.items()})
    found.update({at: ("section", str(index)) for index, at in enumerate(blueprint.sections)})
    found.update({slot.place: ("input", slot.id) for slot in blueprint.slots if slot.id in blueprint.filled.locked})
    adjustments = issued.keys.get("adjustment.head")
    if adjustments is not None:
        found[adjustments, blueprint.total[1]] = ("adjustment", "")
    found[blueprint.total] = ("total", "")
    found[blueprint.grade] = ("grade", "")
    return found


def _head(issued: Issued) -> dict[Place, Role]:
    """Return the roles of the boxes at the top, which repeat total and grade and show the progress."""
    blueprint = issued.blueprint
    repeated: dict[str, What] = {f"IF({address(blueprint.total)}=": "total", f"IF({address(blueprint.grade)}=": "grade"}
    row = issued.keys.get("progress")
    found: dict[Place, Role] = {}
    for at, cell in issued.locked.items():
        if at[0] == row and cell.formula is not None:
            rest = _LEAD.sub("", cell.formula, count=1)
            found[at] = next((what for start, what in repeated.items() if rest.startswith(start)), "counter"), ""
    return found


def without_lead(issued: Locked | None, text: str) -> str:
    """Return the shown text of a box without the words before the figure; they are part of its formula."""
    lead = _LEAD.match(issued.formula or "") if issued is not None else None
    return text.strip().removeprefix(lead[1].replace('""', '"')) if lead else text.strip()


def _claim(returned: Returned, role: Role, at: Place, cell: Cell) -> Claim:
    """Return the claim of a cell with changed content; a formula claims its cached value."""
    what, name = role
    if what in _WITHOUT_CLAIM:
        return _without_value(what)
    if what == "input":
        return _entered(returned, name, at, cell)
    if cell.kind == "blank" and cell.formula is not None:
        return _without_value("unseen")
    if what == "grade":
        shown = plain(cell.value) if isinstance(cell.value, float) else str(cell.value or "")
        return what, name, without_lead(returned.issued.locked.get(at), shown)
    number = _number(cell)
    if number is None and cell.kind == "blank" and what in _BLANK_IS_ZERO:
        number = 0.0
    if number is not None:
        return what, name, number
    if cell.kind == "bool":
        return _without_value("unseen")
    return ("word", name, None) if what == "score" and cell.kind == "text" else _without_value("none")


def _number(cell: Cell) -> float | None:
    """Return a cell's number, written as a number or as text."""
    if isinstance(cell.value, float):
        return cell.value
    text = cell.value.strip() if isinstance(cell.value, str) and cell.kind == "text" else ""
    return float(text) if _NUMBER.fullmatch(text) else None


def _entered(returned: Returned, name: str, at: Place, cell: Cell) -> Claim:
    """Return the claim of a changed cell that was prefilled and locked."""
    slot = returned.issued.blueprint.slots_by_id[name]
    entry = read_entry(slot, returned.now(at) or at, cell, returned.reading.format(cell.style))
    if entry.value is None and (not entry.blank or slot.required):
        return _without_value("none" if entry.blank else "unseen")
    return "input", name, entry.value


def _shown(role: Role, code: str, cell: Cell) -> Claim:
    """Return the claim of a cell whose number format shows another value."""
    what, name = role
    if what in _WITHOUT_CLAIM or what == "input":
        return _without_value("nothing" if what != "counter" else what)
    if what == "grade":
        return _without_value("unseen")
    number = number_in(shown_number(code, cell.value if isinstance(cell.value, float) else None))
    return _without_value("unseen") if number is None else (what, name, number)
