"""A formula follows its rows and columns; an area spans what stood in it, and what is gone is gone."""

from __future__ import annotations

import pytest

from xlsappraise.xlsx.formula import relocate


@pytest.mark.parametrize(
    ("formula", "rows", "expected"),
    [
        ("SUM(H28:H30)", {27: 29, 28: 28, 29: 27}, "SUM(H28:H30)"),
        ("SUM(H28:H30)", {27: 27, 28: 29, 29: 30}, "SUM(H28:H31)"),
        ("SUM(B7:B34)", {32: 32, 33: None}, "SUM(B7:B33)"),
        ("SUM(B22:B22)", {21: None}, "SUM(#REF!)"),
        ("H22+H23", {21: None, 22: 21}, "#REF!+H22"),
        ('"H28:H30"&SUM($H$28:H30)', {27: 28, 28: 29, 29: 30}, '"H28:H30"&SUM($H$29:H31)'),
    ],
)
def test_an_area_spans_what_stood_in_it(formula: str, rows: dict[int, int | None], expected: str) -> None:
    assert relocate(formula, rows) == expected


@pytest.mark.parametrize(
    ("formula", "columns", "expected"),
    [
        ("F8*H8/$H9", {7: 8}, "F8*I8/$I9"),
        ("SUM(E8:H8)", {7: 9}, "SUM(E8:J8)"),
        ("H8+I8", {7: 8, 8: 7}, "I8+H8"),
        ("H8", {7: None}, "#REF!"),
        ("Z1+AA1", {25: 26, 26: 27}, "AA1+AB1"),
    ],
)
def test_references_follow_columns(formula: str, columns: dict[int, int | None], expected: str) -> None:
    assert relocate(formula, {}, columns) == expected
