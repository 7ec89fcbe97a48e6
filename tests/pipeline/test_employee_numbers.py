"""Are employee numbers read in every workbook of HR's as their number format shows them, as in the list of people?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import Bench, person, write_roster
from tests.facts.desk import PEOPLE, SALES_PLAN, Desk, sold
from tests.pipeline.flow import ordered
from xlsappraise.results.history_import import import_history
from xlsappraise.roster import read_roster
from xlsappraise.roster.people import PEERS


def workbook(path: Path, *rows: Sequence[Any]) -> Path:
    """Write rows; numbers in the first column are formatted ``0000``."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
        sheet.cell(sheet.max_row, 1).number_format = "0000"
    book.save(path)
    return path


def test_figures_filled_in_beforehand(bench: Bench) -> None:
    write_roster(bench.workspace.roster, [person("0009")])
    figures = workbook(bench.workspace.root / "数据.xlsx", ["工号", "应回访数（户）"], [9, 50])
    made = ordered(bench, prefill=figures)
    assert [p.code for p in made.problems if p.severity != "note"] == []
    described = bench.describe(bench.form("0009"))
    assert 50 in {one["value"] for one in described["inputs"]}


def test_earlier_results(bench: Bench) -> None:
    write_roster(bench.workspace.roster, [person("0009")])
    rows = (["工号", "期间", "考核方案", "总分", "等级"], [9, "2026-08", "furniture-callback", 88, None])
    with bench.open() as office:
        done = import_history(office, workbook(bench.workspace.root / "历史.xlsx", *rows))
        assert [p.code for p in done.problems if p.severity != "note"] == []
        assert [one.employee_id for one in office.ledger.past_results()] == ["0009"]


def test_the_facts_workbook_and_its_next_edition(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold("0009"), sold("E002"))
    desk.write()

    def typed(book: Any) -> None:
        cell = book[PEOPLE]["A4"]
        cell.value, cell.number_format = 9, "0000"
        book[PEOPLE]["F4"] = 180

    desk.edit(typed)
    assert desk.read().people["0009"] == {"销售额": Decimal(180)}
    assert [p.code for p in desk.write().problems] == []
    assert [row[:1] + row[5:6] for row in desk.grid(PEOPLE) if row[0] in ("0009", 9)] == [["0009", 180]]


def test_the_sheet_of_peers(bench: Bench) -> None:
    path = bench.workspace.roster
    write_roster(path, [person("0009"), person("0010", name="李梅")])
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet(PEERS)
    sheet.append(["被评人工号", "评价人工号"])
    sheet.append([9, 10])
    for cell in sheet[2]:
        cell.number_format = "0000"
    book.save(path)
    with bench.open() as office:
        roster = read_roster(path, office.library)
    assert [p.code for p in roster.all_problems()] == [] and roster.by_number["0009"].peers == ("0010",)
