"""Is the scorecard sheet there once, under its name, with its hidden companion?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem


def sheets(returned: Returned) -> Iterator[Problem]:
    """Yield two scorecards (error), a renamed sheet and a lost hidden sheet (warnings)."""
    found = [entry.name for entry in returned.reading.form_sheets]
    if len(found) > 1:
        yield problem("sheet-duplicated", sheet=found[0], found=", ".join(found))
    expected = returned.issued.blueprint.sheet
    if returned.name != expected:
        yield problem("sheet-renamed", sheet=returned.name, found=returned.name, expected=expected)
    if returned.reading.facts_sheet is None:
        yield problem("hidden-sheet-missing")
