"""What is kept for more than two years (``retention list``): records, lists, books. Nothing is deleted by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from xlsappraise.base.i18n import Phrase, phrase
from xlsappraise.base.period import Period
from xlsappraise.results.kept_data import KINDS, KeptData, kept_data
from xlsappraise.results.recorded import state_of
from xlsappraise.returned.states import FORM_STATES
from xlsappraise.store.ledger import Issue, Version
from xlsappraise.store.ledger.records import EVENTS
from xlsappraise.store.office import Office

YEARS = 2
STATES: dict[str, Phrase] = {**EVENTS, **FORM_STATES, "imported": phrase("imported"), "paid": phrase("pay recorded")}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A returned file: the hash under which the archive keeps it, and its name where it became a version."""

    sha256: str
    file: str | None


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record of one person and period.

    ``state``: one of STATES: valid, missing, set_aside, withdrawn or replaced for a form, imported for an earlier
    result, paid for the recorded pay of a plan (then ``scheme`` is the plan). ``outbox``: the form's file, None if it
    does not exist.
    """

    period: str
    employee_id: str
    name: str
    scheme: str
    state: str
    outbox: str | None = None
    files: tuple[KeptFile, ...] = ()
    scheme_title: str = ""

    @property
    def title(self) -> Phrase:
        """The words for its state."""
        return STATES[self.state]


@dataclass(frozen=True)
class Retention:
    """What is kept of periods that ended before ``before``: records by period and employee, others by period."""

    on: date
    before: date
    records: tuple[KeptRecord, ...]
    kept: tuple[KeptData, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "on": str(self.on),
            "before": str(self.before),
            "records": [asdict(one) for one in self.records],
            "kept": [asdict(one) for one in self.kept],
        }


def years_before(day: date, years: int = YEARS) -> date:
    """Return the same day some years earlier; 28 February for 29 February."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - years, day.month, last)


def retention(office: Office, on: date) -> Retention:
    """List what is kept of periods that ended more than two years before ``on``."""
    before = years_before(on)
    found = [*_forms(office, before), *_imports(office, before), *_payments(office, before)]
    found.sort(key=lambda one: (Period.parse(one.period).last_day, one.period, one.employee_id, one.scheme))
    kept = sorted(
        kept_data(office, lambda period: _old(period, before)),
        key=lambda one: (Period.parse(one.period).last_day, one.period, list(KINDS).index(one.kind), one.edition),
    )
    return Retention(on, before, tuple(found), tuple(kept))


def _old(period: str, before: date) -> bool:
    return Period.parse(period).last_day < before


def _forms(office: Office, before: date) -> Iterator[KeptRecord]:
    by_period: dict[str, list[Issue]] = {}
    for issue in office.ledger.issues():
        if _old(issue.period, before):
            by_period.setdefault(issue.period, []).append(issue)
    for period, issues in by_period.items():
        versions: dict[str, list[Version]] = {}
        for version in office.ledger.versions(period):
            versions.setdefault(version.issue_id, []).append(version)
        for issue in issues:
            yield _form(office, issue, versions.get(issue.id, []))


def _form(office: Office, issue: Issue, versions: list[Version]) -> KeptRecord:
    named = {version.sha256: version.file for version in versions}
    every = dict.fromkeys([*office.ledger.arrivals(issue.id), *named])
    path = office.workspace.outbox(Period.parse(issue.period)) / issue.folder / issue.filename
    return KeptRecord(
        issue.period,
        issue.employee_id,
        issue.name,
        issue.scheme_id,
        _state(issue, versions),
        path.relative_to(office.workspace.root).as_posix() if path.exists() else None,
        tuple(KeptFile(digest, named.get(digest)) for digest in every),
        _title(office, issue.scheme_id),
    )


def _title(office: Office, scheme_id: str) -> str:
    scheme = office.library.find(scheme_id)
    return scheme_id if scheme is None else scheme.title


def _state(issue: Issue, versions: list[Version]) -> str:
    if issue.state != "issued":
        return issue.state
    state, _version = state_of(versions)
    return "set_aside" if state == "invalid" else state


def _imports(office: Office, before: date) -> Iterator[KeptRecord]:
    for one in office.ledger.past_results():
        if _old(one.period, before):
            yield KeptRecord(
                one.period,
                one.employee_id,
                one.name,
                one.scheme_id,
                "imported",
                scheme_title=_title(office, one.scheme_id),
            )


def _payments(office: Office, before: date) -> Iterator[KeptRecord]:
    old = {(p.period, p.employee_id, p.plan) for p in office.ledger.payments() if _old(p.period, before)}
    for period, number, plan in sorted(old):
        yield KeptRecord(period, number, "", plan, "paid")
