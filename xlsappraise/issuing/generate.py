"""``generate``: the roster becomes issued forms, one workbook each, in one folder per supervisor.

The ledger knows a form before its file exists, so a run that was cut off is finished by the next one,
and a form that was issued is never issued again or overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import NamedTuple

from xlsappraise.base.causes import by_cause
from xlsappraise.base.pasting import listed
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.stays import stay_problems
from xlsappraise.base.text import fold
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.issuing.carrying import came_back
from xlsappraise.issuing.change_report import change_problems, undecided
from xlsappraise.issuing.changes import changes_since
from xlsappraise.issuing.far_off import far_off
from xlsappraise.issuing.feed import feed
from xlsappraise.issuing.issuer import Issuer, Recipient, recipients
from xlsappraise.issuing.order import Generated, Order, Progress
from xlsappraise.issuing.outbox import write_all, writing
from xlsappraise.issuing.prefill import Prefill, read_prefill
from xlsappraise.issuing.skipped import Skipped, of_other_periods, reason_against
from xlsappraise.issuing.withdrawn import WithdrawnBefore
from xlsappraise.keeping.basis import Basis, keep_basis
from xlsappraise.returned.at_stake import AtStake, at_stake, confirm, look_into
from xlsappraise.returned.states import Collection as Collected
from xlsappraise.roster import Employee, Roster, chosen
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office
from xlsappraise.store.voided import clear_outbox, elsewhere

__all__ = ["Generated", "Order", "generate"]
REISSUED = "reissue"
"""The reason that the ledger keeps for a form that was replaced"""


def generate(office: Office, order: Order, progress: Progress | None = None) -> Generated:
    """Issue what is new, write the files.

    A mistake in a row holds back its own person, one in a scheme file those who have that scheme, one of the list
    everybody.
    """
    result = Generated(order.period, order.outbox)
    roster = office.roster()
    attendance = Attendance.of(office, order.period)
    result.understood = roster.understood
    employees = chosen(roster, order.numbers)
    narrowed = bool(order.numbers)
    notes = [] if narrowed else [n for n in roster.notes if not (order.hidden and n.code == "roster-hidden-rows")]
    settings = [] if narrowed else office.sheet_settings.notes
    result.problems = [*office.library.problems, *roster.problems_of(employees), *notes, *settings]
    if roster.problems:
        return result
    prefill = read_prefill(order.prefill, roster.employees, order.period)
    result.problems += by_cause(prefill.problems, {e.employee_id: e.name for e in roster.employees})
    if any(found.employee_id is None for found in prefill.problems):
        return result
    result.problems += far_off(office, order)
    run = _Run(office, order, roster, attendance, prefill, result)
    run.choose(employees, narrowed=narrowed)
    if order.before is not None:
        order.before(result.problems)
    run.plan()
    run.issue()
    run.write(progress, narrowed=narrowed)
    return result


@dataclass
class _Run:
    office: Office
    order: Order
    roster: Roster
    attendance: Attendance
    prefill: Prefill
    result: Generated
    employees: list[Employee] = field(default_factory=list)
    due: list[_Due] = field(default_factory=list)
    stake: AtStake = field(default_factory=AtStake)

    @cached_property
    def existing(self) -> list[Issue]:
        """The forms of the period so far."""
        return self.office.ledger.issues(str(self.order.period))

    @cached_property
    def again(self) -> frozenset[str]:
        """The folded numbers of those whose forms are reissued, withdrawn ones included."""
        return frozenset(fold(number) for number in self.order.again)

    def choose(self, employees: Sequence[Employee], *, narrowed: bool) -> None:
        """Find who gets a form of which scheme, and report who does not and what changed since the last run."""
        order, result = self.order, self.result
        numbers = {e.employee_id for e in employees}
        found = changes_since(self.office, self.attendance, self.roster)
        result.changes = [c for c in found if not narrowed or (c.employee_id in numbers and c.what != "new")]
        questions = list(undecided(result.changes, order.both, order.period))
        wanted = {self.office.library.get(name).id for name in order.schemes}
        asking = {found.employee_id for found in questions}
        kept = [self._kept(e, wanted, asking=e.employee_id in asking) for e in self._issuable(employees)]
        self.employees = [employee for employee in kept if employee.schemes]
        due = {employee.employee_id for employee in self.employees}
        result.changes = [c for c in result.changes if c.what != "new" or c.employee_id in due]
        result.problems += change_problems(result.changes, order.period)
        result.problems += [*self._merged(questions), *self.prefill.notes]
        result.problems += stay_problems((e.employee_id, e.name, self.attendance.stay(e)) for e in self.employees)
        fed = feed(self.office, order.period, self.employees, self.prefill.known, self._look)
        result.problems += self._merged(fed)

    @cached_property
    def _look(self) -> Callable[[], Collected]:
        return cache(partial(look_into, self.office, self.order.period))

    def _issuable(self, employees: Sequence[Employee]) -> Iterator[Employee]:
        """Yield who may get a form, with the schemes of the period; the others are named in the result."""
        asked = {fold(number) for number in self.order.numbers}
        held = {found.employee_id for found in self.prefill.problems}
        for employee in employees:
            hidden = self.order.hidden or fold(employee.employee_id) in asked
            against = reason_against(employee, self.attendance, hidden=hidden)
            if against is None and employee.employee_id in held:
                against = Skipped(employee.employee_id, employee.name, "mistake")
            if against is not None:
                self.result.skipped.append(against)
                continue
            self.result.skipped += of_other_periods(employee, self.order.period)
            due = tuple(scheme for scheme in employee.schemes if scheme.period == self.order.period.kind)
            yield replace(employee, schemes=due)

    def _kept(self, employee: Employee, wanted: Collection[str], *, asking: bool) -> Employee:
        """Return a person with the wanted schemes; while a transfer is undecided, with those that were issued alone."""
        issued = self._schemes_of.get(employee.employee_id, frozenset()) if asking else frozenset()
        new = [s for s in employee.schemes if asking and s.id not in issued]
        self.result.skipped += [Skipped(employee.employee_id, employee.name, "transferred", s.title) for s in new]
        return replace(
            employee, schemes=tuple(s for s in employee.schemes if s not in new and (not wanted or s.id in wanted))
        )

    @cached_property
    def _schemes_of(self) -> Mapping[str, Collection[str]]:
        """The ids of the schemes that were issued, by employee number."""
        found: dict[str, set[str]] = {}
        for issue in self.existing:
            found.setdefault(issue.employee_id, set()).add(issue.scheme_id)
        return found

    def plan(self) -> None:
        """Find the forms to issue and to replace; raise Refusal where something complete came back for one of these."""
        reported: list[Problem] = []
        withdrawn = WithdrawnBefore(self.order.period)
        self.due = list(self._due(withdrawn, reported))
        self.result.problems += [*withdrawn.problems(self.order, self.existing, self._names), *self._merged(reported)]
        old = [due.before for due in self.due if due.before is not None]
        self.stake = at_stake(self.office, self.order.period, old, self._look)
        command = self.order.command(self.office.workspace)
        confirm("reissue-voids-valid", command, old, self.stake, self.order.consent)

    def issue(self) -> None:
        """Record the new forms; those that they replace are closed first."""
        office, order, result = self.office, self.order, self.result
        result.replaced = [due.before for due in self.due if due.before is not None]
        office.ledger.put_versions(self.stake.fresh)
        returned = came_back(office, order.period, result.replaced, self._look)
        self.issuer = Issuer(office, self.attendance, self.roster, self.existing, self.prefill.known, returned)
        with office.ledger.together():
            for before in result.replaced:
                office.ledger.close_issue(before, "replaced", self._reason(before))
            result.issued = [self.issuer.issue(*due) for due in self.due]
            office.ledger.add_issues(result.issued)
            keep_basis(office, order.period, "generate", Basis(self.roster))
        held = {one.employee_id for one in result.skipped if one.why == "mistake"}
        unused = set(self.prefill.known) - {issue.employee_id for issue in result.issued} - held
        result.problems += self._merged(self.issuer.notes)
        result.problems += self._merged(
            problem("prefill-not-used", employee_id=one, name=f"{one} {self._names[one]}", number=listed([one]))
            for one in sorted(unused)
        )

    def _merged(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return one finding for each cause."""
        return by_cause(problems, self._names)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {employee.employee_id: employee.name for employee in self.roster.employees}

    def _reason(self, before: Issue) -> str:
        lost = self.stake.file(before)
        return f"{REISSUED} --yes: {lost}" if lost else REISSUED

    def _due(self, withdrawn: WithdrawnBefore, reported: list[Problem]) -> Iterator[_Due]:
        """Yield the forms that are due, each with the one that it replaces; add what is to be reported."""
        current = [i for i in self.existing if i.state != "replaced"]
        by_rater = {(i.employee_id, i.scheme_id, i.rater): i for i in current}
        by_name = {(i.employee_id, i.scheme_id, i.rater, i.supervisor): i for i in current}
        for employee in self.employees:
            for base in employee.schemes:
                scheme = base.for_position(employee.position)
                for recipient in recipients(scheme, employee, self.roster):
                    same = (employee.employee_id, scheme.id, recipient.rater.id)
                    before = by_name.get((*same, recipient.name)) if recipient.rater.several else by_rater.get(same)
                    if before is not None and not self._again(before):
                        self.result.already += before.state == "issued"
                        if before.state == "withdrawn":
                            who = (before.employee_id, before.name)
                            self.result.skipped.append(Skipped(*who, "withdrawn", scheme.title))
                            withdrawn.left.append((before, scheme))
                        continue
                    withdrawn.due.add(employee.employee_id)
                    yield _Due(employee, scheme, recipient, before)
                reported.extend(_too_few(scheme, employee, self.roster))

    def _again(self, before: Issue) -> bool:
        """Return whether a form is to be reissued.

        One that was withdrawn is so only where its person is named, or where all forms of the period were withdrawn.
        """
        everybody = self.order.everybody and (before.state == "issued" or not self._counting)
        return everybody or fold(before.employee_id) in self.again

    @cached_property
    def _counting(self) -> bool:
        """Whether any form of the period counts before this run."""
        return any(issue.state == "issued" for issue in self.existing)

    def write(self, progress: Progress | None, *, narrowed: bool) -> None:
        """Move the files of forms that do not count, write those of the new forms, and those that are missing."""
        order, result, masters = self.order, self.result, self.issuer.masters
        cleared = clear_outbox(self.office, order.period)
        result.moved = cleared.moved
        result.problems += cleared.problems
        result.problems += elsewhere(result.replaced, cleared, self.office.workspace.outbox(order.period))
        closed = {issue.id for issue in result.replaced}
        current = [issue for issue in self.existing if issue.state == "issued" and issue.id not in closed]
        if narrowed:
            numbers = {fold(number) for number in order.numbers}
            current = [issue for issue in current if fold(issue.employee_id) in numbers]
        gone = [i for i in current if not (order.outbox / i.folder / i.filename).exists()]
        result.restored = [i for i in gone if masters.can_write(i.master_id)]
        result.problems += [
            problem("form-of-older-version", employee_id=i.employee_id, file=i.filename, found=i.employee_id)
            for i in gone
            if not masters.can_write(i.master_id)
        ]
        work = [*result.restored, *result.issued]
        with writing(order.outbox):
            if result.issued or self.existing:
                self.office.workspace.inbox(order.period).mkdir(parents=True, exist_ok=True)
            write_all(order.outbox, progress(work, len(work)) if progress else work, masters)


class _Due(NamedTuple):
    """A form to issue, and the one that it replaces."""

    employee: Employee
    scheme: Scheme
    recipient: Recipient
    before: Issue | None


def _too_few(scheme: Scheme, employee: Employee, roster: Roster) -> Iterator[Problem]:
    """Report when so few of the raters who stay anonymous are named that their marks will be withheld."""
    for rater in scheme.raters:
        if scheme.own and rater.several:
            named = sum(1 for r in recipients(scheme, employee, roster) if r.rater is rater)
            if named < rater.least:
                yield problem(
                    "too-few-peers-named", employee_id=employee.employee_id, found=named, expected=rater.least,
                    name=employee.name,
                )  # fmt: skip
