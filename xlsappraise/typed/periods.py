"""Periods as people and programs write them: 2026-10, 2026年10月, 2026年第四季度, 2026年第45周, a date cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from xlsappraise.base.days import day
from xlsappraise.base.period import Period
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.typed.days import as_day
from xlsappraise.typed.entries import is_date_format
from xlsappraise.xlsx.cell import Cell

_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_MONTH = re.compile(r"(20\d\d)(?:[-/.年](\d{1,2})(?:月份?)?|(0[1-9]|1[0-2]))", re.ASCII)
_QUARTER = re.compile(r"(20\d\d)[-/.年]?(?:Q([1-4])|第?([1-4一二三四])季度?)", re.ASCII | re.IGNORECASE)
_WEEK = re.compile(r"(20\d\d)[-/.年]?(?:W(\d{1,2})|第?(\d{1,2})周)", re.ASCII | re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)年?度?", re.ASCII)
_NUMERALS = dict(zip("一二三四", "1234", strict=True))


class PeriodRead(NamedTuple):
    """A period's cell: the period (None for anything else), and what the cell shows."""

    period: Period | None
    shown: str


def read_period(cell: Cell, code: str) -> PeriodRead:
    """Read a cell with the number format ``code``.

    A date is its month where the format shows no day, or the day is the first; any other day is no period. A number
    is a year, or a month written together (202610); 2026.1 may be January or October and is none.
    """
    if isinstance(cell.value, bool) or cell.kind not in ("number", "text"):
        return PeriodRead(None, str(cell.value))
    if not isinstance(cell.value, float):
        return PeriodRead(_from_text(str(cell.value)), str(cell.value))
    if not is_date_format(code):
        shown = plain(cell.value)
        return PeriodRead(_from_text(shown) if "." not in shown else None, shown)
    try:
        found = day(cell.value)
    except OverflowError:
        return PeriodRead(None, plain(cell.value))
    return PeriodRead(_month_of(found.year, found.month) if found.day == 1 or _no_day(code) else None, str(found))


def _no_day(code: str) -> bool:
    """Return whether a format shows year and month, and no day."""
    bare = _NOT_CODE.sub("", code).lower()
    return "y" in bare and "m" in bare and "d" not in bare


def _from_text(text: str) -> Period | None:
    folded = fold(text).translate(_DASHES)
    if match := _YEAR.fullmatch(folded):
        return Period("year", int(match[1]), 0)
    if match := _QUARTER.fullmatch(folded):
        number = match[2] or _NUMERALS.get(match[3], match[3])
        return Period("quarter", int(match[1]), int(number))
    if match := _WEEK.fullmatch(folded):
        return _week_of(int(match[1]), int(match[2] or match[3]))
    if match := _MONTH.fullmatch(folded):
        return _month_of(int(match[1]), int(match[2] or match[3]))
    found = as_day(text)
    return _month_of(found.year, found.month) if found is not None and found.day == 1 else None


def _week_of(year: int, number: int) -> Period | None:
    try:
        return Period.parse(f"{year}-W{number:02d}")
    except ValueError:
        return None


def _month_of(year: int, month: int) -> Period | None:
    return Period("month", year, month) if 2000 <= year <= 2099 and 1 <= month <= 12 else None
