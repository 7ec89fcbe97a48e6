"""The sheets of incidents and of check marks: every row whole, or told with the cell that is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xlsappraise.base.text import nearest
from xlsappraise.factbook.draft import FactsDraft, amount, bad
from xlsappraise.factbook.needs import Kind
from xlsappraise.factbook.read_people import unknown
from xlsappraise.factbook.slots import column_slot
from xlsappraise.results.period_facts import CheckMark, Incident
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.words import key


def read_incidents(draft: FactsDraft, table: HeadedTable) -> None:
    """Read the incidents."""
    if not _ready(draft, table):
        return
    for row in _rows(table):
        employee, number = draft.employee(table, row)
        owner = employee.employee_id if employee else number
        incident = _incident(draft, table, row, owner)
        if employee is not None and incident is not None:
            if incident in draft.incidents:
                at, told = table.at(row, "number"), f"{incident.day} {incident.kind}"
                draft.tell("facts-incident-twice", table, at, employee.employee_id, told, name=employee.name)
            draft.incidents.append(incident)
            if (employee.employee_id, incident.kind) not in draft.needs.counted and not draft.earlier:
                at = table.at(row, "kind")
                draft.tell(
                    "facts-incident-not-counted", table, at, employee.employee_id, incident.kind, name=employee.name
                )


def read_checks(draft: FactsDraft, table: HeadedTable) -> None:
    """Read the check marks."""
    if not _ready(draft, table):
        return
    for row in _rows(table):
        employee, number = draft.employee(table, row)
        owner = employee.employee_id if employee else number
        when = _entry(draft, table, row, "day", owner, needed=True)
        points = amount(_entry(draft, table, row, "points", owner, needed=True))
        if employee is not None and isinstance(when.value, str) and points is not None:
            draft.checks.append(CheckMark(employee.employee_id, date.fromisoformat(when.value), points))


def _ready(draft: FactsDraft, table: HeadedTable) -> bool:
    """Return whether all columns are there; those that are not are reported."""
    whole = draft.complete(table)
    unknown(draft, table, set(), [draft.say(column.title) for column in table.missing])
    return whole


def _rows(table: HeadedTable) -> list[int]:
    """Return the rows in which anything stands besides the name."""
    names = [column.id for column in table.headed.columns if not column.shown]
    return [row for row in table.rows if table.filled(row, *names)]


def _entry(
    draft: FactsDraft, table: HeadedTable, row: int, name: str, owner: str | None, *, needed: bool = False
) -> Entry:
    takes = column_slot(table.headed[name], draft.needs.period, draft.say)
    entry = draft.read(table, row, name, takes, owner)
    if needed and entry.blank:
        draft.tell("facts-blank", table, entry.cell, owner, label=takes.label)
    return entry


def _incident(draft: FactsDraft, table: HeadedTable, row: int, owner: str | None) -> Incident | None:
    before = len(draft.problems)
    when = _entry(draft, table, row, "day", owner, needed=True)
    kind = _kind(draft, table, row, owner)
    times = _entry(draft, table, row, "times", owner)
    sum_ = _entry(draft, table, row, "amount", owner)
    settled = _entry(draft, table, row, "settled", owner)
    note = _entry(draft, table, row, "note", owner).value if "note" in table.columns else None
    if kind is not None:
        _fits(draft, table, kind, (sum_, settled), owner)
    day = date.fromisoformat(when.value) if isinstance(when.value, str) else None
    mended = date.fromisoformat(settled.value) if isinstance(settled.value, str) else None
    if day is not None and mended is not None and mended < day:
        draft.tell("facts-settled-before", table, settled.cell, owner, mended, f"≥ {day}")
    wrong = any(p.severity == "error" for p in draft.problems[before:])
    if owner is None or day is None or kind is None or wrong or any(bad(e) for e in (times, sum_, settled)):
        return None
    count = int(times.value) if isinstance(times.value, float) else 1
    value = amount(sum_) if kind.amount else None
    return Incident(owner, day, kind.title, count, value, mended if kind.settled else None, str(note or ""))


def _kind(draft: FactsDraft, table: HeadedTable, row: int, owner: str | None) -> Kind | None:
    """Return the kind of a row; the list is too long for a message, so the nearest is told."""
    column = table.headed["kind"]
    label = draft.say(column.title)
    entry = draft.read(table, row, "kind", replace(column, kind="text").slot(label), owner)
    if entry.blank:
        draft.tell("facts-blank", table, entry.cell, owner, label=label)
    if not isinstance(entry.value, str):
        return None
    text = entry.value
    found = next((kind for kind in draft.needs.kinds if key(kind.title) == key(text)), None)
    if found is None:
        titles = [kind.title for kind in draft.needs.kinds]
        expected = nearest(text, titles) or tuple(titles)
        draft.tell("facts-unknown-incident", table, entry.cell, owner, text, expected)
    return found


def _fits(draft: FactsDraft, table: HeadedTable, kind: Kind, entries: tuple[Entry, Entry], owner: str | None) -> None:
    """Report an amount that is missing, and what the kind does not take."""
    sum_, settled = entries
    if kind.amount and sum_.blank:
        draft.tell("facts-amount-missing", table, sum_.cell, owner, kind.title)
    for entry, taken in ((sum_, kind.amount), (settled, kind.settled)):
        if not taken and entry.value is not None:
            draft.tell("facts-kind-takes-none", table, entry.cell, owner, kind.title, label=entry.slot.label)
