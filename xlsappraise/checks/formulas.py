"""Is every formula the one that was issued, at most relocated with its row?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.checks.locked import told
from xlsappraise.intake.formula import normal, relocate
from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem


def formulas(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per changed or overwritten formula."""
    issued = returned.issued
    for at, expected in issued.locked.items():
        if expected.formula is None or at[0] not in returned.rows:
            continue
        found = returned.cell(at)
        if found.formula == expected.formula and not returned.moved:
            continue
        due = relocate(expected.formula, returned.rows) if returned.moved else expected.formula
        if found.formula is not None and normal(found.formula) == normal(due):
            continue
        yield problem(
            "formula-changed",
            sheet=returned.name,
            cell=returned.where(at),
            found=told(found),
            expected=f"={due}",
            label=issued.blueprint.label(at),
            price="",
        )
