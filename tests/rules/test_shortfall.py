"""``shortfall``: points lost per percentage point below a target."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import raw_marks, rule, scores, shortfall

FEES = (shortfall(("lived", 0.9, 1), ("new", 0.4, 1), ("empty", 1, 1)),)
shares = st.floats(0, 1)


def fees(lived: float | None, new: float | None = 0.4, empty: float | None = 1.0) -> dict[str, float | None]:
    return {"lived": lived, "new": new, "empty": empty}


def test_each_percentage_point_below_a_target_costs_its_points() -> None:
    assert scores(40, FEES, fees(0.9), fees(0.85), fees(0.85, 0.38), fees(0.85, 0.38, 0.9)) == [
        40.0,
        35.0,
        33.0,
        23.0,
    ]


def test_fractions_of_a_percentage_point_count_in_proportion() -> None:
    assert scores(40, FEES, fees(0.8975), fees(0.8999)) == [39.75, 39.99]


def test_what_is_above_one_target_does_not_make_up_for_another() -> None:
    assert scores(40, FEES, fees(1.0, 0.3)) == [30.0]


def test_nothing_goes_below_zero() -> None:
    assert scores(40, FEES, fees(0, 0, 0)) == [0.0]


@pytest.mark.parametrize("value", [0.9, 0.3 * 3, 1 - 0.1, 0.9 - 4e-13])
def test_a_value_a_hair_off_its_target_loses_nothing(value: float) -> None:
    made = rule(**shortfall(("lived", 0.9, 1)))
    assert raw_marks(made, 10, {"lived": value}) == [10.0]


@settings(deadline=None, max_examples=80)
@given(shares, shares, shares)
def test_more_never_earns_less(a: float, b: float, other: float) -> None:
    low, high = scores(40, FEES, fees(min(a, b), other, 0.9), fees(max(a, b), other, 0.9))
    assert 0 <= low <= high <= 40


@pytest.mark.parametrize("name", ["lived", "new", "empty"])
def test_one_blank_leaves_no_score(name: str) -> None:
    assert scores(40, FEES, {**fees(1), name: None}) == [None]


def test_in_a_combination_it_only_takes_away() -> None:
    made = rule(**FEES[0])
    assert raw_marks(made, 40, fees(0.85), fees(1), alone=False) == [-5.0, 0.0]


def test_inputs_are_percentages_up_to_one_hundred_unless_said() -> None:
    lived, *_rest = rule(**FEES[0]).inputs(40, str)
    assert (lived.id, lived.type, lived.min, lived.max, lived.required) == ("lived", "percent", 0, 1, True)


@pytest.mark.parametrize(("target", "points"), [(0, 1), (-0.1, 1), (0.9, 0), (0.9, -1)])
def test_a_target_or_a_price_of_nothing_is_refused(target: float, points: float) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        rule(**shortfall(("lived", target, points)))
