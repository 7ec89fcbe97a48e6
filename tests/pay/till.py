"""A small shop whose November has come back: three people, scored for real, and what HR enters besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import SIGNED, person
from tests.facts.desk import FIRST, INCIDENTS, PEOPLE, SETTINGS, Desk
from xlsappraise.base.consent import Consent
from xlsappraise.base.problems import Problem
from xlsappraise.payroll.payroll import Paid, pay
from xlsappraise.payroll.promote import Promoted, promote
from xlsappraise.payroll.what_if import Tried, try_out
from xlsappraise.plans.lines import Line
from xlsappraise.roster import PLANS
from xlsappraise.store.ledger import Payment
from xlsappraise.store.workspace import Workspace

TEAM_PLAN = """
id = "team-pay"
title = "班组奖"
source = "test"
scheme = "furniture-callback"

[[setting]]
key = "pool"
title = "奖金池"
type = "money"
per_period = true

[[setting]]
key = "shares"
title = "名次比例"
type = "shares"
labels = ["一档", "二档", "三档"]
value = [0.2, 0.6, 0.2]

[[fact]]
id = "sales"
title = "销售额"
type = "money"

[[fact]]
id = "attended"
title = "全勤"
type = "yesno"

[[incident]]
id = "call"
title = "私人电话"

[[incident]]
id = "loss"
title = "损失"
amount = true

[[rule]]
kind = "pool_share"
id = "bonus"
title = "奖金"
pool = "@pool"

[[rule]]
kind = "award"
id = "below_pass"
title = "不及格扣款"
amount = -100
below = 60

[[rule]]
kind = "rank_pay"
id = "ranked"
title = "名次奖"
shares = "@shares"
month = [1500, 800, 500]

[[rule]]
kind = "tiers"
id = "commission"
title = "提成"
sales = "sales"
tiers = [{ from = 0, rate = 0.01 }, { from = 10000, rate = 0.02 }]

[[rule]]
kind = "award"
id = "attendance"
title = "全勤奖"
amount = 100
yes = ["attended"]

[[rule]]
kind = "award"
id = "best"
title = "最佳"
amount = 0
first_in = ["score"]
at_least = 90
award_title = "优秀客服"

[[rule]]
kind = "fine"
id = "calls"
title = "私人电话"
incidents = ["call"]
amount = 50
doubling = true

[[rule]]
kind = "cost_split"
id = "losses"
title = "损失分担"
incidents = ["loss"]
own = 0.5
"""
LADDER = """
id = "steps"
title = "晋级"
source = "test"
scheme = "furniture-callback"

[[rule]]
kind = "ladder"
id = "ladder"
title = "晋级"
levels = ["初级", "高级"]

[[rule.moves]]
action = "up"
from = ["初级"]
to = "高级"
all_of = [{ kind = "titled", title = "优秀客服", times = 1 }]
"""
TOTALS = {"E001": 95, "E002": 80, "E003": 55}
NAMES = {"E001": "王小燕", "E002": "李梅", "E003": "赵强"}
SALES = {"E001": 18000, "E002": 9000, "E003": 0}
DUE = {"E001": "5990.44", "E002": "4368.26", "E003": "2791.30"}
"""The pool's part and the rank: 4130.44 + 1500, 3478.26 + 800, 2391.30 + 500; then + 260 + 100, + 90, − 100"""


def marks(total: int) -> dict[str, Any]:
    """Return the entries of a form that come to ``total``: 65 to 110, or 55."""
    entries: dict[str, Any] = {
        "callback_rate.actual": 50,
        "callback_rate.target": 50,
        "problem_handling.rating": 10,
        "ability.rating": 10,
        "attitude.rating": 15,
        "signoff.done": SIGNED,
    }
    if total > 100:
        return entries | {"adjustment.1.points": total - 100, "adjustment.1.reason": "客户来信表扬"}
    less = 100 - total
    if total < 65:
        assert total == 55, "no other total below 65 is needed"
        entries["records.serious"] = 2
        less -= 10
    for name in ("attitude.rating", "ability.rating", "problem_handling.rating"):
        taken = min(less, entries[name])
        entries[name] -= taken
        less -= taken
    assert less == 0
    return entries


def hand(number: str, plans: str = "team-pay", **changes: Any) -> dict[str, Any]:
    """Return a roster row of a person with plans."""
    return person(number, name=NAMES.get(number, number), **{PLANS: plans, **changes})


STAFF = tuple(hand(number) for number in TOTALS)


@dataclass
class Till(Desk):
    """The desk, with forms that came back, entries by heading, and the two commands."""

    @property
    def workspace(self) -> Workspace:
        return self.bench.workspace

    def return_forms(self, totals: dict[str, int]) -> None:
        """Issue, fill in, collect and summarise."""
        self.bench.period = self.period
        self.bench.issue()
        for number, total in totals.items():
            self.bench.fill(marks(total), number)
        assert self.bench.settle().collection.form_counts()["valid"] == len(totals)

    def enter(self, sheet: str, who: str, **values: Any) -> str:
        """Enter values by heading into the row whose first cell is ``who``; return the address of the last."""
        book = openpyxl.load_workbook(self.path)
        rows = book[sheet]
        row = next(r for r in range(FIRST, rows.max_row + 1) if rows.cell(r, 1).value == who)
        address = _enter(rows, row, values)
        book.save(self.path)
        return address

    def happened(self, *rows: dict[str, Any]) -> list[int]:
        """Enter incidents by heading in the first free rows; return the rows."""
        book = openpyxl.load_workbook(self.path)
        sheet = book[INCIDENTS]
        first = next(r for r in range(FIRST, FIRST + 500) if sheet.cell(r, 1).value is None)
        for row, values in enumerate(rows, first):
            _enter(sheet, row, values)
        book.save(self.path)
        return list(range(first, first + len(rows)))

    def set(self, **values: Any) -> dict[str, str]:
        """Enter figures of the team's settings by key, such as ``pool`` or ``shares_1``; return their cells."""
        book = openpyxl.load_workbook(self.path)
        sheet = book[SETTINGS]
        heads = _heads(sheet)
        places = {}
        for name, value in values.items():
            wanted = f"team-pay/{name.replace('_', '/')}"
            row = next(r for r in range(FIRST, sheet.max_row + 1) if sheet.cell(r, heads["行标识"]).value == wanted)
            cell = sheet.cell(row, heads["数值"])
            cell.value = value
            places[name] = cell.coordinate
        book.save(self.path)
        return places

    def today(self) -> Till:
        """Return the till with today's list of people named, as ``--roster`` does."""
        workspace = self.workspace.with_roster(self.workspace.roster)
        return replace(self, bench=replace(self.bench, workspace=workspace))

    def pay(self, *, yes: bool = False) -> Paid:
        with self.bench.open() as office:
            return pay(office, self.period, Consent(yes))

    def try_out(self, *changes: str) -> Tried:
        with self.bench.open() as office:
            return try_out(office, self.period, changes)

    def promote(self) -> Promoted:
        with self.bench.open() as office:
            return promote(office, self.period)

    def recorded(self) -> list[Payment]:
        with self.bench.open() as office:
            return office.ledger.payments()


def _heads(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[FIRST - 1] if cell.value}


def _enter(sheet: Any, row: int, values: dict[str, Any]) -> str:
    heads, address = _heads(sheet), ""
    for heading, value in values.items():
        cell = sheet.cell(row, heads[heading])
        cell.value = value
        address = cell.coordinate
    return address


def called(who: str, day: int, **more: Any) -> dict[str, Any]:
    """Return a private call as an incident."""
    return {"工号": who, "日期": datetime(2026, 11, day), "类别": "私人电话", **more}


def ordinary(till: Till) -> None:
    """Fill in everything that the team's plan asks for."""
    for number, sales in SALES.items():
        till.enter(PEOPLE, number, 销售额=sales, 全勤="是" if number == "E001" else "否")
    till.set(pool=10000)


def sums(paid: Paid) -> dict[str, str]:
    """Return what each person gets."""
    return {number: str(amount) for number, amount in paid.totals.items()}


def got(lines: Iterable[Line], who: str) -> dict[str, Decimal]:
    """Return a person's amounts by rule."""
    return {line.rule: line.amount for line in lines if line.employee_id == who}


def errors(problems: Sequence[Problem]) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return (code, employee, sheet, cell) of the errors."""
    return [(p.code, p.employee_id, p.sheet, p.cell) for p in problems if p.severity == "error"]


def sheet_of(path: Path, name: str) -> list[list[Any]]:
    """Return what a sheet shows, cached values included."""
    book = openpyxl.load_workbook(path, data_only=True)
    return [[cell.value for cell in row] for row in book[name].iter_rows()]
