"""Is every row of the form there once, where it was?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem


def rows(returned: Returned) -> Iterator[Problem]:
    """Yield missing and repeated rows (errors) and moved ones (one warning)."""
    for key, row in returned.issued.keys.items():
        found = returned.key_rows.get(key, [])
        label = returned.issued.blueprint.label((row, 0))
        if not found:
            yield problem("row-missing", sheet=returned.name, expected=label, cell=f"{row + 1}:{row + 1}")
        elif len(found) > 1:
            shown = ", ".join(str(now + 1) for now in sorted(found))
            yield problem(
                "row-duplicated",
                sheet=returned.name,
                expected=label,
                found=shown,
                cell=f"{found[1] + 1}:{found[1] + 1}",
            )
    if returned.moved:
        yield problem("rows-moved", sheet=returned.name)
