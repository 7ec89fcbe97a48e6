"""The assignment of plans to people, by the roster's column of plans and by scheme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsappraise.base.problems import Problem, problem
from xlsappraise.plans import Plan, PlanLibrary
from xlsappraise.roster import Employee, Roster


@dataclass(frozen=True)
class Assigned:
    """The plans in use by id, and their people.

    ``people``: plan id → its people in the roster's order. ``problems``: names of plans that do not exist.
    ``unsure``: suggested plan id ("" if there is none) → people whose roster row names a plan that does not exist.
    """

    plans: dict[str, Plan]
    people: dict[str, tuple[Employee, ...]]
    problems: tuple[Problem, ...] = ()
    unsure: dict[str, tuple[Employee, ...]] = field(default_factory=dict)


def assigned(roster: Roster, library: PlanLibrary) -> Assigned:
    """Return the plans in use with their people."""
    people: dict[str, list[Employee]] = {}
    unsure: dict[str, list[Employee]] = {}
    problems: list[Problem] = []
    for employee in roster.employees:
        for plan in _plans(employee, library, problems):
            people.setdefault(plan.id, []).append(employee)
        for name in employee.plans:
            if library.find(name) is None:
                suggestion = library.find(library.suggest(name))
                unsure.setdefault("" if suggestion is None else suggestion.id, []).append(employee)
    plans = {name: library.plans[name] for name in people}
    return Assigned(plans, _tuples(people), tuple(problems), _tuples(unsure))


def _tuples(found: dict[str, list[Employee]]) -> dict[str, tuple[Employee, ...]]:
    return {name: tuple(people) for name, people in found.items()}


def _plans(employee: Employee, library: PlanLibrary, problems: list[Problem]) -> Iterator[Plan]:
    done = set()
    for name in employee.plans:
        plan = library.find(name)
        if plan is None:
            problems.append(plan_problem("plan-unknown", employee, name, library.suggest(name)))
        elif plan.id not in done:
            done.add(plan.id)
            yield plan
    for plan in library.plans.values():
        if plan.automatic and plan.id not in done and plan.scheme and has_scheme(employee, plan.scheme):
            yield plan


def misnamed(roster: Roster, library: PlanLibrary) -> set[str]:
    """Return the employee numbers for whom a list names a plan that does not exist."""
    return {wrong.employee_id or "" for wrong in assigned(roster, library).problems}


def has_scheme(employee: Employee, scheme: str) -> bool:
    """Return whether a person's roster row has a scheme (by id)."""
    return any(one.id == scheme for one in employee.schemes)


def plan_problem(code: str, employee: Employee, found: str, expected: str) -> Problem:
    """Return a problem at the cell of a person's plans."""
    file, sheet, cell = employee.found_at["plans"]
    return problem(
        code, file=file, employee_id=employee.employee_id, sheet=sheet, cell=cell, found=found, expected=expected,
        name=employee.name,
    )  # fmt: skip
