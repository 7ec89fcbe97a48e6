"""Which records are older than two years? They are only listed: what becomes of them is for people to decide."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cli.test_help import run
from tests.conftest import WORKED_EXAMPLE, Bench, person
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.cli.retention import day_of
from xlsappraise.product.returned import withdraw
from xlsappraise.results.retention import Retention, retention, years_before
from xlsappraise.returned.accept import accept
from xlsappraise.store.ledger import PastResult, Payment

END_OF_2026 = date(2026, 12, 31)


def past(period: str, number: str = "E001") -> PastResult:
    return PastResult(number, period, "furniture-callback", "王小燕", "客服一部", 80.0, "良好", "历史成绩.xlsx")


def keep(bench: Bench, *results: PastResult) -> None:
    with bench.open() as office:
        office.ledger.put_past_results(results)


def found(bench: Bench, on: date = END_OF_2026) -> Retention:
    with bench.open() as office:
        return retention(office, on)


@pytest.fixture
def old(bench: Bench) -> Bench:
    """November 2023: E001 came back, E002 is missing, E003 was withdrawn; a form of November 2026 is out."""
    before = replace(bench, period=Period.parse("2023-11"))
    before.issue(person(), person("E002", name="张伟"), person("E003", name="李娜"))
    before.fill(WORKED_EXAMPLE)
    before.summarize()
    with before.open() as office:
        withdraw(office, "E003", before.period, reason="离职")
    bench.issue(person())
    return before


def test_each_form_of_an_old_period_is_listed_in_its_state(old: Bench) -> None:
    listed = found(old)
    assert [(one.period, one.employee_id, one.name, one.scheme, one.state) for one in listed.records] == [
        ("2023-11", "E001", "王小燕", "furniture-callback", "valid"),
        ("2023-11", "E002", "张伟", "furniture-callback", "missing"),
        ("2023-11", "E003", "李娜", "furniture-callback", "withdrawn"),
    ]
    assert listed.before == date(2024, 12, 31)


def test_the_form_in_the_outbox_and_what_the_archive_keeps_are_named(old: Bench) -> None:
    one, other, _withdrawn = found(old).records
    assert one.outbox is not None and (old.workspace.root / one.outbox) == old.form()
    (kept,) = one.files
    assert kept.file == old.form().name
    assert (old.workspace.archive / kept.sha256[:2] / kept.sha256).is_file()
    assert other.files == ()


def test_a_form_that_is_no_longer_in_the_outbox_is_not_named(old: Bench) -> None:
    old.form().unlink()
    assert found(old).records[0].outbox is None


def test_versions_that_wait_for_a_decision_are_listed_with_both_files(bench: Bench) -> None:
    before = replace(bench, period=Period.parse("2023-11"))
    before.issue(person())
    before.fill(WORKED_EXAMPLE, name="a.xlsx")
    before.fill({**WORKED_EXAMPLE, "attitude.rating": 15}, name="b.xlsx")
    before.summarize()
    (one,) = found(before).records
    assert (one.state, sorted(kept.file or "" for kept in one.files)) == ("set_aside", ["a.xlsx", "b.xlsx"])


@pytest.mark.parametrize(
    ("period", "on", "listed"),
    [
        ("2024-11", date(2026, 11, 30), False),  # ended just two years ago
        ("2024-11", date(2026, 12, 1), True),
        ("2024-Q4", date(2026, 12, 31), False),
        ("2024-Q4", date(2027, 1, 1), True),
        ("2024", date(2026, 12, 31), False),
        ("2024", date(2027, 1, 1), True),
        ("2022-02", date(2024, 2, 29), False),
        ("2022-02", date(2024, 3, 1), True),
    ],
)
def test_a_record_is_old_from_the_day_after_two_years(bench: Bench, period: str, on: date, listed: bool) -> None:
    keep(bench, past(period))
    assert bool(found(bench, on).records) is listed


def test_imported_results_and_recorded_pay_are_records_too(bench: Bench) -> None:
    keep(bench, past("2024-02", "E002"), past("2024-01"), past("2026-01"))
    lines = [
        Payment("2024-01", "E001", "bonus-pool", rule, rule, "", "10.00", {}, "说明") for rule in ("bonus", "minus")
    ]
    with bench.open() as office:
        office.ledger.put_payments("2024-01", lines)
    assert [(one.period, one.employee_id, one.scheme, one.state) for one in found(bench).records] == [
        ("2024-01", "E001", "bonus-pool", "paid"),
        ("2024-01", "E001", "furniture-callback", "imported"),
        ("2024-02", "E002", "furniture-callback", "imported"),
    ]


def test_two_years_before_the_leap_day_is_the_last_of_february() -> None:
    assert years_before(date(2024, 2, 29)) == date(2022, 2, 28)
    assert years_before(date(2026, 3, 1)) == date(2024, 3, 1)


@pytest.mark.parametrize("text", ["2026-13-01", "昨天", "", "2026-02-30", "31.12.2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        day_of(text)
    assert [p.code for p in refused.value.problems] == ["day-invalid"]


def test_without_a_day_it_is_today() -> None:
    assert day_of(None) is None, "then list_retention counts back from today"
    assert day_of(" 2026-12-31 ") == END_OF_2026


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of a workspace but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and "lock" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_command_lists_says_that_nothing_is_deleted_and_deletes_nothing(old: Bench) -> None:
    before = content(old.workspace.root)
    done = run("retention", "list", "--on", "2026-12-31", cwd=old.workspace.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2023-11" in done.stdout and "王小燕" in done.stdout and "2026-11" not in done.stdout
    assert "3 records are of periods that ended before 2024-12-31" in done.stdout
    assert "This program deletes nothing" in done.stdout
    assert content(old.workspace.root) == before


def test_the_json_holds_the_same(old: Bench) -> None:
    done = run("retention", "list", "--on", "2026-12-31", "--json", cwd=old.workspace.root)
    listed = json.loads(done.stdout)
    assert (done.returncode, listed["on"], listed["before"]) == (0, "2026-12-31", "2024-12-31")
    assert [one["employee_id"] for one in listed["records"]] == ["E001", "E002", "E003"]
    assert listed["records"][0]["files"][0]["file"] == old.form().name


def test_the_list_of_people_and_each_edition_of_a_book_are_named(old: Bench) -> None:
    old.fill({**WORKED_EXAMPLE, "attitude.rating": 15}, name="b.xlsx")
    with old.open() as office:
        accept(office, old.inbox / "b.xlsx", "主管确认")
    old.summarize()
    root = old.workspace.root
    kept = found(old).kept
    assert [(one.period, one.kind, one.edition, [file for file in one.files if file[0] != "."]) for one in kept] == [
        ("2023-11", "roster", 0, []),
        ("2023-11", "summary", 1, ["2023-11/earlier/summary-1.xlsx"]),
        ("2023-11", "summary", 2, ["2023-11/summary.xlsx"]),
    ]
    (listed, *_others) = kept[0].files
    assert (root / listed).is_file() and listed.startswith(".xlsappraise/periods/")
    done = run("retention", "list", "--on", "2026-12-31", language="zh_CN", cwd=root)
    assert "2023-11/earlier/summary-1.xlsx" in done.stdout and "3 份花名册、数据表和各版工作簿" in done.stdout
    told = json.loads(run("retention", "list", "--on", "2026-12-31", "--json", cwd=root).stdout)
    assert [(one["kind"], one["edition"]) for one in told["kept"]] == [("roster", 0), ("summary", 1), ("summary", 2)]


def test_a_list_that_a_later_period_uses_too_is_not_old(old: Bench) -> None:
    old.fill(WORKED_EXAMPLE, "E002")
    later = replace(old, period=Period.parse("2026-10"))
    later.issue(person(), person("E002", name="张伟"), person("E003", name="李娜"))
    assert [one.kind for one in found(old).kept] == ["summary"]


def test_nothing_old_is_said_plainly_and_a_wrong_day_is_usage(bench: Bench) -> None:
    done = run("retention", "list", "--on", "2026-12-31", cwd=bench.workspace.root)
    assert (done.returncode, "0 records" in done.stdout) == (0, True)
    wrong = run("retention", "list", "--on", "昨天", cwd=bench.workspace.root)
    assert (wrong.returncode, "[day-invalid]" in wrong.stderr) == (2, True)
