"""Days as spreadsheets count them, and full months between days."""

from __future__ import annotations

from datetime import date, timedelta

EPOCH = date(1899, 12, 30)


def day(number: float) -> date:
    """Return the day of a spreadsheet's day number; raise OverflowError for what no calendar has."""
    return EPOCH + timedelta(days=int(number))


def day_number(of: date) -> float:
    """Return a spreadsheet's number of a day."""
    return float((of - EPOCH).days)


def months_between(start: date, end: date) -> int:
    """Return the full months from ``start`` to the end of ``end``'s day; never below 0."""
    after = end + timedelta(days=1)
    return max(0, (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day))
