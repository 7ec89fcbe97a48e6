"""Formulas compared by what they mean: honest spellings agree, any other change is seen."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.intake.formulas import formulas
from xlsappraise.xlsx.expression import expression


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUM(A1:A3)", "sum( a1 : a3 )"),
        ("=SUM(A1)", "SUM(A1)"),
        ("+SUM(A1)", "SUM(A1)"),
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
        ("--((A1)>0)", "--(A1>0)"),
        ("((A1+B1))*(C1)", "(A1+B1)*C1"),
        ("(A1-B1)-C1", "A1-B1-C1"),
        ("IF((A1>0),(B1),-(C1))", "IF(A1>0,B1,-C1)"),
        ("ROUND(+A1,2)", "ROUND(A1,2)"),
        ("(-2)^2", "-2^2"),
        ("IF(A1 <> B1,1,2)", "IF(A1<>B1,1,2)"),
        ("{SUM( A1:A3 )}", "{SUM(A1:A3)}"),
    ],
)
def test_spellings_of_honest_programs_agree(one: str, other: str) -> None:
    assert expression(one) == expression(other)


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
        ("of:=SUM(A1)", "SUM(A1)"),
        ("_xlfn.ROUND(A1,1)", "ROUND(A1,1)"),
        ("_xlfn._xlws.MAX(A1)", "MAX(A1)"),
        ("_xlfn._xlws.CONCAT(A1)", "CONCAT(A1)"),
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
        ("ROUN D(A1,1)", "ROUND(A1,1)"),
        ("ıF(A1>0,1,0)", "IF(A1>0,1,0)"),
        ("ſUM(A1:A3)", "SUM(A1:A3)"),
        ("ＳUM(A1)", "SUM(A1)"),
        ("SUM(A1:A3 A2)", "SUM(A1:A3A2)"),
        ("SUM((A1,B1))", "SUM(A1,B1)"),
        ("A1-(B1-C1)", "A1-B1-C1"),
        ("A1*(B1/C1)", "A1*B1/C1"),
        ("-(2^2)", "-2^2"),
        ("A1< >B1", "A1<>B1"),
        ("IF(A1,1,)", "IF(A1,1)"),
        ("A1%", "A1"),
        ("--(A1>0)", "(A1>0)"),
        ("{SUM(A1:A3)}", "SUM(A1:A3)"),
        ("{1,2;3}", "{1,2,3}"),
    ],
)
def test_a_changed_formula_is_another_one(one: str, other: str) -> None:
    assert expression(one) != expression(other)


def test_a_string_keeps_its_case_blanks_and_quotes() -> None:
    assert expression('if(a1="a b ""c"" d7",0.50,"")') == 'IF((= A1 "a b ""c"" d7"),0.5,"")'


@pytest.mark.parametrize("text", ["SUM(", "A1+", ")", "1 2", "A1#", "(" * 80 + "A1" + ")" * 80, "(" * 8000])
def test_what_is_no_expression_is_compared_as_it_stands(text: str) -> None:
    assert expression(text) == text
    assert expression(text) != expression(f"({text})")


@given(formulas)
def test_brackets_around_the_whole_never_matter(formula: str) -> None:
    assert expression(f"({formula})") == expression(formula)


@given(formulas)
def test_case_and_blanks_outside_strings_never_matter(formula: str) -> None:
    parts = formula.split('"')
    spaced = '"'.join(p.lower().replace("+", " + ") if i % 2 == 0 else p for i, p in enumerate(parts))
    assert expression(spaced) == expression(formula)
