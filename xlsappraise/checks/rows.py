"""Is every row of the form there once, where it was?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.intake.returned import Returned
from xlsappraise.problems import Problem, problem


def rows(returned: Returned) -> Iterator[Problem]:
    """Yield missing and repeated rows (errors) and moved ones (one warning)."""
    for key, row in returned.issued.keys.items():
        found = returned.key_rows.get(key, [])
        if len(found) == 1:
            continue
        label = returned.issued.blueprint.label((row, 0))
        if not found:
            yield problem("row-missing", sheet=returned.name, expected=label, cell=_whole_row(row))
        else:
            shown = ", ".join(str(now + 1) for now in sorted(found))
            cell = _whole_row(sorted(found)[1])
            yield problem("row-duplicated", sheet=returned.name, expected=label, found=shown, cell=cell)
    if returned.moved:
        yield problem("rows-moved", sheet=returned.name)


def _whole_row(row: int) -> str:
    return f"{row + 1}:{row + 1}"
