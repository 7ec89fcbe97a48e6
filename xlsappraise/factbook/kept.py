"""What stands in the facts workbook already, faulty entries included, so that a new one can carry it over.

What it cannot carry over (formulas, own sheets, comments) is named, and the former version is then kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from xlsappraise.base.i18n import Words
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.factbook.plan import BOOK, KEY, SETTINGS, SHEETS, sheet_id, tables_of
from xlsappraise.typed import Column, HeadedSheet, HeadedTable
from xlsappraise.typed.values import text_of
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.book import SheetEntry
from xlsappraise.xlsx.causes import cause
from xlsappraise.xlsx.container import read_file
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.surroundings import comments, pictures


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell holds, with its number format."""

    value: str | float | bool
    code: str = "General"


Row = Mapping[str, Content]
"""Contents by the key of the column"""


@dataclass
class Kept:
    """The rows of each sheet; ``others``: titles by key of columns that are not the sheet's own; what is ``lost``.

    ``stopped``: keys of those that are marked as no longer used.
    """

    data: bytes = b""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)

    def of(self, sheet: str) -> list[Row]:
        """Return the rows of a sheet."""
        return self.rows.get(sheet, [])


def unreadable(path: Path, file: str, refusal: Refusal) -> Refusal:
    """Return the refusal of a facts workbook that cannot be read."""
    period = PurePosixPath(file).parent.name
    return Refusal(problem("facts-unreadable", file=file, found=cause(refusal), period=period, path=path))


def read_kept(path: Path, file: str, say: Words) -> Kept:
    """Read what is there; raise Refusal, with names said by ``say``, where anything filled in could be lost."""
    try:
        data = read_file(path)
        reading = Reading(data)
        tables = tables_of(file, reading)
        sheets = {table.name for table in tables.values()}
        others = [e for e in reading.entries if e.name not in sheets]
        faults = [*_missing(tables, others, reading, file, say), *_faulty(tables, say)]
        kept = Kept(data, lost=[*_around(reading, others)])
    except Refusal as refusal:
        raise unreadable(path, file, refusal) from None
    if faults:
        raise Refusal(*faults)
    for sheet, table in tables.items():
        kept.rows[sheet] = [_row(table, row, kept) for row in table.rows]
        kept.others[sheet] = {name: heading.column.title for name, heading in table.added.items() if heading.column}
        kept.stopped |= {name for name, h in table.added.items() if h.column and h.column.title != h.text}
        kept.lost += _without_heading(table)
    return kept


def _missing(
    tables: Mapping[str, HeadedTable], others: list[SheetEntry], reading: Reading, file: str, say: Words
) -> list[Problem]:
    """Report which sheets are gone: that of the people, and others that seem to bear another name."""
    found = []
    for sheet in BOOK:
        if sheet in tables:
            continue
        renamed = next((e.name for e in others if _alike(BOOK[sheet].find(file, reading, e))), None)
        if renamed is not None or sheet == "people":
            shown = say(SHEETS[sheet])
            found.append(problem("facts-sheet-gone", file=file, sheet=shown, found=renamed or "—", expected=shown))
    return found


def _alike(table: HeadedTable) -> bool:
    """Return whether all headings stand there that are filled in on the sheet."""
    return not table.missing


def _faulty(tables: Mapping[str, HeadedTable], say: Words) -> list[Problem]:
    """Report which sheets have lost the headings by which their rows are told apart, or bear a heading twice."""
    found = []
    for table in tables.values():
        found += [table.problem("facts-heading-twice", address(h.place), found=h.text) for h in table.twins]
        if not identified(table) and table.cells:
            wanted = say(identity(table.headed).title)
            found.append(table.problem("facts-heading-missing", table.heading_place, expected=wanted))
    return found


def identity(sheet: HeadedSheet) -> Column:
    """Return the column that is named where the rows of a sheet cannot be told apart."""
    return sheet["item" if sheet is SETTINGS else "number"]


def identified(table: HeadedTable) -> bool:
    """Return whether the columns are there by which rows are told apart."""
    if table.headed is SETTINGS:
        return KEY in table.columns or {"plan", "item"} <= table.columns.keys()
    return "number" in table.columns


def _row(table: HeadedTable, row: int, kept: Kept) -> Row:
    found = {}
    for name in table.columns:
        if not table.filled(row, name):
            continue
        cell = table.cell(row, name)
        if cell.formula is not None and name not in table.headed.shown:
            kept.lost.append(f"{table.name} {table.at(row, name)} ={cell.formula}")
            found[name] = Content(f"={cell.formula}", "@")
        elif name in table.headed.shown:
            found[name] = Content(text_of(cell), "@")
        elif cell.value is not None:
            found[name] = Content(cell.value, table.code(cell))
    return found


def _without_heading(table: HeadedTable) -> list[str]:
    """Name the cells below the headings that no heading names."""
    headed = set(table.columns.values())
    rows = set(table.rows)
    return [f"{table.name} {address(at)}" for at in sorted(table.cells) if at[0] in rows and at[1] not in headed]


def _around(reading: Reading, others: list[SheetEntry]) -> list[str]:
    """Name what is not a cell of one of our sheets."""
    found = [entry.name for entry in others if sheet_id(entry.name) not in ("notes", "choices")]
    found += [f"{e.name} {address(c.at)} “{c.text}”" for e in reading.entries for c in comments(reading, e)]
    return [*found, *(name for name in pictures(reading) if _drawn(reading, name))]


def _drawn(reading: Reading, name: str) -> bool:
    """Return whether anything is in a picture, chart or drawing; some programs save a drawing with nothing on it."""
    part = f"xl/drawings/{name}"
    return not reading.container.has(part) or b"Anchor" in reading.container.part(part)
