"""Make the workspace of 0.1.0 that the tests beside this file open.

Run once with the program of commit b0ef701, never with today's::

    git worktree add ../old b0ef701 && python ../old/hatch_build.py
    PYTHONPATH=../old python tests/store/recipe.py FOLDER

What it leaves in FOLDER is committed as ``workspace-0.1.0.zip`` and ``said-by-0.1.0.json``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

MONTH, QUARTER = "2026-11", "2026-Q4"
HEADINGS = ("工号", "姓名", "部门", "岗位", "考核方案", "直接主管", "状态", "奖金方案", "同级评价人")
FURNITURE, LOG, OWN = "furniture-callback", "installation-follow-up", "supervisor-360-quarterly"
NAMES = ("王小燕", "赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "冯八", "陈九", "褚十")
WORKED: dict[str, Any] = {
    "callback_rate.actual": 45, "callback_rate.target": 50, "records.slight": 1, "records.ordinary": 1,
    "conduct.wording": 1, "conduct.message": 3, "problem_handling.rating": 8, "problem_handling.delay": 1,
    "ability.rating": 7, "attitude.rating": 13, "discipline.late": 1, "adjustment.1.points": 2,
    "adjustment.1.reason": "客户来信表扬", "signoff.done": "评分完成",
}  # fmt: skip
PLAN = """
id = "team-pay"
title = "班组奖"
source = "test"
scheme = "furniture-callback"

[[rule]]
kind = "award"
id = "below_pass"
title = "不及格扣款"
amount = -100
below = 60

[[rule]]
kind = "award"
id = "above"
title = "良好奖"
amount = 300
at_least = 70
"""


class Old:
    """The program of 0.1.0 at work in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: dict[str, Any] = {}

    def run(self, *arguments: str, code: int | None = 0) -> str:
        """Give a command in Chinese; return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "xlsappraise", *arguments], cwd=self.root, capture_output=True, text=True,
            env={**os.environ, "LANGUAGE": "zh_CN", "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert code in (None, done.returncode), (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def form(self, start: str) -> Path:
        """Return the form whose name begins so."""
        (found,) = self.root.glob(f"*/outbox/*/{start}*.xlsx")
        return found

    def fill(
        self, start: str, values: Mapping[str, Any], name: str = "", locked: Mapping[str, Any] | None = None
    ) -> None:
        """Fill a form in and put it into its inbox; ``locked`` are cells that nobody should change."""
        form = self.form(start)
        places = {i["id"]: i for i in json.loads(self.run("inspect", str(form), "--json"))["inputs"]}
        book = openpyxl.load_workbook(form)
        for key, value in values.items():
            book[places[key]["sheet"]][places[key]["cell"]] = value
        for cell, value in (locked or {}).items():
            book.worksheets[0][cell] = value
        inbox = form.parents[2] / "inbox"
        inbox.mkdir(exist_ok=True)
        book.save(inbox / (name or form.name))


def rows(path: Path, *lines: tuple[Any, ...]) -> None:
    """Write a workbook of rows."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))
    book.save(path)


def issue(old: Old) -> None:
    """Issue all forms: plain, with figures, with a table, own forms of every rater."""
    people = [
        (f"E{n:03d}", name, "客服一部", "客服回访专员", LOG if n == 7 else OWN if n == 11 else FURNITURE, "李建国",
         "正式", "team-pay" if n <= 4 else "", "E001、E002、E003" if n == 11 else "")
        for n, name in enumerate(NAMES, 1)
    ]  # fmt: skip
    rows(old.root / "roster.xlsx", HEADINGS, *people)
    (old.root / "plans").mkdir(exist_ok=True)
    (old.root / "plans" / "team-pay.toml").write_text(PLAN, encoding="utf-8")
    rows(old.root / "figures.xlsx", ("工号", "callback_rate.actual", "callback_rate.target"), ("E008", 40, 50))
    old.run("generate", MONTH, "--prefill", "figures.xlsx")
    old.run("generate", QUARTER)
    past = ("工号", "期间", "考核方案", "总分", "等级")
    rows(old.root / "history.xlsx", past, ("E001", "2026-10", FURNITURE, 81.5, "良好"))
    old.run("history", "import", "history.xlsx")


def give_back(old: Old) -> None:
    """Return files of every state."""
    old.fill("E001", WORKED)
    old.fill("E002", {**WORKED, "attitude.rating": None})
    old.fill("E003", {**WORKED, "callback_rate.actual": "45户", "ability.rating": 99})
    old.fill("E004", WORKED, locked={"F8": 30})
    old.fill("E005", WORKED)
    old.fill("E005", {**WORKED, "attitude.rating": 10}, "E005 第二份.xlsx")
    old.fill("E006", WORKED)
    old.fill("E010", {**WORKED, "ability.rating": 5})
    old.fill("E010", {**WORKED, "ability.rating": 6}, "E010 第二份.xlsx")
    known = ("callback_rate.actual", "callback_rate.target")
    old.fill("E008", {name: value for name, value in WORKED.items() if name not in known})
    log = json.loads(old.run("inspect", str(old.form("E007")), "--json"))["inputs"]
    first = {i["id"]: _value(i) for i in log if i["row"] == 1 or (i["required"] and i["row"] is None)}
    old.fill("E007", first)
    for rater in ("self", "supervisor"):
        start = f"E011_褚十_{OWN}_{QUARTER}_{rater}"
        own = json.loads(old.run("inspect", str(old.form(start)), "--json"))["inputs"]
        old.fill(start, {i["id"]: _value(i) for i in own if i["required"]})
    (old.root / MONTH / "inbox" / "说明.xlsx").write_bytes(b"not a workbook")


def _value(item: Mapping[str, Any]) -> Any:
    if item["id"].startswith("signoff.done"):
        return "评分完成"
    if item["choices"]:
        return item["choices"][0]
    return {"text": "已回访", "date": 46340}.get(item["type"], item["max"] or 1)


def main(folder: Path) -> None:
    """Make the workspace, work in it, write down what was said, pack it."""
    old = Old(folder / "w")
    old.root.mkdir(parents=True)
    old.run("init", ".", "--organisation", "示例家居有限公司")
    issue(old)
    give_back(old)
    old.run("withdraw", "E006", MONTH, "--reason", "离职")
    old.run("summarize", MONTH, "--json", "1.json", code=None)
    old.run("accept", f"{MONTH}/inbox/E010 第二份.xlsx", "--reason", "主管确认")
    for period in (MONTH, QUARTER):
        old.run("summarize", period, "--json", f"{period}.json", code=None)
        old.said[f"summarize {period}"] = json.loads((old.root / f"{period}.json").read_text(encoding="utf-8"))
        old.said[f"status {period}"] = old.run("status", period, code=None)
    old.said["explain E004"] = old.run("explain", "E004", MONTH)
    old.run("pay", MONTH, "--json", "pay.json", code=None)
    old.said["pay"] = json.loads((old.root / "pay.json").read_text(encoding="utf-8"))
    old.said["outbox"] = sorted(path.name for path in old.root.glob("*/outbox/*/*.xlsx"))
    old.said["corrections"] = sorted(path.name for path in old.root.glob("*/corrections/*/*.xlsx"))
    old.said["inbox"] = {
        path.relative_to(old.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(old.root.glob("*/inbox/*.xlsx"))
    }
    for made in (MONTH, QUARTER):  # returned files are in the archive too, the others can be written again
        shutil.rmtree(old.root / made)
    for path in (*old.root.glob("*.json"), old.root / "figures.xlsx", old.root / "history.xlsx"):
        path.unlink()
    text = json.dumps(old.said, ensure_ascii=False, indent=1).replace(str(old.root.resolve()), "@")
    (folder / "said-by-0.1.0.json").write_text(text + "\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "workspace-0.1.0.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(p for p in old.root.rglob("*") if p.is_file()):
            packed.write(path, path.relative_to(old.root))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
