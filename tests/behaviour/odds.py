"""The scene of other commands: lists, plans, refusals, errors in rosters and in scheme files."""

from __future__ import annotations

import json

from tests.behaviour.people import HEADINGS, rows, write_list, write_roster
from tests.behaviour.record import Scene

SCHEME, PERIOD = "furniture-callback", "2026-11"
WRONG_SCHEME = """id = "own"
title = "自定方案"
role = "客服"
period = "week"
total = { points = 90 }
grades = [{ title = "好", from = 50 }]

[[section]]
title = "工作"
[[section.criterion]]
id = "one"
title = "第一项"
points = "很多"
rules = [{ kind = "ratting" }]
"""


def play(scene: Scene) -> None:
    """Run the commands that the other scenes do not run."""
    scene.give("version", "--version", lang=None, inside=False)
    scene.give("init", "init", scene.office.name, inside=False)
    _lists(scene)
    _refusals(scene)
    _people(scene)
    _files(scene)


def _lists(scene: Scene) -> None:
    both = scene.both
    both("schemes-list", "schemes", "list", "--json")
    both("schemes-list-text", "schemes", "list")
    both("plans-list", "plans", "list", "--json")
    both("plans-list-text", "plans", "list")
    for plan in json.loads(scene.commands[-4][1].out):
        both(f"plans-show-{plan['id']}", "plans", "show", plan["id"])


def _refusals(scene: Scene) -> None:
    both = scene.both
    both("init-again", "init", scene.office.name, inside=False)
    both("no-workspace", "status", PERIOD, inside=False)
    both("no-people", "generate", PERIOD)
    both("no-period", "generate", "2026-13")
    both("no-command", "summarise", PERIOD)
    both("no-option", "generate", PERIOD, "--jsn")
    both("no-scheme", "schemes", "show", "furniture-calback")
    both("no-plan", "plans", "show", "bonus-pol")
    both("no-file", "inspect", "there-is-none.xlsx")
    both("no-form", "inspect", "roster.xlsx")
    both("no-forms", "status", PERIOD)
    both("no-person", "explain", "E999", PERIOD)
    both("no-version", "accept", "roster.xlsx", "--reason", "试一试")
    both("no-reason", "withdraw", "E001", PERIOD)
    both("no-day", "retention", "list", "--on", "2026-02-30")
    both("no-months", "rollup", "2026-Q4")
    both("no-rollup", "rollup", PERIOD)
    both("no-results", "pay", PERIOD)


def _people(scene: Scene) -> None:
    roster = scene.office / "roster.xlsx"
    wrong: list[dict[str, object]] = [dict(row) for row in rows(SCHEME, plans="bonus-pool、奖金")]
    wrong[1]["工号"] = "E001"
    wrong[2]["考核方案"] = "家具回访"
    wrong[3]["姓名"] = None
    wrong[4]["状态"] = "在职"
    wrong[5]["入职日期"] = "去年"
    wrong[6]["直接主管"] = None
    write_roster(roster, wrong)
    scene.both("wrong-people", "generate", PERIOD)
    write_list(roster, [title for title in HEADINGS if title != "考核方案"], wrong)
    scene.both("no-heading", "generate", PERIOD)
    write_roster(roster, rows(SCHEME, plans="shop-fines"))
    scene.give("generate", "generate", PERIOD, "--out", "发出")
    scene.give("keys", "keys", "rotate")
    for command in ("facts", "pay", "promote"):
        scene.both(command, command, PERIOD)
    scene.both("what-if", "pay", PERIOD, "--what-if", "shop-fines.nothing=3")
    scene.both("retention", "retention", "list", "--on", "2029-12-31", "--json")
    scene.both("retention-text", "retention", "list", "--on", "2029-12-31")


def _files(scene: Scene) -> None:
    office, both = scene.office, scene.both
    history = ("工号", "期间", "考核方案", "总分", "等级")
    wrong: list[dict[str, object]] = [
        {"工号": "E001", "期间": "2025-13", "考核方案": SCHEME, "总分": 80, "等级": "良好"},
        {"工号": "E002", "期间": "2025-12", "考核方案": "没有的方案", "总分": "八十", "等级": "良好"},
    ]
    write_list(office / "历史.xlsx", history, wrong)
    both("wrong-history", "history", "import", "历史.xlsx")
    (office / "own.toml").write_text(WRONG_SCHEME, encoding="utf-8")
    both("wrong-scheme", "schemes", "check", "own.toml")
    both("wrong-plan", "plans", "check", "own.toml")
    both("wrong-import", "schemes", "import", "历史.xlsx")
    both("diff", "schemes", "diff", SCHEME, "callback-qa")
    both("diff-json", "schemes", "diff", SCHEME, "callback-qa", "--json")
