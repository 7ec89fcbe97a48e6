"""Quarters and years, through the command line: everything that a month can do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_help import run
from tests.conftest import QUARTERLY, SIGNED, WORKED_EXAMPLE, gone_through, own_edition, person, write_roster
from xlsappraise.base.period import Period
from xlsappraise.store.workspace import Workspace

SURVEY = {
    "satisfaction.households": 860, "satisfaction.issued": 500, "satisfaction.returned": 437,
    "satisfaction.satisfied": 391, "signoff.done": SIGNED,
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run("init", "考核", cwd=tmp_path).returncode == 0
    root = tmp_path / "考核"
    own_edition(Workspace(root), "owner-survey", QUARTERLY)
    write_roster(
        root / "roster.xlsx",
        [
            person(),
            person("E002", name="张伟", schemes="owner-survey", position="物业客服"),
            person("E003", name="李梅", schemes="annual-de-qin-neng-ji", supervisor="周敏"),
            person("E004", name="赵强", schemes="furniture-callback、owner-survey、annual-de-qin-neng-ji"),
        ],
    )
    return root


def described(form: Path, workspace: Path) -> dict[str, Any]:
    done = run("inspect", str(form), "--json", cwd=workspace)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def fill(form: Path, target: Path, workspace: Path, values: dict[str, Any]) -> Path:
    found = described(form, workspace)
    inputs, period = found["inputs"], Period.parse(found["period"])
    places = {i["id"]: i for i in inputs}
    book = openpyxl.load_workbook(form)
    for key, value in {**gone_through(inputs, values, period), **values}.items():
        book[places[key]["sheet"]][places[key]["cell"]] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def issued(workspace: Path, period: str) -> dict[str, Path]:
    """Generate and return the forms by employee number."""
    done = run("generate", period, cwd=workspace)
    assert done.returncode == 0, done.stderr
    return {p.name[:4]: p for p in (workspace / period / "outbox").rglob("*.xlsx")}


def summary(workspace: Path, period: str) -> tuple[int, dict[str, Any]]:
    target = workspace / "result.json"
    done = run("summarize", period, "--json", str(target), cwd=workspace)
    return done.returncode, json.loads(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("period", "numbers", "skipped"),
    [("2026-11", ["E001", "E004"], 4), ("2026-Q4", ["E002", "E004"], 4), ("2026", ["E003", "E004"], 4)],
)
def test_schemes_of_another_kind_of_period_are_skipped_and_counted(
    workspace: Path, period: str, numbers: list[str], skipped: int
) -> None:
    # six schemes in the roster, two of each kind
    done = run("generate", period, "--json", cwd=workspace)
    made = json.loads(done.stdout)
    assert sorted(i["employee_id"] for i in made["issued"]) == numbers
    assert made["skipped"] == {"period": skipped}
    assert made["period"] == period
    assert all(f"_{period}.xlsx" in i["file"] for i in made["issued"])
    again = run("generate", period, cwd=workspace)
    assert "No form: scheme of another kind of period (3): " in again.stdout
    assert again.stdout.startswith("0 forms issued, 0 written again, 2 had been issued before")


def test_a_quarter_from_roster_to_summary(workspace: Path) -> None:
    forms = issued(workspace, "2026-Q4")
    form = described(forms["E002"], workspace)
    assert (form["period"], form["scheme"], form["employee_id"]) == ("2026-Q4", "owner-survey", "E002")
    shown = run("inspect", str(forms["E002"]), cwd=workspace)
    assert "Period: 2026-Q4" in shown.stdout
    waiting = run("status", "2026-Q4", cwd=workspace)
    assert (waiting.returncode, "not returned 2" in waiting.stdout) == (1, True)
    inbox = workspace / "2026-Q4" / "inbox"
    good = fill(forms["E002"], inbox / "a.xlsx", workspace, SURVEY)
    wrong = fill(forms["E004"], inbox / "b.xlsx", workspace, {**SURVEY, "satisfaction.satisfied": 438})
    checked = run("check", str(good), str(wrong), "--json", cwd=workspace)
    assert checked.returncode == 1
    found = json.loads(checked.stdout)
    assert [(p["code"], p["file"]) for p in found["problems"]] == [("above-the-whole", "b.xlsx")]
    assert [f["period"] for f in found["files"]] == ["2026-Q4"] * 2
    code, result = summary(workspace, "2026-Q4")
    assert (code, result["period"]) == (1, "2026-Q4")
    assert {r["employee_id"]: (r["state"], r["total"]) for r in result["results"]} == {
        "E002": ("valid", 89.47), "E004": ("invalid", None),
    }  # fmt: skip
    assert (workspace / "2026-Q4" / "summary.xlsx").exists()
    explained = run("explain", "E002", "2026-Q4", cwd=workspace)
    assert explained.returncode == 0 and "89.47" in explained.stdout and "2026-Q4" in explained.stdout
    assert run("withdraw", "E004", "2026-Q4", "--reason", "停办", cwd=workspace).returncode == 0
    wrong.unlink()
    code, result = summary(workspace, "2026-Q4")
    assert (code, result["counts"]["issued"], result["counts"]["withdrawn"]) == (0, 1, 1)
    assert run("status", "2026-Q4", cwd=workspace).returncode == 0


def annual(form: dict[str, Any]) -> dict[str, Any]:
    """Return the lowest legal value of each required input."""
    return {
        i["id"]: {"choice": (i["choices"] or [""])[0], "text": "周敏", "date": 46341}.get(i["type"], i["min"])
        for i in form["inputs"]
        if i["required"]
    }


def test_a_year_from_roster_to_a_decision(workspace: Path) -> None:
    forms = issued(workspace, "2026")
    form = described(forms["E003"], workspace)
    assert (form["period"], form["scheme"]) == ("2026", "annual-de-qin-neng-ji")
    inbox = workspace / "2026" / "inbox"
    values = annual(form)
    counted = next(i["id"] for i in form["inputs"] if i["type"] == "integer")
    fill(forms["E003"], inbox / "a.xlsx", workspace, values)
    second = fill(forms["E003"], inbox / "b.xlsx", workspace, {**values, counted: 1})
    code, result = summary(workspace, "2026")
    assert code == 1
    assert {(p["code"], p["file"]) for p in result["problems"] if p["severity"] == "error"} == {
        ("versions-differ", "a.xlsx"), ("versions-differ", "b.xlsx"),
    }  # fmt: skip
    accepted = run("accept", str(second), "--reason", "主管确认", cwd=workspace)
    assert accepted.returncode == 0, accepted.stderr
    assert "2026:" in accepted.stdout
    assert run("withdraw", "E004", "2026", "--reason", "调岗", cwd=workspace).returncode == 0
    code, result = summary(workspace, "2026")
    assert (code, [r["state"] for r in result["results"]]) == (0, ["valid"])
    assert "主管确认" in run("explain", "E003", "2026", cwd=workspace).stdout
    assert run("status", "2026", cwd=workspace).returncode == 0


def test_a_quarters_form_in_a_months_inbox_is_set_aside(workspace: Path) -> None:
    month, quarter, year = (issued(workspace, p) for p in ("2026-11", "2026-Q4", "2026"))
    inbox = workspace / "2026-11" / "inbox"
    fill(month["E001"], inbox / "m.xlsx", workspace, WORKED_EXAMPLE)
    fill(quarter["E002"], inbox / "q.xlsx", workspace, SURVEY)
    fill(year["E003"], inbox / "y.xlsx", workspace, annual(described(year["E003"], workspace)))
    code, result = summary(workspace, "2026-11")
    assert code == 1
    assert [(p["code"], p["file"], p["found"], p["expected"]) for p in result["problems"]] == [
        ("wrong-period", "q.xlsx", "2026-Q4", "2026-11"),
        ("wrong-period", "y.xlsx", "2026", "2026-11"),
    ]
    assert (result["files"]["set_aside"], result["files"]["accepted"]) == (2, 1)
    assert {r["employee_id"]: r["state"] for r in result["results"]} == {"E001": "valid", "E004": "missing"}
    code, result = summary(workspace, "2026-Q4")
    assert {r["state"] for r in result["results"]} == {"missing"}


@pytest.mark.parametrize("text", ["2026-Q5", "2026-Q0", "2026Q5", "2026-13", "26", "第四季度"])
@pytest.mark.parametrize("command", [["generate"], ["status"], ["summarize"], ["explain", "E001"]])
def test_what_is_no_period_is_refused_as_usage(workspace: Path, command: list[str], text: str) -> None:
    done = run(*command, text, cwd=workspace)
    assert done.returncode == 2
    assert "[period-invalid]" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["2026-q4", "２０２６－Ｑ４"])
def test_a_period_is_read_in_either_case_and_width_or_refused(workspace: Path, text: str) -> None:
    done = run("generate", text, cwd=workspace)
    assert "Traceback" not in done.stderr
    assert (done.returncode, (workspace / "2026-Q4").exists()) in ((0, True), (2, False))
    assert not (workspace / text).exists() or text == "2026-Q4"
