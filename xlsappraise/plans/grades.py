"""When a person reached a grade: by the column of the roster, else by the lists that the workspace has kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from xlsappraise.base.problems import problem
from xlsappraise.base.text import fold
from xlsappraise.roster.grades import begin_of

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.roster import Employee


def level_since(case: Case, member: Employee) -> date | None:
    """Return the day on which the present grade was reached; None where it is not known.

    Lists kept for the period itself say nothing where there are earlier ones: the list that counts has the grade.
    """
    if member.level_since is not None:
        return member.level_since
    steps, begin = case.levels_of(member.employee_id), begin_of(case.period)
    earlier = [step for step in steps if step.period.last_day < case.period.last_day]
    if earlier:
        return earlier[-1].day if earlier[-1].same(member.level) else begin
    known = next((step for step in reversed(steps) if step.same(member.level)), None)
    if known is not None:
        return known.day
    return member.hired if member.hired is not None and member.hired >= begin else None


def reached(case: Case, member: Employee, level: str) -> date | None:
    """Return the day on which a grade was reached, for the last time if several; None where it is not known."""
    if fold(level) == fold(member.level):
        return level_since(case, member)
    known = next((step for step in reversed(case.levels_of(member.employee_id)) if step.same(level)), None)
    return None if known is None else known.day


def undated_level(case: Case, member: Employee, action: str) -> None:
    """Report that a move cannot be proposed as the day on which the grade was reached is not known."""
    file, sheet, cell = member.found_at.get("level_since") or (None, None, None)
    case.report(
        problem(
            "level-date-unknown", file=file, sheet=sheet, cell=cell, employee_id=member.employee_id,
            found=member.level, expected=action, plan=case.plan.title, name=member.name,
        )
    )  # fmt: skip


def future_level(case: Case, member: Employee) -> bool:
    """Report a grade that was reached after the period only; return whether it was."""
    since = member.level_since
    if since is None or since <= case.period.last_day:
        return False
    file, sheet, cell = member.found_at.get("level_since") or (None, None, None)
    case.report(
        problem(
            "level-date-late", file=file, sheet=sheet, cell=cell, employee_id=member.employee_id, found=since,
            expected=member.level, period=case.period, plan=case.plan.title, name=member.name,
        )
    )  # fmt: skip
    return True
