"""The sheet of promotion conditions: which lines are asked of whom, how answers are read, and what is kept."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.conftest import Bench, person
from tests.facts.desk import FIRST, NOTES, Desk, told
from tests.facts.test_written import rules_of
from xlsappraise.roster import PLANS

CONDITIONS = "晋升条件"
STEPS_PLAN = """
id = "steps"
title = "晋级"
source = "test"

checklist = [
  { list = "middle", id = "good", title = "表现好" },
  { list = "middle", id = "approved", title = "总经办审核通过" },
  { list = "high", id = "alone", title = "独当一面" },
]

[[fact]]
id = "skip"
title = "可越级"
type = "yesno"
required = false

[[rule]]
kind = "ladder"
id = "ladder"
title = "晋级"
levels = ["初级", "中级", "高级"]
skip = "skip"

[[rule.moves]]
action = "up"
from = ["初级"]
to = "中级"
all_of = [{ kind = "checklist", list = "middle", title = "中级的条件" }]

[[rule.moves]]
action = "up"
from = ["中级"]
to = "高级"
all_of = [{ kind = "checklist", list = "high", title = "高级的条件" }]
"""
HEAD = ["工号", "姓名", "部门", "方案", "确认清单", "条件", "是否确认", "说明", "行标识"]


def stepping(number: str, level: str, **changes: Any) -> dict[str, Any]:
    return person(number, **{PLANS: "steps", "level": level, "name": f"名{number}", **changes})


@pytest.fixture
def stairs(bench: Bench) -> Desk:
    """E001 is 初级, E002 中级, E003 高级; the facts workbook of November is written."""
    desk = Desk(bench)
    desk.plan(STEPS_PLAN)
    desk.staff(stepping("E001", "初级"), stepping("E002", " 中 级 "), stepping("E003", "高级"), person("E004"))
    assert desk.write().problems == ()
    return desk


def lines(desk: Desk) -> list[tuple[Any, ...]]:
    """Return number, line, answer and note of each row."""
    return [(row[0], row[5], row[6], row[7]) for row in desk.grid(CONDITIONS)[1:]]


def test_each_person_is_asked_for_the_next_steps_line_by_line(stairs: Desk) -> None:
    assert stairs.grid(CONDITIONS) == [
        HEAD,
        ["E001", "名E001", "客服一部", "晋级", "中级的条件", "表现好", None, None, "steps/middle/good"],
        ["E001", "名E001", "客服一部", "晋级", "中级的条件", "总经办审核通过", None, None, "steps/middle/approved"],
        ["E002", "名E002", "客服一部", "晋级", "高级的条件", "独当一面", None, None, "steps/high/alone"],
    ]
    sheet = openpyxl.load_workbook(stairs.path)[CONDITIONS]
    rules = rules_of(sheet)
    assert {cell: rule.formula1 for cell, rule in rules.items()} == dict.fromkeys(("G4", "G5", "G6"), '"是,否"')
    assert rules["G4"].prompt == "是、否。空白表示尚未确认。"
    assert sheet.column_dimensions["I"].hidden and sheet.auto_filter.ref == "A3:I6"
    notes = [row[0] for row in openpyxl.load_workbook(stairs.path)[NOTES].iter_rows(values_only=True) if row[0]]
    assert CONDITIONS in notes and any("尚未确认" in text for text in notes)


def test_answers_are_read_and_blanks_left_out(stairs: Desk) -> None:
    stairs.fill(CONDITIONS, G4="是", G6="否", H4="十一月谈过")
    facts = stairs.read()
    assert facts.answers == {"E001": {"steps/middle/good": "是"}, "E002": {"steps/high/alone": "否"}}
    assert facts.problems == ()


def test_answers_are_kept_when_the_workbook_is_written_again(stairs: Desk) -> None:
    stairs.fill(CONDITIONS, G4="是", H4="十一月谈过", G6="否")
    stairs.staff(stepping("E001", "初级"), stepping("E002", "高级"), stepping("E005", "初级"))
    stairs.write()
    assert lines(stairs) == [
        ("E001", "表现好", "是", "十一月谈过"),
        ("E001", "总经办审核通过", None, None),
        ("E005", "表现好", None, None),
        ("E005", "总经办审核通过", None, None),
        ("E002", "独当一面", "否", None),
    ]
    assert stairs.grid(CONDITIONS)[-1][3] == "已停用"
    again = stairs.grid(CONDITIONS)
    stairs.write()
    assert stairs.grid(CONDITIONS) == again


def test_whoever_may_skip_grades_is_asked_for_the_higher_steps_too(stairs: Desk) -> None:
    assert not any(row[0] == "E001" and row[1] == "独当一面" for row in lines(stairs))
    stairs.figure("E001", "可越级", "是")
    stairs.write()
    assert [row[1] for row in lines(stairs) if row[0] == "E001"] == ["表现好", "总经办审核通过", "独当一面"]


def test_a_line_is_known_by_its_words_where_the_key_was_lost(stairs: Desk) -> None:
    def lose(book: Any) -> None:
        book[CONDITIONS].delete_cols(9)
        book[CONDITIONS]["G5"] = "是"

    stairs.edit(lose)
    assert stairs.read().answers == {"E001": {"steps/middle/approved": "是"}}


@pytest.mark.parametrize(
    ("change", "found", "answers"),
    [
        ({"G4": "对"}, [("not-in-list", "G4", None)], {}),
        ({"G4": "是", "A4": "E009"}, [("facts-unknown-employee", "A4", "E009")], {}),
        ({"G4": "是", "I4": "steps/middle/gone"}, [("facts-not-asked", "G4", "E001")], {}),
        ({"G4": "是", "G5": "是", "I5": "steps/middle/good"}, [("facts-setting-twice", "G5", None)], {"E001": {}}),
        ({"G3": "确认了吗"}, [("facts-heading-missing", "3:3", None)], {}),
    ],
)
def test_what_cannot_be_used_is_named_and_holds_nobodys_pay_back(
    change: dict[str, str], found: list[tuple[str, str, str | None]], answers: dict[str, Any], stairs: Desk
) -> None:
    stairs.fill(CONDITIONS, **change)
    facts = stairs.read()
    assert (told(facts.problems), facts.answers) == (found, answers)
    assert "E001" not in facts.held


def test_a_workbook_of_before_has_no_such_sheet_and_nothing_is_confirmed(stairs: Desk) -> None:
    stairs.edit(lambda book: book.remove(book[CONDITIONS]))
    facts = stairs.read()
    assert (facts.answers, facts.problems) == ({}, ())
    assert [(p.code, p.sheet) for p in stairs.write().problems] == [("facts-sheet-added", CONDITIONS)]
    assert len(lines(stairs)) == 3


def test_the_shipped_ladder_asks_for_every_printed_line(bench: Bench) -> None:
    desk = Desk(bench)
    plans = {"见习": 7, "初级": 14, "中级": 7, "高级": 12, "储备主管": 0}
    desk.staff(*(stepping(f"E{n}", level, **{PLANS: "career-ladder"}) for n, level in enumerate(plans)))
    desk.write()
    numbers = [row[0] for row in lines(desk)]
    assert {level: numbers.count(f"E{n}") for n, level in enumerate(plans)} == plans
    sheet = openpyxl.load_workbook(desk.path)[CONDITIONS]
    assert sheet.cell(FIRST, 6).value == "A 公司和部门的制度都遵守，没有违纪"
