"""Check that the adjustments are within their net bounds; beyond them, the bound counts."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned


def adjustments(returned: Returned) -> Iterator[Problem]:
    """Yield a note when the net sum is cut to the scheme's bound, where the scheme bounds it."""
    bounds = returned.issued.blueprint.form.adjustments
    if bounds is None or not bounds.net:
        return
    points = {
        name: value
        for name, value in returned.inputs.items()
        if name.startswith("adjustment.") and name.endswith(".points") and isinstance(value, float)
    }
    if not points:
        return
    slot = returned.issued.blueprint.slots_by_id[next(iter(points))]
    assert slot.min is not None and slot.max is not None, "adjustments are bounded"
    net = sum(points.values())
    counted = max(slot.min, min(slot.max, net))
    if counted != net:
        yield problem("adjustments-capped", sheet=returned.name, found=plain(net), expected=plain(counted))
