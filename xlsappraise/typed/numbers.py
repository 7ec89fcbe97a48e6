"""Employee numbers as they are shown: text folded, numbers written as their number format shows them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import BIDI, tidy
from xlsappraise.typed.table import HeadedTable
from xlsappraise.xlsx.cell import Cell

_EXACT = 10**15
"""Spreadsheets keep whole numbers below this one exactly"""
_PLAIN = ("general", "@", "0", "#", "g/通用格式")
_LITERAL = r'(?:"[^"]*"|\\.|[- ])*'
_PADDED = re.compile(rf"({_LITERAL})(0+)({_LITERAL})")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|([- ])')
_UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\* |\[[A-Za-z]+\]')
"""Quoted text, which stays, and the gaps and colours of a number format; any filler but blanks is not certain"""


@dataclass(frozen=True, slots=True)
class Number:
    """An employee number. ``code``: the problem for which it cannot be read.

    ``formatted``: it was written as its number format shows it; ``folded``: characters were folded or dropped.
    """

    text: str
    code: str = ""
    formatted: bool = False
    folded: bool = False


def number_of(cell: Cell, number_format: str) -> Number:
    """Return the employee number that a cell shows."""
    value = cell.value
    if isinstance(value, bool):
        return Number("TRUE" if value else "FALSE")
    if isinstance(value, float):
        return _shown(value, number_format)
    raw = "" if value is None else str(value)
    text = tidy(unicodedata.normalize("NFKC", "".join(c for c in raw if c not in BIDI)))
    return Number(text, folded=text != raw.strip())


def shown_number(table: HeadedTable, row: int, name: str) -> str:
    """Return the employee number that a cell of a table shows."""
    cell = table.raw(row, name)
    return number_of(cell, table.code(cell)).text


def _shown(value: float, number_format: str) -> Number:
    text = plain(value)
    if value != int(value) or value < 0:
        return Number(text, "roster-number-not-whole")
    if value >= _EXACT:
        return Number(text, "roster-number-rounded")
    positive = _UNSEEN.sub(lambda part: part[0] if part[0][0] in '"\\' else "", number_format.split(";")[0])
    if positive.lower() in _PLAIN:
        return Number(text)
    match = _PADDED.fullmatch(positive)
    if match is None:
        return Number(text, "roster-number-format")
    shown = f"{_literal(match[1])}{int(value):0{len(match[2])}d}{_literal(match[3])}"
    return Number(tidy(unicodedata.normalize("NFKC", shown)), formatted=shown != text)


def _literal(part: str) -> str:
    return "".join(match[1] or match[2] or match[3] or "" for match in _QUOTED.finditer(part))
