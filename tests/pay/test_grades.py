"""When was a grade reached, by the column or by the kept lists, and which conditions does a proposal name?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import beside, text_of, write_roster
from tests.facts.desk import FIRST
from tests.pay.till import STAFF, Till, hand, sheet_of
from xlsappraise.base.period import Period
from xlsappraise.base.problems import say
from xlsappraise.factbook import prepare_facts
from xlsappraise.keeping.basis import Basis, keep_basis
from xlsappraise.keeping.grades import levels_reached
from xlsappraise.payroll.promote import Promoted
from xlsappraise.roster import COLUMNS, PLANS, read_roster
from xlsappraise.roster.people import LEVEL_SINCE
from xlsappraise.store.ledger.wire import pack, unpack
from xlsappraise.store.ledger.wire_roster import roster_in, roster_out

DOWN = """
id = "downs"
title = "降级"
source = "test"
scheme = "furniture-callback"

checklist = [
  { list = "high", id = "alone", title = "独当一面" },
  { list = "high", id = "approved", title = "总经办审核通过" },
]

[[rule]]
kind = "ladder"
id = "ladder"
title = "晋级"
levels = ["初级", "高级"]

[[rule.moves]]
action = "down"
from = ["高级"]
to = "初级"
any_of = [{ kind = "marked", mark = { below = 60 }, times = 1, running = true, since_level = true }]

[[rule.moves]]
action = "up"
from = ["初级"]
to = "高级"
all_of = [
  { kind = "mean_place", most = 1, over = 1 },
  { kind = "checklist", list = "high", title = "高级的条件" },
]
"""
"""E001 has 95 in November, E003 has 55"""


def staffed(till: Till, level: str, column: Mapping[str, Any] | None = None) -> None:
    """Give everybody the plan and a grade; ``column``: the day of the grade by employee number."""
    till.plan(DOWN)
    rows = [hand(row["employee_id"], "team-pay,downs", level=level) for row in STAFF]
    if column is None:
        till.staff(*rows)
        return
    rows = [{**row, LEVEL_SINCE: column.get(row["employee_id"])} for row in rows]
    write_roster(till.workspace.roster, rows, [*COLUMNS.values(), PLANS, LEVEL_SINCE])


def keep(till: Till, period: str, level: str) -> None:
    """Keep a list of people for a period, in which everybody has a grade."""
    staffed(till, level)
    with till.bench.open() as office:
        keep_basis(
            office, Period.parse(period), "generate", Basis(read_roster(office.workspace.roster, office.library))
        )


def downs(done: Promoted) -> tuple[list[tuple[str, str]], list[tuple[str, str | None]]]:
    """Return (employee number, goal) of proposals, and (code, employee number) of errors."""
    return (
        [(one.employee_id, one.after) for one in done.proposals],
        [(p.code, p.employee_id) for p in done.problems if p.severity == "error"],
    )


def test_a_grade_of_unknown_date_is_told_with_the_remedy_and_nothing_is_proposed(till: Till) -> None:
    staffed(till, "高级")
    done = till.promote()
    assert downs(done) == ([], [("level-date-unknown", "E003")])
    (told,) = [p for p in done.problems if p.code == "level-date-unknown"]
    assert "任现级日期" in say(told, "zh_CN") and "高级 → 初级" in say(told, "zh_CN")
    problems = sheet_of(done.workbook or Path(), "问题")
    assert any("level-date-unknown" in row for row in problems)


def test_the_kept_lists_tell_when_the_grade_was_reached(till: Till) -> None:
    keep(till, "2026-09", "初级")
    keep(till, "2026-10", "高级")
    assert downs(till.promote()) == ([("E003", "初级")], [])
    with till.bench.open() as office:
        steps = levels_reached(office, Period.parse("2026-11"))["E003"]
        assert [(s.level, str(s.period), str(s.day)) for s in steps] == [
            ("初级", "2026-09", "None"), ("高级", "2026-10", "2026-10-01"),
        ]  # fmt: skip
        assert levels_reached(office, Period.parse("2026-08")) == {}


def test_a_list_that_was_kept_for_a_later_period_says_nothing_of_an_earlier_one(till: Till) -> None:
    keep(till, "2026-12", "初级")
    keep(till, "2027-01", "高级")
    assert downs(till.promote()) == ([], [("level-date-unknown", "E003")])


def test_damaged_lists_are_passed_over(till: Till) -> None:
    keep(till, "2026-09", "初级")
    staffed(till, "高级")
    for kept in till.workspace.periods.rglob("*"):
        if kept.is_file():
            kept.unlink()
    assert downs(till.promote()) == ([], [("level-date-unknown", "E003")])


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-11-01", ([("E003", "初级")], [])),
        ("2026-11-02", ([], [])),  # November had begun
        ("2026-12-01", ([], [("level-date-late", "E003")])),
    ],
)
def test_the_column_wins(day: str, found: tuple[Any, Any], till: Till) -> None:
    keep(till, "2026-09", "初级")
    keep(till, "2026-10", "高级")
    staffed(till, "高级", {"E003": day})
    done = till.promote()
    assert downs(done) == found
    if found[1]:
        (late,) = [p for p in done.problems if p.code == "level-date-late"]
        assert (late.file, late.sheet, late.cell) == ("roster.xlsx", "Sheet", beside(4, 2))
        assert text_of(late.found) == "2026-12-01"


def test_a_list_is_kept_with_the_day_of_the_grade_and_one_of_before_has_none(till: Till) -> None:
    staffed(till, "高级", {"E003": "2026-10-01"})
    with till.bench.open() as office:
        roster = read_roster(office.workspace.roster, office.library)
    assert str(roster_in(roster_out(roster), lambda _digest: None).by_number["E003"].level_since) == "2026-10-01"
    before = pack(json.loads(json.dumps(unpack(roster_out(roster))).replace('"level_since": {', '"once_since": {')))
    assert roster_in(before, lambda _digest: None).by_number["E003"].level_since is None


def test_another_day_of_the_grade_is_a_difference_of_the_lists(till: Till) -> None:
    staffed(till, "高级", {"E003": "2026-10-01"})
    till.pay()
    staffed(till, "高级", {"E003": "2026-11-01"})
    (differs,) = [p for p in till.promote().problems if p.code == "roster-kept-differs"]
    assert "任现级日期 2026-10-01 → 2026-11-01：E003" in say(differs, "zh_CN")


# --- conditions that HR confirms


def conditions(till: Till, **cells: str) -> None:
    """Write the facts workbook again and fill in the sheet of conditions."""
    with till.bench.open() as office:
        prepare_facts(office, till.period)
    if cells:
        till.fill("晋升条件", **cells)


def evidence(done: Promoted) -> list[str]:
    """Return the evidence as the workbook shows it."""
    (row,) = sheet_of(done.workbook or Path(), "晋升建议")[1:]
    return str(row[8]).split("\n")


def test_the_proposal_says_in_words_what_was_met_and_what_is_not_yet_confirmed(till: Till) -> None:
    staffed(till, "初级")
    conditions(till, **{f"G{FIRST}": "是"})
    assert evidence(till.promote()) == [
        "尚未确认：总经办审核通过",
        "最近 1 个月平均分 95，在客服一部排第 1 名（共 3 人）：2026-11 95.00",
        "高级的条件，已确认（1/2 项）：独当一面",
    ]


def test_with_a_no_nobody_is_proposed_and_pay_goes_on(till: Till) -> None:
    staffed(till, "初级")
    conditions(till, **{f"G{FIRST}": "否"})
    assert downs(till.promote()) == ([], [])
    assert till.pay().withheld == ()


def test_what_cannot_be_read_of_the_conditions_is_named_and_withholds_no_pay(till: Till) -> None:
    staffed(till, "初级")
    conditions(till, **{f"G{FIRST}": "好"})
    done = till.pay()
    assert done.withheld == () and [(p.code, p.cell) for p in done.problems if p.severity == "error"] == [
        ("not-in-list", f"G{FIRST}")
    ]
    assert downs(till.promote())[0] == [("E001", "高级")]


def test_a_heading_that_is_missing_there_withholds_no_pay(till: Till) -> None:
    staffed(till, "初级")
    conditions(till, **{f"G{FIRST - 1}": "？"})
    done = till.pay()
    assert done.withheld == ()
    assert [p.code for p in done.problems if p.severity == "error"] == ["facts-heading-missing"]


def test_the_notes_of_the_workbook_list_every_line(till: Till) -> None:
    staffed(till, "初级")
    rows = sheet_of(till.promote().workbook or Path(), "说明")
    assert ["高级的条件", "独当一面；总经办审核通过"] in [row[:2] for row in rows]
