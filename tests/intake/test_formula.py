"""Formulas as text: honest spellings agree, any other change shows; rows move, strings do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsappraise.xlsx.formula import normal, relocate, shift


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUM(A1:A3)", "sum( a1 : a3 )"),
        ("=SUM(A1)", "SUM(A1)"),
        ("+SUM(A1)", "SUM(A1)"),
        ("of:=SUM(A1)", "SUM(A1)"),
        ("0.05*A1", "0.0500000000000000000007*A1"),
        ("1E2*A1", "100*A1"),
        ("2.50*A1", "2.5*A1"),
        ("IF(TRUE(),1,FALSE())", "IF(TRUE,1,FALSE)"),
        ("IF(TRUE ( ),1,2)", "if(true,1,2)"),
        ("_xlfn.CONCAT(A1)", "CONCAT(A1)"),
        ("_xlfn._xlws.SORT(A1)", "SORT(A1)"),
        ("'评分表'!A1", "评分表!A1"),
        ("'Sheet1'!A1", "SHEET1!A1"),
        ("A1\n +\tB2", "A1+B2"),
        ("{0,0.80,0.9}", "{0,0.8,0.9}"),
        ("SUM(B8:B8,b9:B9)", "SUM(B8,B9)"),
        ("COUNT($K$8:$K$8)", "COUNT($K$8)"),
        ('SUMPRODUCT(-(-(TRIM(M1:M4)="(")))', 'SUMPRODUCT(--(TRIM(M1:M4)="("))'),
        ("-(-((LEN(A1)+1)>0))+-(-(A2))", "--((LEN(A1)+1)>0)+--(A2)"),
        ("-(-(-(-(A1))))", "--(--(A1))"),
    ],
)
def test_spellings_of_honest_programs_agree(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUM(I8:I13)", "SUM(I8:I12)"),
        ("IF(I31>=90,1,0)", "IF(I31>=80,1,0)"),
        ("IF(I31>=90,1,0)", "IF(I31>90,1,0)"),
        ("0.9*A1", "0.90001*A1"),
        ('IF(A1="TRUE()",1,0)', 'IF(A1="TRUE",1,0)'),
        ('IF(A1="a",1,0)', 'IF(A1="A",1,0)'),
        ('"A B"', '"AB"'),
        ('"0.80"', '"0.8"'),
        ('"_xlfn.x"', '"x"'),
        ("A1+B1", "A1-B1"),
        ("$A$1", "A1"),
        ("A1", "A11"),
        ("'甲'!A1", "'乙'!A1"),
        ("LOG10(A1)", "LOG(A1)"),
        ('"a""b"', '"ab"'),
        ("A1", ""),
        ("SUM(B8:B9)", "SUM(B8)"),
        ("SUM(B8:$B8)", "SUM(B8)"),
        ("SUM(AB8:B8)", "SUM(AB8)"),
        ("SUM(B8:B8:B9)", "SUM(B8:B9)"),
        ('"B8:B8"', '"B8"'),
        ("-(-(A1)+1)", "--(A1)+1"),
        ("-(-(A1)+(B1))", "--(A1)+(B1)"),
        ("-(-(A1))", "-(A1)"),
        ('"-(-(A1))"', '"--(A1)"'),
    ],
)
def test_a_changed_formula_is_another_one(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_string_keeps_its_case_blanks_and_quotes() -> None:
    assert normal('if(a1="a b ""c"" d7",0.50,"")') == 'IF(A1="a b ""c"" d7",0.5,"")'


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


references = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "$"]),
    st.sampled_from(["A", "H", "Z", "AA", "XFD"]),
    st.sampled_from(["", "$"]),
    st.integers(100, 900),
)
strings = st.text(st.sampled_from("A1 H9b'x")).map('"{}"'.format)
numbers = st.floats(0, 1e6).map(repr)
pieces = st.one_of(references, strings, numbers, st.just("TRUE()"), st.just("SUM(H100:H120)"))
formulas = st.lists(pieces, min_size=1, max_size=6).map("+".join)


@given(formulas, st.integers(-50, 50))
def test_shifting_there_and_back_changes_nothing(formula: str, down: int) -> None:
    assert shift(shift(formula, down, 0), -down, 0) == formula


@given(formulas)
def test_rows_that_stay_relocate_nothing(formula: str) -> None:
    assert relocate(formula, {row: row for row in range(2000)}) == formula
    assert relocate(formula, {}) == formula


@given(formulas)
def test_the_normal_form_is_its_own_normal_form(formula: str) -> None:
    assert normal(normal(formula)) == normal(formula)


@given(formulas)
def test_case_and_blanks_outside_strings_never_matter(formula: str) -> None:
    parts = formula.split('"')
    spaced = '"'.join(p.lower().replace("+", " + ") if i % 2 == 0 else p for i, p in enumerate(parts))
    assert normal(spaced) == normal(formula)


@given(st.text(st.sampled_from("\"'A1$.!()+- eE0,:é")))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for told in (normal(text), shift(text, 1, 1), relocate(text, {0: 5})):
        assert isinstance(told, str)
