"""``generate``: the roster becomes issued forms, one workbook each, in one folder per supervisor.

The ledger knows a form before its file exists, so a run that was cut off is finished by the next one,
and a form that was issued is never issued again or overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path

from xlsappraise.base.causes import by_cause
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.issuing.carrying import came_back
from xlsappraise.issuing.changes import Change, changes_since
from xlsappraise.issuing.feed import feed
from xlsappraise.issuing.issuer import Issuer, recipients
from xlsappraise.issuing.outbox import write_all, writing
from xlsappraise.issuing.prefill import Prefill, read_prefill
from xlsappraise.issuing.skipped import Skipped, of_other_periods, reason_against
from xlsappraise.issuing.told import change_problems, undecided
from xlsappraise.keeping.basis import Basis, keep_basis
from xlsappraise.returned.collect import collect
from xlsappraise.returned.states import Collection as Collected
from xlsappraise.roster import Employee, Roster, chosen
from xlsappraise.roster.people import Understood
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office

Progress = Callable[[Iterable[Issue], int], Iterable[Issue]]
Before = Callable[[Sequence[Problem]], None]


@dataclass
class Generated:
    """What a run did: forms issued now, files made again, people skipped and why, problems."""

    period: Period
    outbox: Path
    issued: list[Issue] = field(default_factory=list)
    restored: list[Issue] = field(default_factory=list)
    replaced: list[Issue] = field(default_factory=list)
    already: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    understood: Understood | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Order:
    """What was asked for. ``hidden``: issue to people in hidden rows too; ``both``: numbers of those transferred.

    ``before`` is called with everything found before anything is recorded or written.
    """

    period: Period
    outbox: Path
    only: Sequence[str] = ()
    reissue: Sequence[str] = ()
    schemes: Sequence[str] = ()
    prefill: Path | None = None
    hidden: bool = False
    both: Sequence[str] = ()
    before: Before | None = None


def generate(office: Office, order: Order, progress: Progress | None = None) -> Generated:
    """Issue what is new, write the files. A mistake in a row holds back its own person; one of the list, everybody."""
    result = Generated(order.period, order.outbox)
    roster = office.roster()
    result.understood = roster.understood
    employees = chosen(roster, [*order.only, *order.reissue])
    narrowed = bool(order.only or order.reissue)
    result.problems = [*office.library.problems, *roster.told(employees), *([] if narrowed else roster.notes)]
    if roster.problems or office.library.problems:
        return result
    prefill = read_prefill(order.prefill, roster.employees, order.period) if order.prefill else Prefill()
    result.problems += by_cause(prefill.problems, {e.employee_id: e.name for e in roster.employees})
    if any(found.employee_id is None for found in prefill.problems):
        return result
    run = _Run(office, order, roster, prefill, result)
    run.choose(employees, narrowed=narrowed)
    if order.before is not None:
        order.before(result.problems)
    run.issue()
    run.write(progress, narrowed=narrowed)
    return result


@dataclass
class _Run:
    office: Office
    order: Order
    roster: Roster
    prefill: Prefill
    result: Generated
    employees: list[Employee] = field(default_factory=list)

    @cached_property
    def existing(self) -> list[Issue]:
        """The forms of the period so far."""
        return self.office.ledger.issues(str(self.order.period))

    @cached_property
    def again(self) -> frozenset[str]:
        """The folded numbers of those whose forms are reissued."""
        return frozenset(fold(number) for number in self.order.reissue)

    def choose(self, employees: Sequence[Employee], *, narrowed: bool) -> None:
        """Find who gets a form of which scheme, and report who does not and what changed since the last run."""
        order, result = self.order, self.result
        numbers = {e.employee_id for e in employees}
        found = changes_since(self.office, order.period, self.roster)
        result.changes = [c for c in found if not narrowed or (c.employee_id in numbers and c.what != "new")]
        result.problems += change_problems(result.changes, order.period)
        questions = list(undecided(result.changes, order.both, order.period))
        wanted = {self.office.library.get(name).id for name in order.schemes}
        asking = {found.employee_id for found in questions}
        kept = [self._kept(e, wanted, asking=e.employee_id in asking) for e in self._issuable(employees)]
        self.employees = [employee for employee in kept if employee.schemes]
        result.problems += [*questions, *self.prefill.notes]
        result.problems += feed(self.office, order.period, self.employees, self.prefill.known, self._look)

    @cached_property
    def _look(self) -> Callable[[], Collected]:
        inbox = self.office.workspace.inbox(self.order.period)
        return cache(partial(collect, self.office, self.order.period, inbox))

    def _issuable(self, employees: Sequence[Employee]) -> Iterator[Employee]:
        """Yield who may get a form, with the schemes of the period; the others are named in the result."""
        asked = {fold(number) for number in (*self.order.only, *self.order.reissue)}
        held = {found.employee_id for found in self.prefill.problems}
        for employee in employees:
            against = reason_against(employee, hidden=self.order.hidden or fold(employee.employee_id) in asked)
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

    def issue(self) -> None:
        """Record the new forms."""
        office, order, result = self.office, self.order, self.result
        back = [i for i in self.existing if i.state != "replaced" and fold(i.employee_id) in self.again]
        returned = came_back(office, order.period, back, self._look)
        self.issuer = Issuer(office, order.period, self.roster, self.existing, self.prefill.known, returned)
        with office.ledger.together():
            result.issued = list(self._new())
            office.ledger.add_issues(result.issued)
            keep_basis(office, order.period, "generate", Basis(self.roster))
        held = {one.employee_id for one in result.skipped if one.why == "mistake"}
        unused = set(self.prefill.known) - {issue.employee_id for issue in result.issued} - held
        result.problems += self.issuer.notes
        result.problems += [problem("prefill-not-used", employee_id=one, found=one) for one in sorted(unused)]

    def _new(self) -> Iterator[Issue]:
        """Yield the records of new forms; forms that are reissued are closed first."""
        current = [i for i in self.existing if i.state != "replaced"]
        by_rater = {(i.employee_id, i.scheme_id, i.rater): i for i in current}
        by_name = {(i.employee_id, i.scheme_id, i.rater, i.supervisor): i for i in current}
        for employee in self.employees:
            again = fold(employee.employee_id) in self.again
            for base in employee.schemes:
                scheme = base.for_position(employee.position)
                for recipient in recipients(scheme, employee, self.roster):
                    same = (employee.employee_id, scheme.id, recipient.rater.id)
                    before = by_name.get((*same, recipient.name)) if recipient.rater.several else by_rater.get(same)
                    if before is not None and not again:
                        self.result.already += 1
                        continue
                    if before is not None:
                        self.office.ledger.close_issue(before, "replaced", "reissue")
                        self.result.replaced.append(before)
                    yield self.issuer.issue(employee, scheme, recipient, before)
                self.result.problems.extend(_too_few(scheme, employee, self.roster))

    def write(self, progress: Progress | None, *, narrowed: bool) -> None:
        """Write the files of the new forms, and those that are missing."""
        order, result, masters = self.order, self.result, self.issuer.masters
        current = [
            issue for issue in self.existing if issue.state == "issued" and fold(issue.employee_id) not in self.again
        ]
        if narrowed:
            only = {fold(number) for number in order.only}
            current = [issue for issue in current if fold(issue.employee_id) in only]
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
