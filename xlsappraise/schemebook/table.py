"""Read one sheet of a scheme's workbook as rows of named cells; report headings of no column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from xlsappraise.base.i18n import LANGUAGES, Fact, Phrase, phrase, words
from xlsappraise.base.text import nearest
from xlsappraise.schemebook.cells import Content
from xlsappraise.schemebook.draft import SchemeDraft, Where
from xlsappraise.typed import HeadedSheet, HeadedTable
from xlsappraise.typed.entries import is_date_format
from xlsappraise.typed.values import holds, text_of
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.cell import Cell


class SchemeTable(HeadedTable):
    """Read the rows of a sheet below its headings; problems are added to the draft."""

    def __init__(self, draft: SchemeDraft, headed: HeadedSheet, reading: Book, entry: SheetEntry) -> None:
        super().__init__(draft.file, headed, reading, entry)
        self.draft = draft
        titles = {column.id: column.title for column in headed.columns}
        if self.heading_row is None:
            draft.report("scheme-book-no-headings", Where(self.name, (0, 0), ""), expected=as_phrases(titles))
        for heading in self.odd:
            where, text = Where(self.name, heading.place, heading.text), heading.text
            if heading.column is not None:
                draft.report(headed.codes.twice, where, text)
            else:
                draft.report("scheme-book-unknown-heading", where, text, closest(text, titles))

    @property
    def corner(self) -> Where:
        """Return the place for what concerns the whole sheet."""
        return Where(self.name, (self.heading_row or 0, 0), self.name)

    def contents(self) -> Iterator[tuple[int, dict[str, Content]]]:
        """Yield each row that holds anything, its cells by column."""
        if self.heading_row is None:
            return
        top, names = self.heading_row, {column: name for name, column in self.columns.items()}
        below = sorted((at, cell) for at, cell in self.cells.items() if at[0] > top)
        for row, cells in groupby(below, lambda item: item[0][0]):
            found = {}
            for at, cell in cells:
                content = self._content(at, names.get(at[1]), cell)
                if content is not None:
                    found[names[at[1]]] = content
            if found:
                yield row, found

    def _content(self, at: Place, name: str | None, cell: Cell) -> Content | None:
        if name in self.headed.shown or not holds(cell):
            return None
        if name is None:
            if (self.name, (self.heading_row or 0, at[1])) not in self.draft.reported:
                self.draft.report("scheme-book-no-column", Where(self.name, at, ""), text_of(cell))
            return None
        fault = self.headed.codes.no_value(cell)
        if fault is not None:
            self.draft.report(fault.code, self.where(at[0], name), fault.found, fault.expected)
        elif isinstance(cell.value, float) and is_date_format(self.code(cell)):
            self.draft.report(self.headed.codes.date, self.where(at[0], name))
        return cell.value

    def where(self, row: int, name: str) -> Where:
        """Return a cell by its column's name; the row's first cell when the sheet has no such column."""
        return Where(self.name, self.place(row, name), as_phrases({name: self.headed[name].title})[0])


def as_phrases(headings: Mapping[str, str]) -> list[Phrase]:
    """Return the headings as phrases."""
    return [phrase(heading) for heading in headings.values()]


def closest(text: str, names: Mapping[str, str], *, ids: bool = False) -> Fact:
    """Return the name that a text most likely means, in whatever language it is written; else all of them.

    ``ids``: whether the keys of ``names`` may be written instead of them.
    """
    meant_by: dict[str, Fact] = {
        words(language)(name): phrase(name) for language in LANGUAGES for name in names.values()
    }
    if ids:
        meant_by |= {name: name for name in names}
    meant = nearest(text, meant_by)
    return tuple(as_phrases(names)) if meant is None else meant_by[meant]
