"""The formulas of a sheet; a shared one is stored in its first cell and shifted for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.formula import shift
from xlsappraise.xlsx.limits import hostile, too_large

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMULA_LIMIT = 8192
QUOTE_LIMIT = 1024
"""Maximum of apostrophes in a formula, above which comparing is expensive"""
SHIFT_LIMIT = 500_000
"""Maximum of characters of shifted formulas in a sheet"""


class Formulas:
    """The formulas of one sheet, read cell by cell."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[tuple[int, int], str]] = {}
        self._shifted = 0

    def read(self, element: Element, at: tuple[int, int]) -> str:
        """Return the formula in the element of the cell ``at``; raise Refusal beyond the limits."""
        text = element.text or ""
        if len(text) > QUOTE_LIMIT and (len(text) > FORMULA_LIMIT or text.count("'") > QUOTE_LIMIT):
            raise hostile(phrase("a formula of more than {count} characters", count=FORMULA_LIMIT))
        if element.get("t") == "shared":
            index = element.get("si", "")
            if not text:
                return self._shared(at, index)
            self._first[index] = (at, text)
        return text

    def _shared(self, at: tuple[int, int], index: str) -> str:
        """Return a shared formula shifted to the cell ``at``; blank when its first cell is missing."""
        if index not in self._first:
            return ""
        (row, column), text = self._first[index]
        self._shifted += len(text)
        if self._shifted > SHIFT_LIMIT:
            found = phrase("shared formulas of more than {count} characters", count=SHIFT_LIMIT)
            raise too_large(found, str(SHIFT_LIMIT))
        return shift(text, at[0] - row, at[1] - column)
