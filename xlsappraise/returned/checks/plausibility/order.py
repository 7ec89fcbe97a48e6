"""Notice dates in the wrong order: a callback before the completion, a form signed before what it records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.plausibility.dates import AFTERWARDS
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes.ids import table_slot
from xlsappraise.typed.entries import Entry

SOON = 21
"""So many days after the sign-off something may still be done that belongs to the form, such as the interview"""
PLANNED = re.compile(
    "下次|下[一个]*[月季年]|计划|预计|预约|约定|期限|时限|拟|到期|交货期|最晚|next|due|deadline|plan", re.I
)
RECORDED = re.compile(
    "统计|调查|收集|检查|抽查|面谈|访谈|回访|上交|完成|登记|签订|下单|发出|发生|held|done|surveyed", re.I
)
"""What the label of a date says that tells when something was done"""
WHEN = re.compile("日期|时间|date|day", re.I)


def dates_out_of_order(returned: Returned) -> Iterator[Problem]:
    """Yield a note per date that lies before the one that comes first: as ``after`` says, or of a sign-off.

    The person appraised marks first, then those whose marks count, and nobody before what happened in the period.
    """
    for later, first in _ordered(returned):
        entry, before = returned.entries.get(later), returned.entries.get(first)
        if entry is not None and before is not None:
            yield from _compare(returned, entry, before)
    form = returned.issued.blueprint.form
    last = _last_recorded(returned)
    early = False
    for rater in form.scoring_raters if last is not None else ():
        signed = returned.entries.get(form.slot("signoff.date", rater))
        if signed is not None and last is not None:
            for found in _compare(returned, signed, last):
                early = True
                yield found
    if not early:
        yield from _recorded_later(returned)


def _ordered(returned: Returned) -> Iterator[tuple[str, str]]:
    """Yield the ids of a date and of the one that comes before it."""
    form = returned.issued.blueprint.form
    for table in form.tables:
        ordered = [(column.id, column.after) for column in table.columns if column.after is not None]
        for row in range(1, table.rows + 1) if ordered else ():
            for later, first in ordered:
                yield table_slot(table.id, row, later), table_slot(table.id, row, first)
    yield from ((f"field.{field.id}", f"field.{field.after}") for field in form.fields if field.after is not None)
    for own in (rater for rater in form.raters if rater.weight == 0 and form.shared):
        for rater in form.scoring_raters:
            yield form.slot("signoff.date", rater), form.slot("signoff.date", own)


def _recorded_later(returned: Returned) -> Iterator[Problem]:
    """Yield a note per date of what is recorded that lies long after the last sign-off; plans are for later."""
    form = returned.issued.blueprint.form
    signs = [returned.entries.get(form.slot("signoff.date", rater)) for rater in form.scoring_raters]
    signed = [entry for entry in signs if entry is not None and isinstance(entry.value, str)]
    last = max(signed, key=lambda entry: str(entry.value), default=None)
    period = Period.parse(returned.issued.issue.period)
    if last is not None and str(last.value) < period.first_day.isoformat():
        return  # the sign-off itself is wrong, which is asked about elsewhere
    kept = {(table.id, c.id) for table in form.tables for c in table.columns if c.within}
    for entry in returned.entries.values() if last is not None else ():
        column = (entry.slot.table, entry.slot.id.rpartition(".")[2])
        if entry.slot.type != "date" or not isinstance(entry.value, str) or _signs(entry) or column in kept:
            continue
        far = date.fromisoformat(entry.value) > period.last_day + AFTERWARDS  # which is asked about elsewhere
        if last is not None and not far and _records(returned, entry) and _days_after(entry, last) > SOON:
            yield problem(
                "dates-out-of-order", sheet=returned.name, cell=entry.cell, label=_whose(returned, last),
                found=last.value, earlier=entry.slot.full_label, expected=entry.value,
            )  # fmt: skip


def _days_after(entry: Entry, first: Entry) -> int:
    return (date.fromisoformat(str(entry.value)) - date.fromisoformat(str(first.value))).days


def _records(returned: Returned, entry: Entry) -> bool:
    """Return whether a date tells when something was done: its record is written, or its label says so."""
    label = entry.slot.label
    if PLANNED.search(label):
        return False
    about = WHEN.sub("", label)
    written = [
        other
        for name, other in returned.entries.items()
        if name.startswith("field.") and other.slot.type == "text" and about and about in other.slot.label
    ]
    if entry.slot.table is None and written:
        return any(not other.blank for other in written)
    return RECORDED.search(label) is not None


def _last_recorded(returned: Returned) -> Entry | None:
    """Return the latest date of what happened, which the scheme keeps within the period; None where there is none."""
    within = {(table.id, c.id) for table in returned.issued.blueprint.form.tables for c in table.columns if c.within}
    found = [
        entry
        for entry in returned.entries.values()
        if (entry.slot.table, entry.slot.id.rpartition(".")[2]) in within and isinstance(entry.value, str)
    ]
    return max(found, key=lambda entry: str(entry.value), default=None)


def _compare(returned: Returned, entry: Entry, first: Entry) -> Iterator[Problem]:
    """Yield a note where a date lies before another; both are as ISO 8601 writes them."""
    if isinstance(entry.value, str) and isinstance(first.value, str) and entry.value < first.value:
        same = entry.slot.hint == first.slot.hint
        yield problem(
            "dates-out-of-order", sheet=returned.name, cell=entry.cell, label=_whose(returned, entry),
            found=entry.value, earlier=first.slot.label if same and not _signs(first) else _whose(returned, first),
            expected=first.value,
        )  # fmt: skip


def _signs(entry: Entry) -> bool:
    return entry.slot.id.startswith("signoff.")


def _whose(returned: Returned, entry: Entry) -> str:
    """Return the label of a date, that of a sign-off with the rater who signs."""
    if not _signs(entry):
        return entry.slot.full_label
    return f"{returned.issued.blueprint.form.rater(entry.slot.rater).title}·{entry.slot.label}"
