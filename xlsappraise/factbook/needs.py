"""What the plans in use ask for in a period: figures of people, kinds of incidents, settings, checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import get_args

from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.factbook.plan import PEOPLE
from xlsappraise.plans import Plan
from xlsappraise.plans.assigned import Assigned
from xlsappraise.plans.lint import references
from xlsappraise.plans.terms import LIST_TYPES, FactType, SettingSpec
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.people import LEFT
from xlsappraise.schemes import Scheme
from xlsappraise.store.office import Office
from xlsappraise.typed.words import key

OPEN_ROWS = 6
"""The rows of a list whose length is not fixed"""
_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""From the shortest to the longest"""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures of people; ``plans`` are the titles of the plans that use it, the widest limits hold."""

    title: str
    type: FactType
    negative: bool
    max: Decimal | None
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident: whether its row needs an amount, and may tell when it was put right."""

    title: str
    amount: bool
    settled: bool
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A row of the settings: a setting, or the entry ``index`` (from 0) of one that is a list."""

    plan: Plan
    setting: SettingSpec
    index: int | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The plan's id and the setting's key."""
        return self.plan.id, self.setting.key

    @property
    def key(self) -> str:
        """What tells the row apart."""
        number = "" if self.index is None else f"/{self.index + 1}"
        return f"{self.plan.id}/{self.setting.key}{number}"


@dataclass(frozen=True)
class Needs:
    """``people`` are listed; ``wanted``: (employee number, title) of figures that a plan of the person uses,
    ``required`` those that hold the person back when blank; ``counted``: (employee number, kind) likewise.
    ``asked_with``: figures that are asked for once a setting (plan id, key) has a value.
    ``recorded``: the folded employee numbers of everybody of whom the ledger keeps anything.
    """

    period: Period
    roster: Roster
    people: tuple[Employee, ...] = ()
    plans: Mapping[str, tuple[Plan, ...]] = field(default_factory=dict)
    figures: tuple[FigureColumn, ...] = ()
    kinds: tuple[Kind, ...] = ()
    wanted: frozenset[tuple[str, str]] = frozenset()
    required: frozenset[tuple[str, str]] = frozenset()
    asked_with: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    counted: frozenset[tuple[str, str]] = frozenset()
    items: tuple[SettingRow, ...] = ()
    checks: bool = False
    recorded: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[str, Employee]:
        """Everybody in the roster by folded employee number."""
        return {fold(e.employee_id): e for e in self.roster.employees}

    def uses(self, sheet: str) -> bool:
        """Return whether a sheet is needed."""
        return {"incidents": bool(self.kinds), "settings": bool(self.items), "checks": self.checks}.get(sheet, True)


def needs_in(office: Office, period: Period, roster: Roster, assigned: Assigned) -> Needs:
    """Return what is asked for in a period; nothing of whoever has left and of whom the ledger has nothing near it."""
    quarter = Period("quarter", period.last_day.year, (period.last_day.month + 2) // 3)
    near = {period, period.previous(), quarter, *period.inside("month"), *period.inside("quarter")}
    return needs_of(period, roster, assigned, office.recorded, office.ledger.people(map(str, near)))


def needs_of(
    period: Period, roster: Roster, assigned: Assigned, recorded: Iterable[str], near: Collection[str]
) -> Needs:
    """Return what is asked for in a period. ``near``: of whom there is anything in it or just before."""
    gone = {e.employee_id for e in roster.employees if e.status == LEFT and e.employee_id not in near}
    plans: dict[str, list[Plan]] = {}
    for name, employees in assigned.people.items():
        for employee in employees:
            plans.setdefault(employee.employee_id, []).append(assigned.plans[name])
    using = tuple(assigned.plans.values())
    figures, problems = _figures(using, period.kind)
    theirs = [(number, plan) for number, mine in plans.items() for plan in mine]
    there = [(number, plan) for number, plan in theirs if number not in gone]
    return Needs(
        period,
        roster,
        tuple(
            e
            for e in roster.employees
            if e.employee_id not in gone and (e.employee_id in plans or _appraised(e, period.kind))
        ),
        {number: tuple(mine) for number, mine in plans.items()},
        figures,
        _kinds(using, period.kind),
        frozenset((n, f.title) for n, plan in theirs for f in plan.facts if _used(plan, f.id, period.kind)),
        frozenset((n, f.title) for n, plan in there for f in plan.facts if f.required and _paid(plan, f.id, period)),
        {(n, title): pair for n, plan in there for title, pair in _asked_with(plan, period.kind)},
        frozenset((n, i.title) for n, plan in theirs for i in plan.incidents if _used(plan, i.id, period.kind)),
        tuple(item for plan in using for item in _items_of(plan, period.kind)),
        any(needs_checks(scheme) for e in roster.employees for scheme in e.schemes),
        frozenset(fold(number) for number in recorded),
        problems,
    )


def needs_checks(scheme: Scheme) -> bool:
    """Return whether the year's result of a scheme takes marks of checks in."""
    return any(part.checks for part in scheme.rollup.parts)


def _appraised(employee: Employee, kind: PeriodKind) -> bool:
    """Return whether a person can have a result in a period of this kind, by a form or as a mean of shorter periods."""
    longest = _KINDS.index(kind)
    return employee.status != LEFT and any(_KINDS.index(s.period) <= longest for s in employee.schemes)


def _used(plan: Plan, name: str, kind: PeriodKind) -> bool:
    """Return whether a fact or a kind of incident matters in a period of this kind."""
    users = [rule for rule in plan.rules if name in (*rule.person_facts(), *rule.incident_kinds())]
    return not users or any(kind in rule.on or rule.proposes for rule in users)


def _ruled(plan: Plan, setting: SettingSpec, kind: PeriodKind) -> bool:
    """Return whether a setting matters in a period of this kind."""
    users = [rule for rule in plan.rules if setting.key in references(rule)]
    named = plan.scheme == f"@{setting.key}"
    return named or not users or any(kind in rule.on or rule.proposes for rule in users)


def _paid(plan: Plan, fact: str, period: Period) -> bool:
    """Return whether a rule that pays in the period needs a fact."""
    return any(period.kind in rule.on and fact in rule.person_facts() for rule in plan.rules)


def _asked_with(plan: Plan, kind: PeriodKind) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (title, setting) of the figures that are asked for once a setting of the plan has a value."""
    for rule in plan.rules:
        if kind in rule.on:
            for fact, setting in rule.asked_with().items():
                if not plan.fact(fact).required:
                    yield plan.fact(fact).title, (plan.id, setting)


def _figures(plans: tuple[Plan, ...], kind: PeriodKind) -> tuple[tuple[FigureColumn, ...], tuple[Problem, ...]]:
    """Return the columns in the order of the plans, each title once; a title that cannot be a heading is told."""
    found: dict[str, FigureColumn] = {}
    problems = []
    taken = PEOPLE.by_heading
    for plan in plans:
        for spec in plan.facts:
            if not _used(plan, spec.id, kind):
                continue
            known = found.get(key(spec.title))
            if key(spec.title) in taken or (known is not None and known.title != spec.title):
                problems.append(problem("facts-title-taken", found=spec.title, plan=plan.title))
                continue
            owners = (*(known.plans if known else ()), plan.title)
            if known is None:
                found[key(spec.title)] = FigureColumn(spec.title, spec.type, spec.negative, spec.max, owners)
                continue
            most = None if spec.max is None or known.max is None else max(spec.max, known.max)
            found[key(spec.title)] = replace(known, negative=spec.negative or known.negative, max=most, plans=owners)
    return tuple(found.values()), tuple(problems)


def _kinds(plans: tuple[Plan, ...], kind: PeriodKind) -> tuple[Kind, ...]:
    found: dict[str, Kind] = {}
    for plan in plans:
        for spec in plan.incidents:
            if _used(plan, spec.id, kind):
                before = found.get(spec.title, Kind(spec.title, False, False, ()))
                found[spec.title] = Kind(
                    spec.title, before.amount or spec.amount, before.settled or spec.settled,
                    (*before.plans, plan.title),
                )  # fmt: skip
    return tuple(found.values())


def _items_of(plan: Plan, kind: PeriodKind) -> Iterator[SettingRow]:
    """Yield the rows of the settings that matter in a period of this kind."""
    for setting in plan.settings:
        if _ruled(plan, setting, kind):
            yield from _items(plan, setting)


def _items(plan: Plan, setting: SettingSpec) -> Iterator[SettingRow]:
    if setting.type not in LIST_TYPES:
        yield SettingRow(plan, setting)
        return
    count = len(setting.labels) or max(OPEN_ROWS, len(setting.value or ()))
    for index in range(count):
        yield SettingRow(plan, setting, index)
