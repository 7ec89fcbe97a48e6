"""The results of the periods before one, for its trend sheet: forms and imports of periods of the same kind.

One period is held in memory at a time, and nothing is read where there is none. What is rolled up from shorter
periods is ``standing_of``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsappraise.outcomes.facts import Facts
from xlsappraise.outcomes.plans import PlanLibrary
from xlsappraise.outcomes.standing import LOOK_BACK, Score, Standing
from xlsappraise.period import Period
from xlsappraise.pipeline.assigned import assigned
from xlsappraise.pipeline.facts import FactBook
from xlsappraise.pipeline.history_rules import shorter, whole
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.recorded import recorded
from xlsappraise.problems import Refusal
from xlsappraise.roster import read_roster


def earlier_standing(office: Office, period: Period) -> Standing:
    """Return the results of the periods before, and who was on approved leave in them."""
    past = office.ledger.past_results()
    known = {issue.period for issue in office.ledger.issues()} | {one.period for one in past}
    periods = [before for before in _before(period) if str(before) in known]
    if not periods:
        return Standing()
    scores: dict[tuple[str, Period], Mapping[str, Score]] = {}
    for before in periods:
        scores.update({(scheme, before): found for scheme, found in recorded(office, before, past).scores.items()})
    away = _Leave(office, period)
    leave = {before: away.of(before) for before in _before(period)}
    return Standing(scores, {before: people for before, people in leave.items() if people})


def _before(period: Period) -> Iterator[Period]:
    for _count in range(LOOK_BACK):
        period = period.previous()
        yield period


@dataclass
class _Leave:
    """Who was on leave before a period: roster and plans are read only where there is a facts workbook at all."""

    office: Office
    current: Period

    @cached_property
    def book(self) -> FactBook:
        roster = read_roster(self.office.workspace.roster, self.office.library)
        return FactBook(self.office, roster, assigned(roster, PlanLibrary(self.office.workspace.plans)), self.current)

    def of(self, period: Period) -> frozenset[str]:
        """Return who was away all of a period: by its facts, those of a longer one, or those of all its months."""
        around = [whole(kind, period) for kind in ("quarter", "year") if shorter(period.kind, kind)]
        ended = [longer for longer in around if longer.last_day < self.current.first_day]
        people = frozenset[str]().union(*(self._facts(one).leave for one in (period, *ended)))
        if period.kind == "month":
            return people
        return people | frozenset.intersection(*(self.of(month) for month in period.inside("month")))

    def _facts(self, period: Period) -> Facts:
        """Return the facts of a period; what is wrong with them is told where they are used, and is no leave."""
        if not self.office.workspace.facts(period).exists():
            return Facts()
        try:
            return self.book.of(period)
        except Refusal:
            return Facts()
