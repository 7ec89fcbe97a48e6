"""Appraisal periods: a week ``2026-W45``, a month ``2026-11``, a quarter ``2026-Q4`` or a year ``2026``.

Weeks are those of ISO 8601: Monday to Sunday, numbered so that 4 January is in week 1. A week belongs to the month,
quarter and year of its Sunday: by then it is complete.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from xlsappraise.base.i18n import Words
from xlsappraise.base.text import fold

PeriodKind = Literal["week", "month", "quarter", "year"]
"""The kinds of periods, shortest first"""
_PATTERN = re.compile(
    r"(?P<year>20\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|W(?P<week>0[1-9]|[1-4]\d|5[0-3])))?", re.ASCII
)


_SPELLED = re.compile(
    r"(?P<year>20\d\d)(?:年度?|[-–—−./年](?P<month>0?[1-9]|1[0-2])(?:月份?)?"
    r"|[-–—−./年]?(?:Q(?P<q>[1-4])|第?(?P<quarter>[1-4一二三四])季度?)|[-–—−./年]?(?:W(?P<w>\d\d?)|第?(?P<week>\d\d?)周))?",
    re.ASCII,
)
"""How people write periods, in half-width capitals and without blanks"""


@dataclass(frozen=True, slots=True)
class Period:
    """One appraisal period; ``number`` is the week, month or quarter, 0 for a year; ``year`` is a week's ISO year."""

    kind: PeriodKind
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Parse a period; raise ValueError for a text that is not one of the four forms, or a 53rd week of 52."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        year = int(match["year"])
        if match["week"]:
            return cls._week(text, year, int(match["week"]))
        if match["month"]:
            return cls("month", year, int(match["month"]))
        if match["quarter"]:
            return cls("quarter", year, int(match["quarter"]))
        return cls("year", year, 0)

    @classmethod
    def spelled(cls, text: str) -> Period:
        """Read a period as people write it: ``2026-1``, ``２０２６－１１``, ``2026年11月``, ``2026年第4季度``.

        Raise ValueError for a text that could be anything else.
        """
        match = _SPELLED.fullmatch(fold(text).upper())
        if match is None:
            raise ValueError(text)
        year, quarter, week = int(match["year"]), match["q"] or match["quarter"], match["w"] or match["week"]
        if week:
            return cls._week(text, year, int(week))
        if match["month"]:
            return cls("month", year, int(match["month"]))
        if quarter:
            return cls("quarter", year, int(quarter) if quarter.isascii() else "一二三四".index(quarter) + 1)
        return cls("year", year, 0)

    @classmethod
    def _week(cls, text: str, year: int, number: int) -> Period:
        try:
            date.fromisocalendar(year, number, 1)
        except ValueError:
            raise ValueError(text) from None
        return cls("week", year, number)

    def __str__(self) -> str:
        if self.kind == "week":
            return f"{self.year}-W{self.number:02d}"
        if self.kind == "month":
            return f"{self.year}-{self.number:02d}"
        return f"{self.year}-Q{self.number}" if self.kind == "quarter" else str(self.year)

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        if self.kind == "week":
            return date.fromisocalendar(self.year, self.number, 1)
        month = {"month": self.number, "quarter": 3 * self.number - 2, "year": 1}[self.kind]
        return date(self.year, month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        if self.kind == "week":
            return date.fromisocalendar(self.year, self.number, 7)
        month = {"month": self.number, "quarter": 3 * self.number, "year": 12}[self.kind]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def rolls_up(self) -> bool:
        """Whether results of shorter periods make this one's: in a quarter and a year, never in a week or month."""
        return self.kind in ("quarter", "year")

    def previous(self) -> Period:
        """Return the period of the same kind just before this one."""
        day = self.first_day - timedelta(days=1)
        if self.kind == "week":
            return week_of(day)
        if self.kind == "month":
            return Period("month", day.year, day.month)
        if self.kind == "quarter":
            return Period("quarter", day.year, (day.month + 2) // 3)
        return Period("year", day.year, 0)

    def inside(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Return the periods of a kind inside this one, oldest first; only this one if it is of that kind.

        The weeks of a period are those that end in it.
        """
        if kind == self.kind:
            return (self,)
        if kind == "week":
            return self._weeks()
        if self.kind == "week":
            return ()
        first, last = self.first_day.month, self.last_day.month
        if kind == "month":
            return tuple(Period("month", self.year, month) for month in range(first, last + 1))
        quarters = range(1, 5) if kind == "quarter" and self.kind == "year" else ()
        return tuple(Period("quarter", self.year, number) for number in quarters)

    def holds(self, other: Period) -> bool:
        """Return whether another period is inside this one, or is this one; a week is where it ends."""
        begins = other.last_day if other.kind == "week" else other.first_day
        return other == self or (self.kind != "week" and self.first_day <= begins and other.last_day <= self.last_day)

    def _weeks(self) -> tuple[Period, ...]:
        """Return the weeks whose Sunday is in this period."""
        sunday = self.first_day + timedelta(days=7 - self.first_day.isoweekday())
        days = range(0, (self.last_day - sunday).days + 1, 7)
        return tuple(week_of(sunday + timedelta(days=day)) for day in days)

    def below(self) -> tuple[Period, ...]:
        """Return the months of a quarter or the quarters of a year; nothing for a week or month."""
        if not self.rolls_up:
            return ()
        return self.inside("quarter" if self.kind == "year" else "month")

    def title(self, say: Words) -> str:
        """Return the period's name in a language."""
        pattern = {
            "week": say("week {number} of {year}"),
            "month": say("{year}-{number:02d}"),
            "quarter": say("quarter {number} of {year}"),
            "year": say("the year {year}"),
        }[self.kind]
        return pattern.format(year=self.year, number=self.number)


def week_of(day: date) -> Period:
    """Return the week that a day is in."""
    year, number, _weekday = day.isocalendar()
    return Period("week", year, number)
