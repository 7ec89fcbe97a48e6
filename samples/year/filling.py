"""Writes rosters and fills in forms and facts workbooks with openpyxl."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from samples.year.facts import YES, Filled
from samples.year.people import PEOPLE, YEAR
from xlsappraise.roster import COLUMNS, PLANS, ROSTER
from xlsappraise.roster.people import LEVEL_SINCE

HEADING_ROWS = 10
HISTORY = ("工号", "姓名", "部门", "期间", "考核方案", "总分", "等级")
GRADES = ((90, "优秀"), (80, "良好"), (70, "合格"), (60, "待提高"), (0, "差"))


def write_roster(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the roster."""
    book = openpyxl.Workbook()
    sheet = book.active
    titles = [*COLUMNS.values(), PLANS, LEVEL_SINCE]
    sheet.append(titles)
    for row in rows:
        sheet.append([row.get(title) for title in titles])
    widths = {column.title: column.width for column in ROSTER.columns} | {PLANS: 62}
    for number, title in enumerate(titles, 1):
        sheet.column_dimensions[get_column_letter(number)].width = widths[title]
    book.save(path)


def write_history(path: Path) -> None:
    """Write the results of the last quarter before the program was used."""
    book = openpyxl.Workbook()
    book.active.append(list(HISTORY))
    for person in PEOPLE:
        for scheme, totals in person.before.items():
            for month, total in zip((10, 11, 12), totals, strict=True):
                grade = next(title for bound, title in GRADES if total >= bound)
                department = person.spells[0].department
                row = [person.number, person.name, department, f"{YEAR - 1}-{month}", scheme, total, grade]
                book.active.append(row)
    book.save(path)


def open_book(path: Path) -> openpyxl.Workbook:
    """Open a workbook, without openpyxl's warnings of unsupported content."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def fill_form(source: Path, target: Path, values: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Fill in a form and save it as ``target``; ``places``: input id → cell."""
    book = open_book(source)
    for name, value in values.items():
        book.worksheets[0][places[name]] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def change_points(path: Path, cell: str, points: float) -> None:
    """Change the points of a criterion in a returned form, which is tampering."""
    book = open_book(path)
    book.worksheets[0][cell] = points
    book.save(path)


def fill_facts(path: Path, filled: Filled) -> None:
    """Fill in the facts workbook by its headings, overwriting existing entries."""
    book = open_book(path)
    if filled.people:
        _people(book, filled.people)
    if filled.departments:
        _figures(book["店铺和部门"], "店铺或部门", filled.departments)
    if filled.settings:
        _settings(book["设置"], filled.settings)
    for name, lines in (("事件", filled.incidents), ("检查", filled.checks)):
        if lines:
            _append(book[name], lines)
    if filled.confirmed:
        _confirm(book["晋升条件"], filled.confirmed)
    book.save(path)


def _confirm(sheet: Worksheet, confirmed: Mapping[str, str]) -> None:
    """Answer yes to every line of a person's checklist."""
    columns, first = headings(sheet)
    for row in range(first, sheet.max_row + 1):
        who, title = (sheet.cell(row, columns[name]).value for name in ("工号", "确认清单"))
        if confirmed.get(str(who)) == title:
            sheet.cell(row, columns["是否确认"], YES)


def _people(book: openpyxl.Workbook, entries: Mapping[tuple[str, str], Any]) -> None:
    """Fill in figures of people, each on the sheet that has its column."""
    sheets = [sheet for sheet in book.worksheets if sheet.title.partition("·")[0] == "人员"]
    for sheet in sheets:
        columns, _first = headings(sheet)
        _figures(sheet, "工号", {pair: value for pair, value in entries.items() if pair[1] in columns})


def _figures(sheet: Worksheet, head: str, entries: Mapping[tuple[str, str], Any]) -> None:
    """Fill in figures by the first column's value and the heading."""
    columns, first = headings(sheet)
    rows = {sheet.cell(row, columns[head]).value: row for row in range(first, sheet.max_row + 1)}
    for (whose, title), value in entries.items():
        sheet.cell(rows[whose], columns[title], value)


def _settings(sheet: Worksheet, values: Mapping[tuple[str, str], Any]) -> None:
    columns, first = headings(sheet)
    rows = {
        (sheet.cell(row, columns["方案"]).value, sheet.cell(row, columns["设置项"]).value): row
        for row in range(first, sheet.max_row + 1)
    }
    for pair, value in values.items():
        sheet.cell(rows[pair], columns["数值"], value)


def _append(sheet: Worksheet, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write the rows of a list, beginning at its first row."""
    columns, first = headings(sheet)
    for row, line in enumerate(lines, first):
        for title, value in line.items():
            sheet.cell(row, columns[title], value)


def headings(sheet: Worksheet) -> tuple[dict[str, int], int]:
    """Return the columns by heading, and the row below the headings."""
    for row in range(1, HEADING_ROWS + 1):
        texts = {cell.value: cell.column for cell in sheet[row] if isinstance(cell.value, str)}
        if {"工号", "方案", "店铺或部门"} & set(texts):
            return texts, row + 1
    raise AssertionError(f"no headings on the sheet {sheet.title}")
