"""One sheet of a scheme's workbook as rows of named cells; headings that are not known are complained of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsappraise.exchange.cells import Content
from xlsappraise.exchange.draft import Draft, Where
from xlsappraise.exchange.words import key, understood
from xlsappraise.i18n import LANGUAGES, Fact, Phrase, phrase, words
from xlsappraise.intake.book import SheetEntry
from xlsappraise.intake.entries import is_date_format
from xlsappraise.intake.reading import Reading
from xlsappraise.intake.sheet import Cell, Place
from xlsappraise.rounding import plain
from xlsappraise.text import nearest, tidy

_HEADING_ROWS = 20


class Table:
    """The rows of a sheet below its headings. ``ignored``: columns that are for the reader alone."""

    def __init__(
        self, draft: Draft, reading: Reading, entry: SheetEntry, headings: Mapping[str, str], ignored: tuple[str, ...]
    ) -> None:
        self.draft = draft
        self.name = entry.name
        self.headings = headings
        self.columns: dict[str, int] = {}
        self._reading = reading
        self._cells = reading.sheet(entry).cells
        self._ignored = ignored
        self._known = understood(headings)
        self.heading_row = self._find_headings()
        if self.heading_row is None:
            shown = spoken(headings)
            draft.complain("scheme-book-no-headings", Where(self.name, (0, 0), ""), expected=shown)
        else:
            self._read_headings(self.heading_row)

    @property
    def corner(self) -> Where:
        """The place for what concerns the whole sheet."""
        return Where(self.name, (self.heading_row or 0, 0), self.name)

    def _find_headings(self) -> int | None:
        for row in range(_HEADING_ROWS):
            texts = [c.value for at, c in self._cells.items() if at[0] == row and isinstance(c.value, str)]
            if any(key(text) in self._known for text in texts):
                return row
        return None

    def _read_headings(self, row: int) -> None:
        for at, cell in sorted(self._cells.items()):
            if at[0] != row:
                continue
            text = tidy(str(cell.value)) if cell.value is not None else ""
            name = self._known.get(key(text))
            if name is None:
                meant = closest(text, self.headings)
                self.draft.complain("scheme-book-unknown-heading", Where(self.name, at, text), text, meant)
            elif name in self.columns:
                self.draft.complain("scheme-book-duplicate-heading", Where(self.name, at, text), text)
            else:
                self.columns[name] = at[1]

    def rows(self) -> Iterator[tuple[int, dict[str, Content]]]:
        """Yield each row that says something, its cells by column name."""
        if self.heading_row is None:
            return
        by_row: dict[int, list[tuple[int, Cell]]] = {}
        for (row, column), cell in sorted(self._cells.items()):
            if row > self.heading_row:
                by_row.setdefault(row, []).append((column, cell))
        names = {column: name for name, column in self.columns.items()}
        for row, cells in by_row.items():
            found = {}
            for column, cell in cells:
                content = self._content((row, column), names.get(column), cell)
                if content is not None:
                    found[names[column]] = content
            if found:
                yield row, found

    def _content(self, at: Place, name: str | None, cell: Cell) -> Content | None:
        if name in self._ignored:
            return None
        where = self.where(at[0], name) if name is not None else Where(self.name, at, "")
        if isinstance(cell.value, str) and not tidy(cell.value) and cell.formula is None:
            return None
        if name is None:
            if (self.name, (self.heading_row or 0, at[1])) not in self.draft.spoiled:
                self.draft.complain("scheme-book-no-column", where, _shown(cell))
            return None
        if cell.formula is not None:
            self.draft.complain("scheme-book-formula", where, f"={cell.formula}")
        elif cell.kind == "error":
            self.draft.complain("scheme-book-error-value", where, cell.value)
        elif isinstance(cell.value, float) and is_date_format(self._reading.format(cell.style)):
            self.draft.complain("scheme-book-date", where)
        return cell.value

    def where(self, row: int, name: str) -> Where:
        """Return a cell by its column's name; the row's first cell when the sheet has no such column."""
        return Where(self.name, (row, self.columns.get(name, 0)), spoken({name: self.headings[name]})[0])


def spoken(headings: Mapping[str, str]) -> list[Phrase]:
    """Return the headings as texts to be put into a language."""
    return [phrase(heading) for heading in headings.values()]


def closest(text: str, names: Mapping[str, str], *, ids: bool = False) -> Fact:
    """Return the name that a text most likely means, in whatever language it is written; else all of them.

    ``ids``: whether the keys of ``names`` may be written instead of them.
    """
    known: dict[str, Fact] = {words(language)(name): phrase(name) for language in LANGUAGES for name in names.values()}
    if ids:
        known |= {name: name for name in names}
    meant = nearest(text, known)
    return tuple(spoken(names)) if meant is None else known[meant]


def _shown(cell: Cell) -> str:
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
