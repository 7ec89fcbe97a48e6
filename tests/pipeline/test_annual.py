"""The year of annual-de-qin-neng-ji: checks, months and year-end become one result; four record forms are sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_help import run
from tests.conftest import Bench, person, text_of
from tests.pipeline.months import codes, fill_facts, filled, imports, results, rolled, sheet_rows, summary_book
from tests.pipeline.test_rollup import assert_recalculates
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.report.summarize import Summarized
from xlsappraise.store.ledger import ROLLED_UP

ANNUAL, MONTHLY = "annual-de-qin-neng-ji", "de-qin-neng-ji"
BOTH = f"{ANNUAL}、{MONTHLY}"
EVERYBODY, EACH, MONTHS, YEAR_END = "全员年度统计", "员工月度年度统计", "月度考核记录", "年终考核记录"


def people() -> list[dict[str, Any]]:
    """Three people with both schemes, and a manager with the monthly one only."""
    rows = [person(number, name=f"员工{number}", schemes=BOTH) for number in ("E001", "E002", "E003")]
    return [*rows, person("E004", name="员工E004", schemes=MONTHLY, position="客服主管")]


@pytest.fixture
def year(bench: Bench) -> Bench:
    """E001's January and February are forms, all other months imports; E003 has not answered the year-end form."""
    filled(bench, "2026-01", people(), {"E001": {"ethics.finding": 4, "field.theory_mark": 85}}).settle()
    february = {
        "discipline.penalty": "警告一次", "adjustment.1.points": 1, "adjustment.1.reason": "客户来信表扬",
    }  # fmt: skip
    filled(bench, "2026-02", people(), {"E001": february}).settle()
    rest = [f"2026-{month:02d}" for month in range(3, 13)]
    imports(bench, MONTHLY, [("E001", period, 96) for period in rest], "优秀")
    imports(bench, MONTHLY, [("E002", f"2026-{month:02d}", 110) for month in range(1, 13) if month != 7], "优秀")
    imports(bench, MONTHLY, [(n, f"2026-{month:02d}", 80) for n in ("E003", "E004") for month in range(1, 13)])
    bonus = {"adjustment.1.points": 4, "adjustment.1.reason": "年度先进"}
    more = {"adjustment.1.points": 8, "adjustment.1.reason": "挽回重大损失"}
    filled(bench, "2026", people(), {"E001": bonus, "E002": more}).settle()
    checks = [("E001", date(2026, 3, 6), 88), ("E001", date(2026, 9, 4), 92), ("E002", date(2026, 3, 6), 100)]
    fill_facts(bench, "2026", checks=[*checks, ("E003", date(2026, 3, 6), 70)])
    return bench


@pytest.fixture
def done(year: Bench) -> Summarized:
    return rolled(year, "2026")


def test_the_worked_example(done: Summarized) -> None:
    """90 × 20 % + 96 × 30 % + 104 × 50 % = 98.80; 100 × 20 % + 110 × 30 % + 108 × 50 % = 107.00."""
    found = results(done)
    one = found["E001", ANNUAL]
    assert (one["state"], one["total"], one["grade"], one["rank"], one["award"]) == ("valid", 98.8, "优秀", 2, None)
    assert one["parts"] == [
        {"title": "平时检查", "total": 90.0, "weight": 0.2},
        {"title": "月度考核", "total": 96.0, "weight": 0.3},
        {"title": "年终考核", "total": 104.0, "weight": 0.5},
    ]
    best = found["E002", ANNUAL]
    assert (best["total"], best["rank"], best["award"], best["missing"]) == (107.0, 1, "优秀员工", ["2026-07"])


def test_without_a_part_there_is_no_result_and_that_is_said(done: Summarized) -> None:
    one = results(done)["E003", ANNUAL]
    assert (one["state"], one["total"], one["rank"], one["parts"][2]["total"]) == ("incomplete", None, None, None)
    assert codes(done) == [
        ("rollup-period-missing", "E002", "2026-07"), ("rollup-no-result", "E003", "年终考核")
    ]  # fmt: skip


def test_the_command_ends_with_one_while_a_result_is_open(year: Bench) -> None:
    done = run("rollup", "2026", "--quiet", cwd=year.workspace.root)
    assert (done.returncode, "1 without a result." in done.stdout) == (1, True), done.stderr


def test_a_mean_that_moves_into_the_weighted_result_is_no_loss(year: Bench) -> None:
    """The year's first summary, without checks, has E001's mean of months by itself; E001 loses the result later."""

    def shown() -> set[tuple[str, str]]:
        with year.open() as office:
            book = office.ledger.book("summary", "2026")
        assert book is not None
        return {(one.employee_id, one.item) for one in book.figures if one.employee_id == "E001"}

    mean, weighted = ("E001", f"{MONTHLY}{ROLLED_UP}/total"), ("E001", f"{ANNUAL}{ROLLED_UP}/total")
    assert mean in shown() and weighted not in shown()
    assert {"book-less", "book-corrected"}.isdisjoint(p.code for p in rolled(year, "2026").problems)
    assert mean not in shown() and weighted in shown()
    fill_facts(year, "2026", checks=[("E001", date(2026, 3, 6), None), ("E001", date(2026, 9, 4), None)])
    with pytest.raises(Refusal) as refused:
        rolled(year, "2026")
    assert [p.code for p in refused.value.problems if p.severity == "error"][-1] == "book-less"
    assert weighted in shown()


def test_who_has_the_weighted_result_is_not_rolled_up_a_second_time(done: Summarized) -> None:
    assert {number for number, scheme in results(done) if scheme == MONTHLY} == {"E003", "E004"}
    titles = [(row[2], row[6], row[10]) for row in sheet_rows(done, "成绩")[1:]]
    assert sorted(titles) == [
        ("E001", "德勤能绩年终考核表", "有效"), ("E001", "德勤能绩年终考核表（年度汇总）", "有效"),
        ("E002", "德勤能绩年终考核表", "有效"), ("E002", "德勤能绩年终考核表（年度汇总）", "有效"),
        ("E003", "德勤能绩年终考核表", "未交"), ("E003", "德勤能绩年终考核表（年度汇总）", "待补齐各期"),
        ("E003", "德勤能绩月度考核表（年度汇总）", "有效"), ("E004", "德勤能绩月度考核表（年度汇总）", "有效"),
    ]  # fmt: skip


def test_the_cover_counts_unfinished_forms_and_results_that_wait(year: Bench) -> None:
    """E003 lacks the year-end form: first it does not come back, then without a sign-off."""

    def cover(done: Summarized) -> list[list[Any]]:
        return [[cell for cell in row if cell is not None] for row in sheet_rows(done, "总览")]

    def tiles(rows: list[list[Any]]) -> dict[str, Any]:
        (at,) = (number for number, row in enumerate(rows) if row[:2] == ["应有成绩", "有效"])
        return dict(zip(rows[at], rows[at + 1], strict=True))

    before = cover(rolled(year, "2026"))
    assert tiles(before) == {
        "应有成绩": 8, "有效": 6, "待补齐各期": 1, "有问题": 0, "未交": 1, "有效占比": 0.75
    }  # fmt: skip
    assert "未填完" not in [row[0] for row in before if row]
    there = replace(year, period=Period.parse("2026"))
    there.fill({"ethics.finding": 4}, "E003")
    after = cover(there.summarize())
    assert tiles(after) == {
        "应有成绩": 8, "有效": 6, "未填完 + 待补齐各期": 2, "有问题": 0, "未交": 0, "有效占比": 0.75
    }  # fmt: skip
    assert [row[1] for row in after if row and row[0] == "未填完"] == ["E003 员工E003"]


def test_everybody_s_statistics(done: Summarized) -> None:
    head, *rows = sheet_rows(done, EVERYBODY)
    assert head == [
        "名次", "工号", "姓名", "部门", "平时检查", "月度考核", "年终考核", "平时检查\n×20%", "月度考核\n×30%",
        "年终考核\n×50%", "年度成绩", "等级", "优秀员工", "备注",
    ]  # fmt: skip
    assert rows == [
        [1, "E002", "员工E002", "客服一部", 100, 110, 108, 20, 33, 54, 107, "优秀", "优秀员工", "缺：2026-07"],
        [2, "E001", "员工E001", "客服一部", 90, 96, 104, 18, pytest.approx(28.8), 52, 98.8, "优秀", None, None],
        [None, "E003", "员工E003", "客服一部", 70, 80, "缺", 14, 24, None, None, None, None, "缺年终考核；没有成绩"],
    ]
    sheet = summary_book(done.workbook, values=False)[EVERYBODY]
    assert [sheet[f"{c}3"].value for c in "HIJK"] == ["=0.2*E3", "=0.3*F3", "=0.5*G3", "=ROUND(SUM(H3:J3),2)"]


def test_each_person_s_months_and_parts(done: Summarized) -> None:
    head, *rows = sheet_rows(done, EACH)
    assert head[3:15] == [f"2026-{month:02d}" for month in range(1, 13)]
    assert head[15:] == ["月度考核\n平均", "平时检查\n平均", "平时检查\n次数", "年终考核", "年度成绩", "等级"]
    assert rows[0] == ["E001", "员工E001", "客服一部", *[96] * 12, 96, 90, 2, 104, 98.8, "优秀"]
    assert rows[1][3:] == [*[110] * 6, "缺", *[110] * 5, 110, 100, 1, 108, 107, "优秀"]
    sheet = summary_book(done.workbook, values=False)[EACH]
    assert [sheet["P2"].value, sheet["T2"].value] == ["=AVERAGE(D2:O2)", "=ROUND(0.2*Q2+0.3*P2+0.5*S2,2)"]


def test_monthly_and_year_end_records(done: Summarized) -> None:
    head, *rows = sheet_rows(done, MONTHS)
    assert head == [
        "工号", "姓名", "部门", "考核周期", "总分", "等级", "德", "勤", "能", "绩",
        "加分和嘉奖", "扣分和处罚", "其他记录",
    ]  # fmt: skip
    mine = [row[3:] for row in rows if row[0] == "E001"]
    assert len(mine) == 12
    assert mine[0] == ["2026-01", 96, "优秀", 16, 20, 30, 30, None, None, "理论知识考核成绩 85"]
    assert mine[1] == ["2026-02", 96, "优秀", 15, 20, 30, 30, "客户来信表扬 +1", "纪律作风 警告一次", None]
    assert mine[2] == ["2026-03", 96, "优秀", None, None, None, None, None, None, "导入的成绩"]
    ends = sheet_rows(done, YEAR_END)
    assert [row[0] for row in ends[1:]] == ["E001", "E002"]
    assert ends[1][3:] == ["2026", 104, "优秀", 20, 20, 30, 30, "年度先进 +4", None, None]


def test_a_check_that_stands_in_two_facts_workbooks_counts_once(year: Bench) -> None:
    fill_facts(year, "2026-03", checks=[("E001", date(2026, 3, 6), 88), ("E001", date(2026, 3, 20), 60)])
    # (88 + 92 + 60) / 3 = 80
    assert results(rolled(year, "2026"))["E001", ANNUAL]["parts"][0]["total"] == 80.0


def test_a_faulty_check_mark_is_told_and_does_not_count(year: Bench) -> None:
    fill_facts(year, "2026-03", checks=[("E001", date(2026, 3, 20), "六十")])
    done = rolled(year, "2026")
    assert [p.file for p in done.problems if p.code == "not-a-number"] == ["2026-03/facts.xlsx"]
    assert results(done)["E001", ANNUAL]["parts"][0]["total"] == 90.0


def test_a_check_mark_of_a_number_that_nobody_ever_had_is_told(year: Bench) -> None:
    fill_facts(year, "2026-03", checks=[("E0O1", date(2026, 3, 20), 60)])
    done = rolled(year, "2026")
    (found,) = [p for p in done.problems if p.code == "facts-unknown-employee"]
    assert (found.file, text_of(found.found), text_of(found.expected)) == ("2026-03/facts.xlsx", "E0O1", "E001")
    assert results(done)["E001", ANNUAL]["parts"][0]["total"] == 90.0


def test_the_notes_tell_the_weights(done: Summarized) -> None:
    notes = {row[0]: row[1] for row in sheet_rows(done, "说明") if row[0]}
    assert "平时检查 20%、月度考核 30%、年终考核 50%" in notes["加权成绩"]
    assert "高于 100 分：优秀员工。" in notes["加权成绩"]


@pytest.mark.office
def test_a_spreadsheet_program_computes_what_is_cached(done: Summarized, tmp_path: Path) -> None:
    assert_recalculates(done, tmp_path, EVERYBODY, EACH, "汇总·德勤能绩月度考核表", "总览")
