"""Whoever something is wrong with is held back by name, with its cell; do the others get theirs?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import beside, load_json, message_of, text_of
from tests.facts.desk import INCIDENTS, PEOPLE, SETTINGS
from tests.pay.test_paid import PROBLEMS, WITHHELD, through
from tests.pay.till import DUE, NAMES, STAFF, TEAM_PLAN, Till, called, errors, got, hand, sheet_of, sums
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.payroll.ground import ground
from xlsappraise.payroll.payroll import Paid, compute
from xlsappraise.roster import PLANS
from xlsappraise.store.ledger import Payment

WHOLE = "整个方案"
SCHEME = "家具客服回访专员月度考核表"
Change = Callable[[Till], Any]


def incident(who: str = "E002", **values: Any) -> Change:
    return lambda till: till.happened({**called(who, 3), **values})


MISTAKES: dict[str, tuple[Change, list[tuple[str, str | None, str | None, str | None]]]] = {
    "negative sales": (
        lambda till: till.enter(PEOPLE, "E002", 销售额=-5),
        [("out-of-range", "E002", PEOPLE, "F5")],
    ),
    "text in an amount": (
        lambda till: till.enter(PEOPLE, "E002", 销售额="九千左右"),
        [("not-a-number", "E002", PEOPLE, "F5")],
    ),
    "a date outside the period": (
        incident(日期=datetime(2026, 12, 3)),
        [("date-outside-period", "E002", INCIDENTS, "C4")],
    ),
    "an incident of an unknown kind": (
        incident(类别="私人电活"),
        [("facts-unknown-incident", "E002", INCIDENTS, "D4")],
    ),
    "text in the amount of an incident": (
        incident(类别="损失", 金额="约三十"),
        [("not-a-number", "E002", INCIDENTS, "F4")],
    ),
    "an incident without its amount": (
        incident(类别="损失"),
        [("facts-amount-missing", "E002", INCIDENTS, "F4")],
    ),
    "a count that is not whole": (
        incident(次数=1.5),
        [("not-whole", "E002", INCIDENTS, "E4")],
    ),
    "a person twice": (
        lambda till: till.rows(PEOPLE, ["E002", None, None, None, None, 100], first=7),
        [("facts-employee-twice", "E002", PEOPLE, "A7")],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_holds_its_person_back_and_the_others_are_computed(till: Till, mistake: str) -> None:
    change, expected = MISTAKES[mistake]
    change(till)
    paid = till.pay()
    assert errors(paid.problems) == expected
    assert set(paid.totals) == {"E001", "E003"}
    assert got(paid.lines, "E001")["commission"] == 260
    assert [(one.employee_id, one.plan, one.rule) for one in paid.withheld] == [("E002", "team-pay", "")]
    assert paid.withheld[0].why == next(say(p, "zh_CN") for p in paid.problems if p.severity == "error")
    assert {one.employee_id for one in till.recorded()} == {"E001", "E003"}


def test_it_is_said_on_the_sheets_and_with_exit_code_1(till: Till) -> None:
    till.enter(PEOPLE, "E002", 销售额=-5)
    code, said, wrong = through(till, "--json", "pay.json", language="zh_CN")
    assert code == 1 and "人员 F5" in wrong and "E002" not in said
    told = load_json((till.workspace.root / "pay.json").read_text(encoding="utf-8"))
    (found,) = [p for p in told["problems"] if p["severity"] == "error"]
    assert (found["code"], found["file"], found["employee_id"], found["sheet"], found["cell"], found["found"]) == (
        "out-of-range", "2026-11/facts.xlsx", "E002", PEOPLE, "F5", "-5",
    )  # fmt: skip
    path = till.workspace.pay(till.period)
    (held,) = sheet_of(path, WITHHELD)[1:]
    assert held[:5] == ["E002", "李梅", "客服一部", "班组奖", WHOLE] and "F5" in held[5]
    row = next(r for r in sheet_of(path, "工资表") if r[0] == "E002")
    assert (row[4], row[5], row[6]) == ("暂缓", "暂缓", "全部暂缓")
    assert ["E002", "李梅", "2026-11/facts.xlsx", PEOPLE, "F5"] in [r[2:7] for r in sheet_of(path, PROBLEMS)]


def test_the_others_are_warned_where_people_are_compared(till: Till) -> None:
    till.enter(PEOPLE, "E002", 销售额=-5)
    warned = [p for p in till.pay().problems if p.severity == "warning"]
    assert [p.code for p in warned] == ["plan-compared-incomplete"]
    assert (text_of(warned[0].found), text_of(warned[0].expected)) == (
        "李梅",
        "名次奖, 最佳",
    )  # the pool keeps their share


def kept(paid: Paid) -> dict[str, Any]:
    """Return the shares of the pool that are paid."""
    return {line.employee_id: line.amount for line in paid.lines if line.rule == "bonus"}


def test_whoever_has_a_result_and_is_not_in_the_roster_is_named_and_keeps_their_share(till: Till) -> None:
    till.staff(STAFF[0], STAFF[2])
    for _again in range(2):
        paid = till.pay()
        gone = [p for p in paid.problems if p.code == "plan-person-gone"]
        assert [(p.severity, p.employee_id) for p in gone] == [("error", "E002")]
        assert "李梅 (E002)" in message_of(gone[0]) and "--roster" in message_of(gone[0])
        assert kept(paid) == {"E001": Decimal("4130.44"), "E003": Decimal("2391.30")}
        assert [(one.employee_id, one.plan, one.rule) for one in paid.withheld] == [("E002", "team-pay", "")]
        (warned,) = [p for p in paid.problems if p.code == "plan-compared-incomplete"]
        assert (text_of(warned.found), text_of(warned.expected)) == ("李梅", "奖金, 名次奖, 最佳")
    assert sheet_of(till.workspace.pay(till.period), WITHHELD)[1][:2] == ["E002", "李梅"]
    assert "plan-person-gone" not in {p.code for p in till.promote().problems}  # the plan proposes nothing
    till.staff(*(hand(number, "team-pay,steps", level="初级") for number in ("E001", "E003")))
    told = {(p.code, p.employee_id) for p in till.today().promote().problems}
    assert {("plan-person-gone", "E002"), ("promote-not-assessed", "E002")} <= told
    till.staff(STAFF[0], {**STAFF[1], "status": "离职"}, STAFF[2])
    assert sums(till.pay()) == DUE


@pytest.mark.parametrize("name", ["team-pa", "奖励", "team-pa、team-pey、奖励"])
def test_a_plan_that_is_not_there_moves_no_money_to_others(till: Till, name: str) -> None:
    till.staff(STAFF[0], {**STAFF[1], PLANS: name}, STAFF[2])
    paid = till.pay()
    assert ("plan-unknown", "E002") in {found[:2] for found in errors(paid.problems)}
    assert kept(paid) == {"E001": Decimal("4130.44"), "E003": Decimal("2391.30")}
    (warned,) = [p for p in paid.problems if p.code == "plan-compared-incomplete"]
    assert (text_of(warned.found), text_of(warned.expected)) == ("李梅", "奖金, 名次奖, 最佳")


def test_a_plan_that_is_another_ones_misspelt_concerns_only_that(till: Till) -> None:
    till.staff(STAFF[0], {**STAFF[1], PLANS: "shop-fine"}, STAFF[2])
    paid = till.pay()
    assert "plan-compared-incomplete" not in {p.code for p in paid.problems}
    assert sum(kept(paid).values()) == 10000


def test_a_setting_that_names_another_scheme_is_told_and_not_the_roster(till: Till) -> None:
    by = '[[setting]]\nkey = "by"\ntitle = "按哪个方案"\ntype = "scheme"\nvalue = "owner-survey"\n\n[[fact]]'
    till.plan(TEAM_PLAN.replace('scheme = "furniture-callback"', 'scheme = "@by"', 1).replace("[[fact]]", by, 1))
    told, nobody = refused(till)
    assert (told.code, told.file, told.cell) == ("plan-scheme-differs", "team-pay.toml", None)
    assert nobody.code == "pay-nobody"
    assert all(f"{who} {NAMES[who]}" in say(told, "en") for who in DUE)
    till.write()
    row = next(at for at, row in enumerate(till.grid(SETTINGS), 3) if row[1] == "按哪个方案")
    till.fill(SETTINGS, **{f"C{row}": "presales-weighted"})
    (first, *_rest) = refused(till)
    assert (first.code, first.sheet, first.cell) == ("plan-scheme-differs", SETTINGS, f"C{row}")
    till.fill(SETTINGS, **{f"C{row}": "furniture-callback"})
    assert sums(till.pay()) == DUE


def test_without_any_plan_that_pays_nothing_is_computed_or_recorded(till: Till) -> None:
    till.pay()
    before = till.recorded()
    till.staff(*({**row, PLANS: ""} for row in STAFF))
    assert [p.code for p in refused(till.today())] == ["plan-nobody"]
    till.staff(*({**row, PLANS: "steps"} for row in STAFF))
    assert [p.code for p in refused(till.today()) if p.severity == "error"][-1] == "plan-pays-nothing"
    assert till.recorded() == before


def refused(till: Till) -> tuple[Problem, ...]:
    with pytest.raises(Refusal) as refusal:
        till.pay()
    return refusal.value.problems


def computed(till: Till) -> Paid:
    """Return what a run comes to, also where nobody is paid and the command refuses it."""
    with till.bench.open() as office:
        return compute(ground(office, till.period))


def test_promote_names_whom_it_did_not_look_at(till: Till) -> None:
    till.staff(*(hand(row["employee_id"], "team-pay,steps", level="初级") for row in STAFF))
    till.pay()
    till.enter(PEOPLE, "E001", 销售额="很多")
    done = till.promote()
    assert done.proposals == ()
    told = {(p.code, p.severity, p.employee_id) for p in done.problems}
    assert {("not-a-number", "error", "E001"), ("promote-not-assessed", "warning", "E001")} <= told


def test_mistakes_in_facts_of_periods_that_are_looked_at_are_told(till: Till) -> None:
    till.enter(PEOPLE, "E002", 批准休假="也许")
    till.happened(called("E002", 3, 类别="私人电活"))  # of a plan that may have changed since: November's matter
    till.period = Period("month", 2026, 12)
    till.return_forms({"E001": 90})
    found = [(p.code, p.file, p.cell) for p in till.pay().problems if p.file == "2026-11/facts.xlsx"]
    assert found == [("not-in-list", "2026-11/facts.xlsx", "E5")]


def test_an_unknown_employee_stops_nobody(till: Till) -> None:
    till.rows(PEOPLE, ["E009", None, None, None, None, 100], first=7)
    till.happened(called("E0O1", 3))
    paid = till.pay()
    assert errors(paid.problems) == [
        ("facts-unknown-employee", "E009", PEOPLE, "A7"),
        ("facts-unknown-employee", "E0O1", INCIDENTS, "A4"),
    ]
    assert sums(paid) == DUE
    assert "Did you mean E001?" in message_of(paid.problems[1])


def test_everything_is_told_at_once(till: Till) -> None:
    till.enter(PEOPLE, "E001", 销售额="很多")
    till.enter(PEOPLE, "E002", 销售额=-5)
    till.rows(PEOPLE, ["E009", None, None, None, None, 100], first=7)
    till.happened(called("E003", 3, 日期=datetime(2026, 10, 31)), called("E003", 3, 类别="早退"))
    places = till.set(pool=None, shares_1=0.5, shares_2=0.3, shares_3=0.3)
    paid = computed(till)
    assert {(code, who, cell) for code, who, _sheet, cell in errors(paid.problems)} == {
        ("not-a-number", "E001", "F4"),
        ("out-of-range", "E002", "F5"),
        ("facts-unknown-employee", "E009", "A7"),
        ("date-outside-period", "E003", "C4"),
        ("facts-unknown-incident", "E003", "D5"),
        ("plan-setting-not-set", None, places["pool"]),
        ("facts-shares-sum", None, f"{places['shares_1']}:{places['shares_3']}"),
    }
    assert paid.totals == {} and {one.employee_id for one in paid.withheld} == {"E001", "E002", "E003"}
    told = refused(till)
    assert [p.code for p in told][-1] == "pay-fill-in-first" and text_of(told[-1].found) == "奖金池"
    assert set(told[:-1]) == {p for p in paid.problems if p.severity == "error" and p.code != "plan-setting-not-set"}
    assert till.recorded() == [] and not till.workspace.pay(till.period).exists()


def test_a_missing_pool_is_named_with_its_cell_and_never_guessed(till: Till) -> None:
    place = till.set(pool=None)["pool"]
    paid = till.pay()
    assert errors(paid.problems) == [("plan-setting-not-set", None, SETTINGS, place)]
    assert "奖金池" in message_of(paid.problems[0]) and "奖金" in message_of(paid.problems[0])
    assert {(one.employee_id, one.rule) for one in paid.withheld} == {(who, "bonus") for who in DUE}
    assert {who: str(amount) for who, amount in paid.totals.items()} == {
        "E001": "1860.00", "E002": "890.00", "E003": "400.00",
    }  # fmt: skip
    row = next(r for r in sheet_of(paid.workbook or Path(), "工资表") if r[0] == "E001")
    assert (row[5], row[6]) == (1860, "部分暂缓")
    assert through(till)[0] == 1


def test_the_pool_keeps_the_share_of_whoever_is_held_back(till: Till) -> None:
    """10,000 over 95, 80 and 55: E001's 4,130.44 stay in the pool, and the others get no more than is theirs."""
    till.enter(PEOPLE, "E001", 销售额="九十")
    paid = till.pay()
    bonus = {line.employee_id: str(line.amount) for line in paid.lines if line.rule == "bonus"}
    assert bonus == {"E002": "3478.26", "E003": "2391.30"}


def test_shares_that_do_not_add_up_are_not_replaced_by_those_of_the_plan_file(till: Till) -> None:
    places = till.set(shares_1=0.2, shares_2=0.5, shares_3=0.2)
    paid = till.pay()
    cells = f"{places['shares_1']}:{places['shares_3']}"
    assert {(one.employee_id, one.rule) for one in paid.withheld} == {(who, "ranked") for who in DUE}
    assert errors(paid.problems) == [("facts-shares-sum", None, SETTINGS, cells)]
    assert {one.why for one in paid.withheld} == {"设置“名次比例”填写有误，不能使用"}
    assert "90%" in next(message_of(p) for p in paid.problems if p.code == "facts-shares-sum")
    assert got(paid.lines, "E002") == {"bonus": paid.lines[4].amount, "commission": 90}


def test_a_list_that_is_partly_filled_in_is_not_used(till: Till) -> None:
    till.set(shares_1=0.2)
    paid = till.pay()
    assert [code for code, *_rest in errors(paid.problems)] == ["facts-list-partly"]
    assert not any(line.rule == "ranked" for line in paid.lines)


def test_a_blank_figure_withholds_what_rests_on_it_alone(till: Till) -> None:
    till.enter(PEOPLE, "E002", 销售额=None)
    paid = till.pay()
    assert errors(paid.problems) == [("plan-fact-blank", "E002", PEOPLE, "F5")]
    assert [(one.employee_id, one.rule) for one in paid.withheld] == [("E002", "commission")]
    assert sums(paid) == {**DUE, "E002": "4278.26"}
    (held,) = sheet_of(paid.workbook or Path(), WITHHELD)[1:]
    assert held == ["E002", "李梅", "客服一部", "班组奖", "提成", "“销售额”空白"]


def test_a_plan_for_a_scheme_that_the_person_does_not_have(till: Till) -> None:
    till.staff(*STAFF, hand("E004", schemes="floor-supervisor"))
    till.write()
    till.enter(PEOPLE, "E004", 销售额=100, 全勤="否")
    paid = till.pay()
    (found,) = [p for p in paid.problems if p.severity == "error"]
    assert (found.code, found.employee_id, found.cell) == ("plan-without-scheme", "E004", beside(5))
    assert SCHEME in message_of(found) and found.file == "roster.xlsx"
    assert sums(paid) == DUE
    assert [(one.employee_id, one.rule) for one in paid.withheld] == [("E004", "")]


def test_a_plan_that_is_not_there_is_named_with_its_cell_in_the_roster(till: Till) -> None:
    till.staff(STAFF[0], {**STAFF[1], PLANS: "team-pay、team-pray"}, STAFF[2])
    paid = till.pay()
    assert errors(paid.problems)[0][:2] + errors(paid.problems)[0][3:] == ("plan-unknown", "E002", beside(3))
    assert "team-pay" in message_of(paid.problems[0])
    assert ("E002", "team-pray", "") in {(one.employee_id, one.plan, one.rule) for one in paid.withheld}
    assert {who: str(paid.totals[who]) for who in ("E001", "E003")} == {who: DUE[who] for who in ("E001", "E003")}
    assert through(till)[0] == 1


def test_a_person_without_a_result_is_held_back_from_what_needs_one(till: Till) -> None:
    till.staff(*STAFF, hand("E004"))
    till.write()
    till.enter(PEOPLE, "E004", 销售额=1000, 全勤="是")
    paid = till.pay()
    (wrong,) = [p for p in paid.problems if p.severity == "error"]
    assert (wrong.code, wrong.employee_id, text_of(wrong.expected)) == ("plan-no-result", "E004", SCHEME)
    assert {one.why for one in paid.withheld} == {f"2026-11 没有“{SCHEME}”的有效成绩"}
    assert got(paid.lines, "E004") == {"commission": 10, "attendance": 100}
    assert {one.rule for one in paid.withheld} == {"bonus", "below_pass", "ranked", "best"}
    assert {who: str(paid.totals[who]) for who in DUE} == DUE


def test_a_roster_row_with_a_mistake_holds_its_person_back(till: Till) -> None:
    till.staff(STAFF[0], {**STAFF[1], "hired": "去年"}, STAFF[2])
    paid = till.pay()
    assert {who for _code, who, *_place in errors(paid.problems)} == {"E002"}
    assert set(paid.totals) == {"E001", "E003"}
    assert [(one.employee_id, one.rule) for one in paid.withheld] == [("E002", "")]


def test_a_broken_plan_file_is_told_and_does_not_speak_for_a_shipped_plan(till: Till) -> None:
    folder = till.workspace.plans
    (folder / "mine.toml").write_text('id = "shop-fines"\ntitle = 3\n', encoding="utf-8")
    (folder / "worse.toml").write_bytes(b"\xff\xfe nothing")
    paid = till.pay()
    assert {code for code, *_rest in errors(paid.problems)} == {"plan-fault", "plan-unreadable"}
    assert sums(paid) == DUE and paid.withheld == ()
    till.staff(STAFF[0], {**STAFF[1], PLANS: "team-pay,shop-fines"}, STAFF[2])
    paid = till.today().pay()
    assert ("plan-unknown", "E002") in {found[:2] for found in errors(paid.problems)}
    assert not any(line.plan == "shop-fines" for line in paid.lines)


def test_the_only_plan_is_broken(till: Till) -> None:
    till.plan(TEAM_PLAN.replace("amount = 50", 'amount = "fifty"'))
    code, said, wrong = through(till)
    assert (code, said) == (1, "") and "[plan-nobody]" not in wrong
    assert "[plan-fault]" in wrong and "rule[6].amount" in wrong and "[plan-unknown]" in wrong
    assert not till.workspace.pay(till.period).exists()


def test_a_facts_workbook_that_cannot_be_read_stops_the_run(till: Till) -> None:
    till.path.write_bytes(b"nothing")
    with pytest.raises(Refusal) as refusal:
        till.pay()
    assert [p.code for p in refusal.value.problems] == ["facts-unreadable"]
    assert till.recorded() == [] and not till.workspace.pay(till.period).exists()
    assert through(till)[0] == 1


def test_a_missing_sheet_withholds_what_rests_on_it(till: Till) -> None:
    book = openpyxl.load_workbook(till.path)
    del book[SETTINGS]
    book.save(till.path)
    paid = till.pay()
    assert errors(paid.problems) == [("facts-sheet-missing", None, SETTINGS, None)]
    assert {one.rule for one in paid.withheld} == {"bonus", "ranked"}
    assert got(paid.lines, "E001")["commission"] == 260


def test_a_month_of_a_run_that_was_held_back_is_asked_for_by_name(till: Till) -> None:
    rule = 'kind = "streak"\nid = "twice"\ntitle = "连续最佳"\nmark = { rule = "best" }\ntimes = 2\namount = 50\n'
    till.plan(f"{TEAM_PLAN}\n[[rule]]\n{rule}")
    wrong = till.enter(PEOPLE, "E001", 销售额="很多")
    till.pay()  # November: E001 would have been the best
    till.period = Period("month", 2026, 12)
    till.return_forms({"E001": 95, "E002": 80, "E003": 55})
    till.staff(*STAFF)
    till.write()
    for who in DUE:
        till.enter(PEOPLE, who, 销售额=0, 全勤="否")
    asked = [
        (p.severity, p.employee_id, text_of(p.found))
        for p in till.pay().problems
        if p.code == "pay-person-not-recorded"
    ]
    assert asked == [("warning", "E001", "2026-11")]
    november = Period("month", 2026, 11)
    till.period = november
    till.fill(PEOPLE, **{wrong: 18000})
    till.pay()
    till.period = Period("month", 2026, 12)
    paid = till.pay()
    assert "pay-person-not-recorded" not in {p.code for p in paid.problems}
    assert [(line.employee_id, line.amount) for line in paid.lines if line.rule == "twice"] == [("E001", 50)]


def test_a_share_is_kept_where_the_plan_may_be_theirs(till: Till) -> None:
    till.plan(TEAM_PLAN.replace("team-pay", "other-pay", 1).replace("班组奖", "另一班组奖", 1))
    till.staff(hand("E001"), hand("E003", "other-pay"))
    till.write()
    for who in ("E001", "E003"):
        till.enter(PEOPLE, who, 销售额=0, 全勤="否")
    paid = till.pay()
    assert [p.employee_id for p in paid.problems if p.code == "plan-person-gone"] == ["E002"]
    assert kept(paid) == {"E001": Decimal("5428.57")}  # 10,000 × 95 ÷ 175: either plan may be E002's
    with till.bench.open() as office:
        office.ledger.put_payments(
            "2026-10", [Payment("2026-10", "E002", "other-pay", "bonus", "奖金", "", "1", {}, "")]
        )
    assert kept(till.pay()) == {"E001": 10000}


def test_blank_earlier_scheme_settings_stop_no_run(till: Till) -> None:
    by = '[[setting]]\nkey = "by"\ntitle = "按哪个方案"\ntype = "scheme"\nper_period = true\n\n[[fact]]'
    rule = 'kind = "streak"\nid = "twice"\ntitle = "连续最佳"\nmark = { rule = "best" }\ntimes = 2\namount = 50\n'
    text = TEAM_PLAN.replace('scheme = "furniture-callback"', 'scheme = "@by"', 1).replace("[[fact]]", by, 1)
    till.plan(f"{text}\n[[rule]]\n{rule}")
    till.write()
    row = next(at for at, row in enumerate(till.grid(SETTINGS), 3) if row[1] == "按哪个方案")
    till.fill(SETTINGS, **{f"C{row}": "furniture-callback"})
    till.pay()
    till.period = Period("month", 2026, 12)
    till.write()
    assert "plan-setting-not-set" in {p.code for p in computed(till).problems}
    (told,) = refused(till)
    assert told.code == "pay-fill-in-first" and "按哪个方案" in (text_of(told.found) or "")
