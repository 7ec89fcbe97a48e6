"""Check that entry cells merged with others still hold their entries."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, area


def merged_inputs(returned: Returned) -> Iterator[Problem]:
    """Yield merged areas over entry cells: a warning where an entry is still readable, else an error."""
    blueprint = returned.issued.blueprint
    if blueprint.merges.issuperset(returned.sheet.merges):
        return
    issued = {(returned.now(first), returned.now(last)) for first, last in blueprint.merges}
    for merge in returned.sheet.merges:
        covered = [slot for slot in blueprint.slots if _covers(merge, returned.now(slot.place))]
        if merge in issued or not covered:
            continue
        code = "inputs-merged" if _safe(returned, merge, covered) else "inputs-merged-lost"
        labels = tuple(dict.fromkeys(slot.label for slot in covered))
        yield problem(code, sheet=returned.name, cell=area(*merge), found=area(*merge), label=labels)


def _covers(merge: tuple[Place, Place], at: Place | None) -> bool:
    (top, left), (bottom, right) = merge
    return at is not None and top <= at[0] <= bottom and left <= at[1] <= right


def _safe(returned: Returned, merge: tuple[Place, Place], covered: list[Slot]) -> bool:
    """Return whether the area shows an entry cell, or a covered cell still holds an entry."""
    if any(returned.now(slot.place) == merge[0] for slot in covered):
        return True
    return any(not returned.entries[slot.id].blank for slot in covered)
