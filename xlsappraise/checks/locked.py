"""Does every locked cell without a formula hold what was issued?

Numbers agree to 1e-9 of their size, texts exactly but for line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.i18n import _
from xlsappraise.intake.issued import Locked
from xlsappraise.intake.returned import Returned
from xlsappraise.intake.sheet import Cell
from xlsappraise.problems import Problem, problem
from xlsappraise.rounding import plain


def locked_cells(returned: Returned) -> Iterator[Problem]:
    """Yield one finding per changed locked cell."""
    issued = returned.issued
    for at, expected in issued.locked.items():
        if expected.formula is not None or at in issued.blueprint.entry_places or at[0] not in returned.rows:
            continue
        found = returned.cell(at)
        if not same(expected, found):
            yield problem(
                "locked-cell-changed",
                sheet=returned.name,
                cell=returned.where(at),
                found=told(found),
                expected=told(expected),
                label=issued.blueprint.label(at),
                price="",
            )


def same(expected: Locked, found: Cell) -> bool:
    """Tell whether a cell holds what was issued."""
    if found.formula is not None or expected.kind != found.kind:
        return False
    if isinstance(expected.value, float) and isinstance(found.value, float):
        return abs(expected.value - found.value) <= 1e-9 * max(1.0, abs(expected.value))
    return expected.value == found.value


def told(cell: Locked | Cell) -> str:
    """Tell a cell's content."""
    if cell.formula is not None:
        return f"={cell.formula}"
    if cell.kind == "blank":
        return _("(blank)")
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
