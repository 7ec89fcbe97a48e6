"""The sheet of shops and departments: what is asked, read, refused and kept; and older workbooks without it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.conftest import Bench, person, text_of
from tests.facts.desk import DEPARTMENTS, FIRST, INCIDENTS, PEOPLE, SETTINGS, Desk, as_before
from xlsappraise.base.problems import Refusal
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.roster import PLANS

GATE = ("退款率", "退款时长（小时）", "纠纷件数", "DSR 评分", "店铺内部投诉件数")
SALES = "部门业绩（元）"
HEAD = ["店铺或部门", "使用的奖金方案"]
DAY = datetime(2026, 11, 5)


def of_shop(number: str, department: str, plan: str = "aftersales-gate", **more: Any) -> dict[str, Any]:
    scheme = "composite-bonus-pool" if plan == "bonus-pool" else "aftersales-weighted"
    return person(number, name=f"名{number}", department=department, schemes=scheme, **{PLANS: plan}, **more)


STAFF = (
    of_shop("E001", "旗舰店"), of_shop("E002", "旗舰店"), of_shop("E003", "专营店"),
    of_shop("E004", "客服中心", "bonus-pool"), person("E005", department="行政部"),
)  # fmt: skip


@pytest.fixture
def desk(bench: Bench) -> Desk:
    """Two shops with the gate and a department with the bonus pool; the workbook of November is written."""
    found = Desk(bench)
    found.staff(*STAFF)
    assert found.write().problems == ()
    return found


def findings(facts: PeriodFacts) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(p.code, p.sheet, p.cell, text_of(p.expected)) for p in facts.problems]


def looks(desk: Desk) -> dict[str, bool]:
    """Return whether the cells of figures may be filled in: crossed-out ones have a diagonal."""
    sheet = openpyxl.load_workbook(desk.path)[DEPARTMENTS]
    return {
        cell.coordinate: cell.border.diagonal.style is None for row in sheet["C4:H6"] for cell in row
    }  # fmt: skip


def test_each_department_has_a_row_and_each_figure_of_departments_a_column(desk: Desk) -> None:
    assert desk.grid(DEPARTMENTS) == [
        [*HEAD, *GATE, SALES],
        ["旗舰店", "售后客服指标奖", *[None] * 6],
        ["专营店", "售后客服指标奖", *[None] * 6],
        ["客服中心", "综合考评奖金池", *[None] * 6],
    ]
    assert not set(desk.grid(PEOPLE)[0]) & {*GATE, SALES}
    open_ = {cell for cell, is_open in looks(desk).items() if is_open}
    assert open_ == {f"{letter}{row}" for letter in "CDEFG" for row in (4, 5)} | {"H6"}


def test_what_is_blank_and_needed_is_listed_by_department(desk: Desk) -> None:
    written = desk.write().written
    assert written is not None
    assert [b for b in written.blank if b[0] != "E001" and "E00" not in b[0]] == [
        (shop, title) for shop in ("旗舰店", "专营店") for title in GATE
    ]


def test_figures_are_exact_have_their_cells_and_blanks_are_left_out(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, C4="3.2%", D4=20.5, E4=0, F5="４.8", H6=350000)
    facts = desk.read()
    assert facts.problems == ()
    assert facts.departments.values == {
        ("旗舰店", "退款率"): Decimal("0.032"),
        ("旗舰店", "退款时长（小时）"): Decimal("20.5"),
        ("旗舰店", "纠纷件数"): Decimal(0),
        ("专营店", "DSR 评分"): Decimal("4.8"),
        ("客服中心", SALES): Decimal(350000),
    }
    assert facts.departments.places["专营店", "退款率"] == (DEPARTMENTS, "C5")
    assert facts.departments.broken == frozenset()


def test_a_cell_that_cannot_be_used_is_reported_and_holds_nobody_back_from_other_plans(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, C4="很低", F5=-1)
    facts = desk.read()
    assert [(p.code, p.sheet, p.cell, p.employee_id) for p in facts.problems] == [
        ("not-a-number", DEPARTMENTS, "C4", None), ("out-of-range", DEPARTMENTS, "F5", None),
    ]  # fmt: skip
    assert facts.departments.broken == {("旗舰店", "退款率"), ("专营店", "DSR 评分")}
    assert (facts.departments.values, facts.held) == ({}, frozenset())


def test_a_department_that_nobody_belongs_to_is_reported_with_the_one_that_may_be_meant(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, A4="旗舰", C4=0.03)
    assert findings(desk.read()) == [("facts-unknown-department", DEPARTMENTS, "A4", "旗舰店")]


def test_a_department_has_one_row(desk: Desk) -> None:
    desk.rows(DEPARTMENTS, ["旗 舰 店", None, 0.5], first=7)
    desk.fill(DEPARTMENTS, C4=0.03)
    facts = desk.read()
    assert findings(facts) == [("facts-department-twice", DEPARTMENTS, "A7", "A4")]
    assert facts.departments.values == {("旗舰店", "退款率"): Decimal("0.03")}


def test_entries_without_a_department_are_reported(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, C7=0.5)
    assert findings(desk.read()) == [("facts-department-missing", DEPARTMENTS, "A7", None)]


def test_a_figure_that_no_plan_of_the_department_uses_does_not_count(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, H4=5)
    facts = desk.read()
    assert findings(facts) == [("facts-department-not-asked", DEPARTMENTS, "H4", SALES)]
    assert facts.departments.values == {}


def test_a_heading_that_was_changed_is_reported_and_refused(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, F3="DSR评分数", F4=4.9)
    assert ("facts-column-missing", DEPARTMENTS, "3:3", "DSR 评分") in findings(desk.read())
    with pytest.raises(Refusal) as refusal:
        desk.write()
    assert [(p.code, p.sheet, text_of(p.expected)) for p in refusal.value.problems] == [
        ("facts-heading-renamed", DEPARTMENTS, "DSR 评分")
    ]


def test_entries_are_kept_when_the_workbook_is_written_again(desk: Desk) -> None:
    desk.fill(DEPARTMENTS, C4=0.03, C5="很低")
    desk.staff(*STAFF[:2], STAFF[3])  # nobody is in 专营店 any longer
    desk.write()
    assert desk.grid(DEPARTMENTS)[1:] == [
        ["旗舰店", "售后客服指标奖", 0.03, *[None] * 5],
        ["客服中心", "综合考评奖金池", *[None] * 6],
        ["专营店", "已停用", "很低", *[None] * 5],
    ]
    assert findings(desk.read()) == []


def test_a_workbook_of_an_older_edition_is_answered_and_completed(desk: Desk) -> None:
    """Before, the shop's figures were columns of the people."""

    def older(book: Any) -> None:
        del book[DEPARTMENTS]
        as_before(book)
        people = book[PEOPLE]
        (orders,) = [cell.column for cell in people[FIRST - 1] if str(cell.value).startswith("初次买家")]
        people.delete_cols(orders)
        for column, title in enumerate(("退款率", "老客户订单额（元）"), people.max_column + 1):
            people.cell(FIRST - 1, column, title)
            people.cell(FIRST, column, 0.02)

    desk.edit(older)
    found = findings(desk.read())
    assert ("facts-sheet-missing", DEPARTMENTS, None, DEPARTMENTS) in found
    assert sorted(code for code, sheet, _cell, _due in found if sheet == PEOPLE) == [
        "facts-column-missing", "facts-unknown-heading", "facts-unknown-heading",
    ]  # fmt: skip
    prepared = desk.write()
    assert ("facts-sheet-added", DEPARTMENTS) in {(p.code, p.sheet) for p in prepared.problems}
    head, first = desk.grid(PEOPLE)[:2]
    assert head[-2:] == ["退款率（已停用）", "老客户订单额（元）（已停用）"]
    assert first[-2:] == [0.02, 0.02]
    assert findings(desk.read()) == []


def test_an_earlier_month_without_the_sheet_is_read_without_a_word(desk: Desk) -> None:
    desk.edit(lambda book: book.__delitem__(DEPARTMENTS))
    assert desk.read(earlier=True).problems == ()


@pytest.mark.parametrize(("typed", "read"), [("全年核算", "year"), ("逐月核算", "month"), (" 逐月核算 ", "month")])
def test_how_the_guarantee_is_accounted_is_chosen_from_a_list(desk: Desk, typed: str, read: str) -> None:
    rows = {row[1]: at for at, row in enumerate(desk.grid(SETTINGS), FIRST - 1)}
    at = rows["保底核算方式"]
    assert desk.grid(SETTINGS)[at - FIRST + 1][4] == "全年核算"
    desk.fill(SETTINGS, **{f"C{at}": typed})
    facts = desk.read()
    assert (facts.problems, facts.settings["bonus-pool", "guarantee_span"]) == ((), read)


def test_another_way_of_accounting_is_refused_with_its_cell(desk: Desk) -> None:
    rows = {row[1]: at for at, row in enumerate(desk.grid(SETTINGS), FIRST - 1)}
    desk.fill(SETTINGS, **{f"C{rows['保底核算方式']}": "每季度"})
    facts = desk.read()
    assert [(p.code, p.sheet, p.cell) for p in facts.problems] == [
        ("not-in-list", SETTINGS, f"C{rows['保底核算方式']}")
    ]
    assert facts.broken == {("bonus-pool", "guarantee_span")}


def test_a_warning_without_a_date_is_named_with_its_cell_and_not_counted(desk: Desk) -> None:
    desk.rows(INCIDENTS, ["E004", None, None, "警告"], ["E004", None, DAY, "警告"])
    facts = desk.read()
    assert [(p.code, p.sheet, p.cell, p.employee_id) for p in facts.problems] == [
        ("facts-blank", INCIDENTS, "C4", "E004")
    ]
    assert [(i.employee_id, i.day.day) for i in facts.incidents] == [("E004", 5)]


def test_incidents_are_read_under_the_titles_of_earlier_editions(bench: Bench) -> None:
    desk = Desk(bench)
    desk.staff(person(schemes="presales-weighted", **{PLANS: "flagship-store-pay"}))
    desk.write()
    desk.rows(INCIDENTS, ["E001", None, DAY, "改址退款", 2], ["E001", None, DAY, "让顾客退款重拍"])
    facts = desk.read()
    assert facts.problems == ()
    assert [(i.kind, i.count) for i in facts.incidents] == [("让顾客退款重拍", 2), ("让顾客退款重拍", 1)]


def test_a_kind_that_has_a_title_now_comes_before_one_that_had_it(bench: Bench) -> None:
    desk = Desk(bench)
    desk.plan(
        'id = "own"\ntitle = "自定"\nsource = "test"\n[[incident]]\nid = "gift"\ntitle = "改址退款"\n'
        '[[rule]]\nkind = "award"\nid = "gift"\ntitle = "奖"\namount = 1\nper = ["gift"]\n'
    )
    desk.staff(person(schemes="presales-weighted", **{PLANS: "flagship-store-pay、own"}))
    desk.write()
    desk.rows(INCIDENTS, ["E001", None, DAY, "改址退款"])
    assert [i.kind for i in desk.read().incidents] == ["改址退款"]
