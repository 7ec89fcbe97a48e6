"""Notice dates that are far from the period of the form: a slip of the year or the month.

No check uses today's date. Dates that a scheme keeps within the period are refused when they are not.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
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


WHEN = re.compile("时间|日期|期间|起止|几时|何时|when|dates?", re.I)
COLLECTED = re.compile("收集|采集|调查|统计|抽样|抽查|抽检|抽访|回访|访问|取数|询问|检查|collect|survey", re.I)
"""What the label of a field says that asks when its figures were collected; plans may be for later"""
_DAY = re.compile(
    r"(?:(\d{4})年)?(?<!\d)(1[0-2]|0?[1-9])月(?:份)?(?:(3[01]|[12]\d|0?[1-9])(?:[日号]|(?=[-~–—至到、])))?"
)


def days_told_far_from_period(returned: Returned) -> Iterator[Problem]:
    """Yield a note per text about when figures were collected that names only days before the period or long after."""
    period = Period.parse(returned.issued.issue.period)
    for extra in returned.issued.blueprint.form.fields:
        entry = returned.entries.get(f"field.{extra.id}")
        if extra.type != "text" or entry is None or not isinstance(entry.value, str):
            continue
        if not WHEN.search(extra.label) or not COLLECTED.search(extra.label):
            continue
        told = [_nearest(found, period) for found in _DAY.findall(fold(entry.value))]
        known = [span for span in told if span is not None]
        if known and all(last < period.first_day or first > period.last_day + AFTERWARDS for first, last in known):
            yield _note(returned, entry, period)


def _nearest(found: tuple[str, str, str], period: Period) -> tuple[date, date] | None:
    """Return the first and last day that are named; without a year, of the one nearest to the period."""
    year, month, day = found
    spans = []
    for one in (int(year),) if year else range(period.first_day.year - 1, period.last_day.year + 2):
        with suppress(ValueError):
            first = date(one, int(month), int(day or 1))
            spans.append((first, first if day else date(one, int(month), monthrange(one, int(month))[1])))
    return min(spans, key=lambda span: _apart(span, period), default=None)


def _apart(span: tuple[date, date], period: Period) -> timedelta:
    return max(period.first_day - span[1], span[0] - period.last_day, timedelta())


def _note(returned: Returned, entry: Entry, period: Period) -> Problem:
    return problem(
        "date-far-from-period", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label, found=entry.value,
        expected=str(period),
    )  # fmt: skip
