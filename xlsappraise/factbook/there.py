"""The facts of whatever periods have any: roster and plans are read only where there is a facts workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.factbook import FactBook
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.assigned import assigned
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.store.office import Office


@dataclass
class FactsThere:
    """Facts by period, read once; ``current`` is worked on, the others are read as earlier ones.

    ``refused``: what stands against reading a workbook; its period then has no facts.
    """

    office: Office
    current: Period
    refused: list[Problem] = field(default_factory=list)
    _known: dict[Period, PeriodFacts] = field(default_factory=dict)

    def of(self, period: Period) -> PeriodFacts:
        """Return the facts of a period, blank where there is no workbook."""
        if period not in self._known:
            self._known[period] = self._read(period)
        return self._known[period]

    def _read(self, period: Period) -> PeriodFacts:
        if not self.office.workspace.facts(period).exists():
            return PeriodFacts()
        try:
            return self._book.of(period)
        except Refusal as refusal:
            self.refused += [told for told in refusal.problems if told not in self.refused]
            return PeriodFacts()

    @cached_property
    def _book(self) -> FactBook:
        roster = self.office.roster()
        return FactBook(self.office, roster, assigned(roster, PlanLibrary(self.office.workspace.plans)), self.current)
