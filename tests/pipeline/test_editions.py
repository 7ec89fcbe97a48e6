"""Is a published summary ever lost, and does its edition name every figure that changed?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SIGNED, Bench
from tests.pipeline.months import filled, imports, rolled, small_scheme, staff, summary_book
from xlsappraise.base.consent import Consent
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.report.rollup import rollup
from xlsappraise.results.explain import explain
from xlsappraise.returned.accept import accept
from xlsappraise.returned.withdraw import Withdrawal, withdraw
from xlsappraise.store.ledger import BookSource, Correction, seals
from xlsappraise.store.workspace import SETTINGS

NOVEMBER = "2026-11"


@pytest.fixture
def month(bench: Bench) -> Bench:
    """November of three people; E003 has not answered."""
    small_scheme(bench)
    return summarized(bench, NOVEMBER, staff("E001", "E002", "E003"), {"E001": 80.0, "E002": 75.0})


def summarized(bench: Bench, period: str, rows: list[dict[str, Any]], marks: dict[str, float]) -> Bench:
    """Issue a period's forms, fill in the mark of those who have one, and write the summary."""
    there = filled(bench, period, rows, {number: {"effort.rating": mark} for number, mark in marks.items()})
    there.summarize()
    return there


def second_version(bench: Bench, number: str, mark: float) -> Path:
    """Let another version of a form come back, and accept it."""
    path = bench.fill({"signoff.done": SIGNED, "effort.rating": mark}, number, f"{number} 二.xlsx")
    with bench.open() as office:
        accept(office, path, "主管改正")
    return path


def earlier(bench: Bench) -> dict[str, bytes]:
    """Return the predecessors by name."""
    return {path.name: path.read_bytes() for path in bench.workspace.earlier(bench.period).glob("*")}


def listed(bench: Bench) -> list[list[Any]]:
    """Return the sheet of corrections without its headings; nothing where there is none."""
    book = summary_book(bench.workspace.summary(bench.period))
    return [[cell.value for cell in row] for row in book["更正"].iter_rows(min_row=2)] if "更正" in book else []


def told(problems: Sequence[Problem], code: str) -> list[str]:
    """Return the messages of a code in Chinese."""
    return [say(found, "zh_CN") for found in problems if found.code == code]


def corrections(bench: Bench) -> list[Correction]:
    """Return the changes in the history."""
    with bench.open() as office:
        return [one for _book, one in office.ledger.corrections("summary", str(bench.period))]


def test_a_result_that_changed_is_a_new_edition(month: Bench) -> None:
    first = month.workspace.summary(month.period).read_bytes()
    second_version(month, "E001", 90.5)
    done = month.summarize()
    why = "已收下：E001 二.xlsx: 主管改正"
    assert [row[:6] for row in listed(month)] == [
        [2, "E001", "员工E001", "mark表 · 总分", "80.00", "90.50"],
        [2, "E001", "员工E001", "mark表 · 等级", "良好", "优秀"],
        [2, "E001", "员工E001", "mark表 · 项目effort", "80.00", "90.50"],
    ]
    assert all(why in row[6] for row in listed(month))
    assert earlier(month) == {"summary-1.xlsx": first}
    (warned,) = told(done.problems, "book-corrected")
    assert "第 2 版" in warned and "E001 员工E001" in warned and "2026-11/earlier/summary-1.xlsx" in warned
    assert next((one.item, one.old, one.new) for one in corrections(month)) == ("mark/total", "80.00", "90.50")


def test_explain_lists_what_was_corrected(month: Bench) -> None:
    second_version(month, "E001", 90.5)
    month.summarize()
    with month.open() as office:
        (found,) = explain(office, "E001", month.period)
        (other,) = explain(office, "E002", month.period)
    corrected = [event.detail for event in found.history if event.kind == "corrected"]
    assert corrected[0].startswith("mark表 · 总分: 80.00 → 90.50 (") and found.history[0].kind == "issued"
    assert "corrected" not in {event.kind for event in other.history}


def test_a_figure_that_disappeared_is_listed_with_what_it_came_to(month: Bench) -> None:
    path = month.fill({"signoff.done": SIGNED, "effort.rating": 90.5}, "E001", "二.xlsx")
    month.summarize()
    assert listed(month)[0][3:6] == ["mark表 · 总分", "80.00", "—"]
    with month.open() as office:
        accept(office, path, "主管改正")
    month.summarize()
    totals = [row[4:6] for row in listed(month) if row[3] == "mark表 · 总分"]
    assert totals == [["80.00", "—"], ["—", "90.50"]]
    assert "主管改正" in listed(month)[-1][6]
    with month.open() as office:
        (found,) = explain(office, "E001", month.period)
    details = [event.detail for event in found.history if event.kind == "corrected"]
    assert any(detail.startswith("mark表 · 总分: — → 90.50 (") for detail in details)


def test_who_answers_late_is_added_in_place(month: Bench) -> None:
    month.fill({"signoff.done": SIGNED, "effort.rating": 60}, "E003")
    done = month.summarize()
    assert earlier(month) == {} and listed(month) == [] and told(done.problems, "book-corrected") == []
    assert {(one.employee_id, one.old) for one in corrections(month)} == {("E003", None)}


def test_a_second_run_changes_nothing(month: Bench) -> None:
    first = month.workspace.summary(month.period).read_bytes()
    with month.open() as office:
        before = office.ledger.last_book()
    month.summarize()
    with month.open() as office:
        assert office.ledger.last_book() == before
    assert month.workspace.summary(month.period).read_bytes() == first and earlier(month) == {}


def test_what_is_withdrawn_disappears_with_its_reason(month: Bench) -> None:
    with month.open() as office:
        withdraw(office, Withdrawal(["E002"], month.period, "误发", yes=True))
    month.summarize()
    assert next(row[1:] for row in listed(month)) == [
        "E002", "员工E002", "mark表 · 总分", "75.00", "—", "已作废：误发"
    ]  # fmt: skip


def test_a_reissued_form_is_no_loss(month: Bench) -> None:
    month.issue(reissue=["E001"], yes=True)
    month.summarize()
    assert {(row[1], row[5], row[6]) for row in listed(month)} == {("E001", "—", "考核表已换发")}


def test_a_version_that_waits_takes_the_result_out_until_it_is_decided(month: Bench) -> None:
    path = month.fill({"signoff.done": SIGNED, "effort.rating": 90}, "E001", "E001 二.xlsx")
    month.summarize()
    assert all("另有一个版本待处理：E001 二.xlsx" in row[6] for row in listed(month))
    with month.open() as office:
        accept(office, path, "以此为准")
    month.summarize()
    assert {row[0] for row in listed(month)} <= {2, 3}


def test_what_hr_wrote_into_a_summary_is_kept_with_it(month: Bench) -> None:
    target = month.workspace.summary(month.period)
    edited = target.read_bytes() + b"signed"
    target.write_bytes(edited)
    second_version(month, "E001", 90.5)
    month.summarize()
    assert earlier(month) == {"summary-1.xlsx": edited}


def test_a_summary_that_was_deleted_is_still_kept(month: Bench) -> None:
    target = month.workspace.summary(month.period)
    first = target.read_bytes()
    target.unlink()
    second_version(month, "E001", 90.5)
    month.summarize()
    assert earlier(month) == {"summary-1.xlsx": first}


def test_a_summary_of_before_editions_were_recorded_is_kept(bench: Bench) -> None:
    small_scheme(bench)
    there = replace(bench, period=Period.parse(NOVEMBER))
    there.issue(*staff("E001"))
    there.workspace.summary(there.period).write_bytes(b"of an older version")
    there.summarize()
    assert earlier(there) == {"summary-0.xlsx": b"of an older version"}


def test_a_copy_under_another_name_is_not_published(month: Bench, tmp_path: Path) -> None:
    second_version(month, "E001", 90.5)
    month.summarize(out=tmp_path / "copy.xlsx")
    assert earlier(month) == {} and corrections(month) == []


def test_a_quarter_is_named_as_stale_until_it_is_rolled_up_again(month: Bench) -> None:
    quarter = rolled(month, "2026-Q4")
    assert told(quarter.problems, "book-stale") == []
    second_version(month, "E001", 90.5)
    (stale,) = told(month.summarize().problems, "book-stale")
    assert "xlsappraise rollup 2026-Q4" in stale and "E001 员工E001" in stale and "2026-Q4/summary.xlsx" in stale
    again = rolled(month, "2026-Q4")
    assert told(again.problems, "book-corrected") and told(month.summarize().problems, "book-stale") == []
    with month.open() as office:
        book = office.ledger.book("summary", "2026-Q4")
    assert book is not None and BookSource("summary", NOVEMBER) in book.sources and book.edition == 2


def test_a_month_that_comes_in_after_the_quarter_makes_it_stale(month: Bench) -> None:
    rolled(month, "2026-Q4")
    december = summarized(month, "2026-12", staff("E001", "E002"), {"E001": 70.0})
    (stale,) = told(december.summarize().problems, "book-stale")
    assert "xlsappraise rollup 2026-Q4" in stale


def test_each_command_keeps_what_it_used(month: Bench) -> None:
    with month.open() as office:
        kept = {command: office.ledger.basis(NOVEMBER, command) for command in ("generate", "summarize")}
    assert set(kept["generate"]) == {"roster", "settings", "schemes"}  # there are no facts
    assert kept["generate"] == kept["summarize"]
    for digest in kept["generate"].values():
        assert (month.workspace.periods / digest[:2] / digest).is_file()
    settings = month.workspace.periods / kept["generate"]["settings"][:2] / kept["generate"]["settings"]
    assert settings.read_bytes() == (month.workspace.root / SETTINGS).read_bytes()


def test_the_contents_of_one_edition_do_not_pile_up(month: Bench) -> None:
    def count() -> int:
        return len([path for path in month.workspace.periods.rglob("*") if path.is_file()])

    before = count()
    month.fill({"signoff.done": SIGNED, "effort.rating": 60}, "E003")
    month.summarize()
    assert count() == before


def test_results_that_nobody_decided_about_leave_the_last_summary(bench: Bench) -> None:
    """A quarter is made of imported results, and the ledger is put back from before the import."""
    small_scheme(bench)
    imports(bench, "mark", [("E001", "2026-10", 80.0), ("E002", "2026-10", 70.0), ("E002", "2026-11", 70.0)])
    rolled(bench, "2026-Q4")
    there = replace(bench, period=Period.parse("2026-Q4"))
    good = there.workspace.summary(there.period).read_bytes()
    with closing(sqlite3.connect(there.workspace.ledger)) as ledger, ledger:
        seals.install(ledger)
        ledger.execute("DELETE FROM history WHERE employee_id = 'E001'")
    asked: list[str] = []
    for consent in (Consent(), Consent(ask=lambda found: bool(asked.extend(one.code for one in found)))):
        with pytest.raises(Refusal) as refusal, there.open() as office:
            rollup(office, there.period, consent=consent)
    assert asked == ["book-less"]
    less = refusal.value.problems[-1]
    assert less.code == "book-less" and "E001 员工E001" in say(less, "zh_CN")
    assert "xlsappraise rollup 2026-Q4 --yes" in say(less, "zh_CN")
    assert there.workspace.summary(there.period).read_bytes() == good and earlier(there) == {}
    with there.open() as office:
        rollup(office, there.period, consent=Consent(yes=True))
    assert earlier(there) == {"summary-1.xlsx": good} and {row[1] for row in listed(there)} == {"E001"}
