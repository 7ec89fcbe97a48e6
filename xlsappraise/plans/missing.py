"""Problems of inputs that a plan needs of a person, with the cell where each belongs."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.problems import problem
from xlsappraise.base.text import fold
from xlsappraise.plans.case import Blocker, Case
from xlsappraise.plans.terms import FactSpec
from xlsappraise.roster import Employee

NOT_FILLED_IN = frozenset(
    f"plan-{what}"
    for what in (
        "fact-blank", "fact-nowhere", "department-blank", "department-nowhere", "setting-not-set", "setting-nowhere",
    )
)  # fmt: skip
"""Codes of inputs that are blank; ``expected`` is the title of each"""


def blank(case: Case, member: Employee, fact_id: str) -> Blocker:
    """Return the blocker of a blank fact of a person or of the person's department."""
    spec = case.plan.fact(fact_id)
    if spec.scope == "department":
        return _blank_of_department(case, member.department, spec)
    title = spec.title
    place = case.facts.places.get((member.employee_id, title))
    sheet, cell = place or (None, None)
    wrong = problem(
        "plan-fact-blank" if place else "plan-fact-nowhere", file=case.facts.file,
        employee_id=member.employee_id, sheet=sheet, cell=cell, found=case.period, expected=title,
        name=member.name, plan=case.plan.title,
    )  # fmt: skip
    return wrong, case.say("“{title}” is blank").format(title=title)


def _blank_of_department(case: Case, department: str, spec: FactSpec) -> Blocker:
    """Return the blocker of a blank figure of a department: one problem for all its people."""
    where = (fold(department), spec.title)
    names = {"department": department, "title": spec.title}
    if where in case.facts.departments.broken:
        return None, case.say("“{title}” of {department} cannot be used").format(**names)
    place = case.facts.departments.places.get(where)
    sheet, cell = place or (None, None)
    wrong = problem(
        "plan-department-blank" if place else "plan-department-nowhere", file=case.facts.file, sheet=sheet,
        cell=cell, found=case.period, expected=spec.title, plan=case.plan.title, department=department,
    )  # fmt: skip
    return wrong, case.say("“{title}” of {department} is blank").format(**names)


def undated(case: Case, member: Employee) -> None:
    """Report a blank day of joining in the roster."""
    file, sheet, cell = member.found_at.get("hired", (None, None, None))
    case.report(
        problem(
            "roster-hired-needed", file=file, sheet=sheet, cell=cell, employee_id=member.employee_id,
            found=case.plan.title, name=member.name,
        )
    )  # fmt: skip


def unknown_level(case: Case, member: Employee, levels: Sequence[str]) -> None:
    """Report a grade in the roster that the plan does not list."""
    file, sheet, cell = member.found_at.get("level", (None, None, None))
    case.report(
        problem(
            "level-unknown", file=file, sheet=sheet, cell=cell, employee_id=member.employee_id,
            found=member.level or "—", expected=case.say(", ").join(levels), plan=case.plan.title, name=member.name,
        )
    )  # fmt: skip
