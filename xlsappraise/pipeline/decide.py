"""``accept`` and ``withdraw``: what a person decides, kept with time and reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlsappraise.ledger import Issue, Version
from xlsappraise.period import Period
from xlsappraise.pipeline.collect import collect
from xlsappraise.pipeline.examine import Examiner
from xlsappraise.pipeline.office import Office, existing
from xlsappraise.problems import Refusal, problem
from xlsappraise.text import fold


def accept(office: Office, path: Path, reason: str) -> tuple[Issue, Version]:
    """Make this file the version that counts; every other version of its form is declined."""
    existing(path)
    issues = office.ledger.issues()
    outcome = Examiner(issues, office.blueprints(issues), office.keys).examine(path)
    if not outcome.complete:
        raise Refusal(*(p.at(file=path.name) for p in outcome.problems if p.severity == "error"))
    issue = next(i for i in issues if i.id == outcome.issue_id)
    if issue.state != "issued":
        code = "form-withdrawn" if issue.state == "withdrawn" else "form-replaced"
        raise Refusal(problem(code, file=path.name, found=issue.token, expected=issue.reason))
    period = Period.parse(issue.period)
    office.ledger.put_versions(collect(office, period, office.workspace.inbox(period)).new_versions)
    others = [v for v in office.ledger.versions(issue.period) if v.issue_id == issue.id]
    mine = next((v for v in others if v.sha256 == outcome.sha256), None)
    settled = mine is not None and mine.state == "accepted" and all(v.state != "set_aside" for v in others)
    if mine is None or settled:
        raise Refusal(problem("nothing-to-accept", file=path.name))
    chosen = replace(mine, state="accepted", reason=reason, at="")
    declined = [
        replace(v, state="declined", at="")
        for v in others
        if v.sha256 != chosen.sha256 and v.state in ("set_aside", "accepted")
    ]
    office.ledger.put_versions([*declined, chosen])
    return issue, chosen


def withdraw(office: Office, number: str, period: Period, reason: str, rater: str | None = None) -> list[Issue]:
    """Take the forms of an employee out of the count; only those of one rater (a name or a part) where it is given."""
    found = [i for i in office.issues(period) if fold(i.employee_id) == fold(number) and i.state == "issued"]
    if not found:
        gone = [i for i in office.issues(period) if fold(i.employee_id) == fold(number) and i.state == "withdrawn"]
        if gone:
            raise Refusal(problem("already-withdrawn", found=number, expected=gone[0].reason))
        raise Refusal(problem("form-not-found", found=number, expected=period))
    if rater is not None:
        found = [issue for issue in found if fold(rater) in (fold(issue.supervisor), issue.rater)]
        if not found:
            raise Refusal(problem("rater-not-found", found=number, expected=rater))
    with office.ledger.together():
        for issue in found:
            office.ledger.close_issue(issue, "withdrawn", reason)
    return found
