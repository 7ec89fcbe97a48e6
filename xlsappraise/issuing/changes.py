"""How the list of people and the schemes differ from the forms that were issued."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.base.text import fold
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.keeping.rosters import kept_roster
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.people import STATUSES
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office

What = Literal[
    "new", "gone", "status", "name", "department", "position", "supervisor", "indirect", "peers", "days", "scheme",
    "edition",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it is about, as it was when the form was issued, and as it is now.

    ``schemes``: ids of the issued schemes that are concerned. ``open``: whether forms of this period are concerned.
    """

    employee_id: str
    name: str
    what: What
    before: str = ""
    after: str = ""
    schemes: tuple[str, ...] = ()
    open: bool = True


def changes_since(office: Office, attendance: Attendance, roster: Roster) -> tuple[Change, ...]:
    """Return the differences from the forms of a period; from those of the period before where it has none yet.

    New is who had no form and was missing in the list of people of the last ``generate``: a run for some schemes or
    people alone leaves others of its list without a form.
    """
    period = attendance.period
    issues = office.ledger.issues(str(period))
    now = bool(issues)
    if not now:
        issues = office.ledger.issues(str(period.previous()))
    valid = [issue for issue in issues if issue.state == "issued"]
    listed = _listed(office, period if now else period.previous())
    earlier = listed | {fold(issue.employee_id) for issue in issues}
    return tuple(_Comparison(office, attendance, roster, valid, now, earlier).all()) if valid else ()


def _listed(office: Office, period: Period) -> frozenset[str]:
    """Return the folded numbers in the list of people of the last ``generate``; none where it cannot be read."""
    with contextlib.suppress(Refusal):
        if kept := kept_roster(office, period, "generate"):
            return frozenset(fold(employee.employee_id) for employee in kept.employees)
    return frozenset()


class _Comparison:
    def __init__(
        self,
        office: Office,
        attendance: Attendance,
        roster: Roster,
        issues: Sequence[Issue],
        now: bool,
        earlier: frozenset[str],
    ) -> None:
        self.earlier = earlier
        self.office = office
        self.attendance = attendance
        self.period = attendance.period
        self.roster = roster
        self.now = now
        self.by_number: dict[str, list[Issue]] = {}
        for issue in issues:
            self.by_number.setdefault(fold(issue.employee_id), []).append(issue)
        self.schemes = office.ledger.master_schemes({issue.master_id for issue in issues})
        self.editions: dict[str, str] = {}

    def all(self) -> Iterator[Change]:
        employees = {fold(e.employee_id): e for e in self.roster.employees}
        for number, issues in self.by_number.items():
            employee = employees.get(number)
            yield from self._gone(issues) if employee is None else self._moved(issues, employee)
        for number, employee in employees.items():
            there = self.attendance.long_enough(employee)
            new = number not in self.earlier and there and not employee.hidden and not employee.problems
            if new and self._due(employee):
                yield Change(employee.employee_id, employee.name, "new", open=self.now)

    def _gone(self, issues: Sequence[Issue]) -> Iterator[Change]:
        one = issues[0]
        yield Change(one.employee_id, one.name, "gone", schemes=_ids(issues), open=self.now)

    def _due(self, employee: Employee) -> list[Scheme]:
        return [s.for_position(employee.position) for s in employee.schemes if s.period == self.period.kind]

    def _moved(self, issues: Sequence[Issue], employee: Employee) -> Iterator[Change]:
        mistyped = employee.status not in STATUSES
        if not mistyped and not self.attendance.there(employee):
            yield self._change(issues, "status", "", employee.status)
            return
        due = {scheme.id for scheme in self._due(employee)}
        kept = [i for i in issues if employee.problems or i.scheme_id in due]
        supervisors = {i.supervisor for i in kept if i.rater == "supervisor"}
        compared: tuple[tuple[What, set[str], str], ...] = (
            ("name", {i.name.strip() for i in kept}, employee.name),
            ("department", {i.department for i in kept}, employee.department),
            ("position", {i.position for i in kept}, employee.position),
            ("supervisor", supervisors, employee.supervisor),
        )
        for what, before, after in compared:
            if before - {after}:
                yield self._change(kept, what, "、".join(sorted(before - {after})), after)
        yield from self._others(kept, employee)
        yield from self._days(kept, employee)
        if not employee.problems:
            yield from self._schemes(issues, employee)

    def _others(self, issues: Sequence[Issue], employee: Employee) -> Iterator[Change]:
        """Yield whose second supervisor or peers have changed, where the forms are filled in by these."""
        due = self._due(employee)
        seconded = {scheme.id for scheme in due if any(rater.id == "indirect" for rater in scheme.raters)}
        asked = [issue for issue in issues if issue.scheme_id in seconded]
        before = {issue.indirect for issue in asked} - {employee.indirect}
        if before:
            yield self._change(asked, "indirect", "、".join(sorted(before)), employee.indirect)
        several = {(scheme.id, rater.id) for scheme in due for rater in scheme.raters if rater.several}
        by_peers = [issue for issue in issues if (issue.scheme_id, issue.rater) in several]
        if by_peers:
            had = {issue.supervisor for issue in by_peers}
            listed = (self.roster.by_number.get(number) for number in employee.peers)
            has = {self.roster.label(peer) for peer in listed if peer is not None and peer.active}
            yield from (self._change(by_peers, "peers", name, "") for name in sorted(had - has))
            yield from (self._change(by_peers, "peers", "", name) for name in sorted(has - had))

    def _days(self, issues: Sequence[Issue], employee: Employee) -> Iterator[Change]:
        """Yield who was there for another part of the period than the forms say, or for all of it."""
        if not self.attendance.rules.counts_days or not self.now or not issues:
            return
        whole = (self.period.last_day - self.period.first_day).days + 1
        stay = self.attendance.stay(employee)
        days = whole if stay is None else stay.days
        issued = {blueprint.stay for blueprint in self.office.blueprints(list(issues)).values()}
        others = {whole if one is None else one.days for one in issued} - {days}
        if others:
            before = "、".join(f"{other}/{whole}" for other in sorted(others))
            yield self._change(issues, "days", before, f"{days}/{whole}")

    def _schemes(self, issues: Sequence[Issue], employee: Employee) -> Iterator[Change]:
        due = {scheme.id: scheme for scheme in self._due(employee)}
        issued = {issue.scheme_id for issue in issues}
        # A scheme that is for another kind of period by now is still the person's: its forms count as issued.
        dropped = [issue for issue in issues if issue.scheme_id not in {scheme.id for scheme in employee.schemes}]
        added = [scheme.title for name, scheme in due.items() if name not in issued]
        if dropped and (added or not due):  # with a form of the scheme that is due, both count: that was decided
            titles = "、".join(self._title(name) for name in _ids(dropped))
            yield self._change(dropped, "scheme", titles, "、".join(added))
        changed = [i for i in issues if i.scheme_id in due and self._differs(i, due[i.scheme_id])]
        if changed:
            yield self._change(changed, "edition", "", "、".join(due[name].title for name in _ids(changed)))

    def _title(self, scheme_id: str) -> str:
        scheme = self.office.library.find(scheme_id)
        return scheme.title if scheme else scheme_id

    def _differs(self, issue: Issue, scheme: Scheme) -> bool:
        """Return whether a scheme is another one today than when a form was issued."""
        digest, text = self.schemes[issue.master_id]
        if digest not in self.editions:
            self.editions[digest] = Scheme.model_validate_json(text).digest
        return scheme.digest not in (digest, self.editions[digest])

    def _change(self, issues: Sequence[Issue], what: What, before: str, after: str) -> Change:
        one = issues[0]
        return Change(one.employee_id, one.name, what, before, after, _ids(issues), self.now)


def _ids(issues: Sequence[Issue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(issue.scheme_id for issue in issues))
