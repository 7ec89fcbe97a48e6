"""Who gets no form in a period, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.issuing.attendance import Attendance
from xlsappraise.roster import Employee

Why = Literal[
    "status", "hidden", "mistake", "no-scheme", "no-supervisor", "joined-later", "left-before", "few-days", "period",
    "transferred", "withdrawn",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """A person, or one of their schemes, without a form. ``detail``: the status, or the title of the scheme.

    ``kind``: the kind of period that the scheme is for, where it is not the one asked for.
    """

    employee_id: str
    name: str
    why: Why
    detail: str = ""
    kind: PeriodKind | None = None

    @property
    def reason(self) -> str:
        """The reason by which ``generate --json`` counts: a status by its word, all others by ``why``."""
        return self.detail if self.why == "status" else self.why


def reason_against(employee: Employee, attendance: Attendance, *, hidden: bool) -> Skipped | None:
    """Return why a person gets no form in a period, or None; ``hidden``: people in hidden rows get one too."""
    who = (employee.employee_id, employee.name)
    if employee.problems:
        return Skipped(*who, "mistake")
    if not attendance.there(employee):
        return Skipped(*who, "status", employee.status)
    if employee.hidden and not hidden:
        return Skipped(*who, "hidden")
    if not employee.schemes:
        return Skipped(*who, "no-scheme")
    if missed := attendance.missed(employee):
        return Skipped(*who, missed)
    if attendance.too_short(employee):
        return Skipped(*who, "few-days")
    if not employee.supervisor:  # which only the rows of those who have left may leave out
        return Skipped(*who, "no-supervisor")
    return None


def of_other_periods(employee: Employee, period: Period) -> list[Skipped]:
    """Return the schemes of a person that are for another kind of period."""
    return [
        Skipped(employee.employee_id, employee.name, "period", scheme.title, scheme.period)
        for scheme in employee.schemes
        if scheme.period != period.kind
    ]


def counted(skipped: Iterable[Skipped]) -> dict[str, int]:
    """Return how many there are of each reason."""
    return dict(Counter(one.reason for one in skipped))
