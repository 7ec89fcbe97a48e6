"""Moving rows and columns of a sheet with formulas, merged areas and widths, as a spreadsheet program does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension

from xlsappraise.xlsx.formula import relocate

Places = Mapping[int, int | None]
ROWS, COLUMNS = 60, 20


def inserted(before: int, count: int, last: int) -> dict[int, int | None]:
    """Return the new number by old of rows (or columns) 1 to ``last`` after an insertion."""
    return {number: number + count if number >= before else number for number in range(1, last + 1)}


def deleted(gone: Iterable[int], last: int) -> dict[int, int | None]:
    """Return the new number by old of rows (or columns) 1 to ``last`` after a deletion."""
    out = set(gone)
    return {n: None if n in out else n - sum(1 for g in out if g < n) for n in range(1, last + 1)}


def rearrange(sheet: Any, rows: Places | None = None, columns: Places | None = None) -> None:
    """Move rows and columns: old number → new number from 1, None for deleted."""
    rows, columns = rows or {}, columns or {}
    merges = [m.bounds for m in sheet.merged_cells.ranges]
    for merge in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merge))
    if columns:
        _move_widths(sheet, columns)
    cells = [(c.row, c.column, c.value, c._style) for row in sheet.iter_rows() for c in row]
    sheet._cells.clear()
    for row, column, value, style in cells:
        now = rows.get(row, row), columns.get(column, column)
        if now[0] is not None and now[1] is not None:
            cell = sheet.cell(*now)
            cell.value, cell._style = _relocated(value, rows, columns), style
    for left, top, right, bottom in merges:
        area = _spanned(rows, top, bottom), _spanned(columns, left, right)
        if area[0] is not None and area[1] is not None and (area[0][0], area[1][0]) != (area[0][1], area[1][1]):
            sheet.merge_cells(start_row=area[0][0], end_row=area[0][1], start_column=area[1][0], end_column=area[1][1])


def _move_widths(sheet: Any, columns: Places) -> None:
    """Move the widths of columns, and whether they are hidden."""
    before = {n: (d.width, d.hidden) for d in sheet.column_dimensions.values() for n in range(d.min, d.max + 1)}
    sheet.column_dimensions.clear()
    for column, (width, hidden) in before.items():
        now = columns.get(column, column)
        if now is not None:
            letter = get_column_letter(now)
            sheet.column_dimensions[letter] = ColumnDimension(sheet, index=letter, width=width, hidden=hidden)


def _relocated(value: Any, rows: Places, columns: Places) -> Any:
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    down, across = ({old - 1: None if n is None else n - 1 for old, n in m.items()} for m in (rows, columns))
    return f"={relocate(value[1:], down, across)}"


def _spanned(now: Places, first: int, last: int) -> tuple[int, int] | None:
    """Return the new ends of an area; None if it is deleted or other rows were moved into it."""
    left = [n for n in (now.get(old, old) for old in range(first, last + 1)) if n is not None]
    if not left:
        return None
    others = (now.get(old, old) for old in range(1, ROWS) if not first <= old <= last)
    mixed = any(n is not None and min(left) <= n <= max(left) for n in others)
    return None if mixed or (now.get(first, first) or min(left)) != min(left) else (min(left), max(left))


def letters(*names: str) -> list[int]:
    """Return the numbers of columns by their letters."""
    return [column_index_from_string(name) for name in names]
