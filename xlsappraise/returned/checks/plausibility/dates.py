"""Notice dates that are far from the period of the form: a slip of the year or the month.

No check uses today's date. Dates that a scheme keeps within the period are refused when they are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

AFTERWARDS = timedelta(days=92)
"""How long after its period a form may still be signed, and what it records be dated: a quarter"""
YEAR_SLIP = timedelta(days=300)
"""How far from the period a date of a record may lie, which may tell of a contract before or a delivery to come"""


def date_far_from_period(returned: Returned) -> Iterator[Problem]:
    """Yield a note per date of a field or a sign-off before the period or long after it, and per date of a record
    that looks like one of another year.
    """
    period = Period.parse(returned.issued.issue.period)
    for entry in returned.entries.values():
        if entry.slot.type != "date" or not isinstance(entry.value, str):
            continue
        before, after = (YEAR_SLIP, YEAR_SLIP) if entry.slot.table else (timedelta(), AFTERWARDS)
        if not period.first_day - before <= date.fromisoformat(entry.value) <= period.last_day + after:
            yield _note(returned, entry, period)


def _note(returned: Returned, entry: Entry, period: Period) -> Problem:
    return problem(
        "date-far-from-period", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label, found=entry.value,
        expected=str(period),
    )  # fmt: skip
