"""The input of every summary sheet: the period's data, the translation function, and the table of scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlsappraise.base.i18n import Words
from xlsappraise.report.data import SummaryData
from xlsappraise.report.fairness import Pair, Reading, pairs, readings
from xlsappraise.report.past import Past
from xlsappraise.report.reasons import Reasons
from xlsappraise.report.score_table import ScoreTable, score_table


@dataclass(frozen=True)
class Report:
    """The input of every sheet; ``say`` translates texts; ``scores`` is computed once."""

    data: SummaryData
    say: Words

    @cached_property
    def scores(self) -> ScoreTable:
        """The rows of the scores sheet, which the formulas of the other sheets refer to."""
        return score_table(self.data, self.past, self.reasons, self.say)

    @cached_property
    def past(self) -> Past:
        """The results of the period before."""
        return Past(self.data)

    @cached_property
    def reasons(self) -> Reasons:
        """Why totals are what they are."""
        return Reasons(self.data, self.say)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each rater against the others, scheme by scheme."""
        return pairs(self.scores)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What is said of each rater with results."""
        return readings(self.pairs)
