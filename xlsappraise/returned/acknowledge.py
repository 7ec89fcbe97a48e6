"""``acknowledge``: HR has seen what was found about a file, and needs nothing more; undone by the same command."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base.days import local_time
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.returned.accept import found_file, on_disk
from xlsappraise.returned.collect import INSIDE, collect
from xlsappraise.returned.folder import named, seen_files
from xlsappraise.returned.sorting import accept_command, key_of, sort_findings, waits
from xlsappraise.returned.states import Collection
from xlsappraise.store.ledger import Acknowledgement, AcknowledgementKind, FindingKey, Issue
from xlsappraise.store.office import Office


@dataclass(frozen=True)
class Acknowledged:
    """The findings about a file that are settled from now on, or open again; ``issue``: the form that the file is."""

    period: Period
    file: str
    issue: Issue | None
    findings: tuple[Problem, ...]


@dataclass(frozen=True)
class _MeantFile:
    """A file of a period's inbox, or an accepted one that is not there any more; ``digest``: of its content."""

    collection: Collection
    file: str
    digest: str
    issue_id: str | None


def acknowledge(office: Office, path: Path, reason: str, passwords: Sequence[str] = ()) -> Acknowledged:
    """Settle the open findings about the content of a file.

    Raise Refusal where there is none, or where ``accept`` has to decide which version of the form counts.
    """
    meant = _meant(office, path, passwords)
    mine = [one for one in sort_findings(office, meant.collection) if one.problem.file == meant.file]
    fresh = tuple(one.problem for one in mine if one.state == "open")
    waiting = next((file for file in meant.collection.files if file.name == meant.file), None)
    if waiting is not None and waits(waiting, meant.collection):
        raise Refusal(problem("acknowledge-waits", file=meant.file, command=accept_command(waiting)))
    before = office.ledger.acknowledgements(str(meant.collection.period)).get(meant.digest)
    if not fresh and before is not None:
        at = local_time(before.at)
        raise Refusal(problem("already-acknowledged", file=meant.file, found=before.reason, expected=at))
    if not fresh:
        raise Refusal(problem("nothing-to-acknowledge", file=meant.file))
    keys = frozenset(map(key_of, fresh)) | (before.findings if before is not None else frozenset())
    issue = _record(office, meant, "acknowledged", keys, reason)
    return Acknowledged(meant.collection.period, meant.file, issue, fresh)


def reopen(office: Office, path: Path, reason: str = "", passwords: Sequence[str] = ()) -> Acknowledged:
    """Open the acknowledged findings about the content of a file again."""
    meant = _meant(office, path, passwords)
    before = office.ledger.acknowledgements(str(meant.collection.period)).get(meant.digest)
    if before is None:
        raise Refusal(problem("not-acknowledged", file=meant.file))
    mine = [found for found in meant.collection.problems if found.file == meant.file]
    again = tuple(found for found in mine if key_of(found) in before.findings)
    issue = _record(office, meant, "reopened", before.findings, reason)
    return Acknowledged(meant.collection.period, meant.file, issue, again)


def _record(
    office: Office, meant: _MeantFile, kind: AcknowledgementKind, keys: frozenset[FindingKey], reason: str
) -> Issue | None:
    """Record what was decided; return the form that the file is, if it is one of ours."""
    period = str(meant.collection.period)
    office.ledger.put_acknowledgement(
        Acknowledgement(period, meant.digest, meant.issue_id, meant.file, kind, keys, reason)
    )
    return next((issue for issue in office.ledger.issues() if issue.id == meant.issue_id), None)


def _meant(office: Office, path: Path, passwords: Sequence[str]) -> _MeantFile:
    """Return the file that is meant, with all that is found in the inbox of its period."""
    periods = [Period.parse(period) for period in office.ledger.issued_periods()]
    place = found_file(office, path)
    if not on_disk(place).exists():
        return _gone(office, path, periods, passwords)
    inner = str(place).partition(INSIDE)[2]
    for period in periods:
        name = _name_in(office.workspace.inbox(period), on_disk(place))
        if name is not None:
            return _present(office, period, f"{name}{INSIDE}{inner}" if inner else name, passwords)
    inboxes = [str(office.workspace.inbox(period)) for period in periods]
    raise Refusal(problem("file-not-in-inbox", file=str(path), expected=inboxes))


def _name_in(inbox: Path, path: Path) -> str | None:
    """Return the name by which an inbox shows a file; None for one that is not in it."""
    wanted = os.path.abspath(path)  # noqa: PTH100 - links are not to be followed
    if not wanted.startswith(os.path.abspath(inbox) + os.sep):  # noqa: PTH100 - the same
        return None
    return next((n for n, p in named(seen_files(inbox), inbox).items() if os.path.abspath(p) == wanted), None)  # noqa: PTH100


def _present(office: Office, period: Period, name: str, passwords: Sequence[str]) -> _MeantFile:
    collection = collect(office, period, office.workspace.inbox(period), None, passwords)
    file = next((one for one in collection.files if one.name == name), None)
    if file is None:
        raise Refusal(problem("file-not-found", file=name))
    if not file.digest:
        raise Refusal(problem("acknowledge-unreadable", file=name))
    return _MeantFile(collection, name, file.digest, file.issue_id)


def _gone(office: Office, path: Path, periods: Sequence[Period], passwords: Sequence[str]) -> _MeantFile:
    """Return an accepted file that is not in its inbox any more, by the name that messages give it."""
    for period in periods:
        versions = [v for v in office.ledger.versions(str(period)) if v.state == "accepted"]
        mine = next((version for version in versions if version.file == path.as_posix()), None)
        if mine is not None:
            collection = collect(office, period, office.workspace.inbox(period), None, passwords)
            return _MeantFile(collection, mine.file, mine.sha256, mine.issue_id)
    raise Refusal(problem("file-not-found", file=str(path)))
