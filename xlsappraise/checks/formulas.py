"""Is every formula the one that was issued, at most relocated with its row and column?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.checks.locked import told
from xlsappraise.intake.formula import normal
from xlsappraise.intake.returned import Returned
from xlsappraise.intake.sheet import Cell, Place
from xlsappraise.problems import Problem, problem


def formulas(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per changed or overwritten formula."""
    for at, due, found in changed_formulas(returned):
        yield problem(
            "formula-changed", sheet=returned.name, cell=returned.where(at), found=told(found),
            expected=f"={due}", label=returned.issued.blueprint.label(at), price="",
        )  # fmt: skip


def changed_formulas(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield (issued place, formula due, as found) of each formula that was changed or overwritten.

    Nothing is yielded for a copy of the values alone, which is told once, nor in formats that tell no formulas.
    """
    if returned.values_only or not returned.reading.formulas_known:
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
