"""What does ``facts`` say, and with which exit code?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_help import run
from tests.conftest import Bench, person
from tests.facts.desk import PEOPLE, SALES_PLAN, Desk, sold


@pytest.fixture
def desk(bench: Bench) -> Desk:
    found = Desk(bench)
    found.plan(SALES_PLAN)
    return found


def facts(desk: Desk, *options: str, language: str = "en") -> tuple[int, str, str]:
    done = run("facts", "2026-11", *options, language=language, cwd=desk.bench.workspace.root)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_it_tells_the_file_the_people_and_what_is_open(desk: Desk) -> None:
    desk.staff(sold(), person("E002"))
    code, said, wrong = facts(desk)
    assert (code, wrong) == (0, "")
    assert f"Facts: {desk.path}" in said
    assert "2 people, 1 of them with a plan; 2 cells that a plan needs are still blank." in said
    assert "Settings without a value: 销售奖 · 奖金池, 销售奖 · 金额, 销售奖 · 按哪个方案" in said
    assert "Fill in the pale yellow cells" in said
    assert "Fill in the pale yellow cells" not in facts(desk, "--quiet")[1]


def test_problems_of_what_is_filled_in_are_told(desk: Desk) -> None:
    desk.staff(sold())
    facts(desk)
    desk.fill(PEOPLE, F4=-1)
    code, said, wrong = facts(desk)
    assert (code, "[out-of-range] 人员 F4" in wrong) == (1, True)
    assert "1 cells that a plan needs are still blank" in said


def test_without_plans_it_says_how_to_assign_them(desk: Desk) -> None:
    desk.staff(person())
    code, said, wrong = facts(desk, language="zh_CN")
    assert (code, wrong) == (0, "")
    assert "在花名册里加一列“奖金方案”" in said and desk.path.exists()


def test_roster_errors_are_told_and_nothing_is_written(desk: Desk) -> None:
    desk.staff(person(), person())
    code, said, wrong = facts(desk)
    assert (code, desk.path.exists()) == (1, False)
    assert "[roster-duplicate-employee]" in wrong and "Nothing was written." in said


def test_a_mistake_in_a_row_is_told_with_code_1_and_the_others_go_on(desk: Desk) -> None:
    desk.staff(sold(), sold("E002", status="云游"))
    code, said, wrong = facts(desk)
    assert (code, desk.path.exists()) == (1, True)
    assert "[roster-bad-status]" in wrong and "2 people, 2 of them with a plan" in said


@pytest.mark.parametrize(("arguments", "code"), [(("2026-13",), 2), ((), 2)])
def test_usage_errors_exit_2(desk: Desk, arguments: tuple[str, ...], code: int) -> None:
    done = run("facts", *arguments, cwd=desk.bench.workspace.root)
    assert done.returncode == code


def test_a_file_that_cannot_be_read_exits_1(desk: Desk) -> None:
    desk.staff(sold())
    facts(desk)
    desk.path.write_bytes(b"nothing")
    code, said, wrong = facts(desk)
    assert (code, said) == (1, "") and "[facts-unreadable]" in wrong
    assert desk.path.read_bytes() == b"nothing"


def test_outside_of_a_workspace_it_exits_2(tmp_path: Path) -> None:
    assert run("facts", "2026-11", cwd=tmp_path).returncode == 2
