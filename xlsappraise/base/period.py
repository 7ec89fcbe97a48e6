"""Appraisal periods: a month ``2026-11``, a quarter ``2026-Q4`` or a year ``2026``."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from xlsappraise.base.i18n import Words

PeriodKind = Literal["month", "quarter", "year"]
_PATTERN = re.compile(r"(?P<year>20\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """One appraisal period; ``number`` is the month or quarter, 0 for a year."""

    kind: PeriodKind
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Parse a period; raise ValueError for a text that is not one of the three forms."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        year = int(match["year"])
        if match["month"]:
            return cls("month", year, int(match["month"]))
        if match["quarter"]:
            return cls("quarter", year, int(match["quarter"]))
        return cls("year", year, 0)

    def __str__(self) -> str:
        if self.kind == "month":
            return f"{self.year}-{self.number:02d}"
        return f"{self.year}-Q{self.number}" if self.kind == "quarter" else str(self.year)

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        month = {"month": self.number, "quarter": 3 * self.number - 2, "year": 1}[self.kind]
        return date(self.year, month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        month = {"month": self.number, "quarter": 3 * self.number, "year": 12}[self.kind]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def previous(self) -> Period:
        """Return the period of the same kind just before this one."""
        day = self.first_day - timedelta(days=1)
        if self.kind == "month":
            return Period("month", day.year, day.month)
        if self.kind == "quarter":
            return Period("quarter", day.year, (day.month + 2) // 3)
        return Period("year", day.year, 0)

    def inside(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Return the periods of a kind inside this one, oldest first; only this one if it is of that kind."""
        if kind == self.kind:
            return (self,)
        first, last = self.first_day.month, self.last_day.month
        if kind == "month":
            return tuple(Period("month", self.year, month) for month in range(first, last + 1))
        quarters = range(1, 5) if kind == "quarter" and self.kind == "year" else ()
        return tuple(Period("quarter", self.year, number) for number in quarters)

    def below(self) -> tuple[Period, ...]:
        """Return the months of a quarter or the quarters of a year; nothing for a month."""
        if self.kind == "month":
            return ()
        return self.inside("quarter" if self.kind == "year" else "month")

    def title(self, say: Words) -> str:
        """Return the period's name in a language."""
        pattern = {
            "month": say("{year}-{number:02d}"),
            "quarter": say("quarter {number} of {year}"),
            "year": say("the year {year}"),
        }[self.kind]
        return pattern.format(year=self.year, number=self.number)
