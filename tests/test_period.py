"""Periods: parsing of the four kinds, their days, the period before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsappraise.base.period import Period, week_of

days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
weeks = st.builds(week_of, days)
longer = st.one_of(
    st.builds(Period, st.just("month"), st.integers(2001, 2099), st.integers(1, 12)),
    st.builds(Period, st.just("quarter"), st.integers(2001, 2099), st.integers(1, 4)),
    st.builds(Period, st.just("year"), st.integers(2001, 2099), st.just(0)),
)
periods = st.one_of(weeks, longer)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-11", Period("month", 2026, 11)),
        ("2026-01", Period("month", 2026, 1)),
        ("2026-Q4", Period("quarter", 2026, 4)),
        ("2026", Period("year", 2026, 0)),
        (" 2026-11\n", Period("month", 2026, 11)),
        ("2026-W45", Period("week", 2026, 45)),
        ("2026-W01", Period("week", 2026, 1)),
        ("2026-W53", Period("week", 2026, 53)),
        ("2020-W53", Period("week", 2020, 53)),
    ],
)
def test_a_week_a_month_a_quarter_and_a_year_are_read(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-1", "2026-Q0", "2026-Q5", "2026-q4", "26-11", "1999-11", "2026-11-30", "2026/11",
     "２０２６-11", "2026-¹1", "2026 -11", "../2026-11", "November", "2026-W00", "2026-W54", "2026-W5", "2026-w45",
     "2026W45", "2026-W45-1", "2025-W53", "2027-W53"],  # 2025 and 2027 have 52 weeks
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
        ("2026-W45", date(2026, 11, 2), date(2026, 11, 8)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2024-W09", date(2024, 2, 26), date(2024, 3, 3)),
    ],
)
def test_a_period_has_its_first_and_its_last_day(text: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "before"),
    [("2026-01", "2025-12"), ("2026-Q1", "2025-Q4"), ("2026-Q3", "2026-Q2"), ("2026", "2025"),
     ("2026-W01", "2025-W52"), ("2027-W01", "2026-W53"), ("2026-W46", "2026-W45")],
)  # fmt: skip
def test_the_period_before_may_be_in_the_year_before(text: str, before: str) -> None:
    assert str(Period.parse(text).previous()) == before


@pytest.mark.parametrize(
    ("text", "title"),
    [("2026-01", "2026-01"), ("2026-Q3", "quarter 3 of 2026"), ("2026", "the year 2026"),
     ("2026-W05", "week 5 of 2026")],
)  # fmt: skip
def test_a_period_is_named_for_a_reader(text: str, title: str) -> None:
    assert Period.parse(text).title(str) == title


@given(days)
def test_a_week_goes_from_monday_to_sunday(day: date) -> None:
    week = week_of(day)
    assert week.first_day <= day <= week.last_day
    assert (week.first_day.isoweekday(), week.last_day.isoweekday()) == (1, 7)
    assert week.last_day - week.first_day == timedelta(days=6)


@given(longer)
def test_a_week_belongs_to_the_period_of_its_sunday(period: Period) -> None:
    weeks = period.inside("week")
    sundays = [week.last_day for week in weeks]
    assert all(period.first_day <= sunday <= period.last_day and period.holds(week_of(sunday)) for sunday in sundays)
    assert all(later.previous() == week for week, later in pairwise(weeks))
    outside = (weeks[0].previous(), week_of(weeks[-1].last_day + timedelta(days=1)))
    assert not any(period.holds(week) for week in outside)


@given(weeks)
def test_a_week_holds_and_rolls_up_nothing(week: Period) -> None:
    assert (week.below(), week.inside("month"), week.inside("quarter"), week.rolls_up) == ((), (), (), False)
    assert week.inside("week") == (week,) and week.holds(week)
    month = Period("month", week.last_day.year, week.last_day.month)
    assert week in month.inside("week") and month.holds(week) and not week.holds(month)


def test_the_weeks_of_a_month_are_those_that_end_in_it() -> None:
    november = Period.parse("2026-11").inside("week")
    assert [str(week) for week in november] == ["2026-W44", "2026-W45", "2026-W46", "2026-W47", "2026-W48"]
    assert str(Period.parse("2027-01").inside("week")[0]) == "2026-W53"


@given(longer, longer)
def test_a_longer_period_holds_what_lies_within_it(outer: Period, inner: Period) -> None:
    within = outer.first_day <= inner.first_day and inner.last_day <= outer.last_day
    assert outer.holds(inner) == within


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-1", "2026-01"), ("２０２６－１１", "2026-11"), ("2026年11月", "2026-11"), ("2026年1月份", "2026-01"),
        ("2026年11", "2026-11"), ("2026.11", "2026-11"), ("2026/11", "2026-11"), ("2026—11", "2026-11"),
        (" 2026 年 11 月 ", "2026-11"),
        ("2026-11", "2026-11"), ("2026年第4季度", "2026-Q4"), ("2026年四季度", "2026-Q4"), ("2026-q4", "2026-Q4"),
        ("2026Q4", "2026-Q4"), ("2026年", "2026"), ("2026年度", "2026"), ("2026", "2026"), ("2026-w5", "2026-W05"),
        ("2026年第45周", "2026-W45"), ("2026-W45", "2026-W45"),
    ],
)  # fmt: skip
def test_what_people_write_is_read_as_they_mean_it(written: str, meant: str) -> None:
    assert str(Period.spelled(written)) == meant


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-0", "26-11", "1999-11", "202611", "2026-11-30", "2026年第5季度", "2026-Q0", "11月",
     "2026年第45", "2025-W53", "2026-W00", "../2026-11", "2026-11/..", "2026-11-", "November"],
)  # fmt: skip
def test_what_could_be_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        Period.spelled(text)
    assert refused.value.args == (text,)


@given(periods)
def test_what_is_shown_is_read_as_people_write_it(period: Period) -> None:
    assert Period.spelled(str(period)) == period
