"""The formulas of a sheet, expanded as programs expand them.

A shared formula is stored in its first cell and shifted for the others; an array formula counts in every cell of its
range. ``{…}`` marks array formulas, since programs compute them differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.address import Place, address, place
from xlsappraise.xlsx.attributes import count
from xlsappraise.xlsx.expression import expression
from xlsappraise.xlsx.formula import SharedFormula
from xlsappraise.xlsx.limits import hostile, too_large

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMULA_LIMIT = 8192
QUOTE_LIMIT = 1024
"""Maximum of apostrophes in a formula, above which comparing is expensive"""
SHIFT_LIMIT = 500_000
"""Maximum of characters of shifted formulas in a sheet"""
ARRAY_LIMIT = 20_000
"""Maximum of cells under array formulas in a sheet"""


class Formulas:
    """The formulas of one sheet, read cell by cell."""

    def __init__(self) -> None:
        self._first: dict[int, tuple[Place, int, SharedFormula]] = {}
        self._shifted = 0
        self._covered = 0
        self.arrays: list[tuple[str, Place, Place]] = []
        """(formula, first, last cell) of each array formula"""

    def read(self, element: Element, at: Place) -> str:
        """Return the formula in the element of the cell ``at``; raise Refusal beyond the limits."""
        text = element.text or ""
        if len(text) > QUOTE_LIMIT and (len(text) > FORMULA_LIMIT or text.count("'") > QUOTE_LIMIT):
            raise hostile(phrase("a formula of more than {count} characters", count=FORMULA_LIMIT))
        kind = element.get("t", "normal")
        if kind == "shared":
            number = count(element.get("si"), -1)
            if number < 0:
                raise hostile(phrase("a shared formula without a number: {address}", address=address(at)))
            return self._shared(text, at, number)
        if kind in ("array", "dataTable"):
            return self._array("TABLE" if kind == "dataTable" else text, at, element.get("ref", ""))
        if kind != "normal":
            raise hostile(phrase("a formula of an unknown type: {address}", address=address(at)))
        return text

    def _shared(self, text: str, at: Place, index: int) -> str:
        """Return a shared formula shifted to the cell ``at``; blank when its first cell is missing."""
        if index not in self._first:
            if text:
                self._first[index] = (at, len(text), SharedFormula(text))
            return text
        (row, column), length, first = self._first[index]
        self._shifted += length
        if self._shifted > SHIFT_LIMIT:
            found = phrase("shared formulas of more than {count} characters", count=SHIFT_LIMIT)
            raise too_large(found, str(SHIFT_LIMIT))
        expanded = first.shifted(at[0] - row, at[1] - column)
        if text and text != expanded and expression(text) != expression(expanded):
            raise hostile(phrase("a cell with two formulas: {address}", address=address(at)))
        return expanded

    def _array(self, text: str, at: Place, ref: str) -> str:
        first, _colon, last = (ref or address(at)).partition(":")
        start, end = place(first), place(last or first)
        if start != at or end[0] < start[0] or end[1] < start[1]:
            raise hostile(phrase("an array formula outside its range: {address}", address=address(at)))
        self._covered += (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if self._covered > ARRAY_LIMIT:
            found = phrase("array formulas over more than {count} cells", count=ARRAY_LIMIT)
            raise too_large(found, str(ARRAY_LIMIT))
        formula = f"{{{text}}}"
        self.arrays.append((formula, start, end))
        return formula
