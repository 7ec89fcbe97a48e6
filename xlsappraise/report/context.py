"""What every sheet of the summary is drawn from: the period's data, the workbook's words, and the table of scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlsappraise.base.i18n import Words
from xlsappraise.report.data import SummaryData
from xlsappraise.report.score_table import ScoreTable, score_table


@dataclass(frozen=True)
class Report:
    """``say`` words the workbook; what several sheets share is made once."""

    data: SummaryData
    say: Words

    @cached_property
    def scores(self) -> ScoreTable:
        """The rows of the scores sheet, over which the formulas of the other sheets reach."""
        return score_table(self.data, self.say)
