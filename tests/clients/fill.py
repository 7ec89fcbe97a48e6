"""Fills workbooks with each Python client that has a place of its own, as its documentation tells a reader to do it.

Run by the Python of tests/clients/.venv. Standard input: jobs as those of fill.mjs.
"""

import json
import re
import sys
from datetime import date
from pathlib import Path

EPOCH = date(1899, 12, 30)


def entries(values):
    for sheet, cells in values.items():
        for cell, value in cells.items():
            yield sheet, cell, date.fromisoformat(value["date"]) if isinstance(value, dict) else value


def placed(cell):
    """Return row and column from 1."""
    letters, row = re.fullmatch("([A-Z]+)([0-9]+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


def fastpyxl(source, target, values):
    from fastpyxl import load_workbook

    book = load_workbook(source)
    for sheet, cell, value in entries(values):
        book[sheet][cell] = value
    book.save(target)


def formualizer(source, target, values):
    from formualizer import load_workbook

    book = load_workbook(source)
    for sheet, cell, value in entries(values):
        book.set_value(sheet, *placed(cell), value)
    book.evaluate_all()
    Path(target).write_bytes(book.to_xlsx_bytes())


def ironcalc(source, target, values):
    from ironcalc import load_from_xlsx

    model = load_from_xlsx(source)
    sheets = [sheet["name"] for sheet in model.get_worksheets_properties()]
    for sheet, cell, value in entries(values):
        place = (sheets.index(sheet), *placed(cell))
        if isinstance(value, str):
            model.update_cell_with_text(*place, value)
        else:  # it knows no dates
            model.update_cell_with_number(*place, float((value - EPOCH).days if isinstance(value, date) else value))
    model.evaluate()
    model.save_to_xlsx(target)


CLIENTS = {"fastpyxl": fastpyxl, "formualizer": formualizer, "ironcalc": ironcalc}

for job in json.load(sys.stdin):
    try:
        CLIENTS[job["client"]](job["source"], job["target"], job["values"])
    except Exception as error:
        raise RuntimeError(f"{job['client']} on {job['source']}: {error}") from error
