"""Reading a list of people: how the time grows with its length, and what ``generate`` does before it writes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import xlsxwriter

from benchmarks.measure import command
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem
from xlsappraise.issuing.generate import Order, generate
from xlsappraise.roster import COLUMNS, PEERS, Roster, read_roster
from xlsappraise.schemes import Library
from xlsappraise.store.office import opened
from xlsappraise.store.workspace import Workspace

SIZES = (5_000, 10_000, 20_000)
HEADINGS = (*COLUMNS.values(), PEERS, "备注")
ROUNDS = 3


class _EnoughError(Exception):
    """Ends ``generate`` before it records anything."""


def write_list(path: Path, people: int, *, mistaken: bool = False) -> None:
    """Write a list of 14 columns as a company keeps it; ``mistaken``: each person has mistakes of their own."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day, number = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "000000"})
        sheet.write_row(0, 0, HEADINGS)
        for n in range(1, people + 1):
            wrong = str(n) if mistaken else ""
            texts = (
                f"员工{n}", f"客服{n % 200}部", f"岗位{n % 300}", f"furniture-callback{wrong}", f"主管{n % 400}",
                f"m{n % 400}@example.com", "赵总",
            )  # fmt: skip
            sheet.write_number(n, 0, n, number)
            sheet.write_row(n, 1, texts)
            sheet.write_datetime(n, 8, date(2020, 1, 1) + timedelta(n % 900), day)
            sheet.write_row(n, 9, ("2023年3月", f"在职{wrong}", "P3", f"{n % people + 1:06d}{wrong}", f"备注{n}"))


def listing(root: Path) -> None:
    """Print the times of growing lists as ratios: a doubled list takes twice as long where the time is linear."""
    library = Library()
    for title, mistaken in (("A sound list", False), ("A list with two mistakes a person", True)):
        paths = {size: root / f"{size}-{mistaken}.xlsx" for size in SIZES}
        for size, path in paths.items():
            write_list(path, size, mistaken=mistaken)
        _ratios(f"{title}, read", {size: _reading(path, library) for size, path in paths.items()})
    _ratios("generate, until the first form is recorded", {size: _generating(root, size) for size in SIZES})


def _reading(path: Path, library: Library) -> Callable[[], object]:
    def read() -> Roster:
        roster = read_roster(path, library)
        roster.all_problems()
        return roster

    return read


def _generating(root: Path, size: int) -> Callable[[], object]:
    folder = root / f"list-{size}"
    command(["init", str(folder)], root)
    write_list(folder / "roster.xlsx", size)

    def enough(_problems: object) -> None:
        raise _EnoughError

    def run() -> list[Problem]:
        workspace = Workspace(folder)
        period = Period.parse("2026-11")
        with opened(workspace, alone=True) as office:
            try:
                return generate(office, Order(period, workspace.outbox(period), before=enough)).problems
            except _EnoughError:
                return []

    return run


def _ratios(title: str, ways: dict[int, Callable[[], object]]) -> None:
    print(f"\n{title}")
    before: tuple[int, float] | None = None
    for size, way in ways.items():
        seconds = median(_seconds(way) for _ in range(ROUNDS))
        grown = f"{seconds / before[1]:5.2f} x for {size / before[0]:.1f} x the people" if before else ""
        print(f"  {size:>6} people {seconds:8.2f} s {seconds / size * 1e6:8.0f} µs each   {grown}")
        before = size, seconds


def _seconds(way: Callable[[], object]) -> float:
    start = time.process_time()
    way()
    return time.process_time() - start
