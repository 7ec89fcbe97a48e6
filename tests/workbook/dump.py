"""A workbook as text: what stands in each cell, how it is locked, checked, formatted and printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import openpyxl


def dump(workbook: bytes) -> str:
    """Return a readable dump of every sheet."""
    formulas = openpyxl.load_workbook(io.BytesIO(workbook))
    values = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    lines: list[str] = [f"structure locked: {bool(formulas.security.lockStructure)}"]
    for sheet in formulas.worksheets:
        lines += ["", f"== {sheet.title} ({sheet.sheet_state})", *_sheet(sheet, values[sheet.title])]
    for name, defined in formulas.defined_names.items():
        lines.append(f"name {name} = {defined.attr_text}")
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
    for row in sheet.iter_rows():
        height = sheet.row_dimensions[row[0].row].height
        yield f"-- row {row[0].row} height {height}"
        for cell in row:
            if cell.value is not None or not cell.protection.locked:
                yield f"{cell.coordinate} {_cell(cell, values[cell.coordinate].value)}"
    for rule in sorted(sheet.data_validations.dataValidation, key=lambda r: str(r.sqref)):
        yield (
            f"validation {rule.sqref} {rule.type} {rule.operator} {rule.formula1} {rule.formula2}"
            f" | {rule.promptTitle}: {rule.prompt} | {rule.errorTitle}: {rule.error}"
        )
    for area, rules in sheet.conditional_formatting._cf_rules.items():
        for rule in rules:
            yield f"condition {area.sqref} {rule.type} {rule.formula}"


def _cell(cell: Any, cached: Any) -> str:
    parts = [repr(cell.value)]
    if isinstance(cell.value, str) and cell.value.startswith("="):
        parts.append(f"cached {cached!r}")
    if not cell.protection.locked:
        parts.append("unlocked")
    if cell.number_format != "General":
        parts.append(f"[{cell.number_format}]")
    return " ".join(parts)
