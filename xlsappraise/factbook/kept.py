"""Reading the existing facts workbook, invalid entries included, so that a new one can carry its content over.

Content that cannot be carried over (formulas, other sheets, comments) is listed; the former file is then kept beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from xlsappraise.base.i18n import Text, Words
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import fold
from xlsappraise.factbook.plan import BOOK, FIGURES, KEY, SETTINGS, SHEETS, figure_tables, sheet_id, tables_of
from xlsappraise.typed import Column, HeadedSheet, HeadedTable
from xlsappraise.typed.long_text import LongText
from xlsappraise.typed.numbers import shown_number
from xlsappraise.typed.values import text_of
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.own import OwnBook, read_book, reason

_IDENTITY: Mapping[str, str] = {"settings": "item", "departments": "department"}
"""Sheet id → the column that identifies its rows; the employee number on the others"""


@dataclass(frozen=True, slots=True)
class Content:
    """The value of a cell and its number format."""

    value: str | float | bool
    code: str = "General"


Row = Mapping[str, Content]
"""Contents by the key of the column"""


@dataclass
class Kept:
    """The content of an existing facts workbook.

    ``rows``: by sheet id. ``others``: sheet id → titles by key of columns that the sheet does not declare. ``lost``:
    descriptions of content that cannot be carried over. ``stopped``: keys of columns marked as no longer used.
    """

    data: bytes = b""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    lost: list[Text] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)

    def of(self, sheet: str) -> list[Row]:
        """Return the rows of a sheet."""
        return self.rows.get(sheet, [])


def unreadable(path: Path, file: str, refusal: Refusal) -> Refusal:
    """Return the refusal of a facts workbook that cannot be read."""
    period = PurePosixPath(file).parent.name
    return Refusal(problem("facts-unreadable", file=file, found=reason(refusal.problems[0]), period=period, path=path))


def read_kept(path: Path, file: str, say: Words) -> Kept:
    """Read an existing facts workbook; raise Refusal where entries could get lost. ``say`` translates sheet names."""
    try:
        data = read_file(path)
        reading = read_book(data)
        tables, parts = tables_of(file, reading), figure_tables(file, reading)
        sheets = {table.name for table in (*tables.values(), *parts)}
        others = [e for e in reading.entries if e.name not in sheets]
        faults = [*_missing(tables, others, reading, file, say), *_faulty((*tables.values(), *parts), say)]
        kept = Kept(data, lost=[*_other_content(reading, others)])
    except Refusal as refusal:
        raise unreadable(path, file, refusal) from None
    if faults:
        raise Refusal(*faults)
    for sheet, table in tables.items():
        kept.rows[sheet] = _take(table, sheet, kept)
    for part in parts:
        _join(kept.rows["people"], _take(part, "people", kept))
    return kept


def _take(table: HeadedTable, sheet: str, kept: Kept) -> list[Row]:
    """Return the rows of a table; note its further columns and what cannot be carried over."""
    added = {name: heading for name, heading in table.added.items() if heading.column}
    kept.others.setdefault(sheet, {}).update({n: h.column.title for n, h in added.items() if h.column})
    kept.stopped |= {name for name, h in added.items() if h.column and h.column.title != h.text}
    kept.lost += _without_heading(table)
    return [_row(table, row, kept) for row in table.rows]


def _join(rows: list[Row], more: list[Row]) -> None:
    """Add the figures of further sheets to the rows of their people; what contradicts a row gets one of its own."""
    for row in more:
        number = fold(_number(row))
        same = (i for i, one in enumerate(rows) if number and fold(_number(one)) == number)
        free = next((i for i in same if not _contradicts(rows[i], row)), None)
        if free is None:
            rows.append(row)
        else:
            rows[free] = {**row, **rows[free]}


def _number(row: Row) -> str:
    return str(row["number"].value) if "number" in row else ""


def _contradicts(one: Row, other: Row) -> bool:
    both = one.keys() & other.keys() - FIGURES.shown - {"number"}
    return any(one[name].value != other[name].value for name in both)


def _missing(
    tables: Mapping[str, HeadedTable], others: list[SheetEntry], reading: Book, file: str, say: Words
) -> list[Problem]:
    """Report missing sheets: that of the people, and others that seem to be renamed."""
    found = []
    for sheet in BOOK:
        if sheet in tables:
            continue
        renamed = next((e.name for e in others if _has_headings(HeadedTable(file, BOOK[sheet], reading, e))), None)
        if renamed is not None or sheet == "people":
            shown = say(SHEETS[sheet])
            found.append(problem("facts-sheet-gone", file=file, sheet=shown, found=renamed or "—", expected=shown))
    return found


def _has_headings(table: HeadedTable) -> bool:
    """Return whether a sheet has all required headings."""
    return not table.missing


def _faulty(tables: Iterable[HeadedTable], say: Words) -> list[Problem]:
    """Report sheets without the headings that identify rows, and headings that occur twice."""
    found = []
    for table in tables:
        found += [table.problem("facts-heading-twice", address(h.place), found=h.text) for h in table.twins]
        if not identified(table) and table.cells:
            wanted = say(identity(table.headed).title)
            found.append(table.problem("facts-heading-missing", table.heading_place, expected=wanted))
    return found


def identity(sheet: HeadedSheet) -> Column:
    """Return the column to name in a message where the rows of a sheet cannot be identified."""
    return sheet[_IDENTITY.get(sheet.id, "number")]


def identified(table: HeadedTable) -> bool:
    """Return whether a table has the columns that identify its rows."""
    if table.headed is SETTINGS:
        return KEY in table.columns or {"plan", "item"} <= table.columns.keys()
    return _IDENTITY.get(table.headed.id, "number") in table.columns


def _row(table: HeadedTable, row: int, kept: Kept) -> Row:
    found = {}
    for name in table.columns:
        if not table.filled(row, name):
            continue
        cell = table.cell(row, name)
        if cell.formula is not None and name not in table.headed.shown:
            kept.lost.append(f"{table.name} {table.at(row, name)} ={cell.formula}")
            found[name] = Content(f"={cell.formula}", "@")
        elif name == "number":
            found[name] = Content(shown_number(table, row, name), "@")
        elif name in table.headed.shown:
            found[name] = Content(text_of(cell), "@")
        elif cell.value is not None:
            whole = cell.value.whole if isinstance(cell.value, LongText) else cell.value
            found[name] = Content(whole, table.code(cell))
    return found


def _without_heading(table: HeadedTable) -> list[str]:
    """List the cells in columns without a heading."""
    headed = set(table.columns.values())
    rows = set(table.rows)
    return [f"{table.name} {address(at)}" for at in sorted(table.cells) if at[0] in rows and at[1] not in headed]


def _other_content(reading: OwnBook, others: list[SheetEntry]) -> list[Text]:
    """List other sheets, comments and pictures."""
    found: list[Text] = [entry.name for entry in others if sheet_id(entry.name) not in ("notes", "choices")]
    return [*found, *reading.extras()]
