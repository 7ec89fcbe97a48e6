"""The people of plans, as the roster has them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from xlsappraise.period import Period


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a plan, as the roster has them now."""

    employee_id: str
    name: str
    department: str
    position: str
    supervisor: str
    status: str
    hired: date | None = None
    confirmed: date | None = None
    level: str = ""
    found_at: Mapping[str, tuple[str, str, str]] = field(default_factory=dict, hash=False, compare=False)
    """File, sheet and cell in the roster, by column"""

    def on_probation(self, period: Period) -> bool:
        """Tell whether the person is on probation when the period ends: by the day of confirmation, else by status."""
        if self.confirmed is not None:
            return self.confirmed > period.last_day
        return self.status == "试用"

    def months(self, on: date) -> int | None:
        """Return the full months of service on a day; None where the day of joining is not known."""
        return None if self.hired is None else months_between(self.hired, on)


def months_between(start: date, end: date) -> int:
    """Return the full months from ``start`` to the end of ``end``'s day; never below 0."""
    after = end + timedelta(days=1)
    return max(0, (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day))
