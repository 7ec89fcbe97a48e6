"""Quarters and years through the workspace: forms come back over months, are rolled up, shown and told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.test_help import run
from tests.conftest import Bench, text_of
from tests.office.office import run_jobs
from tests.pipeline.months import (
    came_back,
    codes,
    fill_facts,
    filled,
    imports,
    results,
    rolled,
    sheet_rows,
    small_scheme,
    staff,
    summary_book,
)
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.report.summarize import Summarized, rollup_dict
from xlsappraise.returned.accept import accept

ROLLED = "汇总·mark表"
MARKS = {
    "2026-10": {"E001": 90.0, "E002": 70.0, "E003": 88.0},
    "2026-11": {"E001": 80.0, "E002": 75.0},
    "2026-12": {"E001": 76.51, "E002": 71.0, "E003": 80.0},
}


@pytest.fixture
def quarter(bench: Bench) -> Bench:
    """Three months of three people; E003 has not answered in November."""
    small_scheme(bench)
    for period, marks in MARKS.items():
        came_back(bench, period, staff("E001", "E002", "E003"), marks)
    return bench


def test_a_quarter_of_real_forms(quarter: Bench) -> None:
    done = rolled(quarter, "2026-Q4")
    found = results(done)
    # (90 + 80 + 76.51) / 3 = 82.17; (70 + 75 + 71) / 3 = 72; (88 + 80) / 2 = 84
    assert {n: (one["total"], one["grade"], one["rank"], one["missing"]) for (n, _s), one in found.items()} == {
        "E001": (82.17, "良好", 2, []), "E002": (72.0, "合格", 3, []), "E003": (84.0, "良好", 1, ["2026-11"]),
    }  # fmt: skip
    assert found["E003", "mark"]["parts"] == [
        {"period": "2026-10", "total": 88.0}, {"period": "2026-11", "total": None}, {"period": "2026-12", "total": 80.0}
    ]  # fmt: skip
    assert codes(done) == [("rollup-period-missing", "E003", "2026-11")]
    assert done.workbook == quarter.workspace.root / "2026-Q4" / "summary.xlsx"


def test_a_quarter_and_a_year_are_explained(quarter: Bench) -> None:
    root = quarter.workspace.root
    told = run("explain", "员工E001", "2026-Q4", language="zh_CN", cwd=root).stdout
    assert "2026-11  80.00" in told and "(90 + 80 + 76.51) ÷ 3 = 82.17" in told
    short = run("explain", "E003", "2026-Q4", language="en", cwd=root)
    assert "2026-11  no result" in short.stdout and "(88 + 80) ÷ 2 = 84.00" in short.stdout
    year = run("explain", "E002", "2026", language="en", cwd=root).stdout
    assert "2026-Q4  72.00" in year and "Total  72.00 / 100" in year
    for who, code in (("E009", "form-not-found"), ("员工E00", "form-not-found")):
        refused = run("explain", who, "2026-Q4", cwd=root)
        assert refused.returncode == 2 and f"[{code}]" in refused.stderr


def test_its_summary_shows_the_months_and_the_mean(quarter: Bench) -> None:
    done = rolled(quarter, "2026-Q4")
    head, *rows = sheet_rows(done, ROLLED)
    assert head == ["工号", "姓名", "部门", "2026-10", "2026-11", "2026-12", "平均分", "等级", "名次", "备注"]
    assert rows == [
        ["E003", "员工E003", "客服一部", 88, "缺", 80, 84, "良好", 1, "缺：2026-11"],
        ["E001", "员工E001", "客服一部", 90, 80, 76.51, 82.17, "良好", 2, None],
        ["E002", "员工E002", "客服一部", 70, 75, 71, 72, "合格", 3, None],
    ]
    book = summary_book(done.workbook, values=False)
    assert book[ROLLED]["G2"].value == "=ROUND(AVERAGE(D2:F2),2)"
    scores = {row[2]: (row[0], row[6], row[7], row[8], row[10]) for row in sheet_rows(done, "成绩")[1:]}
    assert scores["E001"] == (2, "mark表（季度汇总）", "李建国", 82.17, "有效")
    texts = [row[0] for row in sheet_rows(done, "总览")]
    assert any("由 2026-10 至 2026-12 汇总：共 3 个成绩，其中 0 个没有总分。" in str(text) for text in texts)
    assert not any("收到文件" in str(text) for text in texts)
    terms = [row[0] for row in sheet_rows(done, "说明")]
    assert "季度和年度" in terms and "加权成绩" not in terms


def test_a_month_of_leave_is_not_missing(quarter: Bench) -> None:
    fill_facts(quarter, "2026-11", leave=["E003"])
    done = rolled(quarter, "2026-Q4")
    assert results(done)["E003", "mark"]["missing"] == []
    assert codes(done) == []
    assert sheet_rows(done, ROLLED)[1][4] == "休假"


def test_a_scheme_that_wants_every_month_has_no_result_without_one(bench: Bench) -> None:
    small_scheme(bench, rollup={"missing": "none"})
    for period, marks in MARKS.items():
        came_back(bench, period, staff("E001", "E003"), {n: m for n, m in marks.items() if n != "E002"})
    done = rolled(bench, "2026-Q4")
    one = results(done)["E003", "mark"]
    assert (one["state"], one["total"], one["grade"], one["rank"]) == ("incomplete", None, None, None)
    assert codes(done) == [("rollup-no-result", "E003", "2026-11")]
    last = sheet_rows(done, ROLLED)[-1]
    assert last == ["E003", "员工E003", "客服一部", 88, "缺", 80, None, None, None, "缺：2026-11；没有成绩"]


def test_a_year_takes_imported_quarters_and_months(quarter: Bench) -> None:
    imports(quarter, "mark", [("E001", "2026-Q1", 100), ("E001", "2026-Q2", 60), ("E001", "2026-07", 70),
                              ("E001", "2026-08", 71), ("E001", "2026-09", 72)])  # fmt: skip
    done = rolled(quarter, "2026")
    # (100 + 60 + 71 + 82.17) / 4 = 78.2925
    one = results(done)["E001", "mark"]
    assert (one["total"], one["missing"]) == (78.29, [])
    assert [(part["period"], part["total"]) for part in one["parts"]] == [
        ("2026-Q1", 100), ("2026-Q2", 60), ("2026-Q3", 71), ("2026-Q4", pytest.approx(82.17))
    ]  # fmt: skip
    assert results(done)["E003", "mark"]["missing"] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-11"]


def test_a_quarter_that_was_imported_is_shown_as_it_is(quarter: Bench) -> None:
    imports(quarter, "mark", [("E002", "2026-Q4", 95.5)], grade="优秀")
    done = rolled(quarter, "2026-Q4")
    one = results(done)["E002", "mark"]
    assert (one["total"], one["grade"], one["rank"], one["parts"]) == (95.5, "优秀", 1, [])
    assert sheet_rows(done, ROLLED)[1][3:] == ["—", "—", "—", 95.5, "优秀", 1, "导入的成绩"]


def test_versions_that_wait_have_no_result_until_one_is_accepted(bench: Bench) -> None:
    small_scheme(bench)
    came_back(bench, "2026-10", staff("E001"), {"E001": 90.0})
    later = filled(bench, "2026-11", staff("E001"), {"E001": {"effort.rating": 80}})
    second = later.fill({"effort.rating": 70, "signoff.done": "评分完成"}, name="第二版.xlsx")
    later.settle()
    assert results(rolled(bench, "2026-Q4"))["E001", "mark"]["missing"] == ["2026-11", "2026-12"]
    with bench.open() as office:
        accept(office, second, "主管确认")
    one = results(rolled(bench, "2026-Q4"))["E001", "mark"]
    assert (one["total"], one["missing"]) == (80.0, ["2026-12"])


def test_who_never_answered_stands_there_without_a_result(bench: Bench) -> None:
    small_scheme(bench)
    for period in MARKS:
        came_back(bench, period, staff("E001", "E009"), {"E001": 90.0})
    done = rolled(bench, "2026-Q4")
    assert results(done)["E009", "mark"]["missing"] == list(MARKS)
    assert codes(done) == [("rollup-all-missing", "E009", "2026-10, 2026-11, 2026-12")]
    assert sheet_rows(done, ROLLED)[-1][:9] == ["E009", "员工E009", "客服一部", "缺", "缺", "缺", None, None, None]


def test_names_and_raters_are_those_of_the_newest_month(bench: Bench) -> None:
    small_scheme(bench)
    came_back(bench, "2026-10", staff("E001"), {"E001": 90.0})
    came_back(bench, "2026-11", staff("E001", department="客服二部", supervisor="周敏"), {"E001": 80.0})
    scores = sheet_rows(rolled(bench, "2026-Q4"), "成绩")
    assert [row[4:8] for row in scores[1:]] == [["客服二部", "客服回访专员", "mark表（季度汇总）", "周敏"]]


@pytest.fixture
def mixed(quarter: Bench) -> Bench:
    """A quarter with a quarterly form of its own besides: E001 answered, E004 did not."""
    small_scheme(quarter, "own", period="quarter")
    rows = [*staff("E001", "E004", schemes="own"), *staff("E002", "E003")]
    return filled(quarter, "2026-Q4", rows, {"E001": {"effort.rating": 66}})


def test_summarize_and_rollup_write_the_same_workbook(mixed: Bench) -> None:
    first = rolled(mixed, "2026-Q4")
    by_rollup = first.workbook.read_bytes()
    second = mixed.summarize()
    assert second.workbook.read_bytes() == by_rollup
    assert [p.code for p in second.problems] == [p.code for p in first.problems]
    assert {(row[2], row[6]) for row in sheet_rows(second, "成绩")[1:]} == {
        ("E001", "own表"), ("E004", "own表"), ("E001", "mark表（季度汇总）"), ("E002", "mark表（季度汇总）"),
        ("E003", "mark表（季度汇总）"),
    }  # fmt: skip


def test_rollup_records_what_came_back_for_the_period_s_own_forms(mixed: Bench) -> None:
    done = rolled(mixed, "2026-Q4")
    assert done.collection.form_counts()["valid"] == 1
    with mixed.open() as office:
        assert [version.state for version in office.ledger.versions("2026-Q4")] == ["accepted"]
    assert {scheme for _number, scheme in results(done)} == {"mark"}
    summed = mixed.summarize().as_dict()
    assert [(one["employee_id"], one["scheme"]) for one in summed["results"]] == [("E001", "own"), ("E004", "own")]
    texts = [row[0] for row in sheet_rows(done, "总览")]
    assert any("收到文件 1" in str(text) for text in texts)
    assert any("汇总：共 3 个成绩" in str(text) for text in texts)


def test_a_month_is_refused(quarter: Bench) -> None:
    with pytest.raises(Refusal) as refusal:
        rolled(quarter, "2026-11")
    assert [(p.code, text_of(p.expected)) for p in refusal.value.problems] == [("rollup-of-a-month", "2026-Q4")]


def test_nothing_below_is_refused_and_nothing_written(quarter: Bench) -> None:
    with pytest.raises(Refusal) as refusal:
        rolled(quarter, "2026-Q3")
    assert [p.code for p in refusal.value.problems] == ["rollup-nothing"]
    assert not (quarter.workspace.root / "2026-Q3").exists()


def test_imported_results_of_a_scheme_that_is_gone_are_named(quarter: Bench) -> None:
    imports(quarter, "vanished", [("E001", "2026-10", 80)])
    assert ("rollup-scheme-gone", None, "vanished") in codes(rolled(quarter, "2026-Q4"))


def test_a_facts_workbook_that_cannot_be_read_is_said_and_the_rest_is_done(quarter: Bench) -> None:
    path = quarter.workspace.facts(Period.parse("2026-11"))
    path.write_bytes(b"no workbook")
    done = rolled(quarter, "2026-Q4")
    assert ("facts-unreadable" in [code for code, *_rest in codes(done)], len(results(done))) == (True, 3)


def test_the_command_line(quarter: Bench) -> None:
    root = quarter.workspace.root
    done = run("rollup", "2026-Q4", "--json", "q4.json", cwd=root)
    assert (done.returncode, "Rolled up: 3 results, 0 without a result." in done.stdout) == (0, True), done.stderr
    assert "2026-11" in done.stderr and "员工E003" in done.stderr
    data = json.loads((root / "q4.json").read_text(encoding="utf-8"))
    assert set(data) == {"period", "results", "problems"}
    assert "rollup-period-missing" in {found["code"] for found in data["problems"]}
    assert data == json.loads(json.dumps(rollup_dict(rolled(quarter, "2026-Q4"))))
    assert set(data["results"][0]) == {
        "employee_id", "scheme", "state", "total", "grade", "rank", "parts", "missing"
    }  # fmt: skip
    for period, code in (("2026-11", "rollup-of-a-month"), ("2026-Q1", "rollup-nothing"), ("26", "period-invalid")):
        refused = run("rollup", period, cwd=root)
        assert (refused.returncode, f"[{code}]" in refused.stderr) == (2, True), refused.stderr


def recalculated(done: Summarized, folder: Path) -> dict[str, list[list[Any]]]:
    """Return what LibreOffice makes of the formulas, their cached values dropped first."""
    bare, saved = folder / "bare.xlsx", folder / "saved.xlsx"
    summary_book(done.workbook, values=False).save(bare)  # openpyxl keeps formulas and no values
    run_jobs([{"open": str(bare), "steps": [], "save": str(saved)}])
    book = CalamineWorkbook.from_path(str(saved))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def assert_recalculates(done: Summarized, folder: Path, *names: str) -> None:
    """Assert that every cached value of these sheets is what LibreOffice computes."""
    found = recalculated(done, folder)
    formulas, cached = summary_book(done.workbook, values=False), summary_book(done.workbook)
    for name in names:
        checked = 0
        for row in formulas[name].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    expected = cached[name][cell.coordinate].value
                    value = found[name][cell.row - 1][cell.column - 1]
                    wanted = expected if isinstance(expected, str) else pytest.approx(expected, abs=1e-9)
                    assert value == wanted, (name, cell.coordinate, cell.value)
                    checked += 1
        assert checked, name


@pytest.mark.office
def test_a_spreadsheet_program_computes_what_is_cached(quarter: Bench, tmp_path: Path) -> None:
    assert_recalculates(rolled(quarter, "2026-Q4"), tmp_path, ROLLED, "总览", "部门")
    assert_recalculates(rolled(quarter, "2026"), tmp_path, ROLLED, "总览", "部门")


def test_a_period_that_several_people_miss_is_one_line_with_their_names(bench: Bench) -> None:
    small_scheme(bench)
    numbers = ("E001", "E002", "E003", "E004", "E005")
    for period, marks in MARKS.items():
        came_back(bench, period, staff(*numbers), marks if period == "2026-11" else dict.fromkeys(numbers, 80.0))
    done = run("rollup", "2026-Q4", "--json", "q4.json", cwd=bench.workspace.root)
    lines = [line for line in done.stderr.splitlines() if "2026-11" in line and "E003" in line]
    assert len(lines) == 1 and "E003 员工E003, E004 员工E004, E005 员工E005" in lines[0]
    data = json.loads((bench.workspace.root / "q4.json").read_text(encoding="utf-8"))
    missing = [one["employee_id"] for one in data["problems"] if one["code"] == "rollup-period-missing"]
    assert missing == ["E003", "E004", "E005"]
