"""The results of the period before, which those of this period are compared with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.drawing.measure import clean

if TYPE_CHECKING:
    from xlsappraise.base.period import Period
    from xlsappraise.report.data import SummaryData


@dataclass(frozen=True)
class LastPeriod:
    """The period before, seen from the schemes of this one; ``data.standing`` holds its results."""

    data: SummaryData

    @property
    def period(self) -> Period:
        """The period just before."""
        return self.data.period.previous()

    def known(self) -> bool:
        """Return whether any scheme of this period has a result in the one before."""
        return any(self.data.standing.of(self.data.plain_id(key), self.period) for key in self.data.titles)

    def total(self, key: str, employee_id: str) -> float | None:
        """Return a person's total in the period before; ``key``: of the scheme in ``results``."""
        score = self.data.standing.score(self.data.plain_id(key), self.period, employee_id)
        return None if score is None else score.total

    def grades(self) -> Counter[str]:
        """Count the grades of the period before, in the schemes of this period."""
        ids = dict.fromkeys(self.data.plain_id(key) for key in self.data.titles)
        scores = (self.data.standing.of(name, self.period).values() for name in ids)
        return Counter(clean(score.grade) for of in scores for score in of)
