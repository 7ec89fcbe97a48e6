"""Does a period stay what it was when the list of people changes afterwards?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.facts.desk import INCIDENTS, PEOPLE
from tests.pay.till import DUE, LADDER, STAFF, Till, called, hand, sheet_of, sums
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.keeping.grades import levels_reached
from xlsappraise.keeping.rosters import kept_roster
from xlsappraise.returned.withdraw import Withdrawal, withdraw
from xlsappraise.roster import PLANS, read_roster
from xlsappraise.store.ledger.wire import unpack

BONUS = """
id = "december-bonus"
title = "十二月奖"
source = "test"
scheme = "furniture-callback"

[[fact]]
id = "there"
title = "到岗"
type = "yesno"

[[rule]]
kind = "award"
id = "gift"
title = "年终礼"
amount = 50
yes = ["there"]
"""


def december(till: Till) -> None:
    """Give everybody a plan that is new in December, in place of November's."""
    till.plan(BONUS)
    till.staff(*({**row, PLANS: "december-bonus"} for row in STAFF))


def test_a_plan_added_in_december_leaves_november_as_it_was(till: Till) -> None:
    first = till.pay()
    before = till.recorded()
    december(till)
    again = till.pay()
    assert sums(again) == sums(first) == DUE
    assert {p.code for p in again.problems} == {"roster-kept-differs"}
    assert [(p.employee_id, p.rule, p.amount) for p in till.recorded()] == [
        (p.employee_id, p.rule, p.amount) for p in before
    ]
    (differs,) = [p for p in again.problems if p.code == "roster-kept-differs"]
    told = say(differs, "zh_CN")
    assert "team-pay → december-bonus" in told and all(f"{who} " in told for who in DUE)
    assert "xlsappraise pay 2026-11 --roster roster.xlsx" in told


def book(till: Till) -> bytes:
    """Return the bytes of the payroll."""
    return till.workspace.pay(till.period).read_bytes()


def earlier(till: Till) -> dict[str, bytes]:
    """Return the predecessors by name."""
    return {path.name: path.read_bytes() for path in till.workspace.earlier(till.period).glob("*")}


def amounts(till: Till) -> list[tuple[str, str, str]]:
    """Return what is recorded."""
    return [(p.employee_id, p.rule, p.amount) for p in till.recorded()]


def refused(till: Till) -> tuple[Problem, ...]:
    """Pay, which is refused, and return why."""
    with pytest.raises(Refusal) as refusal:
        till.pay()
    return refusal.value.problems


def listed(path: Path) -> list[list[Any]]:
    """Return the rows of the sheet of corrections: person, figure, old, new, why."""
    return [row[1:] for row in sheet_of(path, "更正")[1:]]


def test_another_roster_never_pays_nothing_over_a_good_payroll(till: Till) -> None:
    till.pay()
    good, lines = book(till), amounts(till)
    till.staff(hand("E009"))
    less = refused(till.today())[-1]
    told = say(less, "zh_CN")
    assert all(f"{row['employee_id']} {row['name']}" in told for row in STAFF)
    assert "xlsappraise pay 2026-11 --roster" in told and " --yes”" in told
    assert (book(till), amounts(till), earlier(till)) == (good, lines, {})


def test_a_loss_that_is_meant_is_a_new_edition_and_a_line_in_the_history(till: Till) -> None:
    till.pay()
    good = book(till)
    till.staff(STAFF[0], {**STAFF[1], PLANS: ""}, STAFF[2])
    assert [p.code for p in refused(till.today())][-1] == "book-less"
    done = till.today().pay(yes=True)
    assert "E002" not in sums(done) and earlier(till) == {"pay-1.xlsx": good}
    mine = [row for row in listed(till.workspace.pay(till.period)) if row[0] == "E002"]
    assert ["E002", "李梅", "班组奖 · 提成", "90.00", "—", "换了一份花名册"] in mine
    with till.bench.open() as office:
        recorded = [one for _book, one in office.ledger.corrections("pay", "2026-11")]
        kept = kept_roster(office, till.period, "pay")
    assert {
        (one.old, one.new) for one in recorded if one.employee_id == "E002" and one.item == "team-pay/commission"
    } == {("90.00", None)}
    assert kept is not None and kept.by_number["E002"].plans == ()  # what --roster named is what counts from now on
    assert till.pay().workbook == till.workspace.pay(till.period)


def told_in_the_list(till: Till, **settings: str) -> None:
    """Write the sheet of settings of the list of people."""
    book = openpyxl.load_workbook(till.workspace.roster)
    if "设置" in book.sheetnames:
        del book["设置"]
    sheet = book.create_sheet("设置")
    for row in (("设置项", "内容"), *settings.items()):
        sheet.append(row)
    book.save(till.workspace.roster)


def test_the_settings_in_the_list_are_kept_and_are_a_reason(till: Till) -> None:
    told_in_the_list(till, 公司名称="甲公司", 交表截止="5")
    first = till.pay()
    with till.bench.open() as office:
        kept = office.ledger.basis("2026-11", "pay")
        assert office.organisation == "甲公司"
    content = till.workspace.periods / kept["sheet"][:2] / kept["sheet"]
    assert unpack(content.read_bytes()) == {"deadline": "5", "organisation": "甲公司"}
    told_in_the_list(till, 公司名称="乙公司", 交表截止="8")
    again = till.pay()
    assert (again.totals, again.problems) == (first.totals, ()) and earlier(till) == {}
    told_in_the_list(till, 公司名称="丙公司")
    till.enter(PEOPLE, "E002", 销售额=19000)
    till.pay()
    ((*_figure, why),) = listed(till.workspace.pay(till.period))
    assert set(why.split("；")) == {"花名册里的设置有改动", "facts.xlsx 里填的内容有改动"}


def test_settings_of_a_later_month_leave_the_paid_one_as_it_was(till: Till) -> None:
    first = till.pay()
    december = replace(till, period=Period.parse("2026-12"))
    december.write()
    december.set(pool=99999, shares_1=0.5, shares_2=0.3, shares_3=0.2)
    again = till.pay()
    assert (again.as_dict(), earlier(till)) == (first.as_dict(), {})


def test_a_changed_amount_is_a_new_edition_with_old_and_new(till: Till) -> None:
    till.pay()
    good = book(till)
    till.enter(PEOPLE, "E002", 销售额=19000)
    done = till.pay()
    assert [p.code for p in done.problems] == ["pay-changed", "book-corrected"]
    assert earlier(till) == {"pay-1.xlsx": good}
    assert listed(till.workspace.pay(till.period)) == [
        ["E002", "李梅", "班组奖 · 提成", "90.00", "280.00", "facts.xlsx 里填的内容有改动"]
    ]
    rows = listed(till.workspace.pay(till.period))
    assert till.pay().problems == () and listed(till.workspace.pay(till.period)) == rows  # the same edition, its sheet
    assert earlier(till) == {"pay-1.xlsx": good}
    second = book(till)
    till.enter(PEOPLE, "E002", 销售额=9000)
    till.pay()
    assert earlier(till) == {"pay-1.xlsx": good, "pay-2.xlsx": second}
    assert [row[2:4] for row in sheet_of(till.workspace.pay(till.period), "更正")[1:]] == [
        ["李梅", "班组奖 · 提成"]
    ] * 2


def test_additions_replace_in_place(till: Till) -> None:
    till.pay()
    till.happened(called("E003", 3))
    done = till.pay()
    assert {line.rule for line in done.lines if line.employee_id == "E003"} >= {"calls"}
    assert earlier(till) == {} and "更正" not in openpyxl.load_workbook(till.workspace.pay(till.period)).sheetnames


def test_a_figure_that_is_missing_now_leaves_the_payroll(till: Till) -> None:
    till.pay()
    good, lines = book(till), amounts(till)
    cell = till.enter(PEOPLE, "E002", 销售额=None)
    blank, less = refused(till)
    assert (blank.code, blank.cell, less.code) == ("plan-fact-blank", cell, "book-less")
    assert "E002 李梅" in say(less, "en") and "提成" in say(less, "en")
    assert (book(till), amounts(till)) == (good, lines)
    till.path.unlink()
    (missing,) = refused(till)
    assert (missing.code, missing.file) == ("facts-missing", str(till.path))
    assert "xlsappraise pay 2026-11 --yes" in say(missing, "zh_CN")
    assert (book(till), amounts(till)) == (good, lines)


def test_what_a_person_decides_is_no_loss(till: Till) -> None:
    till.pay()
    with till.bench.open() as office:
        withdraw(office, Withdrawal(["E002"], till.period, "误发", yes=True))
    done = till.pay()
    assert "book-corrected" in {p.code for p in done.problems}
    assert ["E002", "李梅", "班组奖 · 奖金", "3478.26", "—", "已作废：误发"] in listed(till.workspace.pay(till.period))
    till.happened(called("E003", 3))
    till.pay()
    till.fill(INCIDENTS, A4=None, B4=None, C4=None)  # HR takes the call out: computed, and nothing is due
    till.pay()
    assert ["E003", "赵强", "班组奖 · 私人电话", "-50.00", "—", "facts.xlsx 里填的内容有改动"] in listed(
        till.workspace.pay(till.period)
    )


def test_what_was_withheld_is_recorded(till: Till) -> None:
    till.enter(PEOPLE, "E002", 销售额=None)
    till.pay()
    with till.bench.open() as office:
        held = office.ledger.withheld("2026-11")
    assert [(one.employee_id, one.plan, one.rule) for one in held] == [("E002", "team-pay", "commission")]
    assert "销售额" in held[0].why
    till.enter(PEOPLE, "E002", 销售额=9000)
    assert sums(till.pay()) == DUE and earlier(till) == {}
    with till.bench.open() as office:
        assert office.ledger.withheld("2026-11") == []


def test_a_row_with_a_mistake_is_read_again_after_it_was_put_right(till: Till) -> None:
    till.staff(STAFF[0], {**STAFF[1], PLANS: "team-pey"}, STAFF[2])
    assert "E002" not in sums(till.pay())
    till.staff(*STAFF)
    assert sums(till.pay()) == DUE


def test_the_kept_list_equals_the_list_that_was_read(till: Till) -> None:
    till.staff(STAFF[0], {**STAFF[1], "hired": "昨天", "confirmed": "2026-01-31", "level": "初级"}, STAFF[2])
    till.pay()
    with till.bench.open() as office:
        read = read_roster(till.workspace.roster, office.library)
        kept = kept_roster(office, till.period, "pay")
    assert kept == read
    assert kept is not None and [dict(e.found_at) for e in kept.employees] == [dict(e.found_at) for e in read.employees]


def test_a_damaged_kept_list_stops_the_run(till: Till) -> None:
    till.pay()
    with till.bench.open() as office:
        digest = office.ledger.basis("2026-11", "pay")["roster"]
    (till.workspace.periods / digest[:2] / digest).write_bytes(b"x")
    with pytest.raises(Refusal) as refusal:
        till.pay()
    assert [p.code for p in refusal.value.problems] == ["kept-unreadable"]
    assert sums(till.today().pay()) == DUE


def test_the_day_on_which_a_grade_was_reached_is_known(till: Till) -> None:
    till.staff(*({**row, "level": "初级"} for row in STAFF))
    till.pay()
    till.staff(*({**row, "level": "高级"} for row in STAFF))
    till.today().pay()
    with till.bench.open() as office:
        reached = levels_reached(office, till.period)
    assert "E009" not in reached
    assert [(one.level, str(one.period), str(one.day)) for one in reached["E001"]] == [
        ("初级", "2026-11", "None"), ("高级", "2026-11", "2026-11-01"),
    ]  # fmt: skip


def test_a_plan_that_waits_holds_back_only_its_own_people(till: Till) -> None:
    till.pay()
    till.plan(BONUS)  # its column is not in the facts workbook
    till.staff(STAFF[0], STAFF[1], {**STAFF[2], PLANS: "team-pay,december-bonus"})
    done = till.today().pay()
    assert sums(done) == DUE and "facts-column-missing" in {p.code for p in done.problems}
    assert [(one.employee_id, one.plan, one.rule) for one in done.withheld] == [("E003", "december-bonus", "")]


def test_a_proposal_changes_with_its_reason_and_is_not_lost(till: Till) -> None:
    till.plan(LADDER)
    till.staff(*(hand(number, "team-pay,steps", level="初级") for number in DUE))
    till.pay()
    assert len(till.promote().proposals) == 1
    good = till.workspace.promotion(till.period).read_bytes()
    till.staff(*(hand(number, level="初级") for number in DUE))
    with pytest.raises(Refusal) as refusal:
        till.today().promote()
    assert "plan-nobody" in {p.code for p in refusal.value.problems} or refusal.value.problems[-1].code == "book-less"
    assert till.workspace.promotion(till.period).read_bytes() == good
    till.staff(*(hand(number, "team-pay,steps", level="高级") for number in DUE))
    till.today().promote()
    assert earlier(till) == {"promotion-1.xlsx": good}
    assert listed(till.workspace.promotion(till.period)) == [
        ["E001", "王小燕", "晋级 · 晋升", "初级 → 高级", "—", "换了一份花名册"]
    ]


def test_a_pay_run_and_its_proposals_become_stale(till: Till) -> None:
    till.plan(LADDER)
    till.staff(*(hand(number, "team-pay,steps", level="初级") for number in DUE))
    till.pay()
    till.promote()
    with till.bench.open() as office:
        withdraw(office, Withdrawal(["E001"], till.period, "误发", yes=True))
    stale = [say(p, "en") for p in till.bench.summarize().problems if p.code == "book-stale"]
    assert [text.partition("Run “")[2].partition("”")[0] for text in stale] == [
        "xlsappraise pay 2026-11", "xlsappraise promote 2026-11"
    ]  # fmt: skip
    (again,) = [say(p, "en") for p in till.pay().problems if p.code == "book-stale"]
    assert "xlsappraise promote 2026-11" in again and "E001 王小燕" in again
    assert [p.code for p in till.promote().problems if p.code == "book-stale"] == []


def test_the_facts_of_a_paid_month_are_asked_of_its_own_people_and_plans(till: Till) -> None:
    till.pay()
    december(till)
    done = till.write()
    assert [p.code for p in done.problems] == ["roster-kept-differs"]
    heads = next(row for row in sheet_of(till.path, PEOPLE) if "工号" in row)
    assert "到岗" not in heads and "销售额" in heads
    assert sums(till.pay()) == DUE
