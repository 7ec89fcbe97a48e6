"""Weekly logs, through the command line: due on Sundays, missing when they are not back; the monthly edition before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import MONTHLY, SIGNED, Bench, own_edition, person, write_roster
from tests.pipeline.months import imports, results, rolled, summary_book
from tests.pipeline.test_periods import described, fill, issued, summary
from xlsappraise.base.period import Period

LOG, REVIEWS = "after-sales-issue-log", "bad-review-log"
ISSUE = {
    "reported": date(2026, 11, 4), "order": "D1", "kind": "到货延迟", "detail": "快递丢件", "remedy": "补发",
    "solved": "是",
}  # fmt: skip


def issues(*rows: dict[str, Any]) -> dict[str, Any]:
    """Return the inputs of a signed log: each row an issue with changes."""
    entries = {f"issues.{n}.{name}": v for n, one in enumerate(rows, 1) for name, v in {**ISSUE, **one}.items()}
    return {**entries, "signoff.done": SIGNED}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run("init", "考核", cwd=tmp_path).returncode == 0
    root = tmp_path / "考核"
    people = [
        person(schemes=LOG), person("E002", name="张伟", schemes=f"{LOG}、{REVIEWS}"), person("E003", name="李梅"),
    ]  # fmt: skip
    write_roster(root / "roster.xlsx", people)
    return root


def test_a_week_from_roster_to_summary(workspace: Path) -> None:
    forms = issued(workspace, "2026-W45")
    assert sorted(forms) == ["E001", "E002"]
    assert all(path.name.endswith("_2026-W45.xlsx") for path in forms.values())
    form = described(forms["E001"], workspace)
    assert (form["period"], form["scheme"]) == ("2026-W45", LOG)
    day = next(i for i in form["inputs"] if i["id"] == "issues.1.reported")
    assert (day["min"], day["max"]) == ("2026-11-02", "2026-11-08")
    waiting = run("status", "2026-W45", cwd=workspace)
    assert (waiting.returncode, "not returned 3" in waiting.stdout) == (1, True)
    inbox = workspace / "2026-W45" / "inbox"
    mine = fill(forms["E001"], inbox / "a.xlsx", workspace, issues({}, {"solved": "否"}, {}))
    assert run("check", str(mine), cwd=workspace).returncode == 0
    code, result = summary(workspace, "2026-W45")
    assert (code, result["period"]) == (1, "2026-W45")
    assert {(r["employee_id"], r["scheme"]): (r["state"], r["total"]) for r in result["results"]} == {
        ("E001", LOG): ("valid", 66.67), ("E002", LOG): ("missing", None), ("E002", REVIEWS): ("missing", None),
    }  # fmt: skip
    explained = run("explain", "E001", "2026-W45", cwd=workspace)
    assert explained.returncode == 0 and "66.67" in explained.stdout
    assert run("withdraw", "E002", "2026-W45", "--reason", "停办", cwd=workspace).returncode == 0
    code, result = summary(workspace, "2026-W45")
    assert (code, result["counts"]["withdrawn"]) == (0, 2)
    assert (workspace / "2026-W45" / "summary.xlsx").exists()


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-W45", "本表记录 11 月 2 日至 11 月 8 日，最迟 11 月 8 日（星期日）交回。"),
        ("2026-W53", "本表记录 12 月 28 日至 1 月 3 日，最迟 1 月 3 日（星期日）交回。"),
    ],
)
def test_the_form_says_by_which_sunday_it_is_due(bench: Bench, period: str, words: str) -> None:
    bench.period = Period.parse(period)
    bench.issue(person(schemes=LOG))
    sheet = openpyxl.load_workbook(bench.form()).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row if cell.value]
    assert words in texts
    assert any(text.endswith(f"2026 年第 {bench.period.number} 周") for text in texts)


def test_forms_of_other_periods_name_no_day(one: Bench) -> None:
    sheet = openpyxl.load_workbook(one.form()).worksheets[0]
    assert not any("星期日" in str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row)


def test_a_month_says_which_schemes_are_weekly(workspace: Path) -> None:
    done = run("generate", "2026-11", cwd=workspace)
    assert "No form: scheme of another kind of period (2): E001 王小燕, E002 张伟" in done.stdout
    assert "售后问题周记录表: week" in done.stdout and "中差评处理记录表: week" in done.stdout
    assert sorted(path.name[:4] for path in (workspace / "2026-11" / "outbox").rglob("*.xlsx")) == ["E003"]
    week = run("generate", "2026-W45", cwd=workspace)
    assert "No form: scheme of another kind of period (1): E003 李梅" in week.stdout and ": month" in week.stdout


def test_a_log_of_another_week_is_set_aside(workspace: Path) -> None:
    before, now = (issued(workspace, period) for period in ("2026-W44", "2026-W45"))
    inbox = workspace / "2026-W45" / "inbox"
    fill(before["E001"], inbox / "a.xlsx", workspace, issues({"reported": date(2026, 10, 27)}))
    fill(now["E001"], inbox / "b.xlsx", workspace, issues({}))
    _code, result = summary(workspace, "2026-W45")
    assert [(p["code"], p["file"], p["found"], p["expected"]) for p in result["problems"] if p["file"]] == [
        ("wrong-period", "a.xlsx", "2026-W44", "2026-W45")
    ]


def test_the_week_before_is_in_the_trend(bench: Bench) -> None:
    bench.period = Period.parse("2027-W01")
    bench.issue(person(schemes=LOG))
    imports(bench, LOG, [("E001", "2026-W52", 70.0), ("E001", "2026-W53", 80.0), ("E001", "2026-12", 10.0)])
    bench.fill(issues({"reported": date(2027, 1, 4)}))
    done = bench.summarize()
    sheet = summary_book(done.workbook)["趋势"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if "2026-W53" in row)
    assert [name for name in head if str(name).startswith("20")] == ["2026-W52", "2026-W53", "2027-W01"]
    assert next(row for row in rows if "E001" in row)[head.index("2026-W52") :][:3] == (70, 80, 100)


def test_weeks_enter_no_month_or_quarter(bench: Bench) -> None:
    imports(bench, LOG, [("E001", f"2026-W{week}", 70.0) for week in (44, 45, 46)])
    imports(bench, "furniture-callback", [("E001", f"2026-{month}", 90.0) for month in (10, 11, 12)])
    done = rolled(bench, "2026-Q4")
    assert {key: one["total"] for key, one in results(done).items()} == {("E001", "furniture-callback"): 90.0}
    assert [p.code for p in done.problems] == []


def test_a_week_is_no_roll_up(workspace: Path) -> None:
    done = run("rollup", "2026-W53", cwd=workspace)
    assert done.returncode == 2
    assert "[rollup-of-a-month]" in done.stderr and "2027-Q1" in done.stderr


def test_weeks_are_imported_and_a_month_of_a_weekly_scheme_is_fine(workspace: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("工号", "姓名", "部门", "期间", "考核方案", "总分", "等级"),
        ("E001", "王小燕", "客服一部", "2026年第44周", LOG, 80, "良好"),
        ("E001", "王小燕", "客服一部", "2026-09", LOG, 70, "合格"),
        ("E003", "李梅", "客服一部", "2026-W44", "furniture-callback", 70, "合格"),
    ):
        book.active.append(row)
    book.save(workspace / "历史.xlsx")
    done = run("history", "import", "历史.xlsx", "--json", cwd=workspace)
    problems = json.loads(done.stdout)["problems"]
    assert {(p["code"], p["found"], p["expected"]) for p in problems if p["cell"]} == {
        ("history-period-read", "2026年第44周", "2026-W44"),
        ("history-period-too-short", "2026-W44", "2026-11"),
    }  # W44 ends on 1 November


def test_forms_of_the_former_monthly_edition_are_judged_by_it(bench: Bench) -> None:
    own_edition(bench.workspace, LOG, MONTHLY)
    bench.issue(person(schemes=LOG))
    bench.fill(issues({"reported": date(2026, 11, 20)}, {"reported": date(2026, 11, 30), "solved": "否"}))
    (bench.workspace.schemes / f"{LOG}.toml").unlink()
    found = bench.settle().as_dict()
    assert [(r["scheme"], r["state"], r["total"]) for r in found["results"]] == [(LOG, "valid", 50.0)]
    assert [p["code"] for p in found["problems"] if p["severity"] in ("error", "tampering")] == []
    again = bench.issue()
    assert (again.issued, again.restored) == ([], [])
    assert [p.code for p in again.problems] == []
    assert [(one.why, one.detail, one.kind) for one in again.skipped] == [("period", "售后问题周记录表", "week")]
    with bench.open() as office:
        assert [issue.state for issue in office.ledger.issues("2026-11")] == ["issued"]
