"""What is missing for a person of a plan, each with the cell where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.problems import problem
from xlsappraise.plans.case import Case, Wrong
from xlsappraise.roster import Employee


def blank(case: Case, member: Employee, fact_id: str) -> Wrong:
    """Return that a figure of a person is blank, with its cell."""
    title = case.plan.fact(fact_id).title
    place = case.facts.places.get((member.employee_id, title))
    sheet, cell = place or (None, None)
    wrong = problem(
        "plan-fact-blank" if place else "plan-fact-nowhere", file=case.facts.file,
        employee_id=member.employee_id, sheet=sheet, cell=cell, found=case.period, expected=title,
        name=member.name, plan=case.plan.title,
    )  # fmt: skip
    return wrong, case.say("“{title}” is blank").format(title=title)


def undated(case: Case, member: Employee) -> None:
    """Report that the day of joining is needed."""
    file, sheet, cell = member.found_at.get("hired", (None, None, None))
    case.tell(
        problem(
            "roster-hired-needed", file=file, sheet=sheet, cell=cell, employee_id=member.employee_id,
            found=case.plan.title, name=member.name,
        )
    )  # fmt: skip


def unknown_level(case: Case, member: Employee, levels: Sequence[str]) -> None:
    """Report that a grade of the roster is none of the plan's."""
    file, sheet, cell = member.found_at.get("level", (None, None, None))
    case.tell(
        problem(
            "level-unknown", file=file, sheet=sheet, cell=cell, employee_id=member.employee_id,
            found=member.level or "—", expected=case.say(", ").join(levels), plan=case.plan.title, name=member.name,
        )
    )  # fmt: skip
