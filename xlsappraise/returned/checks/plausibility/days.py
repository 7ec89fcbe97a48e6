"""Notice counts of what happens at most once a day that exceed the days."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.returned.returned_form import Returned


def count_above_days(returned: Returned) -> Iterator[Problem]:
    """Yield a note per count of what happened above the days of the period, or of the person's part of it."""
    days = days_covered(returned)
    for one in returned.answers:
        for name in one.rule.happened():
            value = one.number(name)
            if value is not None and value > days:
                entry = one.entries[name]
                yield problem(
                    "count-above-days", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=plain(value), expected=days,
                )  # fmt: skip


def days_covered(returned: Returned) -> int:
    """Return the days of the period, or of the person's part of it."""
    period, stay = Period.parse(returned.issued.issue.period), returned.issued.blueprint.stay
    return (period.last_day - period.first_day).days + 1 if stay is None else stay.days
