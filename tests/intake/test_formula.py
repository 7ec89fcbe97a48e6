"""Formulas as text: rows move, strings do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.formulas import formulas
from xlsappraise.xlsx.expression import expression
from xlsappraise.xlsx.formula import relocate, shift


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B7:B34)", "SUM(B7:B36)"),
        ("H8+$H$9+H$10+$H11", "H8+$H$11+H$12+$H13"),
        ('IF(H9>0,"H9 H10","")', 'IF(H11>0,"H9 H10","")'),
        ("'H9'!H9", "'H9'!H11"),
        ("LOG10(H9)", "LOG10(H11)"),
        ("H9*9+0.9", "H11*9+0.9"),
        ("XH9A+H_9+H9.x", "XH9A+H_9+H9.x"),
        ("IF(H9=0,1,H8/H9)", "IF(H11=0,1,H8/H11)"),
        ("h9", "h11"),
    ],
)
def test_references_follow_rows_that_moved_and_nothing_else_does(formula: str, expected: str) -> None:
    rows = {row: row + 2 for row in range(8, 34)}
    assert relocate(formula, rows) == expected


def test_a_reference_to_a_row_that_did_not_move_stays() -> None:
    assert relocate("A1+A2+A3", {1: 4}) == "A1+A5+A3"


@pytest.mark.parametrize(
    ("formula", "down", "right", "expected"),
    [
        ("A1+B2", 1, 1, "B2+C3"),
        ("$A1+A$1+$A$1", 2, 3, "$A3+D$1+$A$1"),
        ("Z1+AZ1+ZZ1", 0, 1, "AA1+BA1+AAA1"),
        ("AA1", 0, -1, "Z1"),
        ('A1&"A1"', 3, 0, 'A4&"A1"'),
        ("'A1'!A1", 1, 0, "'A1'!A2"),
        ("SUM(A1:A3)*10", 4, 0, "SUM(A5:A7)*10"),
    ],
)
def test_a_shared_formula_reads_as_in_its_own_cell(formula: str, down: int, right: int, expected: str) -> None:
    assert shift(formula, down, right) == expected


@given(formulas, st.integers(-50, 50))
def test_shifting_there_and_back_changes_nothing(formula: str, down: int) -> None:
    assert shift(shift(formula, down, 0), -down, 0) == formula


@given(formulas)
def test_rows_that_stay_relocate_nothing(formula: str) -> None:
    assert relocate(formula, {row: row for row in range(2000)}) == formula
    assert relocate(formula, {}) == formula


@given(st.text(st.sampled_from("\"'A1$.!()+- eE0,:é")))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for told in (expression(text), shift(text, 1, 1), relocate(text, {0: 5})):
        assert isinstance(told, str)
