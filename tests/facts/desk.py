"""A workspace with plans of its own, whose facts workbook is written, filled in and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import NOVEMBER, Bench, person, write_roster
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.factbook import Prepared, prepare_facts, read_facts
from xlsappraise.plans import PlanLibrary
from xlsappraise.plans.assigned import Assigned, assigned
from xlsappraise.results.period_facts import PeriodFacts
from xlsappraise.roster import COLUMNS, PLANS, Roster, read_roster
from xlsappraise.store.office import Office

PEOPLE, INCIDENTS, SETTINGS, CHECKS, NOTES = "人员", "事件", "设置", "检查", "说明"
DEPARTMENTS = "店铺和部门"
FIRST = 4
"""The first row below the headings, as a person counts"""

SALES_PLAN = """
id = "sales-pay"
title = "销售奖"
source = "test"
scheme = "furniture-callback"

[[setting]]
key = "pool"
title = "奖金池"
type = "money"
per_period = true

[[setting]]
key = "target"
title = "目标分"
type = "number"
value = 85

[[setting]]
key = "parts"
title = "比例"
type = "shares"
labels = ["一档", "二档", "三档"]
value = [0.2, 0.6, 0.2]
note = "三档相加等于 100%。"

[[setting]]
key = "sums"
title = "金额"
type = "amounts"

[[setting]]
key = "steps"
title = "分级表"
type = "tiers"
value = [{ from = 0, rate = 0.003 }, { from = 10000, rate = 0.005 }]

[[setting]]
key = "by"
title = "按哪个方案"
type = "scheme"

[[fact]]
id = "sales"
title = "销售额"
type = "money"

[[fact]]
id = "balance"
title = "结余"
type = "number"
required = false
negative = true

[[fact]]
id = "rate"
title = "转化率"
type = "percent"
max = 1
required = false

[[fact]]
id = "visits"
title = "回访数"
type = "count"
required = false

[[fact]]
id = "attended"
title = "全勤"
type = "yesno"

[[incident]]
id = "late"
title = "迟到"

[[incident]]
id = "loss"
title = "损失"
amount = true

[[incident]]
id = "punch"
title = "漏打卡"
settled = true

[[rule]]
kind = "tiers"
id = "commission"
title = "提成"
sales = "sales"
tiers = "@steps"

[[rule]]
kind = "pool_share"
id = "bonus"
title = "奖金"
pool = "@pool"

[[rule]]
kind = "award"
id = "attendance"
title = "全勤奖"
amount = 100
yes = ["attended"]

[[rule]]
kind = "fine"
id = "fines"
title = "罚款"
incidents = ["late", "loss", "punch"]
amount = 10
"""
QUARTER_PLAN = """
id = "quarter-pay"
title = "季度奖"
source = "test"

[[fact]]
id = "base"
title = "季度基数"
type = "money"

[[fact]]
id = "attended"
title = "全勤"
type = "yesno"
required = false

[[incident]]
id = "praise"
title = "表扬"

[[rule]]
kind = "award"
id = "quarterly"
title = "季度奖"
on = ["quarter"]
amount = 300
first_in = ["base"]
per = ["praise"]

[[rule]]
kind = "award"
id = "monthly"
title = "月奖"
amount = 50
yes = ["attended"]
"""
LETTERS = {"leave": "E", "sales": "F", "balance": "G", "rate": "H", "visits": "I", "attended": "J"}
"""The columns of the sheet of people when everybody's plan is the sales plan"""
TITLES = ("销售额", "结余", "转化率", "回访数", "全勤")
"""The figures of the sales plan"""
Found = list[tuple[str, str | None, str | None]]


def sold(number: str = "E001", **changes: Any) -> dict[str, Any]:
    """Return a roster row of a person with the sales plan."""
    return person(number, **{PLANS: "sales-pay", **changes})


@dataclass
class Desk:
    """The bench, with what HR does to the facts workbook."""

    bench: Bench
    period: Period = NOVEMBER

    @property
    def path(self) -> Path:
        return self.bench.workspace.facts(self.period)

    def plan(self, text: str) -> None:
        """Put a plan into the workspace."""
        folder = self.bench.workspace.plans
        folder.mkdir(exist_ok=True)
        name = text.partition('id = "')[2].partition('"')[0]
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")

    def staff(self, *rows: Mapping[str, Any]) -> None:
        """Write the roster, with the column of plans."""
        write_roster(self.bench.workspace.roster, rows, [*COLUMNS.values(), PLANS])

    def write(self) -> Prepared:
        """Run the step behind ``facts``."""

        def prepare() -> Prepared:
            with self.bench.open() as office:
                return prepare_facts(office, self.period)

        return self.bench.once("facts", prepare, str(self.period))

    def using(self, office: Office) -> tuple[Roster, Assigned]:
        """Return the roster and the plans in use."""
        roster = read_roster(office.workspace.roster, office.library)
        return roster, assigned(roster, PlanLibrary(office.workspace.plans))

    def read(self, **options: Any) -> PeriodFacts:
        """Read the facts workbook."""
        with self.bench.open() as office:
            return read_facts(office, self.period, *self.using(office), **options)

    def edit(self, change: Callable[[Any], None]) -> None:
        """Change the workbook with openpyxl."""
        book = openpyxl.load_workbook(self.path)
        change(book)
        book.save(self.path)

    def fill(self, sheet: str, **cells: Any) -> None:
        """Fill cells of a sheet in, by address."""

        def put(book: Any) -> None:
            for cell, value in cells.items():
                book[sheet][cell] = value

        self.edit(put)

    def figure(self, number: str, title: str, value: Any) -> tuple[str, str]:
        """Fill a figure of a person in, on the sheet that has its column; return the sheet and the cell."""
        book = openpyxl.load_workbook(self.path)
        (sheet,) = [sheet for sheet in people_sheets(book) if title in headings(sheet)]
        row = next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, 1).value == number)
        cell = sheet.cell(row, headings(sheet)[title], value)
        book.save(self.path)
        return sheet.title, cell.coordinate

    def rows(self, sheet: str, *rows: Sequence[Any], first: int = FIRST) -> None:
        """Fill rows in, from their first column on; None leaves a cell as it is."""

        def put(book: Any) -> None:
            for row, values in enumerate(rows, first):
                for column, value in enumerate(values, 1):
                    if value is not None:
                        book[sheet].cell(row, column).value = value

        self.edit(put)

    def settings(self, **values: Any) -> None:
        """Fill figures of the settings in by the key of the row, such as ``parts_1``; a pair gives a tier."""

        def put(book: Any) -> None:
            sheet = book[SETTINGS]
            keys = {sheet.cell(row, 7).value: row for row in range(FIRST, sheet.max_row + 1)}
            for name, value in values.items():
                row = keys[f"sales-pay/{name.replace('_', '/')}"]
                figure, rate = value if isinstance(value, tuple) else (value, None)
                for letter, content in (("C", figure), ("D", rate)):
                    if content is not None:
                        sheet[f"{letter}{row}"] = content

        self.edit(put)

    def grid(self, sheet: str) -> list[list[Any]]:
        """Return what stands on a sheet from its headings on, blank rows left out."""
        book = openpyxl.load_workbook(self.path)
        rows = [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=FIRST - 1)]
        return [row for row in rows if any(v is not None and not str(v).startswith("=") for v in row)]


def headings(sheet: Any) -> dict[str, int]:
    """Return the columns of a sheet by heading."""
    return {cell.value: cell.column for cell in sheet[FIRST - 1] if cell.value}


def people_sheets(book: Any) -> list[Any]:
    """Return the sheet of the people, and those of the figures of some plans."""
    return [sheet for sheet in book.worksheets if sheet.title.partition("·")[0] == PEOPLE]


def as_before(book: Any) -> None:
    """Put all figures on the sheet of the people, as version 0.1.0 did, which had no sheets of figures."""
    people, *parts = people_sheets(book)
    rows = {people.cell(row, 1).value: row for row in range(FIRST, people.max_row + 1)}
    for part in parts:
        figures = list(headings(part).items())[3:]
        for title, column in figures:
            target = people.max_column + 1
            people.cell(FIRST - 1, target, title)
            for row in range(FIRST, part.max_row + 1):
                people.cell(rows[part.cell(row, 1).value], target, part.cell(row, column).value)
        del book[part.title]


def told(problems: Sequence[Problem]) -> Found:
    """Return (code, cell, employee) of problems."""
    return [(p.code, p.cell, p.employee_id) for p in problems]
