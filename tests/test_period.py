"""Periods: parsing of the three kinds, their days, the period before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsappraise.base.period import Period

periods = st.one_of(
    st.builds(Period, st.just("month"), st.integers(2001, 2099), st.integers(1, 12)),
    st.builds(Period, st.just("quarter"), st.integers(2001, 2099), st.integers(1, 4)),
    st.builds(Period, st.just("year"), st.integers(2001, 2099), st.just(0)),
)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-11", Period("month", 2026, 11)),
        ("2026-01", Period("month", 2026, 1)),
        ("2026-Q4", Period("quarter", 2026, 4)),
        ("2026", Period("year", 2026, 0)),
        (" 2026-11\n", Period("month", 2026, 11)),
    ],
)
def test_a_month_a_quarter_and_a_year_are_read(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-1", "2026-Q0", "2026-Q5", "2026-q4", "26-11", "1999-11", "2026-11-30", "2026/11",
     "２０２６-11", "2026-¹1", "2026 -11", "../2026-11", "November"],
)  # fmt: skip
def test_anything_else_is_refused_with_what_was_written(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        Period.parse(text)
    assert refused.value.args == (text,)


@given(periods)
def test_what_is_written_is_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_the_period_before_ends_the_day_before(period: Period) -> None:
    before = period.previous()
    assert before.kind == period.kind
    assert before.last_day + timedelta(days=1) == period.first_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_its_last_day(text: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "before"), [("2026-01", "2025-12"), ("2026-Q1", "2025-Q4"), ("2026-Q3", "2026-Q2"), ("2026", "2025")]
)
def test_the_period_before_may_be_in_the_year_before(text: str, before: str) -> None:
    assert str(Period.parse(text).previous()) == before


@pytest.mark.parametrize(
    ("text", "title"), [("2026-01", "2026-01"), ("2026-Q3", "quarter 3 of 2026"), ("2026", "the year 2026")]
)
def test_a_period_is_named_for_a_reader(text: str, title: str) -> None:
    assert Period.parse(text).title(str) == title
