"""Months that came back, for roll-ups: real forms of a small scheme whose total is its one mark."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import SIGNED, Bench, person, text_of
from tests.schemes.build import criterion, raw_scheme, section, write_scheme
from xlsappraise.base.period import Period
from xlsappraise.factbook import prepare_facts
from xlsappraise.report.rollup import rollup
from xlsappraise.report.summarize import Summarized, rollup_dict
from xlsappraise.store.ledger import PastResult

Result = dict[str, Any]


def small_scheme(bench: Bench, name: str = "mark", **changes: Any) -> str:
    """Put a scheme with one mark from 0 to 100, in steps of 0.01, into the workspace; return its id."""
    rules = [{"kind": "rating", "step": 0.01}]
    raw = raw_scheme(section(criterion(points=100, rules=rules)), id=name, title=f"{name}表", language="zh_CN")
    write_scheme(bench.workspace.schemes / f"{name}.toml", {**raw, **changes})
    return name


def staff(*numbers: str, schemes: str = "mark", **changes: Any) -> list[dict[str, Any]]:
    """Return roster rows."""
    return [person(number, name=f"员工{number}", schemes=schemes, **changes) for number in numbers]


def came_back(bench: Bench, period: str, rows: Sequence[Mapping[str, Any]], marks: Mapping[str, float]) -> Bench:
    """Issue a period's forms, fill in the mark of those who have one, and summarize."""
    there = filled(bench, period, rows, {number: {"effort.rating": mark} for number, mark in marks.items()})
    there.settle()
    return there


def filled(
    bench: Bench, period: str, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Mapping[str, Any]]
) -> Bench:
    """Issue a period's forms and put those that were filled in into the inbox; return the bench of the period."""
    there = replace(bench, period=Period.parse(period))
    there.issue(*rows)
    for number, mine in values.items():
        there.fill({"signoff.done": SIGNED, **mine}, number)
    return there


def imports(bench: Bench, scheme: str, results: Iterable[tuple[str, str, float]], grade: str = "良好") -> None:
    """Keep imported results: (employee, period, total)."""
    rows = [
        PastResult(number, period, scheme, f"员工{number}", "客服一部", total, grade, "历史成绩.xlsx")
        for number, period, total in results
    ]

    def put() -> None:
        with bench.open() as office:
            office.ledger.put_past_results(rows)

    bench.once("imports", put, rows)


def fill_facts(
    bench: Bench, period: str, leave: Iterable[str] = (), checks: Iterable[tuple[str, str, Any]] = ()
) -> Path:
    """Write the facts workbook of a period with who was on leave, and (employee, day, mark) of checks."""
    away, marks = tuple(leave), tuple(checks)
    return bench.once("fill_facts", lambda: _fill_facts(bench, period, away, marks), period, away, marks)


def _fill_facts(bench: Bench, period: str, leave: Sequence[str], checks: Sequence[tuple[str, str, Any]]) -> Path:
    when = Period.parse(period)
    with bench.open() as office:
        prepare_facts(office, when)
    path = bench.workspace.facts(when)
    book = openpyxl.load_workbook(path)
    people = _columns(book["人员"])
    away = set(leave)
    for row in range(4, book["人员"].max_row + 1):
        if book["人员"].cell(row, people["工号"]).value in away:
            book["人员"].cell(row, people["批准休假"]).value = "是"
    for row, (number, day, mark) in enumerate(checks, start=4):
        sheet = book["检查"]
        columns = _columns(sheet)
        for title, value in (("工号", number), ("日期", day), ("得分", mark)):
            sheet.cell(row, columns[title]).value = value
    book.save(path)
    return path


def _columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[3] if cell.value}


def rolled(bench: Bench, period: str) -> Summarized:
    """Roll a period up."""

    def roll() -> Summarized:
        with bench.open() as office:
            return rollup(office, Period.parse(period))

    return bench.once("rolled", roll, period)


def results(done: Summarized) -> dict[tuple[str, str], Result]:
    """Return the JSON results by employee and scheme."""
    return {(one["employee_id"], one["scheme"]): one for one in rollup_dict(done)["results"]}


def codes(done: Summarized) -> list[tuple[str, str | None, str | None]]:
    """Return (code, employee, found) of what is said above a note."""
    return [(p.code, p.employee_id, text_of(p.found)) for p in done.problems if p.severity != "note"]


def summary_book(path: Path, *, values: bool = True) -> Any:
    """Open a summary: its cached values, or its formulas; openpyxl warns of bars and sparklines that it drops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path, data_only=values)


def sheet_rows(done: Summarized, name: str) -> list[list[Any]]:
    """Return the rows of a sheet as its cached values, blanks as None."""
    book = summary_book(done.workbook)
    return [[cell.value for cell in row] for row in book[name].iter_rows()]
