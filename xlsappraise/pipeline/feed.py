"""Figures that a form takes from a log of the same person and period: how many rows have a column filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsappraise.ledger import Version
from xlsappraise.period import Period
from xlsappraise.pipeline.collect import collect
from xlsappraise.pipeline.known import Known
from xlsappraise.pipeline.office import Office
from xlsappraise.roster import Employee
from xlsappraise.scheme import Feed, Scheme


def feed(office: Office, period: Period, employees: Sequence[Employee], known: dict[str, Known]) -> None:
    """Add to ``known`` what the logs say of these people; a log that is not in yet says nothing."""
    wanting = [
        (employee, scheme)
        for employee in employees
        for scheme in employee.schemes
        if scheme.period == period.kind and any(c.feed for c in scheme.criteria)
    ]
    if not wanting or not office.ledger.issues(str(period)):
        return
    logs = _logs(office, period)
    for employee, scheme in wanting:
        for criterion in scheme.criteria:
            version = logs.get((employee.employee_id, criterion.feed.scheme)) if criterion.feed else None
            if criterion.feed is None or version is None:
                continue
            values = _counts(criterion.id, criterion.feed, scheme, version.inputs)
            title = office.library[criterion.feed.scheme].title
            told = scheme.say("taken from “{title}”").format(title=title)
            known.setdefault(employee.employee_id, Known()).put(scheme.id, values, told)


def _logs(office: Office, period: Period) -> dict[tuple[str, str], Version]:
    """Return the version that counts of every valid form, by employee and scheme."""
    forms = collect(office, period, office.workspace.inbox(period)).forms
    return {
        (form.issue.employee_id, form.issue.scheme_id): form.version
        for form in forms
        if form.state == "valid" and form.version is not None
    }


def _counts(criterion: str, source: Feed, scheme: Scheme, inputs: Mapping[str, float | str]) -> dict[str, float | str]:
    rows = {tuple(name.split(".")) for name in inputs if name.startswith(f"{source.table}.")}
    return {
        scheme.slot(f"{criterion}.{name}", scheme.lead): float(sum(1 for row in rows if row[-1] == column))
        for name, column in source.counts.items()
    }
