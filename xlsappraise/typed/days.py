"""Days as people and programs write them: as a day number, or as text with the year first."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from xlsappraise.base.days import day
from xlsappraise.base.text import tidy

# A time in UTC may fall on another day here, so only midnight, as spreadsheets write a day, may end in Z.
_MIDNIGHT = r"0?0:00(?::00(?:\.0+)?)?Z?"
_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
_DAY = re.compile(
    r"((?:19|20)\d\d) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?: ?[日号])?"
    rf"(?:(?:T|(?<=[日号])| )(?:{_MIDNIGHT}|{_TIME}))?",
    re.ASCII,
)
_MONTH = re.compile(r"((?:19|20)\d\d) ?(?:[-/.] ?(\d{1,2})|年 ?(\d{1,2}) ?月)", re.ASCII)
LEAP_1900 = 60
"""Spreadsheets count a 29 February 1900, which there never was, as this day"""


def as_day(value: float | str | bool | None) -> date | None:
    """Read a day number or a day written as text."""
    try:
        if isinstance(value, float):
            return day(value)
        match = _DAY.fullmatch(_plainly(str(value)))
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except (OverflowError, ValueError):
        return None


def as_month(value: float | str | bool | None) -> date | None:
    """Read a month written as text, such as 2024/3, 2024.03 or 2024年3月, as its first day; None for anything else."""
    match = _MONTH.fullmatch(_plainly(value)) if isinstance(value, str) else None
    month = int(match[2] or match[3]) if match else 0
    return date(int(match[1]), month, 1) if match and 1 <= month <= 12 else None


def as_compact(value: float | str | bool | None) -> date | None:
    """Read a day written as eight digits, such as 20240305, as text or number; None for anything else."""
    text = _plainly(value) if isinstance(value, str) else f"{value:.0f}" if isinstance(value, float) else ""
    if len(text) != 8 or not text.isascii() or not text.isdigit() or text[:2] not in ("19", "20"):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _plainly(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", tidy(text)).split())


def moment(value: float) -> str:
    """Write a day number with its time of day."""
    return f"{day(value).isoformat()} {_clock(value)}"


def as_shown(value: float, seen: date) -> str:
    """Write a day number as spreadsheets show it: a time before day 1; before March 1900 they are a day ahead."""
    if 0 <= value < 1:
        return _clock(value)
    return (seen + timedelta(days=1) if 1 <= value < LEAP_1900 else seen).isoformat()


def _clock(value: float) -> str:
    minutes = min(int(value % 1 * 24 * 60 + 0.5), 24 * 60 - 1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
