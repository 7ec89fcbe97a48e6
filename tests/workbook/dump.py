"""A workbook as text: what stands in each cell, how it is locked, checked, formatted and printed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

_FEW = 4
_COMPUTED = re.compile(r'<definedName name="_xlnm.Print_Area"[^>]*>([^<]*INDEX[^<]*)<')
"""An area that is printed and depends on what is filled in; openpyxl takes none"""
_ROW_OF_TABLE = re.compile(r"[a-z_0-9]+\.\d+(\.more)?")


def dump(workbook: bytes) -> str:
    """Return a readable dump of every sheet."""
    formulas = openpyxl.load_workbook(io.BytesIO(workbook))
    values = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    lines: list[str] = [f"structure locked: {bool(formulas.security.lockStructure)}"]
    for sheet in formulas.worksheets:
        lines += ["", f"== {sheet.title} ({sheet.sheet_state})", *_sheet(sheet, values[sheet.title])]
    for name, defined in formulas.defined_names.items():
        lines.append(f"name {name} = {defined.attr_text}")
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        computed = _COMPUTED.findall(package.read("xl/workbook.xml").decode())
    lines += [f"printed: {area}" for area in computed]
    return "\n".join(lines) + "\n"


def _sheet(sheet: Any, values: Any) -> Iterator[str]:
    setup = sheet.page_setup
    yield (
        f"page: {setup.orientation} paper {setup.paperSize} fit {setup.fitToWidth}x{setup.fitToHeight}"
        f" titles {sheet.print_title_rows} area {sheet.print_area} freeze {sheet.freeze_panes}"
    )
    widths = {k: ("hidden" if d.hidden else round(d.width, 1)) for k, d in sorted(sheet.column_dimensions.items())}
    yield f"columns: {widths}"
    yield f"protected: {sheet.protection.sheet}"
    yield f"merged: {' '.join(sorted(str(m) for m in sheet.merged_cells.ranges))}"
    yield from _rows(sheet, values)
    for text, areas in _validations(sheet).items():
        few = areas if len(areas) <= _FEW else [areas[0], "to", areas[-1], f"({len(areas)})"]
        yield f"validation {' '.join(few)} {text}"
    for area, rules in sheet.conditional_formatting._cf_rules.items():
        for rule in rules:
            yield f"condition {area.sqref} {rule.type} {rule.formula}"


def _validations(sheet: Any) -> dict[str, list[str]]:
    """Return the areas of each kind of validation, from the top."""
    found: dict[str, list[str]] = {}
    rules = sheet.data_validations.dataValidation
    for rule in sorted(rules, key=lambda r: _corner(r.sqref)):
        text = (
            f"{rule.type} {rule.operator} {rule.formula1} {rule.formula2}"
            f" | {rule.promptTitle}: {rule.prompt} | {rule.errorTitle}: {rule.error}"
        )
        found.setdefault(text, []).append(str(rule.sqref))
    return found


def _corner(areas: Any) -> tuple[int, int]:
    return min((area.min_col, area.min_row) for area in areas.ranges)


def _rows(sheet: Any, values: Any) -> Iterator[str]:
    """Yield the cells by row; of rows of a table that are alike but for their numbers, only the first.

    Entries that take two rows are alike in pairs.
    """
    seen: dict[str, str] = {}
    first, last = 0, 0
    for row in sheet.iter_rows():
        number, key = row[0].row, str(row[0].value)
        lines = [f"-- row {number} height {sheet.row_dimensions[number].height}"]
        lines += [
            f"{cell.coordinate} {_cell(cell, values[cell.coordinate].value)}"
            for cell in row
            if cell.value is not None or not cell.protection.locked
        ]
        alike = _without_numbers("\n".join(lines), number, key)
        line = "more" if key.endswith(".more") else "entry"
        if _ROW_OF_TABLE.fullmatch(key) and seen.get(line) == alike:
            last = number
            continue
        if last:
            yield f"-- rows {first + 1} to {last} are like those before"
        seen, first, last = ({**seen, line: alike} if _ROW_OF_TABLE.fullmatch(key) else {}), number, 0
        yield from lines


def _without_numbers(text: str, row: int, key: str) -> str:
    """Replace a row's number and that of its entry in the table."""
    entry = key.removesuffix(".more").rpartition(".")[2]
    text = text.replace(f"C{row} {entry}", "C# @").replace(key, "@").replace(f"-- row {row}", "-- row #")
    text = re.sub(rf"(?<=[A-Z]){row + 1}\b", "#+1", text)  # an entry may take two rows
    return re.sub(rf"(?<=[A-Z]){row}\b", "#", text)


def _cell(cell: Any, cached: Any) -> str:
    parts = [repr(cell.value)]
    if isinstance(cell.value, str) and cell.value.startswith("="):
        parts.append(f"cached {cached!r}")
    if not cell.protection.locked:
        parts.append("unlocked")
    if cell.number_format != "General":
        parts.append(f"[{cell.number_format}]")
    return " ".join(parts)
