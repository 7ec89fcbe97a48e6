"""Rebuild the sample workspace: issue forms, fill them in with LibreOffice, add errors."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tests.conftest import Bench, write_roster
from tests.office.office import fill_steps, run_jobs
from xlsappraise.base.period import Period
from xlsappraise.report.demo import MARK
from xlsappraise.store.start import start
from xlsappraise.store.workspace import PRIVATE, SETTINGS

HERE = Path(__file__).parent
OCTOBER, NOVEMBER = Period("month", 2026, 10), Period("month", 2026, 11)
ORGANISATION = "示例家居有限公司"
TEAMS = (
    # department, position, scheme, supervisor, names
    ("客服一部", "客服回访专员", "furniture-callback", "李建国", "王小燕 张伟 刘洋 陈静 杨帆 赵敏 黄丽"),
    ("客服一部", "客服回访专员", "furniture-callback", "周敏", "吴强 徐娜 孙浩 马丽 朱婷 胡军"),
    ("客服二部", "客服专员", "cs-specialist-monthly", "陈立", "郭芳 何勇 高洁"),
    ("客服二部", "售前客服", "presales-weighted", "陈立", "林峰 罗兰"),
    ("售后服务部", "售后服务员", "after-sales-monthly", "赵晓峰", "梁晨 宋佳 唐宁 许诺 邓超 韩雪"),
)
REASONS = (
    (2.0, "客户来信表扬"),
    (1.0, "主动顶班一次"),
    (-1.0, "周报晚交一天"),
    (3.0, "提出改进建议并被采纳"),
)
REMARKS = ("比上月有进步", "周报晚交一天", "主动帮助新同事", "注意电话用语")


def roster() -> list[dict[str, Any]]:
    rows = []
    for department, position, scheme, supervisor, names in TEAMS:
        for name in names.split():
            number = len(rows) + 1
            rows.append(
                {
                    "employee_id": f"E{number:03d}", "name": name, "department": department, "position": position,
                    "schemes": scheme, "supervisor": supervisor,
                    "email": f"supervisor{TEAMS_OF[supervisor]}@example.com",
                    "indirect": "何总监", "hired": f"202{number % 5}-0{number % 9 + 1}-15", "confirmed": None,
                    "status": "试用" if number % 11 == 0 else "正式", "level": f"P{number % 3 + 1}",
                }
            )  # fmt: skip
    return rows


TEAMS_OF = {supervisor: n for n, (_d, _p, _s, supervisor, _n) in enumerate(TEAMS, 1)}


def plausible(form: dict[str, Any], rng: random.Random, supervisor: str) -> dict[str, Any]:
    """Return random entries of a supervisor: mostly good marks, some lapses, sometimes an adjustment."""
    values: dict[str, Any] = {}
    quality = min(1.0, rng.gauss(0.88, 0.08))
    due = rng.randint(30, 60)
    lapses: list[str] = []
    for item in form["inputs"]:
        key, kind = item["id"], item["type"]
        if kind == "integer" and not item["required"]:
            lapses.append(key)
        if key.endswith(".target"):
            values[key] = 0.3 if kind == "percent" else due
        elif key.endswith(".actual"):
            base = {"percent": 0.3, "integer": due, "number": item["max"] or due}[kind]
            values[key] = round(base * min(1.0, quality + 0.05), 2 if kind == "percent" else None)
        elif key.partition("@")[0].startswith("signoff."):
            signer = supervisor if "@self" not in key else form["name"]
            part = key.partition("@")[0].removeprefix("signoff.")
            values[key] = {"name": signer, "date": 46356, "done": (item["choices"] or [""])[0]}[part]
        elif key.startswith("adjustment."):
            continue
        elif key.startswith("checked."):
            values[key] = item["choices"][1 if any(values.get(name) for name in lapses) else 0]
            lapses = []
        elif kind == "choice":
            values[key] = rng.choices(item["choices"], weights=[8 * quality, 3, 1, 0.3, 0.1][: len(item["choices"])])[0]
        elif kind == "percent":
            values[key] = round(min(1.0, rng.gauss(0.92, 0.05)), 3)
        elif kind == "integer" and not item["required"]:
            if rng.random() > quality:
                values[key] = 1
        elif kind in ("integer", "number"):
            step = item["step"] or 1
            values[key] = step * round(item["max"] * min(1.0, max(0.3, rng.gauss(quality, 0.08))) / step)
        elif kind == "text" and rng.random() < 0.06:
            values[key] = rng.choice(REMARKS)
    if any(i["id"] == "adjustment.1.points" for i in form["inputs"]) and rng.random() < 0.35:
        values["adjustment.1.points"], values["adjustment.1.reason"] = rng.choice(REASONS)
    return values


def rebuild(root: Path) -> None:
    rng = random.Random(2026)
    workspace = start(root, ORGANISATION)
    last_month, bench = Bench(workspace, OCTOBER), Bench(workspace, NOVEMBER)
    write_roster(workspace.roster, roster())
    last_month.issue(only=["E012"])
    bench.issue()
    supervisors = {row["employee_id"]: row["supervisor"] for row in roster()}
    missing = {"E007", "E022"}
    jobs = []

    def job(path: Path, values: dict[str, Any], extra: list[Any] | None = None) -> None:
        form = bench.describe(path)
        steps = [*fill_steps(form, values), *(extra or [])]
        jobs.append({"open": str(path), "steps": steps, "save": str(bench.inbox / path.name)})

    for number, supervisor in supervisors.items():
        if number in missing:
            continue
        path = bench.form(number)
        form = bench.describe(path)
        values = plausible(form, rng, supervisor)
        extra: list[Any] = []
        sheet = form["inputs"][0]["sheet"]
        if number == "E009":  # a changed weight: the points of the first criterion
            extra = [["unprotect", sheet], ["set", sheet, "F8", 30]]
        elif number == "E010":  # an overwritten total
            extra = [["unprotect", sheet], ["set", sheet, form["outputs"]["total"]["cell"], 98]]
        elif number == "E013":  # a blank
            del values["ability.rating"]
        elif number == "E018":  # a unit, full width, in a number cell
            values["service_score.actual"] = "８５分"
        job(path, values, extra)
    old = last_month.form("E012")
    job(old, plausible(bench.describe(old), rng, supervisors["E012"]))
    run_jobs(jobs)

    twin = bench.inbox / bench.form("E003").name
    shutil.copyfile(twin, twin.with_name(twin.stem + " - 副本 (1).xlsx"))
    cut = bench.inbox / bench.form("E016").name
    cut.write_bytes(cut.read_bytes()[:7000])
    (bench.inbox / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")

    for name in ("inbox", "private"):
        shutil.rmtree(HERE / name, ignore_errors=True)
    shutil.copytree(bench.inbox, HERE / "inbox")
    (HERE / "private").mkdir()
    for name in ("ledger.sqlite", "keys.json"):
        shutil.copyfile(root / PRIVATE / name, HERE / "private" / name)
    (HERE / "private" / MARK).write_text("A demo: its key is published, and it is made anew by each demo.\n")
    for name in (SETTINGS, "roster.xlsx"):
        shutil.copyfile(root / name, HERE / name)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        rebuild(Path(folder) / "demo")
