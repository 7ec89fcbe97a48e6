"""Whether a date shows itself through its number format: digits of the date alone, in an order that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.xlsx.display.numbers import chosen_section, sections_of, tells

_WORDS = frozenset("年月日号时時点分秒上午下星期周AaPpMmTZ")
"""Letters of texts that belong to a date or a time"""
_CALENDAR = re.compile(
    r"\[\$[^\]]*(?:-[0-9A-F]{5,8}|,[^\]]*|-0*(?:41E|401|429)|-(?:th|ar|fa)(?:-[A-Z]+)*)\]", re.IGNORECASE
)
"""Numerals of another script or another calendar, in which the same day has other numbers"""
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOON = re.compile(r"am/pm|a/p|上午/下午", re.IGNORECASE)
_RUN = re.compile(r"([ymdhsgeab])\1*")
_DIGITS = 2
"""Letters of a day that is written in digits; with more it is the day of the week"""
_NAMES = {"y": "year", "e": "year", "g": "era", "a": "weekday", "h": "time", "s": "time", "b": "other calendar"}


def tells_date(code: str, value: float) -> bool:
    """Return whether a format shows the date ``value``, or its number; parts of a date may be left out."""
    section = chosen_section(code, value)
    if section is None or not section.seen or _CALENDAR.search(code) or _ELAPSED.search(code):
        return False
    bare = _NOON.sub("", "".join(token["sign"] or "" for token in section.tokens)).lower()
    if not any(letter in bare for letter in "ymdgebhs"):
        return tells(code, value)
    if any(one.condition for one in sections_of(code)):  # what a date shows is not to depend on when it is
        return False
    parts = list(_parts(bare))
    if _has_digits(section.literals) or (section.places and "time" not in parts) or "other calendar" in parts:
        return False
    if any(parts.count(part) > 1 for part in ("year", "month", "day")):
        return False
    if "time" in parts and not ("month" in parts and "day" in parts):  # minutes would read as the month
        return False
    order = [part for part in parts if part in ("year", "month", "day")]
    return bool(order) and order != ["year", "day", "month"]


def _parts(bare: str) -> Iterator[str]:
    """Yield what the letters of a format stand for; those of months are minutes behind hours and before seconds."""
    runs = [match[0] for match in _RUN.finditer(bare)]
    for at, run in enumerate(runs):
        if run[0] == "m":
            minutes = (at > 0 and runs[at - 1][0] == "h") or (at + 1 < len(runs) and runs[at + 1][0] == "s")
            yield "time" if minutes else "month"
        elif run[0] == "d":
            yield "day" if len(run) <= _DIGITS else "weekday"
        else:
            yield _NAMES[run[0]]


def tells_moment(code: str, value: float) -> bool:
    """Return whether a format shows a date or a time of day and says nothing besides, as in a text it might."""
    section = chosen_section(code, value)
    if section is None or not section.seen or value < 0 or _CALENDAR.search(code):
        return False
    said = "".join((token["quoted"] or token["escaped"] or token["fill"] or "") for token in section.tokens)
    bare = "".join(token["sign"] or "" for token in section.tokens if token["sign"] is not None)
    said += "".join(char for char in bare if not char.isascii())
    return not any(char.isalnum() and char not in _WORDS for char in said) and (
        tells_date(code, value) or "h" in bare or _ELAPSED.search(code) is not None
    )


def _has_digits(texts: list[str]) -> bool:
    """Return whether a text that is none of the date has a digit in it, or a numeral."""
    return any(char.isnumeric() for text in texts for char in text)
