"""The clients: each opens a workbook, fills in cells and saves it, the way a reader of its manual would.

Each is a function of source, target, the form as ``inspect --json`` describes it, and values by input id
(number, text or date).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils.cell import coordinate_to_tuple

from tests.clients import works
from tests.clients.works import Work
from tests.office.office import fill_steps
from tests.proof.fills import day_number

Form = dict[str, Any]
Value = float | str | date
Values = Mapping[str, Value]
ODS, XLS, XLSM = "calc8", "MS Excel 97", "Calc MS Excel 2007 VBA XML"


def _places(form: Form) -> dict[str, tuple[str, str]]:
    return {item["id"]: (item["sheet"], item["cell"]) for item in form["inputs"]}


def _sheet(form: Form) -> str:
    return str(form["outputs"]["total"]["sheet"])


def _fill(form: Form, values: Values) -> list[list[Any]]:
    plain = {key: day_number(v.isoformat()) if isinstance(v, date) else v for key, v in values.items()}
    return fill_steps(form, plain)


def _job(source: Path, target: Path, steps: list[list[Any]], kind: str | None = None) -> dict[str, Any]:
    return {"open": str(source), "steps": steps, "save": str(target), "filter": kind}


def libreoffice(source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(office=[_job(source, target, _fill(form, values))])


def libreoffice_through_ods(source: Path, target: Path, form: Form, values: Values) -> Work:
    middle = target.with_suffix(".through.ods")
    return Work(office=[_job(source, middle, _fill(form, values), ODS), _job(middle, target, [])])


def libreoffice_through_xls(source: Path, target: Path, form: Form, values: Values) -> Work:
    middle = target.with_suffix(".through.xls")
    return Work(office=[_job(source, middle, _fill(form, values), XLS), _job(middle, target, [])])


def libreoffice_ods(source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(office=[_job(source, target, _fill(form, values), ODS)])


def libreoffice_xls(source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(office=[_job(source, target, _fill(form, values), XLS)])


def libreoffice_xlsm(source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(office=[_job(source, target, _fill(form, values), XLSM)])


def _middle_row(form: Form) -> int:
    """Return a row (from 1) in the midst of the inputs."""
    rows = sorted({coordinate_to_tuple(item["cell"])[0] for item in form["inputs"]})
    return rows[len(rows) // 2]


def libreoffice_rows_and_back(source: Path, target: Path, form: Form, values: Values) -> Work:
    sheet, row = _sheet(form), _middle_row(form)
    steps = [["unprotect", sheet], ["insert_rows", sheet, row, 2], ["delete_rows", sheet, row, 2]]
    return Work(office=[_job(source, target, [*steps, *_fill(form, values)])])


def libreoffice_row_left(source: Path, target: Path, form: Form, values: Values) -> Work:
    sheet = _sheet(form)
    steps = [["unprotect", sheet], ["insert_rows", sheet, _middle_row(form), 1]]
    return Work(office=[_job(source, target, [*_fill(form, values), *steps])])


def libreoffice_new_book(source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(office=[_job(source, target, [*_fill(form, values), ["new_book", _sheet(form)]])])


def gnumeric(source: Path, target: Path, form: Form, values: Values) -> Work:
    places = _places(form)
    command = ["ssconvert", "--recalc"]
    for key, value in values.items():
        sheet, cell = places[key]
        typed = f"'{value}" if isinstance(value, str) else str(value)  # a leading quote: text, as one would type it
        command += ["--set", f"{sheet}!{cell}={typed}"]
    return Work(command=[*command, str(source), str(target)])


def _job_of(client: str, source: Path, target: Path, form: Form, values: Values) -> dict[str, Any]:
    places = _places(form)
    cells: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        sheet, cell = places[key]
        cells.setdefault(sheet, {})[cell] = {"date": value.isoformat()} if isinstance(value, date) else value
    return {"client": client, "source": str(source), "target": str(target), "values": cells}


def _node(client: str, source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(node=[_job_of(client, source, target, form, values)])


def _python(client: str, source: Path, target: Path, form: Form, values: Values) -> Work:
    return Work(python=[_job_of(client, source, target, form, values)])


def excelize(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _node("excelize", source, target, form, values)


def fastpyxl(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _python("fastpyxl", source, target, form, values)


def formualizer(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _python("formualizer", source, target, form, values)


def ironcalc(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _python("ironcalc", source, target, form, values)


def exceljs(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _node("exceljs", source, target, form, values)


def sheetjs(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _node("sheetjs", source, target, form, values)


def xlsx_populate(source: Path, target: Path, form: Form, values: Values) -> Work:
    return _node("populate", source, target, form, values)


def openpyxl_script(source: Path, target: Path, form: Form, values: Values) -> Work:
    def fill() -> None:
        book = openpyxl.load_workbook(source)
        for key, (sheet, cell) in _places(form).items():
            if key in values:
                book[sheet][cell] = values[key]
        book.save(target)

    return Work(here=fill)


def pandas_script(source: Path, target: Path, form: Form, values: Values) -> Work:
    def fill() -> None:
        sheets = pd.read_excel(source, sheet_name=None, header=None, dtype=object, engine="openpyxl")
        for key, (sheet, cell) in _places(form).items():
            if key in values:
                row, column = coordinate_to_tuple(cell)
                frame = sheets[sheet]
                frame = frame.reindex(range(max(len(frame), row))).reindex(columns=range(max(frame.shape[1], column)))
                frame.iat[row - 1, column - 1] = values[key]
                sheets[sheet] = frame
        with pd.ExcelWriter(target, engine="openpyxl") as writer:
            for name, frame in sheets.items():
                frame.to_excel(writer, sheet_name=name, index=False, header=False)

    return Work(here=fill)


Run = Callable[[Path, Path, Form, Values], Work]


@dataclass(frozen=True)
class Client:
    """A client of the matrix: its name in the table, what it does, what must be installed."""

    name: str
    run: Run
    program: str = ""
    suffix: str = ".xlsx"


LIBREOFFICE = Client("LibreOffice", libreoffice, "LibreOffice")
GNUMERIC = Client("Gnumeric", gnumeric, "Gnumeric")
EXCELJS = Client("ExcelJS", exceljs, "node")
SHEETJS = Client("SheetJS", sheetjs, "node")
POPULATE = Client("xlsx-populate", xlsx_populate, "node")
EXCELIZE = Client("excelize", excelize, "node")
IRONCALC = Client("IronCalc", ironcalc, "Python clients")
FORMUALIZER = Client("formualizer", formualizer, "Python clients")
FASTPYXL = Client("fastpyxl", fastpyxl, "Python clients")
OPENPYXL = Client("openpyxl", openpyxl_script)
PANDAS = Client("pandas", pandas_script)
ODS_ITSELF = Client("LibreOffice .ods", libreoffice_ods, "LibreOffice", ".ods")
XLS_ITSELF = Client("LibreOffice .xls", libreoffice_xls, "LibreOffice", ".xls")
XLSM_ITSELF = Client("LibreOffice .xlsm", libreoffice_xlsm, "LibreOffice", ".xlsm")

SINGLE = (
    LIBREOFFICE,
    Client("LibreOffice through .ods", libreoffice_through_ods, "LibreOffice"),
    Client("LibreOffice through .xls", libreoffice_through_xls, "LibreOffice"),
    ODS_ITSELF,
    XLS_ITSELF,
    XLSM_ITSELF,
    Client("LibreOffice, rows inserted and deleted again", libreoffice_rows_and_back, "LibreOffice"),
    Client("LibreOffice, a row inserted", libreoffice_row_left, "LibreOffice"),
    Client("LibreOffice, sheet copied to a new workbook", libreoffice_new_book, "LibreOffice"),
    GNUMERIC,
    EXCELJS,
    SHEETJS,
    POPULATE,
    EXCELIZE,
    IRONCALC,
    FORMUALIZER,
    FASTPYXL,
    OPENPYXL,
    PANDAS,
)

CHAINS = (
    (LIBREOFFICE, EXCELJS),
    (LIBREOFFICE, OPENPYXL),
    (LIBREOFFICE, POPULATE),
    (LIBREOFFICE, SHEETJS),
    (GNUMERIC, SHEETJS),
    (GNUMERIC, LIBREOFFICE),
    (SHEETJS, LIBREOFFICE),
    (EXCELJS, LIBREOFFICE),
    (SHEETJS, EXCELJS),
    (EXCELJS, SHEETJS),
    (POPULATE, SHEETJS),
    (POPULATE, LIBREOFFICE),
    (OPENPYXL, GNUMERIC),
    (OPENPYXL, EXCELJS),
    (EXCELIZE, LIBREOFFICE),
    (LIBREOFFICE, EXCELIZE),
    (LIBREOFFICE, IRONCALC),
    (FASTPYXL, LIBREOFFICE),
    (IRONCALC, LIBREOFFICE),
    (FORMUALIZER, LIBREOFFICE),
)

_THERE = {
    "": lambda: True,
    "LibreOffice": works.has_office,
    "node": works.has_node,
    "Python clients": works.has_python_clients,
    "Gnumeric": works.has_gnumeric,
}


@cache
def there(program: str) -> bool:
    """Tell whether a program is installed."""
    return _THERE[program]()
