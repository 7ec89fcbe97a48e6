"""Is the scorecard sheet there once, under its name, with its hidden companion?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem


def sheets(returned: Returned) -> Iterator[Problem]:
    """Yield two scorecards (error); a renamed, an added and a lost hidden sheet (warnings); one shown (note)."""
    found = [entry.name for entry in returned.reading.form_sheets]
    if len(found) > 1:
        yield problem("sheet-duplicated", sheet=found[0], found=", ".join(found))
    expected = returned.issued.blueprint.sheet
    if returned.name != expected:
        yield problem("sheet-renamed", sheet=returned.name, found=returned.name, expected=expected)
    facts = returned.reading.facts_sheet
    if facts is None:
        yield problem("hidden-sheet-missing")
    elif facts.state.lower() != "veryhidden":
        yield problem("hidden-sheet-shown", sheet=facts.name)
    ours = (returned.issued.blueprint.instructions_sheet, returned.issued.blueprint.scheme.say("Corrections"))
    known = {*ours, *found, facts.name if facts else ""}
    for entry in returned.reading.entries:
        if entry.name not in known:
            yield problem("sheet-added", sheet=entry.name, found=entry.name)
