"""Problems of inputs that a plan needs of a person, with the cell where each belongs."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.problems import problem
from xlsappraise.plans.case import Blocker, Case
from xlsappraise.roster import Employee


def blank(case: Case, member: Employee, fact_id: str) -> Blocker:
    """Return the blocker of a blank fact of a person."""
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
