"""Figures that a form takes from a log of the same person and period: how many rows have a column filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.forms.layout import lay_out
from xlsappraise.issuing.known import KnownInputs
from xlsappraise.returned.states import Collection, FormRecord
from xlsappraise.roster import Employee
from xlsappraise.schemes import Feed, Scheme
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.office import Office

Row = dict[str, Any]


def feed(
    office: Office,
    period: Period,
    employees: Sequence[Employee],
    known: dict[str, KnownInputs],
    look: Callable[[], Collection],
) -> list[Problem]:
    """Add to ``known`` what the logs say of these people; return a note for each log that is not in yet.

    ``look`` collects the inbox, where the logs are.
    """
    wanting = [
        (employee, scheme, criterion.id, criterion.feed)
        for employee in employees
        for scheme in employee.schemes
        for criterion in scheme.criteria
        if scheme.period == period.kind and criterion.feed is not None
    ]
    before = office.ledger.issues(str(period))
    if not wanting or not before:
        return []
    logs = _logs(office, look())
    sent = {(issue.employee_id, issue.scheme_id): issue for issue in before}
    waiting: list[Problem] = []
    for employee, scheme, criterion_id, source in wanting:
        rows = logs.get((employee.employee_id, source.scheme, source.table))
        if rows is not None:
            values = _counts(criterion_id, source, scheme, rows)
            waiting += _overruled(employee, scheme, values, known)
            origin = scheme.say("taken from “{title}”").format(title=office.library[source.scheme].title)
            known.setdefault(employee.employee_id, KnownInputs()).put(scheme.id, values, origin)
        elif (employee.employee_id, source.scheme) in sent and (employee.employee_id, scheme.id) not in sent:
            title = office.library[source.scheme].title
            waiting.append(problem("feed-not-in", employee_id=employee.employee_id, name=employee.name, expected=title))
    return waiting


def _overruled(
    employee: Employee, scheme: Scheme, values: Mapping[str, float | str], known: Mapping[str, KnownInputs]
) -> Iterator[Problem]:
    """Report the prefilled figures that differ from those of the log."""
    given = known[employee.employee_id].values.get(scheme.id, {}) if employee.employee_id in known else {}
    for name, value in values.items():
        if name in given and given[name] != value:
            yield problem(
                "prefill-overruled", employee_id=employee.employee_id, name=employee.name, label=_label(scheme, name),
                found=_told(given[name]), expected=_told(value),
            )  # fmt: skip


def _label(scheme: Scheme, name: str) -> str:
    """Name an input for a reader."""
    slot = lay_out(scheme).slots_by_id[name]
    return slot.full_label


def _told(value: float | str) -> str:
    return plain(value) if isinstance(value, float) else value


def stale(office: Office, collection: Collection) -> Iterator[Problem]:
    """Yield a warning per form that was issued with figures of a log that has changed since."""
    forms = [form for form in collection.forms if form.state != "withdrawn"]
    blueprints = office.blueprints([form.issue for form in forms])
    rows = _rows(forms, blueprints)
    for form in forms:
        scheme, filled = blueprints[form.issue.master_id].form, blueprints[form.issue.master_id].filled
        for criterion in scheme.criteria if filled.origins else ():
            if criterion.feed is None:
                continue
            log = rows.get((form.issue.employee_id, criterion.feed.scheme, criterion.feed.table))
            now = _counts(criterion.id, criterion.feed, scheme, log) if log is not None else {}
            for name, value in now.items():
                if name in filled.origins and filled.values[name] != value:
                    issue = form.issue
                    yield problem(
                        "feed-changed", employee_id=issue.employee_id, name=issue.name, number=issue.employee_id,
                        label=_label(scheme, name), found=_told(filled.values[name]), expected=_told(value),
                    )  # fmt: skip


def _logs(office: Office, collection: Collection) -> dict[tuple[str, str, str], list[Row]]:
    """Return the rows that count of every valid form, by employee, scheme and table."""
    return _rows(collection.forms, office.blueprints([form.issue for form in collection.forms]))


def _rows(forms: Sequence[FormRecord], blueprints: Mapping[int, Blueprint]) -> dict[tuple[str, str, str], list[Row]]:
    return {
        (form.issue.employee_id, form.issue.scheme_id, table.id): table.counted_rows(form.version.inputs)
        for form in forms
        for table in blueprints[form.issue.master_id].form.tables
        if form.version is not None and form.state == "valid"
    }


def _counts(criterion: str, source: Feed, scheme: Scheme, rows: Sequence[Row]) -> dict[str, float | str]:
    rater = scheme.first_marker(next(one for one in scheme.criteria if one.id == criterion))
    return {
        scheme.slot(f"{criterion}.{name}", rater): float(sum(row.get(column) is not None for row in rows))
        for name, column in source.counts.items()
    }
