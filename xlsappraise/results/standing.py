"""Results over periods: ``Score``, a person's result in a period, and ``Standing``, all of them.

A run is a sequence of consecutive periods in which the person was appraised. A period without a result ends it,
unless the person was on approved leave; such a period is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from xlsappraise.base.money import decimal
from xlsappraise.base.period import Period, PeriodKind, week_of
from xlsappraise.base.person import HasPerson, Person

LOOK_BACK = 24
"""Number of periods of a kind in the look-back, the current one included"""

Source = Literal["form", "rollup", "history"]


@dataclass(frozen=True, slots=True)
class Score(HasPerson):
    """A person's result in a period: ``total`` is rounded to two decimals; ``rank`` is among ``of`` compared people."""

    person: Person
    period: Period
    scheme: str
    scheme_title: str
    total: float
    grade: str
    rank: int
    of: int
    source: Source = "form"

    @property
    def points(self) -> Decimal:
        """The total as an exact decimal."""
        return decimal(self.total)


@dataclass(frozen=True)
class Standing:
    """All results by (scheme, period) and employee number; ``leave``: period → people on approved leave."""

    scores: Mapping[tuple[str, Period], Mapping[str, Score]] = field(default_factory=dict)
    leave: Mapping[Period, frozenset[str]] = field(default_factory=dict)

    def of(self, scheme: str, period: Period) -> Mapping[str, Score]:
        """Return everybody's result in a scheme and period, by employee number."""
        return self.scores.get((scheme, period), {})

    def score(self, scheme: str, period: Period, employee_id: str) -> Score | None:
        """Return one result."""
        return self.of(scheme, period).get(employee_id)

    def has_any(self, period: Period, employee_id: str) -> bool:
        """Return whether a person has a result of any scheme in a period, or in one inside it."""
        return any(employee_id in found and period.holds(when) for (_scheme, when), found in self.scores.items())

    def on_leave(self, period: Period, employee_id: str) -> bool:
        """Return whether a person was on approved leave in a period."""
        return employee_id in self.leave.get(period, frozenset())

    def run(self, scheme: str, until: Period, employee_id: str) -> Iterator[Score]:
        """Yield the results of consecutive periods of one kind, the newest first, until a gap."""
        period = until
        for _count in range(LOOK_BACK):
            score = self.score(scheme, period, employee_id)
            if score is not None:
                yield score
            elif not self.on_leave(period, employee_id):
                return
            period = period.previous()

    def is_cut(self, oldest: Period, until: Period, employee_id: str) -> bool:
        """Return whether a run back to ``oldest`` may have begun before the look-back of ``LOOK_BACK`` months."""
        end = until.last_day
        months = end.year * 12 + end.month - LOOK_BACK
        start = date(months // 12, months % 12 + 1, 1)
        period = oldest.previous()
        while period.first_day >= start:
            if not self.on_leave(period, employee_id):
                return False
            period = period.previous()
        return True

    def within(self, scheme: str, until: Period, employee_id: str, count: int) -> list[Score]:
        """Return the results of the last ``count`` periods of a kind, the newest first; gaps do not matter."""
        found = []
        period = until
        for _count in range(count):
            score = self.score(scheme, period, employee_id)
            if score is not None:
                found.append(score)
            period = period.previous()
        return found


def last_of(kind: PeriodKind, period: Period) -> Period:
    """Return the last period of ``kind`` that has ended when ``period`` ends."""
    if kind == "week":
        found = week_of(period.last_day)
    elif kind == "month":
        found = Period("month", period.last_day.year, period.last_day.month)
    elif kind == "quarter":
        found = Period("quarter", period.last_day.year, (period.last_day.month + 2) // 3)
    else:
        found = Period("year", period.last_day.year, 0)
    return found if found.last_day <= period.last_day else found.previous()
