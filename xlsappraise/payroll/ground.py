"""Gather the data of pay and promotion: people, plans, facts, results and recorded lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xlsappraise.base.causes import by_cause
from xlsappraise.base.i18n import Words, words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem, say
from xlsappraise.factbook import FactBook
from xlsappraise.keeping.basis import Basis
from xlsappraise.keeping.grades import levels_reached
from xlsappraise.keeping.rosters import PAY, counting_roster
from xlsappraise.payroll.sheet_faults import sheet_faults
from xlsappraise.plans import Plan, PlanLibrary
from xlsappraise.plans.assigned import Assigned, assigned, has_scheme, misnamed, plan_problem
from xlsappraise.plans.case import Case, NotSet
from xlsappraise.plans.lines import Line, Past, Withheld, line_of
from xlsappraise.plans.terms import PlanTerms
from xlsappraise.results.all_periods import standing_of
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.results.standing import Standing
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.grades import LevelReached
from xlsappraise.roster.people import LEFT
from xlsappraise.store.office import Office


@dataclass
class Ground:
    """Hold the data of a run. ``changes``: (plan id, key) of settings that are not read from the facts workbook."""

    office: Office
    period: Period
    roster: Roster
    library: PlanLibrary
    assigned: Assigned
    book: FactBook
    standing: Standing
    past: Past
    changes: frozenset[tuple[str, str]] = frozenset()
    differences: tuple[Problem, ...] = ()
    """How today's list of people differs from the kept one that counts"""

    @property
    def say(self) -> Words:
        """Return words in the workspace's language."""
        return words(self.office.workspace.settings.language)

    def facts_of(self, period: Period) -> PeriodFacts:
        """Return the facts of a period."""
        facts = self.book.of(period)
        if not self.changes or period != self.period:
            return facts
        kept = {pair: value for pair, value in facts.settings.items() if pair not in self.changes}
        return replace(facts, settings=kept, broken=facts.broken - self.changes)

    @cached_property
    def people(self) -> Mapping[str, Employee]:
        """Return everybody in the roster by employee number."""
        return self.roster.by_number

    @cached_property
    def problems(self) -> list[Problem]:
        """Return the problems of roster, plans and the period's facts."""
        return [
            *self.roster.all_problems(),
            *self.library.problems,
            *self.assigned.problems,
            *by_cause(self.facts_of(self.period).problems, {number: e.name for number, e in self.people.items()}),
            *self.differences,
        ]

    @property
    def basis(self) -> Basis:
        """Return what the run uses, to be kept."""
        return Basis(self.roster, {name: plan.model_dump_json() for name, plan in self.assigned.plans.items()})

    def text(self, wrong: Problem) -> str:
        """Return a problem's message in the language of the workspace, for its workbooks."""
        return say(wrong, self.office.workspace.settings.language)

    @cached_property
    def held(self) -> Mapping[str, str]:
        """Return everybody held back from every plan, with what is to be corrected."""
        found: dict[str, list[str]] = {}
        for wrong in (*self.roster.each_problem(), *self.facts_of(self.period).problems):
            if wrong.employee_id and wrong.severity == "error":
                found.setdefault(wrong.employee_id, []).append(self.text(wrong))
        return {number: "\n".join(messages) for number, messages in found.items()}

    def cases(self) -> Iterator[tuple[Case, list[Withheld]]]:
        """Yield a case per plan in use, with who is held back from all of it."""
        for plan in self.assigned.plans.values():
            case = Case(
                plan, plan.rules, self.period, (), self.standing, self.facts_of, self.say, self.past, self._find,
                self._titles, levels_of=lambda number: self._levels.get(number, ()),
            )  # fmt: skip
            mine = [e for e in self.assigned.people[plan.id] if self._concerned(plan, case, e)]
            gone = {e.employee_id: why for e in mine if (why := self._why_held(case, e))}
            there = (e for e in mine if e.employee_id not in gone)
            case.members = tuple(sorted(there, key=lambda person: person.employee_id))
            strangers = dict(self._strangers(plan, case))
            for wrong in strangers.values():
                case.report(wrong)
            outside = (*(p for p in strangers if self._theirs(plan, p.employee_id)), *self._unsure(plan, case))
            case.doubtful = frozenset(person.employee_id for person in outside)
            case.held = (*(e for e in mine if e.employee_id in gone), *outside)
            case.absent = (*(e for e in mine if self._missed(case, e, gone)), *outside)
            case.barred = frozenset(self.held)
            away = {e.employee_id: self.say("on leave in the roster") for e in self._away(plan, mine)}
            strange = {person.employee_id: self.text(wrong) for person, wrong in strangers.items()}
            whys = {**away, **gone, **strange}
            yield case, [Withheld(number, plan.id, "", why) for number, why in whys.items()]

    def _strangers(self, plan: Plan, case: Case) -> Iterator[tuple[Employee, Problem]]:
        """Yield everybody with a result in the period who is not in the roster, with the problem."""
        scheme = plan_scheme(plan, case)
        for number, score in self.standing.of(scheme or "", self.period).items():
            if number not in self.people:
                wrong = problem(
                    "plan-person-gone", employee_id=number, found=number, name=score.name, period=self.period,
                    expected=score.scheme_title,
                )  # fmt: skip
                yield Employee(score.person, LEFT), wrong

    def _theirs(self, plan: Plan, number: str) -> bool:
        """Return whether a plan may be that of somebody who is not in the roster: by what was recorded, if anything."""
        recorded = {line.plan for of in self.past.lines.values() for line in of if line.employee_id == number}
        same = {p.id for p in self.assigned.plans.values() if p.scheme == plan.scheme and not p.automatic}
        return plan.automatic or plan.id in recorded or not recorded & same

    def _unsure(self, plan: Plan, case: Case) -> Iterator[Employee]:
        """Yield who may be meant to have the plan: the roster names one for them that is not there."""
        scheme = plan_scheme(plan, case)
        meant = self.assigned.unsure.get(plan.id, ())
        guessed = self.assigned.unsure.get("", ()) if scheme is not None else ()
        some = (*meant, *(e for e in guessed if scheme and has_scheme(e, scheme)))
        for employee in {e.employee_id: e for e in some}.values():
            if employee not in self.assigned.people[plan.id] and self._concerned(plan, case, employee):
                yield employee

    def _away(self, plan: Plan, mine: Sequence[Employee]) -> Iterator[Employee]:
        """Yield everybody with the plan who is on leave in the roster and has no data in the period."""
        for employee in self.assigned.people[plan.id]:
            hired = self.people[employee.employee_id].hired
            joined = hired is None or hired <= self.period.last_day
            if employee not in mine and joined and not employee.active and employee.status != LEFT:
                yield employee

    def _why_held(self, case: Case, employee: Employee) -> str:
        """Explain why a person is held back from a whole plan; nothing where they are not."""
        number = employee.employee_id
        if number in self.held:
            return self.held[number]
        faults = sheet_faults(case.plan, self.facts_of(self.period).problems, self.say)
        if faults:
            return "\n".join(self.text(wrong) for wrong in faults)
        scheme = plan_scheme(case.plan, case)
        scored = any(rule.needs_score for rule in case.rules)
        if scheme is None or not scored or has_scheme(employee, scheme):
            return ""
        if any(number in of for (name, _period), of in self.standing.scores.items() if name == scheme):
            return ""  # the person had it in an earlier period
        found = self._without_scheme(case, employee)
        case.report(found)
        return self.text(found)

    def _without_scheme(self, case: Case, employee: Employee) -> Problem:
        """Return that a person does not have the scheme of a plan, with the setting's cell where one names it."""
        plan = case.plan
        if plan.scheme is None or not plan.scheme.startswith("@"):
            return plan_problem("plan-without-scheme", employee, plan.title, case.scheme_title)
        key = plan.scheme[1:]
        facts = self.facts_of(self.period)
        filled = (plan.id, key) in facts.settings
        sheet, cell = facts.setting_places.get((plan.id, key), (None, None)) if filled else (None, None)
        return problem(
            "plan-scheme-differs", file=facts.file if filled else f"{plan.id}.toml", sheet=sheet, cell=cell,
            employee_id=employee.employee_id, found=case.scheme_title, expected=plan.setting(key).title,
            plan=plan.title, name=employee.name, place=f"{sheet} {cell}" if filled else f"{plan.id}.toml",
        )  # fmt: skip

    def _missed(self, case: Case, employee: Employee, gone: Mapping[str, str]) -> bool:
        """Return whether others would be compared with a person who is held back; not with one on leave."""
        number, scheme = employee.employee_id, plan_scheme(case.plan, case)
        if number not in gone or self.standing.on_leave(self.period, number):
            return False
        return (
            scheme is None
            or has_scheme(employee, scheme)
            or self.standing.score(scheme, self.period, number) is not None
        )

    def _concerned(self, plan: Plan, case: Case, employee: Employee) -> bool:
        """Return whether a plan has to do with a person in the period.

        Those who have left, or who joined later, are concerned only where the period has data of them.
        """
        number = employee.employee_id
        facts = self.facts_of(self.period)
        hired = self.people[number].hired
        there = employee.active and (hired is None or hired <= self.period.last_day)
        if there or number in self.held or facts.people.get(number):
            return True
        if any(incident.employee_id == number for incident in facts.incidents):
            return True
        scheme = plan_scheme(plan, case)
        return scheme is not None and self.standing.score(scheme, self.period, number) is not None

    @cached_property
    def _levels(self) -> Mapping[str, tuple[LevelReached, ...]]:
        return levels_reached(self.office, self.period)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {scheme.id: scheme.title for scheme in self.office.library.schemes.values()}

    def _find(self, name: str) -> Employee | None:
        same = [person for person in self.people.values() if person.name == name or person.employee_id == name]
        return same[0] if len(same) == 1 else None


def plan_scheme(plan: PlanTerms, case: Case) -> str | None:
    """Return the scheme whose results count; None where there is none or its setting is not set."""
    if plan.scheme is None:
        return None
    try:
        return case.scheme
    except NotSet:
        return None


def ground(office: Office, period: Period, command: str = PAY) -> Ground:
    """Gather it; raise Refusal where the roster as a whole, or no plan at all, can be used."""
    library = PlanLibrary(office.workspace.plans)
    counting = counting_roster(office, period, command, lambda kept: misnamed(kept, library))
    roster = counting.roster
    using = assigned(roster, library)
    if roster.problems and not roster.employees:
        raise Refusal(*roster.problems)
    if not using.plans:
        nobody = () if using.problems else (problem("plan-nobody"),)
        raise Refusal(*library.problems, *using.problems, *nobody)
    using = replace(using, plans={name: _named(plan, office) for name, plan in using.plans.items()})
    book = FactBook(office, roster, using, period)
    standing = standing_of(office, period, book.of)
    past = past_of(office, period)
    return Ground(office, period, roster, library, using, book, standing, past, differences=counting.problems)


def _named(plan: Plan, office: Office) -> Plan:
    """Return a plan whose setting names its scheme by id, where a title was written."""
    settings = tuple(
        setting.model_copy(update={"value": found.id})
        if setting.type == "scheme" and setting.value and (found := office.library.find(setting.value))
        else setting
        for setting in plan.settings
    )
    return plan.model_copy(update={"settings": settings})


def past_of(office: Office, period: Period) -> Past:
    """Return the recorded lines of all periods but this one."""
    lines: dict[Period, list[Line]] = {}
    for payment in office.ledger.payments():
        if payment.period != str(period):
            lines.setdefault(Period.parse(payment.period), []).append(line_of(payment))
    return Past({when: tuple(found) for when, found in lines.items()})
