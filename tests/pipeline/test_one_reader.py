"""Figures, earlier results and facts are read like the list of people: visible sheets, merged cells, one line a cause.

Hidden rows count in them, unlike in the list of people, and a note says so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Bench, message_of, person, write_roster
from tests.facts.desk import INCIDENTS, PEOPLE, SALES_PLAN, Desk, sold
from tests.pipeline.flow import ordered
from xlsappraise.base.problems import Problem
from xlsappraise.cli import i18n
from xlsappraise.factbook import prepare_facts
from xlsappraise.issuing.generate import Generated
from xlsappraise.results.history_import import Imported, import_history

RATE = ("callback_rate.actual", "callback_rate.target")
SCHEME = "furniture-callback"
THREE = tuple(person(f"E00{n}", name=name) for n, name in ((1, "王小燕"), (2, "李梅"), (3, "赵强")))
Change = Callable[[Any], None]


def found(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, str, str | None]]:
    return [(p.severity, p.code, p.cell) for p in problems if p.code != "change-new"]


def figures(bench: Bench, *rows: list[Any], change: Change = lambda book: None) -> Generated:
    write_roster(bench.workspace.roster, THREE)
    path = bench.workspace.root / "数据.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "十一月"
    for row in (["工号", *RATE], *rows):
        book.active.append(row)
    change(book)
    book.save(path)
    return ordered(bench, prefill=path)


def history(bench: Bench, *rows: list[Any], change: Change = lambda book: None) -> Imported:
    write_roster(bench.workspace.roster, THREE)
    path = bench.workspace.root / "历史成绩.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "成绩"
    for row in (["工号", "期间", "考核方案", "总分", "等级"], *rows):
        book.active.append(row)
    change(book)
    book.save(path)
    with bench.open() as office:
        return import_history(office, path)


def hidden_first(*rows: list[Any], state: str = "hidden") -> Change:
    """Put a hidden sheet with the same headings first."""

    def change(book: Any) -> None:
        sheet = book.create_sheet("旧", 0)
        for row in ([cell.value for cell in book.worksheets[1][1]], *rows):
            sheet.append(row)
        sheet.sheet_state = state
        book.active = 1

    return change


def visible_second(*rows: list[Any]) -> Change:
    def change(book: Any) -> None:
        sheet = book.create_sheet("另一张")
        for row in ([cell.value for cell in book.worksheets[0][1]], *rows):
            sheet.append(row)

    return change


def values(bench: Bench, number: str) -> dict[str, Any]:
    described = bench.describe(bench.form(number))
    return {i["id"]: i["value"] for i in described["inputs"] if i["value"] is not None}


GOOD = [["E001", 45, 50], ["E002", 40, 50], ["E003", 30, 50]]
PAST = [["E001", "2026-09", SCHEME, 86.5, "良好"], ["E002", "2026-09", SCHEME, 86.5, "良好"],
        ["E003", "2026-09", SCHEME, 86.5, "良好"]]  # fmt: skip


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_figures_of_a_hidden_first_sheet_do_not_count(state: str, bench: Bench) -> None:
    made = figures(bench, *GOOD, change=hidden_first(["E001", 1, 2], state=state))
    assert found(made.problems) == []
    assert values(bench, "E001") == {RATE[0]: 45, RATE[1]: 50}


def test_results_of_a_hidden_first_sheet_do_not_count(bench: Bench) -> None:
    done = history(bench, *PAST, change=hidden_first(["E001", "2026-09", SCHEME, 1, "不合格"]))
    assert found(done.problems) == []
    assert [r.total for r in done.imported] == [86.5, 86.5, 86.5]


def test_a_further_sheet_of_figures_is_read_and_one_of_results_is_named(bench: Bench) -> None:
    made = figures(bench, *GOOD[1:], change=visible_second(["E001", 1, 2]))
    assert found(made.problems) == []
    assert values(bench, "E001") == {RATE[0]: 1, RATE[1]: 2}
    done = history(bench, *PAST, change=visible_second(PAST[0]))
    assert found(done.problems) == [("note", "sheets-besides", None)]
    assert message_of(done.problems[0]) == (
        "The sheet “成绩” is read. These have such headings too and are not read: 另一张."
    )


def test_hidden_rows_of_figures_and_results_count_and_are_named(bench: Bench) -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    made = figures(bench, *GOOD, change=hide)
    assert found(made.problems) == [("note", "hidden-rows-read", None)]
    assert values(bench, "E002") == {RATE[0]: 40, RATE[1]: 50}
    done = history(bench, *PAST, change=hide)
    assert found(done.problems) == [("note", "hidden-rows-read", None)]
    assert [r.employee_id for r in done.imported] == ["E001", "E002", "E003"]
    i18n.use("zh_CN")
    assert message_of(done.problems[0]) == "隐藏或被筛选掉的行（1 行）同样计入：第 3 行。"


def test_merged_texts_of_results_give_their_value_to_each_row(bench: Bench) -> None:
    rows = [PAST[0], ["E002", None, None, 70, None], ["E003", None, None, 60, None]]

    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("B2:B4")
        book.worksheets[0].merge_cells("C2:C4")

    done = history(bench, *rows, change=merge)
    assert [p for p in found(done.problems) if p[0] != "note"] == []
    assert ("note", "merged-cells-read", "B2:B4") in found(done.problems)
    assert [(r.employee_id, r.period, r.total) for r in done.imported] == [
        ("E001", "2026-09", 86.5), ("E002", "2026-09", 70.0), ("E003", "2026-09", 60.0),
    ]  # fmt: skip


def test_a_merged_figure_counts_once_and_that_is_a_warning(bench: Bench) -> None:
    made = figures(
        bench, GOOD[0], ["E002", None, 50], ["E003", 1, 2], change=lambda book: book.worksheets[0].merge_cells("B2:B3")
    )
    assert found(made.problems) == [("warning", "merged-figure-once", "B2:B3")]
    assert values(bench, "E002") == {RATE[1]: 50}


def test_a_merged_line_below_the_figures_is_one_finding(bench: Bench) -> None:
    made = figures(bench, *GOOD, ["以上由运营部提供"], change=lambda book: book.worksheets[0].merge_cells("A5:C5"))
    assert found(made.problems) == [("error", "prefill-unknown-employee", "A5")]


def test_a_column_filled_down_below_the_figures_is_one_line(bench: Bench) -> None:
    made = figures(bench, *GOOD, *([None, 45, 50] for _row in range(40)))
    assert found(made.problems) == [("error", "prefill-number-missing", "A5:A44")]


def test_the_same_mistake_in_many_rows_of_results_is_one_line(bench: Bench) -> None:
    done = history(bench, *([row[0], row[1], "没有这个", *row[3:]] for row in PAST))
    assert found(done.problems) == [("error", "history-unknown-scheme", "C2:C4")]
    assert "(3: E001 王小燕, E002 李梅, E003 赵强)" in message_of(done.problems[0])
    assert done.imported == []


def test_the_same_mistake_of_several_people_holds_back_each_of_them(bench: Bench) -> None:
    made = figures(bench, ["E001", "许多", 50], ["E002", "许多", 50], GOOD[2])
    assert found(made.problems) == [("error", "not-a-number", "B2:B3")]
    assert [i.employee_id for i in made.issued] == ["E003"]
    assert [(one.employee_id, one.why) for one in made.skipped] == [("E001", "mistake"), ("E002", "mistake")]


# Facts


@pytest.fixture
def desk(bench: Bench) -> Desk:
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(sold("E001"), sold("E002", name="李梅"), sold("E003", name="赵强"))
    desk.write()
    return desk


def changed(desk: Desk, change: Change) -> None:
    book = openpyxl.load_workbook(desk.path)
    change(book)
    book.save(desk.path)


def test_hidden_rows_of_facts_count_and_are_named(desk: Desk) -> None:
    def fill(book: Any) -> None:
        book[PEOPLE]["F5"] = 100
        book[PEOPLE].row_dimensions[5].hidden = True

    changed(desk, fill)
    facts = desk.read()
    assert [(p.code, p.sheet) for p in facts.problems] == [("hidden-rows-read", PEOPLE)]
    assert "销售额" in facts.people["E002"]


def test_a_merged_number_gives_each_incident_its_person(desk: Desk) -> None:
    def fill(book: Any) -> None:
        sheet = book[INCIDENTS]
        for row, day in ((4, "2026-11-03"), (5, "2026-11-04")):
            sheet.cell(row, 1).value = "E001" if row == 4 else None
            sheet.cell(row, 3).value, sheet.cell(row, 4).value = day, "迟到"
        sheet.merge_cells("A4:A5")

    changed(desk, fill)
    facts = desk.read()
    assert [(p.code, p.cell) for p in facts.problems] == [("merged-cells-read", "A4:A5")]
    assert [(i.employee_id, str(i.day)) for i in facts.incidents] == [("E001", "2026-11-03"), ("E001", "2026-11-04")]


def test_the_same_mistake_in_many_rows_of_facts_is_one_line(desk: Desk) -> None:
    changed(desk, lambda book: [book[PEOPLE].cell(row, 6, "许多") for row in (4, 5, 6)])
    with desk.bench.open() as office:
        prepared = prepare_facts(office, desk.period)
    assert [(p.code, p.cell) for p in prepared.problems] == [("not-a-number", "F4:F6")]
    assert len(desk.read().problems) == 3


def test_a_hidden_sheet_of_the_same_name_in_another_language_does_not_come_first(desk: Desk) -> None:
    def add(book: Any) -> None:
        sheet = book.copy_worksheet(book[PEOPLE])
        sheet.title = "Staff"
        sheet["F4"] = 1
        sheet.sheet_state = "hidden"
        book.move_sheet(sheet, -(len(book.sheetnames) - 1))
        book[PEOPLE]["F4"] = 2
        book.active = 1

    changed(desk, add)
    assert desk.read().people["E001"]["销售额"] == 2


def test_two_people_with_one_mistake_in_the_roster_are_both_held_back_from_pay(bench: Bench) -> None:
    """Findings of one cause are one line, and still concern each of their people."""
    from xlsappraise.payroll.ground import ground

    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.staff(*(sold(f"E00{n}", schemes="没有这个" if n < 3 else SCHEME) for n in (1, 2, 3)))
    with bench.open() as office:
        base = ground(office, desk.period)
        assert sorted(base.held) == ["E001", "E002"]
        assert [p.code for p in base.problems].count("roster-unknown-scheme") == 1


def test_the_path_of_a_workbook_is_not_part_of_the_notes(bench: Bench) -> None:
    made = figures(bench, *GOOD, change=visible_second(["E001", 1, 2]))
    assert {Path(p.file or "") for p in made.problems} == {Path("数据.xlsx")}
