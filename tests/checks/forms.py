"""Where things stand on an issued form, and how to spoil a returned one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import WORKED_EXAMPLE, Bench, rewrite
from xlsappraise.xlsx.address import address

SCORECARD = "xl/worksheets/sheet1.xml"


def filled(bench: Bench, number: str = "E001", **changes: Any) -> Path:
    """Fill the worked example in, with changes by input id (``__`` stands for the dot)."""
    return bench.fill({**WORKED_EXAMPLE, **{k.replace("__", "."): v for k, v in changes.items()}}, number)


def spoil(bench: Bench, change: Callable[[Any], None]) -> Path:
    """Fill the worked example in and change the scorecard sheet with openpyxl."""
    return bench.edit(filled(bench), change)


def spoil_xml(bench: Bench, change: Callable[[str], str]) -> Path:
    """Fill the worked example in and change the scorecard's XML; the change must change something."""

    def changed(data: bytes) -> bytes:
        text = change(data.decode())
        assert text != data.decode()
        return text.encode()

    return rewrite(filled(bench), {SCORECARD: changed})


def points(bench: Bench, criterion: str) -> str:
    """Return the address of a criterion's points."""
    with bench.open() as office:
        (blueprint,) = office.blueprints(office.ledger.issues()).values()
    return address(blueprint.points[criterion])


def subtotal(bench: Bench, section: int) -> str:
    """Return the address of a section's subtotal (from 1)."""
    with bench.open() as office:
        (blueprint,) = office.blueprints(office.ledger.issues()).values()
    return address(blueprint.sections[section - 1])


def score(bench: Bench, criterion: str) -> str:
    """Return the address of a criterion's score."""
    return str(bench.describe(bench.form())["outputs"]["criteria"][criterion]["cell"])


def output(bench: Bench, name: str) -> str:
    """Return the address of the total or the grade."""
    return str(bench.describe(bench.form())["outputs"][name]["cell"])


def where(bench: Bench, text: str) -> str:
    """Return the address of the scorecard cell that begins with a text."""
    sheet = openpyxl.load_workbook(bench.form()).worksheets[0]
    (found,) = [c.coordinate for row in sheet.iter_rows() for c in row if str(c.value or "").startswith(text)]
    return str(found)


def row(cell: str) -> int:
    """Return the row number of an address."""
    return int(re.sub(r"\D", "", cell))


def sheet_name(bench: Bench) -> str:
    """Return the scorecard's name."""
    return str(openpyxl.load_workbook(bench.form()).worksheets[0].title)


def everything(bench: Bench) -> list[tuple[str, str, str | None]]:
    """Return (severity, code, cell) of all that is found, notes included."""
    return [(p.severity, p.code, p.cell) for p in bench.collect().problems]


def result(bench: Bench, number: str = "E001") -> dict[str, Any]:
    """Return a person's line of ``summarize --json``."""
    (found,) = [r for r in bench.results().as_dict()["results"] if r["employee_id"] == number]
    return dict(found)
