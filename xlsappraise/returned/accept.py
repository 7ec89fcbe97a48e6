"""``accept``: a person's decision about a file, recorded with time and reason."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlsappraise.base.days import local_time
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.collect import INSIDE, assigned_of, collect
from xlsappraise.returned.examine import Knowledge, examine_all, open_parcel
from xlsappraise.returned.inbox import Candidate, read_stable
from xlsappraise.returned.no_longer import replaced, successor, withdrawn
from xlsappraise.returned.resolve import version_of
from xlsappraise.store.archive import Archive
from xlsappraise.store.ledger import Issue, Version
from xlsappraise.store.office import Office, existing


@dataclass(frozen=True)
class Accepted:
    """A decision: the form, the version that counts from now on, and those that were pending or counted before."""

    issue: Issue
    chosen: Version
    others: tuple[Version, ...]


def accept(office: Office, path: Path, reason: str, form: str | None = None, passwords: Sequence[str] = ()) -> Accepted:
    """Accept a file as the version that counts; decline every other version of its form.

    ``form``: the form number (or employee number) to assign to a file without a form number.
    """
    every = office.ledger.issues()
    versions = [v for period in dict.fromkeys(i.period for i in every) for v in office.ledger.versions(period)]
    knowledge = Knowledge(
        every, office.blueprints(every, every), office.keys, tuple(passwords), assigned_of(versions), office.lost_keys
    )
    candidate = candidate_of(found_file(office, path), knowledge)
    assigned = _issue_of(form, every) if form is not None else None
    if assigned is not None:
        knowledge = replace(knowledge, assigned={**knowledge.assigned, candidate.digest: assigned.id})
    ((_same, outcome),) = examine_all([candidate], knowledge)
    if assigned is not None and outcome.issue_id is not None and outcome.issue_id != assigned.id:
        raise Refusal(problem("form-is-another", file=path.name, found=_token(every, outcome.issue_id), expected=form))
    if outcome.disposition == "parcel":
        inside = [f"{path.name}{INSIDE}{member.name}" for member in open_parcel(candidate, knowledge)]
        raise Refusal(problem("parcel-not-accepted", file=path.name, expected=inside, example=inside[0]))
    if not outcome.complete:
        raise Refusal(*(p.at(file=path.name) for p in outcome.problems if _is_blocking(p)))
    issue = next(i for i in every if i.id == outcome.issue_id)
    if issue.state != "issued":
        raise Refusal(_no_longer(office, issue, every).at(file=path.name))
    period = Period.parse(issue.period)
    office.ledger.put_versions(collect(office, period, office.workspace.inbox(period), None, passwords).new_versions)
    others = [v for v in office.ledger.versions(issue.period) if v.issue_id == issue.id]
    mine = next((v for v in others if v.sha256 == outcome.sha256), None)
    mine = mine or next((v for v in others if v.inputs == outcome.inputs), None)
    decided = mine is not None and mine.state == "accepted" and all(v.state != "set_aside" for v in others)
    if assigned is not None and mine is None:
        mine = version_of(issue, path.name, outcome, "set_aside")
    if mine is not None and decided and mine.reason:
        raise Refusal(problem("already-accepted", file=path.name, found=mine.reason, expected=local_time(mine.at)))
    if mine is None or decided:
        raise Refusal(problem("nothing-to-accept", file=path.name))
    _keep(office, candidate)
    chosen = replace(mine, state="accepted", reason=reason, at="")
    before = tuple(v for v in others if v.sha256 != chosen.sha256 and v.state in ("set_aside", "accepted"))
    elsewhere = [v for v in versions if v.sha256 == chosen.sha256 and v.issue_id != issue.id and v.state != "declined"]
    office.ledger.put_versions([*(replace(v, state="declined", at="") for v in (*before, *elsewhere)), chosen])
    return Accepted(issue, chosen, before)


def _is_blocking(found: Problem) -> bool:
    return found.severity in ("error", "tampering")


def on_disk(path: Path) -> Path:
    """Return the path of a file, or of the parcel that contains it."""
    return path if path.exists() else Path(str(path).partition(INSIDE)[0])


def found_file(office: Office, path: Path) -> Path:
    """Return a path; one that does not exist is searched in the inboxes, since messages name files by it."""
    if path.is_absolute() or on_disk(path).exists():
        return path
    inboxes = dict.fromkeys(office.workspace.inbox(Period.parse(i.period)) for i in office.ledger.issues())
    found = [folder / path for folder in inboxes if on_disk(folder / path).exists()]
    if len(found) > 1:
        raise Refusal(problem("file-in-several-inboxes", found=path, expected=[str(file) for file in found]))
    return found[0] if found else path


def candidate_of(path: Path, knowledge: Knowledge) -> Candidate:
    """Return a file, or a member of a parcel by its name in the summary."""
    parcel, member_name = existing(on_disk(path)), str(path).partition(INSIDE)[2]
    if parcel == path:
        return Candidate(path.name, path, hashlib.sha256(read_stable(path)).hexdigest())
    digest = hashlib.sha256(read_stable(parcel)).hexdigest()
    for member in open_parcel(Candidate(parcel.name, parcel, digest), knowledge):
        if member.name == member_name and isinstance(member.data, bytes):
            return Candidate(path.name, Path(member_name), hashlib.sha256(member.data).hexdigest(), member.data)
    raise Refusal(problem("file-not-found", file=str(path)))


def _issue_of(form: str, issues: Sequence[Issue]) -> Issue:
    """Return the issue with this form number or employee number; raise Refusal unless it is the only one."""
    found = [i for i in issues if fold(form) == fold(i.token)]
    found = found or [i for i in issues if i.state == "issued" and fold(i.employee_id) == fold(form)]
    if len(found) != 1:
        raise Refusal(problem("form-unclear", found=form, expected=[i.token for i in found] or "XA1-…"))
    return found[0]


def _token(issues: Sequence[Issue], issue_id: str) -> str:
    return next(issue.token for issue in issues if issue.id == issue_id)


def _keep(office: Office, candidate: Candidate) -> None:
    archive = Archive(office.workspace.archive)
    archive.keep(candidate.digest, candidate.content())
    archive.settle()


def _no_longer(office: Office, issue: Issue, every: Sequence[Issue]) -> Problem:
    """Return why a form that was replaced or withdrawn takes no file, and what to do."""
    now = successor(office, issue, every) if issue.state == "replaced" else None
    return withdrawn(issue, every) if now is None else replaced(issue, now, every, taken_over=False)
