"""Whether a date shows itself through its number format: digits of the date alone, in an order that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.xlsx.display.date_words import belongs
from xlsappraise.xlsx.display.numbers import chosen_section, tells
from xlsappraise.xlsx.display.sections import (
    LANGUAGE,
    FormatSection,
    literal_of,
    ordinary,
    sections_of,
    without_marks,
)

_CALENDAR = re.compile(r"\[\$[^\]]*(?:,[^\]]*|-(?:th|ar|fa)(?:-[A-Z]+)*)\]", re.IGNORECASE)
"""Numerals of another script or another calendar, in which the same day has other numbers"""
_LOCALE = re.compile(r"\[\$[^\]]*-([0-9A-F]{1,8})\]", re.IGNORECASE)
_OTHER_CALENDARS = frozenset((0x41E, 0x401, 0x429))
"""The same, by the numbers of languages: Thai, Arabic, Persian"""
_NAMED = re.compile(r"\[\$[^\]]*-[^\]]+\]")
_ERAS = re.compile(r"\[\$[^\]]*-(?:[0-9A-F]{0,4}0?411|ja(?:-[^\]]*)?)\]", re.IGNORECASE)
"""Any language; that in which the year of an era has one or two digits, as a year of the century has"""
_OF_ERAS = re.compile(r"\[\$[^\]]*-(?:[0-9A-F]{0,4}0?4(?:11|04)|ja(?:-[^\]]*)?|zh-(?:Hant-)?TW)\]", re.IGNORECASE)
"""Languages that count years by eras; in others a letter for the era means another calendar to some programs"""
_WEEKDAYS = re.compile(
    r"\[\$[^\]]*-(?:[0-9A-F]{0,4}0?(?:[48C]04|1004|1404|41[12])|(?:zh|ja|ko)(?:-[^\]]*)?)\]", re.IGNORECASE
)
"""Languages in which ``aaa`` is a weekday; where another one is named it means another calendar to some programs"""
_FOREIGN = frozenset("qwrn")
"""Letters that are quarters, weeks, other eras or weekdays in one program and themselves in another"""
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOON = re.compile(r"am/pm|a/p|上午/下午", re.IGNORECASE)
_RUN = re.compile(r"([ymdhsgeab])\1*")
_TEXT = "\0"
_DIGITS = 2
"""Letters of a day that is written in digits; with more it is the day of the week"""
_NAMES = {"y": "year", "e": "year", "g": "era", "a": "weekday", "h": "time", "s": "time", "b": "other calendar"}


def tells_date(code: str, value: float) -> bool:
    """Return whether a format shows the date ``value``, or its number; parts of a date may be left out."""
    return _tells(code, value) and ("!" not in code or _tells(without_marks(code), value))


def _tells(code: str, value: float) -> bool:
    section = chosen_section(code, value)
    if section is None or not section.seen or _another_calendar(code) or _ELAPSED.search(code):
        return False
    bare = _NOON.sub("", "".join(token["sign"] or "" for token in section.tokens)).lower()
    if not any(letter in bare for letter in "ymdgebhs"):
        return tells(code, value)
    if section.written_out or section.takes_text or any(token["general"] for token in section.tokens):
        return False
    if any(one.condition for one in sections_of(code)):  # what a date shows is not to depend on when it is
        return False
    parts = list(_parts(bare))
    if not belongs(_said(section)) or not _FOREIGN.isdisjoint(bare) or not _calendar_known(section.source, bare):
        return False
    if _has_digits(section.literals) or (section.places and "time" not in parts) or "other calendar" in parts:
        return False
    if any(parts.count(part) > 1 for part in ("year", "month", "day")):
        return False
    if "time" in parts and not ("month" in parts and "day" in parts):  # minutes would read as the month
        return False
    order = [part for part in parts if part in ("year", "month", "day")]
    return bool(order) and order != ["year", "day", "month"] and order[1:-1] != ["year"]


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
    if section is None or not section.seen or value < 0 or _another_calendar(code):
        return False
    bare = "".join(token["sign"] or "" for token in section.tokens)
    return belongs(_said(section)) and (tells_date(code, value) or "h" in bare or _ELAPSED.search(code) is not None)


def _another_calendar(code: str) -> bool:
    """Return whether a format asks for numerals of another script or for another calendar."""
    locales = [int(number, 16) for number in _LOCALE.findall(code)]
    other = any(not ordinary(one) or one & LANGUAGE in _OTHER_CALENDARS for one in locales)
    return other or _CALENDAR.search(code) is not None


def _calendar_known(code: str, bare: str) -> bool:
    """Return whether programs agree about the calendar of a section, and show to which era its year belongs."""
    if "a" in bare and _NAMED.search(code) is not None and _WEEKDAYS.search(code) is None:
        return False
    if "g" in bare:
        return "e" in bare and "y" not in bare and _OF_ERAS.search(code) is not None
    if "e" not in bare:
        return True
    return _NAMED.search(code) is not None and _ERAS.search(code) is None


def _said(section: FormatSection) -> str:
    """Return the texts of a format that are none of the date, a blank in place of each part of it."""
    texts = iter([literal_of(token) if token["space"] is None else "" for token in section.tokens
                  if token["sign"] is None])  # fmt: skip
    signs = "".join(_TEXT if token["sign"] is None else token["sign"] for token in section.tokens)
    bare = _RUN.sub(" ", _NOON.sub(" ", signs).lower())
    return re.sub(_TEXT, lambda _: next(texts), bare)


def _has_digits(texts: list[str]) -> bool:
    """Return whether a text that is none of the date has a digit in it, or a numeral."""
    return any(char.isnumeric() for text in texts for char in text)
