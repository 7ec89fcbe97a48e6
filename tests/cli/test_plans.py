"""What do the plan commands say, with which exit code?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.test_help import run
from tests.conftest import Bench
from tests.facts.desk import QUARTER_PLAN, SALES_PLAN, Desk
from xlsappraise.cli import cli
from xlsappraise.plans import PlanLibrary

SHIPPED = {
    "agent-grades", "aftersales-gate", "bonus-pool", "career-ladder", "flagship-store-pay", "floor-supervisor-pay",
    "pk-ranking", "shop-awards", "shop-fines",
}  # fmt: skip


@pytest.fixture
def desk(bench: Bench) -> Desk:
    found = Desk(bench)
    found.plan(SALES_PLAN)
    return found


def plans(desk: Desk, *arguments: str, language: str = "en") -> tuple[int, str, str]:
    done = run("plans", *arguments, language=language, cwd=desk.bench.workspace.root)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_shipped_plans_are_listed_outside_of_a_workspace(tmp_path: Path) -> None:
    done = run("plans", "list", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(done.stdout.split()) >= SHIPPED


def test_own_plans_are_listed_with_them(desk: Desk) -> None:
    code, said, _wrong = plans(desk, "list", "--json")
    rows = {row["id"]: row for row in json.loads(said)}
    assert code == 0 and set(rows) >= {*SHIPPED, "sales-pay"}
    assert rows["sales-pay"] == {"id": "sales-pay", "title": "销售奖", "scheme": "furniture-callback"}


def test_an_own_plan_that_is_broken_is_told_beside_the_list(desk: Desk) -> None:
    desk.plan(SALES_PLAN.replace('sales = "sales"', 'sales = "turnover"'))
    code, said, wrong = plans(desk, "list")
    assert code == 1 and "bonus-pool" in said and "sales-pay" not in said
    assert "[plan-fault]" in wrong and "turnover" in wrong


@pytest.mark.parametrize("name", ["sales-pay", "销售奖"])
def test_a_plan_is_shown_by_id_or_title(desk: Desk, name: str) -> None:
    code, said, wrong = plans(desk, "show", name, language="zh_CN")
    assert (code, wrong) == (0, "")
    assert "销售奖 (sales-pay)" in said and "[commission]" in said
    assert "target" in said and "85" in said and "未设定" in said


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_shipped_plan_can_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(tmp_path)
    for plan in PlanLibrary().plans.values():
        done = CliRunner().invoke(cli, ["plans", "show", plan.id, "--lang", language])
        assert (done.exit_code, done.exception) == (0, None), plan.id
        assert f"{plan.title} ({plan.id})" in done.output
        assert all(f"{rule.title}  [{rule.id}]" in done.output for rule in plan.rules)


def test_an_unknown_plan_is_met_with_those_that_are_there(desk: Desk) -> None:
    code, said, wrong = plans(desk, "show", "sale-pay")
    assert (code, said) == (2, "") and "[plan-not-known]" in wrong and "sales-pay" in wrong


def test_files_are_checked_each_mistake_with_its_path(desk: Desk) -> None:
    folder = desk.bench.workspace.plans
    good, bad = folder / "sales-pay.toml", folder / "坏 的.toml"
    bad.write_text(
        QUARTER_PLAN.replace("amount = 50", 'amount = 50\nyess = ["attended"]').replace('"base"]', '"bass"]'),
        encoding="utf-8",
    )
    code, said, wrong = plans(desk, "check", str(good), str(bad))
    assert code == 1 and "sales-pay.toml: 销售奖 is in order." in said
    assert "坏 的.toml: rule[1].award.yess" in wrong or "坏 的.toml: rule[1].yess" in wrong


def test_a_file_that_is_not_there_or_no_toml_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    code, _said, wrong = plans(desk, "check", str(tmp_path / "x.toml"), str(tmp_path / "none.toml"))
    assert code == 1 and wrong.count("[plan-unreadable]") == 2
