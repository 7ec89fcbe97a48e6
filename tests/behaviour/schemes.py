"""The scene of one period of a shipped scheme, from an empty workspace to pay and promotion."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.behaviour import filling
from tests.behaviour.filling import Fill, Form, fill_in
from tests.behaviour.people import number, rows, write_list, write_roster
from tests.behaviour.record import Scene

ORGANISATION = "示例家居有限公司"
PERIODS = {"week": "2026-W45", "month": "2026-11", "quarter": "2026-Q4", "year": "2026"}
BEFORE = {"week": "2026-W44", "month": "2026-10", "quarter": "2026-Q3", "year": "2025"}
ABOVE = {"month": "2026-Q4", "quarter": "2026"}
FILLS: dict[str, Callable[[Form], Fill]] = {
    "E001": filling.worked, "E002": filling.highest, "E003": filling.lowest, "E004": filling.incomplete,
    "E005": filling.invalid, "E006": filling.middle, "E008": filling.middle,
}  # fmt: skip
TAMPERED, MISSING, TWICE, UNTOUCHED, CUT, KNOWN = "E006", "E007", "E008", "E009", "E010", "E011"
OTHER = "furniture-callback"
HISTORY = ("工号", "姓名", "部门", "期间", "考核方案", "总分", "等级")


class Run:
    """The scene of a scheme while it is played."""

    def __init__(self, scene: Scene, scheme: str, kind: str, plans: Sequence[str]) -> None:
        self.scene = scene
        self.scheme = scheme
        self.kind = kind
        self.plans = plans
        self.period = PERIODS[kind]
        self.inbox = scene.office / self.period / "inbox"
        self.outbox = scene.office / self.period / "outbox"
        self.forms: dict[str, Form] = {}

    def play(self) -> None:
        """Run all commands."""
        self._begin()
        self._issue()
        self._return()
        self._look()
        self._decide()
        self._reckon()

    def _begin(self) -> None:
        give = self.scene.give
        give("init", "init", self.scene.office.name, "--organisation", ORGANISATION, inside=False)
        (self.scene.office / "given").mkdir()
        people = rows(self.scheme, plans="、".join(self.plans), peers="360" in self.scheme)
        write_roster(self.scene.office / "roster.xlsx", people)
        self.scene.both("schemes-show", "schemes", "show", self.scheme)
        give("preview", "schemes", "show", self.scheme, "--preview", "样表.xlsx")
        give("export", "schemes", "export", self.scheme, "方案.xlsx")
        give("import", "schemes", "import", "方案.xlsx", "--out", "方案.toml")
        give("diff", "schemes", "diff", OTHER, self.scheme, "--json")
        give("prefill-template", "schemes", "show", self.scheme, "--prefill-template", "已知.xlsx")
        earlier = [
            {"工号": number(n), "期间": BEFORE[self.kind], "考核方案": self.scheme, "总分": 60 + n} for n in (1, 2, 3)
        ]
        write_list(self.scene.office / "given" / "历史成绩.xlsx", HISTORY, earlier)
        give("history", "history", "import", "given/历史成绩.xlsx", "--json")

    def _issue(self) -> None:
        everyone = ",".join(number(n) for n in range(1, 11))
        self.scene.give("generate", "generate", self.period, "--only", everyone, "--json")
        figures = self.scene.office / "已知.xlsx"
        if figures.exists():
            book = filling.open_book(figures)
            sheet = book.active
            sheet.append([KNOWN, "马丽", *[5] * (sheet.max_column - 2)])
            book.save(self.scene.office / "given" / "已知.xlsx")
            self.scene.give("generate-prefilled", "generate", self.period, "--prefill", "given/已知.xlsx", "--json")
        self.scene.give("generate-rest", "generate", self.period, lang="en")

    def _paths(self, employee: str) -> list[Path]:
        return sorted(self.outbox.rglob(f"{employee}_*.xlsx"))

    def _described(self, path: Path, label: str) -> Form:
        file = path.relative_to(self.scene.office).as_posix()
        done = self.scene.give(label, "inspect", file, "--json")
        form: Form = json.loads(done.out)
        return form

    def _form(self, path: Path) -> Form:
        """Return the description of a form, read once per kind of rater."""
        rater = path.stem.split("_", 4)[4] if path.stem.count("_") > 3 else ""
        rater = rater.rstrip("0123456789-_")
        if rater not in self.forms:
            self.forms[rater] = self._described(path, f"inspect-issued{'-' if rater else ''}{rater}")
        return self.forms[rater]

    def _return(self) -> None:
        for employee, fill in FILLS.items():
            for path in self._paths(employee):
                form = self._form(path)
                fill_in(path, self._returned(path), form, fill(form), tampered=employee == TAMPERED)
        first = self._paths("E001")[0]
        shutil.copyfile(self._returned(first), self.inbox / "重复的一份.xlsx")
        twice = self._paths(TWICE)[0]
        form = self._form(twice)
        fill_in(twice, self.inbox / "第二版.xlsx", form, filling.highest(form))
        untouched, cut = self._paths(UNTOUCHED)[0], self._paths(CUT)[0]
        shutil.copyfile(untouched, self._returned(untouched))
        self._returned(cut).write_bytes(cut.read_bytes()[:7000])
        (self.inbox / "说明.txt").write_text("请查收\n", encoding="utf-8")

    def _returned(self, path: Path) -> Path:
        """Return the path of a form in the inbox."""
        target = self.inbox / path.relative_to(self.outbox)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _look(self) -> None:
        give, both = self.scene.give, self.scene.both
        inbox = self.inbox.relative_to(self.scene.office).as_posix()
        for employee in ("E005", TAMPERED):
            self._described(self._returned(self._paths(employee)[0]), f"inspect-{employee}")
        both("check", "check", inbox, "--json")
        both("check-text", "check", inbox)
        both("status", "status", self.period)
        give("summarize", "summarize", self.period, "--json", "given/result.json")
        self._given("summarize")
        give("status-after", "status", self.period)
        for employee in ("E001", TAMPERED):
            both(f"explain-{employee}", "explain", employee, self.period)
        give("explain-E005", "explain", "E005", self.period)

    def _given(self, label: str) -> None:
        """Record the JSON file that a command wrote into the folder of given files."""
        path = self.scene.office / "given" / "result.json"
        if path.exists():
            self.scene.written.append((label, "result.json", path.read_bytes()))
            path.unlink()

    def _decide(self) -> None:
        give = self.scene.give
        inbox = self.inbox.relative_to(self.scene.office).as_posix()
        give("accept", "accept", f"{inbox}/第二版.xlsx", "--reason", "主管确认用第二版")
        give("withdraw", "withdraw", MISSING, self.period, "--reason", "已离职", lang="en")
        before = set(self._paths("E004"))
        give("reissue", "generate", self.period, "--reissue", "E004", "--yes", "--json")
        for path in sorted(set(self._paths("E004")) - before):
            form = self._described(path, f"inspect-{path.stem}")
            fill_in(path, self._returned(path), form, filling.middle(form))
        for path in sorted((self.scene.office / self.period / "corrections").rglob("E005_*.xlsx")):
            form = self._described(path, f"inspect-{path.stem}")
            fill_in(path, self.inbox / "改正" / path.name, form, filling.middle(form))
        give("summarize-again", "summarize", self.period, "--json", "given/result.json", lang="en")
        self._given("summarize-again.en")
        give("summarize-third", "summarize", self.period, "--json", "given/result.json")
        self._given("summarize-third")
        give("status-last", "status", self.period, lang="en")

    def _reckon(self) -> None:
        give = self.scene.give
        if self.kind in ABOVE:
            give("rollup", "rollup", ABOVE[self.kind], "--json", "given/result.json")
            self._given("rollup")
        give("facts", "facts", self.period)
        self._money("pay")
        filling.fill_facts(self.scene.office / self.period / "facts.xlsx")
        give("facts-filled", "facts", self.period)
        self._money("pay", "-filled")
        self._money("promote")

    def _money(self, command: str, suffix: str = "") -> None:
        self.scene.give(command + suffix, command, self.period, "--json", "given/result.json")
        self._given(command + suffix)


def play(scene: Scene, facts: dict[str, Any]) -> None:
    """Play the scene of one scheme; ``facts``: its ``period`` (kind) and ``plans`` (ids that apply)."""
    Run(scene, scene.name, facts["period"], facts["plans"]).play()
