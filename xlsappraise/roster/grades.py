"""When people reached their grades, by the lists of people of successive periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xlsappraise.base.period import Period
from xlsappraise.base.text import fold
from xlsappraise.roster.people import Roster


@dataclass(frozen=True, slots=True)
class LevelReached:
    """A grade of a person: the first period for which a list of people gave it, and the day from which it counts.

    ``day`` is None where no earlier list has another grade of the person, so that the grade may be older than the
    lists.
    """

    level: str
    period: Period
    day: date | None

    def same(self, level: str) -> bool:
        """Return whether another spelling names this grade."""
        return fold(level) == fold(self.level)


def levels_in(lists: Iterable[tuple[Period, Roster]]) -> Mapping[str, tuple[LevelReached, ...]]:
    """Return the grades of everybody, oldest first, by lists in the order of their periods."""
    found: dict[str, list[LevelReached]] = {}
    for period, roster in lists:
        begin = begin_of(period)
        for employee in roster.employees:
            steps = found.setdefault(employee.employee_id, [])
            if not employee.level or (steps and steps[-1].same(employee.level)):
                continue
            joined = employee.hired if employee.hired is not None and employee.hired >= begin else None
            steps.append(LevelReached(employee.level, period, begin if steps else joined))
    return {number: tuple(steps) for number, steps in found.items()}


def begin_of(period: Period) -> date:
    """Return the day from which a grade counts that a period's list is the first to give.

    Of a quarter or a year it is the first of the last month, for the months before have lists of their own.
    """
    return max(period.first_day, period.last_day.replace(day=1))
