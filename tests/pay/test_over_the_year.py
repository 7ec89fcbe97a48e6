"""The guarantee over months that ``pay`` recorded, and figures of departments, through real workbooks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.conftest import text_of
from tests.facts.desk import DEPARTMENTS, FIRST, INCIDENTS, PEOPLE, SETTINGS
from tests.pay.till import Till, errors, got, hand
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.base.resources import resource

DECEMBER = Period.parse("2026-12")
SHIPPED = (resource("templates") / "plans" / "bonus-pool.toml").read_text(encoding="utf-8")
POOL = (
    SHIPPED.replace('id = "bonus-pool"', 'id = "year-pool"')
    .replace('title = "综合考评奖金池"', 'title = "全年保底"')
    .replace('scheme = "composite-bonus-pool"', 'scheme = "furniture-callback"')
)
"""The shipped plan over results of another scheme"""
TITLES = {
    "pool": "本月奖金池（元）", "base": "初级客服基本工资（元）", "span": "保底核算方式", "share": "客服应得比例",
    "from": "客服部门绩效提成表·第 1 级",
}  # fmt: skip


def settle(till: Till, **values: Any) -> None:
    """Enter settings by their short names; a pair gives a tier."""
    book = openpyxl.load_workbook(till.path)
    sheet = book[SETTINGS]
    rows = {sheet.cell(row, 2).value: row for row in range(FIRST, sheet.max_row + 1)}
    for name, value in values.items():
        figure, rate = value if isinstance(value, tuple) else (value, None)
        sheet.cell(rows[TITLES[name]], 3).value = figure
        if rate is not None:
            sheet.cell(rows[TITLES[name]], 4).value = rate
    book.save(till.path)


@pytest.fixture
def desk(blank: Till) -> Till:
    """E001 joined on 1 November with base pay of 1,800; November came back."""
    blank.plan(POOL)
    blank.staff(
        hand("E001", "year-pool", level="初级", hired=date(2026, 11, 1)), hand("E002", ""), hand("E003", "")
    )  # fmt: skip
    blank.write()
    settle(blank, base=1800)
    return blank


@pytest.fixture
def december(desk: Till) -> Till:
    """The month after, which came back too; settings are carried over."""
    found = replace(desk, period=DECEMBER)
    found.return_forms({"E001": 95, "E002": 80, "E003": 55})
    found.write()
    settle(found, pool=0)
    return found


def gaps(problems: tuple[Problem, ...]) -> list[str]:
    return [text_of(p.found) or "" for p in problems if p.code == "pay-guarantee-gap"]


def stale(problems: tuple[Problem, ...]) -> list[str | None]:
    return [p.file for p in problems if p.code == "book-stale"]


def test_two_months_that_are_enough_together_have_no_top_up(desk: Till, december: Till) -> None:
    # November: 1,800 + 600 = 2,400. December: 1,800 + 0; due 4,000, received 4,200. Month by month it would be 200.
    settle(desk, pool=600)
    assert got(desk.pay().lines, "E001") == {
        "base": Decimal("1800.00"), "bonus": Decimal("600.00"), "guarantee": Decimal("0.00"),
    }  # fmt: skip
    paid = december.pay()
    assert got(paid.lines, "E001") == {
        "base": Decimal("1800.00"), "bonus": Decimal("0.00"), "guarantee": Decimal("0.00"),
    }  # fmt: skip
    assert gaps(paid.problems) == []
    settle(december, span="逐月核算")
    assert got(december.pay().lines, "E001")["guarantee"] == Decimal("200.00")


def test_a_month_that_was_not_paid_is_named_and_counts_once_it_is(desk: Till, december: Till) -> None:
    settle(desk, pool=600)
    paid = december.pay()
    assert got(paid.lines, "E001")["guarantee"] == Decimal("200.00")  # December alone: 2,000 − 1,800
    assert gaps(paid.problems) == ["2026-11"]
    desk.pay()
    again = december.pay()
    assert (got(again.lines, "E001")["guarantee"], gaps(again.problems)) == (Decimal("0.00"), [])


def test_the_month_after_is_stale_when_an_earlier_one_changes(desk: Till, december: Till) -> None:
    settle(desk, pool=600)
    desk.pay()
    december.pay()
    settle(desk, pool=0)
    again = desk.pay()
    assert got(again.lines, "E001")["guarantee"] == Decimal("200.00")
    assert stale(again.problems) == ["2026-12/pay.xlsx"]
    # due 4,000; 1,800 + 0 + 200 + 1,800 = 3,800
    last = december.pay()
    assert got(last.lines, "E001")["guarantee"] == Decimal("200.00")
    assert stale(last.problems) == [], "November does not count December"


def test_the_sales_of_the_department_make_the_pool(desk: Till) -> None:
    # 200,000 × 1 % = 2,000; × 60 % = 1,200, all of it to E001, who alone has the plan
    settle(desk, **{"from": (0, "1%"), "share": "60%"})
    waiting = desk.pay()
    assert [(w.employee_id, w.rule) for w in waiting.withheld] == [("E001", "bonus"), ("E001", "guarantee")]
    assert errors(waiting.problems) == [("plan-department-blank", None, DEPARTMENTS, "C4")]
    desk.enter(DEPARTMENTS, "客服一部", **{"部门业绩（元）": 200000})
    paid = desk.pay()
    assert got(paid.lines, "E001")["bonus"] == Decimal("1200.00")
    assert errors(paid.problems) == []


def test_a_warning_without_a_date_holds_its_person_back_and_is_not_counted(desk: Till) -> None:
    settle(desk, pool=600)
    warning = {"工号": "E001", "类别": "警告"}
    rows = desk.happened(*(warning | {"日期": datetime(2026, 11, day)} for day in (3, 9)), warning)
    promoted = desk.promote()
    assert promoted.proposals == ()
    assert ("facts-blank", "E001", INCIDENTS, f"C{rows[-1]}") in errors(promoted.problems)
    with pytest.raises(Refusal) as refusal:
        desk.pay()
    assert ("facts-blank", "E001", INCIDENTS, f"C{rows[-1]}") in errors(refusal.value.problems)
    book = openpyxl.load_workbook(desk.path)
    book[INCIDENTS][f"C{rows[-1]}"] = datetime(2026, 11, 30)
    book.save(desk.path)
    (listed,) = desk.promote().proposals
    assert (listed.employee_id, listed.rule, listed.action) == ("E001", "warnings", "dismiss")
    assert listed.evidence[0] == "连续三次警告：已连续 3 次"


def test_an_indicator_of_the_shop_that_is_missing_makes_the_gate_wait_for_its_people(blank: Till) -> None:
    shops = {"E001": "甲店", "E002": "甲店", "E003": "乙店"}
    blank.staff(*(hand(number, "aftersales-gate", department=shop) for number, shop in shops.items()))
    blank.write()
    book = openpyxl.load_workbook(blank.path)
    limits = {"基础工资（元）": 2000, "售后指标完成奖金（元）": 500, "退款率上限": 0.03, "退款时长上限（小时）": 24,
              "纠纷件数上限": 2, "DSR 评分下限": 4.7, "店铺内部投诉件数上限": 1}  # fmt: skip
    sheet = book[SETTINGS]
    for row in range(FIRST, sheet.max_row + 1):
        sheet.cell(row, 3).value = limits[sheet.cell(row, 2).value]
    book.save(blank.path)
    for number in ("E001", "E002", "E003"):
        blank.enter(PEOPLE, number, **{"初次买家发展成的老客户月底成交订单总额（元）": 10000})
    good = {"退款率": 0.03, "退款时长（小时）": 20, "纠纷件数": 0, "DSR 评分": 4.8, "店铺内部投诉件数": 0}
    blank.enter(DEPARTMENTS, "甲店", **{name: value for name, value in good.items() if name != "DSR 评分"})
    blank.enter(DEPARTMENTS, "乙店", **good)
    paid = blank.pay()
    # 2,000 + 10,000 × 3‰ = 2,030; 乙店 + 500
    assert {who: str(amount) for who, amount in paid.totals.items()} == {
        "E001": "2030.00", "E002": "2030.00", "E003": "2530.00",
    }  # fmt: skip
    assert [(w.employee_id, w.rule) for w in paid.withheld] == [("E001", "gate"), ("E002", "gate")]
    assert errors(paid.problems) == [("plan-department-blank", None, DEPARTMENTS, "F4")]
    blank.enter(DEPARTMENTS, "甲店", **{"DSR 评分": 4.6})
    assert blank.pay().totals == {"E001": 2030, "E002": 2030, "E003": 2530}
    assert blank.pay().withheld == ()
