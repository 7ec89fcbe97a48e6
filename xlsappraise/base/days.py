"""Conversion between dates and spreadsheet day numbers, and full months between dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

EPOCH = date(1899, 12, 30)


def day(number: float) -> date:
    """Return the date of a spreadsheet day number; raise OverflowError outside the calendar."""
    return EPOCH + timedelta(days=int(number))


def day_number(of: date) -> float:
    """Return the spreadsheet day number of a date."""
    return float((of - EPOCH).days)


def months_between(start: date, end: date) -> int:
    """Return the full months from ``start`` to the end of ``end``'s day; never below 0."""
    after = end + timedelta(days=1)
    return max(0, (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day))


def local_time(recorded: str) -> str:
    """Return a recorded time, to the minute and in the time zone of the reader."""
    return datetime.fromisoformat(recorded).astimezone().strftime("%Y-%m-%d %H:%M")
