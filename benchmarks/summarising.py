"""Benchmark of the summary workbook against openpyxl writing the same lists."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd

from benchmarks.measure import in_turns, report
from xlsappraise.base.i18n import words
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.drawing.writer import write_summary
from xlsappraise.report.book import summary_sheets
from xlsappraise.report.data import RESULT_COLUMNS, SummaryData
from xlsappraise.results.rows import ResultRow, result_table
from xlsappraise.schemes import Library


def summarising(root: Path, people: int) -> None:
    scheme = Library()["furniture-callback"]
    ids = [c.id for c in scheme.criteria]
    persons = [Person(f"E{n:05d}", f"员工{n}", f"客服{n % 20}部", "专员", f"主管{n % 40}") for n in range(people)]
    rows = [
        ResultRow(person.employee_id, person, scheme.id, scheme.title, float(50 + n % 50), "良好")
        for n, person in enumerate(persons)
    ]
    table = result_table(rows)[list(RESULT_COLUMNS)]
    criteria = table[["employee_id", "name", "department"]].copy()
    for name in ids:
        criteria[name] = 10.0
    criteria["total"] = table["total"]
    none = {"incomplete": 0, "invalid": 0, "missing": 0, "withdrawn": 0}
    data = SummaryData(
        Period.parse("2026-11"), "示例家居有限公司", {"issued": people, "valid": people, **none},
        {"seen": people, "accepted": people, "refused": 0, "set_aside": 0, "duplicate": 0, "ignored": 0},
        table, {scheme.id: criteria},
        pd.DataFrame(columns=["employee_id", "name", "department", "scheme_title", "rater", "email", "unnamed"]),
        pd.DataFrame(columns=["file", "state", "employee_id", "detail"]), (), {scheme.id: scheme},
    )  # fmt: skip

    def ours() -> None:
        write_summary(root / "summary.xlsx", summary_sheets(data, words("zh_CN")))

    def plain() -> None:
        book = openpyxl.Workbook()
        for frame in (table, criteria):
            sheet = book.create_sheet()
            sheet.append(list(frame.columns))
            for row in frame.itertuples(index=False):
                sheet.append([None if v is None or v != v else v for v in row])
        book.save(root / "plain.xlsx")

    times = in_turns({"openpyxl, two plain lists": plain, "the whole summary workbook": ours}, rounds=3)
    report(f"Summary of {people} people", "openpyxl, two plain lists", times)
