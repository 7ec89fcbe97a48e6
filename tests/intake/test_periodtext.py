"""Which period does a cell mean, and which cells mean none?"""

from __future__ import annotations

import pytest

from xlsappraise.typed.periods import read_period
from xlsappraise.xlsx.cell import Cell

OCTOBER, MID_OCTOBER = 46296.0, 46310.0


def period(value: float | str, code: str = "General") -> str | None:
    found = read_period(Cell("number" if isinstance(value, float) else "text", value, None, 0), code).period
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-10", "2026-10"),
        (" ２０２６－１０ ", "2026-10"),
        ("2026–10", "2026-10"),
        ("2026/1", "2026-01"),
        ("2026.10", "2026-10"),
        ("202610", "2026-10"),
        ("2026年10月", "2026-10"),
        ("2026年1月份", "2026-01"),
        ("2026-10-01", "2026-10"),
        ("2026年10月1日", "2026-10"),
        ("2026-Q4", "2026-Q4"),
        ("2026q4", "2026-Q4"),
        ("2026年第四季度", "2026-Q4"),
        ("2026年1季度", "2026-Q1"),
        ("2026", "2026"),
        ("2026年度", "2026"),
        ("2026-W45", "2026-W45"),
        ("2026w9", "2026-W09"),
        ("2026年第45周", "2026-W45"),
        ("2026年 53 周", "2026-W53"),
    ],
)
def test_a_period_may_be_written_in_several_ways(text: str, meant: str) -> None:
    assert period(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "2026-00",
        "2026-Q5",
        "26-10",
        "1999-10",
        "2026-10-15",
        "10月",
        "x",
        "2026-W54",
        "2027年第53周",
        "2026周",
        "第45周",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert period(text) is None


@pytest.mark.parametrize(
    ("value", "code", "meant"),
    [
        (OCTOBER, "m/d/yyyy", "2026-10"),
        (OCTOBER, "yyyy/m", "2026-10"),
        (MID_OCTOBER, "mmm-yy", "2026-10"),
        (MID_OCTOBER, '[$-804]yyyy"年"m"月";@', "2026-10"),
        (MID_OCTOBER, "m/d/yyyy", None),
        (MID_OCTOBER, 'yyyy"年"m"月"d"日"', None),
        (OCTOBER, "General", None),
        (2026.0, "General", "2026"),
        (202610.0, "0", "2026-10"),
        (2026.1, "General", None),
        (2026.0, "yyyy/m", None),
        (1e15, "yyyy/m", None),
    ],
)
def test_a_date_is_its_month_where_no_day_is_shown_or_it_is_the_first(value: float, code: str, meant: str) -> None:
    assert period(value, code) == meant


def test_truth_values_and_errors_are_no_periods() -> None:
    assert read_period(Cell("bool", True, None, 0), "General").period is None
    assert read_period(Cell("error", "#N/A", None, 0), "General").period is None


def test_what_a_cell_shows_is_told() -> None:
    assert read_period(Cell("number", MID_OCTOBER, None, 0), "m/d/yyyy").shown == "2026-10-15"
    assert read_period(Cell("number", 2026.1, None, 0), "General").shown == "2026.1"
