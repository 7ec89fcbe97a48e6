"""Notice the reason of an adjustment whose points were left blank, which counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.not_applicable import NONE
from xlsappraise.returned.returned_form import Returned


def points_blank(returned: Returned) -> Iterator[Problem]:
    """Yield a note per reason without points, unless it says that there was nothing; a point of 0 is an answer."""
    for name, entry in returned.entries.items():
        if not name.startswith("adjustment.") or not name.endswith(".points") or not entry.blank:
            continue
        reason = returned.entries.get(name.removesuffix("points") + "reason")
        if reason is None or not isinstance(reason.value, str):
            continue
        if not NONE.fullmatch(fold(reason.value).rstrip("。!") or "/"):
            yield problem(
                "record-cell-blank", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                other=reason.slot.label, found=reason.value,
            )  # fmt: skip
