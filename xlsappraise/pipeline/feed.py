"""Figures that a form takes from a log of the same person and period: how many rows have a column filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsappraise.period import Period
from xlsappraise.pipeline.collect import collect
from xlsappraise.pipeline.known import Known
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.tables import counted_rows
from xlsappraise.problems import Problem, problem
from xlsappraise.roster import Employee
from xlsappraise.scheme import Feed, Scheme

Row = dict[str, Any]


def feed(office: Office, period: Period, employees: Sequence[Employee], known: dict[str, Known]) -> list[Problem]:
    """Add to ``known`` what the logs say of these people; return a note for each log that is not in yet."""
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
    logs = _logs(office, period)
    sent = {(issue.employee_id, issue.scheme_id): issue for issue in before}
    waiting: list[Problem] = []
    for employee, scheme, criterion_id, source in wanting:
        rows = logs.get((employee.employee_id, source.scheme, source.table))
        if rows is not None:
            values = _counts(criterion_id, source, scheme, rows)
            told = scheme.say("taken from “{title}”").format(title=office.library[source.scheme].title)
            known.setdefault(employee.employee_id, Known()).put(scheme.id, values, told)
        elif (employee.employee_id, source.scheme) in sent and (employee.employee_id, scheme.id) not in sent:
            title = office.library[source.scheme].title
            waiting.append(problem("feed-not-in", employee_id=employee.employee_id, name=employee.name, expected=title))
    return waiting


def _logs(office: Office, period: Period) -> dict[tuple[str, str, str], list[Row]]:
    """Return the rows that count of every valid form, by employee, scheme and table."""
    forms = [f for f in collect(office, period, office.workspace.inbox(period)).forms if f.state == "valid"]
    blueprints = office.blueprints([form.issue for form in forms])
    return {
        (form.issue.employee_id, form.issue.scheme_id, table.id): counted_rows(table, form.version.inputs)
        for form in forms
        for table in blueprints[form.issue.master_id].form.tables
        if form.version is not None
    }


def _counts(criterion: str, source: Feed, scheme: Scheme, rows: Sequence[Row]) -> dict[str, float | str]:
    return {
        scheme.slot(f"{criterion}.{name}", scheme.lead): float(sum(row.get(column) is not None for row in rows))
        for name, column in source.counts.items()
    }
