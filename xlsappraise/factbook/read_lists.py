"""Reading the sheets of incidents and check marks: a row is used completely, or reported with the invalid cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain

from xlsappraise.base.text import suggestions
from xlsappraise.factbook.draft import FactsDraft, amount, unusable
from xlsappraise.factbook.needs import Kind
from xlsappraise.factbook.read_people import unknown
from xlsappraise.factbook.slots import column_slot
from xlsappraise.results.period_facts import CheckMark, Incident
from xlsappraise.typed import HeadedTable
from xlsappraise.typed.entries import Entry
from xlsappraise.typed.words import key


def read_incidents(draft: FactsDraft, table: HeadedTable) -> None:
    """Read the incidents into ``draft``; report duplicates and incidents that no plan of the person uses."""
    if not _ready(draft, table):
        return
    for row in _rows(table):
        employee, number = draft.employee(table, row)
        owner = employee.employee_id if employee else number
        incident = _incident(draft, table, row, owner)
        if employee is not None and incident is not None:
            if incident in draft.incidents:
                at, shown = table.at(row, "number"), f"{incident.day} {incident.kind}"
                draft.report("facts-incident-twice", table, at, employee.employee_id, shown, name=employee.name)
            draft.incidents.append(incident)
            if (employee.employee_id, incident.kind) not in draft.needs.counted and not draft.earlier:
                at = table.at(row, "kind")
                draft.report(
                    "facts-incident-not-counted", table, at, employee.employee_id, incident.kind, name=employee.name
                )


def read_checks(draft: FactsDraft, table: HeadedTable) -> None:
    """Read the check marks into ``draft``."""
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
    """Return whether no column is missing; report those that are, and unknown ones."""
    complete = draft.complete(table)
    unknown(draft, table, set(), [draft.say(column.title) for column in table.missing])
    return complete


def _rows(table: HeadedTable) -> list[int]:
    """Return the rows with content besides the generated columns."""
    names = [column.id for column in table.headed.columns if not column.shown]
    return [row for row in table.rows if table.filled(row, *names)]


def _entry(
    draft: FactsDraft, table: HeadedTable, row: int, name: str, owner: str | None, *, needed: bool = False
) -> Entry:
    takes = column_slot(table.headed[name], draft.needs.period, draft.say)
    entry = draft.read(table, row, name, takes, owner)
    if needed and entry.blank:
        draft.report("facts-blank", table, entry.cell, owner, label=takes.label)
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
        _check_kind(draft, table, kind, (sum_, settled), owner)
    day = date.fromisoformat(when.value) if isinstance(when.value, str) else None
    settled_on = date.fromisoformat(settled.value) if isinstance(settled.value, str) else None
    if day is not None and settled_on is not None and settled_on < day:
        draft.report("facts-settled-before", table, settled.cell, owner, settled_on, f"≥ {day}")
    wrong = any(p.severity == "error" for p in draft.problems[before:])
    if owner is None or day is None or kind is None or wrong or any(unusable(e) for e in (times, sum_, settled)):
        return None
    count = int(times.value) if isinstance(times.value, float) else 1
    value = amount(sum_) if kind.amount else None
    return Incident(owner, day, kind.title, count, value, settled_on if kind.settled else None, str(note or ""))


def _kind(draft: FactsDraft, table: HeadedTable, row: int, owner: str | None) -> Kind | None:
    """Return the kind of incident of a row; report an unknown one with the nearest, as the list is long."""
    column = table.headed["kind"]
    label = draft.say(column.title)
    entry = draft.read(table, row, "kind", replace(column, kind="text").slot(label), owner)
    if entry.blank:
        draft.report("facts-blank", table, entry.cell, owner, label=label)
    if not isinstance(entry.value, str):
        return None
    text = entry.value
    kinds, wanted = draft.needs.kinds, key(text)
    named = (kind for kind in kinds if key(kind.title) == wanted)
    earlier = (kind for kind in kinds if wanted in map(key, kind.formerly))
    found = next(chain(named, earlier), None)
    if found is None:
        titles = [kind.title for kind in draft.needs.kinds]
        expected = suggestions(tuple(titles)).nearest(text) or tuple(titles)
        draft.report("facts-unknown-incident", table, entry.cell, owner, text, expected)
    return found


def _check_kind(
    draft: FactsDraft, table: HeadedTable, kind: Kind, entries: tuple[Entry, Entry], owner: str | None
) -> None:
    """Report a missing amount, and entries that a kind of incident does not take."""
    sum_, settled = entries
    if kind.amount and sum_.blank:
        draft.report("facts-amount-missing", table, sum_.cell, owner, kind.title)
    for entry, taken in ((sum_, kind.amount), (settled, kind.settled)):
        if not taken and entry.value is not None:
            draft.report("facts-kind-takes-none", table, entry.cell, owner, kind.title, label=entry.slot.label)
