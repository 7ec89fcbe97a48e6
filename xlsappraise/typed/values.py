"""What a cell holds, and what the readers of sheets with headings call that which is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from xlsappraise.base.rounding import plain
from xlsappraise.base.text import tidy
from xlsappraise.typed.entries import Entry, Finding, is_date_format
from xlsappraise.typed.long_text import TOO_LONG, LongText
from xlsappraise.typed.slot import InputType
from xlsappraise.xlsx.cell import Cell

DAYS_TO_1904 = 1462
"""The days between the two dates from which workbooks count"""
_FORMATTED = ("not-a-number", "date-for-number")
"""Findings of a number whose format makes it a date or a percentage"""
_SILENT = "normalised"


class NoValue(NamedTuple):
    """The code of a cell that cannot be read, what it shows, and what it may have."""

    code: str
    found: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one reader for the problems that every sheet with headings may have.

    ``number_format``: a number that its format shows as something else; without it such a finding keeps its code.
    """

    twice: str = ""
    missing: str = ""
    formula: str = "formula-in-input"
    error: str = "error-value"
    date: str = "not-a-date"
    number_format: str = ""

    def findings(self, entry: Entry, cell: Cell, code: str) -> Iterator[Finding]:
        """Yield what is wrong with an entry under this reader's codes; what was merely normalised is left out."""
        for finding in entry.findings:
            if finding.code != _SILENT:
                yield replace(finding, code=self._code(finding, entry.slot.type, cell, code))

    def _code(self, finding: Finding, kind: InputType, cell: Cell, code: str) -> str:
        own = {"formula-in-input": self.formula, "error-value": self.error, "not-a-date": self.date}
        misshown = is_date_format(code) or ("%" in code and kind != "percent")
        if self.number_format and cell.kind == "number" and finding.code in _FORMATTED and misshown:
            return self.number_format
        return own.get(finding.code, finding.code)

    def no_value(self, cell: Cell) -> NoValue | None:
        """Return what is wrong with a cell that holds a formula, an error or too long a text; None for any other."""
        if cell.formula is not None:
            return NoValue(self.formula, f"={cell.formula}")
        if isinstance(cell.value, LongText):
            return NoValue(TOO_LONG, str(cell.value.length), cell.value.most)
        return NoValue(self.error, str(cell.value)) if cell.kind == "error" else None


def text_of(cell: Cell) -> str:
    """Return what a cell holds as text; a number is written the shortest way."""
    if isinstance(cell.value, float):
        return plain(cell.value)
    return "" if cell.value is None else tidy(str(cell.value))


def holds(cell: Cell) -> bool:
    """Return whether a cell has content: a formula always, blanks alone never."""
    return cell.formula is not None or bool(text_of(cell))


def since_1900(cell: Cell, *, dated: bool) -> Cell:
    """Return a cell of a workbook that counts days from 1904 as one that counts from 1900; ``dated``: it is a day."""
    return cell._replace(value=cell.value + DAYS_TO_1904) if dated and isinstance(cell.value, float) else cell
