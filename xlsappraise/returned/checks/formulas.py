"""Is every formula the one that was issued, at most relocated with its row and column?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.locked import told
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.formula import normal
from xlsappraise.xlsx.sheet import Cell

SEVERAL = 3


def formulas(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per changed or overwritten formula, and one for all that a program dropped."""
    for at, due, found in changed_formulas(returned):
        yield problem(
            "formula-changed", sheet=returned.name, cell=returned.where(at), found=told(found),
            expected=f"={due}", label=returned.issued.label(at),
        )  # fmt: skip
    dropped = [returned.where(at) for at in _dropped(returned, list(_different(returned)))]
    if dropped:
        yield problem("formula-dropped", sheet=returned.name, cell=dropped[0], found=tuple(dropped))


def changed_formulas(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield (issued place, formula due, as found) of each formula that was changed or overwritten."""
    different = list(_different(returned))
    dropped = _dropped(returned, different)
    return (one for one in different if one[0] not in dropped)


def _dropped(returned: Returned, different: list[tuple[Place, str, Cell]]) -> list[Place]:
    """Return the formulas that a program left out because they showed nothing.

    Such a program leaves out every formula without a result, and the locks and the validations too; a formula that
    a person has cleared is another thing.
    """
    sheet = returned.sheet
    gone = [
        at
        for at, _due, found in different
        if found.kind == "blank" and found.formula is None and returned.issued.locked[at].kind == "blank"
    ]
    if len(gone) < SEVERAL or sheet.protected or sheet.validated:
        return []
    left = any(cell.kind == "blank" for cell in sheet.cells.values() if cell.formula is not None)
    return [] if left else gone


def _different(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield what is not the formula that is due.

    Nothing is yielded for a copy of the values alone, which is told once, nor in formats that tell no formulas.
    """
    if returned.values_only or not returned.reading.reads_formulas:
        return
    for at, expected in returned.issued.locked.items():
        if expected.formula is None or not returned.comparable(at):
            continue
        found = returned.cell(at)
        if found.formula == expected.formula and not returned.moved:
            continue
        due = returned.relocated(expected.formula)
        if found.formula is None or normal(found.formula) != normal(due):
            yield at, due, found
