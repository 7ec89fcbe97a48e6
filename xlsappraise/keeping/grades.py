"""Find out from the kept lists of people when each person reached a grade."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.base.text import fold
from xlsappraise.keeping.rosters import load_roster
from xlsappraise.roster import Roster
from xlsappraise.store.office import Office


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


def levels_reached(office: Office, until: Period) -> Mapping[str, tuple[LevelReached, ...]]:
    """Return the grades of everybody, oldest first, by the lists kept for periods that end no later than ``until``."""
    found: dict[str, list[LevelReached]] = {}
    for period, roster in _lists(office, until):
        for employee in roster.employees:
            if not employee.level:
                continue
            steps = found.setdefault(employee.employee_id, [])
            if steps and steps[-1].same(employee.level):
                continue
            begin = begin_of(period)
            joined = employee.hired if employee.hired is not None and employee.hired >= begin else None
            steps.append(LevelReached(employee.level, period, begin if steps else joined))
    return {number: tuple(steps) for number, steps in found.items()}


def begin_of(period: Period) -> date:
    """Return the day from which a grade counts that a period's list is the first to give.

    Of a quarter or a year it is the first of the last month, for the months before have lists of their own.
    """
    return max(period.first_day, period.last_day.replace(day=1))


def _lists(office: Office, until: Period) -> Iterator[tuple[Period, Roster]]:
    """Yield the lists in the order of the periods for which they were kept; damaged ones and repetitions left out."""
    records = [(Period.parse(name), digest, datetime.fromisoformat(at)) for name, digest, at in
               office.ledger.basis_times("roster")]  # fmt: skip
    last = ""
    for period, digest, _at in sorted(records, key=lambda record: (record[0].last_day, record[2])):
        if period.last_day > until.last_day or digest == last:
            continue
        with contextlib.suppress(Refusal):
            yield period, load_roster(office, period, digest)
            last = digest
