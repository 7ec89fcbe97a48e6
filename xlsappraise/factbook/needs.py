"""The inputs that the plans in use require in a period: figures, kinds of incidents, settings, checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.problems import Problem
from xlsappraise.base.text import fold
from xlsappraise.factbook.condition_rows import ConditionRow, conditions_of
from xlsappraise.factbook.figures import (
    DepartmentNeeds,
    FigureColumn,
    FigureSheet,
    asked_with,
    by_plan,
    departments_of,
    figures_of,
    paid,
    used,
)
from xlsappraise.factbook.plan import DEPARTMENTS, PEOPLE
from xlsappraise.plans import Plan
from xlsappraise.plans.assigned import Assigned
from xlsappraise.plans.lint import references
from xlsappraise.plans.terms import LIST_TYPES, FactSpec, SettingSpec
from xlsappraise.roster import Employee, Roster
from xlsappraise.roster.people import LEFT
from xlsappraise.schemes import Scheme
from xlsappraise.store.office import Office

OPEN_ROWS = 6
"""Rows offered for a list whose length is not fixed"""
_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""From the shortest to the longest"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident: whether its row requires an ``amount``, and may hold the date when it was ``settled``."""

    title: str
    amount: bool
    settled: bool
    plans: tuple[str, ...]
    formerly: tuple[str, ...] = ()
    """Titles of earlier editions of the plans, under which rows are still read"""


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
        """The text that identifies the row: plan id, setting key, entry number from 1."""
        number = "" if self.index is None else f"/{self.index + 1}"
        return f"{self.plan.id}/{self.setting.key}{number}"


@dataclass(frozen=True)
class Needs:
    """The inputs required in a period.

    ``people``: rows of the people sheet. ``plans``: by employee number. ``wanted``: (employee number, title) of
    figures that a plan of the person uses; ``required``: those without which the person's pay cannot be computed.
    ``counted``: (employee number, kind of incident) that a plan uses. ``asked_with``: figures required once a setting
    (plan id, key) has a value. ``conditions``: lines of checklists to be confirmed. ``recorded``: folded employee
    numbers of everybody who has records in the ledger.
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
    conditions: tuple[ConditionRow, ...] = ()
    recorded: frozenset[str] = frozenset()
    departments: DepartmentNeeds = field(default_factory=DepartmentNeeds)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[str, Employee]:
        """The employees of the roster by folded employee number."""
        return {fold(e.employee_id): e for e in self.roster.employees}

    @cached_property
    def figure_sheets(self) -> tuple[FigureSheet, ...]:
        """The sheets for figures besides that of the people; none where everybody there needs every figure."""
        numbers = [employee.employee_id for employee in self.people]
        if all((number, figure.title) in self.wanted for number in numbers for figure in self.figures):
            return ()
        having: dict[str, list[str]] = {}
        for number in numbers:
            for plan in self.plans.get(number, ()):
                having.setdefault(plan.title, []).append(number)
        return by_plan(self.figures, having)

    def uses(self, sheet: str) -> bool:
        """Return whether a sheet is needed."""
        needed = {
            "departments": bool(self.departments.figures), "incidents": bool(self.kinds),
            "settings": bool(self.items), "checks": self.checks, "conditions": bool(self.conditions),
        }  # fmt: skip
        return needed.get(sheet, True)


def needs_in(office: Office, period: Period, roster: Roster, assigned: Assigned) -> Needs:
    """Return the inputs required in a period, without those of leavers who have no records in or near it."""
    quarter = Period("quarter", period.last_day.year, (period.last_day.month + 2) // 3)
    near = {period, period.previous(), quarter, *period.inside("month"), *period.inside("quarter")}
    return needs_of(period, roster, assigned, office.recorded, office.ledger.people(map(str, near)))


def needs_of(
    period: Period, roster: Roster, assigned: Assigned, recorded: Iterable[str], near: Collection[str]
) -> Needs:
    """Return the inputs required in a period. ``near``: employee numbers with records in it or just before."""
    leavers = {e.employee_id for e in roster.employees if e.status == LEFT and e.employee_id not in near}
    plans: dict[str, list[Plan]] = {}
    for name, employees in assigned.people.items():
        for employee in employees:
            plans.setdefault(employee.employee_id, []).append(assigned.plans[name])
    using = tuple(assigned.plans.values())
    figures, problems = figures_of(using, period.kind, "person", PEOPLE)
    of_departments, more_problems = figures_of(using, period.kind, "department", DEPARTMENTS)
    departments = {e.employee_id: e.department for e in roster.employees}
    pairs = [(number, plan) for number, own_plans in plans.items() for plan in own_plans]
    active = [(number, plan) for number, plan in pairs if number not in leavers]
    people = tuple(
        e
        for e in roster.employees
        if e.employee_id not in leavers and (e.employee_id in plans or _appraised(e, period.kind))
    )
    return Needs(
        period,
        roster,
        people,
        {number: tuple(own_plans) for number, own_plans in plans.items()},
        figures,
        _kinds(using, period.kind),
        frozenset((n, f.title) for n, plan in pairs for f in _of_people(plan) if used(plan, f.id, period.kind)),
        frozenset(
            (n, f.title) for n, plan in active for f in _of_people(plan) if f.required and paid(plan, f.id, period.kind)
        ),
        {(n, title): pair for n, plan in active for title, pair in asked_with(plan, period.kind, "person")},
        frozenset((n, i.title) for n, plan in pairs for i in plan.incidents if used(plan, i.id, period.kind)),
        tuple(item for plan in using for item in _items_of(plan, period.kind)),
        any(needs_checks(scheme) for e in roster.employees for scheme in e.schemes),
        tuple(row for e in people for plan in plans.get(e.employee_id, ()) for row in conditions_of(e, plan)),
        frozenset(fold(number) for number in recorded),
        departments_of(((departments[n], plan) for n, plan in active), period.kind, of_departments),
        (*problems, *more_problems),
    )


def _of_people(plan: Plan) -> Iterator[FactSpec]:
    return (fact for fact in plan.facts if fact.scope == "person")


def needs_checks(scheme: Scheme) -> bool:
    """Return whether check marks are part of the year's result of a scheme."""
    return any(part.checks for part in scheme.rollup.parts)


def _appraised(employee: Employee, kind: PeriodKind) -> bool:
    """Return whether a person can have a result in a period of this kind, by a form or as a mean of shorter periods.

    Weeks make no mean of a longer period.
    """
    longest = _KINDS.index(kind)
    kinds = {scheme.period for scheme in employee.schemes}
    return employee.status != LEFT and any(
        one == kind or (one != "week" and _KINDS.index(one) <= longest) for one in kinds
    )


def _ruled(plan: Plan, setting: SettingSpec, kind: PeriodKind) -> bool:
    """Return whether a plan uses a setting in periods of this kind."""
    users = [rule for rule in plan.rules if setting.key in references(rule)]
    named = plan.scheme == f"@{setting.key}"
    return named or not users or any(kind in rule.on or rule.proposes for rule in users)


def _kinds(plans: tuple[Plan, ...], kind: PeriodKind) -> tuple[Kind, ...]:
    found: dict[str, Kind] = {}
    for plan in plans:
        for spec in plan.incidents:
            if used(plan, spec.id, kind):
                before = found.get(spec.title, Kind(spec.title, False, False, ()))
                found[spec.title] = Kind(
                    spec.title, before.amount or spec.amount, before.settled or spec.settled,
                    (*before.plans, plan.title), tuple(dict.fromkeys((*before.formerly, *spec.formerly))),
                )  # fmt: skip
    return tuple(found.values())


def _items_of(plan: Plan, kind: PeriodKind) -> Iterator[SettingRow]:
    """Yield the rows of the settings that a plan uses in periods of this kind."""
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
