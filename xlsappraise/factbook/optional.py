"""Facts of periods that may have no facts workbook: roster and plans are read only where there is one."""

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
class OptionalFacts:
    """Facts by period, each read once; all periods but ``current`` are read as earlier ones.

    ``problems``: why a workbook could not be read; its period then has no facts.
    """

    office: Office
    current: Period
    problems: list[Problem] = field(default_factory=list)
    _by_period: dict[Period, PeriodFacts] = field(default_factory=dict)

    def of(self, period: Period) -> PeriodFacts:
        """Return the facts of a period; blank ones where there is no workbook."""
        if period not in self._by_period:
            self._by_period[period] = self._read(period)
        return self._by_period[period]

    def _read(self, period: Period) -> PeriodFacts:
        if not self.office.workspace.facts(period).exists():
            return PeriodFacts()
        try:
            return self._book.of(period)
        except Refusal as refusal:
            self.problems += [found for found in refusal.problems if found not in self.problems]
            return PeriodFacts()

    @cached_property
    def _book(self) -> FactBook:
        roster = self.office.roster()
        return FactBook(self.office, roster, assigned(roster, PlanLibrary(self.office.workspace.plans)), self.current)
