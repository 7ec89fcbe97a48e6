"""Quarters from months and years from quarters: means, one rounding, what is missing, who was on leave."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outcomes.results import MONTHLY, SCHEMES, STRICT, of_person, score, standing, told
from tests.schemes.build import scheme
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.rounding import round_number
from xlsappraise.results.rollup import Rolled, roll_up
from xlsappraise.results.standing import Score, Standing

Q4, YEAR = Period.parse("2026-Q4"), Period.parse("2026")
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]


def one(own: Standing, period: Period = Q4) -> Rolled:
    """Return the only result."""
    (found,) = roll_up(period, own, SCHEMES)
    return found


def test_a_quarter_is_the_mean_of_its_months() -> None:
    # (90.00 + 80.00 + 76.51) / 3 = 82.17
    found = one(standing(of_person("1", {"2026-10": 90, "2026-11": 80, "2026-12": 76.51})))
    assert told(found) == (82.17, "良好", [])
    assert [below.value for below in found.below] == [90, 80, 76.51]


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    # (80.00 + 80.01) / 2 = 80.005; the third month is leave
    own = standing(of_person("1", {"2026-10": 80, "2026-11": 80.01}), {"2026-12": ["1"]})
    assert told(one(own)) == (80.01, "良好", [])


def test_a_year_is_the_mean_of_its_unrounded_quarters() -> None:
    """Quarters 80.00333…, 80.00333…, 80.00333…, 80.01333…: 80.0058… is 80.01; of rounded quarters it would be 80.00."""
    totals = dict(zip(MONTHS, [80.0, 80.0, 80.01] * 3 + [80.01, 80.01, 80.02], strict=True))
    found = one(standing(of_person("1", totals)), YEAR)
    assert round_number(sum(round_number(below.value or 0) for below in found.below) / 4) == 80.00
    assert told(found) == (80.01, "良好", [])
    assert [str(below.period) for below in found.below] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


def test_a_year_weighs_its_quarters_alike_however_many_months_they_have() -> None:
    # quarter 1: 60; quarters 2 to 4: 90 each
    totals = {"2026-01": 60.0, **dict.fromkeys(MONTHS[3:], 90.0)}
    found = one(standing(of_person("1", totals), {"2026-02": ["1"], "2026-03": ["1"]}), YEAR)
    assert told(found) == (82.5, "良好", [])


@pytest.mark.parametrize(("of", "total"), [(MONTHLY, 85.0), (STRICT, None)])
def test_a_missing_month_follows_the_scheme(of: object, total: float | None) -> None:
    kind = SCHEMES[getattr(of, "id", "")]
    found = one(standing(of_person("1", {"2026-10": 90, "2026-12": 80}, kind)))
    assert told(found) == (total, None if total is None else "良好", ["2026-11"])


@pytest.mark.parametrize("of", [MONTHLY, STRICT])
def test_a_month_on_leave_is_not_missing(of: object) -> None:
    kind = SCHEMES[getattr(of, "id", "")]
    own = standing(of_person("1", {"2026-10": 90, "2026-12": 80}, kind), {"2026-11": ["1"]})
    found = one(own)
    assert told(found) == (85.0, "良好", [])
    assert [(below.value, below.leave) for below in found.below] == [(90, False), (None, True), (80, False)]


def test_somebody_else_s_leave_excuses_nobody() -> None:
    own = standing(of_person("1", {"2026-10": 90, "2026-12": 80}), {"2026-11": ["2"]})
    assert told(one(own)) == (85.0, "良好", ["2026-11"])


def test_a_year_names_quarters_that_are_missing_whole_and_months_of_the_others() -> None:
    totals = dict.fromkeys([*MONTHS[3:7], *MONTHS[8:]], 80.0)
    assert told(one(standing(of_person("1", totals)), YEAR)) == (80.0, "良好", ["2026-Q1", "2026-08"])


def test_a_quarter_of_leave_is_leave_and_one_of_leave_and_gaps_names_the_gaps() -> None:
    totals = dict.fromkeys(MONTHS[6:], 80.0)
    away = {month: ["1"] for month in [*MONTHS[:3], MONTHS[3]]}
    found = one(standing(of_person("1", totals), away), YEAR)
    assert told(found) == (80.0, "良好", ["2026-05", "2026-06"])
    assert [below.leave for below in found.below] == [True, False, False, False]


def test_a_scheme_that_wants_everything_has_no_year_without_a_month() -> None:
    totals = dict.fromkeys(MONTHS[1:], 80.0)
    assert told(one(standing(of_person("1", totals, STRICT)), YEAR)) == (None, None, ["2026-01"])


def test_a_quarter_with_a_result_of_its_own_counts_with_that() -> None:
    """Quarter 1 by import is 100, though its months say 60; the others are 80: (100 + 3 × 80) / 4 = 85."""
    totals = {**dict.fromkeys(MONTHS[:3], 60.0), **dict.fromkeys(MONTHS[3:], 80.0)}
    own = standing([*of_person("1", totals), score("1", "2026-Q1", 100, source="history")])
    assert told(one(own, YEAR)) == (85.0, "良好", [])


def test_a_quarter_that_was_imported_stands_as_it_is() -> None:
    own = standing([*of_person("1", {"2026-10": 60}), score("1", "2026-Q4", 91.5, source="history")])
    found = one(own)
    assert (found.imported, found.below) == (True, ())
    assert told(found) == (91.5, "优秀", [])


def test_what_has_a_form_in_the_period_is_not_rolled_up() -> None:
    own = standing([*of_person("1", {"2026-10": 60}), score("1", "2026-Q4", 91.5)])
    assert roll_up(Q4, own, SCHEMES) == []
    assert roll_up(Q4, standing(of_person("1", {"2026-10": 60})), SCHEMES, {("monthly", "1")}) == []


def test_who_was_given_forms_that_never_came_back_lacks_every_month_but_those_of_leave() -> None:
    who = Person("2", "张伟", "客服一部", "专员", "周敏")
    given_forms = {Period.parse("2026-10"): {"monthly": {"2": who}}, Period.parse("2026-07"): {"monthly": {"3": who}}}
    (found,) = roll_up(Q4, standing([], {"2026-11": ["2"]}), SCHEMES, given=given_forms)
    assert (found.person, *told(found)) == (who, None, None, ["2026-10", "2026-12"])
    away = standing([], {month: ["2"] for month in MONTHS[9:]})
    assert roll_up(Q4, away, SCHEMES, given=given_forms) == []


def test_results_outside_the_period_do_not_count() -> None:
    own = standing(of_person("1", {"2026-09": 60, "2025-12": 60, "2027-01": 60}))
    assert roll_up(Q4, own, SCHEMES) == []


def test_the_grade_is_that_of_the_newest_edition_on_the_rounded_total() -> None:
    newest = scheme(id="monthly", title="月度表", grades=[{"title": "甲", "from": 85}, {"title": "乙", "from": 0}])
    own = standing(of_person("1", {"2026-10": 85, "2026-11": 84.99, "2026-12": 84.995}))
    (found,) = roll_up(Q4, own, {"monthly": newest})
    assert (found.total, found.grade) == (85.0, "甲")  # 84.995 before it is rounded


def test_people_are_called_what_the_newest_period_calls_them() -> None:
    scores = [
        score("1", "2026-10", 80, name="王燕", department="一部", position="专员", supervisor="李建国"),
        score("1", "2026-12", 90, source="history", name="王小燕", department="二部", position="", supervisor=""),
        score("1", "2026-11", 90, name="王小艳", department="三部", position="组长", supervisor="周敏"),
    ]
    assert one(standing(scores)).person == Person("1", "王小燕", "二部", "组长", "周敏")


totals = st.dictionaries(
    st.sampled_from(MONTHS), st.integers(0, 11000).map(lambda cents: cents / 100), min_size=1, max_size=12
)


@given(st.dictionaries(st.sampled_from("123456"), totals, min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_results_does_not_matter(people: dict[str, dict[str, float]], draw: random.Random) -> None:
    scores: list[Score] = [one for number, mine in people.items() for one in of_person(number, dict(mine))]
    mixed = list(scores)
    draw.shuffle(mixed)
    for period in (Q4, YEAR):
        assert roll_up(period, standing(scores), SCHEMES) == roll_up(period, standing(mixed), SCHEMES)


@given(totals)
def test_a_result_lies_between_the_lowest_and_the_highest(mine: dict[str, float]) -> None:
    (found,) = roll_up(YEAR, standing(of_person("1", dict(mine))), SCHEMES)
    assert found.total is not None
    assert min(mine.values()) <= found.total <= max(mine.values())
    assert {str(p) for p in found.missing}.isdisjoint(mine)
