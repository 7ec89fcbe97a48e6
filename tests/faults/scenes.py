"""The workspaces of fault tests: a roster, returned forms, versions to decide between, a facts workbook."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import WORKED_EXAMPLE, Bench, person, write_roster
from tests.facts.desk import PEOPLE as FACTS
from tests.pay.till import TEAM_PLAN, Till
from xlsappraise.returned.accept import accept
from xlsappraise.roster import PLANS
from xlsappraise.store.start import start
from xlsappraise.store.workspace import Workspace

PERIOD = "2026-11"
PEOPLE = (
    person("E001"),
    person("E002", name="张伟", supervisor="周敏"),
    person("E003", name="刘洋"),
    person("E004", name="陈静", supervisor="周敏", schemes="presales-weighted"),
)


@dataclass(frozen=True)
class Scene:
    """A command in a workspace that is prepared once and copied for every trial."""

    name: str
    workspace: Path
    arguments: tuple[str, ...]


def roster_only(root: Path) -> Bench:
    """Create a workspace with a roster and no forms."""
    bench = Bench(start(root, "示例家居有限公司"))
    write_roster(bench.workspace.roster, PEOPLE)
    return bench


def returned(root: Path) -> Bench:
    """Create a workspace with returned forms: a complete one and its copy, two versions, an incomplete one, others."""
    bench = roster_only(root)
    bench.issue()
    whole = bench.fill(WORKED_EXAMPLE, "E001", "李建国/E001.xlsx")
    shutil.copy(whole, bench.inbox / "E001 副本.xlsx")
    bench.fill(WORKED_EXAMPLE, "E002", "周敏/一.xlsx")
    bench.fill({**WORKED_EXAMPLE, "ability.rating": 9}, "E002", "周敏/二.xlsx")
    bench.fill({"ability.rating": 5}, "E003", "E003.xlsx")
    (bench.inbox / "broken.xlsx").write_bytes(whole.read_bytes()[:900])
    (bench.inbox / "~$E001.xlsx").write_bytes(b"lock")
    return bench


TYPED = "12345.67"
"""A figure that occurs once in the facts workbook"""


def paid(workspace: Path) -> None:
    """Add a plan, its people and facts; pay is computed before the last figure is entered."""
    till = Till(Bench(Workspace(workspace)))
    till.plan(TEAM_PLAN)
    till.staff(*({**row, PLANS: "team-pay"} for row in PEOPLE[:3]))
    assert till.write().problems == ()
    till.set(pool=5000)
    till.enter(FACTS, "E002", 销售额=800, 全勤="否")
    till.pay()
    till.enter(FACTS, "E001", 销售额=float(TYPED), 全勤="是")


def corrected(workspace: Path) -> None:
    """Pay once more with all figures, then change one: the next run makes a new edition."""
    till = Till(Bench(Workspace(workspace)))
    till.pay()
    till.enter(FACTS, "E002", 销售额=900)


def decided(workspace: Path) -> None:
    """Accept another version than the one that the summary shows: the next run makes a new edition."""
    bench = Bench(Workspace(workspace))
    path = bench.fill({**WORKED_EXAMPLE, "ability.rating": 9}, "E001", "李建国/E001 改.xlsx")
    bench.fill(WORKED_EXAMPLE, "E003", "E003 补.xlsx")  # the marked copy of the incomplete one is settled
    with bench.open() as office:
        accept(office, path, "主管改正")


def scenes(root: Path) -> Sequence[Scene]:
    """Create the workspaces; return the scenes."""
    fresh, back, decision = root / "发 放", root / "收 回", root / "决 定"
    bench = roster_only(fresh)
    returned(back)
    shutil.copytree(back, decision)
    bench = Bench(type(bench.workspace)(decision))
    bench.summarize()
    paying = root / "发 奖"
    shutil.copytree(decision, paying)
    paid(paying)
    paying_again, summing_again = root / "再 发", root / "再 汇"
    shutil.copytree(paying, paying_again)
    corrected(paying_again)
    shutil.copytree(decision, summing_again)
    decided(summing_again)
    inbox = f"{PERIOD}/inbox"
    reason = ("--reason", "已核对")
    return (
        Scene("generate", fresh, ("generate", PERIOD)),
        Scene("summarize", back, ("summarize", PERIOD, "--json", "result.json")),
        Scene("accept", decision, ("accept", f"{inbox}/周敏/二.xlsx", *reason)),
        Scene("acknowledge", decision, ("acknowledge", f"{inbox}/broken.xlsx", *reason)),
        Scene("withdraw", decision, ("withdraw", "E004", PERIOD, *reason)),
        Scene("reissue", decision, ("generate", PERIOD, "--reissue", "E001,E004", "--yes")),
        Scene("facts", paying, ("facts", PERIOD)),
        Scene("pay", paying, ("pay", PERIOD)),
        Scene("pay again", paying_again, ("pay", PERIOD)),
        Scene("summarize again", summing_again, ("summarize", PERIOD)),
    )
