"""Results of periods before the tool was used: all of a file or nothing, every mistake with its cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import Bench, message_of, person, text_of, write_roster
from tests.pipeline.flow import told
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.product.returned import withdraw
from xlsappraise.results.all_periods import standing_of
from xlsappraise.results.history_import import Imported, import_history
from xlsappraise.schemes import Library
from xlsappraise.store.ledger import PastResult

HEADINGS = ("工号", "期间", "考核方案", "总分", "等级")
SCHEME = "furniture-callback"
TITLE = Library()[SCHEME].title
GOOD = ("E001", "2026-09", SCHEME, 86.5, "良好")


@pytest.fixture
def staffed(bench: Bench) -> Bench:
    """A workspace with a roster of a specialist, a leaver and a number that begins with zeros."""
    people = (
        person(),
        person("E002", name="赵一鸣", department="客服二部", status="离职"),
        person("0003", name="孙丽", schemes="marketing-quarterly-assistant"),
    )
    write_roster(bench.workspace.roster, people)
    return bench


def written(bench: Bench, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> Path:
    """Write a workbook of earlier results."""
    path = bench.workspace.root / "历史成绩.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "成绩"
    for row in (headings, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def imported(bench: Bench, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS, **options: Any) -> Imported:
    """Import rows."""
    return imported_file(bench, written(bench, *rows, headings=headings), **options)


def imported_file(bench: Bench, path: Path, **options: Any) -> Imported:
    with bench.open() as office:
        return import_history(office, path, **options)


def kept(bench: Bench) -> list[PastResult]:
    with bench.open() as office:
        return office.ledger.past_results()


def only(bench: Bench, **changes: Any) -> Problem:
    """Import the good row with changes; return the one problem above a note, after which nothing is imported."""
    row = dict(zip(HEADINGS, GOOD, strict=True)) | changes
    found = [p for p in imported(bench, list(row.values()), headings=list(row)).problems if p.severity != "note"]
    assert kept(bench) == []
    (problem,) = found
    assert (problem.file, problem.sheet) == ("历史成绩.xlsx", "成绩")
    return problem


# What is imported


def test_results_go_into_the_ledger_with_who_they_are_of(staffed: Bench) -> None:
    done = imported(staffed, GOOD, ("e002", "2026-Q3", f" {TITLE}", "９５", " 优秀 "))
    assert (done.unchanged, len(done.replaced), [p.code for p in done.problems]) == (
        0, 0, ["history-unknown-employee"],
    )  # fmt: skip
    done = imported(staffed, GOOD, ("Ｅ002", "2026-Q3", f" {TITLE}", "９５", " 优秀 "))
    assert (len(done.imported), done.problems) == (2, [])
    assert [(r.employee_id, r.period, r.scheme_id, r.name, r.department, r.total, r.grade) for r in kept(staffed)] == [
        ("E001", "2026-09", SCHEME, "王小燕", "客服一部", 86.5, "良好"),
        ("E002", "2026-Q3", SCHEME, "赵一鸣", "客服二部", 95.0, "优秀"),
    ]
    assert {r.file for r in kept(staffed)} == {"历史成绩.xlsx"}


def test_any_order_of_columns_below_a_title_and_other_columns_between(staffed: Bench) -> None:
    path = written(
        staffed,
        [],
        ["备注", "等级", "总分", "姓名", "工号", "部门", "考核方案", "期间"],
        ["调部门前", "优秀", "９５", None, "E002", "售后部", TITLE, "2026-Q3"],
        [None, None, None, None, None, None, None, None],
        ["x", "合格", 70, "=VLOOKUP(E6,B:C,2)", "E001", None, SCHEME, 2026],
        headings=["历史成绩"],
    )
    assert told(imported_file(staffed, path).problems) == []
    assert [(r.employee_id, r.period, r.name, r.department, r.total, r.grade) for r in kept(staffed)] == [
        ("E001", "2026", "王小燕", "客服一部", 70.0, "合格"),
        ("E002", "2026-Q3", "赵一鸣", "售后部", 95.0, "优秀"),
    ]


def test_who_only_ever_had_a_form_is_known_too(staffed: Bench) -> None:
    staffed.issue(person("E009", name="钱多", department="旧部门"))
    write_roster(staffed.workspace.roster, [person()])
    assert told(imported(staffed, ("E009", "2026-09", SCHEME, 80, "良好")).problems) == []
    (result,) = kept(staffed)
    assert (result.name, result.department) == ("钱多", "旧部门")


def test_a_blank_grade_is_worked_out_and_said_so(staffed: Bench) -> None:
    done = imported(staffed, ("E001", "2026-09", SCHEME, 79.99, None))
    assert [(p.code, p.cell, text_of(p.expected)) for p in done.problems] == [
        ("history-grade-worked-out", "E2", "合格")
    ]
    assert [r.grade for r in kept(staffed)] == ["合格"]


def test_a_month_that_became_a_date_is_read_as_the_month_and_said_so(staffed: Bench) -> None:
    path = written(staffed, ("E001", date(2026, 9, 1), SCHEME, 80, "良好"), ("E001", "2026年8月", SCHEME, 80, "良好"))
    done = imported_file(staffed, path)
    assert [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in done.problems] == [
        ("history-period-read", "B2", "2026-09-01", "2026-09"),
        ("history-period-read", "B3", "2026年8月", "2026-08"),
    ]
    assert [r.period for r in kept(staffed)] == ["2026-08", "2026-09"]


def test_days_are_counted_from_1904_where_the_workbook_says_so(staffed: Bench) -> None:
    path = written(staffed, GOOD)
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["B2"] = date(2026, 9, 1)
    book.save(path)
    assert told(imported_file(staffed, path).problems) == []
    assert [r.period for r in kept(staffed)] == ["2026-09"]


def test_a_longer_period_than_the_schemes_is_fine(staffed: Bench) -> None:
    rows = [("E001", "2026-Q3", SCHEME, 80, "良好"), ("E001", "2025", SCHEME, 80, "良好")]
    assert told(imported(staffed, *rows).problems) == []
    assert [r.period for r in kept(staffed)] == ["2025", "2026-Q3"]


@pytest.mark.parametrize(
    ("scheme", "total"),
    [(SCHEME, 110), ("service-quality-audit", 100), ("de-qin-neng-ji", 131.5), ("composite-bonus-pool", 104)],
)
def test_totals_up_to_what_the_scheme_allows(staffed: Bench, scheme: str, total: float) -> None:
    done = imported(staffed, ("E001", "2026-Q3", scheme, total, None))
    assert told(done.problems) == []
    assert [r.total for r in kept(staffed)] == [total]


def test_nothing_goes_beyond_the_full_points_where_nothing_is_added_to_them(staffed: Bench) -> None:
    found = only(staffed, 考核方案="service-quality-audit", 总分=100.01, 等级=None)
    assert (found.code, found.cell) == ("out-of-range", "D2")


def test_an_empty_list_is_said(staffed: Bench) -> None:
    done = imported(staffed)
    assert [(p.code, p.severity) for p in done.problems] == [("history-empty", "warning")]


# A second time


def test_the_same_file_again_changes_nothing(staffed: Bench) -> None:
    imported(staffed, GOOD)
    before = kept(staffed)
    done = imported(staffed, GOOD, ("E001", "2026-08", SCHEME, 80, "良好"))
    assert (len(done.imported), done.unchanged, len(done.replaced)) == (1, 1, 0)
    assert kept(staffed)[-1:] == before


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (HEADINGS, ("E001", "2026-09", SCHEME, 86.51, "良好")),
        (HEADINGS, ("E001", "2026-09", SCHEME, 91, "优秀")),
        ((*HEADINGS, "部门"), (*GOOD, "客服三部")),
    ],
)
def test_what_differs_from_an_earlier_import_is_replaced_only_when_asked(
    staffed: Bench, headings: Sequence[str], row: Sequence[Any]
) -> None:
    imported(staffed, GOOD)
    before = kept(staffed)
    fresh = ("E001", "2026-08", SCHEME, 80, "良好", "")
    done = imported(staffed, row, fresh, headings=headings)
    assert told(done.problems) == [("history-differs", "B2")]
    assert "86.50" in str(text_of(done.problems[0].expected)) and "--replace" in message_of(done.problems[0])
    assert (done.imported, done.replaced, kept(staffed)) == ([], [], before)
    done = imported(staffed, row, fresh, headings=headings, replace=True)
    assert (told(done.problems), len(done.imported), len(done.replaced)) == ([], 1, 1)
    assert (kept(staffed)[-1].total, kept(staffed)[-1].grade) == (row[3], row[4])


def test_a_name_that_the_file_does_not_give_is_no_difference(staffed: Bench) -> None:
    imported(staffed, (*GOOD, "客服三部"), headings=(*HEADINGS, "部门"))
    assert imported(staffed, GOOD).unchanged == 1


# Mistakes


@pytest.mark.parametrize(
    ("changes", "code", "cell", "expected"),
    [
        ({"工号": "E0O1"}, "history-unknown-employee", "A2", None),
        ({"工号": None}, "history-blank", "A2", None),
        ({"工号": "#N/A"}, "history-error-value", "A2", None),
        ({"期间": "2026-13"}, "history-bad-period", "B2", "2026-10、2026-Q4、2026、2026-W45"),
        ({"期间": date(2026, 10, 15)}, "history-bad-period", "B2", "2026-10、2026-Q4、2026、2026-W45"),
        ({"期间": 2026.1}, "history-bad-period", "B2", "2026-10、2026-Q4、2026、2026-W45"),
        ({"期间": True}, "history-bad-period", "B2", "2026-10、2026-Q4、2026、2026-W45"),
        ({"期间": None}, "history-blank", "B2", None),
        ({"期间": "=B1"}, "formula-in-input", "B2", None),
        ({"考核方案": "furniture-calback"}, "history-unknown-scheme", "C2", SCHEME),
        ({"考核方案": " "}, "history-blank", "C2", None),
        ({"总分": None}, "history-blank", "D2", None),
        ({"总分": "八十分左右"}, "not-a-number", "D2", "a number from 0 to 110 in steps of 0.01"),
        ({"总分": -1}, "out-of-range", "D2", "a number from 0 to 110 in steps of 0.01"),
        ({"总分": 110.01}, "out-of-range", "D2", "a number from 0 to 110 in steps of 0.01"),
        ({"总分": 86.505}, "off-step", "D2", "0.01"),
        ({"总分": "=80+6.5"}, "formula-in-input", "D2", None),
        ({"总分": date(2026, 8, 6)}, "history-number-format", "D2", "8.6"),
        ({"总分": True}, "not-a-number", "D2", "a number from 0 to 110 in steps of 0.01"),
        ({"等级": "甲"}, "history-unknown-grade", "E2", "优秀、良好、合格、待提高、差"),
        ({"等级": "优秀"}, "history-grade-differs", "E2", "良好"),
        ({"等级": "#REF!"}, "history-error-value", "E2", None),
    ],
)
def test_each_mistake_has_its_cell(
    staffed: Bench, changes: dict[str, Any], code: str, cell: str, expected: str | None
) -> None:
    found = only(staffed, **changes)
    assert (found.code, found.cell, found.severity) == (code, cell, "error")
    if expected is not None:
        assert text_of(found.expected) == expected


@pytest.mark.parametrize(
    ("number", "name", "meant"),
    [("E0O1", None, "E001"), (3, None, "0003"), ("7788", "赵一鸣", "E002"), ("9", None, None)],
)
def test_a_wrong_number_is_met_with_the_one_that_was_meant(
    staffed: Bench, number: Any, name: str | None, meant: str | None
) -> None:
    found = only(staffed, 工号=number, 姓名=name)
    assert (found.code, text_of(found.found)) == ("history-unknown-employee", str(number))
    assert (f"Did you mean {meant}?" in message_of(found)) == (meant is not None)


def test_a_percentage_is_no_total(staffed: Bench) -> None:
    path = written(staffed, ("E001", "2026-09", SCHEME, 0.865, "良好"))
    book = openpyxl.load_workbook(path)
    book.active["D2"].number_format = "0.0%"
    book.save(path)
    done = imported_file(staffed, path)
    assert [(p.code, p.cell, text_of(p.found)) for p in done.problems] == [("history-number-format", "D2", "86.5%")]


def test_a_month_of_a_quarterly_scheme_is_too_short(staffed: Bench) -> None:
    found = only(staffed, 考核方案="marketing-quarterly-assistant")
    assert (found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "history-period-too-short", "B2", "2026-09", "2026-Q3",
    )  # fmt: skip


def test_another_name_than_the_rosters_is_a_warning(staffed: Bench) -> None:
    done = imported(staffed, (*GOOD, "赵一鸣"), headings=(*HEADINGS, "姓名"))
    assert [(p.code, p.severity, p.cell) for p in done.problems] == [("history-other-name", "warning", "F2")]
    assert [r.name for r in kept(staffed)] == ["赵一鸣"]


def test_the_same_result_twice(staffed: Bench) -> None:
    done = imported(staffed, GOOD, ("E002", *GOOD[1:]), ("Ｅ001", "2026年9月", TITLE, 80, "良好"))
    assert told(done.problems) == [("history-twice", "B4")]
    assert text_of(done.problems[-1].expected) == "B2"
    assert kept(staffed) == []


def test_where_a_form_was_issued_only_the_form_counts(staffed: Bench) -> None:
    staffed.issue(person())
    found = only(staffed, 期间="2026-11")
    assert (found.code, found.cell, found.employee_id) == ("history-issued", "B2", "E001")
    with staffed.open() as office:
        withdraw(office, "E001", staffed.period, reason="left")
    assert told(imported(staffed, ("E001", "2026-11", *GOOD[2:])).problems) == []


def test_everything_is_told_at_once_and_nothing_is_imported(staffed: Bench) -> None:
    done = imported(staffed, GOOD, ("E404", "2026-13", "x", -1, "良好"), ("E001", "2026-08", SCHEME, 80, "甲"))
    assert told(done.problems) == [
        ("history-unknown-employee", "A3"),
        ("history-unknown-scheme", "C3"),
        ("history-bad-period", "B3"),
        ("out-of-range", "D3"),
        ("history-unknown-grade", "E4"),
    ]
    assert (done.imported, kept(staffed)) == ([], [])


def test_headings_that_are_missing_or_stand_twice(staffed: Bench) -> None:
    done = imported(staffed, GOOD, headings=("工号", "期间", "工号", "得分", "等级"))
    assert told(done.problems) == [
        ("history-column-twice", "C1"),
        ("history-missing-column", "1:1"),
        ("history-missing-column", "1:1"),
    ]
    assert [text_of(p.expected) for p in done.problems[1:]] == ["考核方案", "总分"]
    assert told(imported(staffed, headings=("甲", "乙")).problems) == [("history-no-headings", None)]


def test_a_file_that_is_no_workbook_is_refused(staffed: Bench) -> None:
    path = staffed.workspace.root / "历史成绩.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(Refusal) as refusal:
        imported_file(staffed, path)
    assert [p.code for p in refusal.value.problems] == ["history-unreadable"]


def test_a_faulty_scheme_file_stands_in_the_way(staffed: Bench) -> None:
    (staffed.workspace.schemes / "own.toml").write_text("id = ", encoding="utf-8")
    assert [p.code for p in imported(staffed, GOOD).problems] == ["scheme-not-toml"]
    assert kept(staffed) == []


def test_an_imported_result_stands_with_the_others_in_rank_and_quarter(staffed: Bench) -> None:
    people = ("E001", 90), ("E002", 95)
    assert len(imported(staffed, *((who, "2026-09", SCHEME, total, None) for who, total in people)).imported) == 2
    with staffed.open() as office:
        found = standing_of(office, Period.parse("2026-11"))
    month, quarter = (found.of(SCHEME, Period.parse(name)) for name in ("2026-09", "2026-Q3"))
    assert {who: (one.total, one.rank, one.of, one.source) for who, one in month.items()} == {
        "E001": (90.0, 2, 2, "history"), "E002": (95.0, 1, 2, "history"),
    }  # fmt: skip
    assert {who: (one.total, one.rank, one.source) for who, one in quarter.items()} == {
        "E001": (90.0, 2, "rollup"), "E002": (95.0, 1, "rollup"),
    }  # fmt: skip


def test_through_the_command_line(staffed: Bench) -> None:
    place = staffed.workspace.root
    written(staffed, GOOD, ("E001", "2026-08", SCHEME, 80, ""))
    done = run("history", "import", "历史成绩.xlsx", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "2 results imported, 0 replaced, 0 had been imported before." in done.stdout
    assert "[history-grade-worked-out]" in done.stderr
    done = run("history", "import", "历史成绩.xlsx", "--json", cwd=place)
    assert json.loads(done.stdout)["unchanged"] == 2
    written(staffed, ("E001", "2026-09", SCHEME, 70, "合格"))
    done = run("history", "import", "历史成绩.xlsx", cwd=place, language="zh_CN")
    assert done.returncode == 1
    assert "历史成绩.xlsx" in done.stderr and "[history-differs]" in done.stderr and "--replace" in done.stderr
    done = run("history", "import", "历史成绩.xlsx", "--replace", "--json", cwd=place)
    assert (done.returncode, json.loads(done.stdout)["replaced"]) == (0, 1)
    assert run("history", "import", "nichts.xlsx", cwd=place).returncode == 2
