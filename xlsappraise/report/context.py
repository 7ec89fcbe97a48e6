"""The input of every summary sheet: the period's data, the translation function, and the table of scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlsappraise.base.i18n import Words
from xlsappraise.report.data import SummaryData
from xlsappraise.report.score_table import ScoreTable, score_table


@dataclass(frozen=True)
class Report:
    """The input of every sheet; ``say`` translates texts; ``scores`` is computed once."""

    data: SummaryData
    say: Words

    @cached_property
    def scores(self) -> ScoreTable:
        """The rows of the scores sheet, which the formulas of the other sheets refer to."""
        return score_table(self.data, self.say)
