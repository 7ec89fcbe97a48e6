"""Whether a date shows itself through its number format: digits of the date alone, in an order that people write."""

from __future__ import annotations

import re

from xlsappraise.xlsx.display.numbers import chosen_section, tells

_QUIET = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]', re.DOTALL)
_WORDS = frozenset("年月日号时時点分秒上午下星期周AaPpMmTZ")
"""Letters of texts that belong to a date or a time"""
_CALENDAR = re.compile(r"\[\$[^\]]*-[0-9A-F]{5,8}\]|(?<![a-z])b[12](?![a-z])", re.IGNORECASE)
"""Numerals of another script or another calendar, in which the same day has other numbers"""


def tells_date(code: str, value: float) -> bool:
    """Return whether a format shows the date ``value``, or its number; parts of a date may be left out."""
    section = chosen_section(code, value)
    if section is None or not section.seen or _CALENDAR.search(code):
        return False
    bare = _QUIET.sub("", code).lower()
    if not any(letter in bare for letter in "ymdge"):
        return tells(code, value)
    year, month, day = (bare.find(letter) for letter in "ymd")
    return not (_has_digits(section.literals) or (section.places and "s" not in bare) or 0 <= year < day < month)


def tells_moment(code: str, value: float) -> bool:
    """Return whether a format shows a date or a time of day and says nothing besides, as in a text it might."""
    section = chosen_section(code, value)
    if section is None or not section.seen or value < 0 or _CALENDAR.search(code):
        return False
    said = "".join((token["quoted"] or token["escaped"] or token["fill"] or "") for token in section.tokens)
    bare = "".join(token["sign"] or "" for token in section.tokens if token["sign"] is not None)
    said += "".join(char for char in bare if not char.isascii())
    return not any(char.isalnum() and char not in _WORDS for char in said) and (tells_date(code, value) or "h" in bare)


def _has_digits(texts: list[str]) -> bool:
    """Return whether a text that is none of the date has a digit in it, or a numeral."""
    return any(char.isnumeric() for text in texts for char in text)
