"""A log prints the entries that it has: the area that is printed ends with the last of them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.office.office import run_jobs
from tests.workbook.stamps import STAMPS
from xlsappraise.base.period import Period
from xlsappraise.forms.layout import FormLayout, Setting, lay_out
from xlsappraise.forms.layout.printed import print_area
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.shown import Typed, shown
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.schemes import Library, Scheme
from xlsappraise.xlsx.address import Place, address

PERIODS = {"month": Period.parse("2026-11"), "week": Period.parse("2026-W45")}
LOGS = sorted(name for name, scheme in Library().schemes.items() if scheme.tables)
NAME = re.compile(r'<definedName name="_xlnm\.Print_Area" localSheetId="0">([^<]*)<')


def of_lead(scheme_id: str) -> Scheme:
    scheme = Library()[scheme_id]
    return scheme.form_of(scheme.lead.id)


def form(scheme: Scheme, folder: Path) -> Path:
    path = folder / f"{scheme.id}.xlsx"
    path.write_bytes(stamp(make_master(draw_master(scheme, PERIODS[scheme.period])), STAMPS))
    return path


def parts(layout: FormLayout) -> list[str]:
    """Return the parts of the area, each from its first cell to its last."""
    return re.split(r",(?='[^']*'!\$A\$)", print_area(layout))


def ends(scheme: Scheme, layout: FormLayout, last: int) -> list[int]:
    """Return the last row, from 1, of each part of the area where the entry ``last`` is the last one of each table."""
    found = []
    for table in scheme.tables:
        rows = [s.place[0] + 1 for s in layout.slots if (s.table, s.row) == (table.id, min(last, table.rows))]
        found.append(max(rows))
    return [*found, len(layout.rows)]


@pytest.mark.parametrize("scheme_id", LOGS)
def test_the_area_is_the_one_of_the_workbook_and_leaves_out_blanks_alone(tmp_path: Path, scheme_id: str) -> None:
    scheme = of_lead(scheme_id)
    layout = lay_out(scheme, Setting(PERIODS[scheme.period]))
    with zipfile.ZipFile(form(scheme, tmp_path)) as package:
        (said,) = NAME.findall(package.read("xl/workbook.xml").decode())
    assert said == print_area(layout)
    assert len(said) < 8192
    starts = [int(re.findall(r"\$A\$(\d+):", part)[0]) for part in parts(layout)]
    lasts = [int(re.findall(r"\$(\d+)", part)[-1]) for part in parts(layout)[-1:]]
    tables = layout.check.tables
    assert starts == [1, *(table.last + 2 for table in tables)]
    assert lasts == [len(layout.rows)]
    assert set(layout.breaks) >= {table.last + 1 for table in tables}  # where a part begins, a page does


@pytest.mark.parametrize("scheme_id", LOGS)
def test_where_it_ends_is_computed_as_the_form_would(scheme_id: str) -> None:
    scheme = of_lead(scheme_id)
    layout = lay_out(scheme, Setting(PERIODS[scheme.period]))
    for last in (1, 3, 30):
        done = shown(scheme, layout, Typed(dict(_entries(scheme, layout, last)), {}))
        values = {cell.place: cell.value for cell in done.cells}
        assert [values[table.printed] for table in layout.check.tables] == ends(scheme, layout, last)[:-1]


def _entries(scheme: Scheme, layout: FormLayout, last: int) -> list[tuple[str, Any]]:
    """Return one entry of each table: a text in its last column that takes one."""
    found = {}
    for slot in layout.slots:
        if slot.table and slot.type == "text":
            rows = next(table.rows for table in scheme.tables if table.id == slot.table)
            if slot.row == min(last, rows):
                found[slot.table] = (slot.id, "甲")
    assert len(found) == len(scheme.tables)
    return list(found.values())


@pytest.mark.office
@pytest.mark.parametrize("scheme_id", LOGS)
def test_a_spreadsheet_program_comes_to_the_same_area(tmp_path: Path, scheme_id: str) -> None:
    scheme = of_lead(scheme_id)
    layout = lay_out(scheme, Setting(PERIODS[scheme.period]))
    steps: list[list[Any]] = [["unprotect", layout.sheet]]
    corner: Place = (len(layout.rows) + 5, 3)
    for number, part in enumerate(parts(layout)):
        reference = part.replace(f"'{layout.sheet}'!", "").replace(",", ";")
        for beside, word in enumerate(("ROW", "ROWS", "COLUMNS")):
            cell = address((corner[0] + number, corner[1] + beside))
            steps.append(["formula", layout.sheet, cell, f"=SUMPRODUCT(MIN({word}({reference})))"])
    wanted = []
    tables = layout.check.tables
    reads = ["read", [[layout.sheet, address((corner[0] + n, corner[1] + m))]
                      for n in range(len(tables) + 1) for m in range(3)]]  # fmt: skip
    for last in (0, 2, 30):
        if last:
            places = {slot.id: slot.place for slot in layout.slots}
            for name, value in _entries(scheme, layout, last):
                steps.append(["set", layout.sheet, address(places[name]), value])
        steps.append(reads)
        starts = [1, *(table.last + 2 for table in tables)]
        for start, end in zip(starts, ends(scheme, layout, max(1, last)), strict=True):
            wanted += [start, end - start + 1, len(layout.columns)]
    (answers,) = run_jobs([{"open": str(form(scheme, tmp_path)), "steps": steps}])
    assert [value for answer in answers for value in answer] == wanted
