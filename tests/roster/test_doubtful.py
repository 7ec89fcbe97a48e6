"""What looks like something else: rows that resemble notes, headings with telling notes, formats, patterns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import person
from tests.roster.sheets import findings, roster_of
from xlsappraise.roster.positions import PositionRule, PositionRules
from xlsappraise.typed.numbers import number_of
from xlsappraise.typed.words import heading_keys
from xlsappraise.xlsx.cell import Cell


@pytest.mark.parametrize("number", ["（0012）", "(外)", "注1", "编制001", "SUM-01", "Note-7", "合计1"])
def test_a_whole_row_is_a_person_whatever_the_number_looks_like(number: str, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, person("E001"), person(number, name="陈临时"), person("E003"))
    assert [e.name for e in roster.employees] == ["王小燕", "陈临时", "王小燕"]


@pytest.mark.parametrize("heading", ["直接主管（隔级）", "直接主管（原）", "直接主管(10月)", "直接主管【上月】"])
def test_a_note_that_changes_the_meaning_of_a_heading_is_not_dropped(heading: str, tmp_path: Path) -> None:
    def renamed(sheet: Any) -> None:
        sheet["F1"] = heading

    found = findings(roster_of(tmp_path, person(), change=renamed))
    assert [(code, expected) for code, _cell, _found, expected in found] == [("roster-missing-column", "直接主管")]


def test_a_note_that_explains_a_heading_is_dropped() -> None:
    assert "直接主管" in heading_keys("直接主管（必填）")
    assert "直接主管" not in heading_keys("直接主管（原）")


@pytest.mark.parametrize(
    ("code", "shown"),
    [('"HR_A"000', "HR_A001"), ('"E"0000', "E0001"), ("0000", "0001"), ("0_ ", "1"), ("[Red]000", "001")],
)
def test_a_number_is_read_as_its_format_shows_it(code: str, shown: str) -> None:
    assert number_of(Cell("number", 1.0, None, 0), code).text == shown


@pytest.mark.parametrize("code", ["*000", "0.00", "#,##0", "yyyy-mm-dd", "[>5]000;0", "000-000"])
def test_a_format_that_may_show_something_else_is_refused(code: str) -> None:
    assert number_of(Cell("number", 3.0, None, 0), code).code == "roster-number-format"


@pytest.mark.parametrize(
    ("pattern", "position", "fits"),
    [("*售前客服", "资深售前客服", True), ("*售前客服", "售前客服", True), ("*售前客服", "售前客服主管", False),
     ("客服*员", "客服回访专员", True), ("客服*员", "客服", False), ("a*a", "a", False), ("a*a", "aa", True),
     ("*a*" * 12 + "b", "a" * 200, False)],
)  # fmt: skip
def test_patterns_of_positions_are_looked_for_part_by_part(pattern: str, position: str, fits: bool) -> None:
    rules = PositionRules([PositionRule(pattern, "presales-weighted", "appraise.toml")])
    assert bool(rules.of_position(position)) is fits
