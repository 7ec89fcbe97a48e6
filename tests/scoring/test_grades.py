"""Grades look at the rounded total; a bound belongs to the better grade."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schemes.build import criterion, raw_scheme, scheme, section
from tests.scoring.forms import scored
from xlsappraise.base.rounding import round_number
from xlsappraise.scoring.total import grade, grade_formula

PLAIN = scheme()
EXACT = scheme(section(criterion("work", 100, [{"kind": "rating", "step": 0.001}])))
OWN = scheme(grades=[{"title": "甲", "from": 66.7}, {"title": "乙", "from": 0}])
ORDER = ["差", "待提高", "合格", "良好", "优秀"]


@pytest.mark.parametrize(
    ("total", "title"),
    [(110, "优秀"), (90, "优秀"), (89.99, "良好"), (80, "良好"), (79.99, "合格"), (70, "合格"), (69.99, "待提高"),
     (60, "待提高"), (59.99, "差"), (0, "差"), (90 - 1e-11, "优秀"), (30 * 3.0000000000000004, "优秀")],
)  # fmt: skip
def test_the_grades_of_a_scheme_without_its_own_begin_at_90_80_70_and_60(total: float, title: str) -> None:
    assert list(grade(PLAIN, pd.Series([total]))) == [title]


@pytest.mark.parametrize(
    ("mark", "total", "title"),
    [(89.995, 90.0, "优秀"), (89.994, 89.99, "良好"), (59.995, 60.0, "待提高"), (59.994, 59.99, "差")],
)
def test_a_mark_just_below_a_bound_is_rounded_before_it_is_graded(mark: float, total: float, title: str) -> None:
    found = scored(EXACT, {"work.rating": mark})
    assert (found["total"], found["grade"]) == (total, title)


@pytest.mark.parametrize(("total", "title"), [(66.7, "甲"), (66.69, "乙"), (0.1 + 66.6, "甲"), (0, "乙")])
def test_a_scheme_s_own_bounds_are_used(total: float, title: str) -> None:
    assert list(grade(OWN, pd.Series([total]))) == [title]


@settings(deadline=None, max_examples=100)
@given(st.floats(0, 110), st.floats(0, 110))
def test_a_higher_total_is_never_graded_worse(a: float, b: float) -> None:
    low, high = grade(PLAIN, pd.Series([round_number(min(a, b)), round_number(max(a, b))]))
    assert ORDER.index(low) <= ORDER.index(high)


def test_no_total_has_no_grade() -> None:
    found = grade(PLAIN, pd.Series([None, 95.0], dtype=float))
    assert found[0] is None
    assert found[1] == "优秀"


def test_one_grade_alone_is_everybody_s() -> None:
    made = scheme(**{**raw_scheme(), "grades": [{"title": "完成", "from": 0}]})
    assert list(grade(made, pd.Series([0.0, 100.0]))) == ["完成", "完成"]
    assert grade_formula(made, "J45") == '=IF(J45="","","完成")'


def test_the_formula_guards_a_blank_total_and_compares_as_shown() -> None:
    assert grade_formula(OWN, "J45") == '=IF(J45="","",IF(ROUND(J45,9)>=66.7,"甲","乙"))'
