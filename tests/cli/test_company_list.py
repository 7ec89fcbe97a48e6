"""The list of a company of sixty people, as HR keeps it: forms are issued in two commands after ``init``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from samples.company import SCHEMES, write_company_list
from tests.cli.test_help import Done, run

LINES = 12
"""A sound list prints at most so many lines"""


def company(path: Path, change: Callable[[Any], None] | None = None, *, positions: bool = True) -> None:
    """Write the list, and change the workbook."""
    write_company_list(path, positions=positions)
    if change is not None:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run("init", "考核", "--organisation", "示例公司", cwd=tmp_path).returncode == 0
    return tmp_path / "考核"


def lines(done: Done) -> list[str]:
    return [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]


def test_sixty_people_are_issued_in_two_commands(workspace: Path) -> None:
    company(workspace / "roster.xlsx")
    checked = run("roster", "check", "--period", "2026-11", language="zh_CN", cwd=workspace)
    assert (checked.returncode, checked.stdout.count("\n") > 3) == (0, True), checked.output
    assert "共 60 人，2026-11 给其中 46 人发考核表。" in checked.stdout
    done = run("generate", "2026-11", language="zh_CN", cwd=workspace)
    assert done.returncode == 0, done.output
    names = sorted(path.name.split("_")[0] for path in (workspace / "2026-11" / "outbox").rglob("*.xlsx"))
    expected = [f"{n:04d}" for n in range(1, 61) if n % 5 != 4 and n not in (7, 40)]
    assert names == expected
    assert {p.name for p in (workspace / "2026-11" / "outbox").iterdir()} == {"李建国", "周敏", "赵强"}
    assert len(lines(checked)) <= LINES, lines(checked)
    assert len(lines(done)) <= LINES, lines(done)


def test_what_was_understood_is_in_the_json(workspace: Path) -> None:
    company(workspace / "roster.xlsx")
    found = json.loads(run("roster", "check", "--period", "2026-11", "--json", cwd=workspace).stdout)
    assert (found["sheet"], found["people"], found["issued"], found["ignored"]) == ("在职员工", 60, 46, [])
    assert found["columns"] == {
        "工号": "员工编号", "姓名": "姓名", "部门": "所属部门", "岗位": "职务", "直接主管": "上级领导",
        "入职日期": "入职时间", "状态": "员工状态",
    }  # fmt: skip
    assert {(one["employee_id"], one["why"]) for one in found["skipped"]} == {
        *((f"{n:04d}", "no-scheme") for n in range(4, 61, 5) if n not in (7, 40)), ("0007", "休假"), ("0040", "休假"),
    }  # fmt: skip
    assert [p["code"] for p in found["problems"]] == [
        "roster-no-scheme", "roster-number-shown", "roster-merged-read", "roster-rows-left-out",
        "roster-one-supervisor", "roster-supervisor-unlisted",
    ]  # fmt: skip


def test_positions_in_the_settings_do_the_same(workspace: Path) -> None:
    company(workspace / "花名册.xlsx", positions=False)
    settings = workspace / "appraise.toml"
    rules = "\n".join(f'"{position}" = "{scheme}"' for position, scheme in SCHEMES)
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[positions]\n{rules}\n", encoding="utf-8")
    done = run("generate", "2026-11", "--roster", "花名册.xlsx", language="zh_CN", cwd=workspace)
    assert done.returncode == 0, done.output
    assert len(list((workspace / "2026-11" / "outbox").rglob("*.xlsx"))) == 46
    assert len(lines(done)) <= LINES, lines(done)


def test_a_mistake_holds_back_its_own_person_and_ends_with_1(workspace: Path) -> None:
    def mistaken(book: Any) -> None:
        book.worksheets[0]["G3"] = "借调"
        book.worksheets[0].row_dimensions[5].hidden = True

    company(workspace / "roster.xlsx", mistaken)
    done = run("generate", "2026-11", "--json", cwd=workspace)
    result = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(p["code"], p["cell"]) for p in result["problems"] if p["severity"] == "error"] == [
        ("roster-bad-status", "G3")
    ]
    assert len(result["issued"]) == 44
    assert result["skipped"] == {"mistake": 1, "hidden": 1, "no-scheme": 12, "休假": 2}
    assert {"employee_id": "0001", "name": "员工01", "why": "mistake"} in result["skipped_people"]
    assert {"employee_id": "0003", "name": "员工03", "why": "hidden"} in result["skipped_people"]
    again = run("generate", "2026-11", "--hidden", "--json", cwd=workspace)
    assert [one["employee_id"] for one in json.loads(again.stdout)["issued"]] == ["0003"]


def test_whoever_has_no_scheme_needs_no_supervisor(workspace: Path) -> None:
    def heads(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet["D6"], sheet["E6"] = "总经理", None

    company(workspace / "roster.xlsx", heads)
    checked = run("roster", "check", "--period", "2026-11", "--json", cwd=workspace)
    found = json.loads(checked.stdout)
    assert checked.returncode == 0, checked.output
    assert {"employee_id": "0004", "name": "员工04", "why": "no-scheme"} in found["skipped"]
    assert [p["code"] for p in found["problems"] if p["severity"] == "error"] == []
    done = run("generate", "2026-11", "--json", cwd=workspace)
    assert (done.returncode, len(json.loads(done.stdout)["issued"])) == (0, 46)


@pytest.mark.parametrize("scheme", [None, "客服主管月度绩效考核表"])
def test_whoever_has_one_does_need_a_supervisor(scheme: str | None, workspace: Path) -> None:
    def headless(book: Any) -> None:
        sheet = book.worksheets[0]
        row = 3 if scheme is None else 6  # a position with a scheme, and one without whose row names its own
        sheet["H2"], sheet.cell(row, 8).value, sheet.cell(row, 5).value = "考核方案", scheme, None

    company(workspace / "roster.xlsx", headless)
    found = json.loads(run("roster", "check", "--period", "2026-11", "--json", cwd=workspace).stdout)
    assert [(p["code"], p["cell"]) for p in found["problems"] if p["severity"] == "error"] == [
        ("roster-blank", "E3" if scheme is None else "E6")
    ]


def test_twin_numbers_stop_the_whole_list(workspace: Path) -> None:
    def twins(book: Any) -> None:
        book.worksheets[0]["A10"] = "0001"

    company(workspace / "roster.xlsx", twins)
    done = run("generate", "2026-11", "--json", cwd=workspace)
    assert done.returncode == 1
    assert json.loads(done.stdout)["issued"] == []
    assert not (workspace / "2026-11" / "outbox").exists()


def test_a_sound_list_with_every_oddity_prints_a_dozen_lines(workspace: Path) -> None:
    def odd(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet["A8"] = "Ａ００１"
        sheet["F9"] = "2024/3"
        sheet["H2"], sheet["I2"] = "备注", "主管的邮箱"
        for row in range(70, 300):
            sheet.cell(row, 7, "在职")
        for row in (12, 13, 14):
            sheet.row_dimensions[row].hidden = True
        sheet["G20"] = "离职"
        book.copy_worksheet(sheet).title = "上月"

    company(workspace / "roster.xlsx", odd)
    checked = run("roster", "check", "--period", "2026-11", language="zh_CN", cwd=workspace)
    done = run("generate", "2026-11", language="zh_CN", cwd=workspace)
    assert (checked.returncode, done.returncode) == (0, 0), done.output
    found = json.loads(run("roster", "check", "--period", "2026-11", "--json", cwd=workspace).stdout)
    assert {p["code"] for p in found["problems"]} == {
        "roster-unknown-heading", "roster-sheets-besides", "roster-number-shown", "roster-number-folded",
        "roster-month-read", "roster-merged-read", "roster-hidden-rows", "roster-no-scheme", "roster-rows-left-out",
        "roster-filled-down", "roster-one-supervisor", "roster-supervisor-unlisted",
    }  # fmt: skip
    assert len(lines(checked)) <= LINES, lines(checked)
    assert len(lines(done)) <= LINES, lines(done)
