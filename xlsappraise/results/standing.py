"""Results over periods: ``Score``, a person's result in a period, and ``Standing``, all of them.

A run is a sequence of consecutive periods in which the person was appraised. A period without a result ends it,
unless the person was on approved leave; such a period is skipped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeVar

from xlsappraise.base.money import decimal
from xlsappraise.base.period import Period, PeriodKind, week_of
from xlsappraise.base.person import HasPerson, Person
from xlsappraise.schemes.fines import FormFine

LOOK_BACK = 24
"""Number of periods of a kind in the look-back, the current one included"""

Source = Literal["form", "rollup", "history"]
Number = TypeVar("Number", Decimal, Fraction)


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
    fines: tuple[FormFine, ...] = ()
    """What the form fines in yuan"""

    @property
    def points(self) -> Decimal:
        """The total as an exact decimal."""
        return decimal(self.total)


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive periods of a scheme; ``least``: so many results within it make a mean that is compared."""

    scheme: str
    oldest: Period
    newest: Period
    least: int

    def periods(self) -> Iterator[Period]:
        """Yield the periods, the newest first."""
        period = self.newest
        while period.first_day >= self.oldest.first_day:
            yield period
            period = period.previous()


@dataclass(frozen=True)
class Standing:
    """All results by (scheme, period) and employee number; ``leave``: period → people on approved leave."""

    scores: Mapping[tuple[str, Period], Mapping[str, Score]] = field(default_factory=dict)
    leave: Mapping[Period, frozenset[str]] = field(default_factory=dict)
    _totals: dict[tuple[str, Period], dict[str, list[Decimal]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _means: dict[Span, dict[str, list[Fraction]]] = field(default_factory=dict, init=False, repr=False, compare=False)

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

    def place_in_department(self, score: Score) -> tuple[int, int]:
        """Return the rank of a result among those of its department, and their number; ties share the better rank."""
        key = score.scheme, score.period
        if key not in self._totals:
            found: dict[str, list[Decimal]] = {}
            for other in self.of(*key).values():
                found.setdefault(other.department, []).append(other.points)
            self._totals[key] = {department: sorted(totals) for department, totals in found.items()}
        return _place(score.points, self._totals[key].get(score.department, []))

    def mean_in_department(self, span: Span, employee_id: str) -> tuple[Fraction, int, int]:
        """Return a person's mean score in a span, its rank in the newest department, and how many are compared."""
        mine = [score for period in span.periods() if (score := self.score(span.scheme, period, employee_id))]
        if span not in self._means:
            of: dict[str, list[Score]] = {}
            for period in span.periods():
                for number, score in self.of(span.scheme, period).items():
                    of.setdefault(number, []).append(score)
            found: dict[str, list[Fraction]] = {}
            for scores in of.values():
                if len(scores) >= span.least:
                    found.setdefault(scores[0].department, []).append(_mean(scores))
            self._means[span] = {department: sorted(means) for department, means in found.items()}
        mean = _mean(mine)
        return mean, *_place(mean, self._means[span].get(mine[0].department, []))

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


def _mean(scores: Sequence[Score]) -> Fraction:
    return sum((Fraction(score.points) for score in scores), Fraction(0)) / len(scores)


def _place(value: Number, rising: Sequence[Number]) -> tuple[int, int]:
    return len(rising) - bisect_right(rising, value) + 1, len(rising)


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
