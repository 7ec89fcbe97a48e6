"""Check that every formula is the issued one, relocated with its row and column."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.locked import content_text
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.cell import Cell
from xlsappraise.xlsx.expression import expression

SEVERAL = 3


def formulas(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per changed or overwritten formula, and one for all formulas that a program dropped."""
    for at, expected, found in changed_formulas(returned):
        yield problem(
            "formula-changed", sheet=returned.name, cell=returned.where(at), found=content_text(found),
            expected=f"={expected}", label=returned.issued.label(at),
        )  # fmt: skip
    dropped = [returned.where(at) for at in _dropped(returned, list(_different(returned)))]
    if dropped:
        yield problem("formula-dropped", sheet=returned.name, cell=dropped[0], found=tuple(dropped))


def changed_formulas(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield (issued place, expected formula, cell found) of each formula that was changed or overwritten."""
    different = list(_different(returned))
    dropped = _dropped(returned, different)
    return (one for one in different if one[0] not in dropped)


def _dropped(returned: Returned, different: list[tuple[Place, str, Cell]]) -> list[Place]:
    """Return the places of formulas that a program dropped because their value was blank.

    Such a program drops every formula with a blank value, and protection and validations too; otherwise a person has
    cleared the formula.
    """
    sheet = returned.sheet
    gone = [
        at
        for at, _expected, found in different
        if found.kind == "blank" and found.formula is None and returned.issued.locked[at].kind == "blank"
    ]
    if len(gone) < SEVERAL or sheet.protected or sheet.validated:
        return []
    kept = any(cell.kind == "blank" for cell in sheet.cells.values() if cell.formula is not None)
    return [] if kept else gone


def _different(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield (issued place, expected formula, cell found) where another formula or none is found.

    Yield nothing for a values-only copy, which has a finding of its own, nor for formats without formulas.
    """
    if returned.values_only or not returned.reading.reads_formulas:
        return
    for at, issued in returned.issued.locked.items():
        if issued.formula is None or not returned.comparable(at):
            continue
        found = returned.cell(at)
        if found.formula == issued.formula and not returned.moved:
            continue
        expected = returned.relocated(issued.formula)
        if found.formula is None or expression(found.formula) != expression(expected):
            yield at, expected, found
