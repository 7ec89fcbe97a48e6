"""Days as spreadsheets count them."""

from __future__ import annotations

from datetime import date, timedelta

EPOCH = date(1899, 12, 30)


def day(number: float) -> date:
    """Return the day of a spreadsheet's day number; raise OverflowError for what no calendar has."""
    return EPOCH + timedelta(days=int(number))


def day_number(of: date) -> float:
    """Return a spreadsheet's number of a day."""
    return float((of - EPOCH).days)
