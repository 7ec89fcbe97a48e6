"""Check that every adjustment has a reason."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned


def reasons(returned: Returned) -> Iterator[Problem]:
    """Yield adjustments other than 0 without a reason, with the cell of the reason."""
    for name, entry in returned.entries.items():
        if not name.startswith("adjustment.") or not name.endswith(".points"):
            continue
        reason = returned.entries.get(name.removesuffix("points") + "reason")
        if isinstance(entry.value, float) and entry.value != 0 and reason is not None and reason.blank:
            yield problem("missing-reason", sheet=returned.name, cell=reason.cell, found=plain(entry.value))
