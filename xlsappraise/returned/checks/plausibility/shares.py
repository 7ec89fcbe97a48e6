"""Notice percentages above 100 % of things that are parts of a whole."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.answers import answers, shown
from xlsappraise.returned.returned_form import Returned


def share_above_whole(returned: Returned) -> Iterator[Problem]:
    """Yield a note per share above 100 %; where the scheme has a largest value, that is an error elsewhere."""
    for one in answers(returned):
        for name in one.rule.shares():
            value = one.number(name)
            if value is not None and value > 1:
                entry = one.entries[name]
                yield problem(
                    "share-above-whole", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=shown(entry.slot, value),
                )  # fmt: skip
