"""Where not everybody has the same plans, the figures of each stand on a sheet with the people of that plan alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.conftest import Bench, person
from tests.facts.desk import (
    FIRST,
    PEOPLE,
    QUARTER_PLAN,
    SALES_PLAN,
    TITLES,
    Desk,
    as_before,
    headings,
    people_sheets,
    sold,
    told,
)
from xlsappraise.factbook.figures import FigureColumn, by_plan
from xlsappraise.factbook.plan import part_name
from xlsappraise.roster import PLANS

SALES, BOTH = "人员·销售奖", "人员·销售奖、季度奖"


@pytest.fixture
def mixed(bench: Bench) -> Desk:
    """E001 has the sales plan, E002 the other one, E003 both, E004 none."""
    desk = Desk(bench)
    desk.plan(SALES_PLAN)
    desk.plan(QUARTER_PLAN)
    both = sold("E003", name="赵敏", **{PLANS: "季度奖、销售奖"})
    desk.staff(sold(), person("E002", name="李梅", **{PLANS: "quarter-pay"}), both, person("E004", name="周琳"))
    assert desk.write().problems == ()
    return desk


def filled(desk: Desk) -> dict[str, dict[str, Any]]:
    """Fill some figures in; return them as they are to be read."""
    for number, title, value in (
        ("E001", "销售额", 5),
        ("E003", "销售额", 7.5),
        ("E002", "全勤", "是"),
        ("E003", "全勤", "否"),
    ):
        desk.figure(number, title, value)
    return {
        "E001": {"销售额": Decimal(5)}, "E002": {"全勤": "是"}, "E003": {"销售额": Decimal("7.5"), "全勤": "否"},
        "E004": {},
    }  # fmt: skip


def figures(desk: Desk) -> dict[str, dict[str, Any]]:
    return {number: dict(mine) for number, mine in desk.read().people.items()}


def test_each_figure_is_read_from_the_sheet_that_has_it(mixed: Desk) -> None:
    due = filled(mixed)
    assert figures(mixed) == due
    assert mixed.read().places["E003", "全勤"] == (BOTH, "D6")


def test_what_is_filled_in_stays_when_the_workbook_is_written_again(mixed: Desk) -> None:
    due = filled(mixed)
    assert mixed.write().problems == ()
    assert figures(mixed) == due


def test_a_workbook_with_all_figures_on_one_sheet_is_read_and_becomes_one_with_several(mixed: Desk) -> None:
    due = filled(mixed)
    mixed.edit(as_before)
    assert [sheet.title for sheet in people_sheets(openpyxl.load_workbook(mixed.path))] == [PEOPLE]
    assert figures(mixed) == due
    assert mixed.read().places["E003", "全勤"][0] == PEOPLE
    assert mixed.write().problems == ()
    assert figures(mixed) == due
    assert [sheet.title for sheet in people_sheets(openpyxl.load_workbook(mixed.path))] == [PEOPLE, SALES, BOTH]


def test_a_new_plan_divides_a_sheet_that_all_shared(desk: Desk) -> None:
    desk.fill(PEOPLE, F4=5, F5=6)
    desk.plan(QUARTER_PLAN)
    desk.staff(sold(), sold("E002", name="李梅"), person("E003", name="赵敏", **{PLANS: "quarter-pay"}))
    desk.write()
    assert figures(desk) == {"E001": {"销售额": 5}, "E002": {"销售额": 6}, "E003": {}}


def test_a_sheet_that_all_share_again_has_all_figures(mixed: Desk) -> None:
    filled(mixed)
    mixed.staff(sold(), sold("E003", name="赵敏"))
    mixed.write()
    (people,) = people_sheets(openpyxl.load_workbook(mixed.path))
    assert list(headings(people))[5:10] == list(TITLES)
    assert figures(mixed)["E001"] == {"销售额": 5}


def test_a_figure_on_two_sheets_is_asked_about(mixed: Desk) -> None:
    filled(mixed)

    def again(book: Any) -> None:
        book[PEOPLE].cell(FIRST - 1, 6, "销售额")
        book[PEOPLE].cell(FIRST, 6, 8)

    mixed.edit(again)
    assert told(mixed.read().problems) == [("facts-employee-twice", "D4", "E001")]


def test_a_blank_beside_an_entry_is_no_second_one(mixed: Desk) -> None:
    due = filled(mixed)
    mixed.edit(lambda book: book[PEOPLE].cell(FIRST - 1, 6, "销售额"))
    assert figures(mixed) == due


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (lambda book: book[SALES].delete_cols(4), ("facts-column-missing", "3:3", None)),
        (lambda book: book[SALES].cell(FIRST, 4, "五"), ("not-a-number", "D4", "E001")),
        (lambda book: book[SALES].cell(FIRST, 1, "E009"), ("facts-unknown-employee", "A4", "E009")),
        (lambda book: book[SALES].cell(FIRST - 1, 1, "号"), ("facts-heading-missing", "3:3", None)),
    ],
    ids=["column gone", "not a number", "nobody's number", "no numbers"],
)
def test_mistakes_are_told_with_the_sheet(
    change: Callable[[Any], Any], due: tuple[str, str, str | None], mixed: Desk
) -> None:
    mixed.figure("E001", "结余", 1)
    mixed.edit(change)
    found = mixed.read().problems
    assert due in told(found)
    assert all(p.sheet == SALES for p in found if (p.code, p.cell, p.employee_id) == due)


def test_the_sheets_of_an_english_workbook_have_english_names(mixed: Desk) -> None:
    filled(mixed)
    mixed.bench.steps = None  # what is shared does not know of settings that were never saved
    mixed.bench.workspace.settings = replace(mixed.bench.workspace.settings, language="en")
    mixed.write()
    names = openpyxl.load_workbook(mixed.path).sheetnames
    assert [name for name in names if "·" in name] == ["Staff·销售奖", "Staff·销售奖、季度奖"]
    assert figures(mixed)["E003"] == {"销售额": Decimal("7.5"), "全勤": "否"}


def figure(title: str, *plans: str) -> FigureColumn:
    return FigureColumn(title, "money", negative=False, max=None, plans=plans)


def test_a_figure_of_several_plans_is_on_the_sheet_of_one_that_all_have() -> None:
    figures = (
        figure("a", "甲"),
        figure("b", "甲", "乙"),
        figure("c", "乙"),
        figure("d", "乙", "丙"),
        figure("e", "丁"),
    )
    having = {"甲": ["1", "2", "3"], "乙": ["1", "2"], "丙": ["4"]}
    found = [(sheet.plans, [one.title for one in sheet.figures]) for sheet in by_plan(figures, having)]
    assert found == [(("甲",), ["a", "b"]), (("乙",), ["c"]), (("乙", "丙"), ["d"]), (("丁",), ["e"])]


def test_names_are_those_that_a_workbook_takes() -> None:
    long = "一二三四五六七八九十" * 4
    first = part_name((long,), set(), lambda text: text)
    second = part_name((long,), {first.casefold()}, lambda text: text)
    assert (len(first), len(second), second[-2:]) == (31, 30, " 2")
    assert first != second
    assert part_name(("a/b: [c]?",), set(), lambda text: text) == "Staff·a b   c"
