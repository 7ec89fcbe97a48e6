"""The columns of figures that plans ask for, of people or of departments, and which department needs which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from xlsappraise.base.period import PeriodKind
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.plans import Plan
from xlsappraise.plans.terms import FactScope, FactType
from xlsappraise.typed import HeadedSheet
from xlsappraise.typed.words import key


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures; ``plans`` are the titles of the plans that use it; the widest limits apply."""

    title: str
    type: FactType
    negative: bool
    max: Decimal | None
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """The figures of a sheet, and its plans: everybody with one of these plans needs all of them."""

    plans: tuple[str, ...]
    figures: tuple[FigureColumn, ...]


def by_plan(figures: Iterable[FigureColumn], having: Mapping[str, Collection[str]]) -> tuple[FigureSheet, ...]:
    """Return the figures by the plan that asks for them, so that no sheet has a cell that needs nothing.

    ``having``: who has each plan, by its title. A figure of several plans is on the sheet of the first of them that
    everybody has who needs it; where there is none, on a sheet of all of them.
    """
    found: dict[tuple[str, ...], list[FigureColumn]] = {}
    for figure in figures:
        needing = {number for title in figure.plans for number in having.get(title, ())}
        whole = ((title,) for title in figure.plans if needing <= set(having.get(title, ())))
        found.setdefault(next(whole, figure.plans), []).append(figure)
    return tuple(FigureSheet(plans, tuple(mine)) for plans, mine in found.items())


@dataclass(frozen=True)
class DepartmentNeeds:
    """The figures of shops and departments that are required in a period.

    ``names``: the departments with people whose plans use any. ``wanted``: (folded department, title) that a plan of
    its people uses; ``required``: those without which a rule waits. ``asked_with``: figures required once a setting
    (plan id, key) has a value.
    """

    names: tuple[str, ...] = ()
    figures: tuple[FigureColumn, ...] = ()
    wanted: frozenset[tuple[str, str]] = frozenset()
    required: frozenset[tuple[str, str]] = frozenset()
    asked_with: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The departments by folded name."""
        return {fold(name): name for name in self.names}


def used(plan: Plan, name: str, kind: PeriodKind) -> bool:
    """Return whether a plan uses a fact or a kind of incident in periods of this kind."""
    users = [rule for rule in plan.rules if name in (*rule.facts(), *rule.incident_kinds())]
    return not users or any(kind in rule.on or rule.proposes for rule in users)


def paid(plan: Plan, fact: str, kind: PeriodKind) -> bool:
    """Return whether a rule that pays in periods of this kind needs a fact."""
    return any(kind in rule.on and fact in rule.facts() for rule in plan.rules)


def asked_with(plan: Plan, kind: PeriodKind, scope: FactScope) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (title, (plan id, setting key)) of the figures required once a setting of the plan has a value."""
    for rule in plan.rules:
        if kind in rule.on:
            for name, setting in rule.asked_with().items():
                fact = plan.fact(name)
                if not fact.required and fact.scope == scope:
                    yield fact.title, (plan.id, setting)


def figures_of(
    plans: tuple[Plan, ...], kind: PeriodKind, scope: FactScope, sheet: HeadedSheet
) -> tuple[tuple[FigureColumn, ...], tuple[Problem, ...]]:
    """Return the columns in the order of the plans, each title once, and problems of titles that cannot be headings."""
    found: dict[str, FigureColumn] = {}
    problems = []
    taken = sheet.by_heading
    for plan in plans:
        for spec in plan.facts:
            if spec.scope != scope or not used(plan, spec.id, kind):
                continue
            existing = found.get(key(spec.title))
            if key(spec.title) in taken or (existing is not None and existing.title != spec.title):
                problems.append(problem("facts-title-taken", found=spec.title, plan=plan.title))
                continue
            owners = (*(existing.plans if existing else ()), plan.title)
            if existing is None:
                found[key(spec.title)] = FigureColumn(spec.title, spec.type, spec.negative, spec.max, owners)
                continue
            most = None if spec.max is None or existing.max is None else max(spec.max, existing.max)
            negative = spec.negative or existing.negative
            found[key(spec.title)] = replace(existing, negative=negative, max=most, plans=owners)
    return tuple(found.values()), tuple(problems)


def departments_of(
    pairs: Iterable[tuple[str, Plan]], kind: PeriodKind, figures: tuple[FigureColumn, ...]
) -> DepartmentNeeds:
    """Return what departments need; ``pairs``: each person's department with each of the person's plans."""
    names: dict[str, str] = {}
    wanted: set[tuple[str, str]] = set()
    required: set[tuple[str, str]] = set()
    asked: dict[tuple[str, str], tuple[str, str]] = {}
    for department, plan in dict.fromkeys(pairs):
        facts = [fact for fact in plan.facts if fact.scope == "department" and used(plan, fact.id, kind)]
        if not facts or not department:
            continue
        folded = fold(department)
        names.setdefault(folded, department)
        wanted |= {(folded, fact.title) for fact in facts}
        required |= {(folded, fact.title) for fact in facts if fact.required and paid(plan, fact.id, kind)}
        asked |= {(folded, title): pair for title, pair in asked_with(plan, kind, "department")}
    return DepartmentNeeds(tuple(names.values()), figures, frozenset(wanted), frozenset(required), asked)
