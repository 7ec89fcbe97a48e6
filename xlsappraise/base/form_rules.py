"""What an organisation asks of its forms: deadline, return, signatures, and people there for a part of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from xlsappraise.base.i18n import N_
from xlsappraise.base.period import Period
from xlsappraise.base.rounding import round_number

Targets = Literal["full", "scaled"]
"""What the targets of somebody are who was there for a part of a period"""
SIGNERS: Mapping[str, str] = {
    "ratee": N_("The person"),
    "supervisor": N_("Supervisor"),
    "indirect": N_("Indirect supervisor"),
    "hr": N_("HR"),
}
"""Who may sign a form, by id; the words stand before the line for the signature"""


@dataclass(frozen=True, slots=True)
class Closing:
    """Hold what a form says at its end: until when and where to it is sent back, and who signs it (ids)."""

    deadline: date | None = None
    return_to: str = ""
    signers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.deadline is not None or bool(self.return_to or self.signers)


@dataclass(frozen=True, slots=True)
class Stay:
    """Hold how many days of a period somebody was there, where these are not all of them.

    ``joined``, ``left``: the days on which that happened, where they are in the period. ``targets``: what applies.
    """

    days: int
    whole: int
    joined: date | None = None
    left: date | None = None
    targets: Targets = "full"

    @property
    def scales(self) -> bool:
        """Whether targets of the whole period are reduced."""
        return self.targets == "scaled"

    def part_of(self, target: float, *, integer: bool) -> float:
        """Return the part of a target that these days have: a whole number of at least 1, or two decimals.

        A target of 0 stays 0, because that means that there is none.
        """
        part = target * self.days / self.whole
        if integer:
            return max(1.0, round_number(part, 0)) if target > 0 else target
        return round_number(part, 2) or round_number(part, 9)


@dataclass(frozen=True, slots=True)
class FormRules:
    """Hold what the settings say of forms.

    ``deadline``: a day of the month after the period, or a date. ``targets``: of whoever joined or left within the
    period; None where nothing is said. ``least_days``: whoever was there for fewer days gets no form.
    """

    deadline: int | date | None = None
    return_to: str = ""
    signers: tuple[str, ...] = ()
    targets: Targets | None = None
    least_days: int = 0

    @property
    def counts_days(self) -> bool:
        """Whether anything is said about people who joined or left within a period."""
        return self.targets is not None or self.least_days > 0

    def closing(self, period: Period) -> Closing:
        """Return what the forms of a period say at their end."""
        return Closing(self.due(period), self.return_to, self.signers)

    def due(self, period: Period) -> date | None:
        """Return the day until which the forms of a period are sent back; a shorter month has its last day for it.

        A day of the month says nothing about a week, whose forms are due on its Sunday.
        """
        if not isinstance(self.deadline, int):
            return self.deadline
        if period.kind == "week":
            return period.last_day
        first = period.last_day + timedelta(days=1)
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return first.replace(day=min(self.deadline, last.day))

    def stay(self, period: Period, joined: date | None, left: date | None) -> Stay | None:
        """Return the part of a period between two days; None for all of it, or where nothing is said about parts."""
        first, last = period.first_day, period.last_day
        joined = joined if joined is not None and joined > first else None
        left = left if left is not None and left < last else None
        if not self.counts_days or (joined is None and left is None):
            return None
        days = max(0, ((left or last) - (joined or first)).days + 1)
        joined = joined if joined is not None and joined <= last else None
        left = left if left is not None and left >= first else None
        return Stay(days, (last - first).days + 1, joined, left, self.targets or "full")
