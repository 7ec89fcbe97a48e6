"""The interface of a readable workbook of any format: sheets, number formats, form numbers."""

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
    """A workbook's content. Sheets are read on demand, each once."""

    reads_formulas = True
    """Whether formulas are read; old formats are read as values only"""
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

    def has_cells(self, entry: SheetEntry) -> bool:  # noqa: ARG002 - some formats have other sheets
        """Return whether a sheet is one of cells, and not of charts, macros or a dialog."""
        return True

    def has_token(self, entry: SheetEntry) -> bool:
        """Return whether a sheet contains a form number."""
        return any(isinstance(cell.value, str) and MARK in cell.value for cell in self.sheet(entry).cells.values())

    def property_texts(self) -> Iterable[tuple[str, str]]:
        """Yield (part, text) of the document's properties that may contain a form number."""
        return ()

    @cached_property
    def form_sheets(self) -> tuple[SheetEntry, ...]:
        """The sheets with a form number, except the hidden sheet of facts."""
        return tuple(e for e in self.entries if self.has_token(e) and not self.is_facts(e))

    @cached_property
    def facts_sheet(self) -> SheetEntry | None:
        """The hidden sheet of facts, whatever it is called now."""
        return next((e for e in self.entries if self.has_token(e) and self.is_facts(e)), None)

    def is_facts(self, entry: SheetEntry) -> bool:
        """Return whether a sheet begins as the hidden sheet of facts does, with or without a form number on it."""
        first = self.sheet(entry).cells.get((0, 0))
        return first is not None and first.value == FORM_NUMBER

    @cached_property
    def tokens(self) -> dict[str, tuple[str, ...]]:
        """Every form number in the file, with the names of the sheets and parts that contain it."""
        found: dict[str, list[str]] = {}

        def add(source: str, tokens: list[Token]) -> None:
            for token in tokens:
                sources = found.setdefault(str(token), [])
                if source not in sources:
                    sources.append(source)

        for entry in (*self.form_sheets, *([self.facts_sheet] if self.facts_sheet else [])):
            for cell in self.sheet(entry).cells.values():
                if isinstance(cell.value, str) and MARK in cell.value:
                    add(entry.name, find_tokens(cell.value))
        for part, text in self.property_texts():
            add(part, find_tokens(text))
        return {token: tuple(sources) for token, sources in found.items()}
