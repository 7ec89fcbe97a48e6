"""From a roster to a summary through the command line, on real files."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.cli.test_help import run, script
from tests.conftest import SIGNED, WORKED_EXAMPLE, person, write_roster
from tests.spots import at


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run("init", "考核 资料", "--organisation", "示例家居有限公司", cwd=tmp_path).returncode == 0
    return tmp_path / "考核 资料"


def fill(form: Path, target: Path, workspace: Path, values: dict[str, object]) -> None:
    described = json.loads(run("inspect", str(form), "--json", cwd=workspace).stdout)
    places = {i["id"]: i for i in described["inputs"]}
    book = openpyxl.load_workbook(form)
    for key, value in values.items():
        book[places[key]["sheet"]][places[key]["cell"]] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # openpyxl, of data bars
def test_the_whole_loop(workspace: Path) -> None:
    write_roster(
        workspace / "roster.xlsx",
        [person("E001"), person("E002", name="张伟", supervisor="周敏"), person("E003", name="刘洋", status="离职")],
    )
    done = script("generate", "2026-11", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 forms issued")
    assert "No form: 离职 (1): E003 刘洋" in done.stdout
    outbox, inbox = workspace / "2026-11" / "outbox", workspace / "2026-11" / "inbox"
    forms = {p.name[:4]: p for p in outbox.rglob("*.xlsx")}
    assert {p.parent.name for p in forms.values()} == {"李建国", "周敏"}
    assert forms["E001"].name == "E001_王小燕_furniture-callback_2026-11.xlsx"

    waiting = script("status", "2026-11", cwd=workspace)
    assert waiting.returncode == 1 and "not returned 2" in waiting.stdout

    fill(forms["E001"], inbox / "最终版 (1).xlsx", workspace, WORKED_EXAMPLE)
    fill(forms["E002"], inbox / forms["E002"].name, workspace, {"ability.rating": 11, "signoff.done": SIGNED})
    (inbox / "~$x.xlsx").write_bytes(b"lock")

    checked = script("check", str(inbox), "--json", cwd=workspace)
    assert checked.returncode == 1
    found = {(p["code"], p["cell"]) for p in json.loads(checked.stdout)["problems"] if p["severity"] == "error"}
    assert {("out-of-range", at("ability.rating")), ("missing-input", at("callback_rate.actual"))} <= found

    result_file = workspace / "result.json"
    summed = script("summarize", "2026-11", "--json", str(result_file), cwd=workspace)
    assert summed.returncode == 1
    result = json.loads(result_file.read_text(encoding="utf-8"))
    assert result["counts"] == {"issued": 2, "valid": 1, "incomplete": 0, "invalid": 1, "missing": 0, "withdrawn": 0}
    assert result["files"] == {"seen": 3, "accepted": 1, "refused": 1, "set_aside": 0, "duplicate": 0, "ignored": 1}
    one, two = sorted(result["results"], key=lambda r: r["employee_id"])
    assert (one["total"], one["grade"], one["rank"], one["state"]) == (76.0, "合格", 1, "valid")
    assert (two["total"], two["grade"], two["rank"], two["criteria"]) == (None, None, None, {})
    scores = pd.read_excel(
        workspace / "2026-11" / "summary.xlsx", sheet_name="成绩", engine="openpyxl", dtype={"工号": str}
    )
    assert list(scores["工号"]) == ["E001", "E002"]
    assert scores["总分"].iloc[0] == 76.0 and scores["总分"].isna().iloc[1]
    assert list(scores["状态"]) == ["有效", "有问题"]

    explained = script("explain", "E001", "2026-11", cwd=workspace)
    assert explained.returncode == 0
    assert "18.00 / 20" in explained.stdout and "76.00" in explained.stdout and "合格" in explained.stdout

    gone = script("withdraw", "E002", "2026-11", "--reason", "调岗", cwd=workspace)
    assert gone.returncode == 0
    again = script("summarize", "2026-11", "--json", str(result_file), cwd=workspace)
    assert json.loads(result_file.read_text(encoding="utf-8"))["counts"]["withdrawn"] == 1
    assert again.returncode == 0  # what was found about the file of a withdrawn form is settled
    assert "xlsappraise status 2026-11 --settled" in again.stderr


def test_two_versions_wait_for_accept(workspace: Path) -> None:
    write_roster(workspace / "roster.xlsx", [person()])
    run("generate", "2026-11", cwd=workspace)
    form = next((workspace / "2026-11" / "outbox").rglob("*.xlsx"))
    inbox = workspace / "2026-11" / "inbox"
    fill(form, inbox / "a.xlsx", workspace, WORKED_EXAMPLE)
    fill(form, inbox / "b.xlsx", workspace, {**WORKED_EXAMPLE, "ability.rating": 9})
    first = run("summarize", "2026-11", cwd=workspace)
    assert first.returncode == 1 and "set aside 2" in first.stdout and "[" not in first.stderr
    for name in ("a.xlsx", "b.xlsx"):
        assert f'“xlsappraise accept "{name}" --reason …”' in first.stderr
    accepted = run("accept", str(inbox / "b.xlsx"), "--reason", "主管确认", cwd=workspace)
    assert accepted.returncode == 0, accepted.stderr
    result = workspace / "r.json"
    assert run("summarize", "2026-11", "--json", str(result), cwd=workspace).returncode == 0
    assert json.loads(result.read_text(encoding="utf-8"))["results"][0]["total"] == 78.0
    assert "主管确认" in run("explain", "E001", "2026-11", cwd=workspace).stdout


def test_a_bad_roster_issues_nothing_and_names_every_cell(workspace: Path) -> None:
    write_roster(
        workspace / "roster.xlsx",
        [person("E001"), person("E001", name="张伟"), person("E002", schemes="furniture-calback")],
    )
    done = run("generate", "2026-11", cwd=workspace)
    assert done.returncode == 1
    assert "[roster-duplicate-employee]" in done.stderr and "A3" in done.stderr
    assert "[roster-unknown-scheme]" in done.stderr and "E4" in done.stderr and "furniture-callback" in done.stderr
    assert not (workspace / "2026-11" / "outbox").exists()


def test_init_never_overwrites(workspace: Path) -> None:
    before = (workspace / "appraise.toml").read_bytes()
    done = run("init", ".", cwd=workspace)
    assert done.returncode == 2 and "[workspace-exists]" in done.stderr
    assert (workspace / "appraise.toml").read_bytes() == before


def test_the_roster_form_has_dropdowns_and_no_people(workspace: Path) -> None:
    from xlsappraise.roster import COLUMNS

    sheet = openpyxl.load_workbook(workspace / "roster.xlsx").worksheets[0]
    assert [c.value for c in sheet[1]] == list(COLUMNS.values())
    assert sheet.max_row == 1
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert (lists["K"] == '"正式,试用,休假,离职"' and lists["E"].startswith("='考核方案'!")) or "考核方案" in lists["E"]


def test_a_workspace_without_its_key_says_so(workspace: Path) -> None:
    (workspace / ".xlsappraise" / "keys.json").unlink()
    done = run("generate", "2026-11", cwd=workspace)
    assert done.returncode == 1 and "[key-missing]" in done.stderr


def test_schemes_list_show_and_check(workspace: Path) -> None:
    listed = json.loads(run("schemes", "list", "--json", cwd=workspace).stdout)
    assert {"id", "title", "role", "period"} == set(listed[0])
    assert {s["id"] for s in listed} >= {"furniture-callback", "presales-weighted"}
    shown = run("schemes", "show", "furniture-callback", cwd=workspace).stdout
    assert "家具客服回访专员月度考核表" in shown and "客户回访率" in shown
    own = workspace / "schemes" / "own.toml"
    own.write_text('id = "own"\ntitel = "x"\n', encoding="utf-8")
    done = run("schemes", "check", str(own), cwd=workspace)
    assert done.returncode == 1
    assert "titel: unknown key “titel”. Expected: title." in done.stderr
