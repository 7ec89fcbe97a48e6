"""What every readable workbook offers, whatever its format: sheets, number formats, form numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xlsappraise.base.form_number import FORM_NUMBER, MARK, Token, find_tokens
from xlsappraise.xlsx.sheet import SheetReading


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    state: str
    part: str


class Book(ABC):
    """A workbook's content. Sheets are read when they are asked for, each once."""

    formulas_known = True
    """Whether cells tell their formulas; old formats are read as values only"""
    entries: tuple[SheetEntry, ...]
    date1904 = False
    structure_locked = True

    @abstractmethod
    def sheet(self, entry: SheetEntry) -> SheetReading:
        """Read a sheet."""

    @property
    @abstractmethod
    def formats(self) -> list[str]:
        """The number format code of each cell style, by index."""

    def format(self, style: int) -> str:
        """Return the number format of a cell style."""
        return self.formats[style] if style < len(self.formats) else "General"

    def bears_token(self, entry: SheetEntry) -> bool:
        """Return whether a form number stands on a sheet."""
        return any(isinstance(cell.value, str) and MARK in cell.value for cell in self.sheet(entry).cells.values())

    def property_texts(self) -> Iterable[tuple[str, str]]:
        """Yield (place, text) of the document's properties that may hold a form number."""
        return ()

    @cached_property
    def form_sheets(self) -> tuple[SheetEntry, ...]:
        """The sheets that bear a form number, the hidden sheet of facts left out."""
        return tuple(e for e in self.entries if self.bears_token(e) and not self._is_facts(e))

    @cached_property
    def facts_sheet(self) -> SheetEntry | None:
        """The hidden sheet of facts, whatever it is called now."""
        return next((e for e in self.entries if self.bears_token(e) and self._is_facts(e)), None)

    def _is_facts(self, entry: SheetEntry) -> bool:
        first = self.sheet(entry).cells.get((0, 0))
        return first is not None and first.value == FORM_NUMBER

    @cached_property
    def tokens(self) -> dict[str, tuple[str, ...]]:
        """Every form number in the file, with the places where it stands."""
        found: dict[str, list[str]] = {}

        def note(where: str, tokens: list[Token]) -> None:
            for token in tokens:
                places = found.setdefault(str(token), [])
                if where not in places:
                    places.append(where)

        for entry in (*self.form_sheets, *([self.facts_sheet] if self.facts_sheet else [])):
            for cell in self.sheet(entry).cells.values():
                if isinstance(cell.value, str) and MARK in cell.value:
                    note(entry.name, find_tokens(cell.value))
        for place, text in self.property_texts():
            note(place, find_tokens(text))
        return {token: tuple(places) for token, places in found.items()}
