"""Fills in forms: valid, at the bounds, with a blank, with an invalid entry, or tampered with."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.proof.fills import DAY, completing, day_number, max_of, min_of, scored
from tests.schemes.worked_examples import FOLDER, example

Form = dict[str, Any]
Fill = dict[str, Any]
PRAISE, POINTS_COLUMN = "客户来信表扬", 6
ROWS, MANY_ROWS = 3, 12
ON_LEAVE, SETTINGS_FROM = "批准休假", 4
BAD = {"choice": "很好吧", "percent": "九成多", "date": "下星期", "text": 3.5}


def marks(form: Form, rows: int = ROWS) -> list[dict[str, Any]]:
    """Return the inputs that are marks, with ``rows`` rows of each table."""
    return [i for i in form["inputs"] if (i["row"] <= rows if i["table"] else scored(i))]


def signed(form: Form) -> Fill:
    """Return the entries besides marks that complete a form."""
    return {i["id"]: completing(i) for i in form["inputs"] if not scored(i) and completing(i) is not None}


def worked(form: Form) -> Fill:
    """Return the scheme's worked example; middle marks for a rater or scheme without one."""
    if not (FOLDER / f"{form['scheme']}.toml").exists() or form["rater"] not in ("supervisor", None):
        return middle(form)
    types = {i["id"]: i["type"] for i in form["inputs"]}
    inputs = {key: value for key, value in example(form["scheme"])["inputs"].items() if key in types}
    return signed(form) | {k: day_number(str(v)) if types[k] == "date" else v for k, v in inputs.items()}


def middle(form: Form) -> Fill:
    """Return middle marks, three rows of each table, and an addition with its reason."""
    fill = signed(form) | {i["id"]: _middle(i) for i in marks(form)}
    ids = {i["id"]: i for i in form["inputs"]}
    if "adjustment.1.points" in ids:
        fill |= {"adjustment.1.points": ids["adjustment.1.points"]["step"] or 1, "adjustment.1.reason": PRAISE}
    return fill


def _middle(item: dict[str, Any]) -> Any:
    if item["type"] == "choice":
        return item["choices"][len(item["choices"]) // 2]
    if item["type"] in ("text", "date"):
        return max_of(item) if item["type"] == "text" else DAY
    low, high = item["min"] or 0, item["max"] if item["max"] is not None else 20
    if item["type"] == "percent":
        return round(low + 0.9 * (min(high, 1) - low), 4)
    if not item["required"]:
        return min(high, low + 1)
    step = item["step"] or 1
    return low + step * round((high - low) * 0.6 / step)


def highest(form: Form) -> Fill:
    """Return the highest marks, additions included."""
    added = [i for i in form["inputs"] if i["id"].startswith("adjustment.")]
    reasons = {i["id"]: max_of(i) if i["id"].endswith("points") else PRAISE for i in added}
    return signed(form) | {i["id"]: max_of(i) for i in marks(form, MANY_ROWS)} | reasons


def lowest(form: Form) -> Fill:
    """Return the lowest marks."""
    return signed(form) | {i["id"]: min_of(i) for i in marks(form)}


def incomplete(form: Form) -> Fill:
    """Return middle marks with the first required one left blank."""
    fill = middle(form)
    blank = next(i["id"] for i in form["inputs"] if i["required"] and fill.get(i["id"]) is not None)
    return {key: value for key, value in fill.items() if key != blank}


def invalid(form: Form) -> Fill:
    """Return middle marks with one of the wrong type and one out of range."""
    fill = middle(form)
    filled = [i for i in form["inputs"] if i["id"] in fill and not i["id"].startswith("signoff.")]
    fill[filled[0]["id"]] = BAD.get(filled[0]["type"], "８５分")
    beyond = next((i for i in filled[1:] if i["type"] in ("integer", "number") and i["max"] is not None), None)
    if beyond is not None:
        fill[beyond["id"]] = beyond["max"] + 7
    return fill


def open_book(path: Path) -> openpyxl.Workbook:
    """Open a workbook, without openpyxl's warnings of unsupported content."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def fill_in(source: Path, target: Path, form: Form, fill: Mapping[str, Any], *, tampered: bool = False) -> Path:
    """Fill in a form with openpyxl and save it as ``target``."""
    places = {i["id"]: (i["sheet"], i["cell"]) for i in form["inputs"]}
    book = open_book(source)
    for key, value in fill.items():
        if value is not None:
            sheet, cell = places[key]
            book[sheet][cell] = value
    if tampered:
        tamper(book, form)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def tamper(book: openpyxl.Workbook, form: Form) -> None:
    """Overwrite the total and raise the points of a criterion; if none has points, change a heading."""
    total = form["outputs"]["total"]
    sheet = book[total["sheet"]]
    sheet.protection.sheet = False
    sheet[total["cell"]] = 98
    for item in form["inputs"]:
        points = sheet.cell(sheet[item["cell"]].row, POINTS_COLUMN)
        if isinstance(points.value, int | float) and points.protection.locked:
            points.value += 10
            return
    for row in sheet.iter_rows(min_row=sheet[form["inputs"][0]["cell"]].row - 1):  # a form without such points
        for cell in row:
            if isinstance(cell.value, str) and not cell.value.startswith("=") and cell.column > 2:
                cell.value += "（改）"
                return


def fill_facts(path: Path) -> None:
    """Fill in the blank cells of the facts workbook: figures by their row, settings with a fixed value."""
    book = open_book(path)
    for people in (sheet for sheet in book.worksheets if sheet.title.partition("·")[0] == "人员"):
        for rule in people.data_validations.dataValidation:
            if rule.errorTitle == ON_LEAVE:
                continue
            for area in rule.sqref.ranges:
                for row, column in area.cells:
                    cell = people.cell(row, column)
                    if cell.value is None and people.cell(row, 1).value:
                        cell.value = _figure(rule, row)
    if "设置" in book.sheetnames:
        _fill_settings(book["设置"])
    book.save(path)


def _fill_settings(sheet: Any) -> None:
    for row in range(SETTINGS_FROM, sheet.max_row + 1):
        cell = sheet.cell(row, 3)
        if cell.value is None and sheet.cell(row, 2).value:
            cell.value = 0.5 if "%" in cell.number_format else 100


def _figure(rule: Any, row: int) -> Any:
    if rule.type == "list":
        return "是" if row % 2 else "否"
    if rule.formula2 is not None and float(rule.formula2) <= 1:
        return round(0.5 + row / 50, 2)
    return 10 * row
