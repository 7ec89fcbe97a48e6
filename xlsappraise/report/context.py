"""The input of every summary sheet: the period's data, the translation function, and the table of scores."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from xlsappraise.base.i18n import Words
from xlsappraise.report.data import SummaryData
from xlsappraise.report.fairness import RaterPair, RaterReading, pairs, readings
from xlsappraise.report.past import LastPeriod
from xlsappraise.report.reasons import PointReasons
from xlsappraise.report.score_table import ScoreTable, score_table


@dataclass(frozen=True)
class Company:
    """The whole that a department's book is a part of: it gives numbers and means, never a name."""

    department: str
    whole: Report


@dataclass(frozen=True)
class Report:
    """The input of every sheet; ``say`` translates texts; ``scores`` is computed once.

    ``company``: given in a department's book.
    """

    data: SummaryData
    say: Words
    company: Company | None = None

    @cached_property
    def scores(self) -> ScoreTable:
        """The rows of the scores sheet, which the formulas of the other sheets refer to."""
        return score_table(self.data, self.past, self.reasons, self.say)

    @cached_property
    def past(self) -> LastPeriod:
        """The results of the period before."""
        return LastPeriod(self.data)

    @cached_property
    def reasons(self) -> PointReasons:
        """Why totals are what they are, in comparison with everybody in the scheme."""
        return PointReasons(self.data, self.say) if self.company is None else self.company.whole.reasons

    @cached_property
    def pairs(self) -> list[RaterPair]:
        """Each rater against the others, scheme by scheme."""
        return pairs(self.scores)

    @cached_property
    def readings(self) -> dict[str, RaterReading]:
        """What is said of each rater with results, in comparison with everybody in the scheme."""
        if self.company is None:
            return readings(self.pairs)
        mine = set(self.scores.names("rater"))
        return {rater: one for rater, one in self.company.whole.readings.items() if rater in mine}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many people are ranked in each scheme, by its key."""
        if self.company is not None:
            return self.company.whole.sizes
        totals = zip(self.scores.keys, self.scores.rows["total"], strict=True)
        return dict(Counter(key for key, total in totals if total == total))
