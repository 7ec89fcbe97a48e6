"""Does a month that came back for real come to the sums that were worked out by hand?"""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import load_json, text_of
from tests.facts.desk import PEOPLE, SETTINGS
from tests.office.office import run_jobs
from tests.pay.till import DUE, STAFF, Till, called, errors, got, hand, sheet_of, sums
from xlsappraise.roster import PLANS

ABSENCE, OFF_DUTY = "旷工（含请假没有书面申请和批准）", "私自离岗，没有做好调班"

PAYROLL, LINES, WITHHELD, PROBLEMS = "工资表", "明细", "暂缓", "问题"


def through(till: Till, *options: str, command: str = "pay", language: str = "en") -> tuple[int, str, str]:
    """Run a command in the workspace."""
    done = run(command, "2026-11", *options, language=language, cwd=till.workspace.root)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_everybody_gets_what_was_worked_out(till: Till) -> None:
    paid = till.pay()
    assert (sums(paid), paid.problems, paid.withheld) == (DUE, (), ())
    bonus = {line.employee_id: line.amount for line in paid.lines if line.rule == "bonus"}
    assert list(bonus.values()) == [Decimal("4130.44"), Decimal("3478.26"), Decimal("2391.30")]
    assert got(paid.lines, "E003") == {
        "bonus": Decimal("2391.30"), "below_pass": -100, "ranked": 500, "commission": 0,
    }  # fmt: skip


def test_calls_at_work_double_and_a_loss_is_shared(till: Till) -> None:
    till.happened(
        called("E002", 3), called("E002", 9), called("E002", 20), called("E003", 9, 次数=2),
        {"工号": "E001", "日期": called("E001", 5)["日期"], "类别": "损失", "金额": 33.33},
    )  # fmt: skip
    paid = till.pay()
    assert got(paid.lines, "E002")["calls"] == -(50 + 100 + 200)
    assert got(paid.lines, "E003")["calls"] == -(50 + 100)
    assert got(paid.lines, "E001")["losses"] == Decimal("-16.67")
    assert paid.problems == ()


def test_the_json_has_the_shape_of_the_contract(till: Till) -> None:
    code, said, wrong = through(till, "--json", "pay.json")
    assert (code, wrong) == (0, "")
    told = load_json((till.workspace.root / "pay.json").read_text(encoding="utf-8"))
    assert list(told) == ["period", "lines", "totals", "problems"]
    assert (told["period"], told["problems"]) == ("2026-11", [])
    assert told["totals"] == [{"employee_id": who, "amount": float(due)} for who, due in DUE.items()]
    for line in told["lines"]:
        assert list(line) == ["employee_id", "plan", "rule", "amount", "inputs", "why"] and line["why"]
    assert told["lines"][0] == {
        "employee_id": "E001", "plan": "team-pay", "rule": "bonus", "amount": 4130.44,
        "inputs": {"pool": 10000, "score": 95, "sum_of_scores": 230}, "why": "10,000.00 ÷ 230 × 95",
    }  # fmt: skip
    for who, due in DUE.items():
        mine = [Decimal(str(line["amount"])) for line in told["lines"] if line["employee_id"] == who]
        assert sum(mine) == Decimal(due)
    assert "3 people, 13,150.00 yuan in all; of 0 people something is withheld." in said
    assert f"Payroll: {till.workspace.pay(till.period)}" in said


def test_the_command_line_in_a_folder_with_chinese_and_blanks(till: Till) -> None:
    code, said, wrong = through(till, language="zh_CN")
    assert (code, wrong) == (0, "")
    assert "王小燕" in said and "5,990.44" in said and till.workspace.pay(till.period).exists()
    assert "王小燕" not in through(till, "--quiet")[1]


def test_the_payroll_adds_up_in_the_workbook(till: Till) -> None:
    rows = sheet_of(till.pay().workbook or Path(), PAYROLL)
    assert rows[0] == ["工号", "姓名", "部门", "岗位", "班组奖", "合计（元）", "备注"]
    assert {row[0]: f"{row[5]:.2f}" for row in rows[1:4]} == DUE
    assert (rows[4][0], rows[4][5], rows[4][6]) == ("合计", 13150, "与明细一致")
    lines = sheet_of(till.workspace.pay(till.period), LINES)
    assert round(sum(row[5] for row in lines[1:]), 2) == 13150


@pytest.mark.office
def test_libreoffice_computes_what_was_cached_and_follows_a_changed_line(till: Till) -> None:
    """The workbook is saved without its cached values, once as it is and once with 1.50 more in a line of E002."""
    till.staff(*(hand(row["employee_id"], "team-pay,shop-fines") for row in STAFF))
    till.write()
    till.happened(called("E002", 3, 类别=ABSENCE), called("E003", 4, 类别=OFF_DUTY))
    path = till.pay().workbook or Path()
    book, shown = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    live = [
        (sheet.title, cell.coordinate, shown[sheet.title][cell.coordinate].value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert {name for name, _cell, _value in live} == {PAYROLL}
    assert len(live) == (1 + 2 + 2) + 3 + 3 + 1  # plans of each person, sums of people, sums below, the check
    bare, changed = path.with_name("bare.xlsx"), path.with_name("changed.xlsx")
    book.save(bare)
    rows = list(book[LINES].iter_rows(min_row=2))
    (line,) = [row for row in rows if (row[0].value, row[4].value) == ("E002", "旷工")]
    assert line[5].value == -30
    line[5].value += 1.5
    book.save(changed)
    asked = [[name, cell] for name, cell, _value in live]
    first, second = run_jobs([{"open": str(file), "steps": [["read", asked]]} for file in (bare, changed)])
    assert first[0] == [pytest.approx(value) if isinstance(value, (int, float)) else value for *_at, value in live]
    moved = {
        tuple(at): round(after - before, 2)
        for at, before, after in zip(asked, first[0], second[0], strict=True)
        if isinstance(before, (int, float))
    }
    assert sorted(value for value in moved.values() if value) == [1.5] * 4  # E002's plan and sum, and both below
    assert second[0][-1] == first[0][-1] == "与明细一致"


def test_a_second_run_says_the_same_and_replaces_what_was_recorded(till: Till) -> None:
    first = till.pay()
    kept = till.recorded()
    assert len(kept) == len(first.lines)
    assert sum(Decimal(one.amount) for one in kept) == 13150
    second = till.pay()
    assert second.as_dict() == first.as_dict()
    assert [(p.employee_id, p.rule, p.amount) for p in till.recorded()] == [
        (p.employee_id, p.rule, p.amount) for p in kept
    ]
    till.enter(PEOPLE, "E002", 销售额=19000)
    changed = till.pay()
    assert [(p.severity, p.employee_id, text_of(p.expected)) for p in changed.problems if p.code == "pay-changed"] == [
        ("warning", "E002", "4,368.26")
    ]
    found = {(p.employee_id, p.rule): p.amount for p in till.recorded()}
    assert len(found) == len(kept) and found["E002", "commission"] == "280.00"


def test_a_roster_that_was_kept_computes_a_month_as_it_was_then(till: Till) -> None:
    kept = till.workspace.root / "花名册 2026-11.xlsx"
    shutil.copy(till.workspace.roster, kept)
    through(till)
    till.staff(STAFF[0], {**STAFF[1], PLANS: ""}, STAFF[2])  # E002 has the plan no longer
    code, said, wrong = through(till)  # the list that the first run used counts, and is held against today's
    assert code == 0 and "[roster-kept-differs]" in wrong and "E002 李梅" in wrong and "13,150.00" in said
    code, said, wrong = through(till, "--roster", kept.name)
    assert (code, wrong) == (0, "") and "13,150.00" in said
    assert through(till, "--roster", kept.name, command="promote")[0] == 0
    assert through(till, "--roster", kept.name, command="facts")[0] == 0
    code, said, wrong = through(till, "--roster", "roster.xlsx")
    assert code == 1 and "[book-less]" in wrong and "E002 李梅" in wrong and said == ""
    code, said, wrong = through(till, "--roster", "roster.xlsx", "--yes")
    assert code == 0 and "[pay-changed]" in wrong and "[book-corrected]" in wrong
    code, said, wrong = through(till, "--roster", "nowhere.xlsx")
    assert code == 2 and "nowhere.xlsx" in wrong and said == ""


def test_a_workbook_that_is_open_elsewhere_is_written_beside_it(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    path = till.pay().workbook
    assert path == till.workspace.pay(till.period)
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    assert (till.pay().workbook or Path()).name == "pay (2).xlsx"
    assert sums(till.pay()) == DUE
    assert sorted(p.name for p in path.parent.glob("pay*")) == ["pay (2).xlsx", "pay (3).xlsx", "pay.xlsx"]


def test_nobody_has_a_plan(till: Till) -> None:
    till.staff(*({**row, PLANS: None} for row in STAFF))
    for command in ("pay", "promote"):
        code, said, wrong = through(till, command=command)
        assert (code, said) == (2, "")
        assert "[plan-nobody]" in wrong and "奖金方案" in wrong and "plans list" in wrong
    assert not till.workspace.pay(till.period).exists() and till.recorded() == []


def test_nothing_is_recorded_where_the_json_cannot_be_written(till: Till) -> None:
    code, said, wrong = through(till, "--json", "no/where.json")
    assert (code, said) == (2, "") and "[folder-not-found]" in wrong
    assert till.recorded() == [] and not till.workspace.pay(till.period).exists()


def test_a_period_without_a_facts_workbook_names_what_is_missing(till: Till) -> None:
    till.path.unlink()
    code, _said, wrong = through(till)
    assert code == 1 and "xlsappraise facts 2026-11" in wrong
    assert "[plan-fact-nowhere]" in wrong and "[plan-setting-nowhere]" in wrong
    paid = till.pay()
    assert {line.rule for line in paid.lines} == {"below_pass", "ranked", "best"}


def test_who_has_left_gets_what_the_month_still_brings(till: Till) -> None:
    """E002 left after being appraised, E004 before: the one is paid, the other is no matter of the month."""
    till.staff(STAFF[0], {**STAFF[1], "status": "离职"}, STAFF[2], hand("E004", status="离职"))
    paid = till.pay()
    assert (sums(paid), paid.withheld) == (DUE, ())
    assert errors(paid.problems) == []


def test_who_joins_later_is_no_matter_of_the_month(till: Till) -> None:
    till.staff(*STAFF, hand("E004", hired="2026-12-01"), hand("E005", hired="2026-11-30"))
    paid = till.pay()
    assert {who: str(paid.totals[who]) for who in DUE} == DUE
    assert {one.employee_id for one in paid.withheld} == {"E005"}
    assert {p.employee_id for p in paid.problems if p.severity == "error"} == {"E005"}


def test_people_on_leave_get_nothing_and_are_no_mistake(till: Till) -> None:
    till.staff(*STAFF, hand("E004"))
    till.write()
    till.enter(PEOPLE, "E004", 批准休假="是")
    paid = till.pay()
    assert sums(paid) == DUE
    assert {(p.code, p.severity, p.employee_id) for p in paid.problems} == {("plan-on-leave", "note", "E004")}
    assert {(w.employee_id, w.rule) for w in paid.withheld} >= {("E004", "bonus"), ("E004", "commission")}
    assert through(till)[0] == 0


def test_whom_the_roster_has_on_leave_is_named_and_gets_nothing(till: Till) -> None:
    till.staff(*STAFF, hand("E004", status="休假"), hand("E005", status="休假", hired="2026-12-01"))
    paid = till.pay()
    assert sums(paid) == DUE
    assert [(w.employee_id, w.rule, w.why) for w in paid.withheld] == [("E004", "", "花名册状态为休假")]
    assert errors(paid.problems) == []


def test_the_sheets_say_what_was_used(till: Till) -> None:
    book = openpyxl.load_workbook(till.pay().workbook)
    assert book.sheetnames == [PAYROLL, LINES, WITHHELD, "说明"]
    notes: dict[Any, Any] = dict(book["说明"].iter_rows(min_col=1, max_col=2, values_only=True))
    assert (notes["设置：奖金池"], notes["设置：名次比例"]) == ("10000", "20% / 60% / 20%")
    assert book[WITHHELD]["A2"].value == "没有暂缓的项目。"
    assert SETTINGS not in book.sheetnames
