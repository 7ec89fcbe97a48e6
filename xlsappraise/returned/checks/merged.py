"""Check that entry cells merged with others still hold their entries."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.frozen import blank_of
from xlsappraise.returned.checks.locked import content_text
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, address, area


def merged_inputs(returned: Returned) -> Iterator[Problem]:
    """Yield merged areas over entry cells: a warning where an entry is still seen, else an error.

    What stands under any merged area is not seen, so it does not count and is reported.
    """
    blueprint = returned.issued.blueprint
    if not blueprint.merges.issuperset(returned.sheet.merges):
        yield from _added(returned)
    for slot in blueprint.slots:
        for at in _spread(returned, slot):
            cell = returned.sheet.cells.get(at)
            if at in returned.covered and cell is not None and not blank_of(cell):
                yield problem(
                    "entry-under-merge", sheet=returned.name, cell=address(at), found=content_text(cell),
                    label=slot.full_label,
                )  # fmt: skip


def _spread(returned: Returned, slot: Slot) -> Iterator[Place]:
    """Yield the current places of the cells of an entry."""
    for row in range(slot.place[0], slot.last[0] + 1):
        for column in range(slot.place[1], slot.last[1] + 1):
            yield returned.now((row, column)) or (row, column)


def _added(returned: Returned) -> Iterator[Problem]:
    blueprint = returned.issued.blueprint
    issued = {_merge_now(returned, first, last) for first, last in blueprint.merges}
    for merge in returned.sheet.merges:
        covered = [slot for slot in blueprint.slots if _covers(merge, returned.now(slot.place))]
        if merge in issued or not covered:
            continue
        shown = any(returned.now(slot.place) == merge[0] for slot in covered)
        code = "inputs-merged" if shown else "inputs-merged-lost"
        labels = tuple(dict.fromkeys(slot.label for slot in covered))
        yield problem(code, sheet=returned.name, cell=area(*merge), found=area(*merge), label=labels)


def _merge_now(returned: Returned, first: Place, last: Place) -> tuple[Place, Place] | None:
    """Return the current bounds of an issued merged area, of whose columns some may be gone or in another order."""
    columns = range(first[1], last[1] + 1)
    top, bottom = ([at for at in (returned.now((row, c)) for c in columns) if at] for row in (first[0], last[0]))
    return (min(top), max(bottom)) if top and bottom else None


def _covers(merge: tuple[Place, Place], at: Place | None) -> bool:
    (top, left), (bottom, right) = merge
    return at is not None and top <= at[0] <= bottom and left <= at[1] <= right
