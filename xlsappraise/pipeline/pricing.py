"""What a change to locked content would be worth if it were believed."""

from __future__ import annotations

from xlsappraise.intake.returned import Returned
from xlsappraise.workbook.layout import address

Belief = dict[str, str | float]
"""A change as it was found, in plain values for the ledger: ``cell``, ``what`` and what the change says."""


def beliefs(returned: Returned) -> list[Belief]:
    """Return what each changed locked cell of a form says now."""
    changed: list[Belief] = []
    for criterion, at in returned.issued.blueprint.points.items():
        found = returned.cell(at).value
        now = returned.now(at)
        if now is not None and isinstance(found, float) and found != returned.issued.locked[at].value:
            changed.append({"cell": address(now), "what": "points", "id": criterion, "value": found})
    return changed
